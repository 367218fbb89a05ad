"""A run on a Ray cluster: Ray Data maps files to shards, and actors map shards to manifests.

The actors hold the object of local runs (`work.Tagger`) and write their tables as workers do, so the tables are the
same. Reading takes no CPU of Ray's count: actors may hold every CPU of a cluster that lost nodes, and readers that
wait for one would wait for ever. Instead a part of the CPUs is left free when the run starts. Ray repeats what a lost
node did; what was written is known by its manifest.
"""

from __future__ import annotations

import json
import os
import pickle
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.archive.ray_actors import Actor, Deaths, Reader, living, row_of
from kr_localgov_nlp.archive.work import Recipe
from kr_localgov_nlp.archive.write import Target
from kr_localgov_nlp.errors import ArchiveError, ClusterError, InputError, LocalgovError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Generator

    from spacy.language import Language

    from kr_localgov_nlp.archive.course import Run
    from kr_localgov_nlp.archive.shards import Shard

MEMORY = 1_200_000_000
"""Bytes that an actor asks for; with a shard of 1,000 articles it takes less."""
_CPUS_BY_READING_CPU = 32  # an actor tags far slower than a reader reads
_CPUS_BY_READER = 4
_AHEAD = 2  # shards that an actor has: the one it tags and the next
_LOOK_EVERY = 2.0  # seconds
_LAST_WORDS = 30.0  # seconds
_BLOCKS = 4_096  # rows of the first Dataset are put one by one


@dataclass(frozen=True, slots=True)
class Ray:
    """Tags the shards of a run on a Ray cluster: ``tag_archive(…, engine=Ray())``.

    Parameters
    ----------
    actors
        The fewest and the most; None: as many as the cluster has room for when the run starts, some CPUs left for
        reading. On a cluster that grows by itself name the most.
    address
        Of the cluster; None: what ``RAY_ADDRESS`` says, the one running here, or a new one on this machine.
    readers
        Files that are read at the same time; None: one for 4 actors, at least two. More where each file is slow to
        open (many pages on an object store).
    memory
        Bytes that Ray keeps for each actor.
    patience
        Seconds without room for the fewest actors, at the start or when nodes were lost, before the run fails.
    silence
        Seconds without any shard before the run fails.

    Raises
    ------
    InputError
        Numbers that can't be.

    Examples
    --------
    >>> Ray(actors=(4, 64), address="auto").patience
    60.0
    """

    actors: tuple[int, int | None] = (1, None)
    address: str | None = None
    readers: int | None = None
    memory: int = MEMORY
    patience: float = 60.0
    silence: float = 3_600.0

    def __post_init__(self) -> None:
        fewest, most = self.actors
        if (
            fewest < 1
            or (most is not None and most < fewest)
            or (self.readers is not None and self.readers < 1)
        ):
            raise InputError(
                "a run has one actor and one reader at least, and the most is no less than the fewest"
            )

    def __call__(self, run: Run, nlp: Language) -> None:
        """Tag what is left of a run.

        Raises
        ------
        ClusterError
            Too few CPUs or too little memory, a node that does not see the files or has other versions, or nothing
            that comes; what was tagged stays, and started again the run goes on.
        ArchiveError, OSError
            As in local runs.
        MissingExtraError
            Ray is not installed.
        """
        try:
            import ray
            import ray.data
        except ImportError:
            raise MissingExtraError("runs on Ray", "ray") from None
        rows = [row_of(task) for task in run.tasks()]
        if not rows:
            return
        ours = not ray.is_initialized()
        if ours:
            # Ray reports its use to its makers unless told not to.
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
            try:
                ray.init(address=self.address, log_to_driver=False, logging_level="ERROR")
            except (ConnectionError, ValueError) as error:
                raise ClusterError(f"no cluster at {self.address or 'any address'}: {error}") from None
        try:
            with closing(self._map(run, nlp, rows)) as found:
                for shard, manifest in found:
                    if manifest is None:
                        run.skip(shard)
                    else:
                        run.add(shard, manifest)
        finally:
            if ours:
                ray.shutdown()

    def _map(self, run: Run, nlp: Language, rows: list[Any]) -> Generator[tuple[Shard, Any]]:
        import ray
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        fewest, most = self._room()
        here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
        deaths = ray.remote(Deaths).options(num_cpus=0, scheduling_strategy=here).remote()
        store = run.target.store
        folder = store.folder if store.remote else str(Path(store.folder).absolute())
        target = Target(folder, tokens=run.tokens, options=store.options)
        parts = (Recipe.of(nlp, tokens=run.tokens), target, run.versions, target.places(), deaths)
        watch = _Watch(self, fewest)
        context = ray.data.DataContext.get_current().copy()
        context.enable_progress_bars = False
        context.target_max_block_size = 1  # a shard is a block: what is moved, queued and repeated
        context.custom_execution_callback_classes = [
            *context.custom_execution_callback_classes,
            lambda: watch,
        ]
        with ray.data.DataContext.current(context):
            found = (
                ray.data.from_items(rows, override_num_blocks=min(len(rows), _BLOCKS))
                .flat_map(
                    Reader(ray.put(run.known), run.cut),
                    num_cpus=0,
                    compute=ray.data.TaskPoolStrategy(self.readers or max(2, most // _CPUS_BY_READER)),
                )
                .map(
                    Actor,
                    fn_constructor_args=parts,
                    compute=ray.data.ActorPoolStrategy(
                        min_size=fewest, max_size=most, max_tasks_in_flight_per_actor=_AHEAD
                    ),
                    num_cpus=1,
                    memory=self.memory,
                )
            )
        try:
            for row in found.iter_rows():
                watch.heard = time.monotonic()
                if (error := pickle.loads(row["error"])) is not None:  # noqa: S301  (made by `Actor`)
                    raise error
                yield pickle.loads(row["shard"]), json.loads(row["manifest"])  # noqa: S301
        except Exception as error:
            ours = _ours(error)
            if ours is error:
                raise
            raise ours from error
        finally:
            with suppress(ray.exceptions.RayError):
                run.notes += ray.get(deaths.notes.remote(), timeout=_LAST_WORDS)
                ray.kill(deaths)

    def _room(self) -> tuple[int, int]:
        """Decide how many actors there are, the fewest and the most.

        Raises
        ------
        ClusterError
            There is no room for the fewest and for reading.
        """
        from ray.autoscaler.sdk import request_resources

        fewest, most = self.actors
        until = time.monotonic() + self.patience
        while self._places() < fewest + 1:
            if time.monotonic() > until:
                raise ClusterError(self._told(fewest, reading=True))
            request_resources(bundles=[{"CPU": 1, "memory": self.memory}] * (fewest + 1))
            time.sleep(min(_LOOK_EVERY, self.patience))
        places = self._places()
        return fewest, most or max(fewest, places - 1 - places // _CPUS_BY_READING_CPU)

    def _places(self) -> int:
        """Count the actors that the nodes have room for."""
        return sum(
            min(int(has.get("CPU", 0)), int(has.get("memory", 0) // self.memory)) for has in living().values()
        )

    def _told(self, fewest: int, *, reading: bool = False) -> str:
        nodes = living()
        cpus = sum(has.get("CPU", 0) for has in nodes.values())
        memory = sum(has.get("memory", 0) for has in nodes.values())
        return (
            f"the cluster has {len(nodes)} nodes with {cpus:g} CPUs and {memory / 1e9:.1f} GB; {fewest} actors need "
            f"a CPU and {self.memory / 1e9:.1f} GB each{', and one more is left for reading' if reading else ''}"
        )


class _Watch:
    """Looks at the cluster while Ray Data works and ends a run that would wait for ever."""

    def __init__(self, engine: Ray, fewest: int) -> None:
        self.engine = engine
        self.fewest = fewest
        self.heard = self.looked = self.enough = time.monotonic()

    def on_execution_step(self, executor: object) -> None:
        """Look every few seconds; Ray Data calls this all the time, and what is raised ends its run."""
        del executor
        now = time.monotonic()
        if now - self.looked < _LOOK_EVERY:
            return
        self.looked = now
        if self._enough():
            self.enough = now
        if now - self.enough > self.engine.patience:
            raise ClusterError(f"{self.engine._told(self.fewest)}; start it again with more, and it goes on")
        if now - self.heard > self.engine.silence:
            raise ClusterError(
                f"no shard came for {now - self.heard:,.0f} seconds; what was tagged stays, start it again"
            )

    def _enough(self) -> bool:
        return self.engine._places() >= self.fewest

    def before_execution_starts(self, executor: object) -> None:
        """Nothing is to be done then."""

    def after_execution_succeeds(self, executor: object) -> None:
        """Nothing is to be done then."""

    def after_execution_fails(self, executor: object, error: Exception) -> None:
        """Nothing is to be done then."""


def _ours(error: BaseException) -> Exception:
    """Find the error that a reader or an actor raised in what Ray made of it."""
    found: BaseException | None = error
    while found is not None:
        cause = getattr(found, "cause", None) or found.__cause__
        for one in (found, cause):
            if isinstance(one, (LocalgovError, OSError)) and not hasattr(one, "cause"):
                return one
        found = cause
    return ArchiveError(f"{type(error).__name__}: {error}")
