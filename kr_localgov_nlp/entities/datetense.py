"""Whether a day or a month that stands without its year lies before or after the release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.days import SURE, make, nearest_day, nearest_year

if TYPE_CHECKING:
    from datetime import date

    from kr_localgov_nlp.entities.days import Point

FAR = 4
"""Months from which on a bare month of another year is taken by its tense, not at its nearest."""
LATELY = 3
"""Days after which a release speaks of what it announces."""

SAID = re.compile(
    r"\s?(?:\S{0,12}\s)?(?:밝혔|전했|말했|발표|설명했|개최했|열었|가졌|마쳤|체결했|실시했|전달했|기탁했|방문)"
)
# The verb that comes first decides; 접수, 신청 and 까지 only where no verb does.
FUTURE = re.compile(
    r"예정|계획|방침|[한된연린친진는온간난운]다(?![가-힣]{3})|앞[두둔]|(?:열리|개최하|개최되)는\s|하면 된|할 수 있|까지(?:다|이?며)"
)
PAST = re.compile(
    r"(?<!밝)(?<!전)(?<!말)[았었했됐렸켰졌쳤갔왔줬뒀녔겼셨냈났랐혔]다|[했됐렸었았][으고던]|해\s?온|[하되]고 있|(?:열린|개최된|진행된|실시된|시작된|체결된|운영된)\s"
)
MAYBE = re.compile(r"모집|접수|신청|까지")
STOP = re.compile(r"(?<=[다요음함됨])[.!?]|\n")


def tense(text: str, start: int, end: int, point: Point, near: date) -> int | None:
    """Guess from what follows whether an expression lies in the past (-1) or the future (1).

    None where it is told anyway, where the nearest one is near enough, or where nothing tells.

    Examples
    --------
    >>> from datetime import date
    >>> from kr_localgov_nlp.entities.days import Point
    >>> tense("10월 30일 문을 연다.", 0, 7, Point(month=10, day=30), date(2025, 3, 4))
    1
    >>> tense("5월 8일 문을 열었다.", 0, 5, Point(month=5, day=8), date(2025, 11, 20))
    -1
    """
    if point.month is not None:
        year = nearest_year(point.month, point.day, near, None)
        if year is None or _is_near(year, point, near):
            return None
    elif point.day is None or point.month_shift is not None:
        return None
    if point.month is None and SAID.match(text, end):
        return -1
    if "앞서" in text[max(0, start - 5) : start]:
        return -1
    if (
        point.month is None
        and point.day is not None
        and not text.startswith("까지", end)
        and lately(point.day, near)
    ):
        return -1
    told = spoken(text, end)
    return told if told is not None else (-1 if point.month is None and point.day == near.day else None)


def lately(day: int, near: date) -> bool:
    """Whether a day of that number lies but a few days before the release.

    Examples
    --------
    >>> from datetime import date
    >>> lately(30, date(2024, 9, 2)), lately(20, date(2024, 9, 2))
    (True, False)
    """
    at = nearest_day(day, near, -1)
    return at is not None and (near - at).days <= LATELY


def spoken(text: str, end: int) -> int | None:
    """Read the tense of the rest of a sentence.

    Examples
    --------
    >>> spoken("3일 접수를 시작했다.", 2), spoken("3일까지 신청", 2), spoken("3일 시청에서", 2)
    (-1, 1, None)
    """
    limit = min(len(text), end + 120)
    stop = STOP.search(text, end, limit)
    rest = text[end : stop.start() if stop else limit]
    if rest.startswith("까지") and not PAST.search(rest[:40]):
        return 1
    future, past = FUTURE.search(rest), PAST.search(rest)
    if future and not (past and past.start() < future.start()):
        return 1
    if past:
        return -1
    if MAYBE.search(rest):
        return 1
    return -1 if "밝혔" in rest else None


def _is_near(year: int, point: Point, near: date) -> bool:
    month = point.month or 1
    if year == near.year:
        return True
    if point.day is None:
        return abs((year - near.year) * 12 + month - near.month) < FAR
    at = make(year, month, point.day)
    return at is None or abs((at - near).days) <= SURE
