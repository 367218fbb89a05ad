from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.entities.candidates import LABELS, Candidate, add, candidates
from kr_localgov_nlp.entities.merge import floor, settle

CANDIDATES = st.lists(
    st.builds(
        lambda start, length, label, confidence: Candidate(start, start + length, label, "test", confidence),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from(LABELS),
        st.floats(0.0, 1.0),
    ),
    max_size=30,
)


def test_the_longest_wins():
    long = Candidate(0, 5, "ORG", "a", 0.6)
    chosen, rejected = settle([Candidate(0, 3, "DISTRICT", "b", 0.99), long])
    assert chosen == [long]
    assert rejected[0][1] is long


def test_equal_spans_go_by_label_then_confidence():
    head, person = Candidate(0, 3, "HEAD", "a", 0.6), Candidate(0, 3, "PERSON", "b", 0.99)
    assert settle([person, head])[0] == [head]
    surer = Candidate(0, 3, "HEAD", "c", 0.9)
    assert settle([head, surer])[0] == [surer]


def test_below_the_floor_nothing_is_chosen():
    for label in ("ORG", "PLACE"):
        unsure = Candidate(0, 3, label, "a", floor(label) - 0.01)
        assert settle([unsure]) == ([], [(unsure, None)])


def test_labels_of_which_much_is_missed_have_a_lower_floor():
    place, body = (Candidate(0, 3, label, "a", floor("ORG") - 0.05) for label in ("PLACE", "ORG"))
    assert settle([place])[0] == [place]
    assert settle([body])[0] == []


@given(CANDIDATES)
def test_chosen_never_overlap_and_nobody_is_lost(found):
    chosen, rejected = settle(found)
    assert all(a.end <= b.start for a, b in pairwise(chosen))
    assert len(chosen) + len(rejected) == len(found)
    for loser, winner in rejected:
        if winner is None:
            assert loser.confidence < floor(loser.label)
        else:
            assert winner.start < loser.end
            assert loser.start < winner.end
            assert winner.end - winner.start >= loser.end - loser.start


@given(CANDIDATES)
def test_what_is_left_out_had_a_reason(found):
    chosen, _ = settle(found)
    for c in found:
        if c.confidence >= floor(c.label):
            assert any(k.start < c.end and c.start < k.end for k in chosen)


def test_blanks_at_the_edges_of_a_candidate_are_cut():
    doc = spacy.blank("xx")("군은 우수 사례 를")
    add(doc, [Candidate(2, 9, "AWARD", "a", 0.9), Candidate(2, 3, "ORG", "b", 0.9)])
    assert [(c.start, c.end) for c in candidates(doc)] == [(3, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "군은 지난해 '22년 자료 품질관리 우수기관 인증심사 결과, 최고등급인 '최우수 기관'으로 인증됐다고 밝혔다.",
        "구는 ‘일터 배움 토론 & 우수사례 경진대회’를 열었다.",
    ],
)
def test_names_beside_odd_marks_never_break_the_pipeline(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert all(text[e.start_char : e.end_char] == e.text == e.text.strip() for e in doc.ents)
