"""Two domain models on the same texts: how they differ, how sure that is, and which one to use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.evaluation.bootstrap import LEVEL, interval, resampled
from kr_localgov_nlp.evaluation.domains import ENOUGH, DomainScores, domain_scores
from kr_localgov_nlp.evaluation.spans import Score
from kr_localgov_nlp.training.comparison import Difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kr_localgov_nlp.domains.classifier import DomainClassifier
    from kr_localgov_nlp.training.domain_texts import DomainText

MICRO, MACRO, BEST, BOTH = "micro F1", "macro F1", "best domain", "micro F1, domains of both"
#: A micro F1 lower by more is a regression even if it may be chance, from so many true domains on.
SLACK, FEW = 0.01, 100
#: A measure lower by less is none, even where it is beyond chance.
TINY = 0.005


class Side(NamedTuple):
    """What a model says of some texts.

    Parameters
    ----------
    names
        Its domains.
    probabilities
        Texts × domains.
    assigned
        The domains of each text.
    """

    names: Sequence[str]
    probabilities: NDArray[np.float64]
    assigned: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A new model beside an old one.

    Parameters
    ----------
    new, old
        Their scores.
    rows
        Differences: the measures first, then every domain with true texts.
    regressions
        What the new one does worse, in words; empty if nothing.
    verdict
        Which one to use, and why.
    better
        Whether the new one should be used.
    """

    new: DomainScores
    old: DomainScores
    rows: list[Difference]
    regressions: list[str]
    verdict: str
    better: bool

    def __str__(self) -> str:
        lines = [f"{self.new.texts:,} texts; new, old, difference (95 %), true ones"]
        wide = max(len(row.label) for row in self.rows)
        lines += [f"{row.label:{wide}}" + str(row._replace(label=""))[10:] for row in self.rows]
        errors = self.new.calibration_error, self.old.calibration_error
        lines.append(
            f"{'calibration error':{wide}}  {errors[0]:.3f}  {errors[1]:.3f}  {errors[0] - errors[1]:+.3f}"
        )
        return "\n".join([*lines, self.verdict])


def side(model: DomainClassifier, texts: Sequence[DomainText]) -> Side:
    """Ask a model.

    Parameters
    ----------
    model
        A fitted classifier.
    texts
        Of `kr_localgov_nlp.training.domain_texts`.
    """
    proba = model.predict_proba([one.words for one in texts])
    return Side(model.classes_, proba, [model.assign(row) for row in proba])


def compare(new: Side, old: Side, gold: Sequence[Sequence[str]]) -> Compared:
    """Compare two models on the same texts.

    Parameters
    ----------
    new, old
        Of `side`.
    gold
        The true domains of each text.

    Raises
    ------
    InputError
        There are no texts.

    Examples
    --------
    >>> gold = [["jobs"], ["sports"]] * 40
    >>> right = Side(["jobs", "sports"], np.array([[0.9, 0.1], [0.1, 0.9]] * 40), gold)
    >>> wrong = Side(["jobs", "sports"], np.array([[0.9, 0.1], [0.9, 0.1]] * 40), [["jobs"]] * 80)
    >>> found = compare(wrong, right, gold)
    >>> found.better, found.regressions[0]
    (False, 'micro F1 0.500 instead of 1.000')
    """
    if not gold:
        raise InputError("no texts to compare on")
    every = list(dict.fromkeys([*old.names, *new.names, *(name for names in gold for name in names)]))
    scores = [domain_scores(every, _spread(one, every), one.assigned, gold) for one in (new, old)]
    both = set(new.names) & set(old.names)
    counts = [_counts(one, gold, both) for one in (new, old)]
    names = [MICRO, BEST, BOTH, *every]
    # The same seed draws the same texts for both, so that the difference is of pairs.
    draws = [resampled(each, names) for each in counts]
    gap = draws[0] - draws[1]
    support = {name: sum(name in one for one in gold) for name in every}
    enough = [3 + i for i, name in enumerate(every) if support[name] >= ENOUGH]
    rows = [
        _row(MICRO, scores[0].micro, scores[1].micro, gap[:, 0], sum(support.values())),
        _row(BEST, scores[0].best, scores[1].best, gap[:, 1], len(gold)),
    ]
    if enough:
        macro = gap[:, enough].mean(axis=1)
        rows.insert(1, _row(MACRO, scores[0].macro, scores[1].macro, macro, len(enough)))
    if both != set(every):
        values = [_f1(each, BOTH) for each in counts]
        rows.append(_row(BOTH, values[0], values[1], gap[:, 2], sum(support[name] for name in both)))
    regressions = [f"{name} is not known any more" for name in sorted(set(old.names) - set(new.names))]
    regressions += [
        f"{row.label} {row.new:.3f} instead of {row.old:.3f}"
        for row in rows
        if (row.high < 0 and row.new < row.old - TINY)
        or (row.label in (MICRO, BOTH) and row.new < row.old - SLACK and row.gold >= FEW)
    ]
    for column, name in enumerate(every, 3):
        if support[name]:
            mine, theirs = (one.domains[name][2] for one in scores)
            rows.append(_row(name, mine, theirs, gap[:, column], support[name]))
            # Of many domains one looks worse by chance: each is held to a stricter level.
            low, high = interval(gap[:, column], 1 - (1 - LEVEL) / len(every))
            if high < 0 and support[name] >= ENOUGH and low < high:
                regressions.append(f"{name} F1 {mine:.3f} instead of {theirs:.3f}")
    better, verdict = _verdict(rows, regressions)
    return Compared(scores[0], scores[1], rows, regressions, verdict, better)


def _verdict(rows: Sequence[Difference], regressions: Sequence[str]) -> tuple[bool, str]:
    if regressions:
        return False, "use the old one: " + "; ".join(regressions)
    for row in rows:
        if row.label in (MICRO, MACRO) and row.low > 0:
            return True, f"use the new one: {row.label} {row.new:.3f} instead of {row.old:.3f}, beyond chance"
    return False, "no difference beyond chance: keep the old one, or label more texts"


def _row(label: str, new: float, old: float, draws: NDArray[np.float64], gold: int) -> Difference:
    low, high = interval(draws)
    return Difference(label, new, old, low, high, gold)


def _spread(one: Side, every: Sequence[str]) -> NDArray[np.float64]:
    out = np.zeros((len(one.probabilities), len(every)))
    out[:, [every.index(name) for name in one.names]] = one.probabilities
    return out


def _counts(one: Side, gold: Sequence[Sequence[str]], both: set[str]) -> list[dict[str, Score]]:
    out = []
    for found, true, proba in zip(one.assigned, gold, one.probabilities, strict=True):
        have, want = set(found), set(true)
        row = {
            name: Score(int(name in have & want), int(name in have), int(name in want))
            for name in have | want
        }
        row[MICRO] = Score(len(have & want), len(have), len(want))
        row[BOTH] = Score(len(have & want & both), len(have & both), len(want & both))
        row[BEST] = Score(int(one.names[int(proba.argmax())] in want), 1, 1)
        out.append(row)
    return out


def _f1(counts: Sequence[dict[str, Score]], name: str) -> float:
    total = Score()
    for row in counts:
        total.add(row[name].right, row[name].found, row[name].gold)
    return total.f1
