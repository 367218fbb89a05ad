"""The articles of an archive for `reprints`: days and outlets in memory, bands and shingles in temporary files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kr_localgov_nlp.archive.reprints_marks import band_keys, shingles
from kr_localgov_nlp.archive.reprints_pairs import UNDATED
from kr_localgov_nlp.archive.write import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from kr_localgov_nlp.archive.reprints_marks import Hashes, Numbers
    from kr_localgov_nlp.archive.store import Store

_COLUMNS = ["article_id", "title", "subtitles", "text", "published", "outlet"]
_BATCH = 2_000


class Articles:
    """What is known of each article, and its bands and shingles in files.

    Articles are numbered by day and identifier, so that nothing depends on how the input was cut.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self.names: list[str] = []
        self._blocks: list[tuple[int, int]] = []  # number of rows and where their keys begin
        ids: list[bytes] = []
        days: list[NDArray[np.int64]] = []
        outlets: list[int] = []
        lengths: list[int] = []
        codes: dict[str, int] = {}
        with self._bands.open("wb") as file:
            for batch in self._batches():
                sets = [shingles(text) for text in _bodies(batch)]
                keys = band_keys(sets)
                self._blocks.append((len(sets), file.tell()))
                file.write(keys.tobytes())
                ids += [str(value).encode() for value in batch["article_id"].to_pylist()]
                lengths += map(len, sets)
                known = batch["published"].cast(pa.int32()).to_pylist()
                days.append(np.array([UNDATED if day is None else day for day in known], np.int64))
                outlets += [
                    codes.setdefault(name, len(codes)) if name else -1 for name in batch["outlet"].to_pylist()
                ]
        self.count = len(ids)
        self.names = list(codes)
        id_array, day_array = np.array(ids, dtype=bytes), np.concatenate([np.empty(0, np.int64), *days])
        self.order: Numbers = np.lexsort((id_array, day_array))
        self.ids = id_array[self.order]
        self.days = day_array[self.order]
        self.outlets = np.array(outlets, np.int64)[self.order]
        self.lengths = np.array(lengths, np.int64)[self.order]
        self._at = np.empty(0, np.int64)
        self._shingles: Hashes = np.empty(0, np.uint32)

    @property
    def _bands(self) -> Path:
        return self._folder / "bands"

    def _batches(self) -> Iterator[pa.RecordBatch]:
        for name in sorted(self._store.sizes("articles")):
            if name.endswith(".parquet") and name != EMPTY:
                file = pq.ParquetFile(pa.BufferReader(self._store.read(f"articles/{name}")))
                yield from file.iter_batches(_BATCH, columns=_COLUMNS)

    def keys(self, band: int) -> NDArray[np.uint64]:
        """Give the keys of a band, by article number."""
        parts = [np.empty(0, np.uint64)]
        with self._bands.open("rb") as file:
            for rows, begin in self._blocks:
                file.seek(begin + band * rows * 8)
                parts.append(np.frombuffer(file.read(rows * 8), np.uint64))
        return np.concatenate(parts)[self.order]

    def keep_shingles(self, wanted: NDArray[np.bool_]) -> None:
        """Write the shingles of some articles where `shingles_of` finds them."""
        sizes = np.where(wanted, self.lengths, 0)
        self._at = np.concatenate([[0], np.cumsum(sizes)])
        path = self._folder / "shingles"
        if not self._at[-1]:
            return
        out: Any = np.memmap(path, np.uint32, "w+", shape=(int(self._at[-1]),))
        number_of = np.empty(self.count, np.int64)
        number_of[self.order] = np.arange(self.count)
        row = 0
        for batch in self._batches():
            numbers = number_of[row : row + batch.num_rows]
            row += batch.num_rows
            mine = np.flatnonzero(wanted[numbers])
            for number, text in zip(numbers[mine], _bodies(batch.take(mine)), strict=True):
                out[self._at[number] : self._at[number + 1]] = shingles(text)
        out.flush()
        self._shingles = out

    def shingles_of(self, number: int) -> Hashes:
        """Give the shingles of an article."""
        return np.asarray(self._shingles[self._at[number] : self._at[number + 1]])


def _bodies(batch: pa.RecordBatch) -> list[str]:
    """Give the texts without title and subtitles, which each paper writes anew."""
    out = []
    for title, subtitles, text in zip(
        *(batch[name].to_pylist() for name in ("title", "subtitles", "text")), strict=True
    ):
        head = sum(len(part) + 2 for part in (title, *(subtitles or ())) if part)
        out.append((text or "")[head:] or text or "")
    return out
