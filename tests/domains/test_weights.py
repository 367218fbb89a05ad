"""The arrays of a model as the pipeline reads them: the same as by skops, and without scikit-learn."""

import json
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from kr_localgov_nlp.domains import weights
from kr_localgov_nlp.domains.store import load_model
from kr_localgov_nlp.domains.weights import LinearWeights, read_weights
from kr_localgov_nlp.model_files import find_model

OPENED = """
import sys
from kr_localgov_nlp.domains.component import DomainPipe
from kr_localgov_nlp.model_files import find_model
assert DomainPipe(find_model("domains")).model.classes_
print([name for name in ("sklearn", "skops", "pandas") if name in sys.modules])
"""


@pytest.fixture(scope="module")
def shipped() -> LinearWeights:
    return read_weights(find_model("domains"))


def test_the_pipeline_opens_it_without_scikit_learn():
    out = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, check=True, text=True)
    assert out.stdout.strip() == "[]"


def test_skops_reads_the_same(shipped, monkeypatch):
    monkeypatch.setattr(weights, "_arrays", lambda path: None)
    again = read_weights(find_model("domains"))
    assert again.vocabulary_ == shipped.vocabulary_
    for name in weights.ARRAYS:
        assert np.array_equal(getattr(again, name), getattr(shipped, name)), name


def test_another_form_of_file_is_left_to_skops(tmp_path):
    source = find_model("domains") / weights.WEIGHTS
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "later.skops", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "schema.json":
                data = json.dumps(json.loads(data) | {"protocol": 99}).encode()
            new.writestr(name, data)
    assert weights._arrays(source) is not None
    assert weights._arrays(tmp_path / "later.skops") is None


def test_one_text_is_scored_as_many(shipped):
    model = load_model(find_model("domains"))
    words = ["도서관", "독서", "^도서관", "책", "책", "not a word of the model"]
    assert shipped.scores(words) == pytest.approx(model.decision_function([words])[0], abs=1e-9)
    assert sum(shipped.shares(words, "education").values()) + shipped.intercept_[
        shipped.classes_.index("education")
    ] == pytest.approx(shipped.scores(words)[shipped.classes_.index("education")])


def test_a_text_without_a_known_word_has_the_constants(shipped):
    assert shipped.scores([]) == pytest.approx(shipped.intercept_)
    assert shipped.scores(["not a word of the model"]) == pytest.approx(shipped.intercept_)
