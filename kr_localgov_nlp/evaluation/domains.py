"""Scores of policy domains: micro and macro F1, each domain, the best one, and how far the probabilities can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.evaluation.bootstrap import ROUNDS, SEED, interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: A domain with fewer texts says little; the macro score is taken over the others.
ENOUGH = 15
BINS = 10


@dataclass(frozen=True, slots=True)
class DomainScores:
    """How well domains were told on labelled texts.

    Parameters
    ----------
    texts
        Number of texts.
    micro, macro
        F1 over all decisions, and the mean of the F1 of the domains with `ENOUGH` texts.
    best
        Share of texts whose most probable domain is a true one.
    calibration_error
        Expected calibration error: mean distance of probability and share of true ones over ten equal steps.
    abstained
        Share of texts without a domain.
    domains
        By name: precision, recall, F1, number of true ones.
    intervals
        95 % borders of ``micro, macro, best``, from drawing the texts again.
    reliability
        By step of probability: mean probability, share of true ones, decisions.
    """

    texts: int
    micro: float
    macro: float
    best: float
    calibration_error: float
    abstained: float
    domains: dict[str, tuple[float, float, float, int]]
    intervals: dict[str, tuple[float, float]]
    reliability: list[tuple[float, float, int]]

    def to_dict(self) -> dict[str, Any]:
        """Give the scores as JSON has them, rounded to four digits."""
        return {
            "texts": self.texts,
            **{
                name: round(getattr(self, name), 4)
                for name in ("micro", "macro", "best", "calibration_error", "abstained")
            },
            "intervals": {name: [round(v, 4) for v in pair] for name, pair in self.intervals.items()},
            "domains": {
                name: [round(p, 4), round(r, 4), round(f, 4), n]
                for name, (p, r, f, n) in self.domains.items()
            },
            "reliability": [[round(a, 4), round(b, 4), n] for a, b, n in self.reliability],
        }


def domain_scores(
    names: Sequence[str],
    probabilities: NDArray[np.float64],
    assigned: Sequence[Sequence[str]],
    gold: Sequence[Sequence[str]],
) -> DomainScores:
    """Score probabilities and assignments.

    Parameters
    ----------
    names
        The domains, in the order of the columns.
    probabilities
        Texts × domains.
    assigned, gold
        The domains of each text, found and true.

    Examples
    --------
    >>> scores = domain_scores(["jobs", "sports"], np.array([[0.9, 0.2], [0.3, 0.6]]), [["jobs"], ["sports"]],
    ...                        [["jobs"], ["jobs", "sports"]])
    >>> round(scores.micro, 2), scores.best, scores.domains["jobs"]
    (0.8, 1.0, (1.0, 0.5, 0.6666666666666666, 2))
    """
    truth = np.array([[name in one for name in names] for one in gold], dtype=bool).reshape(
        len(gold), len(names)
    )
    found = np.array([[name in one for name in names] for one in assigned], dtype=bool).reshape(truth.shape)
    first = truth[np.arange(len(truth)), probabilities.argmax(axis=1)] if len(truth) else np.zeros(0, bool)
    right, have, want = (truth & found).sum(axis=0), found.sum(axis=0), truth.sum(axis=0)
    each = {
        name: (_ratio(r, h), _ratio(r, w), _ratio(2 * r, h + w), int(w))
        for name, r, h, w in zip(names, right.tolist(), have.tolist(), want.tolist(), strict=True)
    }
    steps = _reliability(probabilities.ravel(), truth.ravel())
    decisions = max(1, truth.size)
    micro, macro = _f1(truth, found, want >= ENOUGH)
    return DomainScores(
        len(truth),
        micro,
        macro,
        float(first.mean()) if len(first) else 0.0,
        sum(abs(mean - share) * count for mean, share, count in steps) / decisions,
        float((~found.any(axis=1)).mean()) if len(found) else 0.0,
        each,
        _intervals(truth, found, first, want >= ENOUGH),
        steps,
    )


def _f1(truth: NDArray[np.bool_], found: NDArray[np.bool_], enough: NDArray[np.bool_]) -> tuple[float, float]:
    right, total = (truth & found).sum(axis=0), found.sum(axis=0) + truth.sum(axis=0)
    each = 2 * right / np.maximum(total, 1)
    return _ratio(2 * right.sum(), total.sum()), float(each[enough].mean()) if enough.any() else 0.0


def _intervals(
    truth: NDArray[np.bool_], found: NDArray[np.bool_], first: NDArray[np.bool_], enough: NDArray[np.bool_]
) -> dict[str, tuple[float, float]]:
    generator = np.random.default_rng(SEED)
    draws = np.full((ROUNDS, 3), np.nan)
    for row in draws if len(truth) else ():
        rows = generator.integers(0, len(truth), len(truth))
        row[:2] = _f1(truth[rows], found[rows], enough)
        row[2] = first[rows].mean()
    return {name: interval(draws[:, i]) for i, name in enumerate(("micro", "macro", "best"))}


def _reliability(
    probabilities: NDArray[np.float64], truth: NDArray[np.bool_]
) -> list[tuple[float, float, int]]:
    step = np.clip((probabilities * BINS).astype(int), 0, BINS - 1)
    return [
        (float(probabilities[step == i].mean()), float(truth[step == i].mean()), int((step == i).sum()))
        for i in range(BINS)
        if (step == i).any()
    ]


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0
