"""Hits of governments and of their heads' titles: merging with the parent, offices, guards.

The automaton gives every place where some form of some government's name stands. Here the forms that begin a
word are kept, the longest at each place; a name and the parent right before it become one hit; what follows
tells a government (`구로구가`), its office (`구로구청`), its head's title (`구로구청장`) and other words
(`구로구민`, `나주배`) apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.gazetteer.particles import particle_after, starts_word
from kr_localgov_nlp.korean.names import NameHit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kr_localgov_nlp.gazetteer.ambiguous import Ambiguous
    from kr_localgov_nlp.gazetteer.governments import Governments

# The rest of the head's title after a name that ends so: 나주시+장, 강진군+수, 구로구+청장, 전남도+지사.
TITLES = {"시": "장", "군": "수", "구": "청장", "도": "지사"}
OFFICE_BUILDING = "청"
# 전남지사, 경기 도지사: the province's bare name and the title.
_PROVINCE_TITLE = re.compile(r"(?:[ \u00a0]?도)?지사")
# A road (강남대로, 종로 12) or a bay (순천만), where the syllables look like particles; 대구만의 일 is no bay.
_ROAD_OR_BAY = re.compile(r"대로|로 ?[0-9]|만")
_NO_BAY = frozenset("서울 대구 대전 세종 경기 강원 충북 전북 경북 광주".split())  # noqa: SIM905
_GAP = re.compile(r"[^\S\n\r]{0,3}")
# Between the members of an enumeration, which vouch for each other: 구리·남양주, 완도, 진도
_LIST_GAP = re.compile(r"[·ㆍ‧․・･,/]\s?")
# What ends a member of an enumeration, or a town, behind a borough: 대구 수성, 인천 연수(2곳), 부산 동래 온천1동
_LIST_EDGE = re.compile(
    r"[·ㆍ‧․・･,/()\n]|\s?$|[^\S\n](?:등|및|소재|지역|일대)(?![가-힣])"
    r"|[^\S\n](?!(?:운|활|이|행|노|공|협|변|감|아)동)[가-힣]{1,3}\d{0,2}동(?:에서?|의|[과은을이])?(?![가-힣])"
)
_PROVINCES = frozenset({"province", "special_self_governing_province"})
# A branch office and no governor: 한국장애인고용공단 전남지사
_HAS_BRANCHES = re.compile(
    r"(?:공단|공사|공제회|협회|은행|재단|진흥원|적십자사|중앙회|기금|평가원|한전|LH|코레일) ?$"
)
# 광주전남 지역, 부산울산경남이: provinces written as one word; 광주전남 연구원 is a body's name
_NAME_GOES_ON = re.compile(
    r"[^\S\n](?!지역|시[·ㆍ]?도민|시도|주민|일대|곳곳|전역|최초|최대|유일|등(?![가-힣]))[가-힣]"
)
_LOOK_BACK = 8
_FULL_FORM = 3
# Inside a word only a longer name counts: 여주시 stands in 기울여주시고, 전라남도 nowhere by chance.
_SAFE_INSIDE = 4


class Surface(NamedTuple):
    """One way to write governments: the rows that it may mean, and what it is."""

    codes: tuple[str, ...]
    is_stem: bool
    is_word: bool
    province_codes: tuple[str, ...]


class Part(NamedTuple):
    """A name found, with its parents where they stand right before it."""

    start: int
    end: int
    codes: tuple[str, ...]
    surface: Surface
    name: str
    words: tuple[tuple[int, int], ...]
    above: Part | None = None


class GovernmentHits:
    """Makes hits of the places where governments' names stand.

    Parameters
    ----------
    governments
        The table.
    ambiguous
        The names that are words, and the words that make another thing of a name.
    """

    def __init__(self, governments: Governments, ambiguous: Ambiguous) -> None:
        self._ambiguous = ambiguous
        self._ancestors = {
            gov.code: frozenset(p.code for p in governments.parents_ever(gov)) for gov in governments
        }
        self._districts = frozenset(gov.code for gov in governments if gov.own.endswith("구"))
        forms: dict[str, dict[str, bool]] = {}
        provinces: dict[str, list[str]] = {}
        for gov in governments:
            for form in governments.own_forms(gov):
                is_stem = form == gov.stem
                forms.setdefault(form, {})[gov.code] = is_stem
                if gov.kind in _PROVINCES:
                    provinces.setdefault(form, []).append(gov.code)
        self.surfaces = {
            form: Surface(
                tuple(codes),
                any(codes.values()),
                ambiguous.is_word(form, "government"),
                tuple(provinces.get(form, ())),
            )
            for form, codes in forms.items()
        }

    def __call__(self, text: str, places: Iterable[tuple[int, int, str]]) -> list[NameHit]:
        """Return the hits of a text, given the places of names in it as (start, end, name)."""
        parts = self._merged(text, self._chosen(text, places))
        found: list[tuple[NameHit, Part]] = []
        for part in parts:
            hit = self._hit(text, part)
            if hit.guarded or part.above is None or not self._comes_apart(text, part, hit):
                found.append((hit, part))
                continue
            # 서울 서초동, 부산 수영 대회: the parent stands for itself, the rest is part of something else
            last = part._replace(start=part.words[-1][0], words=part.words[-1:], above=None)
            found += [
                (self._hit(text, part.above), part.above),
                (hit._replace(start=last.start, inner=()), last),
            ]
        return self._vouched(text, found)

    @staticmethod
    def _comes_apart(text: str, part: Part, hit: NameHit) -> bool:
        return hit.kind == "government" and part.surface.is_stem and text[part.words[-1][0] - 1].isspace()

    def _chosen(self, text: str, places: Iterable[tuple[int, int, str]]) -> list[Part]:
        chosen: list[Part] = []
        end = -1
        for start, stop, name in sorted(places, key=lambda place: (place[0], -place[1])):
            if start < end:
                continue
            surface = self.surfaces[name]
            glued = start != end and not starts_word(text, start)
            if glued and (surface.is_stem or stop - start < _SAFE_INSIDE):
                continue
            chosen.append(Part(start, stop, surface.codes, surface, name, ((start, stop),)))
            end = stop
        return chosen

    def _merged(self, text: str, parts: Sequence[Part]) -> list[Part]:
        merged: list[Part] = []
        for part in parts:
            if merged:
                above = merged[-1]
                gap = _GAP.fullmatch(text, above.end, part.start)
                if gap:
                    codes = tuple(
                        code for code in part.codes if not self._ancestors[code].isdisjoint(above.codes)
                    )
                    if codes:
                        words = above.words + part.words
                        merged[-1] = part._replace(start=above.start, codes=codes, words=words, above=above)
                        continue
            merged.append(part)
        # a stem glued behind another name only makes sense below it (서울구로, not 서울 in 남서울) or beside its like
        return [
            part
            for at, part in enumerate(merged)
            if not part.surface.is_stem
            or len(part.words) > 1
            or starts_word(text, part.start)
            or (at and self._beside(merged[at - 1], part))
        ]

    def _beside(self, one: Part, other: Part) -> bool:
        """Tell whether bare names of provinces and great cities stand together without a blank: 광주전남."""
        return one.end == other.start and all(
            part.surface.is_stem
            and len(part.words) == 1
            and any(not self._ancestors[code] for code in part.codes)
            for part in (one, other)
        )

    def _hit(self, text: str, part: Part) -> NameHit:
        begins = starts_word(text, part.start)
        title = self._title(text, part, begins)
        if title is not None:
            return title
        end = part.end
        after = particle_after(text, end)
        words = part.words
        if after != end and part.name[-1] in TITLES and text.startswith(OFFICE_BUILDING, end):
            beyond = particle_after(text, end + 1)
            if beyond >= 0:
                end, after = end + 1, beyond
                words = (*words[:-1], (words[-1][0], end))
        if after < 0:
            after = self._kept(text, end)
        guarded = after >= 0 and begins and not self._is_other(text, part)
        return NameHit(part.start, end, "government", part.codes, guarded, words if len(words) > 1 else ())

    def _title(self, text: str, part: Part, begins: bool) -> NameHit | None:
        codes, end, title = part.codes, part.end, TITLES.get(part.name[-1], "")
        if title and text.startswith(title, end):
            stop = end + len(title)
        else:
            codes = tuple(code for code in codes if code in part.surface.province_codes)
            found = _PROVINCE_TITLE.match(text, end) if codes else None
            if found is None:
                return None
            stop, title = found.end(), found.group()
            before = text[max(0, part.start - _LOOK_BACK) : part.start]
            if title == "지사" and _HAS_BRANCHES.search(before):
                return None
        over = particle_after(text, stop) >= 0
        if not over and not text.startswith(self._ambiguous.title, stop):
            return None
        first, last = part.words[-1]
        # 구로|구청장, 나주|시장, but 동구|청장: one syllable is no name
        border = last - 1 if last - first >= _FULL_FORM and part.name[-1] in "시군구" else last
        inner = (*part.words[:-1], (first, border), (border + (text[border].isspace()), stop))
        return NameHit(part.start, stop, "office", codes, over and begins, inner)

    def _kept(self, text: str, end: int) -> int:
        for word in self._ambiguous.keep:
            if text.startswith(word, end):
                after = particle_after(text, end + len(word))
                if after >= 0:
                    return after
        return -1

    def _is_other(self, text: str, part: Part) -> bool:
        if part.surface.is_stem and (other := _ROAD_OR_BAY.match(text, part.end)):
            return other[0] != "만" or part.name not in _NO_BAY
        if self._ambiguous.becomes_other(text, part.end, part.name):
            return True
        if not part.surface.is_word:
            return False
        if len(part.words) == 1:
            return True
        # a province before it makes 경남 고성 certain; 부산 수영, 대구 달성 are still words within a sentence
        if any(code not in self._districts for code in part.codes):
            return False
        return _LIST_EDGE.match(text, part.end) is None

    def _vouched(self, text: str, found: Sequence[tuple[NameHit, Part]]) -> list[NameHit]:
        hits = self._chained(text, found)
        for index, (hit, part) in enumerate(found):
            if hit.guarded or not part.surface.is_word or particle_after(text, hit.end) < 0:
                continue
            near = [hits[other] for other in (index - 1, index + 1) if 0 <= other < len(hits)]
            listed = any(other.guarded and self._listed(text, hit, other) for other in near)
            if listed and starts_word(text, hit.start):
                hits[index] = hit._replace(guarded=True)
        return hits

    def _chained(self, text: str, found: Sequence[tuple[NameHit, Part]]) -> list[NameHit]:
        """Keep provinces written as one word where the word ends with the last of them: 광주전남, not 광주전남연구원."""
        hits = [hit for hit, _ in found]
        at = 0
        while at < len(found):
            last = at
            while last + 1 < len(found) and self._beside(found[last][1], found[last + 1][1]):
                last += 1
            if last > at:
                whole = particle_after(text, hits[last].end) >= 0 and not _NAME_GOES_ON.match(
                    text, hits[last].end
                )
                for index in range(at, last + 1):
                    hits[index] = hits[index]._replace(guarded=whole and starts_word(text, hits[at].start))
            at = last + 1
        return hits

    @staticmethod
    def _listed(text: str, hit: NameHit, other: NameHit) -> bool:
        first, second = sorted((hit, other))
        return bool(_LIST_GAP.fullmatch(text, first.end, second.start))
