"""Particles and boundaries behind a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.gazetteer import is_boundary, particle_after, starts_word

CASES = json.loads((Path(__file__).parent / "cases" / "particles.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("marked", CASES["ends"])
@pytest.mark.parametrize("after", ["", " 일", ", 일", "(일)", "’", "\n"])
def test_the_word_ends(marked, after):
    name, particles = marked.split("|")
    assert particle_after(name + particles + after, len(name)) == len(name + particles)


@pytest.mark.parametrize("marked", CASES["goes_on"])
def test_the_word_goes_on(marked):
    name, rest = marked.split("|")
    assert particle_after(name + rest, len(name)) == -1
    assert particle_after(name + rest + " 일", len(name)) == -1


def test_boundaries():
    assert is_boundary("나주", 2)
    assert is_boundary("나주·강진", 2)
    assert not is_boundary("나주시", 2)
    assert starts_word("나주", 0)
    assert starts_word("‘나주", 1)
    assert not starts_word("동나주", 1)
    assert not starts_word("3나주", 1)


@given(text=st.text(max_size=40), end=st.integers(0, 40))
def test_never_out_of_range(text, end):
    end = min(end, len(text))
    after = particle_after(text, end)
    assert after == -1 or end <= after <= len(text)
    if after >= 0:
        assert is_boundary(text, after)


def test_a_long_chain_stays_linear():
    assert particle_after("나" + "에서" * 100_000, 1) == -1
