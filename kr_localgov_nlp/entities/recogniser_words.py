"""What a word shows of itself to the recogniser: itself, its ends, its beginnings, its shape, whether it may be a name."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.names import COMPOUND, NOT_NAMES, SURNAMES
from kr_localgov_nlp.entities.nouns import nouns

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = re.compile(r"\d+")
#: By slot: the keys of a word that are looked at there.
KEYS = {
    "w-2": ("=",),
    "w-1": ("=", "$1", "$2", "#"),
    "w": ("=", "$1", "$2", "$3", "^1", "^2", "#"),
    "w+1": ("=", "$1", "$2", "#"),
    "w+2": ("=",),
    "head": ("=", "$1", "$2"),
    "after": ("=",),
    "phrase": ("=", "$1", "$2"),
    "beyond": ("=",),
    "run": ("=", "$1", "$2", "$3", "$4", "^2", "#", ":", "%"),
    "in": ("=", "$1", "$2", "$3", "$4", "^2", "#", ":", "%"),
    "prev": ("=", "$2", "$3", "#", "%"),
    "next": ("=", "$2", "$3", "#", "%"),
}
PAD = "\x00"  # stands for what lies beyond the text
NOTHING: Mapping[str, str] = MappingProxyType({})


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(SURNAMES)


def _hangul(text: str) -> bool:
    return all("가" <= c <= "힣" for c in text)


def _name_like(text: str) -> str:
    """Tell whether a string has the shape of a name: "3", "2", "4" syllables, "n" for a known noun, "" for none."""
    size = len(text)
    if not 2 <= size <= 4 or not _hangul(text):
        return ""
    if size == 4 and text[:2] not in COMPOUND:
        return ""
    if text[0] not in _surnames() and text[:2] not in COMPOUND:
        return ""
    if text in NOT_NAMES or text in nouns():
        return "n"
    return str(size)


def plain(form: str) -> str:
    """Write digits as their count, since no number is learned by heart.

    Examples
    --------
    >>> plain("2024"), plain("제12회")
    ('0#4', '제0#2회')
    """
    return _DIGITS.sub(lambda m: f"0#{min(len(m[0]), 5)}", form)


def word_keys(word: str, seen: Mapping[str, str] = NOTHING) -> list[str]:
    """Name what a word shows of itself, whatever slot it stands in: whole, ends, beginnings, shape.

    Parameters
    ----------
    word
        A morpheme, or a nominal run as written.
    seen
        What an archive told of names, see `kr_localgov_nlp.training.seen`.

    Examples
    --------
    >>> [key for key in word_keys("이창우") if key[0] == ":"]
    [':3-창우', ':30이', ':31창', ':32우']
    >>> word_keys("가람공사", {"가람공사": "ORG many"})[-1]
    '%ORG many'
    """
    if word == PAD:
        return ["=|"]
    form, size, name = plain(word), len(word), _name_like(word)
    shape = "h" if _hangul(word) else "a" if word.isascii() and word.isalpha() else "x"
    keys = [
        f"={form}",
        f"$1{form[-1:]}",
        f"$2{form[-2:]}",
        f"$3{form[-3:]}",
        f"$4{form[-4:]}",
        f"^1{form[:1]}",
        f"^2{form[:2]}",
        f"#{shape}{min(size, 8)}{name}",
    ]
    if name:
        keys += [
            f":{name}-{form[-2:]}",
            f":{name}0{form[:1]}",
            f":{name}1{form[1:2]}",
            f":{name}2{form[-1:]}",
        ]
    if word in seen:
        keys.append(f"%{seen[word]}")
    return keys
