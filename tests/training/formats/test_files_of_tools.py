"""Files in the shapes that the tools' own documentation shows, and files that are broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kr_localgov_nlp.errors import InputError, LabelError
from kr_localgov_nlp.training import formats
from kr_localgov_nlp.training.formats.conll import write_conll
from kr_localgov_nlp.training.formats.label_studio import config
from kr_localgov_nlp.training.schema import LabelledText

DATA = Path(__file__).parent / "data"


def found(text: LabelledText) -> list[tuple[str, str]]:
    return [(text.text[start:end], label) for start, end, label in text.entities or ()]


def reasons(notes) -> str:
    return "\n".join(map(str, notes))


def test_doccano_counts_utf16_units():
    texts, notes = formats.read(DATA / "doccano_sequence.jsonl")
    assert found(texts[0]) == [("나주시", "DISTRICT"), ("영산강 축제", "EVENT")]
    assert texts[0].entities[0] == [2, 5, "DISTRICT"]
    assert found(texts[1]) == [("윤병태", "HEAD"), ("나주시", "DISTRICT"), ("10일", "DATE")]
    assert [t.id for t in texts] == ["31", "32"]
    assert texts[0].domains is None
    assert reasons(notes) == "doccano_sequence.jsonl, line 2: 1 comments left out"


def test_doccano_in_characters():
    texts, _ = formats.read(DATA / "doccano_sequence.jsonl", offsets="characters")
    assert texts[0].entities[0] == [3, 6, "DISTRICT"]


def test_doccano_old_and_new_names_of_columns():
    old = formats.read(DATA / "doccano_old.jsonl").texts[0]
    assert (old.id, found(old)) == ("33", [("윤병태", "Person"), ("10일", "Date")])
    new, notes = formats.read(DATA / "doccano_relation.jsonl")
    assert found(new[0]) == [("윤병태", "HEAD"), ("나주시", "DISTRICT")]
    assert "1 relations left out" in reasons(notes)


def test_doccano_classes():
    texts, _ = formats.read(DATA / "doccano_classes.jsonl")
    assert [t.domains for t in texts] == [["culture", "community"], ["economy"]]
    assert [t.entities for t in texts] == [None, None]


def test_doccano_export_shows_the_words_in_a_browser(tmp_path):
    text = LabelledText("a", "🎉 나주시", entities=[[2, 5, "DISTRICT"]])
    formats.write([text], tmp_path / "a.jsonl", "doccano")
    row = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    start, end, _ = row["label"][0]
    assert row["text"].encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "나주시"


def test_doccano_tells_every_bad_line(tmp_path):
    lines = [
        '{"id": 1}',
        "{",
        '{"text": "🎉나주", "label": [[1, 2, "X"], [0, 9, "X"]]}',
        '{"text": "나", "label": [3]}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LabelError) as error:
        formats.read(tmp_path / "a.jsonl", "doccano")
    assert sorted({p.line for p in error.value.problems}) == [1, 2, 3, 4]
    assert "inside a character" in str(error.value)
    assert "outside the text of 4 UTF-16 units" in str(error.value)


def test_label_studio_takes_the_annotation_that_counts():
    texts, notes = formats.read(DATA / "label_studio.json")
    assert found(texts[0]) == [("나주시", "DISTRICT"), ("영산강 축제", "EVENT")]
    assert texts[0].domains == ["culture"]
    assert texts[1].entities is None
    assert "'relation' left out" in reasons(notes)
    assert "task 2: predictions left out" in reasons(notes)


def test_label_studio_of_old_versions_counted_utf16_units():
    text = formats.read(DATA / "label_studio_utf16.json").texts[0]
    assert text.entities == [[2, 5, "DISTRICT"]]


def test_label_studio_short_form():
    texts, _ = formats.read(DATA / "label_studio_min.json")
    assert found(texts[0]) == [("윤병태", "HEAD")]
    assert [t.domains for t in texts] == [["economy"], ["culture", "community"]]


def test_label_studio_refuses_offsets_of_another_text(tmp_path):
    tasks = json.loads((DATA / "label_studio_utf16.json").read_text(encoding="utf-8"))
    tasks[0]["completions"][0]["result"][0]["value"] |= {"start": 4, "end": 7}
    (tmp_path / "a.json").write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.raises(LabelError, match="'나주시' in the region"):
        formats.read(tmp_path / "a.json")


def test_label_studio_config_names_labels_and_choices():
    xml = config(["HEAD"], ['a"b'])
    assert '<Label value="HEAD"/>' in xml
    assert 'a"b' not in xml.replace("'a\"b'", "")


def test_conll_2003():
    texts, _ = formats.read(DATA / "conll2003.conll")
    assert [t.text for t in texts] == ["나주시 가 축제 를\n윤병태 시장", "광주 남구 북구"]
    assert [found(t) for t in texts] == [
        [("나주시", "DISTRICT"), ("윤병태", "HEAD")],
        [("광주 남구", "DISTRICT"), ("북구", "DISTRICT")],
    ]


def test_bioes():
    texts, _ = formats.read(DATA / "bioes.bio")
    assert [found(t) for t in texts] == [[("나주 시", "DISTRICT"), ("10일", "DATE"), ("오늘", "DATE")], []]


def test_conll_tells_an_entity_inside_a_token_and_cuts_it_if_asked(tmp_path):
    text = LabelledText("a", "나주시장이 밝혔다.", entities=[[0, 3, "DISTRICT"], [6, 7, "X"]])
    notes = write_conll([text], tmp_path / "a.conll")
    assert len(notes) >= 1
    assert "X '밝' [6, 7] begins or ends inside a token" in reasons(notes)
    assert write_conll([text], tmp_path / "a.conll", split=True) == []
    assert formats.read(tmp_path / "a.conll").texts == [text]


def test_conll_with_tokens_that_are_not_the_texts(tmp_path):
    (tmp_path / "a.conll").write_text('# text = "나주시가"\n나주시\tB-X\n는\tO\n\n나주\n', encoding="utf-8")
    with pytest.raises(LabelError) as error:
        formats.read(tmp_path / "a.conll")
    assert "line 3: the token '는' does not follow" in str(error.value)
    assert "line 5: no token with a BIO tag" in str(error.value)


def test_brat():
    texts, notes = formats.read(DATA / "brat")
    assert found(texts[0]) == [
        ("나주시", "DISTRICT"),
        ("전라남도\n교육청", "ORG"),
        ("10일", "DATE"),
        ("윤병태", "HEAD"),
    ]
    assert texts[0].id == "DOC-1000"
    assert texts[0].links == [[0, 3, "4617000000"]]
    for what in ("relation", "event", "attribute", "equivalence", "note", "reference to Wikipedia"):
        assert f"1 × {what} left out" in reasons(notes)
    assert formats.read(DATA / "brat" / "DOC-1000.ann").texts == texts


def test_brat_refuses_discontinuous_entities_and_other_words(tmp_path):
    (tmp_path / "a.txt").write_text("남구와 북구청장", encoding="utf-8")
    lines = ["T1\tHEAD 0 1;4 8\t남 북구청장", "T2\tX 0 2\t북구", "nonsense"]
    (tmp_path / "a.ann").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LabelError) as error:
        formats.read(tmp_path)
    assert "a.ann, line 1: a discontinuous entity, 0 1;4 8" in str(error.value)
    assert "a.ann, line 2: 0 2 is '남구' in the text, but '북구' in the annotation" in str(error.value)
    assert "a.ann, line 3: no annotation" in str(error.value)


def test_docbin_of_spacy_itself(tmp_path):
    import spacy
    from spacy.tokens import DocBin, Span

    doc = spacy.blank("en")("Naju opens 구로구")
    doc.ents = [Span(doc, 2, 3, "DISTRICT", kb_id="1153000000")]
    doc.cats = {"culture": 0.9, "jobs": 0.1}
    DocBin(docs=[doc]).to_disk(tmp_path / "a.spacy")
    text = formats.read(tmp_path / "a.spacy").texts[0]
    assert (found(text), text.domains) == ([("구로구", "DISTRICT")], ["culture"])
    assert text.links == [[11, 14, "1153000000"]]
    (tmp_path / "b.spacy").write_bytes(b"no such thing")
    with pytest.raises(InputError, match="no DocBin"):
        formats.read(tmp_path / "b.spacy")


def test_a_docbin_trains_on_our_tokens(tmp_path):
    import spacy
    from spacy.tokens import DocBin

    text = LabelledText("a", "나주시장이 밝혔다.", entities=[[6, 7, "X"]], domains=["jobs"])
    other = LabelledText("b", "나주시", domains=["culture"])
    formats.write([text, other], tmp_path / "a.spacy")
    docs = list(DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("ko_localgov").vocab))
    assert [(ent.text, ent.label_) for ent in docs[0].ents] == [("밝", "X")]
    assert [doc.cats for doc in docs] == [{"jobs": 1.0, "culture": 0.0}, {"culture": 1.0, "jobs": 0.0}]
    assert docs[0][0].tag_.startswith("NN")


def test_korean_table_of_excel(tmp_path):
    texts, notes = formats.read(DATA / "domains_ko.csv")
    assert str(notes[0]) == (
        "domains_ko.csv, line 1: id = 연번, title = 제목, text = 본문, published = 등록일, domains = 정책분야"
    )
    assert texts[0].text == "배 축제 연다\n\n나주시가 배 축제를 연다.\r\n사흘 동안이다."
    assert texts[0].published == "2024-09-11"
    assert [t.domains for t in texts] == [["culture", "agriculture"], ["transport"], None, []]
    content = (DATA / "domains_ko.csv").read_bytes().decode()
    for encoding in ("cp949", "utf-8-sig", "utf-16"):
        (tmp_path / "domains_ko.csv").write_bytes(content.encode(encoding))
        assert formats.read(tmp_path / "domains_ko.csv").texts == texts


def test_wide_table_with_a_column_nobody_knows():
    texts, notes = formats.read(DATA / "domains_wide.csv")
    assert [t.domains for t in texts] == [["culture"], ["jobs"], None]
    assert "one column each: jobs, culture; not used: 비고" in reasons(notes)


def test_table_columns_by_name_and_their_errors(tmp_path):
    (tmp_path / "a.csv").write_text("갑,을\n나주시,jobs\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column is known for the text; there are 갑, 을"):
        formats.read(tmp_path / "a.csv")
    texts = formats.read(tmp_path / "a.csv", columns={"text": "갑", "domains": "을"}).texts
    assert (texts[0].text, texts[0].domains) == ("나주시", ["jobs"])
    with pytest.raises(InputError, match="no column '병'"):
        formats.read(tmp_path / "a.csv", columns={"text": "병"})
    (tmp_path / "a.csv").write_text("본문,jobs\n나주시,아마\n,1\n", encoding="utf-8")
    with pytest.raises(LabelError) as error:
        formats.read(tmp_path / "a.csv")
    assert "line 2: jobs: '아마' says neither yes nor no" in str(error.value)
    assert "line 3: text is missing" in str(error.value) or "line 3: text '' is no text" in str(error.value)


def test_xlsx_as_excel_saves_it(tmp_path):
    from datetime import datetime

    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["번호", "본문", "작성일", "분야"])
    book.active.append([7, "나주시_x000D_\n가 연다.", datetime(2024, 9, 11), "문화·관광·축제"])
    book.save(tmp_path / "a.xlsx")
    text = formats.read(tmp_path / "a.xlsx").texts[0]
    assert text == LabelledText("7", "나주시\r\n가 연다.", published="2024-09-11", domains=["culture"])


def test_xlsx_refuses_what_excel_would_cut(tmp_path):
    with pytest.raises(LabelError, match="line 2: a cell of 40,000 characters"):
        formats.write([LabelledText("a", "가" * 40_000)], tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"PK no")
    with pytest.raises(InputError, match="no XLSX file"):
        formats.read(tmp_path / "b.xlsx")


def test_links_of_entities_that_went_away_are_told(tmp_path):
    text = LabelledText("a", "나주시", entities=[[0, 3, "DISTRICT"]], links=[[0, 3, "4617000000"]])
    formats.write([text], tmp_path / "a.jsonl", "doccano")
    row = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8")) | {"label": [[0, 2, "DISTRICT"]]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    texts, notes = formats.read(tmp_path / "a.jsonl")
    assert texts[0].links == []
    assert "no entity has this span any more" in reasons(notes)


def test_formats_by_name():
    assert formats.guess(DATA / "brat") == "brat"
    assert formats.guess(DATA / "doccano_relation.jsonl") == "doccano"
    for name in ("a.docx", "a"):
        with pytest.raises(InputError, match="give one of"):
            formats.guess(name)
    with pytest.raises(InputError, match="no format 'xml'"):
        formats.read("a.xml", "xml")
