"""Silver labels: releases that nobody labelled, with what rules and a recogniser without silver are sure of.

They teach what stands around a name: in half of the texts the rules' candidates are hidden from the trainer, so that a name
that a title gave away here is learned by its own syllables and its neighbours. Lines with anything doubtful are left out,
and of the lines without a name most.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.entities.merge import settle
from kr_localgov_nlp.entities.names import standing_alone
from kr_localgov_nlp.entities.recogniser import recognise
from kr_localgov_nlp.errors import TextError
from kr_localgov_nlp.evaluation.spans import Labelled
from kr_localgov_nlp.training.recogniser import DECIDED, example

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from os import PathLike

    from spacy.language import Language

    from kr_localgov_nlp.entities.recogniser_weights import Weights
    from kr_localgov_nlp.training.recogniser import Example

#: Issuers whose releases only measure: never trained on, under no name they had.
CLOSED = (
    "순천", "무안", "함평", "보성", "장흥", "진도", "완도", "영광",
    "질병관리", "문화재청", "국가유산청", "국토교통부", "국민권익위원회", "고용노동부", "환경부", "산업통상", "보건복지부", "소방청",
)  # fmt: skip
SEED, LONGEST, SHORTEST, LOCAL = 11, 3500, 400, 0.25
#: A name counts as found from this lead on; its repeats in the text from the second.
SURE, CLEAR = 1.5, 2.5
HIDDEN = ("PERSON", "ORG", "PLACE")
_NAMED = ("PERSON", "ORG", "AWARD", "EVENT")
_HIDE, _DROP = 0.5, 0.75


class Release(NamedTuple):
    """A release that nobody labelled."""

    issuer: str
    published: str
    text: str


def releases(folder: str | PathLike[str], count: int, labelled: Container[str] = ()) -> list[Release]:
    """Draw releases of the issuers that are open for training.

    Parameters
    ----------
    folder
        With ``local_releases.jsonl.gz`` and ``ministry_releases/*.parquet``.
    count
        How many, drawn by the hash of their text; a quarter of them local.
    labelled
        SHA-256 of texts that carry labels already.
    """
    out = []
    for kind, share in ((_local, LOCAL), (_ministries, 1 - LOCAL)):
        drawn = []
        for one in kind(Path(folder)):
            digest = hashlib.sha256(one.text.encode("utf-8", "surrogatepass")).hexdigest()
            if digest not in labelled and not any(name in one.issuer for name in CLOSED):
                drawn.append((digest, one))
        out += [one for _, one in sorted(drawn)[: round(count * share)]]
    return out


def _local(folder: Path) -> Iterator[Release]:
    with gzip.open(folder / "local_releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if SHORTEST <= len(row["text"]) <= LONGEST:
                yield Release(row["issuer"], row["date"], f"{row['title']}\n\n{row['text']}")


def _ministries(folder: Path) -> Iterator[Release]:
    import pyarrow.parquet as pq

    for file in sorted((folder / "ministry_releases").glob("*.parquet")):
        for row in pq.read_table(file, columns=["date", "ministry", "title", "body"]).to_pylist():
            if SHORTEST <= len(row["body"]) <= LONGEST:
                yield Release(row["ministry"], str(row["date"])[:10], f"{row['title']}\n\n{row['body']}")


def silver(
    nlp: Language, weights: Weights, drawn: list[Release], progress: Callable[[str], None] = lambda _: None
) -> list[Example]:
    """Label releases with what rules and weights are sure of.

    Parameters
    ----------
    nlp
        A pipeline of `kr_localgov_nlp.load` with no recogniser.
    weights
        Of a recogniser that was trained on labels alone.
    drawn
        Of `releases`.
    progress
        Called with a line for people.
    """
    chance = random.Random(SEED)  # noqa: S311  (a draw that can be repeated, no secret)
    out = []
    for number, release in enumerate(drawn, 1):
        try:
            one = example(nlp, f"silver-{number}", release.issuer, release.text, release.published, ())
        except TextError:
            continue
        if one is not None:
            one.only_trains = one.real = True
            _label(one, weights, chance)
            out.append(one)
        if number % 100 == 0:
            progress(f"{number:,} of {len(drawn):,} releases labelled by rules and model")
    return out


def _label(one: Example, weights: Weights, chance: random.Random) -> None:
    found = recognise(weights, one.columns(weights.sources))
    gold = [Labelled(f.start, f.end, f.label) for f in found if f.lead >= SURE]
    unsure = [(f.start, f.end) for f in found if f.lead < SURE]
    # What a rule says and the weights do not: nobody knows.
    unsure += [
        (rule.start, rule.end)
        for rule in settle(one.found)[0]
        if rule.label in DECIDED and not any(f.start < rule.end and rule.start < f.end for f in found)
    ]
    clear = {one.text[f.start : f.end] for f in found if f.label == "PERSON" and f.lead > CLEAR}
    clear -= {one.text[f.start : f.end] for f in found if f.label != "PERSON"}
    for name in sorted(name for name in clear if len(name) > 2):
        for start, end in standing_alone(one.text, name):
            if not any(g.start < end and start < g.end for g in gold):
                gold.append(Labelled(start, end, "PERSON"))
    one.gold = sorted(gold)
    one.hidden = HIDDEN if chance.random() < _HIDE else ()
    at = 0
    for line in one.text.split("\n"):
        end = at + len(line)
        named = any(at <= g.start < end and g.label in _NAMED for g in one.gold)
        if not named and end > at and chance.random() < _DROP:
            unsure.append((at, end))
        at = end + 1
    one.unsure = tuple(unsure)
