"""Fixtures of all rooms. Kiwi takes seconds to load, so it is loaded once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


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
