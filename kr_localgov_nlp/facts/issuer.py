"""Issuer records: the local governments whose release a text is, as the linker decided from its cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.tables import gazetteer_of
from kr_localgov_nlp.extensions import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.gazetteer import Gazetteer
    from kr_localgov_nlp.records import IssuerRecord

HOMES = "localgov_homes"


def issuer_records(
    homes: Iterable[Sequence[object]], day: str | None, gazetteer: Gazetteer
) -> list[IssuerRecord]:
    """Turn the governments that a text speaks for into records.

    Parameters
    ----------
    homes
        ``[entity id, score, [evidence, …]]`` of each, surest first.
    day
        ISO date of the text; None where unknown.
    gazetteer
        Where codes and names as of the date are looked up.

    Returns
    -------
    list of IssuerRecord
        With no date, ``government`` is "" where the code changed over time, and ``name`` is short where the
        full name did.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> homes = [["1153000000", 7.5, ["opens the title"]]]
    >>> issuer_records(homes, "2024-09-11", load_gazetteer(heads=False))
    [{'government': '1153000000', 'name': '서울특별시 구로구', 'evidence': ['opens the title']}]
    """
    table = gazetteer.governments
    records: list[IssuerRecord] = []
    for entity, _, evidence in homes:
        rows = table.by_entity(str(entity))
        if not rows:
            continue
        row = (table.as_of(rows[-1], day) if day is not None else None) or rows[-1]
        certain = day is not None or len({r.code for r in rows}) == 1
        # 광주광역시 동구 was renumbered and its parent renamed: with no date only 동구 is sure.
        name = row.name if day is not None or len({r.name for r in rows}) == 1 else row.own
        cues = [str(cue) for cue in evidence] if isinstance(evidence, list | tuple) else []
        records.append({"government": row.code if certain else "", "name": name, "evidence": cues})
    return records


class IssuerRecorder:
    """spaCy component: writes ``doc._.issuer`` from what the linker found."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Record the issuers of one Doc."""
        doc._.issuer = issuer_records(
            doc.user_data.get(HOMES, ()), doc.user_data.get(PUBLISHED), self.gazetteer
        )
        return doc


@Language.factory("localgov_issuer", assigns=["doc._.issuer"])
def make(nlp: Language, name: str) -> IssuerRecorder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return IssuerRecorder(gazetteer_of(nlp))
