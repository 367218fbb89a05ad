"""Days and clock times in the byline block of a page, with the label that stands before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

_PUBLISHED = (
    r"(?:기사 ?|최초 ?|뉴스 ?)?(?:등록|입력|승인|송고|발행|게재|작성|게시|보도|배포|출고|발송|전송|공개|올린|쓴)"
    r" ?(?:일시|일자|시간|시각|시점|날짜|날|일)?(?! ?번호)"
)
_UPDATED = (
    r"(?:기사 ?|최종 ?|최근 ?|마지막 ?)?(?:수정|업데이트|편집|변경|갱신|고친) ?(?:일시|일자|시간|시각|날짜|날|일)?"
    r"|[Uu]pdated?(?: ?at)?|UPDATED?|[Mm]odified"
)
_PLAIN = r"날짜|일시|일자|[Dd]ate|DATE|[Pp]ublished"
_DAY = (
    r"(?P<year>(?:19|20)\d\d)\s?(?:[.\-/]|년)\s?(?P<month>\d{1,2})\s?(?:[.\-/]|월)\s?"
    r"(?P<day>\d{1,2})(?!\d)\s?(?:일|\.)?"
)
_SHORT_DAY = r"(?P<yy>\d\d)[.\-/](?P<mm>\d{2})[.\-/](?P<dd>\d{2})(?!\d)"
_CLOCK = (
    r"(?:[\s\u00a0,T|]*(?:[\[(]\s?[월화수목금토일](?:요일)?\s?[\])]|[월화수목금토일]요일|\((?:Mon|Tue"
    r"|Wed|Thu|Fri|Sat|Sun)\))?"
    r"[\s\u00a0,T|]*\[?\(?(?P<half>오전|오후|AM|PM|am|pm)?\s?"
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"|시\s?(?:(?P<minute2>\d{1,2})분)?)(?!\d)(?:\s?(?P<half2>AM|PM|am|pm))?\]?\)?)?"
)
_DATE = re.compile(
    rf"(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED})|(?P<plain>{_PLAIN}))?"
    rf"(?P<gap>[\s\u00a0]*[:：|\]>=]?[\s\u00a0]*){_DAY}{_CLOCK}"
)
# Years of two digits only count behind a label: 16-03-08 alone may be a phone number or a size.
_SHORT_DATE = re.compile(
    rf"(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))[\s\u00a0]*[:："
    rf"|]?[\s\u00a0]*{_SHORT_DAY}{_CLOCK}"
)
_LABEL = re.compile(rf"(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED})|(?P<plain>{_PLAIN}))\s*[:：|]?")
_AFTER = re.compile(
    r"[\s\u00a0]*(?P<published>송고|입력|등록|게재|승인)|[\s\u00a0]*(?P<updated>수정|업데이트)"
)


@dataclass(frozen=True, slots=True)
class PageDate:
    """One day on a page: where it stands, when it is, and as what it is labelled.

    ``label`` is ``"published"``, ``"updated"`` or ``""``; ``site`` marks 최종편집, which many sites show for
    the whole site at the top of every page.
    """

    start: int
    end: int
    day: date
    clock: time | None
    label: str
    site: bool = False

    @property
    def moment(self) -> str | None:
        """Local ISO date-time, where there is a clock time."""
        return datetime.combine(self.day, self.clock).isoformat() if self.clock else None


def find_dates(text: str) -> list[PageDate]:
    """Find the days that a line states with year, month and day.

    Examples
    --------
    >>> line = "등록 2021.11.24 14:26:52 | 수정 2021-11-25 오후 3:05"
    >>> [(found.label, found.moment) for found in find_dates(line)]
    [('published', '2021-11-24T14:26:52'), ('updated', '2021-11-25T15:05:00')]
    >>> find_dates("2024년 13월 40일")
    []
    """
    found: list[PageDate] = []
    for match in _DATE.finditer(text[:2000]):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        label = "published" if match["published"] else "updated" if match["updated"] else ""
        if not label and (after := _AFTER.match(text, match.end())):
            label = "published" if after["published"] else "updated"
        start = match.start() if label or match["plain"] else match.start("year")
        site = (bool(match["updated"]) and "편집" in match["updated"]) or (match["updated"] or "").isupper()
        found.append(PageDate(start, match.end(), day, _clock(match), label, site))
    for match in _SHORT_DATE.finditer(text[:2000]):
        try:
            day = date(2000 + int(match["yy"]), int(match["mm"]), int(match["dd"]))
        except ValueError:
            continue
        label = "published" if match["published"] else "updated"
        found.append(PageDate(match.start(), match.end(), day, _clock(match), label))
    return found


def label_alone(text: str) -> str | None:
    """Say what a line that is only a label announces: ``"published"``, ``"updated"``, ``""``; else ``None``.

    Examples
    --------
    >>> label_alone("작성일"), label_alone("최종수정 :"), label_alone("제목")
    ('published', 'updated', None)
    """
    match = _LABEL.fullmatch(text.strip())
    if match is None:
        return None
    return "published" if match["published"] else "updated" if match["updated"] else ""


def _clock(match: re.Match[str]) -> time | None:
    if match["hour"] is None:
        return None
    hour = int(match["hour"])
    half = match["half"] or match["half2"]
    if half in ("오후", "PM", "pm") and hour < 12:
        hour += 12
    if half in ("오전", "AM", "am") and hour == 12:
        hour = 0
    minute = int(match["minute"] or match["minute2"] or 0)
    second = int(match["second"] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None
