"""The network's look-ups and matrices against the same sums done one morpheme at a time."""

from collections import Counter

import numpy as np
import pytest

from kr_localgov_nlp.entities.recogniser_features import INTS, SLOTS, columns
from kr_localgov_nlp.entities.recogniser_network import NUMBERS, WORDS, Network
from kr_localgov_nlp.entities.recogniser_words import word_keys

SIZE, WIDTH, TAGS, DILATIONS, REMEMBERS = 3, 4, 5, (1, 2), 0
FORMS = ["이창", "우", "씨", "가", "이창", "우", "상", "을", "받"]
KINDS = ["NNP", "NNG", "NNB", "JKS", "NNP", "NNG", "NNG", "JKO", "VV"]
STARTS, ENDS = [0, 2, 4, 5, 7, 9, 11, 12, 14], [2, 3, 5, 6, 9, 10, 12, 13, 15]
TEXT = "이창우 씨가 이창우 상을 받"


@pytest.fixture(scope="module")
def arrays():
    rng = np.random.default_rng(4)
    values = {"t": 600, "q": 500, "rule": 90, "src": 50, "doc": 9}
    keys = ["=이창", "=우", "$1우", "=이창우", "$2창우", "=가", "=상", "=|"]
    return {
        "keys": np.frombuffer("\n".join(keys).encode(), dtype=np.uint8),
        "vectors": rng.integers(-127, 127, (len(keys), SIZE)).astype(np.int8),
        "scale": np.full(SIZE, 0.01, dtype=np.float32),
        "words": rng.normal(size=((len(WORDS) + 1) * SIZE, WIDTH)),
        **{slot: rng.normal(size=(values[slot], WIDTH)) for slot in NUMBERS},
        "bias": rng.normal(size=WIDTH),
        "layers": rng.normal(size=(len(DILATIONS), 3 * WIDTH, WIDTH)),
        "biases": rng.normal(size=(len(DILATIONS), WIDTH)),
        "memory": rng.normal(size=(WIDTH, WIDTH)),
        "memory_bias": rng.normal(size=WIDTH),
        "out": rng.normal(size=(WIDTH, TAGS)),
        "out_bias": rng.normal(size=TAGS),
        "transitions": np.zeros((TAGS + 1, TAGS + 1)),
        "dilations": np.array(DILATIONS),
        "remembers": np.array(REMEMBERS),
    }


@pytest.fixture
def laid():
    c = columns(TEXT, FORMS, KINDS, STARTS, ENDS)
    c.ints[INTS.index("rule")][[4, 5]] = 7, 8
    c.ints[INTS.index("src")][4] = 11
    c.ints[INTS.index("doc")][0] = 2
    return c


def scored(arrays, c, keep, room=20):
    network = Network(arrays, room)
    numbers = {}
    for word in c.words:
        if word not in numbers:
            numbers[word] = len(numbers)
            network.meet(numbers[word], word_keys(word))
    return network.emissions(c, np.array([numbers[word] for word in c.words], dtype=np.int32), keep)


def one_by_one(arrays, c):
    """The same without a single matrix of more than one morpheme."""
    keys = bytes(arrays["keys"]).decode().split("\n")

    def vector(word):
        rows = [arrays["vectors"][keys.index(key)] * 0.01 for key in word_keys(word) if key in keys]
        return np.sum(rows, axis=0) if rows else np.zeros(SIZE)

    blocks = arrays["words"].reshape(len(WORDS) + 1, SIZE, WIDTH)
    n = len(c.starts)
    z = []
    for i in range(n):
        x = arrays["bias"].copy()
        for j, slot in enumerate(WORDS):
            block = blocks[-1] if slot == "run" and c.inner[i] else blocks[j]
            x += vector(c.words[c.slots[SLOTS.index(slot)][i]]) @ block
        for slot in NUMBERS:
            x += arrays[slot][c.ints[INTS.index(slot)][i]]
        z.append(np.maximum(x, 0))
    for step, dilation in enumerate(DILATIONS):
        near = [
            np.concatenate([z[k] if 0 <= k < n else np.zeros(WIDTH) for k in (i - dilation, i, i + dilation)])
            for i in range(n)
        ]
        z = [
            z[i] + np.maximum(near[i] @ arrays["layers"][step] + arrays["biases"][step], 0) for i in range(n)
        ]
        if step == REMEMBERS:
            runs = [c.words[k] for k in c.slots[SLOTS.index("run")]]
            nouns = [i for i in range(n) if KINDS[i].startswith("NN")]
            mean = {
                run: np.mean([z[i] for i in nouns if runs[i] == run], axis=0)
                for run in {runs[i] for i in nouns}
            }
            told = Counter(runs[i] for i in nouns if not c.inner[i])
            again = [i for i in nouns if told[runs[i]] > 1]
            more = {i: np.maximum(mean[runs[i]] @ arrays["memory"] + arrays["memory_bias"], 0) for i in again}
            z = [z[i] + more.get(i, 0) for i in range(n)]
    return np.array([one @ arrays["out"] + arrays["out_bias"] for one in z])


def test_scores_are_the_sums_done_one_by_one(arrays, laid):
    every = np.arange(len(FORMS))
    np.testing.assert_allclose(scored(arrays, laid, every), one_by_one(arrays, laid), rtol=1e-4, atol=1e-4)


def test_only_the_wanted_morphemes_are_scored(arrays, laid):
    every = scored(arrays, laid, np.arange(len(FORMS)))
    np.testing.assert_allclose(scored(arrays, laid, np.array([1, 4])), every[[1, 4]], rtol=1e-5)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_texts_shorter_than_its_reach(arrays, size):
    c = columns(TEXT, FORMS[:size], KINDS[:size], STARTS[:size], ENDS[:size])
    np.testing.assert_allclose(
        scored(arrays, c, np.arange(size)), one_by_one(arrays, c), rtol=1e-4, atol=1e-4
    )


def test_a_name_that_stands_twice_tells_itself_apart_by_both_places(arrays, laid):
    # 상 behind the second mention changes what the first one scores.
    other = columns(TEXT, [*FORMS[:6], "님", *FORMS[7:]], KINDS, STARTS, ENDS)
    first = np.array([0])
    assert not np.allclose(scored(arrays, laid, first), scored(arrays, other, first))


def test_words_beyond_those_that_fit_have_no_vector(arrays, laid):
    network = Network(arrays, 3)
    beyond = np.full(len(laid.words), 3, dtype=np.int32)
    for number, word in enumerate(FORMS[:3]):
        network.meet(number, word_keys(word))
    empty = dict(arrays, vectors=np.zeros_like(arrays["vectors"]))
    np.testing.assert_allclose(
        network.emissions(laid, beyond, np.arange(2)), Network(empty, 3).emissions(laid, beyond, np.arange(2))
    )


def test_its_share_is_how_much_it_counts(arrays, laid):
    network, half = Network(arrays, 3), Network(arrays, 3)
    half.counts(0.5)
    numbers, keep = np.full(len(laid.words), 3, dtype=np.int32), np.arange(3)
    np.testing.assert_allclose(
        half.emissions(laid, numbers, keep), network.emissions(laid, numbers, keep) / 2, rtol=1e-5
    )
