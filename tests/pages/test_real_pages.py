"""The three real pages of the project, where they lie beside the repository; only short facts here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from kr_localgov_nlp.pages import read_page

FOLDER = Path(__file__).parents[2].parent / "shared" / "pages"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real pages are not here")
CLUTTER = re.compile(r"목록|인쇄|메일전송|기사수정|많이 본|댓글|바로가기|HOT ISSUE|더보기|임정훈|국민신문고")


def digest(text: str) -> str:
    return sha256("".join(text.split()).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Facts:
    """Titles, subtitles and captions by hash; only the first and last words of the text."""

    title: str
    subtitles: list[str]
    published: str | None
    reporter: str | None
    captions: list[str]
    first: str
    last: str
    paragraphs: int


EXPECTED = {
    "000": [
        Facts(
            title="e505ae4be11d0675",
            subtitles=["a36333218f5371df", "514f90b4b43994ba"],
            published="2024-09-11T09:14:32",
            reporter="김미경",
            captions=["08051e9989756486"],
            first="구로구가 이달 10일",
            last="나서고 있다.",
            paragraphs=5,
        ),
    ],
    "002": [
        Facts(
            title="55f21f016d8c2768",
            subtitles=["6735731d324161c0"],
            published="2019-03-13T14:17:29",
            reporter="조정희",
            captions=["a454e1513ce52e6a", "a454e1513ce52e6a"],
            first="서북3구[마포(유동균 마포구청장)·은평(김미경 은평구청장)·서대문(문석진",
            last="바란다”고 말했다.",
            paragraphs=8,
        ),
    ],
    "003": [
        Facts(
            title="0d8a7cf712d2d9ac",
            subtitles=["8bf789737c3fa110"],
            published=None,
            reporter=None,
            captions=[],
            first="광주 동구(청장 임택)가",
            last="하겠다고 말했다.",
            paragraphs=5,
        ),
        Facts(
            title="b2ba7a63976c67b1",
            subtitles=["6d0463b9d23aedbe"],
            published=None,
            reporter=None,
            captions=[],
            first="광주 동구(청장 임택)공직자",
            last="거듭나겠다고 말했다.",
            paragraphs=8,
        ),
        Facts(
            title="1231d11095199047",
            subtitles=["4af369c0f4d408fe"],
            published=None,
            reporter=None,
            captions=[],
            first="광주 동구(청장 임택)",
            last="보이겠다고 말했다.",
            paragraphs=7,
        ),
    ],
}


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_real_page(number):
    [path] = FOLDER.glob(f"{number}_*.txt")
    articles = read_page(path)
    assert len(articles) == len(EXPECTED[number])
    for article, facts in zip(articles, EXPECTED[number], strict=True):
        assert digest(article.title) == facts.title
        assert [digest(entry) for entry in article.subtitles] == facts.subtitles
        assert [digest(entry) for entry in article.captions] == facts.captions
        assert (article.published_at, article.reporter) == (facts.published, facts.reporter)
        assert (article.published is None) == (facts.published is None)
        assert article.outlet is None
        assert article.body.startswith(facts.first)
        assert article.body.endswith(facts.last)
        assert len(article.paragraphs) == facts.paragraphs
        assert not CLUTTER.search(article.text)
        page = path.read_bytes().decode("utf-8")
        assert [page[start:end] for start, end in article.spans["body"]] == article.paragraphs
