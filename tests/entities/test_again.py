from __future__ import annotations

from kr_localgov_nlp.entities.again import again
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
