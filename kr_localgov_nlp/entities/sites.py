"""Whether a body is only where something happens, and whether a facility acts: 가람대학교에서 열린 포럼, 가람미술관(관장 …)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kr_localgov_nlp.entities.candidates import Candidate

# Bodies that have a house of their own; parliaments, societies and papers hardly ever name one.
_HOUSE = re.compile(
    r"(?:대학|[가-힣]대|초|중|고|학교|원|센터|연구소|병원|청|재단|공단|공사|본부|지점|캠퍼스|관|상공회의소|연합회|중앙회|세관|세무서"
    r"|보건소|보건지소|사무소|클러스터|허브|[A-Z]{3,}|거래소|지사|은행|스페이스)$"
)
_HOUSE_LETTERS = 6
_BRACKET = r"(?:\([^()\n]{1,40}\))?"
# A day, an hour, a city or the one who comes there, before it.
_WHEN = re.compile(
    r"(?:\d\s?[일시분간]|일\([월화수목금토일]\)|\)|오전|오후|[후전]에는|,|[은는이가를에]|최근|주간|현재까지|서울|대전|부산) ?$"
)
_WHEN_LETTERS = 8
_HELD = re.compile(
    _BRACKET + r"에?서[^\S\n]?(?:[^.\n]{0,8}[^\S\n])?"
    r"(?:열린|열리는|열릴|열렸|열려|개최|진행된|진행됐|진행되|막을|개막|펼쳐|치러|선보|만나)"
)
# Told up to the sentence's end; and what a body does itself.
_THERE = re.compile(
    _BRACKET
    + r"에?서[^\S\n][^\n]{0,110}?(?:개최|열렸|열었|열고|연다|진행|가졌|갖고|실시|운영|기념촬영|발족|시상식|포럼|간담회)"
)
_DOES = re.compile(
    _BRACKET
    + r"에?서[^\S\n]?(?:\S{1,12}[^\S\n]){0,2}?(?:주관|주최|제공|발표|추진|마련|발간|발행|수여|판매|채택|인정|의결|지정|제출|근무|운용"
    r"|기탁|기부|전달|공동으로|검토|조치|제시|개발|부여|박사|석사|활용|안내)"
)
_LIES = re.compile(
    r"\([^()\n]{1,30}소재\)|\((?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)[^()\n]{0,16}\)에서"
    r"|[^\S\n](?:인근|일원|앞마당|부지|정문|개원|개소|개관|준공|조감도|입주)(?![가-힣]{3})|에[^\S\n](?:위치|입주|방문|이송)|으로[^\S\n]이송"
)
# Who leads it stands behind it, or it is the one that holds something, or that answers.
_ACTS = re.compile(
    r"\((?:원장|관장|소장|센터장|교장|총장|본부장)[^\S\n][가-힣]{2,4}\)|[^\S\n](?:관장|원장|센터장|소장)(?:[은는이과와](?![가-힣])|[^\S\n])"
    r"|[^\S\n](?:[가-힣]{2,4}[^\S\n](?:관장|원장|센터장|소장|교장|총장|연구위원|스님|주지)|(?:주지|회주)[^\S\n])"
    r"|[이가]?[^\S\n](?:공동[^\S\n])?(?:주관|주최)"
)
_BEHIND = ("(", " ", "이", "가", "\xa0")
_ASKED = ("문의는 ", "문의 : ", "문의: ")


def is_site(text: str, one: Candidate) -> bool:
    """Tell whether a body is only where something is held.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.candidates import Candidate
    >>> text = "포럼은 12일 가람대학교에서 열렸다. 이 책은 가람대학교에서 발간했다."
    >>> [is_site(text, Candidate(at, at + 5, "ORG", "a", 0.8)) for at in (8, 26)]
    [True, False]
    """
    end = one.end
    if text[end : end + 1] not in ("에", "서", "으", "(", " ") or not _HOUSE.search(
        text, max(one.start, end - _HOUSE_LETTERS), end
    ):
        return False
    if _HELD.match(text, end) or _LIES.match(text, end):
        return True
    return (
        _WHEN.search(text, max(0, one.start - _WHEN_LETTERS), one.start) is not None
        and _THERE.match(text, end) is not None
        and _DOES.match(text, end) is None
    )


def acts(text: str, one: Candidate) -> bool:
    """Tell whether a facility is told as one who acts.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.candidates import Candidate
    >>> text = "가람미술관(관장 김하나)은 전시를 연다."
    >>> acts(text, Candidate(0, 5, "PLACE", "a", 0.8))
    True
    """
    if text[one.end : one.end + 1] not in _BEHIND:
        return False
    if text.startswith("(☎", one.end) and text.endswith(_ASKED, 0, one.start):
        return True
    return _ACTS.match(text, one.end) is not None
