"""Reading a table: rows as dicts with their line numbers, and the checks that every table shares.

A row that breaks a rule raises `TableError` with the file's name and the line, so that a slip in a table
of 1,300 rows is found at once and not as a wrong link months later.
"""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TABLES = Path(__file__).parent / "tables"
SEPARATOR = ";"
CONFIDENCES = frozenset({"high", "medium", "low"})
_CODE = re.compile(r"[0-9]{10}")
_SPACES = re.compile(r"\s+")
_DOTS = str.maketrans("ㆍ‧․•･・∙⋅", "········")


class Row(NamedTuple):
    """One row of a table: where it stands and what it holds."""

    file: str
    line: int
    cells: dict[str, str]

    def error(self, reason: str) -> TableError:
        """Return the error that names this row."""
        return TableError(self.file, self.line, reason)

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        value = self.cells.get(column, "")
        if not value:
            raise self.error(f"{column} is empty")
        return value

    def day(self, column: str) -> date:
        """Return a cell that must be a date."""
        value = self.text(column)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.error(f"{column} is no date (YYYY-MM-DD): {value!r}") from None

    def day_or_none(self, column: str) -> date | None:
        """Return a date, or None for an empty cell."""
        return self.day(column) if self.cells.get(column) else None

    def code(self, column: str) -> str:
        """Return a cell that must be a ten-digit administrative code."""
        value = self.text(column)
        if not _CODE.fullmatch(value):
            raise self.error(f"{column} is no 10-digit code: {value!r}")
        return value

    def many(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several, parted by semicolons."""
        value = self.cells.get(column, "")
        if not value:
            return ()
        parts = tuple(part.strip() for part in value.split(SEPARATOR))
        if not all(parts):
            raise self.error(f"{column} holds an empty value: {value!r}")
        if len(set(parts)) != len(parts):
            raise self.error(f"{column} holds a value twice: {value!r}")
        return parts

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """Return a cell whose values are given."""
        value = self.cells.get(column, "")
        if value not in allowed:
            raise self.error(f"{column} is {value!r}, expected one of {sorted(allowed)}")
        return value

    def period(self, start: date, end: date | None) -> None:
        """Check that a period does not end before it begins."""
        if end is not None and end < start:
            raise self.error(f"valid_to {end} is before valid_from {start}")


def read_rows(path: Path, columns: Sequence[str], *, optional: Sequence[str] = ()) -> Iterator[Row]:
    """Read a CSV table and yield its rows.

    Parameters
    ----------
    path
        The table; UTF-8, with or without a byte-order mark, with a header.
    columns
        The columns that must be there.
    optional
        Columns that may be there. Any other column is an error.

    Raises
    ------
    TableError
        Where the file is missing or not UTF-8, a column is missing or unknown, or a row is too long or
        too short.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            yield from _rows(csv.reader(handle, strict=True), path.name, columns, optional)
    except OSError as error:
        raise TableError(path.name, 0, error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise TableError(path.name, 0, "is not UTF-8; save the table as 'CSV UTF-8'") from None
    except csv.Error as error:
        raise TableError(path.name, 0, f"is no well-formed CSV: {error}") from None


def _rows(
    reader: Iterator[list[str]], file: str, columns: Sequence[str], optional: Sequence[str]
) -> Iterator[Row]:
    header = [cell.strip() for cell in next(reader, [])]
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns and column not in optional]
    if missing or unknown or len(set(header)) != len(header):
        problem = (
            f"missing columns {missing}, unknown columns {unknown}"
            if missing or unknown
            else "a column twice"
        )
        raise TableError(file, 1, problem)
    width = len(header)
    for cells in reader:
        line: int = getattr(reader, "line_num", 0)
        if len(cells) != width:
            raise TableError(file, line, f"has {len(cells)} cells, the header {width}")
        row = Row(file, line, dict(zip(header, [cell.strip() for cell in cells], strict=True)))
        if not any(row.cells.values()):
            raise row.error("is blank")
        yield row


def once(row: Row, key: str, seen: dict[str, int]) -> None:
    """Record the row's key; a key that was there before is an error."""
    if key in seen:
        raise row.error(f"{key!r} stands in line {seen[key]} already")
    seen[key] = row.line


def squeeze(name: str) -> str:
    """Return the form in which names are compared: no white space, one kind of middle dot.

    Examples
    --------
    >>> squeeze("전국 시ㆍ군ㆍ구청장 평가")
    '전국시·군·구청장평가'
    """
    return _SPACES.sub("", name).translate(_DOTS)


@lru_cache(maxsize=256)  # one article's day is asked for some thirty times
def as_day(day: date | str | None) -> date | None:
    """Return a date given as one or as ``YYYY-MM-DD``.

    Raises
    ------
    ValueError
        Where the text is no such date.

    Examples
    --------
    >>> as_day("2024-08-09")
    datetime.date(2024, 8, 9)
    """
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, str):
        return date.fromisoformat(day)
    return day
