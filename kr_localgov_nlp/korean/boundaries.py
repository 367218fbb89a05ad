"""Borders where a found name needs them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IDX, LENGTH

from kr_localgov_nlp.korean import morphemes
from kr_localgov_nlp.korean.morphemes import MORPHEMES
from kr_localgov_nlp.korean.surface import cut
from kr_localgov_nlp.korean.tags import lemma_of, upos

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

    Ints = NDArray[np.int64]


def ensure_boundaries(doc: Doc, offsets: Iterable[int]) -> None:
    """Split tokens so that a token begins or ends at each offset.

    The parts keep the tag of the morpheme they begin with; a morpheme that a border cuts becomes two of the
    same tag. Call it before spans are made: spaCy counts spans in tokens, and those behind a split slip.

    Parameters
    ----------
    doc
        Changed in place.
    offsets
        Character offsets into ``doc.text``; those that are borders already cost next to nothing.

    Raises
    ------
    ValueError
        For an offset outside the text.

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.blank("ko_localgov")("구로구청장이 말했다")
    >>> ensure_boundaries(doc, [3])
    >>> doc.char_span(0, 3).text
    '구로구'
    """
    _bordered(doc, np.fromiter(offsets, np.int64))


def token_spans(doc: Doc, spans: Iterable[tuple[int, int]]) -> Ints:
    """Give spans of characters as spans of tokens, and split tokens that one begins or ends inside.

    Parameters
    ----------
    doc
        Changed in place, as by :func:`ensure_boundaries`.
    spans
        Half-open character offsets into ``doc.text``.

    Returns
    -------
    array of int, spans × 2
        Half-open indices of tokens.

    Raises
    ------
    ValueError
        For an offset outside the text, and for a span that begins or ends with the space between two tokens.

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.blank("ko_localgov")("구로구청장이 말했다")
    >>> token_spans(doc, [(0, 3), (3, 5)]).tolist()
    [[0, 1], [1, 2]]
    """
    asked = np.array(list(spans), dtype=np.int64).reshape(-1, 2)
    starts, ends = _bordered(doc, asked.ravel())
    first, last = found = starts.searchsorted(asked.T)
    # A span without a token in it has a last one before its first, and its borders cannot fit both.
    fits = (starts.take(first, mode="clip") == asked[:, 0]) & (ends.take(last - 1) == asked[:, 1])
    fits &= first < last
    if not fits.all():
        start, end = asked[~fits][0].tolist()
        message = f"no token begins at {start} or none ends at {end}"
        raise ValueError(message)
    return np.asarray(found.T)


def _bordered(doc: Doc, wanted: Ints) -> tuple[Ints, Ints]:
    """Make the borders; return where the tokens begin and end."""
    starts, ends = _borders(doc)
    if not len(wanted):
        return starts, ends
    length = int(ends[-1]) + len(doc[-1].whitespace_) if len(ends) else 0
    for offset in (int(wanted.min()), int(wanted.max())):
        if not 0 <= offset <= length:
            message = f"offset {offset} is outside the text of {length} characters"
            raise ValueError(message)
    # A token ends behind the offset that begins before it: a border is wanted inside it.
    index = ends.searchsorted(wanted, "right")
    inside = index < starts.searchsorted(wanted)
    if inside.any():
        cuts: dict[int, list[int]] = {}
        for offset, token in sorted(set(zip(wanted[inside].tolist(), index[inside].tolist(), strict=True))):
            cuts.setdefault(token, []).append(offset)
        _cut_morphemes(doc, sorted(offset for borders in cuts.values() for offset in borders))
        _split(doc, cuts)
        starts, ends = _borders(doc)
    return starts, ends


def _borders(doc: Doc) -> tuple[Ints, Ints]:
    # From the columns, since asking each token for its idx costs more than all the rest.
    starts, lengths = np.ascontiguousarray(doc.to_array([IDX, LENGTH]).reshape(-1, 2).T).view(np.int64)
    return starts, starts + lengths


def _cut_morphemes(doc: Doc, borders: list[int]) -> None:
    unpacked = morphemes.unpack(doc)
    if unpacked is None:
        return
    text = doc.text
    forms, tags, starts, ends = unpacked
    columns = (list(forms), list(tags), list(starts), list(ends), [0] * len(forms))
    forms, tags, starts, ends, _ = cut(text, columns, borders)
    doc.user_data[MORPHEMES] = morphemes.pack(forms, tags, starts, ends, len(text))


def _split(doc: Doc, cuts: dict[int, list[int]]) -> None:
    before = {index: (doc[index].is_sent_start is None, doc[index].morph) for index in cuts}
    with doc.retokenize() as retokenizer:
        for index, borders in cuts.items():
            token = doc[index]
            edges = [0, *(offset - token.idx for offset in borders), len(token)]
            parts = [token.text[a:b] for a, b in pairwise(edges)]
            # spaCy leaves in the new places what the token behind had there, so all is given anew.
            attrs: dict[str | int, list[Any]] = {
                name: [value] * len(parts)
                for name, value in (
                    ("TAG", token.tag_),
                    ("POS", token.pos_),
                    ("ENT_TYPE", token.ent_type_),
                    ("ENT_KB_ID", token.ent_kb_id_),
                    ("ENT_ID", token.ent_id_),
                )
            }
            heads: list[Token | tuple[Token, int]] = [(token, part) for part in range(len(parts))]
            retokenizer.split(token, parts, heads=heads, attrs=attrs)
    parsed = doc.has_annotation("DEP")
    shift = 0
    for index, borders in cuts.items():
        unknown, morph = before[index]
        for part in range(len(borders) + 1):
            piece = doc[index + shift + part]
            _relabel(piece)
            piece.set_morph(morph)  # type: ignore[attr-defined]
            if part and not parsed:
                piece.is_sent_start = None if unknown else False
        shift += len(borders)


def _relabel(piece: Token) -> None:
    piece.lemma_ = piece.text
    found = morphemes.of_token(piece)
    if found:
        first = found[0]
        piece.tag_ = first.tag
        piece.pos_ = upos(first.tag)
        piece.lemma_ = lemma_of(first.form, first.tag)
