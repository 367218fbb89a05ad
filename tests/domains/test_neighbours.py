"""What the scores of other domains do to a probability, and what they never do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.domains import neighbours

ODDS = st.lists(st.floats(-20, 20), min_size=2, max_size=6)
LEAST = np.array([5.0 if low is None else low for low in neighbours.FLOORS])


def test_one_text_looks_as_it_does_among_many():
    odds = np.array([[2.0, -1.0, 0.5], [-3.0, -4.0, -2.0]])
    many = neighbours.looks(odds)
    assert many.shape == (2, 3, len(neighbours.FEATURES))
    for row, one in zip(odds, many, strict=True):
        assert neighbours.looks(row) == pytest.approx(one)


def test_what_is_told_of_the_best_and_of_another():
    best, second, _ = neighbours.looks(np.array([2.0, -1.0, -30.0]))
    p, q = neighbours.probabilities(np.array([2.0, -1.0]))
    assert best == pytest.approx([1, p, q, q, 0], abs=1e-5)
    assert second == pytest.approx([1, q, p, p, -1], abs=1e-5)


def test_without_weights_every_domain_stands_alone():
    odds = np.array([0.3, -2.0, 4.0])
    assert neighbours.together(odds, neighbours.none()).tolist() == odds.tolist()


@given(ODDS, st.floats(0, 10))
def test_more_for_a_domain_never_makes_it_less_probable(odds, more):
    before, after = np.array(odds), np.array(odds)
    after[0] += more
    low, high = (neighbours.together(one, LEAST)[0] for one in (before, after))
    assert high >= low - 1e-9


@given(st.floats(-1e4, 1e4))
def test_a_probability_stays_between_none_and_all(odds):
    proba = float(neighbours.probabilities(np.array(odds)))
    assert 0 <= proba <= 1
    assert proba + float(neighbours.probabilities(np.array(-odds))) == pytest.approx(1)
