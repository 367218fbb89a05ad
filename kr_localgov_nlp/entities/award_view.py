"""A text as the award and prize finders see it: whether honours were given in it, and what a sentence tells.

A grade, a rank or a prize means little in its own sentence (``3위는 광주 남구다``, ``대상 상패``). What decides
is mostly told elsewhere: that winners exist, that the text is about one rating.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from kr_localgov_nlp.entities import prize_patterns as p
from kr_localgov_nlp.entities.award_text import ANY_HONOUR, sentence_bounds
from kr_localgov_nlp.entities.award_told import DONE, PLANNED, RESULT
from kr_localgov_nlp.korean.normalize import KEPT

# (최우수상) …, beside which (대상) is a grade too
_OTHER_GRADE = re.compile(r"[(（](?:최우수상?|우수상?|장려상?|[금은동]상|특별상)[)）]")
# Winners exist.
_WON = re.compile(
    r"수상(?:했|하였|하[며여고는]|한\s|함|의|을|자|작|팀|$|\n|[,…!’”])|시상식|영예|상[’”'\"」』)]*[을를]\s?(?:받았|받은|"
    r"받으|받아(?!갈)|차지|거머|안았|탔|따냈|나눠)|시상[도이]\s|주어졌|상장\s수여|포상\s?(?:$|\n)|(?:선정|선발|시상|수여)(?:했|하였|됐|되었|돼|되[며어]|[\s]?결과)|"
    r"으?로\s(?:최종\s)?결정(?:됐|되었)|에게\s돌아갔|뽑혔|뽑았|쾌거|표창(?:패|장)?을\s(?:받았|수여했|전달했)|표창패를\s(?:받았|수여했|전달했)|표창(?:했|하였)|선정\s?(?:$|\n|…)|[로에]\s(?:최종\s)?선정된\s(?:[가-힣]{2,4}\s)?[가-힣]{1,4}[시군구도](?=[\s은는이가])"
)
_CALL = re.compile(r"모집|접수|응모|참가\s?신청|출품작을|공모한다|공모합|공모를\s(?:진행|실시)")
# A title that asks for entries or names, and none that tells a result.
_OFFER = re.compile(
    r"모집|접수|응모|참가\s?신청|참가하세요|공모전?[」』”’'\"]?(?:[를을]\s|\s?)(?:개최|실시|진행|연다)|(?:후보|작품|참가작)자?\s?공모|공모\s?\n"
    r"|(?P<held>경진대회|경연대회|콘테스트|해커톤)[」』”’'\"]?(?:[를을]\s|\s?)(?:개최|실시|연다)"
)
_OFFERED = re.compile(
    r"접수|응모|모집|참가\s?신청|(?:선[정발]|수여|시상)[할될]\s(?:계획|예정)|수여한다|시상한다"
)
_NEWS = re.compile(
    r"수상|시상|선정|발표(?!회)|표창|성료|성황|마무리|포상(?!\s후보)|결과|최?우수상|영예|선발|수여"
)
_PAST = re.compile(
    r"수상(?:했|하였|한\s|하[며고]|의\s영)|시상(?:했|하였)|[상창]을\s(?:받았|받은|차지|수여했|수여하였|전달)|영예를\s안|수상작\s?발표|뽑혔|주어졌|돌아갔"
    r"|(?:수상[작자]|우수작|최우수상|대상|우수상|기관|[명점편건팀])[^.\n]{0,30}(?:선정|선발)(?:했|하였|됐|되었|돼)"
)
_FAIR = re.compile(r"박람회|부스|관람객|바이어|홍보관|전시관|기획관|판촉|특별전")
_RATED = re.compile(
    r"(?:\d\s?위|등급)[’”'\")]*(?:[을를에로])\s?(?:차지|기록|달성|받|획득|올랐|올라|선정)|우수한 것으로 평가"
)
_HEAD = 1500
# Words that most texts with an honour have: found much sooner than by the expression for all.
_FREQUENT = ("대상", "평가", "우수", "수상")


class View:
    """Questions about a text and the sentence around a span.

    Parameters
    ----------
    text
        The text as given.

    Examples
    --------
    >>> View("시는 공모전 시상식을 열고 최우수상 1명을 뽑았다.").settled
    True
    >>> View("시는 표어 공모전에 낼 작품을 접수한다. 최우수상 1명을 뽑는다.").settled
    False
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._last = (-1, -1, 0, 0)

    @cached_property
    def settled(self) -> bool:
        """Whether the text tells of winners, and is no call for entries."""
        won = _WON.search(self.text, 0, _HEAD)
        if won is None:
            return False
        return not self.call or won.start() < 200

    @cached_property
    def call(self) -> bool:
        """Whether the text begins with a call for entries."""
        return _CALL.search(self.text, 0, 200) is not None

    @cached_property
    def offered(self) -> bool:
        """Whether the text invites to what it names prizes of, and hardly tells of earlier winners."""
        line = self.text.find("\n")
        if _NEWS.search(self.text, 0, line if 0 < line < 120 else 120):
            return False
        call = _OFFER.search(self.text, 0, 200)
        if call is None or (call["held"] and _OFFERED.search(self.text) is None):
            return False
        return sum(1 for _ in _PAST.finditer(self.text)) < (1 if call["held"] else 2)

    def past(self, start: int, end: int) -> bool:
        """Tell whether the sentence says that somebody had an honour."""
        return self.speaks(_PAST, start, end)

    @cached_property
    def fair(self) -> bool:
        """Whether the text speaks of a fair, at which goods are shown."""
        return _FAIR.search(self.text) is not None

    @cached_property
    def rated(self) -> bool:
        """Whether the text tells that somebody gained a grade or a rank."""
        return _RATED.search(self.text) is not None

    @cached_property
    def graded(self) -> bool:
        """Whether the text names a prize by its grade anywhere."""
        return p.ANY_GRADE.search(self.text) is not None

    @cached_property
    def contest(self) -> bool:
        """Whether the text begins with a contest or a rating."""
        return p.RANK_FRAME.search(self.text, 0, 400) is not None

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Give the sentence around a span."""
        if self._last[:2] != (start, end):
            self._last = (start, end, *sentence_bounds(self.text, start, end))
        return self._last[2:]

    def planned(self, start: int, end: int, *, giver: bool = False) -> bool:
        """Tell whether the prize is only announced: with its number or money, or in a sentence that plans."""
        left, right = self.bounds(start, end)
        done = DONE.search(self.text, end, right)
        counted = self.call if giver else not self.settled
        if done is None and counted and p.COUNT.match(self.text, end, right):
            return True
        plan = PLANNED.search(self.text, end, right)
        if plan is None or (done is not None and done.start() < plan.start()):
            return False
        if self.settled and p.GIVING.search(self.text, plan.start() - 14, plan.end()) is None:
            return False
        # Winners are fixed, the ceremony is still to come: 수상자에게는 장관상이 수여될 예정
        handed = self.settled and p.HANDED.search(self.text, end, plan.end() + 8)
        return not (handed and p.WINNERS.search(self.text, left, right))

    def told(self, start: int, end: int) -> bool:
        """Tell whether a result is told around a grade, and no plan."""
        if self.planned(start, end):
            return False
        if self.settled:
            return True
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
        # A cell of a table: 최우수기관 alone on its line
        cell = self.settled and self.contest and self.text[start - 1 : start] == "\n"
        return (cell or evaluated is not None) and not self.planned(start, end)

    def evaluated(self, start: int, end: int) -> bool:
        """Tell whether the sentence speaks of an evaluation."""
        left, right = self.bounds(start, end)
        after = min(right, end + 30)
        return any(p.EVALUATED.search(self.text, a, b) for a, b in ((left, start), (end, after)))

    def marked(self, start: int, end: int) -> bool:
        """Tell whether ‘최우수’ in quotes or brackets is somebody's grade."""
        left, right = self.bounds(start, end)
        if self.text[start - 1] in "(（":
            alone = self.text[start:end] == "대상" and self.text[start - 2] in " \n"
            if alone and _OTHER_GRADE.search(self.text) is None:
                return False  # (대상) 금융기관: whom a meeting is for
            if self.settled:
                return True
            owner = start > 1 and "가" <= self.text[start - 2] <= "힣"
            return owner and p.CHOSEN_ONES.search(self.text, end, right) is not None
        evaluated = self.settled or p.EVALUATED.search(self.text, max(left, start - 60), start)
        return bool(evaluated or p.GAINED.search(self.text, end, min(right, end + 25)))

    def ranked(self, start: int, end: int) -> bool:
        """Tell whether a rank is one in an evaluation or a contest, and no statistics."""
        left, _ = self.bounds(start, end)
        frame = p.RANK_FRAME.search(self.text, max(left, start - 90), start)
        return frame is not None and not self.planned(start, end)


@lru_cache(maxsize=KEPT)
def view_of(text: str) -> View:
    """Give the view of a text; the two finders, which run one after the other, share it."""
    return View(text)


@lru_cache(maxsize=KEPT)
def any_honour(text: str) -> bool:
    """Tell whether a text may speak of an honour; kept for the finder that asks for the same text next.

    Examples
    --------
    >>> any_honour("나주시가 우수상을 받았다."), any_honour("나주시가 배를 나눴다.")
    (True, False)
    """
    return any(word in text for word in _FREQUENT) or ANY_HONOUR.search(text) is not None
