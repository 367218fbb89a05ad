"""Names of tables that are only proposed: 전력거래소, 영산강, 고향사랑기부제, and what single governments have of their own.

Whether 국립나주박물관 acts or is where something happens, and whether it is but the beginning of a longer name, is for the
recogniser to say. Where such a name of a single government stands behind that government's, 공주 산성시장, it tells that 공주 is
no princess. 다시면 is a town of 나주시 and "when again", 중앙동 a town of forty cities: a text that names the
government says which, elsewhere such a name is only likely.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import ahocorasick_rs
from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.nouns import is_noun
from kr_localgov_nlp.entities.places import hamlet_end
from kr_localgov_nlp.entities.scan import in_plain
from kr_localgov_nlp.gazetteer.particles import particle_after, starts_word
from kr_localgov_nlp.gazetteer.tables import SEPARATOR, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

#: Names that anybody may tell; the country's 읍·면·동; other names of single governments.
KNOWN, TOWNS, LOCAL = "known.csv", "towns.csv", "local.csv"
LABELS = ("PERSON", "ORG", "PLACE", "PROGRAM", "EVENT", "AWARD")
#: Before the recogniser has counted how often such a name is right.
SURE = {"PERSON": 0.75, "ORG": 0.75, "PLACE": 0.7, "PROGRAM": 0.7, "EVENT": 0.7, "AWARD": 0.7}
HOME, ELSEWHERE = 0.9, 0.7
# A shorter name of a government that the text does not tell is as likely a word.
LEAST = 3
#: How sure a government is that only what stands behind its name tells.
VOUCHED = 0.85
# What behind two syllables is as likely a part of another word as a particle, and a Latin name that goes on.
_NO_PARTICLE = re.compile(r"[자만일](?![가-힣])")
_COMPOUND = re.compile(r"[A-Za-z\d]-[A-Z\d]")


# A name, what it mostly is, its table, and the 10-digit codes of those that have something of this name, parted by
# semicolons: of a known name none. Of 118,000 rows named tuples would take a fifth of a second more to make.
Name = tuple[str, str, str, str]


def _rows(file: str) -> list[list[str]]:
    # No cell holds a comma, a quotation mark or a line break: the tests see to that.
    return [line.split(",") for line in (TABLES / file).read_text(encoding="utf-8").split("\n")[1:-1]]


@lru_cache(maxsize=1)
def names() -> list[Name]:
    """Read the three tables: name, label, table and governments; the tests check the rows, reading does not.

    Examples
    --------
    >>> [one[1:] for one in names() if one[0] in ("고향사랑기부제", "다시면")]
    [('PROGRAM', 'known', ''), ('PLACE', 'towns', '1217000000;4617000000')]
    """
    return [
        *((name, label, "known", "") for name, label in _rows(KNOWN)),
        *((name, "PLACE", "towns", codes) for name, codes in _rows(TOWNS)),
        *((name, label, "local", codes) for name, label, codes in _rows(LOCAL)),
    ]


@lru_cache(maxsize=1)
def _search() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([name for name, *_ in names()], store_patterns=False)


class KnownFinder(Finder):
    """Propose names of the tables that stand as words of their own; of several that begin alike the longest.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
    >>> text = "나주시 다시면에서 고향사랑기부제를 알렸다. 대고향사랑기부제는 모른다."
    >>> hits = NameMatcher(load_gazetteer(heads=False))(text)
    >>> [(text[c.start : c.end], c.label, c.source) for c in KnownFinder().find(text, hits)]
    [('고향사랑기부제', 'PROGRAM', 'known:program'), ('다시면', 'PLACE', 'towns:home')]
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the names in a text; the hits tell which governments it names.

        Examples
        --------
        >>> KnownFinder().find("영산강변을 걸어 이동 시간을 쟀다.")
        []
        """
        del doc
        named = {key for hit in hits if hit.kind in ("government", "office") for key in hit.keys}
        words = {hit.end + 1: hit for hit in hits if hit.kind == "government" and not hit.guarded}
        return in_plain(text, lambda plain: _found(plain, named, words))


def _stands(text: str, start: int, end: int) -> bool:
    """Tell whether a name is a word here: 로마자, 대천만 and MS-DOS only begin with one."""
    if not starts_word(text, start) or particle_after(text, end) < 0:
        return False
    if end - start == 2 and _NO_PARTICLE.match(text, end):
        return False
    return _COMPOUND.match(text, end - 1) is None


def _found(text: str, named: set[str], words: Mapping[int, NameHit]) -> Iterator[Candidate]:
    listed = names()
    known: list[tuple[int, int, Name]] = []
    local: list[tuple[int, int, Name]] = []
    for number, start, end in _search().find_matches_as_indexes(text, overlapping=True):
        if _stands(text, start, end):
            one = listed[number]
            (local if one[3] else known).append((start, -end, one))
    taken = 0
    for start, end, (_, label, _, _) in sorted(known):
        if start >= taken:
            taken = -end
            yield Candidate(start, taken, label, f"known:{label.lower()}", SURE[label])
    taken = 0
    for start, end, (name, label, table, governments) in sorted(local):
        if (hit := words.get(start)) and len(name) >= LEAST and text[start - 1] == " ":
            yield from _vouched(text, hit, governments)
        if start < taken:
            continue
        home = not named.isdisjoint(governments.split(SEPARATOR))
        if not home and (len(name) < LEAST or is_noun(name)):
            continue
        taken = hamlet_end(text, -end) if label == "PLACE" else -end
        where, sure = ("home", HOME) if home else ("elsewhere", ELSEWHERE)
        kind = "" if table == "towns" else f".{label.lower()}"
        yield Candidate(start, taken, label, f"{table}:{where}{kind}", sure)


def _vouched(text: str, hit: NameHit, governments: str) -> Iterator[Candidate]:
    """Give a government whose stem is a word where a name of its own stands behind: 공주 산성시장, 경주 감포읍."""
    owners = governments.split(SEPARATOR)
    keys = [key for key in hit.keys if key in owners]
    if keys and starts_word(text, hit.start):
        yield Candidate(hit.start, hit.end, "DISTRICT", "table:governments", VOUCHED, {"keys": keys})


@Language.factory("localgov_known")
def make(nlp: Language, name: str) -> KnownFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return KnownFinder()
