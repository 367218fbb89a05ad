"""Labels that a model which had not seen them doubts: candidates for a second look, the most doubtful first.

A text is as doubtful as its most doubtful decision. Measured with false labels put into the real releases, this
finds more of them than cleanlab's scores of several labels do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kr_localgov_nlp.training.domain_texts import DomainText

#: A decision is doubted when its log odds lie so far on the other side of the domain's threshold.
DOUBTED = -1.5
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
        The margin of the most doubtful decision: the lower, the more doubtful.

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


def margins(
    probabilities: NDArray[np.float64], truth: NDArray[np.bool_], thresholds: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give how far each decision's log odds lie on the labels' side of the threshold.

    Parameters
    ----------
    probabilities, truth
        Texts × domains.
    thresholds
        Of each domain.

    Examples
    --------
    >>> margins(np.array([[0.9, 0.1]]), np.array([[True, True]]), np.array([0.5, 0.5])).round(1).tolist()
    [[2.2, -2.2]]
    """
    odds = _log_odds(probabilities) - _log_odds(thresholds)
    return np.where(truth, odds, -odds)


def suspects(
    names: Sequence[str],
    probabilities: NDArray[np.float64],
    thresholds: NDArray[np.float64],
    texts: Sequence[DomainText],
) -> list[Suspect]:
    """List the texts with a doubted label, the most doubtful first.

    Parameters
    ----------
    names
        The domains, in the order of the columns.
    probabilities
        Held out, texts × domains.
    thresholds
        Of each domain.
    texts
        The texts with their labels.
    """
    truth = np.array([[name in one.domains for name in names] for one in texts], dtype=bool)
    truth = truth.reshape(len(texts), len(names))
    margin = margins(probabilities, truth, thresholds)
    scores, doubted = margin.min(axis=1), margin < DOUBTED
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


def _log_odds(values: NDArray[np.float64]) -> NDArray[np.float64]:
    bounded = np.clip(values, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(bounded / (1 - bounded)))
