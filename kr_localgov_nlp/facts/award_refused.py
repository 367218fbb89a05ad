"""Honours that nobody has: of foreign states in statistics, of him for whom an award is named, of the town that gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.abroad import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kr_localgov_nlp.facts.award_same import Honour

# 나루시민의 상: what a town gives its own people
_PEOPLE = r"(?:민|시민|군민|구민|도민)"


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
    return [one for one in honours if not _refused(text, one)]


def _refused(text: str, honour: Honour) -> bool:
    who = honour.recipient
    if who is None:
        return False
    name = text[who.start : who.end]
    if honour.award is None:
        found = names().get(name) if who.label == "PLACE" else None
        return found is not None and found.kind == "country"
    if who.label == "PERSON":
        return honour.award.startswith(name)
    town = name.rpartition(" ")[2]
    return who.label == "DISTRICT" and re.match(rf"{town[:-1]}{town[-1]}?{_PEOPLE}", honour.award) is not None
