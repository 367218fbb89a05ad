"""Whole runs: every layer scored, what was not labelled left out, the same run twice the same."""

from __future__ import annotations

import json

import pytest
from rich.console import Console

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.evaluation.datasets import Dataset, Item
from kr_localgov_nlp.evaluation.layers import Layers, people
from kr_localgov_nlp.evaluation.run import Judged, evaluate, measure
from kr_localgov_nlp.evaluation.spans import CORE, Labelled
from kr_localgov_nlp.evaluation.table import table, title

from .made import GOLD, TEXT, dataset, result


def test_a_run_of_the_pipeline(nlp):
    seen = []
    run = evaluate(nlp, dataset(), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
    assert run.heads
    assert run.measures["exact.HEAD"].f1 == 1.0
    assert run.measures["links.HEAD"].f1 == 1.0
    assert run.measures["issuer"].f1 == 1.0
    assert len(run.judged[0].found.sources) == len(run.judged[0].found.entities)
    assert evaluate(nlp, dataset()).to_dict() == run.to_dict()


def test_records_from_the_gold_entities(nlp):
    text = "한빛누리가 새봄별에서 으뜸꽃을 받았다."
    gold = (Labelled(0, 4, "ORG"), Labelled(6, 9, "AWARD"), Labelled(12, 15, "PRIZE"))
    award = {"recipient": "한빛누리", "award": "새봄별", "year": 2024, "prize": "으뜸꽃", "giver": None}
    data = Dataset("one", "", (Item("a", text, "2024-05-01", Layers(gold, awards=(award,))),), CORE)
    found = evaluate(nlp, data).measures["records.awards"]
    assert (found.right, found.gold) == (0, 1), "no table and no rule knows these names"
    assert evaluate(nlp, data, gold_entities=True).measures["records.awards"].f1 == 1.0


def test_no_texts(nlp):
    with pytest.raises(InputError, match="holds no texts"):
        evaluate(nlp, dataset(0))


def test_the_numbers():
    found = [
        GOLD[0],
        Labelled(9, 13, "EVENT"),
        GOLD[2]._replace(link="4600000000"),
        GOLD[3],
        Labelled(31, 34, "ORG"),
    ]
    measures = result(found).measures
    assert measures["exact.core"].f1 == 1.0
    assert (measures["exact.all"].right, measures["exact.all"].found) == (6, 10)
    assert measures["partial.all"].right == 8
    assert measures["links.all"].f1 == 0.5
    assert measures["links.HEAD"].f1 == 0.0
    assert measures["heads"].f1 == 0.0
    assert measures["macro.all"].f1 == pytest.approx(3 / 5)
    assert measures["issuer"].f1 == 1.0
    assert measures["records.awards"].gold == 0


def test_false_records_count_where_there_is_no_gold():
    quote = {"speaker": None, "role": "", "spans": [[0, 3]]}
    assert result(quotes=(quote,)).measures["records.quotes"].found == 2


def test_layers_without_labels_are_not_scored():
    item = Item("a", TEXT, None, Layers(GOLD[:1]))
    measures = measure([Judged(item, Layers(GOLD, issuer=frozenset()))], CORE)
    assert not [name for name in measures if name.startswith(("records", "awards", "quotes", "issuer"))]
    assert "exact.all" not in measures
    assert measures["exact.DISTRICT"].f1 == 1.0
    assert measures["exact.core"].found == 2, "labels beyond the core were not annotated and do not count"


def test_the_interval_of_a_mixed_run():
    good, bad = result().judged[0], result(()).judged[0]
    one = measure([good, bad] * 10)["exact.all"]
    assert one.low < one.f1 < one.high


def test_people_of_a_text():
    text = "최문순 강원도지사와 최문순 화천군수"
    spans = [Labelled(0, 3, "HEAD", "4200000000"), Labelled(11, 14, "HEAD", "4279000000")]
    assert people(text, spans) == {("최문순", "4200000000"), ("최문순", "4279000000")}


def test_json_is_plain_and_complete():
    data = json.loads(json.dumps(result(heads=False).to_dict()))
    assert data["heads"] is False
    assert data["counts"]["texts"] == 2
    assert set(data["measures"]["exact.core"]) == {
        "right", "found", "gold", "precision", "recall", "f1", "low", "high",
    }  # fmt: skip


def test_the_table_shows_labels_links_and_records():
    console = Console(width=110)
    with console.capture() as shown:
        console.print(title(result()), table(result()))
    lines = shown.get().splitlines()
    assert "2 texts, 10 entities" in lines[0]
    assert "with the table of heads" in lines[0]
    names = [line.split("  ")[0].strip() for line in lines]
    for name in ("HEAD", "EVENT", "core", "all", "macro all", "links HEAD", "heads", "issuer"):
        assert name in names
    assert "MONEY" not in names, "nothing to score"


def test_an_empty_layer_is_no_error():
    data = Dataset("x", "", (Item("a", "", None, Layers(())),), CORE)
    assert measure([Judged(data.items[0], Layers(()))], CORE)["exact.core"].f1 == 0.0
