"""Probabilities and thresholds from scores of texts that a model was not fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from kr_localgov_nlp.domains.weights import sigmoids

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = tuple[NDArray[np.float64], NDArray[np.float64]]

EVEN = 0.5
# A label's own threshold counts as much as this many texts say.
_STRENGTH = 40.0


def calibrate(
    scores: NDArray[np.float64],
    targets: NDArray[np.float64],
    weights: NDArray[np.float64],
    rare: int,
    known: Arrays | None = None,
) -> Arrays:
    """Find the sigmoid and the threshold of each label.

    Parameters
    ----------
    scores, targets : arrays, texts × labels
    weights : array, texts × labels
        How much each decision counts; 0 for one that says nothing of what the model does with new texts.
    rare : int
        A label with fewer texts, or fewer without it, takes what `known` says, or the sigmoid and the threshold of all
        labels together.
    known : (calibration, thresholds), optional
        Of an earlier model; rows of NaN where it has no such label.

    Returns
    -------
    (calibration, thresholds)
        Slope and constant of each sigmoid, and the probability from which F1 is best.
    """
    used = weights > 0
    common = _sigmoid(scores[used], targets[used], weights[used])
    columns = range(targets.shape[1])
    with_it = (targets * used).sum(axis=0)
    enough = np.minimum(with_it, used.sum(axis=0) - with_it) >= rare
    before = [known is not None and not np.isnan(known[1][label]) for label in columns]
    calibration = np.tile(np.array(common), (targets.shape[1], 1))
    for label in columns:
        mine = used[:, label]
        if enough[label]:
            calibration[label] = _sigmoid(scores[mine, label], targets[mine, label], weights[mine, label])
        elif known is not None and before[label]:
            calibration[label] = known[0][label]
    proba = sigmoids(scores, calibration)
    threshold = _best_threshold(proba[used], targets[used], weights[used])
    thresholds = np.full(targets.shape[1], threshold)
    for label in columns:
        if known is not None and before[label]:
            thresholds[label] = known[1][label]
        if enough[label]:
            mine = used[:, label]
            own = _best_threshold(proba[mine, label], targets[mine, label], weights[mine, label])
            # A label's own optimum is drawn to the common one by as much as its texts are few.
            count = with_it[label]
            thresholds[label] = (count * own + _STRENGTH * thresholds[label]) / (count + _STRENGTH)
    return calibration, thresholds


def judged(
    scores: NDArray[np.float64],
    targets: NDArray[np.float64],
    weights: NDArray[np.float64],
    parts: NDArray[np.int_],
    rare: int,
    known: Arrays | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give the probabilities and labels of each part by sigmoids and thresholds that the other parts chose.

    Parameters
    ----------
    scores, targets, weights, rare, known
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
        calibration, thresholds = calibrate(scores[rest], targets[rest], weights[rest], rare, known)
        proba[mine] = sigmoids(scores[mine], calibration)
        assigned[mine] = proba[mine] >= thresholds
    return proba, assigned


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
