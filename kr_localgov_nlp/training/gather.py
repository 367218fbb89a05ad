"""The labelled texts that a recogniser is trained on: the corpus, real releases where their texts are, files of your own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.evaluation.datasets import corpus_folder
from kr_localgov_nlp.evaluation.real import texts
from kr_localgov_nlp.evaluation.spans import Labelled
from kr_localgov_nlp.training.closed import open_labels
from kr_localgov_nlp.training.recogniser import example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from os import PathLike

    from spacy.language import Language

    from kr_localgov_nlp.training.recogniser import Example

#: The real labels that may be trained on; the others only measure.
REAL = (
    "core-dev",
    "dev-b",
    *(f"core-awards-{part}" for part in "abcdefghijklmno"),
    *(
        f"general-{part}"
        for part in (*"abcdefghijklmnopqrstuvwxyz", *(f"a{part}" for part in "abcdefghijklmno"))
    ),
)
#: A real release counts as two written ones: it is what the recogniser will see.
TIMES_REAL, TIMES_OWN = 2, 2


@dataclass(slots=True)
class Gathered:
    """Examples, and where they come from.

    Parameters
    ----------
    examples
        The texts, laid out.
    sources
        For the card: ``name, texts, times, labels``.
    own
        Ids of the texts in files of your own.
    """

    examples: list[Example] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    own: set[str] = field(default_factory=set)

    def add(self, name: str, found: Iterable[Example | None], times: int, labels: str, *, real: bool) -> None:
        """Add the examples of one source."""
        kept = [one for one in found if one is not None]
        for one in kept:
            one.times, one.real = times, real
        if kept:
            self.examples += kept
            self.sources.append({"name": name, "texts": len(kept), "times": times, "labels": labels})


def gather(
    nlp: Language,
    files: Sequence[str | PathLike[str]] = (),
    texts_folder: str | PathLike[str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Gathered:
    """Lay out the written corpus, the real releases and files of your own.

    Parameters
    ----------
    nlp
        A pipeline of `kr_localgov_nlp.load`; its rules are what the recogniser sees.
    files
        Labelled texts in any format of `kr_localgov_nlp.training.formats`, all thirteen labels annotated.
    texts_folder
        Where the texts of ``corpus/real`` are; without it these are left out.
    progress
        Called with a line for people.

    Raises
    ------
    LabelError, InputError
        A file that is wrong or holds no entities.
    """
    from kr_localgov_nlp.training import formats
    from kr_localgov_nlp.training.schema import read_jsonl

    out = Gathered()
    progress("reading the corpus")
    rows = read_jsonl(corpus_folder() / "releases.jsonl")
    written = (
        example(nlp, r.id, (r.issuer or [r.id])[0], r.text, r.published, _spans(r.entities))
        for r in rows
        if r.kind != "page" and r.entities is not None
    )
    out.add("written corpus (`corpus/releases.jsonl`)", written, 1, "by reading", real=False)
    name = "sentences of general news and reviews (`corpus/sentences/`)"
    out.add(name, _sentences(nlp), 1, "by their writers", real=False)
    if texts_folder is not None:
        for name in REAL:
            progress(f"reading {name}")
            out.add(
                f"real releases (`corpus/real/{name}.jsonl`)",
                _real(nlp, name, texts_folder),
                TIMES_REAL,
                "by reading",
                real=True,
            )
    for file in files:
        progress(f"reading {file}")
        given = [one for one in formats.read(file).texts if one.entities is not None]
        if not given:
            raise InputError(f"{file}: no text in it has entities")
        laid = (
            example(nlp, r.id, (r.issuer or [r.id])[0], r.text, r.published, _spans(r.entities))
            for r in given
        )
        out.own.update(r.id for r in given)
        out.add(Path(file).name, laid, TIMES_OWN, "yours", real=True)
    return out


def _sentences(nlp: Language) -> Iterator[Example | None]:
    from kr_localgov_nlp.training.sentences import read_sentences

    for one in read_sentences(corpus_folder() / "sentences"):
        made = example(nlp, one.id, one.id, one.text, None, one.names)
        if made is not None:
            made.only_trains = True
        yield made


def _spans(entities: Iterable[Sequence[Any]] | None) -> list[Labelled]:
    return [Labelled(start, end, label) for start, end, label in entities or () if label in LABELS]


def _real(nlp: Language, name: str, folder: str | PathLike[str]) -> list[Example | None]:
    labels = open_labels(name)
    found = texts(folder, (one.sha256 for one in labels))
    missing = [one.id for one in labels if one.sha256 not in found]
    if missing:
        raise InputError(
            f"{name}: the texts of {len(missing)} labels are not in {folder}, such as {missing[0]}"
        )
    return [
        example(nlp, one.id, one.issuer, found[one.sha256], one.published, one.entities) for one in labels
    ]
