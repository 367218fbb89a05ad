from __future__ import annotations

from datetime import date

import pytest

from kr_localgov_nlp.pages import read_page
from tests.pages import pages
from tests.pages.pages import BODY, OTHER_LEAD, OTHER_SECOND, OTHER_TITLE, SUBTITLE, TITLE


def test_bulleted_byline_and_most_read_list():
    [article] = read_page(pages.bulleted())
    assert (article.title, article.subtitles, article.body) == (TITLE, [SUBTITLE], BODY)
    assert (article.reporter, article.published, article.published_at) == (
        "문하늘",
        date(2024, 5, 3),
        "2024-05-03T09:14:32",
    )
    assert article.outlet is None


def test_weather_list_on_top_and_outlet_in_the_lead():
    [article] = read_page(pages.weather_on_top())
    assert (article.title, article.body) == (TITLE, BODY)
    assert (article.outlet, article.reporter, article.published) == ("가람신문", "문하늘", date(2021, 11, 24))


def test_approved_and_modified_with_caption():
    [article] = read_page(pages.approved())
    assert (article.title, article.subtitles, article.body) == (TITLE, [SUBTITLE], BODY)
    assert article.captions == ["새로 문을 여는 한내도서관 전경. (사진=가람구)"]
    assert (article.published, article.updated) == (date(2023, 5, 4), date(2023, 5, 5))
    assert (article.outlet, article.reporter) == ("가람신문", "문하늘")


def test_wire_dateline():
    [article] = read_page(pages.wire())
    assert (article.title, article.body) == (TITLE, BODY)
    assert (article.outlet, article.reporter, article.published) == ("한결통신", "문하늘", date(2022, 10, 19))


def test_government_board_has_no_outlet_and_no_reporter():
    [article] = read_page(pages.board())
    assert (article.title, article.subtitles, article.body) == (TITLE, [SUBTITLE], BODY)
    assert (article.outlet, article.reporter, article.published) == (None, None, date(2024, 6, 7))


def test_several_articles_divided_by_comment_counters():
    first, second = read_page(pages.several())
    assert (first.title, first.body) == (TITLE, BODY)
    assert (second.title, second.subtitles) == (OTHER_TITLE, [])
    assert second.body == f"{OTHER_LEAD}\n\n{OTHER_SECOND}"


def test_articles_divided_by_wide_gaps_only():
    page = f"{TITLE}\n\n{BODY}\n\n\n\n\n{OTHER_TITLE}\n\n{OTHER_LEAD}\n\n{OTHER_SECOND}"
    assert [article.title for article in read_page(page)] == [TITLE, OTHER_TITLE]


def test_articles_that_follow_each_other_with_bylines():
    page = (
        f"{TITLE}\n문하늘 기자 | 승인 2021.04.06 17:20\n\n{BODY}\n\n문하늘 기자 moon@garam.example\n\n"
        f"{OTHER_TITLE}\n서이랑 기자 | 승인 2021.04.07 09:00\n\n{OTHER_LEAD}\n\n{OTHER_SECOND}\n"
    )
    first, second = read_page(page)
    assert (first.reporter, first.published, first.body) == ("문하늘", date(2021, 4, 6), BODY)
    assert (second.reporter, second.published) == ("서이랑", date(2021, 4, 7))


def test_most_read_list_above_the_article():
    page = (
        f"많이 본 뉴스\n1\n{OTHER_TITLE}\n{OTHER_LEAD[:50]}…\n\n홈 > 뉴스 > 지역\n{TITLE}\n"
        f"입력 : 2022.07.08 10:00\n문하늘 기자\n\n{BODY}\n"
    )
    [article] = read_page(page)
    assert (article.title, article.subtitles, article.body) == (TITLE, [], BODY)


def test_comments_are_no_article():
    page = (
        f"{TITLE}\n문하늘 기자\n등록 2024-05-03\n\n{BODY}\n\n댓글 2\n아무개\n참 좋은 소식이네요. "
        "우리 동네에도 이런 도서관이 생기면 좋겠어요. 감사합니다.\n"
    )
    [article] = read_page(page)
    assert article.body == BODY


def test_box_of_related_articles_and_advert_within_the_text():
    first, *rest = BODY.split("\n\n")
    page = (
        f"{TITLE}\n문하늘 기자\n승인 2022.03.04 10:10\n\n{first}\n\n광고\n여름맞이 이불 특가전\n\n"
        f"관련기사\n{OTHER_TITLE}\n\n"
        + "\n\n".join(rest)
        + "\n\n저작권자 © 가람신문 무단전재 및 재배포 금지\n"
    )
    [article] = read_page(page)
    assert article.body == BODY


def test_headings_and_list_lines_stay_in_the_text():
    page = (
        f"{TITLE}\n등록 2024-05-03\n\n{pages.LEAD}\n\n■ 세 곳의 위치\n▲ 한내도서관\n▲ 솔밭도서관\n"
        f"▲ 물레도서관\n\n{pages.SECOND}\n"
    )
    [article] = read_page(page)
    assert article.paragraphs[1:5] == ["■ 세 곳의 위치", "▲ 한내도서관", "▲ 솔밭도서관", "▲ 물레도서관"]
    assert article.captions == []


def test_lines_broken_inside_sentences_are_joined():
    import textwrap

    broken = "\n\n".join(textwrap.fill(paragraph, 26) for paragraph in BODY.split("\n\n"))
    [article] = read_page(f"보도자료\n{TITLE}\n작성일 : 2021-04-05 / 조회 : 11\n\n{broken}\n\n목록\n")
    assert article.body == BODY


def test_a_text_without_title_is_an_article_with_an_empty_title():
    [article] = read_page(BODY)
    assert (article.title, article.body) == ("", BODY)


@pytest.mark.parametrize(
    "page",
    [
        "로그인\n회원가입\n많이 본 뉴스\n"
        + "\n".join(f"{i}. 가람구, 행사 {i}번째 열어" for i in range(1, 9)),
        (
            "요청하신 페이지를 찾을 수 없습니다. 주소를 다시 확인하여 주시기 바랍니다. "
            "이용에 불편을 드려 죄송합니다."
        ),
        "구름많음속초11.0℃\n맑음서울9.0℃\n비제주14.3℃",
        (
            f"지역뉴스\n{OTHER_TITLE}\n{OTHER_LEAD[:45]}...\n문하늘 기자 2024-01-02\n{TITLE}\n"
            f"{BODY[:45]}...\n서이랑 기자 2024-01-02\n1\n2\n다음"
        ),
        "가",
        " \n\t\n",
        "",
    ],
)
def test_a_page_without_article_gives_nothing(page):
    assert read_page(page) == []


@pytest.mark.parametrize("name", sorted(pages.ALL))
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_endings_change_nothing(name, newline):
    plain = [article.to_dict() | {"spans": None} for article in read_page(pages.ALL[name])]
    other = [
        article.to_dict() | {"spans": None} for article in read_page(pages.ALL[name].replace("\n", newline))
    ]
    assert other == plain
