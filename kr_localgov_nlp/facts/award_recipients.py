"""Who received a prize: lists of winners, holders before brackets and colons, subjects, whom a giver names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_below import WITH_MONEY, above, below, bulleted, headed, noted, rows
from kr_localgov_nlp.facts.award_brackets import outside_brackets
from kr_localgov_nlp.facts.award_lines import with_note
from kr_localgov_nlp.facts.award_lists import (
    WHO_GOT,
    after,
    holders,
    list_end,
    titles,
    unread,
)
from kr_localgov_nlp.facts.award_parts import GIVER_PRIZE, Mention, is_organiser
from kr_localgov_nlp.facts.award_slots import MADE, TEAM, before
from kr_localgov_nlp.facts.award_subjects import Recipients, hands_out, subject
from kr_localgov_nlp.facts.award_tail import PERSONAL, tail
from kr_localgov_nlp.facts.award_winners import chains
from kr_localgov_nlp.facts.award_works import work_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_scene import Scene

_LEAD = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,40}[)）])?(?:\s[가-힣]{1,8}){0,2}\s?[,，…]")
_HANDED = re.compile(
    r"[을를이가]?\s?(?:[가-힣]{1,8}\s){0,2}?(?:수여|전달|전했|전해|건넸|줬|주어졌|돌아갔|안겼)"
)
# The subject of these gives: 우수기관으로 선정했다, 최우수상을 시상했다.
_GIVES = re.compile(
    r"[’”'\"]?(?:을|를|으로|로|에)?\s?(?:각각\s|최종\s|평가\s|함께\s|최종적으로\s|직접\s){0,2}(?:선정|시상|수여|전수|표창|선발|선출|지급|전달|발표|서훈|추서|뽑)"
    r"(?:했|하였|하고|하며|한다|해(?!\s?주)|하여|함|하는|할|합|한\s|았)"
)
_RIGHT_BEHIND = re.compile(r"\s?(?:(?:19|20)\d\d년(?:에는?)?\s|영예의\s)?[‘“'\"]?")
_HOLDS = re.compile(r"\s?(?:[가-힣]{1,8}\s?){0,2}[‘“'\"]?$")
# 가람청, 바다공모전에서 가람대학교 ‘물길’팀 대상 선정
_TEAM_HOLDS = re.compile(r"\s?[‘“'\"][^‘’“”'\"\n]{1,20}[’”'\"]\s?팀\s[‘“'\"]?")
# 대상 3명, 우수상(2팀): winners that are only counted, or those of a prize as a group.
_COUNTED = re.compile(
    r"[’”'\"]?(?:\s(?:시상식|수여식|전수식|수상현장|수상\s소감|수상\s?내역)|[을를]\s(?:포함|비롯)|\s등\s(?:총|모두)?\s?\d)|"
    r"[’”'\"]?\s\d+(?=,\s|\s?[)）])|[’”'\"]?도\s(?:총\s)?\d+\s?(?:명|팀|점|건|편|곳|개)[이가을를]?\s|[’”'\"]?\s선정\s(?:사례|과정|배경|결과|기준|절차)|[’”'\"]?(?:의\s(?:최종\s)?(?:순위|수상자|주인공을)|\s(?:심사|후보)\s?(?:대상|에\s)|으?로\s(?:이미\s)?(?:선정된|뽑힌)\s\d+\s?[개건명편점곳팀])|"
    r"[’”'\"]?[)）]?한?\s?[(（]?\s?(?:각\s|총\s)?(?:\d+|[한두세네])\s?(?:명|팀|점|건|편|곳|개|가문|기관|작품|인(?![가-힣])|명씩|여)(?![을를]\s(?:따|받|차지|수상|획득|거머|휩|안))|"
    r"[’”'\"]?(?:\s이하|\s등)?(?:\s다양한)?\s(?:수상자|수여자|수훈자|서훈자|수상팀|수상작|입상자|입상작|후보)(?!로|인)"
)


# ▲쉼터 조성(물빛동 행정민원팀)이 우수상
_TEAM_BEFORE = re.compile(r"[(（]([^()（）\n,·]{2,20}(?:팀|과))[)）][이가]\s?[‘“'\"]?$")
_AND_MORE = re.compile(r"[’”'\"]?[을를]\s비롯(?:해|하여),?\s")
_GROUP_ONLY = re.compile(
    r"(?<![가-힣])(?:우리나라[가는도]|수훈자[는가]|우리\s(?:기업|제품)[이은]|(?:두|세|이|네)\s(?:제품|기업|작품|사례)(?:\s모두)?[은이]?)\s|(?<![가-힣])(?:대한민국\s|우리나라\s)?(?:(?:대표팀|국가대표|학생들|선수들|참가자들|학생)[이가]|"
    r"(?:사례|제안|과제)(?:들)?[은는이가]|(?:[가-힣]{2,8}|총|모두|중)\s\d+(?:명|곳|팀|점|편|개소|개교)[이가은는]|\d+개\s[가-힣]{2,6}(?:[(（][^()（）\n]{1,20}[)）])?[은는]|\d+개\s(?:기관|지자체|시군|기업|업체|학교|팀|동아리|작품|마을|단체|센터|부서)[이가])\s"
)
# 장관 표창은 …, where nobody is named
_AS_TOPIC = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?[은는]\s")
_TOPIC = re.compile(r"[은는이가]\s|에서\s")
# 대상을 수상한 정책으로, 1위를 차지한 팀은
_SOMEBODY = re.compile(
    WHO_GOT.pattern
    + r"(?:\d+\s?[개명]\s?)?(?:[가-힣]{1,6}\s)?(?:혁신|창업|참여)?(?:팀|학생|작품|정책|사업|사람|직원|공무원|기업|단체|기관|부서|사례|제품|업체|프로그램|방송)(?:들)?[은는이으에을의도]"
)
_RANKED = re.compile(r"\d위$")
# 3위에 선정된 손 소독제는: what nothing recognised
_SOMETHING = re.compile(WHO_GOT.pattern + r"[가-힣\s]{2,24}(?<!이번 수상)[은는]\s")
# 가람협회는 우수축제에 뽑힌 물빛축제에 상패를 수여했다
_HANDED_THEM = re.compile(
    WHO_GOT.pattern + r"[^.\n]{2,40}(?:에게?|께)\s[^.\n]{0,14}[을를]\s(?:수여|전달|시상)(?:했|하였)"
)
# 은상 : …, where no name was recognised
_UNREAD = re.compile(r"[’”'\"]?[)）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s?[:：]\s?[가-힣]")
# 전남 최초 우수상, 전국 유일, 서울시 11개 자치구가: where it is the first or whose parts have it, not whose it is
_SCOPE = re.compile(
    r"(?:에서|\s(?:지역|도내|내|시·?군))?(?:\s(?:가운데|중))?(?:에서)?는?\s?(?:최초|유일|처음|첫)"
    r"|\s(?:관내\s|지역\s)?\d+개\s?(?:자치구|기초|지자체|시|군|구|읍|면|동)"
)
# 가람공사(GRC)사장상: whose prize it is
_OWN_PRIZE = re.compile(
    r"(?:[(（][A-Za-z]{2,8}[)）])?\s?(?:이?사장|원장|소장|회장|청장|사무총장|총장|위원장|대표)(?:상|\s표창)"
)
# 우수 시군에는 도지사 표창과 포상금이 수여된다: what comes with a grade, or is still to be given
_OFFERED = re.compile(
    r"[’”'\"]?(?:[을를이가과와은는도]|\s등)?\s[^.\n]{0,40}(?:수여|지급|주어지?|제공|시상|전달)(?:된다|되었|됐|될|되며|되고|진다|지며|할\s(?:예정|계획))"
)
_OPENING, _RECEIVED = 60, re.compile(r"[’”'\"]?(?:[을를]|에|으로|로)\s(?:수상|받|차지|획득|선정|뽑|안)")
# 나주 지역에서는 ‘물빛나루’가: where, not who
_WHERE = re.compile(r"\s지역에서는?\s")
_BESIDE = re.compile(r"[’”'\"]?(?:[와과]|,|·|\s및)\s?[‘“'\"]?")
_OPENED, _CLOSE_BY, _LIST_END = re.compile(r"\s?[(（]"), 16, 40
_CHOSEN = re.compile(r"\s(?:각각\s|최종\s)?(?:선정|선발)(?:되어|돼|됐으며|되었으며),?\s")
# 모범청소년 표창과 선포식 등으로 열렸다: one thing of a ceremony
_PROGRAMME = re.compile(
    r"[’”'\"]?\s?(?:시상|수여|전수)?(?:,|[과와]|\s및|·)\s?[^.\n]{0,60}(?:순으?로|등으로\s[^.\n]{0,16}(?:진행|이어|문을|구성|꾸며)|등이\s(?:진행|이어|마련|펼쳐))"
)
# 수상자에게는 장관상과 상금을 준다: nobody in particular
_TO_WINNERS = re.compile(
    r"(?:(?:수상[자작팀]|유공자|입상자|입상팀|수상\s?기관|우수\s?기관|선정된\s[가-힣]{2,4})들?(?:\s?\d+[명팀곳점])?(?:에게|께)는?|총\s?\d+[명팀곳](?:에게|에)는?|"
    r"유공자에|(?:공무원|직원|주민|학생|시민|참가자|팀)\s?(?:[(（]팀[)）])?\s?\d+[명팀]에게는?)\s[^.\n]{0,40}$"
)
# 성과를 낸 우수기관이 선정됐다
_SOME_CHOSEN = re.compile(r"[이가]\s(?:최종\s)?(?:선정|선발|발표)(?:됐|되었|돼)")
# 최우수팀에게 상장을 건넸다, 최우수상을 배출했다
_NOT_HELD = re.compile(
    r"[’”'\"]?(?:들?에게|[을를]\s(?:배출|(?:준비|마련)(?:했|하였))|과\s함께\s[^.\n]{0,40}[을를]\s(?:수여|전달|시상)(?:했|하였))"
)
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
    if _WORTH.match(text, list_end(text, last, [p for p in prizes if p.start >= last.end])):
        return Recipients((), sure=True, nobody=True)  # 국무총리상은 500만 원
    listed = (
        holders(scene, names, prizes, first)
        or titles(scene, last)
        or (titles(scene, first) if first is not last else ())
        or bulleted(scene, last)
        or after(scene, names, last, stop)
        or above(scene, group)
        or below(scene, group)
        or rows(scene, last)
        or headed(text, own, first)
        or before(scene, first.start)
    )
    listed = listed or unread(text, last)
    if listed:
        # 우수기관은 나주시(최우수), 강진군(우수): each has a grade of its own
        own_grade = [m for m in listed if _OPENED.match(text, m.end) and _graded(scene, m, last)]
        kept = tuple(m for m in listed if m not in own_grade)
        return Recipients(kept, sure=True, nobody=not kept)
    groups = chains(text, own)
    end = list_end(text, last, [p for p in prizes if p.start >= last.end])
    team = _TEAM_BEFORE.search(text, left, first.start)
    if team:
        return Recipients((Mention(*team.span(1), "WORK"),), sure=True)
    work = work_before(scene, max(floor, text.rfind("\n", 0, first.start) + 1), first.start)
    if work and not any(m.end <= work.start and not _WHERE.match(text, m.end) for m in own):
        return Recipients((work,), sure=True)
    handed = _handed(text, groups, first, end, title=title)
    if handed is not None:
        return handed
    chosen = _chosen(text, groups, first)
    if groups and _leads(text, groups[-1][-1], first, last):
        return Recipients((groups[-1][-1],), sure=True)
    if (
        (not title and _UNREAD.match(text, last.end))
        or (not title and _AS_TOPIC.match(text, last.end) and not own)
        or _SOMEBODY.match(text, end)
        or (_RANKED.search(text, first.start, last.end) and _SOMETHING.match(text, last.end))
        or (not title and _HANDED_THEM.match(text, end))
        or (not chosen and _OFFERED.match(text, last.end))
        or (not chosen and _OFFERED.match(text, end))
        or _COUNTED.match(text, last.end)
        or _NOT_HELD.match(text, last.end)
        or _PROGRAMME.match(text, last.end)
        or (not title and not inside and _SOME_CHOSEN.match(text, end))
        or (
            WITH_MONEY.match(text, last.end)
            and not text[text.rfind("\n", 0, first.start) + 1 : first.start].strip()
        )
        or _COUNTED.match(text, end)
        or _to_winners(text, own, max(left, first.start - 60), first.start)
        or _group_only(text, inside, left, first.start)
    ):
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
    got = got._replace(named=with_note(scene, got.named))
    kept = tuple(m for m in got.named if not hands_out(scene.text, m, group[0]))
    return got if len(kept) == len(got.named) else got._replace(named=kept, nobody=True)


def _topic_before(scene: Scene, left: int, prize: Mention) -> Mention | None:
    """Give the person with whom the paragraph opens: ㅇ 김하나 요원은 …했다. 또한 … 대상을 받았다."""
    text = scene.text
    line = text.rfind("\n", 0, prize.start) + 1
    people = [m for m in scene.within(line, min(left, line + _OPENING)) if m.label == "PERSON"]
    spoken = any(mark in text[line : prize.start] for mark in '“”"')  # 김하나 청장은 “…”라고
    if not people or spoken or line >= left or not _RECEIVED.match(text, prize.end):
        return None
    return people[0] if tail(text, people[0], left).kind == "top" else None


def _graded(scene: Scene, winner: Mention, prize: Mention) -> bool:
    """Tell whether a winner told behind a prize has another one in brackets."""
    opened = _OPENED.match(scene.text, winner.end)
    inside = scene.within(opened.end(), opened.end() + _CLOSE_BY) if opened else []
    grade = inside[0] if inside and inside[0].label == "PRIZE" else None
    return (
        grade is not None and opened is not None and grade.start == opened.end() and winner.start > prize.end
    )


def _chosen(text: str, groups: Sequence[tuple[Mention, ...]], prize: Mention) -> tuple[Mention, ...]:
    """Give those of whom the sentence says that they are chosen: 나주시와 강진군이 선정되어 장관 표창이 수여된다."""
    for chain in reversed(groups):
        end = tail(text, chain[-1], prize.start)
        if end.kind == "sub" and _CHOSEN.match(text, end.end):
            return chain
    return ()


def _leads(text: str, one: Mention, first: Mention, last: Mention) -> bool:
    """Tell whether a person has the first of several prizes that are only counted: 김하나 간사는 장관 표창을 비롯해 …."""
    if one.label not in PERSONAL or not _AND_MORE.match(text, last.end):
        return False
    end = tail(text, one, first.start)
    return end.kind in ("top", "sub") and not text[end.end : first.start].strip(" ‘“'\"")


def _aside(text: str, prize: Mention) -> bool:
    """Tell whether a prize is a giver's in brackets behind a name: 김하나 팀(장관상)과 이두리 팀(청장상)이 최우수상에."""
    closed = text[prize.end : prize.end + 1] in (")", "）") and text[prize.start - 1] in "(（"
    return closed and GIVER_PRIZE.search(text[prize.start : prize.end]) is not None


def _handed(
    text: str, groups: Sequence[tuple[Mention, ...]], prize: Mention, end: int, *, title: bool
) -> Recipients | None:
    """Give those to whom the sentence's subject gives the prize; None where it gives none."""
    near = tail(text, groups[-1][-1], prize.start + 1) if groups and not title else None
    to = near is not None and near.kind == "loc" and not near.owner and text[near.end - 1] == "에"
    if near and to and not text[near.end : prize.start].replace(" 대한", "").strip(" ‘“'\""):
        return Recipients(groups[-1], sure=True)  # 나주시에 대통령 표창이, 강진군에 …
    if near and near.kind == "dat" and _RIGHT_BEHIND.fullmatch(text, near.end, prize.start):
        return Recipients(groups[-1], sure=True)  # 김하나 선생에게는 2010년 애족장을, 이두리 선생에게는 …
    gives = _GIVES.match(text, end) is not None
    for chain in reversed(groups if gives and not title else ()):
        end_of = tail(text, chain[-1], prize.start)
        if end_of.kind == "loc" and MADE.match(text, end_of.end):
            return Recipients(chain, sure=True)  # 가람원에서 출품한 ‘물길’을 대상으로 선정했다
    kinds = ("dat", "obj") if gives else ("dat",) if _HANDED.match(text, end) else ()
    for kind in (*kinds, "top") if gives else kinds:
        for chain in reversed(groups):
            of = tail(text, chain[-1], prize.start)
            also = text[of.end - 1] == "도"  # 가람부, 나루처도 우수기관으로 선정했다
            told = kind != "top" or (len(chain) > 1 and (also or chain[0].label != "MINISTRY"))
            if told and of.kind == kind:
                return Recipients(chain, sure=True)
    return Recipients((), sure=True, nobody=True) if gives and not title else None


def _to_winners(text: str, names: Sequence[Mention], low: int, high: int) -> bool:
    """Tell whether a prize goes to 수상자에게 and nobody is named behind that."""
    to = _TO_WINNERS.search(text, low, high)
    return to is not None and not any(m.start >= to.start() for m in names)


def _group_only(text: str, names: Sequence[Mention], left: int, right: int) -> bool:
    """Tell whether a sentence tells its honour of a group without a name: 대한민국 대표팀이 1위를 차지했다."""
    for m in _GROUP_ONLY.finditer(text, left, right):
        if text.endswith("등 ", left, m.start()) and any(0 < m.start() - n.end < _LIST_END for n in names):
            continue  # 나주시(물길), 강진군(불빛) 등 총 2곳이
        near = [n for n in names if 0 <= m.start() - n.end < 12 and not _TOPIC.search(text, n.end, m.start())]
        if m[0].rstrip()[-2:-1] == "명":  # 나주시 자원봉사자 8명이
            near = [n for n in near if n.label != "DISTRICT"]
        if not near and not any(n.start > m.start() for n in names):
            return True
    return False
