from __future__ import annotations

import json
from datetime import date

import pytest

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages import read_page
from tests.pages.pages import BODY, SUBTITLE, TITLE


def csv_page(*rows: str) -> str:
    return "번호,제목,본문,등록일,언론사,기자,링크\n" + "\n".join(rows)


def test_csv_with_korean_headers(tmp_path):
    path = tmp_path / "rows.csv"
    row = f'1,"{TITLE}","- {SUBTITLE} -\n\n{BODY}\n\n문의: 도서관과 02-000-0000",2024-05-03,가람신문,문하늘 기자,https://garam.example/1'
    path.write_bytes(csv_page(row).encode("cp949"))
    [article] = read_page(path)
    assert (article.title, article.subtitles, article.body) == (TITLE, [SUBTITLE], BODY)
    assert (article.published, article.outlet, article.reporter) == (date(2024, 5, 3), "가람신문", "문하늘")
    assert article.url == "https://garam.example/1"
    assert article.source.startswith("rows.csv, line ")


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_other_delimiters(delimiter):
    page = (
        f"title{delimiter}text{delimiter}date\n"
        f"{TITLE}{delimiter}{BODY.replace(chr(10), ' ')}{delimiter}20240503\n"
    )
    [article] = read_page(page)
    assert (article.title, article.published) == (TITLE, date(2024, 5, 3))


def test_json_lines(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [
        {
            "title": TITLE,
            "content": f"[가람신문=문하늘 기자] {BODY}",
            "date": "2024-05-03T10:00:00+09:00",
            "press": "가람신문",
        },
        {"title": "빈 글", "content": ""},
        {"headline": TITLE, "text": BODY, "caption": "한내도서관 전경", "date": None},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    first, second, third = read_page(path)
    assert (first.body, first.reporter, first.published, first.published_at) == (
        BODY,
        "문하늘",
        date(2024, 5, 3),
        "2024-05-03T10:00:00",
    )
    assert (second.title, second.body) == ("빈 글", "")
    assert (third.captions, third.published, third.source) == (
        ["한내도서관 전경"],
        None,
        "rows.jsonl, line 3",
    )


def test_a_list_of_objects_and_one_object():
    row = {"title": TITLE, "body": BODY}
    assert len(read_page(json.dumps([row, row], ensure_ascii=False))) == 2
    assert len(read_page(json.dumps(row, ensure_ascii=False, indent=1))) == 1


def test_the_text_of_a_row_is_one_article_whatever_stands_in_it():
    body = BODY.replace("\n\n", "\n\n댓글(0)\n\n", 1)
    [article] = read_page(json.dumps({"title": TITLE, "body": body}, ensure_ascii=False))
    assert article.body == BODY


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ('{"title": "가"}\n{"title": \n', "line 2: no JSON"),
        ('{"title": "가"}\n[1]\n', "line 2: not a JSON object"),
        ('{"name": "가"}\n', "no object has a title or a text"),
        ('{"title": "\\ud800"}\n', "line 1: lone surrogate"),
        (csv_page("1,가,나,2024-05-03,다,라,마,바"), "line 2: 8 cells, the header has 7"),
    ],
)
def test_broken_rows_are_named(page, reason):
    with pytest.raises(PageError, match=reason):
        read_page(page)


def test_a_table_without_texts_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("이름,나이\n가람,3\n", encoding="utf-8")
    with pytest.raises(PageError, match=r"table\.csv: no column of titles or texts among: 이름, 나이"):
        read_page(path)


def test_a_sentence_with_commas_is_no_table():
    assert read_page(f"{TITLE}\n등록 2024-05-03\n{BODY}")[0].title == TITLE
