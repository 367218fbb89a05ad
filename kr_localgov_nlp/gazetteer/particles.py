"""Where a Korean word ends: particles (조사) and the copula behind a name, and what a boundary is.

A name in running text carries its particle without a space: `나주시에서는`, `은평구와의`. What follows a name
decides whether it stands for itself (`나주시의 예산`) or begins another word (`나주시의회`): after a chain of
particles the word must be over.
"""

from __future__ import annotations

import re

# Case particles that others may follow, from the longest; each chain is one of these, then a topic or
# auxiliary particle, at most twice (에서부터는, 으로서의, 에게까지도).
_CASE = (
    "에서부터 에게서는 으로부터 로부터 에서 에게서 에게 에까지 께서는 께서 에 으로서 로서 으로써 로써 으로 "
    "로 이랑 랑 하고 와 과 한테 처럼 만큼 보다 같이 까지 부터 마다 조차 마저 밖에 만 뿐만 뿐 이나 나 "
    "이라도 라도 이야말로 야말로 이든지 이든 든지 든 대로 커녕"
)
_LAST = "은 는 이 가 을 를 의 도 만 까지 부터 나 라도 서 뿐 조차 마저 야"
# The copula and quotation: 나주시다, 나주시이며, 나주시라고, 나주시라는 …
_COPULA = (
    "이다 다 이며 며 이고 고 이자 자 이지만 지만 이면서 면서 이었다 였다 이었던 였던 이어서 여서 "
    "이라는 라는 이라고 라고 이라며 라며 이라면 라면 이란 란 이라서 라서 인 인데 이던 이던가 입니다 "
    "이었습니다 였습니다 이었으며 였으며 이었고 였고 이기도 이기에 이니 이므로 이므로써 이라 라 임 일 "
    "인지 인가 이었으나 이나 이에요 예요 여 이여 뿐이다 뿐이었다 뿐이며 뿐이고 뿐인 뿐이라"
)
_ETC = "등 들"


def _alternatives(*groups: str) -> str:
    words = sorted({word for group in groups for word in group.split()}, key=lambda word: (-len(word), word))
    return "|".join(words)


_BOUNDARY = r"(?![^\W_])"
_CHAIN = re.compile(
    rf"(?:(?:{_alternatives(_ETC)})?(?:(?:{_alternatives(_CASE)})(?:{_alternatives(_LAST, _CASE)})?"
    rf"(?:{_alternatives(_LAST)})?|{_alternatives(_LAST, _COPULA)})|{_alternatives(_ETC)}){_BOUNDARY}"
)
# Which form of a particle follows a syllable depends on whether that ends in a consonant (받침):
# 은/는, 이/가, 을/를, 과/와, 으로/로; the copula drops its 이 only after a vowel.
_AFTER_CONSONANT = ("은", "을", "과", "으로", "이랑")
_AFTER_VOWEL = ("는", "가", "를", "와", "랑", "며", "라", "였", "여", "란", "고", "자", "다", "예요")
_HANGUL_FIRST, _HANGUL_LAST, _FINALS, _RIEUL = "가", "힣", 28, 8


def _agrees(previous: str, chain: str) -> bool:
    if not _HANGUL_FIRST <= previous <= _HANGUL_LAST:
        return True
    final = (ord(previous) - ord(_HANGUL_FIRST)) % _FINALS
    if final == 0:
        return chain != "이" and not chain.startswith(_AFTER_CONSONANT)
    if chain.startswith("로"):
        return final == _RIEUL
    return not chain.startswith(_AFTER_VOWEL)


def is_boundary(text: str, index: int) -> bool:
    """Whether no word goes on at ``index``: the end of the text, or no letter and no digit there.

    Examples
    --------
    >>> is_boundary("나주시, 강진군", 3)
    True
    >>> is_boundary("나주시의회", 3)
    False
    """
    return index >= len(text) or not text[index].isalnum()


def starts_word(text: str, start: int) -> bool:
    """Whether a word may begin at ``start``: no letter and no digit stands before it.

    Examples
    --------
    >>> starts_word("(광양시)", 1), starts_word("동광양시", 1)
    (True, False)
    """
    # ③ is a digit to Unicode and a bullet to writers, as ㅇ is at the beginning of a line.
    if start <= 0 or not text[start - 1].isalnum() or "①" <= text[start - 1] <= "⓿":
        return True
    return text[start - 1] == "ㅇ" and (start == 1 or text[start - 2].isspace())


def particle_after(text: str, end: int) -> int:
    """Return where the particles that begin at ``end`` are over, if a boundary follows them.

    Parameters
    ----------
    text
        Any text.
    end
        Where a name ends in it.

    Returns
    -------
    int
        ``end`` itself when a boundary follows at once; the offset behind the particles when they are
        followed by one; ``-1`` when the word goes on with anything else.

    Examples
    --------
    >>> particle_after("나주시에서는 농가를 돕는다", 3)
    6
    >>> particle_after("나주시 청사", 3)
    3
    >>> particle_after("나주시의회가", 3), particle_after("강진를", 2)
    (-1, -1)
    """
    if end >= len(text) or not text[end].isalnum():
        return end
    found = _CHAIN.match(text, end)
    if found is None or (end > 0 and not _agrees(text[end - 1], found.group())):
        return -1
    return found.end()
