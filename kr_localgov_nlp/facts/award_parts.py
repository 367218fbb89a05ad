"""What an award record reads from the words around a prize: giver, year, category, recipient."""

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
_YEAR_BEFORE = re.compile(
    r"((?:19|20)\d\d)\s?(?:년도?|학년도)?\s?(?:[가-힣]{1,6}\s)?(?:제\s?\d+회\s?)?[‘“'\"「『]?\s?$|((?:19|"
    r"20)\d\d)\s?(?:년도?)?\s[가-힣]{1,6}(?:반기|분기)\s$"
)
_YEAR_ANY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:년|\s|$)")
# Between a year and the award it belongs to: organisers, an edition, a quote mark; no other clause.
_YEAR_LEADS = re.compile(
    r"도?\s?(?:[가-힣·]{2,12}\s){0,3}(?:민선\s?\d기\s|제\s?\d+회\s)?[‘“'\"「『]?\s?(?:[가-힣·]{2,12}\s)?"
)
_OTHER_HONOUR = re.compile(r"이어|연속|에서|까지|부터")
_YEAR_AFTER = re.compile(r"[’”'\"]?\s?[(（]((?:19|20)\d\d)(?:년도?)?[)）]")
_RELATIVE = re.compile(r"(지난해|작년|전년도?|지난 해)|(올해|올 한 해|금년)")
_CATEGORY = re.compile(
    r"(?:부문|분야)(?=[^가-힣]|에서|의|에|[을를은는이]|[가-힣]*\s?(?:대상|최우수|우수|장려|특별)|$)"
)
_SUBJECT = re.compile(
    r"[’”'\"」]?(?:\s?[(（][^()（）\n]{1,60}[)）])?\s?(?:(?:[가-힣]{1,10}\s?){0,2}(?:씨|님|선생|교사|교수|"
    r"대표|위원|주무관|선수|작가|시인|학생|농가|지도자|회장|의원|감독|단장|군수|시장|구청장|지사|팀|센터|"
    r"사업|보건소|과장|팀장|연구사|지도사))?"
    r"([이가]|께서|은|는|에서는|도)(?=[\s‘“,])"
)
_AFTER_PRIZE = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:은|는|에는|에|의 영예는|의 주인공은|\s수상자(?:는|로는|"
    r"로))\s"
)
_LEAD = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,40}[)）])?\s?[,，·…]")
_SEVERAL = re.compile(r"(?:\d+|[두세네]|다섯|여섯|여러|전|각)\s?(?:개|$)")
_RELATIVE_CLAUSE = re.compile(
    r"[이가][^,이가]{0,12}(?:주관|주최|실시|개최|시행|발표|선정|수여|후원|공동)(?:한|하는|하고|해)\s"
)
_EARLIER = re.compile(r"(?:수상했|받았|차지했|선정됐)[^.]{0,3}[다고며]")
_PERSONAL = ("PERSON", "HEAD")
_BODIES = ("MINISTRY", "DISTRICT", "ORG")
_RECIPIENTS = ("PERSON", "HEAD", "DISTRICT", "ORG", "PLACE")


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


def year_of(text: str, award: Mention | None, prize: Mention | None, published: str | None) -> int | None:
    """Give the year of an honour, from the words at the prize, at the award, or in their sentence.

    Parameters
    ----------
    text
        The text.
    award, prize
        The mentions; at least one.
    published
        ISO date of the text, for 올해 and 지난해.

    Returns
    -------
    int or None

    Examples
    --------
    >>> text = "2025년 혁신평가에서 우수상, 지난해 장려상을 받았다."
    >>> award, last = Mention(6, 10, "AWARD"), Mention(22, 25, "PRIZE")
    >>> year_of(text, award, None, "2025-12-01"), year_of(text, award, last, "2025-12-01")
    (2025, 2024)
    """
    if prize:
        after = _YEAR_AFTER.match(text, prize.end)
        if after:
            return int(after[1])
        floor = award.end if award and award.end <= prize.start else max(0, prize.start - 40)
        near = text[floor : prize.start]
        years = list(_YEAR_ANY.finditer(near))
        relative = list(_RELATIVE.finditer(near))
        if years and (not relative or years[-1].start() > relative[-1].start()):
            return int(years[-1][1])
        if relative and published:
            return int(published[:4]) - (1 if relative[-1][1] else 0)
    if award:
        before = text[max(0, award.start - 26) : award.start]
        found = list(_YEAR_ANY.finditer(before))
        if found:
            lead = before[found[-1].end() :]
            if _YEAR_LEADS.fullmatch(lead) and not _OTHER_HONOUR.search(lead):
                return int(found[-1][1])
        relative = list(_RELATIVE.finditer(before))
        if relative and published and not re.search(r"[.\n]", before[relative[-1].end() :]):
            return int(published[:4]) - (1 if relative[-1][1] else 0)
        inside = _YEAR_ANY.search(text, award.start, award.end)
        if inside:
            return int(inside[1])
    return None


def category_of(text: str, award: Mention | None, prize: Mention) -> str | None:
    """Give the 부문 of a prize, without the word itself.

    Examples
    --------
    >>> text = "‘지방자치콘텐츠대상’에서 문화관광 부문 대상을 받았다."
    >>> category_of(text, Mention(1, 10, "AWARD"), Mention(22, 24, "PRIZE"))
    '문화관광'
    """
    left, _ = sentence_bounds(text, prize.start, prize.end)
    if award and award.end <= prize.start:
        left = award.end
    found = list(_CATEGORY.finditer(text, left, prize.start))
    if not found:
        return None
    start = name_start(text, found[-1].start(), left, ())
    name = text[start : found[-1].start()].strip(" ‘“'\"’”(")
    return name if name and not _SEVERAL.match(name) else None


def recipient_of(
    text: str, mentions: Sequence[Mention], award: Mention | None, prize: Mention
) -> Mention | None:
    """Give the entity that received a prize, where the sentence names one.

    Parameters
    ----------
    text, mentions
        The text and its entities in order.
    award, prize
        The honour.

    Returns
    -------
    Mention or None

    Examples
    --------
    >>> text = "대상은 김하나 씨가, 우수상은 이두리 씨가 받았다."
    >>> people = [Mention(4, 7, "PERSON"), Mention(17, 20, "PERSON")]
    >>> got = recipient_of(text, people, None, Mention(12, 15, "PRIZE"))
    >>> text[got.start:got.end]
    '이두리'
    """
    left, right = sentence_bounds(text, prize.start, prize.end)
    possible = [m for m in mentions if m.label in _RECIPIENTS and left <= m.start and m.end <= right]
    if award:
        possible = [m for m in possible if m.end <= award.start or m.start >= award.end]
    if prize.start and text[prize.start - 1] in "(（":
        holder = [m for m in possible if 0 <= prize.start - 1 - m.end <= 8]
        if holder:
            return holder[-1]
    if _AFTER_PRIZE.match(text, prize.end):
        following = [m for m in possible if m.start >= prize.end]
        if following and not _prize_between(mentions, prize.end, following[0].start):
            return following[0]
    before = [m for m in possible if m.end <= prize.start and not is_organiser(text, m)]
    subjects = [(m, s[1]) for m in before if (s := _SUBJECT.match(text, m.end))]
    for wanted in (("이", "가", "께서"), ("은", "는", "에서는", "도")):
        chosen = [m for m, mark in subjects if mark in wanted and not _other_clause(text, m, mark, prize)]
        persons = [m for m in chosen if m.label in _PERSONAL]
        if chosen:
            return (persons or chosen)[-1]
    lead = [m for m in before if m.start - left < 4 and _LEAD.match(text, m.end)]
    return lead[-1] if lead else None


def _prize_between(mentions: Sequence[Mention], left: int, right: int) -> bool:
    return any(m.label == "PRIZE" and left <= m.start < right for m in mentions)


def _other_clause(text: str, subject: Mention, mark: str, prize: Mention) -> bool:
    """Tell whether a subject is one of a relative clause (전남도가 발표한 …) or of an earlier honour."""
    if mark in "이가" and _RELATIVE_CLAUSE.match(text, subject.end, prize.start):
        return True
    return _EARLIER.search(text, subject.end, prize.start) is not None
