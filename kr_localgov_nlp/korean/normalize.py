"""A form of the text that Kiwi reads well, with the way back to the text as given.

Kiwi takes decomposed Hangul (NFD, as pasted from macOS) for one unknown noun a word, reads `ㆍ` as a symbol
where `·` is a separator, and cuts a word at an invisible ZERO WIDTH SPACE. So it gets a cleaned copy, and the
offsets of what it finds are mapped back. No other module may clean text: offsets are only safe through here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Spaces that are one U+0020 to a reader; fillers of the Hangul blocks are used as blanks by some editors.
_SPACES = "\u00a0\u1680\u2800" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000\u3164\uffa0"
# Middle dots. Korean typing gives U+318D (a vowel letter) for U+00B7 more often than not.
_DOTS = "\u318d\u2027\u2219\u22c5\u30fb\uff65\u0387"
_SINGLE = {
    **{ord(c): " " for c in _SPACES},
    **{ord(c): "·" for c in _DOTS},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    0x22EF: "…",
    0x201F: "“",
    0x201B: "‘",
    0xFFE6: "₩",
}
# Invisible and without a width. U+200D stays: it joins emoji.
_INVISIBLE = "\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"

#: Texts of which is kept what several components ask for; so many go through the components at a time in an archive.
KEPT = 8

# Nobody puts more than 30 marks on a letter (Unicode's stream-safe format, UAX 15); a longer run is noise.
_LONGEST = 31
_PIECE = 2_000

_SINGLE_RE = re.compile("[" + re.escape("".join(map(chr, _SINGLE))) + "]")
_INVISIBLE_RE = re.compile(f"[{_INVISIBLE}]+")


class Normalized(NamedTuple):
    """A text for Kiwi and the offsets of its characters in the original.

    Parameters
    ----------
    text
        The normalised text.
    starts, ends
        ``original[starts[i]:ends[i]]`` is what became ``text[i]``; ``None`` where every character stands at
        its own offset, the common case.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        r"""Return the offsets in the original of ``text[start:end]``.

        Examples
        --------
        >>> made = normalize("\u1102\u1161\u110c\u116e\u1109\u1175는")
        >>> made.text, made.span(0, 3)
        ('나주시는', (0, 6))
        """
        if self.starts is None or self.ends is None:
            return start, end
        if start == end:
            point = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return point, point
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=KEPT)
def normalize(text: str) -> Normalized:
    r"""Compose Hangul (NFC), make odd spaces, full-width letters and middle dots plain, drop the invisible.

    Kept for the finders that ask for the same text after the tokenizer.

    Parameters
    ----------
    text
        Any string.

    Returns
    -------
    Normalized
        The offsets in it never decrease, and a stretch that needed nothing is unchanged.

    Examples
    --------
    >>> normalize("나주시는 오늘").starts is None
    True
    >>> normalize("２０２４년\u00a0강진ㆍ나주").text
    '2024년 강진·나주'
    """
    composed = _is_composed(text)
    if composed and _INVISIBLE_RE.search(text) is None:
        # Every map of _SINGLE is one character to one: no offsets move.
        return Normalized(text if _SINGLE_RE.search(text) is None else text.translate(_SINGLE))
    if composed:
        return _without_invisible(text)
    return _composed(text)


def is_blank(text: str) -> bool:
    r"""Tell whether a stretch shows nothing: spaces of any kind and characters without a width.

    Examples
    --------
    >>> is_blank("\u00a0\u200b\n"), is_blank(" ㄱ")
    (True, False)
    """
    return text.isspace() or not _INVISIBLE_RE.sub("", text).translate(_SINGLE).strip()


def _without_invisible(text: str) -> Normalized:
    parts: list[str] = []
    starts: list[int] = []
    position = 0
    for match in _INVISIBLE_RE.finditer(text):
        parts.append(text[position : match.start()])
        starts.extend(range(position, match.start()))
        position = match.end()
    parts.append(text[position:])
    starts.extend(range(position, len(text)))
    return Normalized("".join(parts).translate(_SINGLE), starts, [start + 1 for start in starts])


def _composed(text: str) -> Normalized:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _segments(text):
        segment = text[start:end]
        if len(segment) <= _LONGEST:
            segment = unicodedata.normalize("NFC", segment)
        segment = _INVISIBLE_RE.sub("", segment).translate(_SINGLE)
        parts.append(segment)
        # A segment that stays longer than one character is whole for each of its characters.
        starts.extend([start] * len(segment))
        ends.extend([end] * len(segment))
    return Normalized("".join(parts), starts, ends)


def _is_composed(text: str) -> bool:
    # In pieces that overlap by a segment: sorting marks takes the square of their number.
    return all(
        unicodedata.is_normalized("NFC", text[start : start + _PIECE + _LONGEST])
        for start in range(0, len(text), _PIECE)
    )


def _segments(text: str) -> list[tuple[int, int]]:
    """Cut where no composition can reach across: before every character that begins a new one."""
    borders = [0]
    borders.extend(
        index for index, char in enumerate(text) if index and not (char >= "\u0300" and _continues(char))
    )
    borders.append(len(text))
    return [(a, b) for a, b in pairwise(borders) if a < b]


def _continues(char: str) -> bool:
    """Tell whether a character may combine with the one before it: marks, vowels and finals of NFD."""
    if "가" <= char <= "힣":
        return False
    return "\u1160" <= char <= "\u11ff" or unicodedata.category(char)[0] == "M"
