"""Files and folders → articles; what can't be read becomes a reject and the reading goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kr_localgov_nlp.archive.shards import Cut, Known, plan, read
from kr_localgov_nlp.archive.sources import list_entries
from kr_localgov_nlp.archive.tables import NO_ARTICLE
from kr_localgov_nlp.archive.work import Read, Reject, read_shard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kr_localgov_nlp.archive.sources import Sources

__all__ = ["NO_ARTICLE", "Read", "Reject", "read_files"]


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
