"""Who received a prize: lists of winners, holders before brackets and colons, subjects, whom a giver names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_below import above, below, bulleted, headed, noted, rows
from kr_localgov_nlp.facts.award_brackets import outside_brackets
from kr_localgov_nlp.facts.award_handed import handed_to, went
from kr_localgov_nlp.facts.award_home import title_opens
from kr_localgov_nlp.facts.award_lines import with_note
from kr_localgov_nlp.facts.award_lists import (
    after,
    holders,
    list_end,
    titles,
    unread,
)
from kr_localgov_nlp.facts.award_nobody import is_nobodys
from kr_localgov_nlp.facts.award_parts import GIVER_PRIZE, Mention, is_organiser
from kr_localgov_nlp.facts.award_slots import TEAM, before
from kr_localgov_nlp.facts.award_subjects import Recipients, hands_out, subject
from kr_localgov_nlp.facts.award_tail import PERSONAL, tail
from kr_localgov_nlp.facts.award_titled import item_title, titled_rows, whole_titles
from kr_localgov_nlp.facts.award_towns import town_then_name
from kr_localgov_nlp.facts.award_winners import chains
from kr_localgov_nlp.facts.award_works import work_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_scene import Scene

_LEAD = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,40}[)）])?(?:\s[가-힣]{1,8}){0,2}\s?[,，…]")
_HOLDS = re.compile(r"\s?(?:[가-힣]{1,8}\s?){0,2}[‘“'\"]?$")
# 가람청, 바다공모전에서 가람대학교 ‘물길’팀 대상 선정
_TEAM_HOLDS = re.compile(r"\s?[‘“'\"][^‘’“”'\"\n]{1,20}[’”'\"]\s?팀\s[‘“'\"]?")


# ▲쉼터 조성(물빛동 행정민원팀)이 우수상
_TEAM_BEFORE = re.compile(r"[(（]([^()（）\n,·]{2,20}(?:팀|과))[)）][이가]\s?[‘“'\"]?$")
# 전남 최초 우수상, 전국 유일, 서울시 11개 자치구가: where it is the first or whose parts have it, not whose it is
_SCOPE = re.compile(
    r"(?:에서는?|\s(?:지역|도내|내|시·?군)(?:에서)?는?)?(?:\s(?:가운데|중)(?:에서)?는?)?\s?(?:최초|유일|처음|첫)"
    r"|\s(?:관내\s|지역\s)?\d+개\s?(?:자치구|기초|지자체|시|군|구|읍|면|동)"
)
# 가람공사(GRC)사장상: whose prize it is
_OWN_PRIZE = re.compile(
    r"(?:[(（][A-Za-z]{2,8}[)）])?\s?(?:이?사장|원장|소장|회장|청장|사무총장|총장|위원장|대표)(?:상|\s표창)"
)
_OPENING, _RECEIVED = 60, re.compile(r"[’”'\"]?(?:[을를]|에|으로|로)\s(?:수상|받|차지|획득|선정|뽑|안)")
# 3인조전 우승, 단체전 3위: what several win as one; 물길시청 볼링팀
_TOGETHER = re.compile(r"(?:\d\s?인조|단체|복식|계주|혼성|팀|조)전?\s?$")
_TEAM = re.compile(r"(?:팀|선수단|부|클럽)$")
# 나주 지역에서는 ‘물빛나루’가: where, not who
_WHERE = re.compile(r"\s지역에서는?\s")
# 가람부, 나루공사 등| 8개 기관 최우수
_OF_WHOM = re.compile(r"\s등\s?[^,.\n…‘“]{0,40}[‘“'\"]?")
_BESIDE = re.compile(r"[’”'\"]?(?:[와과]|,|·|\s및)\s?[‘“'\"]?")
_OPENED, _CLOSE_BY, _LIST_END = re.compile(r"\s?[(（]"), 16, 40
_WORTH = re.compile(
    r"[’”'\"]?(?:은|는|에|에는|이)\s(?:(?:각각?|총|상금)\s){0,2}[\d,.]+\s?[억천백십만\s]{0,4}원(?!\s?(?:규모|이상|이하|어치))"
)


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
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "우수상은 나주시와 강진군이 받았다."
    >>> marked = [Mention(0, 3, "PRIZE"), Mention(5, 8, "DISTRICT"), Mention(10, 13, "DISTRICT")]
    >>> got = recipients_of(Scene(text, marked), None, marked[:1], 0, len(text), title=False)
    >>> [text[m.start:m.end] for m in got.named]
    ['나주시', '강진군']
    """
    text, first, last = scene.text, group[0], group[-1]
    near = [m for m in scene.within(left, right) if m.label in (*scene.labels, "PRIZE", "AWARD")]
    prizes = [m for m in near if m.label == "PRIZE"]
    own_giver = GIVER_PRIZE.search(text[first.start : first.end]) is not None
    floor = max(
        [left, *(p.end for p in prizes if p.end <= first.start and (own_giver or not _aside(text, p)))]
    )
    stop = min([right, *(p.start for p in prizes if p.start >= last.end and not TEAM.match(text, p.end))])
    line = text.find("\n", last.end, stop)
    stop = line if line >= 0 else stop
    names = [
        m
        for m in near
        if m.label in scene.labels and not _SCOPE.match(text, m.end) and not _OWN_PRIZE.match(text, m.end)
    ]
    names = outside_brackets(text, names)
    inside = [m for m in names if m.end <= first.start]

    own = [m for m in inside if m.start >= floor]
    row = [p for p in prizes if p.end <= first.start]
    if row and not own and _BESIDE.fullmatch(text, row[-1].end, first.start):
        # 김하나 씨와 이두리 씨에게는 각각 국무총리 표창과 장관 표창이 수여됐다
        low = row[-2].end if len(row) > 1 else left
        own = [m for m in inside if m.start >= low]
    end = list_end(text, last, [p for p in prizes if p.start >= last.end])
    if _WORTH.match(text, end):
        return Recipients((), sure=True, nobody=True)  # 국무총리상은 500만 원
    listed = (
        item_title(scene, first)
        or holders(scene, names, prizes, first)
        or titled_rows(scene, last)
        or titles(scene, last)
        or (titles(scene, first) if first is not last else ())
        or town_then_name(scene, last.end)
        or _of_title(scene, first)
        or bulleted(scene, last)
        or after(scene, names, last, stop)
        or above(scene, group)
        or below(scene, group)
        or rows(scene, last)
        or went(text, names, last, stop)
        or headed(text, own, first)
        or before(scene, first.start)
    )
    listed = _as_team(text, inside, listed or unread(text, last), group)
    if listed:
        # 우수기관은 나주시(최우수), 강진군(우수): each has a grade of its own
        own_grade = [m for m in listed if _OPENED.match(text, m.end) and _graded(scene, m, last)]
        kept = tuple(m for m in listed if m not in own_grade)
        return Recipients(kept, sure=True, nobody=not kept)
    if team := _TEAM_BEFORE.search(text, left, first.start):
        return Recipients((Mention(*team.span(1), "WORK"),), sure=True)
    groups = chains(text, own)
    work = work_before(scene, max(floor, scene.line(first.start)), first.start)
    if work and not any(m.end <= work.start and not _WHERE.match(text, m.end) for m in own):
        return Recipients((work,), sure=True)
    handed = handed_to(text, groups, (first, last), end, title=title)
    if handed is not None:
        return handed
    if is_nobodys(scene, group, (left, end), (inside, own), groups, title=title):
        return Recipients((), sure=True, nobody=True)
    for low, high in ((floor, first.start), (left, floor)):
        region = [m for m in inside if low <= m.start and m.end <= high]
        found = subject(scene, region, award, first, low, high)
        if found is not None:
            return found
    body = own[-1] if own and title else None
    if body and body.label == "ORG" and _TEAM_HOLDS.fullmatch(text, body.end, first.start):
        return Recipients((body,), sure=True)
    if award is None or award.end > first.start or title:
        at = min(first.start, award.start) if award else first.start
        held = [c for c in groups if c[-1].end <= at and _HOLDS.fullmatch(text[c[-1].end : first.start])]
        held = [c for c in held if c[-1].label != "MINISTRY" or (award and award.start - c[-1].end > 1)]
        if held and (not title or held[-1][-1].label in PERSONAL):
            return Recipients(held[-1], sure=not title)
    lead = [c for c in chains(text, inside) if c[0].start - left < 14 and _LEAD.match(text, c[-1].end)]
    lead = [c for c in lead if not is_organiser(text, c[-1])]
    if lead:
        return Recipients(lead[-1], sure=not title)
    told = noted(scene, first.start) or (None if title else _topic_before(scene, left, first))
    return Recipients((told,), sure=True) if told else Recipients((), sure=False)


def winners_of(
    scene: Scene, award: Mention | None, group: Sequence[Mention], left: int, right: int, *, title: bool
) -> Recipients:
    """Give all that received a prize, as `recipients_of`, without the official who hands it out."""
    got = recipients_of(scene, award, group, left, right, title=title)
    got = got._replace(named=whole_titles(scene, with_note(scene, got.named)))
    kept = tuple(m for m in got.named if not hands_out(scene.text, m, group[0]))
    return got if len(kept) == len(got.named) else got._replace(named=kept, nobody=True)


def _of_title(scene: Scene, prize: Mention) -> tuple[Mention, ...]:
    """Give those with whom the title opens whose prize it tells on the same line."""
    some = title_opens(scene)
    told = bool(some) and prize.end <= scene.body and "\n" not in scene.text[: prize.end]
    return tuple(some) if told and _OF_WHOM.fullmatch(scene.text, some[-1].end, prize.start) else ()


def _topic_before(scene: Scene, left: int, prize: Mention) -> Mention | None:
    """Give the person with whom the paragraph opens: ㅇ 김하나 요원은 …했다. 또한 … 대상을 받았다."""
    text = scene.text
    line = scene.line(prize.start)
    people = [m for m in scene.within(line, min(left, line + _OPENING)) if m.label == "PERSON"]
    spoken = any(mark in text[line : prize.start] for mark in '“”"')  # 김하나 청장은 “…”라고
    if not people or spoken or line >= left or not _RECEIVED.match(text, prize.end):
        return None
    return people[0] if tail(text, people[0], left).kind == "top" else None


def _as_team(
    text: str, names: Sequence[Mention], listed: tuple[Mention, ...], group: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Give the team in place of its members in brackets behind a prize: 물길팀이 3인조전 우승(김하나, 이두리, 박세나)."""
    first, last = group[0], group[-1]
    if len(listed) < 2 or any(m.label != "PERSON" for m in listed) or not _OPENED.match(text, last.end):
        return listed
    if listed[0].start - last.end > 2 or not _TOGETHER.search(text, max(0, first.start - 14), first.start):
        return listed
    ends = [chain[-1] for chain in chains(text, names)]
    teams = [m for m in ends if m.label == "ORG" and _TEAM.search(text, m.start, m.end)]
    told = teams and tail(text, teams[-1], first.start).kind in ("sub", "top")
    return (teams[-1],) if told else listed


def _graded(scene: Scene, winner: Mention, prize: Mention) -> bool:
    """Tell whether a winner told behind a prize has another one in brackets."""
    opened = _OPENED.match(scene.text, winner.end)
    inside = scene.within(opened.end(), opened.end() + _CLOSE_BY) if opened else []
    grade = inside[0] if inside and inside[0].label == "PRIZE" else None
    return (
        grade is not None and opened is not None and grade.start == opened.end() and winner.start > prize.end
    )


def _aside(text: str, prize: Mention) -> bool:
    """Tell whether a prize is a giver's in brackets behind a name: 김하나 팀(장관상)과 이두리 팀(청장상)이 최우수상에."""
    closed = text[prize.end : prize.end + 1] in (")", "）") and text[prize.start - 1] in "(（"
    return closed and GIVER_PRIZE.search(text[prize.start : prize.end]) is not None
