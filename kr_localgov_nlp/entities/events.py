"""Named happenings with a time and a place: festivals, ceremonies, forums, matches."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.naming import (
    GENERIC,
    before_mark,
    outermost,
    quoted_names,
    repeats,
    words_ending,
)
from kr_localgov_nlp.entities.nouns import is_kind
from kr_localgov_nlp.entities.scan import Words, matches_at
from kr_localgov_nlp.gazetteer.particles import particle_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

KIND = (
    "축제|페스티벌|페스타|박람회|엑스포|전시회|특별전|기획전|음악회|콘서트|연주회|발표회|비엔날레|영화제"
    "|문화제|예술제|대회|한마당|마라톤|"
    "포럼|심포지엄|심포지움|세미나|컨퍼런스|콘퍼런스|토론회|공청회|간담회|좌담회|설명회|보고회|공유회"
    "|발대식|출범식|개소식|개관식|개원식|"
    "개장식|개통식|준공식|착공식|기공식|기념식|제막식|협약식|졸업식|수료식|입학식|개강식|개막식"
    "|폐막식|전달식|선포식|비전선포식|"
    "추모제|추념식|위령제|다례제|당산제|워크숍|워크샵|캠프|바자회|직거래장터|장터|챔피언십|리그|체전|제전"
    "|퍼레이드|특강|강연회|강좌|북토크|"
    "쇼케이스|버스킹|총회|의\\s?날|행사|공연|투어|파티|마켓|올림픽|뮤지컬|오페라|연극"
)
# A contest that ranks is an award; a lecture series is a programme.
RANKED = re.compile(
    r"(?:(?:경진|경연|성과|평가|선발|선정|발굴|연구|토론|경시|공모|글짓기|그리기|그림|포스터|촬영|퀴즈|발명|활용|챔피언)\s?대회|콘테스트|평가회?)$"
)
ENDS = re.compile(rf"(?:{KIND})$")
THEN_KIND = re.compile(
    r"[’'”\"`」｣』》〉>]\s?(?:행사|축제|공연|전시|전시회|대회|기념식|기념행사|콘서트|특강|포럼|박람회|워크숍"
    r"|음악회|연주회|강연|개막식|버스킹|캠프)"
    r"(?![가-힣]{3})"
)
# The word before a mark tells what it names, 오페라 ‘가람의 봄’, and so does what was done: ‘가람의 봄’을 개최했다.
AFTER_KIND = (
    "오페라", "창극", "무용", "특별전", "기획전", "사진전", "초대전", "개인전", "전시", "전시회", "연주회", "음악회", "콘서트", "공연",
    "축제", "행사", "박람회", "포럼", "세미나", "토론회", "페스티벌", "대회", "캠프",
)  # fmt: skip
THEN_HELD = re.compile(
    r"[’'”\"`」｣』》〉>](?:\([^()\n]{1,20}\))?(?:[을를이가]\s(?:오는\s|지난\s)?(?:\d{1,2}월\s)?(?:\d{1,2}일\s)?"
    r"|\s)?(?:개최|성료|성황|개막|폐막|열린|열고|열었|열렸|열려|열린다)"
)
# What is held too, and is a prize, a body or a scheme.
NO_EVENT = re.compile(
    r"(?:상|[시수포]상식|수여식|공모전|위원회|협의회|협의체|유공|평가|어워드|사업|교육|과정|교실|프로그램|체험|강좌|학교"
    r"|아카데미|서비스|챌린지|클래스|이벤트)$"
)
STRONG = Words(
    "대축제|축제|페스티벌|박람회|엑스포|비엔날레|영화제|문화제|예술제|선수권대회|마라톤대회|체육대회"
    "|체전|챔피언십|음악제"
)
# 제4회 … 대회, 2025 … 축제: the edition marks where an unquoted name begins.
EDITION = re.compile(
    rf"(?<![‘'“\"「『\d])(?:제\s?\d{{1,3}}\s?회"
    rf"|(?<!\d)(?=20\d\d\s[^\s\d년.]))\s?(?P<name>(?:[가-힣A-Za-z\d·&]{{1,14}}\s){{0,5}}?"
    rf"[가-힣A-Za-z\d·&]{{0,14}}?(?:{KIND})(?:\s(?:기념식|기념행사|개막식|기념대회))?)(?=[은는이가을를의에과와도로]|으로|까지|부터|[^가-힣]|$)"
)
EDITION_START = re.compile(r"제\s?\d{1,3}\s?회\s|20\d\d\s")
RUNS_ON = re.compile(
    r"(?:[은는을를]|에서|에게|으로|까지|부터|했다|한다|하고|하며|이라|있는|열린|위한|대한|통해|위해|맞아"
    r"|[가-힣]인)\s"
)
YEAR = re.compile(r"20\d\d\s")
SHORT = 3
REPEATED = 6


class EventFinder(Finder):
    """Find named events: between quotation marks, after an edition (`제4회 …`), and as one long word.

    Contests that rank (`경진대회`) are awards and left alone; the edition and the year stay outside the span.

    Examples
    --------
    >>> text = "‘2025 나주영산강축제’와 제4회 전국 한마음 족구대회, 안성세계소프트테니스선수권대회를 연다."
    >>> [text[c.start : c.end] for c in EventFinder().find(text)]
    ['2025 나주영산강축제', '전국 한마음 족구대회', '안성세계소프트테니스선수권대회']
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the events in a text; hits and Doc are not needed.

        Examples
        --------
        >>> EventFinder().find("‘혁신 경진대회’에서 지역축제를 열고 간담회를 했다.")
        []
        """
        del hits, doc
        quoted = list(_quoted(text))
        plain = [
            replace(c, start=c.start + year.end())
            for c in quoted
            if (year := YEAR.match(text, c.start, c.end))
        ]
        again = repeats(text, (*quoted, *plain), REPEATED, "pattern:event.repeat", 0.7)
        return outermost((*quoted, *_edition(text), *_bare(text), *again))


def _event(start: int, end: int, rule: str, confidence: float) -> Candidate:
    return Candidate(start, end, "EVENT", f"pattern:event.{rule}", confidence)


def _quoted(text: str) -> Iterator[Candidate]:
    for start, end in quoted_names(text):
        name = text[start:end]
        if RANKED.search(name) or is_kind(name) or len(name) <= SHORT:
            continue
        if ENDS.search(name):
            yield _event(start, end, "quoted", 0.82)
        elif not name.endswith(("운동", "캠페인", "사업", "교육")) and (
            THEN_KIND.match(text, end) or (_told(text, start, end) and not NO_EVENT.search(name))
        ):
            yield _event(start, end, "kind", 0.72)


def _told(text: str, start: int, end: int) -> bool:
    return before_mark(text, start).endswith(AFTER_KIND) or THEN_HELD.match(text, end) is not None


def _edition(text: str) -> Iterator[Candidate]:
    for match in matches_at(EDITION, text, (start.start() for start in EDITION_START.finditer(text))):
        name = match["name"]
        plain = len(name) <= SHORT or RUNS_ON.search(name) or RANKED.search(name)
        if not plain and particle_after(text, match.end()) >= 0:
            yield _event(*match.span("name"), "edition", 0.78)


def _bare(text: str) -> Iterator[Candidate]:
    for word in words_ending(text, STRONG):
        prefix = text[word.start : word.ending]
        name = text[word.start : word.end]
        if (
            len(prefix) < 2
            or is_kind(name)
            or GENERIC.fullmatch(prefix)
            or prefix[0].isdigit()
            or "·" in prefix
        ):
            continue
        yield _event(word.start, word.end, "word", 0.7)


@Language.factory("localgov_events")
def make(nlp: Language, name: str) -> EventFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return EventFinder()
