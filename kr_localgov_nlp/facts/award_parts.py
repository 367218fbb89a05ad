"""What an award record reads from the words around a prize: giver, year, category."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.entities.award_start import name_start
from kr_localgov_nlp.entities.award_text import sentence_bounds

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
            r"회장(?<!협회장)(?<!합회장)(?<!학회장)(?<!의회장)(?<!사회장)(?<!흥회장))$"
        ),
        "",
    ),
    (re.compile(r"(?<=[도시군구])\s?(?:도지사|지사)$"), ""),
    (re.compile(r"(?<=[부처청원회터관소서합단실시구점행])장$"), ""),
    (re.compile(r"지사$"), ""),
    (re.compile(r"(?<=군)수$"), ""),
)
_ORGANISES = re.compile(
    r"(?:[’”'\"」)]|[(（][A-Za-z]{2,12}[)）])?(?:\s등)?(?:에서|[이가의과와])?\s?(?:공동\s?)?(?:주관|주최|실시(?=한|하|$| )|개최(?=한|하는)|"
    r"시행(?=한|하는)|선정(?=한|하는)|발표(?=한)|추진(?=한|하는)|수여(?=한|하는))"
)
_WORD_ORGANISES = re.compile(
    r"(?<![가-힣])([가-힣A-Za-z·]{3,20})[이가]\s(?:공동\s?)?(?:주관|주최|실시|개최|시행)(?:한|하는|하고|해)"
)
# The parts that ratings are made of, before a grade of their own.
_PART = re.compile(
    r"(?<![가-힣])((?!종합)[가-힣]{1,4}(?:청렴도|체감도|노력도)|[가-힣]{0,4}안전(?:지수)?|범죄|화재|교통사고|자살|감염병|"
    r"경영[가-힣]{2}|[가-힣]{2,6}(?:역량|만족도|경쟁력))(?:\s?분야)?(?:[은는이가도]|에서(?:는)?)?[\s‘“'\"]*$"
)
# ● 가 그룹 : 대상 …
_LINE_HEAD = re.compile(
    r"[^\w\n]{1,4}((?:[가-힣]{1,8}\s?){1,3}(?:그룹|권|유형|단위)|[가-힣]·[가-힣]+)\s?[:：]\s"
)
_CATEGORY = re.compile(
    r"(?:부문|분야)(?=[^가-힣]|에서|의|에|[을를은는이]|[가-힣]*\s?(?:대상|최우수|우수|장려|특별)|$)"
)
# ○ 시가지경관 최우수상 : …
_LINE_NOUN = re.compile(
    r"[^\w\n]{1,4}(?!올해|이번|지난해|금년|작년|이날|최종|종합|전체|당일|각각|또한|특히|한편|아울러|영예의|이어|먼저|이\s?외|그\s?외|이\s?밖|그리고|총\s)((?:[가-힣]{1,7}[^은는이가을를도\W]\s){1,2})[‘“'\"]?"
)
_SEVERAL = re.compile(r"(?:올해|이번|영예의|평가|기술)$|(?:\d+|[두세네]|다섯|여섯|여러|전|각)\s?(?:개|$)")
_ONE_WORD = re.compile(r"(?<![가-힣])(사진|행사|사업|방식|국내|대외|개인|단체)\s?$")
# 초등부 최우수상, 학생부에서 금상
_DIVISION = re.compile(
    r"(?<![가-힣])((?:[초중고]등|초·중등|중·고등|대학|대학원|일반|학생|청소년|단체|개인|유치|성인|어린이|청년|[남여]자)부)(?:에서(?:는)?|는|은)?\s[‘“'\"]?$"
)
# 우수상(세출 분야)
_FIELD_BEHIND = re.compile(r"[’”'\"]?\s?[(（]([가-힣A-Za-z·\s]{2,20}?)\s?(?:분야|부문)[)）]")
#: How far before its winner a list may tell the field.
_MEMBER = 160
# 체험 부문에는 …; but not 내과 분야 의료기술을 전한
_LEADS_IN = re.compile(r"[)）’”'\]]|[은는에의]|\s?[:：=▲△-]")
_CLOSE_BY = 16
_SAME_FIELD = re.compile(r"(?<![가-힣])(?:같은|이|동일)\s(?:부문|분야)")
_IN_ROW = re.compile(r"(?:[,，·)）][^.\n]{0,4}|[,，][^.\n]{0,40}[(（])$")
_BODIES = ("MINISTRY", "DISTRICT", "ORG")


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


def is_province_of(code: str | None, home: str) -> bool:
    """Tell whether a government is the province of another: in 전남 최초 우수상, 전남도의 ‘…평가’ it receives nothing.

    Examples
    --------
    >>> is_province_of("4600000000", "4617000000"), is_province_of("4617000000", "4617000000")
    (True, False)
    """
    return bool(code) and code != home and str(code).endswith("0" * 8) and home.startswith(str(code)[:2])


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
    behind = _FIELD_BEHIND.match(text, prize.end)
    if behind:
        return behind[1].strip()
    left = sentence_bounds(text, prize.start, prize.end)[0] if floor is None else floor
    if award and award.end <= prize.start:
        left = max(left, award.end)
    part = _PART.search(text, max(left, prize.start - 20), prize.start)
    if part and text.endswith(("급", "위"), prize.start, prize.end):
        return part[1]
    found = list(_CATEGORY.finditer(text, left, prize.start))
    if found:
        return _field(text, found[-1].start(), left)
    part = _DIVISION.search(text, max(left, prize.start - 16), prize.start)
    if part:
        return part[1]
    line = text.rfind("\n", 0, prize.start) + 1
    lone = _LINE_HEAD.match(text, line, prize.start) or _LINE_NOUN.fullmatch(text, line, prize.start)
    return lone[1].strip() if lone else None


def category_in_list(text: str, low: int, winner: Mention) -> str | None:
    """Give the 부문 that a list tells for one of its winners: ▲ 체험 부문에는 … 가람마을.

    Parameters
    ----------
    text
        The text.
    low
        Where the list's member begins, or the list.
    winner
        The winner.
    """
    found = [
        m
        for m in _CATEGORY.finditer(text, max(low, winner.start - _MEMBER), winner.start)
        if _LEADS_IN.match(text, m.end()) or winner.start - m.end() < _CLOSE_BY
    ]
    if not found or "\n" in text[found[-1].end() : winner.start]:
        return None
    return _field(text, found[-1].start(), low)


def _field(text: str, at: int, left: int) -> str | None:
    """Give the name before the word 부문 or 분야; None for 3개 부문, 올해 부문."""
    start = name_start(text, at, left, ())
    name = text[start:at].strip(" ‘“'\"’”(·,")
    if not name and (word := _ONE_WORD.search(text, max(left, at - 12), at)):
        name = word[1]  # 사진 부문: a word that stands outside other names
    return name if name and not _SEVERAL.match(name) else None


def is_part(category: str | None) -> bool:
    """Tell whether a category is a part of a rating, whose grade is not the grade of the whole."""
    return category is not None and _PART.fullmatch(category) is not None


def category_kept(text: str, before: str | None, in_row: str | None, at: tuple[int, int, int]) -> str | None:
    """Give the category of the prize before where it holds on: 같은 부문; 물길 부문 대상은 나주시, 우수상은 강진군."""
    floor, past_end, start = at
    if _SAME_FIELD.search(text, floor, start):
        return before
    return in_row if _IN_ROW.search(text, past_end, start) else None
