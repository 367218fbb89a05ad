"""``kr-localgov evaluate`` on a small file: table, JSON, mistakes, gate, exit codes."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from kr_localgov_nlp.cli import app

from .made import CODES, GOLD, TEXT


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "made.jsonl"
    row = {
        "id": "made-1",
        "text": TEXT,
        "published": "2025-05-06",
        "issuer": sorted(CODES),
        "entities": [list(e[:3]) for e in GOLD],
        "links": [[e.start, e.end, e.link] for e in GOLD if e.link],
        "records": {"awards": [], "quotes": []},
    }
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(nlp, data):
    def invoke(*arguments: object):
        return CliRunner().invoke(app, ["evaluate", "--data", str(data), *(str(a) for a in arguments)])

    return invoke


def test_table_json_and_mistakes(run, tmp_path):
    out = tmp_path / "scores.json"
    done = run("--json", out, "--errors", 5)
    assert done.exit_code == 0, done.output
    assert "made.jsonl (1 texts, 5 entities), with the table of heads" in done.stdout
    assert "mistakes, most often" in done.stdout
    (scores,) = json.loads(out.read_text(encoding="utf-8"))
    assert scores["measures"]["exact.HEAD"]["f1"] == 1.0


def test_settings_of_the_heads_table(run):
    assert "without the table of heads" in run("--no-heads").stdout
    both = run("--both-heads").stdout
    assert "with the table of heads" in both
    assert "without the table of heads" in both


def test_one_kind_of_mistake(run):
    assert "0 mistakes" in run("--errors", 1, "--kind", "missed HEAD").stdout


def test_the_gate_is_pinned_passes_and_stops(run, tmp_path, data):
    floors = tmp_path / "floors.json"
    unpinned = run("--gate", "--floors", floors)
    assert unpinned.exit_code == 1
    assert "has no floors" in unpinned.stderr
    assert run("--gate", "--update", "--floors", floors).exit_code == 0
    passed = run("--gate", "--floors", floors)
    assert passed.exit_code == 0
    assert "gate: passed" in passed.stderr

    pinned = json.loads(floors.read_text(encoding="utf-8"))
    pinned["datasets"]["made.jsonl"]["floors"]["heads"]["exact.PLACE"] = 1.0
    pinned["datasets"]["made.jsonl"]["floors"]["heads"]["exact.MONEY"] = 1.0
    floors.write_text(json.dumps(pinned), encoding="utf-8")
    below = run("--gate", "--floors", floors)
    assert below.exit_code == 1
    assert "exact.MONEY" in below.stderr
    kept = run("--gate", "--update", "--floors", floors)
    assert kept.exit_code == 1
    assert "kept" in kept.stderr
    assert json.loads(floors.read_text())["datasets"]["made.jsonl"]["floors"]["heads"]["exact.MONEY"] == 1.0
    assert run("--gate", "--update", "--allow-regression", "--floors", floors).exit_code == 0
    assert run("--gate", "--floors", floors).exit_code == 0

    data.write_text(data.read_text(encoding="utf-8").replace("2025-05-06", "2025-05-07"), encoding="utf-8")
    changed = run("--gate", "--floors", floors)
    assert changed.exit_code == 1
    assert "--gate --update" in changed.stderr


def test_wrong_usage_and_missing_data(run):
    assert run("--update").exit_code == 2
    assert run("--gate", "--allow-regression").exit_code == 2
    missing = run("--data", "real:none")
    assert missing.exit_code == 1
    assert "there are releases" in missing.stderr
