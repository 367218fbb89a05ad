from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import kr_localgov_nlp as klg
from kr_localgov_nlp.archive.columns import guess_columns
from kr_localgov_nlp.errors import InputError


def test_one_row_in_one_row_out_with_its_index(nlp, capsys):
    frame = pd.DataFrame(
        {
            "제목": ["구로구 소식", None],
            "내용": ["구로구(구청장 문헌일)는 협약을 맺었다.", "중구 소식이다."],
            "작성일": ["2024.08.09", np.nan],
        },
        index=[7, 9],
    )
    tagged = klg.tag(frame, nlp=nlp)
    assert tagged.index.tolist() == [7, 9]
    assert tagged["heads"].tolist() == [["구로구청장 문헌일"], []]
    assert tagged.loc[7, "tagged_text"].startswith("구로구 소식\n\n구로구(")
    assert tagged["error"].isna().all()
    assert "text = '내용'" in capsys.readouterr().err


@pytest.mark.parametrize("bad", [None, np.nan, "", "  ", 3, "\ud800"])
def test_a_row_without_text_says_why(bad, nlp):
    tagged = klg.tag(pd.DataFrame({"text": ["구로구", bad]}, dtype=object), nlp=nlp, quiet=True)
    assert tagged["error"].isna().tolist() == [True, False]


def test_a_cell_that_cannot_be_used_costs_its_evidence_and_not_the_row(nlp):
    frame = pd.DataFrame(
        {
            "text": ["구로구청은 협약을 맺었다."] * 4,
            "date": ["언젠가", "24.08.09", "2024-08-09", "2024-08-09"],
            "기관": ["구로구", "홍보담당관", "중구", ["구로구"]],
        }
    )
    tagged = klg.tag(frame, nlp=nlp, quiet=True)
    assert tagged["districts"].tolist() == [["구로구청"]] * 4
    for error, part in zip(tagged["error"], ["언젠가", "24.08.09", "ambiguous", "one name"], strict=True):
        assert part in error
    assert "홍보담당관" in tagged.loc[1, "error"]
    assert tagged["issuer"].tolist()[0] == ["서울특별시 구로구"]


def test_codes_and_days_that_pandas_read_as_numbers(nlp):
    frame = pd.DataFrame(
        {"text": ["중구는 10일 협약을 맺었다."] * 2, "date": [20240812, None], "issuer": [2611000000, None]}
    )
    tagged = klg.tag(frame, nlp=nlp, quiet=True)
    assert tagged["tag_issuer"].tolist()[0] == ["부산광역시 중구"]
    assert tagged["error"].isna().all()


def test_articles_are_taken_with_what_their_page_says(nlp):
    page = (
        "구로구, 취업박람회 연다\n등록 2024-09-11\n홍길동 기자\n\n"
        + "구로구(구청장 문헌일)는 취업박람회를 연다고 밝혔다. " * 3
    )
    articles = klg.read_page(page)
    tagged = klg.tag(articles, nlp=nlp)
    assert tagged["tagged_text"].tolist() == [articles[0].text]
    assert tagged["heads"].tolist() == [["구로구청장 문헌일"]]
    assert tagged.loc[0, "published"].isoformat() == "2024-09-11"
    assert klg.tag(articles[0], nlp=nlp).drop(columns="published").equals(tagged.drop(columns="published"))
    assert klg.tag("구로구가 나섰다.", nlp=nlp)["districts"].tolist() == [["구로구"]]
    assert klg.tag([], nlp=nlp).empty


def test_columns_may_be_numbers_and_may_not_be_ambiguous(nlp):
    assert klg.tag(pd.DataFrame([["구로구"]]), text=0, nlp=nlp, quiet=True)["districts"].tolist() == [
        ["구로구"]
    ]
    with pytest.raises(InputError, match="two columns"):
        klg.tag(pd.DataFrame([["구로구", "중구"]], columns=["text", "text"]), nlp=nlp, quiet=True)
    with pytest.raises(InputError, match="without columns"):
        klg.tag(pd.DataFrame(), nlp=nlp, quiet=True)


def test_a_tagged_table_tagged_again_keeps_every_column_apart(nlp):
    frame = pd.DataFrame({"text": ["구로구(구청장 문헌일)는 협약을 맺었다."]})
    for _ in range(3):
        frame = klg.tag(frame, nlp=nlp, quiet=True)
    assert frame.columns.is_unique
    assert frame["tag_tag_heads"].tolist() == frame["heads"].tolist() == [["구로구청장 문헌일"]]


def test_lists_and_series_are_taken(nlp):
    assert klg.tag(["구로구가 나섰다."], nlp=nlp)["districts"].tolist() == [["구로구"]]
    assert klg.tag(pd.Series(["구로구가 나섰다."], index=["a"]), nlp=nlp).index.tolist() == ["a"]


def test_taken_names_get_a_prefix(nlp):
    assert "tag_issuer" in klg.tag(pd.DataFrame({"text": ["구로구"], "issuer": [None]}), nlp=nlp, quiet=True)


def test_columns_named_or_missing():
    assert guess_columns(["Title", "BODY"], {})["text"] == "BODY"
    assert guess_columns(["a", "b"], {"text": "b"}) == {"text": "b"}
    with pytest.raises(InputError, match="no column 'x'"):
        guess_columns(["a"], {"text": "x"})
    with pytest.raises(InputError, match="no text column"):
        guess_columns(["a"], {})


def test_tables_of_docs(nlp):
    doc = klg.analyze("구로구 소식\n\n구로구가 10일 협약을 맺었다.", published="2024-08-12", nlp=nlp)
    tables = klg.to_tables([doc], tokens=True)
    assert tables["articles"]["title"].tolist() == ["구로구 소식"]
    assert set(tables["entities"]["label"]) == {"DISTRICT", "DATE"}
    assert tables["tokens"]["text"].tolist() == [t.text for t in doc]
    assert klg.to_tables(doc)["entities"].equals(tables["entities"])
