"""Who gives a prize: where the name before 장관상 or 이사장 표창 begins, and who else is named before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kr_localgov_nlp.entities import prize_patterns as p

if TYPE_CHECKING:
    from collections.abc import Iterator


def giver_start(text: str, title: int) -> int:
    """Walk from the title 장관 in 산업통상자원부 장관상 to the giver's first character.

    Parameters
    ----------
    text
        The text as given.
    title
        Where the giver's title begins.

    Returns
    -------
    int
        Where the giver's name begins, or the title itself.

    Examples
    --------
    >>> giver_start("군은 산업통상자원부 장관상을 받았다.", 11)
    3
    """
    start = title
    while start > 0 and text[start - 1].isalpha() and title - start < 24:
        start -= 1
    if title > start:
        joined = p.JOINED_BODY.search(text, max(0, start - 16), start)
        if before := joined or p.NUMBERED_BODY.search(text, max(0, start - 5), start):
            return before.start()
        for lead in ("국회 ", "부총리 겸 "):
            if text.endswith(lead, 0, start):
                return start - len(lead)
    if (title - start > 1 or text[start:title] in ("부", "전")) and text[start:title] not in ("부총", "특허"):
        return start
    if start < 2 or text[start - 1] not in "  " or text.startswith(("대통령", "국무총리"), start):
        return start
    begin = start - 1
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "·ㆍ") and start - begin < 20:
        begin -= 1
    listed = p.LISTED_GIVER.match(text, begin, start - 1)
    begin = listed.end() if listed else begin
    word = text[begin : start - 1]
    college = len(word) > 2 and word.endswith("대") and text.startswith("총장", title)
    gives = college or (len(word) > 1 and p.GIVER_WORD.fullmatch(word) and not p.NOT_GIVER_WORD.search(word))
    return begin if gives else start


def givers_before(text: str, start: int) -> Iterator[tuple[int, int, str, float]]:
    """Give the other givers of 국무총리, 보건복지부 장관, 전남도지사 표창.

    Parameters
    ----------
    text
        The text as given.
    start
        Where the last giver's name begins.

    Yields
    ------
    tuple
        Start, end, kind, confidence.

    Examples
    --------
    >>> text = "국무총리, 보건복지부 장관 표창"
    >>> [text[a:b] for a, b, *_ in givers_before(text, giver_start(text, 12))]
    ['국무총리']
    """
    for _ in range(4):
        other = p.OTHER_GIVER.search(text, max(0, start - 24), start)
        if other is None:
            return
        end = other.end("title")
        start = giver_start(text, other.start("title"))
        yield start, end, "giver", 0.8
