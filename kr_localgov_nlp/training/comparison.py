"""A new recogniser beside the one in use, on texts of issuers that the new one has not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.evaluation.bootstrap import interval, resampled
from kr_localgov_nlp.evaluation.spans import Labelled, Score, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kr_localgov_nlp.entities.candidates import Candidate

ALL = "all"


class Difference(NamedTuple):
    """F1 of two recognisers on the same texts.

    Parameters
    ----------
    label
        A label, or "all".
    new, old
        Their F1.
    low, high
        Borders of the 95 % interval of the difference, from drawing the texts again.
    gold
        Names in the labels.

    Examples
    --------
    >>> print(Difference("ORG", 0.71, 0.68, 0.01, 0.05, 120))
    ORG         0.710  0.680  +0.030 (+0.010 to +0.050)   120
    """

    label: str
    new: float
    old: float
    low: float
    high: float
    gold: int

    def __str__(self) -> str:
        change = f"{self.new - self.old:+.3f} ({self.low:+.3f} to {self.high:+.3f})"
        return f"{self.label:10}  {self.new:.3f}  {self.old:.3f}  {change} {self.gold:5}"


def counts(gold: Sequence[Labelled], found: Iterable[Candidate]) -> dict[str, Score]:
    """Count right, found and gold names of one text, by label and together."""
    report = score([(gold, [Labelled(one.start, one.end, one.label) for one in found])], LABELS)
    return report.labels | {ALL: report.together(LABELS)}


def differences(new: Sequence[Mapping[str, Score]], old: Sequence[Mapping[str, Score]]) -> list[Difference]:
    """Compare two recognisers on the same texts in the same order.

    Parameters
    ----------
    new, old
        Of `counts`, one for each text.

    Returns
    -------
    list of Difference
        By label, those that the texts hold, then together.
    """
    names = [*LABELS, ALL]
    # The same seed draws the same texts for both, so that the difference is of pairs.
    draws = resampled(new, names) - resampled(old, names)
    out = []
    for column, name in enumerate(names):
        totals = []
        for side in (new, old):
            total = Score()
            for one in side:
                total.add(one[name].right, one[name].found, one[name].gold)
            totals.append(total)
        if totals[0].gold:
            low, high = interval(draws[:, column])
            out.append(Difference(name, totals[0].f1, totals[1].f1, low, high, totals[0].gold))
    return out
