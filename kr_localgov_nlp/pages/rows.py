"""Rows of CSV and JSON lines, one article each: columns are found by their names."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages import byline, dates
from kr_localgov_nlp.pages.article import Article
from kr_localgov_nlp.pages.text import read_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
MAX_CELL = 16 * 1024 * 1024
_OBJECT = re.compile(r"(?:\[\s*)?\{\s*[\"}]")
_SIGNS = re.compile(r"[\s_\-./()\[\]]")
_DAY_LOOSE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_DELIMITERS = ",\t;|"


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


def looks_like_csv(head: str) -> bool:
    """Whether the first line is a header row that names a title or text column.

    Examples
    --------
    >>> looks_like_csv("번호,제목,본문"), looks_like_csv("가람구, 도서관 개관")
    (True, False)
    """
    first = _first_line(head)
    if not first or len(first) > 2000:
        return False
    try:
        names = next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error:
        return False
    found = match_columns([name.strip() for name in names])
    return (
        len(names) >= 2
        and ("body" in found or "title" in found)
        and len(found) >= 2
        and all(len(n) <= 24 for n in names)
    )


def looks_like_jsonl(head: str) -> bool:
    """Whether the text begins with a JSON object or a list of them.

    Examples
    --------
    >>> looks_like_jsonl('{"title": "제목"}'), looks_like_jsonl("{제목}")
    (True, False)
    """
    return _OBJECT.match(head.lstrip("\ufeff \t\r\n")) is not None


def read_csv(text: str, name: str | None, where: str) -> list[Article]:
    r"""Read the articles of a CSV file with a header row; delimiter comma, tab, semicolon or bar.

    Raises
    ------
    PageError
        No column of titles or texts, or a row that is no CSV, named by its line.

    Examples
    --------
    >>> [article] = read_csv("제목,본문,등록일\n새 도서관,가람구가 문을 열었다.,2024-05-01\n", None, "text")
    >>> article.title, article.published.isoformat()
    ('새 도서관', '2024-05-01')
    """
    first = _first_line(text[:MAX_CELL])
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_delimiter(first))
    articles: list[Article] = []
    columns: dict[str, str] | None = None
    names: list[str] = []
    line = 0
    try:
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                names = [cell.strip() for cell in cells]
                columns = match_columns(names)
                if "body" not in columns and "title" not in columns:
                    raise PageError(where, f"no column of titles or texts among: {', '.join(names)[:200]}")
                continue
            if len(cells) > len(names):
                raise PageError(where, f"line {line}: {len(cells)} cells, the header has {len(names)}")
            row = dict(zip(names, cells, strict=False))
            articles += _article(row, columns, f"{name or where}, line {line}", where, line)
    except csv.Error as error:
        raise PageError(where, f"line {line + 1}: {error}") from None
    return articles


def read_jsonl(text: str, name: str | None, where: str) -> list[Article]:
    r"""Read the articles of JSON lines, or of one JSON list of objects.

    Raises
    ------
    PageError
        A line that is no JSON object, named by its number, or objects with no title or text.

    Examples
    --------
    >>> read_jsonl('{"title": "새 도서관", "content": "가람구가 문을 열었다."}\n', None, "text")[0].body
    '가람구가 문을 열었다.'
    """
    articles: list[Article] = []
    rows = 0
    for line, row in _json_rows(text.lstrip("\ufeff"), where):
        rows += 1
        columns = match_columns([str(key) for key in row])
        articles += _article(row, columns, f"{name or where}, line {line}", where, line)
    if rows and not articles:
        raise PageError(where, "no object has a title or a text")
    return articles


def _json_rows(text: str, where: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if text.lstrip().startswith("["):
        rows = _load(text, where, 1)
        if not isinstance(rows, list):
            raise PageError(where, "line 1: a list of objects is expected")
        numbered = enumerate(rows, 1)
    else:
        numbered = enumerate(_lines(text, where), 1)
    for number, row in numbered:
        if row is None:
            continue
        if not isinstance(row, dict):
            raise PageError(where, f"line {number}: not a JSON object")
        yield number, row


def _lines(text: str, where: str) -> Iterator[Any]:
    lines = text.split("\n")
    if lines and lines[0].strip() == "{":
        # One object printed over several lines.
        yield _load(text, where, 1)
        return
    for number, line in enumerate(lines, 1):
        yield _load(line, where, number) if line.strip() else None


def _load(text: str, where: str, line: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or no number"
        raise PageError(where, f"line {line}: no JSON ({reason})") from None


def _article(
    row: Mapping[str, Any], columns: Mapping[str, str], source: str, where: str, line: int
) -> list[Article]:
    title = _text(row, columns, "title").strip()
    text = _text(row, columns, "body")
    for part in (title, text):
        try:
            part.encode("utf-8")
        except UnicodeEncodeError:
            raise PageError(where, f"line {line}: lone surrogate") from None
    if not title and not text.strip():
        return []
    read = read_known(text, title, source)
    published = _date(_text(row, columns, "published"))
    updated = _date(_text(row, columns, "updated"))
    subtitles = _entries(row.get(columns.get("subtitles", "")))
    captions = _entries(row.get(columns.get("captions", "")))
    spans = {
        part: pairs
        for part, pairs in read.spans.items()
        if not (part == "subtitles" and subtitles) and part != "outlet"
    }
    name = _reporter(_text(row, columns, "reporter"))
    return [
        Article(
            title=title or read.title,
            subtitles=subtitles or read.subtitles,
            body=read.body,
            published=published[0] if published else read.published,
            updated=updated[0] if updated else read.updated,
            outlet=_text(row, columns, "outlet").strip() or None,
            reporter=name or read.reporter,
            captions=[*captions, *(entry for entry in read.captions if entry not in captions)]
            if captions
            else read.captions,
            url=_text(row, columns, "url").strip() or read.url,
            source=source,
            published_at=published[1] if published else read.published_at,
            updated_at=updated[1] if updated else read.updated_at,
            spans=spans,
        )
    ]


def _text(row: Mapping[str, Any], columns: Mapping[str, str], part: str) -> str:
    value = row.get(columns.get(part, ""))
    if value is None or isinstance(value, (dict, bool)):
        return ""
    if isinstance(value, list):
        return "\n\n".join(str(entry) for entry in value if isinstance(entry, (str, int, float)))
    text = str(value)
    return "" if text in ("nan", "NaN", "None", "null") else text


def _entries(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(entry).strip() for entry in value if str(entry).strip()]
    if isinstance(value, str) and value.strip():
        return [entry.strip() for entry in re.split(r"[\r\n]+|\s\|\s", value) if entry.strip()]
    return []


def _date(value: str) -> tuple[date, str | None] | None:
    found = dates.find_dates(value)
    if found:
        return found[0].day, found[0].moment
    loose = _DAY_LOOSE.search(value)
    if loose:
        try:
            day = date(int(loose[1]), int(loose[2]), int(loose[3]))
        except ValueError:
            return None
        return day, None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment.date(), None


def _reporter(value: str) -> str | None:
    if not value.strip():
        return None
    named = byline.read_name(value)
    if named and named.reporter:
        return named.reporter
    first = re.split(r"[,·/|;\s]", value.strip())[0]
    return first if byline.bare_name(first) else None


def _first_line(text: str) -> str:
    return re.split(r"[\r\n]", text.lstrip("\ufeff\r\n"), maxsplit=1)[0].strip()


def _delimiter(first: str) -> str:
    return max(_DELIMITERS, key=first.count)
