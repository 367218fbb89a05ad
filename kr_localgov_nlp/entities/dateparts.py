"""The parts of calendar expressions in a text: years, months, days, weekdays, clock times."""

from __future__ import annotations

import re

from kr_localgov_nlp.entities.days import Point, make
from kr_localgov_nlp.entities.scan import Words, digit_starts

WAVE = r"[~∼～〜–\-]"
WEEKDAY = r"[월화수목금토일](?:요일)?"
QUOTE = r"['’‘`´]"
# 일 as a length of time, a count of days, or the beginning of another word.
NOT_DAY = (
    r"(?!장|간|당|차|여|권|대|제(?![가-힣])|\s[간당차여권](?![가-힣])|\s제(?![가-힣])|\s?(?:동안|전까지|전부터|넘게|안에|안으로"
    r"|이내|이상|이하|미만|초과|만에|째|내내|연속|분량|정도|자리|씩|뒤|앞[두둔]|평균|최대|"
    r"→|\d회|[~∼～]\s?최대|에서\s\d+일로))"
)
# 주 5일, 최대 25일, 매월 20일, 1박 2일
NOT_BEFORE = r"(?<!주\s)(?<!최대\s)(?<!매월\s)(?<!매달\s)(?<!박)(?<!박\s)"
# What may follow a word that is also the beginning of others.
ENDS = r"(?=까지|부터|에|의|은|는|도|만|이나|께|쯤|[\s,.)~∼]|$)"
NOT_MONTH = r"(?![호령례급세출산](?![가-힣])|드컵|요일|여\s|평균)"

# 11.14.~15., 8.27.(화)∼28.(수): the second day of a range says no month.
TAIL = rf"(?:\s?(?:\({WEEKDAY}\))?\s?{WAVE}\s?\d{{1,2}}(?:\.(?!\s?\d)|일|(?=\)|\s?\({WEEKDAY}\))))?"

# Where a part can begin: ATOM is tried there alone; at every character it costs three times as much.
ANCHOR = Words(
    "지난|지지|오는|오전|오후|오늘|올|이달|이번|이날|이듬|내달|내년|내후|내일|다음|다가|작년|재작|금년|금월|금주"
    "|그저께|어제|모레|같은|금일|전년|새해|자정|낮|밤|새벽|아침|저녁|정오|상|하반|연|초|중순|하순|말|봄|여름|가을|겨울"
    "|첫|둘째|셋째|넷째|다섯째|마지막|월요일|화요일|수요일|목요일|금요일|토요일|일요일|(|["
)
# One branch for each kind of part; the branch's name says how to read it.
ATOM = re.compile(
    rf"(?P<iso>(?<![\d.\-/])(?:(?:19|20)\d\d|{QUOTE}\d\d|(?<!\d)[12]\d(?=\.\s?\d{{1,2}}\.\s?\d{{1,2}}\.))"
    rf"\s?[.\-/]\s?\d{{1,2}}\s?[.\-/]\s?\d{{1,2}}(?!\d)(?:\.(?!\d))?(?:일(?!보))?{TAIL})"
    rf"|(?P<years>(?<!\d)(?:(?:19|20)\d\d|{QUOTE}\d\d)(?:년|\.)?\s?{WAVE}\s?(?:(?:19|20)\d\d"
    rf"|{QUOTE}?\d\d)\s?년(?:도|대)?|(?<![\d.\-])(?:19|20)\d\d\s?{WAVE}\s?(?:19|20)\d\d(?![\d.\-]))"
    rf"|(?P<ym>(?<![\d.])(?:(?:19|20)\d\d|{QUOTE}\d\d)\s?\.\s?\d{{1,2}}"
    rf"(?:\s?월|\.(?!\s?\d)|(?=\s?[~∼～〜)])(?![\d.])))"
    rf"|(?P<year>(?<!\d)(?:1[5-9]|20)\d0년대|(?<!\d)(?:1[5-9]|20|1[34](?!00))\d\d\s?(?:학년도|회계연도|년도|년)(?![생산간대째])"
    # The year of an edition, without 년: 2025 지방자치 콘텐츠대상; or in brackets.
    r"|(?<![\d.,~∼～〜\-/가-힣A-Za-z])(?:199|20[012])\d(?=\s[가-힣A-Z「｢‘’'])"
    r"(?!\s(?:[명개건원여만천억곳점호번대동톤평석백]|가구|세대|필지|킬로|미터)(?![가-힣]{2}))"
    rf"|(?<=\()(?:199|20[012])\d(?=\))|(?<=\(){QUOTE}\d\d(?=\))"
    rf"|{QUOTE}\d\d\.?\s?[상하上下](?![가-힣])"
    rf"|{QUOTE}\d\d\s?년도?(?![생산간대째])|(?<!\d)\d\d년(?=\s?\d{{1,2}}월)|{QUOTE}\d\d(?=\.?\s?(?:상"
    rf"|하)반기))"
    rf"|(?P<months>(?<![\d.,])\d{{1,2}}\s?월?\s?{WAVE}\s?\d{{1,2}}\s?월{NOT_MONTH})"
    rf"|(?P<month>(?<![\d.,])\d{{1,2}}\s?월{NOT_MONTH})"
    rf"|(?P<days>(?<![\d.,]){NOT_BEFORE}\d{{1,2}}(?:\s?일?\s?{WAVE}|·|,\s?)\s?\d{{1,2}}\s?일{NOT_DAY})"
    rf"|(?P<day>(?<![\d.,→])(?<!→\s){NOT_BEFORE}(?:\d{{1,2}}\s?일{NOT_DAY}|\d{{1,2}}(?=\({WEEKDAY}\))))"
    rf"|(?P<md>(?<![\d.,\-/])\d{{1,2}}\.\s?\d{{1,2}}(?!\d|\s?%)(?:\.(?!\d)|일)?{TAIL})"
    rf"|(?P<weekday>[(\[]{WEEKDAY}(?:,\s?공휴일)?[)\]]|(?<=\s)[월화수목금토일]요일)"
    r"|(?P<clock>(?:오전|오후|낮|밤|새벽|아침|저녁)\s?\d{1,2}\s?(?:시(?:\s?\d{1,2}\s?분|\s?반)?|:\d\d)"
    r"|(?<![\d.,:])\d{1,2}시(?:\s?\d{1,2}\s?분|\s?반)?(?![간군도작민대즌설청장내])"
    r"|(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])|정오(?:\s12시)?"
    r"|(?:오전|오후|낮|밤|새벽|아침|저녁|자정)(?=까지|부터|에(?!서)|[\s,.]|$))"
    r"|(?P<word>(?<![가-힣])(?:재작년|지지난해|작년|지난\s?해|올\s?한\s?해|지난\s한\s해|올\s?해|금년도?|내년도?|전년\s?동[기월]|전년(?=\s?대비)|전년도?(?![가-힣]{2})|내후년|같은 해"
    r"|이듬해"
    r"|(?:올|지난)\s?(?:봄|여름|가을|겨울)(?=까지|부터|에|은|는|을|[\s,.])|새해(?=\s\d{1,2}월)"
    r"|올(?=\s(?:\d|상반기|하반기|연말|봄|여름|가을|겨울))|지난\s?달|이번\s?달|이달(?!의)|금월|다음\s?달|내달"
    rf"|(?:지난|이번|다음)\s주말|(?:지난|이번|다음)\s?주(?!\s자){ENDS}|금주(?![가-힣])"
    r"|그저께|어제|금일(?![가-힣]{2})|오늘(?!날|의|도|에\s이)|내일(?!채움|배움|을|의|로|이|도)|모레(?![가-힣])|이날"
    r"|지난|오는|다가오는|이번(?=\s\d)))"
    r"|(?P<part>상[·/]?하반기|(?:상|하)반기|[1-4](?:/4)?\s?분기|(?<![가-힣])연[말초](?=까지|부터|께|쯤|이면|에\s)"
    r"|(?<![가-힣])연내"
    r"|(?:(?<=월)|(?<=월\s))(?:[1-5]주(?:차)?(?![가-힣]*[간년])|(?:(?:첫|둘|셋|넷|다섯)째\s?|첫\s?|마지막\s?)주(?=까지|부터|에|은|는|의|[\s,.(~]|$))"
    r"|(?:(?<=학년도)|(?<=학년도\s))[12]학기"
    r"|(?:(?<=[년해월달])|(?<=[년해월달]\s))(?:초(?![등중고록대기])|중순|하순|상순|말(?!씀|했|하|씨))"
    r"|(?<=[년해올]\s)(?:봄|여름|가을|겨울)(?:방학)?(?=까지|부터|에|은|는|을|이다|호|[\s,.]|$))"
)
_MARKS = frozenset("'’‘`´")
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
SEASONS = ("봄", "여름", "가을", "겨울")
WORD_KINDS = {
    "direction": "dir", "year_shift": "year", "same_year": "year", "month_shift": "month", "season": "part",
}  # fmt: skip
HALVES = {"상": "상반기", "上": "상반기", "하": "하반기", "下": "하반기"}
MD_AFTER = re.compile(rf"\s?(?:\({WEEKDAY}|{WAVE}|부터|까지|기준|현재|자|\)|,|일)")
# What makes 11.26 a day though no dot closes it.
MD_DAY = re.compile(rf"\s?\({WEEKDAY}[,)]|\s\d{{1,2}}(?::\d\d|시)|\s오[전후]\s")
# 2.5일 걸렸다: how long.
LENGTH = re.compile(
    r"\s?(?:걸|동안|간(?![가-힣])|치(?![가-힣])|분(?![가-힣])|소요|이내|이상|이하|미만|정도|만에|단축|연장|[에로]서?\s\d+(?:\.\d)?일)"
)
MD_OPEN = re.compile(rf"\s?(?:{WAVE}|부터|까지|기준|현재)")


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
        match = ATOM.match(text, start)
        if match is None:
            continue
        kind = match.lastgroup or ""
        if kind == "md" and not _is_month_day(text, match, out[-1] if out else None):
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
    >>> point = Point()
    >>> read("clock", "오후 2시 30분", point)
    >>> point.clock
    '14:30'
    """
    numbers = re.findall(r"\d+", word)
    plain = "".join(word.split())
    if plain in WORDS or plain == "이날":
        name, shift = WORDS.get(plain, ("same_day", 1))
        setattr(point, name, bool(shift) if name == "same_day" else shift)
        point.weekend = plain.endswith("주말")
    elif kind == "iso":
        point.year, point.month, point.day = _full_year(numbers[0]), int(numbers[1]), int(numbers[2])
        point.last_day = int(numbers[3]) if len(numbers) > 3 else None
    elif kind == "ym":
        point.year, point.month = _full_year(numbers[0]), int(numbers[1])
    elif kind == "years":
        point.year = _full_year(numbers[0])
        point.last_year = _full_year(numbers[1]) + 9 * plain.endswith("대")
    elif kind == "year":
        point.year = _full_year(numbers[0])
        point.last_year = point.year + 9 if plain.endswith("년대") else None
        point.part = HALVES.get(plain[-1])
    elif kind in {"month", "months"}:
        point.month = int(numbers[0])
        point.last_month = int(numbers[1]) if kind == "months" else None
    elif kind in {"day", "days"}:
        point.day = int(numbers[0])
        point.last_day = int(numbers[1]) if kind == "days" else None
    elif kind == "md":
        point.month, point.day = int(numbers[0]), int(numbers[1])
        point.last_day = int(numbers[2]) if len(numbers) > 2 else None
    elif kind == "part":
        point.part = plain.removeprefix("올").removeprefix("지난").replace("/4", "")
        if plain.startswith("올"):
            point.year_shift = 0
        elif plain.startswith("지난"):
            point.direction = -1
    elif kind == "clock":
        point.clock = _clock(word, [int(n) for n in numbers])


def fits(kind: str, point: Point) -> bool:
    """Whether a part may go on a point: a clock time needs a day before it, and so does a weekday.

    Examples
    --------
    >>> fits("clock", Point(month=3)), fits("clock", Point(month=3, day=1))
    (False, True)
    """
    if kind == "clock":
        return point.day is not None or point.day_shift is not None or point.same_day
    if kind == "md":
        return point.day is None and point.month is None and point.month_shift is None and not point.part
    if kind == "iso":
        return point.direction is not None and point.year is None and point.month is None
    return kind != "weekday" or point.day is not None


def _is_month_day(text: str, match: re.Match[str], before: tuple[str, tuple[int, int]] | None) -> bool:
    """7.31. is a date in brackets, before a weekday or in a range; else a number or a list item."""
    month, day, *last = (int(n) for n in re.findall(r"\d+", match[0]))
    if make(2024, month, day) is None:
        return False
    start, end = match.span()
    if last:
        return day < last[0] <= 31
    if MD_DAY.match(text, end):
        return True
    left = text[max(0, start - 2) : start].strip()[-1:]
    if left and left in "~∼～〜":
        joined = before is not None and before[0] in {"md", "iso", "weekday"} and start - before[1][1] <= 3
        return text[end - 1] == "." or (joined and not text[end : end + 1].isalpha())
    if text[end - 1] == "일":
        return LENGTH.match(text, end) is None
    if text[end - 1] == ".":
        return bool(MD_AFTER.match(text, end))
    if not left or left not in "(‘’'":
        return False
    alone = left == "(" and text.startswith(")", end) and text[start - 2 : start - 1].isalpha()
    return alone or MD_OPEN.match(text, end) is not None


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return 1900 + number if number > LAST_SHORT else 2000 + number


def _clock(word: str, numbers: list[int]) -> str | None:
    if word == "정오":
        return "12:00"
    if not numbers:
        return None
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
