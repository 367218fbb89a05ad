"""Texts that must stay together when parts are held out: those of one issuer, and those that are nearly the same."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.training.domain_texts import DomainText

#: Share of the words and word pairs of two texts together that both have.
NEAR = 0.5
#: With fewer issuers among your own texts, a text is a group of its own.
ISSUERS = 5
#: Share of all texts from which an issuer is divided among the held-out parts.
LARGEST = 0.1
# Words in more texts tell no copies, and would make too many pairs.
_MOST = 20
_SHARED = 3
_FEW = 100


def grouped(texts: Sequence[DomainText]) -> tuple[list[DomainText], list[tuple[int, int]]]:
    """Give the texts with groups that hold their near copies, too.

    An issuer with more than `LARGEST` of all texts is divided: left out whole, it would be judged by a model that has
    hardly seen its kind, and thresholds and calibration would follow that model instead of the one that is made.

    Parameters
    ----------
    texts
        Of `kr_localgov_nlp.training.domain_texts`.

    Returns
    -------
    texts, pairs
        The pairs: places of near copies, of which one at least is your own.

    Examples
    --------
    >>> from kr_localgov_nlp.training.domain_texts import DomainText
    >>> words = ["논", "모내기", "돕다", "일손", "군"]
    >>> one, two, three = (DomainText(n, words[k:], (), n, "own") for n, k in (("a", 0), ("b", 1), ("c", 4)))
    >>> texts, pairs = grouped([one, two, three])
    >>> [text.group for text in texts], pairs
    (['own a', 'own a', 'own c'], [(0, 1)])
    """
    own = {one.group for one in texts if one.source == "own"}
    names = [f"own {one.id}" if one.source == "own" and len(own) < ISSUERS else one.group for one in texts]
    parts = {name: math.ceil(count / (LARGEST * len(texts))) for name, count in Counter(names).items()}
    names = [
        name if len(texts) < _FEW or parts[name] == 1 else f"{name} {_number(one.id) % parts[name]}"
        for name, one in zip(names, texts, strict=True)
    ]
    pairs = near_copies([set(one.words) for one in texts])
    heads = {name: name for name in names}

    def head(name: str) -> str:
        while heads[name] != name:
            name = heads[name]
        return name

    for first, second in pairs:
        heads[head(names[second])] = head(names[first])
    made = [replace(one, group=head(name)) for one, name in zip(texts, names, strict=True)]
    return made, [pair for pair in pairs if any(texts[i].source == "own" for i in pair)]


def _number(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)


def near_copies(words: Sequence[set[str]]) -> list[tuple[int, int]]:
    """Find the pairs of texts that share most of their words.

    Parameters
    ----------
    words
        Words and word pairs of each text.
    """
    places: dict[str, list[int]] = {}
    for number, mine in enumerate(words):
        for word in mine:
            places.setdefault(word, []).append(number)
    shared: dict[tuple[int, int], int] = {}
    for where in places.values():
        # Of a word in very many texts the neighbours do: copies of one release mostly stand together.
        steps = len(where) if len(where) <= _MOST else 2
        for at, first in enumerate(where):
            for second in where[at + 1 : at + steps]:
                shared[first, second] = shared.get((first, second), 0) + 1
    return sorted(
        (first, second)
        for (first, second), count in shared.items()
        if count >= min(_SHARED, len(words[first]))
        and len(words[first] & words[second]) >= NEAR * len(words[first] | words[second])
    )
