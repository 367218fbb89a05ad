"""The command line on good and bad input: what it prints, what it writes, how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from kr_localgov_nlp import __version__
from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.cli import app

PAGES = Path(__file__).parent.parent / "corpus" / "pages"
GOOD = "구로구, 협약 체결\n\n구로구(구청장 문헌일)는 9일 금천구와 업무협약을 맺었다고 밝혔다. 두 구는 청년 일자리를 함께 만든다."


@pytest.fixture(scope="module")
def run(nlp):
    def invoke(*arguments: object, stdin: bytes = b""):
        return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)

    return invoke


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_read_shows_what_was_found(run, page):
    result = run("read", page)
    assert result.exit_code == 0
    assert "구로구, 협약 체결" in result.stdout
    assert "서울특별시 구로구" in result.stdout


def test_read_json_is_one_object_a_line(run, page):
    rows = [json.loads(line) for line in run("read", "--json", page).stdout.splitlines()]
    assert [row["title"] for row in rows] == ["구로구, 협약 체결"]
    assert any(e["label"] == "HEAD" and e["text"] == "문헌일" for e in rows[0]["entities"])
    assert all(rows[0]["text"][e["start"] : e["end"]] == e["text"] for e in rows[0]["entities"])


@pytest.mark.parametrize(("stdin", "reason"), [(b"", "empty"), (GOOD[:5].encode(), "no article on the page")])
def test_standard_input_without_an_article_fails(stdin, reason, run):
    result = run("read", "-", stdin=stdin)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"kr-localgov: standard input: {reason}\n"


def test_read_from_standard_input(run):
    assert "금천구" in run("read", "-", stdin=GOOD.encode("cp949")).stdout


def test_tokens(run, page):
    lines = run("read", "--tokens", "--no-entities", page).stdout.splitlines()
    rows = [line.split("\t") for line in lines if line.count("\t")]
    assert rows[0] == ["0", "3", "'구로구'", "PROPN", "구로구", "구로구/NNP"]
    assert {len(row) for row in rows} == {6}, "one line a token, line breaks included"
    assert [row[3] for row in rows].count("SPACE") == 1


def test_tag_writes_every_table_with_its_schema(run, tmp_path):
    out = tmp_path / "out"
    result = run("tag", PAGES, "-o", out, "--csv", "--tokens", "-q")
    assert result.exit_code == 3, "one of the shipped pages holds no article on purpose"
    for name, schema in TABLES.items():
        table = pq.read_table(out / name)
        assert table.schema.remove_metadata().equals(schema)
        assert (out / f"{name}.csv").stat().st_size > 0
    summary = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert summary["rows"]["articles"] == pq.read_table(out / "articles").num_rows > 20
    texts = dict(
        zip(
            *pq.read_table(out / "articles", columns=["article_id", "text"]).to_pydict().values(), strict=True
        )
    )
    for row in pq.read_table(out / "entities").to_pylist():
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]


def test_tag_refuses_a_folder_with_files(run, page):
    result = run("tag", page, "-o", page.parent)
    assert result.exit_code == 1
    assert "not empty" in result.stderr
    result = run("tag", page, "-o", page)
    assert result.exit_code == 1
    assert "is a file" in result.stderr


def test_tag_prints_its_summary_and_nothing_else(run, page, tmp_path):
    result = run("tag", page, "-o", tmp_path / "out")
    assert result.stdout.startswith("articles: 1, ")
    assert result.stdout.splitlines()[1].startswith("releases: 1, ")
    assert result.stdout.splitlines()[2].startswith("counted by release: ")
    assert (len(result.stdout.splitlines()), result.stderr) == (3, "")


BAD = {
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40,
    "half.txt": "구로구".encode()[:-1],
    "menu.txt": "목록\n인쇄\n더보기\n".encode(),
    "line.txt": b"a" * 50_000_000,
    "syllable.txt": ("가" * 1_000_000).encode(),
    "surrogate.txt": b"\xed\xa0\x80\xed\xa0\x80",
    "page.docx": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_in_one_line_without_a_traceback(name, run, tmp_path):
    path = tmp_path / name
    path.write_bytes(BAD[name])
    result = run("read", path)
    assert result.exit_code in (0, 1)
    assert "Traceback" not in result.output
    if result.exit_code:
        assert name in result.stderr


def test_bad_and_good_together_reject_only_the_bad(run, tmp_path, page):
    for name, content in BAD.items():
        (tmp_path / name).write_bytes(content)
    out = tmp_path.parent / f"{tmp_path.name}-out"
    result = run("tag", tmp_path, "-o", out, "-q")
    assert result.exit_code == 3
    rejects = pq.read_table(out / "rejects").to_pylist()
    assert all(row["source"] and row["reason"] for row in rejects)
    sources = {Path(row["source"]).name for row in rejects}
    articles = {Path(row["source"]).name for row in pq.read_table(out / "articles").to_pylist()}
    assert sources | articles == {*BAD, page.name}
    assert page.name in articles


def test_a_missing_page_and_wrong_usage(run, tmp_path):
    missing = run("read", tmp_path / "none.txt")
    assert missing.exit_code == 1
    assert "none.txt" in missing.stderr
    assert run("tag").exit_code == 2
    assert run("read", "--nonsense", "x").exit_code == 2


def test_a_bad_table_of_ones_own_is_named(run, page, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("kind,name\nplanet,화성\n", encoding="utf-8")
    result = run("tag", page, "-o", tmp_path / "o", "--gazetteer", table, "-q")
    assert result.exit_code == 1
    assert "mine.csv, line 2" in result.stderr


def test_info_names_versions(run):
    output = run("info").stdout
    assert "kiwipiepy" in output
    assert run("--version").stdout == f"kr-localgov {__version__}\n"
    assert "2026-11-21" in output


def test_the_installed_command(page):
    command = Path(sys.executable).parent / "kr-localgov"
    done = subprocess.run(
        [command, "read", "--no-entities", page], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "구로구, 협약 체결" in done.stdout


def test_read_on_a_folder_tells_rejects_and_goes_on(run, page, tmp_path):
    (tmp_path / "rows.csv").write_text(
        "제목,본문,등록일\n금천구 하나,금천구는 9일 도서관의 문을 열었다고 밝혔다.,2024-08-09\n가,나,다,라\n,,2024-08-10\n"
        "금천구 둘,금천구는 10일 체육관의 문을 열었다고 밝혔다.,언젠가\n",
        encoding="utf-8",
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("read", "--json", "--no-entities", tmp_path)
    assert result.exit_code == 3
    titles = [json.loads(line)["title"] for line in result.stdout.splitlines()]
    assert titles == ["구로구, 협약 체결", "금천구 하나", "금천구 둘"]
    assert result.stderr.splitlines() == [
        f"kr-localgov: {tmp_path.as_posix()}/empty.txt: empty",
        f"kr-localgov: {tmp_path.as_posix()}/rows.csv, row 3: 4 cells, the header has 3",
        f"kr-localgov: {tmp_path.as_posix()}/rows.csv, row 4: no title and no text",
    ]


def test_read_on_a_folder_without_one_article_fails(run, tmp_path):
    (tmp_path / "rows.csv").write_text("제목,본문\n,\n가,나,다\n", encoding="utf-8")
    result = run("read", "--no-entities", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "rows.csv, row 3: 3 cells, the header has 2" in result.stderr


def test_broken_rows_are_in_the_table_of_rejects(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "rows.jsonl").write_text(
        '{"title": "금천구 하나", "text": "금천구는 9일 도서관의 문을 열었다고 밝혔다."}\n{"title": \n',
        encoding="utf-8",
    )
    result = run("tag", folder, "-o", tmp_path / "out", "-q")
    assert result.exit_code == 3
    assert pq.read_table(tmp_path / "out" / "articles").num_rows == 1
    [reject] = pq.read_table(tmp_path / "out" / "rejects").to_pylist()
    assert (Path(reject["source"]).name, reject["row"], reject["error"]) == ("rows.jsonl", 2, "RowProblem")
