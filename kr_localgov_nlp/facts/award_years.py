"""The year of an honour: at the prize, at its award, at the begin of the clause, counted from the date of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.award_parts import Mention
_YEAR_ANY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:년(?!생)|회계연도|학년도|\s|$)|[’‘'`]([012]\d)[년)]")
# A year that something lasts from or to, or that the honour came after, is not the honour's.
_SINCE = re.compile(
    r"도?\s?(?:[^.,\n]{0,34}\s(?:이후|이래)\s(?:처음|최초|첫)|대비|한\s해\s?동안|동안|(?:한\s해\s)?실적|부터|까지|이후|이래|에 문|에 시작|만에|에 이어|보다)"
)
_PASSED = re.compile(
    r"[가-힣](?:에\s이어|데\s이어|이어)\s|에서\s(?:한|두|세|네|다섯|여섯)\s(?:단계|계단)|만에\s"
)
# Between a year and the award it belongs to: organisers, an edition, a quote mark; no other clause.
_YEAR_LEADS = re.compile(
    r"[도말]?\s?(?:[1-4]/?4?\s?분기\s|[가-힣·]{2,12}\s){0,3}(?:민선\s?\d기\s|제\s?\d+회\s)?[‘“'\"「『]?\s?(?:[가-힣·]{2,12}\s)?"
)
_OTHER_HONOUR = re.compile(r"이후|이래|처음|만에|이어|연속|에서|까지|부터")
_YEAR_AFTER = re.compile(
    r"[’”'\"]?(?:(?:[과와]|,|\s및|\s그리고)\s[^()（）\d\n.]{1,40})?\s?[(（]((?:19|20)\d\d)(?:년도?)?[)）]"
)
_RELATIVE = re.compile(
    r"((?<!지)지난해(?!와|보다|에 비|\s대비)|작년(?!과|보다|에 비|\s대비)|전년도?(?!와|과|보다|에 비|\s?대비)|지난 해)|(올해(?!로)|올 한 해|금년)|(재작년|지지난해)"
)
# 대상을 받았던 지난해에 이어
_GOT_IN = re.compile(
    r"[’”'\"]?[을를]\s(?:받았던|수상했던|차지했던|받은|수상한)\s((?:19|20)\d\d년|지난해|작년|재작년)"
)
_ASIDE = re.compile(r"[(（][^()（）]*(?:전년|지난해|작년)[^()（）]*[)）]")
# ‘2024 물길 이야기’(가람연구원): a title with its author
_WORK = re.compile(r"[‘“'][^‘’“”'\n]{8,90}[’”']\s?(?=[(（])")
# 인증(’02)을 받아 …: the year of what else the clause tells
_ASIDE_YEAR, _FAR = re.compile(r"[(（][’‘'`]?\d+[)）]"), 20
_OPENING_YEAR = re.compile(
    r"(?:(?<=[,며고.])\s|(?<=\n)|(?<=[□○ㅇ▶◇•▪-])\s?|^)\s{0,2}((?:19|20)\d\d)년(?:에는?)?\s(?!대비|이후|이래)",
    re.MULTILINE,
)
# 지난해 대회에서는 …: so begins a paragraph that tells last year's winners
_OPENING_LAST = re.compile(
    r"\s{0,2}[^\w\s]?\s?(?:지난해|작년)\s(?:열린\s)?(?:[가-힣]{2,8}\s)?[가-힣]{2,8}(?:에서는?|에는|의)\s"
)
# 3등급에서 2등급으로 올랐다: what it was the year before
_MOVED = re.compile(
    r"에서\s(?:올해\s)?(?:(?:한|두|세|네)\s(?:단계|계단)\s(?:뛰어오른\s|오른\s|내린\s)?)?[1-5]\s?등급(?:으로|\s?[을를]\s|까지)"
)
_FIRST_SINCE = re.compile(r"(?:이후|이래)\s(?:처음|최초|첫)")
_OTHER_TIME = re.compile(r"이어|올해|이번|지난해|작년|금년")
_COUNTS = {"두": 2, "세": 3, "네": 4, "다섯": 5}
_STREAK_WORDS = (
    r"(?:(?P<since>(?:19|20)\d\d)년부터\s(?:(?P<until>(?:19|20)\d\d)년까지\s)?)?[‘“'\"]?(?P<n>\d+|두|세|네|다섯)\s?(?:년|해)\s?(?:연속|내리)(?:으로)?"
    r"(?:\s?[(（][’‘'`]?(?P<from>(?:20)?\d\d)년?\s?[~∼～\-–]\s?[’‘'`]?(?P<to>(?:20)?\d\d)년?[)）])?(?:으로)?\s?"
)
_LISTED = re.compile(
    r"(?:(?:19|20)\d\d년?(?:[,·]|[과와]\s)\s?){1,6}(?:19|20)\d\d년도?(?:에는?)?\s(?:에\s)?(?:(?:\d|[두세네])\s?(?:회|년|차례|번)\s?(?:연속\s)?(?:모두\s)?)?[‘“'\"]?$"
)
_STREAK = re.compile(
    _STREAK_WORDS
    + r"(?:[가-힣\s]{2,24}에서\s)?[‘“'\"]?(?:(?:최고|가장\s높은)\s?등급(?:인|의)\s)?(?:최고\s)?[‘“'\"]?$"
)
_STREAK_AFTER = re.compile(
    r"[’”'\"]?(?:에|으로|로|을|를)?\s" + _STREAK_WORDS + r"(?:선정|수상|달성|획득|받|차지)"
)
# 2024년에 이어 2년 연속 우수기관에
_SINCE_LAST = re.compile(
    r"(?<!\d)[’‘'`]?((?:20)?\d\d)년도?에\s이어서?\s(?:[^.\n]{0,24}\s)?(?:2년|두\s해)\s연속[^.\n]{0,24}$"
)
MANY_YEARS = 10
_BEGUN = re.compile(r"[’”'\"」]?[을를]?\s(?:처음\s)?(?:개최|시작|시행|실시|제정)(?:한|해온)?\s?(?:이래|이후)")


def year_of(
    text: str, award: Mention | None, prize: Mention, floor: int, published: str | None
) -> int | None:
    """Give the year of an honour from the words at the prize, or between its award and it.

    Parameters
    ----------
    text
        The text.
    award
        Its award, where that stands before it in the sentence.
    prize
        The prize.
    floor
        Where the words that belong to the prize begin: after the prize before it, or the sentence's begin.
    published
        ISO date of the text, for 올해 and 지난해.

    Returns
    -------
    int or None
        None where only the award or the date of the text can tell.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "2025년 혁신평가에서 우수상, 지난해 장려상을 받았다."
    >>> award, last = Mention(6, 10, "AWARD"), Mention(22, 25, "PRIZE")
    >>> year_of(text, award, Mention(13, 16, "PRIZE"), 0, "2025-12-01")
    2025
    >>> year_of(text, award, last, 16, "2025-12-01")
    2024
    """
    after = _YEAR_AFTER.match(text, prize.end)
    if after:
        return int(after[1])
    got = _GOT_IN.match(text, prize.end)
    if got:
        return _last_year(got[1], published)
    inner = award is not None and floor <= award.start and award.end <= prize.start
    near = text[award.end if award and inner else max(floor, prize.start - 70) : prize.start]
    year = _last_year(near, published)
    if year is not None:
        return year
    if published and _MOVED.match(text, prize.end):
        return int(published[:4]) - 1
    first = _FIRST_SINCE.search(near) is not None  # 2022년 새 평가 도입 이후 처음으로
    return award_year(text, award, published) if award and inner and not first else None


def _last_year(near: str, published: str | None) -> int | None:
    found: tuple[int, int] | None = None
    near = _WORK.sub(lambda m: " " * len(m[0]), near)
    near = _ASIDE.sub(lambda m: " " * len(m[0]), near)
    for m in _YEAR_ANY.finditer(near):
        if not _SINCE.match(near, m.end()) and not (
            _ASIDE_YEAR.match(near, m.start() - 1) and len(near) - m.end() > _FAR
        ):
            found = (m.end(), int(m[1] or f"20{m[2]}"))
    for m in _RELATIVE.finditer(near):
        if published and (found is None or m.start() > found[0]) and not _SINCE.match(near, m.end()):
            found = (m.end(), int(published[:4]) - (1 if m[1] else 2 if m[3] else 0))
    if found is None or _PASSED.search(near, found[0]) or not _sane(found[1], published):
        return None
    return found[1]


def _sane(year: int, published: str | None) -> bool:
    """Tell whether a year can be an honour's: nothing was received after the text was written."""
    return published is None or year <= int(published[:4])


def opening_year(text: str, left: int, right: int, published: str | None) -> int | None:
    """Give the year that a clause begins with: 2015년 …이 논문으로 …에서 2위를 차지했으며.

    Examples
    --------
    >>> text = "2015년 김하나 학생이 논문으로 대회에서 처음으로 2위를 차지했다."
    >>> opening_year(text, 0, 28, None)
    2015
    """
    stretch = text[left:right]
    line = text.rfind("\n", 0, left) + 1
    if published and _OPENING_LAST.match(text, line) and not _OTHER_TIME.search(text, line + 8, right):
        return int(published[:4]) - 1
    found = [m for m in _OPENING_YEAR.finditer(stretch) if _sane(int(m[1]), published)]
    if not found or _OTHER_TIME.search(stretch, found[-1].end()):
        return None
    return int(found[-1][1])


def streak(text: str, first: Mention, last: Mention, year: int) -> list[int]:
    """Give the years of a streak that tells them: 2024년부터 2년 연속 최우수기관, 2019년, 2020년, 2022년 3회 연속.

    A bare 3년 연속 names no year and is one honour, the present one.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> prize = Mention(14, 18, "PRIZE")
    >>> streak("2024년부터 2년 연속 최우수상을 받았다.", prize, prize, 2025)
    [2024, 2025]
    """
    listed = _LISTED.search(text, max(0, first.start - 60), first.start)
    if listed:
        return [int(y) for y in re.findall(r"(?:19|20)\d\d", listed[0])]
    before = _SINCE_LAST.search(text, max(0, first.start - 60), first.start)
    if before and int(before[1][-2:]) + 2001 == year:
        return [year - 1, year]
    found = _STREAK.search(text, max(0, first.start - 40), first.start) or _STREAK_AFTER.match(text, last.end)
    if found is None:
        return []
    count = _COUNTS.get(found["n"]) or (int(found["n"]) if found["n"].isdigit() else 0)
    if found["from"]:
        first_year, last_year = (int(found[key][-2:]) + 2000 for key in ("from", "to"))
        told = range(first_year, last_year + 1)
        return list(told) if len(told) == count and last_year <= year else []
    if not found["since"] or not 1 < count <= MANY_YEARS:
        return []
    last_year = int(found["until"] or year)
    return list(range(last_year - count + 1, last_year + 1))


def award_year(text: str, award: Mention, published: str | None) -> int | None:
    """Give the year that stands before an award's name or in it.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> award_year("‘2024년 일자리대상’", Mention(7, 12, "AWARD"), None)
    2024
    """
    if _BEGUN.match(text, award.end):
        return None  # 2020년 제1회 공모전을 개최한 이래
    before = text[max(0, award.start - 26) : award.start]
    found = list(_YEAR_ANY.finditer(before))
    if found:
        lead = before[found[-1].end() :]
        if _YEAR_LEADS.fullmatch(lead) and not _OTHER_HONOUR.search(lead):
            return int(found[-1][1] or f"20{found[-1][2]}")
    relative = [m for m in _RELATIVE.finditer(before) if not before.startswith("부터", m.end())]
    if relative and published and not re.search(r"[.\n]", before[relative[-1].end() :]):
        return int(published[:4]) - (1 if relative[-1][1] else 2 if relative[-1][3] else 0)
    inside = _YEAR_ANY.search(text, award.start, award.end)
    return int(inside[1] or f"20{inside[2]}") if inside else None
