"""One archive run in a process of its own, its memory sampled all the while; `benchmarks.archive` starts it.

    python -m benchmarks.archive_run SOURCE TARGET --engine local --workers 2 --samples memory.csv

Samples are lines of CSV: seconds, articles so far, phase (tagging, then releases), workers, resident MB of the largest
and of all workers, of the process that reads. They come from ``/proc``, so only Linux has them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import threading
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import kr_localgov_nlp as klg
from kr_localgov_nlp.archive import run as run_module
from kr_localgov_nlp.archive.reprints import group

COLUMNS = ("seconds", "articles", "phase", "workers", "largest_mb", "workers_mb", "reader_mb")
_PAGE = resource.getpagesize() / 2**20
_TICK = os.sysconf("SC_CLK_TCK")


class Sampler(threading.Thread):
    """Looks at this process and those under it, from time to time."""

    def __init__(self, path: Path, every: float) -> None:
        super().__init__(daemon=True)
        self.every = every
        self.file = path.open("w", encoding="utf-8")
        self.file.write(",".join(COLUMNS) + "\n")
        self.started = time.perf_counter()
        self.articles = 0
        self.ticks: list[tuple[float, int]] = []
        self.phase = "tagging"
        self.cpu: dict[int, float] = {}
        self.spent: list[tuple[int, float]] = []  # articles and CPU seconds while it tags
        self.over = threading.Event()

    def heard(self, now: Any) -> None:
        """Take what the run tells of its progress."""
        self.articles = now.articles
        self.ticks.append((time.perf_counter() - self.started, now.articles))

    def run(self) -> None:
        """Look until the run is over."""
        while not self.over.wait(self.every):
            self.sample()

    def sample(self) -> None:
        """Look once and write a line."""
        found = under(os.getpid())
        self.cpu |= {pid: cpu for pid, (_, cpu, _) in found.items()}
        if self.articles and self.phase == "tagging":
            self.spent.append((self.articles, sum(self.cpu.values())))
        mine = found.pop(os.getpid(), (0.0, 0.0, ""))[0]
        workers = [mb for mb, _, command in found.values() if is_worker(command)]
        parts = (max(workers, default=mine), sum(workers) or mine, mine)
        told = ",".join(f"{mb:.1f}" for mb in parts)
        at = time.perf_counter() - self.started
        self.file.write(f"{at:.1f},{self.articles},{self.phase},{len(workers)},{told}\n")
        self.file.flush()


def under(root: int) -> dict[int, tuple[float, float, str]]:
    """Give a process and all under it: resident MB, CPU seconds, command line."""
    parents: dict[int, int] = {}
    found: dict[int, tuple[float, float, str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (
                (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            )
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:  # it ended meanwhile
            continue
        pid = int(folder.name)
        parents[pid] = int(fields[1])
        cpu = (int(fields[11]) + int(fields[12])) / _TICK
        found[pid] = (int(fields[21]) * _PAGE, cpu, command)

    def below(pid: int) -> bool:
        while pid not in (root, 0, 1):
            pid = parents.get(pid, 0)
        return pid == root

    return {pid: value for pid, value in found.items() if below(pid)}


def is_worker(command: str) -> bool:
    """Whether a process tags: one of ours, or an actor of Ray Data."""
    return "spawn_main" in command or ("ray::" in command and "Map" in command and "Actor" in command)


def steady_cpu(spent: list[tuple[int, float]]) -> float:
    """Give CPU seconds by article between the first and the last sample; 0 where they tell too little."""
    if not spent or spent[-1][0] == spent[0][0]:
        return 0.0
    return (spent[-1][1] - spent[0][1]) / (spent[-1][0] - spent[0][0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--engine", choices=("local", "ray"), default="local")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--every", type=float, default=1.0)
    args = parser.parse_args()
    engine = None
    if args.engine == "ray":
        from kr_localgov_nlp.archive.ray import Ray

        engine = Ray(actors=(1, args.workers or None))
    sampler = Sampler(args.samples, args.every)
    grouping = [0.0]

    def grouped(*given: Any) -> Any:
        sampler.phase = "releases"
        begun = time.perf_counter()
        try:
            return group(*given)
        finally:
            grouping[0] = time.perf_counter() - begun

    sampler.start()
    with patch.object(run_module, "group", grouped):
        summary = klg.tag_archive(
            args.source,
            args.target,
            workers=args.workers or 1,
            rows=args.rows,
            engine=engine,
            progress=sampler.heard,
        )
    sampler.over.set()
    sampler.join()
    sampler.sample()
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = max(sum(u.ru_utime + u.ru_stime for u in own), sum(sampler.cpu.values()))
    steady = [tick for tick in sampler.ticks if tick[1]]
    (begun, before), (ended, after) = (steady[0], steady[-1]) if steady else ((0.0, 0), (0.0, 0))
    print(
        json.dumps(
            {
                "articles": summary["rows"]["articles"],
                "rejects": summary["rows"]["rejects"],
                "releases": summary["releases"]["releases"],
                "seconds": time.perf_counter() - sampler.started,
                "tagging": ended - begun,
                "tagged": after - before,
                "grouping": grouping[0],
                "cpu": cpu,
                "cpu_by_article": steady_cpu(sampler.spent) or cpu / summary["rows"]["articles"],
            }
        )
    )


if __name__ == "__main__":
    main()
