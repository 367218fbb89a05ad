from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.errors import LocalgovError
from kr_localgov_nlp.pages import Article, read_page
from kr_localgov_nlp.pages.html import visible_text
from tests.pages import pages

PIECES = [
    *pages.ALL.values(),
    pages.TITLE,
    pages.BODY,
    pages.OTHER_LEAD,
    "등록 2024-05-03",
    "문하늘 기자",
    "댓글(0)",
    "많이 본 뉴스",
    "▲ 한내도서관 전경",
    "저작권자 © 가람신문 무단전재",
    "관련기사",
    "",
    "\xa0",
    "제목",
    "작성일",
]


def squeeze(text: str) -> str:
    return "".join(text.split())


def check_spans(article: Article, page: str) -> None:
    taken = {part: [page[start:end] for start, end in pairs] for part, pairs in article.spans.items()}
    assert all(0 <= start < end <= len(page) for pairs in article.spans.values() for start, end in pairs)
    assert [squeeze(entry) for entry in taken.get("body", [])] == [
        squeeze(entry) for entry in article.paragraphs
    ]
    assert [squeeze(entry) for entry in taken.get("captions", [])] == [
        squeeze(entry) for entry in article.captions
    ]
    if "subtitles" in taken:
        assert taken["subtitles"] == article.subtitles
    if "title" in taken:
        assert squeeze(taken["title"][0]) == squeeze(article.title)
    if "reporter" in taken:
        assert taken["reporter"][0] == article.reporter
    if "outlet" in taken:
        assert taken["outlet"][0] == article.outlet
    if "url" in taken:
        assert taken["url"][0].startswith(article.url)


def apart(article: Article) -> None:
    """No character of the page is taken for two parts of the text."""
    pairs = sorted(
        pair for part in ("title", "subtitles", "captions", "body") for pair in article.spans.get(part, [])
    )
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(pairs))


@pytest.mark.parametrize("name", sorted(pages.ALL))
def test_spans_point_to_the_parts(name):
    articles = read_page(pages.ALL[name])
    assert articles
    for article in articles:
        assert article.spans["title"]
        assert article.spans["body"]
        check_spans(article, pages.ALL[name])
        apart(article)


def test_spans_of_html_point_into_the_visible_text():
    page = f"<html><body><h1>{pages.TITLE}</h1><p>문하늘 기자</p><p>등록 2024-05-03</p>" + "".join(
        f"<p>{paragraph}</p>" for paragraph in pages.BODY.split("\n\n")
    )
    [article] = read_page(page)
    check_spans(article, visible_text(page))
    assert article.body == pages.BODY


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n\n\n"]))
def test_any_arrangement_of_lines_keeps_spans_true(pieces, between):
    page = between.join(pieces)
    for article in read_page(page):
        check_spans(article, page)
        apart(article)
        assert article.body.strip()
        assert Article.from_dict(article.to_dict()) == article


def test_two_titles_on_end_set_apart_are_no_article_of_their_own():
    apart_by = "\n\n\n\n\n"
    body = pages.BODY
    page = apart_by.join([pages.TITLE, body, pages.TITLE, pages.TITLE, body, "댓글(0)"])
    for article in read_page(page):
        check_spans(article, page)
        assert article.body.strip()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    try:
        articles = read_page(text)
    except LocalgovError:
        return
    for article in articles:
        assert article.title or article.body


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        articles = read_page(data)
    except LocalgovError:
        return
    assert isinstance(articles, list)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(pages.ALL)), st.data())
def test_a_page_cut_anywhere_is_read(name, data):
    whole = pages.ALL[name].encode("utf-8")
    cut = data.draw(st.integers(min_value=60, max_value=len(whole)))
    for article in read_page(whole[:cut]):
        check_spans(article, whole[:cut].decode("utf-8", errors="ignore"))
