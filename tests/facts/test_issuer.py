from __future__ import annotations

import pytest
import spacy

from kr_localgov_nlp.extensions import PUBLISHED, register
from kr_localgov_nlp.facts.issuer import HOMES, IssuerRecorder, issuer_records
from kr_localgov_nlp.gazetteer import load_gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer(heads=False)


def test_code_and_name_are_those_of_the_day(gazetteer):
    entity = gazetteer.governments.at("강원특별자치도 강릉시", "2024-03-10")[0].entity_id
    named = {
        day: issuer_records([[entity, 5.0, ["opens the title"]]], day, gazetteer)[0]
        for day in ("2022-03-10", "2024-03-10")
    }
    assert named["2022-03-10"]["name"] == "강원도 강릉시"
    assert named["2024-03-10"]["name"] == "강원특별자치도 강릉시"
    assert named["2022-03-10"]["government"].startswith("42")
    assert named["2024-03-10"]["government"].startswith("51")


def test_no_date_gives_a_code_only_where_it_never_changed(gazetteer):
    moved = gazetteer.governments.at("강원특별자치도 강릉시", "2024-03-10")[0].entity_id
    records = issuer_records([["1153000000", 5.0, []], [moved, 4.0, []]], None, gazetteer)
    assert [(r["government"], r["name"]) for r in records] == [
        ("1153000000", "서울특별시 구로구"),
        ("", "강릉시"),
    ]


def test_unknown_entities_are_left_out_and_tuples_of_docbin_are_read(gazetteer):
    homes = (("no such id", 9.0, ("x",)), ("1153000000", 5.0, ("opens the title", "picture credit")))
    assert issuer_records(homes, "2024-09-11", gazetteer) == [
        {
            "government": "1153000000",
            "name": "서울특별시 구로구",
            "evidence": ["opens the title", "picture credit"],
        }
    ]


def test_component_reads_what_the_linker_left(gazetteer):
    register()
    doc = spacy.blank("xx")("구로구")
    component = IssuerRecorder(gazetteer)
    assert component(doc)._.issuer == []
    doc.user_data[HOMES] = [["1153000000", 5.0, ["opens the title"]]]
    doc.user_data[PUBLISHED] = "2024-09-11"
    assert [r["government"] for r in component(doc)._.issuer] == ["1153000000"]
