"""A text as the award records see it: its mentions in order, its awards, the one that it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.entities.award_told import HAD_ITSELF
from kr_localgov_nlp.facts.award_alike import bare
from kr_localgov_nlp.facts.award_gather import MANY, Gathered, Known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_alike import Award
    from kr_localgov_nlp.facts.award_parts import Mention

_EARLIER = re.compile(r"(?<![가-힣])앞서\s[^.\n]*\s바\s있|^\s*[^\w\s]?\s?한편")
_SENTENCE = re.compile(r"[가-힣]다\.(?=\s|$)")
_CHOSEN = re.compile(r"우수\s?[가-힣]{1,8}$")
_HELD = re.compile(r"(?:경진대회|경연대회|발표대회|공모전|콘테스트|대회)$")
# Small bullets are read as large ones.
_BULLETS = str.maketrans("▴▵▸▹‣", "▲△▶▷▶")
# 김하나 사무관과,⏎ㅇ 이두리 주무관에게: a sentence that goes on in the next item
_GOES_ON = re.compile(r"(?<=[과와],)\s*\n\s*(?:[ㅇ○◦]|-)\s|(?<=비롯하여,)\s*\n\s*(?:[ㅇ○◦]|-)\s")
# 유공단체에게 주어지는| 대통령 표창을: for whom a prize is, and nobody who got it
_FOR_WHOM = re.compile(
    r"(?<=\s)(?:우수|유공)?(?:단체|기관|기업|업체|학교|팀)에게?\s(?:주어지는|수여되는|수여하는|주는)\s"
)
#: How far into the body the sentence reaches that tells what a release is about.
OPENING = 300


class Scene:
    """A text with its mentions in order and its awards.

    Parameters
    ----------
    text
        The text as given.
    mentions
        Its entities, sorted, not overlapping.
    known
        Gives the organiser of an award by its name, from the table of awards; "" for none.
    """

    __slots__ = ("_starts", "awards", "body", "labels", "lead", "mentions", "of", "prizes", "text")

    def __init__(self, text: str, mentions: Sequence[Mention], known: Known | None = None) -> None:
        text = text.translate(_BULLETS)
        for aside in (_GOES_ON, _FOR_WHOM):
            text = aside.sub(lambda m: " " * len(m[0]), text)
        self.text = text
        self.mentions = list(mentions)
        self._starts = [m.start for m in self.mentions]
        self.prizes = [m for m in self.mentions if m.label == "PRIZE"]
        self.body = _body(self.text)
        gathered = Gathered(self.text, self.mentions, known, self.body)
        self.of = gathered.of
        self.awards = gathered.awards
        #: Labels of those who may be honoured; ministries only where the text is one's own.
        self.labels: tuple[str, ...] = ("PERSON", "HEAD", "DISTRICT", "ORG", "PLACE")
        self.lead = self._lead()

    def within(self, left: int, right: int) -> list[Mention]:
        """Give the mentions that begin in a stretch of the text and end in it."""
        low, high = bisect_left(self._starts, left), bisect_left(self._starts, right)
        return [m for m in self.mentions[low:high] if m.end <= right]

    def sentence_end(self, m: Mention) -> int:
        """Give where the sentence of a mention ends."""
        return sentence_bounds(self.text, m.start, m.end)[1]

    def line(self, at: int) -> int:
        """Give where the line of an offset begins."""
        return self.text.rfind("\n", 0, at) + 1

    def _lead(self) -> Award | None:
        """Give the award the text is about.

        That of the first sentences of the body, if they tell a prize of it; else the title's; else the first of the
        body, with a prize in its sentence if one has it. Contests that are no awards by name come last.
        """
        ordered = [m for m in self.mentions if m.start in self.of and not self.of[m.start].merit][:MANY]
        prize = self.prizes[0].start if self.prizes else len(self.text)
        ordered = [m for m in ordered if not self._by_the_way(m)] or [m for m in ordered if m.start < prize]
        for event in (False, True):
            some = [m for m in ordered if self.of[m.start].event == event]
            prized = [m for m in some if m.start >= self.body and self._has_prize(m)]
            early = [m for m in prized if m.start < self.body + OPENING]
            title = [m for m in some if m.start < self.body]
            first = [m for m in some if self.body <= m.start < self.body + OPENING]
            for found in (early, title, first, prized, [] if event else some):
                if found:
                    return self._contest([self.of[m.start] for m in found])
        return None

    @staticmethod
    def _contest(found: Sequence[Award]) -> Award:
        """Give the first award, or the contest beside it that those come from: 우수저서, 우수저서 공모전."""
        chosen = _CHOSEN.search(found[0].name)
        if chosen:
            word, begin = bare(chosen[0]), bare(found[0].name)[:3]
            held = (
                a
                for a in found
                if _HELD.search(a.name) and (bare(a.name)[:3] == begin or word in bare(a.name))
            )
            return next(held, found[0])
        return found[0]

    def _by_the_way(self, m: Mention) -> bool:
        """Tell whether an award is told by the way or as an earlier one: 한편 …, 앞서 …에서 우수기관으로 선정된 바 있다."""
        left, right = sentence_bounds(self.text, m.start, m.end)
        return _EARLIER.search(self.text[left:right]) is not None

    def _has_prize(self, m: Mention) -> bool:
        if HAD_ITSELF.match(self.text, m.end):
            return False
        _, right = sentence_bounds(self.text, m.start, m.end)
        return any(p.label == "PRIZE" for p in self.within(m.end, right))


def _body(text: str) -> int:
    """Give where the body begins: at the first line that holds a whole sentence, else after the first line."""
    told = _SENTENCE.search(text, 0, 600)
    if told is None:
        return max(0, text.find("\n", 0, 200))
    return text.rfind("\n", 0, told.start()) + 1
