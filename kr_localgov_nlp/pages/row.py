"""One row of a table → one article, or what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages import byline, dates
from kr_localgov_nlp.pages.article import Article
from kr_localgov_nlp.pages.stream import MAX_LINE
from kr_localgov_nlp.pages.text import read_known

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_TEXT = "no title and no text"

_DAY_LOOSE = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
# What pandas writes for a date in JSON: milliseconds since 1970, sometimes seconds; from 1990 to 2099.
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_EPOCH_RANGE = (631_152_000, 4_102_444_800)


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


def read_row(
    row: Mapping[str, Any], columns: Mapping[str, str], source: str, where: str, line: int
) -> Article | RowProblem:
    """Make an article of a row's cells.

    Parameters
    ----------
    row
        Cells by column.
    columns
        Columns by part, of :func:`kr_localgov_nlp.pages.columns.match_columns`.
    source
        What the article's ``source`` becomes.
    where, line
        What a problem names.

    Examples
    --------
    >>> read_row({"제목": "", "본문": " "}, {"title": "제목", "body": "본문"}, "", "rows.csv", 7)
    RowProblem(file='rows.csv', row=7, reason='no title and no text')
    """
    title = _text(row, columns, "title").strip()
    text = _text(row, columns, "body")
    try:
        "".join(str(row.get(column)) for column in columns.values()).encode("utf-8")
    except UnicodeEncodeError:
        return RowProblem(where, line, "lone surrogate")
    if not title and not text.strip():
        return RowProblem(where, line, NO_TEXT)
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
