"""The recogniser's weights: from the model folder to one table of rows that a text's columns point into.

``weights.npz`` holds what L1 training left of a linear-chain conditional random field: for every feature the tags it
speaks for. Features of numbers become rows at once; those of words are added up, slot by slot, when a word is
first met, and kept. A model may hold a network beside it, whose scores are added.
"""

from __future__ import annotations

import json
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.blas import OneThread
from kr_localgov_nlp.entities.recogniser_decode import grammar
from kr_localgov_nlp.entities.recogniser_features import INTS, SLOTS
from kr_localgov_nlp.entities.recogniser_network import NETWORK, Network
from kr_localgov_nlp.entities.recogniser_words import word_keys
from kr_localgov_nlp.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from kr_localgov_nlp.entities.recogniser_features import Columns

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_SHAPE, _RULE, _RUN = INTS.index("ttt"), INTS.index("rule"), SLOTS.index("run")
WEIGHTS = "weights.npz"
SETTINGS = "settings.json"
#: Words whose rows are kept; beyond, all are forgotten and met anew.
MOST_WORDS = 20_000
# Morphemes scored at once: what is added up of more would no longer fit into the cache, and of a whole book not into memory.
_BLOCK = 2_000


class Weights:
    """All weights of a recogniser.

    Parameters
    ----------
    arrays
        The arrays of ``weights.npz``.
    settings
        What ``settings.json`` holds: ``labels``, ``ints`` (number of values by slot), ``words`` (slots),
        ``sources``, ``calibration``; where there is a network ``shares``: how much the field and the network count.
    network
        The arrays of ``network.npz``, if the model has one.
    """

    def __init__(
        self,
        arrays: Mapping[str, NDArray[Any]],
        settings: Mapping[str, Any],
        network: Mapping[str, NDArray[Any]] | None = None,
    ) -> None:
        self.labels: list[str] = list(settings["labels"])
        self.sources = {name: i for i, name in enumerate(settings["sources"], 1)}
        self.calibration: dict[str, Any] = settings["calibration"]
        self.network = None if network is None else Network(network, MOST_WORDS)
        own, others = settings["shares"] if self.network is not None else (1.0, 0.0)
        transitions = own * arrays["transitions"].astype(np.float32)
        if self.network is not None:
            transitions += others * self.network.transitions
            self.network.counts(others)
        self.grammar = grammar(transitions)
        self._open = arrays["open"].astype(bool)
        self._slots = tuple(settings["words"])
        self._columns = np.array([[self._slots.index(slot)] for slot in SLOTS], dtype=np.int32)
        self._in = self._slots.index("in") - self._slots.index("run")
        # What each tag is worth more than "no name", which comes first in the file: a row is one line of the cache.
        n_tags, rows, at = 1 + 2 * len(self.labels), [], 1
        wheres = []
        for slot in INTS:
            size = settings["ints"][slot]
            codes = arrays[f"{slot}.codes"].astype(np.int64)
            distinct, which = np.unique(codes, return_inverse=True)
            where = np.zeros(size, dtype=np.int32)
            where[distinct] = np.arange(at, at + len(distinct))
            table = np.zeros((len(distinct), n_tags), dtype=np.float32)
            table[which, arrays[f"{slot}.tags"]] = arrays[f"{slot}.values"] * own
            rows.append(table[:, 1:] - table[:, :1])
            at += len(distinct)
            wheres.append(where)
        self._where = np.concatenate(wheres)
        self._offsets = np.cumsum([0, *map(len, wheres[:-1])])[:, None]
        # By what a word shows of itself: the places it adds to, slot by slot, and how much.
        names = bytes(arrays["names"]).decode().split("\n")
        bounds = np.concatenate(([0], np.cumsum(arrays["counts"].astype(np.int64)))).tolist()
        self._known = dict(zip(names, pairwise(bounds), strict=True))
        self._places = arrays["slots"].astype(np.int64) * n_tags + arrays["tags"]
        self._values = arrays["values"].astype(np.float32) * own
        #: What an archive told of names; empty where the model knows none by heart.
        self.seen = seen_names(arrays)
        self._first = at  # the first row of the first word
        # Rows of words are empty until a word is met; memory that nothing was written to is not taken. The rows after the
        # last word stay empty, for words beyond those that fit.
        self._table = np.zeros((at + (MOST_WORDS + 1) * len(self._slots), n_tags - 1), dtype=np.float32)
        self._table[1:at] = np.concatenate(rows)
        self._index: dict[str, int] = {}

    @classmethod
    def read(cls, folder: Path) -> Weights:
        """Read the weights of a checked model folder.

        Raises
        ------
        ModelError
            A file is not what this version writes.
        """
        try:
            settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            network = None
            if (folder / NETWORK).is_file():
                with np.load(folder / NETWORK, allow_pickle=False) as arrays:
                    network = dict(arrays)
            with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
                return cls(dict(arrays), settings, network)
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise ModelError(str(folder), f"is no recogniser of this version: {error}") from None

    def _numbers(self, words: Sequence[str]) -> NDArray[np.int32]:
        """Give the number of each word; a text with more words than fit is scored without the rest."""
        index = self._index
        found = list(map(index.get, words))
        if None in found:
            new = dict.fromkeys(word for word, number in zip(words, found, strict=True) if number is None)
            if len(index) + len(new) > MOST_WORDS:
                index.clear()
                self._table[self._first :] = 0
                new = dict.fromkeys(words)
            for word in islice(new, MOST_WORDS):
                self._meet(word)
            found = [index.get(word, MOST_WORDS) for word in words]
        return np.array(found, dtype=np.int32)

    def _meet(self, word: str) -> None:
        number = self._index[word] = len(self._index)
        row = self._first + number * len(self._slots)
        scores = np.zeros((len(self._slots), self._table.shape[1] + 1), dtype=np.float32)
        target = scores.reshape(-1)
        known, places, values = self._known, self._places, self._values
        keys = word_keys(word, self.seen)
        for key in keys:
            where = known.get(key)
            if where is not None:
                a, b = where
                target[places[a:b]] += values[a:b]
        self._table[row : row + len(self._slots)] = scores[:, 1:] - scores[:, :1]
        if self.network is not None:
            self.network.meet(number, keys)

    def open(self, c: Columns) -> NDArray[np.intp]:
        """Give the morphemes that may be part of a name: all but particles and the like away from rules."""
        return np.flatnonzero(self._open[c.ints[_SHAPE]] | (c.ints[_RULE] > 0))

    def emissions(self, c: Columns, keep: NDArray[np.intp]) -> Floats:
        """Score every tag but "no name" against it for some morphemes, neighbours' tags apart.

        Parameters
        ----------
        c
            A text's columns with all the slots that the model was trained with.
        keep
            The morphemes wanted.
        """
        numbers = self._numbers(c.words)
        rows = self._first + numbers * len(self._slots)
        points = np.empty((len(INTS) + len(SLOTS), len(keep)), dtype=np.int32)
        points[: len(INTS)] = self._where[c.ints[:, keep] + self._offsets]
        points[len(INTS) :] = rows[c.slots[:, keep]] + self._columns
        points[len(INTS) + _RUN] += c.inner[keep] * self._in
        scores = np.empty((len(keep), self._table.shape[1]), dtype=np.float32)
        for at in range(0, len(keep), _BLOCK):
            block = self._table.take(points[:, at : at + _BLOCK], axis=0, mode="clip")
            block.sum(axis=0, out=scores[at : at + _BLOCK])
        if self.network is not None:
            with OneThread():
                scores += self.network.emissions(c, numbers, keep)
        return scores


def seen_names(arrays: Mapping[str, NDArray[Any]]) -> dict[str, str]:
    """Read the names that a model knows from an archive."""
    if "seen.names" not in arrays:
        return {}
    names = bytes(arrays["seen.names"]).decode().split("\n")
    told = bytes(arrays["seen.kinds"]).decode().split("\n")
    return {name: told[code] for name, code in zip(names, arrays["seen.codes"].tolist(), strict=True)}


def seen_arrays(seen: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    """Write names as `seen_names` reads them.

    Examples
    --------
    >>> seen_names(seen_arrays({"가람공사": "ORG many"}))
    {'가람공사': 'ORG many'}
    """
    if not seen:
        return {}
    told = sorted(set(seen.values()))
    return {
        "seen.names": np.frombuffer("\n".join(seen).encode(), dtype=np.uint8),
        "seen.kinds": np.frombuffer("\n".join(told).encode(), dtype=np.uint8),
        "seen.codes": np.array([told.index(kind) for kind in seen.values()], dtype=np.uint8),
    }
