"""Settling overlaps: from all candidates to `doc.ents`, losers kept.

The one rule: the longest span wins; of equal spans the label that stands first in `candidates.LABELS`; of equal
labels the more confident candidate; of equal confidence the one added first. A candidate below the floor of its label is
never chosen.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import LABELS, Candidate, candidates, reset, text_of
from kr_localgov_nlp.entities.names import SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

_FLOOR = 0.5
# Of labels of which much is missed, a name that is right one time in three gains more than it costs.
_FLOORS = {"EVENT": 0.33, "PROGRAM": 0.33, "PLACE": 0.33}
KEY = "localgov_merged"
#: How many syllables a given name has.
_GIVEN = 2
#: Surnames that before a whole name say what he is: 고이선, the late; 전이선, the former; 현이선, the present.
_FORMER = "고전현"
_RANK = {label: i for i, label in enumerate(LABELS)}


def floor(label: str) -> float:
    """Give how sure a candidate of a label must be to be chosen.

    Examples
    --------
    >>> floor("ORG"), floor("EVENT")
    (0.5, 0.33)
    """
    return _FLOORS.get(label, _FLOOR)


def refuse(candidate: Candidate) -> None:
    """Make a candidate too unsure to be chosen.

    Examples
    --------
    >>> body = Candidate(0, 3, "ORG", "pattern:org.council", 0.9)
    >>> refuse(body)
    >>> body.confidence
    0.49
    """
    candidate.confidence = min(candidate.confidence, floor(candidate.label) - 0.01)


def settle(found: Iterable[Candidate]) -> tuple[list[Candidate], list[tuple[Candidate, Candidate | None]]]:
    """Choose a set of candidates that do not overlap.

    Parameters
    ----------
    found
        All candidates of one text.

    Returns
    -------
    chosen : list of Candidate
        In the order of the text.
    rejected : list of (Candidate, Candidate or None)
        Every other candidate with the one it lost to; None where it was too unsure to be chosen at all.

    Examples
    --------
    >>> a = Candidate(0, 3, "DISTRICT", "table:governments", 0.9)
    >>> b = Candidate(0, 5, "ORG", "pattern:org.council", 0.9)
    >>> chosen, rejected = settle([a, b])
    >>> [c.label for c in chosen], [(c.label, by.label) for c, by in rejected]
    (['ORG'], [('DISTRICT', 'ORG')])
    """
    order = sorted(found, key=lambda c: (c.start - c.end, _RANK[c.label], -c.confidence))
    starts: list[int] = []
    chosen: list[Candidate] = []
    rejected: list[tuple[Candidate, Candidate | None]] = []
    for candidate in order:
        if candidate.confidence < floor(candidate.label):
            rejected.append((candidate, None))
            continue
        i = bisect_left(starts, candidate.start)
        if i and chosen[i - 1].end > candidate.start:
            rejected.append((candidate, chosen[i - 1]))
        elif i < len(starts) and starts[i] < candidate.end:
            rejected.append((candidate, chosen[i]))
        else:
            starts.insert(i, candidate.start)
            chosen.insert(i, candidate)
    return chosen, rejected


def close(text: str, found: Iterable[Candidate]) -> None:
    """Let each candidate that ends before the bracket which it opens end behind it.

    Parameters
    ----------
    text
        The text.
    found
        Its candidates; changed in place.

    Examples
    --------
    >>> one = Candidate(0, 10, "AWARD", "pattern:award.contest", 0.8)
    >>> close("물길 대회(K-나루) 결선", [one])
    >>> one.end
    11
    """
    for one in found:
        if text.startswith(")", one.end) and text.count("(", one.start, one.end) > text.count(
            ")", one.start, one.end
        ):
            one.end += 1


def complete(text: str, found: Iterable[Candidate]) -> None:
    """Let each person's name of two syllables that begins behind a surname within its word begin with that.

    Parameters
    ----------
    text
        The text.
    found
        Its candidates; changed in place.

    Examples
    --------
    >>> one = Candidate(4, 6, "PERSON", "model:entities", 0.8)
    >>> complete("힘쓴 권지혜 주무관", [one])
    >>> one.start
    3
    """
    for one in found:
        at = one.start - 1
        if one.label != "PERSON" or one.end - one.start != _GIVEN or at < 0 or text[at] not in SURNAMES:
            continue
        former = text[at] in _FORMER and text[one.start] in SURNAMES
        if not former and (at == 0 or not "가" <= text[at - 1] <= "힣"):
            one.start = at


class Merger:
    """spaCy component: settles the Doc's candidates and keeps the losers in ``doc._.rejected``.

    The chosen ones wait in ``doc.user_data`` for the linker, which writes `doc.ents`.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Settle one Doc."""
        text = text_of(doc)
        found = candidates(doc)
        close(text, found)
        complete(text, found)
        chosen, rejected = settle(found)
        doc.user_data[KEY] = chosen
        kept: set[tuple[int, int, str]] = {(c.start, c.end, c.label) for c in chosen}
        doc._.rejected = [
            _row(text, loser, winner)
            for loser, winner in sorted(rejected, key=lambda pair: (pair[0].start, pair[0].end))
            if (loser.start, loser.end, loser.label) not in kept
        ]
        reset(doc)
        return doc


def _row(text: str, loser: Candidate, winner: Candidate | None) -> dict[str, Any]:
    return {
        "start": loser.start,
        "end": loser.end,
        "label": loser.label,
        "text": text[loser.start : loser.end],
        "source": loser.source,
        "confidence": loser.confidence,
        "lost_to": None if winner is None else [winner.start, winner.end, winner.label],
    }


@Language.factory("localgov_merge", assigns=["doc._.rejected"])
def make(nlp: Language, name: str) -> Merger:  # noqa: ARG001
    """Build the component for a pipeline."""
    return Merger()
