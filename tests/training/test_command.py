"""``kr-localgov convert`` and ``check``: what they write, what they tell, how they exit."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kr_localgov_nlp.cli import app
from kr_localgov_nlp.training.schema import read_jsonl

DATA = Path(__file__).parent / "formats" / "data"


def run(*arguments: object):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_convert_and_check(tmp_path):
    out = tmp_path / "mine.jsonl"
    result = run("convert", DATA / "label_studio.json", out)
    assert result.exit_code == 0, result.output
    assert "2 texts" in result.stdout
    assert "task 2: predictions left out" in result.stderr
    assert read_jsonl(out)[0].domains == ["culture"]
    assert run("check", out).exit_code == 0


@pytest.mark.parametrize("form", ["doccano", "conll", "brat", "spacy", "label-studio", "csv", "xlsx"])
def test_convert_by_the_name_of_a_format(tmp_path, form):
    (tmp_path / "out.xlsx").parent.mkdir(exist_ok=True)
    target = tmp_path / ("out.xlsx" if form == "xlsx" else "out")
    result = run("convert", DATA / "doccano_relation.jsonl", target, "--to", form)
    assert result.exit_code == 0, result.output
    assert target.exists()
    assert ("a table has no place for entities" in result.stderr) == (form in ("csv", "xlsx"))


def test_convert_a_table_with_columns_of_its_own(tmp_path):
    (tmp_path / "a.csv").write_text("갑,을\n나주시,jobs\n", encoding="utf-8")
    assert run("convert", tmp_path / "a.csv", tmp_path / "a.jsonl").exit_code == 1
    result = run(
        "convert", tmp_path / "a.csv", tmp_path / "a.jsonl", "--column", "text=갑", "--column", "domains=을"
    )
    assert result.exit_code == 0
    assert read_jsonl(tmp_path / "a.jsonl")[0].domains == ["jobs"]
    assert run("convert", tmp_path / "a.csv", tmp_path / "b.jsonl", "--column", "갑").exit_code == 2


def test_convert_offsets(tmp_path):
    result = run("convert", DATA / "doccano_sequence.jsonl", tmp_path / "a.jsonl", "--offsets", "characters")
    assert result.exit_code == 0
    assert '"entities": [[3, 6, "DISTRICT"]' in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert run("convert", DATA / "bioes.bio", tmp_path / "b.jsonl", "--offsets", "utf16").exit_code == 2


def test_convert_what_is_broken_writes_nothing(tmp_path):
    (tmp_path / "a.conll").write_text("나주시\n", encoding="utf-8")
    result = run("convert", tmp_path / "a.conll", tmp_path / "a.jsonl")
    assert result.exit_code == 1
    assert "a.conll, line 1: no token with a BIO tag" in result.stderr
    assert not (tmp_path / "a.jsonl").exists()


def test_check_tells_every_problem(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "a", "text": "나주", "domains": ["x"]}\n{"id": "b"}\n', encoding="utf-8"
    )
    (tmp_path / "b.csv").write_text("본문,분야\n나주시,과수\n", encoding="utf-8")
    result = run("check", tmp_path / "a.jsonl", tmp_path / "b.csv")
    assert result.exit_code == 1
    assert "a.jsonl, line 1: no known domain 'x'" in result.stderr
    assert "a.jsonl, line 2: text is missing" in result.stderr
    assert "b.csv: text 1: no known domain '과수'" in result.stderr
    assert "3 problems in 2 of 2 files" in result.stderr
    (tmp_path / "mine.csv").write_text("domain\nx\n과수\n", encoding="utf-8")
    assert run("check", tmp_path / "b.csv", "--taxonomy", tmp_path / "mine.csv").exit_code == 0
    assert run("check", tmp_path / "b.csv", "--taxonomy", "*").exit_code == 0
    assert run("check", tmp_path / "none.jsonl").exit_code == 1


def test_check_own_labels():
    file = DATA / "doccano_old.jsonl"
    assert run("check", file).exit_code == 1
    assert run("check", file, "--label", "Person", "--label", "Date").exit_code == 0
    assert run("check", file, "--label", "*").exit_code == 0
