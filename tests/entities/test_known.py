"""The table of well-known names: every row, and how the finder treats names inside others."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from kr_localgov_nlp.entities.abroad import AbroadFinder
from kr_localgov_nlp.entities.abroad import names as abroad
from kr_localgov_nlp.entities.known import KNOWN, LABELS, KnownFinder, names
from kr_localgov_nlp.gazetteer.tables import TABLES, once, read_rows


@pytest.fixture(scope="module")
def rows():
    return list(read_rows(TABLES / KNOWN, ("name", "label")))


def test_every_row_is_well_formed(rows):
    seen = {}
    for row in rows:
        name = row.text("name")
        once(row, name, seen)
        assert row.one_of("label", LABELS)
        assert 2 <= len(name) <= 40, row
        assert name == " ".join(name.split()), row
    assert list(seen) == sorted(seen)
    assert [one[:2] for one in names() if one[2] == "known"] == [
        (row.cells["name"], row.cells["label"]) for row in rows
    ]


def test_the_table_holds_every_label_and_no_name_of_the_others(rows):
    counts = Counter(row.cells["label"] for row in rows)
    assert all(counts[label] >= 50 for label in LABELS)
    assert not set(abroad()) & {name for name, _, table, _ in names() if table == "known"}


def test_the_longest_name_wins():
    text = "유네스코 한국위원회는 유네스코와 다르다."
    assert any(name == "유네스코 한국위원회" for name, *_ in names())
    found = KnownFinder().find(text)
    assert [text[c.start : c.end] for c in found] == ["유네스코 한국위원회"]


@pytest.mark.parametrize("text", ["로마자 표기법", "대천만 바다", "MS-DOS와 KT-1"])
def test_a_word_that_only_begins_with_a_name(text):
    assert KnownFinder().find(text) == []


@pytest.mark.parametrize("blank", ["\u00a0", "\u200b ", "\u2009"])
def test_odd_blanks_and_decomposed_letters(blank):
    text = unicodedata.normalize("NFD", f"어제 유네스코{blank}한국위원회가 왔다.")
    (found,) = KnownFinder().find(text)
    assert unicodedata.normalize("NFC", text[found.start : found.end]) == f"유네스코{blank}한국위원회"


def test_foreign_names_in_decomposed_letters():
    text = unicodedata.normalize("NFD", "베트남 하노이에 갔다.")
    assert [unicodedata.normalize("NFC", text[c.start : c.end]) for c in AbroadFinder().find(text)] == [
        "베트남 하노이"
    ]
