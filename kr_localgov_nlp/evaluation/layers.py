"""What labels say of a text and what the pipeline says of it, in one form, so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.evaluation.real import found_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Doc

    from kr_localgov_nlp.evaluation.spans import Labelled


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of one text; a layer that is None was not labelled and is not scored.

    Parameters
    ----------
    entities
        Spans with label and link.
    awards, quotes
        Records with the keys of ``doc._.awards`` and ``doc._.quotes``; keys that are missing are unknown.
    issuer
        Codes of the issuing governments.
    sources
        Rule or table behind each entity; empty for gold labels.
    """

    entities: tuple[Labelled, ...]
    awards: tuple[Mapping[str, Any], ...] | None = None
    quotes: tuple[Mapping[str, Any], ...] | None = None
    issuer: frozenset[str] | None = None
    sources: tuple[str, ...] = ()


def observe(doc: Doc) -> Layers:
    """Take the layers out of an analysed Doc.

    Parameters
    ----------
    doc
        A Doc of the whole pipeline.

    Returns
    -------
    Layers

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> layers = observe(klg.analyze("문헌일 구로구청장이 참석했다.", published="2024-08-09"))
    >>> layers.entities, layers.quotes
    ((Labelled(start=0, end=3, label='HEAD', link='1153000000'),), ())
    """
    return Layers(
        entities=tuple(found_in(doc)),
        awards=tuple(dict(record) for record in doc._.awards),
        quotes=tuple(dict(record) for record in doc._.quotes),
        issuer=frozenset(record["government"] for record in doc._.issuer if record["government"]),
        sources=tuple(ent._.source for ent in doc.ents),
    )


def people(text: str, entities: Iterable[Labelled]) -> set[tuple[str, str]]:
    """Give the heads a text names: name without spaces, code of the government.

    A name that one mention links and another leaves open is one head.

    Parameters
    ----------
    text
        The text the offsets point into.
    entities
        Its spans.

    Examples
    --------
    >>> from kr_localgov_nlp.evaluation.spans import Labelled
    >>> people("임택 청장, 임택", [Labelled(0, 2, "HEAD", "2911000000"), Labelled(7, 9, "HEAD")])
    {('임택', '2911000000')}
    """
    found = {("".join(text[e.start : e.end].split()), e.link) for e in entities if e.label == "HEAD"}
    linked = {name for name, link in found if link}
    return {(name, link) for name, link in found if link or name not in linked}
