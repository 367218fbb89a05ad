"""What to label next: texts that a model is unsure of, and no two of a kind.

Measured on real releases, with a model of the written corpus to start from, by micro and macro F1 after 50, 100 and 150
texts: as random choice does at first (0.60, 0.59), then better (0.645, 0.637 against 0.640, 0.625; 0.662, 0.666 against
0.644, 0.638). The sum of entropies did worse than chance.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kr_localgov_nlp.domains.store import load_model
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.training import domain_texts
from kr_localgov_nlp.training.choose import find
from kr_localgov_nlp.training.domain_groups import near_copies
from kr_localgov_nlp.training.domain_labels import SHORT
from kr_localgov_nlp.training.domains import learned
from kr_localgov_nlp.training.formats.label_studio import config, write_label_studio
from kr_localgov_nlp.training.label_errors import margins
from kr_localgov_nlp.training.schema import LabelledText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from os import PathLike

    from numpy.typing import NDArray
    from spacy.language import Language

COLUMNS = ("id", "text", "published", "domains", "suggested", "unsure")


class Suggestion(NamedTuple):
    """A text to label.

    Parameters
    ----------
    text
        Without labels.
    suggested
        What the model would say, the most probable first.
    unsure
        How near its nearest decision is to the threshold, 0 to 1.
    names
        The model's domains.
    """

    text: LabelledText
    suggested: list[str]
    unsure: float
    names: tuple[str, ...]

    def __str__(self) -> str:
        first = self.text.text.strip().split("\n", 1)[0]
        return f"{self.unsure:.2f}  {', '.join(self.suggested) or '–'}: {first[:60]}"


def suggest(
    source: str | PathLike[str],
    count: int = 50,
    model: str | PathLike[str] = "domains",
    pool: int = 2000,
    nlp: Language | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Suggestion]:
    """Choose the texts that a model would learn most from.

    Parameters
    ----------
    source
        The folder of an archive run, or a file or folder with texts.
    count
        How many.
    model
        Its folder, ``domains`` for the shipped one. Texts that it learned from are passed over.
    pool
        So many texts are read, drawn by the hash of their characters.
    nlp
        A pipeline; one is loaded otherwise.
    tell
        Called with a line for people.

    Raises
    ------
    ModelError, InputError
        The model cannot be read; no new texts are there.
    """
    folder = find(model)
    asked = load_model(folder)
    seen = learned(folder)
    drawn: dict[str, LabelledText] = {}
    for one in _texts(Path(source)):
        key = domain_texts.digest(one.text)
        if key not in seen and len(one.text) >= SHORT:
            drawn.setdefault(key, one)
    if not drawn:
        raise InputError(f"{source}: no text that is not labelled already")
    chosen = sorted(drawn, key=lambda key: hashlib.sha256(key.encode()).digest())[:pool]
    tell(f"{len(chosen):,} of {len(drawn):,} texts are looked at")
    if nlp is None:
        from kr_localgov_nlp.pipeline import load

        nlp = load(domains=False)
    by_id = {key: drawn[key] for key in chosen}
    read = domain_texts.own(
        nlp,
        [LabelledText(key, one.text, published=one.published, domains=[]) for key, one in by_id.items()],
        tell,
    )
    copies = {second for _, second in near_copies([set(one.words) for one in read])}
    read = [one for number, one in enumerate(read) if number not in copies]
    words = [one.words for one in read]
    proba = asked.predict_proba(words)
    unsure = closeness(proba, asked.thresholds_)
    order = diverse(unsure, asked.transform(words), count)
    return [
        Suggestion(by_id[read[i].id], asked.assign(proba[i]), float(unsure[i]), tuple(asked.classes_))
        for i in order
    ]


def closeness(probabilities: NDArray[np.float64], thresholds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give how near each text's nearest decision is to its threshold, by log odds: 1 is on it.

    Examples
    --------
    >>> closeness(np.array([[0.5, 0.01], [0.99, 0.01]]), np.array([0.5, 0.5])).round(2).tolist()
    [1.0, 0.01]
    """
    away = np.abs(margins(probabilities, np.ones(probabilities.shape, bool), thresholds))
    return np.asarray(np.exp(-away.min(axis=1)))


def diverse(unsure: NDArray[np.float64], vectors: object, count: int) -> list[int]:
    """Choose unsure texts one by one, each counting less the more it is like one that is chosen already.

    Parameters
    ----------
    unsure
        Of each text.
    vectors
        Sparse rows of length 1.
    count
        How many.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> diverse(np.array([1.0, 0.9, 0.5]), csr_matrix([[1.0, 0], [1, 0], [0, 1]]), 2)
    [0, 2]
    """
    rows: NDArray[np.float64]
    near = np.zeros(len(unsure))
    order: list[int] = []
    for _ in range(min(count, len(unsure))):
        value = unsure * (1 - near)
        value[order] = -1
        best = int(value.argmax())
        order.append(best)
        rows = (vectors @ vectors[best].T).toarray().ravel()  # type: ignore[index]
        near = np.maximum(near, np.clip(rows, 0, 1))
    return order


def write(found: Sequence[Suggestion], path: str | PathLike[str]) -> list[Path]:
    """Write the texts to be labelled: a table, Label Studio's tasks and its labelling configuration.

    Parameters
    ----------
    found
        Of `suggest`.
    path
        The table; the others stand beside it. Its column ``domains`` is blank and for you.

    Returns
    -------
    list of Path
        The files.
    """
    table = Path(path).with_suffix(".csv")
    table.parent.mkdir(parents=True, exist_ok=True)
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for one in found:
            text = one.text
            told = "; ".join(one.suggested)
            rows.writerow([text.id, text.text, text.published or "", "", told, f"{one.unsure:.3f}"])
    tasks, labelling = table.with_suffix(".json"), table.with_suffix(".xml")
    write_label_studio([one.text for one in found], tasks)
    labelling.write_text(config([], found[0].names if found else ()), encoding="utf-8", newline="\n")
    return [table, tasks, labelling]


def _texts(source: Path) -> Iterator[LabelledText]:
    from kr_localgov_nlp.archive.readers import Read, read_files

    if (source / "articles").is_dir():
        import pyarrow.parquet as pq

        for file in sorted((source / "articles").glob("*.parquet")):
            rows = pq.read_table(file, columns=["article_id", "text", "published"], partitioning=None)
            for row in rows.to_pylist():
                day = row["published"]
                yield LabelledText(
                    row["article_id"], row["text"], published=None if day is None else str(day)
                )
        return
    for found in read_files([str(source)]):
        if isinstance(found, Read):
            article = found.article
            day = article.published
            name = found.id or f"{Path(found.source).name}:{found.row or found.position}"
            yield LabelledText(name, article.text, published=None if day is None else str(day))
