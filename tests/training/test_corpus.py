from __future__ import annotations

from pathlib import Path

import pytest

from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.gazetteer import load_gazetteer
from kr_localgov_nlp.training.corpus import (
    build,
    counts,
    fingerprint,
    main,
    overlap,
    record,
    split_of,
    to_jsonl,
)
from kr_localgov_nlp.training.markup import parse
from kr_localgov_nlp.training.saved_pages import page_problems, read_gold

CORPUS = Path(__file__).parent.parent.parent / "corpus"
SOURCE = (
    "id: a\nkind: release\npublished: {day}\nissuer: {issuer}\ndomains: jobs youth\ngenre: opening\n"
    "links: 구로구 = 서울특별시 구로구; 산업부 = {ministry}\n---\n⟦구로구|DISTRICT⟧와 ⟦산업부|MINISTRY⟧, ⟦중구|DISTRICT|unresolved⟧.\n---\n"
)


@pytest.fixture(scope="module")
def records():
    return build(CORPUS)


def test_links_become_codes_as_of_the_day():
    source = SOURCE.format(day="2021-05-03", issuer="서울특별시 구로구", ministry="산업통상자원부")
    r = record(parse(source), load_gazetteer())
    assert r["issuer"] == ["1153000000"]
    assert [link for _, _, link in r["links"]] == ["1153000000", "산업통상자원부", ""]
    assert r["domains"] == ["jobs", "youth"]


@pytest.mark.parametrize(
    ("day", "issuer", "ministry", "reason"),
    [
        ("2021-05-03", "서울특별시 없는구", "산업통상자원부", "없는구"),
        ("2021-05-03", "서울특별시 구로구", "산업통상부", "산업통상부"),
        ("2021-05-03", "전남광주통합특별시 나주시", "산업통상자원부", "no government on 2021"),
    ],
)
def test_what_is_not_in_force_is_refused(day, issuer, ministry, reason):
    with pytest.raises(TableError, match=reason):
        record(parse(SOURCE.format(day=day, issuer=issuer, ministry=ministry)), load_gazetteer())


def test_the_built_file_is_what_the_sources_say(records):
    assert (CORPUS / "releases.jsonl").read_text(encoding="utf-8") == to_jsonl(records), "run: make corpus"


def test_no_two_releases_are_alike(records):
    assert overlap({r["id"]: r["text"] for r in records if r["kind"] == "release"}) == []


def test_every_domain_and_genre_is_there(records):
    found = counts(records)
    assert len(found["primary"]) == 20
    assert len(found["label"]) == 13
    assert len(found["genre"]) >= 14


def test_splits_are_by_issuer_and_time():
    assert split_of(["1153000000"], "2024-01-01") == split_of(["1153000000"], "2019-01-01")
    assert split_of(["1153000000"], "2026-07-01") == "test"
    assert (split_of([], "2024-01-01"), split_of([], "2026-07-01")) == ("train", "test")
    shares = [split_of([str(i)], "2024-01-01") for i in range(1000)]
    assert 0.15 < shares.count("test") / 1000 < 0.25


def test_the_fingerprint_sees_every_label(records):
    changed = [dict(records[0], domains=["x"]), *records[1:]]
    assert fingerprint(changed) != fingerprint(records)


def test_the_command_names_a_broken_source(tmp_path, capsys):
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "b.txt").write_text("id: b\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "b.txt" in capsys.readouterr().err


def test_labelled_articles_are_what_their_pages_hold(records):
    assert page_problems(read_gold(CORPUS), records) == []


def test_a_changed_page_is_named(records):
    gold = read_gold(CORPUS)
    row = next(r for r in records if r["kind"] == "page")
    file, place = row["meta"]["page"], row["meta"]["article"]
    other = [dict(article, body="다른 글이다.") for article in gold[file]]
    assert page_problems({**gold, file: other}, [row]) == [
        f"{row['id']}: not the text of article {place} of {file}"
    ]
    assert page_problems(gold, [row, dict(row, id="twice")])[0].startswith("twice: ")
    assert len(page_problems({file: gold[file][:1]}, [])) == 2


def test_an_article_of_a_page_may_have_no_issuer():
    head = SOURCE.format(day="2021-05-03", issuer="", ministry="산업통상자원부")
    with pytest.raises(TableError, match="lacks 'issuer'"):
        parse(head)
    page = head.replace("kind: release", "kind: page\npage: 01_a.html 2")
    r = record(parse(page), load_gazetteer())
    assert (r["issuer"], r["meta"]) == ([], {"page": "01_a.html", "article": 2})
