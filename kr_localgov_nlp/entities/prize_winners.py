"""Honours told by little more than their name, in a text that tells of winners.

``최우수기관 : 대전광역시``, ``▲우수 서산시``, ``장려 6개소``, ``9개 우수특구``: once a text says that somebody was chosen, each grade
and each chosen body in it is somebody's, unless the words tell how such are chosen (``우수기관을 선정하는 방식``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kr_localgov_nlp.entities.award_view import View

_RIGHT = r"(?=[^가-힣]|$|(?:으?로는?|에는?|에게는?|은|는|을|를|인|과|와|의|이|가|도)(?![가-힣])|이라)"
# A grade that begins a word.
_G = r"(?:최우수(?<![가-힣]최우수)|우수(?<![가-힣]우수)|장려(?<![가-힣]장려))"
_BODY = re.compile(
    rf"{_G}\s?(?:(?:지역|운영|유공|우수사례(?=\s?기관)|사례(?=\s?기관))\s?)?(?:"
    r"(?:(?:기초|광역|지방)\s?)?(?:자치단체|지자체)|지방정부|기관|시·군·구|시·군|시군구|시군|특구|사업장|사업지|학교숲|축제|"
    r"심[사판]관|공무원|논문(?!은)|상점|(?:(?<=최우수)|(?<=최우수\s))(?!등급)(?:[가-힣]{2,5}\s?){1,2}기관|(?<=최우수)\s?사례|(?<=최우수\s)사례)"
    rf"{_RIGHT}|최우수(?<![가-힣]최우수)\s?(?:[가-힣]{{2,5}}\s)?[가-힣]{{2,5}}?(?=(?:으?로|에)는[\s“‘]|이?라는\s영[예광])|우수(?:(?<=[명개],\s우수))\s[가-힣]{{2,6}}(?=\s\d+[명개])|(?:최우수(?<![가-힣]최우수)|우수(?<![가-힣]우수))\s?(?!사례|상|작|[가-힣]{{0,4}}사례)[가-힣]{{1,6}}?(?=으?로\s(?:최종\s|각각\s)*(?:선정[되된됐돼했]|뽑[혔힌혀]))"
)
_CRITERIA = re.compile(
    r"[을를]?\s?(?:\d+[가-힣]{1,3}[을를]?\s)?(?:선정해\s(?!시상|표창)|선정하는|선정하고\s(?:있|자)|선정하고,|선정[하한]다|선정할|선정·포상|"
    r"최종\s의결|발굴|뽑는|\s유공(?:직원|자)|\s(?:유형|담당)\s|선발\s|선정\s(?:방법|기준|절차|결과|계획)|선정은|시상식|포상\s계획)|[>〉》]|[을를]\s대상으로|\s사례\s공유"
)
_HANDED = re.compile(r"에(?:게)?는\s")
_PAST = re.compile(r"[됐했였었겼]|[:：]")
_FIRST_ROUND = re.compile(r"(?:1차|예선)\s?(?:평가|심사)?\s$")
_AFTER_ROW = "|".join(rf"(?<=[▲△▷◇○●•/\n]{gap}{g})" for g in ("최우수", "우수", "장려") for gap in ("", " "))
_GRADE = re.compile(
    rf"{_G}(?:(?=(?:로는?|에는?)\s(?:각각\s|최종\s)?(?:선정|뽑|이름|올)|의\s영[광예]|를\s(?:받|수상|차지)"
    r"|\s?\d{1,2}\s?(?:개소|곳|건|개|팀|편|명|점)(?![가-힣]{3}))"
    r"|(?:(?<=곳\s우수)|(?<=곳\s장려)|(?<=곳\s최우수))(?=,|\s?\n)"
    r"|(?:(?<=[가이]\s우수)|(?<=[가이]\s장려)|(?<=[가이]\s최우수))(?=,\s|\s?[(（](?:상사업비|상금|시상금|포상금|\d))"
    r"|(?:(?<=최우수)|(?<=장려))(?=에는?\s|·우수\s?기관|\s평가를\s받은)"
    r"|(?:(?<=[,∙·]\s우수)|(?<=[,∙·]\s장려))(?=\s[가-힣]{1,4}[시군구](?:[\s,·을이가은는에]|$))"
    r"|(?<=우수)(?=에는\s)|(?<=최우수)(?=\s[‘“'\"][^’”'\"\n]{2,40}[’”'\"]\s선정|\s수상[팀작자]|,\s우수,\s장려)"
    r"|(?:(?<=최우수,\s우수)|(?<=,\s우수,\s장려))(?=,\s장려|\s등\s)"
    r"|(?:(?<=최우수)(?=·우수·장려)|(?<=최우수·우수)(?=·장려)|(?<=·우수·장려)(?=\s각\s\d|\s등\s))"
    rf"|(?:{_AFTER_ROW})(?=\s?\n|\s?[‘“]|\s[가-힣]{{1,7}}(?:시|군|구|도|청)(?:[\s,·을이가은는]|$)))"
)
# Grades with those who hold them: 최우수(가람군), 우수(나루군·다온군)
_HELD = re.compile(
    rf"(?<=[\s*‘“(])(?P<first>{_G})\s?[(（][^()（）\n\d][^()（）\n]{{1,90}}[)）][,·/\s]{{1,3}}(?=최?우수|장려)"
)
_HELD_NEXT = re.compile(rf"[,·/\s]{{1,3}}({_G}\s?)[(（][^()（）\n\d][^()（）\n]{{1,90}}[)）]")
# 우수선사에는, 우수 선사는: the second grade, once somebody is 최우수선사
_BEST = re.compile(r"최우수\s?([가-힣]{2,4})")
# 올해의 심사관 beside 우수 심사관: the first grade of the same honour
_PERSON = re.compile(r"최?우수\s?([가-힣]{1,3}[관원사])")
_CASE = re.compile(
    r"우수사례(?:(?<=[을를의년간]\s우수사례)|(?<=[\n‘“'\"]우수사례))(?=[’”'\"]?로\s(?:최종\s|각각\s)?(?:선정|선발|뽑))|(?<=\d[건곳]의\s)우수사례(?=를\s(?:최종\s)?선[정발]|[는은]\s)|(?<=공모전[’”'\"]의\s)우수사례|(?<=공모전[’”'\"]\s)우수사례"
    r"|(?<=공모전\s)우수사례(?=\s선[정발]|에\s대한)"
)
_COUNTED = re.compile(r"금(?<![가-힣]금)\s?\d{1,3}개?[,·]\s?은\s?\d{1,3}개?(?:[,·]\s?동\s?\d{1,3}개?)?")
_METAL = re.compile(r"[금은동](?=\s?\d)")
_VICTORY = re.compile(
    r"(?<![가-힣])(?:종합\s?)?준?우승(?=을\s(?!진심|축하)|\s[가-힣]{2,4}\s씨|은\s[^.\n]{2,40}(?:[,(（]|[이가]\s차지)|\s?[,’”]|\s[‘“]?쾌거)"
)
# 우수구에는 가람구가 뽑혔고 모범구에는 나루구가
_TOWN = re.compile(r"(?<![가-힣])(?:최우수|우수|모범|장려)\s?[구군시](?=에는?\s|으?로는\s|인\s[가-힣])")
# 최우수 가람, 우수 나루, 다온, 장려 한빛: a headline's row of grades
_ROW = re.compile(
    r"(?m)^[^\w\n]{0,3}(최우수)\s[가-힣,·\s]{2,50},\s(우수)\s[가-힣,·\s]{2,50}?(?:,\s(장려)\s[가-힣]|$)"
)
# ‘안전한 물길’상 김하나님의; ▲고운 상표(가람원장상)에는; 가람부장관상인 『고운 상표』에는; 지석영상(4점)은 ▲
_NAMED = re.compile(
    r"[‘“'][가-힣 ]{2,14}[’”']상(?=\s[가-힣]{2,4}(?:님|씨|[·,]|\s)|[은이을에]\s)"
    r"|(?<=[▲△▷▶])(?!최?우수|장려|대상|[금은동]상|특별)[가-힣]{2,6}(?:\s[가-힣]{2,7})?(?=[(（][가-힣\s]{2,14}(?:장상|표창)[)）](?:으로|에는|에|은|는|로)\s)"
    r"|(?:(?<=장상인\s[『「‘“])|(?<=관상인\s[『「‘“]))(?!최?우수|장려|대상|[금은동]상|특별)[가-힣]{2,6}(?:\s[가-힣]{2,7})?(?=[』」’”](?:으로|에는|에|은|는|로)\s)"
    r"|(?<![가-힣])[가-힣]{2,4}상(?=\s?[(（]\d{1,2}\s?[점명팀][)）][은에]는?\s[▲△‘“])"
)
_GROUP = re.compile(r"(?<!\d)\d위\s그룹(?=[은으이])")

Found = tuple[int, int, str, float]


def winners(text: str, view: View) -> Iterator[Found]:
    """Give the honours that only a text's tale of winners makes certain.

    Parameters
    ----------
    text
        The text as given.
    view
        What it tells.

    Yields
    ------
    tuple
        Start, end, kind, confidence.
    """
    for m in _VICTORY.finditer(text) if "우승" in text else ():
        if view.told(*m.span()):
            yield *m.span(), "rank", 0.75
    if not view.settled:
        return
    for m in _COUNTED.finditer(text):
        for metal in _METAL.finditer(text, *m.span()):
            yield *metal.span(), "grade", 0.75
    yield from _organs(text, view)
    for m in _GRADE.finditer(text):
        if not view.planned(*m.span()):
            yield *m.span(), "grade", 0.75
    yield from _held(text)
    yield from _towns(text, view)
    for m in _NAMED.finditer(text):
        if not view.planned(*m.span()):
            yield *m.span(), "named", 0.75
    for m in _GROUP.finditer(text):
        yield *m.span(), "rank", 0.75
    if not view.graded:
        for m in _CASE.finditer(text):
            yield *m.span(), "organ", 0.75


def _organs(text: str, view: View) -> Iterator[Found]:
    """Give whoever is best or good: 최우수기관, 우수선사."""
    organs: list[Found] = []
    for m in _BODY.finditer(text):
        start, end = m.span()
        if (
            _CRITERIA.match(text, end) is None
            and _FIRST_ROUND.search(text, max(0, start - 8), start) is None
            and not view.planned(start, end)
            and (_HANDED.match(text, end) is None or _PAST.search(text, end, view.bounds(start, end)[1]))
        ):
            organs.append((start, end, "organ", 0.75))
    yield from organs
    best = {b[1] for a, z, kind, _ in organs if (b := _BEST.fullmatch(text, a, z))}
    noted = {b[1] for a, z, _, _ in organs if (b := _PERSON.fullmatch(text, a, z))}
    others = [rf"올해의\s{noun}{_RIGHT}" for noun in sorted(noted)]
    others += [rf"(?<![가-힣])우수\s?{noun}(?=에는\s|에\s(?!대[해한])|는\s|은\s)" for noun in sorted(best)]
    for other in others:
        for m in re.finditer(other, text):
            if not view.planned(*m.span()):
                yield *m.span(), "organ", 0.75


def _towns(text: str, view: View) -> Iterator[Found]:
    """Give the grades of towns: 우수구에는, and a headline's row."""
    for m in _TOWN.finditer(text):
        if not view.planned(*m.span()):
            yield *m.span(), "organ", 0.75
    for m in _ROW.finditer(text):
        for group in (1, 2, 3):
            if m[group]:
                yield *m.span(group), "grade", 0.75


def _held(text: str) -> Iterator[Found]:
    """Give the grades of a row in which each has its winners in brackets."""
    for m in _HELD.finditer(text):
        yield *m.span("first"), "grade", 0.75
        at = m.end("first")
        at = text.index(")", at) + 1 if ")" in text[at : m.end()] else m.end()
        while other := _HELD_NEXT.match(text, at):
            yield other.start(1), other.start(1) + len(other[1].rstrip()), "grade", 0.75
            at = other.end()
