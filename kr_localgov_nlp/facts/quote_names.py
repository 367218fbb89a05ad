"""Titles of speakers, and names that are not written as name, blank, title.

``피오 란타(Pio Ranta) 사무총장``: a name in Hangul letters with its own letters in brackets; ``배하람교수``,
``김하나씨``: name and title in one word; ``한 결 통계청장``: a name of two syllables with a blank between.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kr_localgov_nlp.entities.names import NAME, NOT_NAMES, SURNAMES, is_name

# Titles that follow or precede a name.
TITLE = re.compile(
    r"(?:장|군수|지사|대표|의원|위원|교수|씨|님|감독|이사|박사|작가|선수|대행|팀원|목사|신부|스님|사제|총리|대통령|법무사|변호사|세무사|"
    r"간사|간호사|약사|의사|해설사|복지사|영양사|지도사|할머니|할아버지|총무|국악인|배우|가수|강사|교사|회원|연구원|단원|대원|주무관|관|서기|사무관|연구사|지도사|부회장|수석|매니저|팀장|실무관|주임|계장|명인|기자|보좌역|상무|전무|대사|영사|특사|[하중상원]사|준위|[소중대]위|[소중대]령|[준소중]장|[일상]병|병장|이병|경[위감사장정]|총경|전문가|옹|양|군|학생|어르신|이장|선생|기사)$"
)
FULL_TITLE = re.compile(
    r"(?:구청장|시장|군수|도지사|지사|장관|총리|대통령|의장|위원장|회장|이사장|읍장|면장|동장|소장|원장|관장|국장|과장|부시장|부군수|부구청장|센터장|대표|교육감|총장|학장|교장|서장|사장|지부장|대장|팀장|실장|부장|차장|이장|통장|단장|본부장|청장|처장|차관|조합장|지사장)$"
)
# 배하람교수, 김하나대표: a title written to a name that is known
GLUED_TITLE = re.compile(
    r"(?:교수|대표|씨|여사|박사|작가|의원|위원장|장관|차관|시장|군수|구청장|지사|청장|처장|원장|총장|교육감)"
)
# Mr. and the initial S. are no word of the Hangul name.
_LATIN = re.compile(
    r"\s?\((?:[A-Z][a-z]{0,2}\.\s?)?(?P<latin>[A-Z][A-Za-zÀ-ÖØ-öø-ÿ.'’\- ]{3,60})\)(?P<title>\s[^\n“”\"]{2,50})?"
)
# 안드렐 쿠민 주한 가람나라 대사
_ENVOY = re.compile(
    r"(?P<name>[가-힣]{2,8}(?: [가-힣]{1,8}){0,2}) (?P<title>주한\s?[가-힣A-Z·]{1,12}\s?(?:[가-힣]{1,6}\s)?대사(?:\s?대리)?)$"
)
_BEFORE = re.compile(r"(?:[,을를에서로과와의도는은]|이어|또한|이에|한편|특히|아울러)$")
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ'’\-]{2,}(?!\.)")
_HANGUL = re.compile(r"(?:[가-힣]{1,10}[ ·\-]){0,3}[가-힣]{2,10}$")
_ENDS = re.compile(r"(?:[을를에서로과와의도]|에게|에는|에서는|동행한|방문한|참석한|찾은|맡은|열린|주한)$")
_FUSED = re.compile(rf"(?P<name>{NAME})(?P<title>교수|씨|여사|박사|작가)")
_MONK = re.compile(r"(?P<name>[가-힣]{2})(?P<title>스님)")
# 한 결 통계청장: what is never the second syllable of a name
_NO_SYLLABLE = frozenset("시군구도읍면동리당국과팀반학교회사단씨명분")


class Named(NamedTuple):
    """Offsets of a name, the name, its title."""

    start: int
    end: int
    name: str
    title: str


def foreign(text: str, low: int, high: int) -> Named | None:
    """Find a foreigner whose title, or the bracket behind the name, ends at an offset.

    Examples
    --------
    >>> text = "연수를 이끈 세계금고 피오 란타(Pio Ranta) 사무총장"
    >>> foreign(text, 0, len(text))
    Named(start=12, end=17, name='피오 란타', title='사무총장')
    """
    if text.find("(", low, high) < 0:
        return None
    last = None
    for m in _LATIN.finditer(text, low, high):
        if not _WORD.search(m["latin"]) or m["latin"].isupper():
            continue
        last = m
    if last is None or last.end() != high:
        return None
    title = (last["title"] or "").strip()
    if any(_ENDS.search(part) or part.endswith(("은", "는", ",")) for part in title.split()[:-1]):
        return None
    hangul = _HANGUL.search(text, max(low, last.start() - 44), last.start())
    if hangul is None:
        return None
    parts: list[str] = []
    for part in reversed(hangul[0].split(" ")[-len(_WORD.findall(last["latin"])) :]):
        if parts and (_ENDS.search(part) or part.endswith(("은", "는", "한", "인"))):
            break
        parts.insert(0, part)
    name = " ".join(parts)
    return Named(last.start() - len(name), last.start(), name, title)


def envoy(text: str, low: int, high: int) -> Named | None:
    """Find an ambassador in Korea whose title ends at an offset.

    Examples
    --------
    >>> text = "이에 안드렐 쿠민 주한 가람나라 대사"
    >>> envoy(text, 0, len(text))
    Named(start=3, end=9, name='안드렐 쿠민', title='주한 가람나라 대사')
    """
    if text[high - 2 : high] not in ("대사", "대리"):
        return None
    m = _ENVOY.search(text, max(low, high - 70), high)
    if m is None:
        return None
    parts: list[str] = []
    for part in reversed(m["name"].split(" ")):
        if _BEFORE.search(part) and (parts or len(part) < 3):
            break
        parts.insert(0, part)
    name = " ".join(parts)
    return Named(m.end("name") - len(name), m.end("name"), name, m["title"]) if len(name) > 1 else None


def fused(word: str, start: int) -> Named | None:
    """Read a word that is a name with its title.

    Examples
    --------
    >>> fused("배하람교수", 0)
    Named(start=0, end=3, name='배하람', title='교수')
    >>> fused("이사회씨", 0) is None, fused("정교수", 0) is None
    (True, True)
    """
    if monk := _MONK.fullmatch(word):
        return Named(start, start + 2, monk["name"], monk["title"])
    m = _FUSED.fullmatch(word)
    if (
        m is None
        or len(m["name"]) != 3
        or not is_name(m["name"])
        or m["name"].endswith(("회", "대", "과", "부"))
    ):
        return None
    return Named(start, start + 3, m["name"], m["title"])


def spaced(before: str, syllable: str) -> bool:
    """Tell whether two words of one syllable before a full title are a name: ``한 결`` 통계청장.

    Examples
    --------
    >>> spaced("서", "온"), spaced("이", "시")
    (True, False)
    """
    return (
        len(before) == len(syllable) == 1
        and before in SURNAMES
        and "가" <= syllable <= "힣"
        and syllable not in _NO_SYLLABLE
        and before + syllable not in NOT_NAMES
    )
