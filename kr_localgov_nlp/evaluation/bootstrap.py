"""Confidence intervals by drawing the texts again: how far a score would move with other texts of the kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kr_localgov_nlp.evaluation.spans import Score

ROUNDS = 1000
SEED = 20240911
LEVEL = 0.95


def resampled(
    texts: Sequence[Mapping[str, Score]], names: Sequence[str], rounds: int = ROUNDS, seed: int = SEED
) -> NDArray[np.float64]:
    """Draw texts with replacement and score each draw.

    Parameters
    ----------
    texts
        Counts by measure of every text.
    names
        The measures.
    rounds
        Number of draws.
    seed
        Of the generator; the same seed gives the same draws.

    Returns
    -------
    array of float, rounds × measures
        F1 (for accuracies, where as much is found as is in the gold labels, the accuracy); NaN where a draw holds
        nothing to score.
    """
    counts = np.zeros((len(texts), len(names), 2))
    for row, scores in enumerate(texts):
        for column, name in enumerate(names):
            if one := scores.get(name):
                counts[row, column] = (2 * one.right, one.found + one.gold)
    if not len(texts):
        return np.full((rounds, len(names)), np.nan)
    draws = np.random.default_rng(seed).multinomial(len(texts), np.full(len(texts), 1 / len(texts)), rounds)
    sums = (draws @ counts.reshape(len(texts), -1)).reshape(rounds, len(names), 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: NDArray[np.float64] = sums[:, :, 0] / sums[:, :, 1]
    return shares


def interval(draws: NDArray[np.float64], level: float = LEVEL) -> tuple[float, float]:
    """Give the borders between which the middle share of the draws lies.

    Parameters
    ----------
    draws
        The scores of the draws; NaN is left out.
    level
        The share, between 0 and 1.

    Returns
    -------
    (float, float)
        ``(0.0, 1.0)``, which says nothing, where no draw had anything to score.

    Examples
    --------
    >>> interval(np.arange(101) / 100, level=0.9)
    (0.05, 0.95)
    """
    known = draws[~np.isnan(draws)]
    if not known.size:
        return (0.0, 1.0)
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return (round(float(low), 6), round(float(high), 6))
