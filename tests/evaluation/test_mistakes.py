"""The list of mistakes: each difference once, with its kind, place and rule."""

from __future__ import annotations

from kr_localgov_nlp.evaluation.layers import Layers
from kr_localgov_nlp.evaluation.mistakes import errors, kinds
from kr_localgov_nlp.evaluation.run import Judged, Result
from kr_localgov_nlp.evaluation.spans import CORE, Labelled

from .made import GOLD, dataset, result

DISTRICT, EVENT, HEAD, DATE, PLACE = GOLD


def names(*found, **layers):
    return [m.name for m in errors(result(found, n=1, **layers))]


def test_a_perfect_run_has_none():
    assert names(*GOLD) == []


def test_kinds():
    assert names(EVENT, HEAD, DATE, PLACE) == ["missed DISTRICT"]
    assert names(*GOLD, Labelled(39, 43, "PERSON")) == ["false PERSON"]
    assert names(DISTRICT, Labelled(9, 13, "EVENT"), HEAD, DATE, PLACE) == ["border EVENT"]
    assert names(DISTRICT, EVENT, HEAD, DATE, PLACE._replace(label="ORG")) == ["label PLACE as ORG"]
    assert names(DISTRICT._replace(link=""), EVENT, HEAD, DATE, PLACE) == ["link DISTRICT"]


def test_two_finds_on_one_gold_span_are_a_border_and_a_false_one():
    parts = (Labelled(5, 8, "EVENT"), Labelled(9, 13, "EVENT"))
    assert names(DISTRICT, *parts, HEAD, DATE, PLACE) == ["border EVENT", "false EVENT"]


def test_the_same_label_is_preferred_over_another_on_shared_words():
    parts = (Labelled(5, 8, "PLACE"), Labelled(9, 13, "EVENT"))
    assert names(DISTRICT, *parts, HEAD, DATE, PLACE) == ["border EVENT", "false PLACE"]


def test_every_difference_of_spans_is_told_once():
    run = result((DISTRICT, Labelled(9, 13, "ORG"), Labelled(31, 34, "ORG"), Labelled(40, 42, "DATE")), n=1)
    told = list(errors(run))
    missed = sum(m.kind in ("missed", "border", "label") for m in told)
    false = sum(m.kind in ("false", "border", "label") for m in told)
    whole = run.measures["exact.all"]
    assert (missed, false) == (whole.gold - whole.right, whole.found - whole.right)


def test_where_and_why():
    (mistake,) = errors(result((*GOLD[:4], PLACE._replace(label="ORG")), n=1))
    assert mistake.context.startswith("나주시, 영산포 홍어축제 연다 윤병태 나주시장은 5일 ⟦영산포⟧에서")
    assert (mistake.id, mistake.source) == ("made-0", "rule")
    assert "영산포 → 영산포  [made-0, rule]" in str(mistake)
    (link,) = errors(result((DISTRICT._replace(link="4600000000"), *GOLD[1:]), n=1))
    assert (link.gold, link.found) == ("나주시 = 4617000000", "4600000000")


def test_records_that_differ():
    quote = {"speaker": "윤병태", "role": "나주시장", "spans": [[36, 40]]}
    award = {"recipient": None, "award": None, "year": None, "prize": "대상", "spans": []}
    told = list(errors(result(quotes=(quote,), awards=(award,), n=1)))
    assert [m.name for m in told] == ["false award record", "false quote record"]
    assert "윤병태 | 나주시장" in told[1].found
    assert "⟦" in told[1].context


def test_labels_that_were_not_annotated_are_no_mistakes():
    data = dataset(1, labels=CORE)
    run = Result(
        data,
        True,
        {},
        (Judged(data.items[0], Layers((PLACE, Labelled(40, 42, "ORG")), awards=(), quotes=())),),
    )
    assert [m.name for m in errors(run)] == ["missed DISTRICT", "missed HEAD"]


def test_counting():
    assert kinds(errors(result(GOLD[1:]))) == {"missed DISTRICT": 2}
