"""Batches of the network's trainer: what stands where, and what is hidden."""

import numpy as np
import pytest

from kr_localgov_nlp.entities.recogniser_features import columns
from kr_localgov_nlp.entities.recogniser_network import WORDS
from kr_localgov_nlp.training.network_inputs import BETWEEN, HIDDEN, Words, batch, batches, lay_out

ONE = columns(
    "이창우 씨가", ["이창", "우", "씨", "가"], ["NNP", "NNG", "NNB", "JKS"], [0, 2, 4, 5], [2, 3, 5, 6]
)
TWO = columns("이창우 씨", ["이창", "우", "씨"], ["NNP", "NNG", "NNB"], [0, 2, 4], [2, 3, 5])
RUN = WORDS.index("run")


@pytest.fixture
def words():
    return Words(["=이창우", "=이창", "=우", "$1우", "=씨"])


@pytest.fixture
def texts(words):
    return [lay_out(ONE, words), lay_out(TWO, words)]


def keys_at(b, slot, morpheme):
    word = b["slots"][slot, morpheme]
    ends = np.append(b["begins"], len(b["keys"]))
    return b["keys"][b["begins"][word] : ends[word + 1]].tolist()


def test_each_morpheme_finds_its_words(words, texts):
    b = batch(texts, words)
    assert keys_at(b, RUN, 0) == keys_at(b, RUN, 1) == keys_at(b, RUN, 4) == [1, 4]
    assert keys_at(b, WORDS.index("w"), 1) == [3, 4]
    assert keys_at(b, WORDS.index("w"), 3) == [0]
    assert b["inner"][:, 0].tolist() == [False, True, False, False, False, True, False]


def test_empty_rows_keep_texts_apart(words, texts):
    b = batch(texts, words)
    assert b["rows"].tolist() == [BETWEEN + i for i in range(4)] + [2 * BETWEEN + 4 + i for i in range(3)]
    assert len(b["live"]) == b["rows"][-1] + 1 + BETWEEN
    assert np.flatnonzero(b["live"][:, 0]).tolist() == b["rows"].tolist()


def test_runs_are_the_same_within_a_text_only(words, texts):
    b = batch(texts, words)
    runs = b["runs"].tolist()
    assert runs[0] == runs[1]
    assert runs[4] == runs[5] != runs[0]
    assert b["share"][runs[0], 0] == 0.5
    assert not b["again"].any()


def test_only_nouns_told_twice_are_told_again(words):
    forms, tags = ["이창", "우", "를", "이창", "우", "를"], ["NNP", "NNG", "JKO", "NNP", "NNG", "JKO"]
    c = columns("이창우를 이창우를", forms, tags, [0, 2, 3, 5, 7, 8], [2, 3, 4, 7, 8, 9])
    assert batch([lay_out(c, words)], words)["again"][:, 0].tolist() == [1, 1, 0, 1, 1, 0]


def test_hidden_words_show_nothing_and_are_not_one_run(words):
    c = columns("우 씨 우", ["우", "씨", "우"], ["NNG", "NNB", "NNG"], [0, 2, 4], [1, 3, 5])
    one = lay_out(c, words)
    shown = batch([one], words)
    assert shown["runs"][0] == shown["runs"][2]
    b = batch([one], words, lambda text: np.where(text.words == words.number("우"), HIDDEN, text.words))
    assert keys_at(b, RUN, 0) == keys_at(b, RUN, 2) == [0]
    assert b["runs"][0] != b["runs"][2]


def test_every_text_is_in_one_batch(texts):
    rng = np.random.default_rng(1)
    many = texts * 9
    parts = batches(many, 10, rng)
    assert sum(len(one) for part in parts for one in part) == sum(map(len, many))
    assert all(sum(map(len, part[:-1])) < 10 for part in parts)
