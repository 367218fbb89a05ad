"""The matcher: every known name in a text, on characters, before any tokenizer runs.

One automaton walks the text for all names of one word, another the text without spaces for names of several.
What stands around a hit decides whether it is guarded; see `government_hits`, `name_hits`, `spaced_hits`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import ahocorasick_rs

from kr_localgov_nlp.gazetteer.awards import PREFIXES
from kr_localgov_nlp.gazetteer.gazetteer import Gazetteer, load_gazetteer
from kr_localgov_nlp.gazetteer.government_hits import GovernmentHits
from kr_localgov_nlp.gazetteer.name_hits import head_hits, plain_hits
from kr_localgov_nlp.gazetteer.spaced_hits import SpacedHits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kr_localgov_nlp.korean.names import NameHit

GOVERNMENT, HEAD, MINISTRY, AWARD, ORGANISATION = "government", "head", "ministry", "award", "agency-org"


class NameMatcher:
    """Finds the names of the gazetteer in a text.

    Parameters
    ----------
    gazetteer
        The tables; ours where none are given.

    Examples
    --------
    >>> match = NameMatcher()
    >>> text = "서울시 구로구(구청장 문헌일)는 고용노동부의 상을 받았다."
    >>> [(text[hit.start:hit.end], hit.kind, hit.keys) for hit in match(text)]
    [('서울시 구로구', 'government', ('1153000000',)), ('문헌일', 'head', ('문헌일',)),
     ('고용노동부', 'ministry', ('고용노동부',))]
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._build(gazetteer or load_gazetteer())

    def _build(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._governments = GovernmentHits(gazetteer.governments, gazetteer.ambiguous)
        self._keys: dict[str, dict[str, tuple[str, ...]]] = {}
        spaced: list[tuple[str, str, str]] = []
        for kind, name, key in _names(gazetteer):
            if kind == AWARD or " " in name:
                spaced.append((kind, name, key))
            else:
                table = self._keys.setdefault(kind, {})
                table[name] = (*table.get(name, ()), key)
        self._spaced = SpacedHits(spaced, gazetteer.ambiguous)
        kinds: dict[str, list[str]] = {}
        for name in self._governments.surfaces:
            kinds.setdefault(name, []).append(GOVERNMENT)
        for kind, names in self._keys.items():
            for name in names:
                kinds.setdefault(name, []).append(kind)
        self._patterns = [(name, tuple(of)) for name, of in kinds.items()]
        self._automaton = ahocorasick_rs.AhoCorasick([name for name, _ in self._patterns])

    def __call__(self, text: str, /) -> list[NameHit]:
        """Return the hits in a text, by start, the longer first.

        Parameters
        ----------
        text
            Any string. Offsets of the hits are into it as it is given.
        """
        places: dict[str, list[tuple[int, int, str]]] = {}
        patterns = self._patterns
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            name, kinds = patterns[number]
            for kind in kinds:
                if kind in places:
                    places[kind].append((start, end, name))
                else:
                    places[kind] = [(start, end, name)]
        ambiguous = self.gazetteer.ambiguous
        hits = self._governments(text, places.pop(GOVERNMENT, ()))
        heads = places.pop(HEAD, ())
        if heads:
            hits += head_hits(text, heads, ambiguous, [hit for hit in hits if hit.kind == "office"])
        for kind, found in places.items():
            hits += plain_hits(text, found, kind, self._keys[kind], ambiguous)
        hits = _longest_of_kind(hits, self._spaced(text))
        hits.sort(key=lambda hit: (hit.start, -hit.end, hit.kind))
        return hits

    def to_bytes(self) -> bytes:
        """Return what is needed to build the same matcher elsewhere: the gazetteer's own arguments."""
        state = {"heads": self.gazetteer.with_heads, "extra": self.gazetteer.extra_rows}
        return json.dumps(state, ensure_ascii=False).encode()

    def from_bytes(self, data: bytes) -> NameMatcher:
        """Become the matcher that `to_bytes` described."""
        state = json.loads(data)
        self._build(load_gazetteer(heads=state["heads"], extra=state["extra"]))
        return self

    def __reduce__(self) -> tuple[object, tuple[bytes]]:
        return _from_bytes, (self.to_bytes(),)


def _from_bytes(data: bytes) -> NameMatcher:
    return NameMatcher.__new__(NameMatcher).from_bytes(data)


def _longest_of_kind(hits: list[NameHit], spaced: list[NameHit]) -> list[NameHit]:
    # a name of several words swallows the shorter ones of its own kind: 진실·화해를 위한 과거사정리위원회
    for long in spaced:
        hits = [
            hit for hit in hits if hit.kind != long.kind or hit.end <= long.start or hit.start >= long.end
        ]
    return hits + spaced


def _names(gazetteer: Gazetteer) -> Iterator[tuple[str, str, str]]:
    for person in gazetteer.heads.names():
        yield HEAD, person, person
    for agency in gazetteer.ministries:
        for name in gazetteer.ministries.forms(agency):
            yield MINISTRY, name, agency.key
    for organisation in gazetteer.organisations.values():
        for name in (organisation.name, *organisation.short_names):
            yield ORGANISATION, name, organisation.key
    for award in gazetteer.awards:
        for name in (award.name, *award.aliases):
            yield AWARD, name, award.key
            if not name.startswith(PREFIXES):
                for prefix in PREFIXES:
                    yield AWARD, f"{prefix} {name}", award.key
    for extra in gazetteer.extra_names:
        for name in (extra.name, *extra.aliases):
            yield extra.kind, name, extra.key
