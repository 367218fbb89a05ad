from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.domains.features import TITLE, features, of_morphemes, title_end


def words(doc):
    return [word for word in features(doc) if not word.startswith(TITLE)]


def test_names_dates_and_sums_are_no_evidence(nlp):
    one = nlp("문헌일 구로구청장은 고용노동부와 2024년 9월 10일 청년 일자리에 3억 원을 쓴다.")
    other = nlp("강수현 양주시장은 국방부와 2019년 3월 4일 청년 일자리에 9억 원을 쓴다.")
    assert words(one) == words(other)
    assert "청년_일자리" in words(one)


def test_a_government_inside_a_longer_name_is_no_evidence(nlp):
    assert words(nlp("구로구의회가 조례를 고쳤다.")) == words(nlp("마포구의회가 조례를 고쳤다."))


def test_the_title_is_told_apart(nlp):
    doc = nlp("도서관 새로 연다\n\n군은 도서관을 새로 연다.")
    found = features(doc)
    assert found.count("도서관") == 2
    assert found.count(TITLE + "도서관") == 1


def test_a_first_paragraph_is_no_title(nlp):
    text = "군은 도서관을 연다고 밝혔다. " * 12 + "\n\n끝."
    assert title_end(nlp(text)) == 0


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。。。", "123"])
def test_texts_without_words_have_no_features(nlp, text):
    assert features(nlp(text)) == []


@given(
    st.lists(
        st.tuples(st.sampled_from("가나다라"), st.sampled_from(["NNG", "VV", "JKS", "SF"]), st.booleans()),
        max_size=30,
    ),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5),
    st.integers(0, 60),
)
def test_masked_morphemes_leave_no_word(morphemes, masks, title):
    forms, tags, starts, ends, at = [], [], [], [], 0
    for form, tag, gap in morphemes:
        at += int(gap)
        forms.append(form)
        tags.append(tag)
        starts.append(at)
        at += 1
        ends.append(at)
    masked = [(start, start + length) for start, length in masks]
    found = of_morphemes(forms, tags, starts, ends, masked, title)
    kept = [
        form if tag == "NNG" else form + "다"
        for form, tag, start in zip(forms, tags, starts, strict=True)
        if tag in ("NNG", "VV") and not any(a <= start < b for a, b in masked)
    ]
    plain = [word for word in found if not word.startswith(TITLE)]
    assert [word for word in plain if "_" not in word and word in {*kept}].__len__() >= len(kept)
    assert all(part in {*kept} for word in plain if "_" in word for part in word.split("_"))
