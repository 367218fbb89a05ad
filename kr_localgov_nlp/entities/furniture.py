"""What a site puts around a release and is no part of it: 작성일: 2025-12-12, 기관명 : …, 조회수 12, the survey below.

Saved pages are read without it (`kr_localgov_nlp.pages`); texts that were copied from a site still have it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.merge import refuse
from kr_localgov_nlp.entities.scan import matches_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.entities.candidates import Candidate

# 작성일: 2025-12-12, 등록일 : 2025.12.12.
_POSTED = re.compile(
    r"(?:작성|등록|게시|수정|입력|배포)(?:일|일자|일시)\s?[:：]\s?(?P<what>20\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?(?:\s\d{1,2}:\d\d(?::\d\d)?)?)"
)
# 기관명 : 나주시교육청, 담당부서 : 중마동 / 연락처
_OFFICE = re.compile(
    r"(?:^|(?<=\n))[^\w\n]*(?:기관명|담당부서|부서명|등록부서|제공부서|자료제공)\s?[:：]\s?(?P<what>[^\n(/]{2,30})"
)
# 조회수 : 12, 추천수 : 0, Hit: 8
_READ = re.compile(r"(?:조회수?|추천수?|다운로드\s?수|[Hh]it|HIT)\s?[:：]\s?(?P<what>[\d,]+(?:회|건|명)?)")
# 만족도 조사: [평균 3.4점 / 442명 참여], 100자 이내로 입력하여 주십시오
_SURVEY = re.compile(
    r"\[평균\s?[\d.]+점\s?/\s?[\d,]+명\s?참여\]|\d+자\s?이내로\s?입력[^\n]{0,60}|현재\s?0자[^\n]{0,20}"
)
# Each with the labels that it refuses, and words of which every match holds one.
_FURNITURE = (
    (_POSTED, ("DATE",), ("일:", "일 :", "일자", "일시")),
    (
        _OFFICE,
        ("ORG", "PLACE", "DISTRICT"),
        ("기관명", "담당부서", "부서명", "등록부서", "제공부서", "자료제공"),
    ),
    (_READ, ("QUANTITY",), ("조회", "추천수", "다운로드", "Hit", "hit", "HIT")),
    (_SURVEY, ("QUANTITY",), ("명 참여]", "이내로 입력", "현재 0자")),
)


def refuse_furniture(text: str, found: Sequence[Candidate]) -> list[tuple[int, int]]:
    r"""Refuse the candidates that stand in what a site puts around a release.

    Parameters
    ----------
    text
        The text.
    found
        Its candidates, judged; the refused are marked in place.

    Returns
    -------
    list of (int, int)
        Where such things stand.

    Examples
    --------
    >>> from kr_localgov_nlp.entities.candidates import Candidate
    >>> text = "기관명 : 나주교육지원청\n작성일: 2025-12-12 추천수 : 0"
    >>> found = [Candidate(6, 13, "ORG", "a", 0.9), Candidate(19, 29, "DATE", "a", 0.9)]
    >>> [text[start:end] for start, end in refuse_furniture(text, found)]
    ['2025-12-12', '나주교육지원청', '0']
    >>> [one.confidence < 0.5 for one in found]
    [True, True]
    """
    places = []
    for pattern, labels, words in _FURNITURE:
        for m in matches_with(pattern, text, words):
            low, high = m.span("what" if "what" in pattern.groupindex else 0)
            places.append((low, high))
            for one in found:
                if one.label in labels and low <= one.start and one.end <= high:
                    refuse(one)
    return places
