from __future__ import annotations

from pathlib import Path

import pytest

from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.training.markup import parse, read_marked

RELEASES = Path(__file__).parent.parent.parent / "corpus" / "releases"
HEAD = "id: a\nkind: release\npublished: 2024-09-11\nissuer: 서울특별시 구로구\ndomains: jobs\ngenre: opening\nlinks: 구로구 = 서울특별시 구로구\n---\n"


def marked(body, records=""):
    return HEAD + body + "\n---\n" + records


def test_entities_quotes_and_records_point_into_the_text():
    source = marked(
        "⟦구로구|DISTRICT⟧가 ⟦우수상|PRIZE⟧을 받았다. ⟦문헌일|HEAD|서울특별시 구로구⟧ 구로구청장은 “⟪1:함께 ⟦52명|QUANTITY⟧이 했다⟫”고 했다.",
        "quote 1: speaker = 문헌일; role = 구로구청장\naward: recipient = 서울특별시 구로구; prize = 우수상; year = 2024\n",
    )
    m = parse(source)
    assert [(m.text[s:e], label) for s, e, label, _ in m.entities] == [
        ("구로구", "DISTRICT"),
        ("우수상", "PRIZE"),
        ("문헌일", "HEAD"),
        ("52명", "QUANTITY"),
    ]
    assert m.quotes[0]["text"] == "함께 52명이 했다"
    assert [m.text[a:b] for a, b in m.quotes[0]["spans"]] == ["함께 52명이 했다"]
    assert m.awards[0] == {
        "recipient": "서울특별시 구로구",
        "award": None,
        "year": 2024,
        "category": None,
        "prize": "우수상",
        "giver": None,
    }


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("id: a\n", "two lines of three hyphens"),
        (HEAD.replace("genre", "gender") + "가\n---\n", "no such key"),
        (HEAD.replace("kind: release", "kind: poem") + "가\n---\n", "kind 'poem'"),
        (HEAD.replace("kind: release", "kind: page") + "가\n---\n", "page: FILE NUMBER"),
        (HEAD.replace("kind: release", "kind: page\npage: 01_a.html") + "가\n---\n", "page: FILE NUMBER"),
        (
            HEAD.replace("kind: release", "kind: release\npage: 01_a.html 1") + "가\n---\n",
            "page: FILE NUMBER",
        ),
        (marked("⟦구로구|CITY⟧"), "no entity mark"),
        (marked("⟦금천구|DISTRICT⟧"), "has no link"),
        (marked("⟦구로구|DISTRICT"), "not closed"),
        (marked("구로구|DISTRICT⟧"), "⟧ without ⟦"),
        (marked("⟪1:말⟫"), "without a record"),
        (marked("말", "quote 1: speaker = 가"), "no ⟪1:…⟫"),
        (marked("말", "award: year = 올해"), "no number"),
        (marked("말", "award: winner = 가"), "unknown: winner"),
        (marked("말", "medal: a = b"), "no record"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_reason(source, reason):
    with pytest.raises(TableError, match=reason) as caught:
        parse(source, "a.txt")
    assert str(caught.value).startswith("a.txt")


@pytest.mark.parametrize("path", sorted(RELEASES.glob("*.txt")), ids=lambda p: p.stem)
def test_every_written_release_is_well_formed(path):
    m = read_marked(path)
    assert m.head["id"] == path.stem
    assert m.head["kind"] != "release" or 350 <= len(m.text) <= 1500
    assert all(m.text[s:e].strip() == m.text[s:e] != "" for s, e, _, _ in m.entities)
