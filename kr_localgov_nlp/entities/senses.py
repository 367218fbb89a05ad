"""Names of governments that mean something else where certain words stand beside them: 규모 6.5의 강진, 세종이 창제한."""

from __future__ import annotations

import re

# Words of every day: even in a release of 예산군 the word 예산 is mostly the budget. Other words that are stems too
# (진도, 전주) are taken for the government once the text has named it in full.
EVERYDAY = frozenset("예산 음성 영양 영광 장수 고령 유성 청원 광산 부여 공주 상주 의성 경기".split())  # noqa: SIM905
EVERYDAY |= frozenset("강화 연수 달성 수영 사상 관악 동작".split())  # noqa: SIM905
# What is done, heard or eaten, so that even 에서 makes no place of it: 정부 예산에서, 수영에서 금메달.
NO_PLACE = frozenset("예산 음성 영양 장수 고령 청원 연수 수영 동작 사상 달성 관악".split())  # noqa: SIM905
# Words as often as governments where the text speaks of that government: 폭염에 양산을, 자동차 경주를, 고성이 오간.
HALF_WORDS = frozenset("구리 양산 완주 경주 수성 기장 오산 화성 보은 고성 진주".split())  # noqa: SIM905
AS_A_THING = re.compile(r"(?:[을를이]|[와과]\s)(?![가-힣])")
# 마라톤 완주, 챔피언 수성: a noun without a particle before it.
NOUN_BEFORE = re.compile(r"[가-힣][^\W\d은는이가을를의에와과도로서고며한된할던및등]\s(?<!이날\s)(?<!오늘\s)$")
# 정서 함양, 인성을 함양: what is fostered, not the county.
FOSTERED = re.compile(
    r"(?:수원|정서|인성|소양|교양|자질|역량|능력|의식|품성|심성|덕목|지식|인격|체력|감수성|정신)[을의]?\s$"
)
# What stands right before the name, what right behind it.
_SENSES = {
    "강진": (
        r"(?:규모\s?\d(?:\.\d)?\s?의?|튀르키예|네팔|미얀마|시리아|대만|멕시코|모로코)\s",
        r"\s?(?:피해|발생|여파)|(?:이|으로)\s(?:덮|발생|일어|무너|폐허)",
    ),
    "장성": (r"(?:[육해공]군|예비역|퇴역|장군|군\s?출신)\s", r"급\s(?:장교|인사)"),
    "곡성": ("", r"이\s(?:끊|터지|들리|울려)"),
    "세종": (
        r"조선\s|임금\s",
        r"\s?(?:대왕|임금|때|실록|재위)(?![가-힣]{2})|[이은]\s(?:창제|즉위|만든|펴낸)",
    ),
    "대구": (
        r"(?:생|말린|겨울|명태|갈치|청어|고등어|아귀|민어)[,·]?\s?",
        r"(?:[,·]\s?|[와과]\s)(?:명태|갈치|청어|고등어|아귀|민어|조기)|\s?(?:탕|뽈|알젓|치어)(?![가-힣]{2})|[가는]\s제철",
    ),
}
# 보성 선씨의 종가, 안동 김씨 종택: a family's seat in its name.
_CLAN = re.compile(
    r"[^\S\n][가-힣]씨(?=[^\n.]{0,16}(?:종가|종부|종택|종손|문중|집성촌|대종회|종친|고택|시조|세거지|가문))"
)
# 국립 가람 과학관; 제주 4·3, 여수 순천 10·19
_NATIONAL = re.compile(r"(?<![가-힣])국립\s$")
_RISING = re.compile(
    r"(?:(?:[^\S\n]?[·ㆍ‧・][^\S\n]?|[^\S\n])순천)?[^\S\n]?(?:4[·ㆍ‧・]3|10[·ㆍ‧・]19)(?!\d)"
)
# youtube.com/통일부: the name of an account.
ACCOUNT = re.compile(r"[A-Za-z]/$")
_COMPILED = {
    name: (re.compile(f"(?:{before})$") if before else None, re.compile(after))
    for name, (before, after) in _SENSES.items()
}
_REACH = 10


def is_another(text: str, start: int, end: int) -> bool:
    """Tell whether a name that is a government's stands for something else, by the words beside it.

    Parameters
    ----------
    text
        The text.
    start, end
        Where the name stands.

    Examples
    --------
    >>> is_another("규모 6.5의 강진이 났다", 8, 10), is_another("전남 강진이 알려졌다", 3, 5)
    (True, False)
    """
    if _CLAN.match(text, end) or _NATIONAL.search(text, max(0, start - 4), start):
        return True
    if text[start:end] in ("제주", "여수", "순천") and _RISING.match(text, end):
        return True
    if ACCOUNT.search(text, max(0, start - 2), start):
        return True
    patterns = _COMPILED.get(text[start:end])
    if patterns is None:
        return False
    before, after = patterns
    return bool(after.match(text, end) or (before and before.search(text, max(0, start - _REACH), start)))
