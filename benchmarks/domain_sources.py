"""What each source of training data is worth to the domain classifier, and what more labels would bring.

python -m benchmarks.domain_sources --texts FOLDER [--background 9000]

Analyses every text once, trains on parts of them and scores each model on the real releases of issuers that none was
trained on. Prints two Markdown tables.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time

from kr_localgov_nlp.pipeline import load
from kr_localgov_nlp.training.domain_texts import DomainText, background, real, written
from kr_localgov_nlp.training.domains import SETTINGS, scores_on, train

SHARES = (0.25, 0.5, 0.75)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", required=True)
    parser.add_argument("--background", type=int, default=9000)
    options = parser.parse_args()
    nlp = load(domains=False)
    corpus = written(nlp, tell)
    labelled = real(nlp, options.texts, "train", tell)
    unlabelled = background(nlp, options.texts, options.background, tell)
    sets = {name: real(nlp, options.texts, name, tell) for name in ("scored-local", "scored-ministry")}
    local = [one for one in labelled if "local" in _kind(one)]
    ministry = [one for one in labelled if "ministry" in _kind(one)]
    plain = {**SETTINGS, "topics": 0, "C": 30.0}
    runs = {
        "all": (corpus + labelled, unlabelled, SETTINGS),
        "the written corpus alone": (corpus, [], SETTINGS),
        "without the written corpus": (labelled, unlabelled, SETTINGS),
        "without the real local releases": (corpus + ministry, unlabelled, SETTINGS),
        "without the real ministry releases": (corpus + local, unlabelled, SETTINGS),
        "without the unlabelled releases": (corpus + labelled, [], SETTINGS),
        "words alone, no topics": (corpus + labelled, [], plain),
    }
    runs |= {
        f"{share:.0%} of the labelled texts": (
            [t for t in corpus + labelled if _place(t) < share],
            unlabelled,
            SETTINGS,
        )
        for share in SHARES
    }
    print("| trained on | texts | " + " | ".join(f"{n}: micro, macro, best" for n in sets) + " |")
    print("|---|---|" + "---|" * len(sets))
    for name, (texts, more, settings) in runs.items():
        start = time.perf_counter()
        model = train(texts, more, settings=settings).model
        cells = []
        for texts_of in sets.values():
            scores = scores_on(model, texts_of)
            cells.append(f"{scores.micro:.3f}, {scores.macro:.3f}, {scores.best:.3f}")
        print(f"| {name} | {len(texts):,} | " + " | ".join(cells) + " |", flush=True)
        tell(f"{name}: {time.perf_counter() - start:.0f} s")


def _kind(text: DomainText) -> str:
    from kr_localgov_nlp.training.domain_texts import domain_labels

    if not _SOURCES:
        _SOURCES.update({row["id"]: row["source"] for row in domain_labels()})
    return _SOURCES[text.id]


_SOURCES: dict[str, str] = {}


def _place(text: DomainText) -> float:
    return int(hashlib.sha256(text.id.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
