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
