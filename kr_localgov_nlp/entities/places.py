"""Places and facilities: 읍·면·동 that the text vouches for, and names by what they end in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.naming import GENERIC, outermost, word_before, words_ending
from kr_localgov_nlp.entities.nouns import is_kind, is_noun
from kr_localgov_nlp.entities.organisations import ACTING, ACTS, GOVERNMENT
from kr_localgov_nlp.entities.scan import Words, matches_at
from kr_localgov_nlp.gazetteer.particles import particle_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.entities.naming import Word
    from kr_localgov_nlp.korean.names import NameHit

# Endings of facilities and sites; each makes a name only with something of its own before it.
SITE = (
    "국가정원|지방정원|정원|근린공원|호수공원|수변공원|시민공원|국립공원|도립공원|군립공원|체육공원"
    "|생태공원|테마파크|공원|전통시장|"
    "오일시장|5일시장|5일장|중앙시장|도매시장|시장|광장|문화예술회관|예술회관|문화회관|마을회관|시민회관"
    "|군민회관|회관|체육관|"
    "종합운동장|운동장|경기장|스타디움|야구장|축구장|수영장|테니스장|게이트볼장|파크골프장|골프장|캠핑장"
    "|야영장|물놀이장|썰매장|승마장|"
    "궁도장|청사|문화전당|전당|기념관|역사관|전시관|체험관|홍보관|생태관|천문대|전망대|등대|해수욕장|해변"
    "|둘레길|산책로|탐방로|자전거길|"
    "숲길|올레길|누리길|십리길|저수지|유원지|관광지|휴게소|휴양림|수목원|생태숲|치유의숲|산업단지|일반산단"
    "|국가산단|농공단지|산단|특구|"
    "혁신도시|신도시|지구|터미널|공항|항만|나들목|교차로|사거리|대교|출렁다리|터널|댐|습지|갯벌|섬|전통마을"
    "|한옥마을|민속마을|마을|"
    "문화거리|특화거리|거리|골목|향교|서원|고분군|읍성|산성|유적지|유적|생가|사찰|복합센터|허브|스퀘어|타워"
    "|빌딩|아파트|캠퍼스|"
    "대강당|컨벤션센터|호텔|리조트|공영주차장|놀이터|쉼터|창작소|문화의집|청년마을|스마트팜단지"
)
# 5-syllable rivers need no more proof; shorter endings of one syllable are left to known names.
WATER = (
    r"(?:[가-힣]{2}강|[가-힣]{2}천|[가-힣]{2}호수|"
    r"[가-힣]{2,3}산(?=\s?(?:정상|자락|등산|일원|둘레길|국립공원|도립공원)))"
)
ENDING = Words(f"{SITE}|{ACTING}")
IS_ACTING = re.compile(rf"(?:{ACTING})")
RIVER = re.compile(rf"(?<![가-힣A-Za-z\d])(?P<name>{WATER})")
NOT_RIVER = re.compile(
    r"(?:건|특|철|보|수강|최|개|내|실|추|인|변|기|진|부|춘|순|합|홍|사|제|포|영|옥|서|김|화|예|연|이"
    r"|과)[강천]$"
)
STATION = re.compile(
    r"(?<![가-힣])(?:(?:KTX|SRT|지하철|\d호선)\s?(?P<name>[가-힣\d]{2,9}역)"
    r"|(?P<name2>[가-힣]{2,9}역)(?=\s?(?:광장|앞|인근에서|대합실|역사\s|\d번\s?출구)))"
)
# Names of 읍·면·동 are attested by the office, the head or the number that stands with them in the same text.
# Their last syllable is looked for, since few have such company and nearly every word could begin a name.
ATTESTED = re.compile(
    r"[읍면동](?=\s?(?:행정복지센터|주민센터|사무소|주민자치|지역사회보장|이장단|이장협의|통장|새마을|부녀회|체육회"
    r"|청년회|복지기동대|지사협|맞춤형복지|"
    r"행정복지|자율방범|의용소방|사회단체|기관사회단체|노인회|민간위원장)|(?:읍장|면장|동장)|\((?:읍장|면장"
    r"|동장)|장(?:은|이|과|,|\s|\)|\())"
)
BEFORE_LAST = re.compile(r"(?<![가-힣\d])[가-힣]{1,5}\d{0,2}(?:[·,]\d)?\Z")
LONGEST = 9
AFTER_GOVERNMENT = re.compile(
    r"[시군구주남북울산천전](?:(?<=[가-힣][시군구])|(?<=광주|전남|전북|서울|부산|대구|대전|울산|인천))"
    r"\s(?P<name>[가-힣]{1,5}\d{0,2}[읍면동])"
)
HAMLET = re.compile(
    r"\s(?P<ri>[가-힣]{1,4}\d?리)(?=\s(?:[가-힣]{2,5}마을|산?\d|일원|일대)|\s?\d|[^가-힣]|[에의은는])"
)
ROAD = re.compile(
    r"(?<![가-힣\d])(?P<name>[가-힣]{2,7}(?:대로|로"
    r"|길)(?:\d{1,3}번?[가나다]?길)?)(?=\s?\d{1,4}(?:-\d{1,4})?(?![\d회명개월년일원만천억%,.:차호시분㎡m]"
    r"|\s?[명개월년일회]))"
)
# What the three before end in: where that is nowhere, they need not be tried at every word.
RIVER_END = re.compile(
    r"[강천호산](?:(?<=(?<![가-힣A-Za-z\d])[가-힣]{3})|(?<=(?<![가-힣A-Za-z\d])[가-힣]{3}산))"
)
STATION_END = re.compile(r"역(?<![지구영용방무]역)")
ROAD_END = re.compile(r"[로길]\s?\d")
# 나주시장 is a mayor far oftener than a market: a market is where people are, with its traders.
AT_MARKET = re.compile(r"에서|\s?(?:상인|일원|일대|상점|골목|내\s|입구)|[과와]\s[가-힣]{2,}시장")


class PlaceFinder(Finder):
    """Find places below or across governments.

    A 읍, 면 or 동 counts only where the text vouches for it (its office, its head, a government before
    it), and then everywhere in that text; 리 goes with the 면 before it. A facility is a word with a site's
    ending and a name of its own before that; a district's name apart before it stays outside.

    Examples
    --------
    >>> text = "담양군 수북면 주민이 죽녹원 옆 죽향체육공원과 영산강에서 수북면의 날을 열었다."
    >>> [text[c.start : c.end] for c in PlaceFinder().find(text)]
    ['수북면', '죽향체육공원', '영산강', '수북면']
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the places in a text; what a guarded hit already names is not proposed.

        Examples
        --------
        >>> PlaceFinder().find("모든 활동은 실내 공원과 인근 시장에서 진행했다.")
        []
        """
        del doc
        known = {hit.start for hit in hits if hit.guarded}
        found = (*_towns(text), *_sites(text), *_others(text))
        return outermost(candidate for candidate in found if candidate.start not in known)


def _place(start: int, end: int, rule: str, confidence: float) -> Candidate:
    return Candidate(start, end, "PLACE", f"pattern:place.{rule}", confidence)


def _towns(text: str) -> Iterator[Candidate]:
    """Yield 읍, 면, 동: first the names the text vouches for, then all places where they stand alone."""
    attested = {
        first.start(): text[first.start() : last.end()]
        for last in ATTESTED.finditer(text)
        if (first := BEFORE_LAST.search(text, max(0, last.start() - LONGEST), last.start()))
    }
    names = {name for name in attested.values() if _is_town(name)}
    for match in AFTER_GOVERNMENT.finditer(text):
        if particle_after(text, match.end()) >= 0 and _is_town(match["name"]):
            names.add(match["name"])
    for name in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not text[start - 1 : start].isalnum() and particle_after(text, end) >= 0:
                end = hamlet_end(text, end)
                yield _place(start, end, "town", 0.88)
            start = text.find(name, end)


def hamlet_end(text: str, end: int) -> int:
    """Give where a town's name ends with the 리 behind its 읍 or 면; where the town's ends, if none follows.

    Examples
    --------
    >>> hamlet_end("다시면 회진리에서", 3), hamlet_end("다시면 주민이", 3)
    (7, 3)
    """
    hamlet = HAMLET.match(text, end)
    if hamlet is None or text[end - 1] not in "읍면" or is_noun(hamlet["ri"]):
        return end
    return hamlet.end("ri")


def _is_town(name: str) -> bool:
    return (
        len(name) >= 2
        and not is_kind(name)
        and not name.endswith(("읍면동", "하면", "되면", "으면", "활동", "운동", "각동"))
    )


def _sites(text: str) -> Iterator[Candidate]:
    for word in words_ending(text, ENDING):
        name = text[word.start : word.end]
        acting = IS_ACTING.fullmatch(text, word.ending, word.end) is not None
        if acting and ACTS.match(text, word.end):
            continue
        start = word.start
        prefix = text[start : word.ending]
        if "·" in prefix:
            start = text.rfind("·", start, word.ending) + 1
            prefix, name = text[start : word.ending], text[start : word.end]
        if not _is_site(text, word.end, prefix, name):
            start = _with_before(text, word, prefix)
            if start == word.start:
                continue
        yield _place(start, word.end, "acting" if acting else "site", 0.65 if acting else 0.8)


def _is_site(text: str, end: int, prefix: str, name: str) -> bool:
    if len(prefix) < 2 or prefix[0].isdigit() or is_kind(name) or GENERIC.fullmatch(prefix):
        return False
    if name.endswith("시장") and not name.endswith(("전통시장", "도매시장", "풍물시장", "중앙시장")):
        return prefix + "시" not in text and bool(AT_MARKET.match(text, end)) and not is_noun(prefix)
    return not (
        name.endswith("거리")
        and not name.endswith(("문화거리", "특화거리", "의거리", "음식거리", "명품거리"))
    )


def _with_before(text: str, word: Word, prefix: str) -> int:
    """Take the town before a plain facility into its name: 빛가람동 호수공원, 남평읍 전통시장."""
    if not prefix and len(text[word.ending : word.end]) < 3:
        return word.start
    before = word_before(text, word.start)
    if before is None:
        return word.start
    previous = text[slice(*before)]
    town = previous[-1] in "읍면동" and GOVERNMENT.fullmatch(previous) and not is_kind(previous)
    return before[0] if town and not is_noun(previous) else word.start


def _others(text: str) -> Iterator[Candidate]:
    ends = [match.start() for match in RIVER_END.finditer(text)]
    for match in matches_at(RIVER, text, sorted({end - length for end in ends for length in (2, 3)})):
        name = match["name"]
        if (
            particle_after(text, match.end()) >= 0
            and not NOT_RIVER.search(name)
            and not is_noun(name)
            and not is_kind(name)
        ):
            yield _place(match.start(), match.end(), "river", 0.75)
    for match in STATION.finditer(text) if STATION_END.search(text) else ():
        group = "name" if match["name"] else "name2"
        if not match[group].endswith(("지역", "구역", "영역", "용역", "방역", "무역")):
            yield _place(*match.span(group), "station", 0.8)
    for match in ROAD.finditer(text) if ROAD_END.search(text) else ():
        if not is_noun(match["name"]) and not match["name"].endswith(
            ("으로", "대로", "도로", "별로", "제로", "새로", "해로", "가로", "수로")
        ):
            yield _place(*match.span("name"), "road", 0.75)


@Language.factory("localgov_places")
def make(nlp: Language, name: str) -> PlaceFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return PlaceFinder()
