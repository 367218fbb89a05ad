"""The cells of an XLSX file as text, to the character."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from kr_localgov_nlp.errors import InputError, LabelError, MissingExtraError
from kr_localgov_nlp.training.schema import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Excel cuts what is longer (ECMA-376 leaves the limit to the program; Excel's is this).
MAX_CELL = 32_767
# XML has no place for these and makes of \r a \n; Excel writes them as _xHHHH_ (ECMA-376 part 1, 22.9.2.19).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_sheet(file: Path) -> list[tuple[int, list[str]]]:
    """Give the rows of the first sheet with their numbers; numbers and dates become text.

    Parameters
    ----------
    file
        An ``.xlsx`` file.

    Raises
    ------
    InputError
        There is no such file, or it is no XLSX file.
    MissingExtraError
        Without the extra ``excel``.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MissingExtraError("XLSX tables", "excel") from None
    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from None
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise InputError(f"{file}: no XLSX file: {error}") from None
    try:
        sheet = book.worksheets[0]
        return [
            (n, [_text(cell) for cell in row]) for n, row in enumerate(sheet.iter_rows(values_only=True), 1)
        ]
    finally:
        book.close()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _ESCAPED.sub(lambda c: chr(int(c[1], 16)), str(value))


def write_sheet(rows: Sequence[Sequence[str]], file: Path) -> None:
    """Write rows of text; a cell that begins with ``=`` is text, too, and no formula.

    Parameters
    ----------
    rows
        The header and the rows.
    file
        An ``.xlsx`` file; overwritten.

    Raises
    ------
    LabelError
        Cells longer than `MAX_CELL` characters; all of them.
    MissingExtraError
        Without the extra ``excel``.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError:
        raise MissingExtraError("XLSX tables", "excel") from None
    escaped = [[_UNSAFE.sub(lambda c: f"_x{ord(c[0]):04X}_", cell) for cell in row] for row in rows]
    problems = [
        Problem(file.name, number, f"a cell of {len(cell):,} characters; XLSX holds {MAX_CELL:,}")
        for number, row in enumerate(escaped, 1)
        for cell in row
        if len(cell) > MAX_CELL
    ]
    if problems:
        raise LabelError(problems)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("texts")
    for row in escaped:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(file)
