"""What a shard is: rows of one table or pages, with their content and a name made of it, and what is known of them.

Three steps, so that one process, several and a cluster can share them::

    entries = list_entries(sources)                      # sources.py: names, places and sizes
    for task in plan(entries, known, cut):               # cutting.py: a table, an archive, pages for a shard
        for shard in read(task, known, cut):             # opens files; a shard that is known comes without content
            ...

A `Task` is small and crosses processes; so does a `Shard`, which carries the raw pages or rows (some megabytes), so
whoever tags it needs no access to the input. What is known stands in the manifests of earlier runs (`Known`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kr_localgov_nlp.archive.sources import Entry
    from kr_localgov_nlp.archive.tables import Row

ROWS = 1_000
"""Rows, or pages, of a shard: some twenty seconds of one process, which is the most that a kill costs it."""
SHARD_BYTES = 32 * 1024 * 1024
"""Bytes of pages, or characters of rows, after which a shard is closed before it has all its rows."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file that may hold an article or several.

    Parameters
    ----------
    source
        What tables call it.
    data
        Its bytes.
    reason, error
        Why there are none, and the kind of error.
    file
        The name of the file itself, where `source` is one that the user gave.
    """

    source: str
    data: bytes = b""
    reason: str = ""
    error: str = ""
    file: str = ""

    @property
    def digest(self) -> str:
        """Hash of what is in it."""
        return digest_of(self.data, self.reason.encode())


@dataclass(frozen=True, slots=True)
class Shard:
    """Rows of one table, or pages, that are tagged together.

    Parameters
    ----------
    key
        Hash of the names and the content: the name of its files in every table.
    file
        The file that it was cut from; ``""`` of a group of files.
    source, start
        The table or archive and the position of the first row or page in it; ``""`` and 0 of a group of files.
    rows, pages
        The content; both empty where the shard is known.
    inputs
        How many there are.
    size
        Bytes of input that it took, for the progress.
    known
        Whether an earlier run finished it.
    replaces
        Keys of shards that hold an older content of the same rows.
    columns
        Those that the user named, for pages that turn out to be tables.
    """

    key: str
    file: str = ""
    source: str = ""
    start: int = 0
    rows: tuple[Row, ...] = ()
    pages: tuple[Page, ...] = ()
    inputs: int = 0
    size: int = 0
    known: bool = False
    replaces: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """What one reader reads: a group of pages, or one table or archive."""

    entries: tuple[Entry, ...]

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(entry.size for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Cut:
    """Settings of the cutting: rows of a shard, and the columns that the user names."""

    rows: int = ROWS
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """What earlier runs finished: keys of their shards, and which one holds what.

    Parameters
    ----------
    keys
        Of every shard, with the file that it was cut from.
    starts
        Shards of tables and archives, by name and first position.
    pages
        Content and shard of each page that is a file, by its name.
    again
        Keys that are to be tagged anew all the same.
    """

    keys: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], str] = field(default_factory=dict)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)

    def has(self, key: str) -> bool:
        """Whether a shard is there and may stay."""
        return key in self.keys and key not in self.again

    def has_page(self, page: Page) -> bool:
        """Whether a page is known with this content."""
        digest, key = self.pages.get(page.source, ("", ""))
        return digest == page.digest and self.has(key)


def digest_of(*parts: bytes) -> str:
    """Hash some bytes: 24 hexadecimal digits.

    Examples
    --------
    >>> digest_of("구로구".encode()) == digest_of("구로구".encode()) != digest_of("구로".encode(), "구".encode())
    True
    """
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()[:24]
