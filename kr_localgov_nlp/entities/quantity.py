"""Numbers with a counted or measured thing, with number and unit apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.numerals import MIXED, NATIVE, NOT_AFTER, parse_hangul, parse_number
from kr_localgov_nlp.entities.scan import Words, digit_starts, matches_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

# Counters that say nothing else. Longest first, as the regular expression takes the first that fits.
COUNTERS = (
    r"일(?=간|\s?(?:동안|안에|안으로|이내|이상|이하|미만|초과|정도|만에|연속|내내|넘게|전까지|간격|빠[르른]|빨라|에\s걸쳐)"
    r"|\s?내(?![가-힣])|\s?내[에로](?![가-힣])|\s차(?![가-힣]))|주일|"
    r"개소|개사|개\s사(?!이[에의\s]|[전후중업례안]|·)|개국|개교|개월|개년|개반|개팀|개조|개동|개월령|개종|개|명|곳|건|가구|세대|농가|업체|기업"
    "|기관|사업장|학급|"
    "마리|그루|필지|가지|차례|품종|종목|종류|종|톤|병상|객실|석|좌석|문항|켤레|상자|박스|세트|포대|포기|봉지"
    "|송이|척|"
    "점포|구역|구간|지구|과목|강좌|과정|작품|시간|년|매|권|부스|회기|회|쌍|팀|편"
    "|벌|"
    "퍼센트|프로|포인트|배|평형|평|헥타르|킬로미터|미터|센티미터|킬로그램|그램|리터|메가와트|킬로와트|와트|베크렐|"
    "부|가문|개체|품목|브릭스|해리|가정|자녀|배럴|개항|개과|개청|곡|교|국|달|두|수|속|"
    "인분|채|표|점|면|장|대|인|호|동|실|조각|병|캔|잔|판|척|주|사|통|본|명분|원어민|분|초|세|살|도|단|끼|자루"
    "|톨|구좌|포|컷|줄기|꾸러미"
)
SYMBOLS = (
    r"%포인트|％포인트|%p|%P|%|％|㎢|㎡|㎥|㎞|㎝|㎜|㎏|㎎|㎖|㎘|㎾h|㎾|㎿h|㎿|℃|°C|km²|km2|km|cm|mm|m²|m2"
    r"|m³|m3|"
    r"㏊|TEU|lbs|ha|kg|mg|GWh|MWh|kWh|TWh|Twh|GW|MW|kW|TB|GB|MB|Gbps|Mbps|GHz|MHz|kcal|mL|ml|㎍/㎥|Bq|dB|ppm|ppb|t|m|g|L|ℓ|V"
)
# What may stand after a Hangul counter: nothing Hangul, a particle, or a word that goes on counting.
AFTER = (
    r"(?=(?![가-힣A-Za-z])|(?:[은는이가을를의에도와과로만]|으로|에서|에게|에는|에도|에서는|까지|부터|보다"
    r"|씩|당|급|나|분|이며|이다|이고|이나|"
    r"인|이었|이라|이어|였|라며|이상|이하|이내|미만|초과|여|째|간|가량|정도|규모|안팎|내외|만에|동안|마다"
    r"|중|전|후|뿐|꼴|다)"
    r"(?![가-힣]*(?:점포|장비|사업)$)(?:[가-힣]{0,3}(?![가-힣])))"
)
NUMBER = re.compile(
    rf"{NOT_AFTER}(?:(?P<low>{MIXED})(?:(?:{COUNTERS}|{SYMBOLS})?\s?[~∼～〜]\s?|→))?"
    rf"(?P<number>{MIXED})(?P<more>\s?여)?\s?"
    rf"(?:(?P<symbol>(?:{SYMBOLS})(?:/(?:일|10a|초|시간|[sLℓh㎡]))?)(?![A-Za-z])|(?P<counter>{COUNTERS}){AFTER})"
)
SPELLED = re.compile(
    rf"(?<![가-힣\d])(?P<number>{NATIVE})(?:\s?(?P<counter>명|곳|가지|차례|팀|마리|쌍|그루|가구|세대|농가)|\s(?P<loose>번"
    rf"|배|달|권|개사|개|건|대|살|시간|편|기관|기업|지역|나라|부처|행사|도시|분야|부문|사람|학교|대학|단체|업체|지자체|작품|마을))"
    rf"(?!\s?째){AFTER}"
)
SPELLED_START = re.compile(r"[열스두서너세네다여일아마쉰예석넉](?<![가-힣\d].)")
VAGUE = re.compile(
    rf"(?P<number>수(?<![가-힣\d]수)\s?(?:십|백|천|만|십만|백만|천만|억))\s?여?\s?"
    rf"(?P<counter>명|개|건|곳|마리|그루|가구|년|톤|배|대|점|편|회|차례|종){AFTER}"
)
NIGHTS = re.compile(r"(?<![\d.,])\d{1,2}박\s?(?P<days>\d{1,2})일")
# 이틀, 닷새, 일주일: lengths with a word of their own.
DAYS_LONG = Words("이틀|사흘|나흘|닷새|엿새|열흘|보름|일주일")
DAYS_END = re.compile(r"간|씩|째?\s|동안|에|을|이|만|[,.)]")
LENGTHS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10, "보름": 15}
# Lengths in 일, which else names a day of the month: 최대 30일, 5일에서 20일로, 365일.
LONG = (
    r"(?:(?<=최대\s)|(?<=\d일에서\s)|(?<=약\s)|(?<=보다\s)|(?<=대비\s)|(?<=휴가\()|(?<=과정\()|(?<=휴가제도\s)|(?<=기간\s)|(?<=\d\))|(?<=→)|(?<=→\s))"
    r"\d{1,3}일"
)
DAYS_LAST = re.compile(
    rf"{LONG}(?!부터|자|장|[가-힣]{{3}})|(?<![\d.,~∼～])(?:(?:\d,)?\d{{3}}|3[2-9]|[4-9]\d)일(?:분(?=[을으이의에(,)\s]))?(?!장|자|[가-힣]{{3}})"
    r"|(?<![\d.,])\d{1,3}일(?=에서\s\d+일|\s?→|\s(?:의무|보장)\s|이라는)"
)
HUNDREDS = re.compile(
    rf"(?P<number>[백천](?<![가-힣\d].))여\s?(?P<counter>명|개|곳|건|마리|그루|가구){AFTER}"
)
YEARS_MONTHS = re.compile(r"(?<![\d.,])(?P<years>\d{1,2})년\s?(?P<months>\d{1,2})개월여?")
FRACTION = re.compile(r"(?<![\d.,])(?P<below>\d{1,4})분의\s?(?P<above>\d{1,4})(?![\d.]|\s?[가-힣]?점)")
MONTH_LONG = re.compile(r"한(?<![가-힣]한)\s?달(?=\s?(?:간|동안|여|에|만에|이상|가량|내내|\s|[,.]))")

# The same number and word, but an order, an address, a class or a name (3위 and 3차 have no counter above).
BEFORE_NO = re.compile(
    r"(?:[’‘'`´]|제\s?|제|민선\s?|코로나\s?|No\.?\s?|호\s?|법률\s?|고시\s?|공고\s?|매주\s?|~|-)$"
)
QUOTES = frozenset("’‘'`´")
GLUED_OK = re.compile(r"(?:총|약|연|월|각|등|당|전|중|만|은|는|이|가|을|를|의|에|또|및|과|와|도|간)$")
ORDINAL = re.compile(r"\s?차(?![량례])|\s?(?:차|번)?째")
MACHINES = re.compile(
    r"(?:차|계|량|봇|드론|TV|패드|폰|벨|북|침대|선풍기|버스|택시|CCTV|카메라|드론|PC|컴퓨터|자전거|기|장비|단말|총|약|등|트럭|킥보드|정수기|냉장고"
    r"|에어컨|[A-Z가-힣]기)\s?$"
)
BUILDINGS = re.compile(r"(?:하우스|축사|온실|건물|주택|창고|관|집|총|돈사)\s?\(?$")
# 올해로 19회를 맞은: which one, not how many.
EDITION = re.compile(r"째|(?:를|을)?\s?맞")
VERSUS = re.compile(r"\s?\d")
HALF = re.compile(r"\s반(?=\s|만에|동안|[,.)])")
MINUS = re.compile(r"(?:^|[\s(])-$")
# 3대 거점 names a group; 3대 지원 counts.
NAMED = re.compile(
    r"\s(?!이상|이하|이내|증차|증설|기탁|기증|공급|모두|지원|보급|설치|구[입매]|운[행영]|도입|배치|추가|전달|규모|가량|정도|등)[가-힣]{2}"
)
GROUPED = re.compile(
    r"\s?(?:보험|범죄|권역|클러스터|협력지구|품목|주력|사회|의무|악|명문|보|핵심|분야|전략|비전|과제|정책|목표|부문|중점|역점|사업|뉴스|성과|추진|방향|원칙|강|국|기술|도시"
    r"|명|축제|브랜드|"
    r"[가-힣]{2,4}\s?(?:과제|전략|비전|목표|분야|정책|사업))"
)
PERSON_COUNT = re.compile(
    r"\s?(?:가구|용|승|실|방|석|극|미디어|시위|창조|기업|가족|당|분|전|조|\d|2기|메뉴|식당|크리에이터)"
)
AGES = range(10, 100, 10)
MANY = 20
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
AFTER_YEAR = re.compile(r"\s?(?:도|대|생|산|차(?!례)|제|전통|제품|\d|\()|(?:에는?|도에?)(?![가-힣])")


class QuantityFinder(Finder):
    """Find counts, measures, percentages, ages and durations.

    The span holds the number, its 여 and the unit (`100여 명`, `1,271만㎡`, `3일` of 3일간); `약`, `총`, `최대`,
    `만` and particles stay outside. Ranks, editions, floors, articles, list and telephone numbers, dates and
    money are left alone. ``data["value"]`` is ``[number, unit]``; of a range or a vague number (`수십 명`) it
    is None, with
    ``low``, ``high`` and ``unit`` beside it.

    Examples
    --------
    >>> [c.data["value"] for c in QuantityFinder().find("1만 6,521개 일자리, 100여 명, 15.3% 늘어 3.5배")]
    [[16521, '개'], [100, '명'], [15.3, '%'], [3.5, '배']]
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the quantities in a text; the other arguments are not needed.

        Examples
        --------
        >>> text = "두 곳에서 3일간 열린 제3회 대회는 3위"
        >>> [text[c.start : c.end] for c in QuantityFinder().find(text)]
        ['3일', '두 곳']
        """
        del hits, doc
        found = [
            c
            for match in matches_at(NUMBER, text, digit_starts(text))
            if (c := self._number(text, match)) is not None
        ]
        for match in matches_at(SPELLED, text, (m.start() for m in SPELLED_START.finditer(text))):
            number, unit = parse_hangul(match["number"]), match["counter"] or match["loose"]
            value: list[object] | None = None if number is None else [number, unit]
            found.append(_candidate(match.start(), match.end(), "spelled", 0.85, value, unit))
        found += [
            _candidate(m.start(), m.end("counter"), "vague", 0.8, None, m["counter"])
            for m in VAGUE.finditer(text)
        ]
        nights = matches_at(NIGHTS, text, digit_starts(text)) if "박" in text else ()
        found += [
            _candidate(m.start(), m.end(), "nights", 0.95, [int(m["days"]), "일"], "일") for m in nights
        ]
        months = MONTH_LONG.finditer(text)
        found += [_candidate(m.start(), m.end(), "spelled", 0.75, [1, "개월"], "개월") for m in months]
        whole = _lengths(text)
        parts = {c.start for c in found for one in whole if one.start <= c.start and c.end <= one.end}
        return [c for c in found if c.start not in parts] + whole if whole else found

    def _number(self, text: str, match: re.Match[str]) -> Candidate | None:
        unit = match["symbol"] or "".join(match["counter"].split())
        end = match.end("symbol") if match["symbol"] else match.end("counter")
        start = match.start()
        number = parse_number(match["number"])
        if number is None or (match["counter"] and not _counts(text, match, unit, number, end)):
            return None
        if text.startswith("여", end) and unit in {"년", "개월"}:
            end += 1
        if unit == "년" and HALF.match(text, end):
            number, end = number + 0.5, end + 2
        if unit == "%" and MINUS.search(text[max(0, start - 2) : start]):
            number, start = -number, start - 1
        confidence = 0.95 if match["symbol"] or len(unit) > 1 or unit in "명개건곳배" else 0.85
        if match["low"] is None:
            return _candidate(start, end, "number", confidence, [number, unit], unit)
        low = parse_number(match["low"])
        return _candidate(start, end, "range", 0.85, None, unit, low=low, high=number)


def _candidate(
    start: int, end: int, rule: str, confidence: float, value: list[object] | None, unit: str, **more: object
) -> Candidate:
    data: dict[str, object] = {"value": value, "unit": unit}
    return Candidate(start, end, "QUANTITY", f"pattern:quantity.{rule}", confidence, data | more)


def _many(unit: str, number: float) -> bool:
    """Whether 수, 속, 두 and 국 count: they are also other words."""
    return number <= MANY if unit == "국" else unit == "두" or number >= 5 * MANY


def _lengths(text: str) -> list[Candidate]:
    """Find numbers that are written in a way of their own: 닷새, 백여 명, 2년 6개월, 3분의 1 (whose value is open)."""
    found = []
    for start, end in DAYS_LONG.spans(text):
        if "가" <= text[start - 1 : start] <= "힣" or DAYS_END.match(text, end) is None:
            continue
        unit = "일" if text[start:end] in LENGTHS else "주일"
        value: list[object] = [LENGTHS.get(text[start:end], 1), unit]
        found.append(_candidate(start, end, "spelled", 0.85, value, unit))
    digits = digit_starts(text)
    for match in matches_at(DAYS_LAST, text, digits):
        value = [parse_number(match[0].rstrip("일분")), "일"]
        found.append(_candidate(match.start(), match.end(), "length", 0.85, value, "일"))
    for match in HUNDREDS.finditer(text) if "백여" in text or "천여" in text else ():
        unit = match["counter"]
        found.append(
            _candidate(
                match.start(), match.end(), "spelled", 0.8, [parse_hangul(match["number"]), unit], unit
            )
        )
    for match in matches_at(YEARS_MONTHS, text, digits) if "개월" in text else ():
        value = [12 * int(match["years"]) + int(match["months"]), "개월"]
        found.append(_candidate(match.start(), match.end(), "length", 0.9, value, "개월"))
    fractions = matches_at(FRACTION, text, digits) if "분의" in text else ()
    found += [_candidate(m.start(), m.end(), "fraction", 0.85, None, "분의") for m in fractions]
    return found


def _counts(text: str, match: re.Match[str], unit: str, number: float, end: int) -> bool:
    """Whether number and counter really count, rather than name a year, a grade, a floor or a house."""
    before = text[max(0, match.start() - 8) : match.start()]
    quoted = before[-1:] in QUOTES and unit not in {"년", "일", "주", "대", "호"}
    if (BEFORE_NO.search(before) and not quoted) or (
        "가" <= before[-1:] <= "힣" and not GLUED_OK.search(before)
    ):
        return False
    if unit in {"회", "주", "년", "명"} and ORDINAL.match(text, end):
        return False
    if unit == "부" and number < 5 * MANY:
        return False
    if unit == "회" and EDITION.match(text, end):
        return False
    if unit in {"수", "속", "국", "두"} and not _many(unit, number):
        return False
    if unit == "년":
        return not YEAR.fullmatch(match["number"]) and not AFTER_YEAR.match(text, end)
    if unit == "분" and before.rstrip().endswith("시"):
        return False
    if unit == "대":
        counted = MACHINES.search(before) is not None
        return (
            counted
            if number in AGES
            else not VERSUS.match(text, end)
            and not GROUPED.match(text, end)
            and (counted or number > MANY or not NAMED.match(text, end))
        )
    if unit == "인":
        return not PERSON_COUNT.match(text, end)
    if unit == "세":
        return not text.startswith(" 시대", end)
    if unit == "면":
        return number >= MANY or "주차" in before
    if unit == "동" and not match["more"] and "," not in match["number"]:
        return number < MANY and bool(BUILDINGS.search(before))
    if unit in {"호", "동"}:
        house = before.rstrip().endswith("동") or VERSUS.match(text, end)
        return not house and (number >= 5 * MANY or match["more"] is not None)
    return True


@Language.factory("localgov_quantity")
def make(nlp: Language, name: str) -> QuantityFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return QuantityFinder()
