"""A text → its shingles, and the MinHash bands in which those of like texts agree."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, cast

import numpy as np
from rensa import RMinHash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint32]
    Keys = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

SIZE = 5
ROWS = 2
BANDS = 64

_SEED = 7
_OTHER = re.compile(r"[^0-9a-z가-힣]+")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def shingles(text: str) -> Hashes:
    r"""Give the hashes of a text's shingles, each once and sorted.

    Examples
    --------
    >>> one, other = shingles("구로구, 1,200명에게 지원금"), shingles("구로구 1200명에게\n‘지원금’")
    >>> len(one), one.tolist() == other.tolist()
    (9, True)
    """
    plain = _OTHER.sub("", unicodedata.normalize("NFC", text).lower())
    codes = np.frombuffer(plain.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - SIZE + 1
    if count < 1:
        return np.empty(0, np.uint32)
    made = np.zeros(count, np.uint64)
    for i in range(SIZE):
        made = made * _ODD + codes[i : i + count]
    return np.unique((_mixed(made) >> np.uint64(32)).astype(np.uint32))


def band_keys(sets: Sequence[Hashes]) -> Keys:
    """Give the key of each article in each band.

    Returns
    -------
    array
        ``BANDS`` rows, a column for each article.
    """
    flat = np.concatenate([*sets, np.empty(0, np.uint32)]).astype(np.uint64)
    ends = np.cumsum([0, *(len(one) for one in sets)]).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, ROWS * BANDS, _SEED)
    marks = np.array(matrix.to_rows(), dtype=np.uint64).reshape(len(sets), BANDS, ROWS)
    keys = marks[:, :, 0] * _ODD
    for i in range(1, ROWS):
        keys = _mixed(keys ^ marks[:, :, i])
    return np.ascontiguousarray(keys.T)


def _mixed(values: Keys) -> Keys:
    values = values ^ (values >> np.uint64(29))
    values = values * _MIX
    return cast("Keys", values ^ (values >> np.uint64(32)))
