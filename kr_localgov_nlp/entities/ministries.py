"""MINISTRY: central administrative agencies, from the ministry hits of the character matcher."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.gazetteer import particle_after, starts_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

# The head of an agency fused to its name (질병관리청장, 경찰청장) is a title; 산업부 장관 is agency and title.
_FUSED = re.compile(r"(?:장관|차관|장)(?=[^가-힣]|$|[은는이가을를과와의도])")

# 고용노동부 성남지청 is a regional office, 법제처 적극행정위원회 a body of the ministry's own: one ORG with it.
_REGIONAL = re.compile(
    r"\s(?:[가-힣]{2,5}지청|[가-힣]{2}인권사무소|적극행정(?:지원)?위원회|청년위원회|근무지원단"
    r"|(?:\d{4}\s)?[가-힣]{0,6}(?:자문단|기자단|서포터즈|참여단))(?![장원]|[가-힣]{3})"
)
# 학생회 환경부: an office of a students' council or a parish.
_SMALL_BODY = re.compile(r"(?:학생회|동아리|교회|성당|청년회|동창회)\s$")


class MinistryFinder(Finder):
    """Turn ministry hits into MINISTRY candidates.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
    >>> text = "고용노동부 주관 평가에서 질병관리청장 표창을 받았다."
    >>> hits = NameMatcher(load_gazetteer(heads=False))(text)
    >>> [text[c.start:c.end] for c in MinistryFinder().find(text, hits)]
    ['고용노동부']
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:  # noqa: ARG002
        """Find ministries in a text.

        Parameters
        ----------
        text
            The text as given.
        hits
            What the character matcher found; the kind ``ministry`` is used.
        doc
            Unused here; part of every finder's signature.

        Returns
        -------
        list of Candidate
            ``data["keys"]`` holds the agencies that bore the name on some day.
        """
        found = []
        named = {key for hit in hits if hit.kind == "ministry" and hit.guarded for key in hit.keys}
        for hit in hits:
            if hit.kind != "ministry":
                continue
            if not (hit.guarded or self._in_brackets(text, hit) or self._backed(text, hit, named)):
                continue
            if _FUSED.match(text, hit.end) or _SMALL_BODY.search(text, max(0, hit.start - 5), hit.start):
                continue
            office = _REGIONAL.match(text, hit.end)
            if office:
                found.append(Candidate(hit.start, office.end(), "ORG", "pattern:org.regional", 0.9))
            data: dict[str, object] = {"keys": list(hit.keys)}
            found.append(Candidate(hit.start, hit.end, "MINISTRY", "table:ministries", 0.96, data))
        return found

    @staticmethod
    def _backed(text: str, hit: NameHit, named: set[str]) -> bool:
        """Whether a name that is also a word stands alone in a text that names the agency in full: 해경, 안전처."""
        known = any(key in named for key in hit.keys)
        return known and starts_word(text, hit.start) and particle_after(text, hit.end) >= 0

    @staticmethod
    def _in_brackets(text: str, hit: NameHit) -> bool:
        """Whether a name that is also a word heads a list of people: ``(총리실) 박가람 실장``."""
        return text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")"


@Language.factory("localgov_ministries")
def make(nlp: Language, name: str) -> MinistryFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return MinistryFinder()
