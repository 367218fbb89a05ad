"""Honours that nobody has: of foreign states in statistics, of him for whom an award is named, of the town that gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.abroad import names
from kr_localgov_nlp.facts.award_same import level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kr_localgov_nlp.facts.award_same import Honour

# 나루시민의 상: what a town gives its own people
_PEOPLE = ("민", "시민", "군민", "구민", "도민")
# 김하나 장관은, 이두리 금융위원장은: those who hand out; the chair of a village's committee may receive
_OFFICE = re.compile(
    r"\s(?:[가-힣]{2,12}\s)?(?:[가-힣]{0,10}(?:장관|차관|부총리|총리|청장|처장)|(?:금융|공정거래|방송(?:미디어)?통신|개인정보보호|국민권익|원자력안전|저출산고령사회)위원장)(?:\s겸\s[가-힣\s]{2,14})?[은는이가]\s"
)


def _gives(text: str, award: str) -> bool:
    """Tell whether the text says whom its issuer chose for an award: ‘이달의 농부’로 …를 선정했다."""
    chose = rf"{re.escape(award)}[’”'\"」』]?(?:으?로|에)\s[^.\n]{{2,140}}[을를]\s(?:최종\s)?(?:선정|선발)(?:했|하였)"
    return re.search(chose, text) is not None


def plausible(text: str, honours: Iterable[Honour]) -> list[Honour]:
    """Leave out honours whose recipient cannot be one.

    Parameters
    ----------
    text
        The text.
    honours
        What it seems to tell.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> from kr_localgov_nlp.facts.award_same import Honour
    >>> text = "일본이 2위, 나주시가 3위를 차지했다."
    >>> ranks = [
    ...     Honour(None, (Mention(4, 6, "PRIZE"),), Mention(0, 2, "PLACE"), None, None, None, []),
    ...     Honour(None, (Mention(13, 15, "PRIZE"),), Mention(8, 11, "DISTRICT"), None, None, None, []),
    ... ]
    >>> [text[h.recipient.start : h.recipient.end] for h in plausible(text, ranks) if h.recipient]
    ['나주시']
    """
    kept = [one for one in honours if not _refused(text, one)]
    return [one for one in kept if not _held_only(text, one, kept)]


def _held_only(text: str, honour: Honour, others: Iterable[Honour]) -> bool:
    """Tell whether a title seems to give a ministry the prize that the body gives to somebody else."""
    if not honour.title or not honour.prizes or not honour.award or _named(honour):
        return False
    grade = _grade(text, honour)
    told = [o for o in others if not o.title and o.award == honour.award and _grade(text, o) == grade]
    return bool(told) and all(o.recipient and o.recipient.label in ("PERSON", "ORG", "WORK") for o in told)


def _named(honour: Honour) -> bool:
    return honour.recipient is not None and honour.recipient.label != "MINISTRY"


def _grade(text: str, honour: Honour) -> str | None:
    return level(text[honour.prizes[0].start : honour.prizes[0].end]) if honour.prizes else None


def _refused(text: str, honour: Honour) -> bool:
    who = honour.recipient
    if who is None:
        return not honour.prizes and honour.award is not None and _gives(text, honour.award)
    if who.label == "PERSON" and not honour.received and honour.prizes and _OFFICE.match(text, who.end):
        return True
    name = text[who.start : who.end]
    if honour.award is None:
        found = names().get(name) if who.label == "PLACE" else None
        return found is not None and found.kind == "country"
    if who.label == "PERSON":
        return honour.award.startswith(name)
    town = name.rpartition(" ")[2]
    of_town = tuple(stem + people for stem in (town, town[:-1]) for people in _PEOPLE)
    return who.label == "DISTRICT" and honour.award.startswith(of_town)
