"""What the rules and the tables say of each morpheme, as columns for the recogniser."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.entities.recogniser_features import INTS, SLOTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kr_localgov_nlp.entities.candidates import Candidate
    from kr_localgov_nlp.entities.recogniser_features import Columns

    Ints = NDArray[np.int64]

_LABEL = {label: i for i, label in enumerate(LABELS)}
_RULE, _RUN = INTS.index("rule"), SLOTS.index("run")
N_RULE = 1 + len(LABELS) * 6
# What a name's further morphemes have more than its first: in the numbers of the rule, and of the source.
_STEPS = np.array([[1], [2]], dtype=np.int64)
#: What every release names.
OFFICIAL = frozenset({"HEAD", "DISTRICT", "MINISTRY"})
#: A name is clear where a rule is at least this sure of it.
CLEAR = 0.8


def sizes(n_sources: int) -> dict[str, int]:
    """Give the number of values of each slot of `flag`."""
    return {
        "rule": N_RULE,
        "rr": N_RULE**2,
        "rs": N_RULE**2,
        "src": 4 * n_sources + 4,
        "doc": 1 + len(LABELS),
        "kind": 2,
    }


def located(c: Columns, spans: Sequence[tuple[int, int]]) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Find character spans among the morphemes.

    Parameters
    ----------
    c
        A text's columns.
    spans
        Half-open character offsets.

    Returns
    -------
    first, after : arrays of int
        The first morpheme of each span and the one behind its last.
    whole : array of bool
        Whether both borders are borders of morphemes; the numbers of others mean nothing.
    """
    pairs = np.array(spans, dtype=np.int64).reshape(-1, 2)
    # Of morphemes with one start the last has a width; the copula before it has none.
    first = np.maximum(np.searchsorted(c.starts, pairs[:, 0], "right") - 1, 0)
    after = np.searchsorted(c.starts, pairs[:, 1], "left")
    last = np.maximum(after - 1, 0)
    whole = (c.starts[first] == pairs[:, 0]) & (c.ends[last] == pairs[:, 1]) & (after > first)
    return first, after, whole


def _filled(n: int, first: Ints, after: Ints, begin: Ints, inside: Ints) -> Ints:
    """Write numbers, a row each, at each span's first morpheme and others at the rest; the earlier span wins."""
    out = np.zeros((len(begin), n), dtype=np.int64)
    sizes = after - first
    ends = sizes.cumsum()
    if len(ends) and ends[-1]:
        offsets = ends - sizes
        at = np.arange(ends[-1]) + (first - offsets).repeat(sizes)
        values = inside.repeat(sizes, axis=1)
        values[:, offsets] = begin
        out[:, at[::-1]] = values[:, ::-1]
    return out


def _code(one: Candidate) -> int:
    return 1 + _LABEL[one.label] * 6 + (one.confidence >= 0.75) * 2 + (one.confidence >= 0.9) * 2


def flag(
    text: str,
    c: Columns,
    chosen: Sequence[Candidate],
    sources: Mapping[str, int],
    places: Sequence[NDArray[Any]] | None = None,
) -> None:
    """Say what the rules tell of each morpheme.

    Parameters
    ----------
    text
        The text as given.
    c
        Its columns; those of the rules are written.
    chosen
        The rules' candidates that would stand without the recogniser.
    sources
        Number of each rule, from 1.
    places
        What `located` gives for the candidates, where that is known.
    """
    n = len(c.starts)
    first, after, whole = places or located(c, [(one.start, one.end) for one in chosen])
    codes = [_code(one) for one in chosen], [sources.get(one.source, 0) * 4 for one in chosen]
    first, after, begin = first[whole], after[whole], np.array(codes, dtype=np.int64)[:, whole]
    now, source = _filled(n, first, after, begin, begin + _STEPS)
    wide = np.zeros(n + 2, dtype=np.int64)
    wide[1 : n + 1] = now
    c.ints[_RULE] = now
    c.ints[_RULE + 1] = now * N_RULE + wide[:n]
    c.ints[_RULE + 2] = now * N_RULE + wide[2:]
    source[after - 1] += 1
    c.ints[_RULE + 3] = source
    clear = {text[one.start : one.end]: 1 + _LABEL[one.label] for one in chosen if one.confidence >= CLEAR}
    told = np.frombuffer(bytes(map(clear.get, c.words, repeat(0))), dtype=np.uint8)
    c.ints[_RULE + 4] = told.take(c.slots[_RUN])
    # A text that names no government, agency or head is no release, and other names are likely in it.
    c.ints[_RULE + 5] = any(one.label in OFFICIAL for one in chosen)
