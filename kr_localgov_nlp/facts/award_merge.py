"""One record for each honour: what title, body, captions and quotations tell of it is put together."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts import award_parts as parts
from kr_localgov_nlp.facts.award_alike import bare, short_of
from kr_localgov_nlp.facts.award_home import OWN_OFFICE, Home, host_of
from kr_localgov_nlp.facts.award_same import (
    BEST,
    FIRST,
    OFFICE,
    ORDERS,
    RANK,
    RATED,
    Honour,
    level,
    same_honour,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_scene import Scene
    from kr_localgov_nlp.records import AwardRecord

_STATE = re.compile(r"대통령|총리")
# A prize that a government has, though its head is told to have received it
_OF_BODY = re.compile(r"기관|지자체|자치단체|지방정부|단체|등급|\d위|[시군구도]$|^(?:최우수|우수|장려)$")
_RATING = re.compile(r"(?:평가|지수|청렴도)$")
_TOWN = re.compile(r"[가-힣]{1,4}\d?[읍면동](?:사무소|행정복지센터|주민센터)?")
# How many records before it a mention is compared with: more than any release has.
MANY = 200


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
    known: list[set[str]] = []  # the levels of the prizes told of each
    this_year = int(published[:4]) if published and published[5:7] != "01" else None
    home = home or _receiver(scene, honours)
    towns = _towns(scene.text, honours)
    for honour in sorted(
        honours,
        key=lambda h: (h.weak, not h.sure, h.award is None, _bare(scene.text, h), h.spans[0].start),
    ):
        new = _record(scene.text, honour, home, apart=len(towns[honour.award]) > 1)
        loose = _loose(scene.text, honour, home)
        if new["year"] is None and not honour.weak:
            new["year"] = this_year
        levels = {level(scene.text[p.start : p.end]) for p in honour.prizes}
        told = {(m.start, m.end, m.label) for m in honour.spans}
        latest = range(len(records) - 1, max(-1, len(records) - 1 - MANY), -1)
        same = [
            i
            for i in latest
            if same_honour(records[i], new, honour, loose=loose, also=levels, known=known[i])
        ]
        at = next((i for i in same if levels & known[i]), same[0] if same else None)
        if at is not None:
            _fold(records[at], new)
            spans[at] |= told
            known[at] |= levels
        elif (not honour.weak or honour.title or _tells_anew(honour, new, records)) and not loose:
            # A caption or a quotation tells nothing new without a year.
            records.append(new)
            spans.append(told)
            known.append(levels)
    host = host_of(scene)
    for record, told in zip(records, spans, strict=True):
        record["spans"] = [list(span) for span in sorted(told)]
        if record["year"] is None:
            record["year"] = this_year
        if record["giver"] is None and not _STATE.search(record["prize"] or ""):
            record["giver"] = _teller(scene, record, home, host)
    return sorted(records, key=lambda r: (r["spans"][0][0], r["spans"][-1][0]))


def _tells_anew(honour: Honour, new: AwardRecord, records: Sequence[AwardRecord]) -> bool:
    """Tell whether a caption or a quotation names an award and a person whom nothing else honours."""
    who = honour.recipient
    known = bare(new["recipient"])
    new_person = (
        who is not None and who.label == "PERSON" and all(bare(r["recipient"]) != known for r in records)
    )
    return new_person and honour.sure and honour.received and honour.award is not None


def _teller(scene: Scene, record: AwardRecord, home: Home | None, host: str | None) -> str | None:
    """Give who tells what somebody else received, and so gives it: the release's ministry, else its government."""
    about = record["award"] is None or (scene.lead is not None and record["award"] == scene.lead.name)
    if host and about and record["recipient"] and bare(record["recipient"]) != bare(host):
        return host
    return (home.name or None) if home and not home.takes else None


def _bare(text: str, honour: Honour) -> bool:
    """Tell whether an honour is told by a bare 장관상, which may repeat one told with its grade."""
    return bool(honour.prizes) and all(OFFICE.fullmatch(text, p.start, p.end) for p in honour.prizes)


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
        return own or (not (home.takes or _rated(honour, home)) if home else not honour.received)
    if own and home is not None and (m.label == "HEAD" or home.is_(m, text)):
        return True  # the mayor who hands out the mayor's prize, the agency that gives its own
    given = not honour.sure or m.label == "MINISTRY"
    return home is not None and given and home.is_(m, text) and (own or not home.takes)


def _rated(honour: Honour, home: Home) -> bool:
    """Tell whether a rating's result is told in passing, in a release about something else that is held."""
    return home.mild and honour.received and _RATING.search(honour.award or "") is not None


def _towns(text: str, honours: Sequence[Honour]) -> defaultdict[str | None, set[str]]:
    """Give the towns honoured in each award: several compete with each other, and none stands for its government."""
    out: defaultdict[str | None, set[str]] = defaultdict(set)
    for h in honours:
        if h.recipient and _TOWN.fullmatch(text, h.recipient.start, h.recipient.end):
            out[h.award].add(text[h.recipient.start : h.recipient.end])
    return out


def _record(text: str, honour: Honour, home: Home | None, *, apart: bool) -> AwardRecord:
    grades = [p for p in honour.prizes if not parts.GIVER_PRIZE.search(text[p.start : p.end])]
    grades = [p for p in grades if not BEST.fullmatch(text, p.start, p.end)] or grades
    rated = [p for p in grades if RATED.fullmatch(text, p.start, p.end)]
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
        if honour.recipient.label == "HEAD" and not (prize and _OF_BODY.search(text, prize.start, prize.end)):
            code, home = None, None  # a head who is honoured in person
    if home and (
        (honour.recipient is None and (home.takes or _rated(honour, home)))
        or (honour.recipient is not None and not honour.sure and parts.is_province_of(code, home.code))
        or (honour.recipient is not None and home.is_(honour.recipient, text))
        or (_is_own_office(name or "", home.name) and not (apart and _TOWN.fullmatch(name or "")))
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
        and RANK.fullmatch(bare(old["prize"]))
        and RATED.fullmatch(bare(new["prize"]))
    ):
        old["prize"] = new["prize"]
    if (
        old["prize"]
        and new["prize"]
        and FIRST.fullmatch(bare(old["prize"]))
        and not RANK.fullmatch(bare(new["prize"]))
    ):
        old["prize"] = new["prize"]  # 1위, 최우수상: the grade
    if old["prize"] in ORDERS and old["prize"] in (new["prize"] or ""):
        old["prize"] = new["prize"]
    if old["award"] is None or (new["award"] and short_of(old["award"], new["award"])):
        old["award"] = max(old["award"] or "", new["award"] or "", key=len) or None
