"""Reprints: which articles print one release, and that the table holds whatever the archive looks like."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import kr_localgov_nlp as klg
from kr_localgov_nlp.archive.reprints import BUILD, build_releases
from kr_localgov_nlp.archive.reprints_pairs import Rule
from kr_localgov_nlp.archive.schema import ARTICLES, RELEASES
from kr_localgov_nlp.cli import app
from kr_localgov_nlp.errors import InputError
from tests.archive import inputs

CORPUS = Path(__file__).parents[2] / "corpus" / "releases.jsonl"
DAY = dt.date(2024, 8, 9)
_SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
_ENDS = (
    "를 고치기로 했다",
    "를 새로 마련했다",
    "를 두 배로 늘린다",
    "를 주민과 함께 살폈다",
    "를 무료로 연다",
)


def sentence(rng: random.Random) -> str:
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randrange(2, 5))) for _ in range(6)]
    return f"{' '.join(words[:3])}는 {' '.join(words[3:])} {rng.randrange(10, 9000):,}만 원을 들여 길{rng.choice(_ENDS)}."


def release(seed: int, paragraphs: int = 5) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(sentence(rng) for _ in range(3)) for _ in range(paragraphs)]


def write(target, articles, name="a"):
    """Write articles as a run does, without tagging: dicts with ``id`` and ``body``."""
    rows = []
    for i, article in enumerate(articles):
        title = article.get("title", "제목")
        body = article["body"]
        text = "\n\n".join([title, *(body if isinstance(body, list) else [body])])
        rows.append(
            {
                "article_id": article["id"],
                "source": name,
                "position": i,
                "title": title,
                "subtitles": [],
                "text": text,
                "published": article.get("day", DAY),
                "outlet": article.get("outlet"),
            }
        )
    path = target / "articles" / f"{name}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, ARTICLES), path)


def groups(target):
    return {frozenset(row["members"]) for row in table(target)}


def table(target):
    return pq.read_table(target / "releases", schema=RELEASES).to_pylist()


def later(days):
    return DAY + dt.timedelta(days=days)


def test_other_titles_leads_dropped_and_reordered_paragraphs(tmp_path):
    text = release(1)
    marks = [p.replace("만 원", " 만원").replace(",", " ·") for p in text]
    articles = [
        {"id": "b", "body": text, "outlet": "가람일보", "title": "구로구, 골목 고친다"},
        {
            "id": "c",
            "body": ["[다솜신문] 발로 뛰는 구정이다.", *text[1:]],
            "outlet": "다솜신문",
            "day": later(1),
        },
        {"id": "a", "body": [text[3], text[0], text[4]], "outlet": "나루일보", "day": later(2)},
        {"id": "d", "body": marks, "outlet": "라온뉴스", "day": later(1)},
        {"id": "e", "body": text[0], "outlet": "마루타임스"},
        {"id": "x", "body": release(2), "outlet": "가람일보"},
    ]
    write(tmp_path, articles)
    counts = build_releases(tmp_path)
    assert groups(tmp_path) == {frozenset("abcde"), frozenset("x")}
    assert (counts["articles"], counts["releases"], counts["reprinted"], counts["reprints"]) == (6, 2, 1, 4)
    row = next(row for row in table(tmp_path) if row["articles"] == 5)
    assert row["members"] == ["b", "e", "c", "d", "a"]
    assert (row["release_id"], row["first_article"]) == ("b", "b")
    assert (row["first_seen"], row["last_seen"]) == (DAY, later(2))
    assert row["outlets"] == ["가람일보", "마루타임스", "다솜신문", "라온뉴스", "나루일보"]


def bulletins():
    """A bulletin of every day in two outlets: the same words with another place and numbers each day."""
    frame = release(3, 4)
    out = []
    for day in range(40):
        own = sentence(random.Random(1000 + day)) + " " + sentence(random.Random(2000 + day))
        for outlet in ("가람일보", "나루일보"):
            body = [f"{own} {frame[0]}", *frame[1:]]
            out.append({"id": f"{outlet}{day:02}", "body": body, "outlet": outlet, "day": later(day)})
    return out


def test_a_bulletin_of_every_day_is_a_release_of_every_day(tmp_path):
    write(tmp_path, bulletins())
    build_releases(tmp_path)
    assert groups(tmp_path) == {frozenset({f"가람일보{d:02}", f"나루일보{d:02}"}) for d in range(40)}


def test_reprints_come_within_days_and_outlets_matter(tmp_path):
    text, most = release(4, 10), release(4, 10)[:7] + release(5, 3)
    write(
        tmp_path,
        [
            {"id": "a", "body": text, "outlet": "가람일보"},
            {"id": "b", "body": text, "outlet": "가람일보", "day": later(14)},
            {"id": "f", "body": release(15), "outlet": "가람일보"},
            {"id": "g", "body": release(15), "outlet": "나루일보"},
            {"id": "h", "body": release(15), "outlet": "나루일보", "day": later(40)},
            {"id": "d", "body": most, "outlet": "가람일보", "day": later(1)},
            {"id": "e", "body": most, "outlet": "다솜신문", "day": later(2)},
        ],
    )
    build_releases(tmp_path)
    # d has seven tenths of a: enough for another paper (e), not for the same one.
    assert groups(tmp_path) == {frozenset("abde"), frozenset("fg"), frozenset("h")}
    build_releases(tmp_path, rule=Rule(days=3, share=0.95, late=1.0))
    assert frozenset("de") in groups(tmp_path)
    assert frozenset("a") in groups(tmp_path)


def test_without_a_day_only_what_is_nearly_the_same(tmp_path):
    text = release(6, 10)
    write(
        tmp_path,
        [
            {"id": "a", "body": text},
            {"id": "b", "body": text[:9], "day": None},
            {"id": "c", "body": text[:6] + release(7, 4), "day": None},
        ],
    )
    build_releases(tmp_path)
    assert groups(tmp_path) == {frozenset("ab"), frozenset("c")}
    only = [row for row in table(tmp_path) if row["members"] == ["c"]]
    assert (only[0]["first_seen"], only[0]["last_seen"]) == (None, None)


def test_a_bundle_of_releases_does_not_make_them_one(tmp_path):
    big, small = release(8, 6), release(9, 5)
    write(
        tmp_path,
        [
            {"id": "big", "body": big, "outlet": "가람일보"},
            {"id": "small", "body": small, "outlet": "나루일보"},
            {"id": "bundle", "body": big + release(10, 3) + small, "outlet": "다솜신문"},
        ],
    )
    build_releases(tmp_path)
    assert groups(tmp_path) == {frozenset({"big", "bundle"}), frozenset({"small"})}


def test_short_articles_stand_alone(tmp_path):
    write(tmp_path, [{"id": "a", "body": "내일 비가 온다."}, {"id": "b", "body": "내일 비가 온다."}])
    assert build_releases(tmp_path)["releases"] == 2


def test_how_the_input_was_cut_does_not_matter(tmp_path):
    articles = bulletins()[:20] + [
        {"id": f"r{s}{o}", "body": release(s), "outlet": o, "day": later(s)}
        for s in range(5)
        for o in "가나다"
    ]
    write(tmp_path / "one", articles)
    shuffled = random.Random(0).sample(articles, len(articles))
    for i in range(0, len(shuffled), 7):
        write(tmp_path / "many", shuffled[i : i + 7], f"{i:02}")
    build_releases(tmp_path / "one")
    build_releases(tmp_path / "many")
    assert table(tmp_path / "one") == table(tmp_path / "many")


def test_identifiers_stay_as_the_archive_grows(tmp_path):
    first, second = release(11), release(12)
    write(tmp_path, [{"id": "m", "body": first}, {"id": "n", "body": second, "day": later(1)}])
    build_releases(tmp_path)
    parts = {p: p.read_bytes() for p in (tmp_path / "releases").iterdir()}
    build_releases(tmp_path)
    assert {p: p.read_bytes() for p in (tmp_path / "releases").iterdir()} == parts
    write(tmp_path, [{"id": "a", "body": first, "day": later(-1)}, {"id": "z", "body": second}], "b")
    build_releases(tmp_path)
    assert {row["release_id"]: row["members"] for row in table(tmp_path)} == {
        "m": ["a", "m"],
        "n": ["z", "n"],
    }
    assert {row["first_article"] for row in table(tmp_path)} == {"a", "z"}
    # An article that has all of both: the two are one now, and the earlier identifier stays.
    write(tmp_path, [{"id": "k", "body": first[1:] + second[1:], "outlet": "가", "day": later(1)}], "c")
    build_releases(tmp_path, rule=Rule(akin=0))
    assert {row["release_id"] for row in table(tmp_path)} == {"m"}


def test_a_table_that_is_not_whole_is_made_again(tmp_path):
    write(tmp_path, [{"id": i, "body": release(13)} for i in "abc"])
    build_releases(tmp_path)
    before = table(tmp_path)
    (tmp_path / BUILD).unlink()
    (tmp_path / "releases" / "00007.parquet").write_bytes(b"left by a kill")
    (tmp_path / "releases" / "00000.parquet").unlink()
    with pytest.raises(pa.ArrowInvalid):
        table(tmp_path)
    (tmp_path / "releases" / "00007.parquet").unlink()
    build_releases(tmp_path)
    assert table(tmp_path) == before


def test_no_articles(tmp_path):
    with pytest.raises(InputError, match="no articles"):
        build_releases(tmp_path)
    write(tmp_path, [])
    assert build_releases(tmp_path)["releases"] == 0
    assert table(tmp_path) == []


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 20) | st.none(), st.sampled_from([None, "가", "나"])),
        max_size=12,
    )
)
def test_every_article_is_in_exactly_one_release(tmp_path_factory, drawn):
    target = tmp_path_factory.mktemp("t")
    articles = [
        {"id": f"{i:02}", "body": release(s), "day": None if d is None else later(d), "outlet": o}
        for i, (s, d, o) in enumerate(drawn)
    ]
    write(target, articles)
    counts = build_releases(target)
    rows = table(target)
    assert sorted(itertools.chain(*(row["members"] for row in rows))) == [a["id"] for a in articles]
    assert [row["articles"] for row in rows] == [len(row["members"]) for row in rows]
    assert counts["releases"] == len(rows)
    assert len({row["release_id"] for row in rows}) == len(rows)
    assert all(row["release_id"] in row["members"] for row in rows)


def test_rewrites_of_the_corpus(tmp_path):
    """Pages of the corpus that print one of its releases are found; what a journalist wrote anew is not."""
    rows = {row["id"]: row for row in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())}
    articles = []
    for name, row in rows.items():
        title, _, body = row["text"].partition("\n")
        day = row.get("published")
        articles.append(
            {
                "id": name,
                "title": title,
                "body": body.strip(),
                "day": dt.date.fromisoformat(day) if day else None,
                "outlet": name if row.get("rewrite_of") else "보도자료",
            }
        )
    write(tmp_path, articles)
    build_releases(tmp_path)
    pairs = {
        frozenset(pair)
        for row in table(tmp_path)
        for pair in itertools.combinations(row["members"], 2)
    }  # fmt: skip

    def origin(name):
        while (up := rows[name].get("rewrite_of")) in rows:
            name = up
        return name

    assert all(len({origin(name) for name in pair}) == 1 for pair in pairs)
    pages = {
        frozenset((name, origin(name)))
        for name, row in rows.items()
        if row["kind"] == "page" and origin(name) != name
    }
    assert len(pages & pairs) / len(pages) > 0.93


def test_a_run_groups_its_articles(tmp_path):
    rows = [
        {"제목": f"제목 {o}", "본문": "\n\n".join(release(14)), "등록일": "2024-08-09", "언론사": o}
        for o in ("가람일보", "나루일보")
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text(inputs.jsonl(rows), encoding="utf-8")
    summary = klg.tag_archive(source, tmp_path / "out", nlp=inputs.light())
    assert summary["releases"]["releases"] == 1
    assert (
        json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["releases"]["reprints"] == 1
    )
    klg.tag_archive(source, tmp_path / "bare", nlp=inputs.light(), releases=False)
    assert not (tmp_path / "bare" / "releases").exists()
    shown = CliRunner().invoke(app, ["releases", str(tmp_path / "bare")])
    assert shown.exit_code == 0
    assert shown.output.splitlines() == [
        "releases: 1, of which 1 in several articles (1 reprints)",
        "counted by release: entities: 0, awards: 0, quotes: 0",
    ]
    assert CliRunner().invoke(app, ["releases", str(tmp_path / "none")]).exit_code == 1


def told_three_times(folder):
    """A release with an honour and a quote that three papers print, and another one."""
    honour = "가람구는 ‘2023년 전국 지방자치단체 일자리 대상’에서 우수상을 받았다고 9일 밝혔다. 문헌일 가람구청장은 “구민 덕분”이라고 말했다."
    first = "\n\n".join([honour.replace("가람구", "서울 구로구"), *release(3)])
    other = "\n\n".join(["서울 구로구는 10일 청년센터를 열었다고 밝혔다.", *release(5)])
    rows = [
        {"제목": f"제목 {i}", "본문": text, "등록일": "2024-08-09", "언론사": paper}
        for i, (text, paper) in enumerate(
            [(first, "가람일보"), (first, "나루신문"), (first, "다솜신문"), (other, "가람일보")]
        )
    ]
    path = folder / "rows.jsonl"
    path.write_text(inputs.jsonl(rows), encoding="utf-8")
    return path


def test_every_summary_counts_releases(tmp_path, nlp):
    source = told_three_times(tmp_path)
    summary = klg.tag_archive(source, tmp_path / "out", nlp=nlp, progress=False)
    counts = summary["releases"]
    assert (summary["rows"]["articles"], counts["releases"], counts["reprints"]) == (4, 2, 2)
    assert summary["rows"]["awards"] == 3 * counts["rows"]["awards"] > 0
    assert summary["rows"]["quotes"] == 3 * counts["rows"]["quotes"] > 0
    with klg.open_run(tmp_path / "out") as run:
        assert run.summary["releases"] == counts
        once = run.sql(
            "select count(*) as n from entities where article_id in (select first_article from releases)"
        )
        assert once["n"].tolist() == [counts["rows"]["entities"]]
        assert run.view("quoted")["quotes"].sum() == counts["rows"]["quotes"]
    assert counts["rows"]["entities"] < summary["rows"]["entities"]
    shown = CliRunner().invoke(app, ["releases", str(tmp_path / "out"), "--share", "1.01"])
    assert shown.exit_code == 2
    shown = CliRunner().invoke(app, ["releases", str(tmp_path / "out"), "--days", "0"])
    lines = shown.output.splitlines()
    assert lines[0] == f"releases: 2, of which 1 in several articles ({counts['reprints']} reprints)"
    assert lines[1].startswith(f"counted by release: entities: {counts['rows']['entities']}, awards: ")


def test_grouped_anew_by_another_rule_the_summary_says_so(tmp_path):
    rows = [
        {"제목": "제목", "본문": "\n\n".join(release(14)), "등록일": f"2024-08-{day}", "언론사": paper}
        for day, paper in (("01", "가람일보"), ("09", "나루일보"))
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text(inputs.jsonl(rows), encoding="utf-8")
    target = tmp_path / "out"
    klg.tag_archive(source, target, nlp=inputs.light(), progress=False)
    assert klg.open_run(target).summary["releases"]["releases"] == 1
    made = build_releases(target, rule=Rule(days=3, share=0.95, late=1.01))
    assert made["releases"] == 2
    assert klg.open_run(target).summary["releases"] == made
    assert klg.open_run(target).summary["inputs"] == 2
    (target / "run.json").unlink()
    build_releases(target)
    assert not (target / "run.json").exists(), "a run that has not ended has no summary"
