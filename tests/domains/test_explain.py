"""The explanation of a domain: what words say, and what the other domains' scores make of it."""

import json

import numpy as np
import pytest
from spacy.tokens import Doc

from kr_localgov_nlp.domains.component import open_model
from kr_localgov_nlp.domains.explain import explain_domain
from kr_localgov_nlp.domains.features import features
from kr_localgov_nlp.domains.neighbours import probabilities
from kr_localgov_nlp.evaluation.datasets import corpus_folder


@pytest.fixture(scope="module")
def docs(nlp) -> list[Doc]:
    rows = (corpus_folder() / "releases.jsonl").read_text(encoding="utf-8").splitlines()[::60]
    return [nlp(json.loads(row)["text"]) for row in rows]


def nearest(doc):
    return sorted(doc.cats, key=doc.cats.__getitem__)[-2:]


def test_terms_and_constant_are_the_score(docs):
    model, _ = open_model(docs[0])
    for doc in docs[:3]:
        for domain in nearest(doc):
            slope, constant = model.calibration_[model.classes_.index(domain)]
            data = explain_domain(doc, domain)[1]
            score = sum(model.shares(features(doc), domain).values()) + data["constant"]
            assert data["alone"] == pytest.approx(float(probabilities(np.array(slope * score + constant))))
            assert data["beside"][0] != domain


def test_the_line_says_when_the_other_domains_decided(docs, monkeypatch):
    model, _ = open_model(docs[0])
    monkeypatch.setattr(model, "neighbours_", np.array([0.0, 0.0, -30.0, 0.0, 0.0]))
    changed = 0
    for doc in docs:
        proba = model.calibrated(model.scores(features(doc)))
        again = Doc(doc.vocab).from_bytes(doc.to_bytes())
        again.cats = dict(zip(model.classes_, proba.tolist(), strict=True))
        again._.domains = model.assign(proba)
        for domain in nearest(doc):
            line, data = explain_domain(again, domain)
            told = f"changed by the other domains' scores: alone {data['alone']:.2f}, beside {data['beside'][0]} "
            decided = (data["alone"] >= data["threshold"]) != data["assigned"]
            assert (told in line) == decided
            assert decided or "changed by" not in line
            changed += decided
    assert changed
