"""How input is cut into shards of a fixed number of rows, so that a run can stop anywhere and an archive can grow.

Why a killed run ends as one that was not: a group of pages is closed by what is in it, never by what follows, so
that the pages of finished shards can be left out and the others still fall into the same groups; rows of a table are
cut from its first one on. Why a grown archive costs only what is new: pages that are known with the same content
are left out, and rows before the ones that were appended give the same shards as before.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kr_localgov_nlp.archive.members import read_member, read_members
from kr_localgov_nlp.archive.shards import SHARD_BYTES, Page, Shard, Task, digest_of
from kr_localgov_nlp.archive.sheets import tables_of
from kr_localgov_nlp.archive.sources import ROW_BYTES
from kr_localgov_nlp.archive.stream import Stream
from kr_localgov_nlp.archive.tables import Columns, Row, read_frame, read_table
from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages.decode import MAX_BYTES
from kr_localgov_nlp.pages.reader import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kr_localgov_nlp.archive.members import Member
    from kr_localgov_nlp.archive.shards import Cut, Known
    from kr_localgov_nlp.archive.sources import Entry

# A text file larger than this is looked at before it is taken for a page: it may be a table of many gigabytes.
_SNIFF_FROM = 4 * 1024 * 1024


def plan(entries: Iterable[Entry], known: Known, cut: Cut) -> Iterator[Task]:
    """Divide files among readers: tables and archives by themselves, pages that nobody knows in groups.

    Parameters
    ----------
    entries
        Files in the order of the run.
    known
        What earlier runs finished; pages in it are taken to be unchanged (see `changed`).
    cut
        Settings.

    Yields
    ------
    Task
        Groups of pages among the others as they fill; the last one at the end.
    """
    group: list[Entry] = []
    size = 0
    for entry in entries:
        if not is_page(entry):
            yield Task((entry,))
        elif entry.name not in known.pages:
            group.append(entry)
            size += entry.size
            if len(group) >= cut.rows or size >= SHARD_BYTES:
                yield Task(tuple(group))
                group, size = [], 0
    if group:
        yield Task(tuple(group))


def is_page(entry: Entry) -> bool:
    """Whether a file is read as a whole; what no reader is for, is too, and rejected there."""
    if entry.kind != "page" or entry.size < _SNIFF_FROM:
        return entry.kind in ("page", "")
    try:
        return kind_of(_stream(entry)) not in ("csv", "jsonl")
    except PageError:
        return True


def changed(entries: Iterable[Entry], known: Known) -> set[str]:
    """Find the shards whose pages are no longer what they were; they must be removed before `plan`.

    Returns
    -------
    set of str
        Their keys.
    """
    stale: set[str] = set()
    for entry in entries:
        if entry.name in known.pages and not (is_page(entry) and known.has_page(load_page(entry))):
            stale.add(known.pages[entry.name][1])
    return stale


def load_page(entry: Entry) -> Page:
    """Read a page's bytes; what can't be read says why."""
    if not entry.kind:
        return Page(entry.name, b"", f"files of the kind {_suffix(entry.file)} are not read", "PageError")
    if entry.size > MAX_BYTES:
        return Page(entry.name, b"", f"more than {MAX_BYTES:,} bytes, the limit for a page", "PageError")
    try:
        with entry.open() as file:
            return Page(entry.name, file.read(), file=entry.file)
    except PageError as error:
        return Page(entry.name, b"", error.reason, "PageError")
    except OSError as error:
        return Page(entry.name, b"", error.strerror or str(error), type(error).__name__)


def read(task: Task, known: Known, cut: Cut) -> Iterator[Shard]:
    """Read a task's files and cut them into shards.

    Parameters
    ----------
    task
        One of `plan`.
    known
        What earlier runs finished.
    cut
        Settings; the same for every run into one target.

    Yields
    ------
    Shard
        In the order of the input.

    Raises
    ------
    MissingExtraError
        An input that needs an optional package.
    """
    [first, *_] = task.entries
    columns = Columns(cut.columns)
    if first.kind == "frame":
        rows = read_frame(first.frame, first.name, columns)
        for shard in _cut_rows(rows, first.name, first.name, lambda: 0, known, cut):
            yield replace(shard, size=shard.inputs * ROW_BYTES)
    elif first.kind == "archive":
        yield from _read_archive(first, known, cut)
    elif is_page(first):
        yield _of_pages([load_page(entry) for entry in task.entries], task.size, known, cut)
    else:
        yield from _cut_table(_stream(first), first.name, known, cut)


def _stream(entry: Entry) -> Stream:
    return Stream(entry.name, entry.open, file=entry.file)


def _cut_table(stream: Stream, file: str, known: Known, cut: Cut) -> Iterator[Shard]:
    for table in tables_of(stream):
        rows = read_table(table, Columns(cut.columns))
        yield from _cut_rows(rows, file, str(table), partial(getattr, table, "consumed"), known, cut)


def _cut_rows(
    rows: Iterator[Row], file: str, source: str, consumed: Callable[[], int], known: Known, cut: Cut
) -> Iterator[Shard]:
    start = before = 0
    rows = iter(rows)
    while part := _take(rows, cut.rows):
        now = consumed()
        yield _of_rows(part, file, source, start, now - before, known)
        start, before = start + len(part), now


def _take(rows: Iterator[Row], count: int) -> tuple[Row, ...]:
    out: list[Row] = []
    size = 0
    for row in islice(rows, count):
        out.append(row)
        size += sum(len(value) for value in row.cells.values() if isinstance(value, str))
        if size >= SHARD_BYTES:
            break
    return tuple(out)


def _of_rows(rows: tuple[Row, ...], file: str, source: str, start: int, size: int, known: Known) -> Shard:
    lines = (
        json.dumps([row.number, row.cells, row.reason], ensure_ascii=False, sort_keys=True).encode(
            "utf-8", "surrogatepass"
        )
        for row in rows
    )
    key = digest_of(b"rows", source.encode(), str(start).encode(), *lines)
    return _shard(key, file, source, start, size, known, rows)


def _of_pages(
    pages: list[Page], size: int, known: Known, cut: Cut, source: str = "", start: int = 0
) -> Shard:
    parts = (part.encode() for page in pages for part in (page.source, page.digest))
    key = digest_of(b"pages", source.encode(), str(start).encode(), *parts)
    shard = _shard(key, source, source, start, size, known, pages=tuple(pages))
    return replace(shard, columns=cut.columns)


def _shard(
    key: str,
    file: str,
    source: str,
    start: int,
    size: int,
    known: Known,
    rows: tuple[Row, ...] = (),
    pages: tuple[Page, ...] = (),
) -> Shard:
    inputs = len(rows) or len(pages)
    if known.has(key):
        return Shard(key, file, source, start, inputs=inputs, size=size, known=True)
    old = known.starts.get((source, start)) if source else None
    return Shard(key, file, source, start, rows, pages, inputs, size, replaces=(old,) if old else ())


def _read_archive(entry: Entry, known: Known, cut: Cut) -> Iterator[Shard]:
    """Cut an archive as if its pages were the rows of one table; the tables in it are cut like others."""
    group: list[Page] = []
    size = start = used = before = 0
    tables = Counter[str]()
    try:
        for member in read_members(entry):
            if member.kind == "table":
                tables[member.name] += 1  # an archive may hold one name twice
                again = f"~{tables[member.name]}" if tables[member.name] > 1 else ""
                table = Stream(member.name, member.open, again=again)
                for shard in _cut_table(table, entry.name, known, cut):
                    yield replace(shard, size=int(shard.size * member.scale))
                before = member.used
                continue
            page = _load_member(member)
            group.append(page)
            size += len(page.data)
            used = member.used
            if len(group) >= cut.rows or size >= SHARD_BYTES:
                yield _of_pages(group, used - before, known, cut, entry.name, start)
                start, size, before = start + len(group), 0, used
                group = []
    except PageError as error:
        group.append(Page(entry.name, b"", error.reason, "PageError"))
    if not used and not before and not group:
        group.append(Page(entry.name, b"", "no file in the archive", "NoArticle"))
    if group:
        yield _of_pages(group, used - before, known, cut, entry.name, start)


def _load_member(member: Member) -> Page:
    if member.kind != "page":
        what = "archives inside archives" if member.kind else f"files of the kind {_suffix(member.name)}"
        return Page(member.name, b"", f"{what} are not read", "PageError")
    try:
        return Page(member.name, read_member(member))
    except PageError as error:
        return Page(member.name, b"", error.reason, "PageError")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix
