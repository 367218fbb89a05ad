"""What a calendar expression means: from its parts and the article's date to an ISO date or range."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from operator import attrgetter

Span = tuple[date, date]

PARTS = {
    "상반기": (1, 6), "하반기": (7, 12), "1분기": (1, 3), "2분기": (4, 6), "3분기": (7, 9), "4분기": (10, 12),
    "봄": (3, 5), "여름": (6, 8), "가을": (9, 11), "연말": (12, 12), "연초": (1, 1),
    "말": (12, 12), "초": (1, 1), "연내": (1, 12), "1학기": (3, 8),
    "1·2분기": (1, 6), "2·3분기": (4, 9), "상하반기": (1, 12), "상·하반기": (1, 12), "상/하반기": (1, 12),
}  # fmt: skip
"""Parts of a year, as first and last month. 겨울 and 2학기 have none: they lie in two years."""


SURE = 45
"""Days around the release within which a month and day say their year."""


@dataclass(slots=True)
class Point:
    """The parts of one calendar expression; None is a part that is not said.

    `year_shift`, `month_shift`, `day_shift` and `week_shift` count from the article's date (내년 = 1).
    `direction` is -1 for 지난, 1 for 오는, 0 for 이번. `part` is a name out of `PARTS`, or 초, 중순, 말,
    which leave the month as it is. `apart` says that the months are counted up (5·6월),
    `lunar` that they are the moon's, `feast` that 설 or 추석 is told.
    """

    year: int | None = None
    year_shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    day_shift: int | None = None
    week_shift: int | None = None
    weekend: bool = False
    weekday: int | None = None
    part: str | None = None
    clock: str | None = None
    direction: int | None = None
    same_day: bool = False
    same_year: int | None = None
    same_month: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    apart: bool = False
    lunar: bool = False
    feast: bool = False

    def said(self) -> bool:
        """Whether anything but a direction or a clock time is said."""
        return any(said is not None and said is not False for said in _SAYING(self))

    def only(self) -> str | None:
        """Name the one part that is said, None where there are more."""
        said = [
            name for name in _NAMES if getattr(self, name) is not None and getattr(self, name) is not False
        ]
        return said[0] if len(said) == 1 else None


_NAMES = tuple(f.name for f in fields(Point) if f.name not in {"apart", "lunar"})
_SAYING = attrgetter(*(name for name in _NAMES if name not in {"direction", "clock"}))


def make(year: int, month: int, day: int) -> date | None:
    """Give the date, or None where the calendar has no such day.

    Examples
    --------
    >>> make(2024, 2, 29), make(2025, 2, 29)
    (datetime.date(2024, 2, 29), None)
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def shift_month(day: date, months: int) -> tuple[int, int]:
    """Give year and month that lie so many months away.

    Examples
    --------
    >>> shift_month(date(2024, 12, 5), 1), shift_month(date(2024, 1, 31), -1)
    ((2025, 1), (2023, 12))
    """
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def nearest_day(day: int, near: date, direction: int | None, weekday: int | None = None) -> date | None:
    """Give the day of that number nearest to a date: not after it (-1), not before it (1), or either.

    A weekday told beside it (0 is Monday) decides where it can.

    Examples
    --------
    >>> nearest_day(28, date(2024, 9, 3), -1), nearest_day(2, date(2024, 9, 30), 1)
    (datetime.date(2024, 8, 28), datetime.date(2024, 10, 2))
    """
    options = [d for m in (-2, -1, 0, 1, 2) if (d := make(*shift_month(near, m), day)) is not None]
    return min(
        _fitting(options, near, direction, weekday),
        key=lambda d: (abs((d - near).days), d > near),
        default=None,
    )


def nearest_year(
    month: int, day: int | None, near: date, direction: int | None, weekday: int | None = None
) -> int | None:
    """Give the year that brings a month, or a month and day, nearest to a date.

    Examples
    --------
    >>> nearest_year(1, 5, date(2025, 12, 20), None), nearest_year(10, 27, date(2025, 3, 2), -1)
    (2026, 2024)
    """
    years = (near.year - 1, near.year, near.year + 1)
    options = [d for y in years if (d := make(y, month, day or near.day) or make(y, month, 28)) is not None]
    if day is None and direction in {-1, 1}:
        options = [d for d in options if d != near]
    if any(abs((d - near).days) <= SURE for d in options):
        weekday = None  # a weekday may be mistyped; of a day so near the year is sure
    best = min(_fitting(options, near, direction, weekday), key=lambda d: abs((d - near).days), default=None)
    return best.year if best else None


def _fitting(options: list[date], near: date, direction: int | None, weekday: int | None) -> list[date]:
    ahead = [d for d in options if direction is None or (d - near).days * direction >= 0]
    if weekday is None:
        return ahead
    return (
        [d for d in ahead if d.weekday() == weekday]
        or [d for d in options if d.weekday() == weekday]
        or ahead
    )


def _month_span(year: int, first: int, last: int) -> tuple[str, str]:
    return f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}"


def _year(point: Point, near: date | None, anchor: date | None) -> int | None:
    if point.year is not None:
        return point.year
    if point.year_shift is not None:
        return near.year + point.year_shift if near else None
    if anchor is not None:
        return anchor.year
    return None


def resolve(
    point: Point, near: date | None, anchor: date | None = None
) -> tuple[str, str, date | None] | None:
    """Read a point as an ISO first and last value, and the day or month it leaves behind as an anchor.

    Parameters
    ----------
    point
        The expression.
    near
        The article's date; None where unknown, then relative expressions have no value.
    anchor
        The day that a range or a list starts with: `6일` after `9월 2일부터` is in September.

    Examples
    --------
    >>> resolve(Point(day=5, direction=-1), date(2024, 8, 9))[:2]
    ('2024-08-05', '2024-08-05')
    >>> resolve(Point(year_shift=1, part="상반기"), date(2024, 8, 9))[:2]
    ('2025-01', '2025-06')
    >>> resolve(Point(day=5), None) is None
    True
    """
    if point.lunar or point.feast:
        return None  # the moon's calendar is not reckoned
    if point.day is not None and point.day_shift is not None and point.month is None and near is not None:
        # 어제(3일): the day that bears the number, by the day it is.
        near += timedelta(days=point.day_shift)
        point = replace(point, day_shift=None)
    if point.day is not None:
        return _day(point, near, anchor)
    if point.day_shift is not None or point.week_shift is not None or point.weekday is not None:
        return _shifted(point, near)
    if point.month is not None or point.month_shift is not None:
        return _month(point, near, anchor)
    year = _year(point, near, None)
    if point.part in PARTS:
        first, last = PARTS[point.part]
        if year is None:
            year = anchor.year if anchor else near.year if near else None
        if point.direction == -1 and year is not None and near is not None and near.month <= last:
            year -= 1  # 지난봄, said in April
        if year is None:
            return None
        low, high = _month_span(year, first, last)
        return low, high, date(year, first, 1)
    if year is None or not 1 <= year <= 9999:
        return None
    return f"{year:04d}", f"{point.last_year or year:04d}", date(year, 1, 1)


def _shifted(point: Point, near: date | None) -> tuple[str, str, date | None] | None:
    if near is None:
        return None
    if point.day_shift is not None:
        at = near + timedelta(days=point.day_shift)
        return at.isoformat(), at.isoformat(), at
    if point.week_shift is None and point.day_shift is None:
        assert point.weekday is not None
        # 지난 토요일: the last one; 오는 토요일: the next one; 이번 토요일: this week's.
        days = point.weekday - near.weekday()
        if point.direction in {-1, 1} and days * point.direction <= 0:
            days += 7 * point.direction
        at = near + timedelta(days=days)
        return at.isoformat(), at.isoformat(), at
    monday = near - timedelta(days=near.weekday()) + timedelta(weeks=point.week_shift or 0)
    first, last = (monday + timedelta(days=5 if point.weekend else 0)), monday + timedelta(days=6)
    if point.weekday is not None:
        first = last = monday + timedelta(days=point.weekday)
    return first.isoformat(), last.isoformat(), first


def _month_of(point: Point, near: date | None, anchor: date | None) -> tuple[int, int] | None:
    if point.month_shift is not None:
        return shift_month(near, point.month_shift) if near else None
    if point.month is None or not 1 <= point.month <= 12:
        return None
    year = _year(point, near, anchor)
    if year is None:
        year = nearest_year(point.month, point.day, near, point.direction, point.weekday) if near else None
    elif (
        point.year is None and point.year_shift is None and anchor is not None and point.month < anchor.month
    ):
        year += 1
    return None if year is None else (year, point.month)


def _month(point: Point, near: date | None, anchor: date | None) -> tuple[str, str, date | None] | None:
    at = _month_of(point, near, anchor)
    if at is None or not 1 <= at[0] <= 9999:
        return None
    last = point.last_month if point.last_month is not None else at[1]
    if not 1 <= last <= 12 or (point.apart and last != at[1] + 1):
        return None  # 1·6월 is no range
    end_year = at[0] + (last < at[1])
    return f"{at[0]:04d}-{at[1]:02d}", f"{end_year:04d}-{last:02d}", date(at[0], at[1], 1)


def _day(point: Point, near: date | None, anchor: date | None) -> tuple[str, str, date | None] | None:
    assert point.day is not None
    at: date | None
    month = _month_of(point, near, anchor)
    if month is not None:
        at = make(*month, point.day)
    elif point.month is not None or point.month_shift is not None:
        return None
    elif anchor is not None:
        at = make(anchor.year, anchor.month, point.day)
        if at is not None and at < anchor:
            at = make(*shift_month(anchor, 1), point.day)
    else:
        at = nearest_day(point.day, near, point.direction, point.weekday) if near else None
    if at is None:
        return None
    last: date | None = at
    if point.last_day is not None:
        last = make(at.year, at.month, point.last_day)
        if last is None:
            return None
        if last < at:
            last = make(*shift_month(at, 1), point.last_day)
    return (at.isoformat(), last.isoformat(), at) if last else None
