"""What a text counts: releases of local governments, for which the library is made, count twice."""

import numpy as np
import pytest

from kr_localgov_nlp.training import domain_texts
from kr_localgov_nlp.training.domain_texts import LOCAL, DomainText
from kr_localgov_nlp.training.domains import train


def test_local_releases_count_more(nlp, monkeypatch):
    rows = [
        {"id": name, "sha256": name, "part": "train", "source": source, "issuer": "가", "published": None}
        for name, source in (("a", "local_releases"), ("b", "ministry_releases"))
    ]
    monkeypatch.setattr(domain_texts, "domain_labels", lambda: [row | {"domains": ["jobs"]} for row in rows])
    monkeypatch.setattr(
        domain_texts, "real_texts", lambda folder, wanted: dict.fromkeys(wanted, "군이 책을 모은다.")
    )
    found = domain_texts.real(nlp, "nowhere")
    assert [(one.id, one.weight) for one in found] == [("a", LOCAL), ("b", 1.0)]
    assert LOCAL > 1


@pytest.mark.parametrize(("weight", "jobs"), [(1.0, False), (4.0, True)])
def test_training_counts_texts_by_their_weight(weight, jobs):
    texts = [
        DomainText(f"{name}{number}", ["갑"], (name,), f"{name}{number}", "real", "", count)
        for name, count, many in (("jobs", weight, 10), ("sports", 1.0, 20))
        for number in range(many)
    ]
    settings = {"topics": 0, "min_texts": 1, "folds": 0}
    model = train(texts, settings=settings).model
    proba = dict(zip(model.classes_, model.predict_proba([["갑"]])[0], strict=True))
    assert (proba["jobs"] > proba["sports"]) == jobs
    assert np.isfinite(list(proba.values())).all()
