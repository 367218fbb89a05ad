"""Rows of CSV and JSON lines, one article each: columns are found by their names.

A row that can't be read becomes a :class:`RowProblem` and the next one goes on. What makes a row a problem: it is
no CSV or no JSON object, has more cells than the header has names, has neither title nor text, is longer than
:data:`kr_localgov_nlp.pages.stream.MAX_LINE`, holds control characters or a lone surrogate. A date that can't be read makes none: the article
comes with ``published=None``, since its text is worth more than its day.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages.article import Article
from kr_localgov_nlp.pages.columns import match_columns
from kr_localgov_nlp.pages.records import delimiter_of, read_records
from kr_localgov_nlp.pages.row import NO_TEXT, RowProblem, read_row
from kr_localgov_nlp.pages.stream import text_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kr_localgov_nlp.pages.stream import TextLine

    Cells = Mapping[str, Any]
    Match = Callable[[list[str]], dict[str, str]]

MAX_LIST = 64 * 1024 * 1024
"""Longest JSON list or printed object, in characters: unlike lines it must be held as a whole."""

_OBJECT = re.compile(r"(?:\[\s*)?\{\s*[\"}]")


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
    for number, cells in csv_cells(lines, where):
        yield row_of(cells, f"{name or where}, line {number}", where, number)


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
    for number, cells in json_cells(lines, where):
        yield row_of(cells, f"{name or where}, line {number}", where, number)


def csv_cells(
    lines: Iterable[TextLine], where: str, match: Match = match_columns
) -> Iterator[tuple[int, Cells | str]]:
    r"""Give each row's line and its cells by part of an article, or why there are none; articles come of :func:`row_of`.

    Raises
    ------
    PageError
        No column of titles or texts.

    Examples
    --------
    >>> from kr_localgov_nlp.pages.stream import text_lines
    >>> list(csv_cells(text_lines("번호,제목,본문\n1,개관,문을 열었다.\n2,가,나,다\n"), "rows.csv"))
    [(2, {'title': '개관', 'body': '문을 열었다.'}), (3, '4 cells, the header has 3')]
    """
    names: list[str] = []
    columns: dict[str, str] = {}
    for record in read_records(lines):
        if record.reason:
            yield record.line, record.reason
        elif not names:
            names = [cell.strip().lstrip("\ufeff") for cell in record.cells]
            columns = known_columns(names, where, match)
        else:
            row: dict[str, str] = {}
            for column, cell in zip(names, record.cells, strict=False):
                if not row.get(column, "").strip():
                    row[column] = cell
            yield record.line, {part: row[column] for part, column in columns.items() if column in row}


def json_cells(
    lines: Iterable[TextLine], where: str, match: Match = match_columns
) -> Iterator[tuple[int, Cells | str]]:
    r"""Give each object's number and its values by part of an article, or why there are none.

    Raises
    ------
    PageError
        As for :func:`iter_jsonl`.

    Examples
    --------
    >>> from kr_localgov_nlp.pages.stream import text_lines
    >>> list(json_cells(text_lines('{"title": "개관", "views": 3}\n[1]\n'), "rows.jsonl"))
    [(1, {'title': '개관'}), (2, 'not a JSON object')]
    """
    for number, found in _json_rows(iter(lines), where):
        if isinstance(found, dict):
            columns = match([str(key) for key in found])
            yield number, {part: found[column] for part, column in columns.items() if column in found}
        else:
            yield number, found if isinstance(found, str) else "not a JSON object"


def known_columns(names: list[str], where: str, match: Match = match_columns) -> dict[str, str]:
    """Find the columns of a table that has them for all its rows.

    Raises
    ------
    PageError
        No column of titles or texts.

    Examples
    --------
    >>> known_columns(["번호", "제목"], "rows.csv")
    {'title': '제목'}
    """
    columns = match(names)
    if "body" not in columns and "title" not in columns:
        raise PageError(where, f"no column of titles or texts among: {', '.join(names)[:200]}")
    return columns


def row_of(cells: Cells | str, source: str, where: str, number: int) -> Article | RowProblem:
    """Make an article of cells by part, or the problem that stands in their place.

    Examples
    --------
    >>> row_of({"title": "개관"}, "", "rows.csv", 2).title, row_of("no JSON", "", "rows.jsonl", 3).reason
    ('개관', 'no JSON')
    """
    if isinstance(cells, str):
        return RowProblem(where, number, cells)
    return read_row(cells, {part: part for part in cells}, source, where, number)


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
        elif row.reason != NO_TEXT:
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
