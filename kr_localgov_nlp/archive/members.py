"""ZIP and TAR archives → their members, one after the other, nothing unpacked to where it says it belongs."""

from __future__ import annotations

import lzma
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from kr_localgov_nlp.archive.sources import kind_of_name
from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages.decode import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kr_localgov_nlp.archive.sources import Entry

_UTF8_NAME = 0x800
# Bytes of a packed TAR archive for one byte of a member, about.
_PACKED = 0.2
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError)
"""What reading a packed file raises that is damaged."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, to be used before the next one is asked for.

    Parameters
    ----------
    name
        The archive's name and the member's.
    kind
        As of :func:`kr_localgov_nlp.archive.sources.kind_of_name`.
    open
        Opens it; may be called again.
    used
        Bytes of the archive up to the member's end.
    scale
        Bytes of the archive for one byte of the member, as far as that is known.
    """

    name: str
    kind: str
    open: Callable[[], IO[bytes]]
    used: int
    scale: float


def read_members(entry: Entry) -> Iterator[Member]:
    """Give an archive's members in its own order; hidden ones and what macOS adds are left out.

    Raises
    ------
    PageError
        It is no archive, or broken from here on.
    """
    try:
        with entry.open() as raw:
            if entry.file.lower().endswith(".zip"):
                yield from _zip(entry.name, raw)
            else:
                yield from _tar(entry.name, raw, 1.0 if entry.file.lower().endswith(".tar") else _PACKED)
    except BROKEN as error:
        raise PageError(entry.name, f"a broken archive: {error}") from None


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what a broken or locked member raises while it is read into an error with its name."""
    try:
        yield
    except BROKEN as error:
        raise PageError(name, f"a broken member of an archive: {error}") from None
    except NotImplementedError as error:
        raise PageError(name, f"a member of an archive, packed in an unknown way: {error}") from None
    except RuntimeError as error:  # what zipfile raises for a locked one
        if "password" not in str(error):
            raise
        raise PageError(name, "a locked member of an archive") from None


def read_member(member: Member) -> bytes:
    """Read a member that is a page, and no more of it than a page may have.

    Raises
    ------
    PageError
        It is broken, locked or too long.
    """
    with told(member.name), member.open() as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PageError(member.name, f"more than {MAX_BYTES:,} bytes, the limit for a page")
    return data


def _zip(name: str, raw: IO[bytes]) -> Iterator[Member]:
    with zipfile.ZipFile(raw) as archive:
        for info in archive.infolist():
            inner = _korean(info)
            if not info.is_dir() and _wanted(inner):
                used = info.header_offset + info.compress_size
                scale = info.compress_size / max(1, info.file_size)
                yield Member(f"{name}/{inner}", kind_of_name(inner), partial(archive.open, info), used, scale)


def _korean(info: zipfile.ZipInfo) -> str:
    """Read a name as Windows writes it in Korea: CP949, without saying so."""
    if not info.flag_bits & _UTF8_NAME:
        try:
            return info.filename.encode("cp437").decode("cp949")
        except UnicodeError:
            pass
    return info.filename


def _tar(name: str, raw: IO[bytes], scale: float) -> Iterator[Member]:
    with tarfile.open(fileobj=raw, mode="r|*") as archive:
        for info in archive:
            vars(archive)["members"] = []  # or it keeps one for each of millions
            inner = info.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            if not info.isfile() or not _wanted(inner):
                continue
            file = cast("IO[bytes]", archive.extractfile(info))
            kind = kind_of_name(inner)
            if kind != "table":
                yield Member(f"{name}/{inner}", kind, partial(_same, file), raw.tell(), scale)
                continue
            # A stream can't be opened twice, and a table's beginning is looked at before it is read.
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder, "table")
                with copy.open("wb") as out:
                    shutil.copyfileobj(file, out)
                yield Member(f"{name}/{inner}", kind, partial(_opened, copy), raw.tell(), scale)


def _opened(path: Path) -> IO[bytes]:
    return path.open("rb")


def _same(file: IO[bytes]) -> IO[bytes]:
    return file


def _wanted(inner: str) -> bool:
    parts = inner.removeprefix("./").split("/")
    return not any(part.startswith(".") or part == "__MACOSX" for part in parts)
