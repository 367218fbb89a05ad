"""Workbooks (XLSX) → the cells of their sheets, row by row; each sheet is a table of its own."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import IO, TYPE_CHECKING, Any

from kr_localgov_nlp.archive.members import BROKEN, told
from kr_localgov_nlp.errors import MissingExtraError, PageError
from kr_localgov_nlp.pages.rows import known_columns
from kr_localgov_nlp.pages.stream import suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kr_localgov_nlp.archive.stream import Stream
    from kr_localgov_nlp.archive.tables import Columns

SUFFIXES = (".xlsx", ".xlsm")
BROKEN_SHEET = (KeyError, ValueError, SyntaxError)
"""What openpyxl raises where a workbook's XML is not what it should be."""


def tables_of(stream: Stream) -> list[Stream]:
    """Give the tables of a file: one, but of a workbook each sheet that is not empty, the later ones by name.

    Raises
    ------
    MissingExtraError
        XLSX without the extra ``excel``.
    """
    if suffix_of(stream) not in SUFFIXES:
        return [stream]
    try:
        with told(str(stream)), stream.seekable() as raw, _book(raw, str(stream)) as book:
            titles = [sheet.title for sheet in book.worksheets if _filled(sheet)]
    except (PageError, OSError):
        return [stream]  # reading it tells why
    return [stream, *(stream.of_sheet(title) for title in titles[1:])]


def _filled(sheet: Any) -> bool:
    """Whether there is something in a sheet; a broken one is not empty, reading it tells why."""
    try:
        return any(value is not None for row in sheet.iter_rows(values_only=True) for value in row)
    except (*BROKEN_SHEET, *BROKEN):
        return True


@contextmanager
def _book(raw: IO[bytes], where: str) -> Iterator[Any]:
    from zipfile import BadZipFile

    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MissingExtraError("XLSX tables", "excel") from None
    try:
        book = load_workbook(raw, read_only=True, data_only=True)
        for sheet in book.worksheets:
            # What a sheet says of its size is wrong in many exports ("A1", or all columns to XFD); rows beyond it
            # would be left out.
            sheet.reset_dimensions()
        with closing(book):
            yield book
    except (BadZipFile, InvalidFileException, *BROKEN_SHEET) as error:
        raise PageError(where, f"no XLSX file, or a broken one: {error}") from None


def read_sheet(stream: Stream, columns: Columns) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Read the cells of a sheet by part of an article, with the numbers of their rows.

    Raises
    ------
    PageError
        It is no workbook, or has no column of titles or texts.
    """
    where = str(stream)
    with stream.seekable() as raw, _book(raw, where) as book:
        wanted = (s for s in book.worksheets if (s.title == stream.sheet if stream.sheet else _filled(s)))
        sheet = next(wanted, None)
        parts: dict[str, int] | None = None
        for number, values in enumerate(sheet.iter_rows(values_only=True) if sheet is not None else (), 1):
            cells = [_unescaped(value) for value in values]
            if all(value is None or value == "" for value in cells):
                continue
            if parts is None:
                names = ["" if value is None else str(value).strip() for value in cells]
                found = known_columns(names, where, lambda names: columns.match(names, where))
                parts = {part: names.index(column) for part, column in found.items()}
            else:
                yield number, {part: cells[at] for part, at in parts.items() if at < len(cells)}


def _unescaped(value: Any) -> Any:
    if not isinstance(value, str) or "_x" not in value:
        return value
    from openpyxl.utils.escape import unescape

    return unescape(value)
