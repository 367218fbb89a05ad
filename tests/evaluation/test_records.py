"""Award and quote records: what makes two of them one."""

from __future__ import annotations

import pytest

from kr_localgov_nlp.evaluation.records import (
    award_scores,
    level,
    pair_awards,
    quote_scores,
    same_award,
    same_name,
    same_quote,
)

GOLD = {
    "recipient": "광주광역시 동구",
    "recipient_code": "2911000000",
    "award": "공공기관 종합청렴도 평가",
    "year": 2023,
    "category": "청렴노력도",
    "prize": "1등급",
    "giver": "국민권익위원회",
}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"award": "종합청렴도 평가", "giver": "권익위", "category": None}, True),
        ({"year": None}, True),
        ({"year": 2022}, False),
        ({"prize": "2등급"}, False),
        ({"prize": None}, False),
        ({"award": None}, False),
        ({"award": "지역복지사업 평가"}, False),
        ({"recipient": "대구광역시 동구", "recipient_code": "2714000000"}, False),
        ({"recipient": "동구", "recipient_code": None}, True),
        ({"recipient": "동구청", "recipient_code": ""}, True),
        ({"recipient": "서구", "recipient_code": None}, False),
        ({"recipient": None, "recipient_code": None}, False),
    ],
)
def test_same_award(change, same):
    assert same_award(GOLD, GOLD | change) is same


@pytest.mark.parametrize(
    ("lacking", "change", "same"),
    [
        ("award", {"award": "복지행정상"}, True),
        ("award", {"award": "복지행정상", "prize": "2등급"}, False),
        ("prize", {"prize": "3등급"}, True),
        ("prize", {"prize": None}, True),
        ("prize", {"award": "복지행정상"}, False),
        ("year", {"year": 2019}, True),
    ],
)
def test_what_gold_lacks_does_not_count_against(lacking, change, same):
    assert same_award(GOLD | {lacking: None}, GOLD | change) is same


def test_fields_are_scored_where_gold_has_them():
    bare = GOLD | {"giver": None, "category": None}
    scores = award_scores([bare, GOLD | {"year": 2020}], [GOLD, GOLD | {"year": 2020, "giver": None}])
    giver = scores["awards.giver"]
    assert (giver.right, giver.gold) == (0, 1)
    assert scores["awards.category"].gold == 1
    assert scores["records.awards"].f1 == 1


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("금정구 치매안심센터", "치매안심센터", True),
        ("김보라", "보라", False),
        ("한들초등학교", "샛별초등학교", False),
    ],
)
def test_a_body_may_be_named_by_its_last_word(gold, found, same):
    change = {"recipient": gold, "recipient_code": None}, {"recipient": found, "recipient_code": None}
    assert same_award(GOLD | change[0], GOLD | change[1]) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("우수상", "우수기관", True),
        ("우수상", "최우수상", False),
        ("대통령상", "대통령 표창", True),
        ("대상", "우수상", False),
        ("국무총리상", "대통령상", False),
        ("행정안전부장관 표창", "장관 표창", True),
        ("A등급", "SA등급", False),
        ("1위", "1등급", False),
        (None, None, True),
    ],
)
def test_levels(one, other, same):
    assert (level(one) == level(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("국민권익위", "국민권익위원회", True),
        ("문체부", "문화체육관광부", True),
        ("환경부", "보건복지부", False),
        ("행복도시상", "행정복지상", False),
        ("대상", "일자리 대상", False),
        (None, None, True),
    ],
)
def test_short_names(one, other, same):
    assert same_name(one, other) is same_name(other, one) is same


def test_each_record_is_matched_once_and_the_likest_first():
    other = GOLD | {"category": "청렴체감도"}
    assert pair_awards([GOLD, other], [other, GOLD, GOLD]) == [(0, 1), (1, 0)]


def test_award_fields_are_judged_on_matched_records_only():
    wrong = GOLD | {"prize": "4등급"}
    scores = award_scores([GOLD, wrong], [GOLD | {"year": None, "giver": "권익위"}])
    assert (scores["records.awards"].precision, scores["records.awards"].recall) == (1.0, 0.5)
    assert scores["awards.giver"].f1 == 1.0
    assert (scores["awards.year"].right, scores["awards.year"].gold) == (0, 1)


def test_an_award_with_another_name_is_still_an_honour():
    scores = award_scores([GOLD], [GOLD | {"award": None}])
    assert scores["records.awards"].right == 0
    assert scores["awards.honour"].right == 1


def quote(speaker, *spans, role=""):
    return {"speaker": speaker, "role": role, "spans": [list(s) for s in spans]}


@pytest.mark.parametrize(
    ("found", "same"),
    [
        (quote("임택", (10, 60)), True),
        (quote("임택", (10, 50)), True),
        (quote("임택", (10, 49)), False),
        (quote("임택", (10, 76)), False),
        (quote("임 택", (10, 30), (30, 60)), True),
        (quote("강기정", (10, 60)), False),
        (quote(None, (10, 60)), False),
    ],
)
def test_same_quote(found, same):
    assert same_quote(quote("임택", (10, 60)), found) is same


def test_named_speakers_are_scored_apart():
    gold = [quote("임택", (0, 10), role="동구청장"), quote(None, (20, 30))]
    found = [quote("임택", (0, 10), role="청장"), quote("임택", (20, 30))]
    scores = quote_scores(gold, found)
    assert (scores["records.quotes"].right, scores["records.quotes"].gold) == (1, 2)
    assert (scores["records.named_quotes"].found, scores["records.named_quotes"].gold) == (2, 1)
    assert scores["quotes.words"].f1 == 1.0
    assert scores["quotes.speaker"].f1 == 0.5
    assert scores["quotes.role"].f1 == 0.0


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("김하나 가문", "김하나", True),
        ("가람대학교팀", "가람대학교", True),
        ("김하나", "이하나", False),
        ("가문", "김하나", False),
    ],
)
def test_the_word_for_a_group_may_be_left_out(gold, found, same):
    one, other = ({"recipient": name, "award": "한빛상", "prize": "대상"} for name in (gold, found))
    assert same_award(one, other) is same
