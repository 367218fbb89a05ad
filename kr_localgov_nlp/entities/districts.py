"""DISTRICT: local governments and their territories, from the government hits of the character matcher.

A hit is only a name. What stands beside it decides: a particle or a border makes it the government, ``의회`` or
``대학교`` makes it part of another name, ``장`` makes it a title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.names import NAME
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
_ADMIN = ("시", "군", "구", "도", "청")
# A title of a work, a monument or a law: nothing in it stands for the government.
_CORNERED = re.compile(r"[「『《〈｢][^「」『』《》〈〉｢｣\n]{2,40}[」』》〉｣]")
# The name of a thing in single quotes that begins with a government: ‘2025년 강진군 달리는 국민신문고’, ‘나주 들애찬한우’.
_QUOTED = re.compile(
    r"[‘'](?:20\d\d년?\s?)?(?:제?\s?\d+[회기]\s?)?(?P<name>[가-힣][^‘’'“”\"\n,.…!?]{3,40})[’']"
)
# Fixed names written apart that begin with a stem: 함평 나비대축제, 순천 소방서, 용산 공원. The whole is the name.
_NAMED_AFTER = (
    (
        re.compile(r"[^\S\n][가-힣]{0,8}(?:축제|페스티벌|엑스포|박람회|문화제|영화제|비엔날레|마라톤|대회)"),
        "EVENT",
    ),
    (
        re.compile(
            r"[^\S\n](?:소방서|경찰서|세무서|우체국|교육지원청|상공회의소|문화원|[농축수신]협|(?:[초중]등?|고등)학교|경찰|소방"
            r"|FC|HD|유나이티드|아이파크|이랜드|현대[^\S\n]?모터스|드래곤즈|스틸러스|하나[^\S\n]?시티즌|그리너스|아산병원)"
        ),
        "ORG",
    ),
    (re.compile(r"[동서남북중]부(?![가-힣]{2})"), "PLACE"),
    (re.compile(r"[^\S\n](?:공원|향교|읍성|관아|객사|터미널|역|엑스포역|공항|오일장|문묘)"), "PLACE"),
)
# 경기남부, 경북북부: a part of the country.
_PART = re.compile(r"[동서남북중]부")
_PART_OF_SEA = re.compile(r"\s*[동서남북중]부")
_SEAS = frozenset({"동해", "남해"})
_IN_PLACE = re.compile(
    r"에서(?:[^가-힣]|$|는|도|의)|\s?(?:지역|일대|시내|군내|등지|[동서남북중]부(?:[^가-힣]|$|에서|권|의))"
)
# 종로 33, 용산 공원, 종로 소방서: before a noun or a number the stem of a borough is part of a place's name.
_PART_OF_NAME = re.compile(
    r"[^\S\n](?:\d+(?![\d,]*\s?[년월일명개건%만억])|(?!구민|주민|전역|지역|일대|곳곳|쪽|등지|출신|거주|관내)[가-힣])|\d"
)
_SEPARATOR = r"(?:[·ㆍ‧・]|,\s?|[과와]\s)"
_DOTTED = re.compile(r"[·ㆍ‧・]")
_LISTED_BESIDE = re.compile(_SEPARATOR)
_LISTED_BEFORE = re.compile(_SEPARATOR + "$")
# In a text about banks, 부산, 대구 and 경남 beside other banks are banks.
_BANK_STEMS = ("부산", "대구", "경남", "광주", "전북", "제주")
_BANKS = f"(?:국민|신한|우리|하나|농협|기업|수협|산업|씨티|SC제일|{'|'.join(_BANK_STEMS)})"
_BANK_BESIDE = re.compile(rf"{_BANKS}[\s,·/(]{{1,3}}$")
_BANK_AFTER = re.compile(rf"[\s,·/)]{{1,3}}{_BANKS}(?![가-힣]*[시도구군])")

# 부산·울산·경남권, 광주·전남지부: the list is one region's name.
_REGION = re.compile(
    r"[가-힣]{2}(?:[·ㆍ‧・][가-힣]{2})*[·ㆍ‧・][가-힣]{2}(?:권|지부|지회|지구협의회|본부|지역본부)(?![가-힣]{2})"
    r"|(?<=[·ㆍ‧・])[가-힣]{2}(?:권|지부|지회|지구협의회|본부|지역본부)(?![가-힣]{2})"
)
# (경기) 가람, 경기 962개소: nothing but a province stands so.
_COUNTED = re.compile(r"\s[\d,]+\s?(?:개소|개교|개사|명|곳|건)|\)\s?[가-힣]")
# 서울(12%), 경기(10%)
_SHARE = re.compile(r"\([\d.,]+\s?(?:%|명|곳|건|개)")
_SHARE_BEFORE = re.compile(r"\)[,·]?\s?$")
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
        table = gazetteer.governments
        self.ambiguous = gazetteer.ambiguous
        self.boroughs = {row.key for row in table if row.kind in ("autonomous_district", "general_district")}

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
            or (hit.kind == "government" and hit.guarded and text.endswith(_ADMIN, hit.start, hit.end))
            for key in hit.keys
        }
        # 영양·장수 식품: words of every day do not vouch for each other.
        vouching = [h for h in governments if h.guarded or text[h.start : h.end] not in EVERYDAY]
        starts = {hit.start: hit.keys for hit in vouching}
        ends = {hit.end: hit.keys for hit in vouching}
        listed = self._beside_boroughs(text, governments)
        titles = [m.span() for m in _CORNERED.finditer(text)]
        names = self._quoted_names(text, governments, titles)
        banks = text.count("은행") > 2
        found = []
        for hit in governments:
            surface = text[hit.start : hit.end]
            stem = not surface.endswith(_ADMIN)
            backed = any(key in certain for key in hit.keys)
            alone = hit.guarded or hit.start in listed
            if not alone and not (stem and self._stands_alone(text, hit, backed, starts, ends)):
                continue
            borough = stem and hit.keys[0] in self.boroughs
            unnamed = " " not in surface and not backed and hit.start not in listed
            if borough and (unnamed or _PART_OF_NAME.match(text, hit.end)):
                continue
            if any(p.match(text, hit.end) for p in (_HEADS_OTHER_TITLE, _OWN_TITLE, _HEAD_BETWEEN)):
                continue
            if is_another(text, hit.start, hit.end) or _REGION.match(text, hit.start):
                continue
            if any(start < hit.start and hit.end < end for start, end in titles):
                continue
            if any(text.startswith(name, hit.start) for name in names if name.startswith(surface)):
                continue
            if banks and surface in _BANK_STEMS and self._bank(text, hit):
                continue
            if surface == "함양" and (
                FOSTERED.search(text, max(0, hit.start - 5), hit.start)
                or not (backed or self._stands_alone(text, hit, False, starts, ends))
            ):
                continue
            if stem:
                found += self._named_after(text, hit)
                if _PART.match(text, hit.end) or (surface in _SEAS and not backed and _is_sea(text, hit)):
                    continue
            confidence = 0.85 if stem else 0.96
            data: dict[str, object] = {"keys": list(hit.keys)}
            if _BEFORE_NOUN.match(text, hit.end):
                data["at_most"] = BEFORE_NOUN
            found.append(Candidate(hit.start, hit.end, "DISTRICT", "table:governments", confidence, data))
        return found

    def _beside_boroughs(self, text: str, governments: Sequence[NameHit]) -> set[int]:
        """Where stems of boroughs stand in a list with one that is named in full or with its city: 강남·서초·송파구."""
        listed: set[int] = set()
        for order in (governments, governments[::-1]):
            last: NameHit | None = None
            for hit in order:
                first, second = (hit, last) if last is None or hit.start < last.start else (last, hit)
                joined = second is not None and _DOTTED.fullmatch(text, first.end, second.start)
                borough = hit.keys[0] in self.boroughs
                if borough and hit.guarded and (hit.inner or text.endswith(_ADMIN, hit.start, hit.end)):
                    last = hit
                elif borough and joined and particle_after(text, hit.end) >= 0:
                    listed.add(hit.start)
                    last = hit
                else:
                    last = None
        return listed

    @staticmethod
    def _bank(text: str, hit: NameHit) -> bool:
        before = _BANK_BESIDE.search(text, max(0, hit.start - 8), hit.start)
        return bool(before or _BANK_AFTER.match(text, hit.end))

    @staticmethod
    def _named_after(text: str, hit: NameHit) -> list[Candidate]:
        """Longer names that begin with the stem; being longer, they win."""
        out = []
        for pattern, label in _NAMED_AFTER:
            m = pattern.match(text, hit.end)
            if m and particle_after(text, m.end()) >= 0:
                out.append(Candidate(hit.start, m.end(), label, f"pattern:{label.lower()}.named_after", 0.7))
        return out

    def _stands_alone(self, text: str, hit: NameHit, backed: bool, starts: Listed, ends: Listed) -> bool:
        """Whether a stem that is also a word (전주, 화순, 경기) means the government here."""
        surface = text[hit.start : hit.end]
        in_place = _IN_PLACE.match(text, hit.end)
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
        if surface == "경기" and (counted := _COUNTED.match(text, hit.end)):
            return counted[0][0] == " " or text[hit.start - 1 : hit.start] == "("
        if surface == "경기" and _SHARE.match(text, hit.end):
            return bool(_SHARE_BEFORE.search(text, max(0, hit.start - 3), hit.start))
        after = _LISTED_BESIDE.match(text, hit.end)
        before = _LISTED_BEFORE.search(text, max(0, hit.start - 3), hit.start)
        beside = [starts.get(after.end(), ())] if after else []
        beside += [ends.get(before.start(), ())] if before else []
        # 예산군과 예산: a government does not vouch for its own stem.
        return any(keys and not set(keys) & set(hit.keys) for keys in beside)

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
            if hit is not None and _IN_TITLE.match(text, hit.end) and not _PREDICATE.search(m["name"]):
                names.add(m["name"])
        for start, end in titles:
            if start + 1 in starts:
                names.add(" ".join(text[start + 1 : end - 1].split()[:2]))
        return names


def _is_sea(text: str, hit: NameHit) -> bool:
    """Tell whether 동해 or 남해 is the sea: a part of it is meant, or the third sea is named, too."""
    return "서해" in text or _PART_OF_SEA.match(text, hit.end) is not None


# ‘나주 들애찬한우’, ‘서울의 봄’, ‘화성에서 온 편지’
_IN_TITLE = re.compile(r"(?:의|에서)?[^\S\n]")
# A quoted clause or slogan is no name: ‘나주 관광을 즐기자’.
# So is a claim: ‘전남 최초’.
_PREDICATE = re.compile(
    r"(?:최초|유일|최고|제일|1위)$|[가-힣](?:다|자|라|요|까|하는|되는|한다|된다)$|[을를]\s"
)


@Language.factory("localgov_districts")
def make(nlp: Language, name: str) -> DistrictFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return DistrictFinder(gazetteer_of(nlp))
