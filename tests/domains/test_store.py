"""A model's folder: what was saved is what is loaded, and what its manifest does not vouch for is refused."""

import json
import subprocess
import sys

import numpy as np
import pytest
from skops.io import dump

from kr_localgov_nlp.domains.classifier import DomainClassifier
from kr_localgov_nlp.domains.store import load_model, save
from kr_localgov_nlp.domains.weights import TAXONOMY, WEIGHTS, _arrays
from kr_localgov_nlp.errors import ModelError
from kr_localgov_nlp.gazetteer.domains import Domain
from kr_localgov_nlp.model_files import MANIFEST, read_manifest, write_manifest
from tests.domains.made import texts

ANOTHER = """
import json, sys
from kr_localgov_nlp.domains.store import load_model
model = load_model(sys.argv[1])
print(json.dumps(model.predict_proba(json.loads(sys.argv[2])).tolist()))
"""


@pytest.fixture(scope="module")
def model():
    return DomainClassifier(topics=4, min_texts=2).fit(*texts(120))


@pytest.fixture
def folder(model, tmp_path):
    return save(
        model, tmp_path / "mine", {"data": {"texts": 120}}, [Domain("보건", "보건·의료", "", ("091",))]
    )


def test_another_process_says_the_same(model, folder):
    probe = texts(20, seed=2)[0]
    out = subprocess.run(
        [sys.executable, "-c", ANOTHER, str(folder), json.dumps(probe)], capture_output=True, check=True
    )
    assert np.array(json.loads(out.stdout)) == pytest.approx(model.predict_proba(probe), abs=1e-9)


def test_what_a_loaded_model_has(folder, model):
    again = load_model(folder)
    assert again.classes_ == model.classes_
    assert {d.name: d.korean for d in again.taxonomy_}["보건"] == "보건·의료"
    assert again.manifest_["data"] == {"texts": 120}
    assert again.predict(texts(30, seed=4)[0]) == model.predict(texts(30, seed=4)[0])


@pytest.mark.parametrize("name", [WEIGHTS, TAXONOMY])
def test_a_changed_byte_is_refused(folder, name):
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError, match=f"{name}.*changed"):
        load_model(folder)


def again(folder, **changes):
    """Write the manifest anew, as if someone had vouched for what stands there now."""
    manifest = read_manifest(folder)
    fields = {k: v for k, v in manifest.items() if k not in ("format", "fingerprint", "requires", "files")}
    write_manifest(folder, fields | changes, list(manifest["files"]))


def test_a_version_out_of_range_is_refused(folder):
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["requires"]["scikit-learn"] = "<0.1"
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match=r"scikit-learn <0\.1, installed is"):
        load_model(folder)


def test_a_missing_label_is_refused(folder):
    again(folder, labels=["교통", "보건", "체육"])
    with pytest.raises(ModelError, match="도서"):
        load_model(folder)


def test_a_taxonomy_that_lacks_a_domain_is_refused(folder):
    rows = json.loads((folder / TAXONOMY).read_text(encoding="utf-8"))
    (folder / TAXONOMY).write_text(json.dumps(rows[1:]), encoding="utf-8")
    again_without_check(folder)
    with pytest.raises(ModelError, match=rows[0]["domain"]):
        load_model(folder)


def again_without_check(folder):
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    fields = {k: v for k, v in manifest.items() if k not in ("format", "fingerprint", "requires", "files")}
    write_manifest(folder, fields, list(manifest["files"]))


def test_weights_that_hold_more_than_arrays_are_refused(folder):
    dump({"coef_": np.zeros(2), "surprise": DomainClassifier()}, folder / WEIGHTS)
    again_without_check(folder)
    with pytest.raises(ModelError, match=r"more than arrays: .*DomainClassifier"):
        load_model(folder)


@pytest.mark.parametrize("content", [{"coef_": np.zeros((4, 2))}, [1, 2]])
def test_weights_that_lack_an_array_are_refused(folder, content):
    dump(content, folder / WEIGHTS)
    again_without_check(folder)
    with pytest.raises(ModelError, match="lacks"):
        load_model(folder)


def test_weights_that_are_no_archive_are_refused(folder):
    (folder / WEIGHTS).write_bytes(b"not a zip file")
    again_without_check(folder)
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(folder)


def test_a_folder_of_ones_own_in_the_pipeline(folder):
    from kr_localgov_nlp.domains.component import DomainPipe, make

    pipe = make(None, "localgov_domains", str(folder))
    assert isinstance(pipe, DomainPipe)
    assert pipe.model.classes_ == ["교통", "도서", "보건", "체육"]
    with pytest.raises(ModelError, match="no model there"):
        make(None, "localgov_domains", str(folder / "nowhere"))


@pytest.mark.parametrize(("neighbours", "known"), [(None, True), (np.zeros(2), False)])
def test_a_model_without_a_second_look_is_one_of_domains_alone(folder, model, neighbours, known):
    content = _arrays(folder / WEIGHTS)
    del content["neighbours_"]
    if neighbours is not None:
        content["neighbours_"] = neighbours
    dump(content, folder / WEIGHTS)
    again_without_check(folder)
    if not known:
        with pytest.raises(ModelError, match="differ: shape"):
            load_model(folder)
        return
    scores = model.decision_function(texts(5, seed=6)[0])
    found = load_model(folder)
    assert found.calibrated(scores) == pytest.approx(found.alone(scores))
    assert model.calibrated(scores) != pytest.approx(model.alone(scores))
