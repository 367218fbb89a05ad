"""`kr-localgov tag`: what it prints and how it exits when it goes on with an earlier run."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from kr_localgov_nlp.archive import run as module
from kr_localgov_nlp.cli import app
from tests.archive import inputs


@pytest.fixture
def tag(monkeypatch, tmp_path):
    light = inputs.light()
    monkeypatch.setattr("kr_localgov_nlp.cli._load", lambda *_: light)

    def invoke(*arguments: object):
        return CliRunner().invoke(app, ["tag", *map(str, arguments), "-o", str(tmp_path / "out")])

    return invoke


def test_the_same_command_again_goes_on(tag, tmp_path):
    folder = inputs.pages(tmp_path / "in", range(5))
    first = tag(folder, "--rows", 2)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("articles: 5, ")
    inputs.pages(folder, range(5, 6))
    second = tag(folder, "--rows", 2)
    assert second.stdout.splitlines()[1] == (
        "in this run: 1 articles, 0 rejects; shards: 1 tagged, 3 known, 0 removed"
    )


def test_other_versions_are_told_with_what_can_be_done(tag, tmp_path, monkeypatch):
    folder = inputs.pages(tmp_path / "in", range(2))
    tag(folder)
    real = module.versions
    monkeypatch.setattr(module, "versions", lambda nlp: {**real(nlp), "spacy": "9"})
    refused = tag(folder)
    assert refused.exit_code == 1
    assert refused.stderr.count("\n") == 1
    assert "spacy" in refused.stderr
    assert "--retag" in refused.stderr
    assert "0 tagged, 1 known" in tag(folder, "--no-retag").stdout
    assert "1 tagged, 0 known, 1 removed" in tag(folder, "--retag").stdout


def test_columns_by_name(tag, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("머리,몸\n개관,가람구는 문을 열었다고 밝혔다.\n", encoding="utf-8")
    assert tag(path).exit_code == 1
    named = tag(path, "--column", "text=몸", "--column", "title=머리", "--retag")
    assert named.stdout.startswith("articles: 1, ")
    assert tag(path, "--column", "몸").exit_code == 2
    wrong = tag(path, "--column", "texts=몸")
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (1, 1)
    assert "texts" in wrong.stderr


def test_wrong_usage_is_told(tag, tmp_path):
    assert tag(tmp_path, "--rows", 0).exit_code == 2
    assert tag(tmp_path, "-j", -1).exit_code == 2
    assert "no such file" in tag(tmp_path / "none").stderr
