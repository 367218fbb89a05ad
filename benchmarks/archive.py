"""Measure archive runs: against Kiwi alone, by workers and on Ray, memory over the run, cost by stage, growth.

    python -m benchmarks.archive --texts PATH [--n 2000] [--engine local,ray] [--workers 1,2] [--rows 1000]
                                 [--stages 300] [--grow 1000,10000,100000] [--memory memory.csv]

PATH is anything that `kr-localgov tag` reads: a folder of Parquet files, CSV, JSON lines. The articles of a run are
drawn evenly from it. Each run has a process of its own; Kiwi alone (one process, one call a text) is measured before
and after it on the same machine, since the speed of a shared one drifts. Tables go to standard output, samples of the
memory to a CSV file (on Linux, from ``/proc``), what is going on to standard error.

Rates are by the clock and CPU seconds those of all processes while they tag: the start (loading Kiwi, starting
processes) and the grouping of reprints stand in "seconds in all" only.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.archive_run import COLUMNS
from benchmarks.archive_stages import stages, table
from benchmarks.run import ROOT
from kr_localgov_nlp.archive.cutting import plan, read
from kr_localgov_nlp.archive.readers import Read, read_shard
from kr_localgov_nlp.archive.shards import Cut, Known, Shard
from kr_localgov_nlp.archive.sources import list_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

KIWI_TEXTS = 200
MARKS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
# Articles around a mark whose samples are one figure, since memory goes up and down with every batch.
NEAR = 0.05


@dataclass
class Speed:
    """Kiwi alone: articles and characters a second, by the clock and by CPU seconds."""

    articles: float
    characters: float
    by_cpu: float


def tell(message: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {message}", file=sys.stderr, flush=True)


def shards(source: Path) -> Iterator[Shard]:
    known, cut = Known(), Cut()
    for task in plan(list_entries(source), known, cut):
        yield from read(task, known, cut)


def draw(source: Path, folder: Path, sizes: list[int]) -> dict[int, Path]:
    """Write as many articles as asked for, drawn evenly from the source, as JSON lines; all where it has fewer."""
    total = sum(len(shard.rows) for shard in shards(source))
    if not total:
        raise SystemExit(f"{source} has no rows of tables")
    wanted = {size: folder / f"{size}.jsonl" for size in sizes}
    files = {size: path.open("w", encoding="utf-8") for size, path in wanted.items()}
    at = 0
    for shard in shards(source):
        for row in shard.rows:
            line = json.dumps(dict(row.cells), ensure_ascii=False) + "\n"
            for size, file in files.items():
                if at * size // total != (at + 1) * size // total or size >= total:
                    file.write(line)
            at += 1
    for file in files.values():
        file.close()
    return wanted


def texts_of(source: Path, n: int) -> list[str]:
    """Give some texts of a source as a run reads them, evenly spread."""
    found = [
        item.article.text for shard in shards(source) for item in read_shard(shard) if isinstance(item, Read)
    ]
    return found[:: max(1, len(found) // n)][:n]


class Kiwi:
    """Kiwi alone, on texts of the source."""

    def __init__(self, texts: list[str]) -> None:
        from kiwipiepy import Kiwi as Made

        self.texts = texts
        self.kiwi = Made(num_workers=1)
        self.kiwi.tokenize("가")

    def speed(self) -> Speed:
        """Measure it once."""
        cpu, wall = time.process_time(), time.perf_counter()
        for text in self.texts:
            self.kiwi.tokenize(text)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        characters = sum(map(len, self.texts))
        return Speed(len(self.texts) / wall, characters / wall, characters / cpu)


def run(source: Path, folder: Path, name: str, args: argparse.Namespace, **settings: Any) -> dict[str, Any]:
    """Run over a source in a process of its own; what it tells, and the samples of its memory; nothing where it failed."""
    tell(name)
    samples = folder / "samples.csv"
    with tempfile.TemporaryDirectory(dir=folder) as target:
        command = [
            sys.executable,
            "-m",
            "benchmarks.archive_run",
            str(source),
            target,
            "--samples",
            str(samples),
        ]
        for key, value in {**settings, "rows": args.rows, "every": args.every}.items():
            command += [f"--{key}", str(value)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT)  # noqa: S603
        if done.returncode:
            tell(f"{name} failed, exit code {done.returncode}; it is left out")
            return {}
        size = sum(path.stat().st_size for path in Path(target).rglob("*") if path.is_file())
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    found = [line.split(",") for line in samples.read_text(encoding="utf-8").splitlines()[1:]]
    with args.memory.open("a", encoding="utf-8") as out:
        out.writelines(f"{name},{','.join(line)}\n" for line in found)
    rate = told["tagged"] / told["tagging"] if told["tagging"] and told["tagged"] else 0
    rate = rate or told["articles"] / told["seconds"]
    tagging = [(int(line[1]), float(line[4]), float(line[6])) for line in found if line[2] == "tagging"]
    return {**told, "name": name, "rate": rate, "bytes": size, "memory": tagging}


def mean(*speeds: Speed) -> Speed:
    parts = zip(*((s.articles, s.characters, s.by_cpu) for s in speeds), strict=True)
    return Speed(*map(statistics.mean, parts))


def throughput(
    source: Path, folder: Path, kiwi: Kiwi, characters: int, args: argparse.Namespace
) -> list[str]:
    """Compare runs with Kiwi alone."""
    kinds: list[tuple[str, dict[str, Any]]] = []
    if "local" in args.engine:
        kinds += [
            (f"{n} process{'es' if n > 1 else ''}", {"engine": "local", "workers": n}) for n in args.workers
        ]
    if "ray" in args.engine:
        if importlib.util.find_spec("ray") is None:
            tell("Ray is not installed")
        else:
            kinds.append(("Ray", {"engine": "ray", "workers": 0}))
    lines = [
        (
            "| run | articles/s | characters/s | Kiwi alone, articles/s | Kiwi alone, characters/s "
            "| Kiwi alone ÷ run, by clock | run ÷ Kiwi alone, by CPU | seconds in all | largest worker, MB |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, settings in kinds:
        before = kiwi.speed()
        made = run(source, folder, name, args, **settings)
        if not made:
            continue
        alone = mean(before, kiwi.speed())
        by_article = characters / made["articles"]
        rate = made["rate"] * by_article
        largest = max((mb for _, mb, _ in made["memory"]), default=0)
        lines.append(
            f"| {name} | {made['rate']:.1f} | {rate:,.0f} | {alone.articles:.1f} | {alone.characters:,.0f} "
            f"| {alone.characters / rate:.2f} | {made['cpu_by_article'] / by_article * alone.by_cpu:.2f} "
            f"| {made['seconds']:,.0f} | {largest:,.0f} |"
        )
    return lines


def memory(made: dict[str, Any]) -> list[str]:
    """Tell the resident memory of the largest worker by articles done, and what that is to 10,000."""
    lines = ["| articles done | largest worker, MB | process that reads, MB |", "|---|---|---|"]
    if not made:
        return lines
    base = 0.0
    for mark in (*(m for m in MARKS if m <= made["articles"]), made["articles"]):
        near = [(mb, reader) for at, mb, reader in made["memory"] if abs(at - mark) <= NEAR * mark]
        if not near:
            continue
        worker, reader = (statistics.median(part) for part in zip(*near, strict=True))
        base = worker if mark == 10_000 else base
        more = f" ({worker / base - 1:+.1%} of 10,000)" if base and mark > 10_000 else ""
        lines.append(f"| {mark:,} | {worker:,.0f}{more} | {reader:,.0f} |")
    return lines


def growth(sources: dict[int, Path], folder: Path, args: argparse.Namespace) -> tuple[list[str], list[str]]:
    """Run over more and more articles with the first number of workers; also the memory of the largest run."""
    lines = [
        (
            "| articles | seconds | articles/s | CPU ms an article | reprints, seconds | reprints, ms an article "
            "| tables, kB an article |"
        ),
        "|---|---|---|---|---|---|---|",
    ]
    made: dict[str, Any] = {}
    for size, source in sorted(sources.items()):
        made = run(source, folder, f"grow {size}", args, engine="local", workers=args.workers[0])
        if not made:
            continue
        n = made["articles"]
        lines.append(
            f"| {n:,} | {made['seconds']:,.0f} | {made['rate']:.1f} | {made['cpu_by_article'] * 1000:.1f} "
            f"| {made['grouping']:.1f} | {made['grouping'] * 1000 / n:.3f} | {made['bytes'] / 1000 / n:.2f} |"
        )
    return lines, memory(made)


def numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument(
        "--n", type=int, default=2_000, help="articles of the comparison with Kiwi alone; 0: leave it out"
    )
    parser.add_argument("--engine", type=lambda text: text.split(","), default=["local", "ray"])
    parser.add_argument("--workers", type=numbers, default=[1, 2])
    parser.add_argument("--rows", type=int, default=1_000, help="of a shard")
    parser.add_argument(
        "--stages", type=int, default=300, help="articles of the cost by stage; 0: leave it out"
    )
    parser.add_argument("--grow", type=numbers, default=[])
    parser.add_argument("--memory", type=Path, default=Path("archive-memory.csv"))
    parser.add_argument("--every", type=float, default=1.0, help="seconds between samples of the memory")
    parser.add_argument("--temporary", type=Path, help="folder for the articles and tables while it runs")
    args = parser.parse_args()
    if wrong := set(args.engine) - {"local", "ray"}:
        parser.error(f"no engine {', '.join(wrong)}")
    args.memory.write_text(f"run,{','.join(COLUMNS)}\n", encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=args.temporary) as name:
        folder = Path(name)
        tell(f"drawing articles from {args.texts}")
        sources = draw(args.texts, folder, sorted({*args.grow, args.n, args.stages} - {0}))
        if args.n:
            texts = texts_of(sources[args.n], args.n)
            kiwi = Kiwi(texts[:: max(1, len(texts) // KIWI_TEXTS)][:KIWI_TEXTS])
            found = throughput(sources[args.n], folder, kiwi, sum(map(len, texts)), args)
            show(f"Against Kiwi alone, {len(texts):,} articles, {sum(map(len, texts)):,} characters", found)
        if args.stages:
            tell(f"cost by stage of {args.stages:,} articles")
            clock, articles = stages(sources[args.stages], folder / "stages", args.rows)
            show(f"Cost by stage, {articles:,} articles, one process", table(clock, articles))
        if args.grow:
            grown, curve = growth({size: sources[size] for size in args.grow}, folder, args)
            show(f"Growth, workers: {args.workers[0]}", grown)
            show("Resident memory while it tags", curve)
    tell(f"samples of the memory: {args.memory}")


def show(title: str, lines: list[str]) -> None:
    print(f"\n### {title}\n", *lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()
