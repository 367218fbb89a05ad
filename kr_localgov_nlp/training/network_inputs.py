"""Texts as the network's trainer reads them: words by what they show of themselves, and batches of whole texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.recogniser_features import INTS, NOMINAL, SLOTS
from kr_localgov_nlp.entities.recogniser_network import NUMBERS, SPACED, WORDS
from kr_localgov_nlp.entities.recogniser_words import NOTHING, word_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from kr_localgov_nlp.entities.recogniser_features import Columns

    Ints = NDArray[np.int64]

#: Empty rows between two texts of a batch, so that no text sees another.
BETWEEN = 8
HIDDEN = 0  # the word that shows nothing of itself
_NUMBERS = [INTS.index(slot) for slot in NUMBERS]
_WORDS = [SLOTS.index(slot) for slot in WORDS]
_RUN = WORDS.index("run")


class Words:
    """All words met, numbered, with the numbers of their keys.

    Parameters
    ----------
    keys
        The keys that have vectors, in order; the first has number 1.
    seen
        What an archive told of names.

    Examples
    --------
    >>> words = Words(["=나주시", "$1시"])
    >>> words.number("나주시"), words.number("광주시"), words.number("나주시")
    (1, 2, 1)
    >>> [words.keys_of(np.array([one]))[0].tolist() for one in (1, 2)]
    [[1, 2], [2]]
    """

    def __init__(self, keys: Sequence[str], seen: Mapping[str, str] = NOTHING) -> None:
        self.keys = list(keys)
        self._key = {key: i for i, key in enumerate(self.keys, 1)}
        self._seen = seen
        self._numbers: dict[str, int] = {}
        self._flat: list[int] = [0]
        self._bounds: list[int] = [0, 1]
        self._arrays: tuple[Ints, Ints] | None = None

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def number(self, word: str) -> int:
        """Give the number of a word, a new one where it was not met."""
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self)
            known = [self._key[key] for key in word_keys(word, self._seen) if key in self._key]
            self._flat += known or [0]
            self._bounds.append(len(self._flat))
            self._arrays = None
        return found

    def keys_of(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Give the keys of several words one after another, and where each word's begin."""
        if self._arrays is None:
            self._arrays = (np.array(self._flat, dtype=np.int64), np.array(self._bounds, dtype=np.int64))
        flat, bounds = self._arrays
        sizes = bounds[numbers + 1] - bounds[numbers]
        begins = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        at = np.arange(int(sizes.sum())) + np.repeat(bounds[numbers] - begins, sizes)
        return flat[at], begins


@dataclass(slots=True)
class Laid:
    """One text laid out.

    Parameters
    ----------
    words
        Numbers of its words, as the columns list them.
    slots, numbers
        Of its columns, those that the network looks at.
    inner, lines
        Of its columns.
    tags
        Number of each morpheme's tag; empty where the text has no labels.
    times
        How often the text counts.
    """

    words: NDArray[np.int32]
    slots: NDArray[np.int32]
    numbers: NDArray[np.int32]
    inner: NDArray[np.bool_]
    lines: NDArray[np.bool_]
    tags: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, dtype=np.int8))
    times: int = 1

    def __len__(self) -> int:
        return len(self.inner)


def lay_out(c: Columns, words: Words) -> Laid:
    """Keep of a text's columns what the network looks at."""
    return Laid(
        np.array([words.number(word) for word in c.words], dtype=np.int32),
        c.slots[_WORDS].astype(np.int32),
        c.ints[_NUMBERS].astype(np.int32),
        c.inner,
        c.lines,
    )


def frequent_keys(counts: Mapping[str, int], whole: int, part: int) -> list[str]:
    """Choose the keys that stand often enough: whole words, and parts or shapes of them.

    Examples
    --------
    >>> frequent_keys({"=나주시": 5, "=군": 2, "$1시": 5}, whole=3, part=9)
    ['=나주시']
    """
    return [key for key, count in counts.items() if count >= (whole if key[0] == "=" else part)]


def count_keys(words: Iterable[tuple[str, int]], seen: Mapping[str, str] = NOTHING) -> dict[str, int]:
    """Count the keys of words by how often the words stand.

    Examples
    --------
    >>> count_keys([("시", 3)])["$1시"]
    3
    """
    out: dict[str, int] = {}
    for word, count in words:
        for key in word_keys(word, seen):
            out[key] = out.get(key, 0) + count
    return out


def batch(
    texts: Sequence[Laid], words: Words, shown: Callable[[Laid], NDArray[Any]] = lambda one: one.words
) -> dict[str, Any]:
    """Put texts one behind the other.

    Parameters
    ----------
    texts
        The texts.
    words
        Where their words are numbered.
    shown
        Gives the words of a text with the hidden ones hidden.

    Returns
    -------
    dict
        Arrays: ``keys`` and ``begins`` of the distinct words, ``slots`` into them, ``inner``, ``numbers``, ``rows`` (where each
        morpheme stands among the empty rows), ``live`` (which rows are morphemes), ``runs`` (which morphemes of a text
        have the same run), ``share`` (one over their number) and ``again`` (whether it is of nouns and told twice or more).
    """
    total = sum(map(len, texts))
    slots = np.empty((len(WORDS), total), dtype=np.int64)
    rows, runs = np.empty(total, dtype=np.int64), np.empty(total, dtype=np.int64)
    at, row = 0, BETWEEN
    for number, one in enumerate(texts):
        n, now = len(one), slice(at, at + len(one))
        numbers = shown(one)
        slots[:, now] = numbers[one.slots]
        rows[now] = np.arange(row, row + n)
        run = one.slots[_RUN]
        same = slots[_RUN, now]
        # What is hidden in two places is not told by one of them for the other, nor a particle by a noun of its form.
        apart = (same == HIDDEN) | ~NOMINAL[one.numbers[0] // SPACED]
        runs[now] = np.where(apart, -1 - run, same) * len(texts) + number
        at, row = at + n, row + n + BETWEEN
    distinct, where = np.unique(slots, return_inverse=True)
    keys, begins = words.keys_of(distinct)
    live = np.zeros((row, 1), dtype=np.float32)
    live[rows] = 1
    _, group = np.unique(runs, return_inverse=True)
    share = (1 / np.bincount(group)).astype(np.float32)[:, None]
    inner = np.concatenate([one.inner for one in texts])
    numbers = np.concatenate([one.numbers for one in texts], axis=1).astype(np.int64)
    told = np.bincount(group[~inner], minlength=len(share))
    again = NOMINAL[numbers[0] // SPACED] & (told[group] > 1)
    return {
        "keys": keys,
        "begins": begins,
        "slots": where.reshape(slots.shape),
        "inner": inner[:, None],
        "numbers": numbers,
        "rows": rows,
        "live": live,
        "runs": group,
        "share": share,
        "again": again.astype(np.float32)[:, None],
    }


def batches(texts: Sequence[Laid], size: int, rng: np.random.Generator) -> list[list[Laid]]:
    """Split texts into batches of so many morphemes, texts of like length together, in a new order each time."""
    order = np.argsort(np.array([len(one) for one in texts]) * rng.uniform(0.7, 1.4, len(texts)))
    out: list[list[Laid]] = [[]]
    held = 0
    for i in order.tolist():
        if held >= size:
            out.append([])
            held = 0
        out[-1].append(texts[i])
        held += len(texts[i])
    rng.shuffle(out)
    return out
