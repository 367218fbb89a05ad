"""DISTRICT: local governments and their territories, from the government hits of the character matcher.

A hit is only a name. What stands beside it decides: a particle or a border makes it the government, ``의회`` or
``대학교`` makes it part of another name, ``장`` makes it a title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, add, candidate_hits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

# 강기정 광주광역시 재난안전대책본부장: a head's further title; the government in it is not marked.
_HEADS_OTHER_TITLE = re.compile(r"\s(?:지역)?재난안전대책본부장")
# 나주시 시장, 대구시 수성구청장 (the latter is an office hit of its own)
_OWN_TITLE = re.compile(r"\s?(?:구청장|시장|군수|도지사)(?=[^가-힣]|$|[은는이가을를과와의])")
# Words that make a bare stem part of another name when they follow after a space: 동해 바다, 광주 비엔날레 …
_ADMIN = re.compile(r"(?:[시군구도청]|특별시|광역시|특별자치시|특별자치도)$")
_NOT_BEFORE = re.compile(r"[가-힣A-Za-z0-9]$")


class DistrictFinder:
    """Turn government hits into DISTRICT candidates.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
    >>> text = "서울 구로구가 나주시의회와 협약을 맺었다."
    >>> hits = NameMatcher(load_gazetteer(heads=False))(text)
    >>> [(text[c.start:c.end], c.data["keys"]) for c in DistrictFinder().find(text, hits)]
    [('서울 구로구', ['1153000000'])]
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates of one Doc."""
        add(doc, self.find(doc.text, candidate_hits(doc), doc))
        return doc

    def find(self, text: str, hits: Sequence[NameHit], doc: Doc | None = None) -> list[Candidate]:
        """Find districts in a text.

        Parameters
        ----------
        text
            The text as given.
        hits
            What the character matcher found; the kind ``government`` is used.
        doc
            Unused here; part of every finder's signature.

        Returns
        -------
        list of Candidate
            ``data["keys"]`` holds the gazetteer keys that the name can mean on some day.
        """
        found = []
        for hit in hits:
            if hit.kind != "government" or not hit.guarded:
                continue
            if _HEADS_OTHER_TITLE.match(text, hit.end):
                continue
            if _OWN_TITLE.match(text, hit.end):
                continue
            name = text[hit.start : hit.end]
            confidence = 0.96 if _ADMIN.search(name) else 0.85
            found.append(
                Candidate(hit.start, hit.end, "DISTRICT", "table:governments", confidence, {"keys": list(hit.keys)})
            )
        return found


@Language.factory("localgov_districts")
def make(nlp: Language, name: str) -> DistrictFinder:
    """Build the component for a pipeline."""
    return DistrictFinder()
