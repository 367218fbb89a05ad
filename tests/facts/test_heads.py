from __future__ import annotations

import pytest
import spacy

from kr_localgov_nlp.extensions import register
from kr_localgov_nlp.facts.heads import HeadRecorder, head_records


def doc_of(text: str, mentions: list[tuple[str, str, str, str, str]]):
    """Doc with HEAD entities in order: name, kb id, office, government, term."""
    register()
    doc = spacy.blank("xx")(text)
    spans, at = [], 0
    for name, kb, *_ in mentions:
        at = text.index(name, at)
        spans.append(doc.char_span(at, at + len(name), label="HEAD", kb_id=kb))
        at += len(name)
    doc.ents = spans
    for span, (_, _, office, government, term) in zip(doc.ents, mentions, strict=True):
        span._.office, span._.government, span._.term = office, government, term
    return doc


def test_one_record_for_all_mentions_of_a_head_with_the_fullest_office():
    doc = doc_of(
        "임택 구청장은 갔다. 임택 동구청장은 왔다. 임택 은 남았다.",
        [
            ("임택", "", "구청장", "", ""),
            ("임택", "p1", "동구청장", "2911000000", "민선 7기"),
            ("임택", "", "", "", ""),
        ],
    )
    assert head_records(doc.ents) == [
        {
            "person": "임택",
            "office": "동구청장",
            "government": "2911000000",
            "term": "민선 7기",
            "spans": [[0, 2], [12, 14], [25, 27]],
        }
    ]


def test_namesakes_with_different_links_are_two():
    doc = doc_of(
        "최문순 강원도지사와 최문순 화천군수",
        [
            ("최문순", "최문순#4200", "강원도지사", "4200000000", "민선 7기"),
            ("최문순", "최문순#4278", "화천군수", "4279000000", "민선 7기"),
        ],
    )
    assert [(r["office"], len(r["spans"])) for r in head_records(doc.ents)] == [
        ("강원도지사", 1),
        ("화천군수", 1),
    ]


def test_spaces_inside_a_name_do_not_make_another_person():
    doc = doc_of(
        "문 인 북구청장 그리고 문인 구청장",
        [("문 인", "", "북구청장", "", ""), ("문인", "", "구청장", "", "")],
    )
    assert [r["person"] for r in head_records(doc.ents)] == ["문인"]


def test_order_is_that_of_first_mention_and_other_labels_do_not_count():
    doc = doc_of(
        "김미경 은평구청장, 박강수 마포구청장",
        [("김미경", "", "은평구청장", "", ""), ("박강수", "", "마포구청장", "", "")],
    )
    assert [r["person"] for r in head_records(doc.ents)] == ["김미경", "박강수"]
    other = spacy.blank("xx")("김미경 기자")
    other.ents = [other.char_span(0, 3, label="PERSON")]
    assert head_records(other.ents) == []


@pytest.mark.parametrize("text", ["", " ", "아무도 없다."])
def test_component_writes_an_empty_list(text):
    register()
    assert HeadRecorder()(spacy.blank("xx")(text))._.heads == []
