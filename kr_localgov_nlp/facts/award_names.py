"""Which award a prize belongs to: that of its sentence, its paragraph or its heading, the one the text is about, anaphora."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_told import HAD_ITSELF
from kr_localgov_nlp.facts.award_alike import bare, is_title
from kr_localgov_nlp.facts.award_gather import MANY
from kr_localgov_nlp.facts.award_parts import GIVER_PRIZE
from kr_localgov_nlp.facts.award_scene import OPENING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene

_OF_WHICH = re.compile(r"[을를]?\s?(?:받은|수상한|차지한)\s")
_RECEIVED = re.compile(r"[’”'\"」]?(?:\s수상자로\s(?:최종\s)?(?:선정|뽑|선발)|[을를]\s(?:수상|받[았아]))")
_ANAPHOR = re.compile(
    r"(?:이번|이|같은|해당|동)\s(?:[가-힣]{2,6}\s)?(?:평가|대회|경진대회|상(?![가-힣])|경진|공모|공모전|조사|"
    r"시상식|행사|심사|측정|지수|발표|대상|콘테스트|축제)"
)
_BEFORE_NAME = re.compile(r"(?:19|20)\d\d(?:년도?|학년도|회계연도)?\s?[‘“'\"「『]?(?:[가-힣]{2,8}\s)?$")
_YEAR = re.compile(r"(?:19|20)\d\d년|지난해|작년|올해")
# What a prize in a list may be given for, other than the award before it.
_GROUND = re.compile(r"[가-힣](?:훈련|사업|시책|업무|실적|운동|점검|심사|캠페인|조사|활동)(?=\s|$)")
# 가람처 주관 물길기계 임대 운영 전국 |1위: run by another body, and no evaluation or contest with a name
_OWN_RUN = re.compile(
    r"(?:주관|주최)(?:의|한|하는)?\s(?!평가|심사|대회)[^,.\n’”]{8,40}\s(?:전국\s|도내\s)?[‘“]?$"
)
# A prize in an item of a list: …, △시설 부문 장관상
_LATER_ITEM = re.compile(r"[△▲▷▶]")
# △가람대회 최우수상: an award that opens its item
_OPENS_ITEM = re.compile(r"[△▲▷▶][^△▲▷▶\n]{0,40}$")
_HONORARY = re.compile(r"^[)）]?\s?[(（]\s?$")
_GRADE = re.compile(r"(?:최우수|우수|장려|대|금|은|동|특별)상?")
_FIELD = re.compile(r"(?:부문|분야)\s?$")
#: How far back a sentence without an award may look for one in its paragraph.
PARAGRAPH = 600
#: How far back the sub-points of a point may look for its award, and how far any part of a text for its heading.
SECTION, HEADING = 1500, 2500
#: How often an award is named that a text is about, though first told late
MANY_TIMES = 3
_ASIDE = re.compile(
    r"[’”'\"]?(?:[와과]\s[^.\n]{1,20})?[을를]\s(?:수상한|받은|차지한)\s(?:팀|작품|정책|학생|사업|기관|단체)"
)
_OWN_CONTEST = re.compile(r"(?:(?<!이번\s)(?:평가|심사|대회|시상식)|\d개\s사업)에서")
_CLAUSE_CHOSE = re.compile(r"[을를]\s선정(?:했으며|하였으며|했고|하고),\s")
_CLAUSE_DONE = re.compile(r"(?:받았|수상했|수상하였)(?:으며|고|으나|고요),?\s")
# ‘가람의정대상’에 나주시의회를 선정했다.
_CHOSE_FOR = re.compile(r"[’”'\"]?에\s[^.\n]{2,40}[을를]\s선정했")
_AS_TOPIC = re.compile(r"[’”'\"」]?[은는]\s")
# A release about a ceremony, or whose title tells that somebody has an award, tells of those who are honoured there.
_CEREMONY = re.compile(r"시상식|수상자|수여식|(?<![가-힣])수상(?=\s?(?:[…,·]|\n|$))")
# Words for a prize that many awards' names end in
_COMMON = re.compile(r"^.{1,3}$|(?:기관|사례)$")
_CLOSE_BY = 16  # where the title tells of several awards
_SUB_POINT = re.compile(r"\s*(?:[ㅇ○◦o❍▪‣⦁▷▶-]|[-–‐*※·･]\s?|\n)")
_BARE_LINE = re.compile(
    r"[\W\d]*(?:년도?|제|회|결과|수상자|수상작|명단|시상|선정|내역|현황|포상|표창|수여식|시상식|발표|[\W\d])*"
)


def award_of(
    scene: Scene, group: Sequence[Mention], left: int, right: int, *, personal: bool
) -> Mention | None:
    """Give the award that a prize belongs to, as a mention; None where the text names none.

    Parameters
    ----------
    group
        The prize, with the giver's prize that is the same honour.
    left, right
        Their sentence.
    personal
        Whether a person or a body of its own receives it, so that the text's award is not taken for granted.
    """
    prize = group[0]
    before = [m for m in scene.within(left, prize.start) if m.start in scene.of]
    before = [m for m in before if m.label == "AWARD"] or before
    lead = scene.lead.mentions[0] if scene.lead else None
    if before and _of_another(scene, before[-1], prize):
        before = []
    before = [m for m in before if not HAD_ITSELF.match(scene.text, m.end)]
    if before:
        award = before[-1]
        between = scene.text[award.end : prize.start]
        own = _own_ground(scene, award, prize)
        if own and not _ANAPHOR.search(between):
            return None
        if (
            scene.lead
            and any(p.label == "PRIZE" for p in scene.within(award.end, prize.start))
            and (
                _ANAPHOR.search(between)
                or (_YEAR.search(between) and _BEFORE_NAME.search(scene.text, left, award.start))
            )
        ):
            return lead
        return award
    last = group[-1]
    after = [m for m in scene.within(last.end, right) if m.label == "AWARD"]
    if after and after[0].start < last.end + 25 and _OF_WHICH.match(scene.text, last.end):
        return after[0]
    if scene.text[last.end : last.end + 1] in (")", "）"):
        # 김하나 팀장(근정포장)과 이두리 팀장(국무총리 표창)이 … 가람상 수상자로 선정됐다
        for m in after:
            others = [p for p in scene.within(last.end, m.start) if p.label == "PRIZE"]
            if _RECEIVED.match(scene.text, m.end) and all(scene.text[p.end] in ")）" for p in others):
                return m
    line = scene.text.find("\n", last.end, last.end + 200)
    stop = line if line >= 0 else last.end + 200
    for m in after:
        # 국무총리 표창 : 김하나 팀장 (재난관리 유공)
        if m.end <= stop and _HONORARY.match(scene.text[max(0, m.start - 2) : m.start].lstrip("0123")):
            closed = scene.text[m.end : m.end + 1] in ")）"
            if closed and not any(p.label == "PRIZE" for p in scene.within(last.end, m.start)):
                return m
    named = _named_for(scene, prize)
    if named is None and not before and _OWN_RUN.search(scene.text, left, prize.start):
        return None  # 가람처 주관 물길기계 임대 운영 전국 1위: something of its own, which nothing recognised
    return named or _inherited(scene, group, left, personal=personal)


def _named_for(scene: Scene, prize: Mention) -> Mention | None:
    """Give the one award whose name ends in a prize: 우수사업 of 가람교육 우수사업."""
    word = bare(scene.text[prize.start : prize.end])
    if _COMMON.search(word):
        return None
    names = {bare(a.name): a for a in scene.awards[:MANY]}
    named = [a for name, a in names.items() if name != word and name.endswith(word)]
    return named[0].mentions[0] if len(named) == 1 else None


def _inherited(scene: Scene, group: Sequence[Mention], left: int, *, personal: bool) -> Mention | None:
    graded = _GRADE.fullmatch(scene.text, group[0].start, group[0].end)
    lead = scene.lead.mentions[0] if scene.lead and (graded or not is_title(scene.lead.name)) else None
    alone = sum(not award.merit for award in scene.awards) == 1
    once = scene.lead is not None and len(scene.lead.mentions) < MANY_TIMES
    if lead and not alone and once and lead.start > max(group[0].end, scene.body + OPENING):
        lead = None  # told in passing at the end: not what the text is about
    elif lead and lead.start > group[-1].end and _OWN_CONTEST.search(scene.text, left, group[0].start):
        lead = None  # ‘물길 관리’ 평가에서: another one, which nothing recognised
    anaphor = _ANAPHOR.search(scene.text, left, group[0].start)
    givers = [GIVER_PRIZE.search(scene.text[p.start : p.end]) for p in group]
    field = _FIELD.search(scene.text, max(left, group[0].start - 12), group[0].start)
    section = [m for m in scene.within(_section(scene, left), left) if m.label == "AWARD"]
    if all(givers) and not anaphor and not field and (personal or lead is None):
        merit = _merit(scene, section, lead, group[0], left=left, personal=personal)
        if merit or (personal and not _ceremony(scene)):
            return merit
    earlier = [m for m in section if not scene.of[m.start].merit]
    if anaphor and earlier:
        return earlier[-1]
    if earlier and lead and scene.of[earlier[-1].start] is not scene.lead:
        # The award of the last sentence, if that gave a prize of it; else the one the text is about.
        if any(
            p.label == "PRIZE" and not _ASIDE.match(scene.text, p.end)
            for p in scene.within(earlier[-1].end, min(left, scene.sentence_end(earlier[-1])))
        ):
            return earlier[-1]
        if _CHOSE_FOR.match(scene.text, earlier[-1].end):
            return earlier[-1]
        if _AS_TOPIC.match(scene.text, earlier[-1].end) and earlier[-1].start - scene.line(left) < 6:
            return earlier[-1]  # ‘가람대전’은 …이다. 나주시는 …
        if not any(scene.of[m.start] is scene.lead for m in section) and _section(scene, left) < scene.line(
            left
        ):
            return earlier[-1]
        return earlier[-1] if lead.start > group[-1].end else lead
    return lead or (_heading(scene, left) if not personal else None)


def _merit(
    scene: Scene,
    section: Sequence[Mention],
    lead: Mention | None,
    prize: Mention,
    *,
    left: int,
    personal: bool,
) -> Mention | None:
    """Give the merit that a giver's prize is for: told in its section, its heading, the title, or the only one."""
    merits = [m for m in section if scene.of[m.start].merit]
    if merits:
        return merits[-1]
    heading = _heading(scene, left)
    if heading and scene.of[heading.start].merit:
        return heading
    title = [m for m in scene.within(0, scene.body) if m.label == "AWARD"]
    if (lead is None or personal) and title and scene.of[title[0].start].merit:
        return title[0]
    told = [a.mentions[0] for a in scene.awards if a.merit and a.mentions[0].end <= prize.start]
    if told and len(scene.awards) == 1:
        return told[0]  # what the whole release is about
    if not personal or _ceremony(scene):
        return None
    if lead and _told_with(scene, lead, prize):
        return lead
    return told[0] if len(told) == 1 and not title else None


def _ceremony(scene: Scene) -> bool:
    """Tell whether the title tells of a ceremony of the award that the text is about, or that somebody has it."""
    title = [m for m in scene.within(0, scene.body) if m.label == "AWARD"]
    only = len(scene.awards) == 1
    if not title or not (only or scene.of[title[0].start] is scene.lead):
        return False
    high = scene.body if only else title[0].end + _CLOSE_BY
    return _CEREMONY.search(scene.text, title[0].end, high) is not None


def _told_with(scene: Scene, award: Mention, prize: Mention) -> bool:
    """Tell whether the sentence of an award tells the same prize: ‘가람대상’에서 8명이 국무총리 표창을."""
    same = bare(scene.text[prize.start : prize.end])
    end = scene.sentence_end(award)
    told = scene.within(award.end, end) if end <= prize.start else []
    return any(p.label == "PRIZE" and bare(scene.text[p.start : p.end]) == same for p in told)


def _section(scene: Scene, at: int) -> int:
    """Give where the paragraph around an offset begins, the point that its sub-points (ㅇ, -, *) belong to included."""
    low = max(0, at - SECTION)
    start = scene.line(at)
    while start > low and _SUB_POINT.match(scene.text, start):
        start = scene.line(start - 1)
    return max(start, at - SECTION if start < scene.line(at) else at - PARAGRAPH)


def _heading(scene: Scene, at: int) -> Mention | None:
    """Give the award whose name is the heading of the part that an offset lies in."""
    for m in reversed([m for m in scene.within(max(scene.body, at - HEADING), at) if m.label == "AWARD"]):
        start = scene.line(m.start)
        end = scene.text.find("\n", m.end)
        rest = scene.text[start : m.start] + scene.text[m.end : end if end >= 0 else None]
        if len(rest) < 16 and _BARE_LINE.fullmatch(rest):
            return m
    return None


def _of_another(scene: Scene, award: Mention, prize: Mention) -> bool:
    """Tell whether a merit is that of another: 가람 유공으로 장관 표창을 받았으며, 김하나 씨가 이사장상을."""
    others = [m for m in scene.within(award.end, prize.start) if m.label == "PRIZE"]
    chosen = _CLAUSE_CHOSE.search(scene.text, award.end, prize.start)
    if not (others and scene.of[award.start].merit) and not chosen:
        return False
    clause = chosen or _CLAUSE_DONE.search(scene.text, others[-1].end, prize.start)
    return clause is not None and any(m.label == "PERSON" for m in scene.within(clause.end(), prize.start))


def _own_ground(scene: Scene, award: Mention, prize: Mention) -> bool:
    """Tell whether a list's prize names a ground of its own: A평가 우수기관, 화랑훈련 최우수기관."""
    others = [m for m in scene.within(award.end, prize.start) if m.label == "PRIZE"]
    if not others:
        return False
    text = scene.text
    if _LATER_ITEM.search(text, others[-1].end, prize.start):
        opened = _OPENS_ITEM.search(text, scene.line(award.start), award.start)
        if opened is not None:
            return True  # △물길 평가 최우수상 △재정 집행 우수기관: each item has its own
    cut = max(text.rfind(mark, others[-1].end, prize.start) for mark in ",·")
    if cut < 0 or text[prize.end : prize.end + 1] in "은는":
        return False
    return _GROUND.search(text, cut + 1, prize.start) is not None
