"""Records made from the gold entities: what the rules for records could reach if every entity were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.util import filter_spans

from kr_localgov_nlp.entities.tables import gazetteer_of
from kr_localgov_nlp.korean import ensure_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from kr_localgov_nlp.evaluation.spans import Labelled

RECORDERS = ("localgov_award_records", "localgov_quotes")


def with_gold_entities(doc: Doc, entities: Iterable[Labelled], nlp: Language) -> Doc:
    """Put gold entities in the place of those found and make the award and quote records anew.

    Issuer and heads' offices stay as they were found.

    Parameters
    ----------
    doc
        A Doc of the whole pipeline, changed in place.
    entities
        The gold spans with their links.
    nlp
        The pipeline that made it.

    Returns
    -------
    Doc

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> from kr_localgov_nlp.evaluation.spans import Labelled
    >>> nlp = klg.load()
    >>> doc = klg.analyze("한빛이 으뜸상을 받았다.", nlp=nlp)
    >>> gold = [Labelled(0, 2, "ORG"), Labelled(4, 7, "PRIZE")]
    >>> [(r["recipient"], r["prize"]) for r in with_gold_entities(doc, gold, nlp)._.awards]
    [('한빛', '으뜸상')]
    """
    gold = sorted(entities)
    offices = {(e.start_char, e.end_char): e._.office for e in doc.ents}
    ensure_boundaries(doc, [at for one in gold for at in (one.start, one.end)])
    governments = gazetteer_of(nlp).governments
    spans: list[Span] = []
    for one in gold:
        span = doc.char_span(one.start, one.end, one.label)
        if span is not None:
            spans.append(span)
    links = {(one.start, one.end): one.link for one in gold}
    doc.ents = filter_spans(spans)
    for ent in doc.ents:
        link = links[ent.start_char, ent.end_char]
        ent._.office = offices.get((ent.start_char, ent.end_char), "")
        ent._.agency = link if ent.label_ == "MINISTRY" else ""
        ent._.government = link if ent.label_ in ("HEAD", "DISTRICT") else ""
        known = ent._.government and ent._.government in governments
        name = governments[ent._.government].name if known else ent._.agency or ent.text
        ent._.link = {"status": "resolved" if link else "unresolved", "name": name}
    for name in RECORDERS:
        doc = nlp.get_pipe(name)(doc)
    return doc
