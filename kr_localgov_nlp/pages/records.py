"""Lines → CSV records, one by one: a broken record is named and the records after it are read.

The csv module alone can't do that, since a quote that is never closed takes the rest of the file for one cell. So
lines are gathered until their quotes are closed, and where that gives no record the reading goes on at the next
line that is one.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages.stream import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kr_localgov_nlp.pages.stream import TextLine

MAX_RECORD_LINES = 20_000
"""Most lines that a record may have: a quote that is still open then is taken for a mistake."""

_DELIMITERS = ",\t;|"
_NONE = "\x1f"
_EXCEL_HINT = re.compile(r"\"?sep=(.)\"?\s*")
# With fewer columns a line of running text has as many commas as a row.
_MIN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Record:
    """A row: the line on which it begins and its cells, or why there are none."""

    line: int
    cells: list[str] = field(default_factory=list)
    reason: str = ""


def delimiter_of(header: str) -> str:
    """Tell the delimiter from the header row; one that no text has where there is a single column.

    Examples
    --------
    >>> delimiter_of("제목;본문;등록일"), delimiter_of("본문") in "본문"
    (';', False)
    """
    best = max(_DELIMITERS, key=header.count)
    return best if best in header else _NONE


def read_records(lines: Iterable[TextLine]) -> Iterator[Record]:
    r"""Read records; the first one is the header, whose number of cells the others must not exceed.

    Examples
    --------
    >>> from kr_localgov_nlp.pages.stream import text_lines
    >>> table = '제목,본문,일자\n가,"나\n다",1\n라,"열린 따옴표,2\n마,바,3\n'
    >>> for record in read_records(text_lines(table)):
    ...     print(record.line, record.cells or record.reason)
    1 ['제목', '본문', '일자']
    2 ['가', '나\n다', '1']
    4 a quote that is never closed
    5 ['마', '바', '3']
    """
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MAX_LINE))
    return _Reader(iter(lines)).records()


class _Reader:
    """Holds the lines that are read ahead."""

    def __init__(self, lines: Iterator[TextLine]) -> None:
        self.lines = lines
        self.ahead: deque[TextLine] = deque()
        self.delimiter = ""
        self.width = 0

    def records(self) -> Iterator[Record]:
        while (line := self._next()) is not None:
            if line.reason:
                yield Record(line.number, reason=line.reason)
            elif not self.delimiter:
                if not line.text.strip("\ufeff \t\r\n"):
                    continue
                hint = _EXCEL_HINT.fullmatch(line.text.lstrip("\ufeff"))
                self.delimiter = hint[1] if hint else delimiter_of(line.text)
                if not hint:
                    self.ahead.appendleft(line)
            else:
                record = self._record(line)
                if any(cell.strip() for cell in record.cells) or record.reason:
                    self.width = self.width or len(record.cells)
                    yield record

    def _next(self) -> TextLine | None:
        return self.ahead.popleft() if self.ahead else next(self.lines, None)

    def _record(self, first: TextLine) -> Record:
        if not first.text.strip():
            return Record(first.number)
        gathered = [first]
        size = len(first.text)
        is_open = self._open_after(first.text, is_open=False)
        reason = ""
        while is_open and not reason:
            line = self._next()
            if line is None:
                reason = "a quote that is never closed"
                break
            gathered.append(line)
            size += len(line.text)
            is_open = self._open_after(line.text, is_open=True)
            if line.reason:
                reason = f"in its line {line.number}: {line.reason}"
            elif len(gathered) > MAX_RECORD_LINES or size > MAX_LINE:
                reason = f"a quote that is not closed within {len(gathered):,} lines"
        cells: list[str] = []
        if not reason:
            cells, reason = self._parse("".join(line.text for line in gathered))
        fewer = bool(self.width) and len(gathered) > 1 and len(cells) < self.width
        if (reason or fewer) and self._resume(gathered):
            return Record(first.number, reason=reason or "a quote that is never closed")
        if reason and len(gathered) > 1:
            reason += f"; not read up to line {gathered[-1].number}"
        return Record(first.number, [] if reason else cells, reason)

    def _parse(self, text: str) -> tuple[list[str], str]:
        try:
            cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter), [])
        except csv.Error as error:
            return [], str(error)
        if self.width and len(cells) > self.width:
            if any(cell.strip() for cell in cells[self.width :]):
                return [], f"{len(cells)} cells, the header has {self.width}"
            del cells[self.width :]
        return cells, ""

    def _resume(self, gathered: list[TextLine]) -> bool:
        """Go back to the first line after the broken one that is a whole record by itself, if there is one."""
        if self.width < _MIN_COLUMNS:
            return False
        for i, line in enumerate(gathered[1:], 1):
            # The line that closes a cell of several lines has one quote too many for a row.
            if line.reason or line.text.count('"') % 2 or self._open_after(line.text, is_open=False):
                continue
            cells, reason = self._parse(line.text)
            if not reason and len(cells) == self.width:
                self.ahead.extendleft(reversed(gathered[i:]))
                return True
        return False

    def _open_after(self, text: str, *, is_open: bool) -> bool:
        """Whether a quoted cell is open at the end of a line; quotes inside an unquoted cell are letters."""
        at = 0
        while True:
            if is_open:
                quote = text.find('"', at)
                if quote < 0:
                    return True
                at = quote + 1
                if text[at : at + 1] == '"':
                    at += 1
                    continue
                is_open = False
            elif text[at : at + 1] == '"':
                is_open, at = True, at + 1
                continue
            border = text.find(self.delimiter, at)
            if border < 0:
                return False
            at = border + 1
