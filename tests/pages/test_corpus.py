"""Scores on the saved pages of the corpus; a floor is lowered only in the open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.scoring import FIELDS, Scores, score_folder, score_page, table

CORPUS = Path(__file__).parents[2] / "corpus" / "pages"
FLOORS = dict.fromkeys(FIELDS, 0.96)
BODY_FLOOR = 0.99
# What the reader gets wrong, and why; a page that is mended leaves the list.
KNOWN = {
    "50_paper_page_scan_columns": "a paragraph ends nearly at the margin of its column, the next begins right below",
    "64_two_new_no_issuer": "a paper whose name is none of a paper, without imprint or copyright line",
}


@pytest.fixture(scope="module")
def scores():
    return score_folder(CORPUS)


def test_every_article_is_found_and_no_other(scores):
    assert scores.gold >= 25
    assert (scores.found, scores.extra) == (scores.gold, 0), "\n".join(scores.misses)


@pytest.mark.parametrize("part", FIELDS)
def test_fields(scores, part):
    assert scores.rate(part) >= FLOORS[part], "\n".join(scores.misses)


def test_bodies(scores):
    assert scores.precision >= BODY_FLOOR, table(scores)
    assert scores.recall >= BODY_FLOOR, table(scores)
    assert scores.clutter <= 0.01 * scores.paragraphs, "\n".join(scores.misses)


def test_what_is_known_to_be_wrong_is_all_that_is(scores):
    assert {miss.split(":")[0] for miss in scores.misses} == set(KNOWN), "\n".join(scores.misses)


def test_the_scorer_counts_misses():
    from kr_localgov_nlp.pages import Article

    gold = {
        "title": "가",
        "subtitles": [],
        "published": None,
        "updated": None,
        "outlet": None,
        "reporter": "나",
        "captions": [],
    }
    gold |= {"url": None, "body": "첫 문단이다.\n\n둘째 문단이다."}
    scores = Scores()
    score_page(
        scores, "page", [Article("가", body="첫 문단이다.\n\n군더더기"), Article("다", body="라")], [gold]
    )
    assert (scores.found, scores.extra, scores.clutter) == (1, 1, 1)
    assert scores.rate("reporter") == 0.0
    assert scores.rate("title") == 1.0
    assert 0.0 < scores.recall < 1.0
    assert 0.0 < scores.precision < 1.0
