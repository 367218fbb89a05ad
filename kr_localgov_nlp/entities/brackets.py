"""Latin names in brackets are what the Korean name before them is: 가람축제(Garam Festival), 한빛기구(HBO)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.merge import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SOURCE = "pattern:org.alias"
# How sure a body's Latin name is that nothing else found: a half of the short ones are names of its doings.
SHORT, LONG = 0.55, 0.7
_BRACKET = re.compile(
    r"[’'”」]?\s?[(\[](?P<name>[A-Z][A-Za-z&\d’'.\-]*(?P<more>(?:\s[A-Za-z&\d’'.\-]+)*))(?=[)\],;])"
)
_OPENS = tuple(before + mark for before in ("", " ", "’", "'", "”", "」") for mark in "([")
# A body's short name follows a word that bodies end in; behind 지패스 or 코로나 it names something else.
_BODY = re.compile(
    r"(?:원|회|기구|청|부|국|당국|센터|단|협의체|위원회|이사회|대학교|은행|재단|연합|연맹|공사|공단|본부|소|회의)$"
)
_OWN = frozenset(("AI", "ICT", "IT", "MOU", "CEO", "NGO", "ODA", "FTA"))
# Its label is what the longer name before it says.
_TELLS = {"EVENT": True, "PLACE": True, "PROGRAM": False, "PERSON": False}


def in_brackets(text: str, standing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield Latin names behind names; of one that was taken for a body the confidence is lowered.

    Parameters
    ----------
    text
        The text.
    standing
        The candidates that are sure enough to stand.

    Examples
    --------
    >>> text = "한빛기구(HBO)는 가람축제(Garam Festival)를 연다."
    >>> names = [Candidate(0, 4, "ORG", "a", 0.8), Candidate(11, 15, "EVENT", "a", 0.8), Candidate(16, 30, "ORG", "b", 0.7)]
    >>> [(text[c.start : c.end], c.label) for c in in_brackets(text, names)]
    [('HBO', 'ORG'), ('Garam Festival', 'EVENT')]
    """
    if "(" not in text and "[" not in text:
        return
    longest: dict[int, Candidate] = {}
    for one in standing:
        if text.startswith(_OPENS, one.end) and (
            (other := longest.get(one.end)) is None or one.start < other.start
        ):
            longest[one.end] = one
    for end, one in longest.items():
        match = _BRACKET.match(text, end)
        if match is None:
            continue
        span = match.span("name")
        inside = [other for other in standing if other.start < span[1] and span[0] < other.end]
        if not inside:
            if (
                one.label == "ORG"
                and match["name"] not in _OWN
                and (match["more"] or _BODY.search(text, one.start, end))
            ):
                yield Candidate(*span, "ORG", SOURCE, LONG if match["more"] else SHORT)
        elif one.label in _TELLS and (match["more"] or _TELLS[one.label]):
            for other in inside:
                if other.label == "ORG" and (other.start, other.end) == span:
                    yield Candidate(*span, one.label, other.source, other.confidence, other.data)
                    refuse(other)
