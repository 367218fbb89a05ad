"""Where articles begin and end on a page: its lines, in order, → blocks of header, text and tail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import borders, byline, captions, dates, similar
from kr_localgov_nlp.pages.block import TRUNCATED, Block
from kr_localgov_nlp.pages.lines import Kind, Line, is_key

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOSERS = frozenset({Kind.END, Kind.FOOTER, Kind.LIST, Kind.SPLIT})
_NUMBERED = re.compile(r"\d{1,2}[.)]?\s")
_HEADING = re.compile(r"[■◆◇□●○▷▶<【\[]")
_WIDE_GAP = 3
_LOOK_BACK = 8
_LOOK_AHEAD = 16
_TAIL = 14


def find_blocks(lines: Sequence[Line], *, lists: bool = True) -> list[Block]:
    """Divide a page into blocks that may be articles.

    Parameters
    ----------
    lines
        Classified lines.
    lists
        Whether a list title above all text (``많이 본 뉴스`` at the top of a page) opens a list: then only a
        byline block ends it.
    """
    borders.mark_rules(lines)
    splitter = _Splitter(lines, lists=lists)
    for i in range(len(lines)):
        splitter.read(i)
    return [done for block in splitter.blocks for done in _split_untitled(block)]


class _Splitter:
    """Reads the lines in order: in a list of other articles, above a text, or within one."""

    def __init__(self, lines: Sequence[Line], *, lists: bool) -> None:
        self.lines = lines
        self.lists = lists
        self.blocks: list[Block] = []
        self.block = Block(first=True)
        self.listed = False

    def read(self, index: int) -> None:
        if self.listed:
            self._in_list(index)
        elif not self.block.body:
            self._above(index)
        else:
            self._within(index)

    def _in_list(self, index: int) -> None:
        line = self.lines[index]
        if line.kind is Kind.META and _is_strong(self.lines, index, listed=True):
            self.block = Block(head=[*_look_back(self.lines, index), line], strong=True)
            self.listed = False
        elif line.kind is Kind.SPLIT or borders.is_rule(line.text):
            self.block, self.listed = Block(), False
        elif self.blocks and len(self.blocks[-1].tail) < _TAIL and line.kind in (Kind.END, Kind.FOOTER):
            self.blocks[-1].tail.append(line)

    def _above(self, index: int) -> None:
        line = self.lines[index]
        if line.kind is Kind.TEXT and _is_title(self.lines, index):
            line.kind = Kind.SHORT
        if line.kind is Kind.TEXT and not _is_caption_above(line):
            self.block.body.append(line)
            self.blocks.append(self.block)
        elif line.kind is Kind.LIST and self.lists and not _in_menu(self.lines, index):
            self.listed, self.block = True, Block(first=self.block.first)
        else:
            self.block.strong = self.block.strong or (line.kind is Kind.META and _has_label(line))
            self.block.head.append(line)
            if self.blocks and len(self.block.head) <= _TAIL and not self.block.first:
                self.blocks[-1].tail.append(line)

    def _within(self, index: int) -> None:
        line = self.lines[index]
        if line.kind is Kind.LIST and _resumes(self.lines, index):
            self._skip_box(index)
        elif line.kind in _CLOSERS:
            self.block.tail = [line]
            self.listed = line.kind is Kind.LIST
            self.block = Block()
        elif self._begins(index):
            # Above a clipping stands its number and paper, the title below.
            back = [] if borders.read_clipping(line.text) else _look_back(self.lines, index)
            kept = {id(other) for other in back}
            self.block.body[:] = [other for other in self.block.body if id(other) not in kept]
            self.block = Block(head=[*back, line], strong=True)
        else:
            self.block.body.append(line)

    def _begins(self, index: int) -> bool:
        line = self.lines[index]
        return (
            line.kind is Kind.META
            and _has_label(line)
            and _is_strong(self.lines, index, listed=False, body=self.block.body)
        )

    def _skip_box(self, index: int) -> None:
        """Leave out a box of related articles in the middle of a text."""
        self.lines[index].kind = Kind.NOISE
        for line in self.lines[index + 1 :]:
            if line.kind is not Kind.SHORT:
                break
            line.kind = Kind.NOISE


def _split_untitled(block: Block) -> list[Block]:
    """Divide a block: an article begins with a title after a gap twice as wide as those in the text."""
    gaps = sorted(line.gap for line in block.body[1:] if line.kind is Kind.TEXT)
    if not gaps:
        return [block]
    middle = gaps[len(gaps) // 2]
    wide = max(_WIDE_GAP if middle else _WIDE_GAP - 1, 2 * middle)
    mark = borders.title_mark(block.head, " ".join(line.text for line in block.body[:3]))
    if mark and (starts := borders.marked_titles(block.body, mark)):
        block.head = [line for line in block.head[:-1] if line.kind is Kind.META] + block.head[-1:]
        return _parted(block, starts)
    starts = []
    text_since = False
    for i, line in enumerate(block.body):
        # A title right under another one, both set apart: one article begins, at the first of them.
        if i and text_since and line.gap >= wide and _begins_article(block.body, i):
            starts.append(i)
            text_since = False
        text_since = text_since or line.kind is Kind.TEXT
    return _parted(block, starts) if starts else [block]


def _parted(block: Block, starts: Sequence[int]) -> list[Block]:
    parts: list[Block] = []
    for begin, end in zip([0, *starts], [*starts, len(block.body)], strict=True):
        lines = block.body[begin:end]
        first = next(i for i, line in enumerate(lines) if line.kind is Kind.TEXT)
        head = block.head if begin == 0 else lines[:first]
        parts.append(
            Block(
                head=list(head), body=lines[first if begin else 0 :], first=block.first, strong=block.strong
            )
        )
    parts[-1].tail = block.tail
    return parts


def _begins_article(lines: Sequence[Line], index: int) -> bool:
    title = lines[index]
    if not _titlish(title) or captions.marked(title.text) is not None or _HEADING.match(title.text):
        return False
    after = lines[index + 1 :]
    first = next((i for i, line in enumerate(after) if line.kind is Kind.TEXT), len(after))
    texts = [line.text for line in after[first : first + 12] if line.kind is Kind.TEXT]
    before = sum(len(line.text) for line in lines[:index] if line.kind is Kind.TEXT)
    return (
        first <= 4
        and sum(map(len, texts)) >= 100
        and before >= 100
        and similar.overlap(title.text, similar.bigrams(" ".join(texts)[:1500])) >= 0.2
    )


def _has_label(line: Line) -> bool:
    return (
        any(day.label for day in dates.find_dates(line.text))
        or dates.label_alone(line.bare) == "published"
        or borders.introduces(line.text)
    )


def _is_strong(lines: Sequence[Line], index: int, *, listed: bool, body: Sequence[Line] = ()) -> bool:
    """Whether a byline line begins a new article: a title stands near, real sentences follow."""
    line = lines[index]
    labelled = _has_label(line)
    if not labelled:
        near = lines[max(0, index - 2) : index + 3]
        named = byline.read_name(line.text) is not None
        if not (listed and named and any(dates.find_dates(other.text) for other in near)):
            return False
    ahead = lines[index + 1 : index + 1 + _LOOK_AHEAD]
    text = None
    titled = any(_titlish(other) for other in _look_back(lines, index))
    for step, other in enumerate(ahead):
        if other.kind in (Kind.LIST, Kind.FOOTER) or (other.kind is Kind.END and step > 3):
            return False
        if other.kind is Kind.TEXT and not _is_caption_above(other):
            text = other
            break
        titled = titled or _titlish(other)
    if text is None or not titled or TRUNCATED.search(text.text[-12:]):
        return False
    if (
        body
        and not borders.read_clipping(line.text)
        and not any(_titlish(other) for other in _look_back(lines, index))
    ):
        return False
    return len(text.text) >= 40 and not (listed and _NUMBERED.match(text.text))


def _is_title(lines: Sequence[Line], index: int) -> bool:
    """Whether a sentence is a title: the rows of a board or a day of publication stand right under it."""
    if len(lines[index].text) > 80 or lines[index].text.count("다.") > 1:
        return False
    for line in lines[index + 1 : index + 6]:
        if line.kind is Kind.META and (_has_label(line) or is_key(line)):
            return True
        if line.kind not in (Kind.META, Kind.NOISE):
            return False
    return False


def _titlish(line: Line) -> bool:
    return line.kind is Kind.SHORT and len(line.text) >= 9


def _look_back(lines: Sequence[Line], index: int) -> list[Line]:
    """Return the lines before a byline that can hold its title: back to the last sentence or border."""
    back: list[Line] = []
    for line in reversed(lines[max(0, index - _LOOK_BACK) : index]):
        if line.kind is Kind.SPLIT and not borders.is_rule(line.text):
            # A comment counter may stand in the byline block.
            continue
        if line.kind in _CLOSERS or line.kind is Kind.TEXT or TRUNCATED.search(line.text[-12:]):
            break
        if back and line.kind is Kind.META and any(_titlish(other) for other in back):
            break
        back.append(line)
    return back[::-1]


def _is_caption_above(line: Line) -> bool:
    return captions.caption_start(line.text) is not None


def _in_menu(lines: Sequence[Line], index: int) -> bool:
    """Whether a list title stands among menu entries: short words on both sides."""
    around = [*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3]]
    return len(around) >= 3 and all(len(line.text) <= 9 for line in around)


def _resumes(lines: Sequence[Line], index: int) -> bool:
    """Whether the text goes on after a box of related articles in the middle of it.

    It does when at most four titles stand in the box, and whole sentences follow up to a copyright line or
    byline.
    """
    titles = texts = 0
    for line in lines[index + 1 : index + 40]:
        if line.kind is Kind.TEXT:
            if TRUNCATED.search(line.text[-12:]) or _NUMBERED.match(line.text) or line.bullet:
                return False
            texts += 1
        elif line.kind in (Kind.LIST, Kind.SPLIT, Kind.FOOTER):
            return False
        elif line.kind is Kind.END:
            return texts >= 2
        elif line.kind is Kind.META:
            if texts >= 2:
                return True
        elif texts == 0:
            titles += 1
            if titles > 4:
                return False
    return False
