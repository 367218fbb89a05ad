"""Rows of the user's own."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.gazetteer import Gazetteer, load_gazetteer

GOOD = """kind,name,aliases,code,government,office,valid_from,valid_to,successor,label
head,한가람,,,경기도 구리시,,2027-01-01,2028-12-31,,
head,송누리,,,4681000000,강진군수 권한대행,2027-03-01,,,
government,경기도 새빛시,새빛,4199000000,,,2027-01-01,,,
government,경기도 새빛시 아침구,,4199100000,,,2027-01-01,,,
ministry,미래정책부,미정부,,,,2027-01-01,,,
place,별빛내린천,별빛내린 천변,,,,,,,하천
"""


@pytest.fixture
def table(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "own.csv"
        path.write_text(text, encoding=encoding)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_csv(table, encoding):
    own = Gazetteer(extra=[table(GOOD, encoding)])
    assert [term.office_title for term in own.heads.of("구리시", "2027-05-01")] == ["구리시장"]
    acting = own.heads.named("송누리", "2027-05-01")[0]
    assert (acting.status, acting.office_title) == ("acting", "강진군수 권한대행")
    assert acting.entity_id == "1278000000", "the entity outlives its old code"
    gov = own.governments.at("경기 새빛시", "2027-05-01")[0]
    assert (gov.code, gov.level, gov.parent_code, gov.office_title) == (
        "4199000000",
        "기초",
        "4100000000",
        "새빛시장",
    )
    assert own.governments.at("새빛", "2026-12-31") == []
    assert own.governments["4199100000"].level == "일반구"
    assert own.ministries.at("미정부", date(2027, 5, 1))[0].name == "미래정책부"
    assert [name.label for name in own.extra_names] == ["하천"]
    assert own.version.startswith("2026-11-21+")


def test_rows_can_be_saved_and_given_again(table):
    first = Gazetteer(extra=[table(GOOD)])
    rows = json.loads(json.dumps(first.extra_rows, ensure_ascii=False))
    second = Gazetteer(extra=rows)
    assert second.extra_rows == first.extra_rows
    assert second.heads.named("한가람") == first.heads.named("한가람")


def test_a_changed_file_is_read_again(table):
    path = table(GOOD)
    before = load_gazetteer(extra=[path])
    assert load_gazetteer(extra=[str(path)]) is before
    path.write_text(GOOD + "place,새별천,,,,,,,,\n", encoding="utf-8")
    assert len(load_gazetteer(extra=[path]).extra_names) == 2


def test_ours_stay_as_they_are(table):
    own = Gazetteer(extra=[table(GOOD)])
    ours = load_gazetteer()
    assert len(own.governments) == len(ours.governments) + 2
    assert len(own.heads) == len(ours.heads) + 2
    assert "한가람" not in ours.heads


HEADER = "kind,name,aliases,code,government,valid_from,valid_to\n"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("mayor,한가람,,,경기도 구리시,,", "kind is 'mayor'"),
        ("head,,,,경기도 구리시,,", "name is empty"),
        ("head,한가람,,,,,", "government is empty"),
        ("head,한가람,,,새빛시,,", "'새빛시' is no government, or several"),
        ("head,한가람,,,고성군,,", "'고성군' is no government, or several"),
        ("head,한가람,,,경기도 구리시,2027-1-1,", "valid_from is no date"),
        ("head,한가람,,,경기도 구리시,2027-02-01,2027-01-01", "is before valid_from"),
        ("government,경기도 새빛시,,41990,,,", "no 10-digit code"),
        ("government,경기도 새빛,,4199000000,,,", "ends in none of"),
        ("government,새빛시,,4199000000,없는도,,", "government '없는도' is no government"),
        ("place,별빛내린천,;,,,,", "aliases holds an empty value"),
        ("place,별빛내린천,,,,", "has 6 cells, the header 7"),
    ],
)
def test_wrong_rows_name_file_and_line(row, reason, table):
    with pytest.raises(TableError, match=reason) as caught:
        Gazetteer(extra=[table(HEADER + "place,불광천,,,,,\n" + row + "\n")])
    assert (caught.value.file, caught.value.row) == ("own.csv", 3)


def test_twice_the_same_row(table):
    with pytest.raises(TableError, match=r"line 3: .*stands in line 2 already"):
        Gazetteer(extra=[table(HEADER + "place,불광천,,,,,\n" * 2)])


@pytest.mark.parametrize(
    ("text", "reason"), [("", "missing columns"), ("kind,name,colour\n", "unknown columns")]
)
def test_wrong_headers(text, reason, table):
    with pytest.raises(TableError, match=reason):
        Gazetteer(extra=[table(text)])


def test_wrong_dicts():
    with pytest.raises(TableError, match="unknown columns"):
        Gazetteer(extra=[{"kind": "place", "name": "불광천", "colour": "푸름"}])
    with pytest.raises(TableError, match="successor"):
        Gazetteer(extra=[{"kind": "ministry", "name": "미래정책부", "successor": "없는부"}])


def test_a_missing_file(tmp_path):
    with pytest.raises(TableError, match=r"none\.csv"):
        Gazetteer(extra=[tmp_path / "none.csv"])


def test_the_users_head_ends_our_term():
    row = {"kind": "head", "name": "한가람", "government": "4131000000", "valid_from": "2027-01-01"}
    own = Gazetteer(extra=[row])
    assert len(own.heads.of("구리시", "2026-12-31")) == 1
    assert [term.person for term in own.heads.of("구리시", "2027-01-01")] == ["한가람"]


def test_the_users_row_replaces_ours():
    ours = load_gazetteer().heads.of("구리시", "2026-10-01")[0]
    row = {"kind": "head", "name": ours.person, "government": ours.code, "valid_from": str(ours.valid_from)}
    own = Gazetteer(extra=[row | {"valid_to": "2027-03-31", "term": ours.term}])
    assert [term.valid_to for term in own.heads.of("구리시", "2026-10-01")] == [date(2027, 3, 31)]
    assert own.heads.of("구리시", "2027-04-01") == []


@pytest.mark.parametrize("term", ["민선9기", "민선 9기"])
def test_a_term_is_shown_with_one_space(term):
    own = Gazetteer(
        extra=[
            {
                "kind": "head",
                "name": "송누리",
                "government": "4681000000",
                "term": term,
                "valid_from": "2027-03-01",
            }
        ]
    )
    assert own.heads.named("송누리", "2027-05-01")[0].term_label == "민선 9기"
