"""Text to spaCy ``Doc`` with Kiwi's analysis, exact to the character.

>>> from kr_localgov_nlp.korean import tokenize
>>> [token.text for token in tokenize("곡성군은 장미축제를 연다.")]
['곡성군', '은', '장미', '축제', '를', '연다', '.']
"""

from __future__ import annotations

from kr_localgov_nlp.korean.boundaries import ensure_boundaries, token_spans
from kr_localgov_nlp.korean.engine import kiwi, versions
from kr_localgov_nlp.korean.language import KoreanLocalgov
from kr_localgov_nlp.korean.morphemes import Morpheme, register_extensions
from kr_localgov_nlp.korean.morphemes import of_doc as morphemes_of
from kr_localgov_nlp.korean.names import NameFinder, NameHit
from kr_localgov_nlp.korean.normalize import Normalized, normalize
from kr_localgov_nlp.korean.surface import MAX_LENGTH
from kr_localgov_nlp.korean.tokenizer import HITS, KiwiTokenizer, Token, tokenize

__all__ = [
    "HITS",
    "MAX_LENGTH",
    "KiwiTokenizer",
    "KoreanLocalgov",
    "Morpheme",
    "NameFinder",
    "NameHit",
    "Normalized",
    "Token",
    "ensure_boundaries",
    "kiwi",
    "morphemes_of",
    "normalize",
    "token_spans",
    "tokenize",
    "versions",
]

register_extensions()  # a Doc read from a DocBin has token._.morphemes without a pipeline
