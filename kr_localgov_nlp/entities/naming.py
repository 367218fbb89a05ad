"""What the finders of organisations, places, programmes and events share: words and quoted names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.gazetteer.particles import particle_after
from kr_localgov_nlp.korean.normalize import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kr_localgov_nlp.entities.candidates import Candidate
    from kr_localgov_nlp.entities.scan import Words

# Beginnings that make a kind of thing, not a name: 관내학교, 추진위원회. Several may stand together.
GENERIC = re.compile(
    r"(?:관내|지역|민간|공공|일반|종합|전문|해당|각급|각종|관계|유관|기존|신규|국내|해외|소속|산하|인근"
    r"|주요|협력|시중|저축|중앙|"
    r"공동|추진|운영|심사|심의|평가|자문|특별|준비|조직|집행|실무|대책|총괄|합동|정부|국가|상급|일선|시범"
    r"|선도|거점|상담|지원|교육|훈련|"
    r"가치|복합|생활|허브|쇼핑|접종|예방|혁신|산지|유통|물류|데이터|보안|관제|양돈|화훼|치료|건강|정신|무더위"
    r"|한파|하수|"
    r"치매안심|치매|통합|사회|복지|아동|노인|청년|여성|장애인|주민|자치|마을|시민|농업인|농민|생산자"
    r"|소상공인|중소기업"
    r"|대기업|행정|기술|연구|개발|"
    r"관리|정보|문화|체육|예술|관광|보건|의료|안전|환경|산업|경제|경영|창업|취업|고용|금융|전통|재래|공영"
    r"|국공립|사립|국립|시립|군립|도립|"
    r"공립|대형|소형|노후|다목적|임시|공설|실내|야외|옥외|전국|전체|모든|우리|이번|그린|스마트|디지털"
    r"|온라인|오프라인|현장|건립|설치|"
    r"[초중고]등?|대|및|[가-힣]?등|도내|시내|읍내|본|첫|새|현|각|양|타|동|당|전|후|구|시|군|도|구청|시청"
    r"|군청|도청)*"
)
QUOTED = re.compile(r"[‘'“\"`「｢『《〈<](?P<name>[^‘’'“”\"`「」｢｣『』《》〈〉<>\n]{2,45})[’'”\"`」｣』》〉>]")
# A year, an edition or a term of office before a name stays outside it; a bare figure that opens a quoted name
# belongs to it (‘2025 가람축제’ is so called: 68 of 68 labels by hand).
LEADING = re.compile(
    r"(?:(?:(?:19|20)\d\d\s?년도?(?:\s(?:상|하)반기)?|제\s?\d{1,3}\s?[회차기]|\d{1,3}회|민선\s?\d기|(?:상"
    r"|하)반기)\s?)+(?=[^\s\d])"
)
SENTENCE = re.compile(r"[.?!…]|(?:[다요까죠네]|하라|하자)$|(?:습니다|합니다)|,.*,")
OPENING = tuple("‘'“\"`「｢『《〈<")
YEAR_LAST = re.compile(r"(?:19|20)\d\d\s?년도?\s+$")
# “…사업”이라며: what is said is no name.
SAID = re.compile(r"(?<=[”\"])이?라(?:며|고|면서)")


class Word(NamedTuple):
    """A word that ends with a wanted ending: its span, and where the ending begins."""

    start: int
    ending: int
    end: int


def word_start(text: str, at: int, limit: int = 24) -> int:
    """Give the start of the word that goes on at an offset; a middle dot belongs to it.

    Examples
    --------
    >>> word_start("전남 나주시의회", 6)
    3
    """
    low = max(0, at - limit)
    while at > low and (
        text[at - 1].isalnum() or (text[at - 1] in "·&" and at - 2 >= low and text[at - 2].isalnum())
    ):
        at -= 1
    return at


def words_ending(text: str, endings: Words) -> Iterator[Word]:
    """Yield the words that end, particles apart, with one of the endings.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.scan import Words
    >>> text = "나주시의회는 의회의장을 초청했다"
    >>> [text[w.start : w.end] for w in words_ending(text, Words("의회|의장"))]
    ['나주시의회', '의회의장']
    """
    for start, end in endings.spans(text):
        if particle_after(text, end) >= 0:
            yield Word(word_start(text, start), start, end)


def word_before(text: str, start: int) -> tuple[int, int] | None:
    """Give the span of the word one space to the left, or None at a line's start or after a mark.

    Examples
    --------
    >>> word_before("나주시 보건소", 4), word_before("나주시, 보건소", 5)
    ((0, 3), None)
    """
    if start < 2 or text[start - 1] not in " \xa0" or not text[start - 2].isalnum():
        return None
    return word_start(text, start - 1), start - 1


def trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut blanks, a leading year and a leading edition off a name's span.

    Examples
    --------
    >>> text = "제17회 2025년 영산강축제 "
    >>> text[slice(*trim_name(text, 0, len(text)))]
    '영산강축제'
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",·*"):
        end -= 1
    leading = LEADING.match(text, start, end)
    return (leading.end(), end) if leading else (start, end)


@lru_cache(maxsize=KEPT)
def quoted_names(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans between quotation marks or title brackets that are no sentence, years cut off.

    Kept, since programmes and events are looked for among the same.

    Examples
    --------
    >>> text = "‘2025년 청렴 클린 콜’ 운영, “잘 하겠다”고"
    >>> [text[a:b] for a, b in quoted_names(text)]
    ['청렴 클린 콜']
    """
    found = [
        trim_name(text, *match.span("name"))
        for match in QUOTED.finditer(text)
        if not (SENTENCE.search(match["name"]) or SAID.match(text, match.end()))
    ]
    return tuple((start, end) for start, end in found if end - start >= 2)


def before_mark(text: str, start: int) -> str:
    """Give what stands before the opening mark of a quoted name, without 인.

    Examples
    --------
    >>> before_mark("무료 앱인 ‘가람길’", 7), before_mark("창극 ‘2031년 달맞이’", 10), before_mark("가람길", 0)
    ('무료 앱', '창극', '')
    """
    before = text[max(0, start - 24) : start]
    if before[-1:].isspace():
        before = YEAR_LAST.sub("", before)
    if before[-1:] not in OPENING:
        return ""
    return before[:-1].rstrip().removesuffix("인")


def outermost(found: Iterable[Candidate]) -> list[Candidate]:
    """Keep of one finder's candidates those that lie in no longer one; of equal spans the first.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.candidates import Candidate
    >>> inner, outer = Candidate(0, 5, "ORG", "a", 0.8), Candidate(0, 10, "ORG", "b", 0.8)
    >>> [c.source for c in outermost([inner, outer])]
    ['b']
    """
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or candidate.end > kept[-1].end:
            kept.append(candidate)
    return kept


def repeats(
    text: str, found: Iterable[Candidate], least: int, source: str, confidence: float
) -> list[Candidate]:
    """Give the later bare stands of names that a mark showed: a quoted programme is quoted but once.

    Parameters
    ----------
    text, found
        The text, and the candidates whose names are looked for.
    least
        Syllables that a name must have, so that a short word is not marked everywhere.
    source, confidence
        What the repeats are marked with.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.candidates import Candidate
    >>> text = "‘마실 나눔 냉장고’를 연다. 마실 나눔 냉장고는 24시간 연다."
    >>> [(c.start, c.end) for c in repeats(text, [Candidate(1, 10, "PROGRAM", "a", 0.8)], 4, "b", 0.7)]
    [(17, 26)]
    """
    names = {text[c.start : c.end]: c for c in found}
    taken = {c.start for c in names.values()}
    out = []
    for name, first in names.items():
        start = text.find(name) if len(name) >= least else -1
        while start >= 0:
            end = start + len(name)
            if (
                start not in taken
                and not text[start - 1 : start].isalnum()
                and particle_after(text, end) >= 0
            ):
                out.append(type(first)(start, end, first.label, source, confidence))
            start = text.find(name, end)
    return out
