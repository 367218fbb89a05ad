"""A table's file: opened again and again, counted as it is read, named by the user or by itself."""

from __future__ import annotations

import gzip
import io
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from kr_localgov_nlp.pages.stream import is_gzip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Stream:
    """A file that can be opened again and counts what was read of it.

    Parameters
    ----------
    path
        What messages call it.
    opener
        Opens it for reading bytes.
    sheet
        Of a workbook, the sheet that is meant where it is not the first one.
    again
        What tells it from another one of the same path.
    file
        The name of the file itself, where `path` is one that the user gave.
    """

    def __init__(
        self,
        path: str,
        opener: Callable[[], IO[bytes]],
        sheet: str | None = None,
        again: str = "",
        file: str = "",
    ) -> None:
        self.path = path
        self.file = file
        self.again = again
        self.opener = opener
        self.sheet = sheet
        self.meter: _Meter | None = None
        self._told = 0

    def __str__(self) -> str:
        return self.path + self.again + ("" if self.sheet is None else f"#{self.sheet}")

    @property
    def name(self) -> str:
        """The last part of the file's name, whose suffix tells what is in it."""
        return (self.file or self.path).rpartition("/")[2]

    def of_sheet(self, title: str) -> Stream:
        """Give the stream of another sheet of the same workbook."""
        return Stream(self.path, self.opener, title, self.again, self.file)

    @property
    def consumed(self) -> int:
        """Bytes read since it was last opened."""
        return self.meter.count if self.meter is not None else self._told

    def count(self, consumed: int) -> None:
        """Tell what was read, where that can't be counted byte by byte."""
        self._told = consumed

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """Open it for a reader that needs any part of it at any time; one that is packed is unpacked."""
        with self.opener() as raw:
            if not is_gzip(self):
                yield raw
                return
            with gzip.open(raw) as file:
                yield file  # type: ignore[misc]

    def open(self, mode: Any = "rb") -> IO[bytes]:
        """Open it anew; ``mode`` is always ``"rb"``."""
        del mode
        self.meter = _Meter(self.opener())
        return io.BufferedReader(self.meter, 1 << 16)


class _Meter(io.RawIOBase):
    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: Any) -> int:
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)

    def close(self) -> None:
        self.file.close()
        super().close()
