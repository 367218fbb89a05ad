"""The byline block: when an article was published and changed, who wrote it, and its address."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import borders, byline, dates, outlet
from kr_localgov_nlp.pages.lines import Kind, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.pages.dates import PageDate

_URL = re.compile(r"https?://[^\s<>\"']{4,400}")
_NEAR = 8
_PRINTED = re.compile(r"(?<!\d)\d{1,2}\s?면|[\s\u00a0]{2,}[가-힣·]{2,8}\s\d{1,2}\n")
_WORD = re.compile(r"[가-힣A-Za-z0-9]{3,16}")
_URL_LABEL = re.compile(
    r"(?:기사 ?(?:주소|원문|링크|URL)|원문(?: ?(?:보기|주소|링크|URL))?|단축 ?(?:URL|주소)|URL|url"
    r"|주소|링크|출처(?:\s*[:：]\s*[가-힣A-Za-z0-9]{2,14})?)\s*[:：=]?\s*$"
)


def read_dates(
    head: Sequence[Line], index: int, tail: Sequence[Line]
) -> tuple[list[tuple[int, PageDate]], bool]:
    """Days that belong to this article, each with the offset of its line, and whether they are labelled.

    Looked for under the title, then close above it, then close under the text; the first place with a day of
    publication wins. A day for the whole site (최종편집 at the top of the page) never counts above the title.
    """
    after = _dates_of(head[index + 1 :])
    if not after and index >= 0:
        # A list that opens where it stands shows the day after the title.
        title = head[index]
        after = [
            (title.start, day)
            for day in dates.find_dates(title.text)
            if not title.text[day.end :].strip(" )")
        ]
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


def read_paper_page(lines: Sequence[Line]) -> tuple[tuple[int, PageDate], tuple[str, int] | None] | None:
    """Read the head of a printed page: its day and, where it stands there, the paper and its offset.

    A day at the top of a page counts only where the number of the printed page stands beside it; else it is the day
    on which the page was saved.

    Examples
    --------
    >>> from kr_localgov_nlp.pages.lines import split_lines
    >>> (_, day), paper = read_paper_page(split_lines("2024년 5월 3일 금요일   가람신문   지역 11면"))
    >>> day.day.isoformat(), paper
    ('2024-05-03', ('가람신문', 18))
    """
    for i, line in enumerate(lines[:_NEAR]):
        days = dates.find_dates(line.text) if len(line.text) <= 100 else []
        if len(days) != 1 or days[0].label or not _PRINTED.search(line.text[days[0].end :] + "\n"):
            continue
        for other in (line, *lines[max(0, i - 2) : i]):
            for word in _WORD.finditer(other.text):
                if outlet.masthead(word[0]) and not word[0].startswith("PDF"):
                    return (line.start, days[0]), (word[0], other.start + word.start())
        return (line.start, days[0]), None
    return None


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
            above = label or ("published" if borders.introduces(line.text) else "")
            found += [
                (line.start, day if day.label or not above else replace(day, label=above))
                for day in dates.find_dates(line.text)
            ]
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
        if line.kind is Kind.META
        and (name := borders.read_row(line.text) or byline.read_name(line.text))
        and name.reporter
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
