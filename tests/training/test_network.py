"""Training the network on a handful of sentences; needs PyTorch, which the extra ``network`` brings."""

import numpy as np
import pytest

from kr_localgov_nlp.entities.recogniser_network import Network
from kr_localgov_nlp.entities.recogniser_weights import MOST_WORDS, Weights
from kr_localgov_nlp.entities.recogniser_words import word_keys
from kr_localgov_nlp.errors import InputError, ModelError
from kr_localgov_nlp.evaluation.spans import Labelled
from kr_localgov_nlp.training import entities
from kr_localgov_nlp.training.encoder import Encoder, write_encoder
from kr_localgov_nlp.training.network_inputs import Words, batch
from kr_localgov_nlp.training.recogniser import DECIDED, example, source_names
from kr_localgov_nlp.training.silver import Release, Silver

torch = pytest.importorskip("torch")

from kr_localgov_nlp.training.network import encode, exported, tensors, untrained  # noqa: E402
from kr_localgov_nlp.training.network_fit import (  # noqa: E402
    SETTINGS,
    fit_network,
    laid_out,
    train_network,
)
from kr_localgov_nlp.training.network_pretraining import hide, pretrain, unlabelled  # noqa: E402

NAMES = ("김하람", "이도겸", "박새론", "최은결", "정다솔", "강보름", "조예나", "윤태오")
ISSUERS = ("나주시", "곡성군", "담양군", "화순군")
SHAPE = {"size": 8, "width": 16, "dilations": (1, 2), "remembers": 0}
SHORT = SETTINGS | {"epochs": 20, "batch": 60, "rate": 0.02, "dropout": 0.1, "average": 0.9}


@pytest.fixture(scope="module")
def examples(nlp):
    out = []
    for number, name in enumerate(NAMES):
        text = f"{ISSUERS[number % 4]}은 {number + 3}일 잔치를 열었다. 이날 {name}은 노래를 불렀다."
        at = text.index(name)
        gold = [Labelled(at, at + len(name), "PERSON")]
        out.append(example(nlp, f"t{number}", ISSUERS[number % 4], text, "2024-05-01", gold))
    return out


@pytest.fixture(scope="module")
def data(nlp, examples):
    extra = sorted({key for one in examples for form in one.forms for key in word_keys(form)})
    return unlabelled(nlp, [one.text for one in examples] * 20, extra=extra)


@pytest.fixture(scope="module")
def started(data):
    return pretrain(
        data, shape=SHAPE, settings={"epochs": 3, "batch": 400, "rate": 0.01, "hidden": 0.3, "others": 20}
    )


def test_words_that_stand_often_are_guessed(data):
    assert (data.guessed >= 0).any()
    assert data.counts.min() >= 60


def test_too_few_texts_are_refused(nlp):
    with pytest.raises(InputError, match="too few"):
        unlabelled(nlp, ["나주시는 문을 열었다."])


def test_what_is_hidden_is_hidden_everywhere(data):
    rng = np.random.default_rng(0)
    for one in data.texts[:8]:
        words, at, right = hide(one, data.guessed, 0.5, rng)
        assert len(at) == len(right)
        for place, word in zip(at.tolist(), right.tolist(), strict=True):
            assert words[one.slots[0, place]] == 0
            assert word in (
                data.guessed[one.words[one.slots[0, place]]],
                data.guessed[one.words[one.slots[-1, place]]],
            )
        kept = words != 0
        assert (words[kept] == one.words[kept]).all()


def test_it_learns_to_guess(data):
    told = []
    settings = {"epochs": 40, "batch": 400, "rate": 0.02, "hidden": 0.3, "others": 20}
    pretrain(data, shape=SHAPE, settings=settings, progress=told.append)
    losses = [float(line.split()[-1]) for line in told]
    assert losses[-1] < 0.7 * losses[0]


def test_what_is_written_scores_as_what_was_trained(examples, data, started):
    sources = {name: i for i, name in enumerate(source_names(examples), 1)}
    start = untrained(data.words, len(sources), shape=SHAPE)
    p = fit_network(
        laid_out(examples, sources, data.words),
        data.words,
        start,
        shape=SHAPE,
        settings=SHORT | {"epochs": 2},
    )
    network = Network(exported(p, data.words, SHAPE), MOST_WORDS)
    for one in examples[:3]:
        c = one.columns(sources)
        numbers = np.arange(len(c.words), dtype=np.int32)
        distinct = {word: i for i, word in reversed(list(enumerate(c.words)))}
        numbers = np.array([distinct[word] for word in c.words], dtype=np.int32)
        for word, number in distinct.items():
            network.meet(number, word_keys(word))
        found = network.emissions(c, numbers, np.arange(len(c.starts)))
        with torch.no_grad():
            b = tensors(batch(laid_out([one], sources, data.words), data.words))
            scores = (encode(p, b, SHAPE) @ p["out"] + p["out_bias"]).numpy()
        np.testing.assert_allclose(found, scores[:, 1:] - scores[:, :1], atol=0.05, rtol=0.02)


def test_training_is_repeatable(examples, data, started):
    sources = {name: i for i, name in enumerate(source_names(examples), 1)}
    texts = laid_out(examples, sources, data.words)
    start = untrained(data.words, len(sources), shape=SHAPE)
    runs = [
        fit_network(texts, data.words, start, shape=SHAPE, settings=SHORT | {"epochs": 2}) for _ in range(2)
    ]
    assert all(torch.equal(runs[0][name], runs[1][name]) for name in runs[0])


def test_a_recogniser_with_a_network_finds_names(examples, data, started, tmp_path, monkeypatch):
    about = {"texts": len(data.texts)}
    folder = write_encoder(exported(started, data.words, SHAPE), tmp_path, about)
    encoder = Encoder.read(folder)
    assert encoder.shape == SHAPE
    monkeypatch.setattr("kr_localgov_nlp.training.network_fit.SETTINGS", SHORT)
    trained = entities.train(examples, {"c1": 0.01, "c2": 0.01, "max_iterations": 30}, encoder=encoder)
    written = entities.write(trained, examples, tmp_path)
    weights = Weights.read(written)
    assert weights.network is not None
    assert weights.labels == list(DECIDED)
    from kr_localgov_nlp.entities.recogniser import recognise

    found = 0
    for one in examples:
        names = {(f.start, f.end, f.label) for f in recognise(weights, one.columns(weights.sources))}
        found += one.gold[0][:3] in names
    assert found >= 6
    # Without an encoder the network of an older folder does not stay.
    entities.write(entities.train(examples, {"max_iterations": 5}, parts=1), examples, tmp_path)
    assert Weights.read(written).network is None


def test_what_a_first_recogniser_reads_is_learned_before_the_labels(
    nlp, examples, data, started, tmp_path, monkeypatch
):
    encoder = Encoder.read(write_encoder(exported(started, data.words, SHAPE), tmp_path, {}))
    monkeypatch.setattr("kr_localgov_nlp.training.network_fit.SETTINGS", SHORT | {"epochs": 3})
    texts = [one.text.replace("노래", "축가") for one in examples]
    drawn = [Release(one.group, "2024-05-01", text) for one, text in zip(examples, texts, strict=True)]
    told = []
    settings = {"c1": 0.01, "c2": 0.01, "max_iterations": 10}
    plain, taught = (
        entities.train(examples, settings, parts=1, encoder=encoder, silver=silver, progress=told.append)
        for silver in (None, Silver(nlp, drawn, 6))
    )
    # A first network of the part and of all, then both again, each with its rounds on what was read before.
    rounds = sum(line.startswith("network: 1 of") for line in told)
    assert rounds == 2 + 2 + 4
    assert any(not np.array_equal(plain.network[name], taught.network[name]) for name in plain.network)


def test_a_changed_encoder_is_refused(data, started, tmp_path):
    folder = write_encoder(exported(started, data.words, SHAPE), tmp_path, {})
    (folder / "encoder.npz").write_bytes(b"")
    with pytest.raises(ModelError, match="bytes changed"):
        Encoder.read(folder)


def test_the_network_alone_learns_names(examples, data, started, tmp_path):
    folder = write_encoder(exported(started, data.words, SHAPE), tmp_path, {})
    sources = source_names(examples)
    arrays = train_network(examples, sources, Encoder.read(folder))
    assert arrays["out"].shape == (SHAPE["width"], 2 * len(DECIDED))
    assert Words(Encoder.read(folder).keys).keys == data.words.keys
