"""Short texts with marked entities and the award records that they tell."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.extensions import register
from kr_localgov_nlp.facts.award_parts import Mention, giver_of
from kr_localgov_nlp.facts.awards import AwardRecords, award_records

LABELS = dict(
    zip("DMAPNHGL", "DISTRICT MINISTRY AWARD PRIZE PERSON HEAD ORG PLACE".split(), strict=True)  # noqa: SIM905
)
FIELDS = ("recipient", "award", "year", "category", "prize", "giver")
ROWS = json.loads((Path(__file__).parent / "cases" / "awards.json").read_text(encoding="utf-8"))
MARK = re.compile(r"⟦([A-Z])\|([^⟧]*)⟧")


def read(marked: str) -> tuple[str, list[Mention]]:
    text, mentions, last = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        mentions.append(Mention(len(text), len(text) + len(m[2]), LABELS[m[1]]))
        text += m[2]
        last = m.end()
    return text + marked[last:], mentions


def case(row: dict[str, object]) -> object:
    why = row.get("known_failure")
    marks = [pytest.mark.xfail(reason=str(why), strict=True)] if why else []
    return pytest.param(row, id=str(row["text"])[:40], marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in ROWS])
def test_records(row: dict[str, object]) -> None:
    text, mentions = read(row["text"])
    issuer = [{"government": "1", "name": row["issuer"], "evidence": []}] if "issuer" in row else []
    found = award_records(text, mentions, issuer=issuer, published=row.get("published"))
    assert sorted(([r[f] for f in FIELDS] for r in found), key=str) == sorted(row["records"], key=str)
    for record in found:
        for start, end, label in record["spans"]:
            assert Mention(start, end, label) in mentions


def test_enough_cases() -> None:
    assert len(ROWS) >= 55


def test_issuer_code_and_name_stand_for_the_recipient() -> None:
    text, mentions = read("⟦D|동구⟧가 ⟦A|혁신평가⟧에서 ⟦P|우수상⟧을 받았다.")
    linked = [m._replace(code="2911000000") if m.label == "DISTRICT" else m for m in mentions]
    issuer = [{"government": "2911000000", "name": "광주광역시 동구", "evidence": []}]
    (record,) = award_records(text, linked, issuer=issuer)
    assert (record["recipient"], record["recipient_code"]) == ("광주광역시 동구", "2911000000")


def test_joint_releases_give_an_unnamed_recipient_to_nobody() -> None:
    text, mentions = read("⟦A|혁신평가⟧에서 ⟦P|우수상⟧을 받았다.")
    issuer = [{"government": "1", "name": "가군"}, {"government": "2", "name": "나군"}]
    assert award_records(text, mentions, issuer=issuer)[0]["recipient"] is None


@pytest.mark.parametrize(
    ("prize", "giver"),
    [
        ("보건복지부장관 기관 표창", "보건복지부"),
        ("국가유산청장상", "국가유산청"),
        ("방송통신위원장상", "방송통신위원회"),
        ("전라남도교육감 표창", "전라남도교육청"),
        ("구로구청장 표창", "구로구"),
        ("순천시의회 의장 표창", "순천시의회"),
        ("중소벤처기업진흥공단 이사장상", "중소벤처기업진흥공단"),
        ("국무총리 표창", None),
        ("SA등급", None),
        ("우수기관", None),
        ("국민훈장 동백장", None),
        ("시장 표창", None),
    ],
)
def test_giver(prize: str, giver: str | None) -> None:
    assert giver_of(prize) == giver


def test_component_writes_plain_records() -> None:
    register()
    doc = spacy.blank("xx")("구로구 가 일자리대상 에서 우수상 을 받았다 .")
    spans = ((0, 3, "DISTRICT"), (6, 11, "AWARD"), (15, 18, "PRIZE"))
    doc.ents = [doc.char_span(*span) for span in spans]
    (record,) = AwardRecords()(doc)._.awards
    assert (record["award"], record["prize"]) == ("일자리대상", "우수상")
    again = spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again._.awards == [record]


def test_the_table_gives_the_organiser_that_the_text_names() -> None:
    marked = "⟦D|서산시⟧의 ⟦A|종합청렴도⟧는 2025년 ⟦P|2등급⟧이다. ⟦M|권익위⟧ 설문은 11월까지 이어진다."
    for text, giver in ((marked, "권익위"), (marked.replace("권익위", "교육부"), None)):
        (record,) = award_records(*read(text), known={"종합청렴도": "국민권익위원회"}.get)
        assert record["giver"] == giver


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="가나 .,’(은는이을\n2024년부문수상받았다", min_size=1, max_size=80),
    st.lists(
        st.tuples(st.integers(0, 79), st.integers(1, 8), st.sampled_from(sorted(LABELS.values()))),
        max_size=12,
    ),
)
def test_any_mentions(text: str, drawn: list[tuple[int, int, str]]) -> None:
    mentions, end = [], 0
    for start, length, label in sorted(drawn):
        if end <= start < start + length <= len(text):
            mentions.append(Mention(start, start + length, label))
            end = start + length
    for record in award_records(text, mentions, published="2024-01-02"):
        assert set(record) == {*FIELDS, "recipient_code", "spans"}
        assert record["award"] or record["prize"]
