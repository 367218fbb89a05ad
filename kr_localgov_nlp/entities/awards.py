"""AWARD: the name of an award, contest, evaluation or commendation in which somebody is honoured.

``‘2024년 ⟦전국 지방자치단체 일자리대상⟧’``, ``⟦공공기관 종합청렴도 평가⟧에서 2등급``,
``⟦지역산업진흥 유공⟧``. A name ends in one of some fifty nouns; where it begins is found by walking left
(`award_text.name_start`). An evaluation that is part of a procedure, 대상 in the sense of target and a call
for entries are none: a result must be told nearby.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities import award_patterns as p
from kr_localgov_nlp.entities.award_text import (
    ANY_HONOUR,
    DONE,
    MAX_NAME,
    PLANNED,
    RESULT,
    name_start,
    sentence_bounds,
    skip_edition,
)
from kr_localgov_nlp.entities.candidates import Candidate, add, candidate_hits, text_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

_Spans = dict[tuple[int, int], tuple[str, float]]


class AwardFinder:
    """Find names of awards, contests and evaluations.

    Examples
    --------
    >>> text = "군은 전라남도가 주관한 2025년 귀농귀촌업무 종합평가에서 우수상을 받았다."
    >>> [text[c.start:c.end] for c in AwardFinder().find(text)]
    ['귀농귀촌업무 종합평가']
    >>> AwardFinder().find("군은 이번 사업이 높은 평가를 받았다며 청년 대상 공모전을 연다.")
    []
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates of one Doc."""
        add(doc, self.find(text_of(doc), candidate_hits(doc), doc))
        return doc

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:  # noqa: ARG002
        """Find awards in a text.

        Parameters
        ----------
        text
            The text as given.
        hits
            What the character matcher found; the kinds ``award``, ``ministry`` and ``government`` are used.
        doc
            Unused here; part of every finder's signature.

        Returns
        -------
        list of Candidate
            ``data["keys"]`` holds the keys of the awards table where the name is in it.
        """
        if ANY_HONOUR.search(text) is None:
            return []
        spans: _Spans = {}
        for start, end, rule, confidence in self._all(text, hits):
            spans.setdefault((start, end), (f"pattern:award.{rule}", confidence))
        # The table knows 민선 8기 … 평가 as an alias; the edition stays outside all the same.
        known = [h for h in hits if h.kind == "award"]
        keys = {(skip_edition(text, h.start, h.end), h.end): list(h.keys) for h in known}
        for start, end in keys:
            if (start, end) in spans or _told(text, start, end):
                spans[start, end] = ("table:awards", 0.9)
        for start, end in list(_repeats(text, spans, hits)):
            spans.setdefault((start, end), ("pattern:award.repeat", 0.85))
        return [
            Candidate(a, b, "AWARD", *spans[a, b], {"keys": keys[a, b]} if (a, b) in keys else {})
            for a, b in _longest(spans)
        ]

    def _all(self, text: str, hits: Sequence[NameHit]) -> Iterator[tuple[int, int, str, float]]:
        quotes = {m.start(1): m.end(1) for m in p.QUOTED.finditer(text)}
        opens = sorted(quotes)
        borders = _borders(text, hits)
        given = {text[h.start : h.end] for h in hits if h.kind in ("government", "ministry")}
        for m in p.HEAD.finditer(text):
            rule = m.lastgroup or ""
            head, end = m.span(rule)
            i = bisect_right(opens, head) - 1
            quoted = i >= 0 and quotes[opens[i]] >= end
            start = _quoted_start(text, opens[i], head, end) if quoted else -1
            if start < 0:
                start = name_start(text, head, 0, borders)
                if rule == "award":
                    start = _after_list(text, start, head)
            if rule == "merit" and (tail := p.MERIT_TAIL.match(text, end)):
                end = tail.end()
            if _accepted(text, rule, start, head, end, given, quoted=quoted):
                yield start, end, rule, 0.9 if quoted else 0.8
        yield from _quoted(text, quotes)
        named = list(p.DESIGNATION.finditer(text))
        if any(p.DESIGNATED.search(text, max(0, m.start() - 12), m.end() + 25) for m in named):
            for m in named:
                yield m.start(), m.end(), "designation", 0.75


def _quoted(text: str, quotes: dict[int, int]) -> Iterator[tuple[int, int, str, float]]:
    """Give quoted names with a year and no award noun, where a prize or a ceremony follows them."""
    for opening, closing in quotes.items():
        start = skip_edition(text, opening, closing)
        if start == opening and not p.EDITED.match(text, opening):
            continue
        if not p.CEREMONY.match(text, closing) or not 3 <= closing - start <= MAX_NAME:
            continue
        tail = p.QUOTED_TAIL.search(text, start + 3, closing)
        stop = tail.start() if tail else closing
        if p.HEAD.search(text, stop - 2, closing) is None:
            yield start, stop, "quoted", 0.75


def _accepted(
    text: str, rule: str, start: int, head: int, end: int, given: Container[str], *, quoted: bool
) -> bool:
    name = text[start:end]
    if not 4 <= len(name) <= MAX_NAME + 10:
        return False
    stems = text[start:head].split()
    if stems and stems[-1] in p.VAGUE:
        return False
    if rule == "evaluation" and stems and all(stem in given for stem in stems):
        return False  # 전남도 평가: an organiser and no name
    if rule == "contest" and len(stems) == 1 and len(stems[0]) == 3 and stems[0].endswith("부"):
        return False  # 학생부 경진대회 is a part of one
    vague = rule != "named" and all(stem in p.GENERIC for stem in stems)
    if vague and not (rule == "contest" and stems == ["우수사례"]):
        return False
    if rule == "contest" and p.RANKING.fullmatch(text, head, end) and p.ANY_PRIZE.search(text):
        line = text.find("\n")
        if p.INVITED.search(text, 0, line if 0 < line < 120 else 120) is None:
            return True
    if rule == "evaluation" and (not p.EVALUATED.match(text, end) or text[head - 1 : head] in ("·", "ㆍ")):
        return False
    if rule == "award" and text[head:end] == "대상" and _no_award(text, start, head, end, quoted=quoted):
        return False
    if rule == "named":
        before = max(0, start - 12)
        edited = skip_edition(text, before, start) != before
        if not p.OWN.search(name) and (not edited or p.NOT_NAMED.search(name)):
            return False
    return _told(text, start, end)


def _borders(text: str, hits: Sequence[NameHit]) -> Container[int]:
    """Give the ends of ministries and basic-level governments: they stand before a name, never in it."""
    ends = set()
    for hit in hits:
        if hit.kind == "ministry" or (hit.kind == "government" and not _province(text[hit.start : hit.end])):
            ends.add(hit.end)
    return ends


def _province(name: str) -> bool:
    if " " in name:
        return False
    return not name.endswith(("시", "군", "구", "청")) or name.endswith(("특별시", "광역시", "자치시"))


def _quoted_start(text: str, opening: int, head: int, end: int) -> int:
    """Give where a name in quotes begins, after the edition; -1 where the quotes hold more than a name."""
    start = min(skip_edition(text, opening, end), head)
    # ‘행정안전부 2025년 읍면동 우수사례 경진대회’: organiser and year stand before the name
    led = p.LED.match(text, start, head)
    start = led.end() if led else start
    return -1 if head - start > MAX_NAME or p.NO_NAME.search(text, start, head) else start


def _after_list(text: str, start: int, head: int) -> int:
    """Cut 국제농업박람회·전남농촌지도대상, a list of two, to the second."""
    listed = p.LISTED.search(text, start, head)
    return listed.end() if listed else start


def _no_award(text: str, start: int, head: int, end: int, *, quoted: bool) -> bool:
    """Tell whether 대상 is a target or a grade here."""
    if text.startswith(("으로", "자", "지"), end):
        return True
    closed = quoted and text[end : end + 1] in "’”」』'\""
    stem = text[start:head]
    if stem[-1:].isspace():
        # A grade (종합평가 대상), unless the name is a set one (대한민국 … 대상) or fills its quotes
        if p.GRADED.search(stem):
            return True
        return not (p.SET_NAME.match(stem) or (closed and p.AFTER_QUOTE.match(text, end + 1)))
    target = p.TARGET.search(stem[-8:]) and not closed and not p.AWARDLIKE.match(text, end)
    return bool(target or p.PART.search(stem))


def _told(text: str, start: int, end: int) -> bool:
    """Tell whether a result follows the name in its sentence, before any plan."""
    _, right = sentence_bounds(text, start, end)
    if RESULT.search(text, end, min(right, end + p.FORWARD)) is None:
        return False
    plan = PLANNED.search(text, end, right)
    done = DONE.search(text, end, right) if plan else None
    return plan is None or (done is not None and done.start() < plan.start())


def _repeats(text: str, spans: _Spans, hits: Sequence[NameHit]) -> Iterator[tuple[int, int]]:
    """Give every other mention of a name once found."""
    known = [h for h in hits if h.kind == "government" and _province(text[h.start : h.end])]
    provinces = {h.end + 1: h.start for h in known}
    names = sorted({text[a:b] for a, b in spans}, key=len, reverse=True)
    for name in names[: p.MAX_REPEATED]:
        if len(name) < 5:
            continue
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if (at == 0 or not "가" <= text[at - 1] <= "힣") and p.WORD_END.match(text, end):
                yield (provinces.get(at, at) if text[at - 1 : at] == " " else at), end
            at = text.find(name, end)


def _longest(spans: _Spans) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    for a, b in sorted(spans, key=lambda s: (s[0] - s[1], -spans[s][1])):
        i = bisect_right(chosen, (a, b))
        if (i == 0 or chosen[i - 1][1] <= a) and (i == len(chosen) or chosen[i][0] >= b):
            chosen.insert(i, (a, b))
    return chosen


@Language.factory("localgov_awards")
def make(nlp: Language, name: str) -> AwardFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return AwardFinder()
