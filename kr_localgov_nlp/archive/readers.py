"""Files, folders and shards → articles; what can't be read becomes a reject and the reading goes on."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kr_localgov_nlp.archive.cutting import plan, read
from kr_localgov_nlp.archive.shards import Cut, Known
from kr_localgov_nlp.archive.sources import list_entries
from kr_localgov_nlp.archive.stream import Stream
from kr_localgov_nlp.archive.tables import Columns, read_table
from kr_localgov_nlp.errors import MissingExtraError
from kr_localgov_nlp.pages import Article, RowProblem, iter_page
from kr_localgov_nlp.pages.reader import kind_of
from kr_localgov_nlp.pages.rows import row_of
from kr_localgov_nlp.pages.stream import NamedBytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kr_localgov_nlp.archive.shards import Page, Shard
    from kr_localgov_nlp.archive.sources import Sources
    from kr_localgov_nlp.archive.tables import Row

NO_ARTICLE = "no article on the page"


@dataclass(frozen=True, slots=True)
class Read:
    """One article and where it stood: the file, its position in it from 0, and in a table its line."""

    article: Article
    source: str
    position: int
    row: int | None = None
    issuer: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Input that gave no article: where it stood and why.

    Parameters
    ----------
    source
        The file.
    row
        Of a table's row, the line on which it begins, the header being line 1; None where the whole file is meant.
    reason, error
        What is wrong, and the kind of error.
    position
        Its position in the file, from 0; None where the whole file is meant.
    """

    source: str
    row: int | None
    reason: str
    error: str
    position: int | None = None


def read_files(sources: Sources) -> Iterator[Read | Reject]:
    """Read the articles of files and folders one after the other, as a run over them would.

    Parameters
    ----------
    sources
        What :func:`kr_localgov_nlp.tag_archive` takes.

    Yields
    ------
    Read or Reject
        Every file gives at least one of them: a page without an article is a reject too. Of a table, broken rows
        are rejects and the others are read; an unreadable date alone rejects nothing, the article goes without.

    Raises
    ------
    PageError
        A source that does not exist.
    """
    known, cut = Known(), Cut(rows=1)  # row by row, so that the order is the input's and nothing is held
    for task in plan(list_entries(sources), known, cut):
        for shard in read(task, known, cut):
            yield from read_shard(shard)


def read_shard(shard: Shard) -> Iterator[Read | Reject]:
    """Read the articles of a shard in order.

    Yields
    ------
    Read or Reject
        For every row one of the two; for every page at least one.
    """
    for position, row in enumerate(shard.rows, shard.start):
        yield _read_row(row, shard.source, position)
    for page in shard.pages:
        yield from _read_page(page, shard.columns)


def _read_row(row: Row, source: str, position: int) -> Read | Reject:
    if row.number is None:
        return Reject(source, None, row.reason, row.error)
    if row.reason:
        return Reject(source, row.number, row.reason, row.error, position)
    cells = dict(row.cells)
    issuer, key = cells.pop("issuer", None), cells.pop("id", None)
    name = f"{source.rpartition('/')[2]}, line {row.number}"
    try:
        found = row_of(cells, name, source, row.number)
    except Exception as error:  # noqa: BLE001  (one row must not cost the others)
        return Reject(source, row.number, told_of(error), type(error).__name__, position)
    if isinstance(found, RowProblem):
        return Reject(source, row.number, found.reason, type(found).__name__, position)
    return Read(
        found,
        source,
        position,
        row.number,
        None if issuer in (None, "") else str(issuer).strip(),
        None if key in (None, "") else str(key),
    )


def _read_page(page: Page, columns: Mapping[str, str]) -> Iterator[Read | Reject]:
    if page.reason:
        yield Reject(page.source, None, page.reason, page.error)
        return
    given = 0
    try:
        table = Stream(page.source, partial(io.BytesIO, page.data), file=page.file)
        if kind_of(table) in ("csv", "jsonl"):  # rows.txt, say
            for position, row in enumerate(read_table(table, Columns(columns))):
                given += 1
                yield _read_row(row, page.source, position)
            return
        for position, found in enumerate(iter_page(NamedBytes(page.file or page.source, page.data))):
            given += 1
            if isinstance(found, RowProblem):
                yield Reject(page.source, found.row, found.reason, type(found).__name__, position)
            else:
                yield Read(found, page.source, position)
    except MissingExtraError:
        raise
    except Exception as error:  # noqa: BLE001  (one page must not cost the others)
        yield Reject(page.source, None, getattr(error, "reason", "") or told_of(error), type(error).__name__)
    else:
        if not given:
            yield Reject(page.source, None, NO_ARTICLE, "NoArticle")


def told_of(error: Exception) -> str:
    """Put an error that nobody foresaw into one line."""
    return f"{type(error).__name__}: {error}"[:500]
