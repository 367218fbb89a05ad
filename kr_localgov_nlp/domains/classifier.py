"""The domain classifier: texts or Docs in, calibrated probabilities of policy domains out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.validation import check_is_fitted
from spacy.tokens import Doc

from kr_localgov_nlp.domains.calibration import Calibration
from kr_localgov_nlp.domains.features import features
from kr_localgov_nlp.domains.linear import CalibratedLinear
from kr_localgov_nlp.domains.weights import LinearWeights
from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray
    from spacy.language import Language

_SEED = 20240911
# Weights of leading topics are cheaper than those of the last: by the topics' share in the texts to this power.
_LEAD = 0.3


class DomainClassifier(LinearWeights, BaseEstimator):  # type: ignore[misc]
    """Several domains a text, each with a calibrated probability.

    Words that keep the same company share what is learned of each: the weights are found in the space of words and,
    beside it, of the topics of all texts seen (latent semantic analysis), and then told as weights of words alone. So
    a text is scored by one sum over its words, and each word's share in it can be shown.

    Parameters
    ----------
    C : float
        Inverse strength of the penalty.
    min_texts : int
        A feature must stand in so many texts.
    max_features : int
        Only the most frequent features are kept.
    topics : int
        Number of latent topics; 0 for none.
    topic_weight : float
        How much cheaper a topic's weight is than a word's.
    folds, rare : int
        As of `kr_localgov_nlp.domains.linear.CalibratedLinear`.
    nlp : spacy.language.Language, optional
        Analyses texts; the default pipeline otherwise. Not needed for Docs.

    Attributes
    ----------
    classes_ : list of str
        The domains.
    vocabulary_ : dict
        Column of each feature.
    idf_, coef_, intercept_, calibration_, neighbours_, thresholds_ : arrays
        What `predict_proba` computes with.
    held_out_ : (array of int, array)
        After `fit`: rows of texts and their probabilities by models that had not seen them.
    held_out_labels_ : array of bool
        What these models assign to them, in the order of ``classes_``.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> texts = ["시립도서관이 독서 모임을 연다.", "군은 논에 물을 댄다.", "도서관에서 책을 읽는다.", "군은 벼 모내기를 돕는다."]
    >>> model = DomainClassifier(min_texts=1, topics=0, folds=0).fit(texts, ["education", "agriculture"] * 2)
    >>> model.predict(["도서관 책 잔치"])
    [['education']]
    """

    def __init__(
        self,
        C: float = 10.0,  # noqa: N803
        min_texts: int = 3,
        max_features: int = 80_000,
        topics: int = 300,
        topic_weight: float = 3.0,
        folds: int = 5,
        rare: int = 15,
        nlp: Language | None = None,
    ) -> None:
        self.C = C
        self.min_texts = min_texts
        self.max_features = max_features
        self.topics = topics
        self.topic_weight = topic_weight
        self.folds = folds
        self.rare = rare
        self.nlp = nlp

    def fit(
        self,
        X: Sequence[str | Doc | list[str]],  # noqa: N803
        y: Sequence[str | Iterable[str]],
        sample_weight: ArrayLike | None = None,
        groups: ArrayLike | None = None,
        calibrate: ArrayLike | None = None,
        background: Sequence[str | Doc | list[str]] = (),
        prior: DomainClassifier | None = None,
    ) -> Self:
        """Learn from labelled texts.

        Parameters
        ----------
        X : sequence
            Texts, Docs of the pipeline, or lists of `kr_localgov_nlp.domains.features.features`.
        y : sequence
            The domains of each text: a list, or one name, or several divided by ``;``.
        sample_weight, groups, calibrate
            As of `CalibratedLinear.fit`.
        background : sequence
            Texts without labels that topics and frequencies are learned from as well.
        prior : DomainClassifier, optional
            A model whose weights are the start: what the labels do not speak against stays as it was.

        Raises
        ------
        InputError
            As many labels as texts are needed, and two domains at least.
        """
        wanted = [_names(one) for one in y]
        if len(wanted) != len(X):
            raise InputError(
                f"{len(X)} texts and {len(wanted)} labels: one list of domains is needed for each text"
            )
        known = [] if prior is None else list(prior.classes_)
        self.classes_ = known + sorted({name for names in wanted for name in names} - set(known))
        if len(self.classes_) < 2:
            raise InputError("a classifier needs texts of two domains at least")
        targets = np.array([[name in names for name in self.classes_] for names in wanted], dtype=int)
        lists, more = self._features(X), self._features(background)
        self._learn_words([*lists, *more], prior)
        words = self._vectors(lists)
        start = None if prior is None else self._start(prior)
        topics = None
        if self.topics and prior is None:
            seen = sparse.vstack([words, self._vectors(more)]) if more else words
            count = min(self.topics, min(seen.shape) - 1)
            if count > 1:
                found = TruncatedSVD(count, n_iter=3, random_state=_SEED).fit(seen)
                basis = _leading(words, found.components_.T) * self.topic_weight
                topics = (words @ basis, basis)
        sure = None
        if calibrate is not None:
            # A prior is a stranger to every text as to a domain that it lacks.
            sure = np.tile(np.asarray(calibrate, bool)[:, None], len(self.classes_))
            sure[:, len(known) :] |= bool(known)
        linear = CalibratedLinear(C=self.C, folds=self.folds, rare=self.rare)
        linear.fit(words, targets, sample_weight, groups, sure, start, topics)
        self.coef_ = linear.coef_
        self.intercept_ = linear.intercept_
        self.calibration_ = linear.calibration_
        self.neighbours_ = linear.neighbours_
        self.thresholds_ = linear.thresholds_
        self.held_out_ = linear.held_out_
        self.held_out_labels_ = linear.held_out_labels_
        return self

    def __sklearn_clone__(self) -> DomainClassifier:
        # A pipeline is shared, not copied.
        return type(self)(**self.get_params(deep=False))

    def decision_function(self, X: Sequence[str | Doc | list[str]]) -> NDArray[np.float64]:  # noqa: N803
        """Give the score of each domain before calibration, texts × domains."""
        check_is_fitted(self, "coef_")
        return np.asarray(self._vectors(self._features(X)) @ self.coef_.T + self.intercept_)

    def transform(self, X: Sequence[str | Doc | list[str]]) -> Any:  # noqa: N803
        """Give the texts as sparse rows of length 1, texts × features: what likeness is measured by."""
        check_is_fitted(self, "coef_")
        return self._vectors(self._features(X))

    def predict_proba(self, X: Sequence[str | Doc | list[str]]) -> NDArray[np.float64]:  # noqa: N803
        """Give the calibrated probability of each domain, texts × domains in the order of ``classes_``."""
        return self.calibrated(self.decision_function(X))

    def predict(self, X: Sequence[str | Doc | list[str]]) -> list[list[str]]:  # noqa: N803
        """Assign the domains of each text, the most probable one first; none where the model abstains."""
        return [self.assign(row) for row in self.predict_proba(X)]

    def score(self, X: Sequence[str | Doc | list[str]], y: Sequence[str | Iterable[str]]) -> float:  # noqa: N803
        """Give micro F1, so that ``GridSearchCV`` can choose by it."""
        right = found = gold = 0
        for have, want in zip(self.predict(X), map(_names, y), strict=True):
            right += len(set(have) & set(want))
            found += len(have)
            gold += len(set(want))
        return 2 * right / (found + gold) if found + gold else 1.0

    def _features(self, given: Iterable[str | Doc | list[str]]) -> list[list[str]]:
        if isinstance(given, str):
            raise InputError("a sequence of texts is needed, not one text")
        return [one if isinstance(one, list) else features(self._doc(one)) for one in given]

    def _doc(self, given: str | Doc) -> Doc:
        if isinstance(given, Doc):
            return given
        from kr_localgov_nlp.pipeline import analyze

        return analyze(given, nlp=self.nlp)

    def _learn_words(self, lists: list[list[str]], prior: DomainClassifier | None) -> None:
        if prior is None:
            counted = TfidfVectorizer(analyzer=_same, min_df=self.min_texts, max_features=self.max_features)
            counted.fit(lists)
            self.vocabulary_ = {word: int(column) for word, column in counted.vocabulary_.items()}
            self.idf_ = np.asarray(counted.idf_)
            return
        # New words come behind the old ones; these keep their columns and frequencies.
        counts: dict[str, int] = {}
        for words in lists:
            for word in set(words) - prior.vocabulary_.keys():
                counts[word] = counts.get(word, 0) + 1
        new = sorted(word for word, count in counts.items() if count >= self.min_texts)
        first = len(prior.vocabulary_)
        self.vocabulary_ = prior.vocabulary_ | {word: first + i for i, word in enumerate(new)}
        seen = np.array([counts[word] for word in new], dtype=float)
        self.idf_ = np.append(prior.idf_, np.log((1 + len(lists)) / (1 + seen)) + 1)

    def _vectors(self, lists: Sequence[list[str]]) -> Any:
        """Weight by log frequency and rarity, length 1: as ``TfidfVectorizer(sublinear_tf=True)`` does."""
        rows = [self.vector(words) for words in lists]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([np.zeros(0, dtype=int), *(columns for columns, _ in rows)])
        weights = np.concatenate([np.zeros(0), *(weights for _, weights in rows)])
        return sparse.csr_matrix((weights, columns, ends), shape=(len(lists), len(self.vocabulary_)))

    def _start(self, prior: DomainClassifier) -> tuple[Any, Any, Calibration]:
        more = len(self.classes_) - len(prior.classes_)
        coef = np.zeros((len(self.classes_), len(self.vocabulary_)))
        coef[: len(prior.classes_), : len(prior.vocabulary_)] = prior.coef_
        return (
            coef,
            np.append(prior.intercept_, np.zeros(more)),
            Calibration(
                np.vstack([prior.calibration_, np.full((more, 2), np.nan)]),
                prior.neighbours_,
                np.append(prior.thresholds_, np.full(more, np.nan)),
            ),
        )


def _leading(words: Any, basis: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give topics the length that their share in the texts deserves, of the same size on the whole."""
    spread = np.sqrt(((words @ basis) ** 2).sum(axis=0))
    lengths = spread**_LEAD
    return np.asarray(basis * lengths * (np.linalg.norm(spread) / (np.linalg.norm(lengths * spread) or 1.0)))


def _same(words: list[str]) -> list[str]:
    return words


def _names(given: str | Iterable[str]) -> list[str]:
    names = given.split(";") if isinstance(given, str) else list(given)
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))
