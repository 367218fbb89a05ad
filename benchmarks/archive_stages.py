"""What an archive run spends its time on: the stages of the object that tags, timed while it works."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from kr_localgov_nlp.archive import work
from kr_localgov_nlp.archive.convert import rows_of
from kr_localgov_nlp.archive.cutting import plan, read
from kr_localgov_nlp.archive.readers import read_shard
from kr_localgov_nlp.archive.reprints import build_releases
from kr_localgov_nlp.archive.shards import Cut, Known
from kr_localgov_nlp.archive.sources import list_entries
from kr_localgov_nlp.archive.versions import versions
from kr_localgov_nlp.archive.write import Target
from kr_localgov_nlp.korean import surface
from kr_localgov_nlp.korean.engine import kiwi
from kr_localgov_nlp.pipeline import load, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

READ, ARTICLES = "read and cut", "rows to articles"
KIWI, TOKENS = "Kiwi", "tokens beside Kiwi"
ROWS, REST = "rows of the tables", "Arrow tables and the rest of tagging"
WRITE, GROUP = "write Parquet and manifests", "group reprints"


class Clock:
    """CPU and wall seconds by stage; what is inside a stage is taken off it."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = defaultdict(float)
        self.wall: dict[str, float] = defaultdict(float)
        self.open: list[list[float]] = []

    def call(self, stage: str, made: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call something and count it as a stage."""
        self.open.append([0.0, 0.0])
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            return made(*args, **kwargs)
        finally:
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            inside = self.open.pop()
            self.cpu[stage] += cpu - inside[0]
            self.wall[stage] += wall - inside[1]
            if self.open:
                self.open[-1][0] += cpu
                self.open[-1][1] += wall

    def timed(self, stage: str, made: Callable[..., Any]) -> Callable[..., Any]:
        """Make a function that is counted."""
        return lambda *args, **kwargs: self.call(stage, made, *args, **kwargs)

    def iterated(self, stage: str, made: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
        """Make a generator whose steps are counted."""

        def run(*args: Any) -> Iterator[Any]:
            items = made(*args)
            done = object()
            while (item := self.call(stage, next, items, done)) is not done:
                yield item

        return run


class TimedKiwi:
    """Kiwi as the tokenizer has it, counted."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.kiwi = kiwi()

    def tokenize(self, *args: Any, **kwargs: Any) -> Any:
        """Count a call."""
        return self.clock.call(KIWI, self.kiwi.tokenize, *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.kiwi, name)


def stages(source: Path, target: Path, rows: int) -> tuple[Clock, int]:
    """Tag a source in this process; the clock, and how many articles there were."""
    clock, nlp, cut = Clock(), load(), Cut(rows)
    nlp("가")
    out, made_by = Target(target), versions(nlp)
    out.sweep(set())
    nlp._components = [(name, clock.timed(f"pipe {name}", pipe)) for name, pipe in nlp._components]
    counted = TimedKiwi(clock)
    articles = 0
    tasks = plan(list_entries(source), Known(), cut)
    with ExitStack() as stack:
        for place, name, value in (
            (surface, "kiwi", lambda: counted),
            (work, "read_shard", clock.iterated(ARTICLES, read_shard)),
            (work, "prepare", clock.timed(TOKENS, prepare)),
            (work, "rows_of", clock.timed(ROWS, rows_of)),
        ):
            stack.enter_context(patch.object(place, name, value))
        tagger = clock.timed(REST, work.Tagger(nlp=nlp))
        for task in tasks:
            for shard in clock.iterated(READ, read)(task, Known(), cut):
                tagged = tagger(shard)
                clock.call(WRITE, out.put, shard, tagged, made_by)
                articles += tagged.tables["articles"].num_rows
    clock.call(GROUP, build_releases, target)
    return clock, articles


def table(clock: Clock, articles: int) -> list[str]:
    """Write a Markdown table of what each stage costs, the dearest first."""
    total = sum(clock.cpu.values())
    lines = ["| stage | CPU ms an article | share | wall ms an article |", "|---|---|---|---|"]
    for stage, seconds in sorted(clock.cpu.items(), key=lambda item: -item[1]):
        wall = clock.wall[stage] * 1000 / articles
        lines.append(f"| {stage} | {seconds * 1000 / articles:.3f} | {seconds / total:.1%} | {wall:.3f} |")
    lines.append(
        f"| all | {total * 1000 / articles:.3f} | | {sum(clock.wall.values()) * 1000 / articles:.3f} |"
    )
    return lines
