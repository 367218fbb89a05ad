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
