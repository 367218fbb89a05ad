"""Loading labelled texts: the two forms, fingerprints, and what is said where something is missing."""

from __future__ import annotations

import gzip
import hashlib
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kr_localgov_nlp.errors import InputError, TableError
from kr_localgov_nlp.evaluation.datasets import TEXTS, corpus_folder, fingerprint, load_dataset
from kr_localgov_nlp.evaluation.spans import CORE, Labelled

WRITTEN = {
    "id": "b",
    "kind": "release",
    "text": "구로구가 우수상을 받았다.",
    "published": "2024-09-11",
    "issuer": ["1153000000"],
    "entities": [[0, 3, "DISTRICT"], [5, 8, "PRIZE"]],
    "links": [[0, 3, "1153000000"]],
    "records": {
        "awards": [{"recipient": "서울특별시 구로구", "award": None, "year": None, "prize": "우수상"}],
        "quotes": [],
    },
}
TITLE, BODY = "구로구 소식", "구로구가 새 도서관을 열었다."
WHOLE = f"{TITLE}\n\n{BODY}"
REAL = {
    "id": "r-1",
    "source": "local_releases",
    "key": "1",
    "issuer": "구로구",
    "published": "2024-09-11",
    "sha256": hashlib.sha256(WHOLE.encode()).hexdigest(),
    "entities": [[0, 3, "DISTRICT", "1153000000"]],
}


@pytest.fixture
def write(tmp_path):
    def lines(*rows, name="mine.jsonl"):
        path = tmp_path / name
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        return path

    return lines


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    (folder / "ministry_releases").mkdir(parents=True)
    with gzip.open(folder / "local_releases.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"title": TITLE, "text": BODY}) + "\n")
    pq.write_table(
        pa.table({"title": ["제목"], "body": ["본문"]}), folder / "ministry_releases" / "a.parquet"
    )
    return folder


def test_written_texts_with_links_and_codes(write):
    data = load_dataset(write(WRITTEN, WRITTEN | {"id": "a"}))
    assert [item.id for item in data.items] == ["a", "b"]
    gold = data.items[0].gold
    assert gold.entities[0] == Labelled(0, 3, "DISTRICT", "1153000000")
    assert gold.awards[0]["recipient_code"] == "1153000000"
    assert gold.issuer == {"1153000000"}
    assert data.counts() == {"texts": 2, "entities": 4, "awards": 2, "quotes": 0}


def test_a_persons_record_has_no_code(write):
    row = WRITTEN | {"records": {"awards": [{"recipient": "차순례", "prize": "대상"}], "quotes": []}}
    assert load_dataset(write(row)).items[0].gold.awards[0]["recipient_code"] is None


def test_layers_that_were_not_labelled_are_none(write):
    row = {k: v for k, v in WRITTEN.items() if k not in ("records", "issuer")}
    gold = load_dataset(write(row)).items[0].gold
    assert (gold.awards, gold.quotes, gold.issuer) == (None, None, None)


def test_pages_are_left_out(write):
    assert len(load_dataset(write(WRITTEN, WRITTEN | {"id": "p", "kind": "page"})).items) == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "no labelled text"),
        (WRITTEN | {"entities": [[0, 99, "ORG"]]}, "no span of the text"),
        (WRITTEN | {"entities": [[3, 3, "ORG"]]}, "no span of the text"),
        (WRITTEN | {"entities": [[0, 3, "THING"]]}, "no span of the text"),
        (WRITTEN, "there twice"),
        ([], "no labelled text"),
    ],
)
def test_a_wrong_line_is_named(write, row, reason):
    with pytest.raises(TableError, match=rf"mine\.jsonl, line 2.*{reason}"):
        load_dataset(write(WRITTEN, row))


def test_the_fingerprint_covers_what_is_scored(write):
    before = load_dataset(write(WRITTEN)).fingerprint
    assert load_dataset(write(WRITTEN | {"genre": "award", "domains": ["jobs"]})).fingerprint == before
    for change in (
        {"text": WRITTEN["text"] + " "},
        {"links": [[0, 3, ""]]},
        {"published": "2024-09-12"},
        {"entities": WRITTEN["entities"][:1]},
        {"records": {"awards": [], "quotes": []}},
    ):
        assert load_dataset(write(WRITTEN | change)).fingerprint != before
    assert fingerprint([]) != before


def test_real_labels_find_their_texts(write, texts, monkeypatch):
    path = write(REAL)
    data = load_dataset(path, texts)
    assert data.items[0].text == WHOLE
    assert data.labels == CORE
    assert data.items[0].gold.quotes is None
    monkeypatch.setenv(TEXTS, str(texts))
    assert load_dataset(path) == data


def test_real_labels_beyond_the_core_are_all_scored(write, texts):
    row = REAL | {"entities": [*REAL["entities"], [14, 17, "PLACE", ""]]}
    assert "PLACE" in load_dataset(write(row), texts).labels


def test_records_alone_score_no_entity(write, texts):
    row = REAL | {"entities": [], "awards": [{"recipient": [0, 3], "prize": "우수상"}]}
    data = load_dataset(write(row), texts)
    assert data.labels == ()
    assert data.items[0].gold.awards[0]["recipient"] == "구로구"


def test_real_labels_without_their_texts(write, texts, tmp_path, monkeypatch):
    monkeypatch.delenv(TEXTS, raising=False)
    with pytest.raises(
        InputError, match=r"without their texts; give the folder .* --texts or KR_LOCALGOV_TEXTS"
    ):
        load_dataset(write(REAL))
    with pytest.raises(InputError, match=r"not under .*nowhere"):
        load_dataset(write(REAL), tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"1 of the 2 texts .* are not under"):
        load_dataset(write(REAL, REAL | {"id": "r-2", "sha256": "0" * 64}), texts)


def test_unknown_data():
    with pytest.raises(InputError, match=r"there are releases, real:.*core-dev"):
        load_dataset("real:none")


def test_the_corpus_is_found():
    assert (corpus_folder() / "real").is_dir()


def test_a_file_of_another_kind_is_told_in_words(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("제목,본문\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"table\.csv, line 1: no labelled text: no JSON$"):
        load_dataset(path)
