"""The byline block: when an article was published and changed, who wrote it, and its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import byline, dates
from kr_localgov_nlp.pages.lines import Kind, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.pages.dates import PageDate

_URL = re.compile(r"https?://[^\s<>\"']{4,400}")
_NEAR = 8
_URL_LABEL = re.compile(
    r"(?:기사 ?(?:주소|원문|링크|URL)|원문(?: ?(?:보기|주소|링크|URL))?|단축 ?(?:URL|주소)|URL|url"
    r"|주소|링크|출처)\s*[:：=]?\s*$"
)


def read_dates(
    head: Sequence[Line], index: int, tail: Sequence[Line]
) -> tuple[list[tuple[int, PageDate]], bool]:
    """Days that belong to this article, each with the offset of its line, and whether they are labelled.

    Looked for under the title, then close above it, then close under the text; the first place with a day of
    publication wins. A day for the whole site (최종편집 at the top of the page) never counts above the title.
    """
    after = _dates_of(head[index + 1 :])
    if any(found.label != "updated" for _, found in after):
        return after, True
    above = [
        (offset, found)
        for offset, found in _dates_of(head[max(0, index - _NEAR) : max(0, index)])
        if found.label and not found.site
    ]
    below = [(offset, found) for offset, found in _dates_of(_until_footer(tail)) if not found.site]
    for place in (above, below):
        if any(found.label == "published" for _, found in place):
            return [*after, *place], True
    bare = [(offset, found) for offset, found in below if not found.label]
    return [*after, *bare[:1]], bool(after)


def _until_footer(tail: Sequence[Line]) -> list[Line]:
    near: list[Line] = []
    for i, line in enumerate(tail[:_NEAR]):
        if line.kind in (Kind.FOOTER, Kind.LIST) or any(
            other.kind is Kind.FOOTER for other in tail[i + 1 : i + 3]
        ):
            break
        near.append(line)
    return near


def _dates_of(lines: Sequence[Line]) -> list[tuple[int, PageDate]]:
    found: list[tuple[int, PageDate]] = []
    label: str | None = None
    for line in lines:
        if line.kind not in (Kind.META, Kind.NOISE, Kind.CAPTION, Kind.SHORT):
            continue
        if line.kind in (Kind.META, Kind.NOISE):
            for day in dates.find_dates(line.text):
                if label and not day.label:
                    day = dates.PageDate(day.start, day.end, day.day, day.clock, label, day.site)  # noqa: PLW2901
                found.append((line.start, day))
        label = dates.label_alone(line.bare)
    return found


def read_reporter(head: Sequence[Line], index: int) -> list[tuple[int, byline.Byline]]:
    """Bylines among the header's lines, those under the title first, with the offset of their lines.

    A line with nothing but a name is one when a labelled day stands right beside it.
    """
    order = [*head[index + 1 :], *head[max(0, index - 4) : max(0, index)]]
    found = [
        (line.start, name)
        for line in order
        if line.kind is Kind.META and (name := byline.read_name(line.text)) and name.reporter
    ]
    if found:
        return found
    for i, line in enumerate(head):
        if line.kind is not Kind.SHORT or not byline.bare_name(line.bare) or i <= index:
            continue
        beside = [*head[max(0, i - 1) : i], *head[i + 1 : i + 2]]
        if any(day.label for other in beside for day in dates.find_dates(other.text)):
            start = len(line.text) - len(line.bare)
            return [(line.start, byline.Byline(len(line.text), line.bare, (start, len(line.text))))]
    return []


def read_url(lines: Sequence[Line], *, alone: bool = False) -> tuple[str, tuple[int, int]] | None:
    """Find the address that a line labelled ``기사주소``, ``URL``, ``원문`` states; ``alone`` needs no label.

    Examples
    --------
    >>> from kr_localgov_nlp.pages.lines import split_lines
    >>> read_url(split_lines("기사주소 : https://news.garam.example/view?no=12"))[0]
    'https://news.garam.example/view?no=12'
    """
    for i, line in enumerate(lines):
        if len(line.text) > 500:
            continue
        found = _URL.search(line.text)
        if not found:
            continue
        before = line.text[: found.start()] or (lines[i - 1].text if i else "")
        if _URL_LABEL.search(before.strip()[-20:]) or (alone and found[0] == line.text):
            return found[0].rstrip(".,)"), (line.start + found.start(), line.start + found.end())
    return None
