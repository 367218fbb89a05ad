"""How much two lines have in common, whatever marks and spaces were lost on the way."""

from __future__ import annotations

import re

_WORD_SIGNS = re.compile(r"[^가-힣A-Za-z0-9]+")


def letters(text: str) -> str:
    """Letters and digits only: what is left when marks are lost on the way."""
    return _WORD_SIGNS.sub("", text)


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring letters."""
    bare = letters(text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def overlap(text: str, known: set[str]) -> float:
    """Share of a line's letter pairs that the text has too: a title is about its text.

    Examples
    --------
    >>> overlap("도서관 개관", bigrams("가람구가 도서관을 개관했다"))
    0.75
    """
    own = bigrams(text)
    return len(own & known) / len(own) if own else 0.0


def same_line(one: str, other: str) -> bool:
    """Whether two lines are one title, one of them perhaps with lost characters.

    Examples
    --------
    >>> same_line("가람구, ‘2019 청렴 종합대책’ 추진", ", ‘2019 청렴 종합대책추진")
    True
    >>> same_line("가람구, 도서관 개관", "가람구, 체육관 개관")
    False
    """
    a, b = letters(one), letters(other)
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 0.6 * len(long) or len(short) < 6:
        return False
    return short in long or len(bigrams(one) & bigrams(other)) >= 0.85 * max(1, len(bigrams(short)))
