"""Which government a head heads: by the title, the name before the bracket, the heads table and the rest of the text.

Each mention is decided on its own, since two people of one name can head two governments in one text
(최문순 강원도지사 and 최문순 화천군수); a mention without a title of its own follows the nearest one that has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.resolve import entity_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kr_localgov_nlp.entities.candidates import Candidate
    from kr_localgov_nlp.entities.resolve import Mention
    from kr_localgov_nlp.gazetteer import Gazetteer

# Which kinds of government a bare title can head.
_KINDS: dict[str, tuple[str, ...]] = {
    "구청장": ("autonomous_district",),
    "청장": ("autonomous_district",),
    "군수": ("county",),
    "시장": ("city", "metropolitan_city", "special_self_governing_city"),
    "도지사": ("province", "special_self_governing_province"),
    "지사": ("province", "special_self_governing_province"),
}
Settled = tuple[str, list[str]]


class HeadLinks:
    """Decide the governments of the heads of one text.

    Parameters
    ----------
    gazetteer
        Governments, and heads by term where their table is on.
    day
        ISO date of the text, None where unknown.
    """

    def __init__(self, gazetteer: Gazetteer, day: str | None) -> None:
        self.gazetteer = gazetteer
        self.day = day

    def possible(
        self, text: str, heads: Sequence[Candidate], mentions: Sequence[Mention]
    ) -> dict[int, list[str]]:
        """For each mention of a head, the governments that its title and the table leave open.

        Parameters
        ----------
        text
            The text.
        heads
            The HEAD candidates in the order of the text.
        mentions
            The governments that the text names.

        Returns
        -------
        dict
            Entity ids by the mention's start; an empty list where nothing is known.
        """
        ends = {m.end: m for m in mentions}
        own = {c.start: self._own(text, c, ends) for c in heads}
        out: dict[int, list[str]] = {}
        for c in heads:
            ids = own[c.start]
            if len(ids) != 1:
                ids = self._of_namesake(text, c, heads, own) or ids
            out[c.start] = ids
        return out

    def settle(
        self,
        heads: Sequence[Candidate],
        possible: Mapping[int, list[str]],
        mentions: Sequence[Mention],
        homes: Sequence[str],
    ) -> dict[int, Settled]:
        """Choose one government for each mention of a head, or none.

        Parameters
        ----------
        heads, possible, mentions
            As for `possible`, and what it gave; the mentions have been resolved by now.
        homes
            Entity ids of the governments that the text speaks for, surest first.

        Returns
        -------
        dict
            ``(entity id or "", evidence)`` by the mention's start.
        """
        resolved = {m.chosen for m in mentions if m.chosen}
        out: dict[int, Settled] = {}
        for c in heads:
            ids = possible[c.start]
            at_home = [e for e in ids if e in homes]
            named = [e for e in ids if e in resolved]
            kinds = _KINDS.get(str(c.data.get("office", "")))
            of_kind = [e for e in homes if kinds is None or self._kind(e) in kinds]
            if len(ids) == 1:
                out[c.start] = (ids[0], ["the title or the heads table leaves one government"])
            elif c.data.get("repeat") and ids:
                out[c.start] = ("", [])
            elif at_home:
                out[c.start] = (at_home[0], ["the text speaks for this government"])
            elif len(named) == 1:
                out[c.start] = (named[0], ["the only one of them that the text names"])
            elif not ids and len(of_kind) == 1:
                out[c.start] = (of_kind[0], ["the government that the text speaks for"])
            else:
                out[c.start] = ("", [])
        return out

    def _own(self, text: str, c: Candidate, ends: Mapping[int, Mention]) -> list[str]:
        """Governments by the mention's own title and name."""
        if c.data.get("repeat"):
            return []
        office = str(c.data.get("office", ""))
        titled = [str(e) for e in c.data.get("entities", [])]  # type: ignore[attr-defined]
        kinds = _KINDS.get(office)
        if not titled and kinds is not None:
            before = self._government_before(text, c, ends)
            titled = [e for e in before.entities if self._kind(e) in kinds] if before else []
        now, ever = self._table(name_of(text, c))
        if titled:
            alive = self._in_force(titled)
            return [e for e in alive if e in now] or [e for e in alive if e in ever] or alive
        for pool in (now, ever):
            fitting = [e for e in pool if kinds is None or self._kind(e) in kinds]
            if fitting:
                return fitting
        return []

    def _of_namesake(
        self, text: str, c: Candidate, heads: Sequence[Candidate], own: Mapping[int, list[str]]
    ) -> list[str]:
        """Governments of the nearest mention of the same name whose own title leaves one.

        A bare name in a text that holds two people of it (두 최문순) is neither: both are given.
        """
        name = name_of(text, c)
        kinds = _KINDS.get(str(c.data.get("office", ""))) if not c.data.get("repeat") else None
        sure = [
            (o.start > c.start, abs(o.start - c.start), own[o.start])
            for o in heads
            if o is not c and len(own[o.start]) == 1 and name_of(text, o) == name
        ]
        namesakes = list(dict.fromkeys(ids[0] for _, _, ids in sure))
        if c.data.get("repeat") and len(namesakes) > 1 and not self._one_person(name, namesakes):
            return namesakes
        fitting = [s for s in sure if kinds is None or self._kind(s[2][0]) in kinds]
        return min(fitting)[2] if fitting else []

    def _one_person(self, name: str, entities: Sequence[str]) -> bool:
        """Whether one person of the name headed all of them, one after the other."""
        terms = self.gazetteer.heads.named(name)
        return bool(set.intersection(*({t.person_key for t in terms if t.entity_id == e} for e in entities)))

    def _table(self, name: str) -> tuple[list[str], list[str]]:
        """Governments that people of the name head on the day, and those they headed up to it."""
        heads = self.gazetteer.heads
        terms = heads.named(name)
        now = heads.named(name, self.day, grace=30)
        ever = [t for t in terms if self.day is None or t.valid_from.isoformat() <= self.day]
        return list(dict.fromkeys(t.entity_id for t in now)), list(dict.fromkeys(t.entity_id for t in ever))

    def _in_force(self, entities: Sequence[str]) -> list[str]:
        if self.day is None:
            return list(entities)
        table = self.gazetteer.governments
        alive = [e for e in entities if table.as_of(table.by_entity(e)[-1], self.day) is not None]
        return alive or list(entities)

    def _kind(self, entity: str) -> str:
        row = entity_row(self.gazetteer, entity, self.day)
        return row.kind if row is not None else ""

    @staticmethod
    def _government_before(text: str, c: Candidate, ends: Mapping[int, Mention]) -> Mention | None:
        title = c.data.get("title") or [c.start, c.start]
        at = min(int(title[0]), c.start)  # type: ignore[index]
        while at > 0 and text[at - 1] in " \u00a0([（〔·,전현前現":
            at -= 1
        return ends.get(at)


def name_of(text: str, c: Candidate) -> str:
    """Personal name of a HEAD candidate without the spaces some signs put into it."""
    return "".join(text[c.start : c.end].split())
