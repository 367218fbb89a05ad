"""DISTRICT: local governments and their territories, from the government hits of the character matcher.

A hit is only a name. What stands beside it decides: a particle or a border makes it the government, ``의회`` or
``대학교`` makes it part of another name, ``장`` makes it a title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.district_lists import DistrictLists
from kr_localgov_nlp.entities.district_names import (
    ADMIN,
    BODIES,
    BRACKETED,
    COUNTED,
    HEADED,
    IN_PLACE,
    LISTED_BEFORE,
    LISTED_BESIDE,
    NAMED_AFTER,
    NAMED_AFTER_FULL,
    NUMBERED,
    PART,
    PART_OF_NAME,
    PART_OF_SEA,
    REGION,
    ROUTE,
    ROUTE_WORDS,
    SCHOOL,
    SEAS,
    SHARE,
    SHARE_BEFORE,
    TOWN,
)
from kr_localgov_nlp.entities.names import NAME
from kr_localgov_nlp.entities.scan import matches_with
from kr_localgov_nlp.entities.senses import (
    AS_A_THING,
    EVERYDAY,
    FOSTERED,
    HALF_WORDS,
    NO_PLACE,
    NOUN_BEFORE,
    is_another,
)
from kr_localgov_nlp.entities.tables import gazetteer_of
from kr_localgov_nlp.gazetteer import particle_after, starts_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.gazetteer import Gazetteer
    from kr_localgov_nlp.korean.names import NameHit

    Listed = dict[int, tuple[str, ...]]

# 강기정 광주광역시 재난안전대책본부장: a head's further title; the government in it is not marked.
_HEADS_OTHER_TITLE = re.compile(r"\s(?:지역)?재난안전대책본부장")
# 나주시 시장 (대구시 수성구청장 is an office hit of its own, without a government hit inside)
_OWN_TITLE = re.compile(r"\s?(?:구청장|시장|군수|도지사)(?=[^가-힣]|$|[은는이가을를과와의])")
# 대구광역시 김대권 수성구청장, 서울시 오세훈 시장: what stands before a head's name and title belongs to the title.
_HEAD_BETWEEN = re.compile(
    rf"[^\S\n]{NAME}[^\S\n][가-힣]{{0,5}}(?<!부)(?:구청장|군수|시장|도지사|지사)(?=[^가-힣]|$|[은는이가을과와의])"
)
# A title of a work, a monument or a law: nothing in it stands for the government.
_CORNERED = re.compile(r"[「『《〈｢][^「」『』《》〈〉｢｣\n]{2,40}[」』》〉｣]")
# The name of a thing in single quotes that begins with a government: ‘2025년 강진군 달리는 국민신문고’, ‘나주 들애찬한우’.
_QUOTED = re.compile(
    r"[‘'](?:20\d\d년?\s?)?(?:제?\s?\d+[회기]\s?)?(?P<name>[가-힣][^‘’'“”\"\n,.…!?]{3,40})[’']"
)
# In a text about banks, 부산, 대구 and 경남 beside other banks are banks.
_BANK_STEMS = ("부산", "대구", "경남", "광주", "전북", "제주")
_SURE_BANKS = "국민|신한|우리|하나|농협|기업|수협|산업|씨티|SC제일"
_BANKS = f"(?:{_SURE_BANKS}|{'|'.join(_BANK_STEMS)})"
_BANK_BESIDE = re.compile(rf"{_BANKS}[\s,·/(]{{1,3}}$")
_BANK_AFTER = re.compile(rf"[\s,·/)]{{1,3}}{_BANKS}(?![가-힣]*[시도구군])")
# 부산·경남으로: without one that is a bank for sure both are provinces.
_SURE_BANK = re.compile(rf"(?<![가-힣])(?:{_SURE_BANKS})(?=[,·/()\n]|은행)|뱅크|은행\(")

# 나주시 사이클팀, 광양시 청년 조례: before a noun a name may be the beginning of a longer one that nothing else knew. Of
# such names .90 are right, of the others .99.
_BEFORE_NOUN = re.compile(
    r"[^\S\n](?![가-힣]{1,5}(?:읍|면|동|리)(?![가-힣]{2})|지역|일대|관내|전역|시민|군민|구민|도민|주민|출신|소재|거주|최초|등(?![가-힣]))[가-힣]"
)
BEFORE_NOUN = 0.8


class DistrictFinder(Finder):
    """Turn government hits into DISTRICT candidates.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
    >>> text = "서울 구로구가 나주시의회와 협약을 맺었다."
    >>> g = load_gazetteer(heads=False)
    >>> [(text[c.start:c.end], c.data["keys"]) for c in DistrictFinder(g).find(text, NameMatcher(g)(text))]
    [('서울 구로구', ['1153000000'])]
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.ambiguous = gazetteer.ambiguous
        self.lists = DistrictLists(gazetteer.governments)

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:  # noqa: ARG002
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
        governments = [hit for hit in hits if hit.kind == "government"]
        # What the text names beyond doubt: with 시·군·구·도 or by its head's title.
        certain = {
            key
            for hit in hits
            if hit.kind == "office"
            or (hit.kind == "government" and hit.guarded and text.endswith(ADMIN, hit.start, hit.end))
            for key in hit.keys
        }
        # 영양·장수 식품: words of every day do not vouch for each other.
        vouching = [h for h in governments if h.guarded or text[h.start : h.end] not in EVERYDAY]
        starts = {hit.start: hit.keys for hit in vouching}
        ends = {hit.end: hit.keys for hit in vouching}
        listed = self.lists(text, governments)
        titles = [m.span() for m in _CORNERED.finditer(text)]
        names = self._quoted_names(text, governments, titles)
        banks = text.count("은행") > 2
        routes = [
            m.span()
            for m in matches_with(ROUTE, text, ROUTE_WORDS)
            if any(m.start() <= hit.start < m.end() for hit in governments)
        ]
        found = [Candidate(*route, "PLACE", "pattern:place.route", 0.8) for route in routes]
        for hit in governments:
            surface = text[hit.start : hit.end]
            stem = not surface.endswith(ADMIN)
            backed = any(key in certain for key in hit.keys)
            vouched = hit.start in listed or HEADED.match(text, hit.end) is not None
            alone = hit.guarded or vouched
            if not alone and not (stem and self._stands_alone(text, hit, backed, starts, ends)):
                continue
            if stem and hit.keys[0] in self.lists.boroughs:
                unnamed = " " not in surface and not backed and not vouched
                # 서울 강남 가람호텔: with its city before it the borough stands for itself before a noun, too
                part = PART_OF_NAME if " " not in surface else NUMBERED
                if unnamed or part.match(text, hit.end):
                    continue
            if any(p.match(text, hit.end) for p in (_HEADS_OTHER_TITLE, _OWN_TITLE, _HEAD_BETWEEN)):
                continue
            if is_another(text, hit.start, hit.end) or REGION.match(text, hit.start):
                continue
            if any(start < hit.start and hit.end < end for start, end in titles) or any(
                start <= hit.start and hit.end <= end for start, end in routes
            ):
                continue
            if any(
                text.startswith(name, hit.start) and not TOWN.match(text, hit.start + len(name))
                for name in names
                if name.startswith(surface)
            ):
                continue
            if hit.end - hit.start == 2 and (body := BODIES.match(text, hit.end)):
                label = "PLACE" if body["noun"] == "공항" else "ORG"
                found.append(
                    Candidate(hit.start, hit.end, label, f"pattern:{label.lower()}.named_after", 0.7)
                )
                continue
            if banks and surface in _BANK_STEMS and self._bank(text, hit):
                continue
            if surface == "함양" and (
                FOSTERED.search(text, max(0, hit.start - 5), hit.start)
                or not (backed or self._stands_alone(text, hit, False, starts, ends))
            ):
                continue
            found += self._named_after(text, hit, stem)
            if stem and (PART.match(text, hit.end) or self._sea(text, hit, backed)):
                continue
            confidence = 0.85 if stem else 0.96
            data: dict[str, object] = {"keys": list(hit.keys)}
            if _BEFORE_NOUN.match(text, hit.end):
                data["at_most"] = BEFORE_NOUN
            found.append(Candidate(hit.start, hit.end, "DISTRICT", "table:governments", confidence, data))
        return found

    @staticmethod
    def _bank(text: str, hit: NameHit) -> bool:
        before = _BANK_BESIDE.search(text, max(0, hit.start - 8), hit.start)
        if not before and not _BANK_AFTER.match(text, hit.end):
            return False
        return _SURE_BANK.search(text, max(0, hit.start - 40), hit.end + 40) is not None

    @staticmethod
    def _named_after(text: str, hit: NameHit, stem: bool) -> list[Candidate]:
        """Longer names that begin with the name; being longer, they win."""
        out = []
        for pattern, label in NAMED_AFTER if stem else NAMED_AFTER_FULL:
            m = pattern.match(text, hit.end)
            if m and particle_after(text, m.end()) >= 0:
                out.append(Candidate(hit.start, m.end(), label, f"pattern:{label.lower()}.named_after", 0.7))
        return out

    def _stands_alone(self, text: str, hit: NameHit, backed: bool, starts: Listed, ends: Listed) -> bool:
        """Whether a stem that is also a word (전주, 화순, 경기) means the government here."""
        surface = text[hit.start : hit.end]
        in_place = IN_PLACE.match(text, hit.end)
        if not starts_word(text, hit.start) or (particle_after(text, hit.end) < 0 and not in_place):
            return False
        if self.ambiguous.becomes_other(text, hit.end, surface):
            return False  # 수원 확보, 강화 방안: of the government's own release too
        doing = text.startswith("에서", hit.end)
        if surface == "경기" and doing:
            return False  # 800m 경기에서: a match
        if in_place and not (doing and surface in NO_PLACE):
            return True
        if backed and (in_place or surface not in EVERYDAY):
            half = surface in HALF_WORDS
            thing = half and AS_A_THING.match(text, hit.end)
            if not thing and not ((in_place or half) and self._after_noun(text, hit, ends)):
                return True
        if surface == "경기" or surface not in EVERYDAY:
            bracketed = text[hit.start - 1 : hit.start] == "(" and BRACKETED.match(text, hit.end)
            if (bracketed and surface != "구리") or SCHOOL.match(text, hit.end):
                return True
        if surface == "경기" and (counted := COUNTED.match(text, hit.end)):
            return counted[0][0] == " " or text[hit.start - 1 : hit.start] == "("
        if surface == "경기" and SHARE.match(text, hit.end):
            return bool(SHARE_BEFORE.search(text, max(0, hit.start - 3), hit.start))
        after = LISTED_BESIDE.match(text, hit.end)
        before = LISTED_BEFORE.search(text, max(0, hit.start - 7), hit.start)
        beside = [starts.get(after.end(), ())] if after else []
        beside += [ends.get(before.start(), ())] if before else []
        # 예산군과 예산: a government does not vouch for its own stem.
        return any(keys and not set(keys) & set(hit.keys) for keys in beside)

    @staticmethod
    def _sea(text: str, hit: NameHit, backed: bool) -> bool:
        """Tell whether 동해 or 남해 is the sea: a part of it is meant, or the third sea is named, too."""
        if backed or text[hit.start : hit.end] not in SEAS:
            return False
        return "서해" in text or PART_OF_SEA.match(text, hit.end) is not None

    @staticmethod
    def _after_noun(text: str, hit: NameHit, ends: Listed) -> bool:
        return hit.start - 1 not in ends and bool(NOUN_BEFORE.search(text, max(0, hit.start - 9), hit.start))

    @staticmethod
    def _quoted_names(
        text: str, governments: Sequence[NameHit], titles: Sequence[tuple[int, int]]
    ) -> set[str]:
        """Names in quotes or corner brackets that begin with a government; wherever they stand they are names."""
        starts = {hit.start: hit for hit in governments}
        names = set()
        for m in _QUOTED.finditer(text):
            hit = starts.get(m.start("name"))
            if hit is None or not _IN_TITLE.match(text, hit.end) or _SITUATED.match(text, hit.end):
                continue
            if not _PREDICATE.search(m["name"]):
                names.add(m["name"])
        for start, end in titles:
            if start + 1 in starts:
                names.add(" ".join(text[start + 1 : end - 1].split()[:2]))
        return names


# ‘나주 들애찬한우’, ‘서울의 봄’, ‘화성에서 온 편지’
_IN_TITLE = re.compile(r"(?:의|에서)?[^\S\n]")
# ‘강진군 병영면 되살리기’, ‘포천시 소재 양계장’: where something is
_SITUATED = re.compile(r"[^\S\n](?:[가-힣]{1,3}[읍면]|소재)(?![가-힣])")
# A quoted clause or slogan is no name: ‘나주 관광을 즐기자’.
# So is a claim: ‘전남 최초’.
_PREDICATE = re.compile(
    r"(?:최초|유일|최고|제일|1위)$|[가-힣](?:다|자|라|요|까|하는|되는|한다|된다)$|[을를]\s"
)


@Language.factory("localgov_districts")
def make(nlp: Language, name: str) -> DistrictFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return DistrictFinder(gazetteer_of(nlp))
