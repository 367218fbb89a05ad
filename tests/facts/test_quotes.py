from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.facts.quote_marks import quoted
from kr_localgov_nlp.facts.quote_names import TITLE, spaced
from kr_localgov_nlp.facts.quote_people import People, Person
from kr_localgov_nlp.facts.quotes import QuoteFinder, find_quotes
from kr_localgov_nlp.facts.speakers import find_speaker

CASES = json.loads((Path(__file__).parent / "cases" / "quotes.json").read_text(encoding="utf-8"))
PIECES = [
    "윤병태 나주시장은 ", "시 관계자는 ", "“", "”", '"', "‘", "’", "'", "`", "「", "」", "\n", " ", "\u00a0",
    "라며 ", "라고 말했다. ", "고 밝혔다.", "것", "을 당부했다. ", "최선을 다하겠다", "이어 ", "면서",
    "다며 ", ", ", "(", ")", "나주시(시장 윤병태)는 ", "…", "김", "ㅇ ", "□ ", "😀", "é", "각", "\\",
]  # fmt: skip


def people_of(case: dict) -> list[Person]:
    people = []
    for name, label in case.get("people", ()):
        start = case["text"].find(name)
        while start >= 0:
            people.append(Person(start, start + len(name), name, label))
            start = case["text"].find(name, start + 1)
    return sorted(people)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:32])
def test_cases(case):
    text = case["text"]
    found = [
        {"speaker": q.speaker, "role": q.role, "spans": [text[a:b] for a, b in q.spans]}
        for q in find_quotes(text, people_of(case))
    ]
    if case.get("known_failure") and found != case["quotes"]:
        pytest.xfail(case["known_failure"])
    assert not case.get("known_failure"), "this known failure is mended: take the mark away"
    assert found == case["quotes"]


def test_enough_cases():
    assert len(CASES) >= 50


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_lie_in_the_text_and_do_not_overlap(text):
    last = 0
    for q in quoted(text):
        assert last <= q.left <= q.start < q.end <= q.right <= len(text)
        last = q.right
    for quote in find_quotes(text):
        assert quote.spans
        assert quote.text(text) == " ".join(text[a:b] for a, b in quote.spans)
        assert all(0 <= a < b <= len(text) for a, b in quote.spans)
        assert quote.spans == sorted(quote.spans)
        assert quote.person is None or text[slice(*quote.person)].replace(" ", "") == quote.speaker


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text):
    find_quotes(text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    [
        "“", "”", '"', "‘", "'", "「", "“가", "”라며 ", "다며 “", "김 ", "은 ", "가나다은 “", "“다라고 ",
        "\n",        "ㅇ “ㅁ”고 ", "(", "김이박 장은 “가나다라마바사아다”고 ", "“가다”, ",
    ],
)  # fmt: skip
def test_hostile_texts_end(piece):
    # A search that is quadratic in the text would run for many minutes and into the limit.
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    for quote in find_quotes(text):
        assert all(0 <= a < b <= len(text) for a, b in quote.spans)


def test_component_links_heads():
    import spacy

    from kr_localgov_nlp.extensions import register

    register()
    text = "문헌일 구로구청장은 “약속을 지키겠다”고 말했다. 이광재 총장은 “기록이 힘”이라고 답했다."
    doc = spacy.blank("xx")(text)
    doc.ents = [
        doc.char_span(0, 3, "HEAD"),
        doc.char_span(text.index("이광재"), text.index("이광재") + 3, "PERSON"),
    ]
    doc.ents[0]._.government = "1153000000"
    doc = QuoteFinder()(doc)
    assert [(q["speaker"], q["link"], q["label"]) for q in doc._.quotes] == [
        ("문헌일", "1153000000", "HEAD"),
        ("이광재", "", "PERSON"),
    ]
    for quote in doc._.quotes:
        assert quote["text"] == " ".join(text[a:b] for a, b in quote["spans"])


def test_a_body_is_no_part_of_a_name():
    import spacy

    from kr_localgov_nlp.extensions import register

    register()
    text = "배하람 KRTI 원장은 “바다가 곧 길이다”라고 말했다."
    doc = spacy.blank("xx")(text)
    doc.ents = [doc.char_span(0, 8, "PERSON")]
    (quote,) = QuoteFinder()(doc)._.quotes
    assert (quote["speaker"], quote["role"], quote["label"]) == ("배하람", "KRTI 원장", "PERSON")


def test_a_known_body_is_no_foreigner():
    text = "그레이트 시티(Great Cita)가 “함께 가자”고 말했다."
    (person,) = find_quotes(text)
    assert person.speaker == "그레이트시티"
    assert [q.speaker for q in find_quotes(text, others=[(0, 7)])] == [None]


@pytest.mark.parametrize(
    ("word", "rank"),
    [("상사", True), ("육군상사", True), ("예비역중위", True), ("무역상사", False), ("분과소위", False)],
)
def test_ranks_stand_alone_or_behind_the_force(word, rank):
    assert bool(TITLE.search(word)) is rank


@pytest.mark.parametrize("words", ["하 루", "주 말", "고 향", "이 때", "한 결"])
def test_nouns_with_a_blank_are_no_names(words):
    assert not spaced(*words.split())


def test_a_bullet_is_no_part_of_the_speaker():
    text = "ㅇ구청장은 “"
    speaker = find_speaker(text, 0, len(text) - 1, [])
    assert speaker is not None
    assert text[speaker.start : speaker.end] == speaker.role == "구청장"


def test_a_surname_is_looked_up_once(monkeypatch):
    text = "김하나 국장이 왔다. " + "김 국장은 “길을 새로 내겠다”고 말했다. " * 30
    asked = []
    find = People.surnamed
    monkeypatch.setattr(People, "surnamed", lambda self, s: asked.append(s) or find(self, s))
    quotes = find_quotes(text, [Person(0, 3, "김하나")])
    assert {q.speaker for q in quotes} == {"김하나"}
    assert asked == ["김"]
