"""AWARD: the name of an award, contest, evaluation or commendation in which somebody is honoured.

``‘2024년 ⟦전국 지방자치단체 일자리대상⟧’``, ``⟦공공기관 종합청렴도 평가⟧에서 2등급``,
``⟦지역산업진흥 유공⟧``. A name ends in one of some fifty nouns; where it begins is found by walking left
(`award_start.name_start`). An evaluation that is part of a procedure, 대상 in the sense of target and a call
for entries are none: a result must be told nearby.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities import award_patterns as p
from kr_localgov_nlp.entities.award_checks import Name, accepted, told
from kr_localgov_nlp.entities.award_listed import listed
from kr_localgov_nlp.entities.award_repeats import Spans, bracketed, repeats
from kr_localgov_nlp.entities.award_selected import selections
from kr_localgov_nlp.entities.award_start import name_start
from kr_localgov_nlp.entities.award_text import (
    MAX_NAME,
    edition_before,
    is_outside,
    skip_edition,
)
from kr_localgov_nlp.entities.award_view import any_honour, view_of
from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.scan import matches_with

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit


class AwardFinder(Finder):
    """Find names of awards, contests and evaluations.

    Examples
    --------
    >>> text = "군은 전라남도가 주관한 2025년 귀농귀촌업무 종합평가에서 우수상을 받았다."
    >>> [text[c.start:c.end] for c in AwardFinder().find(text)]
    ['귀농귀촌업무 종합평가']
    >>> AwardFinder().find("군은 이번 사업이 높은 평가를 받았다며 청년 대상 공모전을 연다.")
    []
    """

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
        if not any_honour(text):
            return []
        spans: Spans = {}
        for start, end, rule, confidence in self._all(text, hits):
            two = p.TWO_NAMES.match(text, start, end)
            if two:
                spans.setdefault(two.span(1), (f"pattern:award.{rule}", confidence))
            if not text.endswith(("작품집", "사례집"), start, end):
                spans.setdefault((two.end() if two else start, end), (f"pattern:award.{rule}", confidence))
        # The table knows 민선 8기 … 평가 as an alias; the edition stays outside all the same.
        no_name = ("우수기관", "청렴도") if p.INTEGRITY.search(text) else "우수기관"
        known = [h for h in hits if h.kind == "award" and not text.endswith(no_name, h.start, h.end)]
        keys = {(_known_start(text, h), h.end): list(h.keys) for h in known}
        for start, end in keys:
            if (start, end) in spans or told(text, start, end):
                spans[start, end] = ("table:awards", 0.9)
        for start, end in list(bracketed(text, spans)):
            spans.setdefault((start, end), ("pattern:award.bracket", 0.8))
        provinces = {
            h.end + 1: h.start for h in hits if h.kind == "government" and _province(text[h.start : h.end])
        }
        for start, end in list(repeats(text, spans, provinces)):
            spans.setdefault((start, end), ("pattern:award.repeat", 0.85))
        for start, end in list(bracketed(text, spans)):
            spans.setdefault((start, end), ("pattern:award.bracket", 0.8))
        return [
            Candidate(a, b, "AWARD", *spans[a, b], {"keys": keys[a, b]} if (a, b) in keys else {})
            for a, b in _longest(spans)
        ]

    def _all(self, text: str, hits: Sequence[NameHit]) -> Iterator[tuple[int, int, str, float]]:
        quotes = {m.start(1): m.end(1) for m in p.QUOTED.finditer(text)}
        opens = sorted(quotes)
        borders = _borders(text, hits)
        given = {text[h.start : h.end] for h in hits if h.kind in ("government", "ministry")}
        view = view_of(text)
        for m in p.HEAD.finditer(text):
            rule = m.lastgroup or ""
            head, end = m.span(rule)
            if rule == "named":
                word = p.NAME_WORD.search(text, max(0, head - 8), head)
                head = word.start() if word else head
            i = bisect_right(opens, head) - 1
            quoted = i >= 0 and quotes[opens[i]] >= end
            start = _quoted_start(text, opens[i], head, end) if quoted else -1
            if rule == "named" and text.startswith("노벨", head):
                start = head  # whatever stands before it
            elif start < 0:
                start = name_start(text, head, 0, borders)
                if rule == "award":
                    start = _after_list(text, start, head)
            end = _tail_end(text, rule, head, end)
            if accepted(Name(view, rule, start, head, end, quoted), given):
                if rule == "contest" and not quoted:
                    start = _crossed(text, start, head)
                elif rule == "rating" and quoted and (tail := p.RATING_TAIL.match(text, end)):
                    end = tail.end()
                yield start, end, rule, 0.9 if quoted else 0.8
        yield from _quoted(text, quotes)
        yield from _ceremonies(text, quotes) if view.settled and "시상식" in text else ()
        yield from _held(text, quotes, borders)
        yield from selections(text, quotes, borders, view)
        yield from listed(text, view)
        if view.settled or p.NOMINEES.search(text, 0, 400):
            for m in p.OF_PEOPLE.finditer(text):
                yield m.start(), m.end(), "people", 0.75
        named = list(matches_with(p.DESIGNATION, text, p.DESIGNATION_WORDS))
        if any(p.DESIGNATED.search(text, max(0, m.start() - 12), m.end() + 25) for m in named):
            for m in named:
                yield m.start(), m.end(), "designation", 0.75


def _quoted(text: str, quotes: dict[int, int]) -> Iterator[tuple[int, int, str, float]]:
    """Give quoted names with a year and no award noun, where a prize or a ceremony follows them."""
    for opening, closing in quotes.items():
        start = skip_edition(text, opening, closing)
        if text[opening:start].strip() and (noun := p.NOUN_NEXT.match(text, closing)):
            yield start, noun.end(), "quoted", 0.75  # ‘제3회 바다를 부탁해’ 공모전
            continue
        if (start == opening and not p.EDITED.match(text, opening)) or p.NO_NAME.search(text, start, closing):
            continue
        if not p.CEREMONY.match(text, closing) or not 3 <= closing - start <= MAX_NAME:
            continue
        tail = p.QUOTED_TAIL.search(text, start + 3, closing)
        stop = tail.start() if tail else closing
        if p.EVENT.search(text[start:stop].replace(" ", "")):
            continue
        if p.SUBJECT.search(text, start, stop) and not text.startswith("시상식", closing + 2):
            continue
        if p.HEAD.search(text, stop - 2, closing) is None:
            yield start, stop, "quoted", 0.75


def _ceremonies(text: str, quotes: dict[int, int]) -> Iterator[tuple[int, int, str, float]]:
    """Give the names whose ceremony stands within their marks: ‘청년 우수연구 시상식’."""
    for opening, closing in quotes.items():
        name = p.CEREMONY_IN.match(text, opening, closing)
        start = skip_edition(text, opening, name.end()) if name else opening
        if name and name.end() - start > 3 and not p.NO_CEREMONY.search(text, start, name.end()):
            yield start, name.end(), "ceremony", 0.75


def _held(
    text: str, quotes: dict[int, int], borders: Container[int]
) -> Iterator[tuple[int, int, str, float]]:
    """Give names with an edition and no award noun before 시상식 or a prize."""
    closing = {end: start for start, end in quotes.items()}
    for m in p.HELD.finditer(text):
        particle = p.PARTICLE.search(text, m.start() - 2, m.start())
        end = particle.start() if particle else m.start()
        opening = closing.get(end)
        start = skip_edition(text, opening, end) if opening else name_start(text, end, 0, borders)
        if not 3 <= end - start <= MAX_NAME or p.NO_CEREMONY.search(text, start, end):
            continue
        if p.SUBJECT.search(text, start, end) or is_outside(text[start:end].rsplit(maxsplit=1)[-1]):
            continue
        if m[0].endswith("시상식"):
            known = edition_before(text, start)
        else:
            numbered = p.NUMBERED.search(text, max(0, start - 12), start)
            known = numbered is not None and p.NO_PRIZED.search(text, start, end) is None
        if known:
            yield start, end, "held", 0.75


def _tail_end(text: str, rule: str, head: int, end: int) -> int:
    """Give where a name ends that runs on behind its head noun: 섬의 날 유공 포상, 물길 대상(大賞)."""
    tail = None
    if rule == "merit":
        tail = p.MERIT_TAIL.match(text, end)
    elif rule == "award" and text[head - 1 : head] == " ":
        tail = p.HANJA.match(text, end)
    return tail.end() if tail else end


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
    led = p.LED.match(text, start, head) or p.INNER_EDITION.match(text, start, head)
    start = led.end() if led else start
    bracket = max(text.rfind("(", start, head), text.rfind("（", start, head))
    if bracket >= 0 and text.find(")", bracket, head) < 0:
        # two names, or a name and its short form
        short = text.startswith("이하 ", bracket + 1)
        return bracket + (4 if short else 1)
    if head - start > MAX_NAME:
        return -1
    speech = text[opening - 1] in '“"' and text[end : end + 1] not in p.CLOSING + "(（"
    if speech and any(is_outside(word) for word in text[start:head].split()):
        return -1
    whole = text[opening - 1] in "「『｢《" and text[end : end + 1] in p.TRUSTED
    # ‘제2회 바다에서 겪은 물길 공모전’: behind its number a name may hold a clause
    whole = whole or (
        p.NUMBERED.search(text, opening, start) is not None and text[end : end + 1] in p.CLOSING
    )
    return -1 if not whole and p.NO_NAME.search(text, start, head) else start


def _known_start(text: str, hit: NameHit) -> int:
    """Give where a name of the table begins: after its edition, but 올해의 is the name's own."""
    return hit.start if text.startswith("올해의 ", hit.start) else skip_edition(text, hit.start, hit.end)


def _crossed(text: str, start: int, head: int) -> int:
    """Take in the words between marks that a contest's name begins with: ‘바다야 고마워!’ 사진 공모전."""
    marked = p.CROSSED.search(text, max(0, start - 42), start)
    if (
        marked is None
        or text[marked.start() - 1 : marked.start()] in ("", "\n")
        or (start == head and p.SLOGAN.search(marked[1]) is None)
    ):
        return start
    return skip_edition(text, marked.start(1), marked.end(1))


def _after_list(text: str, start: int, head: int) -> int:
    """Cut 국제농업박람회·전남농촌지도대상, a list of two, to the second."""
    listed = p.LISTED.search(text, start, head)
    return listed.end() if listed else start


def _longest(spans: Spans) -> list[tuple[int, int]]:
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
