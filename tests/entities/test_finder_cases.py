"""Marked sentences for each pattern finder: `cases/<finder>.json`, one sentence a row.

``⟦…⟧`` marks the spans wanted, ``values`` what they mean, ``published`` the article's date. A row with
``known_failure`` says why the finder misses it; when it no longer does, the test says so.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kr_localgov_nlp.entities.abroad import AbroadFinder
from kr_localgov_nlp.entities.dates import DateFinder
from kr_localgov_nlp.entities.events import EventFinder
from kr_localgov_nlp.entities.known import KnownFinder
from kr_localgov_nlp.entities.money import MoneyFinder
from kr_localgov_nlp.entities.organisations import OrganisationFinder
from kr_localgov_nlp.entities.persons import PersonFinder
from kr_localgov_nlp.entities.places import PlaceFinder
from kr_localgov_nlp.entities.programs import ProgramFinder
from kr_localgov_nlp.entities.quantity import QuantityFinder

FINDERS = {
    "dates": DateFinder,
    "money": MoneyFinder,
    "quantity": QuantityFinder,
    "persons": PersonFinder,
    "organisations": OrganisationFinder,
    "places": PlaceFinder,
    "abroad": AbroadFinder,
    "known": KnownFinder,
    "programs": ProgramFinder,
    "events": EventFinder,
}
FOLDER = Path(__file__).parent / "cases"


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, start = "", [], 0
    for char in marked:
        if char == "⟦":
            start = len(text)
        elif char == "⟧":
            spans.append((start, len(text)))
        else:
            text += char
    return text, spans


def rows():
    for name in FINDERS:
        for number, row in enumerate(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")), 1):
            failure = row.get("known_failure")
            marks = [pytest.mark.xfail(reason=failure, strict=True)] if failure else []
            yield pytest.param(name, row, id=f"{name}-{number}", marks=marks)


@pytest.mark.parametrize(("name", "row"), list(rows()))
def test_case(name, row):
    text, spans = unmark(row["text"])
    options = {"published": row.get("published")} if name == "dates" else {}
    found = sorted(FINDERS[name]().find(text, (), None, **options), key=lambda c: c.start)
    # A name that two tables have is proposed twice.
    proposed = list(dict.fromkeys((c.start, c.end) for c in found))
    assert [text[a:b] for a, b in proposed] == [text[a:b] for a, b in spans]
    assert proposed == spans
    if "values" in row:
        assert [c.data["value"] for c in found] == row["values"]


def test_enough_cases():
    counts = {
        name: len(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))) for name in FINDERS
    }
    assert counts["dates"] >= 40
    assert min(counts.values()) >= 20
