"""The recogniser's second opinion: a small convolutional network over the same columns, in NumPy.

It first learned from unlabelled releases to guess a hidden word from those around it, then from the labels. Where the
weights of the random field know a word or not, the network knows which words are alike; so what it says is added to what
they say, tag by tag, before names are chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.recogniser_features import INTS, SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from kr_localgov_nlp.entities.recogniser_features import Columns

    Floats = NDArray[np.float32]

NETWORK = "network.npz"
#: What it looks at: numbers, and words; a run counts otherwise where it began before.
NUMBERS, WORDS = ("t", "q", "rule", "src", "doc"), ("w", "head", "after", "phrase", "beyond", "run")
_DENSE = 2  # numbers that every morpheme has; the others are 0 away from names
_NUMBERS = [INTS.index(slot) for slot in NUMBERS]
_WORDS = np.array([SLOTS.index(slot) for slot in WORDS])
_RUN = SLOTS.index("run")


class Network:
    """The network's weights.

    Parameters
    ----------
    arrays
        Of ``network.npz``: ``keys`` (what words show of themselves, by lines) with ``vectors`` (bytes) and ``scale``;
        ``words``, the numbers' tables by slot, ``bias``; ``layers`` (one matrix for the morpheme before, the one itself, the one
        behind, each `dilations` away) with ``biases``; ``memory`` and its bias; ``out`` and its bias, tags against "no name".
    room
        How many words are kept at a time.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], room: int) -> None:
        names = bytes(arrays["keys"]).decode().split("\n")
        self._keys = {name: i for i, name in enumerate(names)}
        self._vectors, self._scale = arrays["vectors"], arrays["scale"].astype(np.float32)
        size = self._vectors.shape[1]
        floats: dict[str, Floats] = {
            name: arrays[name].astype(np.float32) for name in arrays if name not in ("keys", "vectors")
        }
        self._words = floats["words"]
        # Away from names what rules say is 0, so that its rows stand in the bias, and only others are looked up.
        self._bias = floats["bias"] + sum(floats[slot][0] for slot in NUMBERS[_DENSE:])
        self._tables = [floats[slot] for slot in NUMBERS[:_DENSE]]
        self._tables += [floats[slot] - floats[slot][0] for slot in NUMBERS[_DENSE:]]
        self._layers, self._biases = floats["layers"], floats["biases"]
        self._dilations = [int(one) for one in arrays["dilations"]]
        self._memory, self._memory_bias = floats["memory"], floats["memory_bias"]
        self._remembers = int(arrays["remembers"])
        self._out, self._out_bias = floats["out"], floats["out_bias"]
        self.transitions = floats["transitions"]
        # The last vector stays empty: that of words beyond those that fit.
        self._met = np.zeros((room + 1, size), dtype=np.float32)

    def counts(self, share: float) -> None:
        """Let its scores count so much beside others."""
        self._out, self._out_bias = self._out * share, self._out_bias * share

    def meet(self, number: int, keys: Iterable[str]) -> None:
        """Keep the vector of a word under a number: the sum over what it shows of itself."""
        known = self._keys
        rows = [row for row in map(known.get, keys) if row is not None]
        self._met[number] = self._vectors[rows].sum(axis=0, dtype=np.float32) * self._scale

    def emissions(self, c: Columns, numbers: NDArray[np.int32], keep: NDArray[np.intp]) -> Floats:
        """Score every tag but "no name" against it for some morphemes.

        Parameters
        ----------
        c
            A text's columns.
        numbers
            The number of each of its words, as they were met.
        keep
            The morphemes wanted.
        """
        n, size = len(c.starts), self._met.shape[1]
        words = numbers[c.slots[_WORDS]]
        seen = np.zeros((n, len(WORDS) + 1, size), dtype=np.float32)
        seen[:, :-1] = self._met[words.T]
        inner = np.flatnonzero(c.inner)
        seen[inner, -1] = seen[inner, -2]
        seen[inner, -2] = 0
        z: Floats = seen.reshape(n, -1) @ self._words
        z += self._bias
        for table, slot in zip(self._tables[:_DENSE], _NUMBERS, strict=False):
            z += table[c.ints[slot]]
        for table, slot in zip(self._tables[_DENSE:], _NUMBERS[_DENSE:], strict=True):
            values = c.ints[slot]
            told = np.flatnonzero(values)
            z[told] += table[values[told]]
        np.maximum(z, 0, out=z)
        width = z.shape[1]
        around = np.zeros((n, 3, width), dtype=np.float32)
        for step, (dilation, layer, bias) in enumerate(
            zip(self._dilations, self._layers, self._biases, strict=True)
        ):
            around[:dilation, 0] = 0
            around[dilation:, 0] = z[:-dilation]
            around[:, 1] = z
            around[:-dilation, 2] = z[dilation:]
            around[-dilation:, 2] = 0
            more = around.reshape(n, -1) @ layer
            more += bias
            np.maximum(more, 0, out=more)
            z += more
            if step == self._remembers:
                self._remember(z, words[-1])
        scores: Floats = z[keep] @ self._out
        scores += self._out_bias
        return scores

    def _remember(self, z: Floats, runs: NDArray[np.int32]) -> None:
        """Add to each morpheme what the text tells wherever its run stands."""
        order = np.argsort(runs, kind="stable")
        ordered = runs[order]
        first = np.flatnonzero(np.diff(ordered, prepend=-1))
        sizes = np.diff(first, append=len(runs))
        mean = np.add.reduceat(z[order], first, axis=0) / sizes[:, None].astype(np.float32)
        told = mean @ self._memory
        told += self._memory_bias
        np.maximum(told, 0, out=told)
        z[order] += np.repeat(told, sizes, axis=0)
