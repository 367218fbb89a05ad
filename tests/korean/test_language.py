from __future__ import annotations

import pytest

from kr_localgov_nlp.korean.language import KoreanLocalgov, like_num, like_url, word_shape


@pytest.mark.parametrize(
    "word",
    [
        "1",
        "6,521",
        "97.5",
        "3/4",
        "-2",
        "1만",
        "188억",
        "삼십오",
        "십",
        "만",
        "백만",
        "이십",
        "스물둘",
        "열",
        "두세",
        "서른",
    ],
)
def test_numbers(word):
    assert like_num(word)


@pytest.mark.parametrize(
    "word",
    [
        "이재준",
        "구청",
        "사무소",
        "오리",
        "일자리",
        "이",
        "구",
        "사",
        "이사",
        "오이",
        "구로구",
        "천안",
        "만들",
        "수",
        "하",
        "",
        "-",
        "열린",
    ],
)
def test_words_that_are_no_numbers(word):
    assert not like_num(word)


def test_lexemes_use_our_getters(kiwi_nlp):
    doc = kiwi_nlp("구청은 6,521개 일자리를 www.naju.go.kr 에 올렸다.")
    assert [token.text for token in doc if token.like_num] == ["6,521"]
    assert [token.text for token in doc if token.like_url] == ["www.naju.go.kr"]
    assert {"은", "를", "에"} <= {token.text for token in doc if token.is_stop}
    assert "구청" not in {token.text for token in doc if token.is_stop}


@pytest.mark.parametrize(
    "word", ["지방자치단체", "군", "2024", "AI행정", "a.b", "㈜", "x" * 120, "가" * 120, "나주-1"]
)
def test_cheap_getters_agree_with_spacy(word):
    from spacy.lang import lex_attrs

    assert word_shape(word) == lex_attrs.word_shape(word)
    assert like_url(word) == lex_attrs.like_url(word)


def test_spacy_finds_the_language(kiwi_nlp):
    assert isinstance(kiwi_nlp, KoreanLocalgov)
    assert kiwi_nlp.lang == "ko_localgov"


def test_the_tokenizer_has_the_only_length_limit(kiwi_nlp):
    from kr_localgov_nlp.errors import TextError

    with pytest.raises(TextError, match="1,000,001"):
        kiwi_nlp("가" * 1_000_001)
