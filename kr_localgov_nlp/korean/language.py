"""The spaCy language ``ko_localgov``: Korean cut by Kiwi, with defaults of its own.

spaCy's own ``ko`` needs MeCab, loses whitespace, and takes every word with 이, 구 or 사 in it for a number.
"""

from __future__ import annotations

import re
import sys
from typing import Any, Final

from spacy.attrs import LIKE_NUM, LIKE_URL, SHAPE
from spacy.lang.lex_attrs import like_url as _spacy_like_url
from spacy.lang.lex_attrs import word_shape as _spacy_word_shape
from spacy.language import BaseDefaults, Language
from spacy.util import load_config_from_str, registry

from kr_localgov_nlp.korean import tokenizer as _tokenizer  # noqa: F401  (registers the tokenizer)

DEFAULT_CONFIG: Final = """
[nlp]

[nlp.tokenizer]
@tokenizers = "kr_localgov.KiwiTokenizer.v1"
names = null
"""

# Particles, endings and suffixes as Kiwi gives them, and words that every release is full of.
STOP_WORDS: Final = frozenset(
    """
    은 는 이 가 을 를 의 에 에서 에게 께 께서 로 으로 와 과 랑 이랑 도 만 까지 부터 마다 조차 처럼 보다 같이
    라고 이라고 고 며 면서 면 어 아 여 지 게 다 는다 ㄴ다 습니다 ㅂ니다 었 았 겠 시 기 음 ㅁ 는데 어서 도록
    하 되 있 없 않 이다 하다 되다 있다 없다 않다 했 됐 된 한 할 될 해 돼 하는 되는
    것 수 등 및 바 때 중 데 뿐 따름 만큼 대로 채 측 간
    그 저 이것 그것 저것 여기 거기 저기 우리 저희 자신 누구 무엇 어떤 어느 모든 각 매 약
    들 적 씩 째 또 또한 더 매우 가장 특히 그리고 그러나 하지만 따라서 이에 이어 한편 아울러
    위해 통해 대해 따라 대한 위한 관한 의한 통한
    """.split()  # noqa: SIM905  (a list of literals would be unreadable)
)

_DIGITS = re.compile(r"[+\-±~]?\d[\d,]*(?:\.\d+)?(?:/\d+)?[십백천만억조경]*")
_SINO = re.compile(r"[영공일이삼사오육륙칠팔구십백천만억조경]{2,}|[십백천만억조]|수[십백천만억]+")
_NATIVE = re.compile(
    r"(?:열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)"
    r"|열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔|한두|두세|서너|너덧|대여섯|예닐곱"
)
_HANGUL = re.compile("[가-힣]{1,99}")
_UNIT = re.compile("[십백천만억조경]")


_FIRST = frozenset("영공일이삼사오육륙칠팔구십백천만억조경수하둘셋넷다여아열스서마쉰예한두세너대")


def like_num(text: str) -> bool:
    """Tell whether a whole word is a number: digits, Sino-Korean, native Korean.

    One of 일 이 삼 사 오 구 alone is not: it is a particle, a day or a district far more often than a number.
    Nor is a run without a unit (이사, 구이, 오이).

    Examples
    --------
    >>> [like_num(word) for word in ("6,521", "1만", "삼십오", "스물둘", "오이", "구청", "이재준")]
    [True, True, True, True, False, False, False]
    """
    first = text[:1]
    if first.isdigit() or first in "+-±~":
        return _DIGITS.fullmatch(text) is not None
    if first not in _FIRST:
        return False
    if _SINO.fullmatch(text):
        return _UNIT.search(text) is not None
    return _NATIVE.fullmatch(text) is not None


def like_url(text: str) -> bool:
    """Tell whether a word is an address; spaCy's own test, for words that have a dot or a colon at all.

    Examples
    --------
    >>> like_url("www.naju.go.kr"), like_url("나주시")
    (True, False)
    """
    return ("." in text or ":" in text) and bool(_spacy_like_url(text))


def word_shape(text: str) -> str:
    """Return spaCy's shape of a word, at once for words of Hangul alone.

    Examples
    --------
    >>> word_shape("지방자치단체"), word_shape("2024")
    ('xxxx', 'dddd')
    """
    return "x" * min(len(text), 4) if _HANGUL.fullmatch(text) else str(_spacy_word_shape(text))


class KoreanLocalgovDefaults(BaseDefaults):
    """Config, stop words and number test of ``ko_localgov``."""

    config = load_config_from_str(DEFAULT_CONFIG)
    stop_words = set(STOP_WORDS)  # noqa: RUF012
    lex_attr_getters = {LIKE_NUM: like_num, LIKE_URL: like_url, SHAPE: word_shape}  # noqa: RUF012
    writing_system = {"direction": "ltr", "has_case": False, "has_letters": True}  # noqa: RUF012


@registry.languages("ko_localgov")
class KoreanLocalgov(Language):  # type: ignore[no-untyped-call]
    """Korean as local governments write it.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("ko_localgov")
    >>> [token.text for token in nlp("화순군이 고인돌 축제를 연다")]
    ['화순군', '이', '고인돌', '축제', '를', '연다']
    """

    lang = "ko_localgov"
    Defaults = KoreanLocalgovDefaults

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The tokenizer has the one limit that counts, and an error of its own for it.
        kwargs.setdefault("max_length", sys.maxsize)
        super().__init__(*args, **kwargs)
