"""The columns of many features at once: some hundred look-ups in a dict of 80,000 words wait for memory each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


class Lookup:
    """Words with their numbers, as a hash table of arrays: that of 64 bits stands for the word.

    Parameters
    ----------
    numbers
        The number of each word; nobody may change them afterwards.

    Examples
    --------
    >>> Lookup({"축제": 0, "도서관": 7})(["도서관", "낱말", "축제", "도서관"]).tolist()
    [7, 0, 7]
    """

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self.numbers = numbers
        count = len(numbers)
        self._hashes = np.fromiter(map(hash, numbers), np.int64, count)
        self._values = np.fromiter(numbers.values(), np.int64, count)
        self._slots = np.full(1 << (4 * count).bit_length(), -1, dtype=np.int32)
        self._mask = len(self._slots) - 1
        waiting, step = np.arange(count, dtype=np.int32), 0
        while len(waiting):
            slots = (self._hashes[waiting] + step) & self._mask
            free = self._slots[slots] < 0
            self._slots[slots[free]] = waiting[free]
            waiting, step = waiting[self._slots[slots] != waiting], step + 1

    def __call__(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Give the numbers of the words that have one, each as often as it comes, in any order."""
        hashes = np.fromiter(map(hash, words), np.int64, len(words))
        found = [np.zeros(0, dtype=np.int64)]
        step = 0
        while len(hashes):
            at = self._slots[(hashes + step) & self._mask]
            taken = at >= 0
            right = taken & (self._hashes[at] == hashes) if len(self._hashes) else taken
            found.append(self._values[at[right]])
            hashes, step = hashes[taken & ~right], step + 1
        return np.concatenate(found)

    def __reduce__(self) -> tuple[type[Lookup], tuple[Mapping[str, int]]]:
        # Another process hashes text otherwise.
        return type(self), (self.numbers,)
