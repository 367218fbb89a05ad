"""Borders between articles of one page that no comment box marks: rules, clipping heads, marks before titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import byline, outlet
from kr_localgov_nlp.pages.dates import find_dates
from kr_localgov_nlp.pages.lines import Kind, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE = re.compile(r"(?:[=\-_*~─━―＝][\s]?){5,}")
# [2] 가람신문 2024-05-03 07:52 / 1. 가람신문 2024년 5월 3일 5면: what offices write above each clipping.
_CLIPPING = re.compile(
    r"(?P<number>[\[(<【]\s?\d{1,3}\s?[\])>】]\s*)?(?P<outlet>[가-힣A-Za-z0-9]{2,14})\s*[|,·/]?\s*(?=(?:19|20)\d\d)"
)
_PAGE_NUMBER = re.compile(r"(?<!\d)\d{1,2}\s?면")
_TITLE_MARK = re.compile(r"[▷▶◇◆○●□■△▲☆★◎]")
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


def title_mark(head: Sequence[Line]) -> str:
    """Return the sign before the last line above a text, where that is the only title there; else an empty string.

    Examples
    --------
    >>> title_mark([Line(0, 12, "▷가람구, 도서관 개관")])
    '▷'
    """
    titles = [line for line in head if line.kind is Kind.SHORT and len(line.text) > _MIN_TITLE]
    if not titles or head[-1] is not titles[-1] or not _TITLE_MARK.match(titles[-1].text):
        return ""
    mark = titles[-1].text[0]
    return mark if all(_TITLE_MARK.match(line.text) for line in titles) else ""


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
