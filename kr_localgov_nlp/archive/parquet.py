"""Parquet tables → their cells, batch by batch; only the columns that make an article are read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages.rows import known_columns
from kr_localgov_nlp.pages.stream import is_gzip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kr_localgov_nlp.archive.stream import Stream
    from kr_localgov_nlp.archive.tables import Columns

_BATCH = 1_000


def read_parquet(stream: Stream, columns: Columns) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Read the rows' cells by part of an article, with the numbers of the rows from 1.

    Raises
    ------
    PageError
        It is no Parquet file, or has no column of titles or texts.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    where = str(stream)
    try:
        with stream.seekable() as raw:
            file = pq.ParquetFile(raw)
            names = file.schema_arrow.names
            parts = known_columns(names, where, lambda found: columns.match(found, where))
            number = 0
            total = 0 if is_gzip(stream) else raw.seek(0, io.SEEK_END)
            for batch in file.iter_batches(_BATCH, columns=list(parts.values())):
                cells = {part: _values(batch.column(name)) for part, name in parts.items()}
                for i in range(batch.num_rows):
                    number += 1
                    yield number, {part: values[i] for part, values in cells.items()}
                stream.count(total * number // max(1, file.metadata.num_rows))
    except pa.ArrowException as error:
        reason = str(error).splitlines()[0]
        raise PageError(where, f"no Parquet file, or a broken one: {reason}") from None


def _values(column: Any) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):
        return [_value(cell) for cell in column]
    return values


def _value(cell: Any) -> Any:
    """Give a cell that Python may have no value for: the bytes of a text that is none, no day beyond the year 9999."""
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        buffer = getattr(cell, "as_buffer", None)
        return buffer().to_pybytes() if buffer is not None else b"\xff"
    except (ValueError, OverflowError):
        return None
