"""Numbers as releases write them: 1만 6,521, 1억 2천만, 5조 7,000억, 두, 스물다섯, 수십."""

from __future__ import annotations

import re
from fractions import Fraction

PLAIN = r"\d(?:\d{0,2}(?:,\d{3}){1,6}|\d{0,14})(?:\.\d{1,6})?"
"""One run of digits, thousands with or without commas; not anchored, callers guard the left side."""

SCALE = r"(?:[십백천]?[만억조]|[십백천](?![가-힣]*[춘]))"
MIXED = rf"{PLAIN}(?:\s?{SCALE}(?:\s?{PLAIN}\s?{SCALE}){{0,4}}(?:\s?{PLAIN}(?!\s?년))?)?"
"""Digits with 만, 억, 조 between them, at most five steps, so that matching stays linear."""

NOT_AFTER = r"(?<![\d.,A-Za-z])"
"""Left guard: the middle of a number, a version or a model name is no number."""

NATIVE = (
    "열한|열두|열세|열네|열다섯|열여섯|열일곱|열여덟|열아홉|스무|스물한|스물두|스물세|스물네|스물다섯|"
    "두세|서너|너댓|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉|열|서른|마흔|쉰|예순|일흔|여든|아흔"
)
"""Native numerals before a counter. 한 is left out: 한 번, 한 곳 mostly say 'a', and 한 also ends a verb."""

_BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_ONES = {
    "한": 1, "두": 2, "세": 3, "네": 4, "석": 3, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9,
}  # fmt: skip
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
_STEP = re.compile(rf"({PLAIN})|([십백천만억조])|[\s여]")


def _plain(number: int | Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def parse_number(text: str) -> int | float | None:
    """Read a number written with digits and 십, 백, 천, 만, 억, 조.

    Parameters
    ----------
    text
        The number alone, as written; spaces and a trailing 여 (`100여`) are passed over.

    Returns
    -------
    int, float or None
        None where something else than a number stands in it.

    Examples
    --------
    >>> parse_number("1만 6,521"), parse_number("1억 2천만"), parse_number("5조 7,000억")
    (16521, 120000000, 5700000000000)
    >>> parse_number("4.3억"), parse_number("3천5백만"), parse_number("100여"), parse_number("15.3")
    (430000000, 35000000, 100, 15.3)
    >>> parse_number("약간") is None
    True
    """
    total: int | Fraction = 0
    section: int | Fraction = 0
    digits: int | Fraction | None = None
    at = 0
    seen = False
    while at < len(text):
        match = _STEP.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match[1]:
            written = match[1].replace(",", "")
            # Few have a point, and fractions, which 4.3억 wants, take ten times as long.
            digits, seen = Fraction(written) if "." in written else int(written), True
        elif match[2] in _SMALL:
            section += (1 if digits is None else digits) * _SMALL[match[2]]
            digits, seen = None, True
        elif match[2]:
            whole = section + (digits or 0)
            total += (whole or 1) * _BIG[match[2]]
            section, digits, seen = 0, None, True
    return _plain(total + section + (digits or 0)) if seen else None


def parse_hangul(text: str) -> int | None:
    """Read a number written in Hangul, native (`두`, `스물다섯`) or Sino-Korean (`삼천`, `오백만`).

    Examples
    --------
    >>> parse_hangul("두"), parse_hangul("스물다섯"), parse_hangul("삼천"), parse_hangul("오백만")
    (2, 25, 3000, 5000000)
    >>> parse_hangul("두세") is None
    True
    """
    if text in _ONES:
        return _ONES[text]
    for word, value in _TENS.items():
        if text == word:
            return value
        if text.startswith(word) and text[len(word) :] in _ONES:
            return value + _ONES[text[len(word) :]]
    total = section = 0
    ones = 0
    for char in text:
        if char in _SMALL:
            section += (ones or 1) * _SMALL[char]
            ones = 0
        elif char in _BIG:
            total += ((section + ones) or 1) * _BIG[char]
            section = ones = 0
        elif char in _ONES and not ones:
            ones = _ONES[char]
        else:
            return None
    return total + section + ones or None
