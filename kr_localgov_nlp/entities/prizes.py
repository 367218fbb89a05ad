"""PRIZE: the honour that somebody received: a grade, a rank or the giver's prize.

``우수상``, ``산업통상자원부 장관상``, ``전남도지사 표창``, ``2등급``, ``우수기관``, ``3위``. The same words
also name scales, plans and targets (``우수·보통·미흡``, ``최우수상 1명을 선정할 예정``, ``청년을 대상으로``),
so each group asks for its own evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities import prize_patterns as p
from kr_localgov_nlp.entities.award_text import ANY_HONOUR, DONE, PLANNED, RESULT, sentence_bounds
from kr_localgov_nlp.entities.candidates import Candidate, add, text_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

_Found = tuple[int, int, str, float]


class PrizeFinder:
    """Find received honours.

    Examples
    --------
    >>> text = "군은 혁신평가에서 우수기관으로 선정돼 행정안전부 장관 표창을 받았다."
    >>> [text[c.start:c.end] for c in PrizeFinder().find(text)]
    ['우수기관', '행정안전부 장관 표창']
    >>> PrizeFinder().find("청년을 대상으로 최우수상 1명, 우수상 2명을 선정할 예정이다.")
    []
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates of one Doc."""
        add(doc, self.find(text_of(doc), (), doc))
        return doc

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:  # noqa: ARG002
        """Find prizes in a text.

        Parameters
        ----------
        text
            The text as given.
        hits, doc
            Unused here; part of every finder's signature.

        Returns
        -------
        list of Candidate
            ``data["kind"]`` is ``giver``, ``grade``, ``organ``, ``level`` or ``rank``.
        """
        if ANY_HONOUR.search(text) is None:
            return []
        sentences = _Sentences(text)
        found = [*_givers(text, sentences), *_grades(text, sentences), *_results(text, sentences)]
        return [
            Candidate(start, end, "PRIZE", f"pattern:prize.{kind}", confidence, {"kind": kind})
            for start, end, kind, confidence in _longest(found)
        ]


def _givers(text: str, sentences: _Sentences) -> Iterator[_Found]:
    for m in p.GIVER.finditer(text):
        if not sentences.planned(*m.span()):
            yield _giver_start(text, m.start()), m.end(), "giver", 0.92
    for m in p.BODY.finditer(text):
        if not p.COUNTED.search(text, max(0, m.start() - 5), m.start()) and not sentences.planned(*m.span()):
            body = p.BODY_NAME.search(text, max(0, m.start() - 14), m.start())
            yield body.start() if body else m.start(), m.end(), "giver", 0.8
    for m in p.MEDAL.finditer(text):
        if p.AWARDED.match(text, m.end(), m.end() + 40) and not sentences.planned(*m.span()):
            yield m.start(), m.end(), "giver", 0.85


def _grades(text: str, sentences: _Sentences) -> Iterator[_Found]:
    for m in p.GRADE.finditer(text):
        # 동상 is a statue where no other medal or prize is named
        if sentences.told(*m.span()) and (m[0] != "동상" or sentences.speaks(p.MEDALS, *m.span())):
            yield m.start(), m.end(), "grade", 0.9
    for m in p.MAIN.finditer(text):
        if _main_prize(text, m.start(), m.end()) and sentences.told(*m.span()):
            yield m.start(), m.end(), "grade", 0.88
    for m in p.NAMED.finditer(text):
        if not p.NOT_NAMED.search(m[0]) and sentences.told(*m.span()):
            yield m.start(), m.end(), "grade", 0.75
    for m in p.BARE.finditer(text):
        if sentences.graded(*m.span()):
            yield m.start(), m.end(), "grade", 0.75
    for m in p.BARE_DONE.finditer(text):
        if sentences.evaluated(*m.span()) and not sentences.planned(*m.span()):
            yield m.start(), m.end(), "grade", 0.75


def _results(text: str, sentences: _Sentences) -> Iterator[_Found]:
    for m in p.ORGAN.finditer(text):
        start, end = m.span()
        chosen = p.CHOSEN.match(text, end, end + 45) and not sentences.planned(start, end)
        if chosen or (p.LISTED.match(text, end, end + 45) and sentences.listed(start, end)):
            # 우수기관상 is the prize's full name
            yield start, end + (p.PRIZE_TAIL.match(text, end) is not None), "organ", 0.85
    for m in p.LEVEL.finditer(text):
        start, end = m.span()
        gained = p.REACHED.match(text, end, end + 40) or p.LISTED.match(text, end)
        if gained and sentences.evaluated(start, end):
            yield start, end, "level", 0.85
    for m in p.RANK.finditer(text):
        if p.RANKED.match(text, m.end(), m.end() + 40) and sentences.ranked(*m.span()):
            yield m.start(), m.end(), "rank", 0.75


class _Sentences:
    """Questions about the sentence around a span."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = (-1, -1, 0, 0)

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        if self.last[:2] != (start, end):
            self.last = (start, end, *sentence_bounds(self.text, start, end))
        return self.last[2:]

    def planned(self, start: int, end: int) -> bool:
        """Tell whether the prize is only announced: with its number or money, or in a sentence that plans."""
        _, right = self.bounds(start, end)
        done = DONE.search(self.text, end, right)
        if done is None and p.COUNT.match(self.text, end, right):
            return True
        plan = PLANNED.search(self.text, end, right)
        return plan is not None and (done is None or plan.start() < done.start())

    def told(self, start: int, end: int) -> bool:
        """Tell whether a result is told around a grade, and no plan."""
        if self.planned(start, end):
            return False
        left, right = self.bounds(start, end)
        around = self.text[left:start] + " " + self.text[end:right]
        return len(around) < 60 or bool(DONE.search(around) or RESULT.search(around))

    def speaks(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Tell whether the sentence holds a pattern."""
        return pattern.search(self.text, *self.bounds(start, end)) is not None

    def listed(self, start: int, end: int) -> bool:
        """Tell whether an evaluation stands shortly before, as in headlines and lists."""
        left, _ = self.bounds(start, end)
        evaluated = p.EVALUATED.search(self.text, max(left, start - 40), start)
        return evaluated is not None and not self.planned(start, end)

    def evaluated(self, start: int, end: int) -> bool:
        """Tell whether the sentence speaks of an evaluation."""
        left, right = self.bounds(start, end)
        after = min(right, end + 30)
        return any(p.EVALUATED.search(self.text, a, b) for a, b in ((left, start), (end, after)))

    def graded(self, start: int, end: int) -> bool:
        """Tell whether ‘최우수’ in quotes or brackets is somebody's grade."""
        left, right = self.bounds(start, end)
        if self.text[start - 1] in "(（":
            owner = start > 1 and "가" <= self.text[start - 2] <= "힣"
            return owner and p.CHOSEN_ONES.search(self.text, end, right) is not None
        evaluated = p.EVALUATED.search(self.text, max(left, start - 60), start)
        return bool(evaluated or p.GAINED.search(self.text, end, min(right, end + 25)))

    def ranked(self, start: int, end: int) -> bool:
        """Tell whether a rank is one in an evaluation or a contest, and no statistics."""
        left, _ = self.bounds(start, end)
        frame = p.RANK_FRAME.search(self.text, max(left, start - 90), start)
        return frame is not None and not self.planned(start, end)


def _giver_start(text: str, title: int) -> int:
    """Walk from the title 장관 in 산업통상자원부 장관상 to the giver's first character."""
    start = title
    while start > 0 and text[start - 1].isalpha() and title - start < 24:
        start -= 1
    if (title - start > 1 or text[start:title] in ("부", "전")) and text[start:title] not in ("부총", "특허"):
        return start
    if start < 2 or text[start - 1] not in "  ":
        return start
    begin = start - 1
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "·ㆍ") and start - begin < 20:
        begin -= 1
    word = text[begin : start - 1]
    gives = len(word) > 1 and p.GIVER_WORD.fullmatch(word) and not p.NOT_GIVER_WORD.search(word)
    return begin if gives else start


def _main_prize(text: str, start: int, end: int) -> bool:
    """Tell 대상, the prize, from 대상, the target: 교육 대상 선정, 과세 대상은 자동차."""
    if text[end : end + 1] in ("은", ",") and not p.GRADE.search(text, max(0, start - 120), end + 120):
        return False
    return p.TARGET.search(text, max(0, start - 14), start) is None


def _longest(found: list[_Found]) -> list[_Found]:
    chosen: list[_Found] = []
    for item in sorted(found, key=lambda c: (c[0] - c[1], -c[3])):
        i = bisect_right(chosen, item)
        if (i == 0 or chosen[i - 1][1] <= item[0]) and (i == len(chosen) or chosen[i][0] >= item[1]):
            chosen.insert(i, item)
    return chosen


@Language.factory("localgov_prizes")
def make(nlp: Language, name: str) -> PrizeFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return PrizeFinder()
