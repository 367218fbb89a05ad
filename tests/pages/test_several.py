"""Pages with several articles that no comment box divides."""

from __future__ import annotations

from datetime import date

import pytest

from kr_localgov_nlp.pages import read_page
from kr_localgov_nlp.pages.html import visible_text
from tests.pages.pages import BODY, LEAD, OTHER_LEAD, OTHER_SECOND, OTHER_TITLE, SECOND, SUBTITLE, TITLE

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
OTHER_BODY = f"{OTHER_LEAD}\n\n{OTHER_SECOND}"


def read(page: str) -> list[tuple[str, str]]:
    return [(article.title, article.body) for article in read_page(page)]


BOTH = [(TITLE, BODY), (OTHER_TITLE, OTHER_BODY)]


@pytest.mark.parametrize("rule", ["=" * 20, "─" * 80, "* * * * *", "- - - - - - -"])
def test_rules_between_articles(rule):
    page = f"이번 주 소식\n{rule}\n{TITLE}\n\n{BODY}\n{rule}\n{OTHER_TITLE}\n\n{OTHER_BODY}\n{rule}\n끝"
    assert read(page) == BOTH


def test_titles_between_two_rules():
    rule = "=" * 30
    page = f"{rule}\n{TITLE}\n{rule}\n{BODY}\n\n{rule}\n{OTHER_TITLE}\n{rule}\n{OTHER_BODY}"
    assert read(page) == BOTH


def test_rules_inside_one_article_divide_nothing():
    page = f"{TITLE}\n등록 2024-05-03\n\n{LEAD}\n\n----------\n□ 행사 개요\n○ 장소: 한내동\n----------\n\n{SECOND}"
    [article] = read_page(page)
    assert article.paragraphs[0] == LEAD
    assert article.paragraphs[-1] == SECOND


def test_clippings_state_paper_and_day():
    page = (
        f"일일 스크랩\n\n[1] 가람신문 2024년 5월 3일 금요일 05면 사회\n{TITLE}\n\n{BODY}\n\n- 1 -\n\n"
        f"[2] 한들바람 2024-05-02 07:52\n{OTHER_TITLE}\n\n{OTHER_BODY}\n"
    )
    first, second = read_page(page)
    assert (first.title, first.outlet, first.published) == (TITLE, "가람신문", date(2024, 5, 3))
    assert (second.title, second.outlet, second.published) == (OTHER_TITLE, "한들바람", date(2024, 5, 2))
    assert second.body == OTHER_BODY


def test_briefs_with_marked_titles():
    page = (
        f"가람신문\n2024년 05월 03일 (금) 14면  지역\n\n■ 단신 ■\n\n▷{TITLE}\n{LEAD}\n{SECOND}\n\n"
        f"▷{OTHER_TITLE}\n{OTHER_LEAD}\n{OTHER_SECOND}\n"
    )
    first, second = read_page(page)
    assert (first.title, second.title) == (TITLE, OTHER_TITLE)
    assert (second.body, second.published, second.outlet) == (OTHER_BODY, date(2024, 5, 3), "가람신문")


def test_headings_with_the_same_mark_are_no_briefs():
    page = f"{TITLE}\n등록 2024-05-03\n\n{LEAD}\n\n■ 밤에도 여는 열람실\n{SECOND}\n\n■ 어린이 방도 갖춰\n{OTHER_SECOND}"
    [article] = read_page(page)
    assert "■ 어린이 방도 갖춰" in article.paragraphs


def html(parts: list[str], head: str = "") -> str:
    return f"<html><head><title>모음</title></head><body>{head}<main>{''.join(parts)}</main></body></html>"


def part(title: str, body: str, day: str = "", tag: str = "section") -> str:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))
    return f'<{tag} class="card"><h3>{title}</h3>{day}{inner}</{tag}>'


@pytest.mark.parametrize("tag", ["section", "article", "div", "details"])
def test_elements_side_by_side(tag):
    parts = [
        part(TITLE, BODY, "<em>문하늘 기자 입력 2024.05.03 07:30</em>", tag),
        part(OTHER_TITLE, OTHER_BODY, "<em>나은주 기자 입력 2024.05.02 18:05</em>", tag),
    ]
    page = html(parts, "<h1>가람 소식 한 바퀴</h1>")
    articles = read_page(page)
    assert [(article.title, article.body) for article in articles] == BOTH
    assert [article.reporter for article in articles] == ["문하늘", "나은주"]
    text = visible_text(page)
    assert [text[start:end] for article in articles for start, end in article.spans["title"]] == [
        TITLE,
        OTHER_TITLE,
    ]


def test_undated_elements_under_another_heading_are_chapters():
    chapters = [part("첫째, 밤에도 여는 열람실", BODY), part("둘째, 들판에서 여는 음악회", OTHER_BODY)]
    head = f"<h1>{TITLE}</h1><p>문하늘 기자 등록 2024-05-03</p>"
    assert len(read_page(html(chapters, head))) == 1
    assert len(read_page(html(chapters))) == 2


def test_lists_that_open_show_the_day_after_the_title():
    parts = [
        part(f"{TITLE} <span>2024-05-03</span>", BODY, tag="details"),
        part(f"{OTHER_TITLE} <span>2024-05-02</span>", OTHER_BODY, tag="details"),
    ]
    articles = read_page(html(parts))
    assert [(a.title, a.published.day) for a in articles] == [(TITLE, 3), (OTHER_TITLE, 2)]


def test_teasers_of_other_articles_are_no_sections():
    teasers = [
        part(OTHER_TITLE, f"{OTHER_LEAD[:40]}..."),
        part("한들군 들판", "한들군은 오는 17일 들판에서 음악회를 연다고 밝혔다."),
    ]
    head = f"<article><h1>{TITLE}</h1><p>문하늘 기자 등록 2024-05-03</p>{PARAGRAPHS}</article><p>저작권자 © 가람신문 무단전재 금지</p>"
    [article] = read_page(html(teasers, head))
    assert (article.title, article.body) == (TITLE, BODY)


def test_the_line_that_metadata_state_is_the_title():
    page = (
        f'<html><head><meta property="og:title" content="{TITLE}"></head><body><div>[속보] 가람구 도서관 세 곳, 오는 10일부터'
        f" 밤 10시까지</div><h1>{TITLE}</h1><h2>{SUBTITLE}</h2><p>문하늘 기자 등록 2024-05-03</p>"
        f"{PARAGRAPHS}</body></html>"
    )
    assert read(page) == [(TITLE, BODY)]


def test_terms_and_descriptions():
    entries = "".join(
        f"<dt>{title}</dt><dd>작성일 : {day} / 작성자 : 문화과</dd><dd>{'<br>'.join(body.split(chr(10) * 2))}</dd>"
        for title, day, body in ((TITLE, "2024-05-03", BODY), (OTHER_TITLE, "2024-05-02", OTHER_BODY))
    )
    articles = read_page(f"<html><body><div>가람구 보도자료</div><dl>{entries}</dl></body></html>")
    assert [(a.title, a.body, a.published.day) for a in articles] == [(*BOTH[0], 3), (*BOTH[1], 2)]


def test_rows_of_an_archive_name_day_and_reporter():
    page = (
        f"가람신문 기사보관소\n\n{TITLE}\n2024.05.03 / 문하늘 / 자치\n{BODY}\n(끝)\n\n"
        f"{OTHER_TITLE}\n2024.05.02 / 나은주 / 문화\n{OTHER_BODY}\n(끝)\n"
    )
    articles = read_page(page)
    assert [(a.title, a.body) for a in articles] == BOTH
    assert [(a.reporter, a.published.day, a.outlet) for a in articles] == [
        ("문하늘", 3, "가람신문"),
        ("나은주", 2, "가람신문"),
    ]


def test_briefs_below_the_name_of_a_newsletter():
    page = f"전국 마을 소식  제31호\n\n★ {TITLE}\n{LEAD}\n{SECOND}\n\n★ {OTHER_TITLE}\n{OTHER_LEAD}\n{OTHER_SECOND}\n"
    assert [title for title, _ in read(page)] == [TITLE, OTHER_TITLE]


def test_days_with_labels_of_old_sites():
    page = f"{TITLE}\n글쓴이 : 문하늘 기자 / 올린날 : 2015.05.07 (목) 18:44 / 고친날 : 2015.05.08 (금) 09:02\n\n{BODY}"
    [article] = read_page(page)
    assert (article.published, article.updated) == (date(2015, 5, 7), date(2015, 5, 8))
