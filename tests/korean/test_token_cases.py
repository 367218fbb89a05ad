"""Tokens of press-release Korean, one case a line in cases/*.json: text, names to force, surface/TAG.

A case with `known_failure` says what would be right and why Kiwi errs; once Kiwi gets it right, that shows.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kr_localgov_nlp.korean import tokenize
from tests.korean.korean_finders import ListFinder

CASES = [
    pytest.param(
        case,
        id=f"{path.stem}:{number}",
        marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)]
        if "known_failure" in case
        else [],
    )
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")), 1)
]


def test_there_are_cases():
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    names = ListFinder(case["names"]) if "names" in case else None
    assert [f"{token.text}/{token.tag}" for token in tokenize(case["text"], names)] == case["tokens"]
