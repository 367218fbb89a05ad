"""Foreign countries and cities, international bodies, and the ministries of other countries: 일본, 베트남 하노이, 유네스코, 케냐 교육부."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.scan import Words, in_plain
from kr_localgov_nlp.gazetteer.particles import particle_after, starts_word
from kr_localgov_nlp.gazetteer.tables import TABLES, once, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

COLUMNS = ("name", "kind", "country", "word")
KINDS = ("country", "region", "city", "body")
SOURCE = "table:abroad"
_SURE = {"country": 0.95, "region": 0.9, "city": 0.9, "body": 0.95}
# 일본 도쿠시마현, 중국 쓰촨성: what no table needs to list.
_PROVINCE = re.compile(r" [가-힣]{2,7}(?:현|성|주)(?![가-힣])")
# 케냐 교육부, 일본 외무성: the word that says which ministry it is, and what ministries end in.
_MINISTRY = re.compile(
    r" (?:[가-힣]{0,6}(?:외교|외무|국무|국방|재무|재정|교육|보건|농업|농림|임업|산림|수산|환경|산업|상무|통상|법무|내무|과학|기술|문화|체육|관광|노동|교통"
    r"|건설|에너지|경제|투자|정보통신|자치|군인|자원|총무|방위|식품|의약품|특허|지식재산|기상|우주|세관|관세|금융감독|통계|이민|소방|경찰|마약)"
    r"[가-힣]{0,6}(?:부|성|청|처|총국|위원회|본부)|(?:연방 )?[가-힣]{0,4}(?:의회|대사관|총영사관|중앙은행|상원|하원))"
)
_LISTED = re.compile(r"[·ㆍ‧・/,]\s?|[과와]\s|\s및\s")


class _Name(NamedTuple):
    kind: str
    country: str
    word: bool


@lru_cache(maxsize=1)
def names() -> dict[str, _Name]:
    """Read ``abroad.csv``: what each name is, the country of a city, whether it is a common word too.

    Examples
    --------
    >>> names()["하노이"].country, names()["인도"].word
    ('베트남', True)
    """
    seen: dict[str, int] = {}
    found = {}
    for row in read_rows(TABLES / "abroad.csv", COLUMNS):
        name = row.text("name")
        once(row, name, seen)
        found[name] = _Name(
            row.one_of("kind", KINDS), row.cells.get("country", ""), row.cells.get("word") == "yes"
        )
    return found


@lru_cache(maxsize=1)
def _words() -> Words:
    return Words("|".join(sorted(names(), key=len, reverse=True)))


class AbroadFinder(Finder):
    """Find what lies abroad, and bodies of several countries.

    A country and its city are one place, a country and its ministry one organisation. A name that is a common word too
    (인도, 수단) counts only behind its country or beside another name of the table.

    Examples
    --------
    >>> text = "시는 베트남 하노이와 유네스코, 케냐 교육부, 이란·인도를 찾고, 인도를 넓혔다."
    >>> [(text[c.start : c.end], c.label) for c in AbroadFinder().find(text)]
    [('베트남 하노이', 'PLACE'), ('유네스코', 'ORG'), ('케냐 교육부', 'ORG'), ('이란', 'PLACE'), ('인도', 'PLACE')]
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find countries, cities and bodies in a text; hits and Doc are not needed.

        Examples
        --------
        >>> AbroadFinder().find("인도적 지원의 수단이란 무엇인가")
        []
        """
        del hits, doc
        return in_plain(text, _found)


def _found(text: str) -> Iterator[Candidate]:
    table = names()
    spans = [
        (start, end, table[text[start:end]])
        for start, end in _words().spans(text)
        if starts_word(text, start)
    ]
    taken = 0
    for number, (start, end, name) in enumerate(spans):
        if start < taken:
            continue
        after = spans[number + 1] if number + 1 < len(spans) else None
        if name.kind == "country":
            body = _MINISTRY.match(text, end)
            if body is not None and particle_after(text, body.end()) >= 0:
                taken = body.end()
                yield Candidate(start, taken, "ORG", "pattern:org.abroad", 0.9)
                continue
            city = after if after and after[2].kind == "city" and text[end : after[0]] == " " else None
            if city is not None and particle_after(text, city[1]) >= 0:
                taken = city[1]
                yield Candidate(start, taken, "PLACE", SOURCE, 0.95)
                continue
            province = _PROVINCE.match(text, end)
            if province is not None:
                taken = province.end()
                yield Candidate(start, taken, "PLACE", "pattern:place.abroad", 0.8)
                continue
        # 일본인 학생: the person, whom the particle 인 would part from his country.
        if particle_after(text, end) < 0 or text.startswith("인", end):
            continue
        if name.word and not _beside(text, spans, number):
            continue
        yield Candidate(start, end, "ORG" if name.kind == "body" else "PLACE", SOURCE, _SURE[name.kind])


def _beside(text: str, spans: Sequence[tuple[int, int, _Name]], number: int) -> bool:
    """Tell whether another name of the table stands in a list with this one, or its country before it."""
    start, end, name = spans[number]
    if number:
        before = spans[number - 1]
        between = text[before[1] : start]
        if _LISTED.fullmatch(between) or (between == " " and text[before[0] : before[1]] == name.country):
            return True
    if number + 1 == len(spans):
        return False
    return _LISTED.fullmatch(text, end, spans[number + 1][0]) is not None


@Language.factory("localgov_abroad")
def make(nlp: Language, name: str) -> AbroadFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return AbroadFinder()
