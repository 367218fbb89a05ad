"""Named policies, plans, projects, schemes, campaigns, ordinances and laws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.aliases import aliases
from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.chains import chains
from kr_localgov_nlp.entities.naming import (
    GENERIC,
    before_mark,
    outermost,
    quoted_names,
    repeats,
    trim_name,
    words_ending,
)
from kr_localgov_nlp.entities.nouns import is_kind
from kr_localgov_nlp.entities.scan import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

KIND = (
    "사업|정책|계획|종합대책|대책|제도|조례안?|규칙|특별법|기본법|법률|시행령|법안?|프로젝트|캠페인|시스템"
    "|지원금|장려금|축하금|직불금|통장|"
    "플랫폼|교실|서비스|프로그램|바우처|장학금|아카데미|학교|학당|시민대학|수당|상품권|연금|기금|챌린지"
    "|운동|마스터플랜|로드맵|"
    "뉴딜|스쿨|클래스|강좌|과정|패스|카드|앱|홈페이지|기부제|할인제|직불제|책임제|실명제|인증제|이용권|구독"
    "|돌봄|주택|버스|택시|밥상|밥차|"
    "콜센터|사업소|릴레이|교육|체험|투어|선도지역|데이|마일리지|포인트|구조대|서포터즈|지킴이"
)
AWARDS = re.compile(
    r"(?:상|대상|평가|경진대회|콘테스트|공모전|축제|대회|콘서트|음악회|포럼|박람회|워크숍|기념식|간담회"
    r"|설명회|"
    r"[가-힣]식|발표회|보고회|공연|특강|세미나|토론회|[가-힣]전|캠프|페스티벌|의\s?날|협의회|위원회)$"
)
ENDS = re.compile(rf"(?:{KIND})$")
# What a programme's quoted name is followed by: its kind, or what a government does with it.
THEN_KIND = re.compile(
    rf"[’'”\"`」｣』》〉>]\s?(?:\([^()\n]{{1,20}}\)\s?)?(?:지원\s?|공모\s?|시범\s?"
    rf"|특화\s?)?(?:{KIND})(?![가-힣]{{3}})"
)
THEN_DONE = re.compile(
    r"[’'”\"`」｣』》〉>](?:\([^()\n]{1,20}\))?[을를]?\s(?:본격\s|확대\s|시범\s|적극\s|전면\s|신규\s)?(?:운영"
    r"|추진|시행|실시|도입|구축|가동|서비스)"
)
# The word before a mark tells what it names: 앱 ‘가람길’, 프로그램인 ‘가람길’.
AFTER_KIND = (
    "프로그램", "사업", "시스템", "앱", "플랫폼", "캠페인", "시책", "프로젝트", "강좌", "상품", "펀드", "기금", "서비스", "제도",
    "정책",
)  # fmt: skip
# What is done as part of a scheme, and what only a scheme's name ends in where it stands between marks.
THEN_PART = re.compile(r"[’'”\"`」｣』》〉>](?:\([^()\n]{1,20}\))?의\s일환")
TOLD = re.compile(r"\s(?:만들기|조사|지침|구축|선언|펀드|지원|가이드라인|매뉴얼)$")
BRACKET = re.compile(
    r"[「｢『]\s?(?P<name>[^「」｢｣『』\n]{2,60}?(?:법|법률|조례|규칙|시행령|규정|고시|지침|계획))\s?[」｣』]"
)
LAWS = (
    "특별법|기본법|보호법|촉진법|지원법|진흥법|관리법|육성법|보장법|처벌법|금지법|특례법|활성화법|증진법|복지법|산업법"
    "|기금법|관계법|보건법|안전법|교육법|사업법"
)
LAW_WORDS = Words(LAWS)
LAW = re.compile(rf"(?<![가-힣A-Za-z])(?P<name>[가-힣]{{2,18}}(?:{LAWS}))(?:\s시행령|\s시행규칙)?")
# 가람법 제3조, 가·나교육법 시행령: what has articles is a law.
ARTICLE = re.compile(
    r"(?<![가-힣A-Za-z·])(?P<name>[가-힣A-Z][가-힣A-Z·\-]{1,14}(?<!방)법)(?=\s?(?:제\d|시행령|시행규칙))"
)
LONG = Words(
    "지원사업|재생사업|정비사업|뉴딜사업|활성화사업|선도지역사업|기부제|직불제|공익수당|기본소득|바우처"
    "|지원금|직불금|조례"
)
LONG_PREFIX = 4
REPEATED = 5
# What is run too, and is no scheme: a place, a time, a team, a way.
NO_SCHEME = re.compile(
    r"(?:기간|모델|전략|센터|하우스|스테이션|카페[가-힣]*|반|팀|제|봉사|공간|관|권리|목표)$"
)
NOT_LAW = re.compile(r"^(?:관련|개별|현행|해당|상위)")


class ProgramFinder(Finder):
    """Find named programmes: between quotation marks, in law brackets, and as one long word.

    A quoted name counts when it ends in a kind of programme, when its kind follows (`‘…’ 사업`) or when it is
    run (`‘…’ 운영`); names of contests and events are left to their finders. A leading year stays outside.

    Examples
    --------
    >>> text = "구는 ‘2025년 청렴 클린 콜’을 운영하고 「지방자치법」에 따라 ‘행복 동행 버스’ 사업을 편다."
    >>> [text[c.start : c.end] for c in ProgramFinder().find(text)]
    ['청렴 클린 콜', '지방자치법', '행복 동행 버스']
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the programmes in a text; hits and Doc are not needed.

        Examples
        --------
        >>> ProgramFinder().find("‘최우수상’을 받고 “감사하다”고 했다. 관련법에 따른 지원사업이다.")
        []
        """
        del hits, doc
        quoted = list(_quoted(text))
        again = repeats(text, quoted, REPEATED, "pattern:program.repeat", 0.7)
        found = outermost((*_bracketed(text), *quoted, *_bare(text), *chains(text), *again))
        return outermost((*found, *aliases(text, found, "PROGRAM")))


def _program(start: int, end: int, rule: str, confidence: float) -> Candidate:
    return Candidate(start, end, "PROGRAM", f"pattern:program.{rule}", confidence)


def _bracketed(text: str) -> Iterator[Candidate]:
    for match in BRACKET.finditer(text):
        yield _program(*trim_name(text, *match.span("name")), "law", 0.92)


def _quoted(text: str) -> Iterator[Candidate]:
    for start, end in quoted_names(text):
        name = text[start:end]
        if AWARDS.search(name) or is_kind(name):
            continue
        if ENDS.search(name) and len(name) > 3:
            yield _program(start, end, "quoted", 0.82)
        elif THEN_KIND.match(text, end) and len(name) > 2:
            yield _program(start, end, "kind", 0.8)
        elif (THEN_DONE.match(text, end) or _told(text, start, end, name)) and not NO_SCHEME.search(name):
            yield _program(start, end, "run", 0.65)


def _told(text: str, start: int, end: int, name: str) -> bool:
    """Tell whether the word before a mark, what follows or the name's last word says that it names a scheme."""
    return (
        before_mark(text, start).endswith(AFTER_KIND)
        or THEN_PART.match(text, end) is not None
        or TOLD.search(name) is not None
    )


def _bare(text: str) -> Iterator[Candidate]:
    for match in LAW.finditer(text) if LAW_WORDS.within(text) else ():
        if not NOT_LAW.match(match["name"]):
            yield _program(match.start(), match.end(), "law", 0.8)
    for match in ARTICLE.finditer(text) if "법" in text else ():
        yield _program(*match.span("name"), "article", 0.8)
    for word in words_ending(text, LONG):
        prefix = text[word.start : word.ending]
        if (
            len(prefix) >= LONG_PREFIX
            and not GENERIC.fullmatch(prefix)
            and "·" not in prefix
            and prefix.isalpha()
        ):
            yield _program(word.start, word.end, "word", 0.6)


@Language.factory("localgov_programs")
def make(nlp: Language, name: str) -> ProgramFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return ProgramFinder()
