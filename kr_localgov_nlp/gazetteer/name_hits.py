"""Hits of names that are one row each: heads, ministries, organisations, the user's own names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.gazetteer.particles import particle_after, starts_word
from kr_localgov_nlp.korean.names import NameHit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kr_localgov_nlp.gazetteer.ambiguous import Ambiguous

# A title right behind or before a name: 이성 구청장, (청장 임택), 구청장(이성), 심민 전 군수
_TITLE_AFTER = re.compile(r" ?(?:[전현] ?)?(?:구청장|시장|군수|도지사|지사|청장)(?![가-힣](?!\b))")
_TITLE_BEFORE = re.compile(r"(?:시장|군수|청장|지사|권한대행) ?[(:=]? ?$")
_LOOK_BACK = 8
_GLUED_TITLE = ("구청장", "시장", "군수", "도지사", "지사", "청장")
# A name of two syllables is part of too many words to be believed by its borders alone.
_SURE_LENGTH = 3


def longest(places: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the places that do not lie in or overlap a longer, earlier one.

    Examples
    --------
    >>> longest([(0, 3, "환경부"), (0, 2, "환경"), (2, 5, "부장관")])
    [(0, 3, '환경부')]
    """
    kept: list[tuple[int, int, str]] = []
    end = -1
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        if place[0] >= end:
            kept.append(place)
            end = place[1]
    return kept


def head_hits(
    text: str, places: Iterable[tuple[int, int, str]], ambiguous: Ambiguous, offices: Sequence[NameHit]
) -> list[NameHit]:
    """Return the hits of heads' names. Guarded means: certainly a personal name, one token."""
    starts = {hit.start for hit in offices}
    ends = {hit.end for hit in offices}
    hits = []
    for start, end, name in longest(places):
        titled = _titled(text, start, end, starts, ends)
        if not starts_word(text, start) and not titled:
            continue
        over = particle_after(text, end) >= 0 or text.startswith(_GLUED_TITLE, end)
        sure = len(name) >= _SURE_LENGTH and not ambiguous.is_word(name, "head")
        # 이성 at the beginning of 이성권 is nobody
        if not over and not sure:
            continue
        hits.append(NameHit(start, end, "head", (name,), over and (titled or sure)))
    return hits


def _titled(text: str, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    if end + 1 in starts or end in starts or _TITLE_AFTER.match(text, end):
        return True
    # 구청장 이성, 구로구청장(이성)
    if {start, start - 1, start - 2} & ends:
        return True
    return bool(_TITLE_BEFORE.search(text[max(0, start - _LOOK_BACK) : start]))


def plain_hits(
    text: str,
    places: Iterable[tuple[int, int, str]],
    kind: str,
    keys: dict[str, tuple[str, ...]],
    ambiguous: Ambiguous,
) -> list[NameHit]:
    """Return the hits of ministries, organisations and the user's names: whole words."""
    return [
        NameHit(
            start, end, kind, keys[name], particle_after(text, end) >= 0 and not ambiguous.is_word(name, kind)
        )
        for start, end, name in longest(place for place in places if starts_word(text, place[0]))
    ]
