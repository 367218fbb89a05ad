"""Several processes: the same bytes as one, deaths told and survived, no process left behind."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from spacy.language import Language

import kr_localgov_nlp as klg
from kr_localgov_nlp.archive import pool
from kr_localgov_nlp.errors import ArchiveError
from tests.archive import inputs, kills
from tests.archive.inputs import contents

FORK = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
POISON = "제7호"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(inputs.jsonl(inputs.rows(40)), encoding="utf-8")
    return path


def run(source, target, nlp, **settings):
    return klg.tag_archive(
        source, target, nlp=nlp, **{"rows": 10, "workers": 2, "progress": False, **settings}
    )


@Language.component("dies_of_poison")
def dies_of_poison(doc):
    if POISON in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return doc


def dying():
    nlp = inputs.light()
    nlp.add_pipe("dies_of_poison")
    return nlp


@FORK
def test_one_worker_and_two_give_the_same_bytes_forked_with_kiwi_warm(table, tmp_path, nlp):
    nlp("구로구")
    one = run(table, tmp_path / "one", nlp, workers=1)
    two = run(table, tmp_path / "two", nlp, start_method="fork")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert one["rows"] == two["rows"]
    assert multiprocessing.active_children() == []


def test_one_worker_and_two_give_the_same_bytes_spawned(table, tmp_path, nlp):
    folder = inputs.pages(tmp_path / "in", range(5))
    run([table, folder], tmp_path / "one", nlp, workers=1)
    run([table, folder], tmp_path / "two", nlp)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_no_process_is_started_for_one_shard(table, tmp_path, monkeypatch):
    monkeypatch.setattr(pool.Pool, "_start", lambda self: pytest.fail("started"))
    assert run(table, tmp_path / "out", inputs.light(), rows=40)["rows"]["articles"] == 40


@FORK
def test_a_shard_that_kills_its_worker_is_tried_once_more_then_rejected(table, tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        summary = run(table, tmp_path / "out", dying(), start_method="fork")
    assert [n.split(" while ")[0] for n in summary["run"]["notes"]] == ["a worker was killed by signal 9"] * 2
    assert "rows 1 to 10 of" in caplog.text
    assert (summary["rows"]["articles"], summary["rows"]["rejects"], summary["failed"]) == (30, 10, 1)
    rejects = pq.read_table(tmp_path / "out" / "rejects").to_pylist()
    assert [r["position"] for r in rejects] == list(range(10))
    assert {(r["error"], r["reason"]) for r in rejects} == {
        ("WorkerDied", "the worker was killed by signal 9, and again when tried once more")
    }
    healthy = run(table, tmp_path / "out", inputs.light(), start_method="fork", retag=True)
    assert (healthy["rows"]["articles"], healthy["rows"]["rejects"], healthy["failed"]) == (40, 0, 0)


@FORK
def test_a_shard_that_failed_is_tried_again_by_the_next_run(table, tmp_path):
    summary = run(table, tmp_path / "out", dying(), start_method="fork")
    table.write_text(table.read_text(encoding="utf-8").replace(POISON, "제八호"), encoding="utf-8")
    summary = run(table, tmp_path / "out", dying(), start_method="fork")
    assert (summary["failed"], summary["rows"]["articles"]) == (0, 40)
    folder = inputs.pages(tmp_path / "in", range(20))
    first = run(folder, tmp_path / "pages", dying(), start_method="fork")
    again = run(folder, tmp_path / "pages", dying(), start_method="fork")
    assert (first["rows"], first["failed"]) == (again["rows"], again["failed"])
    assert (again["run"]["tagged"], again["run"]["removed"]) == (1, 1)


@FORK
def test_a_shard_that_killed_a_whole_run_is_left_to_a_worker(table, tmp_path):
    table.write_text(inputs.jsonl(inputs.rows(10)), encoding="utf-8")
    child = multiprocessing.get_context("fork").Process(target=run, args=(table, tmp_path / "out", dying()))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL, "one shard is tagged in the process itself"
    summary = run(table, tmp_path / "out", dying(), start_method="fork")
    assert (summary["rows"]["rejects"], summary["failed"]) == (10, 1)


@FORK
def test_a_worker_killed_from_outside_costs_nothing(table, tmp_path):
    light = inputs.light()
    run(table, tmp_path / "one", light, workers=1)
    killed = []

    def kill_once(now):
        if not killed and len(multiprocessing.active_children()) == 2:
            killed.extend(child.pid for child in multiprocessing.active_children())
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
            # What a worker leaves that dies while it writes.
            (tmp_path / "two" / "articles" / ".a.parquet.0f3a5c7e9b1d2f48.partial").write_bytes(b"half")

    summary = run(table, tmp_path / "two", light, progress=kill_once, start_method="fork")
    assert len(killed) == 2
    assert 1 <= len(summary["run"]["notes"]) <= 2
    assert summary["failed"] == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@FORK
def test_a_worker_that_cannot_start_ends_the_run(table, tmp_path, monkeypatch):
    def refusing(*args):
        os._exit(7)

    monkeypatch.setattr(pool, "_work", refusing)
    with pytest.raises(ArchiveError, match="exit code 7 before it could start"):
        run(table, tmp_path / "out", inputs.light(), start_method="fork")
    assert multiprocessing.active_children() == []


@FORK
def test_an_error_that_is_no_rows_fault_ends_the_run(table, tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kr_localgov_nlp.archive.write.Target.put", full)
    with pytest.raises(OSError, match="No space left"):
        run(table, tmp_path / "out", inputs.light(), start_method="fork")
    assert multiprocessing.active_children() == []


def workers_of(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        if int(lines["PPid"]) == pid:
            found.append(int(lines["Pid"]))
    return found


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_workers_end_with_their_parent(method, tmp_path):
    table = tmp_path / "rows.jsonl"
    table.write_text(inputs.jsonl(inputs.rows(30_000)), encoding="utf-8")
    code = (
        "import sys, kr_localgov_nlp as klg, spacy\n"
        "if __name__ == '__main__':\n"
        "    klg.tag_archive(sys.argv[1], sys.argv[2], nlp=spacy.blank('xx'), workers=2, rows=500,\n"
        "                    start_method=sys.argv[3], progress=False)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    process = subprocess.Popen([sys.executable, script, table, tmp_path / "out", method])
    until = time.monotonic() + 60
    while not list((tmp_path / "out" / "shards").glob("*.json")) and time.monotonic() < until:
        time.sleep(0.02)
    workers = workers_of(process.pid)
    process.kill()
    process.wait()
    assert len(workers) >= 2
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < until:
        time.sleep(0.02)
    assert time.monotonic() < until


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="kills go to process groups")
def test_runs_killed_at_random_moments_end_with_the_same_bytes(tmp_path, capsys):
    table = tmp_path / "rows.jsonl"
    table.write_text(inputs.jsonl(inputs.rows(3_000)), encoding="utf-8")
    assert kills.main([str(table), "--light", "--kills", "3", "--rows", "250", "--workers", "1"]) == 0
    assert "3 kills" in capsys.readouterr().out
