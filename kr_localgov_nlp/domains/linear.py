"""The linear model: one logistic regression a label, probabilities calibrated on texts it was not fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
from scipy import sparse
from scipy.linalg import solve_triangular
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import GroupKFold, KFold
from sklearn.utils import check_array, column_or_1d
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data
from threadpoolctl import threadpool_limits

from kr_localgov_nlp.domains import neighbours
from kr_localgov_nlp.domains.calibration import EVEN, judged, plain
from kr_localgov_nlp.domains.calibration import calibrate as calibrated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from sklearn.utils import Tags

    from kr_localgov_nlp.domains.calibration import Calibration

_SEED = 20240911
_SEARCH = {"maxiter": 100, "ftol": 1e-6, "gtol": 1e-4}


class CalibratedLinear(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Logistic regression for each label with calibrated probabilities and thresholds.

    ``CalibratedClassifierCV`` takes neither several labels at once nor a label rarer than its folds, so each label is
    calibrated here: by Platt's sigmoid on scores of texts that were held out, for a rare label by the sigmoid of all
    labels together, and then by a second look at what the other labels' scores say of the same text
    (`kr_localgov_nlp.domains.neighbours`), where labels do not exclude each other.

    Parameters
    ----------
    C : float
        Inverse strength of the penalty.
    folds : int
        Number of held-out parts for calibration and thresholds.
    rare : int
        A label with fewer positives uses the sigmoid of all labels together.
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
    neighbours_ : array
        Weights of the second look.
    thresholds_ : array
        The probability from which each label is assigned: where F1 of all labels was best on the held-out parts.
    held_out_ : (array of int, array)
        The texts of the held-out parts and their probabilities by models that had not seen them, calibrated on the
        other parts.
    held_out_labels_ : array of bool
        What these models assign to the texts of ``held_out_``.

    Examples
    --------
    >>> X = np.array([[0.0], [0.1], [0.2], [0.8], [0.9], [1.0]])
    >>> CalibratedLinear(folds=2).fit(X, [0, 0, 0, 1, 1, 1]).predict([[0.05], [0.95]]).tolist()
    [0, 1]
    """

    calibration_: NDArray[np.float64]
    neighbours_: NDArray[np.float64]
    thresholds_: NDArray[np.float64]

    def __init__(self, C: float = 10.0, folds: int = 5, rare: int = 15, balance: float = 0.0) -> None:  # noqa: N803
        self.C = C
        self.folds = folds
        self.rare = rare
        self.balance = balance

    # These matrices are small: threads would wait for each other most of the time.
    @threadpool_limits.wrap(limits=1, user_api="blas")  # type: ignore[untyped-decorator]
    def fit(
        self,
        X: Any,  # noqa: N803
        y: Any,
        sample_weight: Any = None,
        groups: Any = None,
        calibrate: Any = None,
        prior: tuple[Any, Any, Calibration] | None = None,
        topics: tuple[Any, Any] | None = None,
    ) -> Self:
        """Fit the weights, the sigmoids, the second look and the thresholds.

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
            The texts, or texts × labels, to calibrate on: not those with unsure labels, nor those that a prior was
            fitted to; all by default.
        prior : (coef, intercept, Calibration), optional
            Weights to start from: the penalty holds the new ones to these instead of to zero, those of the second
            look, too. Labels too rare to be calibrated keep the prior's sigmoid and threshold; NaN where it has none.
        topics : (texts × topics, features × topics), optional
            Directions in the space of the features along which weights are cheap, and the texts in them.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr", multi_output=True, dtype=np.float64)  # noqa: N806
        indicator = self._targets(y)
        weights = _check_sample_weight(sample_weight, X, dtype=np.float64)
        labels, width = indicator.shape[1], X.shape[1]
        sure = np.ones((X.shape[0], labels), bool)
        if calibrate is not None:
            sure &= np.asarray(calibrate, bool).reshape(X.shape[0], -1)
        coef, intercept = (
            (np.zeros((labels, width)), np.zeros(labels)) if prior is None else map(np.array, prior[:2])
        )
        known = None if prior is None else prior[2]
        base = np.asarray(X @ coef.T + intercept)
        problem = _Problem(X, topics, self.C)
        # A known label's constant is held, too; a new one's is free.
        tied = np.zeros(labels) if known is None else (~np.isnan(known.thresholds)).astype(float)
        held, scores = [], []
        for train, test in self._parts(X.shape[0], groups):
            rows = test[sure[test].any(axis=1)]
            step, constant = self._solve(problem, train, indicator, weights, base, tied)
            held.append(rows)
            scores.append(base[rows] + problem.scores(rows, train, step) + constant)
        everything = np.arange(X.shape[0])
        step, constant = self._solve(problem, everything, indicator, weights, base, tied)
        self.coef_ = coef + problem.coef(step)
        self.intercept_ = intercept + constant
        self.held_out_ = (np.zeros(0, int), np.zeros((0, labels)))
        self.held_out_labels_ = np.zeros((0, labels), bool)
        if held and sum(map(len, held)):
            rows = np.concatenate(held)
            parts = np.repeat(np.arange(len(held)), [len(one) for one in held])
            counts = weights[rows, None] * sure[rows]
            told = (np.concatenate(scores), indicator[rows], counts)
            found = calibrated(*told, self.rare, known, exclusive=not self.multilabel_)
            proba, self.held_out_labels_ = judged(
                *told, parts, self.rare, known, exclusive=not self.multilabel_
            )
            self.held_out_ = (rows, proba)
        else:
            found = plain(labels, known)
        self.calibration_, self.neighbours_, self.thresholds_ = found
        return self

    def decision_function(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Give the score of each label before calibration; of two exclusive labels the second's."""
        scores = self._scores(X)
        if not self.multilabel_ and len(self.classes_) == 2:
            return np.asarray(scores[:, 1] - scores[:, 0])
        return scores

    def predict_proba(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Give the calibrated probability of each label; exclusive labels add up to one."""
        proba = neighbours.calibrated(self._scores(X), self.calibration_, self.neighbours_)
        if not self.multilabel_:
            proba = proba / np.maximum(proba.sum(axis=1, keepdims=True), 1e-300)
        return np.asarray(proba)

    def predict(self, X: Any) -> NDArray[Any]:  # noqa: N803
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

    def _scores(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", reset=False, dtype=np.float64)  # noqa: N806
        return np.asarray(X @ self.coef_.T + self.intercept_)

    def _targets(self, y: Any) -> NDArray[np.float64]:
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

    def _parts(self, count: int, groups: Any) -> Iterator[tuple[Any, Any]]:
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
        problem: _Problem,
        rows: NDArray[np.int_],
        targets: NDArray[np.float64],
        weights: NDArray[np.float64],
        base: NDArray[np.float64],
        tied: NDArray[np.float64],
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        chosen, each = targets[rows], weights[rows]
        share = np.average(chosen, axis=0, weights=each if each.sum() else None)
        start = np.log((share * len(rows) + EVEN) / ((1 - share) * len(rows) + EVEN)) * (1 - tied)
        varied = (share > 0) & (share < 1)
        step = np.zeros((problem.width(rows), targets.shape[1]))
        if varied.any():
            even = np.where(chosen > 0, EVEN / np.maximum(share, 1e-12), EVEN / np.maximum(1 - share, 1e-12))
            spread = (each[:, None] * even**self.balance)[:, varied]
            found = problem.solve(
                rows, chosen[:, varied], spread, (base[rows] + start)[:, varied], tied[varied]
            )
            step[:, varied], start[varied] = found[0], start[varied] + found[1]
        return step, start


class _Problem:
    """Logistic regression of all labels at once by L-BFGS, with scores to start from, which sklearn's does not take.

    Where texts are fewer than features, the weights are a sum of the texts' vectors, and the search is done in that
    smaller space: the same optimum in a small part of the time.
    """

    def __init__(self, X: Any, topics: tuple[Any, Any] | None, C: float) -> None:  # noqa: N803
        self.X = X
        self.topics = topics
        self.C = C
        self.fewer = X.shape[0] < X.shape[1] or topics is not None
        if self.fewer:
            products = X @ X.T
            self.products = products.toarray() if sparse.issparse(products) else np.asarray(products)
            if topics is not None:
                self.products = self.products + np.asarray(topics[0]) @ np.asarray(topics[0]).T

    def width(self, rows: NDArray[np.int_]) -> int:
        return len(rows) if self.fewer else int(self.X.shape[1])

    def solve(
        self,
        rows: NDArray[np.int_],
        targets: NDArray[np.float64],
        weights: NDArray[np.float64],
        base: NDArray[np.float64],
        tied: NDArray[np.float64],
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Find what to add to the scores `base`; the constants of labels that are `tied` are held, too."""
        space = self.X[rows]
        if self.fewer:
            among = self.products[np.ix_(rows, rows)]
            among[np.diag_indices(len(rows))] += 1e-9 * max(float(np.trace(among)) / len(rows), 1e-12)
            space = np.linalg.cholesky(among)
        signs = np.where(targets > 0, 1.0, -1.0)
        shape = (space.shape[1] + 1, targets.shape[1])
        penalty = np.ones(shape) / self.C
        penalty[-1] *= tied

        def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            step = flat.reshape(shape)
            margin = signs * (base + space @ step[:-1] + step[-1])
            pull = -weights * signs * expit(-margin)
            value = float((weights * np.logaddexp(0.0, -margin)).sum() + (penalty * step**2).sum() / 2)
            return value, (np.vstack([space.T @ pull, pull.sum(axis=0)]) + penalty * step).ravel()

        best = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options=_SEARCH)
        step = best.x.reshape(shape)
        if not self.fewer:
            return step[:-1], step[-1]
        return solve_triangular(space, step[:-1], lower=True, trans="T"), step[-1]

    def scores(
        self, rows: NDArray[np.int_], train: NDArray[np.int_], step: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Give what a step found on the texts `train` adds to the scores of the texts `rows`."""
        return np.asarray(self.products[np.ix_(rows, train)] @ step if self.fewer else self.X[rows] @ step)

    def coef(self, step: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give a step found on all texts as weights of the features."""
        if not self.fewer:
            return np.asarray(step.T)
        found = np.asarray(self.X.T @ step)
        if self.topics is not None:
            found = found + np.asarray(self.topics[1]) @ (np.asarray(self.topics[0]).T @ step)
        return np.asarray(found.T)
