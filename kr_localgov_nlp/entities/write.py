"""Writing settled, linked candidates into `doc.ents` and the span attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import ENT_IOB, ENT_KB_ID, ENT_TYPE

from kr_localgov_nlp.korean import token_spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.entities.candidates import Candidate

_NO_LINK: dict[str, Any] = {}
_COLUMNS = [ENT_IOB, ENT_TYPE, ENT_KB_ID]
# What spaCy writes for the tokens of an entity, its first one, and all others.
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3


def write_entities(doc: Doc, chosen: Sequence[Candidate], links: Mapping[int, Mapping[str, Any]]) -> None:
    """Write entities into a Doc; tokens that a name ends inside are split there.

    Parameters
    ----------
    doc
        The Doc the offsets belong to.
    chosen
        Candidates that do not overlap.
    links
        Links by the candidate's start offset.
    """
    first, last = token_spans(doc, [(c.start, c.end) for c in chosen]).T
    strings = doc.vocab.strings
    named = {label: strings.add(label) for label in {c.label for c in chosen}}
    labels = np.array([named[c.label] for c in chosen], dtype=np.uint64)
    ids = np.zeros(len(chosen), dtype=np.uint64)
    data: dict[Any, Any] = doc.user_data
    for number, c in enumerate(chosen):
        link = links.get(c.start, _NO_LINK)
        if link.get("kb_id"):
            ids[number] = strings.add(link["kb_id"])
        for name, value in _attributes(c, link):
            # Where span._.name puts it; asking each span for each name costs a tenth of all finders' time.
            data["._.", name, c.start, c.end] = value
    # Columns written at once, since a Span for each entity and doc.set_ents take six times as long.
    columns = np.zeros((len(_COLUMNS), len(doc)), dtype=np.uint64)
    columns[0] = _OUTSIDE
    sizes = last - first
    offsets = sizes.cumsum() - sizes
    tokens = np.arange(sizes.sum()) + (first - offsets).repeat(sizes)
    columns[0, tokens] = _INSIDE
    columns[0, first] = _BEGINS
    columns[1, tokens] = labels.repeat(sizes)
    columns[2, tokens] = ids.repeat(sizes)
    doc.from_array(_COLUMNS, columns.T)  # type: ignore[arg-type]


def _attributes(c: Candidate, link: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """List a span's attributes by name; what is not said keeps its default."""
    # A bound that the finder knows from what stands beside the name; the recogniser only knows its source.
    at_most = c.data.get("at_most")
    sure = min(c.confidence, at_most) if isinstance(at_most, float) else c.confidence
    told: list[tuple[str, Any]] = [("source", c.source), ("confidence", float(sure))]
    if "value" in c.data:
        told.append(("value", c.data["value"]))
    office = link.get("office") or c.data.get("office") or c.data.get("title")
    if isinstance(office, str) and office:
        told.append(("office", office))
    if link:
        told += [(name, link[name]) for name in ("government", "term", "agency") if link.get(name)]
        if link["candidates"]:
            told.append(("candidates", list(link["candidates"])))
        told.append(
            ("link", {k: link[k] for k in ("status", "evidence", "flag", "name") if link.get(k)}),
        )
    return told
