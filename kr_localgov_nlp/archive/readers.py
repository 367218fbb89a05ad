"""Files and folders → articles; what can't be read becomes a reject and the run goes on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages import Article, RowProblem, iter_page
from kr_localgov_nlp.pages.stream import suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

PAGE_ENDINGS = {".txt", ".html", ".htm", ".xhtml", ".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".md", ""}

NO_ARTICLE = "no article on the page"


@dataclass(frozen=True, slots=True)
class Read:
    """One article and where it stood."""

    article: Article
    source: str
    position: int


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
    """

    source: str
    row: int | None
    reason: str
    error: str


def files_of(sources: Iterable[str | PathLike[str]]) -> Iterator[Path]:
    """List the files of a run in a fixed order.

    Parameters
    ----------
    sources
        Files and folders; folders are searched to the bottom, hidden files and ``*.gold.json`` left out.

    Yields
    ------
    Path
        Files, sorted by name within each folder.

    Raises
    ------
    PageError
        A source that does not exist.
    """
    for source in sources:
        path = Path(source)
        if path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                if not hidden and not file.name.endswith(".gold.json") and file.name != "README.md":
                    yield file
        elif path.exists():
            yield path
        else:
            raise PageError(str(source), "no such file or folder")


def read_files(files: Iterable[Path]) -> Iterator[Read | Reject]:
    """Read pages one after the other.

    Parameters
    ----------
    files
        The files of `files_of`.

    Yields
    ------
    Read or Reject
        Every file gives at least one of them: a page without an article is a reject too. Of a table, broken rows
        are rejects and the others are read; an unreadable date alone rejects nothing, the article goes without.
    """
    for file in files:
        source = file.as_posix()
        if suffix_of(file) not in PAGE_ENDINGS:
            yield Reject(source, None, f"files of the kind {file.suffix} are not read", "PageError")
            continue
        given = position = 0
        try:
            for found in iter_page(file):
                given += 1
                if isinstance(found, RowProblem):
                    yield Reject(source, found.row, found.reason, type(found).__name__)
                else:
                    yield Read(found, source, position)
                    position += 1
        except PageError as error:
            yield Reject(source, None, error.reason, type(error).__name__)
        except OSError as error:
            yield Reject(source, None, error.strerror or str(error), type(error).__name__)
        else:
            if not given:
                yield Reject(source, None, NO_ARTICLE, "NoArticle")
