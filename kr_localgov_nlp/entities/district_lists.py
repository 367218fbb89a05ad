"""Bare names of governments that a list, a bracket or a table vouches for: 강남·서초·송파구, 서울(강북·도봉), a cell below its city."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.district_names import (
    ADMIN,
    COUNTED_BOROUGHS,
    DOTTED,
    LIST_COMMA,
    PART_OF_NAME,
)
from kr_localgov_nlp.gazetteer import particle_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.gazetteer.governments import Governments
    from kr_localgov_nlp.korean.names import NameHit

# Two bare names may stand side by side by chance (강남·송파 are areas, too), three of one city do not.
_ENOUGH = 3
# 서울(강북·도봉·은평): short names alone, so that 서울(강남 소재 기업) is none.
_BRACKET = re.compile(r"[^\S\n]?\((?:[가-힣]{1,4}(?:[·ㆍ‧・/]|,\s?)){0,24}[가-힣]{1,4}\)")
# One cell a line, as tables come out of their files; a row may be parted by empty lines.
_NEXT_CELL = re.compile(r"[^\S\n]*\n\s*")
_CELL_END = re.compile(r"[^\S\n]*(?:\n|$)")
# 경기 is a match in most tables; where other provinces have cells of their own it is one of them.
_GAME = "경기"
_PROVINCES = re.compile(
    r"(?<=\n)(?:서울|부산|대구|인천|광주|대전|울산|세종|강원|충북|충남|전북|전남|경북|경남|제주)(?=\n)"
)


class DistrictLists:
    """Tell which bare names are vouched for by what they stand in.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
    >>> g = load_gazetteer(heads=False)
    >>> text = "서울(강북·도봉)과 부산, 그리고 강남·서초·송파"
    >>> hits = [hit for hit in NameMatcher(g)(text) if hit.kind == "government"]
    >>> [text[start : start + 2] for start in sorted(DistrictLists(g.governments)(text, hits))]
    ['강북', '도봉', '강남', '서초', '송파']
    """

    def __init__(self, table: Governments) -> None:
        self._table = table
        self.boroughs = {row.key for row in table if row.kind in ("autonomous_district", "general_district")}

    def __call__(self, text: str, governments: Sequence[NameHit]) -> set[int]:
        """Return where the names start that their list, bracket or table vouches for."""
        listed = self._beside_named(text, governments)
        listed |= self._of_one_city(text, governments)
        listed |= self._below(text, governments)
        if "개구" in text or "자치구" in text:
            counted = [m.span() for m in COUNTED_BOROUGHS.finditer(text)]
            listed |= {
                hit.start
                for hit in governments
                if hit.keys[0] in self.boroughs and any(low <= hit.start < high for low, high in counted)
            }
        return listed

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return {row.key: frozenset(p.key for p in self._table.parents_ever(row)) for row in self._table}

    def _beside_named(self, text: str, governments: Sequence[NameHit]) -> set[int]:
        """Stems of boroughs in a list with one that is named in full or with its city: 강남·서초·송파구."""
        listed: set[int] = set()
        for order in (governments, governments[::-1]):
            last: NameHit | None = None
            for hit in order:
                first, second = (hit, last) if last is None or hit.start < last.start else (last, hit)
                joined = second is not None and DOTTED.fullmatch(text, first.end, second.start)
                borough = hit.keys[0] in self.boroughs
                if borough and hit.guarded and (hit.inner or text.endswith(ADMIN, hit.start, hit.end)):
                    last = hit
                elif borough and joined and particle_after(text, hit.end) >= 0:
                    listed.add(hit.start)
                    last = hit
                else:
                    last = None
        return listed

    def _of_one_city(self, text: str, governments: Sequence[NameHit]) -> set[int]:
        """Three and more stems of boroughs of one city: 노원, 도봉, 강북."""
        listed: set[int] = set()
        row: list[NameHit] = []
        cities: frozenset[str] = frozenset()
        for hit in governments:
            above: frozenset[str] = frozenset()
            if hit.keys[0] in self.boroughs and not hit.inner and particle_after(text, hit.end) >= 0:
                above = frozenset().union(*(self._above[key] for key in hit.keys))
            if row and cities & above and LIST_COMMA.fullmatch(text, row[-1].end, hit.start):
                row.append(hit)
                cities &= above
            else:
                row, cities = [hit] if above else [], above
            # 강남, 서초, 송파 세무서: the noun behind the last is each one's
            if len(row) >= _ENOUGH and not PART_OF_NAME.match(text, hit.end):
                listed.update(one.start for one in row)
        return listed

    def _below(self, text: str, governments: Sequence[NameHit]) -> set[int]:
        """Names in the bracket behind the government that they lie in, or in the cell below its cell."""
        listed: set[int] = set()
        upper: NameHit | None = None
        close = -1
        cell: NameHit | None = None
        for hit in governments:
            if upper is not None and hit.end <= close:
                if self._lies_in(hit, upper):
                    listed.add(hit.start)
                continue
            if text[hit.end : hit.end + 2].lstrip().startswith("(") and (m := _BRACKET.match(text, hit.end)):
                upper, close = hit, m.end()
            if not _CELL_END.match(text, hit.end):
                cell = None
                continue
            if cell and _NEXT_CELL.fullmatch(text, cell.end, hit.start) and self._lies_in(hit, cell):
                listed.add(hit.start)
            cell = hit if text[hit.start - 1 : hit.start] in ("", "\n") else None
        if f"\n{_GAME}\n" in text and len(set(_PROVINCES.findall(text))) >= _ENOUGH:
            listed |= {
                hit.start for hit in governments if text[hit.start - 1 : hit.end + 1] == f"\n{_GAME}\n"
            }
        return listed

    def _lies_in(self, hit: NameHit, upper: NameHit) -> bool:
        return any(not self._above[key].isdisjoint(upper.keys) for key in hit.keys)
