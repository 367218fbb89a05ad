"""Prizes that the sentence gives to nobody by name: 대상 3명, 수상자에게는 상금을 준다, 12개 팀이 우수상을 받았다."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_below import WITH_MONEY
from kr_localgov_nlp.facts.award_handed import chosen
from kr_localgov_nlp.facts.award_lists import GROUPS, WHO_GOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene

# 대상 3명, 우수상(2팀): winners that are only counted, or those of a prize as a group.
_COUNTED = re.compile(
    r"[’”'\"]?(?:\s(?:시상식|수여식|전수식|수상현장|수상\s소감|수상\s?내역)|[을를]\s(?:포함|비롯)|\s등\s(?:총|모두)?\s?\d)|"
    r"(?<=표창)\s?\d+\s?[건개]|[’”'\"]?\s\d+(?=,\s|\s?[)）])|[’”'\"]?도\s(?:총\s)?\d+\s?(?:명|팀|점|건|편|곳|개)[이가을를]?\s|[’”'\"]?\s선정\s(?:사례|과정|배경|결과|기준|절차)|[’”'\"]?(?:의\s(?:최종\s)?(?:순위|수상자|주인공을)|\s(?:심사|후보)\s?(?:대상|에\s)|으?로\s(?:이미\s)?(?:선정된|뽑힌)\s\d+\s?[개건명편점곳팀])|"
    r"[’”'\"]?[)）]?한?\s?[(（]?\s?(?:각\s|총\s)?(?:\d+|[한두세네])\s?(?:명|팀|점|건|편|곳|개|가문|기관|작품|인(?![가-힣])|명씩|여)(?![을를]\s(?:따|받|차지|수상|획득|거머|휩|안))|"
    r"[’”'\"]?(?:\s이하|\s등)?(?:\s다양한)?\s(?:수상자|수여자|수훈자|서훈자|수상팀|수상작|입상자|입상작|후보)(?!로|인)"
)
_GROUP_ONLY = re.compile(
    r"(?<![가-힣])(?:우리나라[가는도]|수훈자[는가]|우리\s(?:기업|제품)[이은]|(?:두|세|이|네)\s(?:제품|기업|작품|사례)(?:\s모두)?[은이]?)\s|(?<![가-힣])(?:대한민국\s|우리나라\s)?(?:(?:대표팀|국가대표|학생들|선수들|참가자들|학생)[이가]|"
    r"(?:사례|제안|과제)(?:들)?[은는이가]|(?:[가-힣]{2,8}|총|모두|중)\s\d+(?:명|곳|팀|점|편|개소|개교)[이가은는]|\d+개\s[가-힣]{2,6}(?:[(（][^()（）\n]{1,20}[)）])?[은는]|\d+개\s(?:기관|지자체|시군|기업|업체|학교|팀|동아리|작품|마을|단체|센터|부서)[이가])\s"
)
#: 응원상은 올해는 뽑지 않았다
UNPICKED = re.compile(r"[’”'\"]?[은는]\s[^.\n]{0,30}(?:뽑|내|주|가리|선정하|선발하)지\s(?:않|못)")
# 장관 표창은 …, where nobody is named
_AS_TOPIC = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?[은는]\s")
_TOPIC = re.compile(r"[은는이가]\s|에서\s")
# 대상을 수상한 정책으로, 1위를 차지한 팀은
_SOMEBODY = re.compile(
    WHO_GOT.pattern
    + rf"(?:\d+\s?[개명]\s?)?(?:[가-힣]{{1,6}}\s)?(?:혁신|창업|참여|청년|대학생)?(?:팀|학생|작품|정책|사업|사람|직원|공무원|{GROUPS}|기업|단체|기관|부서|사례|제품|업체|프로그램|방송)(?:들)?[은는이으에을의도]"
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
# 우수 시군에는 도지사 표창과 포상금이 수여된다: what comes with a grade, or is still to be given
_OFFERED = re.compile(
    r"[’”'\"]?(?:[을를이가과와은는도]|\s등)?\s(?![^.\n]{0,12}(?:받는|수상하는)\s등\s)[^.\n]{0,40}(?:수여|지급|주어지?|제공|시상|전달)(?:된다|되었|됐|될|되며|되고|진다|지며|할\s(?:예정|계획))"
)
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
_LIST_END = 40


def is_nobodys(
    scene: Scene,
    group: Sequence[Mention],
    reach: tuple[int, int],
    names: tuple[Sequence[Mention], Sequence[Mention]],
    groups: Sequence[tuple[Mention, ...]],
    *,
    title: bool,
) -> bool:
    """Tell whether a sentence tells a prize of nobody that it names.

    Parameters
    ----------
    scene
        The text with its mentions.
    group
        The prize, with the giver's prize that is the same honour.
    reach
        Where the sentence begins, and where the list of prizes ends.
    names
        The names before the prize, and those of them that stand behind the prize before.
    groups
        The latter, those of one list of winners in one.
    title
        Whether it stands above the body.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> for text in ("나루구는 대상 3명을 뽑는다.", "나루구는 대상을 받았다."):
    ...     scene = Scene(text, [Mention(0, 3, "DISTRICT"), Mention(5, 7, "PRIZE")])
    ...     names = scene.mentions[:1]
    ...     is_nobodys(scene, scene.prizes, (0, 7), (names, names), [tuple(names)], title=False)
    True
    False
    """
    text, (left, end), (inside, own) = scene.text, reach, names
    first, last = group[0], group[-1]
    return bool(
        (not title and _untold(text, last, end, names))
        or _COUNTED.match(text, last.end)
        or _COUNTED.match(text, end)
        or (WITH_MONEY.match(text, last.end) and not text[scene.line(first.start) : first.start].strip())
        or _SOMEBODY.match(text, end)
        or _NOT_HELD.match(text, last.end)
        or _PROGRAMME.match(text, last.end)
        or (_RANKED.search(text, first.start, last.end) and _SOMETHING.match(text, last.end))
        or ((_OFFERED.match(text, last.end) or _OFFERED.match(text, end)) and not chosen(text, groups, first))
        or _to_winners(text, own, max(left, first.start - 60), first.start)
        or _group_only(text, inside, left, first.start)
    )


def _untold(text: str, last: Mention, end: int, names: tuple[Sequence[Mention], Sequence[Mention]]) -> bool:
    """Tell whether a sentence of the body goes on to tell who has a prize, or some others, without a name of theirs."""
    inside, own = names
    return bool(
        _UNREAD.match(text, last.end)
        or (not own and _AS_TOPIC.match(text, last.end))
        or _HANDED_THEM.match(text, end)
        or (not inside and _SOME_CHOSEN.match(text, end))
    )


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
