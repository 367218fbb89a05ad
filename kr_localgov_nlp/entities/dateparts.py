"""The parts of calendar expressions in a text: years, months, days, weekdays, clock times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.datedots import is_month_day
from kr_localgov_nlp.entities.datepatterns import ANCHOR, DIGITS, LETTERS
from kr_localgov_nlp.entities.scan import digit_starts

if TYPE_CHECKING:
    from kr_localgov_nlp.entities.days import Point

_MARKS = frozenset("'’‘`´ʼ′")
_FIRST = _MARKS | frozenset("0123456789")
LAST_SHORT = 59
BOUND = {"초", "말", "중순", "하순", "상순", "초순", "봄", "여름", "가을", "겨울"}
"""Parts that mean something only after a year or a month."""

RANK = {
    "dir": 0, "year": 1, "years": 1, "lunar": 2, "feast": 3, "ym": 3, "month": 3, "months": 3, "part": 4,
    "iso": 5, "md": 5, "day": 5, "days": 5, "weekday": 6, "clock": 7,
}  # fmt: skip
WORDS: dict[str, tuple[str, int]] = {
    "재작년": ("year_shift", -2),
    "지지난해": ("year_shift", -2),
    "작년": ("year_shift", -1),
    "작년도": ("year_shift", -1),
    "지난해": ("year_shift", -1),
    "올해": ("year_shift", 0),
    "음력": ("lunar", 1),
    "올한해": ("year_shift", 0),
    "금년": ("year_shift", 0),
    "올": ("year_shift", 0),
    "지난한해": ("year_shift", -1),
    "금년도": ("year_shift", 0),
    "내년도": ("year_shift", 1),
    "전년": ("same_year", -1),
    "전년동기": ("same_year", -1),
    "전년동월": ("same_year", -1),
    "전년도": ("same_year", -1),
    "새해": ("direction", 0),
    "금일": ("day_shift", 0),
    "내년": ("year_shift", 1),
    "내후년": ("year_shift", 2),
    "지난달": ("month_shift", -1),
    "이번달": ("month_shift", 0),
    "이달": ("month_shift", 0),
    "금월": ("month_shift", 0),
    "다음달": ("month_shift", 1),
    "내달": ("month_shift", 1),
    "지난주": ("week_shift", -1),
    "이번주": ("week_shift", 0),
    "금주": ("week_shift", 0),
    "다음주": ("week_shift", 1),
    "지난주말": ("week_shift", -1),
    "이번주말": ("week_shift", 0),
    "오는주말": ("week_shift", 0),
    "다음주말": ("week_shift", 1),
    "그저께": ("day_shift", -2),
    "어제": ("day_shift", -1),
    "오늘": ("day_shift", 0),
    "내일": ("day_shift", 1),
    "모레": ("day_shift", 2),
    "지난": ("direction", -1),
    "오는": ("direction", 1),
    "다가오는": ("direction", 1),
    "다가올": ("direction", 1),
    "이번": ("direction", 0),
    "같은해": ("same_year", 0),
    "그해": ("same_year", 0),
    "동년": ("same_year", 0),
    "이듬해": ("same_year", 1),
    "다음해": ("same_year", 1),
    "다음연도": ("same_year", 1),
    "전월": ("same_month", -1),
}
SEASONS = ("봄", "여름", "가을", "겨울")
WORD_KINDS = {
    "direction": "dir", "year_shift": "year", "same_year": "year", "month_shift": "month", "same_month": "month",
    "season": "part", "lunar": "lunar",
}  # fmt: skip
WEEKDAYS = "월화수목금토일月火水木金土日"
HALVES = {"상": "상반기", "上": "상반기", "하": "하반기", "下": "하반기"}


def atoms(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Find the parts: their kind (a key of `RANK`, or ``dir`` for 지난 and 오는) and their span.

    Examples
    --------
    >>> [kind for kind, _ in atoms("지난 9월 2일(월) 오후 2시")]
    ['dir', 'month', 'day', 'weekday', 'clock']
    """
    out: list[tuple[str, tuple[int, int]]] = []
    past = 0
    for start in _anchors(text):
        if start < past:
            continue
        match = (DIGITS if text[start] in _FIRST else LETTERS).match(text, start)
        if match is None:
            continue
        kind = match.lastgroup or ""
        if kind == "md" and not is_month_day(text, match, out[-1] if out else None):
            continue
        if kind in {"day", "days"} and any(int(n) > 31 for n in re.findall(r"\d+", match[0])):
            continue
        if kind == "word":
            plain = "".join(match[0].split())
            name, _ = WORDS.get(plain, ("season" if plain.endswith(SEASONS) else "same_day", 0))
            kind = WORD_KINDS.get(name, "day")
        past = match.end()
        out.append((kind, match.span()))
    return out


def _anchors(text: str) -> list[int]:
    """Give the offsets where a part can begin: at digits, or the mark before them (’24), and at words."""
    digits = [at - (text[at - 1 : at] in _MARKS) for at in digit_starts(text)]
    # At a mark that opens a name (‘2024년 …’) nothing begins; then the digit behind it is tried.
    marked = [at + 1 for at in digits if text[at] in _MARKS]
    return sorted(digits + marked + [start for start, _ in ANCHOR.spans(text)])


def read(kind: str, word: str, point: Point) -> None:
    """Write what a part says into the point it belongs to.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.days import Point
    >>> point = Point()
    >>> read("clock", "오후 2시 30분", point)
    >>> point.clock
    '14:30'
    """
    numbers = re.findall(r"\d+", word)
    plain = "".join(word.split())
    if kind == "feast":
        point.feast = True
    elif plain in WORDS or plain == "이날":
        name, shift = WORDS.get(plain, ("same_day", 1))
        setattr(point, name, bool(shift) if name in {"same_day", "lunar"} else shift)
        point.weekend = plain.endswith("주말")
    elif kind == "iso":
        point.year, point.month, point.day = _full_year(numbers[0]), int(numbers[1]), int(numbers[2])
        point.last_day = int(numbers[3]) if len(numbers) > 3 else None
    elif kind == "ym":
        point.year, point.month = _full_year(numbers[0]), int(numbers[1])
        point.last_month = int(numbers[2]) if len(numbers) > 2 else None
    elif kind == "years":
        point.year = _full_year(numbers[0])
        point.last_year = _full_year(numbers[1]) + 9 * plain.endswith("대")
    elif kind == "year" and plain.endswith("전"):
        point.year_shift = -int(numbers[0])
    elif kind == "year":
        point.year = _full_year(numbers[0])
        point.last_year = point.year + 9 if plain.endswith("년대") else None
        point.part = HALVES.get(plain[-1])
    elif kind in {"month", "months"}:
        point.month = int(numbers[0])
        point.last_month = int(numbers[1]) if kind == "months" else None
        point.apart = any(mark in word for mark in "·･,")
    elif kind in {"day", "days"}:
        point.day = int(numbers[0])
        point.last_day = int(numbers[1]) if kind == "days" else None
    elif kind == "md":
        point.month, point.day = int(numbers[0]), int(numbers[1])
        point.last_day = int(numbers[2]) if len(numbers) > 2 else None
    elif kind == "part":
        point.part = (
            plain.removeprefix("올")
            .removeprefix("지난")
            .replace("/4", "")
            .replace("･", "·")
            .replace(",", "·")
        )
        if plain.startswith("올"):
            point.year_shift = 0
        elif plain.startswith("지난"):
            point.direction = -1
    else:
        _hour(kind, word, [int(n) for n in numbers], point)


def _hour(kind: str, word: str, numbers: list[int], point: Point) -> None:
    """Write a weekday and a clock time, which may stand in one bracket: (수, 14:00)."""
    if kind == "weekday":
        if point.last_day is None:
            point.weekday = WEEKDAYS.index(word.strip("([")[0]) % 7
        point.clock = _clock("", numbers) or point.clock
    elif kind == "clock":
        point.clock = _clock(word, numbers)


def fits(kind: str, point: Point) -> bool:
    """Whether a part may go on a point: a clock time needs a day before it, and so does a weekday.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.days import Point
    >>> fits("clock", Point(month=3)), fits("clock", Point(month=3, day=1))
    (False, True)
    """
    if kind == "clock":
        return point.day is not None or point.day_shift is not None or point.same_day
    if kind == "md":
        return point.day is None and point.month is None and point.month_shift is None and not point.part
    if kind == "iso":
        return point.direction is not None and point.year is None and point.month is None
    # 지난 토요일, 다음 주 금요일; else a weekday stands beside a day.
    return kind != "weekday" or point.day is not None or point.only() in {"direction", "week_shift"}


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return 1900 + number if number > LAST_SHORT else 2000 + number


def _clock(word: str, numbers: list[int]) -> str | None:
    if word == "정오":
        return "12:00"
    if word == "자정":
        return "24:00"
    if not numbers:
        return None
    hour = numbers[0]
    if word.startswith("밤") and hour == 12:
        hour = 24
    minute = numbers[1] if len(numbers) > 1 else 30 if word.endswith("반") else 0
    if (
        word.startswith(("오후", "낮", "저녁", "밤"))
        and hour < 12
        and not (word.startswith(("밤", "낮")) and hour < 6 and hour != 1)
    ):
        hour += 12
    if hour > 24 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}" + (f":{numbers[2]:02d}" if len(numbers) > 2 else "")
