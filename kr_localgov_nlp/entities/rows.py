"""Persons that stand in a row of names: with brackets, dots or blanks between, or each behind the town.

김하나(쌀, 전남 담양)·이두리(쌀, 전북 부안) 씨가; 김하나·이두리 주무관이; 근정포장은 김하나 이두리 박세나, …; 물길면 김하나·물빛면 이두리.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.merge import floor, refuse
from kr_localgov_nlp.entities.names import SURNAMES
from kr_localgov_nlp.entities.nouns import is_noun
from kr_localgov_nlp.entities.persons import PLACE_WORD, is_person
from kr_localgov_nlp.entities.scan import matches_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SOURCE = "pattern:person.row"
SURE = 0.8
_PERSON = rf"[{SURNAMES}][가-힣]{{2}}"
_TOWN = rf"{PLACE_WORD.pattern}\s"
# 김하나(쌀, 전남 담양)·이두리(쌀, 전북 부안)
_MEMBER = rf"{_PERSON}\s?\([^()\n]{{1,24}}\)"
_ROW = re.compile(rf"(?<![가-힣])(?:{_MEMBER}\s?[·ㆍ‧,△▲]\s?){{1,30}}{_MEMBER}")
_NAME = re.compile(rf"(?<![가-힣])(?P<name>{_PERSON})\s?\(")
# 물길면 김하나·물빛면 이두리, 들빛동 박세나
_TOWNS = re.compile(rf"(?<![가-힣])(?:{_TOWN}{_PERSON}\s?[·ㆍ‧,]\s?){{1,20}}{_TOWN}{_PERSON}(?![가-힣]{{3}})")
_AFTER_TOWN = re.compile(rf"(?<=[읍면동리]\s){_PERSON}")
# 김하나·이두리·박세나 사회복지사가
_DOTTED = re.compile(
    rf"(?<![가-힣·]){_PERSON}(?:[·ㆍ‧]{_PERSON}){{1,12}}(?=\s?(?:[가-힣]{{2,8}})?(?:씨|[이가은는을를]|에게|와|과)[\s,]|\s?[▲△\n]|\s(?:회원|지도자|위원|주무관|학생))"
)
# What a row of each kind has inside, found much sooner than where one begins
_ROW_INSIDE = re.compile(rf"\)\s?[·ㆍ‧,△▲]\s?{_PERSON}\s?\(")
_TOWNS_INSIDE = re.compile(rf"[읍면동리]\s{_PERSON}\s?[·ㆍ‧,]\s?{_TOWN}")
_DOTTED_INSIDE = re.compile(
    rf"[·ㆍ‧]{_PERSON}(?=[·ㆍ‧\s▲△]|[가-힣]{{0,8}}(?:씨|[이가은는을를와과]|에게)[\s,])"
)
# 근정훈장은 김하나 이두리 박세나, 근정포장은 …
_SPACED = re.compile(rf"(?<=[장상창][은에]\s){_PERSON}(?:\s{_PERSON}){{1,12}}(?=,|\s씨)")
# 물길동 김하나 이두리씨, 들빛면 박세나씨
_OF_TOWN = re.compile(
    rf"(?<=[읍면동리]\s)(?P<names>{_PERSON}(?:\s{_PERSON}){{0,7}})\s?씨(?=[,이가은는를을의\s다])"
)
# 물길면 봉사자 김하나 씨
_ROLE = re.compile(
    r"봉사자|지도자|유공자|이용자|조합원|경비원|공무원|지휘자|조리사|안내원|소방관|경찰관|위원장|주무관|이주민"
)
_ONE = re.compile(r"[가-힣]{3}")
# 송정동(3곳)·우산동(2곳), 강원도(5%), 유한대(3명)
_NO_PERSON = re.compile(r"[읍면동리시군구도초중고대팀부]$")


def in_rows(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the persons of rows in which another one was found, and those whom 씨 and their town tell.

    Two names before 씨 that were taken for one are refused: 물길동 김하나 이두리씨.

    Parameters
    ----------
    text
        The text.
    found
        Its candidates, judged; what is refused is marked in place.

    Yields
    ------
    Candidate

    Examples
    --------
    >>> text = "양하나(쌀, 전남 담양)·이두리(쌀, 전북 부안) 씨가 상을 받았다."
    >>> one = Candidate(14, 17, "PERSON", "pattern:person.title", 0.9)
    >>> [text[c.start : c.end] for c in in_rows(text, [one])]
    ['양하나']
    >>> text = "물길면 김하나·물빛면 박세나가 받았다."
    >>> one = Candidate(4, 7, "PERSON", "model:entities", 0.9)
    >>> [text[c.start : c.end] for c in in_rows(text, [one])]
    ['박세나']
    """
    taken = [one for one in found if one.confidence >= floor(one.label)]
    known = {(one.start, one.end) for one in taken if one.label == "PERSON"}
    for row in matches_with(_OF_TOWN, text, ("씨",)):
        low, high = row.span("names")
        for one in taken:
            if (
                one.label == "PERSON"
                and low <= one.start < one.end <= high
                and " " in text[one.start : one.end]
            ):
                refuse(one)  # two names taken for one
        for name in _ONE.finditer(text, low, high):
            if name.span() not in known and not is_noun(name[0]) and not _ROLE.fullmatch(name[0]):
                yield Candidate(*name.span(), "PERSON", SOURCE, SURE, {"office": "씨"})
    for members in _rows(text):
        if any(span in known for span in members):
            yield from _unknown(text, members, taken)


def _rows(text: str) -> Iterator[list[tuple[int, int]]]:
    """Give where the names of each row stand."""
    dotted = [m.span() for m in _DOTTED.finditer(text)] if _DOTTED_INSIDE.search(text) else []
    dotted += [m.span() for m in matches_with(_SPACED, text, ("장은", "상은", "창은", "상에", "장에"))]
    for start, end in dotted:
        yield [m.span() for m in _ONE.finditer(text, start, end)]
    for row in _TOWNS.finditer(text) if _TOWNS_INSIDE.search(text) else ():
        yield [m.span() for m in _AFTER_TOWN.finditer(text, *row.span())]
    for row in _ROW.finditer(text) if _ROW_INSIDE.search(text) else ():
        yield [m.span("name") for m in _NAME.finditer(text, *row.span())]


def _unknown(
    text: str, members: Sequence[tuple[int, int]], taken: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Give those of a row whom nothing found, as persons."""
    for start, end in members:
        free = not any(one.start < end and start < one.end for one in taken)
        if free and is_person(text[start:end]) and not _NO_PERSON.search(text, start, end):
            yield Candidate(start, end, "PERSON", SOURCE, SURE, {"office": ""})
