"""Training on a handful of sentences: that it learns, that it is repeatable, and what a folder holds."""

import json

import numpy as np
import pytest

from kr_localgov_nlp.entities.recogniser import Recogniser
from kr_localgov_nlp.entities.recogniser_weights import Weights
from kr_localgov_nlp.evaluation.spans import Labelled
from kr_localgov_nlp.model_files import read_manifest
from kr_localgov_nlp.training import entities
from kr_localgov_nlp.training.calibration import Judged, calibrate
from kr_localgov_nlp.training.comparison import counts, differences
from kr_localgov_nlp.training.recogniser import bio, example, fingerprint, fit, source_names
from kr_localgov_nlp.training.silver import CLOSED, Release, silver
from kr_localgov_nlp.training.silver_bare import bare

NAMES = (
    "김하람",
    "이도겸",
    "박새론",
    "최은결",
    "정다솔",
    "강보름",
    "조예나",
    "윤태오",
    "임가온",
    "한서율",
    "오지안",
    "신해든",
)
ISSUERS = ("나주시", "곡성군", "담양군", "화순군")


def sentence(number, name):
    text = f"{ISSUERS[number % 4]}은 {number + 3}일 잔치를 열었다. 이날 {name}은 노래를 불렀고 주민들은 손뼉을 쳤다."
    at = text.index(name)
    return text, [Labelled(at, at + len(name), "PERSON")]


@pytest.fixture(scope="module")
def examples(nlp):
    out = []
    for number, name in enumerate(NAMES):
        text, gold = sentence(number, name)
        out.append(example(nlp, f"t{number}", ISSUERS[number % 4], text, "2024-05-01", gold))
    return out


@pytest.fixture(scope="module")
def trained(examples):
    return entities.train(examples, {"c1": 0.01, "c2": 0.01, "max_iterations": 30})


def test_tags_follow_the_labels(examples):
    first = examples[0]
    c = first.columns({})
    tags = bio(c, first.gold)
    a = tags.index("B-PERSON")
    inside = [i for i, tag in enumerate(tags) if tag == "I-PERSON"]
    assert first.text[c.starts[a] : c.ends[max([a, *inside])]] == "김하람"


def test_a_new_name_is_found_by_what_stands_around_it(nlp, trained):
    weights = Weights(trained.arrays, trained.settings)
    text, gold = sentence(20, "문리온")
    one = example(nlp, "new", "나주시", text, "2024-05-01", gold)
    found = entities.run(one, Recogniser(weights))
    assert gold[0][:3] in {(f.start, f.end, f.label) for f in found}


def test_the_same_data_give_the_same_weights(examples, trained):
    arrays, settings = fit(examples, source_names(examples), {"c1": 0.01, "c2": 0.01, "max_iterations": 30})
    assert settings["sources"] == trained.settings["sources"]
    assert all(np.array_equal(arrays[name], trained.arrays[name]) for name in trained.arrays)
    assert fingerprint(examples) == fingerprint(examples)
    assert fingerprint(examples) != fingerprint(examples[1:])


def test_every_text_is_held_out_once(examples, trained):
    assert sorted(one.id for one, _ in trained.held) == sorted(one.id for one in examples)
    assert trained.metrics["written"]["PERSON"][2] == len(NAMES)


def test_the_folder_is_read_again(examples, trained, tmp_path):
    folder = entities.write(trained, examples, tmp_path, {"sources": []})
    manifest = read_manifest(folder)
    assert manifest["data"]["fingerprint"] == fingerprint(examples)
    assert sorted(manifest["files"]) == ["README.md", "settings.json", "weights.npz"]
    assert "| PERSON |" in (folder / "README.md").read_text(encoding="utf-8")
    again = Recogniser.read(folder)
    assert entities.run(examples[0], again) == entities.run(
        examples[0], Recogniser(Weights(trained.arrays, trained.settings))
    )
    first = {f.name: f.read_bytes() for f in folder.iterdir()}
    entities.write(trained, examples, tmp_path, {"sources": []})
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == first
    assert json.loads(first["settings.json"])["labels"] == list(entities.DECIDED)


def test_a_comparison_of_equals_is_nought(trained):
    rows = [counts(one.gold, chosen) for one, chosen in trained.held]
    assert {(d.new - d.old, d.low, d.high) for d in differences(rows, rows)} == {(0, 0, 0)}
    nothing = [counts(one.gold, []) for one, _ in trained.held]
    assert all(d.low >= 0 and d.new > 0 for d in differences(rows, nothing) if d.label == "PERSON")


def test_confidence_of_nine_tenths_is_not_given_lightly():
    judged = [
        Judged("ORG", "model", lead, right) for lead in range(8) for right in (True,) * 19 + (False,) * 1
    ]
    values = calibrate(judged)["leads"]["ORG"][1]
    assert max(values) < 0.9  # 95 of 100 is not enough
    judged = [Judged("ORG", "model", lead, True) for lead in range(400)]
    assert max(calibrate(judged)["leads"]["ORG"][1]) > 0.97


def test_silver_labels_are_what_the_weights_are_sure_of(nlp, trained):
    weights = Weights(trained.arrays, trained.settings)
    text, gold = sentence(30, "남이랑")
    (one,) = silver(nlp, weights, [Release("나주시", "2024-05-01", text)])
    assert one.only_trains
    assert set(one.gold) | {Labelled(a, b, "PERSON") for a, b in one.unsure} >= {Labelled(*gold[0][:3])}
    assert "순천" in CLOSED


def test_bare_names_are_labelled_where_their_titles_stood(nlp, trained):
    weights = Weights(trained.arrays, trained.settings)
    text = "이날 행사에는 김하람 나주교육지원청 교육장과 이도겸 전남대학교 교수가 참석해 아이들을 격려했다."
    made = silver(nlp, weights, [Release("나주시", "2024-05-01", text)])
    (one,) = bare(nlp, weights, made)
    assert "교육장" not in one.text
    assert {one.text[g.start : g.end] for g in one.gold if g.label == "PERSON"} == {"김하람", "이도겸"}
    assert all(rule.label not in ("PERSON", "HEAD") or rule.label in one.hidden for rule in one.found)
