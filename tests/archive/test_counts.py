"""The same rows in every kind of source: the same articles, the same rejects, and counts that add up."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import kr_localgov_nlp as klg
from tests.archive import inputs

if TYPE_CHECKING:
    from pathlib import Path

GOOD = [{"id": f"R-{i}", **inputs.row(i)} for i in range(6)]
NO_DAY = {"id": "R-6", **inputs.row(6), "등록일": "2024-13-45"}
TWICE = {**inputs.row(7), "id": "R-1"}
SAME = GOOD[2]
LONG = {"id": "R-8", **inputs.row(8), "본문": "가" * 120_000}
BINARY = {"id": "R-9", "제목": None, "본문": "\x00\x01\x02\x03" * 60, "등록일": "2024-05-01"}
EMPTY = {"id": "R-10", "제목": None, "본문": float("nan"), "등록일": "2024-05-01"}
BLANK = {"id": "R-11", "제목": " ", "본문": "\n\t", "등록일": "2024-05-01"}
NUMBER = {"id": "R-12", **inputs.row(12), "등록일": None}
ROWS = [*GOOD[:3], EMPTY, NO_DAY, LONG, TWICE, SAME, BLANK, *GOOD[3:], BINARY, NUMBER]
ARTICLES = 6 + 1 + 1 + 1 + 1
UNDATED = 2
# Position of each bad row → how its reason begins.
REASONS = {3: "no title and no text", 5: "text of 120,", 8: "no title and no text", 12: "binary"}
PAGE_REASONS = {3: "no article", 5: "no article", 8: "no article", 12: "binary"}
LINES = {
    "csv": [*range(2, 11), *range(12, 17)],  # the text of the ninth row has a line break
    "jsonl": range(1, 15),
    "parquet": range(1, 15),
    "frame": range(1, 15),
    "xlsx": range(2, 16),
}


@pytest.fixture(scope="module")
def light():
    return inputs.light()


def frame():
    return pd.DataFrame(ROWS)


def to_bytes(kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "csv":
        return frame().to_csv(index=False).encode()
    if kind == "jsonl":
        return inputs.jsonl(ROWS).encode()
    if kind == "parquet":
        frame().to_parquet(out)
    else:
        with pd.ExcelWriter(out, engine="openpyxl") as writer:
            # A sheet holds neither control characters nor cells of more than 32,767 characters.
            found = [r if i not in (5, 12) else {**EMPTY, "id": r["id"]} for i, r in enumerate(ROWS)]
            pd.DataFrame(found).to_excel(writer, index=False)
    return out.getvalue()


def page_of(row: dict[str, str]) -> bytes:
    body = row["본문"] if isinstance(row["본문"], str) else ""
    return f"{row['제목'] or ''}\n등록 {row['등록일']}\n\n{body} {body}\n".encode()


PAGES = {f"{i:02d}.txt": page_of(row) for i, row in enumerate(ROWS)}


def source_of(kind: str, folder: Path):
    if kind == "frame":
        return {"표": frame()}
    if kind in ("csv", "jsonl", "parquet", "xlsx"):
        path = folder / f"rows.{kind}"
        path.write_bytes(to_bytes(kind))
        return path
    if kind == "zip":
        return inputs.zipped(folder / "pages.zip", PAGES)
    if kind == "tar":
        return inputs.tarred(folder / "pages.tar", PAGES)
    if kind == "tables in zip":
        return inputs.zipped(
            folder / "t.zip", {f"rows.{k}": to_bytes(k) for k in ("csv", "jsonl", "parquet", "xlsx")}
        )
    for name, data in PAGES.items():
        (folder / name).write_bytes(data)
    return folder


KINDS = ["folder", "zip", "tar", "csv", "jsonl", "parquet", "xlsx", "frame", "tables in zip"]


@pytest.mark.parametrize("kind", KINDS)
def test_counts_add_up(kind, tmp_path, nlp):
    (tmp_path / "in").mkdir()
    source = source_of(kind, tmp_path / "in")
    summary = klg.tag_archive(source, tmp_path / "out", nlp=nlp, rows=4, progress=False)
    found = Counter()
    for reject in pq.read_table(tmp_path / "out" / "rejects").to_pylist():
        file = reject["source"].rpartition("/")[2]
        table = file.partition(".")[2] if file.startswith("rows.") else "frame" if file == "표" else "pages"
        if table == "pages":
            row, reason = None, PAGE_REASONS[int(file[:2])]
        else:
            row, reason = (
                LINES[table][reject["position"]],
                REASONS[3 if table == "xlsx" else reject["position"]],
            )
        assert reject["row"] == row
        assert reject["reason"].startswith(reason), reject
        assert reject["error"]
        found[table] += 1
    tables = 4 if kind == "tables in zip" else 1
    assert found == dict.fromkeys(found, len(REASONS))
    assert len(found) == tables
    assert summary["inputs"] == len(ROWS) * tables
    assert (summary["rows"]["articles"], summary["rows"]["rejects"]) == (ARTICLES * tables, 4 * tables)
    assert summary["undated"] == UNDATED * tables
    assert summary["releases"]["articles"] == ARTICLES * tables
    articles = pq.read_table(tmp_path / "out" / "articles")
    places = set(zip(*(articles[c].to_pylist() for c in ("source", "position")), strict=True))
    assert len(places) == len(set(articles["article_id"].to_pylist())) == ARTICLES * tables
    again = klg.tag_archive(source, tmp_path / "out", nlp=nlp, rows=4, progress=False)
    assert (again["rows"], again["run"]["tagged"]) == (summary["rows"], 0)


def test_bytes_that_are_no_text_cost_their_row(tmp_path, light):
    """Where a source has rows it is the row, where it has pages the page."""
    alien = b"\x81\xff\xfe\xfa\x80" * 30
    good = GOOD[0]["본문"].encode()
    column = pa.array([good, alien, good]).view(pa.string())
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table({"본문": column}), tmp_path / "in" / "a.parquet")
    (tmp_path / "in" / "a.csv").write_bytes(
        "제목,본문\n".encode() + b"x," + good + b"\nx," + alien + b"\nx," + good
    )
    line = b'{"text": "%s"}\n'
    (tmp_path / "in" / "a.jsonl").write_bytes(line % good + line % alien + b'{"text": \n' + line % good)
    files = {"1.txt": page_of(GOOD[1]), "2.txt": alien, "3.txt": page_of(GOOD[3])}
    inputs.zipped(tmp_path / "in" / "a.zip", files)
    inputs.tarred(tmp_path / "in" / "a.tar", files)
    for name, data in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    summary = klg.tag_archive(tmp_path / "in", tmp_path / "out", nlp=light, progress=False)
    rejects = pq.read_table(tmp_path / "out" / "rejects").to_pylist()
    assert sorted((r["source"].partition("/in/")[2], r["row"] or 0) for r in rejects) == [
        ("2.txt", 0), ("a.csv", 3), ("a.jsonl", 2), ("a.jsonl", 3), ("a.parquet", 2), ("a.tar/2.txt", 0), ("a.zip/2.txt", 0),
    ]  # fmt: skip
    assert (summary["inputs"], summary["rows"]["articles"]) == (3 + 3 + 4 + 3 * 3, 12)
