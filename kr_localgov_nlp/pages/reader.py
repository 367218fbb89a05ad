"""The front door: whatever a saved page comes as → articles."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages.decode import MAX_BYTES, check_text, decode
from kr_localgov_nlp.pages.rows import (
    iter_csv,
    iter_jsonl,
    looks_like_csv,
    looks_like_jsonl,
    read_csv,
    read_jsonl,
)
from kr_localgov_nlp.pages.stream import SAMPLE, NamedBytes, read_bytes, read_lines, suffix_of
from kr_localgov_nlp.pages.text import read_text

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from kr_localgov_nlp.pages.article import Article
    from kr_localgov_nlp.pages.row import RowProblem
    from kr_localgov_nlp.pages.stream import Opened

_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|table|div|section|meta)\b", re.IGNORECASE)
_TAGS = re.compile(
    r"</?(?:p|br|div|span|td|tr|li|ul|a|h[1-6]|table|script|section|article)\b[^<>]{0,300}>", re.IGNORECASE
)
_KINDS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "html",
    ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
}  # fmt: skip
_FILE_NAME = re.compile(r"[^\n]{1,250}\.(?:txt|x?html?|csv|tsv|jsonl?|ndjson)(?:\.gz)?", re.IGNORECASE)
_SNIFF = 20_000
_MIN_TAGS = 6


def read_page(source: str | bytes | os.PathLike[str]) -> list[Article]:
    r"""Read the articles of a saved page.

    What it is, is told from the content: HTML, JSON lines, CSV with a header row, or plain text as copied
    from a site. The suffix of a file (``.html``, ``.csv``, ``.tsv``, ``.jsonl``, ``.ndjson``) decides first;
    files compressed with gzip (``.jsonl.gz``) are unpacked. In a table, a date that can't be read leaves
    ``published`` empty and rows without title and text are left out; :func:`iter_page` goes on past broken ones.

    Parameters
    ----------
    source
        ``os.PathLike``: a file. ``bytes``: its content. ``str``: the text itself, never a file name; one that looks
        like a file name is warned of.

    Returns
    -------
    list[Article]
        In the order of the page; empty where the page holds no article.

    Raises
    ------
    PageError
        The file is missing, empty, binary, in no known encoding, or larger than 64 MiB; the text holds a lone
        surrogate; a row of a CSV or JSON lines file is broken.
    MissingExtraError
        The page is HTML and the extra ``html`` is not installed.

    Examples
    --------
    >>> page = (
    ...     "가람구, 새 도서관 두 곳 개관\n나은주 기자\n입력 2024.05.01\n\n"
    ...     "가람구가 새 도서관 두 곳의 문을 열었다고 밝혔다.\n\n저작권자 © 가람신문 무단전재 금지"
    ... )
    >>> [(article.title, article.reporter, article.outlet) for article in read_page(page)]
    [('가람구, 새 도서관 두 곳 개관', '나은주', '가람신문')]
    >>> read_page("로그인\n회원가입\n많이 본 뉴스")
    []
    """
    if isinstance(source, str):
        text = check_text(source)
        articles = _read(text, None, _sniff(text), "text") if text.strip() else []
        if not articles and _FILE_NAME.fullmatch(text):
            told = f"{text!r} was read as the text itself; for a file give pathlib.Path({text!r})"
            warnings.warn(told, stacklevel=2)
        return articles
    if isinstance(source, (bytes, bytearray, memoryview)):
        text = decode(bytes(source))
        return _read(text, None, _sniff(text), "bytes")
    return _read_file(Path(source))


def iter_page(source: str | os.PathLike[str] | NamedBytes) -> Iterator[Article | RowProblem]:
    r"""Read a file as :func:`read_page` does, but tables of any size row by row, past rows that are broken.

    Parameters
    ----------
    source
        A file's name, or its name and bytes.

    Yields
    ------
    Article or RowProblem
        The articles of a page; of a table, for every row one of the two. Lines that are empty give none.

    Raises
    ------
    PageError
        The file as a whole can't be read: missing, empty, binary, in no known encoding, a table without a
        column of titles or texts, a page larger than 64 MiB.
    MissingExtraError
        The page is HTML and the extra ``html`` is not installed.

    Examples
    --------
    >>> import tempfile
    >>> import kr_localgov_nlp
    >>> path = Path(tempfile.mkdtemp()) / "rows.csv"
    >>> _ = path.write_text("번호,제목,본문\n1,개관,가람구가 문을 열었다.\n2,,\n3,폐관,문을 닫았다.\n", "utf-8")
    >>> for row in iter_page(path):
    ...     print(row.title if isinstance(row, kr_localgov_nlp.Article) else f"line {row.row}: {row.reason}")
    개관
    line 3: no title and no text
    폐관
    """
    path = source if isinstance(source, NamedBytes) else Path(source)
    kind = kind_of(path)
    if kind == "csv":
        yield from iter_csv(read_lines(path), path.name, str(path))
    elif kind == "jsonl":
        yield from iter_jsonl(read_lines(path), path.name, str(path))
    else:
        yield from _read_file(path)


def kind_of(path: Opened) -> str:
    r"""Tell what a file holds, from its suffix and else from its beginning: html, csv, jsonl or text.

    Raises
    ------
    PageError
        Its beginning can't be read.

    Examples
    --------
    >>> kind_of(NamedBytes("rows.txt", "번호,제목,본문\n1,개관,문을 열었다.\n".encode()))
    'csv'
    """
    return _KINDS.get(suffix_of(path)) or _sniff(decode(read_bytes(path, SAMPLE), str(path)))


def _read_file(path: Opened) -> list[Article]:
    text = decode(_load(path), str(path))
    return _read(text, path.name, _KINDS.get(suffix_of(path)) or _sniff(text), str(path))


def _load(path: Opened) -> bytes:
    data = read_bytes(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PageError(str(path), f"more than {MAX_BYTES:,} bytes, the limit for a page")
    return data


def _sniff(text: str) -> str:
    head = text[:_SNIFF]
    if looks_like_jsonl(head):
        return "jsonl"
    if _HTML.search(head[:2000]) or _TAGS.match(head.lstrip()) or len(_TAGS.findall(head)) >= _MIN_TAGS:
        return "html"
    return "csv" if looks_like_csv(head) else "text"


def _read(text: str, name: str | None, kind: str, where: str) -> list[Article]:
    if kind == "html":
        from kr_localgov_nlp.pages.html import read_html

        return read_html(text, name)
    if kind == "csv":
        return read_csv(text, name, where)
    if kind == "jsonl":
        return read_jsonl(text, name, where)
    return read_text(text, name)
