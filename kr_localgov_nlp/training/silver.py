"""Silver labels: releases that nobody labelled, as a first recogniser reads them together with rules and tables.

The network learns from them before it learns from labels. What the field knows by heart, and what rules and tables add,
so reaches it in many more sentences than anyone labels.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.errors import TextError
from kr_localgov_nlp.evaluation.spans import Labelled
from kr_localgov_nlp.training.entities import fold_of, run
from kr_localgov_nlp.training.recogniser import example

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from os import PathLike

    from spacy.language import Language

    from kr_localgov_nlp.entities.recogniser import Recogniser
    from kr_localgov_nlp.training.recogniser import Example

#: Issuers whose releases only measure: never trained on, under no name they had or go by.
CLOSED = ("순천", "무안", "함평", "보성", "장흥", "진도", "완도", "영광")
CLOSED_MINISTRIES = (
    "질병관리", "문화재청", "국가유산청", "국토교통부", "국토부", "국민권익위원회", "권익위", "고용노동부", "고용부", "환경부",
    "산업통상", "산업부", "보건복지부", "복지부", "소방청", "여성가족부",
)  # fmt: skip
#: A source may name a piece of a word as the issuer of a ministry's release; then so many characters tell whose it is.
OPENING = 160
LONGEST, SHORTEST, LOCAL = 3500, 400, 0.25


class Release(NamedTuple):
    """A release that nobody labelled."""

    issuer: str
    published: str
    text: str


def releases(
    folder: str | PathLike[str], count: int | None, labelled: Container[str] = (), local: float = LOCAL
) -> list[Release]:
    """Draw releases of the issuers that are open for training.

    Parameters
    ----------
    folder
        With ``local_releases.jsonl.gz`` and ``ministry_releases/*.parquet``.
    count
        How many, drawn by the hash of their text; None for all there are.
    labelled
        Texts that carry labels already.
    local
        The share of local ones.
    """
    out = []
    for kind, share in ((_local, local), (_ministries, 1 - local)):
        if not share:
            continue
        drawn = sorted(
            (hashlib.sha256(one.text.encode("utf-8", "surrogatepass")).hexdigest(), one)
            for one in kind(Path(folder))
            if one.text not in labelled
        )
        out += [one for _, one in (drawn if count is None else drawn[: round(count * share)])]
    return out


def _local(folder: Path) -> Iterator[Release]:
    with gzip.open(folder / "local_releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if SHORTEST <= len(row["text"]) <= LONGEST and not _names(CLOSED, row["issuer"]):
                yield Release(row["issuer"], row["date"], f"{row['title']}\n\n{row['text']}")


def _ministries(folder: Path) -> Iterator[Release]:
    import pyarrow.parquet as pq

    for file in sorted((folder / "ministry_releases").glob("*.parquet")):
        for row in pq.read_table(file, columns=["date", "ministry", "title", "body"]).to_pylist():
            if SHORTEST <= len(row["body"]) <= LONGEST:
                text = f"{row['title']}\n\n{row['body']}"
                if not _names(CLOSED_MINISTRIES, row["ministry"], text[:OPENING]):
                    yield Release(row["ministry"], str(row["date"])[:10], text)


def _names(closed: Sequence[str], *told: str) -> bool:
    return any(name in one for name in closed for one in told)


class Silver:
    """Releases that nobody labelled, run through the rules once, to be read by several recognisers.

    Parameters
    ----------
    nlp
        A pipeline of `kr_localgov_nlp.load` with no recogniser.
    drawn
        Of `releases`.
    count
        How many each recogniser reads at most: the first ones of other issuers than those it left out.
    progress
        Called with a line for people.
    """

    def __init__(
        self,
        nlp: Language,
        drawn: Sequence[Release],
        count: int,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._nlp, self._drawn, self.count, self._progress = nlp, drawn, count, progress
        self._laid: dict[int, Example | None] = {}

    def read(self, recogniser: Recogniser, without: int | None = None) -> list[Example]:
        """Label the releases with what a recogniser and the rules settle on.

        Parameters
        ----------
        recogniser
            The first recogniser.
        without
            The part of the issuers it left out, whose releases are left out here, too.
        """
        out: list[Example] = []
        for number, release in enumerate(self._drawn):
            if len(out) == self.count:
                break
            if without is not None and fold_of(release.issuer) == without:
                continue
            if number not in self._laid:
                self._laid[number] = self._lay(number, release)
            laid = self._laid[number]
            if laid is not None:
                gold = sorted(Labelled(one.start, one.end, one.label) for one in run(laid, recogniser))
                out.append(replace(laid, gold=gold))
                if len(out) % 1000 == 0:
                    self._progress(f"{len(out):,} unlabelled releases read")
        return out

    def _lay(self, number: int, release: Release) -> Example | None:
        name = f"silver-{number}"
        try:
            one = example(self._nlp, name, release.issuer, release.text, release.published, ())
        except TextError:
            return None
        if one is not None:
            one.only_trains = one.real = True
        return one
