"""Labels on real releases: hash, offsets and labels only; the texts stay with whoever has them."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.evaluation.spans import Labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from os import PathLike

    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class RealLabels:
    """The labels of one real release.

    Parameters
    ----------
    id
        Name of the record in the label file.
    source, key
        The collection and the record in it (an address or a number).
    issuer, published
        Who issued it, and when (ISO date).
    sha256
        Of the UTF-8 text: title, a blank line, body.
    entities
        The gold spans. Links: the 10-digit code as of the day (HEAD, DISTRICT) or the agency's name on that day
        (MINISTRY); "" where the release leaves it open.
    awards, quotes
        The gold records, None where nobody labelled them. What stands in the text is told by its offsets, what does
        not (a government's full name, a year) as it is.
    """

    id: str
    source: str
    key: str
    issuer: str
    published: str
    sha256: str
    entities: tuple[Labelled, ...]
    awards: tuple[Mapping[str, Any], ...] | None = None
    quotes: tuple[Mapping[str, Any], ...] | None = None

    def records(self, text: str) -> tuple[list[dict[str, Any]] | None, list[dict[str, Any]] | None]:
        """Give the award and quote records with their words, which only the text has.

        Parameters
        ----------
        text
            The text that the labels point to.

        Returns
        -------
        awards, quotes : list of dict or None
            With the keys of ``doc._.awards`` and ``doc._.quotes``; None where a layer was not labelled.
        """

        def words(records: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]] | None:
            if records is None:
                return None
            return [{key: _words(key, value, text) for key, value in record.items()} for record in records]

        return words(self.awards), words(self.quotes)


def read_labels(path: str | PathLike[str]) -> list[RealLabels]:
    """Read a label file of ``corpus/real``.

    Parameters
    ----------
    path
        A JSONL file with one release a line.

    Returns
    -------
    list of RealLabels

    Raises
    ------
    TableError
        A line that is no valid record; the message names file, line and reason.
    """
    file = Path(path)
    out = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row: dict[str, Any] = json.loads(line)
            row["entities"] = tuple(Labelled(*entity) for entity in row["entities"])
            for layer in ("awards", "quotes"):
                if layer in row:
                    row[layer] = tuple(row[layer])
            out.append(RealLabels(**row))
        except (ValueError, TypeError, KeyError) as error:
            raise TableError(file.name, number, f"no label record: {error}") from None
    return out


def texts(folder: str | PathLike[str], wanted: Iterable[str]) -> dict[str, str]:
    """Find the texts that labels point to.

    Parameters
    ----------
    folder
        Folder with ``local_releases.jsonl.gz`` (``title``, ``text``) and ``ministry_releases/*.parquet``
        (``title``, ``body``).
    wanted
        SHA-256 of the texts.

    Returns
    -------
    dict of str
        Text by hash; hashes that are not there are left out.

    Raises
    ------
    FileNotFoundError
        The folder or its files are not there.
    """
    hashes = set(wanted)
    out: dict[str, str] = {}
    for text in _all_texts(Path(folder)):
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if digest in hashes:
            out[digest] = text
            if len(out) == len(hashes):
                break
    return out


def _words(key: str, value: Any, text: str) -> Any:
    return text[value[0] : value[1]] if isinstance(value, list) and key != "spans" else value


def _all_texts(folder: Path) -> Iterator[str]:
    import pyarrow.parquet as pq

    with gzip.open(folder / "local_releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield f"{row['title']}\n\n{row['text']}"
    for file in sorted((folder / "ministry_releases").glob("*.parquet")):
        table = pq.read_table(file, columns=["title", "body"])
        for title, body in zip(table["title"].to_pylist(), table["body"].to_pylist(), strict=True):
            yield f"{title}\n\n{body}"


def found_in(doc: Doc) -> list[Labelled]:
    """Give a Doc's entities in the form of gold labels."""
    return [
        Labelled(e.start_char, e.end_char, e.label_, e._.agency if e.label_ == "MINISTRY" else e._.government)
        for e in doc.ents
    ]
