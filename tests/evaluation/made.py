"""Small made datasets for the tests of evaluation and gate."""

from __future__ import annotations

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.evaluation.datasets import Dataset, Item
from kr_localgov_nlp.evaluation.layers import Layers
from kr_localgov_nlp.evaluation.run import Judged, Result, measure
from kr_localgov_nlp.evaluation.spans import Labelled

TEXT = "나주시, 영산포 홍어축제 연다\n\n윤병태 나주시장은 5일 영산포에서 상인들을 만났다."
GOLD = (
    Labelled(0, 3, "DISTRICT", "4617000000"),
    Labelled(5, 13, "EVENT"),
    Labelled(18, 21, "HEAD", "4617000000"),
    Labelled(28, 30, "DATE"),
    Labelled(31, 34, "PLACE"),
)
CODES = frozenset({"4617000000"})


def dataset(n: int = 2, fingerprint: str = "f" * 64, labels=LABELS) -> Dataset:
    gold = Layers(GOLD, awards=(), quotes=(), issuer=CODES)
    items = tuple(Item(f"made-{i}", TEXT, "2025-05-06", gold) for i in range(n))
    return Dataset("made", fingerprint, items, labels)


def result(
    entities=GOLD, *, heads: bool = True, fingerprint: str = "f" * 64, issuer=CODES, n: int = 2, **layers
) -> Result:
    """A run that found the given entities in every text."""
    data = dataset(n, fingerprint)
    found = Layers(tuple(entities), issuer=issuer, sources=("rule",) * len(entities), **layers)
    judged = tuple(Judged(item, found) for item in data.items)
    return Result(data, heads, measure(judged, data.labels), judged)
