"""An award under all its names, and whether two names are one award's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.award_parts import Mention

_LETTERS = re.compile(r"[A-Z][A-Za-z0-9-]{1,9}")
_HELD = re.compile(r"(?:공모전?|대회|콘테스트|경연|오디션|평가|시상식|대상)$")
# 5월의 나루인, 올해의 농부: whoever is it, and no contest that gives prizes
_TITLE = re.compile(r"(?:\d{1,2}월|올해|이달|[1-4]분기|상반기|하반기)의\s?[‘“'\"]?[가-힣\s]{2,12}")

#: Share of its pairs of syllables that a name has in common with another one of the same award.
ALIKE = 0.65


def bare(text: str | None) -> str:
    """Leave out white space."""
    return "".join((text or "").split())


def short_of(one: str, other: str) -> bool:
    """Tell whether one name is short for the other: its last word, or its syllables in order, half or more.

    Examples
    --------
    >>> short_of("일자리대상", "전국 지방자치단체 일자리 대상"), short_of("지자체 평가", "지방자치단체 합동평가")
    (True, True)
    >>> short_of("합동평가", "재난관리평가")
    False
    """
    short, long = sorted((bare(one), bare(other)), key=len)
    if len(short) == 3 and long.endswith(short):
        return True
    if len(short) > 3 and (
        long.endswith(short) or long.startswith(short) or (len(short) > 4 and short in long)
    ):
        return True
    if len(short) * 2 < len(long):
        return False
    rest = iter(long)
    return all(c in rest for c in short)


def is_title(name: str) -> bool:
    """Tell whether an award is what its holder is called for a time, so that other prizes are none of it.

    Examples
    --------
    >>> is_title("5월의 나루인"), is_title("올해의 일자리대상")
    (True, False)
    """
    return _TITLE.fullmatch(name) is not None and _HELD.search(name) is None and not name.endswith("상")


def one_award(one: str, other: str) -> bool:
    """Tell whether two names are one award's; the contest for a contest (산림대회 논문공모전) is another one."""
    short, long = sorted((bare(one), bare(other)), key=len)
    if _HELD.search(short) and long.startswith(short) and _HELD.search(long[len(short) :]):
        return False
    words = one.split(), other.split()
    few, many = sorted(words, key=len)
    if short_of(one, other) or (len(few) > 1 and set(few) <= set(many)):
        return True
    # 귀농귀촌분야 종합평가, 전라남도 귀농귀촌업무 종합평가: most pairs of syllables, and the last ones, in common
    pairs = [{a + b for a, b in pairwise(name)} for name in (short, long)]
    if _by_letters(short, long):
        return True
    return len(short) > 6 and short[-2:] == long[-2:] and len(pairs[0] & pairs[1]) >= ALIKE * len(pairs[0])


def _by_letters(short: str, long: str) -> bool:
    """Tell whether the letters that a short name begins with stand in brackets in the long one: KLCI 평가, …지수(KLCI) 평가."""
    letters = _LETTERS.match(short)
    at = long.find("(" + letters[0]) if letters else -1
    closed = long.find(")", at)
    rest = short[letters.end() :] if letters else ""
    return 0 <= at < closed and len(rest) > 1 and short_of(rest, long[closed + 1 :])


@dataclass(slots=True)
class Award:
    """One award of a text under all its names."""

    name: str
    mentions: list[Mention]
    merit: bool
    event: bool = False
    year: int | None = None
    giver: Mention | None = None
    organiser: str = ""
    names: set[str] = field(default_factory=set)
