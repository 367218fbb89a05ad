"""Counts by release: what stands in the tables, reprints left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kr_localgov_nlp.archive.write import RELEASES, RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from kr_localgov_nlp.archive.store import Store

COUNTED = ("entities", "awards", "quotes")


def rows_by_release(store: Store) -> dict[str, int]:
    """Count the rows of each table that stand in the first article of a release.

    Parameters
    ----------
    store
        Of a run with a table of releases.

    Returns
    -------
    dict
        Rows by table, one article counted for each release.
    """
    parts = [_ids(table["first_article"]) for table in _tables(store, RELEASES, "first_article")]
    first = np.sort(np.concatenate([np.empty(0, "S1"), *parts]))
    return {
        name: sum(_count(table["article_id"], first) for table in _tables(store, name, "article_id"))
        for name in COUNTED
    }


def _count(column: pa.ChunkedArray[Any], first: NDArray[np.bytes_]) -> int:
    if not len(first):
        return 0
    found = column.value_counts()
    ids = _ids(found.field("values"))
    known = first[np.minimum(np.searchsorted(first, ids), len(first) - 1)] == ids
    return int(found.field("counts").to_numpy()[known].sum())


def _ids(column: pa.Array[Any] | pa.ChunkedArray[Any]) -> NDArray[np.bytes_]:
    return np.array([str(value).encode() for value in column.to_pylist()], dtype=bytes)


def tell_run(store: Store, counts: dict[str, Any]) -> None:
    """Write counts into ``run.json``, if the run has come to its end."""
    if RUN not in store.sizes():
        return
    summary = json.loads(store.read(RUN))
    text = json.dumps({**summary, "releases": counts}, ensure_ascii=False, indent=2) + "\n"
    store.write({RUN: text.encode()})


def _tables(store: Store, name: str, column: str) -> Iterator[pa.Table]:
    for file in sorted(store.sizes(name)):
        if file.endswith(".parquet") and not file.startswith("."):
            yield pq.read_table(pa.BufferReader(store.read(f"{name}/{file}")), columns=[column])
