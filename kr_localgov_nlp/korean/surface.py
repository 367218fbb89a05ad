"""From Kiwi's morphemes to surface tokens that tile the text: one analysis for Docs and token lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import TextError
from kr_localgov_nlp.korean.engine import kiwi
from kr_localgov_nlp.korean.normalize import Normalized, is_blank, normalize
from kr_localgov_nlp.korean.tags import PREDICATES, SPACE_TAG, UNKNOWN, UPOS

if TYPE_CHECKING:
    from kr_localgov_nlp.korean.names import NameFinder, NameHit

# The longest of 118,000 releases has 37,221 characters. Kiwi needs 2 s for 100,000 of plain text and 7 s for
# the worst of 30 hostile strings of that length (one Latin letter, one syllable); beyond, the time of some
# grows with the square.
MAX_LENGTH = 100_000

_TAGS = {tag: tag for tag in UPOS}
_WORD = re.compile(r"\S+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\r?\n|\r[^\S\r\n]*\r")

# Form, tag, start, end and number of the sentence of each morpheme.
Columns = tuple[list[str], list[str], list[int], list[int], list[int]]


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
    morphemes: tuple[list[str], list[str], list[int], list[int]]
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
    if normal.starts is not None:
        hits = [_moved(hit, normal) for hit in hits]
    columns = _columns(normal, forced)
    made = _surface(text, columns, hits)
    lost = _lost(made)
    if forced and lost:
        # Kiwi's own patterns (addresses, hashtags, emoji, numbers) win over what is forced on it, and where a
        # forced name begins or ends inside one, it silently drops the rest of the text: that is read again.
        columns = _columns(normal, [])
        made = _surface(text, columns, hits)
        lost = _lost(made)
    if lost:
        # Of some strings (seven single Jamo before a figure) Kiwi gives nothing even so: they stay as they are.
        columns = _with_unknown(text, columns, lost)
        made = _surface(text, columns, hits)
    if not forced:
        return made
    borders = sorted({offset for first, last, *_ in forced for offset in normal.span(first, last)})
    return made if _has_borders(made, borders) else _surface(text, cut(text, columns, borders), hits)


def _lost(made: Surface) -> list[tuple[int, int]]:
    """Give the words that no morpheme stands for, by offsets; blanks need none."""
    return [
        (start + piece.start(), start + piece.end())
        for word, tag, start in zip(made.words, made.tags, made.starts, strict=True)
        if tag == SPACE_TAG and not is_blank(word)
        for piece in _WORD.finditer(word)
        if not is_blank(piece[0])
    ]


def _with_unknown(text: str, columns: Columns, lost: list[tuple[int, int]]) -> Columns:
    """Add morphemes of the tag UN, in the sentence of the one before."""
    rows = list(zip(*columns, strict=True))
    for start, end in lost:
        before = bisect_right(columns[2], start) - 1
        rows.append((text[start:end], UNKNOWN, start, end, columns[4][before] if before >= 0 else 0))
    return _by_start(rows)


def _has_borders(made: Surface, borders: list[int]) -> bool:
    """Tell whether a token begins or ends at each offset."""
    for border in borders:
        index = bisect_right(made.starts, border) - 1
        if index < 0 or border not in (made.starts[index], made.starts[index] + len(made.words[index])):
            return False
    return True


def cut(text: str, columns: Columns, borders: list[int]) -> Columns:
    """Cut morphemes at sorted borders; the parts have the tag of the whole and the text as their form.

    Examples
    --------
    >>> cut("구로구청장", (["구로구청장"], ["NNP"], [0], [5], [0]), [3])
    (['구로구', '청장'], ['NNP', 'NNP'], [0, 3], [3, 5], [0, 0])
    """
    rows: list[tuple[str, str, int, int, int]] = []
    for form, tag, start, end, sent in zip(*columns, strict=True):
        inside = borders[bisect_right(borders, start) : bisect_left(borders, end)]
        if inside:
            rows.extend((text[a:b], tag, a, b, sent) for a, b in pairwise([start, *inside, end]))
        else:
            rows.append((form, tag, start, end, sent))
    return _by_start(rows)


def _columns(normal: Normalized, forced: list[Any]) -> Columns:
    """Run Kiwi. Lists by field: reading a field of all tokens is several times faster than a row of each."""
    # Final consonants put to an ending (했어욥) are no way of releases: looking for them takes a twentieth of the time, and all
    # nine of 360,000 morphemes that it changed it changed for the worse (이상익 and 영강동 taken apart).
    found = kiwi().tokenize(normal.text, z_coda=False, pretokenized=forced or None)
    forms = [token.form for token in found]
    # Kiwi makes a string for each; one that stands for all of its kind is looked up faster, here and by all who follow.
    tags = [token.tag for token in found]
    tags = list(map(_TAGS.get, tags, tags))
    starts = [token.start for token in found]
    ends = [token.end for token in found]
    sentences = [token.sent_position for token in found]
    if normal.starts is not None:
        spans = list(map(normal.span, starts, ends))
        starts = [start for start, _ in spans]
        ends = [end for _, end in spans]
    if starts != sorted(starts):  # never seen with Kiwi 0.24, but its documentation shows such a case
        return _by_start(list(zip(forms, tags, starts, ends, sentences, strict=True)))
    return forms, tags, starts, ends, sentences


def _by_start(rows: list[tuple[str, str, int, int, int]]) -> Columns:
    rows.sort(key=itemgetter(2))
    forms, tags, starts, ends, sentences = (
        map(list, zip(*rows, strict=True)) if rows else ([], [], [], [], [])
    )
    return forms, tags, starts, ends, sentences


def _forced(hits: list[NameHit], text: str) -> list[Any]:
    """Choose the hits to force: guarded, the longest of those that overlap, the first of equals."""
    chosen: list[Any] = []
    taken = bytearray(len(text))
    for hit in sorted((hit for hit in hits if hit.guarded), key=_longest_first):
        start, end = hit.start, hit.end
        inner = hit.inner or _words(text, start, end)
        if not 0 <= start < end <= len(text) or not inner or inner[0][0] < start or end < inner[-1][1]:
            message = f"{hit} does not fit into a text of {len(text)} characters"
            raise ValueError(message)
        if taken.find(1, start, end) >= 0:
            continue
        taken[start:end] = b"\x01" * (end - start)
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
    if text[start:end].isalnum():
        return ((start, end),)
    return tuple((start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end]))


def _moved(hit: NameHit, normal: Normalized) -> NameHit:
    start, end = normal.span(hit.start, hit.end)
    return hit._replace(start=start, end=end, inner=tuple(normal.span(a, b) for a, b in hit.inner))


def _surface(text: str, columns: Columns, hits: list[NameHit]) -> Surface:
    """Lay the tokens over the text, with one of its own in each gap that is not a single U+0020.

    All lists grow in one loop: a pass for each of them takes twice as long.
    """
    forms, form_tags, form_starts, form_ends, form_sentences = columns
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    tags: list[str] = []
    lemmas: list[str] = []
    sentences: list[bool] = []
    position = sentence = 0
    parted = True
    tokens = _merge(form_starts, form_ends)
    tokens.append((-1, len(text), len(text)))
    for first, start, end in tokens:
        if start != position:
            gap = text[position:start]
            if gap == " " and words:
                spaces[-1] = True
            else:
                words.append(gap)
                spaces.append(False)
                starts.append(position)
                tags.append(SPACE_TAG)
                lemmas.append(gap)
                sentences.append(False)  # a gap belongs to the sentence before it
                parted = _BLANK_LINE.search(gap) is not None
        if first < 0:
            break
        tag = form_tags[first]
        words.append(text[start:end])
        spaces.append(False)
        starts.append(start)
        tags.append(tag)
        lemmas.append(forms[first] + "다" if tag in PREDICATES else forms[first])
        sentences.append(parted or form_sentences[first] != sentence)
        sentence, parted, position = form_sentences[first], False, end
    if words:
        sentences[0] = True
    return Surface(
        words, spaces, starts, tags, lemmas, sentences, (forms, form_tags, form_starts, form_ends), hits
    )


def _merge(starts: list[int], ends: list[int]) -> list[tuple[int, int, int]]:
    """Join morphemes that share characters; return index of the first, start and end of each token.

    A morpheme with no width (the copula in 군수다) joins the token that ends where it stands; where none
    does, at the start of the text or after a gap, it opens the next token. The offsets of such a one are
    changed in place where it has to move to the next character that is there.
    """
    tokens: list[tuple[int, int, int]] = []
    first = token_start = token_end = -1
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start < token_end:
            if end > token_end:
                token_end = end
        elif token_start == token_end:  # nothing yet, or only morphemes with no width
            if first < 0:
                first = index
            elif start > token_start:
                starts[first:index] = ends[first:index] = [start] * (index - first)
            token_start, token_end = start, end
        elif start != end or start != token_end:
            tokens.append((first, token_start, token_end))
            first, token_start, token_end = index, start, end
    if token_start < token_end:
        tokens.append((first, token_start, token_end))
    elif tokens:
        starts[first:] = ends[first:] = [tokens[-1][2]] * (len(starts) - first)
    return tokens
