"""spaCy's ``DocBin``: entities as ``doc.ents``, domains as ``doc.cats``, for ``spacy train``.

Tokens are ours, and a token that an entity's border cuts becomes two, as in the pipeline. All domains of the file
are in ``doc.cats`` of every text whose domains were labelled, 1.0 or 0.0, as ``textcat_multilabel`` wants them.
What a Doc has no place for travels in ``doc.user_data``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import DocBin
from spacy.util import filter_spans
from spacy.vocab import Vocab

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.korean import ensure_boundaries
from kr_localgov_nlp.training.formats.carry import KEY, Import, Loaded, carried, layers_of
from kr_localgov_nlp.training.schema import LabelledText, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from spacy.language import Language
    from spacy.tokens import Doc

_ATTRIBUTES = ("ORTH", "TAG", "POS", "LEMMA", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID")
_YES = 0.5


def read_docbin(path: str | PathLike[str]) -> Loaded:
    """Read a ``.spacy`` file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Loaded
        Categories from 0.5 on are domains; ``ent.kb_id_`` is the link where no other travelled with the Doc.

    Raises
    ------
    LabelError
        A Doc that is no labelled text.
    InputError
        There is no such file, or it is no DocBin.
    """
    file = Path(path)
    try:
        docs = list(DocBin().from_bytes(file.read_bytes()).get_docs(Vocab()))
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    except Exception as error:  # noqa: BLE001  zlib, msgpack, KeyError: whatever spaCy meets in a file of another kind
        raise InputError(f"{file}: no DocBin: {error!r}") from None
    out = Import(file.name)
    for number, doc in enumerate(docs, 1):
        beside = _beside(doc)
        row: dict[str, Any] = {"id": str(beside.get("id", number)), "text": doc.text}
        if doc.has_annotation("ENT_IOB"):
            row["entities"] = [[ent.start_char, ent.end_char, ent.label_] for ent in doc.ents]
            links = [[ent.start_char, ent.end_char, ent.kb_id_] for ent in doc.ents if ent.kb_id_]
            if links and "links" not in beside:
                row["links"] = links
        if doc.cats or "domains" in layers_of(beside):
            row["domains"] = [name for name, value in doc.cats.items() if value >= _YES]
        out.add(number, row, beside)
    return out.done()


def _beside(doc: Doc) -> dict[str, Any]:
    told = doc.user_data.get(KEY)
    try:
        beside = json.loads(told) if isinstance(told, str) else None
    except ValueError:
        return {}
    return beside if isinstance(beside, dict) else {}


def write_docbin(
    texts: Sequence[LabelledText], path: str | PathLike[str], nlp: Language | None = None
) -> list[Problem]:
    """Write labelled texts as a ``.spacy`` file.

    Parameters
    ----------
    texts
        The texts.
    path
        The file; overwritten.
    nlp
        Whose tokenizer cuts the texts; the bare Korean one by default. Give the pipeline that will be trained.

    Returns
    -------
    list of Problem
        Entities that overlap a longer one, which ``doc.ents`` has no place for.

    Raises
    ------
    TextError
        A text that the tokenizer refuses.
    """
    file = Path(path)
    pipeline = nlp if nlp is not None else spacy.blank("ko_localgov")
    every = list(dict.fromkeys(name for text in texts for name in text.domains or ()))
    notes: list[Problem] = []
    box = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
    for text in texts:
        doc = pipeline.make_doc(text.text)
        lost = _set_entities(doc, text)
        for start, end, label in lost:
            reason = f"{text.id}: {label} {text.text[start:end]!r} [{start}, {end}] overlaps another entity; left out"
            notes.append(Problem(file.name, 0, reason))
        if text.domains is not None:
            # The main domain first: the order of the dict is kept.
            rest = [name for name in every if name not in text.domains]
            doc.cats = dict.fromkeys(text.domains, 1.0) | dict.fromkeys(rest, 0.0)
        # As JSON: what DocBin gives back of lists are tuples.
        doc.user_data[KEY] = json.dumps(carried(text, ("text", "entities", "domains")), ensure_ascii=False)
        box.add(doc)
    file.write_bytes(box.to_bytes())
    return notes


def _set_entities(doc: Doc, text: LabelledText) -> list[list[Any]]:
    if text.entities is None:
        doc.set_ents([], default="missing")
        return []
    ensure_boundaries(doc, [at for start, end, _ in text.entities for at in (start, end)])
    targets = {(start, end): target for start, end, target in text.links or ()}
    spans = [
        doc.char_span(start, end, label=label, kb_id=targets.get((start, end), ""))
        for start, end, label in text.entities
    ]
    kept = filter_spans([span for span in spans if span is not None])
    doc.set_ents(kept, default="outside")
    there = {(span.start_char, span.end_char, span.label_) for span in kept}
    return [one for one in text.entities if tuple(one) not in there]
