"""The tables of towns and of governments' own names: every row, and what the text's governments make of them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kr_localgov_nlp.entities.abroad import names as abroad
from kr_localgov_nlp.entities.known import KNOWN, LABELS, LOCAL, TOWNS, KnownFinder, names
from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
from kr_localgov_nlp.gazetteer.tables import SEPARATOR, TABLES, once, read_rows


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer(heads=False)


@pytest.fixture(scope="module")
def find(gazetteer):
    matcher = NameMatcher(gazetteer)

    def of(text):
        found = KnownFinder().find(text, matcher(text))
        return [
            (text[one.start : one.end], one.label, one.source)
            for one in found
            if not one.source.startswith("known:")
        ]

    return of


@pytest.mark.parametrize(
    ("file", "columns"), [(TOWNS, ("name", "governments")), (LOCAL, ("name", "label", "governments"))]
)
def test_every_row_is_well_formed(gazetteer, file, columns):
    codes = {row.key for row in gazetteer.governments}
    known = {name: label for name, label, table, _ in names() if table == "known"}
    seen = {}
    for row in read_rows(TABLES / file, columns):
        name = row.text("name")
        once(row, name, seen)
        assert 2 <= len(name) <= 40, row
        assert name == " ".join(name.split()), row
        assert set(row.many("governments")) <= codes, row
        assert row.many("governments"), row
        if file == LOCAL:
            assert row.one_of("label", LABELS)
            assert known.get(name, row.cells["label"]) == row.cells["label"], row
        else:
            assert re.fullmatch(r"[가-힣\d·,]+[읍면동가로리]", name), row
    assert list(seen) == sorted(seen)


def test_the_tables_cover_the_country(gazetteer):
    now = [row for row in gazetteer.governments if row.valid_to is None]
    held = Counter(code for *_, governments in names() for code in governments.split(SEPARATOR))
    basic = [row for row in now if row.kind in ("city", "county", "autonomous_district")]
    assert len(basic) > 220
    assert [row.name for row in basic if held[row.key] < 10] == []
    assert not set(abroad()) & {name for name, _, table, _ in names() if table == "local"}


def test_a_town_needs_its_government_to_be_certain(find):
    assert find("나주시는 다시면에 길을 냈다.") == [("다시면", "PLACE", "towns:home")]
    assert find("강진군은 다시면에 길을 냈다.") == [("다시면", "PLACE", "towns:elsewhere")]


def test_two_syllables_and_words_count_only_at_home(find):
    assert find("부천시 중동과 나주시 이야기") == [("중동", "PLACE", "towns:home")]
    assert find("중동 정세를 살핀 나주시") == []
    assert find("이동 시간을 줄였다.") == []


def test_a_village_goes_with_its_town(find):
    assert find("나주시 다시면 회진리에서 열렸다.") == [("다시면 회진리", "PLACE", "towns:home")]


def test_a_longer_word_is_another(find):
    assert find("나주시 다시면사무소 앞") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("나주시는 빛가람동에서 모였다.", ["빛가람동"]),
        ("순천만국가정원을 걸었다.", ["순천만국가정원"]),
        ("보령머드축제가 열린 보령시", ["보령머드축제"]),
        ("보령머드축제장으로 갔다.", []),
        ("부산 동구 초량동 언덕길", ["초량동"]),
    ],
)
def test_names_stand_as_words(find, text, expected):
    assert [name for name, *_ in find(text)] == expected


@pytest.mark.parametrize("file", [KNOWN, TOWNS, LOCAL])
def test_rows_need_no_quoting(file):
    text = (TABLES / file).read_text(encoding="utf-8")
    assert '"' not in text
    assert text.endswith("\n")


def test_no_name_stands_in_both_tables():
    counts = Counter(name for name, *_, governments in names() if governments)
    assert [name for name, count in counts.items() if count > 1] == []
