"""Fixtures of the gazetteer's tests: the tables and the matcher, built once."""

from __future__ import annotations

import pytest

from kr_localgov_nlp.gazetteer import Gazetteer, NameMatcher, load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def matcher(gazetteer: Gazetteer) -> NameMatcher:
    return NameMatcher(gazetteer)
