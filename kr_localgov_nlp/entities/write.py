"""Writing settled, linked candidates into `doc.ents` and the span attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.korean import ensure_boundaries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.entities.candidates import Candidate


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
    ensure_boundaries(doc, [offset for c in chosen for offset in (c.start, c.end)])
    spans = []
    for c in chosen:
        link = links.get(c.start, {})
        span = doc.char_span(c.start, c.end, label=c.label, kb_id=link.get("kb_id", ""))
        if span is None:
            raise AssertionError(f"no token border at {c.start} or {c.end}")
        spans.append(span)
    doc.ents = spans
    for span, c in zip(spans, chosen, strict=True):
        link = links.get(c.start, {})
        extra = span._
        extra.source = c.source
        extra.confidence = float(c.confidence)
        if "value" in c.data:
            extra.value = c.data["value"]
        office = link.get("office") or c.data.get("office") or c.data.get("title")
        if isinstance(office, str) and office:
            extra.office = office
        if link:
            for name in ("government", "term", "agency"):
                if link.get(name):
                    setattr(extra, name, link[name])
            if link["candidates"]:
                extra.candidates = list(link["candidates"])
            extra.link = {k: link[k] for k in ("status", "evidence", "flag", "name") if link.get(k)}
