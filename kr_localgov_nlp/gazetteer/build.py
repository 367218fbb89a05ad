"""Builder of the dates in ``heads.csv``: what the sources say stays, what the library uses is derived.

``source_from`` and ``source_to`` hold what the source gives: a day, a month, or nothing. From them the
builder writes ``valid_from`` and ``valid_to``, by these rules, in this order:

1. A month stands for its first day as a beginning and for its last day as an end.
2. An acting head of a suspended one (``suspension`` = yes: the head stands for election or is in custody)
   serves beside him; such a term with no end runs to the day before the election that ends its 민선 term.
3. Any other term with no end, or whose end reaches the next term of the same government, ends the day before
   that next term begins. (The office may have been vacant or held by an acting head whom the table lacks.)
4. A term that still has no end, there being no next one in its 민선 term, ends with the 민선 term.

Run ``python -m kr_localgov_nlp.gazetteer.build`` after editing the table; ``--check`` only tells whether the
table is what the builder would write, as the tests do.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import io
import sys
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kr_localgov_nlp.gazetteer.heads import COLUMNS, STATUSES
from kr_localgov_nlp.gazetteer.tables import TABLES, Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# 민선 term: its last day, and the day of the election in which its successors were chosen (공직선거법
# 제34조).
TERMS = {
    "민선5기": (date(2014, 6, 30), date(2014, 6, 4)),
    "민선6기": (date(2018, 6, 30), date(2018, 6, 13)),
    "민선7기": (date(2022, 6, 30), date(2022, 6, 1)),
    "민선8기": (date(2026, 6, 30), date(2026, 6, 3)),
    "민선9기": (date(2030, 6, 30), date(2030, 6, 12)),
}
_DAY = timedelta(days=1)
_MONTH_LENGTH = len("2022-04")


def source_day(row: Row, column: str, *, last: bool) -> date | None:
    """Return what the source says as a day: the first or the last of a month where it gives only that."""
    value = row.cells[column]
    if not value:
        return None
    if len(value) == _MONTH_LENGTH:
        try:
            year, month = int(value[:4]), int(value[5:])
            return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        except ValueError:
            raise row.error(f"{column} is no month: {value!r}") from None
    return row.day(column)


def derive(rows: Sequence[Row]) -> list[tuple[date, date]]:
    """Return the days from and to which each row is valid, by the rules above.

    Raises
    ------
    TableError
        Where a row has no beginning, an unknown term, or nothing is left of a term.
    """
    starts: list[date] = []
    entities: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        start = source_day(row, "source_from", last=False)
        if start is None:
            raise row.error("source_from is empty: a term needs a beginning")
        row.one_of("term", TERMS)
        row.one_of("status", STATUSES)
        starts.append(start)
        entities[row.text("entity_id")].append(index)
    ends: dict[int, date] = {}
    for members in entities.values():
        for index in members:
            row = rows[index]
            end = source_day(row, "source_to", last=True)
            term_end, election = TERMS[row.cells["term"]]
            if row.cells["suspension"]:
                end = end or election - _DAY
            later = [
                starts[other] for other in members if starts[other] > starts[index] and _cuts(rows[other])
            ]
            if later and (end is None or end >= min(later)):
                end = min(later) - _DAY
            end = min(end, term_end) if end else term_end
            if end < starts[index]:
                raise row.error(f"nothing is left of the term: {starts[index]} to {end}")
            ends[index] = end
    return [(start, ends[index]) for index, start in enumerate(starts)]


def _cuts(row: Row) -> bool:
    return not row.cells["suspension"]


def render(path: Path) -> str:
    """Return the table as the builder would write it, sorted by government and time."""
    rows = list(read_rows(path, COLUMNS))
    for row, (start, end) in zip(rows, derive(rows), strict=True):
        row.cells["valid_from"], row.cells["valid_to"] = start.isoformat(), end.isoformat()
    rows.sort(key=lambda row: (row.cells["entity_id"], row.cells["valid_from"], row.cells["valid_to"]))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.cells for row in rows)
    return out.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table anew, or with ``--check`` tell whether that would change it (exit code 1)."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, fail where the table differs")
    options = parser.parse_args(arguments)
    path = TABLES / "heads.csv"
    built = render(path)
    if built == path.read_text(encoding="utf-8"):
        return 0
    if options.check:
        sys.stderr.write(f"{path.name} is not as the builder writes it; run python -m {__spec__.name}\n")
        return 1
    path.write_text(built, encoding="utf-8", newline="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
