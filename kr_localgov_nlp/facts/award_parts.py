"""What an award record reads from the words around a prize: giver, year, category."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.entities.award_text import name_start, sentence_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence


class Mention(NamedTuple):
    """An entity of a text, as far as award records need it.

    Parameters
    ----------
    start, end
        Half-open character offsets.
    label
        The entity's label.
    code
        The government's code for a linked ``DISTRICT``, else "".
    """

    start: int
    end: int
    label: str
    code: str = ""


GIVER_PRIZE = re.compile(
    r"표창장?$|[훈포]장|(?:장관|청장|처장|위원장|지사|시장|군수|교육감|교육장|[의원회총관사단소서]장|총재|"
    r"이사|의원|대통령|총리)상장?$"
)
_STATE = re.compile(r"(?:대통령|국무총리|부총리|국무총리실)$")
_TAIL = re.compile(r"\s?(?:기관|단체|개인|유공|특별|모범)?\s?(?:표창장?|상장?)$")
# 위원장 → 위원회, 원장 → 원, 협회장 → 협회; a title that is a word of its own leaves the body as it stands.
_OFFICES = (
    (re.compile(r"\s?위원장$"), "위원회"),
    (re.compile(r"(?<=구)청장$"), ""),
    (re.compile(r"교육감$"), "교육청"),
    (re.compile(r"교육장$"), "교육지원청"),
    (
        re.compile(
            r"\s?(?:장관|이사장|의장|총장|사장|대표이사|총재|"
            r"회장(?<!협회장)(?<!합회장)(?<!학회장)(?<!의회장)(?<!사회장))$"
        ),
        "",
    ),
    (re.compile(r"(?<=[도시군구])\s?(?:도지사|지사)$"), ""),
    (re.compile(r"(?<=[부처청원회터관소서합단실시구점행])장$"), ""),
    (re.compile(r"지사$"), ""),
    (re.compile(r"(?<=군)수$"), ""),
)
_ORGANISES = re.compile(
    r"[’”'\"」)]?(?:에서|[이가의과와])?\s?(?:공동\s?)?(?:주관|주최|실시(?=한|하|$| )|개최(?=한|하는)|"
    r"시행(?=한|하는)|선정(?=한|하는)|발표(?=한)|추진(?=한|하는)|수여(?=한|하는))"
)
_WORD_ORGANISES = re.compile(
    r"(?<![가-힣])([가-힣A-Za-z·]{3,20})[이가]\s(?:공동\s?)?(?:주관|주최|실시|개최|시행)(?:한|하는|하고|해)"
)
_YEAR_ANY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:년|회계연도|학년도|\s|$)|[’‘'`]([012]\d)년")
# A year that something lasts from or to, or that the honour came after, is not the honour's.
_SINCE = re.compile(r"도?\s?(?:부터|까지|이후|이래|에 문|에 시작|만에|에 이어|보다)")
_PASSED = re.compile(
    r"[가-힣](?:에\s이어|데\s이어|이어)\s|에서\s(?:한|두|세|네|다섯|여섯)\s(?:단계|계단)|만에\s"
)
# Between a year and the award it belongs to: organisers, an edition, a quote mark; no other clause.
_YEAR_LEADS = re.compile(
    r"도?\s?(?:[가-힣·]{2,12}\s){0,3}(?:민선\s?\d기\s|제\s?\d+회\s)?[‘“'\"「『]?\s?(?:[가-힣·]{2,12}\s)?"
)
_OTHER_HONOUR = re.compile(r"이어|연속|에서|까지|부터")
_YEAR_AFTER = re.compile(r"[’”'\"]?\s?[(（]((?:19|20)\d\d)(?:년도?)?[)）]")
_RELATIVE = re.compile(r"((?<!지)지난해|작년|전년도?|지난 해)|(올해(?!로)|올 한 해|금년)|(재작년|지지난해)")
# The parts that ratings are made of, before a grade of their own.
_PART = re.compile(
    r"(?<![가-힣])((?!종합)[가-힣]{1,4}(?:청렴도|체감도|노력도)|[가-힣]{0,4}안전(?:지수)?|범죄|화재|교통사고|자살|감염병|"
    r"경영[가-힣]{2}|[가-힣]{2,6}(?:역량|만족도|경쟁력))(?:\s?분야)?(?:[은는이가도]|에서(?:는)?)?[\s‘“'\"]*$"
)
# ● 가 그룹 : 대상 …
_LINE_HEAD = re.compile(
    r"[^\w\n]{1,4}((?:[가-힣]{1,8}\s?){1,3}(?:그룹|권|유형|단위)|[가-힣]·[가-힣]+)\s?[:：]\s"
)
# 대상을 받았던 지난해에 이어
_GOT_IN = re.compile(
    r"[’”'\"]?[을를]\s(?:받았던|수상했던|차지했던|받은|수상한)\s((?:19|20)\d\d년|지난해|작년|재작년)"
)
_CATEGORY = re.compile(
    r"(?:부문|분야)(?=[^가-힣]|에서|의|에|[을를은는이]|[가-힣]*\s?(?:대상|최우수|우수|장려|특별)|$)"
)
# ○ 시가지경관 최우수상 : …
_LINE_NOUN = re.compile(r"[^\w\n]{1,4}((?:[가-힣]{2,8}\s){1,2})[‘“'\"]?")
_SEVERAL = re.compile(r"(?:\d+|[두세네]|다섯|여섯|여러|전|각)\s?(?:개|$)")
_BODIES = ("MINISTRY", "DISTRICT", "ORG")
_ASIDE = re.compile(r"[(（][^()（）]*(?:전년|지난해|작년)[^()（）]*[)）]")
_OPENING_YEAR = re.compile(
    r"(?:(?<=[,며고.])\s|(?<=\n)|(?<=[□○ㅇ▶◇•▪-])\s?|^)\s{0,2}((?:19|20)\d\d)년(?:에는?)?\s(?!대비)", re.MULTILINE
)
_OTHER_TIME = re.compile(r"이어|올해|이번|지난해|작년|금년")
_COUNTS = {"두": 2, "세": 3, "네": 4, "다섯": 5}
_STREAK_WORDS = r"(?P<since>(?:19|20)\d\d년부터\s)?(?P<n>\d+|두|세|네|다섯)\s?(?:년|해)\s?(?:연속|내리)(?:으로)?\s?"
_STREAK = re.compile(
    _STREAK_WORDS + r"[‘“'\"]?(?:(?:최고|가장\s높은)\s?등급(?:인|의)\s)?(?:최고\s)?[‘“'\"]?$"
)
_STREAK_AFTER = re.compile(r"[’”'\"]?(?:에|으로|로|을|를)?\s" + _STREAK_WORDS + r"(?:선정|수상|달성|획득|받|차지)")
MANY_YEARS = 10


def giver_of(prize: str) -> str | None:
    """Give the body whose head gives a prize.

    Parameters
    ----------
    prize
        The prize as written.

    Returns
    -------
    str or None
        None for a grade, for the President's and the Prime Minister's prizes and for a bare title.

    Examples
    --------
    >>> [giver_of(p) for p in ("행정안전부 장관상", "전남도지사 표창", "인사혁신처장상")]
    ['행정안전부', '전남도', '인사혁신처']
    >>> [giver_of(p) for p in ("나주시의회 의장 표창", "나주시장상", "과학기술연구원장상")]
    ['나주시의회', '나주시', '과학기술연구원']
    >>> giver_of("대통령상"), giver_of("우수상"), giver_of("장관상")
    (None, None, None)
    """
    if not GIVER_PRIZE.search(prize):
        return None
    office = _TAIL.sub("", prize).strip()
    if _STATE.search(office) or "훈장" in office or "포장" in office:
        return None
    for pattern, body in _OFFICES:
        found = pattern.search(office)
        if found:
            name = office[: found.start()].strip()
            return name + body if len(name) > 1 else None
    return office if len(office) > 2 and office.endswith(("도", "시", "군", "구", "부", "처", "청")) else None


def organiser_of(text: str, mentions: Sequence[Mention], left: int, right: int) -> Mention | None:
    """Give the ministry, government or body that is said to run an award: 행정안전부가 주관한, 전남도 주최.

    Parameters
    ----------
    text, mentions
        The text and its entities.
    left, right
        Where to look.

    Returns
    -------
    Mention or None
        The nearest one before `right`; of 주최 and 주관 the one that stands first.
    """
    found = [
        m
        for m in mentions
        if m.label in _BODIES and left <= m.start < right and _ORGANISES.match(text, m.end)
    ]
    if found:
        return found[0]
    word = _WORD_ORGANISES.search(text, left, right)
    return Mention(word.start(1), word.end(1), "ORG") if word else None


def is_organiser(text: str, mention: Mention) -> bool:
    """Tell whether a mention runs the award, so that it is not the one honoured."""
    return _ORGANISES.match(text, mention.end) is not None


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
    return award_year(text, award, published) if award and inner else None


def _last_year(near: str, published: str | None) -> int | None:
    found: tuple[int, int] | None = None
    near = _ASIDE.sub(lambda m: " " * len(m[0]), near)
    for m in _YEAR_ANY.finditer(near):
        if not _SINCE.match(near, m.end()):
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
    found = [m for m in _OPENING_YEAR.finditer(stretch) if _sane(int(m[1]), published)]
    if not found or _OTHER_TIME.search(stretch, found[-1].end()):
        return None
    return int(found[-1][1])


def streak(text: str, first: Mention, last: Mention, year: int) -> list[int]:
    """Give the earlier years of a streak that tells when it began: 2018년부터 3년 연속 최우수기관.

    A bare 3년 연속 names no year and is one honour, the present one.

    Examples
    --------
    >>> prize = Mention(15, 19, "PRIZE")
    >>> streak("2024년부터 2년 연속 최우수상을 받았다.", prize, prize, 2025)
    [2024]
    """
    found = _STREAK.search(text, max(0, first.start - 40), first.start) or _STREAK_AFTER.match(text, last.end)
    if found is None:
        return []
    count = _COUNTS.get(found["n"]) or (int(found["n"]) if found["n"].isdigit() else 0)
    if not found["since"] or not 1 < count <= MANY_YEARS:
        return []
    return [year - back for back in range(1, count)]


def award_year(text: str, award: Mention, published: str | None) -> int | None:
    """Give the year that stands before an award's name or in it.

    Examples
    --------
    >>> award_year("‘2024년 일자리대상’", Mention(7, 12, "AWARD"), None)
    2024
    """
    before = text[max(0, award.start - 26) : award.start]
    found = list(_YEAR_ANY.finditer(before))
    if found:
        lead = before[found[-1].end() :]
        if _YEAR_LEADS.fullmatch(lead) and not _OTHER_HONOUR.search(lead):
            return int(found[-1][1] or f"20{found[-1][2]}")
    relative = list(_RELATIVE.finditer(before))
    if relative and published and not re.search(r"[.\n]", before[relative[-1].end() :]):
        return int(published[:4]) - (1 if relative[-1][1] else 2 if relative[-1][3] else 0)
    inside = _YEAR_ANY.search(text, award.start, award.end)
    return int(inside[1] or f"20{inside[2]}") if inside else None


def category_of(text: str, award: Mention | None, prize: Mention, floor: int | None = None) -> str | None:
    """Give the 부문 of a prize, without the word itself, or the part of a rating that a grade is for.

    Parameters
    ----------
    text
        The text.
    award
        Its award.
    prize
        The prize.
    floor
        Where the words that belong to the prize begin; by default the sentence's begin.

    Examples
    --------
    >>> text = "‘지방자치콘텐츠대상’에서 문화관광 부문 대상을 받았다."
    >>> category_of(text, Mention(1, 10, "AWARD"), Mention(22, 24, "PRIZE"))
    '문화관광'
    >>> category_of("내부청렴도는 3등급이다.", None, Mention(7, 10, "PRIZE"))
    '내부청렴도'
    """
    left = sentence_bounds(text, prize.start, prize.end)[0] if floor is None else floor
    if award and award.end <= prize.start:
        left = max(left, award.end)
    part = _PART.search(text, max(left, prize.start - 20), prize.start)
    if part and text.endswith(("급", "위"), prize.start, prize.end):
        return part[1]
    found = list(_CATEGORY.finditer(text, left, prize.start))
    if found:
        start = name_start(text, found[-1].start(), left, ())
        name = text[start : found[-1].start()].strip(" ‘“'\"’”(·,")
        return name if name and not _SEVERAL.match(name) else None
    line = text.rfind("\n", 0, prize.start) + 1
    lone = _LINE_HEAD.match(text, line, prize.start) or _LINE_NOUN.fullmatch(text, line, prize.start)
    return lone[1].strip() if lone else None


def is_part(category: str | None) -> bool:
    """Tell whether a category is a part of a rating, whose grade is not the grade of the whole."""
    return category is not None and _PART.fullmatch(category) is not None
