"""Which prizes of a text are one honour, which are shared out among several winners, which stand in a quotation, whose topic they are."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_alike import bare
from kr_localgov_nlp.facts.award_parts import GIVER_PRIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_alike import Award
    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_same import Honour
    from kr_localgov_nlp.facts.award_scene import Scene

# Between a grade and the giver's prize that are one honour.
_SAME = re.compile(
    r"[’”'\"]?\s?(?:[(（]\s?|인\s[‘“'\"]?|\s?[‘“'\"]?|(?:으로|로|에|을|를|에도)?\s?(?:선정|수상(?!자)|받|차지|"
    r"획득|뽑)[가-힣]{0,4},?\s(?:[가-힣A-Za-z0-9]{1,8}\s){0,3}?[‘“'\"]?"
    r"|으로\s|의\s|[,·]\s?|\s?…\s?[‘“'\"]?)$"
)
# 최우수상은 …가 선정되어| 가람청장상과 함께 상금 70만 원을
_COMES_WITH = re.compile(
    r"[’”'\"]?(?:은|는|에는|으로는)\s[^.\n]{2,120}[이가]\s(?:각각\s|최종\s)?(?:선정(?:되어|돼)|수상하여|수상해)\s(?:각각\s)?"
)
_WITH_MONEY = re.compile(
    r"[’”'\"]?(?:[와과]\s(?:함께\s)?(?:상금|부상|시상금)|[을를]\s(?:각각\s)?(?:받|수상))"
)
_TWICE = re.compile(
    r"[’”'\"]?(?:인|에\s해당하는)?\s(?:[‘“'\"])?|[’”'\"]?\s등급(?:인\s|\s?[(（])[‘“'\"]?|[’”'\"]?[을를] (?:받아|획득해|수상하며|받으며|차지하며),? "
    r"(?:[가-힣A-Za-z0-9]{1,8}\s){0,3}"
)
# 기관 표창으로 장관상을: in which form it is given
_TO_BODY = re.compile(r"(?:기관|단체|개인)\s?표창$")
_OPEN = re.compile(
    r"[’”'\"]?\s?[(（]\s?(?:[가-힣]{1,4}\s|(?:상금\s?)?[\d,]+\s?[천백십]?만?\s?원,\s?)?"
)  # 대상(5천만 원, 대통령상)
_LISTED = re.compile(r"[,·]\s?$")
# …가 장관상을 받았으며, 학생부문 최우수상|은
_NEXT_TOPIC = re.compile(r"[’”'\"]?[은는]\s")
_JOINED = re.compile(r"[’”'\"]?(?:[와과]|,|·)\s?[‘“'\"]?")
_STRAIGHT = re.compile(r'"')
_OWN_CLAUSE = re.compile(r"(?:고\s있으며|고\s있고|맡고\s있)[,\s]")
_OF_LIST = re.compile(r"[’”'\"]?[은는]\s[▲△▷▶◆■]")
MAX_IN_TURN = 6
_AND_AWARD = re.compile(r"[’”'\"」]?(?:[와과]|,|·|\s및)\s?[‘“'\"「]?")
_EACH = re.compile(r"각각|나란히|에서\s모두")
# 장려상인 협회장상은 A가, |조합장상은
_GRADE_IS = re.compile(r"[’”'\"]?인\s[‘“'\"]?")
_GOES_ON = re.compile(r"[’”'\"]?(?:은|는|에는?)\s[^.\n]*(?:[이가,])\s?[‘“'\"]?\Z")
_TO_BOTH = re.compile(r"[’”'\"]?(?:은|는|에는?)\s")
REACH = 160


def one_honour(scene: Scene, first: Mention, second: Mention) -> bool:
    """Tell whether two prizes side by side are a grade and its giver's prize."""
    text = scene.text
    between = text[first.end : second.start]
    if len(between) > 30 or "\n" in between:
        return False
    # A person right before the second bears its giver's office: 김하나 가람위원장 표창
    if any(
        m.label in ("AWARD", "DISTRICT") or (m.label == "PERSON" and second.start - m.end > 1)
        for m in scene.within(first.end, second.start)
    ):
        return False
    if _OPEN.fullmatch(between) and text[second.end : second.end + 1] in ")）":
        return True  # 최우수상(기관 표창), 8위(B)
    kinds = [bool(GIVER_PRIZE.search(text[m.start : m.end])) for m in (first, second)]
    if kinds[0] == kinds[1]:
        # A등급을 받아 최우수 지자체로, 1위 대상: two words for one result; but 우수상, 장려상 are two
        if kinds[0]:
            return between == "으로 " and _TO_BODY.search(text[first.start : first.end]) is not None
        return _TWICE.fullmatch(between) is not None
    if _LISTED.fullmatch(between) or (kinds[0] and _NEXT_TOPIC.match(text, second.end) and "," in between):
        return False
    return bool(_SAME.fullmatch(between))


def comes_with(text: str, grade: Mention, given: Mention) -> bool:
    """Tell whether a giver's prize goes to the one whom the sentence chose for a grade: 최우수상은 …가 선정되어 장관상과 함께 상금을."""
    return (
        _COMES_WITH.fullmatch(text, grade.end, given.start) is not None
        and _WITH_MONEY.match(text, given.end) is not None
        and not GIVER_PRIZE.search(text[grade.start : grade.end])
    )


def shared_grade(text: str, earlier: Sequence[Mention], group: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the grade that a giver's prize shares with the one before: 장려상인 협회장상은 A가, 조합장상은 B가."""
    if len(group) == 1 and (told := _of_all(text, earlier, group[0])):
        return (told,)
    if len(group) > 1 or len(earlier) < 2 or not GIVER_PRIZE.search(text[group[0].start : group[0].end]):
        return ()
    grade, given = earlier[-2:]
    kinds = [GIVER_PRIZE.search(text[m.start : m.end]) for m in (grade, given)]
    named = not kinds[0] and kinds[1] and _GRADE_IS.fullmatch(text, grade.end, given.start)
    goes_on = _GOES_ON.match(text[given.end : group[0].start]) and _TO_BOTH.match(text, group[0].end)
    return (grade,) if named and goes_on and len(text[given.end : group[0].start]) < REACH else ()


def _of_all(text: str, earlier: Sequence[Mention], given: Mention) -> Mention | None:
    """Give the grade that is the topic of a list whose members have prizes in brackets: 대상은 △꽃밭(장관상)=가람초 △…."""
    if text[given.start - 1] not in "(（" or text[given.end : given.end + 1] not in (")", "）"):
        return None
    line = max(text.rfind("\n", 0, given.start), given.start - REACH * 3)
    for prize in reversed([p for p in earlier if p.start > line]):
        if _OF_LIST.match(text, prize.end):
            return prize
        if text[prize.start - 1] not in "(（":
            return None
    return None


def each_in_turn(text: str, honours: list[Honour]) -> list[Honour]:
    """Give each of several its own prize: A군과 B군이 2위와 3위를 기록했다."""
    out: list[Honour] = []
    at = 0
    while at < len(honours):
        size = 1
        while at + size < len(honours) and honours[at + size].prizes == honours[at].prizes:
            size += 1
        rows = [honours[i : i + size] for i in range(at, min(at + size * size, len(honours)), size)]
        winners = [h.recipient for h in rows[0]]
        if (
            1 < size == len(rows)
            and size < MAX_IN_TURN
            and all([h.recipient for h in row] == winners for row in rows)
            and all(
                _JOINED.fullmatch(text, one[0].prizes[-1].end, other[0].prizes[0].start)
                for one, other in pairwise(rows)
            )
        ):
            out += [row[i] for i, row in enumerate(rows)]
            at += size * size
        else:
            out += honours[at : at + size]
            at += size
    return out


def each_award(scene: Scene, near: Sequence[Mention], prize: Mention) -> list[Award]:
    """Give the awards before the last one that the same prize was received in: A평가와 B평가에서 각각, 나란히 우수상."""
    text = scene.text
    if not near or not _EACH.search(text, near[-1].end, prize.start):
        return []
    out: list[Award] = []
    for one, other in zip(reversed(near[:-1]), reversed(near), strict=False):
        if not _AND_AWARD.fullmatch(text[one.end : other.start]):
            break
        out.append(scene.of[one.start])
    return out


def award_in_turn(scene: Scene, near: Sequence[Mention], prize: Mention) -> Mention | None:
    """Give the award that a prize belongs to where several have theirs in turn: A평가와 B평가에서 각각 대상과 우수상을."""
    text = scene.text
    row = [prize]
    for step in (-1, 1):
        at = scene.prizes.index(prize)
        while 0 <= at + step < len(scene.prizes) and len(row) < MAX_IN_TURN:
            one, other = sorted((scene.prizes[at], scene.prizes[at + step]))
            if not _JOINED.fullmatch(text, one.end, other.start):
                break
            at += step
            row.append(scene.prizes[at])
    row.sort()
    awards = [m for m in near if m.end <= row[0].start][-len(row) :]
    if not 1 < len(row) == len(awards) or "각각" not in text[awards[-1].end : row[0].start]:
        return None
    joined = all(_AND_AWARD.fullmatch(text[a.end : b.start]) for a, b in pairwise(awards))
    return awards[row.index(prize)] if joined else None


def quote_start(text: str, at: int) -> int | None:
    """Give where the quotation around an offset begins; None outside one."""
    low = max(text.rfind("\n", 0, at) + 1, at - 300)
    opened = text.rfind("“", low, at)
    if opened >= 0 and text.rfind("”", low, at) < opened:
        return opened + 1
    straight = [m.start() for m in _STRAIGHT.finditer(text, low, at)]
    return straight[-1] + 1 if len(straight) % 2 and text[straight[-1] - 1 : straight[-1]].isspace() else None


def topic_again(
    scene: Scene,
    groups: Sequence[tuple[tuple[Mention, ...], str]],
    subject: tuple[Mention, ...],
    prize: Mention,
) -> tuple[Mention, ...] | None:
    """Give the topic that a prize is of, where the nearest subject has a clause of its own.

    A상을 받은 이두리가 알린 나주시는 …, 가람무용단은 김하나 교수가 이끌고 있으며 …

    Parameters
    ----------
    scene
        The text with its mentions.
    groups
        The lists of names before the prize, each with the kind of its particle.
    subject
        The nearest subject.
    prize
        The prize.
    """
    prizes = [p.start for p in scene.within(subject[-1].end, prize.start) if p.label == "PRIZE"]
    topics = [c for c, kind in groups if kind == "top"]
    later = [c for c in topics if c[0].start > subject[-1].end and any(p < c[0].start for p in prizes)]
    if later:
        return later[-1]
    clause = _OWN_CLAUSE.search(scene.text, subject[-1].end, prize.start)
    if clause is None or any(p < clause.start() for p in prizes):
        return None
    return next((c for c in topics if c[-1].end < subject[0].start), None)


def same_prize_same_award(text: str, honours: Sequence[Honour]) -> None:
    """Give an honour without an award that of the others with the same prize, if these agree."""
    known: dict[str, set[str]] = {}
    for h in honours:
        if h.award and h.prizes:
            known.setdefault(bare(text[h.prizes[0].start : h.prizes[0].end]), set()).add(h.award)
    for h in honours:
        if h.award is None and h.prizes and h.recipient and h.recipient.label == "PERSON":
            names = known.get(bare(text[h.prizes[0].start : h.prizes[0].end]), set())
            if len(names) == 1:
                h.award = next(iter(names))
