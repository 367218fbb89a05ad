"""What an award record reads from the words around a prize: giver, year, category."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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
    (re.compile(r"(?:(?<=위원회)|(?<=위))\s위원장$"), ""),
    (re.compile(r"\s?위원장$"), "위원회"),
    (re.compile(r"\s(?:원장|관장|소장|단장|본부장|센터장|처장|청장)$"), ""),
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
    r"(?:[’”'\"」)]|[(（][^()（）\n]{2,40}[)）])?(?:\s등)?(?:에서|[이가의과와])?\s?(?:공동\s?)?(?:주관|주최|실시(?=한|하|$| )|개최(?=한|하는)|"
    r"시행(?=한|하는)|선정(?=한|하는)|발표(?=한)|추진(?=한|하는)|수여(?=한|하는))"
)
_WORD_ORGANISES = re.compile(
    r"(?<![가-힣])([가-힣A-Za-z·]{3,20})[이가]\s(?:공동\s?)?(?:주관|주최|실시|개최|시행)(?:한|하는|하고|해)"
)
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
    >>> giver_of("가람결제원 원장상")
    '가람결제원'
    >>> giver_of("나루위원회 위원장상"), giver_of("개인정보위 위원장상")
    ('나루위원회', '개인정보위')
    >>> giver_of("대통령상"), giver_of("우수상"), giver_of("장관상")
    (None, None, None)
    """
    if not GIVER_PRIZE.search(prize) or prize.startswith(("우수", "최우수", "모범", "최고")):
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
