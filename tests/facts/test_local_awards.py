"""Award records of 52 releases written in the manner of local news, marked as in the corpus.

``residents`` tell of residents' honours, ``contests`` of sport, councils, schools and offices.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kr_localgov_nlp.evaluation.records import award_scores
from kr_localgov_nlp.evaluation.spans import Score
from kr_localgov_nlp.pipeline import analyze
from kr_localgov_nlp.training.markup import parse

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).parent / "local"
# Releases and records of each kind, and what the rules reach on them, on which they were worked; before any was read it
# was .40 and .59.
KINDS = {"residents": (26, 181, 0.73), "contests": (26, 211, 0.64)}
# In these nobody is named who has an honour: candidates are sought, winners counted, money is won.
NOBODY = (
    "contests/daegu-bukgu-ordinance",
    "contests/gangbuk-athletes-meeting",
    "contests/geumsan-council-call",
    "contests/sejong-school-project",
    "contests/yuseong-welfare-counts",
    "residents/gochang-counted-prizes",
    "residents/jecheon-call-for-names",
    "residents/miryang-parents-day",
    "residents/ulju-village-project",
    "residents/yangpyeong-patrol-counts",
)


def found_in(name: str, nlp: Language) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    marked = parse((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), name)
    doc = analyze(marked.text, published=marked.head["published"], nlp=nlp)
    return marked.awards, doc._.awards


@pytest.mark.parametrize("kind", KINDS)
def test_records(kind: str, nlp: Language) -> None:
    files = sorted((FOLDER / kind).glob("*.txt"))
    total = Score()
    for file in files:
        gold, found = found_in(f"{kind}/{file.stem}", nlp)
        score = award_scores(gold, found)["records.awards"]
        total.add(score.right, score.found, score.gold)
    releases, records, floor = KINDS[kind]
    assert (len(files), total.gold) == (releases, records)
    assert total.f1 >= floor


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_is_honoured(name: str, nlp: Language) -> None:
    gold, found = found_in(name, nlp)
    assert gold == []
    assert found == []
