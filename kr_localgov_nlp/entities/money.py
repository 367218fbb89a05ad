"""Amounts of money, with their value in won."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, Finder
from kr_localgov_nlp.entities.numerals import MIXED, NOT_AFTER, PLAIN, parse_hangul, parse_number
from kr_localgov_nlp.entities.scan import digit_starts, matches_at
from kr_localgov_nlp.gazetteer.particles import particle_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

CURRENCY = r"(?:원|달러|\$|불|유로|위안|엔화?|파운드|루피|페소|동(?=\s?\(VND))"
# 원 also begins other words (원도심, 원장, 원스톱): after it only what can follow an amount.
AFTER_WON = (
    r"(?![가-힣A-Za-z])|(?=(?:[은이을의에도과로가를와는임]|으로|까지|부터|에서|이며|이다|인데|인|이고|이상|이하|이내"
    r"|미만|초과|"
    r"씩|권|대|선|상당|어치|짜리|가량|정도|규모|가까이|보다|만|을|여|조차|밖에|이라|이었|였|당|의|지원|지급"
    r"|투입)"
    r"(?![도점활탁료칙격])|(?=(?:인당|등을?|내외|안팎|전액|한도)))"
)
TILDE = r"\s?[~∼～〜\-–]\s?"

# Digits first; the alternatives share the left part, so each amount is read once.
AMOUNT = re.compile(
    rf"{NOT_AFTER}(?:(?P<low>{MIXED})(?:원)?{TILDE}(?:최대\s)?)?"
    rf"(?P<number>{MIXED})(?P<more>\s?여)?\s?"
    rf"(?:(?P<scale>[십백천]?[만억조])\s?(?:여\s?)?)?(?P<currency>{CURRENCY})(?:{AFTER_WON})"
)
SIGN = re.compile(rf"(?P<sign>[₩￦\\$€¥])\s?(?P<number>{PLAIN}(?:\s?[십백천]?[만억조])?)(?![\d,])")
# 188억 without 원: only 억 and 조 count money with no word for it, and only next to a word of budgets.
BARE = re.compile(
    rf"{NOT_AFTER}(?<!제)(?<!제 )(?P<number>{PLAIN}\s?(?:조"
    rf"|[십백천]?억)(?:\s?{PLAIN}\s?(?:[십백천]?[만억]|천(?![가-힣]{{2}})))?)(?P<more>여)?"
)
BUDGET = re.compile(
    r"예산|사업비|국비|도비|시비|군비|구비|매출|투입|투자|규모|지원금|기금|보조금|총액|확보|편성|자본|부채"
    r"|재원"
)
NOT_BARE = re.compile(
    r"\s?(?:[가-힣]{0,2}(?:명|개|건|톤|대|㎡|마리|그루|인|뷰|회|배|t)\b|[%㎡\d]|[.,]\d|개|명|건|년|관광)"
)
# 25억, 10억 등, 9억 초과: what follows a sum though no 원 does; and before what 억 counts something else.
AS_SUM = re.compile(
    r"(?:[을이은의에·)]|으로|여?,(?!\d)|여?\s(?:초과|이하|이상|미만|지원|[감증]액|증가|감소|삭감|등|투입|확보|규모|대비|적자|흑자)(?![가-힣]{3}))"
)
COUNTING = re.compile(r"인구|조회|단위|다운로드|누적 ?관람|개체|생산량|방문|세계")
# 대상 500만, 우수상 300만, 장려상 100만 원: the last alone says 원.
LISTED = re.compile(
    rf"{NOT_AFTER}(?P<number>{PLAIN}\s?[십백천]?만)(?=(?:,\s?[가-힣 ]{{0,12}}\d[\d,]*\s?[십백천]?만){{1,5}}\s?원)"
)
HANGUL = re.compile(
    r"(?<![가-힣\d])(?P<number>[일이삼사오육칠팔구십백천만]{0,6}[백천만억])\s?원"
    r"|(?<![가-힣\d])(?P<number2>만)\s원(?=[을이은의에])"
)
HANGUL_END = re.compile(r"[백천만억](?<!\d.)\s?원")
SIGNS = {"₩": "원", "￦": "원", "\\": "원", "$": "달러", "€": "유로", "¥": "엔"}


class MoneyFinder(Finder):
    """Find amounts of money.

    The span holds the number, its 여 and the currency; `최대`, `약`, `총` and particles stay outside. The
    value is an int in won; of another currency, of a range and of an open number (`수억 원`) it is None, and
    ``data`` holds what is known: ``amount`` and ``unit``, or ``low`` and ``high``.

    Examples
    --------
    >>> [(c.data["value"], c.data["unit"]) for c in MoneyFinder().find("국비 1억 2천만 원, 100만 달러")]
    [(120000000, '원'), (None, '달러')]
    """

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find the amounts in a text; the other arguments are not needed.

        Examples
        --------
        >>> text = "수수료를 최대 30만 원까지 지원한다."
        >>> [text[c.start : c.end] for c in MoneyFinder().find(text)]
        ['30만 원']
        """
        del hits, doc
        digits = digit_starts(text)
        found = [_amount(match) for match in matches_at(AMOUNT, text, digits)]
        if any(sign in text for sign in SIGNS):
            found += [_sign(match) for match in SIGN.finditer(text)]
        taken = [(c.start, c.end) for c in found]
        for match in matches_at(BARE, text, digits) if "억" in text or "조" in text else ():
            free = not any(a < match.end() and match.start() < b for a, b in taken)
            if free and _is_sum(text, match):
                # 3억5천 says 3억 5천만.
                value = parse_number(match["number"] + "만" * match["number"].endswith("천"))
                found.append(_candidate(match.start(), match.end(), "bare", 0.75, value, "원"))
        for match in matches_at(LISTED, text, digits) if "만, " in text else ():
            value = parse_number(match["number"])
            found.append(_candidate(match.start(), match.end(), "listed", 0.85, value, "원"))
        for match in HANGUL.finditer(text) if HANGUL_END.search(text) else ():
            if particle_after(text, match.end()) < 0 or not _spelled(text, match):
                continue
            number = parse_hangul(match["number"] or match["number2"])
            if number is not None:
                found.append(_candidate(match.start(), match.end(), "hangul", 0.8, number, "원"))
        return found


def _is_sum(text: str, match: re.Match[str]) -> bool:
    """Whether 억 or 조 with no 원 is a sum: a word of budgets stands beside it, or what follows leaves no other reading."""
    if NOT_BARE.match(text, match.end()):
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    if BUDGET.search(before + "|" + text[match.end() : match.end() + 12]):
        return True
    return "억" in match[0] and AS_SUM.match(text, match.end()) is not None and not COUNTING.search(before)


def _spelled(text: str, match: re.Match[str]) -> bool:
    """Whether Hangul before 원 is a number: 억원 alone is a unit, 백원 단위 too, 이억원 a man."""
    number = match["number"] or ""
    if number == "억" or text.startswith(" 단위", match.end()):
        return False
    return match[0] != "이억원" or text[match.end() : match.end() + 1] in {"을", "의", "에", "으"}


def _candidate(
    start: int, end: int, rule: str, confidence: float, amount: float | None, unit: str, **more: object
) -> Candidate:
    won = unit == "원" and amount is not None and "low" not in more
    data: dict[str, object] = {"value": round(amount) if won and amount is not None else None, "unit": unit}
    if not won and amount is not None and "low" not in more:
        data["amount"] = amount
    return Candidate(start, end, "MONEY", f"pattern:money.{rule}", confidence, data | more)


def _amount(match: re.Match[str]) -> Candidate:
    scale = match["scale"] or ""
    number = parse_number(match["number"] + scale)
    unit = match["currency"].removesuffix("화")
    if match["low"] is None:
        return _candidate(match.start(), match.end(), "amount", 0.97, number, unit)
    low = parse_number(match["low"])
    if (
        low is not None
        and number is not None
        and low < number
        and not re.search(r"[십백천만억조]", match["low"])
    ):
        # 10~30만 원 says 10만 to 30만: the low end borrows the scale of the high end.
        borrowed = parse_number(match["low"] + re.sub(r"[\d.,\s여]", "", match["number"] + scale))
        low = borrowed if borrowed is not None and borrowed < number else low
    return _candidate(match.start(), match.end(), "range", 0.9, number, unit, low=low, high=number)


def _sign(match: re.Match[str]) -> Candidate:
    number = parse_number(match["number"])
    return _candidate(match.start(), match.end(), "sign", 0.85, number, SIGNS[match["sign"]])


@Language.factory("localgov_money")
def make(nlp: Language, name: str) -> MoneyFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return MoneyFinder()
