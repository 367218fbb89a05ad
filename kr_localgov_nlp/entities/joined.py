"""Names of several words that begin with a government, and bodies with a unit of theirs behind them.

``나주시 21세기 여성발전협의회`` is one body, ``전남 정원 페스티벌`` one festival, ``나주시 지역사회보장계획`` one plan:
labels by hand take the government into the name. Schools, companies and facilities have a name of their own and
leave it outside (``광주 | 평동중학교``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.naming import words_ending
from kr_localgov_nlp.entities.scan import Words
from kr_localgov_nlp.gazetteer.particles import particle_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kr_localgov_nlp.korean.names import NameHit

# What a government has one of: its name is complete with the government alone.
OWN_BODIES = (
    "체육회|사이클팀|육상팀|유도팀|태권도팀|양궁팀|볼링팀|인재개발원|농업기술원|보건환경연구원|보건의료원|번영회|컨소시엄"
    "|상하수도사업본부|도시철도건설본부|도시기반시설본부|종합건설본부|여성가족재단|사회복지공동모금회|동물위생시험소"
    "|학생의회|경찰청"
)
BODIES = (
    "협의회|연합회|위원회|협의체|공선회|봉사자회|부녀회|생활개선회|기자단|로타리클럽|라이온스클럽|"
    + OWN_BODIES
)
SPORTS = "테니스|족구|축구|배구|탁구|게이트볼|파크골프|그라운드골프|배드민턴|볼링|야구|육상|골프|태권도|궁도|수영|농구|씨름"
CLUBS = "|".join(f"{sport}협회" for sport in SPORTS.split("|"))
CENTRES = "복지센터|지원센터|안심센터|학습센터|가족센터|상담센터|봉사센터|청년센터|보호센터|기술센터"
EVENTS = (
    "축제|페스티벌|페스타|박람회|엑스포|비엔날레|영화제|문화제|예술제|음악제|체전|올림픽|패럴림픽|전국체육대회"
    "|사이클대회|자원봉사자대회|마라톤대회|졸업식"
)
PLANS = "보장계획|기본계획|종합계획|운영계획|조례"
ENDING = Words("|".join((BODIES, CLUBS, CENTRES, EVENTS, PLANS)))
LABELS = {
    **dict.fromkeys(f"{BODIES}|{CLUBS}|{CENTRES}".split("|"), "ORG"),
    **dict.fromkeys(EVENTS.split("|"), "EVENT"),
    **dict.fromkeys(PLANS.split("|"), "PROGRAM"),
}
OWN = frozenset(f"{OWN_BODIES}|{CLUBS}".split("|"))
MOST = 3  # words between the government and the one that ends the name
MOST_LAW = 9
# What no word in the middle of a name ends in: particles, and the endings of verbs. A law is told in sentences.
RUNS_ON = re.compile(r"(?:[은는을를에의과와]|에서|에게|으로|까지|부터|[한된인할될던])$")
LAW_RUNS_ON = re.compile(r"(?:[은는을를]|에서|에게|까지|부터)$")
OTHER = re.compile(r"[가-힣]{1,4}(?:읍|면|동|시|군|구)$|(?:초|중|고|대)등?학교$|^\d+[명개건곳년월일회차]")
# 나주시 송월동지역사회보장협의체: the town's body stands apart from its city.
OF_TOWN = re.compile(r"[가-힣]{2,3}[읍면동](?=지역|안전|주민|새마을|기관)")
BARE = re.compile(
    r"^(?:지역|관내|각종|주요|대표|첫|최대|최초|관련|현행|해당|기존|소속|산하|유일|개최|주최|양대|전체|시·군)$"
)
# What describes an ordinance; 소속 and 산하 stand in the titles of laws.
LAW_BARE = re.compile(r"^(?:관련|현행|해당|기존)$")
WORD = re.compile(r"[가-힣A-Za-z\d·\-]+")
ACTS = re.compile(
    r"[은는이가](?![가-힣])|\s?\((?!에)|\s(?:관계자|직원|종사자|주관|주최|소장|센터장|[가-힣]{2,4}\s센터장)|[와과]\s공동|, "
)

# A university, an institute or a regional office, and what belongs to it behind it.
HOST = Words("대학교|연구소|연구원|과학원|산림청|농협|복지관|공사|공단|협회|사령부|은행")
UNIT = re.compile(
    r"[^\S\n](?:RISE[^\S\n])?(?P<unit>[가-힣]{0,9}(?:학과|학부|대학원|로스쿨|무용단|합창단|사업단|협력단|연구센터"
    r"|관리소|출하회|공선회|법인|지역본부|시험장|봉사단))(?![^\S\n](?:[가-힣]{2,4}[^\S\n])?교수)"
)


def joined_names(text: str, hits: Sequence[NameHit]) -> Iterator[Candidate]:
    """Yield the bodies, festivals, plans and ordinances whose name begins with a government.

    Parameters
    ----------
    text
        The text.
    hits
        What the character matcher found; the kind ``government`` is used.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
    >>> text = "나주시 21세기 여성발전협의회는 강진군 칠량중학교에서 전라남도 정원 페스티벌을 알렸다."
    >>> hits = NameMatcher(load_gazetteer(heads=False))(text)
    >>> [(text[c.start : c.end], c.label) for c in joined_names(text, hits)]
    [('나주시 21세기 여성발전협의회', 'ORG'), ('전라남도 정원 페스티벌', 'EVENT')]
    """
    ends = {hit.end: hit.start for hit in hits if hit.kind == "government"}
    if not ends:
        return
    for word in words_ending(text, ENDING):
        ending = text[word.ending : word.end]
        law = ending == "조례"
        at = word.start - 2 if text.endswith("4-", 0, word.start) else word.start  # 4-H연합회
        start = _government_before(text, at, ends, law)
        if start is None or (ending in CENTRES and not ACTS.match(text, word.end)):
            continue
        bare = start[1] == at - 1 and word.ending == word.start
        if bare and not law and ending not in OWN:
            continue  # 나주시 위원회, 나주시 축제: a kind, not a name
        if OF_TOWN.match(text, word.start, word.end):
            continue
        yield Candidate(start[0], word.end, LABELS[ending], f"pattern:{LABELS[ending].lower()}.joined", 0.8)


def _government_before(text: str, at: int, ends: dict[int, int], law: bool) -> tuple[int, int] | None:
    """Give the span of the government so many words before an offset, if only nouns lie between."""
    runs_on = LAW_RUNS_ON if law else RUNS_ON
    for _ in range((MOST_LAW if law else MOST) + 1):
        if at < 2 or text[at - 1] not in " \xa0":
            return None
        if at - 1 in ends:
            return ends[at - 1], at - 1
        start = text.rfind(" ", max(0, at - 20), at - 1) + 1
        word = text[start : at - 1]
        if not start or not WORD.fullmatch(word) or runs_on.search(word):
            return None
        if LAW_BARE.search(word) if law else (OTHER.search(word) or BARE.search(word)):
            return None
        at = start
    return None


def with_units(text: str) -> Iterator[Candidate]:
    """Yield the universities and institutes with the department or centre behind them.

    Examples
    --------
    >>> text = "가람대학교 무용학과와 한빛과학연구소 해양연구센터가 열었다."
    >>> [text[c.start : c.end] for c in with_units(text)]
    ['가람대학교 무용학과', '한빛과학연구소 해양연구센터']
    """
    for word in words_ending(text, HOST):
        if word.ending - word.start < 2:
            continue
        unit = UNIT.match(text, word.end)
        if unit is not None and particle_after(text, unit.end()) >= 0:
            yield Candidate(word.start, unit.end(), "ORG", "pattern:org.unit", 0.85)
