from __future__ import annotations

from datetime import date

import pytest

from kr_localgov_nlp.pages import Article, read_page
from kr_localgov_nlp.pages.byline import read_lead, read_name, signature_start
from kr_localgov_nlp.pages.captions import caption_start, inline_caption, is_scene
from kr_localgov_nlp.pages.dates import find_dates
from kr_localgov_nlp.pages.header import read_header
from kr_localgov_nlp.pages.lines import Kind, Line, classify, split_lines
from kr_localgov_nlp.pages.outlet import masthead, outlet_of_rights
from kr_localgov_nlp.pages.similar import same_line
from kr_localgov_nlp.pages.titles import subtitle_span, title_span
from kr_localgov_nlp.pages.wrap import join_text
from tests.pages import pages


def line(text: str) -> Line:
    return split_lines(text)[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("기사 메일전송", Kind.NOISE),
        ("가+ 가-", Kind.NOISE),
        ("페이스북 트위터 카카오스토리 URL복사", Kind.NOISE),
        ("이 기사를 공유합니다", Kind.NOISE),
        ("본문 글씨 키우기", Kind.NOISE),
        ("구름많음속초11.0℃", Kind.NOISE),
        ("0", Kind.NOISE),
        ("조회수 1,204", Kind.NOISE),
        ("댓글(0)", Kind.SPLIT),
        ("댓글 12개", Kind.SPLIT),
        ("많이 본 뉴스더보기", Kind.LIST),
        ("관련기사", Kind.LIST),
        ("이전글 가람구, 봄꽃 심기 행사", Kind.LIST),
        ("목록 바로가기", Kind.END),
        ("저작권자 © 가람신문 무단전재 및 재배포 금지", Kind.END),
        ("#가람구 #도서관", Kind.END),
        ("공공누리 제1유형", Kind.END),
        ("등록번호 : 서울 아00000 | 발행인 : 아무개", Kind.FOOTER),
        ("사업자등록번호 123-45-67890", Kind.FOOTER),
        ("통신판매업신고 제2024-가람-0000호", Kind.FOOTER),
        ("한내동 물 온도는 12월 15.4℃, 1월 12.1℃, 2월 11.8℃로 나타났다.", Kind.TEXT),
        ("③ 사업자등록증", Kind.SHORT),
        ("- 가람구, 마을 간행물 두 권 펴내 -", Kind.SHORT),
        ("· 강좌에 대한 수강생 만족도 조사", Kind.SHORT),
        ("만족도 조사", Kind.END),
        ("누리집 만족도 조사 매우만족 만족 보통 불만족", Kind.END),
        ("* 기관별 역할 : 고유등록번호 부여(가람구), 검사(한들군)", Kind.SHORT),
        ("구는 통신판매업체와 통신판매 상품의 표시를 살피고 등록번호 12건을 고쳤다고 밝혔다.", Kind.TEXT),
        ("문하늘 기자 moon@garam.example", Kind.META),
        ("승인 2024.05.03 10:22", Kind.META),
        ("담당부서", Kind.META),
        ("1. 도서관.jpg [size: 292 KB, Download: 14]", Kind.META),
        ("※ 사진 있음.", Kind.META),
        ("자료제공: 도서관과(000-0000)", Kind.META),
        ("가람구, 주요 뉴스 담은 소식지 펴내", Kind.SHORT),
        ("관련 기관과 함께 여는 안전 체험장", Kind.SHORT),
        ("댓글로 민원 푸는 가람구 누리집", Kind.SHORT),
        ("한내도서관은 목록 정리를 마치고 10일 다시 문을 연다.", Kind.TEXT),
        ("가람구는 이용자 만족도 조사에서 93점을 얻었다고 밝혔다.", Kind.TEXT),
        ("구는 사업자등록 주소와 대표 누리집을 새 이름으로 고쳤다고 설명했다.", Kind.TEXT),
        ("구는 주민 소식을 담은 뉴스레터를 다달이 펴낼 계획이라고 밝혔다.", Kind.TEXT),
        ("구는 주민의 제보를 토대로 옛 우물터 두 곳을 찾았다고 합니다.", Kind.TEXT),
        ("개인 사업자등록을 마친 주민은 구청에 오지 않아도 됩니다.", Kind.TEXT),
        ("기사 제보는 전자우편으로 보내 주시기 바랍니다.", Kind.END),
        ("본 저작물은 공공누리 제1유형 조건에 따라 이용할 수 있습니다.", Kind.END),
        ("가람구, 작가와 함께하는 책 이야기 ‘도서관은 골목으로!’", Kind.SHORT),
        ("첨부 사진 : 한내도서관 개관식", Kind.SHORT),
        ("첨부 사진 : 개관식.jpg (845KB)", Kind.META),
        ("이날 낮 기온이 35℃까지 오르자 구는 그늘막 서른 곳을 폈다고 밝혔다.", Kind.TEXT),
    ],
)
def test_kinds_of_lines(text, kind):
    assert classify(line(text)) is kind


@pytest.mark.parametrize(
    ("text", "label", "day", "moment"),
    [
        ("등록 2021.11.24 14:26:52", "published", date(2021, 11, 24), "2021-11-24T14:26:52"),
        ("입력 : 2018-09-11 17:03", "published", date(2018, 9, 11), "2018-09-11T17:03:00"),
        ("기사입력  2022/01/18 [09:51]", "published", date(2022, 1, 18), "2022-01-18T09:51:00"),
        ("승인 2020.01.02", "published", date(2020, 1, 2), None),
        ("작성일 16-03-08 14:05", "published", date(2016, 3, 8), "2016-03-08T14:05:00"),
        ("2018/10/17 17:12 송고", "published", date(2018, 10, 17), "2018-10-17T17:12:00"),
        ("최종수정 2022-10-19 오후 1:47", "updated", date(2022, 10, 19), "2022-10-19T13:47:00"),
        ("2022년 03월 14일(월) 16:56", "", date(2022, 3, 14), "2022-03-14T16:56:00"),
        ("수정 2024. 5. 3. 오전 12:10", "updated", date(2024, 5, 3), "2024-05-03T00:10:00"),
    ],
)
def test_dates_of_byline_blocks(text, label, day, moment):
    [found] = find_dates(text)
    assert (found.label, found.day, found.moment) == (label, day, moment)


@pytest.mark.parametrize("text", ["등록번호 2024-1", "2024.13.01", "02-123-4567", "2024-05-031", "16-03-08"])
def test_numbers_that_are_no_dates(text):
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "outlet", "reporter"),
    [
        ("[가람신문=문하늘 기자] 가람구가", "가람신문", "문하늘"),
        ("[가람신문 문하늘 기자] 가람구가", "가람신문", "문하늘"),
        ("【가람저널 한들】문하늘 기자=가람구가", "가람저널", "문하늘"),
        ("(가람=한결통신) 문하늘 기자 = 가람구가", "한결통신", "문하늘"),
        ("(서울=뉴스마당) = 가람구가", "뉴스마당", None),
        ("[뉴스마당=문하늘]가람구가", "뉴스마당", "문하늘"),
        ("[서울 = 문하늘 기자] 가람구가", None, "문하늘"),
        ("[가람저널] 가람구가", "가람저널", None),
        ("문하늘 기자 = 가람구가", None, "문하늘"),
    ],
)
def test_leads(text, outlet, reporter):
    lead = read_lead(text)
    assert (lead.outlet, lead.reporter) == (outlet, reporter)
    assert text[lead.end :] == "가람구가"


@pytest.mark.parametrize(
    "text", ["(재)가람문화재단이", "[포토] 가람구가", "가람구(구청장 나은주)는", "(주)한들이 낸"]
)
def test_openings_that_are_no_leads(text):
    assert read_lead(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("저작권자 © 가람신문 무단전재 및 재배포 금지", "가람신문"),
        ("[저작권자ⓒ 가람신문. 무단전재-재배포 금지]", "가람신문"),
        ("<저작권자(c) 한결통신, 무단 전재-재배포 금지>", "한결통신"),
        ("Copyright @2015 가람티브이 Corp. All rights reserved.", "가람티브이"),
        ("저작권자 © 가람뉴스 Garam News 무단전재 및 재배포 금지", "가람뉴스"),
        ("제호 : 가람타임즈 | 등록번호 : 서울 아00000", "가람타임즈"),
    ],
)
def test_outlet_of_copyright_lines(text, name):
    found = outlet_of_rights(text)
    assert found is not None
    assert found[0] == name
    assert text[slice(*found[1])] == name


@pytest.mark.parametrize(
    "text", ["COPYRIGHT © 가람구청. ALL RIGHTS RESERVED.", "Copyright (c) 2021 GARAM CITY", "ⓒ 문하늘 기자"]
)
def test_copyright_lines_that_name_no_paper(text):
    assert outlet_of_rights(text) is None


def test_names_and_mastheads():
    assert read_name("가람신문 문하늘 선임기자").reporter == "문하늘"
    assert read_name("글 문하늘 2024년 5월 3일").reporter == "문하늘"
    assert read_name("편집부") is None
    assert read_name("시민기자 모집") is None
    assert masthead("전국뉴스") is None


def test_signature_at_the_end_of_a_paragraph():
    text = "가람구가 문을 열었다. 한들=문하늘 기자 moon@garam.example"
    cut, name = signature_start(text)
    assert (text[:cut], name.reporter) == ("가람구가 문을 열었다.", "문하늘")
    plain = "나은주 구청장은 기자 간담회를 열었다."
    assert signature_start(plain) == (len(plain), None)


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("▲ 새 도서관 조감도 (사진=가람구)", "새 도서관 조감도 (사진=가람구)"),
        ("*사진설명 : 새 도서관 개관식", "새 도서관 개관식"),
        ("[사진설명] 새 도서관 개관식", "새 도서관 개관식"),
        ("사진 2. 새 도서관 개관식 모습", "새 도서관 개관식 모습"),
        ("(사진=가람구 제공)", "(사진=가람구 제공)"),
        (
            "새 도서관 앞에서 어린이들이 책을 고르고 있다. 가람구 제공",
            "새 도서관 앞에서 어린이들이 책을 고르고 있다. 가람구 제공",
        ),
        ("새 도서관에 선 나은주 구청장 ⓒ가람구", "새 도서관에 선 나은주 구청장 ⓒ가람구"),
        ("첨부 사진 : 새 도서관 개관식", "새 도서관 개관식"),
        ("한내동의 한 서점 문에 휴업 안내가 붙어 있다.", "한내동의 한 서점 문에 휴업 안내가 붙어 있다."),
        (
            "구청 직원들이 옛 도서관에서 넘겨받은 책을 나르고 있다. 문하늘 기자",
            "구청 직원들이 옛 도서관에서 넘겨받은 책을 나르고 있다. 문하늘 기자",
        ),
    ],
)
def test_captions(text, caption):
    assert text[caption_start(text) :] == caption


@pytest.mark.parametrize(
    "text",
    [
        "가람구는 올해 도서관 세 곳의 공사를 추진하고 있다.",
        "최근 도서관을 찾는 주민들이 늘고 있다.",
        "매년 관계자들이 모여 유공자들을 격려하고 있다.",
        "* 자료: 통계청, 전국사업체조사",
        "▶ 도서관 이용 시간은 아래와 같다.",
        "사진전은 다음 달 3일까지 이어진다.",
        "가람구가 도서관 지원과 더불어 책값을 보태는 정책으로 책 읽는 도시 조성에 속도를 내고 있다.",
        "이 모임을 통해 학교에 다니는 학생에 대한 여러 지원이 이뤄지고 있다.",
        "현재 구청 앞에 새 도서관의 모형이 놓여 있다.",
        "전국의 도서관은 제도가 낡아 어려운 형편에 놓여 있다.",
    ],
)
def test_sentences_that_are_no_captions(text):
    assert caption_start(text) is None
    assert not is_scene(text)


def test_inline_caption_needs_its_label():
    assert inline_caption("가람구가 문을 열었다. 사진은 많다.") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("새글 가람구, 도서관 세 곳 개관", "가람구, 도서관 세 곳 개관"),
        ("가람구, 도서관 세 곳 개관 | 가람구청", "가람구, 도서관 세 곳 개관"),
        ("1204 가람구, 도서관 세 곳 개관", "가람구, 도서관 세 곳 개관"),
        ("제목 : 가람구, 도서관 세 곳 개관", "가람구, 도서관 세 곳 개관"),
        ("[포토] 가람구, 도서관 세 곳 개관", "[포토] 가람구, 도서관 세 곳 개관"),
        ("가람구-한들군, 도서관 함께 쓴다", "가람구-한들군, 도서관 함께 쓴다"),
    ],
)
def test_titles_lose_board_marks_and_site_names(text, title):
    assert text[slice(*title_span(line(text)))] == title


@pytest.mark.parametrize(
    "text",
    [
        "- 밤 10시까지 이용 -",
        "• 밤 10시까지 이용",
        "<밤 10시까지 이용>",
        "–밤 10시까지 이용–",
        "▲ 밤 10시까지 이용",
        "❍ 밤 10시까지 이용",
        "▸ 밤 10시까지 이용",
        "\uf06c 밤 10시까지 이용",
    ],
)
def test_subtitles_lose_marks_and_frames(text):
    assert text[slice(*subtitle_span(line(text)))] == "밤 10시까지 이용"


def test_the_title_is_about_the_text():
    page = "가람신문\n지역 소식\n꽃길 걷는 주말\n가람구, 도서관 세 곳 개관\n문하늘 기자"
    head = split_lines(page)
    for entry in head:
        entry.kind = classify(entry)
    found = read_header(head, "가람구는 도서관 세 곳을 개관했다고 밝혔다.")
    assert page[slice(*found.title)] == "가람구, 도서관 세 곳 개관"


def test_titles_with_lost_characters_are_the_same():
    assert same_line("가람구, ‘2019 청렴 대책’ 추진", ", ‘2019 청렴 대책추진")
    assert not same_line("가람구, 봄꽃 심기", "가람구, 도서관 개관 준비")


def test_words_torn_by_line_breaks_are_mended():
    assert (
        join_text("새 도서관을 준\n비하는 구는 책을 고르\n고 있다.")
        == "새 도서관을 준비하는 구는 책을 고르고 있다."
    )
    assert join_text("새 도서관을\n준비하는 구") == "새 도서관을 준비하는 구"


def test_article_as_dict():
    article = Article("제목", ["부제"], "본문", date(2024, 5, 3), captions=["사진"], spans={"body": [(0, 2)]})
    data = article.to_dict()
    assert data["spans"] == {"body": [[0, 2]]}
    assert Article.from_dict(data) == article
    assert article.text == "제목\n\n부제\n\n본문"
    with pytest.raises(ValueError, match="no such field of an article: titel"):
        Article.from_dict({"titel": "제목"})
    with pytest.raises(AttributeError):
        article.title = "다른 제목"


def test_a_label_alone_makes_captions_of_the_lines_below():
    page = f"{pages.TITLE}\n등록 2024-05-03\n\n{pages.BODY}\n\n[사진 설명]\n한내도서관 개관식\n한내도서관 열람실\n\n목록"
    [article] = read_page(page)
    assert article.captions == ["한내도서관 개관식", "한내도서관 열람실"]
    assert article.body == pages.BODY


def test_a_framed_scene_is_a_caption_without_its_frame():
    scene = "3일 열린 개관식에서 참석자들이 서가를 둘러보고 있다"
    [article] = read_page(
        f"{pages.TITLE}\n등록 2024-05-03\n\n{pages.LEAD}\n\n<{scene}>\n\n{pages.SECOND}\n\n목록"
    )
    assert article.captions == [scene]
    assert article.paragraphs == [pages.LEAD, pages.SECOND]


def test_the_photographer_of_a_caption_does_not_sign_the_article():
    caption = "구청 직원들이 옛 도서관에서 넘겨받은 책을 나르고 있다. 문하늘 기자"
    [article] = read_page(
        f"{pages.TITLE}\n등록 2024-05-03\n\n{pages.LEAD}\n\n{caption}\n\n{pages.SECOND}\n\n목록"
    )
    assert article.captions == [caption]
    assert article.paragraphs == [pages.LEAD, pages.SECOND]


def test_a_sentence_on_a_survey_does_not_end_the_article():
    survey = "구는 지난달 만족도 조사에서 이용자 열 명 가운데 아홉이 만족한다고 답했다고 밝혔다."
    [article] = read_page(
        f"{pages.TITLE}\n등록 2024-05-03\n\n{pages.LEAD}\n\n{survey}\n\n{pages.SECOND}\n\n목록"
    )
    assert article.paragraphs == [pages.LEAD, survey, pages.SECOND]


def test_list_lines_that_a_fixed_width_breaks_are_whole():
    page = (
        f"{pages.TITLE}\n등록 2024-05-03\n\n"
        "가람구는 오는 10일부터 구립 도서관 세 곳의 문을 새로 열고 주민 누\n구나 책을 빌릴 수 있게 한다고 3일 밝혔다. 도서관은 모두 세 곳이\n"
        "며 열람실과 어린이 방을 갖춘 데다 밤 10시까지 이용할 수 있도록 하\n였다.\n\n"
        "▸ 한내도서관(1층) : 어린이 방과 열람실, 작은 음악실과 이야기 마당\n및 쉼터\n"
        "▸ 솔밭도서관(2층) : 청소년 방과 열람실, 함께 쓰는 부엌과 공\n작실 마당\n\n목록"
    )
    [article] = read_page(page)
    assert article.paragraphs[1:] == [
        "▸ 한내도서관(1층) : 어린이 방과 열람실, 작은 음악실과 이야기 마당 및 쉼터",
        "▸ 솔밭도서관(2층) : 청소년 방과 열람실, 함께 쓰는 부엌과 공작실 마당",
    ]


def test_a_path_without_signs_is_no_subtitle():
    page = (
        f"{pages.TITLE}\n현재위치 홈 뉴스 가람\n{pages.TITLE}\n문하늘 기자\n승인 2024.05.03\n\n{pages.BODY}"
    )
    [article] = read_page(page)
    assert (article.title, article.subtitles) == (pages.TITLE, [])


def test_the_imprint_names_the_paper():
    assert outlet_of_rights("가람통신 | 서울 아00001 | 발행·편집인 나은주")[0] == "가람통신"
    assert outlet_of_rights("가람구청 | 서울 아00001 | 발행인 나은주") is None
