"""Names that releases tell often: 전력거래소, 채널A, 영산강, 고향사랑기부제, 나로우주센터 … of a table, as what they mostly are.

Unlike the names of `listed` they are only proposed: whether 국립나주박물관 acts or is where something happens, and
whether it is but the beginning of a longer name, is for the recogniser to say.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import ahocorasick_rs
from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.scan import in_plain
from kr_localgov_nlp.gazetteer.particles import particle_after, starts_word
from kr_localgov_nlp.gazetteer.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

FILE = "known.csv"
LABELS = ("PERSON", "ORG", "PLACE", "PROGRAM", "EVENT", "AWARD")
#: Before the recogniser has counted how often such a name is right.
SURE = {"PERSON": 0.75, "ORG": 0.75, "PLACE": 0.7, "PROGRAM": 0.7, "EVENT": 0.7, "AWARD": 0.7}
# What behind two syllables is as likely a part of another word as a particle, and a Latin name that goes on.
_NO_PARTICLE = re.compile(r"[자만일](?![가-힣])")
_COMPOUND = re.compile(r"[A-Za-z\d]-[A-Z\d]")


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Read ``known.csv``: what each name mostly is.

    The tests check its rows; reading does not.

    Examples
    --------
    >>> names()["전력거래소"], names()["영산강"]
    ('ORG', 'PLACE')
    """
    with (TABLES / FILE).open(encoding="utf-8", newline="") as handle:
        rows = csv.reader(handle)
        next(rows)
        return dict(rows)


@lru_cache(maxsize=1)
def _search() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    """Give the automaton of the names, and their labels by its numbers."""
    return ahocorasick_rs.AhoCorasick(list(names())), list(names().values())


class KnownFinder(Finder):
    """Propose well-known names that stand as words of their own; of several that begin alike the longest.

    Examples
    --------
    >>> text = "영산강에서 전력거래소가 알렸다. 대전력거래소는 모른다."
    >>> [(text[c.start : c.end], c.label, c.source) for c in KnownFinder().find(text)]
    [('영산강', 'PLACE', 'known:place'), ('전력거래소', 'ORG', 'known:org')]
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the names of the table in a text; hits and Doc are not needed.

        Examples
        --------
        >>> KnownFinder().find("영산강변을 걷는다.")
        []
        """
        del hits, doc
        return in_plain(text, _found)


def _stands(text: str, start: int, end: int) -> bool:
    """Tell whether a name is a word here: 로마자, 대천만 and MS-DOS only begin with one."""
    if not starts_word(text, start) or particle_after(text, end) < 0:
        return False
    if end - start == 2 and _NO_PARTICLE.match(text, end):
        return False
    return _COMPOUND.match(text, end - 1) is None


def _found(text: str) -> Iterator[Candidate]:
    automaton, labels = _search()
    spans = [
        (start, -end, number)
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if _stands(text, start, end)
    ]
    taken = 0
    for start, end, number in sorted(spans):
        if start >= taken:
            taken = -end
            label = labels[number]
            yield Candidate(start, taken, label, f"known:{label.lower()}", SURE[label])


@Language.factory("localgov_known")
def make(nlp: Language, name: str) -> KnownFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return KnownFinder()
