"""From how far a name leads, or which rule found it, to how often such a name is right."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kr_localgov_nlp.entities.candidates import refused_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Confidence from here on is given only to what was right at least `SURE_MEANS` of the time.
SURE, SURE_MEANS = 0.9, 0.97
_BELOW = 0.89
# Names behind one step of the table, at least; and the rules' own texts, counted as so many of real ones.
STEP, PRIOR = 25, 20
_LOWEST, _HIGHEST = 0.02, 0.995


class Judged(NamedTuple):
    """One candidate with what came of it.

    Parameters
    ----------
    label, source
        Its label and the rule; the recogniser's own source for what the weights chose.
    lead
        By how much the weights prefer it; None for a rule's candidate that they did not judge or refused.
    right
        Whether the labels have it.
    real
        Whether the text is a real release.
    refused
        Whether it is of a label that the weights decide, and they refused it.
    """

    label: str
    source: str
    lead: float | None
    right: bool
    real: bool = True
    refused: bool = False


def calibrate(judged: Iterable[Judged], adds: Mapping[str, float] = MappingProxyType({})) -> dict[str, Any]:
    """Count how often candidates are right.

    Parameters
    ----------
    judged
        Candidates on texts that the weights had not seen.
    adds
        Labels of which the weights only add names beside those of the rules, and from which lead on.

    Returns
    -------
    dict
        ``leads``: by label the bounds between steps and the share right in each; ``against``: by label, of tables that
        only propose by source, the share right of the candidates that the weights refuse; ``rules``: by source the share right of the others; ``adds``.

    Examples
    --------
    >>> table = calibrate([Judged("ORG", "model", 0.1 * i, i > 20) for i in range(100)])
    >>> bounds, values = table["leads"]["ORG"]
    >>> values[0] < 0.5, values[-1] > 0.9
    (True, True)
    """
    leads: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    rules: dict[str, list[Judged]] = defaultdict(list)
    against: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        if one.lead is not None:
            leads[one.label].append((one.lead, one.right))
        elif one.refused:
            against[refused_as(one.source, one.label)].append(one.right)
        else:
            rules[one.source].append(one)
    return {
        "leads": {label: _steps(pairs) for label, pairs in sorted(leads.items())},
        "against": {
            label: _tidy((sum(told) + 0.5) / (len(told) + 2)) for label, told in sorted(against.items())
        },
        "adds": dict(adds),
        "rules": {source: _of_rule(told) for source, told in sorted(rules.items())},
    }


def _of_rule(told: Sequence[Judged]) -> float:
    real = [one.right for one in told if one.real]
    written = [one.right for one in told if not one.real]
    prior = (sum(written) + 9) / (len(written) + 10)
    return _tidy((sum(real) + PRIOR * prior) / (len(real) + PRIOR))


def _steps(pairs: list[tuple[float, bool]]) -> list[list[float]]:
    """Fit shares that only rise with the lead: neighbours that fall are pooled."""
    pairs.sort()
    blocks: list[list[float]] = []  # right, all, last lead
    size = max(1, min(STEP, len(pairs) // 4))
    for at in range(0, len(pairs), size):
        part = pairs[at : at + size]
        blocks.append([sum(right for _, right in part), len(part), part[-1][0]])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + last[0], blocks[-1][1] + last[1], last[2]]
    values = [_tidy((right + 0.5) / (count + 1)) for right, count, _ in blocks]
    return [[round(last, 3) for _, _, last in blocks[:-1]], values]


def _tidy(share: float) -> float:
    share = float(np.clip(share, _LOWEST, _HIGHEST))
    return _BELOW if SURE <= share < SURE_MEANS else round(share, 3)


def table(judged: Iterable[tuple[str, float, bool]]) -> dict[str, dict[str, tuple[int, int]]]:
    """Count right and all names by label and step of confidence.

    Parameters
    ----------
    judged
        Label, confidence, whether right.

    Returns
    -------
    dict
        By label, by step: right, all.

    Examples
    --------
    >>> table([("ORG", 0.95, True), ("ORG", 0.93, False), ("ORG", 0.6, True)])["ORG"]
    {'≥ 0.9': (1, 2), '0.5 – 0.7': (1, 1)}
    """
    steps = ((0.9, "≥ 0.9"), (0.7, "0.7 – 0.9"), (0.5, "0.5 – 0.7"), (0.0, "< 0.5"))
    out: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for label, confidence, right in judged:
        name = next(name for low, name in steps if confidence >= low)
        done, every = out[label].get(name, (0, 0))
        out[label][name] = (done + right, every + 1)
    return dict(out)


def confident(judged: Iterable[tuple[str, float, bool]], low: float = SURE) -> Mapping[str, float]:
    """Give the precision of what has at least a confidence, by label."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for label, confidence, right in judged:
        if confidence >= low:
            counts[label][0] += right
            counts[label][1] += 1
    return {label: right / every for label, (right, every) in counts.items()}
