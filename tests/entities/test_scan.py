"""The short cuts of `scan` find what the expressions they stand for would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.entities.names import standing_alone
from kr_localgov_nlp.entities.organisations import ENDING
from kr_localgov_nlp.entities.persons import TITLE, TITLE_WORDS
from kr_localgov_nlp.entities.quantity import NUMBER
from kr_localgov_nlp.entities.scan import Words, digit_starts, matches_at

WORDS = "의회|의장|시의회|장|의|회의장"
PIECES = [
    "시의회",
    "의장",
    "회의장",
    "장",
    "의",
    "회",
    "강진",
    " ",
    ".",
    "(",
    "3",
    "1,200",
    "만",
    "명",
    "은",
    "국장",
    "과장",
    "\n",
    "é",
    "😀",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(TEXTS)
def test_words_are_found_as_an_alternation_finds_them(text):
    assert Words(WORDS).spans(text) == [m.span() for m in re.finditer(WORDS, text)]


@given(TEXTS)
def test_starts_are_all_places_where_a_word_begins(text):
    expected = [i for i in range(len(text)) if text.startswith(tuple(WORDS.split("|")), i)]
    assert Words(WORDS).starts(text) == expected


@given(TEXTS)
def test_lists_that_share_words_are_read_side_by_side(text):
    other = "장|국장|과장|회의"
    for listed in (WORDS, other):
        assert Words(listed).spans(text) == [m.span() for m in re.finditer(listed, text)]
        assert Words(listed).within(text) == bool(re.search(listed, text))


def test_a_list_made_after_a_text_was_read_is_found_in_it_too():
    text = "처음 보는 낱말꾸러미가 왔다"
    assert not Words("꾸러기").within(text)
    assert Words("낱말꾸러미|꾸러미").spans(text) == [(6, 11)]


@given(TEXTS)
def test_titles_are_found_as_everywhere(text):
    found = [m.span() for m in matches_at(TITLE, text, TITLE_WORDS.starts(text))]
    assert found == [m.span() for m in TITLE.finditer(text)]


@given(st.lists(st.sampled_from([*PIECES, "2.5", "~", "년", "톤", "-", "여"]), max_size=30).map("".join))
def test_numbers_are_found_as_everywhere(text):
    found = [m.span() for m in matches_at(NUMBER, text, digit_starts(text))]
    assert found == [m.span() for m in NUMBER.finditer(text)]


def test_longer_endings_win_over_those_listed_later():
    assert ENDING.spans("강진군선거관리위원회") == [(7, 10)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("이하늘이 왔다", [(0, 3)]),
        ("구이하늘", []),
        ("이하늘공원", []),
        ("이하늘, 이하늘", [(0, 3), (5, 8)]),
        ("이하늘", [(0, 3)]),
    ],
)
def test_names_stand_alone_or_with_a_particle(text, spans):
    assert list(standing_alone(text, "이하늘")) == spans
