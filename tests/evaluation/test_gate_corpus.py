"""The gate over the written corpus: no change may score below the floors, with the table of heads or without."""

from __future__ import annotations

import pytest

import kr_localgov_nlp as klg
from kr_localgov_nlp.evaluation.datasets import load_dataset
from kr_localgov_nlp.evaluation.gate import check, read_floors
from kr_localgov_nlp.evaluation.run import evaluate


@pytest.mark.slow
def test_no_score_lies_below_its_floor(nlp):
    data = load_dataset("releases")
    results = [evaluate(pipeline, data) for pipeline in (nlp, klg.load(heads=False))]
    assert [result.heads for result in results] == [True, False]
    problems = check(read_floors(), results)
    assert not problems, "\n".join(problems)
