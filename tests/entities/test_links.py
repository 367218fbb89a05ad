from __future__ import annotations

import pytest

import kr_localgov_nlp as klg
from tests.entities.marked import load_cases


def link_of(ent):
    return ent._.agency if ent.label_ == "MINISTRY" else ent._.government


@pytest.mark.parametrize("case", load_cases("links"), ids=lambda c: f"{c['text'][:18]} {c['published']}")
def test_links_as_of_the_day(case, nlp):
    doc = klg.analyze(case["text"], published=case["published"], issuer=case.get("issuer"), nlp=nlp)
    linked = {ent.text: ent for ent in doc.ents if ent.label_ in ("HEAD", "DISTRICT", "MINISTRY")}
    found = {text: link_of(ent) for text, ent in linked.items()}
    assert found == {text: link for text, link in case["links"].items() if link is not None}
    for name, term in case.get("terms", {}).items():
        assert linked[name]._.term == term
    for name, flag in case.get("flags", {}).items():
        assert linked[name]._.link["flag"] == flag
    for name in case.get("not_heads", []):
        assert name not in {ent.text for ent in doc.ents if ent.label_ == "HEAD"}


def test_an_unresolved_link_says_so_with_its_candidates(nlp):
    ent = klg.analyze("중구는 협약을 맺었다.", published="2024-08-12", nlp=nlp).ents[0]
    assert ent._.link["status"] == "unresolved"
    assert {c["name"] for c in ent._.candidates} >= {"서울특별시 중구", "울산광역시 중구"}
    assert ent.kb_id_ == ""


def test_every_entity_says_where_it_came_from(nlp):
    text = "문헌일 구로구청장은 10일 구로구청에서 52명과 1억 2천만 원짜리 사업을 논의했다."
    doc = klg.analyze(text, published="2024-08-12", nlp=nlp)
    assert len(doc.ents) >= 5
    assert all(ent._.source and 0 < ent._.confidence <= 1 for ent in doc.ents)


def test_today_is_never_assumed(nlp):
    doc = nlp("나주시는 지난 5일 올해 축제를 열었다.")
    assert doc._.published is None
    assert {ent._.government for ent in doc.ents if ent.label_ == "DISTRICT"} == {""}
    assert {ent._.value for ent in doc.ents if ent.label_ == "DATE"} == {None}


def heads_of(text, day, nlp):
    doc = klg.analyze(text, published=day, nlp=nlp)
    return [
        (ent.text, ent._.government, ent._.link.get("flag", "")) for ent in doc.ents if ent.label_ == "HEAD"
    ]


def test_two_heads_of_one_name_in_one_text(nlp):
    text = (
        "최문순 강원도지사와 최문순 화천군수가 만났다. 최문순 군수는 산천어를, 최문순 지사는 감자를 자랑했다."
    )
    found = heads_of(text, "2015-01-12", nlp)
    assert [code for _, code, _ in found] == ["4200000000", "4279000000", "4279000000", "4200000000"]


def test_a_bare_name_stays_open_where_two_of_the_name_are_told_and_not_where_one_held_two_offices(nlp):
    two = klg.analyze(
        "이름 같은 두 최문순\n\n최문순 강원도지사와 최문순 화천군수가 만났다.",
        published="2019-05-01",
        nlp=nlp,
    )
    bare, *titled = [e for e in two.ents if e.text == "최문순"]
    assert (bare._.government, bare._.link["status"]) == ("", "unresolved")
    assert {c["name"] for c in bare._.candidates} == {"강원도", "강원도 화천군"}
    assert [e._.government for e in titled] == ["4200000000", "4279000000"]
    one = klg.analyze(
        "김종식 목포시장은 완도를 찾았다. 전 완도군수 김종식을 주민들이 반겼다. 김종식은 웃었다.",
        published="2019-05-01",
        nlp=nlp,
    )
    assert all(e._.link["status"] == "resolved" for e in one.ents if e.text == "김종식")


def test_a_former_head_by_a_bare_title_is_found_in_the_table(nlp):
    found = heads_of("고성군(군수 최평호)은 하학열 전 군수 때 짠 계획을 잇는다.", "2015-08-06", nlp)
    assert found[1] == ("하학열", "4882000000", "former")


def test_a_name_that_no_table_has_takes_the_government_that_speaks(nlp):
    text = "구로구는 10일 골목 잔치를 열었다고 밝혔다. 박가람 구청장은 “이웃이 힘이다”라고 말했다. 구로구 주민 80명이 모였다."
    assert heads_of(text, "2024-08-12", nlp) == [("박가람", "1153000000", "not_in_heads_table")]
