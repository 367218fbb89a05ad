import itertools

import numpy as np
import pytest

from kr_localgov_nlp.entities import recogniser_decode
from kr_localgov_nlp.entities.recogniser_decode import best, gains, grammar, leads, segments

LABELS = 2


def decode(emissions, transitions, joined):
    rules, follows = grammar(transitions), np.array(joined, dtype=bool)
    against = emissions[:, 1:] - emissions[:, :1]
    return best(segments(gains(against, rules, follows, follows), rules.extra), rules.meet, joined)


def path_score(tags, emissions, transitions):
    score = sum(emissions[i, tag] for i, tag in enumerate(tags))
    return score + sum(transitions[a, b] for a, b in itertools.pairwise(tags))


def names_of(tags):
    found, first, label = [], None, None
    for i, tag in enumerate([*tags, 0]):
        if first is not None and tag != 1 + LABELS + label:
            found.append((first, i, label))
            first = None
        if 1 <= tag <= LABELS:
            first, label = i, tag - 1
    return found


def allowed(tags):
    return all(
        tag <= LABELS or before in (tag, tag - LABELS) for before, tag in zip([0, *tags], tags, strict=False)
    )


def by_hand(padded, transitions):
    """The best of all tag sequences that begin and end with no name, each one tried."""
    inner = itertools.product(range(1 + 2 * LABELS), repeat=len(padded) - 2)
    return max(((0, *t, 0) for t in inner if allowed(t)), key=lambda t: path_score(t, padded, transitions))


@pytest.mark.parametrize("seed", range(40))
def test_the_best_names_are_those_of_all_tag_sequences(seed, monkeypatch):
    # Nothing is pruned here, so that the answer must be exact.
    monkeypatch.setattr(recogniser_decode, "LEAST", -50.0)
    monkeypatch.setattr(recogniser_decode, "LOST", -50.0)
    monkeypatch.setattr(recogniser_decode, "BEHIND", 50.0)
    random = np.random.default_rng(seed)
    emissions = random.normal(0, 2, (5, 1 + 2 * LABELS)).astype(np.float32)
    # What comes after depends on what went before only within a name; so two names that touch cost nothing extra.
    transitions = np.add.outer(random.normal(0, 1, 1 + 2 * LABELS), random.normal(0, 1, 1 + 2 * LABELS))
    transitions = transitions.astype(np.float32)
    padded = np.full((7, 1 + 2 * LABELS), -40, dtype=np.float32)
    padded[1:6], padded[0, 0], padded[6, 0] = emissions, 0, 0
    want = by_hand(padded, transitions)[1:6]
    found = decode(padded, transitions, [False, *[True] * 6])
    assert [(first - 1, after - 1, label) for first, after, label, _ in found] == names_of(want)


def test_a_name_does_not_go_over_a_gap():
    emissions = np.array([[0, 3, 0, 0, 0], [0, 0, 0, 3, 0]], dtype=np.float32)
    transitions = np.zeros((5, 5), dtype=np.float32)
    for joined, length in (([False, True], 2), ([False, False], 1)):
        (first, after, label, _), *_ = decode(emissions, transitions, joined)
        assert (first, after, label) == (0, length, 0)


def test_a_lead_is_over_the_best_rival():
    a, b, c = (0, 2, 0, 4.0), (1, 3, 1, 3.0), (4, 5, 1, 2.0)
    assert leads([a, c], [a, b, c]) == [1.0, 2.0]


def test_no_morphemes():
    assert decode(np.zeros((0, 5), np.float32), np.zeros((5, 5), np.float32), []) == []
