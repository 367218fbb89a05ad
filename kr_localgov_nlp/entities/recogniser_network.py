"""The recogniser's second opinion: a small convolutional network over the same columns, in NumPy.

It first learned from unlabelled releases to guess a hidden word from those around it, then from the labels. Where the
weights of the random field know a word or not, the network knows which words are alike; so what it says is added to what
they say, tag by tag, before names are chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.recogniser_features import INTS, NOMINAL, SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from kr_localgov_nlp.entities.recogniser_features import Columns

    Floats = NDArray[np.float32]
    Rows = NDArray[np.intp]

NETWORK = "network.npz"
#: What it looks at: numbers, and words; a run counts otherwise where it began before.
NUMBERS, WORDS = ("t", "q", "rule", "src", "doc"), ("w", "head", "after", "phrase", "beyond", "run")
#: A morpheme's tag and the blanks beside it are one number, so many times the tag.
SPACED = 9
_DENSE = 2  # numbers that every morpheme has; the others are 0 away from names
_NUMBERS = [INTS.index(slot) for slot in NUMBERS]
_WORDS = np.array([SLOTS.index(slot) for slot in WORDS])


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
        # One row a word and slot, a run's twice; the last rows stay empty: those of words beyond those that fit.
        self._places = len(self._words) // size
        self._words = np.ascontiguousarray(
            self._words.reshape(self._places, size, -1).transpose(1, 0, 2).reshape(size, -1)
        )
        self._met = np.zeros(((room + 1) * self._places, len(self._bias)), dtype=np.float32)
        self._column = np.arange(len(WORDS), dtype=np.int32)[:, None]

    def counts(self, share: float) -> None:
        """Let its scores count so much beside others."""
        self._out, self._out_bias = self._out * share, self._out_bias * share

    def meet(self, number: int, keys: Iterable[str]) -> None:
        """Keep what a word is worth in each slot under a number: its vector is the sum over what it shows of itself."""
        known = self._keys
        rows = [row for row in map(known.get, keys) if row is not None]
        vector = self._vectors[rows].sum(axis=0, dtype=np.float32) * self._scale
        first = number * self._places
        self._met[first : first + self._places] = (vector @ self._words).reshape(self._places, -1)

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
        n, width, far = len(c.starts), len(self._bias), max(self._dilations)
        words = numbers[c.slots[_WORDS]]
        # Beyond the text's ends stand rows of nothing.
        wide = np.zeros((n + 2 * far, width), dtype=np.float32)
        own = wide[far : far + n]
        self._read(c, words, own)
        again, first, sizes = _told_again(words[-1], c)
        last = len(self._layers) - 1
        for step, (by, layer, bias) in enumerate(
            zip(self._dilations, self._layers, self._biases, strict=True)
        ):
            if step < last:
                more = own @ layer[width : 2 * width]
                for begin, part in ((far - by, layer[:width]), (far + by, layer[2 * width :])):
                    more += wide[begin : begin + n] @ part
            else:
                # The last layer is only asked of what is scored, or remembered.
                asked = np.zeros(n, dtype=bool)
                asked[keep] = asked[again] = True
                rows = asked.nonzero()[0]
                place = asked.cumsum() - 1
                keep, again = place.take(keep), place.take(again)
                near = wide.take(rows[:, None] + (far - by, far, far + by), axis=0, mode="clip")
                own = near[:, 1]
                more = near.reshape(len(rows), -1) @ layer
            more += bias
            own += np.maximum(more, 0, out=more)
            if step == self._remembers and len(again):
                self._remember(own, again, first, sizes)
        scores: Floats = own.take(keep, axis=0) @ self._out
        scores += self._out_bias
        return scores

    def _read(self, c: Columns, words: NDArray[np.int32], z: Floats) -> None:
        """Add up what the columns say of each morpheme."""
        points = words * self._places + self._column
        points[-1] += c.inner
        self._met.take(points[0], axis=0, mode="clip", out=z)
        part = np.empty_like(z)
        for rows in points[1:]:
            z += self._met.take(rows, axis=0, mode="clip", out=part)
        z += self._bias
        for table, slot in zip(self._tables[:_DENSE], _NUMBERS, strict=False):
            z += table.take(c.ints[slot], axis=0, mode="clip", out=part)
        for table, slot in zip(self._tables[_DENSE:], _NUMBERS[_DENSE:], strict=True):
            values = c.ints[slot]
            told = values.nonzero()[0]
            z[told] += table.take(values.take(told), axis=0)
        np.maximum(z, 0, out=z)

    def _remember(self, z: Floats, again: Rows, first: Rows, sizes: Rows) -> None:
        """Add to the morphemes of a run of nouns that is told again what the text tells wherever it stands."""
        mean = np.add.reduceat(z.take(again, axis=0), first, axis=0)
        mean *= (1 / sizes).astype(np.float32)[:, None]
        more = mean @ self._memory
        more += self._memory_bias
        np.maximum(more, 0, out=more)
        z[again] += more.repeat(sizes, axis=0)


def _told_again(runs: NDArray[np.int32], c: Columns) -> tuple[Rows, Rows, Rows]:
    """Give the nouns of runs that are told more than once, run by run: where each run's begin, and how many they are."""
    nouns = NOMINAL.take(c.ints[_NUMBERS[0]] // SPACED).nonzero()[0]
    nouns = nouns.take(runs.take(nouns).argsort(kind="stable"))
    if not len(nouns):
        return nouns, nouns, nouns
    ordered = runs.take(nouns)
    first = np.concatenate(([True], ordered[1:] != ordered[:-1])).nonzero()[0]
    sizes = np.append(first[1:], len(nouns)) - first
    again = np.add.reduceat((~c.inner).take(nouns), first, dtype=np.intp) > 1
    nouns, sizes = nouns[again.repeat(sizes)], sizes[again]
    return nouns, sizes.cumsum() - sizes, sizes
