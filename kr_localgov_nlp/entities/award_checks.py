"""Whether a noun that can end an award's name, with what stands before it, is the name of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities import award_patterns as p
from kr_localgov_nlp.entities.award_text import MAX_NAME, edition_before, sentence_bounds
from kr_localgov_nlp.entities.award_told import DONE, PLANNED, RESULT

if TYPE_CHECKING:
    from collections.abc import Container

    from kr_localgov_nlp.entities.award_view import View


@dataclass(slots=True)
class Name:
    """A possible name.

    Parameters
    ----------
    view
        The text it stands in.
    rule
        The group of `award_patterns.HEAD` that its head noun belongs to.
    start, head, end
        Where the name and its head noun begin, and where both end.
    quoted
        Whether it stands between quotation marks.
    """

    view: View
    rule: str
    start: int
    head: int
    end: int
    quoted: bool

    @property
    def text(self) -> str:
        """The name."""
        return self.view.text[self.start : self.end]

    @property
    def stems(self) -> list[str]:
        """The words before the head noun."""
        return self.view.text[self.start : self.head].split()

    @property
    def filled(self) -> bool:
        """Whether the quotation marks hold nothing after the name."""
        return self.quoted and self.view.text[self.end : self.end + 1] in p.CLOSING + "(（"

    @property
    def kind_known(self) -> bool:
        """Whether it is an evaluation of a kind that rates (실태평가, 시책평가), and says of what."""
        if self.text.endswith("회"):
            return False
        kind = p.RATED_KIND.search(self.view.text, self.start, self.head)
        stems = self.view.text[self.start : kind.start()].split() if kind else []
        return any(stem not in p.GENERIC for stem in stems)

    @property
    def edited(self) -> bool:
        """Whether a year or an edition stands before the name."""
        return edition_before(self.view.text, self.start)


def accepted(name: Name, given: Container[str]) -> bool:
    """Tell whether a name is that of an award, and the text tells that somebody is honoured in it.

    Parameters
    ----------
    name
        The possible name.
    given
        The names of governments and ministries in the text: alone before a noun they are its organisers.
    """
    if name.view.fair and not name.view.settled and p.FAIR.search(name.text) and not _ranked(name):
        return False
    if name.rule == "evaluation" and name.text.endswith("회") and _place(name):
        return False
    if _vague(name, given) or not _FITS.get(name.rule, _always)(name):
        return False
    if told(name.view.text, name.start, name.end) or _had(name):
        return True
    # Not told in its sentence, but the text tells of winners
    view, rule = name.view, name.rule
    if rule == "evaluation":
        known = name.filled or name.edited or (name.kind_known and view.settled)
        return known and (view.rated or view.settled)
    if rule == "contest" and not view.text.startswith("챌린지", name.head):
        known = name.filled or name.edited or p.CEREMONY_NEXT.match(view.text, name.end) is not None
        return known or (view.settled and len(name.stems) > 1) or _ranks(name)
    if rule == "award" and name.filled and name.edited:
        return True
    if rule == "merit" and (name.text.endswith("포상") or p.NOMINATED.match(view.text, name.end)):
        return True
    if not view.settled or rule in ("contest", "rating"):
        return False
    return (
        name.filled
        or name.edited
        or rule in ("merit", "honoured")
        or p.CEREMONY_NEXT.match(view.text, name.end) is not None
    )


def _place(name: Name) -> bool:
    """Tell whether a meeting is only where a ceremony will be: 시상식은 ‘물길 정비 평가회’에서 열릴 예정이다."""
    text = name.view.text
    left, _ = sentence_bounds(text, name.start, name.end)
    return (
        p.PLACED.match(text, name.end) is not None
        and p.CEREMONY_OF.search(text, left, name.start) is not None
    )


def _ranked(name: Name) -> bool:
    """Tell whether a prize, a ceremony or winners follow the name of what may be a fair."""
    text, end = name.view.text, name.end
    return _had(name) or bool(p.CEREMONY_NEXT.match(text, end) or p.FAIR_PRIZE.match(text, end))


def _had(name: Name) -> bool:
    """Tell whether the words right behind a name say that somebody had it, or its grade."""
    if name.rule in ("award", "named"):
        return p.HAD.match(name.view.text, name.end) is not None
    return name.rule == "evaluation" and p.GRADED_NEXT.match(name.view.text, name.end) is not None


def told(text: str, start: int, end: int) -> bool:
    """Tell whether a result follows a name in its sentence, before any plan.

    Parameters
    ----------
    text
        The text as given.
    start, end
        The name.

    Examples
    --------
    >>> told("일자리대상에서 우수상을 받았다.", 0, 5), told("일자리대상을 열 예정이다.", 0, 5)
    (True, False)
    """
    _, right = sentence_bounds(text, start, end)
    if RESULT.search(text, end, min(right, end + p.FORWARD)) is None:
        return False
    plan = PLANNED.search(text, end, right)
    done = DONE.search(text, end, right) if plan else None
    return plan is None or (done is not None and done.start() < plan.start())


def _vague(name: Name, given: Container[str]) -> bool:
    """Tell whether no more than a description stands before the head noun."""
    text, stems, rule, start, head = name.text, name.stems, name.rule, name.start, name.head
    if text[0] in ")）" or not 3 <= len(text) <= MAX_NAME + 10 or (len(text) == 3 and rule != "named"):
        return True
    if p.COMPANY.search(text) or (stems and (stems[-1] in p.VAGUE or stems[-1] == "및")):
        return True
    if rule == "evaluation" and stems and p.PROCEDURE.search(stems[-1]) and text.endswith("평가"):
        return True
    if rule == "evaluation" and stems and all(stem in given for stem in stems):
        return True  # 전남도 평가: an organiser and no name
    if rule == "contest" and stems and stems[-1].endswith(("부문", "분야")):
        return True
    if rule == "contest" and (
        stems == ["우수사례"] or (len(stems) == 1 and len(stems[0]) == 3 and stems[0].endswith("부"))
    ):
        return stems != ["우수사례"]  # 학생부 경진대회 is a part of one
    if p.OWN_CONTEST.match(text, head - start):
        return False
    whole = rule == "named" or (rule == "rating" and name.filled)
    whole = whole or (rule == "award" and p.PEOPLES.search(text, 0, head - start) is not None)
    # 2019년 제안공모대회: one word with a year is a name
    whole = whole or (rule == "contest" and name.edited and " " not in text and head - start > 1)
    return not whole and all(stem in p.GENERIC for stem in stems)


def _always(name: Name) -> bool:  # noqa: ARG001
    return True


def _ranks(name: Name) -> bool:
    """Tell whether a contest ranks by its nature, in a text that speaks of prizes and does not invite."""
    text = name.view.text
    if not (p.RANKING.fullmatch(text, name.head, name.end) and p.ANY_PRIZE.search(text)):
        return False
    line = text.find("\n")
    return p.INVITED.search(text, 0, line if 0 < line < 120 else 120) is None


def _evaluates(name: Name) -> bool:
    text = name.view.text
    told_as_one = p.EVALUATED.match(text, name.end) is not None or (name.kind_known and name.view.settled)
    return told_as_one and text[name.head - 1 : name.head] not in (
        "·",
        "ㆍ",
    )


def _rates(name: Name) -> bool:
    known = name.filled or name.edited or p.SCORED.match(name.view.text, name.head)
    return bool(known) and not p.EVENT.search(name.text.replace(" ", ""))


def _named(name: Name) -> bool:
    """Tell whether …상 is an award of its own, and not a prize in one."""
    text = name.text
    if p.OWN.search(text):
        if text.startswith("노벨"):
            return p.LIKENED.match(name.view.text, name.end) is None
        return p.OWN.fullmatch(text) is None  # 문학상 alone is a kind
    known = name.edited or name.filled or p.SET_NAME.match(text)
    held = len(text) > 5 and p.HELD_NEXT.match(name.view.text, name.end)
    held = held or (len(text) > 3 and p.WENT.match(name.view.text, name.end))
    return bool(known or held) and not p.NOT_NAMED.search(text)


def _prized(name: Name) -> bool:
    return name.view.text[name.head : name.end] != "대상" or not _target(name)


def _target(name: Name) -> bool:
    """Tell whether 대상 is a target or a grade here."""
    text, start, head, end = name.view.text, name.start, name.head, name.end
    if text.startswith(("으로", "자", "지"), end):
        return True
    if text.startswith(("(大賞", "（大賞"), end):
        return False
    if p.PEOPLES.search(text, max(0, head - 6), head) and p.PEOPLES_AFTER.match(text, end):
        return False  # 제32회 시민대상 수상자
    closed = name.filled
    stem = text[start:head]
    if stem[-1:].isspace():
        # A grade (종합평가 대상), unless the name is a set one (대한민국 … 대상) or fills its quotes
        if p.GRADED.search(stem):
            return True
        set_name = p.SET_NAME.match(stem) or (closed and p.AFTER_QUOTE.match(text, end + 1))
        # ‘2016 유권자 대상’을 받았다, but not ‘제3회 물길영상제 대상’을
        dated = closed and name.edited and p.HAD.match(text, end) and not p.CONTEST_BEFORE.search(stem)
        return not (set_name or dated or p.GRADE_NEXT.match(text, end))
    target = p.TARGET.search(stem[-8:]) and not closed and not p.AWARDLIKE.match(text, end)
    return bool(target or p.PART.search(stem))


_FITS = {"evaluation": _evaluates, "rating": _rates, "named": _named, "award": _prized}
