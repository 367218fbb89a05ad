"""Governments, heads, ministries, awards and classifications, by name and day."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest

from kr_localgov_nlp.gazetteer import LAST_DAY, load_gazetteer, unique_entity
from kr_localgov_nlp.gazetteer.collisions import same_named_governments, same_named_heads


@pytest.mark.parametrize(
    ("day", "wide", "basic"),
    [
        ("2010-07-02", 16, 228),
        ("2014-07-02", 17, 226),
        ("2018-07-02", 17, 226),
        ("2022-07-02", 17, 226),
        ("2024-07-02", 17, 226),
        ("2026-06-01", 17, 226),
        ("2026-11-21", 16, 227),
    ],
)
def test_numbers_of_governments(day, wide, basic, gazetteer):
    assert len(gazetteer.governments.active(day, "광역")) == wide
    assert len(gazetteer.governments.active(day, "기초")) == basic


def test_kinds_today(gazetteer):
    kinds = [gov.kind for gov in gazetteer.governments.active("2026-11-21", "기초")]
    assert [kinds.count(kind) for kind in ("autonomous_district", "city", "county")] == [70, 75, 82]
    assert len(gazetteer.governments.active("2026-11-21", "행정시")) == 2
    days = ("2010-07-02", "2014-07-02", "2018-07-02", "2024-07-02", "2026-02-02")
    assert [len(gazetteer.governments.active(day, "일반구")) for day in days] == [33, 35, 32, 35, 39]


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("강원도", "2022-05-01", [("4200000000", "")]),
        ("강원도", "2024-05-01", [("5100000000", "")]),
        ("강원특별자치도", "2022-05-01", [("4200000000", "renamed")]),
        ("전라북도 전주시", "2024-05-01", [("5211000000", "")]),
        ("전북", "2023-12-31", [("4500000000", "")]),
        ("전북", "2024-01-18", [("5200000000", "")]),
        ("군위군", "2023-06-30", [("4772000000", "")]),
        ("군위군", "2023-07-01", [("2772000000", "")]),
        ("경북 군위군", "2024-01-01", [("2772000000", "")]),
        ("광주 동구", "2026-06-30", [("2911000000", "")]),
        ("광주 동구", "2026-07-01", [("1221000000", "")]),
        ("광주광역시", "2026-06-30", [("2900000000", "")]),
        ("광주광역시", "2026-07-01", [("1200000000", "successor")]),
        ("전남", "2026-07-01", [("1200000000", "successor")]),
        ("전남광주통합특별시", "2026-01-01", [("1200000000", "not_yet")]),
        ("전남 나주시", "2026-08-01", [("1217000000", "")]),
        ("인천 서구", "2026-06-30", [("2826000000", "")]),
        ("인천 서구", "2026-07-01", [("2827500000", "renamed")]),
        ("인천 중구", "2026-07-01", [("2811000000", "ended")]),
        ("인천 동구", "2026-07-01", [("2812500000", "successor")]),
        ("인천 남구", "2018-07-01", [("2817700000", "renamed")]),
        ("인천 검단구", "2026-07-01", [("2829000000", "")]),
        ("영종구", "2026-06-30", [("2815500000", "not_yet")]),
        ("제물포구", "2026-07-01", [("2812500000", "")]),
        ("청원군", "2015-01-01", [("4311000000", "successor")]),
        ("마산시", "2015-01-01", [("4812000000", "successor")]),
        ("당진군", "2015-01-01", [("4427000000", "renamed")]),
        ("연기군", "2015-01-01", [("3600000000", "successor")]),
        ("부천시 원미구", "2015-01-01", [("4119500000", "")]),
        ("부천시 원미구", "2025-01-01", [("4119200000", "")]),
        ("경기도 성남시 분당구청", "2025-01-01", [("4113500000", "")]),
        ("없는구", "2025-01-01", []),
    ],
)
def test_through_renames_and_mergers(name, day, found, gazetteer):
    hits = [(hit.record.code, hit.flag) for hit in gazetteer.governments.find(name, day)]
    # 부천's districts have two rows of two entities: the one of the other time follows, flagged
    assert [
        hit for hit in hits if not (hit[1] in ("ended", "not_yet") and found and hit not in found)
    ] == found


def test_names_that_several_bear(gazetteer):
    governments = gazetteer.governments
    parents = sorted(governments.parent(gov).short for gov in governments.at("중구", "2026-11-21"))
    assert parents == ["대구", "대전", "부산", "서울", "울산"]
    assert len(governments.at("중구", "2026-06-30")) == 6
    assert {gov.code for gov in governments.at("광주", "2026-06-30")} == {"2900000000", "4161000000"}
    assert len(governments.at("강서", "2024-01-01")) == 2
    assert unique_entity(governments.at("동구")) == ""
    assert unique_entity(governments.at("광주 동구")) == "1221000000"


def test_without_a_day(gazetteer):
    governments = gazetteer.governments
    assert {gov.code for gov in governments.at("광주 동구")} == {"2911000000", "1221000000"}
    assert governments.unique_for_all_dates("구로구").code == "1153000000"
    assert governments.unique_for_all_dates("나주시") is None, "its code changed in 2026"
    assert governments.unique_for_all_dates("고성군") is None


def test_tree(gazetteer):
    governments = gazetteer.governments
    assert len(governments.children("1100000000", "2024-01-01")) == 25
    assert len(governments.children("1200000000", "2026-07-01")) == 27
    assert {gov.own for gov in governments.children("4113000000", "2024-01-01")} == {
        "수정구",
        "중원구",
        "분당구",
    }
    bundang = governments["4113500000"]
    assert governments.parent(bundang).own == "성남시"
    assert governments.province(bundang).own == "경기도"
    assert governments.contains(governments["4100000000"], bundang)
    assert not governments.contains(governments["1100000000"], bundang)
    gunwi = governments["4772000000"]
    assert governments.parent(gunwi, "2024-01-01").own == "대구광역시"
    assert governments.by_code("4617000000", "2026-08-01").code == "1217000000"
    assert governments.by_code("0000000000") is None
    assert [gov.code for gov in governments.lineage(gunwi)] == ["4772000000", "2772000000"]
    assert {gov.own for gov in governments.successors_of(governments["2811000000"])} == {"제물포구", "영종구"}


def test_every_government_is_found_by_its_own_name(gazetteer):
    for gov in gazetteer.governments:
        assert gov in gazetteer.governments.at(gov.name, gov.valid_from)
        assert gov in gazetteer.governments.at(gov.name.replace(" ", ""), gov.valid_to or LAST_DAY)


def test_titles(gazetteer):
    titles = {
        code: gazetteer.governments[code].office_title for code in ("1153000000", "4681000000", "4600000000")
    }
    assert list(titles.values()) == ["구로구청장", "강진군수", "전라남도지사"]


@pytest.mark.parametrize(
    ("government", "day", "person"),
    [
        ("서울특별시", "2011-08-26", "오세훈"),
        ("서울특별시", "2011-10-27", "박원순"),
        ("1153000000", "2024-10-15", "문헌일"),
        ("1153000000", "2024-10-16", "엄의식"),
        ("강원도 화천군", "2019-01-01", "최문순"),
        ("강원도", "2019-01-01", "최문순"),
        ("광주 동구", "2024-01-01", "임택"),
        ("광주 동구", "2026-07-01", "임택"),
        ("전라남도", "2017-06-01", "김갑섭"),
        ("전남광주통합특별시", "2026-07-01", "민형배"),
        ("은평구", "2024-01-01", "김미경"),
    ],
)
def test_heads_of_a_day(government, day, person, gazetteer):
    assert [term.person for term in gazetteer.heads.of(government, day)] == [person]


@pytest.mark.parametrize(("term", "number"), [(5, 277), (6, 261), (7, 265), (8, 264), (9, 243)])
def test_numbers_of_terms(term, number, gazetteer):
    assert sum(head.term == f"민선{term}기" for head in gazetteer.heads) >= number
    assert (
        next(head for head in gazetteer.heads if head.term == f"민선{term}기").term_label == f"민선 {term}기"
    )


def test_elected_heads_at_the_beginning_of_a_term(gazetteer):
    for day, wide, basic in (("2014-07-01", 17, 226), ("2018-07-01", 17, 226), ("2022-07-01", 17, 226)):
        terms = [
            term
            for term in gazetteer.heads
            if term.valid(date.fromisoformat(day)) and term.status == "elected"
        ]
        levels = [gazetteer.governments[term.code].level for term in terms]
        assert (levels.count("광역"), levels.count("기초")) == (wide, basic)


def test_matches_and_their_flags(gazetteer):
    heads = gazetteer.heads
    end = date(2018, 6, 30)
    assert heads.term_at("이성", "구로구", "2017-01-01").flag == ""
    assert heads.term_at("이낙연", "전라남도", "2017-05-20").flag == "grace"
    assert heads.term_at("이낙연", "전라남도", "2017-08-20") is None
    assert heads.match("이낙연", "2017-08-20")[0].flag == "former"
    assert heads.match("문헌일", "2022-05-01")[0].flag == "before"
    assert heads.match("문헌일", "2022-06-20")[0][1:] == ("grace", 11)
    assert heads.match("문헌일", None)[0].flag == "undated"
    assert heads.match("문헌일", "2023-01-01", "마포구") == []
    assert {match.term.office_title for match in heads.match("최문순", "2019-01-01") if match.flag == ""} == {
        "강원도지사",
        "화천군수",
    }
    assert heads.named("없는이름") == []
    assert [term.term for term in heads.named("이성", end)] == ["민선6기"]
    assert heads.named("이성", end + timedelta(days=1)) != heads.named("이성", end)
    assert "이성" in heads
    assert "김철수아무개" not in heads


def test_days_of_all_types(gazetteer):
    day = date(2024, 8, 9)
    same = [gazetteer.heads.of("구로구", given) for given in (day, "2024-08-09", datetime(2024, 8, 9, 12, 0))]
    assert same[0] == same[1] == same[2]
    with pytest.raises(ValueError, match="2024-8-9"):
        gazetteer.heads.of("구로구", "2024-8-9")


@pytest.mark.parametrize(
    ("name", "day", "keys", "flag"),
    [
        ("산업부", "2021-05-01", ["산업통상자원부"], ""),
        ("산업부", "2026-05-01", ["산업통상부"], ""),
        ("산자부", "2005-05-01", ["산업자원부"], ""),
        ("환경부", "2025-09-30", ["환경부"], ""),
        ("환경부", "2025-10-01", ["기후에너지환경부"], "renamed"),
        ("여가부", "2026-01-01", ["성평등가족부"], "renamed"),
        ("기재부", "2026-01-01", ["기획재정부"], ""),
        ("기재부", "2026-01-02", ["재정경제부", "기획예산처"], "renamed"),
        ("재정경제부", "2003-01-01", ["재정경제부(1998)"], ""),
        ("재정경제부", "2026-02-01", ["재정경제부"], ""),
        ("행안부", "2010-01-01", ["행정안전부(2008)"], ""),
        ("행안부", "2020-01-01", ["행정안전부"], ""),
        ("노동부", "2020-01-01", ["고용노동부"], ""),
        ("문화재청", "2024-06-01", ["국가유산청"], "renamed"),
        ("검찰청", "2026-10-02", ["공소청", "중대범죄수사청"], "renamed"),
        ("통계청", "2025-12-01", ["국가데이터처"], "renamed"),
        ("국가데이터처", "2020-01-01", ["국가데이터처"], "not_yet"),
        ("일자리위원회", "2024-01-01", ["일자리위원회"], "ended"),
        ("균형발전위", "2020-01-01", ["국가균형발전위원회"], ""),
        ("청와대", "2019-01-01", ["청와대(1960)"], ""),
        ("국민권익위", "2024-01-01", ["국민권익위원회"], ""),
        ("과기정통부", "2024-01-01", ["과학기술정보통신부"], ""),
        ("방송통신위원회", "2026-01-01", ["방송미디어통신위원회"], "renamed"),
        ("없는부", "2024-01-01", [], ""),
    ],
)
def test_ministries(name, day, keys, flag, gazetteer):
    found = gazetteer.ministries.find(name, day)
    assert [hit.record.key for hit in found] == keys
    assert all(hit.flag == flag for hit in found)
    assert [agency.key for agency in gazetteer.ministries.at(name, day)] == (
        keys if flag in ("", "renamed") else []
    )


def test_ministries_without_a_day(gazetteer):
    assert {agency.key for agency in gazetteer.ministries.at("산업부")} == {"산업통상자원부", "산업통상부"}


def test_ministries_in_force(gazetteer):
    today = [
        agency
        for agency in gazetteer.ministries
        if agency.valid(LAST_DAY) and agency.kind in ("부", "처", "청")
    ]
    names = {agency.name for agency in today}
    assert {"재정경제부", "기획예산처", "기후에너지환경부", "성평등가족부", "공소청", "국가데이터처"} <= names
    assert not {"기획재정부", "환경부", "여성가족부", "검찰청", "통계청", "특허청"} & names
    assert sum(agency.kind == "부" for agency in today) == 19


def test_awards(gazetteer):
    awards = gazetteer.awards
    for name in (
        "전국 지방자치단체 일자리 대상",
        "전국지방자치단체 일자리대상",
        "일자리대상",
        "대한민국 일자리대상",
    ):
        assert [award.organiser for award in awards.at(name)] == ["고용노동부"]
    assert len(awards.at("대한민국 소셜미디어대상")) == 2, "two organisers"
    assert "최우수상" in awards["대한민국 지방자치경영대전"].grades
    assert awards.at("최우수상") == []
    assert {award.type for award in awards} == {"award", "contest", "evaluation", "certification", "index"}


def test_taxonomy(gazetteer):
    taxonomy = gazetteer.taxonomy
    assert {scheme: len(taxonomy.fields(scheme)) for scheme in taxonomy.schemes()} == {
        "local_finance_function": 14,
        "brm_policy_field": 16,
    }
    field = taxonomy.fields("local_finance_function")[0]
    assert {entry.section_code for entry in taxonomy.sections(field)} >= {"011", "013", "014", "016"}


def test_past_the_tables(gazetteer):
    assert gazetteer.last_day == LAST_DAY
    assert gazetteer.past_tables(LAST_DAY + timedelta(days=1))
    assert not gazetteer.past_tables(LAST_DAY)
    assert not gazetteer.past_tables(None)
    assert gazetteer.version == "2026-11-21"


def test_one_gazetteer_per_arguments():
    assert load_gazetteer() is load_gazetteer(heads=True, extra=[])
    assert load_gazetteer(heads=False) is not load_gazetteer()
    assert len(load_gazetteer(heads=False).heads) == 0
    row = {"kind": "place", "name": "불광천"}
    assert load_gazetteer(extra=[row]) is load_gazetteer(extra=[dict(row)])


def test_collisions(gazetteer):
    shared = {name.person: name.people for name in same_named_heads(gazetteer)}
    assert shared["최문순"] == 2
    assert shared["홍준표"] == 1
    assert shared["김종식"] == 2
    assert "문헌일" not in shared
    districts = same_named_governments(gazetteer, "2026-11-21")
    assert len(districts["중구"]) == 5
    assert "구로구" not in districts


def test_the_tables_need_nothing_heavy():
    code = (
        "import sys; from kr_localgov_nlp.gazetteer import load_gazetteer;"
        "load_gazetteer().heads; print(sorted({'spacy', 'pandas', 'kiwipiepy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
