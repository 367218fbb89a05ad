"""Which government a name means, as of the article's date: the document's own evidence, weighed.

Every weight is a count of points that one kind of evidence gives to a candidate. A name is resolved where the best
candidate has at least `NEED` points and leads by `LEAD`; otherwise it stays unresolved, with all its candidates.
The points were set by reading the dev half of ``corpus/real`` (no text of the scored half).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kr_localgov_nlp.gazetteer import Gazetteer, Government

HEAD_NAMED = 6.0
HOME = 5.0
NAMED_IN_FULL = 5.0
PARENT_BEFORE = 4.0
PARENT_NAMED = 3.0
SIBLING_NAMED = 2.0
HOME_PROVINCE = 2.0
METROPOLITAN = 1.0
NEED = 1.0
LEAD = 1.0
# How far before a bare 동구 its parent may stand and still be taken for its own: "(부산) 동구, 서구".
NEAR = 60


@dataclass(slots=True)
class Mention:
    """One name of a government in a text, with what it can mean.

    Parameters
    ----------
    start, end
        Character offsets.
    surface
        The name without spaces.
    entities
        Stable ids of the governments it can mean on that day; several where ambiguous.
    chosen
        The id that was decided on; "" while unresolved.
    evidence
        Why, in the order of weight.
    flag
        What the gazetteer said of the name's date: "" in force, "renamed", "successor", "ended", "not_yet".
    """

    start: int
    end: int
    surface: str
    entities: list[str]
    chosen: str = ""
    evidence: list[str] = field(default_factory=list)
    flag: str = ""


class Resolver:
    """Decide the ambiguous mentions of one text.

    Parameters
    ----------
    gazetteer
        Where parents and children are looked up.
    day
        ISO date of the text, None where unknown.
    homes
        Entity ids of the governments that the text speaks for, surest first.
    heads
        Entity ids that a head's name and title made certain.
    regions
        Entity ids of provinces that the outlet or the caller point to.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        day: str | None,
        homes: Sequence[str] = (),
        heads: Iterable[str] = (),
        regions: Iterable[str] = (),
    ) -> None:
        self.gazetteer = gazetteer
        self.day = day
        self.homes = list(homes)
        self.heads = set(heads)
        self.regions = set(regions)
        self._parents: dict[str, str] = {}

    def resolve(self, mentions: list[Mention]) -> None:
        """Fill ``chosen`` and ``evidence`` of every mention that can be decided.

        Parameters
        ----------
        mentions
            All mentions of the text, in its order; changed in place.
        """
        certain: dict[str, list[int]] = {}
        for m in mentions:
            # 제주 is the province before it is the city inside it.
            inside = {e for e in m.entities if self.parent(e) in m.entities}
            m.entities = [e for e in m.entities if e not in inside]
            if len(m.entities) == 1:
                m.chosen = m.entities[0]
                m.evidence.append(
                    "only bearer of the name on that day" if self.day else "only bearer of the name"
                )
                certain.setdefault(m.chosen, []).append(m.start)
        siblings = {self.parent(e) for e in certain if self.parent(e)}
        decided: dict[str, tuple[str, list[str]]] = {}
        for m in mentions:
            if m.chosen or not m.entities:
                continue
            # 부산 동구 is no neighbour of itself where 동구 may be the government that the text speaks for.
            own = any(e in self.homes for e in m.entities)
            scores = {
                e: self._score(m, e, certain, set() if own and e in certain else siblings) for e in m.entities
            }
            ranked = sorted(scores.items(), key=lambda item: (-item[1][0], item[0]))
            (best, (points, why)), (_, (second, _)) = ranked[0], ranked[1]
            if points >= NEED and points - second >= LEAD:
                m.chosen, m.evidence = best, why
                if "parent named just before" not in why:
                    decided.setdefault(m.surface, (best, why))
        for m in mentions:
            if not m.chosen and m.surface in decided and decided[m.surface][0] in m.entities:
                m.chosen = decided[m.surface][0]
                m.evidence = ["same name resolved elsewhere in the text", *decided[m.surface][1]]

    def _score(
        self, m: Mention, entity: str, certain: dict[str, list[int]], siblings: set[str]
    ) -> tuple[float, list[str]]:
        points = 0.0
        why: list[str] = []

        def add(weight: float, reason: str) -> None:
            nonlocal points
            points += weight
            why.append(reason)

        parent = self.parent(entity)
        if entity in self.heads:
            add(HEAD_NAMED, "its head is named")
        if entity in self.homes:
            add(HOME + (0.5 if self.homes[0] == entity else 0.0), "the text speaks for it")
        if entity in certain:
            add(NAMED_IN_FULL, "named in full elsewhere")
        if parent and any(m.start - NEAR <= at < m.start for at in certain.get(parent, ())):
            add(PARENT_BEFORE, "parent named just before")
        if parent and parent in certain:
            add(PARENT_NAMED, "parent named in the text")
        if parent and parent in siblings:
            add(SIBLING_NAMED, "a neighbour is named")
        home_parents = {self.parent(h) for h in self.homes} | set(self.homes) | self.regions
        if parent and parent in home_parents:
            add(HOME_PROVINCE, "in the province the text comes from")
        elif not parent and entity in home_parents:
            add(HOME_PROVINCE, "the province the text comes from")
        if not parent:
            add(METROPOLITAN, "a province or metropolitan city is meant unless the text says otherwise")
        return points, why

    def parent(self, entity: str) -> str:
        """Entity id of the government one level above on the text's day, "" for a province."""
        if entity not in self._parents:
            row = self.row(entity)
            above = self.gazetteer.governments.parent(row, self.day) if row is not None else None
            self._parents[entity] = above.entity_id if above is not None else ""
        return self._parents[entity]

    def row(self, entity: str) -> Government | None:
        """Row of a government as of the text's day; its latest row where no day is known or none is in force."""
        return entity_row(self.gazetteer, entity, self.day)


def entity_row(gazetteer: Gazetteer, entity: str, day: str | None) -> Government | None:
    """Row of an entity as of a day; its latest row where no day is known or none is in force."""
    rows = gazetteer.governments.by_entity(entity)
    if not rows:
        return None
    if day is not None:
        current = gazetteer.governments.as_of(rows[-1], day)
        if current is not None:
            return current
    return rows[-1]
