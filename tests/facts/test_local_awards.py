"""Award records of 26 releases written in the manner of local news about residents' honours, marked as in the corpus."""

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
FILES = sorted(FOLDER.glob("*.txt"))
# What the rules reach on these texts, on which they were worked; before they were read it was .40.
FLOOR = 0.73
# In these nobody is named who has an honour: candidates are sought, winners counted, money is won.
NOBODY = (
    "gochang-counted-prizes",
    "miryang-parents-day",
    "ulju-village-project",
    "yangpyeong-patrol-counts",
)


def found_in(name: str, nlp: Language) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    marked = parse((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), name)
    doc = analyze(marked.text, published=marked.head["published"], nlp=nlp)
    return marked.awards, doc._.awards


def test_residents_honours(nlp: Language) -> None:
    total = Score()
    for file in FILES:
        gold, found = found_in(file.stem, nlp)
        score = award_scores(gold, found)["records.awards"]
        total.add(score.right, score.found, score.gold)
    assert len(FILES) == 26
    assert total.gold == 181
    assert total.f1 >= FLOOR


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_is_honoured(name: str, nlp: Language) -> None:
    gold, found = found_in(name, nlp)
    assert gold == []
    assert found == []
