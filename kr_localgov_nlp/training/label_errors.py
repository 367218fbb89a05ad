"""Labels that a model which had not seen them doubts: candidates for a second look, the most doubtful first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kr_localgov_nlp.training.domain_texts import DomainText

#: A decision is doubted when the model gives it less than this.
DOUBTED = 0.1
_LEAST = 1e-6


class Suspect(NamedTuple):
    """A text whose labels should be looked at again.

    Parameters
    ----------
    place
        File and row, or the text's id.
    labelled
        Its domains.
    missing, wrong
        Domains that the model misses, and such that it would not give, each with its probability.
    score
        Log likelihood of the labels: the lower, the more doubtful.

    Examples
    --------
    >>> print(Suspect("mine.csv, line 8", ("jobs",), (("sports", 0.97),), (("jobs", 0.01),), -8.1))
    mine.csv, line 8: jobs; missing? sports 0.97; wrong? jobs 0.01
    """

    place: str
    labelled: tuple[str, ...]
    missing: tuple[tuple[str, float], ...]
    wrong: tuple[tuple[str, float], ...]
    score: float

    def __str__(self) -> str:
        told = [f"{self.place}: {', '.join(self.labelled) or 'none'}"]
        for what, found in (("missing?", self.missing), ("wrong?", self.wrong)):
            if found:
                told.append(f"{what} " + ", ".join(f"{name} {value:.2f}" for name, value in found))
        return "; ".join(told)


def label_scores(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Score the labels of each text by held-out probabilities; the lower, the more doubtful.

    Parameters
    ----------
    probabilities, truth
        Texts × domains.

    Examples
    --------
    >>> label_scores(np.array([[0.9, 0.1], [0.9, 0.1]]), np.array([[True, False], [False, True]])).round(2).tolist()
    [-0.21, -4.61]
    """
    given = np.where(truth, probabilities, 1 - probabilities)
    return np.asarray(np.log(np.clip(given, _LEAST, 1)).sum(axis=1))


def suspects(
    names: Sequence[str], probabilities: NDArray[np.float64], texts: Sequence[DomainText]
) -> list[Suspect]:
    """List the texts with a doubted label, the most doubtful first.

    Parameters
    ----------
    names
        The domains, in the order of the columns.
    probabilities
        Held out, texts × domains.
    texts
        The texts with their labels.
    """
    truth = np.array([[name in one.domains for name in names] for one in texts], dtype=bool)
    truth = truth.reshape(len(texts), len(names))
    scores = label_scores(probabilities, truth)
    doubted = np.where(truth, probabilities, 1 - probabilities) < DOUBTED
    out = []
    for row in np.argsort(scores, kind="stable").tolist():
        if doubted[row].any():
            told = [
                (names[i], float(probabilities[row, i]), truth[row, i])
                for i in np.flatnonzero(doubted[row]).tolist()
            ]
            out.append(
                Suspect(
                    texts[row].id,
                    texts[row].domains,
                    tuple((name, value) for name, value, there in told if not there),
                    tuple((name, value) for name, value, there in told if there),
                    float(scores[row]),
                )
            )
    return out
