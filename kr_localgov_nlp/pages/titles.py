"""Where title and subtitle begin and end within their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import byline, outlet
from kr_localgov_nlp.pages.words import MARKS

if TYPE_CHECKING:
    from kr_localgov_nlp.pages.lines import Line

FRAME = re.compile(r"^(?:<\s?(.+?)\s?>|「\s?(.+?)\s?」|〈\s?(.+?)\s?〉|《\s?(.+?)\s?》)$")
SUB_MARK = re.compile(rf"[{MARKS}└]{{1,3}}[\s\u00a0]*")
# Shapes and dingbats before a title, as briefs and lists have them.
_TITLE_MARK = re.compile(r"[•·ㆍ∙►☞\u25a0-\u25ff\u2600-\u260d\u2610-\u27bf]\s*")
_SUB_TAIL = re.compile(r"[\s\u00a0]+[\-–—―]{1,3}$|(?<=[가-힣])[\s\u00a0]?[\-–—―]$")
_BOARD_MARK = re.compile(
    r"^(?:새글|새 글|NEW|New|new|N|\[N\]|공지|\[공지\])\s+|\s+(?:새글|새 글|NEW|New|N|\[N\]"
    r"|\(\d{1,4}\)|\[\d{1,4}\])$"
)
_LIST_NUMBER = re.compile(r"^\d{2,6}\s+(?=[가-힣‘“\[(<])")
_SITE_TAIL = re.compile(r"\s*(?:\s[|｜<>:\-–—]|\s?[|｜])\s*([^|｜<>]{2,24})$")
# In lists that open where they stand: the day after the title. In what readers copy: the paper before it.
_DAY_TAIL = re.compile(r"\s+(?:19|20)\d\d([.\-/])\d\d\1\d\d\.?$")
_PAPER = re.compile(r"[\[【]\s?(?P<name>[가-힣A-Za-z0-9]{2,14})\s?[\]】]\s*(?=\S)")
TITLE_KEY = re.compile(r"^(?:제\s?목|글\s?제목|기사\s?제목)(?:\s*[:：|]\s*|[\s\u00a0]+)(?=\S)")


def title_span(line: Line, hint: str = "") -> tuple[int, int]:
    """Offsets of the title within its line: without board marks, list numbers, label and the site's name."""
    for part in sorted(
        (part.strip() for part in re.split(r"\s[|<>:\-–]\s|[|<>]", hint)), key=len, reverse=True
    ):
        words = _DAY_TAIL.sub("", part)
        if len(words) >= 8 and words in line.text:
            at = line.start + line.text.index(words)
            return at, at + len(words)
    start, end = 0, len(line.text)
    key = TITLE_KEY.match(line.text)
    if key:
        start = key.end()
    mark = _TITLE_MARK.match(line.text[start:])
    if mark:
        start += mark.end()
    for pattern in (_BOARD_MARK, _LIST_NUMBER, _BOARD_MARK):
        found = pattern.search(line.text[start:end])
        if not found:
            continue
        if found.start() == 0:
            start += found.end()
        else:
            end = start + found.start()
    day = _DAY_TAIL.search(line.text[start:end])
    if day and day.start() >= 8:
        end = start + day.start()
    paper = paper_before(line.text[start:end])
    if paper:
        start += paper.end
    tail = _SITE_TAIL.search(line.text[start:end])
    if tail and tail.start() >= 8 and _is_site(tail[1], tail[0]):
        end = start + tail.start()
    return line.start + start, line.start + end


def paper_before(text: str) -> byline.Byline | None:
    """Read the paper in brackets that readers put before a title they copy.

    Examples
    --------
    >>> paper_before("[가람신문] 구립 도서관 개관").outlet, paper_before("[포토] 구립 도서관 개관")
    ('가람신문', None)
    """
    paper = _PAPER.match(text)
    if paper is None or not outlet.masthead(paper["name"]):
        return None
    return byline.Byline(paper.end(), None, None, paper["name"], paper.span("name"))


def subtitle_span(line: Line) -> tuple[int, int]:
    """Offsets of a subtitle within its line: without bullet, dashes at both ends, angle brackets round it."""
    start, end = 0, len(line.text)
    mark = SUB_MARK.match(line.text)
    if mark:
        start = mark.end()
    tail = _SUB_TAIL.search(line.text[start:])
    if tail:
        end = start + tail.start()
    frame = FRAME.match(line.text[start:end])
    if frame and frame.lastindex:
        start, end = start + frame.start(frame.lastindex), start + frame.end(frame.lastindex)
    return line.start + start, line.start + end


def _is_site(name: str, whole: str) -> bool:
    return outlet.masthead(name) is not None or (
        re.search(r"(?:시청|군청|구청|도청|시|군|구|홈페이지|누리집|의회|기사본문|보도자료|뉴스|소식)$", name)
        is not None
        and re.search(r"[|｜<>]", whole) is not None
    )
