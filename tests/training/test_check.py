"""The validator finds every fault, says where, and finds none in the shipped corpus."""

from __future__ import annotations

import json

import pytest

from kr_localgov_nlp.errors import InputError, LabelError
from kr_localgov_nlp.evaluation.datasets import corpus_folder
from kr_localgov_nlp.training.check import ANY, check_jsonl, check_rows
from kr_localgov_nlp.training.schema import LabelledText, read_jsonl, write_jsonl

GOOD = {
    "id": "a",
    "kind": "release",
    "text": "윤병태 나주시장은 “함께 가자”고 말했다.",
    "published": "2024-09-11",
    "issuer": ["4617000000"],
    "entities": [[0, 3, "HEAD"], [4, 7, "DISTRICT"]],
    "links": [[0, 3, "4617000000"], [4, 7, ""]],
    "records": {
        "awards": [{"recipient": "전라남도 나주시", "year": 2024, "prize": None}],
        "quotes": [{"speaker": "윤병태", "role": "나주시장", "text": "함께 가자", "spans": [[11, 16]]}],
    },
    "domains": ["jobs", "youth"],
    "meta": {"who": "김"},
}
FAULTS = [
    ({"id": None}, "id is missing"),
    ({"id": 3}, "id 3 is no text"),
    ({"text": " \n"}, "is no text"),
    ({"text": "가\ud83d"}, "half a surrogate pair"),
    ({"kind": "article"}, "kind 'article' is none of release, rewrite, page"),
    ({"rewrite_of": 3}, "rewrite_of 3 is no text"),
    ({"published": "2024-02-30"}, "no date like"),
    ({"published": "20240911"}, "no date like"),
    ({"issuer": "4617000000"}, "no list of codes or names"),
    ({"entities": {}}, "entities {} is no list"),
    ({"entities": [[0, 3]]}, "is no [start, end, label]"),
    ({"entities": [[0, 3, ""]]}, "is no [start, end, label]"),
    ({"entities": [[True, 3, "HEAD"]]}, "is no [start, end, label]"),
    ({"entities": [["0", 3, "HEAD"]]}, "is no [start, end, label]"),
    ({"entities": [[0, 99, "HEAD"]]}, "no span of the text, which has 23 characters"),
    ({"entities": [[3, 3, "HEAD"]]}, "no span of the text"),
    ({"entities": [[-3, 3, "HEAD"]]}, "no span of the text"),
    ({"entities": [[0, 4, "HEAD"]]}, "white space at the border of '윤병태 '"),
    ({"entities": [[0, 3, "HEDA"]]}, "no known label 'HEDA' (HEAD?)"),
    ({"entities": [[0, 3, "HEAD"], [2, 7, "PERSON"]]}, "entities [0, 3] and [2, 7] overlap"),
    ({"entities": [[0, 3, "HEAD"], [0, 3, "PERSON"]]}, "entities [0, 3] and [0, 3] overlap"),
    ({"links": [[0, 2, "x"]]}, "link [0, 2, 'x']: no entity has this span"),
    ({"links": [[0, 3, "x"], [0, 3, "y"]]}, "a second link"),
    ({"links": [[0, 3, None]]}, "is no [start, end, target]"),
    ({"records": []}, "records [] is no object"),
    ({"records": {"award": []}}, "no such kind 'award'"),
    ({"records": {"awards": ["x"]}}, "awards ['x'] is no list of objects"),
    ({"records": {"awards": [{"year": "2024"}]}}, "awards 1: year '2024' is no number"),
    ({"records": {"awards": [{"prise": "x"}]}}, "awards 1: no such field 'prise' (prize?)"),
    ({"records": {"quotes": [{"spans": [[11, 99]]}]}}, "quotes 1: [11, 99]: no span"),
    ({"records": {"quotes": [{"spans": [11]}]}}, "no list of [start, end]"),
    ({"domains": "jobs"}, "domains 'jobs' is no list"),
    ({"domains": ["job"]}, "no known domain 'job' (jobs?)"),
    ({"domains": ["jobs", "jobs"]}, "the domain 'jobs' is there twice"),
    ({"meta": []}, "meta [] is no object"),
    ({"entites": []}, "no field of the schema: 'entites' (entities?)"),
]


def test_a_good_text_has_no_problems():
    assert check_rows([(1, GOOD)]) == []
    assert check_rows([(1, {"id": "a", "text": "나주시"})]) == []


@pytest.mark.parametrize(("change", "reason"), FAULTS, ids=[reason for _, reason in FAULTS])
def test_every_fault_is_told(change, reason):
    row = GOOD | change
    if "entities" in change:
        row.pop("links")
    if "text" in change:
        row = {"id": "a"} | change
    problems = check_rows([(7, row)], "mine.jsonl")
    assert [p for p in problems if reason in p.reason], problems
    assert all((p.file, p.line) == ("mine.jsonl", 7) for p in problems)
    assert len(problems) == 1


def test_all_problems_of_a_file_come_together(tmp_path):
    rows = [
        GOOD,
        GOOD | {"domains": ["x"], "kind": "y"},
        {"id": "b", "text": "나"},
        GOOD | {"id": "c", "domains": []},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "mine.jsonl").write_text(
        "\ufeff" + "\n".join([*lines, "{broken", "", "[]"]), encoding="utf-8"
    )
    problems = check_jsonl(tmp_path / "mine.jsonl")
    told = [str(problem) for problem in problems]
    assert [p.line for p in problems] == sorted(p.line for p in problems)
    for line, reason in (
        (2, "no known domain 'x'"),
        (2, "kind 'y'"),
        (2, "the id 'a' is there already, in line 1"),
        (2, "the same text as line 1 with other labels (domains)"),
        (4, "the same text as line 1 with other labels (domains)"),
        (5, "no JSON"),
        (7, "no JSON object but list"),
    ):
        assert any(t.startswith(f"mine.jsonl, line {line}: ") and reason in t for t in told), (line, reason)
    with pytest.raises(LabelError) as error:
        read_jsonl(tmp_path / "mine.jsonl")
    assert list(error.value.problems) == problems


def test_the_same_text_with_the_same_labels_is_no_problem():
    other = GOOD | {"id": "b", "entities": GOOD["entities"][::-1]}
    assert check_rows([(1, GOOD), (2, other), (3, {"id": "c", "text": GOOD["text"]})]) == []


def test_own_labels_and_own_domains(tmp_path):
    row = {"id": "a", "text": "나주 배", "entities": [[3, 4, "FRUIT"]], "domains": ["과수"]}
    assert len(check_rows([(1, row)])) == 2
    assert check_rows([(1, row)], labels=["FRUIT"], taxonomy=["과수"]) == []
    assert check_rows([(1, row)], labels=ANY, taxonomy=ANY) == []
    (tmp_path / "mine.csv").write_text("domain,name\n과수,과일\n", encoding="utf-8")
    assert check_rows([(1, row)], labels=["FRUIT"], taxonomy=tmp_path / "mine.csv") == []
    (tmp_path / "mine.csv").write_text("name\n과일\n", encoding="utf-8")
    with pytest.raises(InputError, match="column ‘domain’"):
        check_rows([(1, row)], taxonomy=tmp_path / "mine.csv")


def test_files_that_can_not_be_read(tmp_path):
    with pytest.raises(InputError, match=r"none\.jsonl"):
        check_jsonl(tmp_path / "none.jsonl")
    (tmp_path / "a.jsonl").write_bytes("나주시".encode("cp949"))
    with pytest.raises(InputError, match="not UTF-8 at byte 0"):
        check_jsonl(tmp_path / "a.jsonl")


def test_the_error_shows_twenty_and_counts_the_rest(tmp_path):
    (tmp_path / "a.jsonl").write_text("{}\n" * 30, encoding="utf-8")
    with pytest.raises(LabelError) as error:
        read_jsonl(tmp_path / "a.jsonl")
    assert len(error.value.problems) == 60
    assert str(error.value).endswith("… and 40 more")


def test_the_shipped_corpus_is_clean_and_comes_back_as_it_is(tmp_path):
    path = corpus_folder() / "releases.jsonl"
    assert check_jsonl(path) == []
    texts = read_jsonl(path)
    write_jsonl(texts, tmp_path / "again.jsonl")
    assert read_jsonl(tmp_path / "again.jsonl") == texts
    assert all(isinstance(text, LabelledText) for text in texts)
