"""What the dates of a text leave for those after them: the month of a bare day, the year of a bare month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.datetense import SAID, STOP, lately, spoken
from kr_localgov_nlp.entities.days import SURE, Point, make, nearest_year, shift_month

if TYPE_CHECKING:
    from datetime import date

NEAR_BY = 40
"""Characters over which a year told holds for the next month."""
FAR_BACK = 300
"""Characters after which a month told holds no longer for a bare day."""
YEARS_OF = 3
"""Years around the release of which one told holds for the next month."""
MONTHS_OF = 200
"""Days around the release within which a month told holds for the bare days after it."""
LIST = re.compile(r"\s?(?:[,·]|과|와|및)\s?")


@dataclass(slots=True)
class Told:
    """What the dates before told: the last year, the last day, the last month, and where they end."""

    year: int | None = None
    day: date | None = None
    month: date | None = None
    dated: bool = False
    named: date | None = None
    named_end: int = 0
    end: int = -1

    def complete(self, first: Point, near: date | None) -> None:
        """Write the year or month that 같은 해, 전년, 전월 mean into the point."""
        if first.same_year is not None and self.year is not None:
            first.year = self.year + first.same_year
        elif first.same_year == -1 and near is not None:
            first.year = near.year - 1
        elif first.same_month is not None and self.month is not None:
            first.year, first.month = shift_month(self.month, first.same_month)

    def anchor(self, text: str, start: int, end: int, first: Point, near: date | None) -> date | None:
        """Give the date before whose month or year holds for this one too."""
        if (
            self.end < 0
            or first.day_shift is not None
            or first.year is not None
            or first.year_shift is not None
            or first.month_shift is not None
        ):
            return None
        if first.month is None and LIST.fullmatch(text, self.end, start):
            return self.day
        if first.direction is not None or near is None or first.same_year is not None:
            return None
        since = self.named_end if first.month is None else self.end
        if start - since > FAR_BACK:
            return None
        apart = STOP.search(text, since, start) is not None
        if first.month is None and first.day is not None and self.named is not None:
            at = make(self.named.year, self.named.month, first.day)
            if at is None or at < self.named or first.weekday not in {None, at.weekday()}:
                return None
            if abs((self.named - near).days) > MONTHS_OF or SAID.match(text, end):
                return None
            said = spoken(text, end)
            if apart and not (said == 1 and self.named > near and not lately(first.day, near)):
                return None
            return None if said == 1 and at < near else self.named
        if (
            first.month is not None
            and self.dated
            and self.month
            and start - self.end <= NEAR_BY
            and not apart
        ):
            return self.month if self._holds(text, start, first, near) else None
        return None

    def _holds(self, text: str, start: int, first: Point, near: date) -> bool:
        """Whether the year told for the month before holds for this one: 내년 3월 착공해 10월 준공한다."""
        assert self.month is not None
        assert first.month is not None
        later = first.month >= self.month.month or LIST.fullmatch(text, self.end, start) is not None
        year = nearest_year(first.month, first.day, near, None)
        at = make(year, first.month, first.day or near.day) if year else None
        if at is not None and self.month.year != near.year and abs((at - near).days) <= SURE:
            return False
        at = make(self.month.year, first.month, first.day or 1)
        known = first.weekday is None or at is None or at.weekday() == first.weekday
        return later and known and abs(self.month.year - near.year) <= YEARS_OF

    def keep(
        self, text: str, end: int, first: Point, left: date | None, known: tuple[int | None, bool]
    ) -> None:
        """Remember what a date told."""
        directed, carried = known
        self.end = end
        if left is None:
            self.dated = False
            return
        if first.same_year != -1 and first.same_month is None:
            self.year = left.year
        self.dated = first.year is not None or first.year_shift is not None or (self.dated and carried)
        self.month = left if _has_month(first) else None
        # 이날 is the day of the event, not the day on which the office announced it.
        if first.day is not None and not (self.day is not None and SAID.match(text, end)):
            self.day = left
            if first.month is not None or first.month_shift is not None or directed in {-1, 1}:
                self.named, self.named_end = left, end


def _has_month(first: Point) -> bool:
    return first.month is not None or first.month_shift is not None or first.day is not None
