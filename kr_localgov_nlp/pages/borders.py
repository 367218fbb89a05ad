"""Borders between articles of one page that no comment box marks: rules, clipping heads, marks before titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import byline, outlet
from kr_localgov_nlp.pages.dates import find_dates
from kr_localgov_nlp.pages.lines import Kind, Line
from kr_localgov_nlp.pages.similar import bigrams, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE = re.compile(r"(?:[=\-_*~─━―＝][\s]?){5,}")
# [2] 가람신문 2024-05-03 07:52 / 1. 가람신문 2024년 5월 3일 5면: what offices write above each clipping.
_CLIPPING = re.compile(
    r"(?P<number>[\[(<【]\s?\d{1,3}\s?[\])>】]\s*)?(?P<outlet>[가-힣A-Za-z0-9]{2,14})\s*[|,·/]?\s*(?=(?:19|20)\d\d)"
)
# 2024.05.03 / 나은주 / 자치: a row of an archive.
_ROW = re.compile(r"\s*[/|·]\s*(?P<name>[가-힣]{2,4})(?:\s*[/|·]\s*[가-힣·]{1,8})?")
_PAGE_NUMBER = re.compile(r"(?<!\d)\d{1,2}\s?면")
_TITLE_MARK = re.compile(r"[\u25a0-\u25ff\u2600-\u260d\u2610-\u27bf]")
# By so much more must a marked title be about the text than what stands unmarked above it.
_CLEARLY = 0.2
_ABOUT = 0.3
_MIN_TITLE = 8
_MIN_TEXT = 80
_MAX_ABOVE = 14
_MAX_REST = 16


def is_rule(text: str) -> bool:
    """Whether a line is a drawn rule.

    Examples
    --------
    >>> is_rule("=" * 70), is_rule("- - - - - -"), is_rule("가람구")
    (True, True, False)
    """
    return text[0] in "=-_*~─━―＝" and _RULE.fullmatch(text) is not None


def between_rules(lines: list[Line]) -> list[list[Line]]:
    """Cut the lines of a page at its rules; each rule stands alone."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if is_rule(line.text):
            parts += [[line], []]
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def read_clipping(text: str) -> byline.Byline | None:
    """Read a line that introduces a clipping: the paper with a number before or a page after it, and the day.

    Examples
    --------
    >>> read_clipping("[2] 가람신문 2024-05-03 07:52").outlet
    '가람신문'
    >>> read_clipping("시행일 2024-05-03") is None
    True
    """
    if len(text) > 80:
        return None
    found = _CLIPPING.match(text)
    days = find_dates(text) if found else []
    if found is None or not days or days[0].start > found.end():
        return None
    rest = text[days[-1].end :]
    known = found["number"] or (outlet.masthead(found["outlet"]) and _PAGE_NUMBER.search(rest))
    if not known or len(re.sub(r"[\W_]", "", rest)) > _MAX_REST:
        return None
    return byline.Byline(len(text), None, None, found["outlet"], found.span("outlet"))


def read_row(text: str) -> byline.Byline | None:
    """Read a line that states a day, the reporter's bare name and perhaps a section, divided by strokes.

    Examples
    --------
    >>> read_row("2024.05.03 / 나은주 / 자치").reporter
    '나은주'
    """
    if len(text) > 60 or not text[0].isdigit():
        return None
    days = find_dates(text)
    found = _ROW.fullmatch(text, days[0].end) if len(days) == 1 and days[0].start == 0 else None
    if found is None or not byline.bare_name(found["name"]):
        return None
    return byline.Byline(len(text), found["name"], found.span("name"))


def introduces(text: str) -> bool:
    """Whether a line states the day of an article without a label: a clipping's or an archive's."""
    return read_clipping(text) is not None or read_row(text) is not None


def mark_rules(lines: Sequence[Line]) -> None:
    """Make borders of the rules between articles, where rules divide the page into at least two of them.

    A stretch between two rules is an article when it has a title and then running text; the title may stand in a
    stretch of its own.
    """
    rules = [-1, *(i for i, line in enumerate(lines) if is_rule(line.text))]
    begins: list[int] = []
    ends: list[int] = []
    titled: int | None = None
    for rule, following in zip(rules, [*rules[1:], len(lines)], strict=True):
        inner = [line for line in lines[rule + 1 : following] if line.kind is not Kind.NOISE]
        first = next((i for i, line in enumerate(inner) if line.kind is Kind.TEXT), None)
        if first is None:
            alone = len(inner) <= 2 and any(_can_be_title(line) for line in inner)
            titled = rule if alone else None
            continue
        size = sum(len(line.text) for line in inner if line.kind is Kind.TEXT)
        own = first <= _MAX_ABOVE and any(_can_be_title(line) for line in inner[:first])
        if size >= _MIN_TEXT and (own or (titled is not None and first == 0)):
            begins.append(rule if own or titled is None else titled)
            ends.append(following)
        titled = None
    if len(begins) < 2:
        return
    for i in {*begins, *ends}:
        if 0 <= i < len(lines):
            lines[i].kind = Kind.SPLIT


def title_mark(head: Sequence[Line], text: str) -> str:
    """Return the sign before the last line above a text, where that is its title; else an empty string.

    What stands unmarked above, such as the name of a newsletter, must be clearly less about the text.

    Examples
    --------
    >>> title_mark([Line(0, 12, "▷가람구, 도서관 개관")], "가람구가 도서관을 개관했다.")
    '▷'
    """
    titles = [line for line in head if line.kind is Kind.SHORT and len(line.text) > _MIN_TITLE]
    if not titles or head[-1] is not titles[-1] or not _TITLE_MARK.match(titles[-1].text):
        return ""
    known = bigrams(text[:1500])
    about = overlap(titles[-1].text, known)
    others = [overlap(line.text, known) for line in titles if not _TITLE_MARK.match(line.text)]
    if others and (about < _ABOUT or max(others) > about - _CLEARLY):
        return ""
    return titles[-1].text[0]


def marked_titles(lines: Sequence[Line], mark: str) -> list[int]:
    """Find the lines of a text that begin further articles: the same sign, set apart, running text right below."""
    return [
        i
        for i, line in enumerate(lines[:-1])
        if i
        and line.text[0] == mark
        and line.kind is Kind.SHORT
        and len(line.text) >= _MIN_TITLE
        and line.gap > 0
        and lines[i + 1].kind is Kind.TEXT
        and lines[i + 1].text[0] != mark
    ]


def _can_be_title(line: Line) -> bool:
    return (
        line.kind is Kind.SHORT
        and len(line.text) >= _MIN_TITLE
        and not line.bullet
        and line.text[0] not in "<〈《【[("
    )
