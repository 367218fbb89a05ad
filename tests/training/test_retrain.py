"""The whole way: a spreadsheet, a model on top of another, the comparison, the promotion, what to label next."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from kr_localgov_nlp import pipeline
from kr_localgov_nlp.cli import app
from kr_localgov_nlp.domains.store import load_model
from kr_localgov_nlp.errors import InputError, ModelError
from kr_localgov_nlp.evaluation.datasets import corpus_folder
from kr_localgov_nlp.model_files import read_manifest
from kr_localgov_nlp.training import choose, domain_texts, domains
from kr_localgov_nlp.training.domain_comparison import Side, compare
from kr_localgov_nlp.training.domain_groups import grouped
from kr_localgov_nlp.training.label_errors import suspects
from kr_localgov_nlp.training.retrain import retrain
from kr_localgov_nlp.training.schema import read_jsonl
from kr_localgov_nlp.training.suggest import suggest, write

DATA = Path(__file__).parent.parent.parent / "notebooks" / "data"
PETS = DATA / "companion_animals.csv"
CHECK = DATA / "companion_animals_check.csv"
NEW = "반려동물"


@pytest.fixture(scope="module")
def part(nlp):
    """A third of the corpus."""
    rows = [one for one in read_jsonl(corpus_folder() / "releases.jsonl") if one.kind == "release"]
    return [replace(one, source="corpus") for one in domain_texts.own(nlp, rows[::3])]


@pytest.fixture(scope="module", autouse=True)
def small(nlp, part):
    """The commands read a part of the corpus with the pipeline that is there already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(domain_texts, "written", lambda nlp, tell: tell("corpus read") or list(part[::2]))
        patch.setattr(pipeline, "load", lambda **_: nlp)
        patch.setattr(domains, "SETTINGS", domains.SETTINGS | {"topics": 30})
        patch.delenv("KR_LOCALGOV_TEXTS", raising=False)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory, nlp):
    told: list[str] = []
    found = retrain([PETS], tmp_path_factory.mktemp("models"), nlp=nlp, tell=told.append)
    assert any(NEW in line for line in told)
    return found


def run(*arguments: object):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_a_new_domain_from_a_spreadsheet(made, nlp):
    model = load_model(made.folder)
    assert model.classes_[-1] == NEW
    assert len(model.classes_) == 21
    assert made.compared.new.domains[NEW][2] > 0.85
    rows = list(csv.DictReader(CHECK.open(encoding="utf-8")))
    found = model.predict([nlp(f"{row['제목']}\n\n{row['본문']}") for row in rows])
    right = sum((NEW in one) == (NEW in row["정책분야"]) for one, row in zip(found, rows, strict=True))
    assert right >= 17


def test_what_was_known_is_kept(made, part):
    before, after = load_model(choose.find("domains")), load_model(made.folder)
    for texts, slack in ((part[::2], 0.01), (part[1::2], 0.03)):  # the second half took no part this time
        scores = [domains.scores_on(model, texts) for model in (before, after)]
        assert scores[1].micro >= scores[0].micro - slack


def test_the_folder_tells_what_it_is_made_of(made):
    manifest = read_manifest(made.folder)
    assert manifest["labels"][-1] == NEW
    assert manifest["prior"] == str(load_model(choose.find("domains")).manifest_["fingerprint"])[:16]
    assert manifest["data"]["texts"]["own"] == 75
    assert {"domains.png", "reliability.png", "README.md"} <= set(manifest["files"])
    assert (made.folder / "domains.png").read_bytes().startswith(b"\x89PNG")
    assert len(domains.learned(made.folder)) >= 75 + len(made.trained.texts) - 75
    assert NEW in (made.folder / "README.md").read_text(encoding="utf-8")


def test_the_command(tmp_path):
    arguments = ("train", "domains", PETS, "--out", tmp_path / "models")
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert "title = 제목, text = 본문" in result.stderr
    assert "new domain '반려동물': 60 rows" in result.stderr
    assert "held out, own: 75 texts" in result.stdout
    assert "new model beside the one in use" in result.stdout
    assert [one.name for one in (tmp_path / "models").iterdir()] == ["domains-001"]
    scratch = run(*arguments, "--from", "scratch", "--name", "mine")
    assert scratch.exit_code == 0, scratch.output
    assert "prior" not in read_manifest(tmp_path / "models" / "mine")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "no labels"),
        ((PETS, "--from", "nowhere"), "'current' or 'scratch'"),
        ((PETS, "--background", "5"), "start from scratch"),
        ((PETS, "--from", "scratch", "--background", "5"), "need the folder"),
        ((PETS, "--in-use", "no/such"), "no model there"),
        ((PETS, "--from", "scratch", "--name", "../up"), "no name of a folder"),
    ],
)
def test_arguments_that_do_not_fit(tmp_path, arguments, reason):
    result = run("train", "domains", *arguments, "--out", tmp_path)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert not list(tmp_path.iterdir())


def test_problems_are_listed_and_nothing_is_trained(tmp_path):
    (tmp_path / "a.csv").write_text(
        "본문,분야\n시가 시내버스 노선을 고쳐 배차 간격을 줄인다.,trnsport\n", encoding="utf-8"
    )
    result = run("train", "domains", tmp_path / "a.csv", "--out", tmp_path / "models")
    assert result.exit_code == 1
    assert "a.csv, line 2: unknown domain 'trnsport' (transport?)" in result.stderr
    assert not (tmp_path / "models").exists()


def test_a_taxonomy_of_ones_own(tmp_path, nlp):
    (tmp_path / "mine.csv").write_text(
        "domain,korean,holds,functions\npets,반려동물,개와 고양이,\nculture,문화,공연과 축제,061\nhealth,건강,병원,\n",
        encoding="utf-8",
    )
    rows = list(csv.reader(PETS.open(encoding="utf-8")))
    for row in rows[1:]:
        row[3] = "; ".join(one for one in row[3].split("; ") if one in (NEW, "culture", "health")) or "-"
    with (tmp_path / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    made = retrain(
        [tmp_path / "labels.csv"], tmp_path, "scratch", "own", taxonomy=tmp_path / "mine.csv", nlp=nlp
    )
    model = load_model(made.folder)
    assert sorted(model.classes_) == ["culture", "health", "pets"]
    assert {d.name: d.korean for d in model.taxonomy_}["pets"] == "반려동물"
    assert model.predict([nlp("강아지와 고양이를 맡는 유기동물 보호소가 입양을 돕는다.")])[0][0] == "pets"


def test_compare_and_promote(made, tmp_path):
    place = tmp_path / "in-use"
    result = run("compare", made.folder, "domains", "--on", CHECK, "--promote", place)
    assert result.exit_code == 0, result.output
    assert "micro F1" in result.stdout
    assert (
        load_model(place).predict_proba([["강아지"]]).tolist()
        == load_model(made.folder).predict_proba([["강아지"]]).tolist()
    )
    back = run("compare", "domains", place, "--on", CHECK, "--promote", place)
    assert back.exit_code == 1
    assert "not promoted: 반려동물 is not known any more" in back.stderr
    assert load_model(place).classes_[-1] == NEW
    forced = run("compare", "domains", place, "--on", CHECK, "--promote", place, "--allow-regression")
    assert forced.exit_code == 0, forced.output
    assert NEW not in load_model(place).classes_
    assert load_model(tmp_path / "in-use.previous").classes_[-1] == NEW


def test_models_are_not_compared_on_what_they_learned(made, nlp):
    with pytest.raises(InputError, match="learned from all of these texts"):
        choose.compare_models(made.folder, "domains", PETS, nlp=nlp)


def test_what_is_no_model_is_not_overwritten(made, tmp_path):
    (tmp_path / "letters").mkdir()
    with pytest.raises(ModelError, match="not overwritten"):
        choose.promote(made.folder, tmp_path / "letters", made.compared, allow_regression=True)
    with pytest.raises(ModelError, match="the model itself"):
        choose.promote(made.folder, made.folder, made.compared, allow_regression=True)


def test_suggestions(tmp_path, made):
    result = run("suggest", CHECK, "-n", "6", "--model", made.folder, "--out", tmp_path / "next.csv")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader((tmp_path / "next.csv").open(encoding="utf-8-sig")))
    assert len(rows) == 6
    assert {row["domains"] for row in rows} == {""}
    tasks = json.loads((tmp_path / "next.json").read_text(encoding="utf-8"))
    assert [task["data"]["text"] for task in tasks] == [row["text"] for row in rows]
    assert NEW in (tmp_path / "next.xml").read_text(encoding="utf-8")


def test_suggestions_from_an_archive_pass_over_what_was_learned(tmp_path, made, nlp):
    from kr_localgov_nlp.archive.run import tag_archive

    (tmp_path / "in.csv").write_text(
        PETS.read_text(encoding="utf-8") + CHECK.read_text(encoding="utf-8").split("\n", 1)[1],
        encoding="utf-8",
    )
    tag_archive([str(tmp_path / "in.csv")], str(tmp_path / "out"), nlp=nlp, progress=False)
    found = suggest(tmp_path / "out", 50, made.folder, nlp=nlp)
    assert len(found) == 20
    assert [file.suffix for file in write(found, tmp_path / "a.csv")] == [".csv", ".json", ".xml"]
    with pytest.raises(InputError, match="no text that is not labelled"):
        suggest(PETS, 5, made.folder, nlp=nlp)


def sides(count=300, seed=2):
    generator = np.random.default_rng(seed)
    gold = [["jobs"] if one else ["sports"] for one in generator.random(count) < 0.5]
    proba = np.array([[0.8, 0.2] if one == ["jobs"] else [0.2, 0.8] for one in gold])
    return gold, proba


def flipped(proba, share, seed):
    wrong = np.random.default_rng(seed).random(len(proba)) < share
    turned = np.where(wrong[:, None], proba[:, ::-1], proba)
    return Side(["jobs", "sports"], turned, [["jobs"] if p > 0.5 else ["sports"] for p in turned[:, 0]])


def test_a_verdict_follows_the_texts():
    gold, proba = sides()
    good, bad, same = flipped(proba, 0.05, 1), flipped(proba, 0.25, 2), flipped(proba, 0.05, 3)
    assert compare(good, bad, gold).better
    worse = compare(bad, good, gold)
    assert not worse.better
    assert any(line.startswith("jobs F1") for line in worse.regressions)
    equal = compare(good, good, gold)
    assert (equal.better, equal.regressions) == (False, [])
    assert "keep the old one" in equal.verdict
    assert not compare(same, good, gold).better


def test_one_domain_that_became_worse_is_told():
    gold = [["jobs"], ["sports"], ["youth"]] * 60
    names = ["jobs", "sports", "youth"]
    right = Side(names, np.eye(3)[[names.index(one[0]) for one in gold]], gold)
    lost = [one if one != ["youth"] or number % 2 else [] for number, one in enumerate(gold)]
    found = compare(Side(names, right.probabilities, lost), right, gold)
    assert any(line.startswith("youth") for line in found.regressions)
    assert not any(line.startswith("sports") for line in found.regressions)


def test_false_labels_are_found(part):
    """Labels made wrong on purpose stand among the first candidates."""
    texts = list(part)
    wrong = set(range(0, len(texts), 16))
    names = sorted({name for one in texts for name in one.domains})
    for number in wrong:
        other = next(name for name in names[number % 20 :] + names if name not in texts[number].domains)
        texts[number] = replace(texts[number], domains=(other,))
    trained = domains.train(texts, settings={"topics": 30})
    rows, proba = trained.model.held_out_
    held = [texts[row] for row in rows]
    found = suspects(trained.model.classes_, proba, trained.model.thresholds_, held)
    ids = {texts[number].id for number in wrong}
    first = [one.place in ids for one in found[: len(wrong)]]
    assert np.mean(first) > 4 * len(wrong) / len(texts)


def test_near_copies_stay_on_one_side(part):
    copy = replace(part[3], id="copy", words=part[3].words[:-3], group="another", source="own")
    texts, pairs = grouped([*part, copy])
    assert texts[-1].group == texts[3].group
    assert (3, len(part)) in pairs
