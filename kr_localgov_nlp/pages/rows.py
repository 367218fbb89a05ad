"""Rows of CSV and JSON lines, one article each: columns are found by their names.

A row that can't be read becomes a :class:`RowProblem` and the next one goes on. What makes a row a problem: it is
no CSV or no JSON object, has more cells than the header has names, has neither title nor text, is longer than
:data:`MAX_CELL`, holds control characters or a lone surrogate. A date that can't be read makes none: the article
comes with ``published=None``, since its text is worth more than its day.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages import byline, dates
from kr_localgov_nlp.pages.article import Article
from kr_localgov_nlp.pages.columns import match_columns
from kr_localgov_nlp.pages.records import delimiter_of, read_records
from kr_localgov_nlp.pages.stream import MAX_LINE, text_lines
from kr_localgov_nlp.pages.text import read_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kr_localgov_nlp.pages.stream import TextLine

MAX_LIST = 64 * 1024 * 1024
"""Longest JSON list or printed object, in characters: unlike lines it must be held as a whole."""

_OBJECT = re.compile(r"(?:\[\s*)?\{\s*[\"}]")
_DAY_LOOSE = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
# What pandas writes for a date in JSON: milliseconds since 1970, sometimes seconds; from 1990 to 2099.
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_EPOCH_RANGE = (631_152_000, 4_102_444_800)
_NO_TEXT = "no title and no text"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row of a table that gave no article.

    Parameters
    ----------
    file
        The table.
    row
        The line on which the row begins, the header being line 1; in a JSON list, the number of the object.
    reason
        What is wrong with it, in one sentence.
    """

    file: str
    row: int
    reason: str

    def error(self) -> PageError:
        """Make the error that :func:`kr_localgov_nlp.pages.read_page` raises for it."""
        return PageError(self.file, f"line {self.row}: {self.reason}")


def looks_like_csv(head: str) -> bool:
    """Whether the first line is a header row that names a title or text column.

    Examples
    --------
    >>> looks_like_csv("번호,제목,본문"), looks_like_csv("가람구, 도서관 개관")
    (True, False)
    """
    first = re.split(r"[\r\n]", head.lstrip("\ufeff\r\n"), maxsplit=1)[0].strip()
    if not first or len(first) > 2000:
        return False
    try:
        names = next(csv.reader([first], delimiter=delimiter_of(first)), [])
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


def iter_csv(lines: Iterable[TextLine], name: str | None, where: str) -> Iterator[Article | RowProblem]:
    r"""Read a CSV table row by row; delimiter comma, tab, semicolon or bar.

    Of several columns with one name, the first that is filled counts. Cells beyond the header must be empty.

    Parameters
    ----------
    lines
        The table's lines.
    name
        What the articles' ``source`` calls it; ``where`` if None.
    where
        What problems and errors call it.

    Raises
    ------
    PageError
        No column of titles or texts.

    Examples
    --------
    >>> from kr_localgov_nlp.pages.stream import text_lines
    >>> table = "제목,본문,등록일\n새 도서관,가람구가 문을 열었다.,2024-05-01\n가,나,다,라\n끝,문을 닫았다.,미정\n"
    >>> for row in iter_csv(text_lines(table), None, "rows.csv"):
    ...     print(row.reason if isinstance(row, RowProblem) else (row.title, row.published))
    ('새 도서관', datetime.date(2024, 5, 1))
    4 cells, the header has 3
    ('끝', None)
    """
    names: list[str] = []
    columns: dict[str, str] = {}
    for record in read_records(lines):
        if record.reason:
            yield RowProblem(where, record.line, record.reason)
        elif not names:
            names = [cell.strip().lstrip("\ufeff") for cell in record.cells]
            columns = match_columns(names)
            if "body" not in columns and "title" not in columns:
                raise PageError(where, f"no column of titles or texts among: {', '.join(names)[:200]}")
        else:
            row: dict[str, str] = {}
            for column, cell in zip(names, record.cells, strict=False):
                if not row.get(column, "").strip():
                    row[column] = cell
            yield _article(row, columns, f"{name or where}, line {record.line}", where, record.line)


def iter_jsonl(lines: Iterable[TextLine], name: str | None, where: str) -> Iterator[Article | RowProblem]:
    r"""Read JSON lines object by object; also one JSON list of objects, or one object printed over lines.

    Raises
    ------
    PageError
        A list or printed object longer than :data:`MAX_LIST`, or that is no JSON.

    Examples
    --------
    >>> from kr_localgov_nlp.pages.stream import text_lines
    >>> rows = '{"title": "새 도서관", "content": "가람구가 문을 열었다."}\n{"title": \n{"name": "가람"}\n'
    >>> for row in iter_jsonl(text_lines(rows), None, "rows.jsonl"):
    ...     print(row.body if isinstance(row, Article) else (row.row, row.reason))
    가람구가 문을 열었다.
    (2, 'no JSON (Expecting value)')
    (3, 'no title and no text')
    """
    for number, found in _json_rows(iter(lines), where):
        if isinstance(found, dict):
            columns = match_columns([str(key) for key in found])
            yield _article(found, columns, f"{name or where}, line {number}", where, number)
        else:
            yield RowProblem(where, number, found if isinstance(found, str) else "not a JSON object")


def read_csv(text: str, name: str | None, where: str) -> list[Article]:
    r"""Read the articles of a CSV text as :func:`iter_csv` does, rows without title and text left out.

    Raises
    ------
    PageError
        No column of titles or texts, or a row with a problem, named by its line.

    Examples
    --------
    >>> [article] = read_csv("제목,본문,등록일\n새 도서관,가람구가 문을 열었다.,2024-05-01\n", None, "text")
    >>> article.title, article.published.isoformat()
    ('새 도서관', '2024-05-01')
    """
    return _strict(iter_csv(text_lines(text), name, where))


def read_jsonl(text: str, name: str | None, where: str) -> list[Article]:
    r"""Read the articles of JSON lines as :func:`iter_jsonl` does, objects without title and text left out.

    Raises
    ------
    PageError
        A line with a problem, named by its number, or not one object with a title or text.

    Examples
    --------
    >>> read_jsonl('{"title": "새 도서관", "content": "가람구가 문을 열었다."}\n', None, "text")[0].body
    '가람구가 문을 열었다.'
    """
    articles = _strict(iter_jsonl(text_lines(text), name, where))
    if text.strip(" \t\r\n[]") and not articles:
        raise PageError(where, "no object has a title or a text")
    return articles


def _strict(rows: Iterator[Article | RowProblem]) -> list[Article]:
    articles: list[Article] = []
    for row in rows:
        if isinstance(row, Article):
            articles.append(row)
        elif row.reason != _NO_TEXT:
            raise row.error()
    return articles


def _json_rows(lines: Iterator[TextLine], where: str) -> Iterator[tuple[int, object]]:
    """Give the objects with their numbers; a ``str`` in place of one says what is wrong."""
    for line in lines:
        bare = line.text.strip("\ufeff \t\r\n")
        if line.reason:
            yield line.number, line.reason
        elif bare.startswith("[") or bare == "{":
            whole = _load(_rest(bare, lines, where))
            if isinstance(whole, str):
                raise PageError(where, f"line {line.number}: {whole}")
            yield from enumerate(whole, 1) if isinstance(whole, list) else [(line.number, whole)]
            return
        elif bare:
            yield line.number, _load(bare)
            break
    for line in lines:
        if line.reason or line.text.strip():
            yield line.number, line.reason or _load(line.text)


def _rest(first: str, lines: Iterator[TextLine], where: str) -> str:
    parts, size = [first], len(first)
    for line in lines:
        if line.reason:
            raise PageError(where, f"line {line.number}: {line.reason}")
        parts.append(line.text)
        size += len(line.text)
        if size > MAX_LIST:
            raise PageError(
                where, f"a JSON list of more than {MAX_LIST:,} characters; write it as JSON lines"
            )
    return "\n".join(parts)


def _load(text: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or no number"
        return f"no JSON ({reason})"
    return "not a JSON object" if isinstance(found, str) else found


def _article(
    row: Mapping[str, Any], columns: Mapping[str, str], source: str, where: str, line: int
) -> Article | RowProblem:
    title = _text(row, columns, "title").strip()
    text = _text(row, columns, "body")
    try:
        "".join(str(row.get(column)) for column in columns.values()).encode("utf-8")
    except UnicodeEncodeError:
        return RowProblem(where, line, "lone surrogate")
    if not title and not text.strip():
        return RowProblem(where, line, _NO_TEXT)
    if len(text) > MAX_LINE:
        return RowProblem(where, line, f"a text of {len(text):,} characters, the limit is {MAX_LINE:,}")
    try:
        read = read_known(text, title, source)
    except PageError as error:
        return RowProblem(where, line, error.reason)
    published = _date(_text(row, columns, "published"))
    updated = _date(_text(row, columns, "updated"))
    subtitles = _entries(row.get(columns.get("subtitles", "")))
    captions = _entries(row.get(columns.get("captions", "")))
    spans = {
        part: pairs
        for part, pairs in read.spans.items()
        if not (part == "subtitles" and subtitles) and part != "outlet"
    }
    return Article(
        title=title or read.title,
        subtitles=subtitles or read.subtitles,
        body=read.body,
        published=published[0] if published else read.published,
        updated=updated[0] if updated else read.updated,
        outlet=_text(row, columns, "outlet").strip() or None,
        reporter=_reporter(_text(row, columns, "reporter")) or read.reporter,
        captions=[*captions, *(entry for entry in read.captions if entry not in captions)]
        if captions
        else read.captions,
        url=_text(row, columns, "url").strip() or read.url,
        source=source,
        published_at=published[1] if published else read.published_at,
        updated_at=updated[1] if updated else read.updated_at,
        spans=spans,
    )


def _text(row: Mapping[str, Any], columns: Mapping[str, str], part: str) -> str:
    value = row.get(columns.get(part, ""))
    if value is None or isinstance(value, (dict, bool)):
        return ""
    if isinstance(value, list):
        return "\n\n".join(str(entry) for entry in value if isinstance(entry, (str, int, float)))
    text = str(value)
    return "" if text in ("nan", "NaN", "None", "null", "NaT") else text


def _entries(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(entry).strip() for entry in value if str(entry).strip()]
    if isinstance(value, str) and value.strip():
        return [entry.strip() for entry in re.split(r"[\r\n]+|\s\|\s", value) if entry.strip()]
    return []


def _date(value: str) -> tuple[date, str | None] | None:
    found = dates.find_dates(value[:200])
    if found:
        return found[0].day, found[0].moment
    bare = value.strip()
    if _EPOCH.fullmatch(bare):
        seconds = int(bare) // (1000 if len(bare) > 10 else 1)
        if _EPOCH_RANGE[0] <= seconds < _EPOCH_RANGE[1]:
            return datetime.fromtimestamp(seconds, UTC).date(), None
    try:
        loose = _DAY_LOOSE.search(bare)
        if loose:
            return date(int(loose[1]), int(loose[2]), int(loose[3])), None
        return datetime.fromisoformat(bare).date(), None
    except ValueError:
        return None


def _reporter(value: str) -> str | None:
    if not value.strip():
        return None
    named = byline.read_name(value)
    if named and named.reporter:
        return named.reporter
    first = re.split(r"[,·/|;\s]", value.strip())[0]
    return first if byline.bare_name(first) else None
