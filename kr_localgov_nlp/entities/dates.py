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
from kr_localgov_nlp.entities.dateparts import BOUND, RANK, WAVE, atoms, fits, read
from kr_localgov_nlp.entities.days import Point, nearest_year, resolve
from kr_localgov_nlp.extensions import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

FAR = 5
"""Months from which on a bare month is taken by its tense, not at its nearest."""

LINK = re.compile(rf"(?:부터|에서)?\s?{WAVE}\s?|(?:부터|에서)\s?")
LIST = re.compile(r"\s?(?:[,·]|과|와|및)\s?")
SAID = re.compile(
    r"\s?(?:\S{0,12}\s)?(?:밝혔|전했|말했|발표|설명했|개최했|열었|가졌|마쳤|체결했|실시했|전달했|기탁했|방문)"
)
FUTURE = re.compile(
    r"예정|계획|개최한다|연다|열린다|운영한다|실시한다|추진한다|진행한다|모집|접수|신청|하면 된다|까지"
)
PAST = re.compile(r"[았었했됐렸켰졌쳤갔왔줬뒀녔겼셨냈났했]다|밝혔|했으며|됐으며|했고|열린 |개최된")
STOP = re.compile(r"(?<=[다요음함됨])[.!?]|\n")


class DateFinder:
    """Find calendar expressions: one span for one date or one range, clock time included.

    Values are ISO: ``2024-08-09``, ``2024-08-09T14:30``, ``2024-08``, ``2024`` and ranges with a slash.
    What the text leaves relative is resolved from the article's date; without one its value stays None, never
    today's. A clock time alone, `민선 8기`, a length of time (`3일간`) and holidays are no dates.

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
        before: date | None = None
        year: int | None = None
        for points, start, end in _ranges(text):
            first, last = points[0], points[-1]
            anchor = None
            if found and LIST.fullmatch(text, found[-1].end, start) and first.month is None:
                anchor = before
            told = year
            if first.same_year is not None and year is not None:
                first.year = year + first.same_year
            elif first.same_year == -1 and near is not None:
                first.year = near.year - 1
            for point in points:
                if point.direction is None and point.year is None and near is not None:
                    point.direction = _tense(text, end, point, near)
            value, left, confidence = _value(points, near, anchor, before)
            kind = "absolute" if first.year is not None else "relative"
            kind = kind if first is last else "range"
            found.append(Candidate(start, end, "DATE", f"pattern:date.{kind}", confidence, {"value": value}))
            if left is not None:
                year = told if first.same_year == -1 else left.year
                # 이날 is the day of the event, not the day on which the office announced it.
                if first.day is not None and not (before is not None and SAID.match(text, end)):
                    before = left
        return found


def _tense(text: str, end: int, point: Point, near: date) -> int | None:
    """Guess past or future from what follows, for a bare day and for a bare month that is far away."""
    if point.month is not None and point.day is None:
        at = nearest_year(point.month, None, near, None)
        if at is None or abs((at - near.year) * 12 + point.month - near.month) < FAR:
            return None
    elif point.day is None or point.month is not None or point.month_shift is not None:
        return None
    if SAID.match(text, end):
        return -1
    stop = STOP.search(text, end, min(len(text), end + 120))
    rest = text[end : stop.start() if stop else min(len(text), end + 120)]
    future, past = FUTURE.search(rest), PAST.search(rest)
    if future and not (past and past.start() < future.start()):
        return 1
    return -1 if past or (point.month is None and point.day == near.day) else None


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
        low = f"{low}T{points[0].clock}"
    if points[1].clock:
        end = f"{end}T{points[1].clock}"
    return f"{low}/{end}", left, sure


def _ranges(text: str) -> list[tuple[list[Point], int, int]]:
    """Join the parts to points and the points to ranges."""
    points: list[tuple[Point, int, int, int]] = []
    for kind, match in atoms(text):
        rank = RANK.get(kind, 9)
        start, end = match
        if points:
            point, first, last, was = points[-1]
            gap = text[last:start]
            joint = (not gap.strip() and len(gap) <= 2) or (gap in {".", ". "} and rank in {2, 4})
            joint = joint or (gap == ", " and kind == "clock" and any(c.isdigit() for c in text[start:end]))
            if joint and was < rank and fits(kind, point):
                points[-1] = (point, first, end, rank)
                read(kind, text[start:end], point)
                continue
        point = Point()
        if kind == "weekday" or text[start:end] in BOUND:
            continue
        read(kind, text[start:end], point)
        points.append((point, start, end, rank))
    return _linked(text, points)


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
            closed = text.startswith("까지", last)
            if link is not None and (not spoken or closed) and _continues(point, other):
                pair.append(other)
                end = last + 2 if closed else last
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
