"""A run over files: pages in, Parquet tables out, every input in the tables or among the rejects."""

from __future__ import annotations

import json
import os
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from kr_localgov_nlp.archive.convert import rows_of
from kr_localgov_nlp.archive.readers import Read, Reject, files_of, read_files
from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.errors import InputError, LocalgovError
from kr_localgov_nlp.pipeline import load, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    from spacy.language import Language

# Articles in one part file: small enough to hold, large enough that Parquet compresses well.
SHARD = 2_000
# Docs that live at the same time; spaCy's strings are let go with each batch.
BATCH = 64


def tag_archive(
    source: str | PathLike[str] | Iterable[str | PathLike[str]],
    target: str | PathLike[str],
    *,
    nlp: Language | None = None,
    tokens: bool = False,
    csv: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Tag files and folders into Parquet tables.

    Parameters
    ----------
    source
        A file or folder, or several: pages as text or HTML, CSV and JSONL with one article a row.
    target
        Folder for the tables; it must be new or empty. Each table is a folder of part files that pandas, DuckDB and
        Polars read as one.
    nlp
        A pipeline of `load`; a new default one where None.
    tokens
        Whether the table ``tokens`` is written too.
    csv
        Whether each table is written as one CSV file beside the Parquet folders as well.
    progress
        Called as ``progress(articles, rejects)`` after every article.

    Returns
    -------
    dict
        The summary that is also written as ``run.json``: counts by table, seconds, versions.

    Raises
    ------
    InputError
        The target holds files or is one.
    PageError
        A source does not exist.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> import kr_localgov_nlp as klg
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "rows.jsonl").write_text('{"제목": "구로구, 협약 체결", "본문": "구로구가 협약을 맺었다고 9일 밝혔다."}')
    >>> klg.tag_archive(folder / "rows.jsonl", folder / "out")["rows"]["articles"]
    1
    """
    sources = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    folder = Path(target)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; a run writes into a folder")
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty; a run writes into a new folder")
    files = list(files_of(sources))
    pipeline = nlp if nlp is not None else load()
    names = [name for name in TABLES if tokens or name != "tokens"]
    used = versions(pipeline)
    metadata = {f"kr_localgov_nlp.{k}".encode(): v.encode() for k, v in used.items()}
    started = time.perf_counter()
    counts = dict.fromkeys(names, 0)
    folder.mkdir(parents=True, exist_ok=True)
    writer = _Writer(folder, names, metadata)
    for rows in _tagged(read_files(files), pipeline, tokens):
        for name, part in rows.items():
            counts[name] += len(part)
            writer.add(name, part)
        writer.flush_if_full()
        if progress is not None:
            progress(counts["articles"], counts["rejects"])
    writer.flush()
    if csv:
        for name in names:
            table = pq.read_table(folder / name, schema=TABLES[name])
            pacsv.write_csv(_flat(table), folder / f"{name}.csv")
    summary: dict[str, Any] = {
        "rows": counts,
        "files": len(files),
        "seconds": round(time.perf_counter() - started, 1),
        "versions": used,
    }
    _write_atomically(folder / "run.json", json.dumps(summary, ensure_ascii=False, indent=2).encode())
    return summary


def _tagged(
    items: Iterator[Read | Reject], nlp: Language, tokens: bool
) -> Iterator[dict[str, list[dict[str, Any]]]]:
    batch: list[Read] = []
    for item in items:
        if isinstance(item, Reject):
            yield {"rejects": [_reject_row(item)]}
            continue
        batch.append(item)
        if len(batch) == BATCH:
            yield from _tag_batch(batch, nlp, tokens)
            batch = []
    yield from _tag_batch(batch, nlp, tokens)


def _tag_batch(batch: list[Read], nlp: Language, tokens: bool) -> Iterator[dict[str, list[dict[str, Any]]]]:
    # Docs die with the zone, so rows are made inside it.
    with nlp.memory_zone():
        for item in batch:
            try:
                doc = nlp(prepare(nlp, item.article))
                yield rows_of(doc, item.article, item.source, item.position, tokens=tokens)
            except LocalgovError as error:
                reject = Reject(item.source, item.position, str(error), type(error).__name__)
                yield {"rejects": [_reject_row(reject)]}


def _reject_row(reject: Reject) -> dict[str, Any]:
    return {"source": reject.source, "row": reject.row, "reason": reject.reason, "error": reject.error}


class _Writer:
    """Collects rows and writes part files; a part appears whole or not at all."""

    def __init__(self, folder: Path, names: list[str], metadata: dict[bytes, bytes]) -> None:
        self.folder = folder
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        self.metadata = metadata
        self.part = 0

    def add(self, name: str, rows: list[dict[str, Any]]) -> None:
        self.rows[name].extend(rows)

    def flush_if_full(self) -> None:
        if len(self.rows["articles"]) >= SHARD:
            self.flush()

    def flush(self) -> None:
        for name, rows in self.rows.items():
            table = pa.Table.from_pylist(rows, schema=TABLES[name].with_metadata(self.metadata))
            (self.folder / name).mkdir(exist_ok=True)
            path = self.folder / name / f"part-{self.part:05d}.parquet"
            partial = path.with_name(f".{path.name}.partial")
            pq.write_table(table, partial, compression="zstd")
            partial.replace(path)
            rows.clear()
        self.part += 1


def _write_atomically(path: Path, data: bytes) -> None:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(data)
    partial.replace(path)


def _flat(table: pa.Table) -> pa.Table:
    """Write lists as text with ``;`` between, since CSV has none."""
    for i, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            joined = ["; ".join(v) if v else None for v in table.column(i).to_pylist()]
            table = table.set_column(i, field.name, pa.array(joined, pa.string()))
    return table


def versions(nlp: Language) -> dict[str, str]:
    """Versions of everything that decides what comes out: library, Kiwi, its model, spaCy, the tables.

    Parameters
    ----------
    nlp
        The pipeline in use.

    Returns
    -------
    dict of str
        Version by name.
    """
    found = {p: version(p) for p in ("kr-localgov-nlp", "kiwipiepy", "kiwipiepy_model", "spacy", "pyarrow")}
    names: Any = getattr(nlp.tokenizer, "names", None)
    found["gazetteer"] = str(names.gazetteer.version) if names is not None else "none"
    return found
