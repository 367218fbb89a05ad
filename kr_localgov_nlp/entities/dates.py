"""Calendar expressions, absolute and relative, with ISO values as of the article's date.

Own rules, since the kept library for this (dateparser 1.5) read 7 of 18 forms that releases use, none
of them a range, `지난 5일` or `오는 12일`, and took 35 ms for 1,000 characters, a hundred times what this
takes.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, add, text_of
from kr_localgov_nlp.entities.dateparts import BOUND, RANK, atoms, fits, read
from kr_localgov_nlp.entities.datepatterns import WAVE
from kr_localgov_nlp.entities.datetense import tense
from kr_localgov_nlp.entities.datetold import Told
from kr_localgov_nlp.entities.days import Point, resolve
from kr_localgov_nlp.extensions import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

LINK = re.compile(rf"(?:부터|에서)?\s?{WAVE}\s?|(?:부터|에서)\s?")
# 5일부터 9일까지, 5월부터 8월 사이
UNTIL = re.compile(r"\s?까지|\s사이(?=[\s에의,.]|$)")
DAY_OF = re.compile(r"\s?\d{1,2}일")
# What a word for a day, a year or a month may be followed by: the same day in figures.
GLOSS = {
    "day_shift": frozenset({"md", "day", "iso", "month"}),
    "year_shift": frozenset({"year", "month", "months"}),
    "year": frozenset({"months"}),
    "month": frozenset({"days"}),
}
NOON = 12


class DateFinder:
    """Find calendar expressions: one span for one date or one range, clock time included.

    Values are ISO: ``2024-08-09``, ``2024-08-09T14:30``, ``2024-08``, ``2024`` and ranges with a slash.
    What the text leaves relative is resolved from the article's date; without one its value stays None, never
    today's. A clock time alone, `민선 8기`, a length of time (`3일간`) and a holiday without its year are no dates.

    Examples
    --------
    >>> text = "군은 지난 5일 밝힌 대로 9월 2일부터 6일까지 연다."
    >>> found = DateFinder().find(text, published="2024-08-09")
    >>> [(text[c.start : c.end], c.data["value"]) for c in found]
    [('지난 5일', '2024-08-05'), ('9월 2일부터 6일까지', '2024-09-02/2024-09-06')]
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add the Doc's dates to its candidates."""
        add(doc, self.find(text_of(doc), published=doc.user_data.get(PUBLISHED)))
        return doc

    def find(
        self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None, *, published: str | None = None
    ) -> list[Candidate]:
        """Find the dates in a text.

        Parameters
        ----------
        text
            The text.
        hits, doc
            Not needed.
        published
            The article's date, ISO, or None.

        Raises
        ------
        ValueError
            Where `published` is no ISO date.

        Examples
        --------
        >>> [c.data["value"] for c in DateFinder().find("올해 상반기, ’24. 3. 5.", published="2024-08-09")]
        ['2024-01/2024-06', '2024-03-05']
        >>> [c.data["value"] for c in DateFinder().find("지난 5일과 2022년까지")]
        [None, '2022']
        """
        del hits, doc
        near = date.fromisoformat(published[:10]) if published else None
        found: list[Candidate] = []
        told = Told()
        for points, start, end in _ranges(text):
            first, last = points[0], points[-1]
            told.complete(first, near)
            anchor = told.anchor(text, start, end, first, near)
            directed = first.direction
            for point in points:
                if point.direction is None and point.year is None and anchor is None and near is not None:
                    point.direction = tense(text, start, end, point, near)
            value, left, confidence = _value(points, near, anchor, told.day)
            kind = "absolute" if first.year is not None else "relative"
            kind = kind if first is last else "range"
            found.append(Candidate(start, end, "DATE", f"pattern:date.{kind}", confidence, {"value": value}))
            told.keep(text, end, first, left, (directed, anchor is not None))
        return found


def _value(
    points: list[Point], near: date | None, anchor: date | None, before: date | None
) -> tuple[str | None, date | None, float]:
    sure = 0.97 if points[0].year is not None else 0.93
    if points[0].same_day:
        if before is None:
            return None, None, 0.7
        clock = f"T{points[0].clock}" if points[0].clock else ""
        return before.isoformat() + clock, before, 0.75
    first = resolve(points[0], near, anchor)
    if first is None:
        return None, None, 0.8
    low, high, left = first
    if len(points) == 1:
        if points[0].clock and low == high:
            low = high = f"{low}T{points[0].clock}"
        return (low if low == high else f"{low}/{high}"), left, sure
    if points[1].said():
        # 2월 ~ 3월, 9월 2일부터 6일까지: what the second end leaves out is the first end's.
        second = resolve(points[1], near, left)
        if second is None:
            return None, left, 0.8
        end = second[1]
    else:
        end = high
    if points[0].clock:
        low = f"{low}T{points[0].clock.replace('24:', '00:')}"
    if points[1].clock:
        end = f"{end}T{_until(points[0], points[1])}"
    return f"{low}/{end}", left, sure


def _until(first: Point, last: Point) -> str:
    """Give the clock time a range ends at: 오후 2시부터 4시까지 ends at 16."""
    assert last.clock is not None
    hour = int(last.clock[:2])
    half = not last.said() and first.clock is not None and last.clock < first.clock and hour < NOON
    later = f"{hour + NOON:02d}{last.clock[2:]}"
    return later if half and first.clock is not None and later > first.clock else last.clock


def _ranges(text: str) -> list[tuple[list[Point], int, int]]:
    """Join the parts to points and the points to ranges."""
    points: list[tuple[Point, int, int, int]] = []
    for kind, match in atoms(text):
        rank = RANK.get(kind, 9)
        start, end = match
        if points:
            point, first, last, was = points[-1]
            gap = text[last:start]
            joint = not gap.strip() and len(gap) <= 2 and gap != "\n\n"
            joint = joint or (gap in {".", ". "} and rank in {3, 4, 5})
            joint = joint or (gap == ", " and kind == "clock" and any(c.isdigit() for c in text[start:end]))
            again = _again(text, kind, (last, start, end), point)
            if again or (joint and was < rank and fits(kind, point)):
                points[-1] = (point, first, end + (again and gap == "("), rank)
                read(kind, text[start:end], point)
                continue
        point = Point()
        if kind in {"weekday", "feast"} or text[start:end] in BOUND:
            continue
        read(kind, text[start:end], point)
        points.append((point, start, end, rank))
    return _linked(text, points)


def _again(text: str, kind: str, at: tuple[int, int, int], point: Point) -> bool:
    """Whether a part tells what the point before it says once more or in full: 오늘(3.30), 오늘 5월 9일, 5월(1일~10일)."""
    last, start, end = at
    gap = text[last:start]
    if gap == "(":
        return text.startswith(")", end) and kind in GLOSS.get(point.only() or "", ())
    if gap != " " or (point.day_shift is None and point.year_shift is None):
        return False
    known = kind in GLOSS.get(point.only() or "", ())
    return known and (kind != "month" or DAY_OF.match(text, end) is not None)


def _linked(text: str, points: list[tuple[Point, int, int, int]]) -> list[tuple[list[Point], int, int]]:
    out: list[tuple[list[Point], int, int]] = []
    at = 0
    while at < len(points):
        point, start, end, _ = points[at]
        at += 1
        if not point.said():
            continue
        pair = [point]
        if at < len(points):
            other, first, last, _ = points[at]
            link = LINK.fullmatch(text, end, first)
            spoken = link is not None and link[0].startswith(("부터", "에서"))
            until = UNTIL.match(text, last)
            closed = until is not None
            if link is not None and (not spoken or closed) and _continues(point, other):
                pair.append(other)
                end = until.end() if until is not None and until[0].strip() == "까지" else last
                at += 1
        out.append((pair, start, end))
    return out


def _continues(point: Point, other: Point) -> bool:
    if other.said():
        return other.direction is None or other.direction == 1
    return other.clock is not None and point.clock is not None


@Language.factory("localgov_dates")
def make(nlp: Language, name: str) -> DateFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return DateFinder()
