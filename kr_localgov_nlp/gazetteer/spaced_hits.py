"""Hits of names of several words, which releases write with and without their spaces: awards above all.

The text is searched without its white space; what is found is laid back on the text as given.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from kr_localgov_nlp.gazetteer.particles import particle_after, starts_word
from kr_localgov_nlp.gazetteer.tables import squeeze
from kr_localgov_nlp.korean.names import NameHit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kr_localgov_nlp.gazetteer.ambiguous import Ambiguous

_DOTS = "ㆍ‧․•･・∙⋅"
_DOT = "·"
# The words that end an award's name; a border for the tokens inside where the name is written in one.
_LAST_WORD = re.compile(
    r"(?<=[가-힣A-Za-z]{2})(우수사례경진대회|우수사례발표대회|경진대회|발표대회|종합평가|합동평가|경영대전|경영대상|대상|평가|"
    r"어워드|어워즈|공모전|콘테스트|인증|왕중왕전)$"
)
# No name goes across a blank line or a gap as wide as a table's.
_BREAK = re.compile(r"\s(?:(?<=\n)\s*\n|\s{4,})")
# Shorter names that begin inside a word are chance.
_LONG_NAME = 6
_DIGIT_EDGE = ("회", "년", "도")
# Parts two pieces of a text: no name holds it.
_BETWEEN = "\0"


class Entry(NamedTuple):
    """What one squeezed name stands for, and where its words end in it."""

    kind: str
    keys: tuple[str, ...]
    borders: tuple[int, ...]


def _plain(piece: str) -> str:
    plain = "".join(piece.split())
    for dot in _DOTS:
        if dot in plain:
            plain = plain.replace(dot, _DOT)
    return plain


def borders_of(name: str) -> tuple[int, ...]:
    """Return where the words of a name end once its spaces are gone.

    Examples
    --------
    >>> borders_of("지방자치단체 일자리대상")
    (6, 9)
    """
    borders: set[int] = set()
    length = 0
    for word in name.split():
        found = _LAST_WORD.search(word)
        if found:
            borders.add(length + found.start())
        length += len(word)
        borders.add(length)
    return tuple(sorted(borders - {0, length}))


class SpacedHits:
    """Finds names whatever their spaces.

    Parameters
    ----------
    names
        (kind, name as written in the table, key).
    ambiguous
        The names that are words.
    """

    def __init__(self, names: Iterable[tuple[str, str, str]], ambiguous: Ambiguous) -> None:
        keys: dict[tuple[str, str], dict[str, None]] = {}
        borders: dict[tuple[str, str], tuple[int, ...]] = {}
        for kind, name, key in names:
            written = (kind, squeeze(name))
            keys.setdefault(written, {})[key] = None
            # of several ways to write it the one with the most words
            borders[written] = max(borders.get(written, ()), borders_of(name), key=len)
        self._entries: dict[str, list[Entry]] = {}
        for (kind, squeezed), found in keys.items():
            entry = Entry(kind, tuple(found), borders[kind, squeezed])
            self._entries.setdefault(squeezed, []).append(entry)
        self._forms = list(self._entries)
        self._words = {pair for pair in keys if ambiguous.is_word(pair[1], pair[0])}
        self._automaton = (
            ahocorasick_rs.AhoCorasick(self._forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
            if self._forms
            else None
        )

    def __call__(self, text: str) -> list[NameHit]:
        """Return the hits in a text."""
        if self._automaton is None:
            return []
        pieces, start = [], 0
        for gap in _BREAK.finditer(text):
            pieces.append((start, gap.start()))
            start = gap.end()
        pieces.append((start, len(text)))
        plain = [_plain(text[start:end]) for start, end in pieces]
        found = self._automaton.find_matches_as_indexes(_BETWEEN.join(plain))
        if not found:
            return []
        begins = list(itertools.accumulate((len(one) + 1 for one in plain), initial=0))
        offsets: dict[int, list[int]] = {}
        hits: list[NameHit] = []
        for number, first, last in found:
            piece = bisect_right(begins, first) - 1
            if piece not in offsets:
                offsets[piece] = [index for index in range(*pieces[piece]) if not text[index].isspace()]
            form, at = self._forms[number], begins[piece]
            for entry in self._entries[form]:
                hit = self._hit(text, offsets[piece][first - at : last - at], form, entry)
                if hit is not None:
                    hits.append(hit)
        return hits

    def _hit(self, text: str, offsets: list[int], form: str, entry: Entry) -> NameHit | None:
        start, end = offsets[0], offsets[-1] + 1
        gaps = [index for index in range(1, len(offsets)) if offsets[index] != offsets[index - 1] + 1]
        begins = starts_word(text, start) or text[start - 1] in _DIGIT_EDGE
        if not begins and len(form) < _LONG_NAME:
            return None
        guarded = begins and particle_after(text, end) >= 0 and (entry.kind, form) not in self._words
        cuts = sorted({0, *gaps, *entry.borders, len(offsets)})
        inner = tuple((offsets[a], offsets[b - 1] + 1) for a, b in itertools.pairwise(cuts))
        return NameHit(start, end, entry.kind, entry.keys, guarded, inner if len(inner) > 1 else ())
