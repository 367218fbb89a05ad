"""The second look: a domain's probability also follows from what the other domains' scores say of the same text.

A score of its own says less than the same score among the others: of a text that some domain explains well, another
one is seldom true by half a chance, and where nothing scores high, the best is true more often than its score says.
One small set of weights, the same for every domain, corrects the log odds that each sigmoid gives. It needs nothing
but the scores, and it holds for a domain of your own, too, since every domain's log odds are on one scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What the weights stand for, in their order.
FEATURES: Final = (
    "constant",
    "own probability",
    "probability of the best other",
    "sum of the others' probabilities",
    "distance behind the best other",
)
#: The least that each weight may be: with more for a domain, and all else as it was, it never gets less probable.
FLOORS: Final = (None, -2.0, None, None, -1.0)
# Log odds count in steps of so many, so that all features are of one size.
_STEP = 3.0


def none() -> NDArray[np.float64]:
    """Give the weights with which every domain stands alone."""
    return np.zeros(len(FEATURES))


def alone(scores: NDArray[np.float64], sigmoids: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the log odds of each domain by its own score.

    Parameters
    ----------
    scores : array, domains or texts × domains
    sigmoids : array
        Slope and constant of each domain.
    """
    return np.asarray(scores * sigmoids[:, 0] + sigmoids[:, 1])


def looks(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Tell of each domain of each text what the log odds of all say.

    Parameters
    ----------
    odds : array, domains or texts × domains
        Of `alone`.

    Returns
    -------
    array
        One axis more than `odds`: the `FEATURES`.

    Examples
    --------
    >>> looks(np.array([2.0, 0.0, -1.0]))[:2].round(2).tolist()
    [[1.0, 0.88, 0.5, 0.77, 0.0], [1.0, 0.5, 0.88, 1.15, -0.67]]
    """
    ordered = np.sort(odds, axis=-1)
    other = np.where(odds == ordered[..., -1:], ordered[..., -2:-1], ordered[..., -1:])
    own = probabilities(odds)
    told = np.ones((*odds.shape, len(FEATURES)))
    told[..., 1] = own
    told[..., 2] = probabilities(other)
    told[..., 3] = own.sum(axis=-1, keepdims=True) - own
    told[..., 4] = np.minimum(odds - other, 0) / _STEP
    return told


def together(odds: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Correct the log odds of `alone` by the weights of `looks`."""
    return np.asarray(odds + looks(odds) @ weights) if weights.any() else odds


def calibrated(
    scores: NDArray[np.float64], sigmoids: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Turn scores, of one text or of many, into probabilities: each by its sigmoid, then among the others.

    Examples
    --------
    >>> calibrated(np.array([0.0, 800.0]), np.tile([1.0, 0.0], (2, 1)), none()).tolist()
    [0.5, 1.0]
    """
    return probabilities(together(alone(scores, sigmoids), weights))


def probabilities(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn log odds into probabilities.

    Examples
    --------
    >>> probabilities(np.array([0.0, 800.0, -800.0])).tolist()
    [0.5, 1.0, 0.0]
    """
    # As 1 / (1 + e^-x), without overflow where x is far from 0.
    return np.asarray(np.exp(-np.logaddexp(0.0, -odds)))
