"""Winners side by side: names in a list, and the several names of one winner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_tail import AND, PERSONAL, Tail, tail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_parts import Mention

_KIND = 2  # syllables that tell what kind of body a name is of
_RANK = {"PERSON": 4, "HEAD": 4, "ORG": 3, "DISTRICT": 2, "MINISTRY": 2, "PLACE": 1}
# Places that are people's own: a village or a hall receives a prize, a river or a park brings it to its government.
INHABITED = re.compile(
    r"(?:마을|[가-힣]골|경로당|회관|정원|농원|농장|[센쎈]터|시장|상점|학교|식당|카페|도서관|분교|[가-힣]\d{1,2}리)$"
)
# Between the names of one winner: 가람전자㈜의 김하나, 나주시 빛가람동, 가람전자 유한회사’(한빛의 자회사) 김하나
_APPOSED = re.compile(
    r"(?!\s?[’”'\"」』]?[가-힣]{0,7}(?:[은는이가을를와과]|에서|으로|에게|에)[\s,])(?:\s?[가-힣A-Za-z0-9]{1,8})?[’”'\"」>]?"
    r"(?:\s?[(（][^()（）\n]{1,40}[)）](?!(?:[은는이가을를와과]|에서|으로|에게|에)[\s,]))?"
    r"㈜?의?\s?(?:[가-힣A-Za-z0-9·]{1,12}(?<![은는을를])\s){0,2}[‘“'\"「<㈜]*$"
)
_BEFORE_OFFICE = re.compile(
    r"[’”']?(?:[(（]\d{2}세?[)）])?\s(?:[전현]\s?)?(?:(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|제주|[충전경][남북])\s)?(?:[‘“'\"]|[(（][재사주유][)）]|㈜)?"
)
_ITS = re.compile(r"의?\s?[‘“'\"]")
_TEAM_OPENS, _TEAM = re.compile(r"\s?[‘“'\"]"), re.compile(r"[’”'\"]\s?팀")
# What a list's next name may be led in by: a department, a firm's form, a bullet of its own.
_LEAD_IN = re.compile(
    r"\s?(?:[(（][^()（）\n]{1,14}[)）]\s)?(?:[가-힣A-Za-z0-9·]{1,14}(?<![은는을를])(?:[(（][가-힣]{1,8}[)）])?\s){0,3}[‘“'\"「<]?(?:(?:[(（]?[주재사유합][)）]|㈜|주식회사\s|유한회사\s)\s?|고?\(?故\)?\s)?$"
)
# ‘봄비’(가람초 김하나), ‘여름비’(나루초 이두리)
_NEXT_WORK = re.compile(
    r"(?:\s외\s?\d+[명인])?[)）],?\s?(?:및\s)?(?:[가-힣]{1,8}(?:에서는|에는|은|는)\s{1,2})?[‘“「『｢'<〈《][^‘’“”「」『』｢｣\n]{2,90}[’”」』｣'>〉》]\s?[(（]"
)
_NEW_LINE = re.compile(r"\n\s*\n|[.:]\s*\n|\n\s*[^\w\s‘“「『｢<〈《'\"(（]|\n\s*[ㅇo]\s")
# 김하나 작가=물빛, 이두리 작가=바람
_WITH_WORK = re.compile(r"(?:\s[가-힣]{1,6})?\s?=[^,\n▲★]{1,40},\s?(?:[^,\n▲★]{1,12},\s)?")
_THEN = re.compile(r",\s[가-힣\s]{0,40}$")
# 김하나 선수가 |높이뛰기에서, 이두리 선수는 멀리뛰기에서 각각
_EACH_IN = re.compile(r"\s?(?:[가-힣A-Za-z0-9,]{1,10}\s){0,3}[가-힣A-Za-z0-9]{1,10}에서,\s")
# Every syllable that an adnominal verb may end in: 낸, 다룬, 분석한, 만드는.
_N_FINAL = "".join(map(chr, range(ord("간"), ord("힣") + 1, 28)))
#: Between a winner and the next one: a clause that tells of the next one.
CLAUSE = re.compile(
    rf"\s?(?:[‘“「『][^‘’“”「」『』\n]{{2,90}}[’”」』](?:,\s)?){{0,3}}[^\n‘’“”]{{0,70}}[{_N_FINAL}]\s(?:[가-힣]{{2,8}}[과팀실국소]\s)?[‘“「'<]?$"
)
# 대상을 받은 김하나 대표, 모범농장으로 선정된 이두리 대표
_HONOURED_TOO = re.compile(r"(?:으로|로|을|를|에)\s(?:선정된|뽑힌|수상한|받은)\s")
# 김하나 어린이를 비롯한 이두리 학생이
_LED_BY = re.compile(r"\s비롯(?:한|해|하여),?\s+")
# 중앙부처 단위에서는 가람처, |시·도 단위에서는 나주시
_FIELD_OF = re.compile(r"\s?[가-힣·\s]{1,14}(?:부문|분야|단위|그룹)(?:에서)?(?:는|에는|은)\s")
# 김하나(가람초2), ‘봄비’ 이두리
_THEIR_WORK = re.compile(r"(?:[(（][^()（）\n]{1,20}[)）])?,\s[‘“「][^‘’“”「」\n]{2,60}[’”」]\s")
# 가람농원의 대추차와 |나루조합의 도라지차가
_MADE_AND = re.compile(r"의\s[^,.\n]{1,24}(?<!축제)[와과]\s")
# 가람대 ‘물길’ |나루대 ‘봄비’ |다온대 ‘쉼터’가
_WORK_BETWEEN = re.compile(r"\s[‘“][^‘’“”\n]{2,60}[’”]\s")
# 김하나(가람초) 이두리(나루초): in a list, with no mark between
_BRACKETED_BESIDE = re.compile(r"[(（][^()（）\n]{1,24}[)）]\s")
# 자유형 74㎏급 김하나, 그레코로만형 60㎏급 |이두리
_IN_CLASS = re.compile(
    r"(?:[(（][^()（）\n]{1,24}[)）])?,\s?(?:[가-힣]{1,8}\s){0,2}\d{1,4}\s?(?:㎏|㎞|kg|km|m)급?(?:\s[가-힣]{1,6})?\s"
)
# 김하나 이두리 관세사와: persons side by side with no mark between
_BESIDE = re.compile(r"\s(?:[가-힣]{2,8}(?<![은는이가을를의과와도])\s)?")


def chains(text: str, names: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Group names that stand side by side, the names of one winner in one: 나주시와 강진군, 가람전자 김하나 대표.

    Returns
    -------
    list of tuple of Mention
        For each list of winners one name of each, in the order of the text.
    """
    items: list[list[Mention]] = []
    for m in names:
        if items and _its_work(text, items[-1][-1], m):
            continue
        if items and _link(text, _last(items[-1]), m, m.label) == "same":
            items[-1].append(m)
        else:
            items.append([m])
    out: list[list[list[Mention]]] = []
    for item in items:
        label = best(text, item).label
        if out and _link(text, _last(out[-1][-1]), item[0], label) == "and":
            out[-1].append(item)
        elif out and label in PERSONAL and _told_of(text, out[-1], item[0]):
            out[-1][-1:] = [item]
        else:
            out.append([item])
    return [tuple(best(text, item) for item in chain) for chain in out]


def _its_work(text: str, one: Mention, other: Mention) -> bool:
    """Tell whether a name in marks behind a body is what it made: 가람목장‘물빛치즈’, 나루수목원의 ‘어린 정원사’."""
    opened = one.label == other.label == "ORG" and _ITS.fullmatch(text, one.end, other.start)
    return bool(opened) and text[other.end : other.end + 1] in "’'”\"" and not _TEAM.match(text, other.end)


def _told_of(text: str, items: Sequence[Sequence[Mention]], other: Mention) -> bool:
    """Tell whether the last name of a list only stands in the clause of the next person: 김하나 팀장, 나주시를 도운 이두리."""
    if len(items) < 2 or items[-1][-1].label in PERSONAL:
        return False
    one = _last(items[-2])
    return one.label == "PERSON" and _link(text, one, other, "PERSON") == "and"


def _last(item: Sequence[Mention]) -> Mention:
    """Give the last name of a winner, as a person's where one of the names is a person's."""
    return item[-1]._replace(label="PERSON") if any(m.label in PERSONAL for m in item) else item[-1]


def _link(text: str, one: Mention, other: Mention, label: str) -> str:
    """Tell how a name is tied to the one before: ``same`` winner, ``and`` another one, "" neither.

    `label` is that of the winner whom the other name begins: PERSON for the body in 가람전자 김하나 대표.
    """
    gap = text[one.end : other.start]
    if len(gap) > 110 or _NEW_LINE.search(gap):
        return ""
    gap = gap.replace("\n", " ")
    apart = one.label in PERSONAL
    if _NEXT_WORK.fullmatch(gap):
        return "and"
    if one.label == "ORG" and gap == " 팀의 ":
        return ""  # 가람 팀의 김하나 팀장은: the team has won
    if _appended(text, one, other, gap):
        return "same"
    if not apart and _RANK[other.label] >= _RANK[one.label] and one.label != "PLACE" and _APPOSED.match(gap):
        if other.label != one.label:
            return "same"
        if not _MADE_AND.match(gap):
            return "and" if gap == " " and _alike(text, one, other) else ""
    if apart and label in PERSONAL and _WITH_WORK.fullmatch(gap):
        return "and"
    if (apart or one.label == "ORG") and _side_by_side(gap, other.label, label):
        return "and"
    told = tail(text, one, other.start)
    each = apart and told.kind in ("sub", "top") and label in PERSONAL
    if each and _EACH_IN.fullmatch(text[told.end : other.start]):
        return "and"
    if apart and told.kind == "sub" and label in PERSONAL and _THEN.fullmatch(text[told.end : other.start]):
        return "and"
    led = _LED_BY.match(text, told.end) if told.kind == "obj" and one.label == label else None
    told = Tail("and", led.end()) if led else told
    bodies = not {one.label, label} & {*PERSONAL, "PLACE"}
    if told.kind != "and" or (told.owner and one.label != label and not bodies):
        return ""
    mark = AND.match(text, told.end)
    opens = not text[text.rfind("\n", 0, one.start) + 1 : one.start].strip(" -·*ㅇ○◦▪▶•□▲△‘“'\"[")
    if mark and "," in mark[0] and one.label != label and told.end - one.end < 2 and opens:
        return ""  # 나주시, 김하나 씨 …: a headline's comma
    at = mark.end() if mark else told.end
    rest = text[at : other.start].replace("\n", " ")
    goes_on = _LEAD_IN.match(rest) or (
        (one.label == label or _FIELD_OF.fullmatch(rest)) and CLAUSE.match(rest)
    )
    return "and" if goes_on and not _HONOURED_TOO.search(rest) else ""


def _appended(text: str, one: Mention, other: Mention, gap: str) -> bool:
    """Tell whether a name and the next are one: 나주시 남평읍, 김하나 가람초등학교 교장, 가람대학교 “물빛”팀이, 순천 김하나 작가."""
    if one.label in ("DISTRICT", "PLACE") and other.label == "PLACE" and gap.strip("‘“「『'") in ("", " "):
        return True
    if one.label in PERSONAL and other.label not in PERSONAL and _BEFORE_OFFICE.fullmatch(gap):
        return True
    if one.label == other.label == "ORG" and _TEAM_OPENS.fullmatch(gap) and _TEAM.match(text, other.end):
        return True
    return one.label == "PLACE" and other.label == "PERSON" and gap == " "


def _alike(text: str, one: Mention, other: Mention) -> bool:
    """Tell whether two bodies are of one kind: 나주시의회 강진군의회, in a list that blanks divide."""
    kinds = {text[m.end - _KIND : m.end] for m in (one, other)}
    return one.label == "ORG" and len(kinds) == 1


def _side_by_side(gap: str, other: str, label: str) -> bool:
    """Tell whether persons stand side by side: 김하나 이두리 관세사, 김하나씨 가람회 이두리씨, 김하나, ‘봄비’ 이두리."""
    if label not in PERSONAL:
        return label == other == "ORG" and _WORK_BETWEEN.fullmatch(gap) is not None
    between = (_BESIDE, _BRACKETED_BESIDE, _IN_CLASS)
    beside = other == "PERSON" and any(one.fullmatch(gap) for one in between)
    return beside or gap == "씨 " or _THEIR_WORK.fullmatch(gap) is not None


def best(text: str, item: Sequence[Mention]) -> Mention:
    """Give the one honoured of names in apposition: the person, else the body, else the village or the government."""

    def rank(one: tuple[int, Mention]) -> tuple[float, int]:
        at, m = one
        lived_in = m.label == "PLACE" and INHABITED.search(text, m.start, m.end)
        return 2.5 if lived_in else _RANK[m.label], at

    return max(enumerate(item), key=rank)[1]
