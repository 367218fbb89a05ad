"""Names that an archive told often, and what a recogniser makes of them."""

import pandas as pd
import pytest

from kr_localgov_nlp.entities.recogniser import Recogniser
from kr_localgov_nlp.entities.recogniser_weights import Weights
from kr_localgov_nlp.evaluation.spans import Labelled
from kr_localgov_nlp.training import entities
from kr_localgov_nlp.training.recogniser import example, fit, source_names
from kr_localgov_nlp.training.seen import RELEASES, counted, names_seen


@pytest.fixture
def run(tmp_path):
    articles = [{"article_id": f"a{n}", "id": str(n)} for n in range(6)]
    rows = [("가람공사", "ORG", n, 0.9) for n in range(4)] + [("가람공사", "ORG", 0, 0.9)]
    rows += [("푸른 숲길", "PLACE", n, 0.9) for n in range(4)]
    rows += [("흐린공사", "ORG", n, 0.3) for n in range(4)]
    rows += [("나루터", "ORG" if n % 2 else "PLACE", n, 0.9) for n in range(4)]
    rows += [("구로구", "DISTRICT", n, 1.0) for n in range(6)]
    for name, table in (
        ("articles", articles),
        (
            "entities",
            [{"article_id": f"a{n}", "text": t, "label": label, "confidence": c} for t, label, n, c in rows],
        ),
    ):
        (tmp_path / name).mkdir()
        pd.DataFrame(table).to_parquet(tmp_path / name / "part.parquet")
    return tmp_path


def test_only_sure_names_of_one_label_and_without_a_blank_are_kept(run):
    assert names_seen(run) == {"가람공사": "ORG some"}


def test_articles_may_be_left_out(run):
    assert names_seen(run, {"1", "2"}) == {}


def test_many_and_some():
    found = counted({("가", "ORG"): RELEASES, ("나", "ORG"): 100, ("다", "ORG"): RELEASES - 1})
    assert found == {"가": "ORG some", "나": "ORG many"}


def test_a_model_trusts_them_as_far_as_its_labels_do(nlp):
    known = [f"{a}{b}누리" for a in "가나다라" for b in "솔빛담별"]
    unknown = [f"{a}{b}누리" for a in "마바사아" for b in "솔빛담별"]

    def laid(name, number, gold=True):
        text = f"오늘은 {name} 이야기를 한다."
        names = [Labelled(4, 4 + len(name), "ORG")] if gold else []
        return example(nlp, f"s{number}", f"g{number}", text, None, names)

    texts = [laid(name, n) for n, name in enumerate(known)]
    texts += [laid(name, n + 50, gold=False) for n, name in enumerate(unknown)]
    seen = dict.fromkeys([*known, "자솔누리"], "ORG some")
    settings = {"c1": 0.01, "c2": 0.1, "max_iterations": 40}
    weights = Weights(*fit(texts, source_names(texts), settings, seen))
    assert weights.seen == seen
    found = {
        name: {c.label for c in entities.run(laid(name, 99), Recogniser(_calibrated(weights)))}
        for name in ("자솔누리", "자빛누리")
    }
    assert "ORG" in found["자솔누리"]
    assert "ORG" not in found["자빛누리"]


def _calibrated(weights):
    weights.calibration = {"leads": {}, "against": {}, "adds": {}, "rules": {}}
    return weights
