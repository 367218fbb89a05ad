"""What the recogniser and the rules are sure of once: the same name wherever the text has it, and its short form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.aliases import aliases
from kr_localgov_nlp.entities.naming import repeats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.entities.candidates import Candidate

#: How sure a name must be, by label, before it counts elsewhere. A body or a place is told apart by each sentence.
SURE = {"PROGRAM": 0.6, "EVENT": 0.7}
LEAST = 5


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
        whole = [one for one in sure if not _within(one, found)]
        source = f"pattern:{label.lower()}.repeat"
        out += repeats(text, whole, LEAST, source, least)
        out += aliases(text, whole, label)
    return [one for one in out if (one.start, one.end) not in taken]


def _within(one: Candidate, found: Sequence[Candidate]) -> bool:
    return any(
        other.start <= one.start
        and one.end <= other.end
        and other.end - other.start > one.end - one.start
        and other.confidence >= one.confidence
        for other in found
    )
