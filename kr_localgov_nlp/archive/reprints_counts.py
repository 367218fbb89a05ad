"""Counts by release: what stands in the tables, reprints left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kr_localgov_nlp.archive.write import RELEASES, RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    parts = [table["first_article"].combine_chunks() for table in _tables(store, RELEASES, "first_article")]
    first = pa.chunked_array([part.cast(pa.large_string()) for part in parts], pa.large_string())
    return {
        name: sum(
            table.filter(pc.is_in(table["article_id"].cast(pa.large_string()), value_set=first)).num_rows
            for table in _tables(store, name, "article_id")
        )
        for name in COUNTED
    }


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
