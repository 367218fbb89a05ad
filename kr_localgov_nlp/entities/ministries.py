"""MINISTRY: central administrative agencies, from the ministry hits of the character matcher."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.senses import ACCOUNT
from kr_localgov_nlp.entities.tables import gazetteer_of
from kr_localgov_nlp.gazetteer import particle_after, starts_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.gazetteer.ministries import Ministries
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
# 2개국 이상의 특허청, 미합중국 국방부: of other countries. 모의 공정거래위원회: a game.
_OTHERS = re.compile(r"(?:개국|각국|미합중국|연방)(?:의|\s이상의)?\s$|모의\s$")
# 조달청 이(가) 창작한 …: the licence that a site puts below its releases.
_LICENCE = re.compile(r"\s이\(가\)\s창작한")
# 환경부고시: an act of the agency, written as one word with it.
_ACT = re.compile(r"(?:고시|훈령|예규)(?:[가는를와의]|에서?|로)?(?![가-힣])")
# 기재·행안·환경부: the last of the list lends its ending to each one before it.
_SHARED = re.compile(r"(?<![가-힣])(?:[가-힣]{2,5}[·ㆍ‧・])+$")
_DOTS = ("·", "ㆍ", "‧", "・")
_STEM = re.compile(r"[가-힣]+")
_SHARED_REACH = 30
# 과기·산업부 장관상: the list is part of the prize's name.
_PRIZE = re.compile(r"\s?(?:장관|처장|청장)\s?(?:상|표창|포상|감사장|공로패)")


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

    def __init__(self, table: Ministries | None = None) -> None:
        self.table = table

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
            sure = hit.guarded or self._in_brackets(text, hit) or self._backed(text, hit, named)
            if not sure and not (starts_word(text, hit.start) and _ACT.match(text, hit.end)):
                continue
            if self._another(text, hit):
                continue
            if _FUSED.match(text, hit.end) or _SMALL_BODY.search(text, max(0, hit.start - 5), hit.start):
                continue
            office = _REGIONAL.match(text, hit.end)
            if office:
                found.append(Candidate(hit.start, office.end(), "ORG", "pattern:org.regional", 0.9))
            data: dict[str, object] = {"keys": list(hit.keys)}
            found.append(Candidate(hit.start, hit.end, "MINISTRY", "table:ministries", 0.96, data))
            if hit.guarded and not _PRIZE.match(text, hit.end):
                found += self._sharing(text, hit)
        return found

    def _sharing(self, text: str, hit: NameHit) -> list[Candidate]:
        """Agencies before this one in a list whose ending stands behind the last only: 기재·행안·환경부."""
        out: list[Candidate] = []
        if self.table is None or not text.endswith(_DOTS, 0, hit.start):
            return out
        row = _SHARED.search(text, max(0, hit.start - _SHARED_REACH), hit.start)
        if row is None:
            return out
        for m in reversed(list(_STEM.finditer(text, row.start(), row.end()))):
            full = m[0] + text[hit.end - 1]
            agencies = self.table.at(full)
            if not agencies:
                break
            data: dict[str, object] = {"keys": [agency.key for agency in agencies], "full": full}
            out.append(Candidate(m.start(), m.end(), "MINISTRY", "pattern:ministry.shared", 0.9, data))
        return out

    @staticmethod
    def _another(text: str, hit: NameHit) -> bool:
        """Whether the name is of another country's agency, of an account, or of the site's licence."""
        return bool(
            _OTHERS.search(text, max(0, hit.start - 9), hit.start)
            or ACCOUNT.search(text, max(0, hit.start - 2), hit.start)
            or _LICENCE.match(text, hit.end)
        )

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
    return MinistryFinder(gazetteer_of(nlp).ministries)
