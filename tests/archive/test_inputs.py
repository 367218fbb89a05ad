"""Every kind of input gives the same articles, and what is wrong in it costs only itself."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zipfile
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kr_localgov_nlp.archive import cutting
from kr_localgov_nlp.archive import tables as tables_module
from kr_localgov_nlp.archive.cutting import plan, read
from kr_localgov_nlp.archive.readers import read_files, read_shard
from kr_localgov_nlp.archive.shards import Cut, Known
from kr_localgov_nlp.archive.sources import distinct, list_entries
from kr_localgov_nlp.archive.tables import Columns
from kr_localgov_nlp.errors import InputError, PageError
from tests.archive import inputs
from tests.archive.inputs import split

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = inputs.rows(7)
FRAME = pd.DataFrame(ROWS)
PAGE = inputs.page(3).encode()


def parquet(frame: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def xlsx(**sheets: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, index=False)
    return out.getvalue()


def tables(frame: pd.DataFrame = FRAME) -> dict[str, bytes]:
    csv = frame.to_csv(index=False)
    rows = frame.to_dict("records")
    return {
        "rows.csv": csv.encode(),
        "cp949.csv": csv.encode("cp949"),
        "rows.tsv": frame.to_csv(index=False, sep="\t").encode("utf-16"),
        "rows.jsonl": inputs.jsonl(rows).encode(),
        "list.json": json.dumps(rows, ensure_ascii=False).encode(),
        "rows.csv.gz": gzip.compress(csv.encode()),
        "rows.parquet": parquet(frame),
        "rows.xlsx": xlsx(표=frame),
        "rows.txt": csv.encode(),
    }


@pytest.mark.parametrize("name", tables())
@pytest.mark.parametrize("wrap", ["file", "zip", "tar", "tar.gz", "memory"])
def test_a_table_of_every_kind_wherever_it_lies(name, wrap, tmp_path):
    data = tables()[name]
    if wrap == "file":
        source = tmp_path / name
        source.write_bytes(data)
    elif wrap == "zip":
        source = inputs.zipped(tmp_path / "all.zip", {f"안/{name}": data})
    elif wrap == "memory":
        fsspec = pytest.importorskip("fsspec")
        source = f"memory://{tmp_path.name}/{name}"
        fsspec.filesystem("memory").pipe_file(source, data)
    else:
        source = inputs.tarred(
            tmp_path / f"all.{wrap}", {f"안/{name}": data}, "w" if wrap == "tar" else "w:gz"
        )
    articles, rejects = split(read_files([source]))
    assert rejects == []
    assert [(a.article.title, a.article.published.isoformat()) for a in articles] == [
        (row["제목"], row["등록일"]) for row in ROWS
    ]
    assert [a.position for a in articles] == list(range(7))


def test_pages_in_folders_and_archives(tmp_path):
    folder = inputs.pages(tmp_path / "in" / "2024", range(3))
    (tmp_path / "in" / ".hidden.txt").write_text("구로구", encoding="utf-8")
    plain = [a.article for a in split(read_files(tmp_path / "in"))[0]]
    files = {p.name: p.read_bytes() for p in sorted(folder.iterdir())} | {
        "__MACOSX/._a.txt": b"x",
        ".b": b"y",
    }
    for source in (
        inputs.zipped(tmp_path / "a.zip", files),
        inputs.tarred(tmp_path / "a.tgz", files, "w:gz"),
        inputs.tarred(tmp_path / "a.tar.xz", files, "w:xz"),
    ):
        articles, rejects = split(read_files(source))
        assert [a.article for a in articles] == plain
        assert rejects == []
        assert articles[0].source.endswith(f"/{source.name}/0000.txt")


def test_addresses_are_listed_like_folders():
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for i in (2, 0, 1):
        memory.pipe_file(f"/listed/in/{i}.txt", inputs.page(i).encode())
    memory.pipe_file("/listed/in/.hidden", b"x")
    entries = list(list_entries("memory://listed/in"))
    assert [e.name for e in entries] == [f"memory://listed/in/{i}.txt" for i in range(3)]
    assert [a.article.title for a in split(read_files("memory://listed/in"))[0]] == [
        inputs.row(i)["제목"] for i in range(3)
    ]
    with pytest.raises(PageError, match="no such file or folder"):
        list(list_entries("memory://listed/none"))
    with pytest.raises(InputError, match="nonsense"):
        list(list_entries("nonsense://a/b"))


def test_frames_as_pandas_users_have_them():
    frame = FRAME.assign(등록일=pd.to_datetime(FRAME["등록일"]), id=range(7), 지자체="구로구")
    frame.loc[1, "본문"] = np.nan
    frame.loc[2, ["제목", "본문"]] = None
    frame["제목"] = frame["제목"].astype("category")
    articles, rejects = split(read_files(frame))
    assert [(r.source, r.row, r.position, r.reason) for r in rejects] == [
        ("DataFrame", 3, 2, "no title and no text")
    ]
    assert [a.id for a in articles] == ["0", "1", "3", "4", "5", "6"]
    assert articles[0].article.published == date(2024, 5, 1)
    assert articles[0].issuer == "구로구"
    named, _ = split(read_files({"오월": frame, "유월": frame}))
    assert {a.source for a in named} == {"오월", "유월"}
    empty = split(read_files(pd.DataFrame({"a": [1]})))
    assert (empty[0], empty[1][0].reason) == ([], "no column of titles or texts among: a")


def test_rows_with_odd_values(tmp_path):
    odd = [
        {"id": 1, "title": "가람구 하나", "text": "가람구는 문을 열었다.", "date": "2024-13-45"},
        {"id": 1, "title": "가람구 하나", "text": "가람구는 문을 열었다.", "date": "어제"},
        {"id": 2, "title": None, "text": float("nan"), "date": None},
        {"id": 3, "title": "가람구 둘", "text": ["첫 문단이다.", "둘째 문단이다."], "date": 20240501},
        {"id": 4, "title": {"ko": "가람구"}, "text": True},
    ]
    path = tmp_path / "odd.jsonl"
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in odd), encoding="utf-8")
    articles, rejects = split(read_files(path))
    assert [(a.id, a.article.published) for a in articles] == [
        ("1", None), ("1", None), ("3", date(2024, 5, 1)),
    ]  # fmt: skip
    assert articles[2].article.body == "첫 문단이다.\n\n둘째 문단이다."
    assert [(r.row, r.reason) for r in rejects] == [(3, "no title and no text"), (5, "no title and no text")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("broken.parquet", b"PAR1 no", "no Parquet file, or a broken one"),
        ("other.parquet", parquet(pd.DataFrame({"a": [1]})), "no column of titles or texts among: a"),
        ("none.parquet", parquet(FRAME.head(0)), "a table without rows"),
        ("broken.xlsx", b"PK\x03\x04", "no XLSX file, or a broken one"),
        ("broken.zip", b"PK\x03\x04", "a broken archive"),
        ("broken.tar.gz", gzip.compress(b"no tar at all" * 99), "a broken archive"),
        ("cut.tgz", b"", "a broken archive"),
        ("empty.txt", b"", "empty"),
        ("text.hwp", b"HWP Document File", "files of the kind .hwp are not read"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary: a PNG image"),
        ("alien.txt", bytes(range(128, 256)) * 90, "in no known encoding"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_reject(name, data, reason, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    articles, [reject] = split(read_files(path))
    assert articles == []
    assert reject.reason.startswith(reason)
    assert (reject.row, reject.source) == (None, path.as_posix())


def test_members_that_cannot_be_read(tmp_path):
    good = inputs.zipped(tmp_path / "a.zip", {"b.zip": b"", "c.hwp": b"", "d.txt": b"", "e.txt": PAGE})
    articles, rejects = split(read_files(good))
    assert [a.source.rpartition("/")[2] for a in articles] == ["e.txt"]
    assert [r.reason for r in rejects] == [
        "archives inside archives are not read", "files of the kind .hwp are not read", "empty",
    ]  # fmt: skip
    data = bytearray(good.read_bytes())
    at = data.index(b"e.txt") + 10
    data[at : at + 20] = b"\0" * 20
    good.write_bytes(data)
    assert len(split(read_files(good))[1]) == 4
    tar = inputs.tarred(tmp_path / "a.tar", {"a.txt": PAGE, "b.txt": PAGE * 99})
    tar.write_bytes(tar.read_bytes()[:-20_000])
    articles, rejects = split(read_files(tar))
    assert len(articles) == 1
    assert [r.source.rpartition("/")[2] for r in rejects] == ["b.txt", "a.tar"]
    empty = tmp_path / "empty.zip"
    zipfile.ZipFile(empty, "w").close()
    assert split(read_files(empty))[1][0].reason == "no file in the archive"


@pytest.mark.parametrize("name", ["rows.csv", "rows.parquet", "rows.xlsx", "page.txt"])
def test_members_that_are_locked_or_damaged(name, tmp_path):
    data = PAGE if name == "page.txt" else tables()[name]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, data)
    whole = path.read_bytes()
    locked, damaged = bytearray(whole), bytearray(whole)
    locked[6] |= 1
    locked[whole.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(locked)
    articles, [reject] = split(read_files(path))
    assert (articles, reject.reason) == ([], "a locked member of an archive")
    damaged[whole.index(data) + 9] ^= 1
    path.write_bytes(damaged)
    _, rejects = split(read_files(path))
    assert rejects[-1].source == f"{path.as_posix()}/{name}"
    assert "a broken" in rejects[-1].reason or "broken one" in rejects[-1].reason


def test_names_as_windows_writes_them_into_a_zip(tmp_path):
    path = inputs.zipped(tmp_path / "a.zip", {"XXXX.txt": PAGE})
    path.write_bytes(path.read_bytes().replace(b"XXXX", "보도".encode("cp949")))
    [article], _ = split(read_files(path))
    assert article.source.endswith("a.zip/보도.txt")


def test_every_sheet_of_a_workbook(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(
        xlsx(오월=FRAME, 빈=pd.DataFrame(), 유월=FRAME.head(2), 메모=pd.DataFrame({"비고": ["x"]}))
    )
    articles, rejects = split(read_files(path))
    assert [a.source.rpartition("/")[2] for a in articles] == ["book.xlsx"] * 7 + ["book.xlsx#유월"] * 2
    assert articles[-1].row == 3
    assert [(r.source.rpartition("#")[2], r.reason) for r in rejects] == [
        ("메모", "no column of titles or texts among: 비고")
    ]


def changed(book: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name.endswith(part) else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize("size", [b"A1", b"A1:C3", b"B2:B2", b"A1:XFD1048576", b"A1:A1048576"])
def test_a_sheet_is_as_long_as_its_rows_whatever_it_says(size, tmp_path):
    path = tmp_path / "book.xlsx"
    told = changed(
        xlsx(오월=FRAME, 유월=FRAME.head(2)),
        ".xml",
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + size + b'"', xml),
    )
    assert size in zipfile.ZipFile(io.BytesIO(told)).read("xl/worksheets/sheet1.xml")
    path.write_bytes(told)
    articles, rejects = split(read_files(path))
    assert (len(articles), rejects) == (9, [])


@pytest.mark.parametrize("wrap", ["file", "zip"])
@pytest.mark.parametrize("where", ["first cell", "middle"])
@pytest.mark.parametrize("damaged", [1, 2])
def test_a_damaged_sheet_costs_the_other_sheets_nothing(damaged, where, wrap, tmp_path):
    def damage(xml):
        at = xml.index(b"<sheetData>") + 11 if where == "first cell" else len(xml) // 2
        return xml[:at] + b"<<<" + xml[at:]

    data = changed(
        xlsx(하나=FRAME.head(2), 둘=FRAME.head(4), 셋=FRAME.head(3)), f"sheet{damaged}.xml", damage
    )
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    if wrap == "zip":
        path = inputs.zipped(tmp_path / "all.zip", {"book.xlsx": data})
    articles, [reject] = split(read_files(path))
    names = ["book.xlsx", "book.xlsx#둘", "book.xlsx#셋"]
    counts = Counter(a.source.rpartition("/")[2] for a in articles)
    broken = names[damaged - 1]
    assert reject.source.rpartition("/")[2] == broken
    assert "broken" in reject.reason
    assert {n: counts[n] for n in names if n != broken} == {
        n: rows for n, rows in zip(names, (2, 4, 3), strict=True) if n != broken
    }
    assert (counts[broken] > 0) == (where == "middle" and damaged == 2)


def test_columns_that_the_user_names():
    frame = pd.DataFrame({"기사": ["가람구는 문을 열었다."], "헤드": ["개관"], "내용": ["요약"]})
    assert Columns({"text": "기사", "title": "헤드"}).match(list(frame), "x") == {
        "body": "기사",
        "title": "헤드",
    }
    with pytest.raises(InputError, match="no part of an article: texts"):
        Columns({"texts": "기사"})
    with pytest.raises(PageError, match="no column '없음' for body among: 기사"):
        Columns({"text": "없음"}).match(list(frame), "x")
    assert "issuer" not in Columns().match(["본문", "기관"], "x"), (
        "BigKinds lists there what an article names"
    )


def test_sources_by_name(tmp_path):
    path = inputs.pages(tmp_path / "in", range(2))
    assert [e.name for e in list_entries({"a": path, "b": path / "0000.txt"})] == ["a/0000.txt", "a/0001.txt"]
    with pytest.raises(InputError, match="two sources are named 'a'"):
        distinct([("a", FRAME), ("a", FRAME)])
    assert list(distinct([("a", path), ("a", f"{path}/../in")])) == ["a"]
    with pytest.raises(InputError, match="not int"):
        list(list_entries([3]))
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert len(list(list_entries(path))) == 2
    assert len(list(list_entries([path, tmp_path / "in" / "0000.txt"]))) == 2


ODD = {"제목": "헤드", "본문": "기사", "등록일": "언제"}
NAMED = {part: ODD[name] for part, name in (("title", "제목"), ("text", "본문"), ("published", "등록일"))}


def read_all(source, columns=None):
    cut = Cut(rows=3, columns=columns or {})
    return split(
        item
        for task in plan(list_entries(source), Known(), cut)
        for shard in read(task, Known(), cut)
        for item in read_shard(shard)
    )


@pytest.mark.parametrize(
    "name", [*sorted({*tables()} - {"rows.txt"}), "rows.parquet.gz", "rows.xlsx.gz", "frame"]
)
@pytest.mark.parametrize("wrap", ["file", "named", "zip", "tar.gz", "memory", "named memory"])
def test_columns_and_sources_that_the_user_names(name, wrap, tmp_path):
    """The user's own names decide, for the columns and for the source, and not what a name looks like."""
    odd = FRAME.rename(columns=ODD).assign(내용="요약", 번호=range(7))
    if name == "frame":
        source = odd
    else:
        data = tables(odd)[name] if name in tables() else gzip.compress(tables(odd)[name[:-3]])
        if wrap in ("file", "named"):
            source = tmp_path / name
            source.write_bytes(data)
        elif wrap == "zip":
            source = inputs.zipped(tmp_path / "all.zip", {name: data})
        elif wrap == "tar.gz":
            source = inputs.tarred(tmp_path / "all.tar.gz", {name: data}, "w:gz")
        else:
            fsspec = pytest.importorskip("fsspec")
            source = f"memory://{tmp_path.name}/{name}"
            fsspec.filesystem("memory").pipe_file(source, data)
    mine = "2024.html" if wrap.startswith("named") else None
    columns = {**NAMED, "id": "번호"}
    articles, rejects = read_all({mine: source} if mine else source, columns)
    assert rejects == []
    assert [(a.article.title, a.article.body, a.article.published.isoformat(), a.id) for a in articles] == [
        (row["제목"], row["본문"], row["등록일"], str(i)) for i, row in enumerate(ROWS)
    ]
    if mine:
        assert {a.source for a in articles} == {mine}
    [reject] = read_all(source, {**columns, "text": "없음"})[1]
    assert (reject.row, reject.reason.partition(" among")[0]) == (None, "no column '없음' for body")


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "0000.txt", "a.html", "a.hwp", "rows.txt.gz"])
@pytest.mark.parametrize("mine", ["in", "in.csv", "in.parquet", "in.zip", "in.txt"])
def test_a_file_is_what_it_is_whatever_the_user_calls_it(name, mine, tmp_path):
    page = inputs.page(3).encode()
    html = (
        f"<html><body><article><h1>{ROWS[3]['제목']}</h1><p>{ROWS[3]['본문'] * 3}</p></article></body></html>"
    )
    path = tmp_path / name
    if name == "a.zip":
        inputs.zipped(path, {"0003.txt": page})
    elif name == "a.tar.gz":
        inputs.tarred(path, {"0003.txt": page}, "w:gz")
    else:
        path.write_bytes({"a.html": html.encode(), "rows.txt.gz": gzip.compress(page)}.get(name, page))
    plain, wrong = split(read_files(path))
    articles, rejects = split(read_files({mine: path}))
    assert [(a.article.title, a.article.body, a.article.published) for a in articles] == [
        (a.article.title, a.article.body, a.article.published) for a in plain
    ]
    assert [r.reason for r in rejects] == [r.reason for r in wrong]
    assert len(articles) == (name != "a.hwp")
    assert {item.source.removesuffix("/0003.txt") for item in (*articles, *rejects)} == {mine}


def test_a_file_whose_name_is_no_utf8(tmp_path):
    folder = os.fsencode(tmp_path)
    try:
        with open(folder + b"/\xb0\xa1.csv", "w", encoding="utf-8") as file:  # noqa: PTH123  (no Path of bytes)
            file.write(FRAME.to_csv(index=False))
    except OSError:
        pytest.skip("such names can't be here")
    articles, rejects = split(read_files(tmp_path))
    assert (len(articles), rejects) == (7, [])


def test_a_small_table_of_any_suffix_is_read_as_a_large_one(tmp_path, monkeypatch):
    odd = FRAME.assign(발행기관="구로구", 번호=range(7)).to_dict("records")
    path = tmp_path / "rows.txt"
    path.write_text(inputs.jsonl(odd) + '{"제목"\n', encoding="utf-8")
    small = read_all(path, {"id": "번호"})
    monkeypatch.setattr(cutting, "_SNIFF_FROM", 10)
    assert read_all(path, {"id": "번호"}) == small
    assert [(a.id, a.issuer, a.row) for a in small[0]] == [(str(i), "구로구", i + 1) for i in range(7)]
    assert [(r.row, r.position) for r in small[1]] == [(8, 7)]


def test_a_json_column_may_begin_late_but_not_be_nowhere(tmp_path, monkeypatch):
    path = tmp_path / "rows.jsonl"
    late = [{"title": f"가람구 {i}"} for i in range(5)] + [{"title": "끝", "글": "문을 열었다."}]
    path.write_text('{"title"\n' + inputs.jsonl(late), encoding="utf-8")
    articles, rejects = read_all(path, {"text": "글"})
    assert (len(articles), [r.row for r in rejects]) == (6, [1])
    monkeypatch.setattr(tables_module, "_BATCH", 3)
    articles, [reject] = read_all(path, {"text": "글"})
    assert (articles, reject.row) == ([], None)
    assert reject.reason == "no column '글' for body among: title (the first 3 objects)"
    path.write_text('{"title"\n[1]\n', encoding="utf-8")
    assert [r.row for r in read_all(path, {"text": "글"})[1]] == [1, 2], (
        "where there is no object nothing is missing"
    )


def test_parquet_cells_that_python_has_no_value_for(tmp_path):
    path = tmp_path / "rows.parquet"
    count = 3
    table = pa.table(
        {
            "제목": [f"가람구 {i}" for i in range(count)],
            "본문": pa.array([b"a", b"\xff\xfe", b"c"]).view(pa.string()),
            "등록일": pa.array([0, 0, 2**62], pa.timestamp("us")),
        }
    )
    pq.write_table(table, path)
    articles, rejects = split(read_files(path))
    assert [(a.row, a.article.published) for a in articles] == [(1, date(1970, 1, 1)), (3, None)]
    assert [(r.row, r.position, r.reason) for r in rejects] == [(2, 1, "binary, or a text that is not UTF-8")]
