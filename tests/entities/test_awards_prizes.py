"""Inline-marked sentences: what is in ⟦⟧ must be found, and nothing else."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.entities.award_start import name_start
from kr_localgov_nlp.entities.award_text import MAX_NAME, sentence_bounds, skip_edition
from kr_localgov_nlp.entities.awards import AwardFinder
from kr_localgov_nlp.entities.prizes import PrizeFinder
from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
from kr_localgov_nlp.korean.names import NameHit

CASES = Path(__file__).parent / "cases"


@cache
def matcher() -> NameMatcher:
    return NameMatcher(load_gazetteer(heads=False))


def unmark(marked: str) -> tuple[str, list[str]]:
    return re.sub(r"[⟦⟧]", "", marked), re.findall(r"⟦([^⟧]*)⟧", marked)


def spans(marked: str) -> list[tuple[int, int]]:
    out, at, start = [], 0, 0
    for c in marked:
        if c == "⟦":
            start = at
        elif c == "⟧":
            out.append((start, at))
        else:
            at += 1
    return out


def cases(name: str) -> list[object]:
    rows = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(
            row["text"],
            id=row["text"][:40],
            marks=[pytest.mark.xfail(reason=why, strict=True) for why in [row.get("known_failure")] if why],
        )
        for row in rows
    ]


@pytest.mark.parametrize("marked", cases("awards"))
def test_award(marked: str) -> None:
    text, _ = unmark(marked)
    found = AwardFinder().find(text, matcher()(text))
    assert [text[c.start : c.end] for c in found] == [text[a:b] for a, b in spans(marked)]
    assert [(c.start, c.end) for c in found] == spans(marked)


@pytest.mark.parametrize("marked", cases("prizes"))
def test_prize(marked: str) -> None:
    text, _ = unmark(marked)
    found = PrizeFinder().find(text)
    assert [text[c.start : c.end] for c in found] == [text[a:b] for a, b in spans(marked)]
    assert [(c.start, c.end) for c in found] == spans(marked)


def test_enough_cases() -> None:
    for name in ("awards", "prizes"):
        rows = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
        assert len(rows) >= 60
        assert sum("⟦" not in row["text"] for row in rows) >= 20


def test_a_table_name_carries_its_keys() -> None:
    text = "구는 재난관리평가에서 우수기관으로 선정됐다."
    (found,) = AwardFinder().find(text, [NameHit(3, 9, "award", ("재난관리평가",), True)])
    assert (found.start, found.end, found.source) == (3, 9, "table:awards")
    assert found.data["keys"] == ["재난관리평가"]


def test_a_ministry_before_the_name_stays_outside() -> None:
    text = "2025년 행정안전부 지방규제 성과평가에서 장려상을 받았다."
    hits = [NameHit(6, 11, "ministry", ("행정안전부",), True)]
    (found,) = AwardFinder().find(text, hits)
    assert text[found.start : found.end] == "지방규제 성과평가"


def test_a_province_before_the_name_belongs_to_it_and_a_city_does_not() -> None:
    text = "여수시 전라남도 산불예방 평가 최우수상. 여수시 산불예방 평가 우수상."
    names = [text[c.start : c.end] for c in AwardFinder().find(text, matcher()(text))]
    assert names == ["전라남도 산불예방 평가", "산불예방 평가"]


def test_offsets_count_characters_of_odd_texts() -> None:
    text = "🎉 ‘2025 일자리대상’에서\n우수상을\u00a0받았다🎊"
    for found in (*AwardFinder().find(text), *PrizeFinder().find(text)):
        assert text[found.start : found.end] in ("일자리대상", "우수상")


def test_sentence_and_edition() -> None:
    text = "앞이다. 2025년도 제3회 일자리대상에서 받았다. 뒤다."
    left, right = sentence_bounds(text, text.index("일자리"), text.index("에서"))
    assert text[left:right].strip() == "2025년도 제3회 일자리대상에서 받았다."
    assert text[skip_edition(text, text.index("2025"), text.index("에서")) :].startswith("일자리대상")


WORDS = """
    평가 대상 최우수상 우수 기관 표창 장관 상 1위 A등급 제 2025년 ‘ ’ ( ) 에서 을 · 받았다. 수상 경진대회 가
    전라남도 한 유공 포상 영양의 날 3 , 부문 선정 시군 회장상
"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "\u00a0"])
UNITS = """
    최우수상 평가 ‘ 대상_ 우수_ 2025년_제1회_ 장관 가가가가가가가가가상 상을받 을_수상 1위_ 표창,
    A등급_ · 유공_ 평가에서_ 회장상( 경진대회_우수상_ 가의_날_유공_
"""


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text(text: str) -> None:
    for found in (*AwardFinder().find(text, matcher()(text)), *PrizeFinder().find(text)):
        assert 0 <= found.start < found.end <= len(text)
        assert not text[found.start].isspace()
        assert not text[found.end - 1].isspace()
    for at in range(0, len(text), 7):
        assert max(0, at - MAX_NAME - 15) <= name_start(text, at, 0, ()) <= at


@pytest.mark.parametrize("unit", UNITS.split())
def test_work_grows_with_the_text_only(unit: str) -> None:
    """No pattern goes back over the text again and again: 100,000 hostile characters must end."""
    unit = unit.replace("_", " ")
    text = unit * (100_000 // len(unit))
    for found in (*AwardFinder().find(text), *PrizeFinder().find(text)):
        assert found.end <= len(text)
