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
from kr_localgov_nlp.entities.award_view import View, any_honour, view_of
from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.prize_givers import giver_start, givers_before
from kr_localgov_nlp.entities.prize_winners import winners
from kr_localgov_nlp.entities.scan import matches_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

_Found = tuple[int, int, str, float]


class PrizeFinder(Finder):
    """Find received honours.

    Examples
    --------
    >>> text = "군은 혁신평가에서 우수기관으로 선정돼 행정안전부 장관 표창을 받았다."
    >>> [text[c.start:c.end] for c in PrizeFinder().find(text)]
    ['우수기관', '행정안전부 장관 표창']
    >>> PrizeFinder().find("청년을 대상으로 최우수상 1명, 우수상 2명을 선정할 예정이다.")
    []
    """

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
        if not any_honour(text):
            return []
        view = view_of(text)
        found = [
            *_prizes(text, view),
            *_medals(text, view),
            *_grades(text, view),
            *_bare(text, view),
            *_results(text, view),
            *winners(text, view),
        ]
        found += _again(text, found, view)
        own = {name for name in _names(text, found) if p.OWN_NAME.match(name) or f"회 {name}" in text}
        found = [one for one in found if one[2] != "named" or text[one[0] : one[1]] not in own]
        if found and view.offered:
            found = [one for one in found if view.past(one[0], one[1])]
        return [
            Candidate(start, end, "PRIZE", f"pattern:prize.{kind}", confidence, {"kind": kind})
            for start, end, kind, confidence in _longest(found)
        ]


def _prizes(text: str, view: View) -> Iterator[_Found]:
    """Give what ends in 상 or 표창: the giver's prize, a grade, a prize with a name of its own."""
    for m in p.PRIZE.finditer(text):
        at, end = m.span()
        left = text[max(0, at - 30) : at]
        giver = p.TITLE.search(left)
        if giver:
            start = at - len(left) + giver.start()
            if p.HOLDER.match(text, end) or not view.planned(start, end, giver=True):
                yield giver_start(text, start), end, "giver", 0.92
                yield from givers_before(text, giver_start(text, start))
            continue
        if m[0][0] != "상":
            if m[0] == "표창" and p.MERIT_BEFORE.search(left) and p.RECEIVED.match(text, end):
                yield at, end, "giver", 0.8
            continue
        grade = p.GRADE.search(left)
        if grade and p.NO_GRADE.search(left):
            continue
        if grade:
            start = at - len(left) + grade.start("grade")
            of_town = p.TOWNSPEOPLE.search(text, max(0, start - 12), start)
            start = of_town.start() if of_town else start
            if text.startswith("최고상인 ", start):
                continue  # 최고상인 대상: the grade follows
            # 동상 is a statue where no other medal or prize is named
            if view.told(start, end) and (
                text[start:end] != "동상" or "은상" in text or view.speaks(p.MEDALS, start, end)
            ):
                yield start, end, "grade", 0.9
            continue
        word = p.WORD.search(left)
        if word and not p.NOT_NAMED.search(word[0] + "상") and not p.TOWNS_OWN.search(word[0]):
            start = at - len(word[0])
            graded = p.GRADE_BEFORE.search(text, max(0, start - 4), start)
            start = graded.start() if graded else start
            if _named(text, start, end, view) and view.told(start, end):
                yield start, end, "named", 0.75


def _named(text: str, start: int, end: int, view: View) -> bool:
    """Tell whether what follows 바다상 or 섬시인상 makes it a prize: received, counted or listed with names."""
    if p.NAMED_AFTER.match(text, end):
        return True
    if not view.settled:
        return False
    if text[start - 1 : start] in ("(", "（") and text[end : end + 1] in (")", "）"):
        return True
    listed = view.graded and p.NAMED_LIST.match(text, end)
    return bool(listed or p.NAMED_COUNT.match(text, end) or p.NAMED_HELD.match(text, end))


def _medals(text: str, view: View) -> Iterator[_Found]:
    for m in p.BODY.finditer(text):
        counted = p.COUNTED.search(text, max(0, m.start() - 8), m.start())
        if (not counted or ("개" not in counted[0] and p.AWARDED.match(text, m.end()))) and not view.planned(
            *m.span()
        ):
            body = p.BODY_NAME.search(text, max(0, m.start() - 14), m.start())
            body = body or p.GRADE_BEFORE.search(text, max(0, m.start() - 4), m.start())
            yield body.start() if body else m.start(), m.end(), "giver", 0.8
    for m in matches_with(p.MEDAL, text, ("훈장", "포장")):
        if p.FOR_YEARS.search(text, max(0, m.start() - 14), m.start()):
            continue
        given = p.AWARDED.match(text, m.end(), m.end() + 40) or view.speaks(p.GIVEN, *m.span())
        given = given or (view.settled and not m[0].startswith("무공"))
        if p.HOLDER.match(text, m.end()) or (given and not view.planned(*m.span())):
            yield m.start(), m.end(), "giver", 0.85
    for m in matches_with(p.MEDAL_CLASS, text, ("장을", "장에", "수훈")):
        yield m.start(), m.end(), "giver", 0.8
    if view.settled:
        for m in p.MEDAL_COUNT.finditer(text):
            yield m.start(), m.end(), "giver", 0.8


def _grades(text: str, view: View) -> Iterator[_Found]:
    for m in p.MAIN.finditer(text):
        if _main_prize(text, m.start(), m.end()) and view.told(*m.span()):
            yield m.start(), m.end(), "grade", 0.88
    for pattern in (p.MAIN_LAST, p.SPORT_MEDAL):
        for m in pattern.finditer(text):
            settled = view.settled or pattern is p.SPORT_MEDAL
            if settled and view.told(*m.span()):
                yield m.start(), m.end(), "grade", 0.8
    for pattern in ((p.MAIN_LOOSE,) if view.graded else ()) + ((p.MAIN_HELD,) if view.settled else ()):
        for m in pattern.finditer(text):
            if p.TARGET.search(text, max(0, m.start() - 14), m.start()) is None and view.told(*m.span()):
                yield m.start(), m.end(), "grade", 0.8


def _bare(text: str, view: View) -> Iterator[_Found]:
    """Give grades without 상: 최우수, 대상 in quotes, 장려 told year by year or counted."""
    for m in p.GRADE_WORD.finditer(text):
        if view.told(*m.span()):
            yield m.start(), m.end(), "grade", 0.75
    for m in p.ENTERED.finditer(text) if view.graded else ():
        yield *m.span(), "grade", 0.75
    if view.settled:
        for m in p.YEARLY.finditer(text):
            yield *m.span("grade"), "grade", 0.75
        for m in p.BARE_COUNT.finditer(text):
            if not view.planned(*m.span()):
                yield m.start(), m.end(), "grade", 0.75
    topics = matches_with(p.BARE_TOPIC, text, ("우수는", "장려는", "우수작에는")) if "최우수" in text else ()
    for m in topics if view.settled else ():
        if not view.planned(*m.span()):
            yield m.start(), m.end(), "grade", 0.75
    for m in p.BARE.finditer(text):
        if view.marked(*m.span()):
            yield m.start(), m.end(), "grade", 0.75
    for m in p.BARE_DONE.finditer(text):
        if view.evaluated(*m.span()) and not view.planned(*m.span()):
            yield m.start(), m.end(), "grade", 0.75


def _results(text: str, view: View) -> Iterator[_Found]:
    for m in p.ORGAN.finditer(text):
        start, end = m.span()
        chosen = p.CHOSEN.match(text, end, end + 45) and not view.planned(start, end)
        if chosen or (p.LISTED.match(text, end, end + 45) and view.listed(start, end)):
            start = _overall(text, start)
            # 우수기관상 is the prize's full name
            yield start, end + (p.PRIZE_TAIL.match(text, end) is not None), "organ", 0.85
    yield from _places(text, view)


def _places(text: str, view: View) -> Iterator[_Found]:
    """Give grades and ranks of a rating; once a text is about one, its other grades and ranks are results too."""
    sure: list[_Found] = []
    unsure: list[_Found] = []
    for m in matches_with(p.LEVEL, text, ("등급",)):
        start, end = m.span()
        if p.NOT_LEVEL.match(text, end) or p.SCALE.search(text, max(0, start - 8), start):
            continue
        gained = (
            p.REACHED.match(text, end, end + 40) or p.LISTED.match(text, end) or p.TO_THESE.match(text, end)
        )
        bound = text.startswith((" 이상", " 이하", " 미만"), end)
        graded = view.settled and p.WORD_LEVEL.match(text, start)
        told = view.evaluated(start, end) or (view.contest and view.rated) or graded
        certain = gained and not bound and told
        (sure if certain else unsure).append((start, end, "level", 0.85 if certain else 0.7))
    for m in p.LEVEL_MARKED.finditer(text):
        certain = p.REACHED.match(text, m.end(), m.end() + 40) and view.evaluated(*m.span())
        (sure if certain else unsure).append((*m.span("letter"), "level", 0.8 if certain else 0.7))
    for found, certain in _ranks(text, view):
        (sure if certain else unsure).append(found)
    for m in p.LETTER.finditer(text):
        if sure or view.evaluated(*m.span()):
            sure.append((*m.span(str(m.lastgroup)), "level", 0.75))
    yield from sure
    if view.settled and view.contest:
        for m in p.LISTED_RANK.finditer(text):
            yield *m.span(str(m.lastgroup)), "rank", 0.75
    if sure or (view.contest and p.WON.search(text)):
        yield from (u for u in unsure if not view.planned(u[0], u[1]))


def _ranks(text: str, view: View) -> Iterator[tuple[_Found, bool]]:
    """Give ranks, and whether each is surely one in a rating: 3위에 올랐다, 16위→2위, 2위 서초구."""

    def counts(at: int) -> bool:
        return p.STATISTICS.search(text, max(0, at - 40), at) is None

    for m in p.RANK.finditer(text):
        if p.WITHIN.match(text, m.end()):
            continue
        chosen = view.contest and text.startswith(" 선정", m.end())
        certain = bool(chosen or (p.RANKED.match(text, m.end(), m.end() + 40) and view.ranked(*m.span())))
        if certain or counts(m.start()):
            yield (_at_games(text, m.start()), m.end(), "rank", 0.75 if certain else 0.65), certain
    if not view.contest:
        return
    for m in p.RANK_MOVE.finditer(text):
        if counts(m.start()):
            yield (*m.span("before"), "rank", 0.75), True
            yield (*m.span("after"), "rank", 0.75), True
    for m in p.PLACED.finditer(text):
        if counts(m.start()):
            yield (*m.span("rank"), "rank", 0.7), True


def _overall(text: str, start: int) -> int:
    """Give where 종합 before a grade or a rank begins, else where the grade or the rank does."""
    whole = p.OVERALL.search(text, max(0, start - 4), start)
    return whole.start() if whole else start


def _at_games(text: str, start: int) -> int:
    """Give where 종합 4위 begins, or the rank itself where no games are told of."""
    begin = _overall(text, start)
    return begin if begin < start and p.GAMES.search(text, max(0, begin - 60), begin) else start


def _names(text: str, found: list[_Found]) -> set[str]:
    """Give the prizes with a name of their own."""
    return {text[a:b] for a, b, kind, _ in found if kind == "named"}


def _again(text: str, found: list[_Found], view: View) -> Iterator[_Found]:
    """Give every other mention of a prize that has a name of its own."""
    for name in _names(text, found):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            free = at == 0 or not "가" <= text[at - 1] <= "힣"
            if free and p.RIGHT_EDGE.match(text, end) and not view.planned(at, end):
                yield at, end, "named", 0.7
            at = text.find(name, end)


def _main_prize(text: str, start: int, end: int) -> bool:
    """Tell 대상, the prize, from 대상, the target: 교육 대상 선정, 과세 대상은 자동차."""
    if text[end : end + 1] in ("은", ",") and not p.ANY_GRADE.search(text, max(0, start - 120), end + 260):
        return False
    return bool(p.HAD_MAIN.match(text, end)) or p.TARGET.search(text, max(0, start - 14), start) is None


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
