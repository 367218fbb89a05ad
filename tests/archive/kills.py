"""Kill runs at random moments, start them again, and compare with a run that was left alone.

    python -m tests.archive.kills SOURCE --kills 20 --workers 2 --rows 200

A run is killed by SIGKILL, now the parent process alone, now with its workers; runs that go on after a kill are
killed, too. Whenever one comes to its end, the hash of every file of its tables must be that of the undisturbed run.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.archive.inputs import contents, light

ROOT = Path(__file__).resolve().parents[2]
AGAIN = 0.3


def command(source: str, target: Path, args: argparse.Namespace) -> list[str]:
    extra = ["--light"] if args.light else []
    return [
        sys.executable, "-m", "tests.archive.kills", source, "--target", str(target), "--rows", str(args.rows),
        "--workers", str(args.workers), *extra,
    ]  # fmt: skip


def killed(command: list[str], after: float, *, group: bool) -> bool:
    """Run a command and kill it after some seconds; whether it was still running."""
    process = subprocess.Popen(command, start_new_session=True, cwd=ROOT)
    try:
        code = process.wait(after)
    except subprocess.TimeoutExpired:
        if group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        return True
    if code:
        raise SystemExit(f"the run failed with exit code {code}")
    return False


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--light", action="store_true", help="a pipeline without Kiwi")
    parser.add_argument("--target", help="only run, into this folder")
    args = parser.parse_args(argv)
    if args.target:
        import kr_localgov_nlp as klg

        nlp = light() if args.light else None
        klg.tag_archive(
            args.source, args.target, nlp=nlp, workers=args.workers, rows=args.rows, progress=False
        )
        return 0

    draw = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, target = Path(folder, "whole"), Path(folder, "out")
        started = time.monotonic()
        subprocess.run(command(args.source, whole, args), check=True, cwd=ROOT)
        seconds = time.monotonic() - started
        expected = contents(whole)
        print(f"undisturbed: {seconds:.1f} s, {len(expected)} files")
        kills = finished = wrong = 0
        while kills < args.kills:
            again = command(args.source, target, args)
            # A run that goes on after a kill is now and then killed itself.
            while kills < args.kills and (not target.exists() or draw.random() < AGAIN):
                if not killed(again, draw.uniform(0.2, seconds), group=draw.random() < 0.5):
                    break
                kills += 1
                left = len(list(target.glob("shards/*.json")))
                parts = len([p for p in target.rglob("*") if p.name.endswith(".partial")])
                print(f"kill {kills}: {left} shards done, {parts} files unfinished")
            subprocess.run(again, check=True, cwd=ROOT)
            finished += 1
            same = contents(target) == expected
            wrong += not same
            print(f"finished run {finished}: {'the same bytes' if same else 'DIFFERENT'}")
            shutil.rmtree(target)
    print(f"{kills} kills, {finished} runs brought to their end, {wrong} of them different")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
