"""Short names that a text gives to a body, a law or a project, and names that a title in brackets shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.naming import repeats, word_before, word_start
from kr_localgov_nlp.entities.nouns import is_kind, is_noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# 가람연구원(KRI), 나라은행(이하 ‘나은’)
ALIAS = re.compile(
    r"[’'”\"`」｣』》〉>]?\s?\((?P<below>이하\s?[‘'“\"「｢]?)?(?P<name>[A-Z][A-Za-z\-&]{2,9}|[가-힣A-Z\d]{2,10})[’'”\"」｣]?[);]"
)
BODY = re.compile(
    r"[가-힣]{2,}(?:연구원|진흥원|기술원|과학원|개발원|평가원|기구|협회|학회|은행|감독청|연구소|공단|공사|재단|연맹|연합회"
    r"|이사회|대학교|사무국|협력단)$"
)
# 해솔식품(대표 김가람): what a person leads is a body.
LED = re.compile(
    r"\((?:공동\s?)?(?:대표이사|대표|회장|이사장|교장|총장|지회장|조합장|지부장|지점장|점장|단장)\s?(?:[가-힣]{2,4}|:)[,)\s]"
)
NAME = re.compile(r"[가-힣A-Za-z\d·&\-]*[가-힣A-Za-z]$")
# 가람골 로타리클럽, 가람읍 이장단: such a word is a body only with the one before it.
NEEDS_MORE = re.compile(
    r"(?:로타리|라이온스)클럽|공선회|작목반|이장단|부녀회|청년회|생활개선회|봉사단|협의회|연합회|[가-힣]{2,6}점"
)
NOT_LED = re.compile(
    r"(?:경로당|마을|센터|공원|시장|[읍면동시군구]|법인|유한회사|주식회사|단체|기업|업체|업소|팀|은|는|을|를)$"
)
NOT_ALIAS = frozenset(
    (
        "NGO",
        "MOU",
        "ODA",
        "CEO",
        "경진대회",
        "경연대회",
        "발표대회",
        "대회",
        "콘테스트",
        "토론회",
        "포럼",
        "축제",
        "세미나",
        "워크숍",
    )
)
SCHOOL = re.compile(r"(?<![가-힣])(?P<name>[가-힣]{2,8}?[초중고])(?:등학교|학교)")
# 한빛초 교장, 한솔중 김가람 교사, 한빛초·한솔초: who works there and what stands beside shows a school.
AT_SCHOOL = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4}[초중고])(?=\s(?:[가-힣]{2,4}\s)?(?:교장|교감|교사|학생|학부모)(?![가-힣]{3})"
    r"|[·,]\s?[가-힣]{2,4}[초중고](?![가-힣]))"
)
AT_WORK = ("교장", "교감", "교사", "학생", "학부모")
NO_SCHOOL = re.compile(r"(?:초중고|초·중|[하되라이다냐]고|[당최기월연]초|[행진운집적]중|도중|가운데중)$")


def aliases(text: str, found: Iterable[Candidate], label: str) -> list[Candidate]:
    """Give the short names behind the candidates, wherever the text has them.

    Parameters
    ----------
    text
        The text.
    found
        Candidates of one label whose short names are looked for.
    label
        What the short names are.

    Examples
    --------
    >>> text = "한빛은행(이하 ‘한은행’)은 한은행 앱을 연다."
    >>> [text[c.start : c.end] for c in aliases(text, [Candidate(0, 4, "ORG", "a", 0.8)], "ORG")]
    ['한은행', '한은행']
    """
    if "(" not in text:
        return []
    named = []
    for candidate in found:
        match = ALIAS.match(text, candidate.end)
        if match is None or not (match["below"] or match["name"].isascii()):
            continue
        start, end = match.span("name")
        if not (is_kind(match["name"]) or is_noun(match["name"]) or match["name"] in NOT_ALIAS):
            named.append(Candidate(start, end, label, f"pattern:{label.lower()}.alias", 0.82))
    return [*named, *repeats(text, named, 2, f"pattern:{label.lower()}.alias", 0.8)]


def bodies_in_brackets(text: str) -> Iterator[Candidate]:
    """Yield what stands before a Latin short form or before its head in brackets, and is a body.

    Examples
    --------
    >>> text = "해솔식품(대표 김가람)은 국제가람기구(IGO)에 들었다."
    >>> [text[c.start : c.end] for c in bodies_in_brackets(text)]
    ['해솔식품', '국제가람기구']
    """
    at = text.find("(")
    while at >= 0:
        start = word_start(text, at)
        name = text[start:at]
        if LED.match(text, at):
            if NEEDS_MORE.fullmatch(name) and (before := word_before(text, start)) is not None:
                start = before[0]
            elif is_kind(name):
                start = at
            if at - start > 1 and NAME.match(name) and not NOT_LED.search(name):
                yield Candidate(start, at, "ORG", "pattern:org.led", 0.72)
        elif BODY.match(name) and ALIAS.match(text, at) and not is_kind(name):
            yield Candidate(start, at, "ORG", "pattern:org.bracket", 0.75)
        at = text.find("(", at + 1)


def short_schools(text: str) -> list[Candidate]:
    """Give 한빛초 and 한빛초교, where the text has 한빛초등학교 or someone who works there.

    Examples
    --------
    >>> text = "한빛초등학교에서 만났다. 한빛초 학생들은 한빛초교를 알렸다."
    >>> [text[c.start : c.end] for c in short_schools(text)]
    ['한빛초', '한빛초교']
    """
    if "교" not in text:
        return []
    names = {match["name"] for match in SCHOOL.finditer(text)}
    names |= {
        match["name"]
        for match in (AT_SCHOOL.finditer(text) if any(word in text for word in AT_WORK) else ())
        if not (NO_SCHOOL.search(match["name"]) or is_noun(match["name"]) or is_kind(match["name"]))
    }
    out: list[Candidate] = []
    for short in names:
        for name in (short, short + "교"):
            out += _again(text, name)
    return list({c.start: c for c in out}.values())


def _again(text: str, name: str) -> Iterator[Candidate]:
    for match in re.finditer(
        rf"(?<![가-힣]){name}(?!등?학교|교(?!장|사|감))(?=[^가-힣]|[은는이가을를에의과와도로서만])", text
    ):
        yield Candidate(match.start(), match.end(), "ORG", "pattern:org.school", 0.8)
