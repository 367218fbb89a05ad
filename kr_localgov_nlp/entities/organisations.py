"""Organisations: by what their names end in, by company marks, and by short names of universities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.aliases import aliases, bodies_in_brackets, short_schools
from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.joined import joined_names, with_units
from kr_localgov_nlp.entities.names import SURNAMES
from kr_localgov_nlp.entities.naming import GENERIC, outermost, repeats, word_before, words_ending
from kr_localgov_nlp.entities.nouns import is_kind, is_noun
from kr_localgov_nlp.entities.scan import Words, matches_with
from kr_localgov_nlp.entities.teams import teams
from kr_localgov_nlp.gazetteer.particles import particle_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.entities.naming import Word
    from kr_localgov_nlp.korean.names import NameHit

# Endings of bodies. 공사 is also a building site: only the kinds that companies bear.
BODY = (
    "특별위원회|위원회|시의회|군의회|구의회|도의회|의회|교육지원청|교육청|지방보훈청|보훈지청|지방산림청"
    "|지방국세청|지방경찰청|지방노동청|"
    "지방고용노동청|지방환경청|유역환경청|지방국토관리청|지방병무청|지방조달청|지방해양수산청"
    "|지방식품의약품안전청|지방중소벤처기업청|"
    "대학교병원|대학병원|의료원|요양병원|병원|대학교|대학원|대학|고등학교|중학교|초등학교|유치원|어린이집"
    "|경찰서|소방서|소방본부|의용소방대|"
    "해양경찰서|해경서|세무서|우체국|보건소|보건지소|농업기술원|보건환경연구원|진흥원|연구원|연구소"
    "|개발원|평가원|정보원|문화원|"
    "인재원|관리원|기술원|과학원|품질원|공단|도시공사|개발공사|교통공사|관광공사|유통공사|전력공사"
    "|수자원공사|농어촌공사|주택공사|"
    "토지주택공사|도로공사|가스공사|정보공사|무역투자진흥공사|항만공사|공항공사|석유공사|철도공사|환경공사"
    "|문화재단|장학재단|진흥재단|"
    "복지재단|재단|장학회|협의회|협의체|협회|연합회|총연합회|연맹|총연맹|학회|협동조합|산림조합|노동조합"
    "|농협|축협|수협|신협|원협|"
    "새마을금고|은행|봉사단|봉사회|봉사대|체육회|노인회|부녀회|청년회|새마을회|향우회|동문회|상인회|번영회"
    "|주민자치회|적십자사|"
    "라이온스클럽|로타리클럽|상공회의소|경영자총협회|실천본부|운동본부|지역본부|연대|사업단|산학협력단"
    "|추진단|자율방범대|"
    "예술단|합창단|교향악단|국악단|극단|신문사|방송국|신문|일보|출판사|저축은행|증권|보험|지회|지부|지사"
    "|지점|협력단|기동대|공선회|작목반"
)
# Centres and halls are organisations where they act, places where things happen.
ACTING = (
    "복지관|지역아동센터|가족센터|지원센터|복지센터|안심센터|상담센터|돌봄센터|청년센터"
    "|창업센터|일하기센터|"
    "진흥센터|교육센터|문화센터|혁신센터|센터|도서관|박물관|미술관|문학관|과학관|수목원|농장|재활원|요양원"
    "|경로당"
)
ACTS = re.compile(
    r"(?:[은는이가](?![가-힣])|에서는|\s?\((?:센터장|관장|원장|소장|대표|이사장|회장)|\s(?:관계자|직원"
    r"|종사자|주관|주최|소장|센터장|관장|원장)"
    r"|(?:이|가)?\s?(?:주관|주최))"
)
ENDING = Words(f"{BODY}|{ACTING}")
IS_ACTING = re.compile(rf"(?:{ACTING})")
# Bodies that every government has: their name is the government's and theirs together.
LOCAL = re.compile(
    r"(?:[시군구도]?의회|보건소|소방본부|교육지원청|교육청|(?:장애인)?체육회|새마을회|노인회|"
    r"지역사회보장협의체|주민자치회|주민자치위원회|(?:남성|여성)?의용소방대|소방서|경찰서"
    r"|선거관리위원회|문화원|산림조합|"
    r"새마을부녀회|청년회|이장협의회|이장단협의회|지사협|자율방범대|복지기동대|시설관리공단|도시관리공단"
    r"|문화재단|인재육성재단|"
    r"상공회의소|통장협의회|체육진흥회|바르게살기위원회)"
)
PROVINCES = (
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청[남북]"
    r"|전라[남북]|경상[남북])"
    r"(?:특별자치도|특별자치시|특별시|광역시|도|시)?"
)
OUTER = re.compile(rf"[가-힣]{{1,4}}[시군구]|{PROVINCES}")
GOVERNMENT = re.compile(rf"[가-힣]{{1,5}}[시군구읍면동]|{PROVINCES}")
BRANCH = re.compile(
    r"[가-힣]{2,8}(?:지회|지부|지사|지점|지역본부|본부|협의회|연합회|시지회|분회|캠퍼스|센터)"
)
HOST = re.compile(rf"[가-힣A-Za-z]{{2,}}(?:{BODY})|대한[가-힣]{{2,6}}|한국[가-힣]{{2,10}}|농협|[A-Z]{{2,5}}")
REPEATED = 4
FAMILY = re.compile(r"(?:^양|^각|^타|전국|관내|인근|관련|해당|여러|국내|주요|소속)$")
COMPANY = re.compile(
    r"(?:㈜|\(주\)|（주）|주식회사\s|농업회사법인\s|영농조합법인\s|㈔|\((?:재|사|유|합)\))\s?"
    r"(?P<name>[가-힣A-Za-z][가-힣A-Za-z\d&·.\-]{1,19})"
    r"|(?<![가-힣A-Za-z\d])(?P<name2>[가-힣A-Za-z][가-힣A-Za-z\d&]{1,15})"
    r"(?:㈜|\(주\)|（주）|\(유\)|\s?주식회사(?=\s?[(,.)]|[은는이가과와]\s|$))"
)
# 물빛항공(대표 김하나): whoever is headed in a bracket is a body
HEADED = re.compile(
    rf"(?<![가-힣A-Za-z\d])(?P<name>[가-힣A-Za-z][가-힣A-Za-z\d&]{{1,13}})\((?:대표이사|대표)\s[{SURNAMES}][가-힣]{{1,3}}\)"
)
COMPANY_MARKS = Words("㈜|주)|주）|주식회사|농업회사법인|영농조합법인|㈔|(재)|(사)|(유)|(합)")
AT_UNIVERSITY = (
    r"(?=\s(?:[가-힣]{2,4}\s)?(?:명예|겸임|석좌|초빙)?(?:교수|총장|학생|연구팀|재학생|졸업생|산학협력단)"
    r"|병원|\s[가-힣]{2,10}(?:학과|학부|대학원)\s)"
)
UNIVERSITY = re.compile(rf"(?<![가-힣])(?P<name>[가-힣]{{1,4}}(?:여|교|공|외|과기)?대){AT_UNIVERSITY}")
# Its last syllable and what follows: where that is nowhere, the whole pattern need not look.
UNIVERSITY_END = re.compile("대" + AT_UNIVERSITY)


class OrganisationFinder(Finder):
    """Find organisations that are neither governments nor ministries.

    A body that every government has is named with its government (`서울시 영등포구 보건소`), a branch
    with its mother (`대한노인회 나주시지회`). Company marks stay outside. Centres, libraries, halls: proposed
    here where the context lets them act or employ, else by the finder of places.

    Examples
    --------
    >>> text = "구로구의회와 나주시 보건소, ㈜하늘식품, 이화여대 유승철 교수가 함께했다."
    >>> [text[c.start : c.end] for c in OrganisationFinder().find(text)]
    ['구로구의회', '나주시 보건소', '하늘식품', '이화여대']
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the organisations in a text; the Doc is not needed.

        Examples
        --------
        >>> text = "추진위원회와 각 대학교, 은행이 참여했다."
        >>> OrganisationFinder().find(text)
        []
        """
        del doc
        companies = [*_companies(text), *bodies_in_brackets(text)]
        again = repeats(text, companies, REPEATED, "pattern:org.repeat", 0.75)
        bodies = outermost(
            (*_bodies(text), *joined_names(text, hits), *with_units(text), *companies, *again, *teams(text))
        )
        short = aliases(text, (c for c in bodies if c.label == "ORG"), "ORG")
        return outermost((*bodies, *short, *short_schools(text)))


def _bodies(text: str) -> Iterator[Candidate]:
    for word in words_ending(text, ENDING):
        if "·" in text[word.start : word.ending]:
            yield from _joined(text, word)
            continue
        name = text[word.start : word.end]
        acting = IS_ACTING.fullmatch(text, word.ending, word.end) is not None
        if acting and not (ACTS.match(text, word.end) or LOCAL.fullmatch(name)):
            continue
        start = _extended(text, word, name)
        if start == word.start and not _is_name(text, word, name):
            continue
        rule, confidence = ("acting", 0.7) if acting else ("body", 0.85)
        if start != word.start:
            rule, confidence = "extended", 0.8
        if text.startswith("장", word.end) or len(name) > 24:
            continue
        yield Candidate(start, word.end, "ORG", f"pattern:org.{rule}", confidence)


def _joined(text: str, word: Word) -> Iterator[Candidate]:
    """Yield the parts of 황산·땅끝·문내농협, where only the last part bears the ending."""
    last = text.rfind("·", word.start, word.ending) + 1
    if last == word.ending or not _is_name(text, word._replace(start=last), text[last : word.end]):
        return
    yield Candidate(last, word.end, "ORG", "pattern:org.body", 0.75)
    if text[word.ending : word.end] not in {
        "농협",
        "축협",
        "수협",
        "신협",
        "대학교",
        "고등학교",
        "초등학교",
        "중학교",
        "소방서",
    }:
        return
    for part in re.finditer(r"[가-힣]{2,6}", text[word.start : last]):
        yield Candidate(word.start + part.start(), word.start + part.end(), "ORG", "pattern:org.joined", 0.6)


def _is_name(text: str, word: Word, name: str) -> bool:
    prefix = text[word.start : word.ending]
    if is_kind(name) or len(prefix) < 2 or GENERIC.fullmatch(prefix) or FAMILY.search(prefix):
        return False
    if prefix[0].isdigit() or name.endswith("도지사"):
        return False
    if text[word.ending : word.end] in {"지사", "지점", "지부", "지회", "연대", "증권", "보험"}:
        return len(prefix) >= 2 and bool(GOVERNMENT.fullmatch(prefix)) and word.end - word.start > 4
    return True


def _extended(text: str, word: Word, name: str) -> int:
    """Give the start of the name with the government or the mother organisation before it."""
    start = word.start
    before = word_before(text, start)
    if before is None:
        return start
    previous = text[slice(*before)]
    if (
        LOCAL.fullmatch(name)
        and GOVERNMENT.fullmatch(previous)
        and not (len(previous) == 2 and is_noun(previous))
    ):
        start = before[0]
        outer = word_before(text, start)
        # 담양군 대덕면 주민자치회: the county stands apart from its town's body, as in 여수시 돌산읍.
        if outer is not None and OUTER.fullmatch(text[slice(*outer)]) and previous[-1] in "구시군":
            start = outer[0]
    elif (
        BRANCH.fullmatch(name)
        and HOST.fullmatch(previous)
        and previous[-1] not in "의은는이가와과를을"
        and not is_kind(previous)
    ):
        start = before[0]
    return start


def _companies(text: str) -> Iterator[Candidate]:
    for match in COMPANY.finditer(text) if COMPANY_MARKS.within(text) else ():
        group = "name" if match["name"] else "name2"
        start, end = match.span(group)
        if group == "name":
            end = _without_particle(text, start, end)
        name = text[start:end].rstrip(".-·")
        if (
            len(name) >= 2
            and not is_kind(name)
            and not name.startswith(("농업회사법", "영농조합법", "어업회사법"))
        ):
            yield Candidate(start, start + len(name), "ORG", "pattern:org.company", 0.88)
    for match in matches_with(HEADED, text, ("(대표",)):
        if not is_kind(match["name"]) and not is_noun(match["name"]):
            yield Candidate(*match.span("name"), "ORG", "pattern:org.headed", 0.85)
    for match in UNIVERSITY.finditer(text) if UNIVERSITY_END.search(text) else ():
        name = match["name"]
        if (
            len(name) > 2
            and not is_kind(name)
            and not is_noun(name)
            and not name.endswith(("시대", "세대", "확대", "군대"))
        ):
            yield Candidate(match.start(), match.end(), "ORG", "pattern:org.university", 0.75)


def _without_particle(text: str, start: int, end: int) -> int:
    """Cut a particle off a company's name: the shortest name of two letters whose rest is a particle."""
    for stop in range(start + 2, end):
        after = particle_after(text, stop)
        if (
            after >= end
            and stop < end
            and (text[stop] != "이" or stop - start > 2)
            and not text[stop].isascii()
        ):
            return stop
    return end


@Language.factory("localgov_organisations")
def make(nlp: Language, name: str) -> OrganisationFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return OrganisationFinder()
