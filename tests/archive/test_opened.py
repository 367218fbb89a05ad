"""A run that is asked: tables, views that count releases and not reprints, and what is missing."""

from __future__ import annotations

import builtins
import datetime as dt
import json
import logging

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import kr_localgov_nlp as klg
from kr_localgov_nlp.archive.reprints import build_releases
from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.errors import InputError, MissingExtraError
from tests.archive import inputs
from tests.archive.test_reprints import release

GURO = "1153000000"


def rows():
    """Three articles of one release, one of another; the awards, quotes and names that were found in them."""
    first, second = "\n\n".join(release(1)), "\n\n".join(release(2))
    out = {name: [] for name in ("articles", "entities", "awards", "quotes")}
    for i, (text, outlet) in enumerate(
        [(first, "가람일보"), (first, "나루신문"), (first, None), (second, "나루신문")]
    ):
        day = dt.date(2024, 8 + (i == 3), 9)
        name = f"a{i}"
        known = {"article_id": name, "published": day}
        out["articles"].append(
            {
                **known, "source": "x", "position": i, "title": f"제목 {i}", "subtitles": [], "outlet": outlet,
                "text": f"제목 {i}\n\n{text}", "issuer_codes": [GURO], "issuer_names": ["서울특별시 구로구"],
                "domains": ["jobs", "youth"] if i < 3 else ["jobs"],
            }
        )  # fmt: skip
        award = {**known, "recipient": "서울특별시 구로구", "recipient_code": GURO, "award": "일자리 대상"}
        out["awards"].append(
            {**award, "year": 2023 if i < 3 else None, "prize": "우수상" if i < 3 else "대상"}
        )
        out["quotes"].append(
            {**known, "speaker": "문헌일", "role": "구로구청장", "text": "간다", "link": GURO}
        )
        out["quotes"].append({**known, "speaker": None, "role": "", "text": "한다", "link": ""})
        for label, extra in (
            ("MINISTRY", {"agency": "고용노동부", "text": "고용부"}),
            ("HEAD", {"government": GURO, "text": "문헌일", "office": "구로구청장", "term": "민선 8기"}),
            ("HEAD", {"government": "", "text": "아무개"}),
        ):
            out["entities"].append({**known, "label": label, **extra})
    return out


@pytest.fixture
def target(tmp_path):
    """A folder whose name DuckDB would take for a pattern."""
    folder = tmp_path / "run [1] it's"
    for name, found in {**rows(), "rejects": []}.items():
        (folder / name).mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(found, TABLES[name]), folder / name / "0.parquet")
        pq.write_table(TABLES[name].empty_table(), folder / name / "empty.parquet")
    (folder / "run.json").write_text('{"inputs": 4}', encoding="utf-8")
    build_releases(folder)
    return folder


def values(frame, *columns):
    return frame[list(columns)].to_numpy().tolist()


def test_tables_are_frames(target):
    run = klg.open_run(target)
    assert (run.summary["inputs"], run.summary["releases"]["releases"]) == (4, 2)
    assert run.tables == ("articles", "entities", "awards", "quotes", "rejects", "releases")
    assert len(run.articles) == 4
    assert run.articles is run.articles
    assert run.articles["published"].dt.month.tolist() == [8, 8, 8, 9]
    assert list(run.table("awards", ["prize", "year"]).columns) == ["prize", "year"]
    assert (len(run.rejects), list(run.rejects.columns)) == (0, TABLES["rejects"].names)
    with pytest.raises(AttributeError, match="no table 'tokens'"):
        _ = run.tokens
    with pytest.raises(AttributeError, match="'article'"):
        _ = run.article
    with pytest.raises(InputError, match="no column 'prizes'"):
        run.table("awards", ["prizes"])


def test_views_count_releases_and_not_reprints(target):
    with klg.open_run(target) as run:
        shown = {name: run.view(name) for name in run.views}
    assert values(shown["articles_per_release"], "release_id", "title", "articles", "outlet_count") == [
        ["a0", "제목 0", 3, 2],
        ["a3", "제목 3", 1, 1],
    ]
    assert values(shown["awards_by_government"], "name", "year", "awards", "releases") == [
        ["서울특별시 구로구", 2023, 1, 1],
        ["서울특별시 구로구", 2024, 1, 1],
    ]
    months = shown["domains_over_time"]
    assert months["month"].dt.strftime("%Y-%m").tolist() == ["2024-08", "2024-08", "2024-09"]
    assert values(months, "domain", "korean", "releases", "share") == [
        ["jobs", "일자리·고용", 1, 1.0],
        ["youth", "청년·청소년", 1, 1.0],
        ["jobs", "일자리·고용", 1, 1.0],
    ]
    assert values(shown["quoted"], "speaker", "role", "name", "releases", "quotes") == [
        ["문헌일", "구로구청장", "서울특별시 구로구", 2, 2]
    ]
    assert values(shown["ministries_by_government"], "name", "agency", "releases") == [
        ["서울특별시 구로구", "고용노동부", 2]
    ]
    assert values(shown["heads_by_government"], "name", "person", "office", "term", "releases") == [
        ["서울특별시 구로구", "문헌일", "구로구청장", "민선 8기", 2]
    ]
    assert values(shown["reprints"], "articles", "releases") == [[1, 1], [3, 1]]
    assert GURO in set(shown["governments"]["government"])


def test_sql_takes_parameters_and_knows_no_frames_of_the_caller(target):
    run = klg.open_run(target)
    assert run.sql("select count(*) as n from articles where outlet = ?", ["나루신문"])["n"].tolist() == [2]
    mine = pd.DataFrame({"x": [1]})
    with pytest.raises(Exception, match="mine"):
        run.sql("select * from mine")
    assert len(mine) == 1
    with pytest.raises(InputError, match="articles_per_release"):
        run.view("awards_by_goverment")


def test_a_table_of_releases_that_is_old_or_not_there(target, caplog):
    with caplog.at_level(logging.WARNING):
        assert klg.open_run(target).fresh
    assert not caplog.records
    new = {**rows()["articles"][0], "article_id": "b", "outlet": "다솜신문", "domains": []}
    pq.write_table(pa.Table.from_pylist([new], TABLES["articles"]), target / "articles" / "1.parquet")
    with caplog.at_level(logging.WARNING):
        run = klg.open_run(target)
    assert not run.fresh
    assert "older than the articles" in caplog.text
    assert values(run.view("reprints"), "articles", "releases") == [[1, 2], [3, 1]]
    for path in (target / "releases").iterdir():
        path.unlink()
    (target / "releases").rmdir()
    run = klg.open_run(target)
    assert "is not there" in caplog.text
    assert values(run.view("reprints"), "articles", "releases") == [[1, 5]]
    assert run.view("awards_by_government")["releases"].tolist() == [3, 1]


def test_views_of_a_run_that_found_nothing(tmp_path):
    klg.tag_archive(pd.DataFrame({"text": ["", None]}), tmp_path / "out", nlp=inputs.light())
    run = klg.open_run(tmp_path / "out")
    assert {name: len(run.view(name)) for name in run.views if name != "governments"} == dict.fromkeys(
        set(run.views) - {"governments"}, 0
    )


def test_no_run_an_unfinished_one_and_no_duckdb(target, tmp_path, caplog, monkeypatch):
    with pytest.raises(InputError, match="no run wrote"):
        klg.open_run(tmp_path / "nothing")
    (target / "run.json").unlink()
    with caplog.at_level(logging.WARNING):
        assert klg.open_run(target).summary == {}
    assert "has not ended" in caplog.text
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "duckdb":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    run = klg.open_run(target)
    assert len(run.awards) == 4
    with pytest.raises(MissingExtraError, match=r"\[report\]"):
        run.view("quoted")


def test_a_run_at_an_address(target):
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.put(str(target).replace("[", "[[]"), "/kept/run", recursive=True)
    run = klg.open_run("memory://kept/run")
    assert len(run.articles) == 4
    assert values(run.view("reprints"), "articles", "releases") == [[1, 1], [3, 1]]
    assert json.loads(memory.cat("/kept/run/run.json")) == run.summary
