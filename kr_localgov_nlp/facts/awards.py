"""Award records: who received which honour, in which award, year and category, from whom.

A prize is paired with the award before it in its sentence; a grade and the giver's prize that are one honour
(``최우수상인 행정안전부 장관상``, ``은상(국무총리상)``, ``우수기관으로 선정돼 … 장관 표창``) become one
record, the same
honour told in title and body too. Past years and other recipients are records of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.award_text import DONE, PLANNED, sentence_bounds
from kr_localgov_nlp.entities.candidates import text_of
from kr_localgov_nlp.facts import award_parts as parts
from kr_localgov_nlp.facts.award_parts import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.records import AwardRecord

# Between a grade and the giver's prize that are one honour.
_SAME = re.compile(
    r"[’”'\"]?\s?(?:[(（]\s?|인\s[‘“'\"]?|\s?[‘“'\"]?|(?:으로|로|에|을|를|에도)?\s?(?:선정|수상|받|차지|"
    r"획득|뽑)[가-힣]{1,4}\s(?:[가-힣A-Za-z0-9]{1,8}\s){0,3}?[‘“'\"]?"
    r"|[,·]\s?)$"
)
_TWICE = re.compile(
    r"[’”'\"]?\s(?:[‘“'\"])?|[’”'\"]?[을를] (?:받아|획득해|수상하며|받으며|차지하며) "
    r"(?:[가-힣A-Za-z0-9]{1,8}\s){0,3}"
)
_LISTED = re.compile(r"[,·]\s?$")
_WHOSE = re.compile(
    r"(?<=우수)(?:상|기관상?|자치단체|지자체|기초자치단체|지방자치단체|지방정부|시·?군구?|도시|단체|부서|"
    r"센터|보건소|교육청|등급)$"
)
_RECEIVED = re.compile(r"수상|선정[돼됐되]|받았|받은|안았|영예|뽑혔|획득|지정[돼됐되]")
_OF_WHICH = re.compile(r"[을를]?\s?(?:받은|수상한|차지한)")
# What may stand before a prize in a list under one award.
_COMMON = re.compile(
    r"\d+년도?|[가-힣·]+\s?(?:부문|분야)|[0-9]+\s?(?:년|회)?|연속|각각|그리고|이어|지난해|올해|작년|상반기|"
    r"하반기|에는|에서|[은는이가을를도의과와]\s|[^가-힣]"
)
_ANAPHOR = re.compile(r"이번|해당|동 |같은|올해|지난해|이날|또한|아울러|특히|이어|심사|평가|대회")


@dataclass(slots=True)
class _Honour:
    award: Mention | None
    prizes: list[Mention]
    recipient: Mention | None
    year: int | None
    category: str | None
    giver: str | None
    spans: list[Mention] = field(default_factory=list)
    anaphoric: bool = False


def award_records(
    text: str,
    mentions: Sequence[Mention],
    *,
    issuer: Sequence[Mapping[str, object]] = (),
    published: str | None = None,
) -> list[AwardRecord]:
    """Build the award records of a text.

    Parameters
    ----------
    text
        The text as given.
    mentions
        Its entities, in order, not overlapping.
    issuer
        The issuing governments (``doc._.issuer``); a single one receives what the text gives to nobody else.
    published
        ISO date of the text.

    Returns
    -------
    list of AwardRecord
        In the order of first mention.

    Examples
    --------
    >>> text = "구로구는 고용노동부가 주관한 ‘2024년 일자리대상’에서 우수상을 받았다."
    >>> found = [Mention(0, 3, "DISTRICT", "1153000000"), Mention(5, 10, "MINISTRY"),
    ...          Mention(23, 28, "AWARD"), Mention(32, 35, "PRIZE")]
    >>> record = award_records(text, found)[0]
    >>> [record[k] for k in ("recipient", "award", "year", "prize", "giver")]
    ['구로구', '일자리대상', 2024, '우수상', '고용노동부']
    """
    ordered = sorted(mentions)
    honours = [*_with_prizes(text, ordered, published)]
    told = {text[h.award.start : h.award.end] for h in honours if h.award}
    honours += _without_prizes(text, ordered, told, published)
    home = issuer[0] if len(issuer) == 1 else None
    merged: list[AwardRecord] = []
    # Those with an award first, so that a bare later mention finds its record.
    for honour in sorted(honours, key=lambda h: (h.award is None, h.spans[0].start)):
        _merge(merged, _record(text, honour, home), published, anaphoric=honour.anaphoric)
    return sorted(merged, key=lambda r: (r["spans"][0][0], r["spans"][-1][0]))


def _with_prizes(text: str, mentions: Sequence[Mention], published: str | None) -> Iterator[_Honour]:
    prizes = [m for m in mentions if m.label == "PRIZE"]
    awards = [m for m in mentions if m.label == "AWARD"]
    used = 0
    while used < len(prizes):
        group = [prizes[used]]
        used += 1
        while used < len(prizes) and _one_honour(text, group[-1], prizes[used], awards):
            group.append(prizes[used])
            used += 1
        first = group[0]
        award, anaphoric = _award_of(text, first, mentions)
        left, _ = sentence_bounds(text, first.start, first.end)
        giver = next((g for g in (parts.giver_of(text[p.start : p.end]) for p in group) if g), None)
        if giver is None and award:
            organiser = parts.organiser_of(text, mentions, max(0, award.start - 80), award.start)
            if organiser and "대통령" not in text[first.start : first.end] and organiser.start >= left:
                giver = text[organiser.start : organiser.end]
        recipient = parts.recipient_of(text, mentions, award, first)
        spans = [m for m in (recipient, award, *group) if m]
        yield _Honour(
            award,
            group,
            recipient,
            parts.year_of(text, award, first, published),
            parts.category_of(text, award, first),
            giver,
            sorted(spans),
            anaphoric,
        )


def _without_prizes(
    text: str, mentions: Sequence[Mention], told: set[str], published: str | None
) -> Iterator[_Honour]:
    """Give awards that are a prize themselves: 혁신인상을 받았다, 명인으로 지정됐다."""
    for award in mentions:
        name = text[award.start : award.end]
        if award.label != "AWARD" or name in told:
            continue
        left, right = sentence_bounds(text, award.start, award.end)
        received = _RECEIVED.search(text, award.end, min(right, award.end + 40))
        plan = PLANNED.search(text, award.end, right)
        done = DONE.search(text, award.end, right)
        if received is None or (plan and not (done and done.start() < plan.start())):
            continue
        at = Mention(received.start(), received.end(), "PRIZE")
        recipient = parts.recipient_of(text, mentions, award, at)
        organiser = parts.organiser_of(text, mentions, max(left, award.start - 80), award.start)
        giver = text[organiser.start : organiser.end] if organiser else None
        spans = sorted(m for m in (recipient, award) if m)
        year = parts.year_of(text, award, None, published)
        yield _Honour(award, [], recipient, year, parts.category_of(text, award, at), giver, spans)


def _one_honour(text: str, first: Mention, second: Mention, awards: Sequence[Mention]) -> bool:
    """Tell whether two prizes side by side are a grade and its giver's prize."""
    between = text[first.end : second.start]
    if len(between) > 30 or "\n" in between or any(first.end <= a.start < second.start for a in awards):
        return False
    kinds = [bool(parts.GIVER_PRIZE.search(text[m.start : m.end])) for m in (first, second)]
    if kinds[0] == kinds[1]:
        # A등급을 받아 최우수 지자체로, 1위 대상: two words for one result; but 우수상, 장려상 are two
        return not kinds[0] and _TWICE.fullmatch(between) is not None
    if _LISTED.fullmatch(between):
        return False
    return bool(_SAME.fullmatch(between))


def _award_of(text: str, prize: Mention, mentions: Sequence[Mention]) -> tuple[Mention | None, bool]:
    """Give the award of a prize, and whether only an anaphor (이번 평가) points to it."""
    awards = [m for m in mentions if m.label == "AWARD"]
    left, right = sentence_bounds(text, prize.start, prize.end)
    before = [a for a in awards if left <= a.start and a.end <= prize.start]
    if before:
        return (None if _own_ground(text, before[-1], prize, mentions) else before[-1]), False
    after = [a for a in awards if prize.end <= a.start < min(right, prize.end + 25)]
    if after and _OF_WHICH.match(text, prize.end):
        return after[0], False
    earlier = [a for a in awards if 0 <= left - a.end < 160]
    if not earlier or "\n\n" in text[earlier[-1].end : left].strip():
        return None, False
    return (earlier[-1], True) if _ANAPHOR.search(text, left, prize.start) else (None, False)


def _own_ground(text: str, award: Mention, prize: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether a list's prize names a ground of its own: A평가 우수기관, 화랑훈련 최우수기관."""
    others = [m for m in mentions if m.label == "PRIZE" and award.end <= m.start < prize.start]
    if not others:
        return False
    cut = max(text.rfind(",", others[-1].end, prize.start), text.rfind("·", others[-1].end, prize.start))
    if cut < 0:
        return False
    rest = text[cut + 1 : prize.start]
    for m in reversed([m for m in mentions if cut < m.start and m.end <= prize.start]):
        rest = rest[: m.start - cut - 1] + rest[m.end - cut - 1 :]
    return len(_COMMON.sub("", rest)) > 2


def _record(text: str, honour: _Honour, home: Mapping[str, object] | None) -> AwardRecord:
    grades = [p for p in honour.prizes if not parts.GIVER_PRIZE.search(text[p.start : p.end])]
    prize = (grades or honour.prizes)[0] if honour.prizes else None
    code: str | None = None
    name: str | None = None
    if honour.recipient:
        name = text[honour.recipient.start : honour.recipient.end]
        code = honour.recipient.code or None
    if home and (honour.recipient is None or (code and code == home.get("government"))):
        name, code = str(home.get("name") or "") or name, str(home.get("government") or "") or None
    return {
        "recipient": name,
        "recipient_code": code,
        "award": text[honour.award.start : honour.award.end] if honour.award else None,
        "year": honour.year,
        "category": honour.category,
        "prize": text[prize.start : prize.end] if prize else None,
        "giver": honour.giver,
        "spans": [[m.start, m.end, m.label] for m in honour.spans],
    }


def _merge(records: list[AwardRecord], new: AwardRecord, published: str | None, *, anaphoric: bool) -> None:
    """Add a record, or fold it into the one that tells the same honour."""
    past = new["year"] is not None and not (published or "").startswith(str(new["year"]))
    for old in reversed(records):
        if past and old["year"] is None and new["award"] is None:
            continue  # 2022년 우수상에 이어: an earlier year is another honour
        if not _same_honour(old, new, anaphoric=anaphoric):
            continue
        for key in ("recipient", "recipient_code", "year", "category", "prize", "giver"):
            if old[key] is None:
                old[key] = new[key]
        old["award"] = max(old["award"] or "", new["award"] or "", key=len) or None
        old["giver"] = max(old["giver"] or "", new["giver"] or "", key=len) or None
        old["spans"] = sorted([*old["spans"], *(s for s in new["spans"] if s not in old["spans"])])
        return
    records.append(new)


def _same_honour(old: AwardRecord, new: AwardRecord, *, anaphoric: bool) -> bool:
    if new["year"] and old["year"] and old["year"] != new["year"]:
        return False
    if old["category"] and new["category"] and not _short_of(old["category"], new["category"]):
        return False
    if old["recipient"] and new["recipient"] and not _same_recipient(old, new):
        return False
    if old["award"] and new["award"] and not _short_of(old["award"], new["award"]):
        return False
    if old["prize"] is None or new["prize"] is None:
        return bool(old["award"] and new["award"])
    if _level(old["prize"]) == _level(new["prize"]):
        return True
    giver = parts.giver_of(new["prize"])
    if giver is None or parts.GIVER_PRIZE.search(old["prize"]):
        return False
    # 복지부 장관 표창, told again without the grade it came with; or 이번 수상으로 … 장관상
    return anaphoric or (
        new["award"] is None and old["giver"] is not None and _same_body(giver, old["giver"])
    )


def _same_recipient(old: AwardRecord, new: AwardRecord) -> bool:
    if old["recipient_code"] and new["recipient_code"]:
        return old["recipient_code"] == new["recipient_code"]
    a, b = sorted((_bare(old["recipient"] or ""), _bare(new["recipient"] or "")), key=len)
    return b.endswith(a)


def _same_body(a: str, b: str) -> bool:
    """Tell whether 복지부 is short for 보건복지부: syllables in order, the last one the same."""
    return a[-1] == b[-1] and _short_of(a, b)


def _level(prize: str) -> str:
    """Give a prize without the word for who holds it: 최우수 기관, 최우수상 and 최우수 are one level."""
    return _WHOSE.sub("", _bare(prize)) or _bare(prize)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _short_of(a: str, b: str) -> bool:
    """Tell whether one name is short for the other: its last word, or its syllables in order, half or more."""
    short, long = sorted((_bare(a), _bare(b)), key=len)
    if len(short) > 3 and long.endswith(short):
        return True
    if len(short) * 2 < len(long):
        return False
    rest = iter(long)
    return all(c in rest for c in short)


class AwardRecords:
    """spaCy component: writes ``doc._.awards``."""

    def __call__(self, doc: Doc) -> Doc:
        """Build the records of one Doc."""
        if any(e.label_ in ("AWARD", "PRIZE") for e in doc.ents):
            records = award_records(
                text_of(doc),
                [Mention(e.start_char, e.end_char, e.label_, e._.government) for e in doc.ents],
                issuer=doc._.issuer,
                published=doc.user_data.get("localgov_published"),
            )
            names = {
                e._.government: e._.link["name"]
                for e in doc.ents
                if e.label_ == "DISTRICT" and e._.government
            }
            for record in records:
                # A linked recipient bears its full name, so that 동구 of two cities stay two in a table.
                record["recipient"] = names.get(record["recipient_code"] or "", record["recipient"])
            doc._.awards = records
        return doc


@Language.factory("localgov_award_records", assigns=["doc._.awards"])
def make(nlp: Language, name: str) -> AwardRecords:  # noqa: ARG001
    """Build the component for a pipeline."""
    return AwardRecords()
