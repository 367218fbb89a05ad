import pytest

from kr_localgov_nlp.evaluation.datasets import corpus_folder
from kr_localgov_nlp.evaluation.real import read_labels
from kr_localgov_nlp.training.closed import SCORED, open_labels, other_names, scored_issuers
from kr_localgov_nlp.training.domain_texts import closed_issuers
from kr_localgov_nlp.training.gather import REAL

LABELS = corpus_folder() / "real"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("산업통상부", "산업통상자원부"),
        ("환경부", "기후에너지환경부"),
        ("문화재청", "국가유산청"),
        ("국토교통부", "국토해양부"),
    ],
)
def test_a_ministry_is_closed_under_its_other_names(given, named):
    assert {given, named} <= other_names([given])


@pytest.mark.parametrize(
    ("given", "other"), [("국토교통부", "해양수산부"), ("기후에너지환경부", "산업통상자원부")]
)
def test_a_part_of_its_work_is_not_the_ministry(given, other):
    assert other not in other_names([given])


def test_only_rows_of_the_part_count():
    rows = [{"issuer": "가평군", "part": "train"}, {"issuer": "순천시", "part": "scored"}]
    assert closed_issuers(rows) == {"순천시"}
    assert other_names(row["issuer"] for row in rows) == {"가평군", "순천시"}


@pytest.mark.parametrize("name", REAL)
def test_what_is_trained_on_is_never_scored(name):
    kept = open_labels(name)
    assert kept
    assert name not in SCORED
    assert not {one.issuer for one in kept} & scored_issuers()


def test_releases_of_scored_ministries_are_left_out():
    everything = [one for name in REAL for one in read_labels(LABELS / f"{name}.jsonl")]
    left_out = {one.issuer for one in everything} - {one.issuer for name in REAL for one in open_labels(name)}
    assert {"산업통상자원부", "기후에너지환경부", "국가유산청"} <= left_out
