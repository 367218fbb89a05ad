"""The government's own classifications of policy: fields (분야) and sections (부문)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kr_localgov_nlp.gazetteer.records import TaxonomyEntry
from kr_localgov_nlp.gazetteer.tables import CONFIDENCES, Row, once, read_rows, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = (
    "scheme",
    "scheme_name",
    "level",
    "field_code",
    "field_name",
    "section_code",
    "section_name",
    "aliases",
    "confidence",
    "source",
)
LEVELS = ("field", "section")


def read_taxonomy(path: Path) -> list[TaxonomyEntry]:
    """Read ``taxonomy.csv``.

    Raises
    ------
    TableError
        With file and line, where a row is wrong or doubled or a section's field is not in the table.
    """
    seen: dict[str, int] = {}
    fields: set[tuple[str, str]] = set()
    pairs: list[tuple[Row, TaxonomyEntry]] = []
    for row in read_rows(path, COLUMNS):
        cells = row.cells
        level = row.one_of("level", LEVELS)
        if (level == "section") != bool(cells["section_name"]):
            raise row.error(f"section_name is {cells['section_name']!r} at level {level}")
        key = "/".join(filter(None, (row.text("scheme"), row.text("field_name"), cells["section_name"])))
        once(row, key, seen)
        entry = TaxonomyEntry(
            key,
            cells["scheme"],
            row.text("scheme_name"),
            level,
            cells["field_code"],
            cells["field_name"],
            cells["section_code"],
            cells["section_name"],
            row.many("aliases"),
            row.one_of("confidence", CONFIDENCES),
            row.text("source"),
        )
        if level == "field":
            fields.add((entry.scheme, entry.field_name))
        pairs.append((row, entry))
    for row, entry in pairs:
        if (entry.scheme, entry.field_name) not in fields:
            raise row.error(f"field {entry.field_name!r} is not in this table")
    return [entry for _, entry in pairs]


class Taxonomy:
    """The classifications.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> taxonomy = load_gazetteer().taxonomy
    >>> len(taxonomy.fields("local_finance_function"))
    14
    >>> [entry.section_code for entry in taxonomy.at("경찰") if entry.section_code]
    ['023']
    """

    def __init__(self, records: Iterable[TaxonomyEntry]) -> None:
        self._entries = list(records)

    def __iter__(self) -> Iterator[TaxonomyEntry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def schemes(self) -> list[str]:
        """Return the names of the classifications."""
        return list(dict.fromkeys(entry.scheme for entry in self._entries))

    def fields(self, scheme: str) -> list[TaxonomyEntry]:
        """Return the fields of a classification."""
        return [entry for entry in self._entries if entry.scheme == scheme and entry.level == "field"]

    def sections(self, field: TaxonomyEntry) -> list[TaxonomyEntry]:
        """Return the sections of a field."""
        return [
            entry
            for entry in self._entries
            if entry.level == "section"
            and (entry.scheme, entry.field_name) == (field.scheme, field.field_name)
        ]

    def at(self, name: str) -> list[TaxonomyEntry]:
        """Return the entries of that name, aliases included."""
        wanted = squeeze(name)
        return [e for e in self._entries if wanted in {squeeze(form) for form in (e.name, *e.aliases)}]
