"""What a site puts around a release is no name in it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("작성일: 2025-12-12 추천수 : 0", "DATE"),
        ("등록일시 : 2025.12.12 09:30:00", "DATE"),
        ("기관명 : 나주교육지원청", "ORG"),
        ("담당부서 : 빛가람동 / 연락처 : 061-000-0000", "PLACE"),
        ("조회수 : 1,204회", "QUANTITY"),
        ("[평균 3.4점 / 442명 참여]", "QUANTITY"),
        ("100자 이내로 입력하여 주십시오. 현재 0자 (최대 100자)", "QUANTITY"),
    ],
)
def test_furniture_holds_no_names(nlp, line, label):
    doc = nlp(f"나주시가 축제를 연다.\n{line}\n축제는 나주에서 열린다.")
    assert not [e for e in doc.ents if e.label_ == label]
    assert {e.text for e in doc.ents if e.label_ == "DISTRICT"} == {"나주시", "나주"}


def test_what_only_looks_alike_stays(nlp):
    doc = nlp("나주교육지원청은 2025-12-12까지 작성일을 알린다. 442명이 참여했고 조회수가 1204회였다.")
    assert {e.text for e in doc.ents} >= {"나주교육지원청", "442명"}
    assert any(e.label_ == "DATE" for e in doc.ents)


def test_the_mark_of_a_new_item_is_no_part_of_a_name(nlp):
    doc = nlp("새글 나주시보건소, 한파 예방수칙 당부\n\n나주시보건소는 예방수칙을 알렸다.")
    assert [e.text for e in doc.ents if e.label_ == "ORG"] == ["나주시보건소", "나주시보건소"]
