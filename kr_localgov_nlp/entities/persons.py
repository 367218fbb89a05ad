"""Persons who are no heads of a government: names beside a title, in bylines, and their later repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.anonymous import anonymous
from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.names import COMPOUND, SURNAMES, is_name
from kr_localgov_nlp.entities.nouns import is_inflected, is_noun
from kr_localgov_nlp.entities.scan import Words, matches_at, matches_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

TITLES = (
    "사무총장|부총장|총장|사무처장|사무국장|사무차장|명예교수|부교수|조교수|교수|부의장|의장|의병장|부시장"
    "|부군수|부구청장|부지사|"
    "국장|과장|팀장|실장|본부장|부장|차장|단장|반장|조합장|협의회장|부회장|회장|공동대표|원내대표|부대표"
    "|대표이사|대표|부사장|사장|부이사장|"
    "이사장|전무이사|상무이사|이사|상무|전무|부원장|원장|부소장|소장|읍장|면장|동장|통장|이장|장관|차관"
    "|국회의원|의원|교육감|교육장|"
    "서장|부위원장|위원장|위원|청장|처장|감독|선수|작가|시인|화가|명창|박사|변호사|법무사|세무사|회계사"
    "|총리|대통령|여사|비서관|정책관|기획관|"
    "심의관|담당관|조정관|협력관|대변인|주무관|사무관|서기관|연구관|연구사|연구위원|연구원|지도사|총경|경정"
    "|경감|경위|대장|사령관|대사|총영사|"
    "지사장|지점장|점장|센터장|관장|교장|교감|학장|총재|총무|간사|목사|신부|스님|강사|코치|어르신|선생|기자"
    "|특파원|논설위원|앵커|아나운서|"
    "가수|배우|방송인|해설사|명장|명인|장인|지휘자|소령|중령|대령|준장|소장|중장|상병|병장|중사|상사|옹|씨"
    "|님|그룹장|사업단장|"
    "개그맨|개그우먼|성악가|피아니스트|무용가|평론가|건축가|셰프|농업인|농장주|선장|지도자|봉사원|사회복지사|요양보호사|생활지원사|보육교사|환경미화원|이용사|미용사|수의사|심사관|열사|장군|의사"
)
AFTER = (
    r"(?=(?![가-힣A-Za-z])|(?:[은는이가을를의과와도로만]|에게|에게서|께서|으로|님|등|이며|이다|이라|인|및"
    r"|측|에|였|겸|이자|라며|라는|도\s)"
    r"(?![가-힣]{2}))"
)
TITLE_WORDS = Words(TITLES)
TITLE = re.compile(rf"(?:{TITLES}){AFTER}")
# Titles too short or too common to stand at a distance from the name, or to follow a common noun.
CLOSE = frozenset(
    (
        "씨",
        "님",
        "옹",
        "의사",
        "대표",
        "이사",
        "위원",
        "의원",
        "선수",
        "작가",
        "어르신",
        "선생",
        "강사",
        "장인",
    )
)
SURE = 0.8
ADDRESS = frozenset(("씨", "님", "옹"))
GLUE = frozenset(
    [
        "씨",
        "님",
        "기자",
        "의원",
        "대통령",
        "총리",
        "장관",
        "차관",
        "교수",
        "박사",
        "선수",
        "감독",
        "위원장",
        "회장",
        "대표",
        "이사장",
        "부시장",
        "부군수",
    ]
)
# 주차장 ends like 차장, 행사장 like 사장: a site, nobody's title.
SITE = re.compile(
    r"(?:주차|정차|행사|공사|양식|운동|수영|야영|승강|선착|경기|시험|작업|사업|전시|공연|훈련|회의|개표|투표|접종|촬영)장$"
)
HEAD_TITLE = re.compile(r"(?<!부)(?:시장|군수|구청장|도지사)(?:\s?권한대행|\s?직무대행)?$")
HEAD_NEAR = re.compile(
    r"[(\s]{0,2}[가-힣]{0,9}(?<!부)(?:시장|군수|구청장|도지사)(?![가-힣]*(?:번영|상인|조합))"
)

SURNAME = rf"(?:(?:{'|'.join(COMPOUND)})[가-힣]|[{SURNAMES}][가-힣])"
NAME = rf"(?<![가-힣A-Za-z\d]){SURNAME}[가-힣]{{1,2}}"
SEPARATOR = r"\s?[·ㆍ,‧/]\s?"
# A word that is a name, or names joined by dots, with or without a bracket after it.
NAMES = re.compile(
    rf"(?P<names>{SURNAME}[가-힣]{{1,2}}(?:[·ㆍ‧,/]{SURNAME}[가-힣]{{1,2}}){{0,8}})(?:\([^()\n]{{1,20}}\))?"
)
LISTED = re.compile(rf"{SURNAME}[가-힣]{{1,2}}[,·]")
# 김하나 가람읍 협의회장: no name, but where they hold office
PLACE_WORD = re.compile(r"[가-힣]{1,4}\d?[읍면동리]")

ORGANISATION = re.compile(r"[가-힣A-Za-z\d·㈜()]{2,16}")
GLUED = re.compile(rf"^{SURNAME}[가-힣]")
ONE = re.compile(r"[가-힣]+")
AGE = re.compile(r"\((?:남|여|만)?[,·\s]{0,2}\d{2}(?:세|\)|[,·\s][^()\n]{0,18}\))")
# 김하나(가람초 4), 이두리(나루중 2학년), 박세나양(가람초 4)
PUPIL = re.compile(r"\((?:[가-힣]{2,8}(?:초|중|고)(?:등학교)?\s?[1-6](?:학년)?|[가-힣]{2,8}유치원)\)")
# 김하나(꽃, 제주시) 씨가
BRACKET_TITLE = re.compile(
    rf"(?<![가-힣])(?P<name>{SURNAME}[가-힣])\([^()\n]{{2,24}}\)\s(?P<title>씨|농가|학생|어린이)(?=[가이는은를을의와과에,\s])"
)
LATIN = re.compile(
    rf"(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z.]+){{1,2}})\s?(?P<title>(?:[가-힣]{{1,8}}\s?)?(?:{TITLES})){AFTER}"
)
NO_ORGANISATION = re.compile(
    rf"(?:[은는을를며고]|에서|에게|으로|까지|부터|[했됐된할]|하는|[와과]|이라|라고|위해|대한|따르면|따라"
    rf"|통해|등|및|(?:{TITLES})|"
    r"(?<!부)(?:시장|군수|구청장|도지사))$"
)
OPENING = "‘“\"'([<「『▲△▶·-*○□ㅇ●"
REPEAT_AFTER = r"(?=(?![가-힣A-Za-z])|(?:[은는이가을를의과와도]|에게|께서|씨|님|으로|이라)(?![가-힣]{2}))"
REPEAT = re.compile(REPEAT_AFTER)
FOLLOWING = re.compile(
    rf"(?P<colon>\s?[:=]?\s?)(?P<names>(?:{SURNAME}[가-힣]{{1,2}}{SEPARATOR}){{0,6}}{SURNAME}[가-힣]{{1,2}}?)"
    rf"(?:{REPEAT_AFTER})"
)
SHORT = re.compile(rf"\s(?P<name>[{SURNAMES}][가-힣])(?=[),])")

# Syllables that end nouns of three syllables and hardly ever end a personal name.
NO_LAST = frozenset(
    "회과팀청처적별면읍곳등급권력률액품점측층책법업객값터례째께"
    "던된할했금값씩들째란량론료률비세액안점품험을를는며돼당위총의"
)


class PersonFinder(Finder):
    """Find personal names by a title on either side, by an age in brackets, and by their later repeats.

    Heads of local governments are left to the finder of heads: a name beside 시장, 군수, 구청장 or 도지사 is
    not proposed here. ``data["office"]`` is the title's word as written.

    Examples
    --------
    >>> text = "고용노동부 이정식 장관과 한국매니페스토실천본부(사무총장 이광재), 이재남 나주시의회 의장"
    >>> [(text[c.start : c.end], c.data["office"]) for c in PersonFinder().find(text)]
    [('이정식', '장관'), ('이광재', '사무총장'), ('이재남', '의장')]
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the persons in a text; a name that a guarded hit of another kind begins with is none.

        Examples
        --------
        >>> text = "김미경 기자. 김미경은 “상인회 회장이 왔다”고 했다."
        >>> [(c.start, c.end, c.source) for c in PersonFinder().find(text)]
        [(0, 3, 'pattern:person.title'), (8, 11, 'pattern:person.repeat')]
        """
        del doc
        names = {hit.start for hit in hits if hit.guarded and hit.kind != "head"}
        found: dict[tuple[int, int], Candidate] = {}
        for candidate in self._titled(text):
            key = (candidate.start, candidate.end)
            if candidate.start in names:
                continue  # a known government or ministry, not a person
            if key not in found or found[key].confidence < candidate.confidence:
                found[key] = candidate
        for candidate in [*_repeats(text, found), *anonymous(text)]:
            found.setdefault((candidate.start, candidate.end), candidate)
        return sorted(found.values(), key=lambda c: c.start)

    def _titled(self, text: str) -> Iterator[Candidate]:
        for match in matches_at(TITLE, text, TITLE_WORDS.starts(text)):
            first = _word_start(text, match.start())
            word = text[first : match.end()]
            if match[0] in ADDRESS and word != match[0] and len(word) != len(match[0]) + 3:
                continue  # 손님, 아저씨
            if (
                SITE.search(word)
                or HEAD_TITLE.search(word)
                or (word == "청장" and text[max(0, first - 2) : first] == "구(")
            ):
                continue
            yield from _left(text, first, word, match[0])
            yield from _right(text, match.end(), first, word)
        for match in AGE.finditer(text):
            end = match.start() - (text[match.start() - 1 : match.start()] == " ")
            start = _word_start(text, end)
            if end - start > 2 and is_person(text[start:end]):
                yield _candidate(start, end, "age", 0.85, "")
        for match in PUPIL.finditer(text):
            start, end = _word_start(text, match.start()), match.start()
            if end - start == len("김하나양") and text[end - 1] in "양군":
                end -= 1
            if end - start > 2 and is_person(text[start:end]):
                yield _candidate(start, end, "pupil", 0.85, "")
        for match in matches_with(BRACKET_TITLE, text, (") 씨", ") 농가", ") 학생", ") 어린이")):
            if is_person(match["name"]):
                yield _candidate(*match.span("name"), "title", 0.85, match["title"])
        for match in LATIN.finditer(text):
            yield _candidate(match.start(), match.end("name"), "latin", 0.8, match["title"])


def _candidate(start: int, end: int, rule: str, confidence: float, office: str) -> Candidate:
    return Candidate(start, end, "PERSON", f"pattern:person.{rule}", confidence, {"office": office})


def _word_start(text: str, at: int) -> int:
    limit = max(0, at - 18)
    while at > limit and (text[at - 1].isalnum() or text[at - 1] == "·"):
        at -= 1
    return at


def is_person(name: str) -> bool:
    """Whether three or four syllables can be a name here: a surname first, no noun, no noun's ending."""
    if len(name) == 4 and not name.startswith(COMPOUND):
        return False
    if name[-1] in "대도" and name[0] not in "김이박최정조강윤":
        return False  # 고려대, 전북도: universities and provinces in short, far oftener than names
    return name[-1] not in NO_LAST and is_name(name) and not is_noun(name)


def _names(names: str, offset: int) -> Iterator[tuple[int, int]]:
    for one in ONE.finditer(names):
        if is_person(one[0]):
            yield offset + one.start(), offset + one.end()


def _left(text: str, first: int, word: str, title: str) -> Iterator[Candidate]:
    """Yield the name before a title: 이광재 사무총장, 이재남 나주시의회 의장, 홍길동씨."""
    office = title.startswith("부") and word[2:3] in tuple("시군구")  # 나루시부시장
    if title in GLUE and GLUED.match(word) and word[3:] == title and is_person(word[:3]) and not office:
        yield _candidate(first, first + 3, "glued", 0.85, title)
        return
    end = first - 1
    for between in range(1 if title in CLOSE else 3):
        if end < 2 or text[end] not in " \xa0":
            return
        start = (
            max(text.rfind(" ", max(0, end - 40), end), text.rfind("\n", max(0, end - 40), end), end - 40) + 1
        )
        start = max(start, text.rfind("=", start, end) + 1)
        start += len(text[start:end]) - len(text[start:end].lstrip(OPENING))
        match = NAMES.fullmatch(text, start, end)
        named = list(_names(match["names"], start)) if match is not None else []
        if match is not None and (named or not PLACE_WORD.fullmatch(text, start, end)):
            for at, stop in named:
                doubtful = is_inflected(text[at:stop])
                if doubtful and (between or text[stop - 1] in "한해된의가나만하할함"):
                    return
                yield _candidate(at, stop, "title", 0.7 if doubtful else (0.93, 0.86, 0.75)[between], word)
            yield from _listed(text, start, word)
            return
        if not ORGANISATION.fullmatch(text, start, end) or NO_ORGANISATION.search(text, start, end):
            return
        end = start - 1


def _listed(text: str, start: int, word: str) -> Iterator[Candidate]:
    """Go left along a list: 김남중, 이경혜, 윤영주 작가."""
    while start > 4 and text[start - 1] == " " and text[start - 2] in ",·":
        before = _word_start(text, start - 2)
        if not LISTED.fullmatch(text, before, start - 1) or not is_person(text[before : start - 2]):
            return
        yield _candidate(before, start - 2, "list", 0.8, word)
        start = before


def _right(text: str, end: int, first: int, word: str) -> Iterator[Candidate]:
    """Yield the names after a title: (회장 고재율), 공동위원장 임수영·백형갑, 대표이사 김철수는."""
    opened = text.rfind("(", max(0, first - 40), first)
    bracketed = opened >= 0 and text.find(")", opened, first) < 0
    short = SHORT.match(text, end)
    if short is not None and bracketed and not is_noun(short["name"]) and is_name(short["name"]):
        yield _candidate(*short.span("name"), "after", 0.75, word)
        return
    match = FOLLOWING.match(text, end)
    if match is None or not match["colon"]:
        return
    after = match.end("names")
    closed = text[after : after + 1] in tuple(")）],")
    if HEAD_NEAR.match(text, after) or (TITLE.match(text, after + 1) and not bracketed):
        return
    for start, stop in _names(match["names"], match.start("names")):
        if not bracketed and is_inflected(text[start:stop]):
            return
        yield _candidate(start, stop, "after", 0.94 if bracketed and closed else 0.72, word)


def _repeats(text: str, found: dict[tuple[int, int], Candidate]) -> Iterator[Candidate]:
    """Yield bare repeats of the names found for sure; a repeat beside a head's title is another finder's."""
    # str.find for each name: compiling one expression per text costs ten times the rest of the finder.
    names = {text[c.start : c.end]: c for c in found.values() if c.confidence >= SURE}
    for name, first in names.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            alone = not text[start - 1 : start].isalnum() and REPEAT.match(text, end)
            if alone and (start, end) not in found and len(name) >= 3 and not HEAD_NEAR.match(text, end):
                yield _candidate(start, end, "repeat", 0.78, str(first.data["office"]))
            start = text.find(name, end)


@Language.factory("localgov_persons")
def make(nlp: Language, name: str) -> PersonFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return PersonFinder()
