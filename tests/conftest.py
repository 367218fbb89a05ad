"""Fixtures of all rooms. Kiwi takes seconds to load, so it is loaded once a session."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language

# The same examples each time, so that a change is judged by what it changed;
# HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def kiwi_nlp() -> Language:
    """A pipeline of the tokenizer alone."""
    import spacy

    return spacy.blank("ko_localgov")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline; shared with `kr_localgov_nlp.analyze`, so that Kiwi and the tables load once."""
    from kr_localgov_nlp import pipeline

    return pipeline._default()
