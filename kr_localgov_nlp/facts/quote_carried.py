"""Who speaks where a sentence has no subject of its own: the speaker of the quotation before, or of the sentence before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.quote_marks import QUOTATIVE
from kr_localgov_nlp.facts.quote_sentences import BOUNDARY, CARRIES, GOES_ON, OTHERS, OWN
from kr_localgov_nlp.facts.quote_voices import CARRY
from kr_localgov_nlp.facts.speakers import find_speaker

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.quote_people import People, Speaker

_FOOTNOTE = re.compile(r"\n\s*(?:\*{1,3}|※)\s?[^\n]*")
# 박세나 국장은 서둘러 돕겠다고| 밝혔다. 또한 “…”: what the sentence before tells without marks
_TOLD = re.compile(
    r"(?:[다라자]고|며|면서|[을를])\s(?:[가-힣]{1,8}\s){0,2}?(?:말|밝|전|강조|설명|덧붙|당부|약속|언급|제안|역설|주문|소개)[가-힣]{1,3}(?:다|니다)\.\s*$"
)
_TOLD_WITHIN = 60
# How far a speaker is carried within a paragraph, whatever stands between.
_NEAR = 140


def distance(text: str, after: int, left: int) -> int:
    """Count the characters between two quotations, without footnotes where they are far apart.

    Examples
    --------
    >>> distance("“…”라고 했다. “…”", 3, 10)
    7
    """
    if (far := left - after) <= CARRY or far > 4 * CARRY:
        return far
    return len(_FOOTNOTE.sub("", text[after:left]))


def is_carried(text: str, after: int, low: int, high: int) -> bool:
    r"""Tell whether a sentence without a subject goes on with the speaker before.

    Parameters
    ----------
    text
        The text.
    after
        Where the quotation before ends.
    low, high
        The sentence up to the mark.

    Examples
    --------
    >>> text = "시장은 “함께하자”고 말했다.\n또한 “돕겠다”고 했다."
    >>> is_carried(text, 10, 17, 20)
    True
    """
    if high - after <= _NEAR and "\n" not in text[after:high]:
        return True
    hung = QUOTATIVE.match(text, low) if low == after else None
    stretch = text[hung.end() if hung else low : high].lstrip(",")
    return bool(CARRIES.match(stretch)) and not OWN.search(stretch)


def told_before(text: str, people: People, reach: tuple[int, int, int]) -> Speaker | None:
    r"""Give whom the sentence before tells to have said what stands there without marks.

    Parameters
    ----------
    text
        The text.
    people
        The people whom it names.
    reach
        Where the quotation before ends, where the sentence begins, where its mark stands.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.quote_people import People
    >>> text = "이들은 “고맙다”고 했다.\n박세나 국장은 더 돕겠다고 밝혔다. 또한 “자주 듣겠다”고 강조했다."
    >>> who = told_before(text, People(), (9, 35, 38))
    >>> who.person.name, who.role
    ('박세나', '국장')
    """
    after, low, high = reach
    if low <= after or not _TOLD.search(text, max(after, low - _TOLD_WITHIN), low):
        return None
    first = max((m.end() for m in BOUNDARY.finditer(text, after, low - 3)), default=after)
    before = subject_before(text, people, first, (low, high)) if first > after else None
    return None if before is None or before.pronoun else before


def subject_before(text: str, people: People, first: int, reach: tuple[int, int]) -> Speaker | None:
    """Give the subject before a sentence that goes on without one, if nobody's words stand between.

    Parameters
    ----------
    text
        The text.
    people
        The people whom it names.
    first
        Where to look from.
    reach
        Where the sentence begins, where its mark stands.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.quote_people import People
    >>> subject_before("박세나 국장은 마을을 찾았다. 또한 “돕겠다”고 했다.", People(), 0, (17, 20)).person.name
    '박세나'
    """
    low, high = reach
    stretch = text[low:high]
    if not GOES_ON.match(stretch) or OWN.search(stretch):
        return None
    before = find_speaker(text, first, low, people)
    return None if before is None or OTHERS.search(text, before.end, low) else before
