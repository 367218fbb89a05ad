"""Small matrices by one thread: for those of a single text, a second one costs as much again and saves no time."""

from __future__ import annotations

import os
import threading
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType


class OneThread(AbstractContextManager["OneThread"]):
    """While anyone is inside, NumPy's matrix library uses one thread; the last one out gives it its own number back.

    Examples
    --------
    >>> with OneThread():
    ...     pass
    """

    _lock = threading.Lock()
    _inside = 0
    _libraries: Any = None
    _limit: Any = None

    def __enter__(self) -> Self:
        cls = type(self)
        with cls._lock:
            if cls._inside == 0:
                if cls._libraries is None:
                    from threadpoolctl import ThreadpoolController

                    cls._libraries = ThreadpoolController().select(user_api="blas")
                cls._limit = cls._libraries.limit(limits=1)
            cls._inside += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        cls = type(self)
        with cls._lock:
            cls._inside -= 1
            if cls._inside == 0:
                cls._limit.restore_original_limits()


def _forked() -> None:
    # A child has only the thread that forked it, which was not inside.
    OneThread._lock, OneThread._inside = threading.Lock(), 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
