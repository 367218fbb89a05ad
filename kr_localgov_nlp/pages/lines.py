"""The lines of a page and what each of them is: text, clutter, byline, heading.

Every test reads one line and is linear in its length; of lines longer than :data:`LONG` only the ends are
looked at, since no button, date or byline is that long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from kr_localgov_nlp.pages import captions, clutter
from kr_localgov_nlp.pages.dates import find_dates
from kr_localgov_nlp.pages.words import MARKS

LONG = 400


class Kind(Enum):
    """What a line is, judged from the line alone."""

    TEXT = "text"  # running sentences
    SHORT = "short"  # a title, a heading, a menu entry
    NOISE = "noise"  # buttons, counters, weather: may stand anywhere
    META = "meta"  # a date, a byline, a row of a board's table
    CAPTION = "caption"
    END = "end"  # closes an article: copyright, list button, licence
    LIST = "list"  # opens a list of other articles
    SPLIT = "split"  # comment box: closes an article, another one may follow
    FOOTER = "footer"  # imprint of the site


# Marks in front of a line: bullets of copied lists, list marks of releases, numbers of lists.
BULLET = re.compile(rf"(?:[{MARKS}ㅇ>＞]|[①-⑳]|\d{{1,2}}[.)](?=\s|[가-힣]))[\s\u00a0]*")
_EDGE = " \t\u00a0\u3000\u200b\ufeff\u2060\x0b\x0c\x1c\x1d\x1e\x85"
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_ADDRESS = re.compile(r"https?://\S+")
_URL_ONLY = re.compile(r"(?:https?://|www\.)\S+")
_BYLINE_WORD = re.compile(
    r"[가-힣]{2,5}\s?(?:선임|수습|객원|인턴|전문|대|시민|본부장|편집)?기자|기자\s?="
    r"|[가-힣]{2,4}\s?(?:특파원|통신원|논설위원)|온라인뉴스팀|편집부|취재팀"
)
_LIST_ITEM = re.compile(r"[가-힣]{2,8}\s?[:：]|(?:일시|일자|기간|날짜)\b")
_SIGNED = re.compile(r"(?:글|취재|사진|by|By)\s?[=:·]?\s?[가-힣]{2,4}\s")
_SENTENCE_END = re.compile(r"[가-힣][.!?][”\"’')\]」』]{0,3}$")
_STATEMENT_END = re.compile(r"(?:다|요|까|죠)[”\"’')\]」』]{0,3}$")
# A headline may end in a call or a question; a sentence ends its verb before the sign.
_CALL = re.compile(r"[^다요까죠네라자니오지까군걸][!?]+[”\"’')\]」』]{0,3}$")
_INNER_SENTENCE = re.compile(r"[다요]\.[”\"’')]{0,2} ?[가-힣“‘\"'△▲(]")
_HANGUL = re.compile(r"[가-힣]")
_MIN_SENTENCE = 25
_MIN_STATEMENT = 45
_MIN_UNPUNCTUATED = 110
_MAX_CALL = 60


@dataclass(slots=True)
class Line:
    """A line without the white space around it.

    Parameters
    ----------
    start, end
        Offsets into the page.
    text
        ``page[start:end]``; for joined lines, with their breaks.
    gap
        How many empty lines stand before it.
    kind
        What it is.
    """

    start: int
    end: int
    text: str
    gap: int = 0
    kind: Kind = Kind.SHORT

    @property
    def bare(self) -> str:
        """The text without the bullet in front of it."""
        mark = BULLET.match(self.text)
        return self.text[mark.end() :] if mark else self.text

    @property
    def bullet(self) -> bool:
        """Whether a bullet, list mark or list number stands in front."""
        return BULLET.match(self.text) is not None


def split_lines(page: str) -> list[Line]:
    r"""Lines with words or signs on them, in order.

    Examples
    --------
    >>> [(line.text, line.start, line.gap) for line in split_lines("제목\n\n  본문이다. \r\n")]
    [('제목', 0, 0), ('본문이다.', 6, 1)]
    """
    lines: list[Line] = []
    last_end = 0
    for found in _LINE.finditer(page):
        raw = found[0]
        text = raw.strip(_EDGE)
        if not text:
            continue
        start = found.start() + len(raw) - len(raw.lstrip(_EDGE))
        between = page[last_end : found.start()]
        gap = max(0, between.count("\n") or between.count("\r") or 1) - 1 if lines else 0
        lines.append(Line(start, start + len(text), text, gap))
        last_end = start + len(text)
    return lines


def is_sentence(text: str) -> bool:
    """Whether a line reads like running text rather than like a heading.

    Examples
    --------
    >>> is_sentence("가람구는 오는 10일부터 구립 도서관 세 곳의 문을 연다고 밝혔다.")
    True
    >>> is_sentence("가람구, 구립 도서관 세 곳 개관")
    False
    """
    size = len(text)
    if size < _MIN_SENTENCE or not _HANGUL.search(text[:LONG]):
        return False
    tail = text[-8:]
    if _SENTENCE_END.search(tail):
        return size > _MAX_CALL or not _CALL.search(tail)
    if size >= 40 and _INNER_SENTENCE.search(text[:4000]):
        return True
    if size >= _MIN_STATEMENT and _STATEMENT_END.search(tail):
        return True
    return size >= _MIN_UNPUNCTUATED and len(set(text[:LONG])) > 25


def classify(line: Line) -> Kind:
    """Say what a line is, from the line alone; captions are told by :mod:`kr_localgov_nlp.pages.captions`.

    Examples
    --------
    >>> classify(Line(0, 8, "많이 본 뉴스더보기")).value
    'list'
    >>> classify(Line(0, 5, "댓글(0)")).value
    'split'
    >>> classify(Line(0, 8, "목록 바로가기")).value
    'end'
    """
    text = line.text
    if len(text) > LONG:
        return Kind.TEXT if is_sentence(text) and not clutter.is_weather(text) else Kind.SHORT
    bare = line.bare.strip()
    if clutter.SPLIT.fullmatch(bare):
        return Kind.SPLIT
    if clutter.is_noise(text, bare):
        return Kind.NOISE
    sentence = is_sentence(text)
    if clutter.is_footer(text, sentence=sentence):
        return Kind.FOOTER
    if clutter.is_list(bare):
        return Kind.LIST
    if clutter.END_WORDS.fullmatch(bare) or clutter.is_closer(text, sentence=sentence):
        return Kind.END
    if is_meta(text, bare, sentence=sentence):
        return Kind.META
    return Kind.TEXT if sentence else Kind.SHORT


def is_meta(text: str, bare: str, *, sentence: bool) -> bool:
    """Whether a line is a date, a byline, an address or a row of a board's table.

    Examples
    --------
    >>> is_meta("등록 2024-09-11 09:14:32", "등록 2024-09-11 09:14:32", sentence=False)
    True
    """
    if sentence and len(text) > 90 and not clutter.NOTE.match(text):
        return False
    if captions.labelled(text) and not clutter.ATTACHMENT.search(text):
        return False
    if clutter.NOTE.match(text) or _URL_ONLY.fullmatch(bare):
        return True
    if sentence:
        return bool(_EMAIL.search(text)) and len(_EMAIL.sub("", text)) < 20
    if clutter.ATTACHMENT.search(text) and len(text) < 200:
        return True
    if len(text) > 120:
        return False
    if _EMAIL.search(text) or (_BYLINE_WORD.search(bare) and len(bare) <= 60 and _looks_byline(bare)):
        return True
    if clutter.ONLY_KEY.fullmatch(bare):
        return True
    row = clutter.BOARD_ROW.match(bare)
    if row and (re.search(r"[:：|]", row[0]) or len(bare) - row.end() <= 24):
        return True
    dates = find_dates(bare)
    if not dates:
        return False
    if len(bare) < len(text) and not any(found.label for found in dates) and _LIST_ITEM.match(bare):
        return False
    rest = bare
    for found in reversed(dates):
        rest = rest[: found.start] + rest[found.end :]
    rest = _ADDRESS.sub("", rest)
    # Beside the dates stand names, counters and buttons; a heading that names a day has more words than that.
    room = 30 if any(found.label for found in dates) else 14 if _SIGNED.match(bare) else 6
    return len(re.sub(r"[\s|/·:：()\[\]\-,.]", "", rest)) <= room


def is_key(line: Line) -> bool:
    """Whether a line is a lone label of a board's table, whose value stands on the next line.

    Examples
    --------
    >>> is_key(Line(0, 4, "담당부서"))
    True
    """
    return len(line.text) <= 12 and clutter.ONLY_KEY.fullmatch(line.bare) is not None


def _looks_byline(bare: str) -> bool:
    rest = _BYLINE_WORD.sub("", _EMAIL.sub("", bare))
    for found in reversed(find_dates(rest)):
        rest = rest[: found.start] + rest[found.end :]
    return len(re.sub(r"[\W_]", "", rest)) <= 14
