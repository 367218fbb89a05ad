"""The tables of a run as one CSV file each, shard by shard."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.archive.store import PARTIAL
from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from kr_localgov_nlp.archive.write import Target


def write_csv(target: Target) -> None:
    """Write each table of a run beside its folder, the rows in the order of the input.

    Raises
    ------
    InputError
        The target is not a local folder.
    """
    if target.store.remote:
        raise InputError("CSV tables are written into local folders only")
    order: list[tuple[Any, ...]] = []
    for manifest in target.manifests():
        first = manifest["source"] or manifest["pages"][0][0]
        order.append((first, manifest["start"], manifest["key"]))
    order.sort()
    for name in target.tables:
        path = Path(target.store.folder, f"{name}.csv")
        part = path.with_name(f".{path.name}{PARTIAL}")
        with part.open("wb") as file:
            file.write(_csv(TABLES[name].empty_table(), header=True))
            for *_, key in order:
                found = Path(target.store.folder, name, f"{key}.parquet")
                if found.exists():
                    file.write(_csv(pq.read_table(found, partitioning=None), header=False))
        part.replace(path)


def _csv(table: pa.Table, *, header: bool) -> bytes:
    sink = io.BytesIO()
    pacsv.write_csv(_flat(table), sink, pacsv.WriteOptions(include_header=header))
    return sink.getvalue()


def _flat(table: pa.Table) -> pa.Table:
    """Write lists as text with ``;`` between, since CSV has none."""
    for i, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            joined = ["; ".join(v) if v else None for v in table.column(i).to_pylist()]
            table = table.set_column(i, field.name, pa.array(joined, pa.string()))
    return table
