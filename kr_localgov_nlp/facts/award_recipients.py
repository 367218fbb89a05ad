"""Who received a prize: lists of winners, holders before brackets and colons, subjects, whom a giver names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.facts.award_parts import Mention, is_organiser
from kr_localgov_nlp.facts.award_winners import (
    PERSONAL,
    Tail,
    best,
    chains,
    outside_brackets,
    tail,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_names import Scene

_RUNNERS = ("MINISTRY", "DISTRICT", "ORG")
_PAREN = r"(?:\s?[(（][^()（）\n]{1,60}[)）])?"
_AFTER_PRIZE = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:\s수상)?(?:은|는|에는|에|의 영예는|의 영광은|(?:\s수상)?의 주인공은|의 주인공으로는|"
    r"\s수상자(?:는|로는|로)|\s수상자에는)\s(?!이어)"
)
_WHO_GOT = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:을|를|에|로|으로|의)?\s(?:(?:영예|영광|기쁨)[를을]\s|함께\s|나란히\s|각각\s|최종\s|공동\s){0,2}"
    r"(?:받은|선정된|오른|차지한|뽑힌|수상한|거둔|얻은|들어간|안은|거머쥔|획득한|따낸|탄|축하받은)\s(?!데|것|바|적|만큼|후|뒤|이후|이래)"
)
_WINNER_IS = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s수상자(?:인|로\s선정된)\s")
_PLACES = re.compile(r"(?:[가-힣·]{1,6}\s?){1,4}?(?:은|는|으?로는|에는)\s")
# 대상 : 나주시, 우수상(2곳) 강진군·화순군, 대통령상 / 완주군
_LISTS = re.compile(
    r"[’”'\"]?[)）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s{0,2}(?P<mark>[:：/│|=▷→\-–—]?)\s{0,2}"
    r"(?P<where>(?:[가-힣]{1,7}[읍면동과팀실]\s|[가-힣]{1,5}\s)?)(?:㈜|[(（][주재사][)）])?[‘“'\"<]?$"
)
_ENDS = re.compile(
    r"\s?(?:[가-힣A-Za-z]{1,8}\s?){0,3}?(?:\s?[(（][^()（）\n]{1,60}[)）])?\s*(?:[,，/·.…△▲▷○■]|등\s|순|(?:선정|수상|영예|차지)(?:\s|$)|$)"
)
_LEAD = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,40}[)）])?(?:\s[가-힣]{1,8}){0,2}\s?[,，…]")
_RELATIVE_CLAUSE = re.compile(
    r"[이가][^,이가]{0,12}(?:주관|주최|실시|개최|시행|발표|선정|수여|후원|공동)(?:한|하는|하고|해)\s"
)
# Words that end in a past or present adnominal before an award: 연 ‘2024 일자리대상’, 내놓은 평가.
_ADNOMINAL = re.compile(
    r"(?:[가-힣]*(?:한|(?<!열리)는|(?<!받)은|인|준|낸|[가꾸차]린|킨|본|룬|친|긴|눈|던)|연)(?:\s|(?=[「『｢<‘“]))"
    r"(?:[‘“'\"「『｢<’`]?(?:\d{2,4}(?:년도?|학년도|회계연도)?|제\s?\d+회|이번|올해)\s?)*[‘“'\"「『｢<]?\s?"
    r"(?:[가-힣A-Z]{1,8}의?\s){0,2}$"
)
# 그는, 소 이장은: a person told before
_AGAIN = re.compile(
    r"(?<![가-힣])(?:그(?:[는가]|도)|(?P<name>[가-힣])\s(?:이장|팀장|씨|주무관|교수|대표|과장|선생|위원장|회장|단장|교사|작가|원장|시인|감독|선수|국장|소장|위원|의원|박사|학생|명인|교감|교장)"
    r"[은는이가도])(?=\s)"
)
_EARLIER = re.compile(r"(?:수상했|받았|차지했|선정됐)[^.]{0,3}[다고며]")
_HOME = re.compile(
    r"(?<![가-힣\d])(?:우리\s|본\s)?(?:구|시|군|도|구청|시청|군청|도청)(?:\s(?:보건소|선수단|본청|감사관))?"
    r"(?P<mark>[은는이가도]|에서는|의)(?=\s)"
)
_HANDED = re.compile(
    r"[을를이가]?\s?(?:[가-힣]{1,8}\s){0,2}?(?:수여|전달|전했|전해|건넸|줬|주어졌|돌아갔|안겼)"
)
# The subject of these gives: 우수기관으로 선정했다, 최우수상을 시상했다.
_GIVES = re.compile(
    r"[’”'\"]?(?:을|를|으로|로|에)?\s?(?:각각\s|최종\s|함께\s|최종적으로\s){0,2}(?:선정|시상|수여|표창|선발|선출|지급|전달|발표|뽑)"
    r"(?:했|하였|하고|하며|한다|해(?!\s?주)|하여|함|하는|할|합|한\s|았)"
)
_HEADED = re.compile(r"[^\n:：]{0,60}?\s?[:：]\s")
_HOLDS = re.compile(r"\s?(?:[가-힣]{1,8}\s?){0,2}[‘“'\"]?$")
# 대상 3명, 우수상(2팀): winners that are only counted, or those of a prize as a group.
_COUNTED = re.compile(
    r"[’”'\"]?(?:\s(?:시상식|수여식|전수식)|[을를]\s(?:포함|비롯)|\s등\s총?\s?\d)|"
    r"[’”'\"]?\s?[(（]?\s?(?:각\s|총\s)?(?:\d+|[한두세네])\s?(?:명|팀|점|건|편|곳|개|가문|기관|작품|인(?![가-힣])|명씩|여)(?![을를]\s(?:따|받|차지|수상|획득|거머|휩|안))|"
    r"[’”'\"]?(?:\s이하)?\s(?:수상자|수상팀|수상작|입상자|입상작|후보)(?!로|인)"
)
_LINE_TAIL = re.compile(
    r"[’”'\"」』]?\s?(?:[(（][^()（）\n]{1,30}[)）])?\s?(?:[·:：\-–]?\s?\d+\s?(?:명|팀|개|곳|점|건)[^\n]{0,6})?\s*[:：]?\s*(?=\n|$)"
)
_LINE_HEAD = re.compile(r"[^\w\n]{0,4}\s?(?:[가-힣A-Za-z·()（）\d]{1,12}[\s:：\-–]{1,3}){0,3}[‘“'\"「『<\[【]?")
_CELL = 45
_BELOW = 12


_ALSO = re.compile(
    r"[’”'\")）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s?(?:[,·ㆍ/]|[와과]|및)\s?(?:[가-힣]{1,6}\s)?[‘“'\"(（]?"
)
_ETC = re.compile(r"[’”'\")）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:\s등)?(?:\s\d+[명점팀건편])?(?:[와과]\s(?:상금|부상|상패|상장|트로피)[^,.\n을를]{0,14})?")
_GROUP_ONLY = re.compile(r"(?<![가-힣])(?:대한민국\s|우리나라\s)?(?:대표팀|국가대표|학생들|선수들|참가자들|학생)[이가]\s")
# 대상을 수상한 정책으로, 1위를 차지한 팀은
_SOMEBODY = re.compile(
    _WHO_GOT.pattern + r"(?:[가-힣]{1,6}\s)?(?:팀|학생|작품|정책|사업|사람|직원|공무원|기업|단체|기관|부서|사례|제품|업체)(?:들)?[은는이으에을의도]"
)
# 은상 : …, where no name was recognised
_UNREAD = re.compile(r"[’”'\"]?[)）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s?[:：]\s?[가-힣]")
_TO = re.compile(r"[’”'\"]?[을를]\s(?:[가-힣]{1,8}\s)?[‘“'\"]?$")  # 우수상을 나주시에 수여했다
_WENT = re.compile(r"\s?(?:각각\s)?(?:돌아|주어|수여)")
# The head of a table's column: firms are honoured, not those who head them.
_FIRMS = re.compile(r"\n\s*(?:수상\s?)?(?:기업명|업체명|기관명|회사명|상호|단체명|학교명|업체|기업)\s*\n")
# 최우수특구로 ‘…’를, 올해의 심사관으로는 김하나 심사관이 뽑혔다
_NAMED_AS = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:으로는|로는|으로|로)\s")
_TEAM = re.compile(r"\s?(?:수상팀|수상자|수상작)[을를의]\s")
_TRAIL = re.compile(r"[’”'\"]?[)）]")


class Recipients(NamedTuple):
    """Who received a prize.

    Parameters
    ----------
    named
        The ones that the sentence names; empty for the one that the text is about.
    sure
        Whether the text says it of exactly these: a list or a subject, not the default.
    nobody
        Whether the sentence only counts winners or tells what a giver hands out.
    """

    named: tuple[Mention, ...]
    sure: bool
    nobody: bool = False


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
    near = [m for m in scene.within(left, right) if m.label in (*scene.labels, "PRIZE", "AWARD")]
    prizes = [m for m in near if m.label == "PRIZE"]
    floor = max([left, *(p.end for p in prizes if p.end <= first.start)])
    stop = min([right, *(p.start for p in prizes if p.start >= last.end and not _TEAM.match(text, p.end))])
    line = text.find("\n", last.end, stop)
    stop = line if line >= 0 else stop
    names = outside_brackets(text, [m for m in near if m.label in scene.labels])
    inside = [m for m in names if m.end <= first.start]

    holder = _holder(text, names, first)
    if holder:
        return Recipients((holder,), sure=True)
    after = _after(text, names, last, stop)
    if after:
        return Recipients(after, sure=True)
    below = _below(scene, group)
    if below:
        return Recipients(below, sure=True)
    headed = _headed(text, [m for m in inside if m.start >= floor], first)
    if headed:
        return Recipients(headed, sure=True)
    own = [m for m in inside if m.start >= floor]
    groups = chains(text, own)
    end = _list_end(text, last, [p for p in prizes if p.start >= last.end])
    gives = _GIVES.match(text, end) is not None
    if _HANDED.match(text, end) or gives:
        for chain in reversed(groups):
            if tail(text, chain[-1], first.start).kind == "dat":
                return Recipients(chain, sure=True)
    if gives:
        for chain in reversed(groups):
            if tail(text, chain[-1], first.start).kind == "obj":
                return Recipients(chain, sure=True)
        if not title:
            return Recipients((), sure=True, nobody=True)
    if not title and _UNREAD.match(text, last.end):
        return Recipients((), sure=True, nobody=True)
    if _SOMEBODY.match(text, end) or _COUNTED.match(text, last.end) or _COUNTED.match(text, end) or _group_only(text, inside, left, first.start):
        return Recipients((), sure=True, nobody=True)
    for low, high in ((floor, first.start), (left, floor)):
        region = [m for m in inside if low <= m.start and m.end <= high]
        found = _subject(scene, region, award, first, low, high)
        if found is not None:
            return found
    if award is None or award.end > first.start or title:
        at = min(first.start, award.start) if award else first.start
        held = [c for c in groups if c[-1].end <= at and _HOLDS.fullmatch(text[c[-1].end : first.start])]
        if held and (not title or held[-1][-1].label in PERSONAL):
            return Recipients(held[-1], sure=not title)
    lead = [c for c in chains(text, inside) if c[0].start - left < 14 and _LEAD.match(text, c[-1].end)]
    if lead:
        return Recipients(lead[-1], sure=not title)
    return Recipients((), sure=False)


def _group_only(text: str, names: Sequence[Mention], left: int, right: int) -> bool:
    """Tell whether a sentence tells its honour of a group without a name: 대한민국 대표팀이 1위를 차지했다."""
    for m in _GROUP_ONLY.finditer(text, left, right):
        if not any(0 <= m.start() - name.end < 12 or name.start > m.start() for name in names):
            return True
    return False


def _list_end(text: str, prize: Mention, following: Sequence[Mention]) -> int:
    """Give where a list of prizes ends: 장관상, 도지사상 등|을 수여했다."""
    at = prize.end
    for other in following:
        if not _ALSO.fullmatch(text[at : other.start]):
            break
        at = other.end
    etc = _ETC.match(text, at)
    return etc.end() if etc else at


def _holder(text: str, names: Sequence[Mention], prize: Mention) -> Mention | None:
    """Give the one before a bracket that holds the prize: 나주시(대상), 가람상회(‘19년 대상 수상)."""
    opened = max(text.rfind(mark, max(0, prize.start - 30), prize.start) for mark in "(（")
    if opened < 0 or any(mark in text[opened : prize.start] for mark in ")）\n"):
        return None
    before = [m for m in names if 0 <= opened - m.end <= 8 and "\n" not in text[m.end : opened]]
    return before[-1] if before else None


def _after(text: str, names: Sequence[Mention], prize: Mention, stop: int) -> tuple[Mention, ...]:
    """Give the winners told after a prize: 우수상은 A와 B, 우수상 : A, B, 우수상을 받은 곳은 A, 우수상을 받은 A는."""
    following = [m for m in names if prize.end <= m.start and m.end <= stop]
    if not following:
        return ()
    trail = _TRAIL.match(text, prize.end)
    at = trail.end() if trail else prize.end
    got = _WHO_GOT.match(text, at, stop) or _WINNER_IS.match(text, at, stop)
    if got:
        place = _PLACES.match(text, got.end(), stop)
        groups = chains(text, following)
        for low in ([place.end()] if place else []) + [got.end()]:
            chosen = [
                c
                for c in groups
                if low <= c[0].start <= low + 16
                and _free(text[low : c[0].start])
                and tail(text, c[-1], stop).kind != "loc"
            ]
            if chosen:
                return chosen[0]
        return ()
    handed = _TO.match(text[at : following[0].start])
    if handed:
        chain = chains(text, following)[0]
        if tail(text, chain[-1], stop).kind in ("dat", "loc"):
            return chain
    told = _AFTER_PRIZE.match(text, at, stop)
    named_as = _NAMED_AS.match(text, at, stop)
    if named_as:
        groups = [c for c in chains(text, following) if c[0].start - named_as.end() <= 20]
        if groups and tail(text, groups[0][-1], stop).kind in ("sub", "obj", "top"):
            return groups[0]
    if told:
        following = [m for m in following if m.start >= told.end()]
        while following and text.startswith(("에서", "의 군", "의 시", "을 제외"), following[0].end):
            following = following[1:]
        groups = chains(text, following)
        if not groups:
            return ()
        if groups[0][0].start - told.end() <= 14:
            return groups[0]
        # 은상은 …을 들여온 ‘가람전자’ 김하나 대표가, 대상은 …을 낸 ‘가람’, …을 낸 ‘나루’ 팀에 돌아갔다
        done = [c for c in groups if _ends_list(text, tail(text, c[-1], stop))]
        return done[-1] if done else ()
    gap = _LISTS.match(text[prize.end : following[0].start])
    if gap is None:
        return ()
    winners = chains(text, following)[0]
    if not gap["mark"]:
        # 대상 나주시, 우수상 강진군: a list, unless the name goes on as a subject or as another prize's holder.
        if gap["where"] or not _ENDS.match(text[winners[-1].end : stop]):
            return ()
    return winners


def _ends_list(text: str, end: Tail) -> bool:
    return end.kind in ("sub", "dat", "at") or (end.kind == "loc" and _WENT.match(text, end.end) is not None)


def _free(gap: str) -> bool:
    """Tell whether nothing but an attribute stands between 받은 and the winner."""
    return not re.search(r"[은는을를]\s|에서\s|[.\n]", gap)


def _below(scene: Scene, group: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the winners in the lines or cells below a prize that has a line of its own."""
    text, first, last = scene.text, group[0], group[-1]
    if _LINE_TAIL.match(text, last.end) is None:
        return ()
    start = text.rfind("\n", 0, first.start) + 1
    if start < scene.body and start == 0:
        return ()
    if _LINE_HEAD.fullmatch(text, start, first.start) is None:
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
        names = outside_brackets(text, [m for m in here if m.label in scene.labels])
        listed = bool(names) and text[begin : names[0].start].strip("‘“'\"「<㈜ -·*ㅇ○◦▪▶•□▲△") == ""
        if any(m.label in ("PRIZE", "AWARD") for m in here) or not (stop - begin <= _CELL or listed):
            break
        if not names:
            if found and stop - begin > _CELL // 2:
                break
            continue
        found += _cells(text, names)
    people = [m for m in found if m.label in PERSONAL]
    if _FIRMS.search(text, max(0, first.start - 700), first.start):
        people = [m for m in found if m.label == "ORG"]
    if not people and len(found) > _BELOW // 2:
        return ()  # the row of a table with a column for each year
    return tuple(people or found)


def _cells(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Give one winner of each part of a line that commas divide."""
    parts: list[list[Mention]] = [[names[0]]]
    for one, other in pairwise(names):
        if re.search(r"[,，/·、]", text[one.end : other.start]):
            parts.append([])
        parts[-1].append(other)
    return [best(part) for part in parts]


def _headed(text: str, before: Sequence[Mention], prize: Mention) -> tuple[Mention, ...]:
    """Give the winners at the head of a line: - 김하나 씨 : 장관상."""
    start = text.rfind("\n", 0, prize.start) + 1
    head = _HEADED.match(text, start, prize.start)
    if head is None or not before:
        return ()
    names = [m for m in before if start <= m.start and m.end <= head.end()]
    return chains(text, names)[0] if names else ()


def _subject(
    scene: Scene, region: Sequence[Mention], award: Mention | None, prize: Mention, low: int, high: int
) -> Recipients | None:
    """Give the nearest subject of a stretch before a prize; () for the issuing government."""
    text = scene.text
    groups = [(c, tail(text, c[-1], high + 1).kind) for c in chains(text, region)]
    groups = [(c, kind) for c, kind in groups if kind in ("sub", "top") and not _runs(scene, c[-1], award)]
    home = list(_HOME.finditer(text, low, high))
    chosen: tuple[Mention, ...] | None = None
    for wanted in ("sub", "top"):
        fit = [c for c, kind in groups if kind == wanted and not _other_clause(text, c[-1], kind, prize)]
        if fit:
            persons = [c for c in fit if c[-1].label in PERSONAL]
            chosen = (persons or fit)[-1]
            break
    again = _AGAIN.search(text, low, high)
    if (
        again
        and (chosen is None or again.start() > chosen[-1].end)
        and (not home or again.start() > home[-1].start())
    ):
        told = _told_person(scene, again["name"], low)
        if told:
            return Recipients((told,), sure=True)
    if home and (chosen is None or home[-1].start() > chosen[-1].end):
        return Recipients((), sure=True)
    return Recipients(chosen, sure=True) if chosen else None


def _told_person(scene: Scene, surname: str | None, before: int) -> Mention | None:
    """Give the person that 그는 or a surname with a title (소 이장은) takes up."""
    text = scene.text
    people = [m for m in scene.within(max(0, before - 500), before) if m.label in PERSONAL]
    for m in reversed(people):
        if surname is None or text[m.start] == surname:
            return m
    return None


def _runs(scene: Scene, m: Mention, award: Mention | None) -> bool:
    """Tell whether a body runs the award: 주관하는, or a subject before it with a clause of its own."""
    text = scene.text
    if is_organiser(text, m):
        return True
    if award is None or m.end > award.start or m.label in PERSONAL:
        return False
    lead = text[m.end : award.start]
    if not re.match(r"[’”'\"]?[)）]?[이가]\s", lead) or len(lead) > 90:
        return False
    between = scene.within(m.end, award.start)
    if any(x.label == "PRIZE" or (x.label in _RUNNERS and text[x.end] in "이가") for x in between):
        return False
    return _ADNOMINAL.search(lead) is not None


def _other_clause(text: str, subject: Mention, kind: str, prize: Mention) -> bool:
    """Tell whether a subject is one of a relative clause (전남도가 발표한 …) or of an earlier honour."""
    if kind == "sub" and _RELATIVE_CLAUSE.match(text, subject.end, prize.start):
        return True
    return _EARLIER.search(text, subject.end, prize.start) is not None
