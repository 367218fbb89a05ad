"""Why the pipeline says what it says: the evidence of an entity in one line and as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Span

from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Explanation:
    """The evidence of one decision.

    Parameters
    ----------
    line
        For people.
    data
        The same for programs: ``text, label, source, confidence, kb_id, government, office, term, agency, value, link,
        candidates, rejected``.
    """

    line: str
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return self.line


def explain(found: Span | Doc, domain: str | None = None) -> Explanation:
    """Tell which evidence made an entity and its link, or a domain.

    Parameters
    ----------
    found
        An entity of `doc.ents`, or a Doc.
    domain
        Of a Doc: the domain asked for; by default its first one, or the most probable where it has none.

    Returns
    -------
    Explanation
        Of an entity its ``line`` reads: text, label, source, confidence; the link and why; what it was chosen over. Of a
        domain: probability and threshold; the words that spoke for it and against it with their weights.

    Raises
    ------
    InputError
        What was given is no entity of its Doc and no Doc that the pipeline classified, or the model has no such domain.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> doc = klg.analyze("문헌일 구로구청장이 참석했다.", published="2024-08-09")
    >>> print(klg.explain(doc.ents[0]))
    문헌일 = HEAD by pattern:head.name_title (0.99); 서울특별시 구로구 1153000000, 구로구청장 민선 8기 ...
    """
    if isinstance(found, Doc):
        from kr_localgov_nlp.domains.explain import explain_domain

        line, data = explain_domain(found, domain)
        return Explanation(line, data)
    if not isinstance(found, Span):
        raise InputError(f"an entity of doc.ents is explained, not {type(found).__name__}")
    if not found.label_ or not found._.source:
        raise InputError(f"{found.text!r} is no entity of this pipeline")
    extra = found._
    link: dict[str, Any] = dict(extra.link)
    rejected = [
        r for r in found.doc._.rejected if r["start"] < found.end_char and found.start_char < r["end"]
    ]
    data = {
        "text": found.text,
        "label": found.label_,
        "source": extra.source,
        "confidence": extra.confidence,
        "kb_id": found.kb_id_,
        **{name: getattr(extra, name) for name in ("government", "office", "term", "agency", "value")},
        "link": link,
        "candidates": list(extra.candidates),
        "rejected": rejected,
    }
    parts = [f"{found.text} = {found.label_} by {extra.source} ({extra.confidence:.2f})"]
    if link.get("status") == "resolved":
        what = " ".join(filter(None, (link.get("name", ""), extra.government, extra.agency)))
        office = " ".join(filter(None, (extra.office, extra.term))) if found.label_ == "HEAD" else ""
        parts.append(
            ", ".join(filter(None, (what, office))) + " because " + "; ".join(link.get("evidence", []))
        )
    elif link:
        names = ", ".join(c["name"] for c in extra.candidates) or "none in the tables"
        parts.append(f"unresolved between {names}")
    if link.get("flag"):
        parts.append(f"note: {link['flag']}")
    if extra.value is not None:
        parts.append(f"value {extra.value}")
    if rejected:
        parts.append("over " + ", ".join(f"{r['text']} {r['label']} ({r['source']})" for r in rejected))
    return Explanation("; ".join(parts), data)
