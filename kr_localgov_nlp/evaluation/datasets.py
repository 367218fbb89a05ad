"""What the pipeline is judged by: the written corpus, labels on real releases, and files of your own."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.errors import InputError, TableError
from kr_localgov_nlp.evaluation.layers import Layers
from kr_localgov_nlp.evaluation.real import read_labels, texts
from kr_localgov_nlp.evaluation.spans import CORE, Labelled
from kr_localgov_nlp.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    from kr_localgov_nlp.gazetteer import Gazetteer

#: Names the folder with the texts of the real labels where no option does.
TEXTS = "KR_LOCALGOV_TEXTS"
KINDS = ("release", "rewrite")
_PACKAGE = Path(__file__).parent.parent
# What a fingerprint covers: everything that is scored.
_COVERED = ("id", "text", "sha256", "published", "issuer", "entities", "links", "records")


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled text.

    Parameters
    ----------
    id
        Its name in the data.
    text
        The text that the offsets point into.
    published
        ISO date.
    gold
        Its labels.
    """

    id: str
    text: str
    published: str | None
    gold: Layers


@dataclass(frozen=True, slots=True)
class Dataset:
    """Labelled texts.

    Parameters
    ----------
    name
        ``releases``, ``real:NAME`` or the name of a file.
    fingerprint
        SHA-256 over texts and labels.
    items
        The texts, in the order of their ids.
    labels
        The entity labels that were annotated; others are not scored.
    """

    name: str
    fingerprint: str
    items: tuple[Item, ...]
    labels: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """Count texts, entities, award and quote records."""
        gold = [item.gold for item in self.items]
        return {
            "texts": len(gold),
            "entities": sum(len(g.entities) for g in gold),
            "awards": sum(len(g.awards or ()) for g in gold),
            "quotes": sum(len(g.quotes or ()) for g in gold),
        }


def corpus_folder() -> Path:
    """Give the folder of the corpus: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "corpus"
    return inside if inside.is_dir() else _PACKAGE.parent / "corpus"


def load_dataset(
    data: str | PathLike[str] = "releases", texts_folder: str | PathLike[str] | None = None
) -> Dataset:
    """Load labelled texts.

    Parameters
    ----------
    data
        ``releases`` (the written corpus), ``real:NAME`` (a file of ``corpus/real``) or the path of a JSONL file in
        either form.
    texts_folder
        Where the texts of real labels are; by default what the environment variable ``KR_LOCALGOV_TEXTS`` names.

    Returns
    -------
    Dataset

    Raises
    ------
    InputError
        There are no such data, or not the texts that the labels point to.
    TableError
        A line is no record; names file, line and reason.

    Examples
    --------
    >>> load_dataset("real:nowhere")
    Traceback (most recent call last):
    ...
    kr_localgov_nlp.errors.InputError: no data 'real:nowhere': ... is no file; there are releases, real:...
    """
    name = str(data)
    if name == "releases":
        path = corpus_folder() / "releases.jsonl"
    elif name.startswith("real:"):
        path = corpus_folder() / "real" / f"{name.removeprefix('real:')}.jsonl"
    else:
        path = Path(data)
        name = path.name
    if not path.is_file():
        real = sorted(f.stem for f in (corpus_folder() / "real").glob("*.jsonl"))
        known = ", ".join(["releases", *(f"real:{stem}" for stem in real)])
        raise InputError(f"no data {str(data)!r}: {path} is no file; there are {known}, or give a JSONL file")
    with path.open(encoding="utf-8") as lines:
        first = next(lines, "")
    if '"sha256"' in first and '"text"' not in first:
        return _real(name, path, texts_folder)
    return _written(name, path, load_gazetteer())


def fingerprint(records: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over the texts and the labels that are scored; the order of the records does not count.

    Examples
    --------
    >>> one, two = {"id": "a", "text": "구로구"}, {"id": "b", "text": "금천구"}
    >>> fingerprint([one, two]) == fingerprint([two, one | {"genre": "plan"}]) != fingerprint([one])
    True
    """
    lines = sorted(
        json.dumps(
            {key: record[key] for key in _COVERED if key in record}, ensure_ascii=False, sort_keys=True
        )
        for record in records
    )
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _written(name: str, path: Path, gazetteer: Gazetteer) -> Dataset:
    rows: list[dict[str, Any]] = []
    items: dict[str, Item] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row.get("kind", "release") not in KINDS:
                continue
            item = _item(row, gazetteer)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            reason = "no JSON" if isinstance(error, json.JSONDecodeError) else repr(error)
            raise TableError(path.name, number, f"no labelled text: {reason}") from None
        if item.id in items:
            raise TableError(path.name, number, f"the id {item.id!r} is there twice")
        rows.append(row)
        items[item.id] = item
    return Dataset(name, fingerprint(rows), tuple(items[key] for key in sorted(items)), LABELS)


def _item(row: Mapping[str, Any], gazetteer: Gazetteer) -> Item:
    text, day = str(row["text"]), row.get("published")
    links = {(start, end): target for start, end, target in row.get("links", ())}
    entities = []
    for start, end, label in row.get("entities", ()):
        if label not in LABELS or not 0 <= start < end <= len(text):
            raise ValueError(f"no span of the text: {[start, end, label]}")
        entities.append(Labelled(start, end, label, links.get((start, end), "")))
    records = row.get("records") or {}
    awards, quotes = records.get("awards"), records.get("quotes")
    issuer = row.get("issuer")
    gold = Layers(
        tuple(entities),
        None if awards is None else tuple(_with_code(record, day, gazetteer) for record in awards),
        None if quotes is None else tuple(quotes),
        None if issuer is None else frozenset(issuer),
    )
    return Item(str(row["id"]), text, day, gold)


def _with_code(record: Mapping[str, Any], day: str | None, gazetteer: Gazetteer) -> dict[str, Any]:
    """Add the recipient's code where it is a government's full name on that day."""
    name = record.get("recipient")
    rows = [r for r in gazetteer.governments.at(name, day) if r.name == name] if name else []
    return {**record, "recipient_code": rows[0].code if len(rows) == 1 else record.get("recipient_code")}


def _real(name: str, path: Path, folder: str | PathLike[str] | None) -> Dataset:
    labels = read_labels(path)
    where = folder if folder is not None else os.environ.get(TEXTS)
    how = f"give the folder with local_releases.jsonl.gz and ministry_releases/ by --texts or {TEXTS}"
    if not where:
        raise InputError(f"{name} holds labels without their texts; {how}")
    try:
        found = texts(where, [record.sha256 for record in labels])
    except OSError as error:
        raise InputError(f"the texts of {name} are not under {where} ({error}); {how}") from None
    lacking = [record.id for record in labels if record.sha256 not in found]
    if lacking:
        some = ", ".join(lacking[:3])
        raise InputError(
            f"{len(lacking)} of the {len(labels)} texts of {name} are not under {where} ({some} …); {how}"
        )
    gazetteer = load_gazetteer()
    items: list[Item] = []
    rows: list[dict[str, Any]] = []
    for r in labels:
        awards, quotes = r.records(found[r.sha256])
        if awards is not None:
            awards = [_with_code(record, r.published, gazetteer) for record in awards]
        gold = Layers(
            r.entities,
            None if awards is None else tuple(awards),
            None if quotes is None else tuple(quotes),
        )
        items.append(Item(r.id, found[r.sha256], r.published, gold))
        row: dict[str, Any] = {
            "id": r.id,
            "sha256": r.sha256,
            "published": r.published,
            "entities": list(map(list, r.entities)),
        }
        if awards is not None or quotes is not None:
            row["records"] = {"awards": r.awards, "quotes": r.quotes}
        rows.append(row)
    used = {entity.label for record in labels for entity in record.entities}
    known = () if not used else CORE if used <= set(CORE) else LABELS
    return Dataset(name, fingerprint(rows), tuple(sorted(items, key=lambda item: item.id)), known)
