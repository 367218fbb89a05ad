from __future__ import annotations

import json
import sys
from datetime import date

import pytest

from kr_localgov_nlp.errors import MissingExtraError, PageError
from kr_localgov_nlp.pages import html as module
from kr_localgov_nlp.pages import read_page
from kr_localgov_nlp.pages.html import visible_text
from tests.pages.pages import BODY, LEAD, OTHER_LEAD, OTHER_TITLE, SUBTITLE, TITLE

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))


def news(head: str = "", byline: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{TITLE} - 가람신문</title>"
        f"{head}</head><body><nav><a>정치</a><a>사회</a></nav>"
        f"<article><h1>{TITLE}</h1><h2>{SUBTITLE}</h2>"
        f"{byline}<figure><img><figcaption>한내도서관 전경. (사진=가람구)</figcaption></figure>"
        f"{PARAGRAPHS}</article><aside><h3>많이 본 뉴스</h3><ul><li>{OTHER_TITLE}</li>"
        f"<li>{OTHER_LEAD}</li></ul></aside></body></html>"
    )


def test_title_subtitle_caption_and_body():
    [article] = read_page(news(byline="<p>문하늘 기자</p><p>승인 2024.05.03 10:00</p>"))
    assert (article.title, article.subtitles, article.body) == (TITLE, [SUBTITLE], BODY)
    assert article.captions == ["한내도서관 전경. (사진=가람구)"]
    assert (article.reporter, article.published) == ("문하늘", date(2024, 5, 3))


def test_metadata_fills_what_the_page_does_not_show():
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": TITLE,
                "datePublished": "2024-05-03T10:00:00+09:00",
                "dateModified": "2024-05-04T08:30:00+09:00",
                "author": {"@type": "Person", "name": "문하늘"},
            }
        ],
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script>'
        '<meta property="og:site_name" content="가람신문"><link rel="canonical" href="https://garam.example/news/1">'
    )
    [article] = read_page(news(head))
    assert (article.published, article.updated) == (date(2024, 5, 3), date(2024, 5, 4))
    assert (article.published_at, article.updated_at) == ("2024-05-03T10:00:00", "2024-05-04T08:30:00")
    assert (article.reporter, article.outlet, article.url) == (
        "문하늘",
        "가람신문",
        "https://garam.example/news/1",
    )
    assert "published" not in article.spans


def test_a_government_site_is_no_outlet():
    [article] = read_page(news('<meta property="og:site_name" content="가람구청">'))
    assert article.outlet is None


def test_what_the_page_states_wins_over_metadata():
    head = '<meta property="article:published_time" content="2020-01-01T00:00:00+09:00">'
    [article] = read_page(news(head, "<p>문하늘 기자</p><p>승인 2024.05.03 10:00</p>"))
    assert article.published == date(2024, 5, 3)


def test_old_tables_and_breaks():
    rows = "".join(f"{paragraph}<br><br>" for paragraph in BODY.split("\n\n"))
    page = (
        f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>등록일</td><td>2012-03-04</td></tr>"
        f"<tr><td>{rows}</td></tr></table>"
    )
    [article] = read_page(page.encode("cp949"))
    assert (article.title, article.published, article.body) == (TITLE, date(2012, 3, 4), BODY)


def test_a_page_without_article():
    page = (
        "<html><body><ul>"
        + "".join(f"<li><a>가람구, 행사 {i}번째 열어</a></li>" for i in range(30))
        + "</ul></body></html>"
    )
    assert read_page(page) == []


def test_hidden_parts_and_scripts_are_not_visible():
    page = (
        "<body><p>가</p><p style='display:none'>나</p><script>var a='다'</script><p hidden>라</p>"
        "<!-- 마 --><p>바</p></body>"
    )
    assert visible_text(page).split() == ["가", "바"]


def test_entities_are_decoded():
    assert visible_text("<p>&lsquo;가람&rsquo;&nbsp;&amp; 한들</p>") == "‘가람’\xa0& 한들"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body></body></html>", "<p>" * 3000, "<!doctype html>", "<html><"]
)
def test_broken_html_gives_nothing(page):
    assert read_page(page) == []


def test_too_long_html_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MAX_HTML", 500)
    with pytest.raises(PageError, match="the limit is 500"):
        read_page(news())


def test_without_trafilatura_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r'pip install "kr-localgov-nlp\[html\]"'):
        read_page(news())


def test_trafilatura_stumbling_does_not_lose_the_page(monkeypatch):
    import trafilatura

    def stumble(*args, **kwargs):
        raise ValueError("odd tree")

    monkeypatch.setattr(trafilatura, "extract", stumble)
    [article] = read_page(news(byline="<p>문하늘 기자</p><p>승인 2024.05.03 10:00</p>"))
    assert (article.title, article.body) == (TITLE, BODY)
    assert LEAD in article.text


def test_a_fragment_without_html_or_body_is_read_as_html():
    [article] = read_page(f"<h1>{TITLE}</h1><p>{LEAD}</p>")
    assert (article.title, article.body) == (TITLE, LEAD)
