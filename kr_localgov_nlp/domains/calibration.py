"""Probabilities and thresholds from scores of texts that a model was not fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from kr_localgov_nlp.domains import neighbours

if TYPE_CHECKING:
    from numpy.typing import NDArray

EVEN = 0.5
# A known threshold counts as much as so many texts say.
_STRENGTH = 40.0
# Inverse strength of the penalty on the weights of the second look.
_C = 0.3


class Calibration(NamedTuple):
    """What makes probabilities and labels of scores.

    Parameters
    ----------
    sigmoids
        Slope and constant of each label.
    neighbours
        Weights of the second look, of all labels together; see `kr_localgov_nlp.domains.neighbours`.
    thresholds
        The probability from which each label is assigned.
    """

    sigmoids: NDArray[np.float64]
    neighbours: NDArray[np.float64]
    thresholds: NDArray[np.float64]

    def proba(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn scores into probabilities."""
        return neighbours.calibrated(scores, self.sigmoids, self.neighbours)


def plain(labels: int, known: Calibration | None = None) -> Calibration:
    """Give what stands where nothing was held out: the scores as log odds, or what is known.

    Parameters
    ----------
    labels : int
        Their number.
    known : Calibration, optional
        Of an earlier model; rows of NaN where it has no such label.
    """
    made = Calibration(np.tile([1.0, 0.0], (labels, 1)), neighbours.none(), np.full(labels, EVEN))
    if known is None:
        return made
    there = ~np.isnan(known.thresholds)
    made.sigmoids[there], made.thresholds[there] = known.sigmoids[there], known.thresholds[there]
    return made._replace(neighbours=known.neighbours)


def calibrate(
    scores: NDArray[np.float64],
    targets: NDArray[np.float64],
    weights: NDArray[np.float64],
    rare: int,
    known: Calibration | None = None,
    *,
    exclusive: bool = False,
) -> Calibration:
    """Find the sigmoid of each label, the weights of the second look, and the threshold.

    The threshold is one for all labels: the second look makes their probabilities alike, and a threshold of its own,
    chosen on the few texts of a label, did worse on texts of other issuers.

    Parameters
    ----------
    scores, targets : arrays, texts × labels
    weights : array, texts × labels
        How much each decision counts; 0 for one that says nothing of what the model does with new texts.
    rare : int
        A label with fewer texts, or fewer without it, takes the sigmoid that `known` says, or that of all labels
        together.
    known : Calibration, optional
        Of an earlier model; rows of NaN where it has no such label. The second look starts from its weights, which
        the penalty holds; its thresholds are drawn to the new one by as much as a label's texts are many.
    exclusive : bool
        Labels that exclude each other have no second look, nor has one label that stands alone.
    """
    used = weights > 0
    out = plain(targets.shape[1], known)
    out.sigmoids[:] = _sigmoids(scores, targets, weights, rare, known)
    if not exclusive and targets.shape[1] > 1:
        odds = neighbours.alone(scores, out.sigmoids)
        out = out._replace(neighbours=_second(odds, targets, weights, out.neighbours))
    proba = out.proba(scores)
    best = _best_threshold(proba[used], targets[used], weights[used])
    if known is None:
        return out._replace(thresholds=np.full(targets.shape[1], best))
    there = ~np.isnan(known.thresholds)
    before = np.where(there, out.thresholds, out.thresholds[there].mean())
    seen = _seen(targets, used)
    share = np.where(seen >= rare, seen / (seen + _STRENGTH), 0.0)
    return out._replace(thresholds=share * best + (1 - share) * before)


def judged(
    scores: NDArray[np.float64],
    targets: NDArray[np.float64],
    weights: NDArray[np.float64],
    parts: NDArray[np.int_],
    rare: int,
    known: Calibration | None = None,
    *,
    exclusive: bool = False,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give the probabilities and labels of each part by what the other parts chose.

    Parameters
    ----------
    scores, targets, weights, rare, known, exclusive
        As of `calibrate`.
    parts : array of int
        The part that each text was held out with.

    Returns
    -------
    (probabilities, assigned)
        Texts × labels; a score of them is no better for having been chosen on the same texts.
    """
    proba = np.zeros(scores.shape)
    assigned = np.zeros(scores.shape, bool)
    for part in np.unique(parts):
        mine = parts == part
        rest = ~mine if (~mine).any() else mine
        found = calibrate(scores[rest], targets[rest], weights[rest], rare, known, exclusive=exclusive)
        proba[mine] = found.proba(scores[mine])
        assigned[mine] = proba[mine] >= found.thresholds
    return proba, assigned


def _seen(targets: NDArray[np.float64], used: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Count the texts of each label, or those without it where they are fewer."""
    with_it = (targets * used).sum(axis=0)
    return np.asarray(np.minimum(with_it, used.sum(axis=0) - with_it))


def _sigmoids(
    scores: NDArray[np.float64],
    targets: NDArray[np.float64],
    weights: NDArray[np.float64],
    rare: int,
    known: Calibration | None,
) -> NDArray[np.float64]:
    used = weights > 0
    enough = _seen(targets, used) >= rare
    found = np.tile(np.array(_sigmoid(scores[used], targets[used], weights[used])), (targets.shape[1], 1))
    for label in range(targets.shape[1]):
        mine = used[:, label]
        if enough[label]:
            found[label] = _sigmoid(scores[mine, label], targets[mine, label], weights[mine, label])
        elif known is not None and not np.isnan(known.thresholds[label]):
            found[label] = known.sigmoids[label]
    return found


def _second(
    odds: NDArray[np.float64],
    targets: NDArray[np.float64],
    weights: NDArray[np.float64],
    start: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Find the weights of the second look by logistic regression on all decisions; `start` is what they are held to."""
    # Of a text that a prior was fitted to, no score says what scores of new texts do.
    used = np.broadcast_to((weights > 0).all(axis=1, keepdims=True), weights.shape)
    told, signs, counts = neighbours.looks(odds)[used], np.where(targets > 0, 1.0, -1.0)[used], weights[used]
    base = odds[used] + told @ start

    def loss(step: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = signs * (base + told @ step)
        pull = -counts * signs * neighbours.probabilities(-margin)
        value = float((counts * np.logaddexp(0.0, -margin)).sum() + (step**2).sum() / 2 / _C)
        return value, told.T @ pull + step / _C

    bounds = [
        (None if low is None else low - at, None) for low, at in zip(neighbours.FLOORS, start, strict=True)
    ]
    best = minimize(loss, np.zeros(len(start)), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(start + best.x)


def _sigmoid(
    scores: NDArray[np.float64], targets: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[float, float]:
    positive = float(targets.sum())
    negative = len(targets) - positive
    if not positive or not negative:
        return 1.0, 0.0
    # Platt's own targets (1999): labels that few texts divide well may not make the sigmoid a step.
    true = np.where(targets > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    model = LogisticRegression(C=1e6, solver="lbfgs", max_iter=1000)
    model.fit(
        np.tile(scores, 2).reshape(-1, 1),
        np.repeat([1, 0], len(targets)),
        sample_weight=np.concatenate([weights * true, weights * (1 - true)]),
    )
    slope = float(model.coef_[0, 0])
    return (slope, float(model.intercept_[0])) if slope > 0 else (1.0, 0.0)


def _best_threshold(
    proba: NDArray[np.float64], targets: NDArray[np.float64], weights: NDArray[np.float64]
) -> float:
    order = np.argsort(-proba, kind="stable")
    right = np.cumsum((weights * targets)[order])
    found = np.cumsum(weights[order])
    wanted = float((weights * targets).sum())
    if not wanted:
        return EVEN
    f1 = 2 * right / (found + wanted)
    at = int(f1.argmax())
    below = proba[order[at + 1]] if at + 1 < len(order) else 0.0
    return float(np.clip((proba[order[at]] + below) / 2, 0.05, 0.95))
