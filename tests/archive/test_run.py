"""A whole run: resumed, grown, changed, counted; the tables as their users read them."""

from __future__ import annotations

import errno
import json
import logging
import os
import shutil
import subprocess
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from spacy.language import Language

import kr_localgov_nlp as klg
from kr_localgov_nlp.archive import run as module
from kr_localgov_nlp.archive import store, work
from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.errors import ArchiveError, ChangedError, InputError, PageError
from tests.archive import inputs
from tests.archive.inputs import contents


class Killed(BaseException):
    """What a kill is to the code: nothing after it runs, no file is tidied up."""


@pytest.fixture(scope="module")
def light():
    return inputs.light()


@pytest.fixture
def archive(tmp_path):
    """Seven pages, a table of five rows of which one is broken, an archive of two pages."""
    folder = inputs.pages(tmp_path / "in" / "pages", range(7))
    found = [json.dumps(row, ensure_ascii=False) for row in inputs.rows(5)]
    (folder.parent / "rows.jsonl").write_text(
        "\n".join([*found[:4], '{"제목": ', found[4]]), encoding="utf-8"
    )
    inputs.zipped(folder.parent / "more.zip", {f"{i}.txt": inputs.page(i).encode() for i in (8, 9)})
    return folder.parent


def run(source, target, nlp, **settings):
    return klg.tag_archive(source, target, nlp=nlp, progress=False, **{"rows": 3, **settings})


def kill_at(step: int, patch: pytest.MonkeyPatch) -> list[int]:
    """Let the run die before its n-th change of the disk."""
    seen = [0]

    def dying(real):
        def call(*args, **kwargs):
            seen[0] += 1
            if seen[0] >= step:
                raise Killed
            return real(*args, **kwargs)

        return call

    patch.setattr(os, "fsync", dying(lambda handle: None))
    for name in ("replace", "unlink", "mkdir"):
        patch.setattr(Path, name, dying(getattr(Path, name)))
    return seen


def killed_everywhere(source, target, before, nlp, monkeypatch, every=1, **settings):
    """Kill a run at each of its steps, start it again, and give what differs from the run that was left alone."""
    shutil.copytree(before, target, dirs_exist_ok=True)
    run(source, target, nlp, **settings)
    whole = contents(target)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # for power cuts; a killed process does not need it
    step, differing = 1, []
    while True:
        shutil.rmtree(target)
        shutil.copytree(before, target)
        with pytest.MonkeyPatch.context() as patch:
            kill_at(step, patch)
            try:
                run(source, target, nlp, **settings)
                break
            except Killed:
                pass
        run(source, target, nlp, **settings)
        if contents(target) != whole:
            differing.append(step)
        step += every
    return step, differing, whole


def of_other_tables(patch, nlp, **changed):
    newer = {**module.versions(nlp), **changed}
    patch.setattr(module, "versions", lambda nlp: newer)


def test_killed_at_any_step_and_started_again_the_bytes_are_the_same(archive, tmp_path, light, monkeypatch):
    (tmp_path / "none").mkdir()
    steps, differing, whole = killed_everywhere(
        archive, tmp_path / "out", tmp_path / "none", light, monkeypatch, every=2
    )
    assert steps > 60
    assert differing == []
    assert not [name for name in whole if name.endswith(".partial")]


def test_killed_at_any_step_while_it_takes_in_changes(archive, tmp_path, light, monkeypatch):
    run(archive, tmp_path / "old", light)
    inputs.pages(archive / "pages", range(7, 12))
    (archive / "pages" / "0002.txt").write_text(inputs.page(77), encoding="utf-8")
    (archive / "rows.jsonl").write_text(inputs.jsonl(inputs.rows(9, first=2)), encoding="utf-8")
    steps, differing, _ = killed_everywhere(
        archive, tmp_path / "out", tmp_path / "old", light, monkeypatch, every=3
    )
    assert steps > 60
    assert differing == []
    run(archive, tmp_path / "fresh", light)
    keys = [("source", "ascending"), ("position", "ascending")]
    fresh, grown = (
        pq.read_table(tmp_path / name / "articles").sort_by(keys).replace_schema_metadata()
        for name in ("fresh", "out")
    )
    assert fresh.equals(grown), "what a fresh run would have, in other files"


def test_killed_at_any_step_while_it_tags_anew(archive, tmp_path, light, monkeypatch):
    run(archive, tmp_path / "old", light)
    of_other_tables(monkeypatch, light, gazetteer="2099-01-01")
    before = contents(tmp_path / "old")
    with pytest.raises(ChangedError, match=r"gazetteer none → 2099-01-01.*--retag"):
        run(archive, tmp_path / "old", light)
    assert contents(tmp_path / "old") == before
    assert (tmp_path / "old" / "run.json").exists(), "what is refused changes nothing"
    steps, differing, whole = killed_everywhere(
        archive, tmp_path / "out", tmp_path / "old", light, monkeypatch, every=7, retag=True
    )
    assert steps > 60
    assert differing == []
    run(archive, tmp_path / "fresh", light)
    assert contents(tmp_path / "fresh") == whole


def test_old_tables_can_be_kept(archive, tmp_path, light, monkeypatch, caplog):
    before = run(archive, tmp_path / "out", light)
    of_other_tables(monkeypatch, light, code="0" * 12)
    inputs.pages(archive / "pages", range(7, 9))
    with caplog.at_level(logging.WARNING):
        summary = run(archive, tmp_path / "out", light, retag=False)
    assert "code changed" in caplog.text
    assert summary["run"]["tagged"] == 1
    assert summary["rows"]["articles"] == before["rows"]["articles"] + 2


def test_shards_of_another_size(archive, tmp_path, light):
    run(archive, tmp_path / "out", light)
    with pytest.raises(ChangedError, match="rows of a shard 3 → 4"):
        run(archive, tmp_path / "out", light, rows=4)
    with pytest.raises(InputError, match="give rows=3"):
        run(archive, tmp_path / "out", light, rows=4, retag=False)
    run(archive, tmp_path / "out", light, rows=4, retag=True)
    run(archive, tmp_path / "fresh", light, rows=4)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_second_run_tags_only_what_is_new(archive, tmp_path, light):
    first = run(archive, tmp_path / "out", light)
    assert (first["run"]["tagged"], first["run"]["known"]) == (6, 0)
    assert first["inputs"] == 7 + 6 + 2
    assert first["rows"]["articles"] + first["rows"]["rejects"] == first["inputs"]
    before = contents(tmp_path / "out")
    again = run(archive, tmp_path / "out", light)
    assert (again["run"]["tagged"], again["run"]["known"]) == (0, 6)
    assert contents(tmp_path / "out") == before
    inputs.pages(archive / "pages", range(20, 22))
    grown = run(archive, tmp_path / "out", light)
    assert (grown["run"]["tagged"], grown["run"]["removed"], grown["run"]["articles"]) == (1, 0, 2)
    after = contents(tmp_path / "out")
    assert {n: h for n, h in before.items() if not n.startswith("releases/")}.items() <= after.items()


def test_what_is_no_longer_there_stays_and_what_changed_is_replaced(archive, tmp_path, light, caplog):
    run(archive, tmp_path / "out", light)
    (archive / "pages" / "0000.txt").unlink()
    (archive / "rows.jsonl").write_text(inputs.jsonl(inputs.rows(2)), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        summary = run(archive, tmp_path / "out", light)
    assert summary["run"]["gone"] == 1
    assert "1 files of earlier runs are not among the sources" in caplog.text
    table = pq.read_table(tmp_path / "out" / "articles").to_pylist()
    assert sum(row["source"].endswith("rows.jsonl") for row in table) == 2
    assert sum("/pages/" in row["source"] for row in table) == 7
    assert pq.read_table(tmp_path / "out" / "rejects").num_rows == 0


def test_another_way_to_write_a_path_makes_nothing_new(archive, tmp_path, light, monkeypatch):
    run(archive, tmp_path / "out", light)
    monkeypatch.chdir(archive.parent)
    summary = run(["in/../in", "in/rows.jsonl"], "out", light)
    assert (summary["run"]["tagged"], summary["run"]["gone"]) == (0, 0)


def test_a_target_within_the_source_is_no_input(archive, light):
    run(archive, archive / "out", light)
    assert run(archive, archive / "out", light)["run"]["tagged"] == 0


def test_other_peoples_folders_are_left_alone(archive, tmp_path, light):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("구로구", encoding="utf-8")
    with pytest.raises(InputError, match="not empty"):
        run(archive, tmp_path / "mine", light)
    with pytest.raises(InputError, match="is a file"):
        run(archive, archive / "rows.jsonl", light)
    with pytest.raises(PageError, match="no such file"):
        run(archive / "none", tmp_path / "out", light)
    with pytest.raises(InputError, match="at least"):
        run(archive, tmp_path / "out", light, rows=0)


def test_a_second_run_at_the_same_time_is_refused(archive, tmp_path, light, monkeypatch):
    monkeypatch.setattr(store, "_PATIENCE", 0.0)

    def meanwhile(now):
        with pytest.raises(InputError, match="another run"):
            run(archive, tmp_path / "out", light)

    klg.tag_archive(archive, tmp_path / "out", nlp=light, rows=3, progress=meanwhile)


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(archive, tmp_path, light, monkeypatch):
    run(archive, tmp_path / "whole", light)
    real, left = os.fsync, [9]

    def full(handle):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        run(archive, tmp_path / "out", light)
    assert not [name for name in contents(tmp_path / "out") if name.endswith(".partial")]
    monkeypatch.setattr(os, "fsync", real)
    run(archive, tmp_path / "out", light)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_two_writers_of_one_file_do_not_meet(tmp_path, monkeypatch):
    """Threads here, on shared storage also processes of one number on two hosts."""
    both = threading.Barrier(2, timeout=20)
    real = os.fsync

    def together(handle):
        both.wait()  # both have written their part, neither has given it its name
        real(handle)

    monkeypatch.setattr(store, "_sync", lambda folder: None)
    monkeypatch.setattr(os, "fsync", together)
    one = store.Store(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(one.write, {"articles/a.parquet": data}) for data in (b"x" * 9, b"y" * 5)]:
            done.result()
    assert [path.name for path in (tmp_path / "articles").iterdir()] == ["a.parquet"]
    assert (tmp_path / "articles" / "a.parquet").read_bytes() in (b"x" * 9, b"y" * 5)


def test_what_a_killed_run_left_unfinished_is_removed(archive, tmp_path, light):
    run(archive, tmp_path / "out", light)
    before = contents(tmp_path / "out")
    folders = [tmp_path / "out", *(path for path in (tmp_path / "out").iterdir() if path.is_dir())]
    for folder in folders:
        for name in (".a.parquet.4711.partial", ".a.parquet.0f3a5c7e9b1d2f48.partial"):
            (folder / name).write_bytes(b"half")
    assert len(contents(tmp_path / "out")) == len(before) + 2 * len(folders)
    run(archive, tmp_path / "out", light)
    assert contents(tmp_path / "out") == before


def test_damaged_files_are_made_again(archive, tmp_path, light):
    run(archive, tmp_path / "out", light)
    before = contents(tmp_path / "out")
    [manifest, other, *_] = sorted((tmp_path / "out" / "shards").iterdir())
    manifest.write_text('{"key": ', encoding="utf-8")
    part = tmp_path / "out" / "articles" / f"{other.stem}.parquet"
    part.write_bytes(part.read_bytes()[:-10])
    assert run(archive, tmp_path / "out", light)["run"]["tagged"] == 2
    assert contents(tmp_path / "out") == before


def test_counts_that_do_not_add_up_stop_the_run(archive, tmp_path, light, monkeypatch):
    real = work.read_shard

    def losing(shard):
        return list(real(shard))[1:]

    monkeypatch.setattr(work, "read_shard", losing)
    with pytest.raises(ArchiveError, match=r"\d inputs gave \d rows, of which"):
        run(archive, tmp_path / "out", light)
    assert not (tmp_path / "out" / "run.json").exists()


def test_an_article_that_breaks_a_component_costs_only_itself(archive, tmp_path):
    nlp = inputs.light()

    @Language.component("breaks_on_three")
    def breaks(doc):
        if "제3호" in doc.text:
            raise IndexError("list index out of range")
        if "제4호" in doc.text:
            doc._.published = "2024-05-05"
            doc._.awards = [{"recipient": "가람구", "year": 2**40}]
        return doc

    nlp.add_pipe("breaks_on_three")
    summary = run(archive / "rows.jsonl", tmp_path / "out", nlp)
    rejects = pq.read_table(tmp_path / "out" / "rejects").sort_by("position").to_pylist()
    assert [(r["row"], r["position"], r["error"]) for r in rejects] == [
        (4, 3, "IndexError"), (5, 4, "RowProblem"), (6, 5, "ArrowInvalid"),
    ]  # fmt: skip
    assert summary["rows"]["articles"] == 3


def test_bad_rows_of_all_kinds_are_told_and_the_good_ones_are_tagged(tmp_path, nlp):
    folder = tmp_path / "in"
    folder.mkdir()
    good = inputs.row(1)
    bad = [good, {"제목": None, "본문": None}, {**good, "등록일": "2024-13-45"}, good]
    (folder / "a.jsonl").write_text(inputs.jsonl(bad) + '{"제목"\n[1]\n', encoding="utf-8")
    (folder / "b.csv").write_bytes(
        "제목,본문\n하나,가람구는 문을 연다.\n".encode() + b"\x00\x01\x02\x03,\xff\xfe\xfa\n"
    )
    (folder / "c.txt").write_bytes(("가" * 7_000_000).encode())
    (folder / "d.jsonl").write_text(inputs.jsonl([{**good, "본문": "가" * 300_000}]), encoding="utf-8")
    pd.DataFrame([{**good, "본문": "가" * 20_000_000}, good]).to_parquet(folder / "e.parquet")
    (folder / "f.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    summary = run(folder, tmp_path / "out", nlp, rows=1000)
    rejects = pq.read_table(tmp_path / "out" / "rejects").to_pylist()
    told = {(Path(r["source"]).name, r["row"]): r["reason"] for r in rejects}
    assert told.pop(("c.txt", None), "") or any(name == "c.txt" for name, _ in told), told
    assert {key: reason[:24] for key, reason in told.items() if key[0] != "c.txt"} == {
        ("a.jsonl", 2): "no title and no text",
        ("a.jsonl", 5): "no JSON (Expecting ':' d",
        ("a.jsonl", 6): "not a JSON object",
        ("b.csv", 3): "binary: control characte",
        ("d.jsonl", 1): told["d.jsonl", 1][:24],
        ("e.parquet", 1): "a text of 20,000,000 cha",
        ("f.html", None): "binary: a PNG image, not",
    }
    assert "the limit" in told["d.jsonl", 1]
    assert (
        summary["inputs"] == summary["rows"]["articles"] + summary["rows"]["rejects"] == 6 + 2 + 1 + 1 + 2 + 1
    )
    articles = pq.read_table(tmp_path / "out" / "articles")
    assert articles["article_id"].combine_chunks().unique().__len__() == articles.num_rows == 5
    assert summary["undated"] == 2


def test_pandas_and_duckdb_read_each_folder_as_one_table(archive, tmp_path, nlp):
    (archive / "rows.jsonl").write_text(inputs.jsonl(inputs.rows(5)), encoding="utf-8")
    summary = run(archive, tmp_path / "out", nlp, tokens=True, csv=True)
    assert summary["rows"]["rejects"] == 0
    for name, schema in TABLES.items():
        folder = tmp_path / "out" / name
        assert pq.read_table(folder).schema.remove_metadata().equals(schema)
        count = summary["rows"][name]
        assert len(pd.read_parquet(folder)) == count
        assert list(pd.read_parquet(folder).columns) == schema.names
        [[found]] = duckdb.sql(f"select count(*) from '{folder}/*.parquet'").fetchall()
        assert found == count
        if count:
            assert len(pd.read_csv(tmp_path / "out" / f"{name}.csv", dtype=str)) == count
    sources = [Path(s).name for s in pd.read_csv(tmp_path / "out" / "articles.csv")["source"]]
    assert sources == ["8.txt", "9.txt", *(f"{i:04d}.txt" for i in range(7)), *["rows.jsonl"] * 5]
    one = max((tmp_path / "out" / "entities").iterdir(), key=lambda path: path.stat().st_size)
    stamp = pq.read_schema(one).metadata
    assert stamp[b"kr_localgov_nlp.kiwipiepy_model"]
    texts = dict(duckdb.sql(f"select article_id, text from '{tmp_path}/out/articles/*.parquet'").fetchall())
    for row in pq.read_table(tmp_path / "out" / "entities").to_pylist():
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]


def test_polars_reads_each_folder_as_one_table(archive, tmp_path, light):
    polars = pytest.importorskip("polars")
    summary = run(archive, tmp_path / "out", light)
    for name, count in summary["rows"].items():
        assert polars.read_parquet(tmp_path / "out" / name).height == count


def test_a_run_in_memory_of_fsspec(archive, tmp_path, light):
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.put(str(archive), "/run/in", recursive=True)
    first = run("memory://run/in", "memory://run/out", light)
    assert first["rows"]["articles"] == 14
    local = run(archive, tmp_path / "out", light)
    assert local["rows"] == first["rows"]
    again = run("memory://run/in", "memory://run/out", light)
    assert (again["run"]["tagged"], again["run"]["known"]) == (0, 6)
    found = pd.read_parquet("memory://run/out/articles")
    assert len(found) == 14


def test_rows_know_their_own_names_and_issuers(tmp_path, nlp):
    frame = pd.DataFrame(
        [
            {
                "news_id": "A-1",
                "본문": "동구는 10일 협약을 맺었다.",
                "지자체": "울산광역시 동구",
                "일자": "2024-08-12",
            },
            {
                "news_id": "A-1",
                "본문": "동구는 11일 협약을 맺었다.",
                "지자체": "홍보담당관",
                "일자": "2024-08-12",
            },
        ]
    )
    run({"모음": frame}, tmp_path / "out", nlp)
    articles = pq.read_table(tmp_path / "out" / "articles").to_pylist()
    assert [(a["source"], a["row"], a["position"], a["id"]) for a in articles] == [
        ("모음", 1, 0, "A-1"), ("모음", 2, 1, "A-1"),
    ]  # fmt: skip
    assert [a["issuer_names"] for a in articles] == [["울산광역시 동구"], []]
    assert len({a["article_id"] for a in articles}) == 2


def test_docs_do_not_outlive_their_batch(tmp_path):
    light = inputs.light()
    light.add_pipe("sentencizer")  # not ours, so that this very pipeline is used
    path = tmp_path / "rows.jsonl"
    path.write_text(inputs.jsonl(inputs.rows(300)), encoding="utf-8")
    run(path, tmp_path / "one", light, rows=100)
    before = len(light.vocab.strings)
    path.write_text(inputs.jsonl(inputs.rows(300, first=5000)), encoding="utf-8")
    run(path, tmp_path / "two", light, rows=100)
    assert len(light.vocab.strings) == before


def test_a_pipeline_of_ours_is_renewed_and_nothing_else_changes(tmp_path, nlp, monkeypatch):
    path = tmp_path / "rows.jsonl"
    path.write_text(inputs.jsonl(inputs.rows(12)), encoding="utf-8")
    run(path, tmp_path / "one", nlp)
    built = []
    real = work.Recipe.build

    def build(recipe):
        made = real(recipe)
        built.append(weakref.ref(made))
        return made

    monkeypatch.setattr(work.Recipe, "build", build)
    monkeypatch.setattr(work, "RENEW", 5)
    run(path, tmp_path / "two", nlp)
    assert len(built) == 2
    assert built[0]() is None, "the first one is let go"
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    theirs = inputs.light()
    theirs.add_pipe("sentencizer")
    run(path, tmp_path / "three", theirs)
    assert len(built) == 2, "a component of somebody else may have more in it than it writes down"


def test_progress_ends_where_the_input_ends(archive, tmp_path, light):
    seen = []
    klg.tag_archive(archive, tmp_path / "out", nlp=light, rows=3, progress=seen.append)
    assert (seen[-1].articles, seen[-1].rejects) == (14, 1)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert seen[-1].done <= seen[-1].total == sum(p.stat().st_size for p in archive.rglob("*") if p.is_file())
    assert seen[-1].done > 0.9 * seen[-1].total
    inputs.pages(archive / "pages", range(30, 31))
    seen.clear()
    klg.tag_archive(archive, tmp_path / "out", nlp=light, rows=3, progress=seen.append)
    assert seen[-1].done == seen[-1].total == (archive / "pages" / "0030.txt").stat().st_size


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_a_bar_only_on_a_terminal(tmp_path):
    import pty

    code = (
        "from kr_localgov_nlp.archive.progress import Progress, progress_bar\n"
        "with progress_bar() as show:\n"
        "    show(Progress(12, 1, 50, 100))\n"
    )
    piped = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert piped.stderr == b""
    parent, child = pty.openpty()
    subprocess.run(
        [sys.executable, "-c", code], stderr=child, check=True, env={**os.environ, "TERM": "xterm"}
    )
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert "12 articles, 1 rejects" in shown
    assert "50%" in shown
