"""Winners in the lines and cells below a prize, at the head of its line, before its footnote."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_brackets import honourable
from kr_localgov_nlp.facts.award_tail import BULLETS, PERSONAL
from kr_localgov_nlp.facts.award_winners import best, chains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene

_HEADED = re.compile(r"[^\n:：]{0,60}?\s?[:：]\s")
_LINE_TAIL = re.compile(
    r"[’”'\"」』]?\s?(?:[(（][^()（）\n]{1,30}[)）])?\s?(?:[·:：\-–]?\s?\d+\s?(?:명|팀|개|곳|점|건)[^\n]{0,6})?\s*[:：]?\s*(?=\n|$)"
)
_LINE_HEAD = re.compile(
    r"[^\w\n]{0,4}ㅇ?\s?(?:[가-힣A-Za-z·()（）\d]{1,12}[\s:：\-–]{1,3}){0,3}[‘“'\"「『<\[【]?"
)
_CELL = 45
#: Behind a giver's prize in a table's cell of its own
WITH_MONEY = re.compile(
    r"[’”'\"]?(?:\s?(?:및|,|·|\+)|[와과])\s?(?:상금|부상|포상금|시상금)[^\n.]{0,20}(?=\n|$)"
)
# The head of a table's column: firms are honoured, not those who head them.
_FIRMS = re.compile(r"\n\s*(?:수상\s?)?(?:기업명|업체명|기관명|회사명|상호|단체명|학교명|업체|기업)\s*\n")
# The head of a table with the winner's column before that of the prize
_HEAD_ROW = re.compile(
    r"\n\s*(?:수상자|수상\s?기관|수상\s?단체|수상\s?팀|성\s?명|이\s?름|업체명|기업명|기관명|학교명|단체명)\s*\n(?:[^\n]{0,10}\n){0,4}?"
    r"\s*(?:수상\s?내역|시상\s?내역|포상\s?내역|수상명|시상명|훈\s?격|상\s?격|상\s?훈|수여\s?내역)\s*\n"
)
_TABLE = 1500
# 가람부장관 / 표창: a prize over two cells
_NEXT_PRIZE = re.compile(
    r"\s*(?:[가-힣]{2,12}(?:장관|청장|처장|총장|원장|회장|지사|시장|군수|위원장)|표창|상장)\s*"
)
# A footnote that begins with a year
_NOTE = re.compile(r"\s*[*※]\s?[’‘'(]?(?:(?:19|20)\d\d|\d\d)[년)]")
_OPENS = 4
_BELOW = 12
# 금상은 총 3팀이 수상한다.: the winners stand in the lines below
_COUNT_SAID = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,30}[)）])?(?:은|는|에는|으?로는)\s(?:[가-힣]{1,8}\s){0,2}?(?:총\s)?\d+\s?(?:명|팀|점|편|건|곳|개\s?[가-힣]{1,3})[이가을를은는]?\s"
    r"[^\n]{0,40}\n\s*(?=[ㅇ○◦·▲△▶▷*\-–])"
)
# - 물길 안내 서비스 / 김하나, 이두리: the row ends in a cell with its makers
_LAST_CELL = re.compile(r"\s?/\s?$")
_ROW_END = re.compile(r"\s*[)）]?\s*$")
# (대통령 표창) △김하나 교수 △이두리 과장, and lines that go on with △
_OPENS_LINE = re.compile(r"[^\w\n]{0,5}[(（<〈《\[【]\s?")
_HEADS_ITEMS = re.compile(
    rf"\s?[)）>〉》\]】](?:\s?\d+\s?(?:명|점|곳|건|개))?\s?[:：]?\s*(?P<mark>[{BULLETS}])"
)
_ITEMS = {mark: re.compile(rf"{mark}[^{mark}\n]+") for mark in BULLETS}
_ROW = re.compile(r"\n*\s*(?P<mark>[ㅇ○◦·▲△▶▷*\-–])\s?[‘“'\"㈜(]{0,2}")
# □ 김하나 위원은 “…”라고 말했다.: a new paragraph, and no row
_SENTENCE = re.compile(r"[은는]\s[^\n]{0,160}(?:[“\"]|(?:했|였|됐|혔|었|았)다\.)")


def rows(scene: Scene, prize: Mention) -> tuple[Mention, ...]:
    r"""Give the winners that the rows open with below a prize of which the number of winners is told.

    Parameters
    ----------
    scene
        The text with its mentions.
    prize
        The prize.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "금상은 총 2팀이 받는다.\n - 김하나 학생의 ‘물길’\n - 이두리 학생의 ‘바람’"
    >>> scene = Scene(text, [Mention(0, 2, "PRIZE"), Mention(18, 21, "PERSON"), Mention(34, 37, "PERSON")])
    >>> [text[m.start : m.end] for m in rows(scene, scene.prizes[0])]
    ['김하나', '이두리']
    """
    text = scene.text
    said = _COUNT_SAID.match(text, prize.end)
    at = said.end() if said else -1
    found: list[tuple[Mention, ...]] = []
    mark = ""
    while at >= 0 and (row := _ROW.match(text, at)) and row["mark"] == (mark or row["mark"]):
        mark, end = row["mark"], text.find("\n", row.end())
        stop = end if end >= 0 else len(text)
        groups = chains(text, honourable(scene, row.end(), stop))
        if not groups or groups[0][0].start - row.end() > _OPENS or _prized(scene, row.end(), stop):
            break
        found.append(groups[0])
        at = end
    return tuple(m for chain in found for m in chain) if len(found) > 1 else ()


def bulleted(scene: Scene, prize: Mention) -> tuple[Mention, ...]:
    r"""Give the winner of each item below a prize in brackets that heads a list, on its line or on those below.

    Parameters
    ----------
    scene
        The text with its mentions.
    prize
        The prize.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "(포장) △김하나 교수 △이두리 과장\n\n△박세나 팀장"
    >>> people = [Mention(at, at + 3, "PERSON") for at in (6, 14, 23)]
    >>> [text[m.start : m.end] for m in bulleted(Scene(text, [Mention(1, 3, "PRIZE"), *people]), Mention(1, 3, "PRIZE"))]
    ['김하나', '이두리', '박세나']
    """
    text = scene.text
    if not _OPENS_LINE.fullmatch(text, scene.line(prize.start), prize.start):
        return ()
    head = _HEADS_ITEMS.match(text, prize.end)
    items = list(_ITEMS[head["mark"]].finditer(text, head.start("mark"))) if head else []
    found: list[Mention] = []
    at = items[0].start() if items else 0
    for item in items:
        names = honourable(scene, item.start(), item.end())
        if text[at : item.start()].strip() or not names or _prized(scene, item.start(), item.end()):
            break
        found.append(best(text, chains(text, names)[0]))
        at = item.end()
    return tuple(found)


def _prized(scene: Scene, low: int, high: int) -> bool:
    return any(m.label == "PRIZE" for m in scene.within(low, high))


def above(scene: Scene, group: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the winners in the lines above a prize, in a table whose head names 수상자 before 수상내역."""
    text, first = scene.text, group[0]
    line = scene.line(first.start)
    if not _LINE_TAIL.match(text, group[-1].end) or not _HEAD_ROW.search(text, max(0, line - _TABLE), line):
        return ()
    found: list[Mention] = []
    for _ in range(_BELOW):
        end = len(text[:line].rstrip())
        line = scene.line(end)
        here = scene.within(line, end)
        names = honourable(scene, line, end)
        if not names or names[0].start - line > _OPENS or any(m.label in ("PRIZE", "AWARD") for m in here):
            break
        found[:0] = _cells(text, names)
    return tuple(found)


def below(scene: Scene, group: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the winners in the lines or cells below a prize that has a line of its own."""
    text, first, last = scene.text, group[0], group[-1]
    if _LINE_TAIL.match(text, last.end) is None:
        return ()
    start = scene.line(first.start)
    if start == 0 < scene.body or _LINE_HEAD.fullmatch(text, start, first.start) is None:
        return ()
    end = text.find("\n", last.end)
    found: list[Mention] = []
    for _ in range(_BELOW):
        if end < 0:
            break
        while text[end + 1 : end + 2] == "\n":
            end += 1
        begin, end = end + 1, text.find("\n", end + 1)
        stop = end if end >= 0 else len(text)
        here = scene.within(begin, stop)
        names = honourable(scene, begin, stop)
        listed = bool(names) and text[begin : names[0].start].strip("‘“'\"「<㈜ -·*ㅇ○◦▪▶•□▲△(") == ""
        if found and here and here[0].start - begin < _OPENS and WITH_MONEY.match(text, here[0].end):
            continue  # the cell beside the winner's: 장관상 및 상금 30만 원
        if any(m.label in ("PRIZE", "AWARD") for m in here) or _NEXT_PRIZE.fullmatch(text, begin, stop):
            break
        if makers := _last_cell(text, names, begin, stop):
            found += makers
            continue
        if not (stop - begin <= _CELL or listed) or _SENTENCE.search(text, begin, stop):
            break
        if not names:
            if found and stop - begin > _CELL // 2:
                break
            continue
        found += names[:1] if text[names[0].start - 1] == "(" else _cells(text, names)
    people = [m for m in found if m.label in PERSONAL]
    if _FIRMS.search(text, max(0, first.start - 700), first.start):
        people = [m for m in found if m.label == "ORG"]
    if not people and len(found) > _BELOW // 2:
        return ()  # the row of a table with a column for each year
    return tuple(people or found)


def _last_cell(text: str, names: Sequence[Mention], begin: int, stop: int) -> tuple[Mention, ...]:
    """Give the people in the last cell of a row that a slash divides: - 물길 안내 서비스 / 김하나, 이두리."""
    chain = chains(text, names)[-1] if names else ()
    people = bool(chain) and all(m.label == "PERSON" for m in chain)
    last = people and _LAST_CELL.search(text, begin, chain[0].start)
    return chain if last and _ROW_END.match(text, chain[-1].end, stop) else ()


def _cells(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Give one winner of each part of a line that commas divide."""
    parts: list[list[Mention]] = [[names[0]]]
    for one, other in pairwise(names):
        if re.search(r"[,，/·、]", text[one.end : other.start]):
            parts.append([])
        parts[-1].append(other)
    return [best(text, part) for part in parts]


def headed(text: str, before: Sequence[Mention], prize: Mention) -> tuple[Mention, ...]:
    """Give the winners at the head of a line: - 김하나 씨 : 장관상."""
    start = text.rfind("\n", 0, prize.start) + 1
    head = _HEADED.match(text, start, prize.start)
    if head is None or not before:
        return ()
    names = [m for m in before if start <= m.start and m.end <= head.end()]
    return chains(text, names)[0] if names else ()


def noted(scene: Scene, at: int) -> Mention | None:
    """Give the name that the paragraph before a footnote opens with: 나주시는 3년 연속* … / * 2022년 4위, 2023년 2위."""
    text = scene.text
    line = scene.line(at)
    if not _NOTE.match(text, line):
        return None
    end = len(text[:line].rstrip())
    start = scene.line(end)
    names = [m for m in scene.within(start, end) if m.label in scene.labels]
    opens = names and "*" in text[start:end] and names[0].start - start <= _OPENS
    return names[0] if opens else None
