"""Titles of speakers, and names that are not written as name, blank, title.

``피오 란타(Pio Ranta) 사무총장``: a name in Hangul letters with its own letters in brackets; ``배하람교수``,
``김하나씨``: name and title in one word; ``서 온 통계청장``: a name of two syllables with a blank between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.entities.names import NAME, NOT_NAMES, SURNAMES, is_name

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.quote_people import People

# Titles that follow or precede a name.
TITLE = re.compile(
    r"(?:장|군수|지사|대표|의원|위원|교수|씨|님|감독|이사|박사|작가|선수|대행|팀원|목사|신부|사제|총재|총리|대통령|법무사|변호사|세무사|"
    r"간사|간호사|약사|의사|해설사|복지사|영양사|지도사|연구사|할머니|할아버지|총무|국악인|배우|가수|강사|교사|회원|연구원|단원|대원|관|서기|"
    r"수석|대변인|차관보|매니저|주임|명인|기자|보좌역|상무|전무|대사|영사|특사|전문가|옹|양|군|학생|어르신|선생|기사|준위|[일상]병|장병|이병|경[위감사정]|총경|"
    # ranks stand alone or behind the force; 무역상사, 분과소위 are none
    r"(?:(?<![가-힣])|(?<=[육해공]군)|(?<=예비역))(?:[하중상원]사|[소중대][위령]))$"
)
FULL_TITLE = re.compile(
    r"(?:시장|군수|지사|장관|총리|총재|대통령|대변인|차관보|의장|위원장|회장|읍장|면장|동장|소장|원장|관장|국장|과장|센터장|대표|교육감|총장|학장|교장|"
    r"서장|사장|대장|팀장|실장|부장|차장|이장|통장|단장|청장|처장|차관|조합장)$"
)
# 배하람교수, 김하나대표: a title written to a name that is known
GLUED_TITLE = re.compile(
    r"(?:교수|대표|씨|여사|박사|작가|의원|위원장|장관|차관|시장|군수|구청장|지사|청장|처장|원장|총장|교육감|스님|학생|선수|감독|기자|팀장)"
)
# Mr. and the initial S. are no word of the Hangul name.
_LATIN = re.compile(
    r"\s?\((?:[A-Z][a-z]{0,2}\.\s?)?(?P<latin>[A-Z][A-Za-zÀ-ÖØ-öø-ÿ.'’\- ]{3,60})\)(?P<title>\s[^\n“”\"]{1,50})?"
)
# 안드렐 쿠민 주한 가람나라 대사
_ENVOY = re.compile(
    r"(?P<name>[가-힣]{2,8}(?: [가-힣]{1,8}){0,2}) (?P<title>주한\s?[가-힣A-Z·]{1,12}\s?(?:[가-힣]{1,6}\s)?대사(?:\s?대리)?)$"
)
_BEFORE = re.compile(r"(?:[,을를에서로과와의도는은]|이어|또한|이에|한편|특히|아울러)$")
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ'’\-]{2,}(?!\.)")
_HANGUL = re.compile(r"(?:[가-힣]{1,10}[ ·\-]){0,3}[가-힣]{1,10}$")
# 한국관광공사(…), 스마트팜(…), 인공지능(…): bodies and terms; Park and Green are names, 플레처 too
_NO_FOREIGNER = re.compile(
    r"(?:은행|기구|공사|공단|연구원|개발원|진흥원|관리원|[가-힣]{3,}(?:처|청|팜)|협회|학회|재단|센터|지능|연합|위원회|학교|정부|회의|조약|협약|협정|기금|그룹|"
    r"기업|산업|사업|기술|관광|농업|농장|도시|축제|대회|포럼|박람회|전시회|엑스포|프로그램|프로젝트|시스템|플랫폼|네트워크|서비스|스쿨|"
    r"유네스코|유니세프|테크|바이오|투어|페스티벌|데이터|캠퍼스|파크|클럽|뱅크|오케스트라|합창단)$"
)
_TERMS = re.compile(
    r"\b(?:Academy|Agency|Alliance|Artificial|Association|Authority|Bank|Big|Board|Bureau|Cent(?:er|re)|City|Climate|Club|College|"
    r"Commission|Committee|Company|Conference|Convention|Cooperation|Corp|Corporation|Council|Data|Department|Design|Development|"
    r"Digital|Education|Energy|Environment|Exchange|Expo|Fair|Farm|Federation|Festival|Forum|Foundation|Fund|Future|Global|"
    r"Government|Group|Health|Hospital|Industry|Innovation|Institute|Intelligence|International|Internet|Korea|Lab|"
    r"Library|Machine|Management|Market|Ministry|Museum|National|Nations|Network|Office|Orchestra|Organi[sz]ation|Platform|"
    r"Program|Project|Republic|Research|School|Science|Service|Smart|Society|Software|Space|Summit|System|Tech|Technology|The|"
    r"Tour|Tourism|Town|Trade|Unesco|Unicef|Union|United|University|Village|Welfare|World)s?\b"
)
# Which Hangul initials a letter is written with; none in common: 은행(Bank) is a translation.
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_LETTERS = {
    "A": "ㅇ", "B": "ㅂㅃ", "C": "ㅋㅊㅅㅆㅉㄱㅈ", "D": "ㄷㄸㅈ", "E": "ㅇ", "F": "ㅍㅎ", "G": "ㄱㅈㄲ", "H": "ㅎㅇ",
    "I": "ㅇ", "J": "ㅈㅎㅇㅉ", "K": "ㅋㄱㄴㄲ", "L": "ㄹㄴㅇ", "M": "ㅁ", "N": "ㄴㅇ", "O": "ㅇ", "P": "ㅍㅂㅃㅅ", "Q": "ㅋㅊ",
    "R": "ㄹㄴㅇ", "S": "ㅅㅆㅈ", "T": "ㅌㄷㄸㅊㅉ", "U": "ㅇ", "V": "ㅂㅍㅇ", "W": "ㅇㅂ", "X": "ㅅㅈㅆㅋㅎ", "Y": "ㅇ", "Z": "ㅈㅊㅅㅉ",
}  # fmt: skip
_ENDS = re.compile(r"(?:[을를에서로과와의도]|에게|에는|에서는|동행한|방문한|참석한|찾은|맡은|열린|주한)$")
_FUSED = re.compile(rf"(?P<name>{NAME})(?P<title>교수|씨|여사|박사|작가|스님|학생|센터장)")
_MONK = re.compile(
    r"(?!주지|총무|동자|방장|조실|원로|회주|재무|기획|교무|사회|포교|호법|국장|부장|원장|행자|비구|선방|은사|도감|수좌|여러|모든|우리|다른|어느|젊은)"
    r"(?P<name>[가-힣]{2})(?P<title>스님)"
)
# 민원인씨, 경제학박사, 나눔터작가, 외국인학생: a noun of three syllables that begins as names do
_NO_FUSED = re.compile(
    r"(?:[회대과부터팀숲]|(?:민원|임차|임대|장애|한국|고소|신청|방송|문화|문학|음악|연극|연예|정치|지식|현지|여성|조선)인|"
    r"(?:유학|동창|신입|연수|전학|고등|유치|수련|수강|실습)생|(?:지원|신청|이용|피해|유권|구직|노동|채무|채권|기부|봉사|은퇴)자|"
    r"이재민|이주민|원주민|유가족|조합원|공무원|경비원|주인공|어르신|유튜버|이용객|방문객|여행객|전문가)$"
)
_NO_PUPIL = re.compile(r"(?:[한운은는의된친년반초중고내별인생]|여러분)$")
# 서 온 통계청장: what is never the second syllable of a name, and nouns that are no names
_NO_SYLLABLE = frozenset("전시군구도읍면동리당국과팀반학교회사단씨명분")
_NO_SPACED = frozenset(
    """
    하루 주말 고향 이때 이곳 주일 이틀 하늘 공원 성인 방학 지난 천하 이런 이것 강물 고민 공부 구간 구두 권리 기억 기회 나라 나무 나이 남자 노래 동네 두루
    마당 마음 문제 바다 박수 배움 백성 변함 사랑 서류 서로 석탄 선물 설움 소리 손길 송년 신호 심장 안방 양심 어제 여름 연말 오전 오후 우편 원인 유월 육아
    음력 인생 임금 장마 전기 정오 조금 지점 진심 차량 추억 태양 하천 현황 홍수 황토
    """.split()  # noqa: SIM905
)


class Named(NamedTuple):
    """Offsets of a name, the name, its title."""

    start: int
    end: int
    name: str
    title: str


def foreign(text: str, low: int, high: int, people: People | None = None) -> Named | None:
    """Find a foreigner whose title, or the bracket behind the name, ends at an offset.

    A known person before the bracket is taken; else the Hangul words must sound as the letters begin, and be
    neither a body nor a term; one word alone is only taken of a known person or with a title behind two words
    of letters.

    Examples
    --------
    >>> text = "연수를 이끈 세계금고 피오 란타(Pio Ranta) 사무총장"
    >>> foreign(text, 0, len(text))
    Named(start=12, end=17, name='피오 란타', title='사무총장')
    >>> text = "세계금고(World Bank) 총재"
    >>> foreign(text, 0, len(text)) is None
    True
    """
    if text.find("(", low, high) < 0:
        return None
    last = None
    for m in _LATIN.finditer(text, low, high):
        if _WORD.search(m["latin"]) and not m["latin"].isupper():
            last = m
    if last is None or last.end() != high:
        return None
    title = (last["title"] or "").strip()
    if any(_ENDS.search(part) or part.endswith(("은", "는", ",")) for part in title.split()[:-1]):
        return None
    if people and (known := people.ending(last.start())):
        return Named(known.start, known.end, text[known.start : known.end], title)
    hangul = _HANGUL.search(text, max(low, last.start() - 44), last.start())
    if hangul is None or _TERMS.search(last["latin"]) or (people and people.is_other(last.start())):
        return None
    parts = _aligned(hangul[0].split(" "), last["latin"].split())
    name = " ".join(parts)
    if not parts or len(name) < 2 or _NO_FOREIGNER.search(name):
        return None
    if len(parts) == 1 and "·" not in name and not (title and len(_WORD.findall(last["latin"])) > 1):
        return None
    return Named(last.start() - len(name), last.start(), name, title)


def _aligned(hangul: list[str], latin: list[str]) -> list[str]:
    """Take the Hangul words that a name in letters stands for, from the last; an initial may have no word."""
    parts: list[str] = []
    alike = False
    while latin and hangul:
        letters, part = latin.pop(), hangul[-1]
        same = any(
            _initial(piece) in _LETTERS.get(letters[0].upper(), "") for piece in re.split("[·-]", part)
        )
        if letters.endswith(".") and not same:
            continue
        body = not same and _NO_FOREIGNER.search(part)
        if parts and (body or _ENDS.search(part) or part.endswith(("은", "는", "한", "인"))):
            break
        parts.insert(0, hangul.pop())
        alike = alike or same
    return parts if alike else []


def _initial(word: str) -> str:
    return _INITIALS[(ord(word[0]) - 0xAC00) // 588] if word and "가" <= word[0] <= "힣" else "?"


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
    if m is None or len(m["name"]) != 3 or not is_name(m["name"]) or _NO_FUSED.search(m["name"]):
        return None
    if (m["title"] == "박사" and m["name"].endswith("학")) or (
        m["title"] == "학생" and _NO_PUPIL.search(m["name"])
    ):
        return None
    return Named(start, start + 3, m["name"], m["title"])


def spaced(before: str, syllable: str) -> bool:
    """Tell whether two words of one syllable before a full title are a name: ``한 결`` 통계청장.

    Examples
    --------
    >>> spaced("서", "온"), spaced("이", "시"), spaced("고", "향")
    (True, False, False)
    """
    return (
        len(before) == len(syllable) == 1
        and before in SURNAMES
        and "가" <= syllable <= "힣"
        and syllable not in _NO_SYLLABLE
        and before + syllable not in NOT_NAMES
        and before + syllable not in _NO_SPACED
    )
