"""Awards that are a selection and bear no award noun: ``2024년 학교숲 우수사례 선정``, ``균형인사 유공자``, ``모범납세자 표창``."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_patterns import CLOSING, GENERIC, VAGUE
from kr_localgov_nlp.entities.award_start import name_start
from kr_localgov_nlp.entities.award_text import MAX_NAME, is_outside, skip_edition

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from kr_localgov_nlp.entities.award_view import View

_NEXT = (
    r"(?=[’”'\"」』》〉>]*(?:\s?(?:최종\s)?(?:선정|시상|포상|선발|\d)|[으]?로(?:는)?\s|[를을]\s(?:최종\s)?(?:선정|시상|선발|뽑)|"
    r"에\s(?:대한|선정|뽑)|[’”」』>]|\s지자체\s\d|는\s|\s?\n)|\s및\s)"
)
_NAME = re.compile(
    rf"(?<!최)우수\s?(?:사례|사업지?|저서|도서|조림지|제안|연구|과제|정책연구|논문|상표){_NEXT}"
    r"|(?P<people>우수\s?기관(?:\s?[·ㆍ]\s?|\s및\s)유공자|(?<=[가-힣]\s)유공자(?=는\s|와\s|로는?\s|들?에게))"
    r"|(?P<body>(?<=[가-힣]\s)우수\s?(?:지자체|자치단체|기관|시군)(?=[’”'\"」』]?(?:에\s대한)?\s?(?:시상식|포상식)))"
    r"|(?P<quoted>(?<=[가-힣]\s)우수\s?(?:기업|마을|사업장|업체|농가|업소|점포|단지)(?=[’”'\"]으?로\s(?:최종\s)?(?:선정|선발|뽑)))"
    rf"|(?P<inner>우수\s(?:[가-힣]{{2,6}}\s){{1,2}}(?:지방자치단체|자치단체|지자체|특구)|우수\s지역특구){_NEXT}"
    r"|(?P<payer>(?:유공|모범|성실|우수)\s?납세자(?=[’”'\"」』]?\s?(?:선정|표창|시상|포상|\d+명)|[를을로]\s(?:선정|표창|포상|시상)))"
)
_GIVEN = re.compile(r"수상|선정|표창|포상|시상|선발|뽑")
_NO_STEM = re.compile(r"(?:\d|곳|건|개|등|분야|부문|대회|평가|공모전|^개인|^단체)$")
_JOINED = re.compile(r"(?<=[인왕상])\s및\s")
_YEAR = re.compile(r"(?:\d{2,4}\s?년도?|제\s?\d+\s?회|20[0-3]\d)[\s‘“'\"「『｢<]*$")


def selections(
    text: str, quotes: Mapping[int, int], borders: Container[int], view: View
) -> Iterator[tuple[int, int, str, float]]:
    """Give the names of selections in a text that tells of those selected.

    Parameters
    ----------
    text
        The text as given.
    quotes
        Where quoted parts begin and end.
    borders
        Where names end that never belong to an award's name.
    view
        What the text tells.

    Yields
    ------
    tuple
        Start, end, rule, confidence.
    """
    if not view.settled:
        return
    opens = sorted(quotes)
    line = text.find("\n")
    for m in _NAME.finditer(text):
        kind, head, end = m.lastgroup, m.start(), m.end()
        i = bisect_right(opens, head) - 1
        opening = opens[i] if i >= 0 and quotes[opens[i]] >= end and head - opens[i] < MAX_NAME else None
        start = skip_edition(text, opening, end) if opening is not None else head
        if opening is None and kind not in ("inner", "payer"):
            start = name_start(text, head, 0, borders)
        if not 4 <= end - start <= MAX_NAME or (kind is None and not text[start:head].strip()):
            continue
        joined = _JOINED.search(text, start, head) if kind == "people" else None
        if joined:
            yield joined.end(), end, "selected", 0.75  # 9월의 가람인 및 업무 분야별 유공자
            continue
        stems = text[start:head].split()
        if stems and (
            all(s in GENERIC or s in VAGUE for s in stems)
            or _NO_STEM.search(stems[-1])
            or is_outside(stems[-1])
        ):
            continue
        dated = _YEAR.search(text, max(0, start - 12), start) is not None
        known = dated or (opening is not None and start != opening)
        if kind == "people" or kind == "payer":
            known = bool(stems or kind == "payer") and view.speaks(_GIVEN, start, end)
        elif kind == "body":
            known = bool(stems)
        elif kind == "quoted":
            known = opening is not None and bool(stems)
        elif kind == "inner":
            known = known or head <= line < 120
        if known:
            yield start, end, "selected", 0.8 if text[end : end + 1] in CLOSING else 0.75
