"""People told by their surname or a letter alone: 김 씨, 이모(45) 씨, A양.

Such a person is a `PERSON` of one character, as in other collections of Korean names; a surname before an office (김 총리) is none.
The records pass them by, since nobody is named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.names import SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = ("pattern:person.surname", "pattern:person.letter")
#: Of all surnames those that some 50,000 people or more bear (2015 census): of rarer ones 동 씨 is as likely a slip for another word.
COMMON = SURNAMES[:62]
_AGE = r"(?:\s?\((?:남|여|만)?[,·\s]{0,2}\d{1,2}(?:세|살)?(?:[,·\s][^()\n]{0,14})?\))?"
_AFTER = (
    r"(?=(?![가-힣A-Za-z\d])|(?:은|는|이|가|을|를|의|와|과|도|만|로|네|께|에|등|측|부부|부자|모자|모녀|부녀|가족|일가|형제|자매|남매)"
    r"(?:게|게서|서|에게|의|는|가|이|와|도|를)?(?![가-힣A-Za-z\d]))"
)
_SURNAME = rf"(?<![가-힣A-Za-z\d])(?P<name>[{COMMON}])"
_NEEDED = ("씨", "모 군", "모 양", "모군", "모양", ")군", ") 군", ")양", ") 양")
# 김씨, 김 씨, 김모 씨, 김 모(45)씨, 이모 군; 김 군 may be a county, 이 모양 a shape.
_HELD = rf"(?:{_AGE}\s?씨|\s?모{_AGE}\s?씨|\s?모(?:{_AGE}\s|\s?\(\d[^()\n]{{0,14}}\))(?:군|양)"
_BY_SURNAME = re.compile(rf"{_SURNAME}{_HELD}){_AFTER}")
_BY_LETTER = re.compile(rf"(?<![가-힣A-Za-z\d&.\-])(?P<name>[A-Z]){_HELD}|{_AGE}(?:군|양)){_AFTER}")
# A family and where it comes from: 광산 김씨, 전주 이씨 문중.
_CLAN = re.compile(r"(?<![가-힣])[가-힣]{2}\s$")
_FAMILY = re.compile(
    r"\s?(?:문중|종중|종친|종가|종회|가문|집안|집성촌|세거|후손|후예|시조|족보|대종|중앙종|재실|고택|선산|[가-힣]{0,6}파(?![가-힣])|\d+세)"
)
_SEATS = frozenset(
    """
    가락 강릉 강진 강화 경주 고령 고성 곡부 광산 광주 교하 금성 금녕 기계 김녕 김해 나주 남양 남원 남평 단양 달성 담양 당진 대구 덕수 동래 무안 문화 밀성 밀양 반남 배천
    백천 보성 봉화 부안 분성 상주 서산 선산 성산 성주 수원 순천 순흥 신안 신천 신평 안동 안산 양성 양주 양천 언양 여산 여양 여주 여흥 연안 연일 연주 영광 영양 영월 영일
    영천 예안 온양 용인 울산 원주 은진 의령 이천 인동 인천 일직 장수 장흥 전의 전주 정선 제주 진성 진양 진주 진천 창녕 창원 천안 철원 청송 청주 청풍 초계 충주 칠원 탐진
    통천 파평 평강 평산 평택 평해 풍산 풍양 풍천 하동 하양 한산 한양 함안 함양 함열 함종 함평 해남 해주 행주 현풍 홍주 화순 회덕 흥덕
    """.split()  # noqa: SIM905
)


def anonymous(text: str) -> Iterator[Candidate]:
    """Find the people of whom a text tells but the surname or a letter; those told by a letter come first.

    Parameters
    ----------
    text
        The text as given.

    Examples
    --------
    >>> text = "주민 김모(45) 씨와 A양, 박 씨가 왔다. 광산 김씨 문중의 이 총리도 왔다."
    >>> [(text[c.start : c.end], c.source) for c in anonymous(text)]
    [('A', 'pattern:person.letter'), ('김', 'pattern:person.surname'), ('박', 'pattern:person.surname')]
    """
    for match in _BY_LETTER.finditer(text):
        yield _candidate(match, SOURCES[1])
    if not any(word in text for word in _NEEDED):
        return
    for match in _BY_SURNAME.finditer(text):
        held = _CLAN.search(text, max(0, match.start() - 4), match.start())
        if not _FAMILY.match(text, match.end()) and not (held and held[0].strip() in _SEATS):
            yield _candidate(match, SOURCES[0])


def _candidate(match: re.Match[str], source: str) -> Candidate:
    return Candidate(match.start("name"), match.end("name"), "PERSON", source, 0.85, {"office": ""})
