"""From Kiwi's morphemes to surface tokens that tile the text: one analysis for Docs and token lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import TextError
from kr_localgov_nlp.korean.engine import kiwi
from kr_localgov_nlp.korean.normalize import Normalized, normalize
from kr_localgov_nlp.korean.tags import PREDICATES, SPACE_TAG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.korean.names import NameFinder, NameHit

# The longest of 118,000 releases has 37,221 characters. Kiwi needs 2 s for 100,000 of plain text and 7 s for
# the worst of 30 hostile strings of that length (one Latin letter, one syllable); beyond, the time of some
# grows with the square.
MAX_LENGTH = 100_000

_SURROGATE = re.compile("[\ud800-\udfff]")
_ROW = attrgetter("form", "tag", "start", "end", "sent_position")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\r?\n|\r[^\S\r\n]*\r")

_Row = tuple[str, str, int, int, int]


@dataclass(slots=True)
class Surface:
    """Tokens as parallel lists, and the morphemes under them.

    ``text`` is the words with one space after those whose ``spaces`` is true. Gaps that are not one single
    U+0020 are words of their own with the tag ``_SP``.
    """

    words: list[str]
    spaces: list[bool]
    starts: list[int]
    tags: list[str]
    lemmas: list[str]
    sentences: list[bool]
    morphemes: tuple[Sequence[str], Sequence[str], Sequence[int], Sequence[int]]
    hits: list[NameHit]


def check(text: str, max_length: int) -> None:
    r"""Refuse what Kiwi must not see.

    Raises
    ------
    TextError
        For a lone surrogate, which UTF-8 cannot encode, and for a text longer than `max_length` characters.

    Examples
    --------
    >>> check("나주\ud800", 100)
    Traceback (most recent call last):
    kr_localgov_nlp.errors.TextError: lone surrogate U+D800 at character 2: the text was decoded wrongly
    """
    if len(text) > max_length:
        message = f"text of {len(text):,} characters, the limit is {max_length:,}: cut it into articles first"
        raise TextError(message)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = f"U+{ord(text[error.start]):04X}"
        message = f"lone surrogate {code} at character {error.start}: the text was decoded wrongly"
        raise TextError(message) from None


def analyse(text: str, names: NameFinder | None = None, max_length: int = MAX_LENGTH) -> Surface:
    """Cut a text into surface tokens, with known names in one piece.

    Names are looked for in the normalised text, so that a name in NFD or with a NO-BREAK SPACE is found too;
    the offsets of the hits returned are those of `text`.

    Parameters
    ----------
    text
        The text as given.
    names
        Finds known names; its guarded hits become tokens with exactly their borders.
    max_length
        In characters.

    Raises
    ------
    TextError
        See :func:`check`.

    Examples
    --------
    >>> made = analyse("나주시는 배를 나눴다.")
    >>> made.words
    ['나주시', '는', '배', '를', '나눴', '다', '.']
    >>> made.lemmas[4], made.spaces[1]
    ('나누다', True)
    """
    check(text, max_length)
    normal = normalize(text)
    hits = names(normal.text) if names is not None else []
    forced = _forced(hits, normal.text) if hits else []
    rows: list[_Row] = list(map(_ROW, kiwi().tokenize(normal.text, pretokenized=forced or None)))
    if normal.starts is not None:
        rows = [(form, tag, *normal.span(start, end), sent) for form, tag, start, end, sent in rows]
        hits = [_moved(hit, normal) for hit in hits]
    if not rows:
        return _blank(text, hits)
    starts = [row[2] for row in rows]
    if starts != sorted(starts):  # never seen with Kiwi 0.24, but its documentation shows such a case
        rows.sort(key=itemgetter(2))
    return _tile(text, rows, hits)


def _forced(hits: list[NameHit], text: str) -> list[Any]:
    """Choose the hits to force: guarded, the longest of those that overlap, the first of equals."""
    chosen: list[Any] = []
    taken: list[tuple[int, int]] = []
    for hit in sorted(hits, key=_longest_first):
        if not hit.guarded:
            continue
        start, end = hit.start, hit.end
        if not 0 <= start < end <= len(text):
            message = f"{hit} is not inside a text of {len(text)} characters"
            raise ValueError(message)
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        taken.append((start, end))
        inner = hit.inner or _words(text, start, end)
        if inner == ((start, end),):
            chosen.append((start, end, "NNP"))
        else:
            # Words inside an award or an office keep the tag that Kiwi knows them by (일자리/NNG).
            chosen.extend(inner)
    return chosen


def _longest_first(hit: NameHit) -> tuple[int, int]:
    return hit.start - hit.end, hit.start


def _words(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Cut at spaces: a name of several words whose finder gave no inner tokens."""
    return tuple((start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end]))


def _moved(hit: NameHit, normal: Normalized) -> NameHit:
    start, end = normal.span(hit.start, hit.end)
    return hit._replace(start=start, end=end, inner=tuple(normal.span(a, b) for a, b in hit.inner))


def _blank(text: str, hits: list[NameHit]) -> Surface:
    if not text:
        return Surface([], [], [], [], [], [], ((), (), (), ()), hits)
    return Surface([text], [False], [0], [SPACE_TAG], [text], [True], ((), (), (), ()), hits)


def _tile(text: str, rows: list[_Row], hits: list[NameHit]) -> Surface:
    made = Surface([], [], [], [], [], [], ((), (), (), ()), hits)
    words, spaces, starts, tags = made.words, made.spaces, made.starts, made.tags
    lemmas, sentences = made.lemmas, made.sentences
    position = 0
    sentence = 0
    for first, start, end in _merge(rows):
        form, tag, _, _, sent = rows[first]
        begins = sent != sentence
        sentence = sent
        if start != position:
            gap = text[position:start]
            if gap == " " and words:
                spaces[-1] = True
            else:
                _add_gap(made, gap, position)
                begins = begins or _BLANK_LINE.search(gap) is not None
        words.append(text[start:end])
        spaces.append(False)
        starts.append(start)
        tags.append(tag)
        lemmas.append(form + "다" if tag in PREDICATES else form)
        sentences.append(begins)
        position = end
    if position != len(text):
        gap = text[position:]
        if gap == " ":
            spaces[-1] = True
        else:
            _add_gap(made, gap, position)
    sentences[0] = True
    forms, form_tags, form_starts, form_ends, _ = zip(*rows, strict=True)
    made.morphemes = forms, form_tags, form_starts, form_ends
    return made


def _add_gap(made: Surface, gap: str, position: int) -> None:
    """Make a token of a gap; it ends the sentence before it, and begins none."""
    made.words.append(gap)
    made.spaces.append(False)
    made.starts.append(position)
    made.tags.append(SPACE_TAG)
    made.lemmas.append(gap)
    made.sentences.append(False)


def _merge(rows: list[_Row]) -> list[tuple[int, int, int]]:
    """Join morphemes that share characters; return first row, start and end of each token.

    A morpheme with no width (the copula in 군수다) joins the token that ends where it stands; where none
    does, at the start of the text or after a gap, it opens the next token. `rows` is changed in place where
    such a one has to move to the next character that is there.
    """
    tokens: list[tuple[int, int, int]] = []
    first = token_start = token_end = -1
    for index, (_, _, start, end, _) in enumerate(rows):
        if start < token_end:
            if end > token_end:
                token_end = end
        elif token_start == token_end:  # nothing yet, or only morphemes with no width
            if first < 0:
                first = index
            elif start > token_start:
                _move(rows, first, index, start)
            token_start, token_end = start, end
        elif start != end or start != token_end:
            tokens.append((first, token_start, token_end))
            first, token_start, token_end = index, start, end
    if token_start < token_end:
        tokens.append((first, token_start, token_end))
    elif tokens:
        _move(rows, first, len(rows), tokens[-1][2])
    return tokens


def _move(rows: list[_Row], low: int, high: int, offset: int) -> None:
    for index in range(low, high):
        form, tag, _, _, sent = rows[index]
        rows[index] = (form, tag, offset, offset, sent)
