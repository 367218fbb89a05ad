"""Whether two tellings are one honour: of one recipient, one year, one award, one level of the prize."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts import award_parts as parts
from kr_localgov_nlp.facts.award_alike import bare, short_of
from kr_localgov_nlp.facts.award_categories import is_part

if TYPE_CHECKING:
    from collections.abc import Collection

    from kr_localgov_nlp.facts.award_alike import Award
    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene
    from kr_localgov_nlp.records import AwardRecord

_WHOSE = re.compile(
    r"(?<=우수)(?:상|기관상?|자치단체|지자체|기초자치단체|지방자치단체|지방정부|시·?군구?|도시|단체|부서|"
    r"센터|보건소|교육청|등급)$"
)
# 우수정원, 최우수 사례, 우수 생산자조직: the grade of whatever is honoured; 우수연기상 is a prize of its own.
_GRADED = re.compile(r"(최우수|우수|장려)[가-힣]{2,7}(?<!상)")
_GRADE = re.compile(r"최우수|우수|장려|대상|[금은동]상|특별상")
RATED = re.compile(r"([1-5](?=\s?등급)|[SABCD]{1,2}\+?|[가나다라마])\s?(?:등급)?")
_TOP = ("1", "S", "SA", "A", "가")
RANK = re.compile(r"(?:종합\s?|전국\s?)?\d위")
BEST = re.compile(r"(?:최고|최상위|최우수)\s?등급|최고")
FIRST = re.compile(r"(?:종합\s?|전국\s?)?1위")
# 최우수기관, 최우수 시군, 최우수 청렴 기관: whoever is first
_BEST_BODY = re.compile(
    r"최우수(?:[가-힣]{0,6}(?:기관|지자체|자치단체|시군|시·군|기초단체|지방정부|[시군구])|상?)$"
)
_TO_WHOM = re.compile(r"(?:기관|단체|개인|유공|특별)(?=표창|상)")
OFFICE = re.compile(r"(?:장관|청장|처장)(?:상|표창)")
_TO_BODY = re.compile(r"(?:기관|단체|개인)표창$")
# 국무총리 표창, told again as 국무총리상
_COMMENDED = re.compile(r"(?<=[리령관장사수])(?:표창|상)$")
#: A state's order or medal without its class: 훈장 of 국민훈장 동백장
ORDERS = ("훈장", "포장")


@dataclass(slots=True)
class Honour:
    """One mention of an honour.

    Parameters
    ----------
    award
        The award's name.
    prizes
        A grade and its giver's prize, in the order of the text.
    recipient
        None for the issuing government.
    year, category, giver
        As told at the prize or at the award.
    spans
        The mentions that tell it.
    weak
        Told in the title, a caption or a quotation: it repeats what the body tells.
    title
        Told above the body.
    sure
        The sentence names its recipient or the issuing government.
    again
        The sentence speaks of a prize that came with a grade told before: 이번 수상으로 … 장관상도.
    received
        The sentence goes on to tell that somebody received it.
    """

    award: str | None
    prizes: tuple[Mention, ...]
    recipient: Mention | None
    year: int | None
    category: str | None
    giver: str | None
    spans: list[Mention]
    weak: bool = False
    title: bool = False
    sure: bool = True
    again: bool = False
    received: bool = False


def told_of(
    scene: Scene,
    award: Award | None,
    prizes: tuple[Mention, ...],
    winner: Mention | None,
    at: Mention | None,
    *,
    field: str | None = None,
    sure: bool = True,
) -> Honour:
    """Give the honour of a winner of an award that is told without a prize beside it.

    Parameters
    ----------
    scene
        The text with its mentions.
    award
        The award; None where the text tells no name of it.
    prizes
        Those that come with it wherever it is told.
    winner
        None for the issuing government.
    at
        Where the award is named, if in the same place.
    field
        The 부문 or 분야.
    sure
        As of `Honour`.
    """
    text = scene.text
    title = at is not None and at.end <= scene.body
    given = next((g for p in prizes if (g := parts.giver_of(text[p.start : p.end]))), None)
    return Honour(
        award=award.name if award else None,
        prizes=prizes,
        recipient=winner,
        year=award.year if award else None,
        category=field,
        giver=given or (text[award.giver.start : award.giver.end] if award and award.giver else None),
        spans=sorted({x for x in (winner, at, *prizes) if x}),
        weak=title,
        title=title,
        sure=sure,
        received=True,
    )


def same_honour(
    old: AwardRecord,
    new: AwardRecord,
    honour: Honour,
    *,
    loose: bool,
    also: Collection[str] = (),
    known: Collection[str] = (),
) -> bool:
    """Tell whether a telling is one of an honour that is known already.

    Parameters
    ----------
    old
        The record made of the tellings before.
    new
        The one of this telling.
    honour
        The telling.
    loose
        Whether it has no recipient of its own.
    also
        The levels of its other prizes.
    known
        The levels of all prizes told of the record before.
    """
    weak, again = honour.weak, honour.again
    if new["year"] and old["year"] and old["year"] != new["year"]:
        return False
    if not _same_category(old["category"], new["category"]):
        return False
    # Nobody is named: the home's own honour, unless the text gives the same to somebody of its own.
    others = not (new["category"] or old["category"] or old["recipient_code"])
    told = not loose and not (not honour.sure and (weak or others))
    if told and old["recipient"] and new["recipient"] and not _same_recipient(old, new, weak=weak):
        return False
    givers = old["giver"], new["giver"]
    if new["award"] is None and all(givers) and not _same_body(*map(bare, givers)):
        return False
    if old["prize"] is None or new["prize"] is None:
        return bool(old["award"] and new["award"]) and short_of(old["award"] or "", new["award"] or "")
    if _one_rating(bare(old["prize"]), bare(new["prize"])) and not (old["category"] or new["category"]):
        return not (old["award"] and new["award"]) or short_of(old["award"], new["award"])
    same_award = not (old["award"] and new["award"]) or short_of(old["award"], new["award"])
    # 장관 표창을 받았다. … 우수기관으로 뽑혀 장관 표창을 받았다: the second tells the grade, too
    if level(old["prize"]) in (level(new["prize"]), *also):
        return same_award or weak
    pair = bare(old["prize"]), bare(new["prize"])
    # 최우수기관으로 뽑혀 대통령 표창을 받았다: 대통령 표창 alone, told again, is that honour
    if level(new["prize"]) in known or _one_order(*pair):
        return same_award
    giver = parts.giver_of(new["prize"])
    person = not loose and honour.recipient is not None and honour.recipient.label == "PERSON"
    if (giver and _same_giver_prize(old["prize"], new["prize"])) or (person and _same_office(*pair)):
        return same_award
    if (
        any(map(OFFICE.search, pair))
        and any(map(_GRADE.match, pair))
        and old["award"]
        and bare(old["award"]) == bare(new["award"])
        and not loose
    ):
        return bool(old["recipient"] and new["recipient"])
    if parts.GIVER_PRIZE.search(old["prize"]) or not parts.GIVER_PRIZE.search(new["prize"]):
        return False
    if again and same_award and (old["giver"] is None or giver is None or _same_body(giver, old["giver"])):
        return True
    # 장관상, 복지부 장관 표창: told again without the grade it came with
    if giver is None:
        return old["giver"] is not None and (weak or (same_award and bool(OFFICE.match(bare(new["prize"])))))
    return old["giver"] is not None and _same_body(giver, old["giver"]) and (weak or same_award)


def _same_giver_prize(one: str, other: str) -> bool:
    """Tell whether two prizes are one under a short and a full name of its giver: 행안부 장관상, 행정안전부장관상."""
    givers = [bare(parts.giver_of(p)) for p in (one, other)]
    ends = [_TO_WHOM.sub("", bare(p).removeprefix(g)) for p, g in zip((one, other), givers, strict=True)]
    return all(givers) and ends[0] == ends[1] and _same_body(*sorted(givers, key=len))


def _same_office(one: str, other: str) -> bool:
    """Tell whether two prizes are one office's, called 표창 and 상: 국무총리 표창, 국무총리상."""
    both = _COMMENDED.search(one) and _COMMENDED.search(other)
    return bool(both) and _COMMENDED.sub("", one) == _COMMENDED.sub("", other)


def _one_rating(one: str, other: str) -> bool:
    """Tell whether two words may be the result of one rating: 최고 등급 and 1등급, A and 최우수기관, 2위 and A."""
    rated = [RATED.fullmatch(p) for p in (one, other)]
    if all(rated):
        return False
    if any(BEST.fullmatch(p) for p in (one, other)):
        return any(rated) or any(p.startswith("최우수") for p in (one, other))
    top = [p for p, r in zip((one, other), rated, strict=True) if r and r[1] in _TOP]
    ranks = any(RANK.fullmatch(p) for p in (one, other))
    best = any(_BEST_BODY.match(p) for p in (one, other))
    if best and any(FIRST.fullmatch(p) for p in (one, other)):
        return True
    return any(rated) and (ranks or (bool(top) and best))


def _one_order(one: str, other: str) -> bool:
    """Tell whether one of two prizes is the other without its class or giver: 훈장 and 국민훈장 동백장, 기관 표창 and 대통령 표창."""
    one, other = (_TO_BODY.sub("표창", prize) for prize in (one, other))
    if "표창" in (one, other) or one == other:
        return one.endswith("표창") and other.endswith("표창")
    return any(order in (one, other) and order in one and order in other for order in ORDERS)


def _same_category(one: str | None, other: str | None) -> bool:
    if is_part(one) or is_part(other):
        return one == other
    if not one or not other or short_of(one, other):
        return True
    a, b = sorted((bare(one), bare(other)), key=len)
    return len(a) > 1 and b.endswith(a)


def _same_recipient(old: AwardRecord, new: AwardRecord, *, weak: bool) -> bool:
    if old["recipient_code"] and new["recipient_code"]:
        return old["recipient_code"] == new["recipient_code"]
    a, b = sorted((bare(old["recipient"]), bare(new["recipient"])), key=len)
    if b.endswith(a):
        return True
    # 나주시 보건소 in the title for the city that the body tells of, 나주 배산업특구 for its city and the reverse
    for one, other in ((old, new), (new, old)):
        name = (one["recipient"] or "").rsplit(maxsplit=1)[-1] if one["recipient_code"] else ""
        town = name[:-1] if len(name) > 2 and name[-1] in "시군구도" else name
        if len(town) > 1 and not other["recipient_code"] and bare(other["recipient"]).startswith(town):
            return weak or bool(one["award"] and bare(one["award"]) == bare(other["award"]))
    return False


def _same_body(a: str, b: str) -> bool:
    """Tell whether 복지부 is short for 보건복지부: syllables in order, the last one the same."""
    return a[-1] == b[-1] and short_of(a, b)


def level(prize: str) -> str:
    """Give a prize without the word for who holds it: 최우수 기관, 최우수상 and 최우수 are one level.

    Examples
    --------
    >>> level("최우수 기관"), level("우수상"), level("2등급"), level("나 등급")
    ('최우수', '우수', '2등급', '나')
    """
    flat = bare(prize).removeprefix("종합")
    flat = flat.removeprefix("국무") if flat.startswith("국무총리") else flat
    if (rated := RATED.fullmatch(flat)) is not None:
        return flat if rated[1].isdigit() else rated[1]
    graded = _GRADED.fullmatch(flat)
    return graded[1] if graded else _WHOSE.sub("", flat) or flat
