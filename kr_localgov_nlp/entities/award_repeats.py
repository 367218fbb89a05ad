"""Other mentions of an award's name once it is known: repeats, short forms, what stands in brackets after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities import award_patterns as p
from kr_localgov_nlp.entities.award_start import name_start
from kr_localgov_nlp.entities.award_text import edition_before, is_outside

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

Spans = dict[tuple[int, int], tuple[str, float]]
_GAP = re.compile(r"[\s·ㆍ・‧‘’]")


class Squeezed:
    """A text without its spaces and middle dots, to find a name however it is spaced.

    Examples
    --------
    >>> text = "제2회 섬마을 노래상, 섬마을노래상"
    >>> [text[a:b] for a, b in Squeezed(text).places("섬마을 노래상")]
    ['섬마을 노래상', '섬마을노래상']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        parts = _GAP.split(text)
        self.short = "".join(parts)
        # The k-th gap, at r in the text, stands before character r - k of the short one.
        self.gaps = list(accumulate(map(len, parts[:-1])))

    def places(self, name: str) -> Iterator[tuple[int, int]]:
        """Give the spans of a name; none that runs over a line break."""
        short = _GAP.sub("", name)
        at = self.short.find(short) if len(short) > 2 else -1
        while at >= 0:
            last = at + len(short) - 1
            start, end = at + bisect_right(self.gaps, at), last + bisect_right(self.gaps, last) + 1
            if "\n" not in self.text[start:end]:
                yield start, end
            at = self.short.find(short, at + len(short))


def repeats(text: str, spans: Spans, provinces: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Give every other mention of a name once found, whatever its spacing, and of its short forms.

    Parameters
    ----------
    text
        The text as given.
    spans
        The names found, with rule and confidence.
    provinces
        Where the name of a province begins that ends one space before an offset: it belongs to the name there.
    """
    bare = {text[a:b] for (a, b), (rule, _) in spans.items() if rule.endswith("held") and text[b - 1] != "쇼"}
    names = {text[a:b] for (a, b), (rule, _) in spans.items() if not rule.endswith("designation")}
    if not names:
        return
    own = frozenset(names)
    names |= {p.HANJA.sub("", name) for name in names if "大" in name}
    names |= {short for name in names if not name.endswith("우수사례") for short in _short_forms(name)}
    squeezed = Squeezed(text)
    borders = {after - 1 for after in provinces}
    for name in sorted(names, key=len, reverse=True)[: p.MAX_REPEATED]:
        for at, end in squeezed.places(name):
            if (
                (at == 0 or not text[at - 1].isalnum())
                and p.WORD_END.match(text, end)
                and not p.PART_OF.match(text, end)
                and (name not in bare or edition_before(text, at) or text[at - 1] in p.OPENING)
                and (name in own or _by_itself(text, name, at, borders))
            ):
                yield (provinces.get(at, at) if text[at - 1 : at] == " " else at), end


def _by_itself(text: str, name: str, at: int, borders: Container[int]) -> bool:
    """Tell whether a short form names the award: not behind 이번, nor behind a word that belongs to it (나루 이행평가)."""
    told = name[-1] != "상" and p.THIS.search(text, max(0, at - 4), at)
    return not told and name_start(text, at, 0, borders) == at


def _short_forms(name: str) -> Iterator[str]:
    """Give 문화상 for 전라남도 문화상, 제안제도 평가 for 전남도 제안제도 평가."""
    words = name.split()
    for i in range(1, len(words)):
        if is_outside(words[i]):
            continue
        if len(words) - i > 1 or (p.SHORT_HEAD.search(words[-1]) and not p.BARE_HEAD.fullmatch(words[-1])):
            short = " ".join(words[i:])
            vague = i < len(words) - 1 and all(w in p.GENERIC for w in words[i:-1])
            if not vague and not p.BARE_HEAD.fullmatch(short):
                yield short
    if len(words) > 2 and p.BARE_HEAD.fullmatch(words[-1]) and words[0] not in p.GENERIC:
        yield f"{words[0]} {words[-1]}"


def bracketed(text: str, spans: Spans) -> Iterator[tuple[int, int]]:
    """Give the English name or the short form that follows a name in brackets."""
    for _, end in spans:
        m = p.BRACKET.match(text, end)
        if m is None:
            continue
        short = p.SHORT_HEAD.search(m[1]) and not p.BARE_HEAD.fullmatch(m[1]) and m[1][-2:] != "대상"
        if short or p.ENGLISH.fullmatch(m[1]):
            yield m.span(1)
