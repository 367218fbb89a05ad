"""One record for each honour: what title, body, captions and quotations tell of it is put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts import award_parts as parts
from kr_localgov_nlp.facts.award_alike import bare, short_of
from kr_localgov_nlp.facts.award_home import OWN_OFFICE, Home

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kr_localgov_nlp.facts.award_names import Scene
    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.records import AwardRecord

_WHOSE = re.compile(
    r"(?<=우수)(?:상|기관상?|자치단체|지자체|기초자치단체|지방자치단체|지방정부|시·?군구?|도시|단체|부서|"
    r"센터|보건소|교육청|등급)$"
)
_NUMBERED = re.compile(r"\d+\s?[위등]|[A-S]{1,2}등급")
_RATED = re.compile(r"([1-5](?=\s?등급)|[SABCD]{1,2}\+?|[가나다라마])\s?(?:등급)?")
_TOP = ("1", "S", "SA", "A", "가")
_RANK = re.compile(r"(?:종합\s?|전국\s?)?\d위")
_BEST = re.compile(r"(?:최고|최상위|최우수)\s?등급|최고")
_TOWN = re.compile(r"[가-힣]{1,4}\d?[읍면동](?:사무소|행정복지센터|주민센터)?")
_OFFICE = re.compile(r"(?:장관|청장|처장)(?:상|표창)")
# How many records before it a mention is compared with: more than any release has.
MANY = 200


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


def merge(
    scene: Scene, honours: Sequence[Honour], home: Home | None, published: str | None
) -> list[AwardRecord]:
    """Put the mentions of one honour together.

    Parameters
    ----------
    scene
        The text with its mentions.
    honours
        What it tells.
    home
        Who receives what is given to nobody by name.
    published
        ISO date of the text; an honour whose year nothing tells is one of its year.

    Returns
    -------
    list of AwardRecord
        In the order of first mention.
    """
    records: list[AwardRecord] = []
    spans: list[set[tuple[int, int, str]]] = []
    this_year = int(published[:4]) if published and published[5:7] != "01" else None
    home = home or _receiver(scene, honours)
    for honour in sorted(
        honours, key=lambda h: (h.weak, h.award is None, _bare(scene.text, h), h.spans[0].start)
    ):
        new = _record(scene.text, honour, home)
        loose = _loose(scene.text, honour, home)
        if new["year"] is None and not honour.weak:
            new["year"] = this_year
        levels = {level(scene.text[p.start : p.end]) for p in honour.prizes}
        told = {(m.start, m.end, m.label) for m in honour.spans}
        latest = range(len(records) - 1, max(-1, len(records) - 1 - MANY), -1)
        at = next(
            (i for i in latest if _same_honour(records[i], new, honour, loose=loose, also=levels)),
            None,
        )
        if at is not None:
            _fold(records[at], new)
            spans[at] |= told
        elif (not honour.weak or honour.title) and not loose:
            # A caption or a quotation tells nothing new without a year.
            records.append(new)
            spans.append(told)
    for record, told in zip(records, spans, strict=True):
        record["spans"] = [list(span) for span in sorted(told)]
        if record["year"] is None:
            record["year"] = this_year
    return sorted(records, key=lambda r: (r["spans"][0][0], r["spans"][-1][0]))


def _bare(text: str, honour: Honour) -> bool:
    """Tell whether an honour is told by a bare 장관상, which may repeat one told with its grade."""
    return bool(honour.prizes) and all(_OFFICE.fullmatch(text, p.start, p.end) for p in honour.prizes)


def _receiver(scene: Scene, honours: Sequence[Honour]) -> Home | None:
    """Give the government that the first sentence of the body honours, where no issuer is known."""
    for honour in honours:
        m = honour.recipient
        if m and m.label == "DISTRICT" and m.code and not honour.weak:
            return Home(m.code, scene.text[m.start : m.end])
    return None


def _loose(text: str, honour: Honour, home: Home | None) -> bool:
    """Tell whether an honour has no recipient of its own, so that it adds to a record but makes none."""
    m = honour.recipient
    givers = [parts.giver_of(text[p.start : p.end]) for p in honour.prizes]
    own = home is not None and any(giver and home.name.endswith(giver) for giver in givers)
    if m is None:
        return own or (not home.takes if home else not honour.received)
    if own and home is not None and (m.label == "HEAD" or home.is_(m, text)):
        return True  # the mayor who hands out the mayor's prize, the agency that gives its own
    return home is not None and not honour.sure and home.is_(m, text) and (own or not home.takes)


def _record(text: str, honour: Honour, home: Home | None) -> AwardRecord:
    grades = [p for p in honour.prizes if not parts.GIVER_PRIZE.search(text[p.start : p.end])]
    grades = [p for p in grades if not _BEST.fullmatch(text, p.start, p.end)] or grades
    rated = [p for p in grades if _RATED.fullmatch(text, p.start, p.end)]
    prize = (rated or grades or honour.prizes)[0] if honour.prizes else None
    code: str | None = None
    name: str | None = None
    if honour.recipient is None and home and home.actor and home.takes:
        honour = replace(honour, recipient=home.actor)
    if honour.recipient:
        name = text[honour.recipient.start : honour.recipient.end]
        code = honour.recipient.code or None
        if honour.recipient.label == "MINISTRY":
            name, code = code or name, None
    if home and (
        (honour.recipient is None and home.takes)
        or (honour.recipient is not None and not honour.sure and _is_parent(code, home.code))
        or (honour.recipient is not None and home.is_(honour.recipient, text))
        or _is_own_office(name or "", home.name)
    ):
        name, code = home.name or name, home.code or None
    return {
        "recipient": name,
        "recipient_code": code,
        "award": honour.award,
        "year": honour.year,
        "category": honour.category,
        "prize": text[prize.start : prize.end] if prize else None,
        "giver": honour.giver,
        "spans": [],
    }


def _is_parent(code: str | None, home: str) -> bool:
    """Tell whether a government is the province of the issuing one, as in a headline's 전남 최초 우수상."""
    return bool(code) and code != home and str(code).endswith("0" * 8) and home.startswith(str(code)[:2])


def _is_own_office(name: str, home: str) -> bool:
    """Tell whether a body is an office of the issuing government: 나주시 보건소 of 전라남도 나주시."""
    town = home.rsplit(maxsplit=1)[-1] if home else ""
    if home and (OWN_OFFICE.fullmatch(name) or _TOWN.fullmatch(name)):
        return town.endswith(("시", "군", "구"))
    return len(town) > 1 and name.startswith(town) and OWN_OFFICE.search(name) is not None


def _fold(old: AwardRecord, new: AwardRecord) -> None:
    if old["recipient"] is None:
        old["recipient"], old["recipient_code"] = new["recipient"], new["recipient_code"]
    for key in ("year", "category", "prize", "giver"):
        if old[key] is None:
            old[key] = new[key]
    if old["prize"] and new["prize"] and parts.GIVER_PRIZE.search(old["prize"]):
        old["prize"] = old["prize"] if parts.GIVER_PRIZE.search(new["prize"]) else new["prize"]
    if (
        old["prize"]
        and new["prize"]
        and _RANK.fullmatch(bare(old["prize"]))
        and _RATED.fullmatch(bare(new["prize"]))
    ):
        old["prize"] = new["prize"]
    if old["award"] is None or (new["award"] and short_of(old["award"], new["award"])):
        old["award"] = max(old["award"] or "", new["award"] or "", key=len) or None


def _same_honour(
    old: AwardRecord, new: AwardRecord, honour: Honour, *, loose: bool, also: Collection[str] = ()
) -> bool:
    weak, again = honour.weak, honour.again
    if new["year"] and old["year"] and old["year"] != new["year"]:
        return False
    if not _same_category(old["category"], new["category"]):
        return False
    told = not loose and not (weak and not honour.sure)
    if told and old["recipient"] and new["recipient"] and not _same_recipient(old, new, weak=weak):
        return False
    if old["prize"] is None or new["prize"] is None:
        return bool(old["award"] and new["award"]) and short_of(old["award"] or "", new["award"] or "")
    if _one_rating(bare(old["prize"]), bare(new["prize"])) and not (old["category"] or new["category"]):
        return not (old["award"] and new["award"]) or short_of(old["award"], new["award"])
    same_award = not (old["award"] and new["award"]) or short_of(old["award"], new["award"])
    # 장관 표창을 받았다. … 우수기관으로 뽑혀 장관 표창을 받았다: the second tells the grade, too
    if level(old["prize"]) in (level(new["prize"]), *also):
        return same_award or weak
    giver = parts.giver_of(new["prize"])
    if parts.GIVER_PRIZE.search(old["prize"]) or not parts.GIVER_PRIZE.search(new["prize"]):
        return False
    if again and same_award and (old["giver"] is None or giver is None or _same_body(giver, old["giver"])):
        return True
    # 장관상, 복지부 장관 표창: told again without the grade it came with
    if giver is None:
        return old["giver"] is not None and (weak or (same_award and bool(_OFFICE.match(bare(new["prize"])))))
    return old["giver"] is not None and _same_body(giver, old["giver"]) and (weak or same_award)


def _one_rating(one: str, other: str) -> bool:
    """Tell whether two words may be the result of one rating: 최고 등급 and 1등급, A and 최우수기관, 2위 and A."""
    rated = [_RATED.fullmatch(p) for p in (one, other)]
    if all(rated):
        return False
    if any(_BEST.fullmatch(p) for p in (one, other)):
        return any(rated) or any(p.startswith("최우수") for p in (one, other))
    top = [p for p, r in zip((one, other), rated, strict=True) if r and r[1] in _TOP]
    ranks = any(_RANK.fullmatch(p) for p in (one, other))
    return any(rated) and (ranks or (bool(top) and any(p.startswith("최우수기관") for p in (one, other))))


def _same_category(one: str | None, other: str | None) -> bool:
    if parts.is_part(one) or parts.is_part(other):
        return one == other
    return not one or not other or short_of(one, other)


def _same_recipient(old: AwardRecord, new: AwardRecord, *, weak: bool) -> bool:
    if old["recipient_code"] and new["recipient_code"]:
        return old["recipient_code"] == new["recipient_code"]
    a, b = sorted((bare(old["recipient"]), bare(new["recipient"])), key=len)
    if b.endswith(a):
        return True
    # 나주시 보건소 in the title for the city that the body tells of
    town = bare(old["recipient"]).rsplit("시", 1)[0] if weak and old["recipient_code"] else ""
    return len(town) > 1 and bare(new["recipient"]).startswith(town)


def _same_body(a: str, b: str) -> bool:
    """Tell whether 복지부 is short for 보건복지부: syllables in order, the last one the same."""
    return a[-1] == b[-1] and short_of(a, b)


def level(prize: str) -> str:
    """Give a prize without the word for who holds it: 최우수 기관, 최우수상 and 최우수 are one level.

    Examples
    --------
    >>> level("최우수 기관"), level("우수상"), level("2등급")
    ('최우수', '우수', '2등급')
    """
    return _WHOSE.sub("", bare(prize)) or bare(prize)
