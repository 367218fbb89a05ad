"""The course of a run: what is known, what is to be done, what was done, and whether the counts add up.

Whatever tags the shards, a process or a cluster, does it like this::

    run = Run(target, cut, versions, tell)
    run.prepare(source)                 # sweep, compare versions, find what changed
    for shard in run.shards():          # read here; or give run.tasks() to readers elsewhere, and
        ...                             # each known shard that they give to run.skip
        run.add(shard, manifest)        # when its tables are written
    summary = run.finish()              # remove what the input no longer holds, count
    target.finish(summary)              # write run.json, the last file of a run
"""

from __future__ import annotations

import json
import logging
import platform
import time
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.archive.cutting import changed, plan, read
from kr_localgov_nlp.archive.progress import Progress
from kr_localgov_nlp.archive.shards import Known
from kr_localgov_nlp.archive.sources import distinct, list_entries, named, place_of, remembered
from kr_localgov_nlp.archive.versions import changes
from kr_localgov_nlp.archive.write import known_of
from kr_localgov_nlp.errors import ArchiveError, ChangedError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kr_localgov_nlp.archive.shards import Cut, Shard, Task
    from kr_localgov_nlp.archive.sources import Entry, Sources
    from kr_localgov_nlp.archive.write import Manifest, Target

_log = logging.getLogger("kr_localgov_nlp.archive")


@dataclass(slots=True)
class Counts:
    """What a run did: files listed, shards that were known, tagged and removed, rows of the tagged ones."""

    files: int = 0
    known: int = 0
    tagged: int = 0
    removed: int = 0
    gone: int = 0
    articles: int = 0
    rejects: int = 0


class Run:
    """Keeps the books of one run; see the module.

    Parameters
    ----------
    target
        Where the tables go.
    cut
        How input is cut.
    versions
        Of the pipeline.
    tell
        Called with how far the run is.
    """

    def __init__(
        self, target: Target, cut: Cut, versions: Mapping[str, str], tell: Callable[[Progress], None]
    ) -> None:
        self.target = target
        self.cut = cut
        self.tokens = "tokens" in target.tables
        self.versions = {
            **versions,
            "rows of a shard": str(cut.rows),
            "columns": json.dumps(dict(sorted(cut.columns.items())), ensure_ascii=False),
            "tokens": "yes" if self.tokens else "no",
        }
        self.tell = tell
        self.started = time.perf_counter()
        self.known = Known()
        self.counts = Counts()
        self.notes: list[str] = []
        self.unfinished = False  # whether the run before did not come to its end
        self.failed = 0  # shards that killed their workers in earlier runs
        self._sources: dict[str, Any] = {}
        self._options: Mapping[str, Any] | None = None
        self._current: dict[str, int] = {}  # shards of this run's input, with their inputs
        self._touched: set[str] = set()  # files of known shards that are read again
        self._now = Progress(0, 0, 0, 0)
        self._credit: dict[str, int] = {}

    def prepare(
        self, source: Sources, *, retag: bool | None = None, options: Mapping[str, Any] | None = None
    ) -> None:
        """Sweep what a killed run left, compare versions and find what changed.

        Raises
        ------
        ChangedError
            The target was tagged by other versions, and `retag` does not say what to do.
        InputError, PageError
            A source that can't be.
        """
        places = self.target.places()
        self._sources = distinct(remembered(named(source), places))
        self._options = options
        total = files = 0
        for entry in self._entries():  # a source that does not exist is told before anything is removed
            files += 1
            total += entry.size
        self.counts.files = files
        self.unfinished = self.target.unfinished()
        manifests = self.target.whole()
        again = {manifest["key"] for manifest in manifests if manifest["failed"]}
        self.failed = len(again)
        if found := changes(manifests, self.versions):
            if retag is None:
                raise ChangedError(self.target.store.folder, [(name, *pair) for name, pair in found.items()])
            if retag is False and "rows of a shard" in found:
                raise InputError(
                    f"the target has shards of {found['rows of a shard'][0]} rows; give rows={found['rows of a shard'][0]}"
                )
            if retag:
                again |= {m["key"] for m in manifests if m["versions"] != self.versions}
            else:
                self._note(f"tables by other versions are kept: {', '.join(sorted(found))} changed")
        self.target.sweep({manifest["key"] for manifest in manifests})
        self.target.remember(
            places | {name: place for name, given in self._sources.items() if (place := place_of(given))}
        )
        self.known = known_of(manifests, again=again)
        self._now = Progress(0, 0, 0, total - self._leave_out_changed())

    def _leave_out_changed(self) -> int:
        """Remove the shards of pages that changed; the bytes of the known ones are given back."""
        if not self.known.keys:
            return 0
        size = 0
        listed: set[str] = set()
        files = set(self.known.keys.values())

        def seen() -> Iterator[Entry]:
            nonlocal size
            for entry in self._entries():
                size += entry.size if entry.name in self.known.pages else 0
                if entry.name in self.known.pages or entry.name in files:
                    listed.add(entry.name)
                yield entry

        for key in changed(seen(), self.known):
            self.target.remove(key)
            self.known.keys.pop(key)
            self.counts.removed += 1
        self.known.pages = {name: at for name, at in self.known.pages.items() if at[1] in self.known.keys}
        self._touched = files & listed
        gone = [name for name in (*self.known.pages, *files) if name and name not in listed]
        if gone:
            self.counts.gone = len(gone)
            self._note(f"{len(gone):,} files of earlier runs are not among the sources; their rows stay")
        return size

    def _entries(self) -> Iterator[Entry]:
        store = self.target.store
        exclude = None if store.remote else store.folder
        return list_entries(self._sources, exclude=exclude, options=self._options)

    def tasks(self) -> Iterator[Task]:
        """List what is to be read: tables and archives as a whole, of pages only new ones."""
        pages = self.known.pages
        for key in dict.fromkeys(key for _, key in pages.values()):
            self._current[key] = 0
            self.counts.known += 1
        return plan(self._entries(), self.known, self.cut)

    def shards(self) -> Iterator[Shard]:
        """Read the input and give the shards that are to be tagged."""
        for task in self.tasks():
            left, anew = task.size, False
            for shard in read(task, self.known, self.cut):
                left -= shard.size
                if shard.known:
                    self.skip(shard)
                else:
                    anew = True
                    yield shard
            now = self._now  # what a file has beside its rows
            done, known = (left, 0) if anew else (0, left)
            self._now = replace(now, done=now.done + max(0, done), total=now.total - max(0, known))

    def skip(self, shard: Shard) -> None:
        """Count a shard that an earlier run finished."""
        self._count(shard)
        self.counts.known += 1
        self._now = replace(self._now, total=self._now.total - shard.size)

    def tick(self, shard: Shard, articles: int, rejects: int) -> None:
        """Tell of articles and rejects of a shard that is being tagged."""
        part = min(shard.size, shard.size * (articles + rejects) // max(1, shard.inputs))
        credit = self._credit.get(shard.key, 0)
        part = min(part, shard.size - credit)
        self._credit[shard.key] = credit + part
        now = self._now
        self._now = Progress(now.articles + articles, now.rejects + rejects, now.done + part, now.total)
        self.tell(self._now)

    def add(self, shard: Shard, manifest: Manifest) -> None:
        """Count a shard whose tables are written.

        Raises
        ------
        ArchiveError
            The manifest is not the shard's, or rows were lost.
        """
        rows = manifest["rows"]["articles"] + manifest["rows"]["rejects"]
        if manifest["key"] != shard.key or manifest["inputs"] != shard.inputs or rows < shard.inputs:
            raise ArchiveError(f"shard {shard.key} of {shard.inputs} inputs gave {rows} rows")
        self._count(shard)
        self.counts.tagged += 1
        self.counts.articles += manifest["rows"]["articles"]
        self.counts.rejects += manifest["rows"]["rejects"]
        left = shard.size - self._credit.pop(shard.key, 0)
        self._now = replace(
            self._now,
            articles=self.counts.articles,
            rejects=self.counts.rejects,
            done=self._now.done + left,
        )
        self.tell(self._now)

    def _count(self, shard: Shard) -> None:
        if shard.key in self._current:
            raise ArchiveError(f"two shards have the key {shard.key}: the same rows are there twice")
        self._current[shard.key] = shard.inputs

    def finish(self) -> dict[str, Any]:
        """Remove shards that the input no longer has and count the rest; the target's `finish` writes it down.

        Raises
        ------
        ArchiveError
            A shard is missing, or its files are not what its manifest says.
        """
        for key, file in self.known.keys.items():
            if file in self._touched and key not in self._current:
                self.target.remove(key)
                self.counts.removed += 1
        sizes = {name: self.target.store.sizes(name) for name in self.target.tables}
        rows = dict.fromkeys(self.target.tables, 0)
        found = {"inputs": 0, "shards": 0, "failed": 0, "undated": 0}
        missing = set(self._current)
        for manifest in self.target.manifests():
            missing.discard(manifest["key"])
            for name, count in manifest["rows"].items():
                rows[name] = rows.get(name, 0) + count
            for name, size in manifest["bytes"].items():
                if sizes.get(name, {}).get(f"{manifest['key']}.parquet", size) != size:
                    raise ArchiveError(f"{name}/{manifest['key']}.parquet is not what was written")
            found["inputs"] += manifest["inputs"]
            found["shards"] += 1
            found["failed"] += manifest["failed"]
            found["undated"] += manifest["undated"]
        if missing:
            raise ArchiveError(
                f"{len(missing)} shards are missing, {min(missing)} for one; start the run again"
            )
        if rows["articles"] + rows["rejects"] < found["inputs"]:
            raise ArchiveError(
                f"{found['inputs']:,} inputs gave {rows['articles']:,} articles and {rows['rejects']:,} rejects"
            )
        return {
            "rows": rows,
            **found,
            "versions": self.versions,
            "run": {
                **{name: getattr(self.counts, name) for name in self.counts.__dataclass_fields__},
                "seconds": round(time.perf_counter() - self.started, 1),
                "python": platform.python_version(),
                "pyarrow": version("pyarrow"),
                "notes": self.notes,
            },
        }

    def _note(self, message: str) -> None:
        self.notes.append(message)
        _log.warning(message)
