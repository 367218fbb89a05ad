"""The cells of a Parquet file as text, so that it is read as other tables are."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_BETWEEN = "; "


def read_columns(file: Path) -> list[tuple[int, list[str]]]:
    """Give the header and the rows with their numbers, the header being 1.

    Parameters
    ----------
    file
        A ``.parquet`` file; lists in its cells are divided by ``;``, an empty list is ``-``.

    Raises
    ------
    InputError
        There is no such file, or it is no Parquet file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # Not read_table, which takes a folder for one table and its name for a column.
        with pq.ParquetFile(file) as opened:
            table = opened.read()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from None
    except pa.ArrowException as error:
        raise InputError(f"{file}: no Parquet file: {error}") from None
    rows = [[_text(cell) for cell in row.values()] for row in table.to_pylist()]
    return list(enumerate([table.column_names, *rows], 1))


def write_columns(rows: Sequence[Sequence[str]], file: Path) -> None:
    """Write the header and the rows as columns of text.

    Parameters
    ----------
    rows
        The header first.
    file
        A ``.parquet`` file; overwritten.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    header, *rest = rows
    columns = {name: pa.array([row[i] for row in rest], pa.string()) for i, name in enumerate(header)}
    pq.write_table(pa.table(columns), file)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _BETWEEN.join(_text(one) for one in value) or "-"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value != value else str(value)
