from __future__ import annotations

import unicodedata

import pytest

from kr_localgov_nlp.korean import normalize
from kr_localgov_nlp.korean.normalize import is_blank


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("나주시는 배를", "나주시는 배를"),
        ("나주\u00a0강진\u3000장흥", "나주 강진 장흥"),
        ("강진ㆍ장흥‧해남･완도", "강진·장흥·해남·완도"),
        ("（주）ＡＢ１２％", "(주)AB12%"),
        ("나\u200b주\ufeff시", "나주시"),
        (unicodedata.normalize("NFD", "강진군 군수"), "강진군 군수"),
        ("cafe\u0301", "café"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_what_kiwi_reads(given, made):
    assert normalize(given).text == made


def test_a_text_that_needs_nothing_is_the_same_object():
    text = "화순군은 고인돌 축제를 연다."
    assert normalize(text).text is text
    assert normalize(text).starts is None


def test_one_to_one_maps_need_no_offsets():
    made = normalize("강진ㆍ나주\u00a0２０")
    assert made.starts is None
    assert len(made.text) == 8


def test_spans_of_nfd():
    text = unicodedata.normalize("NFD", "강진군") + "은 " + unicodedata.normalize("NFD", "나주")
    made = normalize(text)
    assert made.text == "강진군은 나주"
    start, end = made.span(5, 7)
    assert unicodedata.normalize("NFC", text[start:end]) == "나주"
    start, end = made.span(3, 4)
    assert text[start:end] == "은"


def test_invisible_characters_inside_and_around_a_word():
    text = "\ufeff나\u200b주\u200b는"
    made = normalize(text)
    assert made.text == "나주는"
    assert made.span(0, 2) == (1, 4)
    assert made.span(2, 3) == (5, 6)
    assert made.span(3, 3) == (6, 6)


def test_segment_that_stays_several_characters_is_whole_for_each():
    text = "가q\u0323\u0307나"  # q has no composed form
    made = normalize(unicodedata.normalize("NFD", text))
    assert made.text == text
    assert made.span(1, 2) == made.span(2, 3) == made.span(1, 4)


def test_a_pile_of_marks_is_left_alone():
    # composing it would take the square of its length: minutes
    text = "a" + "\u0327\u0301" * 40_000
    assert normalize(text).text == text
    assert normalize("가" * 1_999 + "a\u0301" + "나" * 50).text[1_999] == "á"


@pytest.mark.parametrize("text", [" ", "\u00a0", "\u200b", "\n \ufeff", "\u3164", "\u2800"])
def test_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["ㄱ", " a", "\u200d", "·", "\x00"])
def test_not_blank(text):
    assert not is_blank(text)
