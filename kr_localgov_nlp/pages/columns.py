"""The columns of tables of articles, found by the names that archives and boards give them."""

from __future__ import annotations

import re

# Column names as archives and boards call them, best first; compared without spaces, case and signs.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "제목", "기사제목", "뉴스제목", "글제목", "headline", "subject", "articletitle"),
    "subtitles": ("subtitle", "subtitles", "부제", "부제목", "소제목", "sub_title"),
    "body": (
        "body",
        "text",
        "content",
        "contents",
        "본문",
        "내용",
        "기사본문",
        "본문내용",
        "기사내용",
        "원문",
        "articlebody",
        "article",
        "보도자료내용",
    ),
    "published": (
        "published",
        "publishedat",
        "date",
        "일자",
        "날짜",
        "작성일",
        "작성일자",
        "등록일",
        "등록일자",
        "등록일시",
        "게시일",
        "보도일",
        "보도일자",
        "발행일",
        "입력일",
        "입력",
        "기사일자",
        "배포일",
        "게재일",
        "게재일자",
        "게재일시",
        "입력일시",
        "발행일자",
        "게시일자",
        "pubdate",
        "publisheddate",
        "datepublished",
        "regdate",
        "createdat",
        "created",
    ),
    "updated": (
        "updated",
        "updatedat",
        "수정일",
        "수정일자",
        "수정일시",
        "최종수정",
        "modified",
        "datemodified",
        "moddate",
        "modifiedat",
        "updatedate",
    ),
    "outlet": (
        "outlet",
        "press",
        "언론사",
        "언론사명",
        "매체",
        "매체명",
        "신문사",
        "publisher",
        "media",
        "paper",
        "newspaper",
    ),
    "reporter": ("reporter", "byline", "기자", "기자명", "author", "writer", "글쓴이"),
    "captions": ("captions", "caption", "사진설명", "캡션", "photocaption", "imagecaption"),
    "url": ("url", "link", "링크", "주소", "원문주소", "기사주소", "원문url", "기사url", "href", "permalink"),
}
_SIGNS = re.compile(r"[\s_\-./()\[\]]")


def match_columns(names: list[str]) -> dict[str, str]:
    """Map parts of an article to columns by their names.

    Examples
    --------
    >>> match_columns(["번호", "제목", "본문", "등록일", "조회수"])
    {'title': '제목', 'body': '본문', 'published': '등록일'}
    """
    plain = {_SIGNS.sub("", name).lower(): name for name in reversed(names)}
    found: dict[str, str] = {}
    for part, known in COLUMNS.items():
        column = next((plain[name] for key in known if (name := _SIGNS.sub("", key)) in plain), None)
        if column is not None:
            found[part] = column
    return found
