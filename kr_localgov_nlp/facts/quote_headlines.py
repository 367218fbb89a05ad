"""Whom a headline names beside the words it quotes: by name, by surname and title, before or behind the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.names import SURNAMES
from kr_localgov_nlp.facts.quote_frames import SENTENCE
from kr_localgov_nlp.facts.quote_people import Speaker
from kr_localgov_nlp.facts.speakers import named_at_end

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.quote_marks import Quoted
    from kr_localgov_nlp.facts.quote_people import People

_BY_SURNAME = re.compile(
    rf"(?<![가-힣])([{SURNAMES}])\s?((?:부총리|총리|대통령|장관|차관|실장|지사|시장|군수|구청장|청장|처장|교육감|위원장))[,:\s]{{1,2}}$"
)
# 김하나 시장, 정부에 “…” 건의: whom the words are said to
_RECIPIENT = re.compile(r",\s?(?:[가-힣·]{1,10}\s)?[가-힣·]{1,10}(?:에|에게|께|에서)\s?$")
# “…다” 김하나 시장, 현장 점검
_BEHIND = re.compile(r"[^\S\n]{1,2}(?P<who>[가-힣]{2,4}\s[^\n“”\"…·,]{2,20}),\s?[가-힣]")


def by_surname(text: str, low: int, high: int) -> Speaker | None:
    """Find a surname with its title right before a mark.

    Examples
    --------
    >>> by_surname("정총리, “", 0, 5).role
    '정 총리'
    """
    m = _BY_SURNAME.search(text[low:high])
    return Speaker(None, f"{m[1]} {m[2]}", low + m.start(), low + m.end()) if m else None


def named_before(text: str, low: int, high: int, people: People) -> Speaker | None:
    """Find who is named right before a mark, or before those whom the words are said to.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.quote_people import People
    >>> named_before("윤병태 나주시장, 정부에 “", 0, 14, People()).role
    '나주시장'
    """
    to = _RECIPIENT.search(text, max(low, high - 30), high)
    return named_at_end(text, low, to.start() if to else high, people)


def named_behind(text: str, q: Quoted, people: People) -> Speaker | None:
    """Find who is named behind a whole sentence that a headline begins with."""
    if q.left and text[q.left - 1] != "\n":
        return None
    m = _BEHIND.match(text, q.right)
    if m is None or not SENTENCE.search(text[q.start : q.end]):
        return None
    who = named_at_end(text, m.start("who"), m.end("who"), people)
    return who if who is not None and who.person is not None and who.role else None
