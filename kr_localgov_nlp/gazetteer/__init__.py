"""Dated tables of Korean governments, their heads, ministries and awards, and a matcher of their names."""

from __future__ import annotations

from kr_localgov_nlp.gazetteer.gazetteer import LAST_DAY, Gazetteer, load_gazetteer
from kr_localgov_nlp.gazetteer.governments import unique_entity
from kr_localgov_nlp.gazetteer.matcher import NameMatcher
from kr_localgov_nlp.gazetteer.particles import is_boundary, particle_after, starts_word
from kr_localgov_nlp.gazetteer.records import Agency, Award, Found, Government, HeadMatch, HeadTerm

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
