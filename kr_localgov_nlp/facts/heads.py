"""Head records: the heads of local governments that a text names, one record for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span

    from kr_localgov_nlp.records import HeadRecord


def head_records(ents: Iterable[Span]) -> list[HeadRecord]:
    """Group the mentions of heads.

    Parameters
    ----------
    ents
        Entities in the order of the text; those labelled ``HEAD`` count, with their links if they have any.

    Returns
    -------
    list of HeadRecord
        In the order of first mention. Mentions of one name are one head, unless their links say that they
        are two (최문순 of 강원도, of 화천군); a mention without a link joins the head of that name before it.

    Examples
    --------
    >>> import spacy
    >>> from kr_localgov_nlp.extensions import register
    >>> register()
    >>> doc = spacy.blank("xx")("임택 동구청장은 청렴을 강조했다. 임택 구청장은 이어 떠났다.")
    >>> doc.ents = [doc.char_span(0, 2, "HEAD"), doc.char_span(19, 21, "HEAD")]
    >>> doc.ents[0]._.office, doc.ents[1]._.office = "동구청장", "구청장"
    >>> [(r["person"], r["office"], r["spans"]) for r in head_records(doc.ents)]
    [('임택', '동구청장', [[0, 2], [19, 21]])]
    """
    records: list[HeadRecord] = []
    links: list[str] = []
    for ent in ents:
        if ent.label_ != "HEAD":
            continue
        told = ent._
        name, government, office = "".join(ent.text.split()), told.government, told.office
        link = ent.kb_id_ or government
        index = _find(records, links, name, link)
        if index is None:
            records.append({"person": name, "office": "", "government": "", "term": "", "spans": []})
            links.append(link)
            index = len(records) - 1
        record = records[index]
        links[index] = links[index] or link
        record["spans"].append([ent.start_char, ent.end_char])
        record["government"] = record["government"] or government
        record["term"] = record["term"] or told.term
        if len(office) > len(record["office"]):
            record["office"] = office
    return records


def _find(records: list[HeadRecord], links: list[str], name: str, link: str) -> int | None:
    """Index of the record a mention belongs to: the latest of its name whose link does not contradict."""
    for index in range(len(records) - 1, -1, -1):
        if records[index]["person"] == name and (not link or not links[index] or links[index] == link):
            return index
    return None


class HeadRecorder:
    """spaCy component: writes ``doc._.heads``."""

    def __call__(self, doc: Doc) -> Doc:
        """Record the heads of one Doc."""
        doc._.heads = head_records(doc.ents)
        return doc


@Language.factory("localgov_head_records", assigns=["doc._.heads"], requires=["doc.ents"])
def make(nlp: Language, name: str) -> HeadRecorder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return HeadRecorder()
