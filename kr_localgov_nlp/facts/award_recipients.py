"""Who received a prize: lists of winners, holders before brackets and colons, subjects, the issuing government."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.facts.award_parts import Mention, is_organiser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_names import Scene

_PERSONAL = ("PERSON", "HEAD")
_RUNNERS = ("MINISTRY", "DISTRICT", "ORG")
_RECIPIENTS = ("PERSON", "HEAD", "DISTRICT", "ORG", "PLACE")
_RANK = {"PERSON": 4, "HEAD": 4, "ORG": 3, "DISTRICT": 2, "PLACE": 1}
_ROLE = (
    r"(?![와과]\s)(?:[가-힣]{1,10}\s?){0,2}(?:씨|님|선생|교사|교수|대표|위원|위원장|주무관|사무관|서기관|선수|작가|시인|학생|농가|"
    r"지도자|회장|의원|감독|단장|군수|시장|구청장|지사|팀|센터|사업|보건소|과장|팀장|연구사|지도사|이장|통장|반장|국장|소장|"
    r"한의사|간호사|사회복지사|승무사원|직원|군|양|부부|가족|조합장|이사장|관장|원장|교장|경위|경감|소방[가-힣]{1,2}|공무원|"
    r"주민자치회|봉사단|선수단|관계자)"
)
_PAREN = r"(?:\s?[(（][^()（）\n]{1,60}[)）])?"
_SUBJECT = re.compile(rf"[’”'\"」]?{_PAREN}\s?(?:{_ROLE})?{_PAREN}([이가]|께서|은|는|에서는|도)(?=[\s‘“,])")
_AFTER_PRIZE = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:은|는|에는|에|의 영예는|의 주인공은|의 주인공으로는|"
    r"\s수상자(?:는|로는|로)|\s수상자에는)\s(?!이어)"
)
_WHO_GOT = re.compile(
    r"[’”'\"]?(?:을|를|에|로|으로)\s(?:함께\s|나란히\s)?(?:받은|선정된|오른|차지한|뽑힌|수상한|거둔|얻은|들어간)\s"
    r"(?:[가-힣·]{1,6}\s?){1,4}?(?:은|는|으?로는|에는)\s"
)
# 대상 : 나주시, 우수상(2곳) 강진군·화순군, 대통령상 / 완주군
_LISTS = re.compile(
    r"[’”'\"]?[)）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s{0,2}(?P<mark>[:：/│|=▷→\-–—]?)\s{0,2}"
    r"(?P<where>(?:[가-힣]{1,7}[읍면동과팀실]\s|[가-힣]{1,5}\s)?)[‘“'\"]?$"
)
_AND = re.compile(
    rf"[’”'\"]?{_PAREN}\s?(?:{_ROLE})?{_PAREN}\s?(?:[,，、·ㆍ‧/]\s?|[와과]\s(?:함께\s)?|및\s|그리고\s)"
    r"(?:[가-힣]{1,7}[읍면동]\s)?[‘“'\"]?$"
)
_OF = re.compile(r"의?\s?(?:[가-힣]{1,8}[읍면동과팀]\s|(?:[가-힣]{2,8}\s)?\d학년\s|[가-힣]{2,6}\s)?[‘“'\"]?$")
_LEAD = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,40}[)）])?\s?[,，…]")
_RELATIVE_CLAUSE = re.compile(
    r"[이가][^,이가]{0,12}(?:주관|주최|실시|개최|시행|발표|선정|수여|후원|공동)(?:한|하는|하고|해)\s"
)
# Words that end in a past or present adnominal before an award: 연 ‘2024 일자리대상’, 내놓은 평가.
_ADNOMINAL = re.compile(
    r"(?:[가-힣]+(?:한|는|된|은|인|준|낸|린|킨|본|룬|친|긴|눈|진|던)|연|낸|준|벌인|펴낸)\s"
    r"(?:[‘“'\"「『<’`]?(?:\d{2,4}(?:년도?|학년도|회계연도)?|제\s?\d+회|이번|올해)\s?)*[‘“'\"「『<]?\s?"
    r"(?:[가-힣A-Z]{1,8}의?\s){0,2}$"
)
# 유공으로 김하나 팀장이, 유공으로 이두리 주무관이 …
_THEN = re.compile(rf"{_PAREN}\s?(?:{_ROLE})?[이가],\s[가-힣\s]{{0,40}}$")
# 그는, 소 이장은: a person told before
_AGAIN = re.compile(
    r"(?<![가-힣])(?:그(?:[는가]|도)|(?P<name>[가-힣])\s(?:이장|팀장|씨|주무관|교수|대표|과장|선생|위원장|회장|단장|교사|작가|원장)"
    r"[은는이가도])(?=\s)"
)
_EARLIER = re.compile(r"(?:수상했|받았|차지했|선정됐)[^.]{0,3}[다고며]")
_HOME = re.compile(
    r"(?<![가-힣\d])(?:우리\s|본\s)?(?:구|시|군|도|구청|시청|군청|도청)(?:\s(?:보건소|선수단|본청|감사관))?"
    r"(?P<mark>[은는이가도]|에서는|의)(?=\s)"
)
_TO = re.compile(rf"\s?(?:{_ROLE})?에게(?:는|도)?\s")
_GIVES = re.compile(
    r"[을를이가]?\s?(?:[가-힣]{1,8}\s){0,2}?(?:수여|전달|전했|전해|건넸|줬|주어졌|돌아갔|안겼)"
)
_HEADED = re.compile(r"[^\n:：]{0,60}?\s?[:：]\s")
_HOLDS = re.compile(rf"\s?(?:{_ROLE})?\s?[‘“'\"]?$")


class Recipients(NamedTuple):
    """Who received a prize.

    Parameters
    ----------
    named
        The ones that the sentence names; empty for the issuing government.
    sure
        Whether the text says it of exactly these: a list or a subject, not the default.
    """

    named: tuple[Mention, ...]
    sure: bool


def recipients_of(
    scene: Scene, award: Mention | None, group: Sequence[Mention], left: int, right: int, *, title: bool
) -> Recipients:
    """Give all that received a prize.

    Parameters
    ----------
    scene
        The text with its mentions.
    award
        The award named in the sentence.
    group
        The prize, with the giver's prize that is the same honour.
    left, right
        Their sentence.
    title
        Whether it stands above the body.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_names import Scene
    >>> text = "우수상은 나주시와 강진군이 받았다."
    >>> marked = [Mention(0, 3, "PRIZE"), Mention(5, 8, "DISTRICT"), Mention(10, 13, "DISTRICT")]
    >>> got = recipients_of(Scene(text, marked), None, marked[:1], 0, len(text), title=False)
    >>> [text[m.start:m.end] for m in got.named]
    ['나주시', '강진군']
    """
    text, first, last = scene.text, group[0], group[-1]
    near = [m for m in scene.within(left, right) if m.label in (*_RECIPIENTS, "PRIZE", "AWARD", "MINISTRY")]
    prizes = [m for m in near if m.label == "PRIZE"]
    floor = max([left, *(p.end for p in prizes if p.end <= first.start)])
    stop = min([right, *(p.start for p in prizes if p.start >= last.end)])
    line = text.find("\n", last.end, stop)
    stop = line if line >= 0 else stop
    bodies = [m for m in near if m.label in _RECIPIENTS]
    inside = [m for m in bodies if m.end <= first.start and not _in_bracket(text, m)]

    if first.start and text[first.start - 1] in "(（":
        holder = [m for m in bodies if 0 <= first.start - 1 - m.end <= 8 and m.start >= floor - 1]
        if holder:
            return Recipients((holder[-1],), sure=True)
    after = _after(text, bodies, last, stop)
    if after:
        return Recipients(after, sure=True)
    headed = _headed(text, [m for m in inside if m.start >= floor], first)
    if headed:
        return Recipients(headed, sure=True)
    for m in reversed([m for m in inside if m.start >= floor]):
        if _TO.match(text, m.end) and _GIVES.match(text, last.end):
            return Recipients((m,), sure=True)
    for low, high in ((floor, first.start), (left, floor)):
        region = [m for m in inside if low <= m.start and m.end <= high]
        found = _subject(scene, region, award, first, low, high)
        if found is not None:
            return found
    if award is None or award.end > first.start or title:
        held = [m for m in inside if m.start >= floor and _HOLDS.fullmatch(text[m.end : first.start])]
        if held:
            return Recipients((held[-1],), sure=True)
    lead = [m for m in inside if m.start - left < 4 and _LEAD.match(text, m.end)]
    if lead:
        return Recipients((lead[-1],), sure=not title)
    return Recipients((), sure=False)


def _in_bracket(text: str, m: Mention) -> bool:
    """Tell whether a mention is the head named in brackets after a government: 나주시(시장 윤병태)."""
    if m.label not in _PERSONAL:
        return False
    opened = max(
        text.rfind("(", max(0, m.start - 12), m.start), text.rfind("（", max(0, m.start - 12), m.start)
    )
    return opened >= 0 and text[m.end : m.end + 1] in ")）" and ")" not in text[opened : m.start]


def _after(text: str, bodies: Sequence[Mention], prize: Mention, stop: int) -> tuple[Mention, ...]:
    """Give the winners listed after a prize: 우수상은 A와 B, 우수상 : A, B, 우수상을 받은 곳은 A."""
    following = [m for m in bodies if prize.end <= m.start and m.end <= stop]
    if not following:
        return ()
    told = _AFTER_PRIZE.match(text, prize.end, stop) or _WHO_GOT.match(text, prize.end, stop)
    if told:
        following = [m for m in following if m.start >= told.end()]
        while following and text.startswith(("에서", "의 군", "의 시", "을 제외"), following[0].end):
            following = following[1:]
        if not following or following[0].start - told.end() > 14:
            return ()
        return _chain(text, following)
    gap = _LISTS.match(text[prize.end : following[0].start])
    if gap is None:
        return ()
    winners = _chain(text, following)
    if not gap["mark"]:
        # 대상 나주시, 우수상 강진군: a list, unless the name goes on as a subject or as another prize's holder.
        tail = text[following[-1].end if winners[-1] == following[-1] else winners[-1].end : stop]
        ends_line = not tail.strip() or re.match(
            rf"\s?(?:{_ROLE})?{_PAREN}\s*(?:[,，/·.…△▲▷○■]|등\s|순)", tail
        )
        if gap["where"] or not ends_line:
            return ()
    return winners


def _chain(text: str, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the names that stand side by side from the first on, one of each 나주시 김하나 씨."""
    items: list[list[Mention]] = [[names[0]]]
    for one, other in pairwise(names):
        gap = text[one.end : other.start]
        if len(gap) > 70 or "\n" in gap:
            break
        if _AND.match(gap) or (one.label == other.label == "PERSON" and _THEN.match(gap)):
            items.append([other])
        elif _OF.match(gap):
            items[-1].append(other)
        else:
            break
    return tuple(_best(item) for item in items)


def _best(item: Sequence[Mention]) -> Mention:
    """Give the one honoured of names in apposition: the person, else the body, else the last place."""
    return max(enumerate(item), key=lambda one: (_RANK[one[1].label], one[0]))[1]


def _headed(text: str, before: Sequence[Mention], prize: Mention) -> tuple[Mention, ...]:
    """Give the winners at the head of a line: - 김하나 씨 : 장관상."""
    start = text.rfind("\n", 0, prize.start) + 1
    head = _HEADED.match(text, start, prize.start)
    if head is None or not before:
        return ()
    names = [m for m in before if start <= m.start and m.end <= head.end()]
    return _chain(text, names) if names else ()


def _subject(
    scene: Scene, region: Sequence[Mention], award: Mention | None, prize: Mention, low: int, high: int
) -> Recipients | None:
    """Give the nearest subject of a stretch before a prize; () for the issuing government."""
    text = scene.text
    subjects = [
        (m, s[1])
        for m in region
        if (s := _SUBJECT.match(text, m.end, high + 1)) and not _runs(scene, m, award)
    ]
    home = list(_HOME.finditer(text, low, high))
    chosen: Mention | None = None
    for wanted in (("이", "가", "께서"), ("은", "는", "에서는", "도")):
        fit = [m for m, mark in subjects if mark in wanted and not _other_clause(text, m, mark, prize)]
        if fit:
            persons = [m for m in fit if m.label in _PERSONAL]
            chosen = (persons or fit)[-1]
            break
    again = _AGAIN.search(text, low, high)
    if (
        again
        and (chosen is None or again.start() > chosen.end)
        and (not home or again.start() > home[-1].start())
    ):
        told = _told_person(scene, again["name"], low)
        if told:
            return Recipients((told,), sure=True)
    if home and (chosen is None or home[-1].start() > chosen.end):
        return Recipients((), sure=True)
    if chosen is None:
        return None
    at = region.index(chosen)
    first = at
    while first > 0 and _side_by_side(text, region[first - 1], region[first]):
        first -= 1
    if first == at:
        return Recipients((chosen,), sure=True)
    return Recipients(_chain(text, region[first : at + 1]), sure=True)


def _side_by_side(text: str, one: Mention, other: Mention) -> bool:
    gap = text[one.end : other.start]
    return len(gap) < 70 and bool(
        _AND.match(gap) or (one.label == other.label == "PERSON" and _THEN.match(gap))
    )


def _told_person(scene: Scene, surname: str | None, before: int) -> Mention | None:
    """Give the person that 그는 or a surname with a title (소 이장은) takes up."""
    text = scene.text
    people = [m for m in scene.within(max(0, before - 500), before) if m.label in _PERSONAL]
    for m in reversed(people):
        if surname is None or text[m.start] == surname:
            return m
    return None


def _runs(scene: Scene, m: Mention, award: Mention | None) -> bool:
    """Tell whether a body runs the award: 주관하는, or a subject before it with a clause of its own."""
    text = scene.text
    if is_organiser(text, m):
        return True
    if award is None or m.end > award.start or m.label in _PERSONAL:
        return False
    lead = text[m.end : award.start]
    if not re.match(r"[’”'\"]?[)）]?[이가]\s", lead) or len(lead) > 90:
        return False
    between = scene.within(m.end, award.start)
    if any(x.label == "PRIZE" or (x.label in _RUNNERS and text[x.end] in "이가") for x in between):
        return False
    return _ADNOMINAL.search(lead) is not None


def _other_clause(text: str, subject: Mention, mark: str, prize: Mention) -> bool:
    """Tell whether a subject is one of a relative clause (전남도가 발표한 …) or of an earlier honour."""
    if mark in "이가" and _RELATIVE_CLAUSE.match(text, subject.end, prize.start):
        return True
    return _EARLIER.search(text, subject.end, prize.start) is not None
