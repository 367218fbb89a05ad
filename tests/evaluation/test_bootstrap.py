"""Intervals: fixed by their seed, around the score, wider with fewer texts."""

from __future__ import annotations

import numpy as np

from kr_localgov_nlp.evaluation.bootstrap import interval, resampled
from kr_localgov_nlp.evaluation.spans import Score


def texts(n):
    return [{"a": Score(i % 5 > 0, 1, 1), "rare": Score(1, 1, 1) if i == 0 else Score()} for i in range(n)]


def test_the_same_seed_gives_the_same_draws():
    one, other = (resampled(texts(40), ["a"], 50, seed=3) for _ in range(2))
    assert np.array_equal(one, other)
    assert not np.array_equal(one, resampled(texts(40), ["a"], 50, seed=4))


def test_intervals_hold_the_score_and_narrow_with_more_texts():
    few, many = (interval(resampled(texts(n), ["a"])[:, 0]) for n in (20, 500))
    assert few[0] < 0.8 < few[1]
    assert many[0] < 0.8 < many[1]
    assert many[1] - many[0] < (few[1] - few[0]) / 3


def test_texts_are_drawn_whole():
    # One text holds all the mistakes: drawn by span, the score would hardly move.
    data = [{"a": Score(0, 50, 50)}, *({"a": Score(1, 1, 1)} for _ in range(50))]
    low, high = interval(resampled(data, ["a"])[:, 0])
    assert low < 0.35
    assert high == 1.0


def test_draws_without_anything_to_score_are_left_out():
    draws = resampled(texts(30), ["rare", "none"], 200)
    assert 0 < np.isnan(draws[:, 0]).sum() < 200
    assert interval(draws[:, 0]) == (1.0, 1.0)
    assert interval(draws[:, 1]) == (0.0, 1.0)
    assert interval(resampled([], ["a"])[:, 0]) == (0.0, 1.0)
