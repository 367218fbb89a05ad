"""What a run is given → its files in a fixed order: local, through fsspec, or tables in memory.

A source is a file, a folder, an address that fsspec understands (``s3://…``, ``memory://…``), a DataFrame, several of
these, or a mapping that gives them names. The name is what stands in the tables' column ``source`` and decides what a
second run knows already; without one it is the path as given.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kr_localgov_nlp.errors import InputError, MissingExtraError, PageError
from kr_localgov_nlp.pages.stream import suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    import pandas as pd

    Source = str | PathLike[str] | pd.DataFrame
    Sources = Source | Iterable[Source] | Mapping[str, Source]

PAGES = {".txt", ".html", ".htm", ".xhtml", ".md", ""}
TEXT_TABLES = {".csv", ".tsv", ".jsonl", ".ndjson", ".json"}
TABLES = {*TEXT_TABLES, ".parquet", ".pq", ".xlsx", ".xlsm"}
ARCHIVES = {".zip", ".tar", ".tgz", ".tbz2", ".txz"}
ROW_BYTES = 2_000
"""Bytes that a row of a table in memory is taken to have, where progress is told."""
_TAR_ENDINGS = (".tar.gz", ".tar.bz2", ".tar.xz")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the input; it crosses processes, since it holds where the file is and not the file.

    Parameters
    ----------
    name
        What tables and messages call it.
    path
        Where it is: a local path or an address for fsspec; ``""`` for a table in memory.
    size
        Its bytes; of a table in memory what its rows are taken to have.
    options
        For fsspec: credentials and the like.
    frame
        The table in memory.
    """

    name: str
    path: str
    size: int
    options: Mapping[str, Any] = field(default_factory=dict)
    frame: Any = None

    @property
    def kind(self) -> str:
        """``frame``, ``archive``, ``table``, ``page``, or ``""`` for what is not read."""
        return "frame" if self.frame is not None else kind_of_name(self.file)

    @property
    def file(self) -> str:
        """The name of the file itself, whose ending tells what it is; the user may call it what they like."""
        return self.path.rpartition("/")[2] or self.name

    def open(self) -> IO[bytes]:
        """Open the file for reading bytes.

        Raises
        ------
        PageError
            It can't be opened.
        """
        try:
            if not is_address(self.path):
                return Path(self.path).open("rb")
            fs, root = filesystem(self.path, self.options)
            return cast("IO[bytes]", fs.open(root, "rb"))
        except OSError as error:
            raise PageError(self.name, error.strerror or str(error) or "can't be opened") from None


def kind_of_name(name: str) -> str:
    """Tell from a file's name what it is.

    Examples
    --------
    >>> [kind_of_name(n) for n in ("a.html", "b.jsonl.gz", "c.tar.gz", "d.ZIP", "e.hwp")]
    ['page', 'table', 'archive', 'archive', '']
    """
    plain = Path(name.rpartition("/")[2])
    if name.lower().endswith(_TAR_ENDINGS) or plain.suffix.lower() in ARCHIVES:
        return "archive"
    suffix = suffix_of(plain)
    return "table" if suffix in TABLES else "page" if suffix in PAGES else ""


def is_address(path: str) -> bool:
    """Whether a path is an address for fsspec.

    Examples
    --------
    >>> is_address("s3://bucket/rows.csv"), is_address("C:/rows.csv")
    (True, False)
    """
    return "://" in path


def filesystem(address: str, options: Mapping[str, Any]) -> tuple[Any, str]:
    """Return fsspec's file system of an address, and the path on it.

    Raises
    ------
    MissingExtraError
        fsspec is not installed.
    InputError
        fsspec does not know the protocol, or its package is missing.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingExtraError(f"addresses such as {address}", "remote") from None
    try:
        found: tuple[Any, str] = url_to_fs(address, **options)
    except (ValueError, ImportError) as error:
        raise InputError(f"{address}: {error}") from None
    return found


def list_entries(
    sources: Sources, *, exclude: str | None = None, options: Mapping[str, Any] | None = None
) -> Iterator[Entry]:
    """List the files of a run in a fixed order; nothing is opened.

    Parameters
    ----------
    sources
        See the module.
    exclude
        A local folder that is left out: the run's own target.
    options
        For fsspec.

    Yields
    ------
    Entry
        Sorted by name within each folder; hidden files, ``*.gold.json`` and ``README.md`` in folders are left out. A
        file that two sources reach comes once.

    Raises
    ------
    PageError
        A source does not exist.
    InputError
        Two sources have one name.
    """
    seen: set[str] = set()
    given = distinct(named(sources))
    for name, source in given.items():
        for entry in _entries(name, source, exclude, options or {}):
            if len(given) > 1:
                place = place_of(entry.path) if entry.path else entry.name
                if place in seen:
                    continue
                seen.add(place)
            yield entry


def distinct(given: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Make a mapping of named sources; the same one given twice is one.

    Raises
    ------
    InputError
        Two different ones have one name.
    """
    out: dict[str, Any] = {}
    for name, source in given:
        if name in out and (_is_frame(source) or place_of(source) != place_of(out[name])):
            raise InputError(f"two sources are named {name!r}; name them: {{name: source}}")
        out.setdefault(name, source)
    return out


def place_of(source: Any) -> str:
    """Tell where a source is, however its path is written; ``""`` of a table in memory."""
    if _is_frame(source):
        return ""
    path = os.fspath(source)
    return path.rstrip("/") if is_address(path) else Path(os.path.normpath(Path(path).absolute())).as_posix()


def remembered(given: Iterable[tuple[str, Any]], places: Mapping[str, str]) -> list[tuple[str, Any]]:
    """Name sources as an earlier run did, so that another way to write a path does not make its files new.

    Parameters
    ----------
    given
        Names and sources.
    places
        Of the runs before: place by name.

    Examples
    --------
    >>> remembered([("/data/in/2024", "/data/in/2024"), ("x", "/data/x")], {"in": "/data/in"})
    [('in/2024', '/data/in/2024'), ('x', '/data/x')]
    """
    out = []
    for given_name, source in given:
        name, place = given_name, place_of(source)
        for known, there in places.items():
            if place and (place == there or place.startswith(there + "/")):
                name = known + place[len(there) :]
                break
        out.append((name, source))
    return out


def named(sources: Sources) -> list[tuple[str, Any]]:
    """Give each source its name.

    Examples
    --------
    >>> named(["a/rows.csv", Path("b")]), named({"2024": "a/rows.csv"})
    ([('a/rows.csv', 'a/rows.csv'), ('b', PosixPath('b'))], [('2024', 'a/rows.csv')])
    """
    if isinstance(sources, Mapping):
        return [(str(name), source) for name, source in sources.items()]
    alone = isinstance(sources, (str, os.PathLike)) or _is_frame(sources)
    out: list[tuple[str, Any]] = []
    frames = 0
    for source in [sources] if alone else cast("Iterable[Any]", sources):
        if _is_frame(source):
            frames += 1
            out.append((f"DataFrame {frames}" if frames > 1 else "DataFrame", source))
        elif isinstance(source, (str, os.PathLike)):
            text = os.fspath(source)
            out.append((text.rstrip("/") if is_address(text) else Path(text).as_posix(), source))
        else:
            raise InputError(f"a path, an address or a DataFrame is read, not {type(source).__name__}")
    return out


def _is_frame(source: object) -> bool:
    return hasattr(source, "columns") and hasattr(source, "iloc")


def _entries(name: str, source: Any, exclude: str | None, options: Mapping[str, Any]) -> Iterator[Entry]:
    if _is_frame(source):
        yield Entry(name, "", len(source) * ROW_BYTES, frame=source)
    elif is_address(path := os.fspath(source)):
        yield from _remote(name, path, options)
    elif Path(path).is_dir():
        skip = os.path.realpath(exclude) if exclude else None
        yield from _walk(name, Path(path), skip, {os.path.realpath(path)})
    elif Path(path).exists():
        yield Entry(_written(name), os.fspath(Path(path)), Path(path).stat().st_size)
    else:
        raise PageError(name, "no such file or folder")


def _walk(name: str, folder: Path, skip: str | None, above: set[str]) -> Iterator[Entry]:
    with os.scandir(folder) as found:
        items = sorted(found, key=lambda item: item.name)
    for item in items:
        if item.name.startswith("."):
            continue
        path = f"{name}/{item.name}" if name != "." else item.name
        if item.is_dir():
            real = os.path.realpath(item.path)
            if real != skip and real not in above:  # a link to a folder above would never end
                yield from _walk(path, Path(item.path), skip, above | {real})
        elif item.is_file() and _wanted(item.name):
            yield Entry(_written(path), item.path, item.stat().st_size)


def _remote(name: str, address: str, options: Mapping[str, Any]) -> Iterator[Entry]:
    fs, root = filesystem(address, options)
    if fs.isfile(root):
        yield Entry(name, address, fs.size(root) or 0, options)
        return
    files = fs.find(root, detail=True) if fs.exists(root) else {}
    if not files and not fs.exists(root):
        raise PageError(name, "no such file or folder")
    base = fs._strip_protocol(root).rstrip("/")
    for path in sorted(files):
        inner = path[len(base) :].lstrip("/")
        if not any(part.startswith(".") for part in inner.split("/")) and _wanted(inner.rpartition("/")[2]):
            yield Entry(f"{name}/{inner}", fs.unstrip_protocol(path), files[path].get("size") or 0, options)


def _wanted(file: str) -> bool:
    return not file.endswith(".gold.json") and file != "README.md"


def _written(name: str) -> str:
    """Make a name that UTF-8 has: of one in another encoding the bytes that are none become U+FFFD."""
    raw = os.fsencode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return f"{raw.decode('utf-8', 'replace')}~{hashlib.sha256(raw).hexdigest()[:8]}"
