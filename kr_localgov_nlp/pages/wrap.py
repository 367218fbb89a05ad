"""Pages whose lines are broken at a fixed width, inside sentences: join them again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages.lines import BULLET, Kind, Line, classify

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[.!?][”\"’')\]」』]{0,3}$")
_RULE = re.compile(r"[^\w가-힣]*")
_MIN_WIDTH = 36
_MAX_WIDTH = 240
_MIN_BROKEN = 4
_FULL = 0.88
_HALF = 0.55
_RUNNING = (Kind.TEXT, Kind.SHORT, Kind.CAPTION)
# What stands at the start of a line only where a word was cut: particles and endings.
_TORN = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|도|로|으로|에서|에게|께서|까지|부터|하는|하고|하며|해|했다"
    r"|한다|된다|됐다|되는|이다|다|고|며|지|히|들이|들은|들을|들의|기|기를|기에|기로|기도)"
    r"(?=[\s.,”’])"
)
# Words of one syllable that end a line whole.
_WHOLE = frozenset(
    "그이저한두세네각등및수것곳때중더또약총전후시군구도내외달년월일명개간첫새온큰할된될는은을를의에와과도로만원고며"
)


def join_broken(page: str, lines: list[Line]) -> list[Line]:
    r"""Join lines that a fixed width breaks inside a sentence; other pages come back unchanged.

    A page has broken lines when at least four full ones end in the middle of a sentence and hardly any line
    is longer. Where an empty line stands between paragraphs, a full line always goes on in the next.

    Examples
    --------
    >>> from kr_localgov_nlp.pages.lines import split_lines
    >>> page = (
    ...     "가람구는 오는 십일부터 구립 도서관 세 곳의 문을 열고 주민 누구나\n"
    ...     "책을 빌릴 수 있게 하는 한편 작은 음악회와 강연도 함께 마련하여\n"
    ...     "이웃이 서로 만나는 자리로 가꾸어 나가겠다고 지난 삼일 밝혔다고\n"
    ...     "관계자가 전했으며 이후 일정은 누리집에서 차례로 알릴 방침이라고\n"
    ...     "덧붙였다."
    ... )
    >>> len(join_broken(page, split_lines(page)))
    1
    """
    long = [
        line
        for line in lines
        if _MIN_WIDTH <= width(line.text) <= _MAX_WIDTH and not _RULE.fullmatch(line.text)
    ]
    if len(long) < _MIN_BROKEN:
        return lines
    limit = _limit(long)
    # Below a line stands, without a gap, what may be its rest.
    below = [
        i
        for i in range(len(lines) - 1)
        if lines[i + 1].gap == 0
        and not BULLET.match(lines[i + 1].text)
        and not _RULE.fullmatch(lines[i].text)
    ]
    full = {i for i in below if _is_full(lines[i], lines[i + 1], limit)}
    ends = {i for i, line in enumerate(lines) if _SENTENCE_END.search(line.text[-6:])}
    longer = sum(1 for line in lines if width(line.text) > limit + 2)
    if len(full - ends) < _MIN_BROKEN or longer * 4 > len(full - ends):
        return lines
    # Sentences that end short of the margin with the next line right below: paragraphs without empty lines.
    dense = sum(1 for i in below if i in ends and i not in full)
    if dense * 3 <= len(full):
        follows = full | {i for i in below if i not in ends and width(lines[i].text) >= _HALF * limit}
    else:
        follows = full - ends
    return _join_groups(page, lines, follows, ends)


def _is_full(line: Line, following: Line, limit: int) -> bool:
    size = width(line.text)
    if size > limit + 2 or size < _HALF * limit:
        return False
    return size >= _FULL * limit or size + 1 + width(following.text.split(None, 1)[0]) > limit


def _join_groups(page: str, lines: Sequence[Line], follows: set[int], ends: set[int]) -> list[Line]:
    """Join runs of lines that end a sentence; titles and rows of a board stay as they are."""
    kinds = {i: classify(lines[i]) for i in follows | {i + 1 for i in follows}}
    joined: list[Line] = []
    i = 0
    while i < len(lines):
        end = i
        while end in follows and kinds[end] in _RUNNING and kinds[end + 1] in _RUNNING:
            end += 1
        # A paragraph is whole where a sentence ends; a list line, where the next one or an empty line follows.
        listed = (
            end > i
            and BULLET.match(lines[i].text)
            and (end + 1 == len(lines) or lines[end + 1].gap > 0 or BULLET.match(lines[end + 1].text))
        )
        while end > i and end not in ends and not listed:
            end -= 1
        first, last = lines[i], lines[end]
        joined.append(
            Line(first.start, last.end, page[first.start : last.end], first.gap) if end > i else first
        )
        i = end + 1
    return joined


def join_text(text: str, *, cuts: bool = False) -> str:
    r"""Write the lines of one paragraph as one: with a space, or with nothing where a word was cut.

    ``cuts`` says that the page is known to cut words (:func:`cuts_words`).

    Examples
    --------
    >>> join_text("구립 도서관\n세 곳에서 책을 빌\n릴 수 있다고 밝혔\n다.")
    '구립 도서관 세 곳에서 책을 빌릴 수 있다고 밝혔다.'
    """
    pieces = _pieces(text)
    if len(pieces) < 2:
        return pieces[0] if pieces else ""
    cuts = cuts or cuts_words(text)
    joined = pieces[0]
    for after in pieces[1:]:
        joined += ("" if cuts and _is_torn(joined, after) else " ") + after
    return joined


def cuts_words(text: str) -> bool:
    r"""Whether the lines of a text end within words: one torn word shows that they end anywhere.

    Examples
    --------
    >>> cuts_words("책을 빌릴 수 있다고 밝혔\n다."), cuts_words("책을 빌릴 수 있다고\n밝혔다.")
    (True, False)
    """
    return any(_TORN.match(after) for after in _pieces(text)[1:])


def _pieces(text: str) -> list[str]:
    return [piece for line in re.split(r"[\r\n\u2028\u2029]+", text) if (piece := line.strip(" \t\u00a0"))]


def width(text: str) -> int:
    """Columns that a line takes: two for Hangul and other wide signs.

    Examples
    --------
    >>> width("가나 ab")
    7
    """
    # CP949 takes two bytes for just those signs; what it lacks counts as one.
    return len(text[: _MAX_WIDTH + 1].encode("cp949", "replace"))


def _is_torn(before: str, after: str) -> bool:
    if _TORN.match(after):
        return True
    last = before.rsplit(None, 1)[-1]
    return len(last) == 1 and "가" <= last <= "힣" and last not in _WHOLE and "가" <= after[0] <= "힣"


def _limit(long: Sequence[Line]) -> int:
    """Find the widest width that several lines nearly reach."""
    widths = sorted((width(line.text) for line in long), reverse=True)
    for i, size in enumerate(widths):
        if sum(1 for other in widths[i : i + 60] if other >= _FULL * size) >= _MIN_BROKEN + 2:
            return size
    return widths[0]
