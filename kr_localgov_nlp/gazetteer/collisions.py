"""Names that several people or several governments bear: what a linker must not take for one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.gazetteer.tables import as_day

if TYPE_CHECKING:
    from datetime import date

    from kr_localgov_nlp.gazetteer.gazetteer import Gazetteer
    from kr_localgov_nlp.gazetteer.records import Government, HeadTerm


class SharedName(NamedTuple):
    """A name of heads of more than one government.

    Parameters
    ----------
    person
        The name.
    terms
        All terms under this name, oldest first.
    people
        How many people that are, as far as is known: one who moved from office to office counts once.
    """

    person: str
    terms: tuple[HeadTerm, ...]
    people: int


def same_named_heads(gazetteer: Gazetteer, day: date | str | None = None) -> list[SharedName]:
    """Return the names that heads of several governments bear, on one day or over all days.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> [(shared.person, shared.people) for shared in same_named_heads(load_gazetteer(), "2019-05-01")]
    [('박정현', 2), ('이동진', 2), ('최문순', 2)]
    """
    when = as_day(day)
    terms: defaultdict[str, list[HeadTerm]] = defaultdict(list)
    for term in gazetteer.heads:
        if when is None or term.valid(when):
            terms[term.person].append(term)
    shared = []
    for person, found in sorted(terms.items()):
        if len({term.entity_id for term in found}) > 1:
            found.sort(key=lambda term: term.valid_from)
            shared.append(SharedName(person, tuple(found), len({term.person_key for term in found})))
    return shared


def same_named_governments(gazetteer: Gazetteer, day: date | str) -> dict[str, list[Government]]:
    """Return the names without their parent that several governments bear on a day, with those governments.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> [gov.name for gov in same_named_governments(load_gazetteer(), "2026-11-21")["강서구"]]
    ['서울특별시 강서구', '부산광역시 강서구']
    """
    names: defaultdict[str, list[Government]] = defaultdict(list)
    for gov in gazetteer.governments.active(day):
        for form in dict.fromkeys((gov.own, gov.stem, *gov.aliases)):
            if form:
                names[form].append(gov)
    return {name: found for name, found in sorted(names.items()) if len(found) > 1}
