"""What the tokenizer asks of a matcher of names: the border between `gazetteer` and `korean`."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class NameHit(NamedTuple):
    """A known name in a text.

    Parameters
    ----------
    start, end
        Half-open character offsets into the text that the finder was given.
    kind
        What the name is of, e.g. ``"government"``, ``"head"``, ``"ministry"``, ``"award"``.
    keys
        The keys of the table rows that bear this name; several where it is ambiguous.
    guarded
        True where the context vouches for the name. Only guarded hits are forced on Kiwi.
    inner
        Absolute offsets of the tokens inside a name of several words, ``()`` for a name that is one token.

    Examples
    --------
    >>> hit = NameHit(0, 5, "government", ("2911000000",), True, ((0, 2), (3, 5)))
    >>> "광주 동구청장"[hit.start:hit.end]
    '광주 동구'
    """

    start: int
    end: int
    kind: str
    keys: tuple[str, ...]
    guarded: bool
    inner: tuple[tuple[int, int], ...] = ()


class NameFinder(Protocol):
    """Anything that finds names in a text. Offsets are into the text as it is given.

    A finder that also has ``to_bytes() -> bytes`` and ``from_bytes(data) -> object`` is saved and loaded
    together with the tokenizer that holds it.
    """

    def __call__(self, text: str, /) -> list[NameHit]:
        """Return the hits in any order; they may overlap."""
        ...
