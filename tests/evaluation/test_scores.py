"""Scores, and the floors that guard the pipeline on real releases where their texts are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import kr_localgov_nlp as klg
from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.evaluation.real import found_in, read_labels, texts
from kr_localgov_nlp.evaluation.spans import Labelled, score

ROOT = Path(__file__).parent.parent.parent
REAL = ROOT / "corpus" / "real"
TEXTS = Path(os.environ.get("KR_LOCALGOV_TEXTS", ROOT.parent / "shared" / "data"))


def test_a_wrong_border_is_one_miss_and_one_false_find():
    report = score([([Labelled(0, 3, "HEAD")], [Labelled(0, 4, "HEAD")])])
    assert (report.labels["HEAD"].right, report.labels["HEAD"].found, report.labels["HEAD"].gold) == (0, 1, 1)


def test_links_count_only_where_span_and_label_agree():
    gold = [Labelled(0, 3, "DISTRICT", "1"), Labelled(5, 7, "DISTRICT", "2"), Labelled(9, 11, "DISTRICT")]
    found = [Labelled(0, 3, "DISTRICT", "9"), Labelled(9, 11, "DISTRICT", "3")]
    report = score([(gold, found)])
    assert (report.links_right, report.links) == (0, 1)


def test_labels_that_are_not_asked_for_are_left_out():
    report = score([([Labelled(0, 3, "HEAD")], [Labelled(0, 3, "HEAD"), Labelled(4, 5, "ORG")])])
    assert report.together().f1 == 1.0
    assert "core" in report.table()


WORKED_ON = ("core-dev", "core-awards-a", "core-awards-b")
SCORED = ("core-scored", "core-scored-b")


@pytest.mark.parametrize("name", [*WORKED_ON, *SCORED])
def test_label_files_hold_no_text(name):
    labels = read_labels(REAL / f"{name}.jsonl")
    assert len(labels) >= 30
    assert all(len(r.sha256) == 64 for r in labels)
    assert all(0 <= e.start < e.end for r in labels for e in r.entities)


def test_a_broken_label_line_is_named(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(TableError, match=r"labels\.jsonl, line 1"):
        read_labels(path)


# What is asked for on issuers that nobody tuned on is 0.92, and core-scored has it. core-scored-b came later and is not
# there yet: its floor only holds what it has. Measured figures stand in docs/evaluation.md.
CORE_F1 = {"core-dev": 0.97, "core-scored": 0.92, "core-scored-b": 0.90}
LINKS = 0.97


@pytest.fixture(scope="module")
def real_texts():
    if not (TEXTS / "local_releases.jsonl.gz").exists():
        pytest.skip("the texts of the labels are not here")
    return texts(TEXTS, [r.sha256 for name in CORE_F1 for r in read_labels(REAL / f"{name}.jsonl")])


@pytest.mark.parametrize("heads", [True, False], ids=["with heads table", "without"])
@pytest.mark.parametrize("name", CORE_F1)
def test_floors_on_real_releases(name, heads, nlp, real_texts):
    pipeline = nlp if heads else klg.load(heads=False)
    pairs = [
        (r.entities, found_in(klg.analyze(real_texts[r.sha256], published=r.published, nlp=pipeline)))
        for r in read_labels(REAL / f"{name}.jsonl")
    ]
    report = score(pairs)
    assert report.together().f1 >= CORE_F1[name], "\n" + report.table()
    assert report.link_accuracy >= LINKS, "\n" + report.table()
