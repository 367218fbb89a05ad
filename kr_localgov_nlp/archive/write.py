"""Tables of a shard → files that appear whole or not at all, and the manifest that makes them count.

A target holds a folder for each table, ``shards`` with a manifest for each shard, and ``run.json``::

    target/articles/0f3a….parquet   entities/0f3a….parquet   …   shards/0f3a….json   run.json

A file is written under a temporary name beside its own, synced to the disk and renamed; the manifest comes last. So
a shard counts from the moment its manifest is there, and what a kill left without one is swept when the next run
starts. On an object store a file appears whole by itself. Tables without rows of a shard have no file of it;
``empty.parquet`` gives every table its schema, so that a table without rows can be read, too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.archive.shards import Known
from kr_localgov_nlp.archive.store import PARTIAL, Store
from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from os import PathLike

    from kr_localgov_nlp.archive.shards import Shard
    from kr_localgov_nlp.archive.work import Tagged

SHARDS = "shards"
RUN = "run.json"
SOURCES = "sources.json"
LOCK = ".lock"
EMPTY = "empty.parquet"
RELEASES = "releases"
_OURS = {*TABLES, *(f"{name}.csv" for name in TABLES), SHARDS, RUN, SOURCES, LOCK, RELEASES}

Manifest = dict[str, Any]


class Target:
    """Where the tables of a run go; it crosses processes.

    Parameters
    ----------
    folder
        A folder or an address for fsspec.
    tokens
        Whether there is a table of tokens.
    options
        For fsspec.

    Examples
    --------
    >>> Target("out").tables
    ('articles', 'entities', 'awards', 'quotes', 'rejects')
    """

    def __init__(
        self,
        folder: str | PathLike[str],
        *,
        tokens: bool = False,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.store = Store(folder, options)
        self.tables = tuple(name for name in TABLES if tokens or name != "tokens")

    def check(self) -> None:
        """Refuse a folder that holds what no run wrote.

        Raises
        ------
        InputError
            It does, or it is a file.
        """
        try:
            found = self.store.sizes()
        except NotADirectoryError:
            raise InputError(f"{self.store.folder} is a file; a run writes into a folder") from None
        if any(name not in _OURS and not name.startswith(".") for name in found):
            raise InputError(f"{self.store.folder} is not empty and no run wrote it; give a new folder")

    def unfinished(self) -> bool:
        """Whether a run began here that did not come to its end."""
        found = self.store.sizes()
        return SOURCES in found and RUN not in found

    def whole(self) -> list[Manifest]:
        """Read the manifests of the shards whose files are all there, in the order of their keys."""
        sizes = {name: self.store.sizes(name) for name in TABLES}
        return [
            manifest
            for manifest in self.manifests()
            if all(
                sizes[table].get(f"{manifest['key']}.parquet") == size
                for table, size in manifest["bytes"].items()
            )
        ]

    def sweep(self, keys: set[str]) -> None:
        """Make the target ready for a run: remove ``run.json`` and what belongs to no shard, give each table a schema.

        Parameters
        ----------
        keys
            Of the shards that stay.
        """
        tables = [(name, ".parquet") for name in TABLES]
        for folder, ending in [(SHARDS, ".json"), *tables, (RELEASES, None), ("", None)]:
            self._clear(folder, ending, keys)
        self.store.remove(RUN)
        self.store.write(
            {
                f"{table}/{EMPTY}": _parquet(TABLES[table].empty_table())
                for table in self.tables
                if EMPTY not in self.store.sizes(table)
            }
        )

    def drop_unfinished(self) -> None:
        """Remove the files that a worker was writing when it died; no other may be at work."""
        for folder in (SHARDS, *TABLES):
            self._clear(folder)

    def _clear(self, folder: str, ending: str | None = None, keys: Collection[str] = ()) -> None:
        """Remove a folder's unfinished files and, where names end in ``ending``, those of no key."""
        for name in self.store.sizes(folder):
            known = ending is None or name == EMPTY or name.removesuffix(ending) in keys
            if name.endswith(PARTIAL) or not known:
                self.store.remove(f"{folder}/{name}".lstrip("/"))

    def _manifest(self, name: str) -> Manifest | None:
        try:
            found = json.loads(self.store.read(f"{SHARDS}/{name}"))
        except ValueError:
            return None
        return found if isinstance(found, dict) and found.get("key") == name.removesuffix(".json") else None

    def put(self, shard: Shard, tagged: Tagged, versions: Mapping[str, str]) -> Manifest:
        """Write a shard's tables, and when they are there its manifest; what it replaces is removed before.

        Returns
        -------
        dict
            The manifest: ``key``, ``file``, ``source``, ``start``, ``inputs``, ``pages`` (name and hash), ``rows`` and
            ``bytes`` by table, ``undated``, ``failed``, ``versions``. Nothing in it tells when or where.

        Raises
        ------
        OSError
            The disk is full, for example; the shard is then not there.
        """
        for key in shard.replaces:
            self.remove(key)
        stamp = {f"kr_localgov_nlp.{name}": value for name, value in versions.items()}
        files = {
            name: _parquet(table.replace_schema_metadata(stamp))
            for name, table in tagged.tables.items()
            if table.num_rows
        }
        manifest: Manifest = {
            "key": shard.key,
            "file": shard.file,
            "source": shard.source,
            "start": shard.start,
            "inputs": shard.inputs,
            "pages": [] if shard.file else [[page.source, page.digest] for page in shard.pages],
            "rows": {name: table.num_rows for name, table in tagged.tables.items()},
            "bytes": {name: len(data) for name, data in files.items()},
            "undated": tagged.undated,
            "failed": tagged.failed,
            "versions": dict(versions),
        }
        self.store.write({f"{name}/{shard.key}.parquet": data for name, data in files.items()})
        self.store.write({f"{SHARDS}/{shard.key}.json": _json(manifest)})
        return manifest

    def remove(self, key: str) -> None:
        """Remove a shard, its manifest first."""
        self.store.remove(f"{SHARDS}/{key}.json")
        for name in TABLES:
            self.store.remove(f"{name}/{key}.parquet")

    def places(self) -> dict[str, str]:
        """Read where the sources of earlier runs were: place by name."""
        if SOURCES not in self.store.sizes():
            return {}
        try:
            found = json.loads(self.store.read(SOURCES))
        except ValueError:
            return {}
        return {str(name): str(place) for name, place in found.items()}

    def remember(self, places: Mapping[str, str]) -> None:
        """Write where the sources are."""
        self.store.write({SOURCES: _json(places, indent=2)})

    def manifest(self, key: str) -> Manifest | None:
        """Read the manifest of a shard; None where there is none."""
        try:
            return self._manifest(f"{key}.json")
        except FileNotFoundError:
            return None

    def manifests(self) -> Iterator[Manifest]:
        """Read the manifests one by one, in the order of their keys."""
        for name in sorted(self.store.sizes(SHARDS)):
            if name.endswith(".json") and (manifest := self._manifest(name)) is not None:
                yield manifest

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write ``run.json``, the last file of a run."""
        self.store.write({RUN: _json(summary, indent=2)})


def known_of(manifests: list[Manifest], *, again: set[str]) -> Known:
    """Make of manifests what the cutting asks.

    Parameters
    ----------
    manifests
        Of `Target.prepare`.
    again
        Keys of shards that are to be tagged anew.
    """
    known = Known(again=again)
    for manifest in manifests:
        key = manifest["key"]
        known.keys[key] = manifest["file"]
        if manifest["source"]:
            known.starts[manifest["source"], manifest["start"]] = key
        for name, digest in manifest["pages"]:
            known.pages[name] = (digest, key)
    return known


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _json(value: Mapping[str, Any], indent: int | None = None) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()
