"""Input that makes patterns backtrack: what is tested is that it ends, with pytest-timeout as the guard."""

from __future__ import annotations

import pytest

from kr_localgov_nlp.errors import LocalgovError
from kr_localgov_nlp.pages import read_page
from kr_localgov_nlp.pages.text import MAX_LINES
from tests.pages import pages

LINES = {
    "tags": "#" * 390,
    "tag words": "#가" * 190 + "!",
    "digits": "1" * 390,
    "counter": "댓글" + "1" * 60 + "x",
    "short words": "가나 " * 95 + "!",
    "mail": "a." * 190,
    "brackets": "[" * 390,
    "lead": "[가=나 " * 60,
    "dates": "2024.01.01 " * 35,
    "rights": "저작권자 ⓒ" * 50,
    "bars": "가 | " * 90,
    "photo": "(사진" * 90,
    "spaces": "가" + "\xa0" * 380 + "나",
    "list": "많이 본 뉴스" + "1" * 20 + "!",
    "path": "가 > " * 90 + "!",
    "dashes": "-" * 200 + "가",
    "numbers": "1. " * 120,
    "rules": "- = " * 98 + "가",
    "leaders": "가." + "." * 380,
    "clipping": "[1] 가나" + " 2024" * 12,
    "related": "관련기사" + "가" * 90 + "다.",
    "arrows": "▶" + "가 " * 45 + "▶",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", sorted(LINES))
def test_hostile_lines_end(name):
    page = f"{pages.TITLE}\n등록 2024-05-03\n{pages.LEAD}\n" + f"{LINES[name]}\n" * 300 + pages.SECOND
    articles = read_page(page)
    assert articles
    assert articles[0].title == pages.TITLE


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "page",
    [
        "가" * 1_000_000,
        "가 " * 500_000,
        "가람구가 문을 열었다고 밝혔다. " * 1_000_000,
        "a" * 20_000_000,
        "\n" * 3_000_000,
        "<" * 1_000_000,
        "<div>" * 100_000 + "가",
        '{"' * 500_000,
        "[" * 500_000,
        " " * 2_000_000 + "가",
        "사진 설명" * 100_000,
    ],
    ids=lambda page: page[:8],
)
def test_huge_pages_end(page):
    try:
        articles = read_page(page)
    except LocalgovError:
        return
    assert len(articles) <= 1


def test_too_many_lines_are_refused():
    with pytest.raises(LocalgovError, match="lines, the limit"):
        read_page("가나다\n" * (MAX_LINES + 1))
