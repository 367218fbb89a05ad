"""The one Kiwi of a process: built on first use, shared by every tokenizer."""

from __future__ import annotations

import os
import threading
import warnings
from typing import Any

# Kiwi's dictionary of names of several words (WikiData) is left out: it doubles load time (1.2 -> 3.1 s) and
# memory (330 -> 520 MB), and changed 2 of 60,921 morphemes of 120 releases, both of them names that the
# gazetteer would have to cut into words again.
_SETTINGS: dict[str, Any] = {"load_multi_dict": False}

# Kiwi drops a reading that lies so far behind the best one. Its manual says 5, its constructor 8: with 3 it takes 0.77 of the time of 8
# (with 5 0.86), and 274 of 65,067 morphemes of 150 local releases come out otherwise (with 5 94), as often better as worse by reading.
# Names on issuers left out of training are found as well with 3 as with 5 (all labels .8963 and .8964).
_BEAM = 3.0

_lock = threading.Lock()
_kiwi: Any = None


def _fresh_lock() -> None:
    # A child that was forked while another thread of its parent held the lock would wait for it forever.
    global _lock  # noqa: PLW0603
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_fresh_lock)


def kiwi() -> Any:
    """Return the shared ``kiwipiepy.Kiwi``, loading it the first time (1 to 4 s, some 330 MB).

    It has no threads of its own (``num_workers=0``): with them, a forked child hangs as soon as it hands Kiwi
    a list. Only single strings may be given to it. Its dictionary must not be changed, since all share it;
    names of your own belong in a :class:`~kr_localgov_nlp.korean.names.NameFinder`.

    Examples
    --------
    >>> kiwi() is kiwi()
    True
    """
    global _kiwi  # noqa: PLW0603
    if _kiwi is None:
        with _lock:
            if _kiwi is None:
                from kiwipiepy import Kiwi

                with warnings.catch_warnings():
                    # Kiwi tells everyone who asks for 0 that its meaning changed; the new one is meant.
                    warnings.simplefilter("ignore", DeprecationWarning)
                    built = Kiwi(num_workers=0, **_SETTINGS)
                built.global_config.cutoff_threshold = _BEAM
                built.tokenize("")  # the models are read now, not in the first article
                _kiwi = built
    return _kiwi


def versions() -> dict[str, str]:
    """Return the versions that decide how a text is cut, to be written beside every result.

    Examples
    --------
    >>> sorted(versions())
    ['kiwipiepy', 'kiwipiepy_model']
    """
    from importlib.metadata import version

    return {name: version(name) for name in ("kiwipiepy", "kiwipiepy_model")}
