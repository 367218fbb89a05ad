"""Tables of articles → their rows as plain cells, one after the other: CSV, JSON lines, Parquet, XLSX, DataFrames.

A row stays what it is here, it becomes an article where it is tagged. So rows can be counted, hashed and sent to
another process for little, and a row that can't be read keeps its place and its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.archive.members import told
from kr_localgov_nlp.archive.parquet import read_parquet
from kr_localgov_nlp.archive.shards import SHARD_BYTES
from kr_localgov_nlp.archive.sheets import SUFFIXES, read_sheet
from kr_localgov_nlp.errors import InputError, MissingExtraError, PageError
from kr_localgov_nlp.pages.columns import COLUMNS, match_columns
from kr_localgov_nlp.pages.reader import kind_of
from kr_localgov_nlp.pages.rows import csv_cells, json_cells, known_columns
from kr_localgov_nlp.pages.stream import read_lines, suffix_of, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kr_localgov_nlp.archive.stream import Stream

NO_ROWS = "a table without rows"

# Beside the parts of an article: whose release it is, and what the table itself calls it. BigKinds' 기관 is not here:
# it lists the bodies that an article names.
_ISSUERS = ("issuer", "발행기관", "지자체", "지자체명", "자치단체", "자치단체명")
_IDS = (
    "id",
    "article_id",
    "articleid",
    "news_id",
    "뉴스식별자",
    "뉴스 식별자",
    "기사id",
    "기사번호",
    "글번호",
)
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by part of an article, or why there are none.

    Parameters
    ----------
    number
        The line on which it begins (CSV, JSON lines; of a JSON list the object's number), the row of the sheet, or
        in Parquet and DataFrames its number from 1; None where the table as a whole is meant.
    cells
        Plain values by part: ``title``, ``body``, ``published`` …, ``issuer``, ``id``.
    reason, error
        What is wrong, and the kind of error.
    """

    number: int | None
    cells: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    error: str = ""


class Columns:
    """Finds a table's columns by their names, those that the user names first.

    Parameters
    ----------
    given
        Column by part: ``text``, ``title``, ``published``, ``issuer``, ``outlet``, ``url``, ``id`` …

    Raises
    ------
    InputError
        An unknown part.

    Examples
    --------
    >>> Columns({"text": "기사"}).match(["기사", "제목", "지자체"], "rows.csv")
    {'title': '제목', 'issuer': '지자체', 'body': '기사'}
    """

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self.given = {
            "body" if part == "text" else part: str(name).strip() for part, name in (given or {}).items()
        }
        known = [*COLUMNS, "issuer", "id"]
        if unknown := [part for part in self.given if part not in known]:
            raise InputError(
                f"no part of an article: {', '.join(unknown)}; there are text, {', '.join(known)}"
            )

    def match(self, names: list[str], where: str) -> dict[str, str]:
        """Match the columns of a whole table.

        Raises
        ------
        PageError
            A column that the user named is not there.
        """
        if missing := self.missing(names):
            raise PageError(where, _no_column(*missing[0], names))
        return self.loosely(names)

    def missing(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Give the parts and columns that the user named and the table does not have."""
        there = {name.strip() for name in names}
        return [(part, name) for part, name in self.given.items() if name not in there]

    def loosely(self, names: list[str]) -> dict[str, str]:
        """Match the keys of one object, which may lack some."""
        found = match_columns(names)
        folded = {name.strip().lower(): name for name in reversed(names)}
        for part, known in (("issuer", _ISSUERS), ("id", _IDS)):
            column = next((folded[name] for name in known if name in folded), None)
            if column is not None:
                found[part] = column
        plain = {name.strip(): name for name in reversed(names)}
        given = {part: plain[name] for part, name in self.given.items() if name in plain}
        taken = set(given.values())
        found = {part: name for part, name in found.items() if name not in taken and part not in self.given}
        return found | given


def read_table(stream: Stream, columns: Columns) -> Iterator[Row]:
    """Read a table's rows; what is wrong with the whole of it is its last row.

    Parameters
    ----------
    stream
        The table; its suffix tells the kind, of a text its beginning.
    columns
        How its columns are found.

    Raises
    ------
    MissingExtraError
        XLSX without the extra ``excel``.
    """
    try:
        with told(str(stream)):
            yield from _rows(_cells(stream, columns))
    except PageError as error:
        yield Row(None, {}, error.reason, type(error).__name__)
    except MissingExtraError:
        raise
    except OSError as error:
        yield Row(None, {}, error.strerror or str(error), type(error).__name__)


def _cells(stream: Stream, columns: Columns) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    suffix = suffix_of(stream)
    where = str(stream)
    if suffix in (".parquet", ".pq"):
        return read_parquet(stream, columns)
    if suffix in SUFFIXES:
        return read_sheet(stream, columns)
    if kind_of(stream) == "csv":
        return csv_cells(read_lines(stream), where, lambda names: columns.match(names, where))
    return _json(stream, columns)


def _json(stream: Stream, columns: Columns) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Read objects, which may lack some keys; but a column that the user named must be in one of the first."""
    where = str(stream)
    seen: set[str] = set()

    def match(names: list[str]) -> dict[str, str]:
        seen.update(names)
        return columns.loosely(names)

    found = json_cells(read_lines(stream), where, match)
    held: list[tuple[int, Mapping[str, Any] | str]] = []
    size = 0
    while columns.missing(seen) and len(held) < _BATCH and size < SHARD_BYTES:
        item = next(found, None)
        if item is None:
            break
        held.append(item)
        cells = item[1] if not isinstance(item[1], str) else {}
        size += sum(len(value) for value in cells.values() if isinstance(value, str))
    if seen and (missing := columns.missing(seen)):
        raise PageError(where, f"{_no_column(*missing[0], seen)} (the first {len(held):,} objects)")
    yield from held
    yield from found


def _no_column(part: str, name: str, names: Iterable[str]) -> str:
    return f"no column {name!r} for {part} among: {', '.join(names)[:200]}"


def read_frame(frame: Any, name: str, columns: Columns) -> Iterator[Row]:
    """Read a DataFrame's rows, a slice at a time.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"제목": ["개관", None], "등록일": pd.to_datetime(["2024-05-01", None])})
    >>> for row in read_frame(frame, "mine", Columns()):
    ...     print(row.number, row.cells)
    1 {'title': '개관', 'published': '2024-05-01T00:00:00'}
    2 {'title': None, 'published': None}
    """
    names = [str(column) for column in frame.columns]
    try:
        parts = known_columns(names, name, lambda found: columns.match(found, name))
    except PageError as error:
        yield Row(None, {}, error.reason, type(error).__name__)
        return
    at = [names.index(column) for column in parts.values()]

    def cells() -> Iterator[tuple[int, Mapping[str, Any] | str]]:
        for start in range(0, len(frame), _BATCH):
            piece = frame.iloc[start : start + _BATCH, at].astype(object)
            piece = piece.where(piece.notna(), None)
            for i, values in enumerate(piece.itertuples(index=False, name=None), start + 1):
                yield i, dict(zip(parts, values, strict=True))

    yield from _rows(cells())


def _rows(found: Iterable[tuple[int, Mapping[str, Any] | str]]) -> Iterator[Row]:
    number = None
    for number, cells in found:
        if isinstance(cells, str):
            yield Row(number, {}, cells, "RowProblem")
            continue
        try:
            plain = {part: _plain(value) for part, value in cells.items()}
        except UnicodeDecodeError:
            yield Row(number, {}, "binary, or a text that is not UTF-8", "RowProblem")
            continue
        wrong = next(filter(None, (unreadable(v) for v in plain.values() if isinstance(v, str))), "")
        yield Row(number, {}, wrong, "RowProblem") if wrong else Row(number, plain)
    if number is None:
        yield Row(None, {}, NO_ROWS, "NoArticle")


def _plain(value: Any) -> Any:
    """Give what JSON has: the same for the same cell, whatever the table's kind."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, float):
        return None if value != value else int(value) if value.is_integer() else value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, (date, time)):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8")
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "tolist"):  # numpy's scalars and arrays
        return _plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return None if isinstance(value, dict) else str(value)
