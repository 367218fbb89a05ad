"""Winners told by their field or their year instead of a prize: ‘심사 분야’ 유공자에 김하나 주무관; 김하나(2023), 이두리(2024)가 수상."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.facts.award_alike import is_title
from kr_localgov_nlp.facts.award_brackets import honourable
from kr_localgov_nlp.facts.award_parts import Mention
from kr_localgov_nlp.facts.award_same import told_of
from kr_localgov_nlp.facts.award_tail import tail
from kr_localgov_nlp.facts.award_winners import chains

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from kr_localgov_nlp.facts.award_alike import Award
    from kr_localgov_nlp.facts.award_same import Honour
    from kr_localgov_nlp.facts.award_scene import Scene

# ‘심사 분야’ 유공자로, 물길 부문 수상팀에, ‘소통 분야’에
_FIELD = re.compile(
    r"(?:분야|부문)(?P<closed>[’'”\"]?)(?:\s(?P<noun>[가-힣]{1,4}[자팀인]))?(?:에는|에|로는|으로는|으로|로)(?=[\s,.])"
)
_IN_MARKS = re.compile(r"[‘'“\"]([^‘'“\"’”\n]{1,24})$")
_LAST_WORD = re.compile(r"([가-힣A-Za-z·]{1,12})\s?$")
_CHOSEN = re.compile(r"\s?(?:각각\s|최종\s)?(?:선정|선발|뽑)|,\s*(?:\n|$)")
# 김하나 주무관을,⏎: the verb follows in a later item
_NEXT_LINE = re.compile(r"[을를],\s*$")
_GROUP = re.compile(r"[가-힣]{1,6}[팀단반]")  # 가람평가|대응팀: a part of a name
_AND_CHOSEN = re.compile(r"선정|선발|뽑|수상|영예")
_WON = re.compile(r"수상|받았|선정|영예")
_YEAR = re.compile(r"(?:\s?[가-힣]{1,6})?\s?[(（][’‘']?((?:19|20)?\d\d)년?[)）]")
#: How far back the award of a field may be told.
REACH = 1500


def by_field(scene: Scene, told: Container[str | None]) -> Iterator[Honour]:
    """Give winners that a field leads in or follows, where no prize is told for its award.

    Parameters
    ----------
    scene
        The text with its mentions.
    told
        Names of awards of which the text tells prizes.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "가람청은 업무 유공자를 뽑았다. ‘심사 분야’ 유공자에 김하나 주무관을 선정했다."
    >>> scene = Scene(text, [Mention(5, 11, "AWARD"), Mention(31, 34, "PERSON")])
    >>> [(h.category, text[h.recipient.start : h.recipient.end]) for h in by_field(scene, ())]
    [('심사', '김하나')]
    """
    text = scene.text
    fields = [m for m in _FIELD.finditer(text) if m["noun"] or m["closed"]]
    for number, at in enumerate(fields):
        award = _award_of(scene, at, told)
        name = (_IN_MARKS if at["closed"] else _LAST_WORD).search(text, max(0, at.start() - 26), at.start())
        apart = award is not None and is_title(award.name)  # the fields are none of 5월의 나루인
        if award is None or name is None or (apart and at["noun"] != "유공자"):
            continue
        prizes = (Mention(*at.span("noun"), "PRIZE"),) if apart else ()
        line = scene.line(at.start())
        left, right = sentence_bounds(text, at.start(), at.end())
        before = fields[number - 1].end() if number else 0
        following = fields[number + 1].start() if number + 1 < len(fields) else right
        stop = min(right, following)
        chosen = _CHOSEN.match(text, at.end())
        if chosen:
            names = honourable(scene, max(left, line, before), at.start())
            groups = [c for c in chains(text, names) if tail(text, c[-1], at.start()).kind in ("obj", "sub")]
            winners: Sequence[Mention] = groups[-1] if groups else ()
        else:
            names = honourable(scene, at.end(), stop)
            people = [m for m in names if m.label == "PERSON"]
            groups = chains(text, people if at["noun"] == "유공자" and people else names)
            verb = _AND_CHOSEN.search(text, at.end(), right) or _NEXT_LINE.search(text, at.end(), right)
            winners = groups[0] if groups and verb and groups[0][0].start - at.end() < REACH // 10 else ()
        if winners and any(
            p.label == "PRIZE"
            for p in scene.within(min(at.start(), winners[0].start), max(at.end(), winners[-1].end))
        ):
            continue
        for winner in winners:
            honour = told_of(scene, None if apart else award, prizes, winner, None, field=name[1].strip())
            honour.spans = [m for m in honour.spans if m not in prizes]  # 유공자 is no entity
            yield honour


def by_year(scene: Scene) -> Iterator[Honour]:
    """Give the earlier winners that a sentence lists with their years in brackets."""
    text = scene.text
    dated: dict[tuple[int, int], list[tuple[Mention, int]]] = {}
    for m in scene.mentions:
        year = _YEAR.match(text, m.end) if m.label in ("PERSON", "ORG", "DISTRICT") else None
        if year:
            number = int(year[1]) if len(year[1]) == 4 else 2000 + int(year[1])
            dated.setdefault(sentence_bounds(text, m.start, m.end), []).append((m, number))
    for (left, right), members in dated.items():
        here = scene.within(left, right)
        awards = [m for m in here if m.start in scene.of and m.end <= members[0][0].start]
        if (
            len(members) > 1
            and awards
            and not any(m.label == "PRIZE" for m in here)
            and _WON.search(text, members[-1][0].end, right)
        ):
            for winner, number in members:
                honour = told_of(scene, scene.of[awards[-1].start], (), winner, None)
                honour.year, honour.giver = number, None
                yield honour


def _award_of(scene: Scene, at: re.Match[str], told: Container[str | None]) -> Award | None:
    """Give the award that a field belongs to: the one that its noun ends, else the last one before it."""
    for award in scene.awards if at["noun"] else ():
        if (
            award.name.endswith(at["noun"])
            and award.name not in told
            and award.mentions[0].start < at.start()
        ):
            return award
    near = [m for m in scene.within(max(0, at.start() - REACH), at.start()) if m.start in scene.of]
    near = [m for m in near if not _GROUP.match(scene.text, m.end)]
    last = scene.of[near[-1].start] if near else None
    return last if last and not last.event and last.name not in told else None
