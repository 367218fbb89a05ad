"""Which award a prize belongs to: mentions of one award under several names, the award a text is about, anaphora."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.facts.award_alike import bare
from kr_localgov_nlp.facts.award_gather import MANY, Gathered, Known
from kr_localgov_nlp.facts.award_parts import GIVER_PRIZE, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_alike import Award

_OF_WHICH = re.compile(r"[을를]?\s?(?:받은|수상한|차지한)\s")
_RECEIVED = re.compile(r"[’”'\"」]?(?:\s수상자로\s(?:최종\s)?(?:선정|뽑|선발)|[을를]\s(?:수상|받[았아]))")
_ANAPHOR = re.compile(
    r"(?:이번|이|같은|해당|동)\s(?:[가-힣]{2,6}\s)?(?:평가|대회|경진대회|상(?![가-힣])|경진|공모|공모전|조사|"
    r"시상식|행사|심사|측정|지수|발표|대상|콘테스트|축제)"
)
_BEFORE_NAME = re.compile(r"(?:19|20)\d\d(?:년도?|학년도|회계연도)?\s?[‘“'\"「『]?(?:[가-힣]{2,8}\s)?$")
_YEAR = re.compile(r"(?:19|20)\d\d년|지난해|작년|올해")
# What a prize in a list may be given for, other than the award before it.
_GROUND = re.compile(r"[가-힣](?:훈련|사업|시책|업무|실적|운동|점검|심사|캠페인|조사|활동)(?=\s|$)")
_HONORARY = re.compile(r"^[)）]?\s?[(（]\s?$")
_SENTENCE = re.compile(r"[가-힣]다\.(?=\s|$)")
_FIELD = re.compile(r"(?:부문|분야)\s?$")
#: How far back a sentence without an award may look for one in its paragraph.
PARAGRAPH = 600
#: How far back the sub-points of a point may look for its award, and how far any part of a text for its heading.
SECTION, HEADING = 1500, 2500
_ASIDE = re.compile(
    r"[’”'\"]?(?:[와과]\s[^.\n]{1,20})?[을를]\s(?:수상한|받은|차지한)\s(?:팀|작품|정책|학생|사업|기관|단체)"
)
_AS_TOPIC = re.compile(r"[’”'\"」]?[은는]\s")
# A release about a ceremony, or whose title tells that somebody has an award, tells of those who are honoured there.
_CEREMONY = re.compile(r"시상식|수상자|수여식|수상(?=\s?(?:[…,·]|\n|$))")
_CHOSEN = re.compile(r"우수\s?[가-힣]{1,8}$")
_HELD = re.compile(r"(?:경진대회|경연대회|발표대회|공모전|콘테스트|대회)$")
# Words for a prize that many awards' names end in
_COMMON = re.compile(r"^.{1,3}$|(?:기관|사례)$")
_CLOSE_BY = 16  # where the title tells of several awards
_SUB_POINT = re.compile(r"\s*(?:[ㅇ○◦o❍▪‣⦁▷▶-]|[-–‐*※·･]\s?|\n)")
_BARE_LINE = re.compile(r"[\W\d]*(?:년도?|제|회|결과|수상자|수상작|명단|시상|선정|내역|현황|[\W\d])*")
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
        self.text = text
        self.mentions = list(mentions)
        self._starts = [m.start for m in self.mentions]
        self.prizes = [m for m in self.mentions if m.label == "PRIZE"]
        self.body = _body(text)
        gathered = Gathered(text, self.mentions, known, self.body)
        self.of = gathered.of
        self.awards = gathered.awards
        #: Labels of those who may be honoured; ministries only where the text is one's own.
        self.labels: tuple[str, ...] = ("PERSON", "HEAD", "DISTRICT", "ORG", "PLACE")
        self.lead = self._lead()

    def within(self, left: int, right: int) -> list[Mention]:
        """Give the mentions that begin in a stretch of the text and end in it."""
        low, high = bisect_left(self._starts, left), bisect_left(self._starts, right)
        return [m for m in self.mentions[low:high] if m.end <= right]

    def _lead(self) -> Award | None:
        """Give the award the text is about.

        That of the first sentences of the body, if they tell a prize of it; else the title's; else the first of the
        body, with a prize in its sentence if one has it. Contests that are no awards by name come last.
        """
        ordered = [m for m in self.mentions if m.start in self.of and not self.of[m.start].merit][:MANY]
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
        if _CHOSEN.search(found[0].name):
            held = (a for a in found if _HELD.search(a.name) and bare(a.name)[:3] == bare(found[0].name)[:3])
            return next(held, found[0])
        return found[0]

    def _has_prize(self, m: Mention) -> bool:
        _, right = sentence_bounds(self.text, m.start, m.end)
        return any(p.label == "PRIZE" for p in self.within(m.end, right))

    def award_of(self, group: Sequence[Mention], left: int, right: int, *, personal: bool) -> Mention | None:
        """Give the award that a prize belongs to, as a mention; None where the text names none.

        Parameters
        ----------
        group
            The prize, with the giver's prize that is the same honour.
        left, right
            Their sentence.
        personal
            Whether a person or a body of its own receives it, so that the text's award is not taken for granted.
        """
        prize = group[0]
        before = [m for m in self.within(left, prize.start) if self._is_award(m)]
        before = [m for m in before if m.label == "AWARD"] or before
        lead = self.lead.mentions[0] if self.lead else None
        if before:
            award = before[-1]
            between = self.text[award.end : prize.start]
            own = self._own_ground(award, prize)
            if own and not _ANAPHOR.search(between):
                return None
            if (
                self.lead
                and any(p.label == "PRIZE" for p in self.within(award.end, prize.start))
                and (
                    _ANAPHOR.search(between)
                    or (_YEAR.search(between) and _BEFORE_NAME.search(self.text, left, award.start))
                )
            ):
                return lead
            return award
        last = group[-1]
        after = [m for m in self.within(last.end, right) if m.label == "AWARD"]
        if after and after[0].start < last.end + 25 and _OF_WHICH.match(self.text, last.end):
            return after[0]
        if self.text[last.end : last.end + 1] in (")", "）"):
            # 김하나 팀장(근정포장)과 이두리 팀장(국무총리 표창)이 … 가람상 수상자로 선정됐다
            for m in after:
                others = [p for p in self.within(last.end, m.start) if p.label == "PRIZE"]
                if _RECEIVED.match(self.text, m.end) and all(self.text[p.end] in ")）" for p in others):
                    return m
        line = self.text.find("\n", last.end, last.end + 200)
        stop = line if line >= 0 else last.end + 200
        for m in after:
            # 국무총리 표창 : 김하나 팀장 (재난관리 유공)
            if m.end <= stop and _HONORARY.match(self.text[max(0, m.start - 2) : m.start].lstrip("0123")):
                closed = self.text[m.end : m.end + 1] in ")）"
                if closed and not any(p.label == "PRIZE" for p in self.within(last.end, m.start)):
                    return m
        return self._named_for(prize) or self._inherited(group, left, personal=personal)

    def _named_for(self, prize: Mention) -> Mention | None:
        """Give the one award whose name ends in a prize: 우수사업 of 가람교육 우수사업."""
        word = bare(self.text[prize.start : prize.end])
        if _COMMON.search(word):
            return None
        names = {bare(a.name): a for a in self.awards[:MANY]}
        named = [a for name, a in names.items() if name != word and name.endswith(word)]
        return named[0].mentions[0] if len(named) == 1 else None

    def _inherited(self, group: Sequence[Mention], left: int, *, personal: bool) -> Mention | None:
        lead = self.lead.mentions[0] if self.lead else None
        alone = sum(not award.merit for award in self.awards) == 1
        if lead and not alone and lead.start > max(group[0].end, self.body + OPENING):
            lead = None  # told in passing at the end: not what the text is about
        anaphor = _ANAPHOR.search(self.text, left, group[0].start)
        givers = [GIVER_PRIZE.search(self.text[p.start : p.end]) for p in group]
        field = _FIELD.search(self.text, max(left, group[0].start - 12), group[0].start)
        section = [m for m in self.within(self._section(left), left) if m.label == "AWARD"]
        if all(givers) and not anaphor and not field and (personal or lead is None):
            merits = [m for m in section if self.of[m.start].merit]
            heading = self._heading(left)
            if merits:
                return merits[-1]
            if heading and self.of[heading.start].merit:
                return heading
            title = [m for m in self.within(0, self.body) if m.label == "AWARD"]
            if (lead is None or personal) and title and self.of[title[0].start].merit:
                return title[0]
            only = self.awards[0] if len(self.awards) == 1 else None
            if only and only.merit and only.mentions[0].end <= group[0].start:
                return only.mentions[0]  # what the whole release is about
            about = title and (only or self.of[title[0].start] is self.lead)
            high = self.body if only or not title else title[0].end + _CLOSE_BY
            ceremony = about and _CEREMONY.search(self.text, title[0].end, high)
            if personal and not ceremony:
                return None
        earlier = [m for m in section if not self.of[m.start].merit]
        if anaphor and earlier:
            return earlier[-1]
        if earlier and lead and self.of[earlier[-1].start] is not self.lead:
            # The award of the last sentence, if that gave a prize of it; else the one the text is about.
            if any(
                p.label == "PRIZE" and not _ASIDE.match(self.text, p.end)
                for p in self.within(earlier[-1].end, min(left, self._sentence_end(earlier[-1])))
            ):
                return earlier[-1]
            if _AS_TOPIC.match(self.text, earlier[-1].end) and earlier[-1].start - self._line(left) < 6:
                return earlier[-1]  # ‘가람대전’은 …이다. 나주시는 …
            if not any(self.of[m.start] is self.lead for m in section) and self._section(left) < self._line(
                left
            ):
                return earlier[-1]
            return lead
        return lead or (self._heading(left) if not personal else None)

    def _sentence_end(self, m: Mention) -> int:
        return sentence_bounds(self.text, m.start, m.end)[1]

    def _line(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _section(self, at: int) -> int:
        """Give where the paragraph around an offset begins, the point that its sub-points (ㅇ, -, *) belong to included."""
        low = max(0, at - SECTION)
        start = self._line(at)
        while start > low and _SUB_POINT.match(self.text, start):
            start = self._line(start - 1)
        return max(start, at - SECTION if start < self._line(at) else at - PARAGRAPH)

    def _heading(self, at: int) -> Mention | None:
        """Give the award whose name is the heading of the part that an offset lies in."""
        for m in reversed([m for m in self.within(max(self.body, at - HEADING), at) if m.label == "AWARD"]):
            start = self._line(m.start)
            end = self.text.find("\n", m.end)
            rest = self.text[start : m.start] + self.text[m.end : end if end >= 0 else None]
            if len(rest) < 16 and _BARE_LINE.fullmatch(rest):
                return m
        return None

    def _is_award(self, m: Mention) -> bool:
        return m.start in self.of

    def _own_ground(self, award: Mention, prize: Mention) -> bool:
        """Tell whether a list's prize names a ground of its own: A평가 우수기관, 화랑훈련 최우수기관."""
        others = [m for m in self.within(award.end, prize.start) if m.label == "PRIZE"]
        if not others:
            return False
        text = self.text
        cut = max(text.rfind(mark, others[-1].end, prize.start) for mark in ",·")
        if cut < 0 or text[prize.end : prize.end + 1] in "은는":
            return False
        return _GROUND.search(text, cut + 1, prize.start) is not None


def _body(text: str) -> int:
    """Give where the body begins: at the first line that holds a whole sentence, else after the first line."""
    told = _SENTENCE.search(text, 0, 600)
    if told is None:
        return max(0, text.find("\n", 0, 200))
    return text.rfind("\n", 0, told.start()) + 1
