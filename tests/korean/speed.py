"""Time of a Doc over the time of Kiwi alone, on the same texts in the same run.

    python tests/korean/speed.py releases.jsonl.gz [--take 200] [--issuer 나주시 --issuer 강진군]

Each line of the file is an object with `title`, `text` and `issuer`. All are timed in CPU seconds, text by
in turn, so that a slow moment of the machine falls on both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from pathlib import Path

import spacy

from kr_localgov_nlp import korean


def read(path: Path, issuers: list[str], take: int) -> list[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if not issuers or row["issuer"].startswith(tuple(issuers))]
    random.Random(7).shuffle(rows)
    return [f"{row['title']}\n\n{row['text']}" for row in rows[:take]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--take", type=int, default=200)
    parser.add_argument("--issuer", action="append", default=[])
    options = parser.parse_args()
    texts = read(options.file, options.issuer, options.take)
    size = sum(map(len, texts))
    kiwi = korean.kiwi()
    nlp = spacy.blank("ko_localgov")
    runs = {
        "kiwi": kiwi.tokenize,
        "doc": nlp.tokenizer,
        "tokenize": korean.tokenize,
    }
    spent = dict.fromkeys(runs, 0.0)
    for text in texts:
        for name, run in runs.items():
            start = time.process_time()
            run(text)
            spent[name] += time.process_time() - start
    print(f"{len(texts)} texts, {size:,} characters")
    for name, seconds in spent.items():
        ratio = seconds / spent["kiwi"]
        print(f"{name:9} {seconds / size * 1e6:7.2f} ms per 1,000 characters, {ratio:.3f} x kiwi")


if __name__ == "__main__":
    main()
