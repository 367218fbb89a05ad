"""Every row of every table, and what a wrong one gets."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest

from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.gazetteer import build
from kr_localgov_nlp.gazetteer.ambiguous import read_ambiguous, read_followers
from kr_localgov_nlp.gazetteer.awards import read_awards, read_grades
from kr_localgov_nlp.gazetteer.domains import read_domains
from kr_localgov_nlp.gazetteer.government_rows import read_governments
from kr_localgov_nlp.gazetteer.governments import Governments
from kr_localgov_nlp.gazetteer.heads import read_heads
from kr_localgov_nlp.gazetteer.ministries import read_ministries, read_organisations
from kr_localgov_nlp.gazetteer.tables import TABLES, read_rows, squeeze
from kr_localgov_nlp.gazetteer.taxonomy import read_taxonomy

ROWS = {
    "governments": 364,
    "heads": 1314,
    "ministries": 150,
    "organisations": 100,
    "awards": 173,
    "grades": 56,
    "taxonomy": 150,
    "domains": 20,
    "ambiguous_names": 112,
    "followers": 150,
}


def lines(name):
    return (TABLES / f"{name}.csv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ROWS)
def test_no_row_is_lost(name):
    assert len(lines(name)) - 1 >= ROWS[name]


@pytest.mark.parametrize("name", ROWS)
def test_sources_tell_the_number_of_rows(name):
    table = (TABLES / "SOURCES.md").read_text(encoding="utf-8")
    number = re.search(rf"\| `{name}\.csv` \| ([\d,]+) \|", table)
    assert number
    assert int(number[1].replace(",", "")) == len(lines(name)) - 1


def test_every_row_is_valid():
    governments = Governments(read_governments(TABLES / "governments.csv"))
    assert len(read_heads(TABLES / "heads.csv", governments)) == len(lines("heads")) - 1
    assert read_ministries(TABLES / "ministries.csv")
    assert read_organisations(TABLES / "organisations.csv")
    assert read_awards(TABLES / "awards.csv")
    assert set(read_grades(TABLES / "grades.csv")) == {"훈격", "순위", "평가등급"}
    assert read_taxonomy(TABLES / "taxonomy.csv")
    assert len(read_domains(TABLES / "domains.csv")) == len(lines("domains")) - 1
    assert read_ambiguous(TABLES / "ambiguous_names.csv")
    assert read_followers(TABLES / "followers.csv")


def test_every_row_has_validity_and_source(gazetteer):
    for gov in gazetteer.governments:
        assert gov.source
        assert gov.valid_to is None or gov.valid_from <= gov.valid_to
    for agency in gazetteer.ministries:
        assert agency.source
        assert "(" not in agency.name
    for award in gazetteer.awards:
        assert award.source
        assert award.key


def test_heads_are_as_built():
    assert build.main(["--check"]) == 0


def test_elected_terms_do_not_overlap(gazetteer):
    terms: dict[str, list] = {}
    for term in gazetteer.heads:
        if not term.suspension:
            terms.setdefault(term.entity_id, []).append(term)
    for found in terms.values():
        found.sort(key=lambda term: term.valid_from)
        for one, other in itertools.pairwise(found):
            assert one.valid_to < other.valid_from, (one.key, other.key)


def test_a_suspended_head_and_the_acting_one_overlap(gazetteer):
    persons = [term.person for term in gazetteer.heads.of("전라북도 군산시", "2022-05-01")]
    assert persons == ["강임준", "황철호"]


def head_rows(tmp_path, *rows):
    header = lines("heads")[0]
    columns = header.split(",")
    path = tmp_path / "heads.csv"
    base = dict.fromkeys(columns, "") | {
        "person": "한가람",
        "person_key": "한가람",
        "code": "4131000000",
        "entity_id": "4131000000",
        "government": "경기도 구리시",
        "office": "시장",
        "office_title": "구리시장",
        "term": "민선8기",
        "status": "elected",
        "confidence": "high",
        "source": "test",
    }
    path.write_text("\n".join([header, *(",".join((base | row)[c] for c in columns) for row in rows)]) + "\n")
    return path


@pytest.mark.parametrize(
    ("rows", "dates"),
    [
        ([{"source_from": "2022-07-01"}], [("2022-07-01", "2026-06-30")]),
        ([{"source_from": "2022-07"}], [("2022-07-01", "2026-06-30")]),
        ([{"source_from": "2022-07-01", "source_to": "2024-02"}], [("2022-07-01", "2024-02-29")]),
        (
            [{"source_from": "2022-07-01"}, {"source_from": "2024-04-11", "status": "by-elected"}],
            [("2022-07-01", "2024-04-10"), ("2024-04-11", "2026-06-30")],
        ),
        (
            [{"source_from": "2022-07-01", "source_to": "2024-04-11"}, {"source_from": "2024-04-11"}],
            [("2022-07-01", "2024-04-10"), ("2024-04-11", "2026-06-30")],
        ),
        (
            [
                {"source_from": "2022-07-01"},
                {"source_from": "2026-04", "status": "acting", "suspension": "yes"},
            ],
            [("2022-07-01", "2026-06-30"), ("2026-04-01", "2026-06-02")],
        ),
    ],
)
def test_builder_caps_terms(rows, dates, tmp_path):
    read = list(read_rows(head_rows(tmp_path, *rows), build.COLUMNS))
    assert build.derive(read) == [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in dates]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"source_from": ""}, "needs a beginning"),
        ({"source_from": "2022-13"}, "no month"),
        ({"source_from": "2022-07-01", "term": "민선1기"}, "term is '민선1기'"),
        ({"source_from": "2022-07-01", "source_to": "2022-06-01"}, "nothing is left"),
    ],
)
def test_builder_refuses(row, reason, tmp_path):
    with pytest.raises(TableError, match=reason) as caught:
        build.derive(list(read_rows(head_rows(tmp_path, row), build.COLUMNS)))
    assert (caught.value.file, caught.value.row) == ("heads.csv", 2)


@pytest.mark.parametrize(
    ("line", "old", "new", "reason"),
    [
        (2, "1111000000", "111100000", "no 10-digit code"),
        (2, "1988-04-23", "1988-4-23", "no date"),
        (2, "autonomous_district", "borough", "kind is 'borough'"),
        (2, "1100000000", "9900000000", "no government of this table"),
        (2, "high", "sure", "confidence is 'sure'"),
        (2, "1111000000,서울특별시 종로구", "1100000000,서울특별시 종로구", "stands in line 2 already"),
        (2, "서울특별시 종로구,", "", "cells, the header"),
        (0, "parent_code", "parentcode", "missing columns"),
    ],
)
def test_a_wrong_row_names_file_and_line(line, old, new, reason, tmp_path):
    text = lines("governments")[:3]
    assert old in text[line]
    text[line] = text[line].replace(old, new, 1)
    path = tmp_path / "governments.csv"
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    with pytest.raises(TableError, match=reason) as caught:
        read_governments(path)
    assert (caught.value.file, caught.value.row) == ("governments.csv", line + 1)
    assert f"governments.csv, line {line + 1}" in str(caught.value)


def test_a_missing_table_and_a_wrong_encoding(tmp_path):
    with pytest.raises(TableError, match=re.escape("none.csv")):
        read_governments(tmp_path / "none.csv")
    path = tmp_path / "cp949.csv"
    path.write_bytes("\n".join(lines("governments")[:3]).encode("cp949"))
    with pytest.raises(TableError, match="UTF-8"):
        read_governments(path)


def test_a_blank_row(tmp_path):
    path = tmp_path / "ambiguous_names.csv"
    path.write_text("name,kind,reason\n구리,government,낱말\n,,\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 3: is blank"):
        read_ambiguous(path)


def test_two_agencies_of_one_name_at_one_time(tmp_path):
    text = lines("ministries")
    row = next(line for line in text if line.startswith("재정경제부,재정경제부"))
    path = tmp_path / "ministries.csv"
    path.write_text(
        "\n".join([*text, row.replace("재정경제부,", "재정경제부(둘),", 1)]) + "\n", encoding="utf-8"
    )
    with pytest.raises(TableError, match="bear the name 재정경제부"):
        read_ministries(path)


def test_squeeze_knows_every_space_and_dot():
    assert squeeze(" 전국\u00a0시ㆍ군 ‧구\n") == "전국시·군·구"


def test_domains_name_sections_of_the_local_budget():
    sections = {
        e.section_code for e in read_taxonomy(TABLES / "taxonomy.csv") if e.scheme == "local_finance_function"
    }
    for domain in read_domains(TABLES / "domains.csv"):
        assert domain.functions
        assert set(domain.functions) <= sections, domain.name
