"""A name among bodies in a list is a body: 가람식품, 떡마루, 한빛건설 등."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.merge import refuse
from kr_localgov_nlp.entities.nouns import is_kind, is_noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SOURCE = "pattern:org.joined"
SURE = 0.7
_NOTE = r"(?:\([^()\n]{1,30}\))?"
_MARK = r"[,·/]\s?"
_NEXT = re.compile(rf"{_NOTE}{_MARK}(?=\S)")
_NAME = re.compile(rf"(?P<name>[가-힣A-Za-z\d&.]{{2,14}}){_NOTE}{_MARK}")
# 인천·대전·경남교육청: every government has one, and the last name alone bears the word.
_EACH = re.compile(r"(?:교육청|경찰청|교육지원청|병원|은행|농협|축협|도서관)$")
_EACH_LETTERS = 5
# Kinds of bodies and of people, and words that end a part of the sentence.
_NO_NAME = re.compile(
    r"(?:기관|단체|업체|법인|주민|학생|관계자|부처|[가-힣]사|지자체|[며다고서은는를을의가])$|^\d"
)


def between_bodies(text: str, standing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield single words in a list that has a body before and, beside it, another one.

    Parameters
    ----------
    text
        The text.
    standing
        The candidates that are sure enough to stand.

    Examples
    --------
    >>> text = "가람식품, 떡마루, 한빛건설이 함께했다."
    >>> names = [Candidate(0, 4, "ORG", "a", 0.8), Candidate(11, 15, "ORG", "a", 0.8)]
    >>> [text[c.start : c.end] for c in between_bodies(text, names)]
    ['떡마루']
    """
    bodies = [
        one for one in standing if one.label == "ORG" and text[one.end : one.end + 1] in (",", "·", "/", "(")
    ]
    if not bodies:
        return
    starts = {one.start for one in standing if one.label == "ORG"}
    marks = [(one, match.end()) for one in bodies if (match := _NEXT.match(text, one.end))]
    listed = {at for _, at in marks if at in starts}
    seen = set()
    for one, at in marks:
        if at in starts or at in seen or (match := _NAME.match(text, at)) is None:
            continue
        seen.add(at)
        name, end = match["name"], match.end("name")
        if (
            (match.end() in starts or one.start in listed)
            and not (_NO_NAME.search(name) or is_noun(name) or is_kind(name))
            and not any(other.start < end and at < other.end for other in standing)
        ):
            yield Candidate(at, end, "ORG", SOURCE, SURE)


def each_of(text: str, standing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield governments' names in a list whose last member bears the word for all; as governments they no longer stand.

    Examples
    --------
    >>> text = "인천·경남교육청과 함께했다."
    >>> city, last = Candidate(0, 2, "DISTRICT", "table:governments", 0.9), Candidate(3, 8, "ORG", "a", 0.9)
    >>> [(text[c.start : c.end], c.label) for c in each_of(text, [city, last])]
    [('인천', 'ORG')]
    """
    lasts = [
        one
        for one in standing
        if one.label == "ORG"
        and text[one.start - 1 : one.start] == "·"
        and _EACH.search(text, max(one.start, one.end - _EACH_LETTERS), one.end)
    ]
    if not lasts:
        return
    governments = {one.end: one for one in standing if one.label == "DISTRICT"}
    for last in lasts:
        at = last.start
        while text[at - 1 : at] == "·" and (one := governments.get(at - 1)) is not None:
            refuse(one)
            yield Candidate(one.start, one.end, "ORG", SOURCE, SURE)
            at = one.start
