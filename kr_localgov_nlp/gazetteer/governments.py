"""Local governments by name and day, through every rename, merger and new code."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.gazetteer.government_rows import HEADS
from kr_localgov_nlp.gazetteer.records import Found, Government
from kr_localgov_nlp.gazetteer.tables import as_day, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kr_localgov_nlp.gazetteer.records import Flag


def unique_entity(candidates: Iterable[Government]) -> str:
    """Return the entity that all candidates are rows of, ``""`` where they are none or several."""
    entities = {candidate.entity_id for candidate in candidates}
    return entities.pop() if len(entities) == 1 else ""


class Governments:
    """The table of governments.

    Parameters
    ----------
    records
        The rows. A later row with the same code replaces an earlier one, so a user's row can mend ours.

    Raises
    ------
    TableError
        Where a row's parent is not among the rows.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> governments = load_gazetteer().governments
    >>> [found.name for found in governments.at("강원도 춘천시", "2024-05-01")]
    ['강원특별자치도 춘천시']
    >>> [found.name for found in governments.at("고성군", "2024-05-01")]
    ['경상남도 고성군', '강원특별자치도 고성군']
    >>> governments.find("광주광역시", "2026-10-01")[0].flag
    'successor'
    """

    def __init__(self, records: Iterable[Government]) -> None:
        self._by_code = {record.code: record for record in records}
        for record in self._by_code.values():
            if record.parent_code and record.parent_code not in self._by_code:
                raise TableError("governments", 0, f"{record.name}: unknown parent {record.parent_code}")
        entities: defaultdict[str, list[Government]] = defaultdict(list)
        children: defaultdict[str, list[Government]] = defaultdict(list)
        for record in self._by_code.values():
            entities[record.entity_id].append(record)
            if record.parent_code:
                children[record.parent_code].append(record)
        for rows in entities.values():
            rows.sort(key=lambda record: record.valid_from)
        self._entities = dict(entities)
        self._children = dict(children)
        self._names: dict[str, list[Government]] | None = None

    def __getitem__(self, code: str) -> Government:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Government]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str) -> Government | None:
        """Return the row with that code, None where there is none."""
        return self._by_code.get(code)

    def own_forms(self, gov: Government) -> list[str]:
        """Return the ways to write a government without its parent: 나주시, 나주; 전라남도, 전남, 전남도."""
        forms = [gov.own, *gov.aliases]
        if gov.stem:
            forms.append(gov.stem)
        if gov.level == "광역":
            forms.append(gov.short + ("시" if gov.kind.endswith("city") else "도"))
        if gov.kind == "special_self_governing_province":
            forms.append(gov.short + "자치도")
        return list(dict.fromkeys(forms))

    def parents_ever(self, gov: Government) -> list[Government]:
        """Return every row that any row of this entity ever lay in, and those rows' own parents."""
        found: dict[str, Government] = {}
        for row in self.lineage(gov):
            step = self._by_code.get(row.parent_code)
            while step is not None:
                for same in self.lineage(step):
                    found.setdefault(same.code, same)
                step = self._by_code.get(step.parent_code)
        return list(found.values())

    def at(self, name: str, day: date | str | None = None) -> list[Government]:
        """Return the governments that bear a name on a day.

        Parameters
        ----------
        name
            A full name, a short one, a bare one, or an office: ``서울특별시 구로구``, ``서울 구로구``,
            ``구로구``, ``구로``, ``구로구청``. White space does not matter.
        day
            The day, ``None`` for the bearers of all days.
        """
        when = as_day(day)
        return [gov for gov in self._bearers(name) if when is None or gov.valid(when)]

    def find(self, name: str, day: date | str) -> list[Found[Government]]:
        """Return what a name points to on a day, with former and coming bearers flagged.

        A bearer of another time is followed along its entity (``renamed``), then into what it was merged
        into as a whole (``successor``). What was divided is not followed: the old row comes back, flagged
        ``ended``, with its ``successors``.
        """
        when = as_day(day)
        if when is None:
            return [Found(gov, "") for gov in self._bearers(name)]
        bearers = self._bearers(name)
        found: dict[str, Found[Government]] = {gov.code: Found(gov, "") for gov in bearers if gov.valid(when)}
        certain = {hit.record.entity_id for hit in found.values()}
        for gov in bearers:
            if gov.entity_id in certain:
                continue
            record, flag = self._follow(gov, when)
            found.setdefault(record.code, Found(record, flag))
        return list(found.values())

    def _follow(self, gov: Government, day: date) -> tuple[Government, Flag]:
        row = self.as_of(gov, day)
        if row is not None:
            return row, "renamed"
        last = self.lineage(gov)[-1]
        if last.valid_to is None or day <= last.valid_to:
            return gov, "not_yet"
        # a single heir inherits as a whole; several have divided it among them
        heirs = [self._by_code[code] for code in last.successors if code in self._by_code]
        if len(heirs) == 1:
            heir = self.as_of(heirs[0], day)
            if heir is not None:
                return heir, "successor"
        return last, "ended"

    def unique_for_all_dates(self, name: str) -> Government | None:
        """Return the government that a name means on every day: one entity that kept its code."""
        bearers = self._bearers(name)
        if len(bearers) == 1 and len(self.lineage(bearers[0])) == 1:
            return bearers[0]
        return None

    def by_code(self, code: str, day: date | str | None = None) -> Government | None:
        """Return the row with a code; with a day, the row of the same entity that is in force then."""
        gov = self._by_code.get(code)
        return gov if gov is None or day is None else self.as_of(gov, day)

    def by_entity(self, entity_id: str) -> list[Government]:
        """Return all rows of an entity, oldest first."""
        return list(self._entities.get(entity_id, ()))

    def lineage(self, gov: Government) -> list[Government]:
        """Return all rows of a government's entity, oldest first."""
        return self._entities[gov.entity_id]

    def as_of(self, gov: Government | str, day: date | str) -> Government | None:
        """Return the row of the government's entity that is in force on a day.

        Examples
        --------
        >>> from kr_localgov_nlp.gazetteer import load_gazetteer
        >>> load_gazetteer().governments.as_of("4772000000", "2024-01-01").name
        '대구광역시 군위군'
        """
        when = as_day(day)
        record = self._by_code.get(gov) if isinstance(gov, str) else gov
        if record is None or when is None:
            return record
        for row in self._entities[record.entity_id]:
            if row.valid_from <= when and (row.valid_to is None or when <= row.valid_to):
                return row
        return None

    def children(self, code: str, day: date | str | None = None) -> list[Government]:
        """Return the governments right below one: its 시군구, or a city's 일반구."""
        when = as_day(day)
        return [gov for gov in self._children.get(code, ()) if when is None or gov.valid(when)]

    def parent(self, gov: Government, day: date | str | None = None) -> Government | None:
        """Return the government above, as of the day where one is given."""
        row = gov if day is None else self.as_of(gov, day)
        return self._by_code.get(row.parent_code) if row is not None else None

    def province(self, gov: Government, day: date | str | None = None) -> Government | None:
        """Return the 시도 that a government lies in; itself where it is one."""
        step = gov if day is None else self.as_of(gov, day)
        while step is not None and step.parent_code:
            step = self._by_code.get(step.parent_code)
        return step

    def contains(self, ancestor: Government, gov: Government) -> bool:
        """Whether one row lies in another, at any depth."""
        step: Government | None = gov
        while step is not None and step.parent_code:
            if step.parent_code == ancestor.code:
                return True
            step = self._by_code.get(step.parent_code)
        return False

    def active(self, day: date | str, level: str | None = None) -> list[Government]:
        """Return the governments in force on a day, of one level where it is given."""
        when = as_day(day)
        return [gov for gov in self if when is not None and gov.valid(when) and level in (None, gov.level)]

    def successors_of(self, gov: Government) -> list[Government]:
        """Return what came after a row."""
        return [self._by_code[code] for code in gov.successors if code in self._by_code]

    def _bearers(self, name: str) -> list[Government]:
        if self._names is None:
            self._names = self._index()
        return self._names.get(squeeze(name), [])

    def _index(self) -> dict[str, list[Government]]:
        names: defaultdict[str, dict[str, Government]] = defaultdict(dict)
        for gov in self:
            prefixes = [""]
            parents = self.parents_ever(gov)
            for parent in parents:
                for form in self.own_forms(parent):
                    prefixes.append(form)
                    above = [other for other in parents if other.level == "광역" and parent.level != "광역"]
                    prefixes += [upper + form for other in above for upper in self.own_forms(other)]
            for form in self.own_forms(gov):
                suffixes = ("", "청") if form[-1] in HEADS else ("",)
                for prefix in dict.fromkeys(prefixes):
                    for suffix in suffixes:
                        names[squeeze(prefix + form + suffix)][gov.code] = gov
        return {name: list(rows.values()) for name, rows in names.items()}
