"""Training on a handful of sentences: that it learns, that it is repeatable, and what a folder holds."""

import gzip
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kr_localgov_nlp.entities.recogniser import Recogniser
from kr_localgov_nlp.entities.recogniser_weights import Weights
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.evaluation.spans import Labelled
from kr_localgov_nlp.model_files import read_manifest
from kr_localgov_nlp.training import entities
from kr_localgov_nlp.training.calibration import Judged, calibrate
from kr_localgov_nlp.training.comparison import counts, differences
from kr_localgov_nlp.training.recogniser import bio, example, fingerprint, fit, source_names
from kr_localgov_nlp.training.silver import Release, Silver, releases

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


TITLE, LONG = "잔치를 열었다", "주민들은 손뼉을 쳤다. " * 40


def folder_of(tmp_path, rows):
    """Write releases of ministries and of one county as `releases` reads them."""
    (tmp_path / "ministry_releases").mkdir()
    table = pa.table(
        {
            "date": ["2024-05-01"] * len(rows),
            "ministry": [issuer for issuer, _ in rows],
            "title": [title for _, title in rows],
            "body": [LONG] * len(rows),
        }
    )
    pq.write_table(table, tmp_path / "ministry_releases" / "2024.parquet")
    with gzip.open(tmp_path / "local_releases.jsonl.gz", "wt", encoding="utf-8") as file:
        for issuer in ("나주시", "순천시"):
            row = {"issuer": issuer, "date": "2024-05-02", "title": TITLE, "text": LONG}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return tmp_path


def test_releases_of_scored_issuers_are_not_drawn(tmp_path):
    folder = folder_of(
        tmp_path,
        [
            ("관세청", "관세청이 문을 열었다"),
            ("환경부", "문을 열었다"),
            ("공공폐수처", "환경부 장관이 문을 열었다"),
            ("산림청", "숲을 열었다"),
        ],
    )
    assert {one.issuer for one in releases(folder, None)} == {"나주시", "관세청", "산림청"}
    assert {one.issuer for one in releases(folder, None, local=0)} == {"관세청", "산림청"}
    assert len(releases(folder, 1, local=0)) == 1
    known = {one.text for one in releases(folder, None) if one.issuer == "관세청"}
    assert {one.issuer for one in releases(folder, None, known, local=0)} == {"산림청"}


def test_silver_labels_are_what_rules_and_recogniser_settle_on(nlp, trained):
    recogniser = Recogniser(Weights(trained.arrays, trained.settings))
    texts = [sentence(30 + number, "남이랑")[0] for number in range(4)]
    drawn = [Release(ISSUERS[number % 4], "2024-05-01", text) for number, text in enumerate(texts)]
    pool = Silver(nlp, [Release("나주시", "2024-05-01", " "), *drawn], 3)
    read = pool.read(recogniser)
    assert [one.text for one in read] == texts[:3]
    assert all(one.only_trains and one.real for one in read)
    for one in read:
        assert {g[:3] for g in one.gold} == {(c.start, c.end, c.label) for c in entities.run(one, recogniser)}
        assert "PERSON" in {g.label for g in one.gold}
    part = entities.fold_of("나주시")
    others = pool.read(recogniser, without=part)
    assert others
    assert all(entities.fold_of(one.group) != part for one in others)


def test_silver_without_a_network_is_refused(nlp, examples):
    with pytest.raises(InputError, match="encoder"):
        entities.train(examples, silver=Silver(nlp, [], 1))
