"""Which names of a stretch may be honoured: those in brackets or in a title explain another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_tail import PERSONAL
from kr_localgov_nlp.facts.award_winners import INHABITED, chains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene

# 가람산 풍경을 담은, 나루항의 적기 준공: a place that is told of, not honoured
_SCENERY = re.compile(r"\s[가-힣]{2,}(?<![이가은는])\s|의\s")
# 나주시의 ‘가람관’, 강진군의 ‘나루관’: what stands in the marks is no winner
_OWNED = re.compile(
    r"(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:\s?[님씨])?의\s(?:[^‘’“”「」『』｢｣\n,.]{1,24}\s)?[‘“「『｢'][^‘’“”「」『』｢｣'\n]{0,60}$"
)
# 나주시의 가람사 안 ‘나루관’: where their work stands
_WHERE = re.compile(r"\s(?:내|안|앞|옆|인근)\s[‘“「『｢]")
# 가람사의 ‘김하나의 봄’: a person whom a title speaks of
_IN_TITLE = ("의 ", "와 ", "과 ", "이 ", "가 ", "은 ", "는 ", "을 ", "를 ")
# 최우수(가람시), 우수|(나루시): the bracket of the next grade
_NEXT_ROW = re.compile(r"[)）]\s?[,·/]")
# ‘가람골 전투 100주년 기록 영화’가, 「가람청을 부탁해」: titles that a name opens
_OPENS_TITLE = re.compile(r"(?:[‘'][^‘’'\n]{2,60}[’']|’[^‘’'\n]{2,60}‘)(?=[이가은는을를와과])")
_TITLE_GOES_ON = 4
_IN_CLAUSE = re.compile(r"[을를]\s[^「」『』｢｣\n]{2,20}[」』｣]")
# 가람방송| ‘물길 |나루|와 봄’, and so on
_ITS_TITLE = re.compile(r"\s[‘“']([^‘’“”'\n]{0,40})")
_TITLE_END = re.compile(r"([^‘’“”'\n]{0,40})[’”'](?=,|\n|$)")
# 김하나 농가(나주), where nothing recognised the name
_FARM = re.compile(r"\s(?:농가|어가|씨|님)\s?$")
# 김하나 님이 출품한 ‘우리 집 막내 |이두리|’
_OPENED = re.compile(r"(?P<made>(?:의|출품한|제출한|응모한|찍은|그린|쓴)\s)?[‘“](?P<inside>[^‘’“”\n]{0,40})$")
_CLOSES = re.compile(r"[^‘’“”\n]{0,40}[’”]")
# 가람위원회의 심의와 나루점검단 및 투표를 통해 뽑는다
_JUDGES = re.compile(
    r"의\s(?:심의|심사|추천|의결|투표)|\s(?:및|등의)\s(?:[가-힣]{2,6}\s)?(?:투표|심사)[가-힣]{0,3}[을를]\s(?:통해|거쳐)"
)
_FORM = re.compile(r"[(（][주재사유합][)）]")
_OFFICE = re.compile(r"(?:[가-힣]{0,6}(?:장|관|감|수|표|사|재)\s?)")

_IN_BRACKET = re.compile(
    r"[’”'\"]?(?P<count>\s?(?:각\s)?\d+\s?(?:명|팀|점|편|건|곳|개\s?[소사팀]?|개\s기관|작품|인))?"
    r"\s?[(（](?:[^()（）\n]|[(（][^()（）\n]{1,6}[)）]){2,160}[)）]"
)
_ROW_GRADE = re.compile(r"최우수상?|우수상?|장려상?|대상|[금은동]상")
_ROW_BEFORE = re.compile(r"[)）]\s?[,·/]\s?$")
_ROW_AFTER = re.compile(r"\s?[,·/]\s?(?:최?우수|장려|[금은동]상)상?\s?[(（]")
_GIVEN_BY = re.compile(r"(?:장관|시장|군수|청장|처장|지사|회장|원장)\s$")
# Brackets with names alone, behind 우수기관
_SEVERAL = re.compile(r"[’”'\"]?\s?[(（]x(?:\s?[,·ㆍ‧․/]\s?x)+[)）]")


def honourable(scene: Scene, low: int, high: int) -> list[Mention]:
    """Give the names of a stretch of the text whose bearers may be honoured, those that explain another left out."""
    return outside_brackets(scene.text, [m for m in scene.within(low, high) if m.label in scene.labels])


def _in_work(text: str, one: Mention, other: Mention) -> bool:
    """Tell whether a name is but a part of the title of what a body made: 가람방송 ‘나루학당과 봄’, 나루방송 ‘숲’."""
    opened = _ITS_TITLE.fullmatch(text, one.end, other.start) if one.label == "ORG" else None
    closed = _TITLE_END.match(text, other.end) if opened else None
    return bool(opened and closed and (opened[1] or closed[1]))


def _of_title(text: str, m: Mention) -> bool:
    """Tell whether a person is but told of in a title: ‘김하나의 봄’, 이두리 님이 출품한 ‘우리 집 막내 하나’."""
    opened = _OPENED.search(text, max(0, m.start - 60), m.start)
    if opened is None or not _CLOSES.match(text, m.end):
        return False
    whose = not opened["inside"] and text.startswith("의 ", m.end)
    return whose or (bool(opened["inside"].strip()) and opened["made"] is not None)


def _titled(text: str, m: Mention) -> bool:
    """Tell whether a name opens the title of something."""
    title = _OPENS_TITLE.match(text, m.start - 1) if m.label == "PLACE" and m.start else None
    if title is not None and title.end() > m.end + _TITLE_GOES_ON:
        return True
    return text[m.start - 1 : m.start] in ("「", "『", "｢") and _IN_CLAUSE.match(text, m.end) is not None


def outside_brackets(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Leave out names in brackets that explain the name before: 나주시(시장 윤병태), 가람대학교(김하나, 이두리)."""
    out: list[Mention] = []
    for m in names:
        opened = max(text.rfind(mark, max(0, m.start - 60), m.start) for mark in "(（")
        closed = max(text.rfind(mark, max(0, m.start - 60), m.start) for mark in ")）")
        if _FORM.match(text, opened) and out and 0 <= opened - out[-1].end <= 4 and text[opened - 1] in "(（":
            opened, closed = opened - 1, opened - 2  # 김하나 씨((주)한빛)
        if (
            opened > closed
            and m.label in ("DISTRICT", "PLACE")
            and _FARM.search(text, max(0, opened - 4), opened)
        ):
            continue
        about = out and 0 <= opened - out[-1].end <= 8 and not _NEXT_ROW.match(text, out[-1].end, opened)
        if opened > closed and about and "\n" not in text[opened : m.start]:
            continue
        if opened > closed and m.label in PERSONAL and _OFFICE.fullmatch(text[opened + 1 : m.start]):
            continue
        named_by = out and (m.label == "PLACE" or (m.label == "ORG" and out[-1].label == "ORG"))
        named_by = named_by or (out and m.label == "PERSON" and text[m.end : m.end + 2] in _IN_TITLE)
        if named_by and _OWNED.fullmatch(text[out[-1].end : m.start]):
            continue
        if m.label == "PLACE" and out and text[out[-1].end : m.start] == "의 " and _WHERE.match(text, m.end):
            continue
        if m.label in ("PLACE", "ORG") and _titled(text, m):
            continue
        if (out and _in_work(text, out[-1], m)) or (m.label == "PERSON" and _of_title(text, m)):
            continue
        if m.label not in PERSONAL and _JUDGES.match(text, m.end):
            continue
        if m.label == "PLACE" and _SCENERY.match(text, m.end) and not INHABITED.search(text, m.start, m.end):
            continue
        out.append(m)
    return out


def bracketed(text: str, names: Sequence[Mention], prize: Mention) -> tuple[Mention, ...]:
    """Give the winners in brackets behind a prize: 대상(김하나), 우수상 2곳(가람전자, 나루전자)."""
    bracket = _IN_BRACKET.match(text, prize.end)
    inside = [m for m in names if bracket and m.end < bracket.end()]
    row = bracket and (
        _in_row(text, prize, bracket.end()) or _SEVERAL.fullmatch(_gaps(text, inside, bracket))
    )
    if bracket and not bracket["count"] and not row:
        inside = [m for m in inside if m.label in PERSONAL]
    given = not inside or _GIVEN_BY.search(text, prize.end, inside[0].start)
    return () if given else chains(text, inside)[0]


def _gaps(text: str, names: Sequence[Mention], bracket: re.Match[str]) -> str:
    """Give what stands in brackets beside the names, each of which is an x; "" where there are not several."""
    if len({m.label for m in names}) != 1 or len(names) < 2:
        return ""
    ends = [bracket.start(), *(m.end for m in names)]
    starts = [*(m.start for m in names), bracket.end()]
    return "x".join(text[low:high] for low, high in zip(ends, starts, strict=True))


def _in_row(text: str, prize: Mention, end: int) -> bool:
    """Tell whether a grade and its bracket are one of a row: 최우수(가람시), 우수(나루시·다온시), 장려(한빛군)."""
    before = _ROW_BEFORE.search(text, max(0, prize.start - 8), prize.start)
    return _ROW_GRADE.fullmatch(text, prize.start, prize.end) is not None and bool(
        before or _ROW_AFTER.match(text, end)
    )
