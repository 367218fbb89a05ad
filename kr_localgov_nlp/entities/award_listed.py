"""Awards that a list, or the word behind their name, tells: ``가람문학상, 나루문학상 등을 수상``, ``‘올해의 물길’ 상``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_patterns import NOT_NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kr_localgov_nlp.entities.award_view import View

Found = tuple[int, int, str, float]

# … 나루문학상(금상) 등을 수상한
_END = re.compile(r"상[’”'\"]?(?:[(（][^()（）\n]{1,12}[)）])?\s등을?\s(?:[가-힣\d]{1,8}\s){0,2}(?:수상|받)")
# One of a list: 가람문학상, ‘올해의 물길’ 상, 나루문학상(금상)
_ITEM = re.compile(
    r"(?:[‘“'\"](?P<called>[^‘’“”'\"\n,]{3,40})[’”'\"]\s상|[‘“'\"]?(?P<name>[가-힣A-Za-z·]{2,20}상))[’”'\"]?"
    r"(?:[(（][^()（）\n]{1,12}[)）])?$"
)
# ‘올해의 물길’ 상을 수상
_CALLED = re.compile(
    r"(?<=[‘“'\"「])([가-힣A-Za-z][^‘’“”'\"\n]{3,40}[가-힣]\s상)(?=[’”'\"」](?:은\s|\s?시상식|\s?수상|을\s(?:수상|받)))|"
    r"[‘“'\"]([가-힣A-Za-z][^‘’“”'\"\n]{3,40})[’”'\"]\s상(?=을\s(?:[가-힣]{1,6}\s)?(?:수상|받|차지)|\s수상|\s시상식)"
)
# 올해의 물빛마을 세 곳 선정, 2024년 ‘으뜸 물길 단지’ 선정
_CHOSEN = re.compile(
    r"올해의\s[‘“'\"]?([가-힣]{1,6}(?:도시|[어농]촌|마을|정원|축제|거리|시장|상점|도서관))"
    r"(?=[’”'\"]?(?:\s?\d+\s?[곳개]|\s선정|으?로\s))"
    r"|20\d\d년?도?\s[‘「]([^‘’「」\n]{4,30})[’」](?=\s(?:\d+(?:곳|개소)[을를]?\s)?(?:최종\s)?선정)"
)
_SAID = re.compile(r"[’”'\"]\s상[을\s]|\s상[’”'\"」]")
_REACH = 320


def listed(text: str, view: View) -> Iterator[Found]:
    """Give the awards of lists that end in 등을 수상, and those that a word 상 of its own makes one.

    Parameters
    ----------
    text
        The text as given.
    view
        What the text tells.

    Yields
    ------
    tuple
        Start, end, rule, confidence.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.award_view import View
    >>> text = "시인은 가람문학상, 나루문학상 등을 수상했다."
    >>> [text[a:b] for a, b, *_ in sorted(listed(text, View(text)))]
    ['가람문학상', '나루문학상']
    """
    for m in _CHOSEN.finditer(text) if "선정" in text and view.settled else ():
        yield *m.span(m.lastindex or 1), "chosen", 0.75
    if "상" not in text:
        return
    for m in _CALLED.finditer(text) if _SAID.search(text) else ():
        yield *m.span(m.lastindex or 1), "called", 0.8
    for m in _END.finditer(text):
        found: list[tuple[int, int]] = []
        end = text.index(" 등", m.start())
        low = max(text.rfind("\n", 0, end) + 1, end - _REACH)
        while end > low:
            comma = text.rfind(", ", low, end)
            start = comma + 2 if comma >= 0 else low
            item = _ITEM.search(text, start, end)
            if item is None:
                break
            found.append(item.span(item.lastgroup or 0))
            if item.start() > start:
                break  # 그동안 가람문학상: the list's first
            end = comma
        names = [(a, b) for a, b in found if not NOT_NAMED.search(text, a, b)]
        for start, end in names if len(names) > 1 else ():
            yield start, end, "listed", 0.8
