"""How far a run is: what callers are told, and a bar on a terminal."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Parameters
    ----------
    articles, rejects
        Tagged and rejected in this run so far.
    done, total
        Bytes of input, those that an earlier run finished left out of both.
    """

    articles: int
    rejects: int
    done: int
    total: int


@contextmanager
def progress_bar(*, quiet: bool = False) -> Iterator[Callable[[Progress], None]]:
    """Show a bar with the rate and the time left on standard error, where that is a terminal.

    Yields
    ------
    callable
        To be called with each `Progress`.
    """
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
        speed_estimate_period=300,
    ) as bar:
        task = bar.add_task("tagging", total=None)
        started = time.perf_counter()

        def show(now: Progress) -> None:
            rate = now.articles / max(0.1, time.perf_counter() - started)
            told = f"{now.articles:,} articles, {now.rejects:,} rejects, {rate:.0f}/s"
            bar.update(task, description=told, completed=now.done, total=max(now.total, now.done))

        yield show
