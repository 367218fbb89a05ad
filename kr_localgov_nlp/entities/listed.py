"""Names that stand in a table and need no context: public institutions and the rows that users add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

_LABELS = {
    "agency-org": ("ORG", "table:organisations", 0.93),
    "org": ("ORG", "table:extra", 0.97),
    "person": ("PERSON", "table:extra", 0.97),
    "place": ("PLACE", "table:extra", 0.97),
    "program": ("PROGRAM", "table:extra", 0.97),
    "event": ("EVENT", "table:extra", 0.97),
}


class ListedFinder(Finder):
    """Turn table hits of the extended labels into candidates.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
    >>> g = load_gazetteer(extra=({"kind": "place", "name": "달빛마당"},))
    >>> text = "주민들이 달빛마당에 모였다."
    >>> [(text[c.start:c.end], c.label) for c in ListedFinder().find(text, NameMatcher(g)(text))]
    [('달빛마당', 'PLACE')]
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:  # noqa: ARG002
        """Find listed names in a text.

        Parameters
        ----------
        text
            The text as given.
        hits
            What the character matcher found; guarded hits of the kinds ``agency-org``, ``org``, ``person``,
            ``place``, ``program`` and ``event`` are used.
        doc
            Unused here; part of every finder's signature.

        Returns
        -------
        list of Candidate
        """
        out = []
        for hit in hits:
            if hit.kind in _LABELS and hit.guarded:
                label, source, confidence = _LABELS[hit.kind]
                out.append(Candidate(hit.start, hit.end, label, source, confidence, {"keys": list(hit.keys)}))
        return out


@Language.factory("localgov_listed")
def make(nlp: Language, name: str) -> ListedFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return ListedFinder()
