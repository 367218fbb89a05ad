from __future__ import annotations

from kr_localgov_nlp.entities.again import again, joined_places
from kr_localgov_nlp.entities.candidates import Candidate

TEXT = "‘해솔 달빛길 걷기’를 열었다. 해솔 달빛길 걷기는 무료고, 해솔 달빛길 걷기대회는 다르다."
FIRST = (1, 10)


def spans(found):
    return [(TEXT[one.start : one.end], one.start, one.label) for one in again(TEXT, found)]


def test_a_sure_name_counts_wherever_it_stands_as_a_word_of_its_own():
    assert spans([Candidate(*FIRST, "EVENT", "model:entities", 0.9)]) == [("해솔 달빛길 걷기", 18, "EVENT")]


def test_an_unsure_name_and_a_body_count_where_they_were_found_only():
    assert spans([Candidate(*FIRST, "EVENT", "model:entities", 0.5)]) == []
    assert spans([Candidate(*FIRST, "ORG", "model:entities", 0.9)]) == []


def test_a_stand_that_is_taken_is_left_alone():
    taken = Candidate(18, 27, "AWARD", "known:award", 0.7)
    assert spans([Candidate(*FIRST, "EVENT", "model:entities", 0.9), taken]) == []


def test_a_part_of_a_longer_name_is_no_name_elsewhere():
    longer = Candidate(0, 11, "AWARD", "pattern:award", 0.95)
    assert spans([Candidate(*FIRST, "EVENT", "model:entities", 0.9), longer]) == []


def joined(text, *found):
    return [
        text[one.start : one.end]
        for one in joined_places(
            text,
            [Candidate(text.index(name), text.index(name) + len(name), *rest, 0.9) for name, *rest in found],
        )
    ]


def test_a_town_its_village_and_the_hall_there_are_one_place():
    assert joined(
        "가람면 해솔마을 체육관에서 모였다.", ("가람면", "PLACE", "a"), ("해솔마을", "PLACE", "b")
    ) == ["가람면 해솔마을 체육관"]
    assert joined("달빛호 둘레길을 걸었다.", ("달빛호", "PLACE", "a")) == ["달빛호 둘레길"]
    assert joined("해솔대학교 본관에서 만났다.", ("해솔대학교", "ORG", "a")) == ["해솔대학교 본관"]


def test_a_country_a_mark_and_a_plain_word_keep_places_apart():
    assert (
        joined("베트남 하롱베이에서 만났다.", ("베트남", "PLACE", "table:abroad"), ("하롱베이", "PLACE", "a"))
        == []
    )
    assert joined("가람면, 해솔마을을 찾았다.", ("가람면", "PLACE", "a"), ("해솔마을", "PLACE", "b")) == []
    assert joined("달빛호 공원화 사업과 달빛면 지역", ("달빛호", "PLACE", "a")) == []
    assert joined("해솔대학교 시장조사단이 왔다.", ("해솔대학교", "ORG", "a")) == []


def test_a_laws_decree_and_a_days_ceremony_belong_to_the_name():
    text = "가람하천법 시행령을 고치고 해솔의 날 기념식을 열었다. 바다의 날 행사"
    found = [
        Candidate(0, 5, "PROGRAM", "pattern:program.article", 0.9),
        Candidate(15, 20, "EVENT", "known:event", 0.9),
        Candidate(31, 36, "EVENT", "known:event", 0.9),
    ]
    assert [text[one.start : one.end] for one in again(text, found)] == [
        "가람하천법 시행령",
        "해솔의 날 기념식",
    ]


def test_an_unknown_name_beside_known_ones_in_a_row_is_of_their_kind():
    text = "‘걸음마루’, ‘물빛마중’ 등이 있다. ‘새벽길’을 걸었다."
    sure = Candidate(1, 5, "PROGRAM", "model:entities", 0.9)
    assert [text[one.start : one.end] for one in again(text, [sure])] == ["물빛마중"]
    assert again(text, [sure, Candidate(9, 13, "PLACE", "model:entities", 0.9)]) == []
