"""Scores of award and quote records: whole records by what makes them the same, then field by field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.evaluation.spans import Score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Record = Mapping[str, Any]
    Pairs = list[tuple[int, int]]

AWARD_FIELDS = ("recipient", "award", "year", "category", "prize", "giver")
#: Share of its characters that a quotation must have in common with the gold one.
OVERLAP = 0.8
_NOT_WORD = re.compile(r"[\W_]+")
# The words that carry the level of a prize, the longer ones first: 최우수상 is no 우수상, 부총리 no 총리.
_LEVEL = re.compile(
    r"(?P<grade>\d+|[SABCDEF]{1,2}\+?)등급|(?P<rank>\d+)위|최우수|최고|우수|장려|특별|입선|금상|은상|동상|훈장|포장|대통령|"
    r"부총리|총리|장관|차관|처장|청장|위원장|지사|시장|군수|교육감|의장|대상"
)
_GROUP = re.compile(r"(?<=[가-힣]{3})(?:학생팀|팀|가문|가족|부부|일가)$")
_FIELD = re.compile(r"(?:부문|분야)$")
# Words for the occasion that a long form of an award's name ends with: 복지대상 시상식, 청렴도 평가 결과.
_OCCASION = re.compile(r"(?<=[가-힣]{4})(?:시상식|결과|유공자|선발대회|선정)$")


def squeeze(text: object) -> str:
    """Leave out spaces and marks; "" for None.

    Examples
    --------
    >>> squeeze("읍·면·동 복지 허브화"), squeeze(None)
    ('읍면동복지허브화', '')
    """
    return "" if text is None else _NOT_WORD.sub("", str(text))


def level(prize: object) -> str:
    """Give what a prize amounts to, so that 우수기관 and 우수상 are one and 최우수상 is another.

    Parameters
    ----------
    prize
        The prize as written; None for none.

    Examples
    --------
    >>> level("우수기관"), level("최우수상"), level("보건복지부 장관 표창"), level("2등급"), level("혁신인상")
    ('우수', '최우수', '장관', '2등급', '혁신인상')
    """
    flat = squeeze(prize)
    if "최우수" in flat:
        return "최우수"
    found = _LEVEL.search(flat.replace("＋", "+"))
    return found[0] if found else flat


def same_name(one: object, other: object) -> bool:
    """Tell whether two names are one, short forms allowed.

    Parameters
    ----------
    one, other
        Names of an award or a body. A short form is part of the long one (종합청렴도 평가) or leaves out some of its
        syllables but not its first and last (행안부, 지자체 일자리 대상).

    Examples
    --------
    >>> same_name("지자체 일자리대상", "전국 지방자치단체 일자리 대상"), same_name("행안부", "행정안전부")
    (True, True)
    >>> same_name("교육부", "고용노동부"), same_name(None, "복지행정상")
    (False, False)
    """
    short, long = sorted((squeeze(one), squeeze(other)), key=len)
    if short == long:
        return True
    if len(short) < 3:
        return False
    if short in long:
        return True
    start = long.find(short[0])
    if start < 0 or short[-1] != long[-1]:
        return False
    rest = iter(long[start:])
    return all(syllable in rest for syllable in short)


def same_title(gold: object, found: object) -> bool:
    """Tell whether the name found for an award is the one of the gold record, short forms allowed.

    Parameters
    ----------
    gold
        The gold name, often the full one where the text has a short form; None where the text has none. A name
        that the gold record lacks is not held against the one found.
    found
        The name found.

    Examples
    --------
    >>> same_title("전국 지방자치단체 일자리 대상", "일자리 대상 시상식"), same_title(None, "복지행정상")
    (True, True)
    >>> same_title("복지행정상", None), same_title("지역복지사업 평가", "일자리 대상")
    (False, False)
    """
    if not squeeze(gold):
        return True
    one, other = (_OCCASION.sub("", squeeze(name)) for name in (gold, found))
    return same_name(one, other)


def same_recipient(gold: Record, found: Record) -> bool:
    """Tell whether two award records honour the same one: by code where both have it, else by name.

    A government's name as written in a text (구로구) is the last part of its full name (서울특별시 구로구), as is a
    body's short one (치매안심센터 for 구로구 치매안심센터); the word for a group (김하나 가문, 가람대학교팀) may be left out.
    """
    codes = gold.get("recipient_code"), found.get("recipient_code")
    if all(codes):
        return bool(codes[0] == codes[1])
    names = tuple(_GROUP.sub("", squeeze(r.get("recipient"))) for r in (gold, found))
    if names[0] == names[1]:
        return True
    if codes[0]:
        return len(names[1]) > 1 and names[0].endswith(names[1].removesuffix("청"))
    # No shorter than four syllables, so that a surname's bearer is not a namesake (김보라, 보라).
    short, long = sorted(names, key=len)
    return not codes[1] and len(short) > 3 and long.endswith(short)


def same_award(gold: Record, found: Record) -> bool:
    """Tell whether two award records tell the same honour: recipient, level of the prize, award and year."""
    return same_honour(gold, found) and same_title(gold.get("award"), found.get("award"))


def same_honour(gold: Record, found: Record) -> bool:
    """Tell whether two award records give one recipient the same in the same year, whatever the award is called.

    A prize that the gold record lacks (an award that is itself the prize) is not held against the one found.
    """
    years = gold.get("year"), found.get("year")
    return (
        same_recipient(gold, found)
        and (not gold.get("prize") or level(gold["prize"]) == level(found.get("prize")))
        and (None in years or years[0] == years[1])
    )


def _same_field(name: str, gold: Record, found: Record) -> bool:
    one, other = gold.get(name), found.get(name)
    if name == "recipient":
        return gold.get("recipient_code") == found.get("recipient_code") and same_recipient(gold, found)
    if name == "year":
        return bool(one == other)
    if name == "giver":
        return same_name(one, other)
    if name == "category":
        return _FIELD.sub("", squeeze(one)) == _FIELD.sub("", squeeze(other))
    return squeeze(one) == squeeze(other)


def characters(record: Record) -> set[int]:
    """Give the offsets of a quotation's words."""
    return {at for start, end in record["spans"] for at in range(int(start), int(end))}


def same_words(gold: Record, found: Record) -> bool:
    """Tell whether two quotations share `OVERLAP` of the characters of the longer one."""
    one, other = characters(gold), characters(found)
    return bool(one) and len(one & other) >= OVERLAP * max(len(one), len(other))


def same_quote(gold: Record, found: Record) -> bool:
    """Tell whether two quote records have the same words and the same speaker (None is one, too)."""
    return same_words(gold, found) and squeeze(gold.get("speaker")) == squeeze(found.get("speaker"))


def pair(
    gold: Sequence[Record],
    found: Sequence[Record],
    same: Callable[[Record, Record], bool],
    likeness: Callable[[Record, Record], float] = lambda _gold, _found: 0.0,
) -> Pairs:
    """Pair records, each at most once.

    Parameters
    ----------
    gold, found
        The records of one text.
    same
        Which ones may be paired.
    likeness
        The likest are paired first; among equals, the first in the text.

    Returns
    -------
    list of (int, int)
        Indexes into ``gold`` and ``found``.
    """
    options = [(-likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if same(g, f)]
    pairs: Pairs = []
    for _, i, j in sorted(options):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def pair_awards(gold: Sequence[Record], found: Sequence[Record]) -> Pairs:
    """Pair award records that tell the same honour, those with most equal fields first."""

    def likeness(one: Record, other: Record) -> float:
        return sum(_same_field(name, one, other) for name in AWARD_FIELDS)

    return pair(gold, found, same_award, likeness)


def pair_quotes(gold: Sequence[Record], found: Sequence[Record]) -> Pairs:
    """Pair quote records of the same words and speaker."""
    return pair(gold, found, same_quote)


def award_scores(gold: Sequence[Record], found: Sequence[Record]) -> dict[str, Score]:
    """Score the award records of one text.

    Parameters
    ----------
    gold, found
        Records with the keys of ``doc._.awards``; gold ones may lack ``recipient_code``.

    Returns
    -------
    dict of Score
        ``records.awards``; ``awards.honour``, whatever the award is called; ``awards.FIELD`` over the matched
        records whose gold one has the field.

    Examples
    --------
    >>> gold = [{"recipient": "서울특별시 구로구", "recipient_code": "1153000000", "award": "일자리대상",
    ...          "year": 2024, "prize": "우수상", "giver": "고용노동부"}]
    >>> found = [{"recipient": "구로구", "recipient_code": None, "award": "전국 일자리 대상", "year": None,
    ...           "prize": "우수기관", "giver": "고용부"}]
    >>> scores = award_scores(gold, found)
    >>> scores["records.awards"].f1, scores["awards.giver"].f1, scores["awards.year"].f1
    (1.0, 1.0, 0.0)
    """
    pairs = pair_awards(gold, found)
    honours = pair(gold, found, same_honour)
    out = {
        "records.awards": Score(len(pairs), len(found), len(gold)),
        "awards.honour": Score(len(honours), len(found), len(gold)),
    }
    for name in AWARD_FIELDS:
        told = [(i, j) for i, j in pairs if gold[i].get(name) is not None]
        right = sum(_same_field(name, gold[i], found[j]) for i, j in told)
        out[f"awards.{name}"] = Score(right, len(told), len(told))
    return out


def quote_scores(gold: Sequence[Record], found: Sequence[Record]) -> dict[str, Score]:
    """Score the quote records of one text.

    Parameters
    ----------
    gold, found
        Records with the keys of ``doc._.quotes``.

    Returns
    -------
    dict of Score
        ``records.quotes``; ``records.named_quotes`` where the text names the speaker; ``quotes.words`` whoever
        speaks; ``quotes.speaker`` over quotations of the same words; ``quotes.role`` over the matched records.

    Examples
    --------
    >>> gold = [{"speaker": "문헌일", "role": "구로구청장", "spans": [[10, 30]]}]
    >>> found = [{"speaker": None, "role": "구로구청장", "spans": [[10, 29]]}]
    >>> scores = quote_scores(gold, found)
    >>> scores["records.quotes"].f1, scores["quotes.words"].f1, scores["quotes.speaker"].f1
    (0.0, 1.0, 0.0)
    """
    pairs = pair_quotes(gold, found)
    words = pair(gold, found, same_words)
    named = pair_quotes(_named(gold), _named(found))
    roles = sum(squeeze(gold[i].get("role")) == squeeze(found[j].get("role")) for i, j in pairs)
    speakers = sum(squeeze(gold[i].get("speaker")) == squeeze(found[j].get("speaker")) for i, j in words)
    return {
        "records.quotes": Score(len(pairs), len(found), len(gold)),
        "records.named_quotes": Score(len(named), len(_named(found)), len(_named(gold))),
        "quotes.words": Score(len(words), len(found), len(gold)),
        "quotes.speaker": Score(speakers, len(words), len(words)),
        "quotes.role": Score(roles, len(pairs), len(pairs)),
    }


def _named(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.get("speaker")]
