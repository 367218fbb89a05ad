"""Borders where a found name needs them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from spacy.attrs import LENGTH, SPACY

from kr_localgov_nlp.korean import morphemes
from kr_localgov_nlp.korean.morphemes import MORPHEMES
from kr_localgov_nlp.korean.surface import cut
from kr_localgov_nlp.korean.tags import lemma_of, upos

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token


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
    wanted = sorted(set(offsets))
    if not wanted:
        return
    # From the columns, since asking each token for its idx costs more than all the rest.
    widths = doc.to_array([LENGTH, SPACY]).sum(axis=1)
    ends = widths.cumsum()
    starts = (ends - widths).tolist()
    last = int(ends[-1]) if starts else 0
    for offset in (wanted[0], wanted[-1]):
        if not 0 <= offset <= last:
            message = f"offset {offset} is outside the text of {last} characters"
            raise ValueError(message)
    cuts: dict[int, list[int]] = {}
    for offset in wanted:
        index = bisect_right(starts, offset) - 1
        if index >= 0 and starts[index] < offset < starts[index] + len(doc[index]):
            cuts.setdefault(index, []).append(offset)
    if cuts:
        _cut_morphemes(doc, sorted(offset for borders in cuts.values() for offset in borders))
        _split(doc, cuts)


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
