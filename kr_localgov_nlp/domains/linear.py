"""The linear model: one logistic regression a label, probabilities calibrated on texts it was not fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, KFold
from sklearn.utils import check_array, column_or_1d
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray
    from sklearn.utils import Tags

_SEED = 20240911
# Platt's own targets for the classes keep the fit of a perfectly divided label finite.
_EVEN = 0.5


class CalibratedLinear(ClassifierMixin, BaseEstimator):
    """Logistic regression for each label with calibrated probabilities and a threshold of its own.

    ``CalibratedClassifierCV`` takes neither several labels at once nor a label rarer than its folds, so each label is
    calibrated here: by Platt's sigmoid on scores of texts that were held out, for a rare label by the sigmoid of all
    labels together.

    Parameters
    ----------
    C : float
        Inverse strength of the penalty.
    folds : int
        Number of held-out parts for calibration and thresholds.
    rare : int
        A label with fewer positives uses the sigmoid and the threshold of all labels together.
    balance : float
        0 leaves the classes as they are, 1 weights them as if they were equally frequent.

    Attributes
    ----------
    classes_ : array
        Names or numbers of the labels.
    coef_, intercept_ : arrays
        Weights, labels × features, and their constants.
    calibration_ : array
        Slope and constant of each label's sigmoid.
    thresholds_ : array
        The probability from which each label is assigned: where F1 was best on the held-out parts.

    Examples
    --------
    >>> X = np.array([[0.0], [0.1], [0.2], [0.8], [0.9], [1.0]])
    >>> CalibratedLinear(folds=2).fit(X, [0, 0, 0, 1, 1, 1]).predict([[0.05], [0.95]]).tolist()
    [0, 1]
    """

    def __init__(self, C: float = 10.0, folds: int = 5, rare: int = 15, balance: float = 0.0) -> None:  # noqa: N803
        self.C = C
        self.folds = folds
        self.rare = rare
        self.balance = balance

    def fit(
        self,
        X: ArrayLike,  # noqa: N803
        y: ArrayLike,
        sample_weight: ArrayLike | None = None,
        groups: ArrayLike | None = None,
        calibrate: ArrayLike | None = None,
        prior: tuple[ArrayLike, ArrayLike] | None = None,
    ) -> Self:
        """Fit the weights, the sigmoids and the thresholds.

        Parameters
        ----------
        X : array or sparse matrix, texts × features
        y : array
            A matrix of 0 and 1 (several labels a text) or one label a text.
        sample_weight : array, optional
            How much each text counts.
        groups : array, optional
            Texts of one group (an issuer) are never on both sides of a held-out part.
        calibrate : array of bool, optional
            The texts whose labels are sure enough to calibrate on; all by default.
        prior : (coef, intercept), optional
            Weights to start from: the penalty holds the new ones to these instead of to zero.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr", multi_output=True, dtype=np.float64)  # noqa: N806
        indicator = self._targets(y)
        weights = _check_sample_weight(sample_weight, X, dtype=np.float64)
        sure = np.ones(X.shape[0], bool) if calibrate is None else np.asarray(calibrate, bool)
        held, scores = [], []
        for train, test in self._parts(X.shape[0], groups):
            coef, intercept = self._solve(X[train], indicator[train], weights[train], prior)
            rows = test[sure[test]]
            held.append(rows)
            scores.append(np.asarray(X[rows] @ coef.T + intercept))
        self.coef_, self.intercept_ = self._solve(X, indicator, weights, prior)
        if held and sum(map(len, held)):
            rows = np.concatenate(held)
            self._calibrate(np.concatenate(scores), indicator[rows], weights[rows])
        else:
            self.calibration_ = np.tile([1.0, 0.0], (indicator.shape[1], 1))
            self.thresholds_ = np.full(indicator.shape[1], _EVEN)
        return self

    def decision_function(self, X: ArrayLike) -> NDArray[np.float64]:  # noqa: N803
        """Give the score of each label before calibration; of two exclusive labels the second's."""
        scores = self._scores(X)
        if not self.multilabel_ and len(self.classes_) == 2:
            return np.asarray(scores[:, 1] - scores[:, 0])
        return scores

    def predict_proba(self, X: ArrayLike) -> NDArray[np.float64]:  # noqa: N803
        """Give the calibrated probability of each label; exclusive labels add up to one."""
        proba = expit(self._scores(X) * self.calibration_[:, 0] + self.calibration_[:, 1])
        if not self.multilabel_:
            proba = proba / np.maximum(proba.sum(axis=1, keepdims=True), 1e-300)
        return np.asarray(proba)

    def predict(self, X: ArrayLike) -> NDArray[Any]:  # noqa: N803
        """Assign the labels: a matrix of 0 and 1, or the best one where labels exclude each other."""
        check_is_fitted(self)
        if self.multilabel_:
            return np.asarray(self.predict_proba(X) >= self.thresholds_).astype(int)
        return np.asarray(self.classes_[self._scores(X).argmax(axis=1)])

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.classifier_tags.multi_label = True
        return tags

    def _scores(self, X: ArrayLike) -> NDArray[np.float64]:  # noqa: N803
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", reset=False, dtype=np.float64)  # noqa: N806
        return np.asarray(X @ self.coef_.T + self.intercept_)

    def _targets(self, y: NDArray[Any]) -> NDArray[np.float64]:
        check_classification_targets(y)
        self.multilabel_ = type_of_target(y) == "multilabel-indicator"
        if self.multilabel_:
            matrix = y.toarray() if sparse.issparse(y) else check_array(y)
            self.classes_ = np.arange(matrix.shape[1])
            return np.asarray(matrix, dtype=np.float64)
        self.classes_, codes = np.unique(column_or_1d(y, warn=True), return_inverse=True)
        if len(self.classes_) < 2:
            message = "only one class: a classifier needs at least two classes"
            raise ValueError(message)
        return np.eye(len(self.classes_))[codes]

    def _parts(self, count: int, groups: ArrayLike | None) -> Iterator[tuple[Any, Any]]:
        if self.folds < 2 or count < 2 * self.folds:
            return iter(())
        names = None if groups is None else np.asarray(groups)
        if names is not None and len(np.unique(names)) >= self.folds:
            return iter(
                GroupKFold(self.folds, shuffle=True, random_state=_SEED).split(np.zeros(count), groups=names)
            )
        return iter(KFold(self.folds, shuffle=True, random_state=_SEED).split(np.zeros(count)))

    def _solve(
        self,
        X: Any,
        targets: NDArray[np.float64],
        weights: NDArray[np.float64],
        prior: Any,  # noqa: N803
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        coef = np.zeros((targets.shape[1], X.shape[1]))
        intercept = np.zeros(targets.shape[1])
        for label, column in enumerate(targets.T):
            share = float(np.average(column, weights=weights)) if weights.sum() else 0.0
            start = (
                None if prior is None else (np.asarray(prior[0])[label], float(np.asarray(prior[1])[label]))
            )
            if not 0 < share < 1:
                if start is None:
                    intercept[label] = np.log(
                        (share * len(column) + _EVEN) / ((1 - share) * len(column) + _EVEN)
                    )
                else:
                    coef[label], intercept[label] = start
                continue
            each = weights * np.where(column > 0, _EVEN / share, _EVEN / (1 - share)) ** self.balance
            if start is None:
                model = LogisticRegression(
                    C=self.C, solver="liblinear", intercept_scaling=10.0, tol=1e-5, random_state=0
                )
                model.fit(X, column, sample_weight=each)
                coef[label], intercept[label] = model.coef_[0], model.intercept_[0]
            else:
                coef[label], intercept[label] = _from_prior(X, column, each, start, self.C)
        return coef, intercept

    def _calibrate(
        self, scores: NDArray[np.float64], targets: NDArray[np.float64], weights: NDArray[np.float64]
    ) -> None:
        repeated = np.repeat(weights, targets.shape[1])
        common = _sigmoid(scores.ravel(), targets.ravel(), repeated)
        enough = targets.sum(axis=0) >= self.rare
        self.calibration_ = np.array(
            [
                _sigmoid(scores[:, label], targets[:, label], weights) if enough[label] else common
                for label in range(targets.shape[1])
            ]
        )
        proba = expit(scores * self.calibration_[:, 0] + self.calibration_[:, 1])
        threshold = _best_threshold(proba.ravel(), targets.ravel(), repeated)
        self.thresholds_ = np.array(
            [
                # A label's own optimum is drawn to the common one by as much as its texts are few.
                _shrunk(
                    _best_threshold(proba[:, label], targets[:, label], weights),
                    threshold,
                    targets[:, label].sum(),
                )
                if enough[label]
                else threshold
                for label in range(targets.shape[1])
            ]
        )


def _from_prior(
    X: Any,
    column: NDArray[np.float64],
    weights: NDArray[np.float64],
    start: tuple[Any, float],
    C: float,  # noqa: N803
) -> tuple[NDArray[np.float64], float]:
    coef0, intercept0 = start
    base = np.asarray(X @ coef0 + intercept0)
    signs = np.where(column > 0, 1.0, -1.0)

    def loss(step: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = signs * (base + X @ step[:-1] + step[-1])
        pull = -weights * signs * expit(-margin)
        value = float(weights @ np.logaddexp(0.0, -margin) + step[:-1] @ step[:-1] / (2 * C))
        return value, np.append(X.T @ pull + step[:-1] / C, pull.sum())

    best = minimize(loss, np.zeros(X.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return coef0 + best.x[:-1], intercept0 + float(best.x[-1])


def _sigmoid(
    scores: NDArray[np.float64], targets: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[float, float]:
    positive = float(targets.sum())
    if not 0 < positive < len(targets):
        return 1.0, 0.0
    model = LogisticRegression(C=1e6, solver="lbfgs", max_iter=1000)
    model.fit(scores.reshape(-1, 1), targets, sample_weight=weights)
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
        return _EVEN
    f1 = 2 * right / (found + wanted)
    at = int(f1.argmax())
    below = proba[order[at + 1]] if at + 1 < len(order) else 0.0
    return float(np.clip((proba[order[at]] + below) / 2, 0.05, 0.95))


def _shrunk(own: float, common: float, count: float, strength: float = 40.0) -> float:
    return float((count * own + strength * common) / (count + strength))
