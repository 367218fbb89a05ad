"""What follows from the names found: the same name wherever the text has it, its short form, a town and what lies in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.aliases import aliases
from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.merge import settle
from kr_localgov_nlp.entities.naming import quoted_names, repeats
from kr_localgov_nlp.gazetteer.particles import particle_after

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

#: How sure a name must be, by label, before it counts elsewhere. A body or a place is told apart by each sentence.
SURE = {"PROGRAM": 0.6, "EVENT": 0.7}
LEAST = 5
FAR = 16
# What stands between two quoted names of a row.
BESIDE = re.compile(
    r"[’'”\"`」｣』》〉>]\s?(?:[,·과와및]|,?\s?[▲△▴])\s?[‘'“\"`「｢『《〈<](?:(?:19|20)\d\d\s?년도?\s)?"
)
# Sites that have their name from the place they lie in: 가람강 둔치, 해솔호 둘레길.
SITE = re.compile(
    r"[ \xa0](?:[가-힣]{2,4}(?:숲길|체육관|정원|특구|공원|공연장|캠퍼스|전망대|운동장)|둘레길|체육관|연구시설|전망대|전망시설"
    r"|별관|광장|계곡|해변|캠퍼스|공원|부두|둔치|숲길|황톳길|자전거길|강변도로|출렁다리|선착장|테마파크|정원)"
)
# What a body's name stands before, and is then a place: 가람대학교 본관.
HALL = re.compile(
    r"[ \xa0](?:본관|별관|신관|대강당|소강당|강당|축구장|야구장|체육관|운동장|캠퍼스|청사|[가-힣]{1,4}홀|[가-힣]{1,4}회관)"
)
# A law's decree, and the ceremony of a day.
TAIL = {
    "PROGRAM": re.compile(r"(?<=법) (?:시행령|시행규칙)"),
    "EVENT": re.compile(r"(?<=[날일간]) (?:기념식|기념행사|기념대회)"),
}


def again(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Give the other stands of programmes and events, and of the short names behind them.

    Parameters
    ----------
    text
        The text.
    found
        All its candidates, after the recogniser has said how sure they are.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.candidates import Candidate
    >>> text = "가람마루 돌봄(이하 ‘마루돌봄’)을 연다. 가람마루 돌봄은 무료다. 마루돌봄 신청은 동에서 한다."
    >>> [text[c.start : c.end] for c in again(text, [Candidate(0, 7, "PROGRAM", "model:entities", 0.8)])]
    ['가람마루 돌봄', '마루돌봄', '마루돌봄']
    """
    taken = {(one.start, one.end) for one in found}
    out: list[Candidate] = []
    for label, least in SURE.items():
        sure = [one for one in found if one.label == label and one.confidence >= least]
        if not sure:
            continue
        whole = [one for one in sure if _told_again(text, one) and not _within(one, found)]
        source = f"pattern:{label.lower()}.repeat"
        out += repeats(text, whole, LEAST, source, least)
        out += aliases(text, whole, label)
        out += [
            Candidate(one.start, tail.end(), label, one.source, one.confidence)
            for one in (*sure, *out)
            if one.label == label and (tail := TAIL[label].match(text, one.end))
        ]
        out += _beside(text, {(one.start, one.end) for one in sure}, taken, label, least)
    return [one for one in out if (one.start, one.end) not in taken]


def _told_again(text: str, one: Candidate) -> bool:
    return text.count(text[one.start : one.end]) > 1 or "(" in text[one.end : one.end + 3]


def _beside(
    text: str, sure: Container[tuple[int, int]], taken: set[tuple[int, int]], label: str, confidence: float
) -> Iterator[Candidate]:
    """Yield the unknown ones of a row of quoted names, at least half of which are sure to be of one label."""
    row: list[tuple[int, int]] = []
    for span in (*quoted_names(text), (len(text) + FAR, 0)):
        if row and not (span[0] - row[-1][1] < FAR and BESIDE.fullmatch(text, row[-1][1], span[0])):
            known = sum(one in sure for one in row)
            others = [one for one in row if one not in sure]
            if others and known >= len(others) and taken.isdisjoint(others):
                for start, end in others:
                    yield Candidate(start, end, label, f"pattern:{label.lower()}.beside", confidence)
            row = []
        row.append(span)


def joined_places(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a place and what stands in it as one name: a town and its village, a park and its hall, a river's bank.

    A country stays apart from what lies in it.

    Parameters
    ----------
    text, found
        The text and all its candidates, after the recogniser.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.candidates import Candidate
    >>> text = "가람면 해솔마을에서 만났다."
    >>> town, village = Candidate(0, 3, "PLACE", "a", 0.9), Candidate(4, 8, "PLACE", "b", 0.8)
    >>> [text[c.start : c.end] for c in joined_places(text, [town, village])]
    ['가람면 해솔마을']
    """
    starts = {one.start for one in found if one.label == "PLACE"}
    if not any(_goes_on(text, one, starts) for one in found):
        return
    chosen, _ = settle(found)
    taken = {one.start: one for one in chosen}
    done = 0
    for one in chosen:
        if one.start < done or not _goes_on(text, one, starts):
            continue
        end, sure = one.end, one.confidence
        while True:
            other = taken.get(end + 1) if text[end : end + 1] in (" ", "\xa0") else None
            if other is not None and other.label == one.label == "PLACE":
                end, sure = other.end, min(sure, other.confidence)
            elif (
                other is None
                and (site := (HALL if one.label == "ORG" and end == one.end else SITE).match(text, end))
                and particle_after(text, site.end()) >= 0
            ):
                end = site.end()
            else:
                break
        if end > one.end:
            done = end
            yield Candidate(one.start, end, "PLACE", "pattern:place.joined", sure)


def _goes_on(text: str, one: Candidate, starts: Container[int]) -> bool:
    if one.label == "PLACE":
        return one.source != "table:abroad" and (
            one.end + 1 in starts or SITE.match(text, one.end) is not None
        )
    return one.label == "ORG" and HALL.match(text, one.end) is not None


def _within(one: Candidate, found: Sequence[Candidate]) -> bool:
    return any(
        other.start <= one.start
        and one.end <= other.end
        and other.end - other.start > one.end - one.start
        and other.confidence >= one.confidence
        for other in found
    )
