"""Files → articles and rejects: a broken row costs itself and nothing else."""

from __future__ import annotations

import codecs
import gzip
import json
import tracemalloc
from datetime import date

import pytest

from kr_localgov_nlp.archive.readers import Read, Reject, read_files
from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages import records, stream
from tests.pages import pages

BODY = pages.LEAD
HEADER = "번호,제목,본문,등록일\n"


@pytest.fixture
def read(tmp_path):
    def read_one(name: str, content: str | bytes):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = list(read_files([path]))
        return (
            [item.article for item in found if isinstance(item, Read)],
            [(item.row, item.reason) for item in found if isinstance(item, Reject)],
        )

    return read_one


def good(number: int) -> str:
    return f'{number},"{pages.TITLE} {number}","{BODY}",2024-05-0{number}\n'


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2,가,나,2024-05-02,다,라\n", "6 cells, the header has 4"),
        ("2,,,2024-05-02\n", "no title and no text"),
        ("2,가,\x01\x02\x03\x04\x05\x06\x07\x08,2024-05-02\n", "binary: control characters that no text has"),
        ('2,"열린 따옴표,나,2024-05-02\n', "5 cells, the header has 4"),
        ('2,가,"여러 줄\n둘째, 줄",나,다\n', "5 cells, the header has 4; not read up to line 4"),
    ],
)
def test_a_broken_csv_row_costs_only_itself(read, row, reason):
    articles, rejects = read("rows.csv", HEADER + good(1) + row + good(3))
    assert [article.published for article in articles] == [date(2024, 5, 1), date(2024, 5, 3)]
    assert [article.body for article in articles] == [BODY, BODY]
    assert rejects == [(3, reason)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('{"title": ', "no JSON (Expecting value)"),
        ("[1, 2]", "not a JSON object"),
        ('"가"', "not a JSON object"),
        ('{"title": "", "text": null}', "no title and no text"),
        ('{"name": "가람"}', "no title and no text"),
        ('{"title": "\\ud800"}', "lone surrogate"),
        ("[" * 100_000, "no JSON (nested too deeply or no number)"),
    ],
)
def test_a_broken_json_line_costs_only_itself(read, row, reason):
    fine = json.dumps({"title": pages.TITLE, "text": BODY}, ensure_ascii=False)
    articles, rejects = read("rows.jsonl", f"{fine}\n{row}\n\n{fine}\n")
    assert [article.body for article in articles] == [BODY, BODY]
    assert rejects == [(2, reason)]


def test_a_list_of_objects_passes_what_is_none(read):
    fine = {"title": pages.TITLE, "text": BODY}
    articles, rejects = read("rows.json", json.dumps([fine, 7, fine], ensure_ascii=False))
    assert (len(articles), rejects) == (2, [(2, "not a JSON object")])
    articles, rejects = read("cut.json", json.dumps([fine, fine])[:-9])
    assert articles == []
    assert rejects[0][1].startswith("line 1: no JSON")


@pytest.mark.parametrize("value", ["미정", "2024-13-45", "어제", "0000-00-00", "20240231"])
def test_an_unreadable_date_rejects_nothing(read, value):
    articles, rejects = read("rows.csv", HEADER + f'1,"{pages.TITLE}","{BODY}",{value}\n')
    assert [(article.body, article.published) for article in articles] == [(BODY, None)]
    assert rejects == []


@pytest.mark.parametrize("value", [1714521600000, 1714521600, "2024-05-01T09:30:00+09:00", 20240501])
def test_dates_as_pandas_and_boards_write_them(read, value):
    articles, _ = read("rows.jsonl", json.dumps({"title": pages.TITLE, "text": BODY, "date": value}))
    assert articles[0].published == date(2024, 5, 1)


def test_of_two_columns_with_one_name_the_filled_one_counts(read):
    articles, rejects = read("rows.csv", f'제목,본문,본문\n가람구 하나,"{BODY}",\n가람구 둘,,"{BODY}"\n')
    assert [article.body for article in articles] == [BODY, BODY]
    assert rejects == []


def test_empty_cells_beyond_the_header_and_empty_rows_are_no_fault(read):
    articles, rejects = read("rows.csv", HEADER + good(1).rstrip() + ",,\n,,,\n\n" + good(2))
    assert (len(articles), rejects) == (2, [])


def test_quotes_inside_a_cell_are_letters(read):
    row = (
        '1,한내동에 27" 화면 세 대,가람구가 27" 화면 세 대를 한내동 쉼터에 들여놓았다고 밝혔다.,2024-05-01\n'
    )
    articles, rejects = read("rows.csv", HEADER + row + good(2))
    assert [article.title for article in articles] == ['한내동에 27" 화면 세 대', f"{pages.TITLE} 2"]
    assert rejects == []


def test_rows_of_several_lines_keep_their_paragraphs_and_count_from_their_first(read):
    articles, rejects = read("rows.csv", HEADER + f'1,하나,"{pages.BODY}",2024-05-01\n' + good(2) + "3,,,\n")
    assert articles[0].body == pages.BODY
    assert [article.source for article in articles] == ["rows.csv, line 2", "rows.csv, line 7"]
    assert rejects == [(8, "no title and no text")]


def test_a_quote_that_swallows_the_rest_is_given_up_after_a_limit(read, monkeypatch):
    monkeypatch.setattr(records, "MAX_RECORD_LINES", 50)
    rows = "".join(f"{i},제목 {i},{BODY.replace(',', '')},2024-05-03\n" for i in range(200))
    articles, rejects = read("rows.csv", HEADER + '9,"열림,나,다\n' + rows)
    assert len(articles) == 200
    assert [row for row, _ in rejects] == [2]
    assert "a quote that is not closed within" in rejects[0][1]


def test_a_text_of_commas_is_not_taken_for_rows(read):
    table = f'제목,본문\n"열린 따옴표,첫 줄\n둘째 줄, 쉼표\n셋째 줄, 쉼표\n{pages.TITLE},끝\n'
    articles, rejects = read("rows.csv", table)
    assert articles == []
    assert rejects == [(2, "a quote that is never closed; not read up to line 5")]


@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl"])
def test_a_line_over_the_limit_costs_only_itself(read, monkeypatch, name):
    monkeypatch.setattr(stream, "MAX_LINE", 1000)
    if name == "rows.csv":
        lines = [HEADER, good(1), "2," + "가" * 2000 + "\n", good(3)]
    else:
        fine = json.dumps({"title": pages.TITLE, "text": BODY}, ensure_ascii=False) + "\n"
        lines = ["\n", fine, '{"title": "' + "가" * 2000 + '"}\n', fine]
    articles, rejects = read(name, "".join(lines))
    assert len(articles) == 2
    assert rejects[0][0] == 3
    assert "the limit is 1,000" in rejects[0][1]


def test_rows_in_two_encodings(read):
    data = (HEADER + good(1)).encode() + good(2).encode("cp949") + good(3).encode()
    articles, rejects = read("rows.csv", data)
    assert [article.body for article in articles] == [BODY] * 3
    assert rejects == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
def test_tables_in_every_encoding(read, encoding):
    articles, rejects = read("rows.csv", (HEADER + good(1) + "2,,,\n" + good(3)).encode(encoding))
    assert [article.body for article in articles] == [BODY, BODY]
    assert rejects == [(3, "no title and no text")]


def test_a_table_that_was_taken_for_latin_1(read):
    data = (HEADER + good(1) + good(2)).encode("cp949").decode("latin-1").encode()
    articles, _ = read("rows.csv", data)
    assert [article.body for article in articles] == [BODY, BODY]


def test_line_ends_of_all_systems(read):
    for end in ("\r\n", "\r"):
        articles, rejects = read("rows.csv", (HEADER + good(1) + good(2)).replace("\n", end))
        assert [article.body for article in articles] == [BODY, BODY]
        assert rejects == []


def test_the_hint_of_excel_and_a_single_column(read):
    assert read("rows.csv", f"sep=;\n제목;본문\n{pages.TITLE};{BODY}\n")[0][0].body == BODY
    articles, rejects = read("rows.csv", f"본문\n{BODY}\n{pages.SECOND}\n")
    assert [article.body for article in articles] == [BODY, pages.SECOND]
    assert rejects == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("rows.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary: a PNG image, not a saved page"),
        ("rows.csv", b"", "empty"),
        ("rows.csv", "이름,나이\n가람,3\n".encode(), "no column of titles or texts among: 이름, 나이"),
        (
            "rows.jsonl",
            bytes(range(128, 256)) * 90,
            "in no known encoding (tried UTF-8, UTF-16, CP949), or binary",
        ),
        ("rows.csv.gz", gzip.compress(HEADER.encode())[:-9], "broken gzip archive"),
        ("rows.csv.gz", b"\x1f\x8b no archive", "broken gzip archive"),
        ("rows.xlsx", b"PK\x03\x04", "no XLSX file, or a broken one"),
        ("page.hwp", b"HWP", "files of the kind .hwp are not read"),
        ("rows.csv", HEADER.encode(), "a table without rows"),
    ],
)
def test_what_is_wrong_with_a_whole_file_is_one_reject(read, name, content, reason):
    articles, rejects = read(name, content)
    assert articles == []
    assert [row for row, _ in rejects] == [None]
    assert rejects[0][1].startswith(reason)


def test_packed_tables_and_pages(read):
    articles, rejects = read("rows.csv.gz", gzip.compress((HEADER + good(1) + "2,,,\n").encode("cp949")))
    assert ([article.body for article in articles], rejects) == ([BODY], [(3, "no title and no text")])
    articles, _ = read("page.txt.gz", gzip.compress(pages.bulleted().encode()))
    assert articles[0].title == pages.TITLE


def test_a_table_named_txt_is_told_from_its_header(read):
    articles, rejects = read("rows.txt", HEADER + good(1) + "2,가,나,다,라\n" + good(3))
    assert (len(articles), rejects) == (2, [(3, "5 cells, the header has 4")])


def test_a_large_table_is_not_held_in_memory(tmp_path):
    path = tmp_path / "rows.csv"
    row = f'1,제목,"{BODY}",2024-05-01\n'.encode()
    with path.open("wb") as file:
        file.write(codecs.BOM_UTF8 + HEADER.encode())
        for _ in range(100):
            file.write(row * 2_000)
    tracemalloc.start()
    found = read_files([path])
    first = [next(found) for _ in range(300)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    found.close()
    assert all(isinstance(item, Read) for item in first)
    assert path.stat().st_size > 25_000_000
    assert peak < 12_000_000


def test_missing_sources_are_told_at_once(tmp_path):
    with pytest.raises(PageError, match="no such file or folder"):
        list(read_files([tmp_path / "none"]))
