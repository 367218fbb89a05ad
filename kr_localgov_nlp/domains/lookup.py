"""The columns of many features at once: some hundred look-ups in a dict of 80,000 words wait for memory each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray


_FREE = np.uint64(2**64 - 1)


class Lookup:
    """Words with their numbers, as a hash table of arrays: that of 64 bits stands for the word.

    Parameters
    ----------
    numbers
        The number of each word; nobody may change them afterwards.

    Examples
    --------
    >>> sorted(Lookup({"축제": 0, "도서관": 7})(["도서관", "낱말", "축제", "도서관"]).tolist())
    [0, 7, 7]
    """

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self.numbers = numbers
        count = len(numbers)
        hashes = _hashes(numbers)
        values = np.fromiter(numbers.values(), np.uint64, count)
        # A slot holds the word's hash but for the lowest bits, and its number in these: one look tells both. The highest
        # number that they can hold is that of no word.
        self._low = np.uint64((1 << (int(values.max(initial=0)) + 1).bit_length()) - 1)
        self._most = np.int64(self._low)
        codes = hashes & ~self._low | values
        self._slots = np.full(1 << (4 * count).bit_length(), _FREE)
        self._mask = np.uint64(len(self._slots) - 1)
        waiting, step = np.arange(count), np.uint64(0)
        while len(waiting):
            slots = (hashes[waiting] + step) & self._mask
            free = self._slots[slots] == _FREE
            self._slots[slots[free]] = codes[waiting[free]]
            waiting, step = waiting[self._slots[slots] != codes[waiting]], step + np.uint64(1)

    def __call__(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Give the numbers of the words that have one, each as often as it comes, in any order."""
        hashes = _hashes(words)
        found = []
        step = np.uint64(0)
        while len(hashes):
            codes = self._slots.take((hashes + step) & self._mask)
            right = (codes ^ hashes) <= self._low
            found.append(codes[right] & self._low)
            hashes, step = hashes[~right & (codes != _FREE)], step + np.uint64(1)
        numbers = np.concatenate(found).view(np.int64) if found else np.zeros(0, dtype=np.int64)
        return numbers[numbers < self._most]

    def __reduce__(self) -> tuple[type[Lookup], tuple[Mapping[str, int]]]:
        # Another process hashes text otherwise.
        return type(self), (self.numbers,)


def _hashes(words: Collection[str]) -> NDArray[np.uint64]:
    return np.fromiter(map(hash, words), np.int64, len(words)).view(np.uint64)
