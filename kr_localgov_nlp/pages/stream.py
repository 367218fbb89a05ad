"""Large tables line by line: a file's encoding from its beginning, lines of bounded length, in constant memory."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages.decode import marked_codec, refuse_files, repair

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = 1024 * 1024
"""How much of a file is read to tell its encoding and its kind: 1 MiB."""
MAX_LINE = 16 * 1024 * 1024
"""Longest line that is read, in bytes: 16 MiB. The text of an article has some 5 kB."""

_BY_BYTES = ("utf-8", "cp949")
_MIN_GOOD = 0.5
_MAX_BROKEN = 0.01
_ALIEN = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")


class Opened(Protocol):
    """What can be read like a `pathlib.Path` and need not be a file: a member of an archive, an address, bytes."""

    @property
    def name(self) -> str:
        """The last part of the name, with the suffix that tells what is in it."""

    def open(self, mode: Any = "rb") -> IO[Any]:
        """Open it anew for reading bytes."""


@dataclass(frozen=True, slots=True)
class NamedBytes:
    r"""Bytes with a file's name, read as that file would be.

    Examples
    --------
    >>> file = NamedBytes("rows/mine.csv", "제목,본문\n개관,문을 열었다\n".encode())
    >>> file.name, [line.number for line in read_lines(file)]
    ('mine.csv', [1, 2])
    """

    path: str
    data: bytes

    def __str__(self) -> str:
        return self.path

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    def open(self, mode: Any = "rb") -> IO[Any]:
        """Open the bytes; ``mode`` is always ``"rb"``."""
        del mode
        return io.BytesIO(self.data)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a file with its end, or why there is none."""

    number: int
    text: str = ""
    reason: str = ""


def is_gzip(path: Opened) -> bool:
    """Whether a file's name says that it is compressed (``rows.jsonl.gz``).

    Examples
    --------
    >>> is_gzip(Path("rows.jsonl.gz")), is_gzip(Path("rows.jsonl"))
    (True, False)
    """
    return path.name.lower().endswith(".gz")


def suffix_of(path: Opened) -> str:
    """Return the suffix that tells a file's kind, in lower case, without ``.gz``.

    Examples
    --------
    >>> suffix_of(Path("rows.JSONL.gz")), suffix_of(Path("page.html"))
    ('.jsonl', '.html')
    """
    return Path(path.name[:-3] if is_gzip(path) else path.name).suffix.lower()


def read_bytes(path: Opened, limit: int) -> bytes:
    """Read the first ``limit`` bytes of a file, unpacked.

    Raises
    ------
    PageError
        The file is missing, a folder, unreadable, or a broken archive.
    """
    try:
        with _open(path) as file:
            return file.read(limit)
    except FileNotFoundError:
        raise PageError(str(path), "no such file") from None
    except IsADirectoryError:
        raise PageError(str(path), "a folder, not a file") from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise PageError(str(path), f"broken gzip archive: {error}") from None
    except OSError as error:
        raise PageError(str(path), error.strerror or str(error)) from None
    except ValueError as error:
        raise PageError(repr(str(path)), str(error)) from None


def read_lines(path: Opened) -> Iterator[TextLine]:
    r"""Read a file's lines, each with its end, decoded as the first mebibyte of the file demands.

    A line in the other of UTF-8 and CP949 than the file is read as what it is: tables are often put together
    from several exports. Lines that are too long, binary or in no known encoding come with the reason.

    Raises
    ------
    PageError
        The file as a whole can't be read: missing, empty, binary, in no known encoding, a broken archive.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "rows.csv"
    >>> _ = path.write_bytes("제목,본문\n".encode() + "개관,문을 열었다\n".encode("cp949"))
    >>> [line.text for line in read_lines(path)]
    ['제목,본문\n', '개관,문을 열었다\n']
    """
    sample = read_bytes(path, SAMPLE)
    refuse_files(sample, str(path))
    codec, skip = marked_codec(sample) or (_codec_of_lines(sample, str(path)), 0)
    text = sample[skip:].decode(codec, "replace")
    broken = repair(text) != text
    number = 0
    try:
        with _open(path) as file:
            file.read(skip)
            # Bytes of CP949 and UTF-8 hold no newline inside a character, so their lines are decoded one by one.
            by_bytes = codec in _BY_BYTES and ("\n" in text or "\r" not in text)
            pieces = _byte_lines(file, codec) if by_bytes else _wide_lines(file, codec)
            for number, (line, reason) in enumerate(pieces, 1):
                reason = reason or unreadable(line)  # noqa: PLW2901
                yield TextLine(number, "" if reason else repair(line, least=1) if broken else line, reason)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise PageError(str(path), f"broken gzip archive after line {number}: {error}") from None
    except OSError as error:
        raise PageError(str(path), error.strerror or str(error)) from None


def text_lines(text: str) -> Iterator[TextLine]:
    r"""Divide a text as :func:`read_lines` divides a file.

    Examples
    --------
    >>> [line.number for line in text_lines("가\r\n나")]
    [1, 2]
    """
    for number, line in enumerate(io.StringIO(text.lstrip("\ufeff"), newline=""), 1):
        long = (
            f"a line of {len(line):,} characters, the limit is {MAX_LINE:,}" if len(line) > MAX_LINE else ""
        )
        yield TextLine(number, "" if long else line, long)


def _open(path: Opened) -> gzip.GzipFile | io.BufferedReader:
    if not is_gzip(path):
        return cast("io.BufferedReader", path.open("rb"))
    return gzip.open(path if isinstance(path, Path) else path.open("rb"), "rb")


def _codec_of_lines(sample: bytes, source: str) -> str:
    """Name the encoding of most lines; a table may hold rows in the other one, and broken rows."""
    lines = sample.splitlines()
    if len(sample) >= SAMPLE and len(lines) > 1:
        # The sample may end within a character.
        del lines[-1]
    good = dict.fromkeys(_BY_BYTES, 0)
    for line in lines:
        for codec in _BY_BYTES:
            try:
                line.decode(codec)
            except UnicodeDecodeError:
                continue
            good[codec] += 1
            break
    if sum(good.values()) < _MIN_GOOD * len(lines):
        raise PageError(source, "in no known encoding (tried UTF-8, UTF-16, CP949), or binary")
    text_only = sum(1 for line in lines if line.isascii())
    return "utf-8" if good["utf-8"] - text_only >= good["cp949"] else "cp949"


def _byte_lines(file: gzip.GzipFile | io.BufferedReader, codec: str) -> Iterator[tuple[str, str]]:
    while data := file.readline(MAX_LINE + 1):
        if len(data) > MAX_LINE:
            size = len(data)
            while not data.endswith(b"\n") and (data := file.readline(MAX_LINE)):
                size += len(data)
            yield "", f"a line of {size:,} bytes, the limit is {MAX_LINE:,}"
            continue
        yield _decode_line(data, codec), ""


def _decode_line(data: bytes, codec: str) -> str:
    for attempt in (codec, "cp949" if codec == "utf-8" else "utf-8"):
        try:
            return data.decode(attempt)
        except UnicodeDecodeError:
            continue
    return data.decode(codec, "replace")


def _wide_lines(file: gzip.GzipFile | io.BufferedReader, codec: str) -> Iterator[tuple[str, str]]:
    reader = io.TextIOWrapper(file, codec, errors="replace", newline="")
    while line := reader.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            while not line.endswith(("\n", "\r")) and (line := reader.readline(MAX_LINE)):
                pass
            yield "", f"a line of more than {MAX_LINE:,} characters"
            continue
        yield line, ""


def unreadable(line: str) -> str:
    r"""Tell why a line, or a cell, is no text; empty where it is one.

    Examples
    --------
    >>> unreadable("가람구는 문을 열었다."), unreadable("\x00\x01\x02 가람구")
    ('', 'binary: control characters that no text has')
    """
    if len(_ALIEN.findall(line)) > max(1, _MAX_BROKEN * len(line)):
        return "binary: control characters that no text has"
    if line.count("\ufffd") > max(1, _MAX_BROKEN * len(line)):
        return "in no known encoding"
    return ""
