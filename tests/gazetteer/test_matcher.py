"""The matcher on marked sentences, and what must hold on any text."""

from __future__ import annotations

import json
import pickle
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.gazetteer import Gazetteer, NameMatcher, load_gazetteer
from kr_localgov_nlp.gazetteer.tables import squeeze

FILE = json.loads((Path(__file__).parent / "cases" / "matcher.json").read_text(encoding="utf-8"))
CASES, FRAGMENTS = FILE["cases"], FILE["fragments"]
MARK = re.compile(r"⟦([^|⟧]+)\|([a-z-]+)(\??)⟧")


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str, bool]]]:
    text, spans, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), mark[2], not mark[3]))
        text += mark[1]
        last = mark.end()
    return text + marked[last:], spans


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_marked_sentences(case, matcher):
    text, expected = unmark(case["text"])
    skip = case.get("skip", ())
    hits = [hit for hit in matcher(text) if hit.kind not in skip]
    found = [(hit.start, hit.end, hit.kind, hit.guarded) for hit in hits]
    assert [(text[a:b], *rest) for a, b, *rest in found] == [(text[a:b], *rest) for a, b, *rest in expected]
    assert found == expected
    for name, keys in case.get("keys", {}).items():
        assert [sorted(hit.keys) for hit in hits if text[hit.start : hit.end] == name] == [sorted(keys)]


def test_there_are_enough_cases():
    assert len(CASES) >= 40
    assert sum("?⟧" in case["text"] for case in CASES) >= 15


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("서울시 구로구", ["서울시", "구로구"]),
        ("전남나주에서", ["전남", "나주"]),
        ("경기도 성남시 분당구청", ["경기도", "성남시", "분당구청"]),
        ("구로구청장", ["구로", "구청장"]),
        ("동구청장", ["동구", "청장"]),
        ("나주시장", ["나주", "시장"]),
        ("지방자치단체 일자리대상", ["지방자치단체", "일자리", "대상"]),
        ("재난관리평가", ["재난관리", "평가"]),
        ("구로구", []),
    ],
)
def test_words_inside_a_name(text, inner, matcher):
    assert [text[a:b] for a, b in matcher(text)[0].inner] == inner


def forms(gazetteer: Gazetteer) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    names["award"] = {form for award in gazetteer.awards for form in gazetteer.awards.forms(award)}
    names["ministry"] = {
        squeeze(form) for agency in gazetteer.ministries for form in gazetteer.ministries.forms(agency)
    }
    names["head"] = set(gazetteer.heads.names())
    names["agency-org"] = {
        squeeze(form) for org in gazetteer.organisations.values() for form in (org.name, *org.short_names)
    }
    return names


texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join),
)


@settings(max_examples=400, deadline=None)
@given(text=texts)
def test_any_text(text, matcher, gazetteer):
    known = forms(gazetteer)
    last: dict[str, int] = {}
    for hit in matcher(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.keys
        name = text[hit.start : hit.end]
        assert not name[0].isspace()
        assert not name[-1].isspace()
        assert hit.start >= last.get(hit.kind, 0), "hits of one kind do not overlap"
        last[hit.kind] = hit.end
        if hit.kind in known:
            assert squeeze(name) in known[hit.kind]
        elif hit.kind == "government":
            assert {gov.code for gov in gazetteer.governments.at(name)} >= set(hit.keys)
        else:
            assert hit.kind == "office"
            assert name.endswith(("장", "군수", "지사"))
        edges = [edge for pair in hit.inner for edge in pair]
        assert edges == sorted(edges)
        if hit.inner:
            assert (edges[0], edges[-1]) == (hit.start, hit.end)
            assert all(a < b for a, b in hit.inner)


def test_surroundings_do_not_move_a_hit(matcher):
    rng = random.Random(7)
    for _ in range(200):
        left = "".join(rng.choice("가나다 \n.,😀") for _ in range(rng.randrange(20))) + " "
        text = left + "경남 고성군"
        hit = next(hit for hit in matcher(text) if hit.end == len(text))
        assert (hit.start, hit.guarded) == (len(left), True)


@pytest.mark.parametrize(
    "text",
    [
        "구" * 50_000,
        "서울 구로구 " * 5_000,
        "전국 " + " " * 50_000 + "지방자치단체 일자리대상",
        "문헌일 구로구청장" * 5_000,
        "나주에서에게로부터까지는도" * 4_000,
        "대한민국 도시 대상" * 5_000,
        "\u00a0" * 50_000,
        "",
    ],
)
def test_long_and_odd_texts(text, matcher):
    hits = matcher(text)
    assert hits == sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.kind))


def test_names_do_not_join_across_a_blank_line(matcher):
    assert matcher("지방자치단체\n\n일자리대상")[0].start == len("지방자치단체\n\n")
    assert next(hit.keys for hit in matcher("부산\n중구")) == ("2600000000",)


def test_without_the_table_of_heads():
    match = NameMatcher(load_gazetteer(heads=False))
    assert [hit.kind for hit in match("문헌일 구로구청장")] == ["office"]


def test_the_users_names():
    extra = [
        {"kind": "place", "name": "별빛내린천", "aliases": "별빛내린 천변"},
        {"kind": "org", "name": "가온마을협동조합"},
        {"kind": "program", "name": "온동네 나눔 곳간"},
        {"kind": "head", "name": "한가람", "government": "경기도 구리시"},
        {"kind": "award", "name": "우리동네 정원상"},
        {"kind": "government", "code": "4199000000", "name": "경기도 새빛시"},
    ]
    match = NameMatcher(Gazetteer(extra=extra))
    text = "한가람 구리시장과 경기 새빛시는 별빛내린천에서 가온마을협동조합의 "
    text += "‘온동네나눔곳간’에 우리동네정원상을 줬다."
    assert [(text[h.start : h.end], h.kind) for h in match(text)] == [
        ("한가람", "head"),
        ("구리시장", "office"),
        ("경기 새빛시", "government"),
        ("별빛내린천", "place"),
        ("가온마을협동조합", "agency-org"),
        ("온동네나눔곳간", "program"),
        ("우리동네정원상", "award"),
    ]
    again = pickle.loads(pickle.dumps(match))
    assert again(text) == match(text)
    assert NameMatcher().from_bytes(match.to_bytes())(text) == match(text)
