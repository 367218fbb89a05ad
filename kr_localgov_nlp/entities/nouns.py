"""Common words that begin with a surname's syllable, so that `사진은` and `공연이` are taken for no name."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

# What may follow a noun of two syllables and make three that look like a name; 은, 이, 도, 인 also end names.
_SURE = frozenset("다을를에는로의와과며고던할될됐했께라여")
_OFTEN = frozenset("은이가한해된도나만인하시별용형적화성진자지함")


@lru_cache(maxsize=1)
def nouns() -> frozenset[str]:
    """Give the words of `nouns.txt`, read once.

    Examples
    --------
    >>> "사진" in nouns(), "문헌일" in nouns()
    (True, False)
    """
    return _words("nouns.txt")


@lru_cache(maxsize=1)
def kinds() -> frozenset[str]:
    """Give the words of `kinds.txt`, read once.

    Examples
    --------
    >>> "은행" in kinds(), "광주은행" in kinds()
    (True, False)
    """
    return _words("kinds.txt")


def _words(file: str) -> frozenset[str]:
    lines = files(__package__).joinpath(file).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_kind(text: str) -> bool:
    """Tell whether a word names a kind of body, place or programme, not one of them.

    Examples
    --------
    >>> is_kind("행정복지센터"), is_kind("해남군청년센터")
    (True, False)
    """
    return text in kinds()


def is_noun(text: str) -> bool:
    """Tell whether a string is a known common word, or one with a particle that no name ends in.

    Examples
    --------
    >>> [is_noun(s) for s in ("위원회", "시장을", "주제로", "김지은", "유지은")]
    [True, True, True, False, False]
    """
    return text in nouns() or (len(text) == 3 and text[2] in _SURE and text[:2] in nouns())


def is_inflected(text: str) -> bool:
    """Tell whether a string may be a common word and an ending: true of some names too (`유지은`).

    Examples
    --------
    >>> [is_inflected(s) for s in ("사진은", "기여한", "유지은", "문헌일")]
    [True, True, True, False]
    """
    return len(text) == 3 and text[2] in _OFTEN and text[:2] in nouns()
