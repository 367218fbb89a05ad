"""Dated tables of Korean governments, their heads, ministries and awards, and a matcher of their names.

The matcher speaks the tokenizer's language (`NameHit`) and is imported when it is first asked for, so that a
look into the tables costs no spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kr_localgov_nlp.gazetteer.gazetteer import LAST_DAY, Gazetteer, load_gazetteer
from kr_localgov_nlp.gazetteer.governments import unique_entity
from kr_localgov_nlp.gazetteer.particles import is_boundary, particle_after, starts_word
from kr_localgov_nlp.gazetteer.records import Agency, Award, Found, Government, HeadMatch, HeadTerm

if TYPE_CHECKING:
    from kr_localgov_nlp.gazetteer.matcher import NameMatcher

__all__ = [
    "LAST_DAY",
    "Agency",
    "Award",
    "Found",
    "Gazetteer",
    "Government",
    "HeadMatch",
    "HeadTerm",
    "NameMatcher",
    "is_boundary",
    "load_gazetteer",
    "particle_after",
    "starts_word",
    "unique_entity",
]


def __getattr__(name: str) -> object:
    if name == "NameMatcher":
        from kr_localgov_nlp.gazetteer.matcher import NameMatcher

        return NameMatcher
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
