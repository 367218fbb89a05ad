"""Central agencies by name and day, and the organisations beside them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kr_localgov_nlp.gazetteer.records import Agency, Found, Organisation
from kr_localgov_nlp.gazetteer.tables import CONFIDENCES, Row, as_day, once, read_rows, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

COLUMNS = (
    "key",
    "name",
    "short_names",
    "kind",
    "parent",
    "valid_from",
    "valid_to",
    "predecessors",
    "successors",
    "partial_successors",
    "confidence",
    "source",
    "note",
)
KINDS = ("부", "처", "청", "위원회", "실", "본부", "기타")
# Parents that are offices of the state and no agencies of the table.
OFFICES = ("대통령", "국무총리", "독립")
ORGANISATION_COLUMNS = ("key", "name", "short_names", "kind", "confidence", "source")


def agency_from(row: Row) -> Agency:
    """Return the record of one row of ``ministries.csv``."""
    start, end = row.day("valid_from"), row.day_or_none("valid_to")
    row.period(start, end)
    name = row.text("name")
    if "(" in name:
        raise row.error(f"name {name!r} carries a suffix; that belongs in the key")
    return Agency(
        key=row.text("key"),
        name=name,
        short_names=row.many("short_names"),
        kind=row.one_of("kind", KINDS),
        parent=row.cells["parent"],
        valid_from=start,
        valid_to=end,
        predecessors=row.many("predecessors"),
        successors=row.many("successors"),
        partial_successors=row.many("partial_successors"),
        confidence=row.one_of("confidence", CONFIDENCES),
        source=row.text("source"),
    )


def read_ministries(path: Path) -> list[Agency]:
    """Read ``ministries.csv``.

    Raises
    ------
    TableError
        With file and line, where a row is wrong or doubled, names an agency that the table lacks, or two
        agencies bear the same full name at the same time.
    """
    seen: dict[str, int] = {}
    pairs: list[tuple[Row, Agency]] = []
    for row in read_rows(path, COLUMNS):
        agency = agency_from(row)
        once(row, agency.key, seen)
        pairs.append((row, agency))
    names = {agency.name for _, agency in pairs}
    by_name: dict[str, list[Agency]] = defaultdict(list)
    for row, agency in pairs:
        for other in (*agency.predecessors, *agency.successors, *agency.partial_successors):
            if other not in seen:
                raise row.error(f"{other!r} is no key of this table")
        if agency.parent and agency.parent not in OFFICES and agency.parent not in names:
            raise row.error(f"parent {agency.parent!r} is no agency of this table")
        for other_agency in by_name[agency.name]:
            late = max(agency.valid_from, other_agency.valid_from)
            if agency.valid(late) and other_agency.valid(late):
                raise row.error(
                    f"{agency.key!r} and {other_agency.key!r} bear the name {agency.name} on {late}"
                )
        by_name[agency.name].append(agency)
    return [agency for _, agency in pairs]


def read_organisations(path: Path) -> list[Organisation]:
    """Read ``organisations.csv``: public institutions and associations that releases often name."""
    seen: dict[str, int] = {}
    records = []
    for row in read_rows(path, ORGANISATION_COLUMNS):
        once(row, row.text("key"), seen)
        records.append(
            Organisation(
                row.text("key"),
                row.text("name"),
                row.many("short_names"),
                row.text("kind"),
                row.one_of("confidence", CONFIDENCES),
                row.text("source"),
            )
        )
    return records


class Ministries:
    """The table of central agencies.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> ministries = load_gazetteer().ministries
    >>> [ministries.at("산업부", day)[0].name for day in ("2021-03-02", "2026-03-02")]
    ['산업통상자원부', '산업통상부']
    >>> [(found.record.name, found.flag) for found in ministries.find("환경부", "2026-03-02")]
    [('기후에너지환경부', 'renamed')]
    """

    def __init__(self, records: Iterable[Agency]) -> None:
        self._by_key = {record.key: record for record in records}
        names: defaultdict[str, list[Agency]] = defaultdict(list)
        for agency in self._by_key.values():
            for form in self.forms(agency):
                if agency not in names[squeeze(form)]:
                    names[squeeze(form)].append(agency)
        self._names = dict(names)

    def __getitem__(self, key: str) -> Agency:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __iter__(self) -> Iterator[Agency]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def forms(self, agency: Agency) -> list[str]:
        """Return the ways to write an agency."""
        return [agency.name, *agency.short_names]

    def at(self, name: str, day: date | str | None = None) -> list[Agency]:
        """Return the agencies that a name means on a day.

        Those that bear it then; where none does, what the name's last bearer became by that day
        (an old name lives on in use). With ``day=None`` the bearers of all days.
        """
        bearers = self._names.get(squeeze(name), [])
        when = as_day(day)
        if when is None:
            return list(bearers)
        return [found.record for found in self.find(name, when) if found.flag in ("", "renamed")]

    def find(self, name: str, day: date | str) -> list[Found[Agency]]:
        """Return what a name means on a day, flagged: see `Found`."""
        when = as_day(day)
        bearers = self._names.get(squeeze(name), [])
        if when is None:
            return [Found(agency, "") for agency in bearers]
        now = [Found[Agency](agency, "") for agency in bearers if agency.valid(when)]
        if now or not bearers:
            return now
        past = [agency for agency in bearers if agency.valid_to is not None and agency.valid_to < when]
        if not past:
            return [Found(agency, "not_yet") for agency in bearers]
        last = max(past, key=lambda agency: agency.valid_from)
        heirs = self._heirs(last, when)
        return [Found(heir, "renamed") for heir in heirs] if heirs else [Found(last, "ended")]

    def _heirs(self, agency: Agency, day: date) -> list[Agency]:
        found: dict[str, Agency] = {}
        seen: set[str] = set()
        open_keys = list(agency.successors)
        while open_keys:
            key = open_keys.pop(0)
            if key in seen:
                continue
            seen.add(key)
            heir = self._by_key[key]
            if heir.valid(day):
                found[key] = heir
            else:
                open_keys += heir.successors
        return list(found.values())
