"""Awards, contests, evaluations and certifications, and the words for grades."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kr_localgov_nlp.gazetteer.records import Award
from kr_localgov_nlp.gazetteer.tables import CONFIDENCES, Row, once, read_rows, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

COLUMNS = (
    "key",
    "name",
    "aliases",
    "type",
    "organiser",
    "co_organiser",
    "categories",
    "grades",
    "first_year",
    "target",
    "confidence",
    "source",
)
TYPES = ("award", "contest", "evaluation", "certification", "index")
GRADE_COLUMNS = ("group", "grade", "confidence", "source")
# An award's name is used with and without the word that says it is nationwide.
PREFIXES = ("대한민국", "전국")


def award_from(row: Row) -> Award:
    """Return the record of one row of ``awards.csv``."""
    grades = tuple(grade.strip() for grade in row.cells["grades"].split("|") if grade.strip())
    return Award(
        key=row.text("key"),
        name=row.text("name"),
        aliases=row.many("aliases"),
        type=row.one_of("type", TYPES),
        organiser=row.cells["organiser"],
        co_organiser=row.cells["co_organiser"],
        categories=row.cells["categories"],
        grades=grades,
        first_year=row.cells["first_year"],
        target=row.cells["target"],
        confidence=row.one_of("confidence", CONFIDENCES),
        source=row.text("source"),
    )


def read_awards(path: Path) -> list[Award]:
    """Read ``awards.csv``.

    Raises
    ------
    TableError
        With file and line, where a row is wrong or its key stands twice.
    """
    seen: dict[str, int] = {}
    records = []
    for row in read_rows(path, COLUMNS):
        record = award_from(row)
        once(row, record.key, seen)
        records.append(record)
    return records


def read_grades(path: Path) -> dict[str, tuple[str, ...]]:
    """Read ``grades.csv``: the words for honours, ranks and evaluation grades, by group."""
    seen: dict[str, int] = {}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_rows(path, GRADE_COLUMNS):
        once(row, f"{row.text('group')}/{row.text('grade')}", seen)
        groups[row.text("group")].append(row.text("grade"))
    return {group: tuple(grades) for group, grades in groups.items()}


class Awards:
    """The table of awards.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> awards = load_gazetteer().awards
    >>> [award.organiser for award in awards.at("전국 지방자치단체 일자리대상")]
    ['고용노동부']
    >>> "우수상" in awards.grades["순위"]
    True
    """

    def __init__(self, records: Iterable[Award], grades: Mapping[str, tuple[str, ...]]) -> None:
        self._by_key = {record.key: record for record in records}
        self.grades = dict(grades)
        names: defaultdict[str, list[Award]] = defaultdict(list)
        for award in self._by_key.values():
            for form in self.forms(award):
                if award not in names[form]:
                    names[form].append(award)
        self._names = dict(names)

    def __getitem__(self, key: str) -> Award:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __iter__(self) -> Iterator[Award]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def forms(self, award: Award) -> list[str]:
        """Return the squeezed ways to write an award, with and without 대한민국 or 전국 before it."""
        forms: dict[str, None] = {}
        for name in (award.name, *award.aliases):
            form = squeeze(name)
            forms[form] = None
            if not form.startswith(PREFIXES):
                for prefix in PREFIXES:
                    forms[prefix + form] = None
        return list(forms)

    def at(self, name: str) -> list[Award]:
        """Return the awards that a name means; white space does not matter."""
        return list(self._names.get(squeeze(name), ()))
