"""Writing settled, linked candidates into `doc.ents` and the span attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.tokens import Span

from kr_localgov_nlp.korean import token_spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.entities.candidates import Candidate

_NO_LINK: dict[str, Any] = {}


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
    doc.set_ents(
        [
            Span(doc, first, last, label=c.label, kb_id=links.get(c.start, _NO_LINK).get("kb_id", ""))
            for c, (first, last) in zip(chosen, tokens, strict=True)
        ]
    )
    data: dict[Any, Any] = doc.user_data
    for c in chosen:
        for name, value in _attributes(c, links.get(c.start, _NO_LINK)).items():
            # Where span._.name puts it; asking each span for each name costs a tenth of all finders' time.
            data["._.", name, c.start, c.end] = value


def _attributes(c: Candidate, link: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a span's attributes; what is not said keeps its default."""
    # A bound that the finder knows from what stands beside the name; the recogniser only knows its source.
    at_most = c.data.get("at_most")
    sure = min(c.confidence, at_most) if isinstance(at_most, float) else c.confidence
    values: dict[str, Any] = {"source": c.source, "confidence": float(sure)}
    if "value" in c.data:
        values["value"] = c.data["value"]
    office = link.get("office") or c.data.get("office") or c.data.get("title")
    if isinstance(office, str) and office:
        values["office"] = office
    if link:
        values |= {name: link[name] for name in ("government", "term", "agency") if link.get(name)}
        if link["candidates"]:
            values["candidates"] = list(link["candidates"])
        values["link"] = {k: link[k] for k in ("status", "evidence", "flag", "name") if link.get(k)}
    return values
