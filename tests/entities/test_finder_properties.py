"""What holds of every pattern finder on any text: spans inside it, plain data, no crash, no blow-up."""

from __future__ import annotations

import pytest
import srsly.msgpack as msgpack
from hypothesis import given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.entities.candidates import LABELS
from tests.entities.test_finder_cases import FINDERS

WORDS = (
    "2024년 8월 9일 지난 오는 올해 부터 까지 ~ ( ) ’ ‘ 「 」 · , . / 1억 2천만 원 5,000 명 여 % ㎡ 만 "
    "구로구 의회 회장 김미경 이재남 의장 나주시 수북면 빛가람동 공원 사업 축제 제4회 대회 ㈜ (주) "
    "하늘 대 법 의 은 이 에서 😀 A 한국 (78) (78·남평읍)씨"
)
PIECES = st.sampled_from([*WORDS.split(), "\n", "\t", "\u00a0"])
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
)
# Each repeats what a pattern tries to run over; a matcher that is not linear takes minutes on them.
HOSTILE = {
    "digits": "1" * 100_000,
    "digit blanks": "1 " * 50_000,
    "commas": "1,000," * 16_000,
    "dots": "1.2." * 25_000,
    "scales": "1만 " * 33_000,
    "waves": "1~" * 50_000,
    "days": "1일" * 50_000,
    "dates": "1월 1일 " * 16_000,
    "one syllable": "김" * 100_000,
    "names": "김미경·" * 25_000,
    "name words": "김미경 " * 25_000,
    "titles": "회장" * 50_000,
    "title words": "회장 " * 33_000,
    "quotes": "‘" * 100_000,
    "quoted": "‘가나" * 33_000,
    "brackets": "(회장 " * 25_000,
    "endings": "공원시장의회" * 16_000,
    "editions": "제1회 가 " * 16_000,
    "towns": "나주시 가나면장 " * 11_000,
    "companies": "㈜가" * 50_000,
    "blanks": " " * 100_000,
    "many quoted names": "".join(f"‘마을{n} 지원사업’ " for n in range(8_000)),
    "many persons": "".join(f"김{chr(44032 + n)}미 회장 " for n in range(8_000)),
    "letters": "Aa " * 33_000,
}


@pytest.mark.parametrize("name", list(FINDERS))
@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_any_text(name, text):
    options = {"published": "2024-02-29"} if name == "dates" else {}
    for candidate in FINDERS[name]().find(text, (), None, **options):
        assert 0 <= candidate.start < candidate.end <= len(text)
        span = text[candidate.start : candidate.end]
        assert span == span.strip()
        assert candidate.label in LABELS
        assert 0.5 <= candidate.confidence <= 1
        assert candidate.source.split(":")[0] in {"pattern", "table", "known", "towns", "local"}
        msgpack.packb(candidate.data)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("hostile", list(HOSTILE))
@pytest.mark.parametrize("name", list(FINDERS))
def test_hostile_text(name, hostile):
    FINDERS[name]().find(HOSTILE[hostile])


def test_no_date_without_the_articles_date():
    found = FINDERS["dates"]().find(
        "지난 5일, 오는 12일, 이달 10일, 올해, 어제, 다음 달, 연말, 이번 주, 9일 밝혔다"
    )
    assert len(found) >= 8
    assert {c.data["value"] for c in found} == {None}


def test_wrong_published_date_is_an_error():
    with pytest.raises(ValueError, match="2024"):
        FINDERS["dates"]().find("올해", published="2024년")


@pytest.mark.parametrize("name", list(FINDERS))
def test_finder_writes_into_the_doc(name):
    import spacy

    from kr_localgov_nlp.entities.candidates import candidates

    doc = spacy.blank("xx")(
        "구는 지난 5일 ‘청렴 클린 콜’ 사업에 3억 원을 들여 52명과 ‘가을꽃 축제’를 열었다. 일본 손님과 이광재 나주시의회"
        " 의장이 나주문화예술회관에서"
    )
    doc.user_data["localgov_published"] = "2024-08-09"
    assert FINDERS[name]()(doc) is doc
    assert candidates(doc)
