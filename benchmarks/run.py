"""Measure the pipeline against Kiwi alone, on the same texts in the same run.

    python -m benchmarks.run [--texts FILE.jsonl[.gz]] [--n 200] [--rounds 5]

Without ``--texts`` the pages of ``corpus/pages`` are used. The two take turns every ten texts, since the speed of a
shared machine drifts; ratios are medians over rounds. Times are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TURN = 10  # texts


def texts_of(path: Path | None, n: int) -> list[tuple[str, str | None]]:
    """Texts with their dates, from a JSONL file with title, text and date, or from the shipped pages."""
    if path is None:
        from kr_localgov_nlp.archive.readers import Read, read_files

        items = read_files(ROOT / "corpus" / "pages")
        articles = [item.article for item in items if isinstance(item, Read)]
        return [(a.text, a.published.isoformat() if a.published else None) for a in articles][:n]
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    step = max(1, len(rows) // n)
    return [(f"{r['title']}\n\n{r['text']}", r.get("date")) for r in rows[::step]][:n]


def fresh(code: str) -> float:
    """CPU seconds of a statement in a new interpreter, the interpreter's own start left out."""
    script = f"import time; a = time.process_time(); {code}; print(time.process_time() - a)"
    out = subprocess.run(  # noqa: S603  (our own statement)
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return float(out.stdout.strip().splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()

    import_seconds = min(fresh("import kr_localgov_nlp") for _ in range(3))
    kiwi_load = min(fresh("from kiwipiepy import Kiwi; Kiwi(num_workers=1).tokenize('가')") for _ in range(2))
    load = min(fresh("import kr_localgov_nlp as k; k.load()('가')") for _ in range(2))

    from kiwipiepy import Kiwi

    import kr_localgov_nlp as klg

    texts = texts_of(args.texts, args.n)
    characters = sum(len(t) for t, _ in texts)
    kiwi = Kiwi(num_workers=1)
    kiwi.tokenize("가")
    nlp = klg.load()
    klg.analyze("가", nlp=nlp)

    def kiwi_alone(some: list[tuple[str, str | None]]) -> float:
        start = time.process_time()
        for text, _ in some:
            kiwi.tokenize(text)
        return time.process_time() - start

    def pipeline(some: list[tuple[str, str | None]]) -> float:
        start = time.process_time()
        for text, day in some:
            klg.analyze(text, published=day, nlp=nlp)
        return time.process_time() - start

    parts = [texts[at : at + TURN] for at in range(0, len(texts), TURN)]
    alone, whole = [], []
    for _ in range(args.rounds):
        times = [(kiwi_alone(part), pipeline(part)) for part in parts]
        alone.append(sum(one for one, _ in times))
        whole.append(sum(one for _, one in times))
    ratios = [w / a for w, a in zip(whole, alone, strict=True)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"texts                     {len(texts)}, {characters:,} characters")
    print(f"Kiwi alone                {characters / statistics.median(alone):,.0f} characters/s")
    print(f"whole pipeline            {characters / statistics.median(whole):,.0f} characters/s")
    print(
        f"ratio                     {statistics.median(ratios):.2f} (rounds: {', '.join(f'{r:.2f}' for r in ratios)})"
    )
    print(f"import of the package     {import_seconds:.3f} s")
    print(
        f"load                      {load:.2f} s, Kiwi's own {kiwi_load:.2f} s, difference {load - kiwi_load:+.2f} s"
    )
    print(f"peak memory, both loaded  {peak:,.0f} MB")


if __name__ == "__main__":
    main()
