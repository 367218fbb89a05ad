"""Small matrices by one thread: for those of a single text, a second one costs as much again and saves no time."""

from __future__ import annotations

import os
import threading
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType


class OneThread(AbstractContextManager["OneThread"]):
    """NumPy's matrix library uses one thread inside, and its own number of them afterwards.

    Who enters first holds the limit and gives the number back: OpenBLAS takes a higher one only from the thread that lowered
    it. Others that are inside by then go on with more threads, which costs time and changes nothing.

    Examples
    --------
    >>> with OneThread():
    ...     pass
    """

    _lock = threading.Lock()
    _held = False
    _libraries: Any = None

    def __init__(self) -> None:
        self._before: list[int] | None = None

    def __enter__(self) -> Self:
        cls = type(self)
        with cls._lock:
            if not cls._held:
                if cls._libraries is None:
                    import numpy as np  # noqa: F401  (only a library that is there is found)
                    from threadpoolctl import ThreadpoolController

                    cls._libraries = ThreadpoolController().select(user_api="blas").lib_controllers
                # Asked one by one: a limit of the whole controller reads all it knows of each library, in ten times the time.
                self._before = [library.get_num_threads() for library in cls._libraries]
                for library in cls._libraries:
                    library.set_num_threads(1)
                cls._held = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            cls = type(self)
            with cls._lock:
                for library, number in zip(cls._libraries, self._before, strict=True):
                    library.set_num_threads(number)
                self._before = None
                cls._held = False


def _forked() -> None:
    # A child has only the thread that forked it, which was not inside.
    OneThread._lock, OneThread._held = threading.Lock(), False


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
