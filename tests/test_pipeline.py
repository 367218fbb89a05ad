"""The pipeline as a whole: the contract of names, saving and loading, offsets that never drift."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin

import kr_localgov_nlp as klg
from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.errors import InputError, TableError, TextError
from kr_localgov_nlp.pipeline import PIPES

TEXT = (
    "구로구, 일자리대상 우수상\n\n구로구(구청장 문헌일)는 10일 ‘2024년 전국 지방자치단체 일자리 대상’에서 우수상을 받았다고 밝혔다. "
    "문헌일 구로구청장은 “일자리 1만 6,521개를 만들겠다”고 말했다."
)


def test_components_run_in_the_stated_order(nlp):
    assert tuple(nlp.pipe_names) == PIPES


def test_the_contract_of_a_doc(nlp):
    doc = klg.analyze(TEXT, published=dt.date(2024, 8, 12), nlp=nlp)
    assert doc.text == TEXT
    assert doc._.published == dt.date(2024, 8, 12)
    assert [i["government"] for i in doc._.issuer] == ["1153000000"]
    assert doc._.heads[0]["person"] == "문헌일"
    assert doc._.heads[0]["term"] == "민선 8기"
    award = doc._.awards[0]
    assert (award["year"], award["prize"], award["recipient_code"]) == (2024, "우수상", "1153000000")
    assert doc._.quotes[0]["speaker"] == "문헌일"
    assert len(doc.cats) == 20
    assert all(0 <= p <= 1 for p in doc.cats.values())
    assert doc._.domains[0] == max(doc.cats, key=doc.cats.__getitem__)
    assert all(row["lost_to"] is None or len(row["lost_to"]) == 3 for row in doc._.rejected)


def test_nlp_of_a_text_has_no_date(nlp):
    assert nlp(TEXT)._.published is None


@pytest.mark.parametrize(
    "given_date",
    ["2024-08-12", "2024.8.12.", dt.datetime(2024, 8, 12, 9, 30), "20240812", 20240812, 20240812.0],
)
def test_dates_in_many_forms(given_date, nlp):
    assert klg.analyze("구로구", published=given_date, nlp=nlp)._.published == dt.date(2024, 8, 12)


@pytest.mark.parametrize("bad", ["내일모레", "24.08.09", "08/09/2024", 45513, "12345-1-1"])
def test_a_date_that_is_none_is_an_error(bad, nlp):
    with pytest.raises(InputError, match="no date"):
        klg.analyze("구로구", published=bad, nlp=nlp)


@pytest.mark.parametrize("bad", [None, b"\xea\xb5\xac", 3, ["구로구"]])
def test_what_is_no_text_is_told(bad, nlp):
    with pytest.raises(InputError, match=type(bad).__name__):
        klg.analyze(bad, nlp=nlp)


def test_an_unknown_issuer_is_an_error(nlp):
    with pytest.raises(InputError, match="없는구"):
        klg.analyze("구는 협약을 맺었다.", issuer="없는구", nlp=nlp)
    with pytest.raises(InputError, match="one name"):
        klg.analyze("구는 협약을 맺었다.", issuer=["부산 중구"], nlp=nlp)


@pytest.mark.parametrize(
    "text", ["\ud800", "가" * 1_000_000, "가나다 " * 5_000_000], ids=["surrogate", "syllable", "long"]
)
def test_refused_before_kiwi_sees_it(text, nlp):
    with pytest.raises(TextError):
        nlp(text)


def test_saved_and_loaded_without_importing_us(tmp_path):
    folder = tmp_path / "pipeline"
    mine = klg.load(gazetteer=[{"kind": "place", "name": "달빛마당"}])
    mine.to_disk(folder)
    code = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); doc = nlp(sys.argv[2]);"
        "print([(e.text, e.label_) for e in doc.ents])"
    )
    text = "문헌일 구로구청장이 달빛마당을 찾았다."
    out = subprocess.run(
        [sys.executable, "-c", code, str(folder), text], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == str([(e.text, e.label_) for e in mine(text).ents])
    assert "달빛마당" in out.stdout


def test_docs_survive_bytes_and_docbin(nlp):
    doc = klg.analyze(TEXT, published="2024-08-12", nlp=nlp)
    again = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    stored = next(iter(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)))
    for copy in (again, stored):
        assert [(e.text, e.label_, e.kb_id_) for e in copy.ents] == [
            (e.text, e.label_, e.kb_id_) for e in doc.ents
        ]
        assert [e._.government for e in copy.ents] == [e._.government for e in doc.ents]
        assert copy._.awards[0]["prize"] == "우수상"


def test_the_same_input_gives_the_same_output(nlp):
    first, second = (klg.analyze(TEXT, published="2024-08-12", nlp=nlp) for _ in range(2))
    assert first.to_bytes() == second.to_bytes()


def test_pipe_equals_one_by_one(nlp):
    texts = [TEXT, "중구는 협약을 맺었다.", ""]
    assert [[e.text for e in d.ents] for d in nlp.pipe(texts)] == [
        [e.text for e in nlp(t).ents] for t in texts
    ]


def test_own_rows_are_found_and_bad_ones_named(tmp_path):
    good = tmp_path / "mine.csv"
    good.write_text("kind,name,aliases\nplace,가람나루,\nprogram,청춘배달,\n", encoding="utf-8")
    doc = klg.load(gazetteer=[good])("가람나루에서 청춘배달이 시작됐다.")
    assert {(e.text, e.label_) for e in doc.ents} >= {("가람나루", "PLACE"), ("청춘배달", "PROGRAM")}
    alone = klg.load(gazetteer=str(good))("가람나루에서 청춘배달이 시작됐다.")
    assert [e.text for e in alone.ents] == [e.text for e in doc.ents]
    bad = tmp_path / "bad.csv"
    bad.write_text("kind,name\nplanet,화성\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"bad\.csv, line 2"):
        klg.load(gazetteer=[bad])


def test_without_the_heads_table_names_are_found_by_title():
    doc = klg.load(heads=False)("문헌일 구로구청장이 참석했다.")
    assert (doc.ents[0].text, doc.ents[0].label_) == ("문헌일", "HEAD")
    assert doc.ents[0]._.term == ""


def test_explain_tells_evidence_and_losers(nlp):
    doc = klg.analyze("나주시의회와 중구가 협약을 맺었다.", published="2024-08-12", nlp=nlp)
    lines = {e.text: str(klg.explain(e)) for e in doc.ents}
    assert "unresolved between" in lines["중구"]
    for no_entity in (doc[0:1], doc[0], None):
        with pytest.raises(InputError):
            klg.explain(no_entity)


def test_explain_tells_the_words_behind_a_domain(nlp):
    doc = klg.analyze("청년 취업박람회\n\n구는 청년을 채용할 기업을 모은다.", nlp=nlp)
    told = klg.explain(doc, "jobs")
    assert told.data["probability"] == doc.cats["jobs"]
    assert told.data["functions"] == ["086", "053"]
    assert told.line.startswith("jobs (일자리·고용) ")
    words = [word for word, weight in told.data["terms"] if weight > 0]
    assert {"취업", "취업박람회", "^취업", "^취업박람회", "채용"} & {*words}
    with pytest.raises(InputError, match="no domain 'weather'"):
        klg.explain(doc, "weather")
    with pytest.raises(InputError, match="no domains"):
        klg.explain(klg.load(domains=False)("청년을 채용한다."))


def test_an_explanation_holds_as_data_what_its_line_says(nlp):
    doc = klg.analyze("문헌일 구로구청장이 10일 참석했다.", published="2024-08-12", nlp=nlp)
    head, day = (klg.explain(ent).data for ent in doc.ents)
    assert (head["government"], head["office"], head["term"]) == ("1153000000", "구로구청장", "민선 8기")
    assert day["value"] == "2024-08-10"


PIECES = st.sampled_from(
    [
        "구로구", "(구청장 문헌일)", "문헌일 구로구청장은", "“최선을", "다하겠다”고", "말했다.", "2024년 8월 9일", "지난 5일", "1억 2천만 원", "52명",
        "고용노동부", "장관상", "우수상을 받았다", "광주 동구(청장 임택)", "나주시의회", "\n\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "▲", "△", "‘", "’", "「서울 문묘」",
        "👨‍👩‍👧", "é", "구로구", "漢字", "ABC-1", "3.5%", "http://a.kr", "①", "㎡", "ᄒ", "ㅋㅋ", "　", "\t", ".", "·", "민선 8기", "이성 구청장",
        "‘2024 일자리대상’", "전남도지사 표창", "충장로에서", "김미경 기자",
    ]
)  # fmt: skip
STRINGS = st.one_of(
    st.lists(PIECES, max_size=9).map(" ".join),
    st.lists(PIECES, max_size=7).map("".join),
    st.text(max_size=25).filter(lambda s: s.encode("utf-8", "ignore").decode() == s),
)


@settings(
    max_examples=10_000,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(text=STRINGS, day=st.sampled_from([None, "2014-06-30", "2024-08-12", "2026-11-21"]))
def test_offsets_never_drift(text, day, nlp):
    doc = klg.analyze(text, published=day, nlp=nlp)
    assert doc.text == text
    end = 0
    for ent in doc.ents:
        assert text[ent.start_char : ent.end_char] == ent.text
        assert ent.start_char >= end
        assert ent.label_ in LABELS
        end = ent.end_char
    for quote in doc._.quotes:
        assert all(0 <= a < b <= len(text) for a, b in quote["spans"])
    for award in doc._.awards:
        assert all(text[a:b] for a, b, _ in award["spans"])


def test_processes_and_threads_give_the_same(nlp):
    texts = [TEXT, "중구는 협약을 맺었다.", "이창우 동작구청장은 “골목을 살리겠다”고 말했다."] * 4

    def shown(docs):
        return [[(e.text, e.label_, e.kb_id_) for e in doc.ents] for doc in docs]

    alone = shown(nlp.pipe(texts))
    assert shown(nlp.pipe(texts, n_process=2, batch_size=3)) == alone
    with ThreadPoolExecutor(4) as pool:
        assert shown(pool.map(nlp, texts)) == alone
    assert shown(map(pickle.loads(pickle.dumps(nlp)), texts[:3])) == alone[:3]
