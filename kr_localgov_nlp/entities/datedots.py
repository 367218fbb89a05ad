"""Whether 7.31 is the last of July, or a number: by the dot that closes it and by what stands around it."""

from __future__ import annotations

import re

from kr_localgov_nlp.entities.datepatterns import WAVE, WEEKDAY
from kr_localgov_nlp.entities.days import make

DONE = "시행|공포|제정|개정|발표|개최|발간|체결|출국|임명|취임|마감|접수|지정|발생|출범|통과|예정|잠정"
MD_AFTER = re.compile(rf"\s?(?:\({WEEKDAY}|\(현지|{WAVE}|부터|까지|기준|현재|자|\)|,|일|\s?(?:제\d|{DONE}))")
# What makes 11.26 a day though no dot closes it.
MD_DAY = re.compile(rf"\s?\({WEEKDAY}[,)]|\s\d{{1,2}}(?::\d\d|시)|\s오[전후]\s")
# 2.5일 걸렸다: how long.
LENGTH = re.compile(
    r"\s?(?:걸|동안|간(?![가-힣])|치(?![가-힣])|분(?![가-힣])|소요|이내|이상|이하|미만|정도|만에|단축|연장|[에로]서?\s\d+(?:\.\d)?일)"
)
MD_OPEN = re.compile(rf"\s?(?:{WAVE}|부터|까지|기준|현재|{DONE})|,\s?(?:[가-힣]|\d{{1,2}}\.\d{{1,2}}[,)])")
# 2. 27일: after a sentence the number of a caption.
NUMBERED = re.compile(r"\d+\.\s")
FEW = 9
HALF_YEAR = 6
MD_THEN = re.compile(r"\s(?:[가-힣]{2}|[｢「‘`]|\d+명)")
# 5.12~6.12, unless it measures something.
MD_SPAN = re.compile(
    r"\d{1,2}\.\d{1,2}\s?[~∼～]\s?(?P<month>\d{1,2})\.(?P<day>\d{1,2})(?=[,)]|\s?\(|\s*\n|\s△|\s(?:동안|집중|접수|개최|기간|진행))"
)
# What stands between days that are counted up.
COUNTED = re.compile(r"\s?[,/]\s?|\.?\s")


def _counted(text: str, start: int, end: int, before: tuple[str, tuple[int, int]]) -> bool:
    """Whether a month and day goes on a list of them: (4.2, 4.9, 4.16)."""
    on = before[0] in {"md", "iso"} and COUNTED.fullmatch(text, before[1][1], start) is not None
    return on and (text[end - 1] in ".일" or text[end : end + 1] in {",", ")", "."})


def _spans(month: int, day: int, last_month: int, last_day: int) -> bool:
    """Whether two months and days make a stretch of time: 5.12~6.12, or over the turn of the year."""
    if make(2024, last_month, last_day) is None:
        return False
    return (month, day) < (last_month, last_day) or month - last_month > HALF_YEAR


def is_month_day(text: str, match: re.Match[str], before: tuple[str, tuple[int, int]] | None) -> bool:
    r"""Tell whether two numbers with a dot are a month and day; else they are a number or a list item.

    Parameters
    ----------
    text
        The text.
    match
        Where the numbers stand, with the second day of a stretch if there is one.
    before
        Kind and span of the part before.

    Examples
    --------
    >>> numbers = re.compile(r"\d+\.\d+\.?")
    >>> [is_month_day(t, m, None) for t in ("(7.31. 기준)", "평균 7.31점") if (m := numbers.search(t))]
    [True, False]
    """
    month, day, *last = (int(n) for n in re.findall(r"\d+", match[0]))
    if make(2024, month, day) is None:
        return False
    start, end = match.span()
    if last:
        return day < last[0] <= 31
    if (span := MD_SPAN.match(text, start)) is not None:
        return _spans(month, day, int(span["month"]), int(span["day"]))
    left = text[max(0, start - 2) : start].strip()[-1:]
    numbered = NUMBERED.match(match[0]) is not None
    if numbered and text[end - 1] == "일" and (not left or left in ".)"):
        return False
    if MD_DAY.match(text, end) or (before is not None and _counted(text, start, end, before)):
        return True
    if left and left in "~∼～〜-–":
        joined = before is not None and before[0] in {"md", "iso", "weekday"} and start - before[1][1] <= 3
        if joined:
            return text[end - 1] == "." or not text[end : end + 1].isalpha() or text.startswith("까지", end)
        if left not in "-–" or text[start - 1] == left:
            return text[end - 1] == "." and left not in "-–"
    if text[end - 1] == "일":
        return LENGTH.match(text, end) is None
    if text[end - 1] != ".":
        return _opens(text, start, end, left)
    # 1.2. is rather the number of a list.
    then = not numbered and max(month * 3, day) > FEW and MD_THEN.match(text, end)
    return bool(then or MD_AFTER.match(text, end))


def _opens(text: str, start: int, end: int, left: str) -> bool:
    """Whether a month and day with no dot behind stand in a bracket or a quotation as a date would."""
    if not left or left not in "(‘’'":
        return False
    word = text[start - 2 : start - 1]
    alone = left == "(" and text.startswith(")", end) and (word.isalpha() or word == "*")
    return alone or MD_OPEN.match(text, end) is not None
