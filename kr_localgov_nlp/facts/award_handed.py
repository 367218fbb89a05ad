"""To whom a sentence says that a prize was handed: 김하나 씨에게 장관 표창을 수여했다, 장관 표창이 이두리 씨에게 돌아갔다."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_slots import MADE
from kr_localgov_nlp.facts.award_subjects import Recipients
from kr_localgov_nlp.facts.award_tail import PERSONAL, tail
from kr_localgov_nlp.facts.award_winners import chains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_parts import Mention

_HANDED = re.compile(
    r"[을를이가]?\s?(?:[가-힣]{1,8}\s){0,2}?(?:수여|전달|전했|전해|건넸|줬|주어졌|돌아갔|안겼)"
)
# The subject of these gives: 우수기관으로 선정했다, 최우수상을 시상했다.
_GIVES = re.compile(
    r"[’”'\"]?(?:을|를|으로|로|에)?\s?(?:각각\s|최종\s|평가\s|함께\s|최종적으로\s|직접\s){0,2}(?:선정|시상|수여|전수|표창|선발|선출|지급|전달|발표|서훈|추서|뽑)"
    r"(?:했|하였|하고|하며|한다|해(?!\s?주)|하여|함|하는|할|합|한\s|았)"
)
# 장관 표창|이 물길동 김하나 회장에게| 주어졌고
_IS_SUBJECT = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?[이가]\s")
_ARRIVED = re.compile(r"\s?(?:각각\s)?(?:주어|돌아|건네|수여|전달|갔|안겼)|,\s")
# 물길상은 김하나 씨와 이두리 씨에게 주어져 |군수 표창을 받았다
_GIVEN_TOO = re.compile(
    r"\s(?:주어져|주어지며|주어졌고|돌아가|돌아가며|돌아갔고|수여돼|수여되며|수여됐고),?\s"
)
_RIGHT_BEHIND = re.compile(r"\s?(?:(?:19|20)\d\d년(?:에는?)?\s|영예의\s)?[‘“'\"]?")
# 김하나 간사는 장관 표창|을 비롯해 7명이 상을 받았다
_AND_MORE = re.compile(r"[’”'\"]?[을를]\s비롯(?:해|하여),?\s")
# 나주시와 강진군이| 선정돼 장관 표창이 수여된다
_CHOSEN = re.compile(r"\s(?:각각\s|최종\s)?(?:선정|선발)(?:되어|돼|됐으며|되었으며),?\s")


def chosen(text: str, groups: Sequence[tuple[Mention, ...]], prize: Mention) -> tuple[Mention, ...]:
    """Give those of whom the sentence says that they are chosen before it tells a prize.

    Parameters
    ----------
    text
        The text.
    groups
        The names before the prize, those of one list of winners in one.
    prize
        The prize.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> one = Mention(0, 3, "DISTRICT")
    >>> chosen("나주시가 선정돼 장관 표창이 수여된다.", [(one,)], Mention(9, 14, "PRIZE")) == (one,)
    True
    """
    for chain in reversed(groups):
        end = tail(text, chain[-1], prize.start)
        if end.kind == "sub" and _CHOSEN.match(text, end.end):
            return chain
    return ()


def went(text: str, names: Sequence[Mention], prize: Mention, stop: int) -> tuple[Mention, ...]:
    """Give those to whom a prize went that is the sentence's subject.

    Parameters
    ----------
    text
        The text.
    names
        Names of the sentence.
    prize
        The prize.
    stop
        Where the sentence ends.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> one = Mention(7, 10, "PERSON")
    >>> went("장관 표창이 김하나 회장에게 주어졌고,", [one], Mention(0, 5, "PRIZE"), 22) == (one,)
    True
    """
    following = [m for m in names if m.start >= prize.end and m.end <= stop]
    if not following or not _IS_SUBJECT.match(text, prize.end):
        return ()
    chain = chains(text, following)[0]
    end = tail(text, chain[-1], stop)
    return chain if end.kind == "dat" and _ARRIVED.match(text, end.end) else ()


def _leads(text: str, one: Mention, first: Mention, last: Mention) -> bool:
    """Tell whether a person has the first of several prizes that are only counted: 김하나 간사는 장관 표창을 비롯해 …."""
    if one.label not in PERSONAL or not _AND_MORE.match(text, last.end):
        return False
    end = tail(text, one, first.start)
    return end.kind in ("top", "sub") and not text[end.end : first.start].strip(" ‘“'\"")


def handed_to(
    text: str,
    groups: Sequence[tuple[Mention, ...]],
    prizes: tuple[Mention, Mention],
    end: int,
    *,
    title: bool,
) -> Recipients | None:
    """Give those to whom the sentence's subject gives the prize; None where it gives none.

    Parameters
    ----------
    text
        The text.
    groups
        The names before the prize, those of one list of winners in one.
    prizes
        The prize, and the last of those that are the same honour.
    end
        Where the list of prizes ends.
    title
        Whether it stands above the body.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text, one, prize = "구는 김하나 씨에게 구청장 표창을 수여했다.", Mention(3, 6, "PERSON"), Mention(11, 17, "PRIZE")
    >>> handed_to(text, [(one,)], (prize, prize), 17, title=False).named == (one,)
    True
    """
    prize, last = prizes
    near = tail(text, groups[-1][-1], prize.start + 1) if groups and not title else None
    to = near is not None and near.kind == "loc" and not near.owner and text[near.end - 1] == "에"
    if near and to and not text[near.end : prize.start].replace(" 대한", "").strip(" ‘“'\""):
        return Recipients(groups[-1], sure=True)  # 나주시에 대통령 표창이, 강진군에 …
    if (
        near
        and near.kind == "dat"
        and (
            _RIGHT_BEHIND.fullmatch(text, near.end, prize.start)
            or _GIVEN_TOO.match(text, near.end, prize.start)
        )
    ):
        return Recipients(groups[-1], sure=True)  # 김하나 선생에게는 2010년 애족장을, 이두리 선생에게는 …
    gives = _GIVES.match(text, end) is not None
    for chain in reversed(groups if gives and not title else ()):
        end_of = tail(text, chain[-1], prize.start)
        if end_of.kind == "loc" and MADE.match(text, end_of.end):
            return Recipients(chain, sure=True)  # 가람원에서 출품한 ‘물길’을 대상으로 선정했다
    kinds = ("dat", "obj") if gives else ("dat",) if _HANDED.match(text, end) else ()
    for kind in (*kinds, "top") if gives else kinds:
        for chain in reversed(groups):
            of = tail(text, chain[-1], prize.start)
            also = text[of.end - 1] == "도"  # 가람부, 나루처도 우수기관으로 선정했다
            told = kind != "top" or (len(chain) > 1 and (also or chain[0].label != "MINISTRY"))
            if told and of.kind == kind:
                return Recipients(chain, sure=True)
    if gives and not title:
        return Recipients((), sure=True, nobody=True)
    first_of_many = groups and _leads(text, groups[-1][-1], prize, last)
    return Recipients((groups[-1][-1],), sure=True) if first_of_many else None
