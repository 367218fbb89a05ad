"""Several worker processes on one machine, each with one Kiwi.

A worker gets a shard with its content, tags it, writes its tables and sends the manifest back; so little crosses
processes, and the one that reads the input is never waited for by a lock or a shared queue: every worker has a pipe
of its own, and the parent waits for all pipes at once. A worker that dies closes its pipe, which is how the parent
learns of it, under ``fork`` and ``spawn`` alike. A worker whose parent dies ends itself.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.archive.work import Tagger, rejected
from kr_localgov_nlp.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from multiprocessing.connection import Connection

    from kr_localgov_nlp.archive.shards import Shard
    from kr_localgov_nlp.archive.work import Recipe
    from kr_localgov_nlp.archive.write import Manifest, Target

TRIES = 2
"""How often a shard is given to a worker before its rows are rejected, if the worker dies each time."""
STILLBORN = 3
"""How many workers may die while they start, where others could."""

_log = logging.getLogger("kr_localgov_nlp.archive")


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    ready: bool = False
    shard: Shard | None = None


class Pool:
    """Tags shards in worker processes.

    Parameters
    ----------
    recipe
        The pipeline that each worker builds.
    target
        Where they write.
    versions
        What the manifests say.
    workers
        How many processes at most; they start as there are shards for them.
    start_method
        ``spawn``, ``fork`` or ``forkserver``; None means spawn.
    """

    def __init__(
        self,
        recipe: Recipe,
        target: Target,
        versions: Mapping[str, str],
        workers: int,
        start_method: str | None = None,
    ) -> None:
        self.parts = (recipe, target, dict(versions))
        self.target = target
        self.versions = versions
        self.tokens = recipe.tokens
        self.most = workers
        self.context: Any = multiprocessing.get_context(start_method or "spawn")
        self.workers: list[_Worker] = []
        self.queue: deque[Shard] = deque()
        self.tries: dict[str, int] = {}
        self.deaths: list[str] = []
        self.started = False  # whether any worker could start: if none can, no other will
        self.stillborn = 0

    def run(
        self, shards: Iterable[Shard], tick: Callable[[Shard, int, int], None]
    ) -> Iterator[tuple[Shard, Manifest]]:
        """Tag shards; the results come as they are ready.

        Parameters
        ----------
        shards
            Taken one by one, as workers ask for them.
        tick
            Called with a shard and its new articles and rejects.

        Raises
        ------
        ArchiveError
            A worker can't start, or fails with an error that is no shard's fault.
        OSError
            A worker can't write.
        """
        source = iter(shards)
        try:
            while self._fill(source) or any(w.shard for w in self.workers):
                free = [w for w in self.workers if w.shard is None]
                for _ in range(min(len(self.queue) - len(free), self.most - len(self.workers))):
                    self._start()
                for worker in free:
                    if worker.ready and self.queue:
                        yield from self._give(worker, self.queue.popleft())
                pipes: dict[Any, _Worker] = {
                    w.pipe: w for w in self.workers if w.shard is not None or not w.ready
                }
                for pipe in wait(list(pipes)) if pipes else ():
                    yield from self._hear(pipes[pipe], tick)
        finally:
            self._stop()

    def _fill(self, source: Iterator[Shard]) -> bool:
        """Take as many shards as there could be workers for; whether any wait."""
        busy = sum(w.shard is not None for w in self.workers)
        while len(self.queue) < max(1, self.most - busy):
            shard = next(source, None)
            if shard is None:
                break
            self.queue.append(shard)
        return bool(self.queue)

    def _start(self) -> None:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_work, args=(theirs, *self.parts), daemon=True)
        process.start()
        theirs.close()  # or the pipe would stay open when the worker dies
        self.workers.append(_Worker(process, ours))

    def _give(self, worker: _Worker, shard: Shard) -> Iterator[tuple[Shard, Manifest]]:
        worker.shard = shard
        try:
            worker.pipe.send(shard)
        except OSError:
            yield from self._dead(worker)

    def _hear(
        self, worker: _Worker, tick: Callable[[Shard, int, int], None]
    ) -> Iterator[tuple[Shard, Manifest]]:
        try:
            kind, *parts = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._dead(worker)
            return
        if kind == "ready":
            worker.ready = self.started = True
        elif kind == "error":
            raise parts[0]
        elif worker.shard is not None and kind == "tick":
            tick(worker.shard, *parts)
        elif worker.shard is not None:
            shard, worker.shard = worker.shard, None
            self.tries.pop(shard.key, None)
            yield shard, parts[0]

    def _dead(self, worker: _Worker) -> Iterator[tuple[Shard, Manifest]]:
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        how = _ended(worker.process.exitcode)
        shard = worker.shard
        if shard is None and self.started and self.stillborn < STILLBORN:
            self.stillborn += 1
            self._tell(f"a worker {how} before it could start; another one is started")
            return
        if shard is None:
            raise ArchiveError(
                f"a worker process {how} before it could start; in a script, call tag_archive under "
                '`if __name__ == "__main__":`'
            )
        tried = self.tries[shard.key] = self.tries.get(shard.key, 0) + 1
        told = f"a worker {how} while it tagged {described(shard)}"
        if tried < TRIES:
            self.queue.appendleft(shard)
            self._tell(f"{told}; they are tried once more")
            return
        self._tell(f"{told}, for the second time; they are rejected")
        tagged = rejected(
            shard, f"the worker {how}, and again when tried once more", "WorkerDied", tokens=self.tokens
        )
        yield shard, self.target.put(shard, tagged, self.versions)

    def _tell(self, message: str) -> None:
        self.deaths.append(message)
        _log.warning(message)

    def _stop(self) -> None:
        for worker in self.workers:
            if worker.shard is None and worker.ready:
                try:
                    worker.pipe.send(None)
                    worker.process.join(5)
                except OSError:
                    pass
            if worker.process.is_alive():
                worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self.workers.clear()


def described(shard: Shard) -> str:
    """Name the rows or pages of a shard.

    Examples
    --------
    >>> from kr_localgov_nlp.archive.shards import Page, Shard
    >>> described(Shard("0", "a.csv", "a.csv", 1000, inputs=500))
    'rows 1,001 to 1,500 of a.csv'
    >>> described(Shard("0", pages=(Page("a.txt"), Page("c.txt")), inputs=2))
    '2 pages, a.txt to c.txt'
    """
    if shard.pages:
        return f"{shard.inputs:,} pages, {shard.pages[0].source} to {shard.pages[-1].source}"
    return f"rows {shard.start + 1:,} to {shard.start + shard.inputs:,} of {shard.source}"


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        return f"was killed by signal {-code}"
    return f"ended with exit code {code}"


def _work(pipe: Connection, recipe: Recipe, target: Target, versions: Mapping[str, str]) -> None:
    """Do what a worker does; the parent alone hears of the interrupt key."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        tagger = Tagger(recipe)
        tagger.load()
        pipe.send(("ready",))
        while (shard := pipe.recv()) is not None:
            tagged = tagger(shard, lambda articles, rejects: pipe.send(("tick", articles, rejects)))
            pipe.send(("done", target.put(shard, tagged, versions)))
    except EOFError:
        return
    except Exception as error:  # noqa: BLE001  (it is raised in the parent)
        told = error if isinstance(error, OSError) else ArchiveError(f"{type(error).__name__}: {error}")
        pipe.send(("error", told))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
