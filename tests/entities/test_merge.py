from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.entities.candidates import LABELS, Candidate
from kr_localgov_nlp.entities.merge import FLOOR, settle

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
    unsure = Candidate(0, 3, "PLACE", "a", FLOOR - 0.01)
    assert settle([unsure]) == ([], [(unsure, None)])


@given(CANDIDATES)
def test_chosen_never_overlap_and_nobody_is_lost(found):
    chosen, rejected = settle(found)
    assert all(a.end <= b.start for a, b in pairwise(chosen))
    assert len(chosen) + len(rejected) == len(found)
    for loser, winner in rejected:
        if winner is None:
            assert loser.confidence < FLOOR
        else:
            assert winner.start < loser.end
            assert loser.start < winner.end
            assert winner.end - winner.start >= loser.end - loser.start


@given(CANDIDATES)
def test_what_is_left_out_had_a_reason(found):
    chosen, _ = settle(found)
    for c in found:
        if c.confidence >= FLOOR:
            assert any(k.start < c.end and c.start < k.end for k in chosen)
