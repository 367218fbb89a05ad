"""The classifier in scikit-learn's manner, a model on top of another, and the same numbers in the pipeline."""

import json

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score

from kr_localgov_nlp.domains.classifier import DomainClassifier, _leading
from kr_localgov_nlp.domains.store import load_model
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.evaluation.datasets import corpus_folder
from tests.domains.made import WORDS, texts

SMALL = {"topics": 6, "min_texts": 2}


@pytest.fixture(scope="module")
def model():
    return DomainClassifier(**SMALL).fit(*texts(200))


def test_it_learns(model):
    assert model.classes_ == sorted(WORDS)
    assert model.score(*texts(100, seed=2)) > 0.95


def test_topics_know_words_that_no_label_taught():
    lists, domains = texts(120)
    taught = [[word for word in words if word != "정류장"] for words in lists]
    more = [["정류장", "버스", "노선"], ["정류장", "도로", "주차"], ["정류장", "신호", "버스"]] * 10
    probe = [["정류장", "정류장", "행사"]]
    at = sorted(WORDS).index("교통")
    known = DomainClassifier(**SMALL).fit(taught, domains, background=more).predict_proba(probe)[0, at]
    unknown = DomainClassifier(**SMALL).fit(taught, domains).predict_proba(probe)[0, at]
    assert known > 0.5 > unknown


def test_grid_search_chooses():
    lists, domains = texts(80)
    search = GridSearchCV(DomainClassifier(**SMALL, folds=0), {"C": [0.0001, 10.0]}, cv=3).fit(lists, domains)
    assert search.best_params_ == {"C": 10.0}
    assert search.best_score_ > 0.9
    assert len(cross_val_score(DomainClassifier(**SMALL, folds=0), lists, domains, cv=2)) == 2


def test_a_copy_shares_its_pipeline():
    pipeline = object()
    assert clone(DomainClassifier(C=2.0, nlp=pipeline)).nlp is pipeline
    assert clone(DomainClassifier(C=2.0)).C == 2.0


def test_shares_add_up_to_the_score(model):
    words = texts(1, seed=9)[0][0]
    for at, name in enumerate(model.classes_):
        total = sum(model.shares(words, name).values()) + model.intercept_[at]
        assert total == pytest.approx(model.decision_function([words])[0, at], abs=1e-9)


def test_a_text_of_unknown_words_has_no_domain(model):
    assert model.predict([["우주", "공룡"], []]) == [[], []]


@pytest.mark.parametrize(
    ("X", "y", "reason"),
    [
        ([["책"]], [["도서"], ["교통"]], "1 texts and 2 labels"),
        ([["책"], ["버스"]], [["도서"], ["도서"]], "two domains"),
    ],
)
def test_what_cannot_be_learned(X, y, reason):
    with pytest.raises(InputError, match=reason):
        DomainClassifier(**SMALL).fit(X, y)


def test_one_text_is_no_list_of_texts(model):
    with pytest.raises(InputError, match="not one text"):
        model.predict("책을 읽는다")


def test_a_new_domain_on_top_of_a_model_forgets_nothing():
    before = DomainClassifier(**SMALL).fit(*texts(200, names=("교통", "보건", "체육")))
    old, labels = texts(120, seed=3, names=("교통", "보건", "체육"))
    more, new = texts(60, seed=4)
    test = texts(200, seed=5)
    after = DomainClassifier(**SMALL).fit(
        old + more, labels + new, prior=before, calibrate=[False] * 120 + [True] * 60
    )
    assert after.classes_ == ["교통", "보건", "체육", "도서"]
    assert after.score(*test) > 0.95 > before.score(*test)
    known = texts(200, seed=6, names=("교통", "보건", "체육"))
    assert after.score(*known) >= before.score(*known) - 0.01


def test_a_prior_alone_is_what_it_was(model):
    lists, domains = texts(6, seed=8)
    same = DomainClassifier(**SMALL, C=1e-9).fit(lists, domains, prior=model)
    probe = texts(50, seed=7)[0]
    assert same.predict_proba(probe) == pytest.approx(model.predict_proba(probe), abs=1e-4)


def test_names_may_stand_in_one_string():
    model = DomainClassifier(min_texts=1, topics=0, folds=0)
    model.fit([["책"], ["버스"], ["책", "버스"]], ["도서", "교통", "도서; 교통"])
    assert model.classes_ == ["교통", "도서"]


def test_the_pipeline_and_the_classifier_say_the_same(nlp):
    model = load_model(nlp.get_pipe("localgov_domains").folder)
    rows = (corpus_folder() / "releases.jsonl").read_text(encoding="utf-8").splitlines()[::60]
    docs = [nlp(json.loads(row)["text"]) for row in rows]
    proba = model.predict_proba(docs)
    for doc, row in zip(docs, proba, strict=True):
        assert list(doc.cats) == model.classes_
        assert np.array(list(doc.cats.values())) == pytest.approx(row, abs=1e-9)
    assert [doc._.domains for doc in docs] == model.predict(docs)
    assert any(doc._.domains for doc in docs)
    texts_alone = DomainClassifier(nlp=nlp)
    texts_alone.__dict__.update({k: v for k, v in vars(model).items() if k.endswith("_")})
    assert texts_alone.predict_proba([doc.text for doc in docs]) == pytest.approx(proba, abs=1e-9)


def test_leading_topics_are_longer_and_the_whole_keeps_its_size():
    generator = np.random.default_rng(0)
    basis = np.linalg.qr(generator.normal(size=(30, 5)))[0]
    words = generator.normal(size=(80, 5)) * np.array([9.0, 5, 3, 2, 1]) @ basis.T
    found = _leading(words, basis)
    lengths = np.linalg.norm(found, axis=0)
    assert (np.diff(lengths) < 0).all()
    assert lengths[0] / lengths[-1] == pytest.approx(9**0.3, rel=0.2)
    assert np.linalg.norm(words @ found) == pytest.approx(np.linalg.norm(words @ basis))
    assert np.isfinite(_leading(np.zeros((3, 30)), basis)).all()
