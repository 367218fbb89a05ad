"""Writing settled, linked candidates into `doc.ents` and the span attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import ENT_IOB, ENT_KB_ID, ENT_TYPE

from kr_localgov_nlp.korean import token_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    tokens = token_spans(doc, [(c.start, c.end) for c in chosen])
    add = doc.vocab.strings.add
    data: dict[Any, Any] = doc.user_data
    # Columns written at once, since a Span for each entity and doc.set_ents take six times as long.
    columns = np.zeros((len(_COLUMNS), len(doc)), dtype=np.uint64)
    marks, labels, ids = columns
    marks[:] = _OUTSIDE
    for c, (first, last) in zip(chosen, tokens, strict=True):
        link = links.get(c.start, _NO_LINK)
        marks[first:last] = _INSIDE
        marks[first] = _BEGINS
        labels[first:last] = add(c.label)
        if link.get("kb_id"):
            ids[first:last] = add(link["kb_id"])
        for name, value in _attributes(c, link):
            # Where span._.name puts it; asking each span for each name costs a tenth of all finders' time.
            data["._.", name, c.start, c.end] = value
    doc.from_array(_COLUMNS, columns.T)  # type: ignore[arg-type]


def _attributes(c: Candidate, link: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield a span's attributes by name; what is not said keeps its default."""
    # A bound that the finder knows from what stands beside the name; the recogniser only knows its source.
    at_most = c.data.get("at_most")
    yield "source", c.source
    yield "confidence", float(min(c.confidence, at_most) if isinstance(at_most, float) else c.confidence)
    if "value" in c.data:
        yield "value", c.data["value"]
    office = link.get("office") or c.data.get("office") or c.data.get("title")
    if isinstance(office, str) and office:
        yield "office", office
    if link:
        for name in ("government", "term", "agency"):
            if link.get(name):
                yield name, link[name]
        if link["candidates"]:
            yield "candidates", list(link["candidates"])
        yield "link", {k: link[k] for k in ("status", "evidence", "flag", "name") if link.get(k)}
