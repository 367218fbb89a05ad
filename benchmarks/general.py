"""Measure persons on general Korean sentences that nothing here is trained on.

    python -m benchmarks.general FILE.jsonl

Each line has ``text`` and ``spans``: ``[start, end, tag]`` with character offsets, persons as ``PS`` (KLUE-NER's tags). A `HEAD` is a person
too. Of the labels only sums are printed, so that the sentences stay unseen.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

LABELS = ("PERSON", "HEAD")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    args = parser.parse_args()

    import kr_localgov_nlp as klg
    from kr_localgov_nlp.evaluation.spans import Score

    nlp = klg.load(domains=False)
    scores = {"all": Score(), "of one character": Score(), "longer": Score()}
    with args.file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold = {(start, end) for start, end, tag in row["spans"] if tag == "PS"}
            doc = klg.analyze(row["text"], nlp=nlp)
            found = {(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in LABELS}
            for name, score in scores.items():
                short = (True, False) if name == "all" else (name == "of one character",)
                golds, founds = (
                    {span for span in spans if (span[1] - span[0] == 1) in short} for spans in (gold, found)
                )
                score.right += len(golds & founds)
                score.found += len(founds)
                score.gold += len(golds)
    print(f"{'persons':<18} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}")
    for name, score in scores.items():
        print(
            f"{name:<18} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f} {score.gold:6,} {score.found:6,}"
        )


if __name__ == "__main__":
    main()
