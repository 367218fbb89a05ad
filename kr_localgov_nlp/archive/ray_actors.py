"""What runs on the nodes of a Ray cluster: reading, tagging, and counting who died over what.

A row of the Dataset is a task (files to read), then a shard with its content, then a shard without it and its
manifest. Every step gives the same for the same row, so that Ray may repeat it when a node is lost.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.archive.cutting import read
from kr_localgov_nlp.archive.pool import TRIES, described
from kr_localgov_nlp.archive.sources import is_address
from kr_localgov_nlp.archive.versions import changes, versions
from kr_localgov_nlp.archive.work import Tagger, rejected
from kr_localgov_nlp.errors import ArchiveError, ClusterError, InputError, LocalgovError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kr_localgov_nlp.archive.shards import Cut, Shard, Task
    from kr_localgov_nlp.archive.work import Recipe
    from kr_localgov_nlp.archive.write import Manifest, Target

Row = dict[str, Any]


def row_of(task: Task) -> Row:
    """Make a row of a task; its files are found whatever a worker's own folder is."""
    entries = tuple(
        entry
        if not entry.path or is_address(entry.path)
        else replace(entry, path=str(Path(entry.path).absolute()))
        for entry in task.entries
    )
    return {"task": pickle.dumps(replace(task, entries=entries))}


class Reader:
    """Reads the files of a task and cuts them into shards.

    Parameters
    ----------
    known
        Reference to the `Known` of earlier runs, which may be large.
    cut
        Settings.
    """

    def __init__(self, known: Any, cut: Cut) -> None:
        self.known = known
        self.cut = cut

    def __call__(self, row: Row) -> Iterator[Row]:
        """Give the shards one by one, so that a file of any size is never held as a whole.

        Raises
        ------
        ClusterError
            A file that the run listed is not there on this node.
        """
        task: Task = pickle.loads(row["task"])  # noqa: S301  (made by `row_of`)
        for entry in task.entries:
            if entry.path and not is_address(entry.path) and not Path(entry.path).exists():
                raise ClusterError(
                    f"{entry.path} is not on node {_node()}: input and target must have the same path on every "
                    "node (a shared file system), or an address such as s3://…"
                )
        for shard in read(task, _get(self.known), self.cut):
            yield {"shard": pickle.dumps(shard)}


class Actor:
    """Tags shards and writes their tables: the object of local runs, loaded once in each actor.

    Parameters
    ----------
    recipe
        The pipeline.
    target
        Where the tables go.
    made_by
        Versions, for the manifests; they must be this node's, too.
    places
        What the run wrote into its target, by which a node knows that it sees the same one.
    deaths
        Handle of a `Deaths`.
    """

    def __init__(
        self,
        recipe: Recipe,
        target: Target,
        made_by: Mapping[str, str],
        places: Mapping[str, str],
        deaths: Any,
    ) -> None:
        self.tagger = Tagger(recipe)
        self.target = target
        self.versions = dict(made_by)
        self.places = dict(places)
        self.deaths = deaths
        self.checked = False

    def __call__(self, row: Row) -> Row:
        """Tag one shard; one that is known passes through.

        An error of ours is given back, since of one that is raised Ray keeps only a text.
        """
        shard: Shard = pickle.loads(row["shard"])  # noqa: S301  (made by `Reader`)
        manifest = None
        failure: Exception | None = None
        try:
            manifest = None if shard.known else self._manifest(shard)
        except (ArchiveError, InputError, OSError) as error:
            failure = error
        except LocalgovError as error:  # others can't be pickled
            failure = ArchiveError(str(error))
        told = replace(shard, rows=(), pages=())
        return {
            "shard": pickle.dumps(told),
            "manifest": json.dumps(manifest),
            "error": pickle.dumps(failure),
        }

    def _manifest(self, shard: Shard) -> Manifest:
        self._check()
        written = self.target.manifest(shard.key)
        if written is not None and written["versions"] == self.versions and not written["failed"]:
            return written  # by an actor whose answer was lost with its node
        died = _get(self.deaths.begin.remote(shard.key, described(shard), _node()))
        if died < TRIES:
            tagged = self.tagger(shard)
        else:
            reason = "the worker died, and again when tried once more"
            tagged = rejected(shard, reason, "WorkerDied", tokens=self.tagger.tokens)
        manifest = self.target.put(shard, tagged, self.versions)
        _get(self.deaths.end.remote(shard.key))
        return manifest

    def _check(self) -> None:
        """Refuse to work with another target or other versions than the run, before anything is written.

        Raises
        ------
        ClusterError
            The node has them.
        """
        if self.checked:
            return
        if self.target.places() != self.places:
            raise ClusterError(
                f"node {_node()} does not see the run's target {self.target.store.folder}: it must have the same "
                "path on every node (a shared file system), or an address such as s3://…"
            )
        here = versions(self.tagger.load())
        if found := changes([{"versions": {name: self.versions.get(name) for name in here}}], here):
            told = ", ".join(f"{name} {there} → {mine}" for name, (there, mine) in found.items())
            raise ClusterError(f"node {_node()} has other versions than the run ({told})")
        self.checked = True


class Deaths:
    """Counts how often an actor died over a shard; it lives where the run was started.

    A node that is lost is no shard's fault, so those deaths don't count.
    """

    def __init__(self) -> None:
        self.begun: dict[str, str] = {}
        self.died: dict[str, int] = {}
        self.told: list[str] = []

    def begin(self, key: str, name: str, node: str) -> int:
        """Note that a shard is begun; how often an actor died over it."""
        before = self.begun.get(key)
        if before is not None:
            lost = before not in living()
            died = self.died[key] = self.died.get(key, 0) + (not lost)
            who = f"node {before} was lost" if lost else "a worker died"
            then = "are tried once more" if died < TRIES else "are rejected"
            self.told.append(f"{who} while it tagged {name}; they {then}")
        self.begun[key] = node
        return self.died.get(key, 0)

    def end(self, key: str) -> None:
        """Note that a shard is written."""
        self.begun.pop(key, None)

    def notes(self) -> list[str]:
        """Tell what happened."""
        return self.told


def living() -> dict[str, Mapping[str, float]]:
    """List the nodes that are alive, with what they have."""
    import ray

    return {node["NodeID"]: node["Resources"] for node in ray.nodes() if node["Alive"]}


def _get(reference: Any) -> Any:
    import ray

    return ray.get(reference)


def _node() -> str:
    import ray

    found: str = ray.get_runtime_context().get_node_id()
    return found
