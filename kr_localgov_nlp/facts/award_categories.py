"""The 부문 or 분야 of a prize, and of each winner of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_start import name_start
from kr_localgov_nlp.entities.award_text import sentence_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_parts import Mention

# The parts that ratings are made of, before a grade of their own.
_PART = re.compile(
    r"(?<![가-힣])((?!종합)[가-힣]{1,4}(?:청렴도|체감도|노력도)|[가-힣]{0,4}안전(?:지수)?|범죄|화재|교통사고|자살|감염병|"
    r"경영[가-힣]{2}|[가-힣]{2,6}(?:역량|만족도|경쟁력))(?:\s?분야)?(?:[은는이가도]|에서(?:는)?)?[\s‘“'\"]*$"
)
# ● 가 그룹 : 대상 …
_LINE_HEAD = re.compile(
    r"[^\w\n]{1,4}((?:[가-힣]{1,8}\s?){1,3}(?:그룹|권|유형|단위)|[가-힣]·[가-힣]+)\s?[:：]\s"
)
_CATEGORY = re.compile(
    r"(?:부문|분야)(?=[^가-힣]|에서|의|에|[을를은는이]|[가-힣]*\s?(?:대상|최우수|우수|장려|특별)|$)"
)
# ○ 시가지경관 최우수상 : …
_LINE_NOUN = re.compile(
    r"[^\w\n]{1,4}(?!올해|이번|지난해|금년|작년|이날|최종|종합|전체|당일|각각|또한|특히|한편|아울러|영예의|이어|먼저|이\s?외|그\s?외|이\s?밖|그리고|역시|총\s)((?:[가-힣]{1,7}[^은는이가을를도\W]\s){1,2})[‘“'\"]?"
)
_SEVERAL = re.compile(r"(?:올해|이번|영예의|평가|기술)$|(?:\d+|[두세네]|다섯|여섯|여러|전|각)\s?(?:개|$)")
_ONE_WORD = re.compile(r"(?<![가-힣])(사진|행사|사업|방식|국내|대외|개인|단체)\s?$")
# 초등부 최우수상, 학생부에서 금상
_DIVISION = re.compile(
    r"(?<![가-힣])((?:[초중고]등|초·중등|중·고등|대학|대학원|일반|학생|청소년|단체|개인|유치|성인|어린이|청년|[남여]자)부)(?:에서(?:는)?|는|은)?\s[‘“'\"]?$"
)
# 우수상(세출 분야)
_FIELD_BEHIND = re.compile(r"[’”'\"]?\s?[(（]([가-힣A-Za-z·\s]{2,20}?)\s?(?:분야|부문)[)）]")
#: How far before its winner a list may tell the field.
_MEMBER = 160
# 체험 부문에는 …; but not 내과 분야 의료기술을 전한
_LEADS_IN = re.compile(r"[)）’”'\]]|[은는에의]|\s?[:：=▲△-]")
_CLOSE_BY = 16
# 나주시의회는 운영부문에서, …
_OWN_FIELD = re.compile(r"[은는이가]\s([^,.\n]{2,20}?)\s?(?:부문|분야)(?:에서|으로)[,\s]")
_SAME_FIELD = re.compile(r"(?<![가-힣])(?:같은|이|동일)\s(?:부문|분야)")
_IN_ROW = re.compile(r"(?:[,，·)）][^.\n]{0,4}|[,，][^.\n]{0,40}[(（])$")


def category_of(text: str, award: Mention | None, prize: Mention, floor: int | None = None) -> str | None:
    """Give the 부문 of a prize, without the word itself, or the part of a rating that a grade is for.

    Parameters
    ----------
    text
        The text.
    award
        Its award.
    prize
        The prize.
    floor
        Where the words that belong to the prize begin; by default the sentence's begin.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "‘지방자치콘텐츠대상’에서 문화관광 부문 대상을 받았다."
    >>> category_of(text, Mention(1, 10, "AWARD"), Mention(22, 24, "PRIZE"))
    '문화관광'
    >>> category_of("내부청렴도는 3등급이다.", None, Mention(7, 10, "PRIZE"))
    '내부청렴도'
    """
    behind = _FIELD_BEHIND.match(text, prize.end)
    if behind:
        return behind[1].strip()
    left = sentence_bounds(text, prize.start, prize.end)[0] if floor is None else floor
    if award and award.end <= prize.start:
        left = max(left, award.end)
    part = _PART.search(text, max(left, prize.start - 20), prize.start)
    if part and text.endswith(("급", "위"), prize.start, prize.end):
        return part[1]
    found = list(_CATEGORY.finditer(text, left, prize.start))
    if found:
        return _field(text, found[-1].start(), left)
    part = _DIVISION.search(text, max(left, prize.start - 16), prize.start)
    if part:
        return part[1]
    line = text.rfind("\n", 0, prize.start) + 1
    lone = _LINE_HEAD.match(text, line, prize.start) or _LINE_NOUN.fullmatch(text, line, prize.start)
    return lone[1].strip() if lone else None


def category_in_list(text: str, low: int, winner: Mention) -> str | None:
    """Give the 부문 that a list tells for one of its winners: ▲ 체험 부문에는 … 가람마을.

    Parameters
    ----------
    text
        The text.
    low
        Where the list's member begins, or the list.
    winner
        The winner.
    """
    found = [
        m
        for m in _CATEGORY.finditer(text, max(low, winner.start - _MEMBER), winner.start)
        if _LEADS_IN.match(text, m.end()) or winner.start - m.end() < _CLOSE_BY
    ]
    if not found or "\n" in text[found[-1].end() : winner.start]:
        return None
    return _field(text, found[-1].start(), low)


def categories(
    text: str, low: int, winners: Sequence[Mention], prize: tuple[int, int], category: str | None
) -> dict[int, str | None]:
    """Give the 부문 of each winner that has one of its own, by the winner's offset.

    Parameters
    ----------
    text
        The text.
    low
        Where the words that tell the winners may begin.
    winners
        Those who share the prize.
    prize
        Where the prize begins and ends.
    category
        The one that stands at the prize.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "물길 부문에 나주시가, 쉼터 부문에 강진군이 우수상을 받았다."
    >>> winners = [Mention(7, 10, "DISTRICT"), Mention(19, 22, "DISTRICT")]
    >>> categories(text, 0, winners, (24, 27), "쉼터")
    {7: '물길', 19: '쉼터'}
    """
    out: dict[int, str | None] = {}
    before: str | None = None
    for m in winners:
        if m.end > prize[0]:
            continue
        own = _OWN_FIELD.match(text, m.end)
        field = own[1].strip() if own else category_in_list(text, low, m) or before
        if field:
            out[m.start] = field
        low, before = (own.end(), None) if own else (m.end, field)
    out = out if len(set(out.values())) > 1 else {}
    at, listed = prize[1], None
    for m in winners if category is None else ():
        if m.start > prize[1]:
            listed = category_in_list(text, at, m) or listed
            out[m.start], at = listed, m.end
    return out


def _field(text: str, at: int, left: int) -> str | None:
    """Give the name before the word 부문 or 분야; None for 3개 부문, 올해 부문."""
    start = name_start(text, at, left, ())
    name = text[start:at].strip(" ‘“'\"’”(·,")
    if not name and (word := _ONE_WORD.search(text, max(left, at - 12), at)):
        name = word[1]  # 사진 부문: a word that stands outside other names
    return name if name and not _SEVERAL.match(name) else None


def is_part(category: str | None) -> bool:
    """Tell whether a category is a part of a rating, whose grade is not the grade of the whole."""
    return category is not None and _PART.fullmatch(category) is not None


def category_kept(text: str, before: str | None, in_row: str | None, at: tuple[int, int, int]) -> str | None:
    """Give the category of the prize before where it holds on: 같은 부문; 물길 부문 대상은 나주시, 우수상은 강진군."""
    floor, past_end, start = at
    if _SAME_FIELD.search(text, floor, start):
        return before
    return in_row if _IN_ROW.search(text, past_end, start) else None
