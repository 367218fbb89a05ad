"""Your labels for domains: what is taken, what is a slip of the pen, and where it stands."""

import json

import pytest

from kr_localgov_nlp.errors import InputError, LabelError
from kr_localgov_nlp.gazetteer.domains import shipped_domains
from kr_localgov_nlp.training import formats
from kr_localgov_nlp.training.domain_labels import read_labels
from kr_localgov_nlp.training.schema import LabelledText

TEXTS = (
    "군이 마을 도서관을 새로 지어 다음 달에 문을 연다고 알렸다.",
    "시가 시내버스 노선을 고쳐 배차 간격을 줄이기로 했다.",
    "구청이 골목 상점의 간판을 바꾸도록 돈을 보태 준다.",
    "보건소가 어르신 집을 찾아가 혈압과 당뇨를 살핀다.",
    "시가 겨울을 앞두고 경로당 보일러를 모두 살펴보았다.",
)


def table(tmp_path, labels, texts=TEXTS, name="mine.csv"):
    rows = ["본문,정책분야", *(f'"{text}","{label}"' for text, label in zip(texts, labels, strict=False))]
    (tmp_path / name).write_text("\n".join(rows), encoding="utf-8")
    return tmp_path / name


def problems(*arguments, **settings):
    with pytest.raises(LabelError) as error:
        read_labels(*arguments, shipped_domains(), **settings)
    return [str(one) for one in error.value.problems]


def test_names_may_be_korean_or_english_and_divided_in_several_ways(tmp_path):
    file = table(tmp_path, ["교육·평생학습", "Transport", "economy, 복지·돌봄", "health; welfare", "-"])
    found = read_labels([file], shipped_domains())
    assert [one.domains for one in found.texts] == [
        ["education"], ["transport"], ["economy", "welfare"], ["health", "welfare"], [],
    ]  # fmt: skip
    assert found.new == {}
    assert list(found.rows.values()) == [("mine.csv", line) for line in range(2, 7)]
    assert "domains = 정책분야" in str(found.notes[0])


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("eduction", "unknown domain 'eduction' (education?)"),
        ("교통", "unknown domain '교통' (transport?)"),
        (
            "연날리기",
            "unknown domain '연날리기', in this row only; a new one needs 2 rows, or --new 연날리기",
        ),
    ],
)
def test_slips_of_the_pen(tmp_path, label, reason):
    file = table(tmp_path, ["education", label, "economy"])
    assert problems([file]) == [f"mine.csv, line 3: {reason}"]


def test_a_slip_stays_one_however_often_it_is_made(tmp_path):
    assert len(problems([table(tmp_path, ["eduction", "eduction", "eduction"])])) == 3


def test_new_names(tmp_path):
    file = table(tmp_path, ["연날리기", "연날리기", "economy", "eduction", "-"])
    found = read_labels([file], shipped_domains(), new=["eduction"])
    assert found.new == {"연날리기": 2, "eduction": 1}


def test_the_same_text_twice(tmp_path):
    file = table(tmp_path, ["education", "education", "transport"], [TEXTS[0], TEXTS[0] + " ", TEXTS[0]])
    assert problems([file]) == ["mine.csv, line 4: the same text as line 2 is education, here transport"]
    found = read_labels([file], shipped_domains(), skip=True)
    assert len(found.texts) == 1
    assert "the same text as line 2: left out" in str(found.notes[-1])


def test_the_same_text_in_two_files(tmp_path):
    one, two = table(tmp_path, ["education"]), table(tmp_path, ["transport"], name="yours.csv")
    assert problems([one, two]) == [
        "yours.csv, line 2: the same text as mine.csv, line 2 is education, here transport"
    ]


def test_blank_and_short_rows_are_told_by_row(tmp_path):
    file = table(tmp_path, ["", "transport", "economy", "", "welfare"], [*TEXTS[:4], "짧다."])
    found = read_labels([file], shipped_domains())
    assert len(found.texts) == 2
    told = [str(note) for note in found.notes[1:]]
    assert told == [
        "mine.csv: 2 rows (2, 5) without a domain left out; ‘-’ says none",
        "mine.csv: 1 rows (6) with less than 20 characters left out",
    ]
    with pytest.raises(InputError, match="no text in it has domains"):
        read_labels([table(tmp_path, ["", ""])], shipped_domains())


def test_a_row_without_a_text_is_told(tmp_path):
    assert "mine.csv, line 3" in problems([table(tmp_path, ["education", "economy"], [TEXTS[0], ""])])[0]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet", "jsonl", "json", "doccano"])
def test_every_format_says_the_same(tmp_path, suffix):
    given = [
        LabelledText(f"t{number}", text, domains=domains)
        for number, (text, domains) in enumerate(
            zip(TEXTS, (["jobs"], ["welfare", "health"], ["jobs"]), strict=False)
        )
    ]
    file = tmp_path / ("all.jsonl" if suffix == "doccano" else f"all.{suffix}")
    formats.write(given, file, "doccano-classes" if suffix == "doccano" else None)
    found = read_labels([file], shipped_domains())
    assert [(one.text, one.domains) for one in found.texts] == [(one.text, one.domains) for one in given]


def test_parquet_as_pandas_writes_it(tmp_path):
    import pandas as pd

    frame = pd.DataFrame({"제목": ["가", None], "본문": TEXTS[:2], "분야": [["jobs", "youth"], []]})
    frame.to_parquet(tmp_path / "frame.parquet")
    found = read_labels([tmp_path / "frame.parquet"], shipped_domains())
    assert [one.domains for one in found.texts] == [["jobs", "youth"], []]
    assert found.texts[0].text.startswith("가\n\n군이")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match="no Parquet file"):
        read_labels([tmp_path / "bad.parquet"], shipped_domains())


def test_a_doccano_line_is_told_by_its_number(tmp_path):
    lines = [{"text": TEXTS[0], "label": ["jobs"]}, {"text": TEXTS[1], "label": ["jobbs"]}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert problems([tmp_path / "a.jsonl"]) == ["a.jsonl, line 2: unknown domain 'jobbs' (jobs?)"]
