"""The best names of a text under the model's weights, and how far each one leads.

In a linear-chain conditional random field over B, I and O tags a name is worth what its morphemes' tags score more
than "no name" would. So all names worth considering are added up at once, length by length, and the best set that
does not overlap is chosen among some hundred of them, at a tenth of the work of Viterbi's algorithm. The answer is the
same but for a name that is worth something only beside a neighbour it touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

# A name worth less is never chosen.
LEAST = -0.5
# Morphemes that cost more end a name; labels that lie further behind the best one do not begin one.
LOST, BEHIND = -6.0, 6.0
LONGEST = 40


class Grammar(NamedTuple):
    """What neighbouring tags are worth, set against "no name" after "no name".

    Parameters
    ----------
    enter
        Of a name's first morpheme after something that is no name, by label.
    stay
        Of each further one, by label.
    extra
        Of a name of one morpheme, and of a longer one, by label.
    meet
        Of two names that touch, by label of the first, whether it is long, label of the second.
    """

    enter: Floats
    stay: Floats
    extra: Floats
    meet: list[list[list[float]]]


class Gains(NamedTuple):
    """What tags are worth more than "no name", labels by morphemes.

    Parameters
    ----------
    begin, inside
        Of the first morpheme of a name, and of each further one after the one before it.
    """

    begin: Floats
    inside: Floats


# A name worth considering: its first morpheme, the one behind its last, its label, what it is worth.
Segment = tuple[int, int, int, float]


def grammar(transitions: Floats) -> Grammar:
    """Read the weights of tags beside tags.

    Parameters
    ----------
    transitions
        Tags by tags: O, then B of each label, then I of each label in the same order.
    """
    labels = (len(transitions) - 1) // 2
    begins, insides = slice(1, 1 + labels), slice(1 + labels, 1 + 2 * labels)
    nothing = transitions[0, 0]
    b_to_i = np.diagonal(transitions[begins, insides])
    i_to_i = np.diagonal(transitions[insides, insides])
    short = transitions[begins, 0] - nothing
    long = transitions[insides, 0] - nothing + b_to_i - i_to_i
    meet = [
        transitions[tags, begins] - transitions[tags, :1] - transitions[0, begins] + nothing
        for tags in (begins, insides)
    ]
    return Grammar(
        (transitions[0, begins] - nothing)[:, None],
        (i_to_i - nothing)[:, None],
        np.stack((short, long)),
        np.stack(meet, axis=1).tolist(),
    )


def gains(emissions: Floats, rules: Grammar, joined: Bools, led: Bools) -> Gains:
    """Compare all tags with "no name".

    Parameters
    ----------
    emissions
        Morphemes by tags: what each is worth more than "no name" by itself.
    rules
        Of `grammar`.
    joined
        For each morpheme whether it follows the one before directly, on one line.
    led
        For each morpheme whether anything stands before it on its line.
    """
    labels = emissions.shape[1] // 2
    own = np.array(emissions.T, order="C")
    begin = own[:labels]
    begin += rules.enter * led
    inside = own[labels:]
    inside += rules.stay
    inside[:, ~joined] = 2 * LOST
    return Gains(begin, inside)


def segments(g: Gains, extra: Floats) -> list[Segment]:
    """List the names worth considering, in the order of their ends.

    Parameters
    ----------
    g
        Of `gains`.
    extra
        Of `grammar`.
    """
    labels, n = g.begin.shape
    if not n:
        return []
    label, at = np.nonzero(g.begin > np.maximum(g.begin.max(axis=0) - BEHIND, LOST))
    # How far a name begun may go on: up to the first morpheme that is no part of one.
    flat = np.full((labels, n + 1), n)
    row, column = np.nonzero(g.inside <= LOST)
    flat[row, column] = column
    stops = np.minimum.accumulate(flat[:, ::-1], axis=1)[:, ::-1]
    sums = np.zeros((labels, n + 1), dtype=np.float32)
    np.cumsum(np.maximum(g.inside, LOST), axis=1, out=sums[:, 1:])
    longest = np.minimum(stops[label, at + 1] - at, LONGEST)
    base = g.begin[label, at] - sums[label, at + 1]
    first, which = np.repeat(at, longest), np.repeat(label, longest)
    after = np.arange(1, len(first) + 1) + np.repeat(at - np.cumsum(longest) + longest, longest)
    worth = np.repeat(base, longest) + sums[which, after] + extra[(after - first > 1).astype(np.intp), which]
    good = np.flatnonzero(worth > LEAST)
    # Names of one span in two labels: one label alone is worth considering, the best.
    spans = after[good] * (n + 1) + first[good]
    order = np.lexsort((-worth[good], spans))
    spans = spans[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = spans[1:] != spans[:-1]
    good = good[order[new]]
    return list(
        zip(
            first[good].tolist(),
            after[good].tolist(),
            which[good].tolist(),
            worth[good].tolist(),
            strict=True,
        )
    )


def best(found: Sequence[Segment], meet: list[list[list[float]]], joined: Sequence[bool]) -> list[Segment]:
    """Choose the set of names that is worth most and does not overlap.

    Parameters
    ----------
    found
        Of `segments`, in the order of their ends.
    meet
        Of `grammar`.
    joined
        For each morpheme whether it follows the one before directly.

    Examples
    --------
    >>> a, b, c = (0, 1, 0, 2.0), (0, 2, 1, 4.0), (2, 3, 0, 1.0)
    >>> best([a, b, c], np.zeros((2, 2, 2)).tolist(), [False, True, True]) == [b, c]
    True
    """
    ends: list[int] = [0]
    totals: list[float] = [0.0]
    links: list[tuple[int, int]] = [(-1, -1)]  # which name ends there, and the entry before it
    ending: dict[int, list[tuple[float, int, int]]] = {}
    for number, (first, after, label, worth) in enumerate(found):
        low = len(ends) - 1
        while ends[low] > first:
            low -= 1
        total, previous = totals[low] + worth, low
        if first in ending and joined[first]:
            # The name before touches this one: what both together are worth is known, not only each.
            total = float("-inf")
            free = low
            while free and ends[free] == first:
                free -= 1
            total, previous = totals[free] + worth, free
            for value, one, entry in ending[first]:
                begun, ended, its, _ = found[one]
                with_it = value + worth + meet[its][ended - begun > 1][label]
                if with_it > total:
                    total, previous = with_it, entry
        if total > totals[-1]:
            ends.append(after)
            totals.append(total)
            links.append((number, previous))
            ending.setdefault(after, []).append((total, number, len(ends) - 1))
    chosen = []
    at = len(ends) - 1
    while at > 0:
        number, at = links[at]
        chosen.append(found[number])
    return chosen[::-1]


def leads(chosen: Sequence[Segment], found: Sequence[Segment]) -> list[float]:
    """Tell by how much each chosen name leads over the best other that it shuts out, and over none at all.

    Examples
    --------
    >>> a, b = (0, 1, 0, 2.0), (0, 2, 1, 4.5)
    >>> leads([b], [a, b])
    [2.5]
    """
    out = []
    low = 0
    for first, after, label, worth in chosen:
        rival = 0.0
        while low < len(found) and found[low][1] <= first:
            low += 1
        for number in range(low, len(found)):
            other = found[number]
            if other[1] > after + LONGEST:
                break
            if other[0] < after and other[3] > rival and other[:3] != (first, after, label):
                rival = other[3]
        out.append(worth - rival)
    return out
