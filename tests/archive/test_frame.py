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


def test_a_bad_date_is_that_rows_error(nlp):
    tagged = klg.tag(pd.DataFrame({"text": ["구로구"], "date": ["언젠가"]}), nlp=nlp, quiet=True)
    assert "언젠가" in tagged.loc[0, "error"]


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
