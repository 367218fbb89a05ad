"""DISTRICT and MINISTRY: table hits and what their context makes of them."""

from __future__ import annotations

import pytest

from kr_localgov_nlp.entities.districts import DistrictFinder
from kr_localgov_nlp.entities.ministries import MinistryFinder
from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
from tests.entities.marked import load_cases, unmark

G = load_gazetteer(heads=False)
MATCHER = NameMatcher(G)
CASES = [("districts", c) for c in load_cases("districts")] + [
    ("ministries", c) for c in load_cases("ministries")
]


@pytest.mark.parametrize(("kind", "case"), CASES, ids=lambda v: v["text"][:25] if isinstance(v, dict) else v)
def test_marked_sentences(kind, case):
    finder = DistrictFinder(G) if kind == "districts" else MinistryFinder(G.ministries)
    text, want = unmark(case["text"])
    found = sorted((c.start, c.end) for c in finder.find(text, MATCHER(text)))
    known = case.get("known_failure")
    if known and found != want:
        pytest.xfail(known)
    assert not known, "this known failure is mended: take the mark away"
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in want]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("함평 나비대축제가 열린다.", "함평 나비대축제", "EVENT"),
        ("순천 소방서는 훈련을 했다.", "순천 소방서", "ORG"),
        ("경기 뒤 강원 FC가 웃었다.", "강원 FC", "ORG"),
        ("여수 엑스포역에서 내렸다.", "여수 엑스포역", "PLACE"),
        ("순천 향교에서 제례를 올렸다.", "순천 향교", "PLACE"),
        ("제주-목포 항로를 넓혔다.", "제주-목포 항로", "PLACE"),
        ("여수·광양항을 둘러봤다.", "여수·광양항", "PLACE"),
        ("광주-대구 고속철도를 놓는다.", "광주-대구 고속철도", "PLACE"),
    ],
)
def test_fixed_names_that_begin_with_a_stem_win_by_length(text, name, label, nlp):
    assert (name, label) in {(e.text, e.label_) for e in nlp(text).ents}


def test_no_route_is_where_governments_only_stand_side_by_side():
    text = "목포·여수 항만과 부산항·인천항을 잇고 나주·화순이 나섰다."
    found = DistrictFinder(G).find(text, MATCHER(text))
    assert [(text[c.start : c.end], c.label) for c in found] == [
        (name, "DISTRICT") for name in ("목포", "여수", "나주", "화순")
    ]


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("장관은 공주 산성시장을 찾았다.", ["공주"]),
        ("이어 경주 감포읍을 둘러봤다.", ["경주"]),
        ("공주 이야기를 산성시장에서 들었다.", []),
        ("진주 산성시장이라는 말은 없다.", []),
    ],
)
def test_what_is_its_own_vouches_for_a_name_that_is_a_word(text, districts, nlp):
    assert [e.text for e in nlp(text).ents if e.label_ == "DISTRICT"] == districts


def test_the_members_of_a_list_of_bodies_are_bodies():
    text = (
        "인천·경기·경남교육청 전시관과 구리·대구·함평병원, 무안·양양공항을 돌았고 부산시 컨소시엄이 맡았다."
    )
    found = sorted(DistrictFinder(G).find(text, MATCHER(text)), key=lambda c: (c.start, c.end))
    assert [(text[c.start : c.end], c.label) for c in found] == [
        ("인천", "ORG"),
        ("경기", "ORG"),
        ("구리", "ORG"),
        ("대구", "ORG"),
        ("무안", "PLACE"),
        ("부산시", "DISTRICT"),
        ("부산시 컨소시엄", "ORG"),
    ]
