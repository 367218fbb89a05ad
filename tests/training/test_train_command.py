"""``kr-localgov train entities`` and ``train encoder``: what they say before any work is done."""

import sys

import pytest
from typer.testing import CliRunner

from kr_localgov_nlp.training.train_command import app

run = CliRunner().invoke


@pytest.fixture
def without_pytorch(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)


@pytest.mark.usefixtures("without_pytorch")
def test_a_network_needs_its_extra(tmp_path):
    done = run(app, ["entities", "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert "kr-localgov-nlp[network]" in done.output


def test_a_network_needs_an_encoder(tmp_path):
    done = run(app, ["entities", "--out", str(tmp_path), "--encoder", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert "encoder: no model there" in done.output


def test_an_encoder_needs_releases(tmp_path, monkeypatch):
    monkeypatch.delenv("KR_LOCALGOV_TEXTS", raising=False)
    done = run(app, ["encoder", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "--texts" in done.output


def test_unlabelled_releases_teach_the_network(tmp_path):
    done = run(
        app, ["entities", "--out", str(tmp_path), "--silver", "9", "--texts", str(tmp_path), "--no-network"]
    )
    assert done.exit_code == 2
    assert "--no-network" in done.output
