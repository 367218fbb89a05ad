"""Calendar expressions, absolute and relative, with ISO values as of the article's date."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate, add
from kr_localgov_nlp.entities.days import Point, make, nearest_year, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

WAVE = r"[~∼～〜–\-]"
WEEKDAY = r"[월화수목금토일](?:요일)?"
QUOTE = r"['’‘`´]"
# 일 as a length of time, a count of days, or the beginning of another word.
NOT_DAY = (
    r"(?!장|\s?(?:간|동안|이내|이상|이하|미만|초과|만에|차|째|내내|연속|분량|당|정도|자리|제(?![가-힣])|씩"
    r"|여|권|평균|최대|"
    r"→|\d회|[~∼～]\s?최대|에서\s\d+일로))"
)
NOT_MONTH = r"(?![호령례급세출산](?![가-힣])|드컵|요일|여\s|평균)"

# Where a part can begin: ATOM is tried there alone; at every character it costs three times as much.
ANCHOR = re.compile(
    r"['’‘`´]?\d+|지난|지지|오는|오전|오후|오늘|올|이달|이번|이날|이듬|내달|내년|내후|내일|다음|다가|작년"
    r"|재작|금년|금월|금주|"
    r"그저께|어제|모레|같은|낮|밤|새벽|아침|저녁|정오|상|하반|연|초|중순|하순|말|봄|여름|가을|겨울"
    r"|[월화수목금토일]요일|[(\[]"
)
# One branch for each kind of part; the branch's name says how to read it.
ATOM = re.compile(
    rf"(?P<iso>(?<![\d.\-/])(?:(?:19|20)\d\d|{QUOTE}\d\d|(?<!\d)[12]\d(?=\.\s?\d{{1,2}}\.\s?\d{{1,2}}\.))"
    rf"\s?[.\-/]\s?\d{{1,2}}\s?[.\-/]\s?\d{{1,2}}(?!\d)(?:\.(?!\d))?(?:일(?!보))?)"
    rf"|(?P<years>(?<!\d)(?:(?:19|20)\d\d|{QUOTE}\d\d)(?:년|\.)?\s?{WAVE}\s?(?:(?:19|20)\d\d"
    rf"|{QUOTE}?\d\d)\s?년(?:도)?)"
    rf"|(?P<ym>(?<![\d.])(?:(?:19|20)\d\d|{QUOTE}\d\d)\s?\.\s?\d{{1,2}}"
    rf"(?:\s?월|\.(?!\s?\d)|(?=\s?[~∼～〜)])(?![\d.])))"
    rf"|(?P<year>(?<!\d)(?:1[5-9]|20)\d\d\s?(?:학년도|년도|년)(?![생산간대째])"
    rf"|{QUOTE}\d\d\s?년도?(?![생산간대째])|(?<!\d)\d\d년(?=\s?\d{{1,2}}월)|{QUOTE}\d\d(?=\.?\s?(?:상"
    rf"|하)반기))"
    rf"|(?P<months>(?<![\d.,])\d{{1,2}}\s?월?\s?{WAVE}\s?\d{{1,2}}\s?월{NOT_MONTH})"
    rf"|(?P<month>(?<![\d.,])\d{{1,2}}\s?월{NOT_MONTH})"
    rf"|(?P<days>(?<![\d.,])\d{{1,2}}\s?일?\s?(?:{WAVE}|·|,\s?)\s?\d{{1,2}}\s?일{NOT_DAY})"
    rf"|(?P<day>(?<![\d.,→])(?<!→\s)\d{{1,2}}\s?일{NOT_DAY})"
    rf"|(?P<md>(?<![\d.,\-/])\d{{1,2}}\.\s?\d{{1,2}}(?:\.(?!\d)|(?=\s?(?:\({WEEKDAY}\)"
    rf"|{WAVE}\s?\d{{1,2}}\.\d))))"
    rf"|(?P<weekday>[(\[]{WEEKDAY}(?:,\s?공휴일)?[)\]]|(?<=\s)[월화수목금토일]요일)"
    r"|(?P<clock>(?:오전|오후|낮|밤|새벽|아침|저녁)\s?\d{1,2}\s?(?:시(?:\s?\d{1,2}\s?분|\s?반)?|:\d\d)"
    r"|(?<![\d.,:])\d{1,2}시(?:\s?\d{1,2}\s?분|\s?반)?(?![간군도작민대즌설청장내])"
    r"|(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])|정오(?:\s12시)?)"
    r"|(?P<word>(?<![가-힣])(?:재작년|지지난해|작년|지난\s?해|올해|올 한 해|올 해|금년|내년|내후년|같은 해"
    r"|이듬해"
    r"|올(?=\s(?:\d|상반기|하반기|연말|봄|여름|가을|겨울))|지난\s?달|이번\s?달|이달|금월|다음\s?달|내달"
    r"|(?:지난|이번|다음)\s주말|(?:지난|이번|다음)\s?주(?![가-힣]\S|\s?[민간]|\s?자)|금주(?![가-힣])"
    r"|그저께|어제|오늘(?!날|의|도)|내일(?!채움|배움|을|의|로|이|도)|모레(?![가-힣])|이날"
    r"|지난|오는|다가오는|이번(?=\s\d)))"
    r"|(?P<part>상[·/]?하반기|(?:상|하)반기|[1-4](?:/4)?\s?분기|(?<![가-힣])연[말초](?=까지|부터|에|을|를"
    r"|이|은|는|의|\s|[,.)])"
    r"|(?<![가-힣])연내"
    r"|(?:(?<=[년해월달])|(?<=[년해월달]\s))(?:초(?![등중고록대기])|중순|하순|상순|말(?![까했하씀씨]..기))"
    r"|(?<=[년해올]\s)(?:봄|여름|가을|겨울)(?![가-힣]))"
)
FAR = 5
LAST_SHORT = 59
BOUND = {"초", "말", "중순", "하순", "상순", "봄", "여름", "가을", "겨울"}
"""Parts that mean something only after a year or a month."""

RANK = {
    "dir": 0, "year": 1, "years": 1, "ym": 2, "month": 2, "months": 2, "part": 3, "iso": 4, "md": 4, "day": 4,
    "days": 4, "weekday": 5, "clock": 6,
}  # fmt: skip
WORDS: dict[str, tuple[str, int]] = {
    "재작년": ("year_shift", -2),
    "지지난해": ("year_shift", -2),
    "작년": ("year_shift", -1),
    "지난해": ("year_shift", -1),
    "올해": ("year_shift", 0),
    "올한해": ("year_shift", 0),
    "금년": ("year_shift", 0),
    "올": ("year_shift", 0),
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
    "다음주말": ("week_shift", 1),
    "그저께": ("day_shift", -2),
    "어제": ("day_shift", -1),
    "오늘": ("day_shift", 0),
    "내일": ("day_shift", 1),
    "모레": ("day_shift", 2),
    "지난": ("direction", -1),
    "오는": ("direction", 1),
    "다가오는": ("direction", 1),
    "이번": ("direction", 0),
    "같은해": ("same_year", 0),
    "이듬해": ("same_year", 1),
}
LINK = re.compile(rf"(?:부터|에서)?\s?{WAVE}\s?|(?:부터|에서)\s?")
LIST = re.compile(r"\s?(?:[,·]|과|와|및)\s?")
SAID = re.compile(
    r"\s?(?:\S{0,12}\s)?(?:밝혔|전했|말했|발표|설명했|개최했|열었|가졌|마쳤|체결했|실시했|전달했|기탁했|방문)"
)
FUTURE = re.compile(
    r"예정|계획|개최한다|연다|열린다|운영한다|실시한다|추진한다|진행한다|모집|접수|신청|하면 된다|까지"
)
PAST = re.compile(r"[았었했됐렸켰졌쳤갔왔줬뒀녔겼셨냈났했]다|밝혔|했으며|됐으며|했고|열린 |개최된")
STOP = re.compile(r"(?<=[다요음함됨])[.!?]|\n")
MD_AFTER = re.compile(rf"\s?(?:\({WEEKDAY}|{WAVE}|부터|까지|기준|현재|자|\)|,|일)")


class DateFinder:
    """Find calendar expressions: one span for one date or one range, clock time included.

    Values are ISO: ``2024-08-09``, ``2024-08-09T14:30``, ``2024-08``, ``2024`` and ranges with a slash.
    What the text leaves relative is resolved from the article's date; without one its value stays None, never
    today's. A clock time alone, `민선 8기`, a length of time (`3일간`) and holidays are no dates.

    Examples
    --------
    >>> text = "군은 지난 5일 밝힌 대로 9월 2일부터 6일까지 연다."
    >>> found = DateFinder().find(text, published="2024-08-09")
    >>> [(text[c.start : c.end], c.data["value"]) for c in found]
    [('지난 5일', '2024-08-05'), ('9월 2일부터 6일까지', '2024-09-02/2024-09-06')]
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add the Doc's dates to its candidates."""
        add(doc, self.find(doc.text, published=doc.user_data.get("localgov_published")))
        return doc

    def find(
        self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None, *, published: str | None = None
    ) -> list[Candidate]:
        """Find the dates in a text.

        Parameters
        ----------
        text
            The text.
        hits, doc
            Not needed.
        published
            The article's date, ISO, or None.

        Raises
        ------
        ValueError
            Where `published` is no ISO date.

        Examples
        --------
        >>> [c.data["value"] for c in DateFinder().find("올해 상반기, ’24. 3. 5.(화)", published="2024-08-09")]
        ['2024-01/2024-06', '2024-03-05']
        >>> [c.data["value"] for c in DateFinder().find("지난 5일과 2022년까지")]
        [None, '2022']
        """
        del hits, doc
        near = date.fromisoformat(published[:10]) if published else None
        found: list[Candidate] = []
        before: date | None = None
        year: int | None = None
        for points, start, end in _ranges(text):
            first, last = points[0], points[-1]
            anchor = None
            if found and LIST.fullmatch(text, found[-1].end, start) and first.month is None:
                anchor = before
            if first.same_year is not None and year is not None:
                first.year = year + first.same_year
            for point in points:
                if point.direction is None and point.year is None and near is not None:
                    point.direction = _tense(text, end, point, near)
            value, left, confidence = _value(points, near, anchor, before)
            kind = "absolute" if first.year is not None else "relative"
            kind = kind if first is last else "range"
            found.append(Candidate(start, end, "DATE", f"pattern:date.{kind}", confidence, {"value": value}))
            if left is not None:
                year = left.year
                # 이날 is the day of the event, not the day on which the office announced it.
                if first.day is not None and not (before is not None and SAID.match(text, end)):
                    before = left
        return found


def _tense(text: str, end: int, point: Point, near: date) -> int | None:
    """Guess past or future from what follows, for a bare day and for a bare month that is far away."""
    if point.month is not None and point.day is None:
        at = nearest_year(point.month, None, near, None)
        if at is None or abs((at - near.year) * 12 + point.month - near.month) < FAR:
            return None
    elif point.day is None or point.month is not None or point.month_shift is not None:
        return None
    if SAID.match(text, end):
        return -1
    stop = STOP.search(text, end, min(len(text), end + 120))
    rest = text[end : stop.start() if stop else min(len(text), end + 120)]
    future, past = FUTURE.search(rest), PAST.search(rest)
    if future and not (past and past.start() < future.start()):
        return 1
    return -1 if past or (point.month is None and point.day == near.day) else None


def _value(
    points: list[Point], near: date | None, anchor: date | None, before: date | None
) -> tuple[str | None, date | None, float]:
    sure = 0.97 if points[0].year is not None else 0.93
    if points[0].same_day:
        if before is None:
            return None, None, 0.7
        clock = f"T{points[0].clock}" if points[0].clock else ""
        return before.isoformat() + clock, before, 0.75
    first = resolve(points[0], near, anchor)
    if first is None:
        return None, None, 0.8
    low, high, left = first
    if len(points) == 1:
        if points[0].clock and low == high:
            low = high = f"{low}T{points[0].clock}"
        return (low if low == high else f"{low}/{high}"), left, sure
    if points[1].said():
        # 2월 ~ 3월, 9월 2일부터 6일까지: what the second end leaves out is the first end's.
        second = resolve(points[1], near, left)
        if second is None:
            return None, left, 0.8
        end = second[1]
    else:
        end = high
    if points[0].clock:
        low = f"{low}T{points[0].clock}"
    if points[1].clock:
        end = f"{end}T{points[1].clock}"
    return f"{low}/{end}", left, sure


def _ranges(text: str) -> list[tuple[list[Point], int, int]]:
    """Join the parts to points and the points to ranges."""
    points: list[tuple[Point, int, int, int]] = []
    for kind, match in _atoms(text):
        rank = RANK.get(kind, 9)
        start, end = match
        if points:
            point, first, last, was = points[-1]
            gap = text[last:start]
            joint = (not gap.strip() and len(gap) <= 2) or (gap in {".", ". "} and rank in {2, 4})
            if joint and was < rank and _fits(kind, point):
                points[-1] = (point, first, end, rank)
                _read(kind, text[start:end], point)
                continue
        point = Point()
        if kind == "weekday" or text[start:end] in BOUND:
            continue
        _read(kind, text[start:end], point)
        points.append((point, start, end, rank))
    return _linked(text, points)


def _fits(kind: str, point: Point) -> bool:
    if kind == "clock":
        return point.day is not None or point.day_shift is not None or point.same_day
    if kind in {"iso", "md"}:
        return point.direction is not None and point.year is None and point.month is None
    return kind != "weekday" or point.day is not None


def _linked(text: str, points: list[tuple[Point, int, int, int]]) -> list[tuple[list[Point], int, int]]:
    out: list[tuple[list[Point], int, int]] = []
    at = 0
    while at < len(points):
        point, start, end, _ = points[at]
        at += 1
        if not point.said():
            continue
        pair = [point]
        if at < len(points):
            other, first, last, _ = points[at]
            link = LINK.fullmatch(text, end, first)
            spoken = link is not None and link[0].startswith(("부터", "에서"))
            closed = text.startswith("까지", last)
            if link is not None and (not spoken or closed) and _continues(point, other):
                pair.append(other)
                end = last + 2 if spoken and closed else last
                at += 1
        out.append((pair, start, end))
    return out


def _continues(point: Point, other: Point) -> bool:
    if other.said():
        return other.direction is None or other.direction == 1
    return other.clock is not None and point.clock is not None


def _atoms(text: str) -> list[tuple[str, tuple[int, int]]]:
    out: list[tuple[str, tuple[int, int]]] = []
    past = 0
    for anchor in ANCHOR.finditer(text):
        if anchor.start() < past:
            continue
        match = ATOM.match(text, anchor.start())
        if match is None:
            continue
        kind = match.lastgroup or ""
        if kind == "md" and not _is_month_day(text, match):
            continue
        if kind == "word":
            name, _ = WORDS.get("".join(match[0].split()), ("same_day", 0))
            kind = "dir" if name == "direction" else "year" if name == "year_shift" else "month"
            kind = (
                kind
                if name in {"direction", "year_shift", "month_shift"}
                else "year"
                if name == "same_year"
                else "day"
            )
        past = match.end()
        out.append((kind, match.span()))
    return out


def _is_month_day(text: str, match: re.Match[str]) -> bool:
    """7.31. is a date in brackets, before a weekday or in a range; elsewhere it is a number or a list item."""
    month, day = (int(n) for n in re.findall(r"\d+", match[0]))
    if make(2024, month, day) is None:
        return False
    left = text[max(0, match.start() - 2) : match.start()].strip()[-1:]
    return bool(MD_AFTER.match(text, match.end())) and (
        left in tuple("(~∼～〜-’‘'「:, ") or text[match.end() - 1] == "."
    )


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return 1900 + number if number > LAST_SHORT else 2000 + number


def _read(kind: str, word: str, point: Point) -> None:
    numbers = re.findall(r"\d+", word)
    plain = "".join(word.split())
    if plain in WORDS or plain == "이날":
        name, shift = WORDS.get(plain, ("same_day", 1))
        setattr(point, name, bool(shift) if name == "same_day" else shift)
        point.weekend = plain.endswith("주말")
    elif kind == "iso":
        point.year, point.month, point.day = _full_year(numbers[0]), int(numbers[1]), int(numbers[2])
    elif kind == "ym":
        point.year, point.month = _full_year(numbers[0]), int(numbers[1])
    elif kind == "years":
        point.year = _full_year(numbers[0])
        point.last_year = _full_year(numbers[1])
    elif kind == "year":
        point.year = _full_year(numbers[0])
    elif kind in {"month", "months"}:
        point.month = int(numbers[0])
        point.last_month = int(numbers[1]) if kind == "months" else None
    elif kind in {"day", "days"}:
        point.day = int(numbers[0])
        point.last_day = int(numbers[1]) if kind == "days" else None
    elif kind == "md":
        point.month, point.day = int(numbers[0]), int(numbers[1])
    elif kind == "part":
        point.part = plain.replace("/4", "")
    elif kind == "clock":
        point.clock = _clock(word, [int(n) for n in numbers])


def _clock(word: str, numbers: list[int]) -> str | None:
    if word == "정오":
        return "12:00"
    hour = numbers[0]
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
