"""Kiwi's tags and what they are in Universal POS.

Kiwi follows the Sejong tag set with additions of its own (`W_…`, `Z_…`, `XSM`, `SB`, `USER…`) and marks
regular and irregular conjugation by `-R` and `-I` (list: Kiwi's documentation, "품사 태그"). For UPOS see
universaldependencies.org/u/pos.
Endings and affixes are bound forms with no part of speech of their own, which UD calls PART.
"""

from __future__ import annotations

from typing import Final

SPACE_TAG: Final = "_SP"
#: What Kiwi says of a string that it cannot read.
UNKNOWN: Final = "UN"

_UPOS_TAGS: Final = {
    "NOUN": "NNG NNB XR",
    "PROPN": "NNP",
    "NUM": "NR SN W_SERIAL",
    "PRON": "NP",
    "VERB": "VV XSV",
    "ADJ": "VA VCN XSA",
    "AUX": "VX VCP",
    "DET": "MM",
    "ADV": "MAG",
    "CCONJ": "MAJ JC",
    "INTJ": "IC",
    "ADP": "JKS JKC JKG JKO JKB JKV JKQ JX",
    "PART": "EP EF EC ETN ETM XPN XSN XSM Z_CODA Z_SIOT",
    "PUNCT": "SF SP SS SSO SSC SE SO",
    "SYM": "SW W_EMOJI",
    "X": "SL SH SB UN UNA W_URL W_EMAIL W_HASHTAG W_MENTION USER0 USER1 USER2 USER3 USER4",
    "SPACE": SPACE_TAG,
}
_CONJUGATING: Final = ("VV", "VA", "VX", "XSV", "XSA")

UPOS: Final[dict[str, str]] = {tag: upos for upos, tags in _UPOS_TAGS.items() for tag in tags.split()}
UPOS.update({f"{tag}-{kind}": UPOS[tag] for tag in _CONJUGATING for kind in "RI"})

# The dictionary form of these ends in 다: 밝히다, 깨끗하다, 이다.
PREDICATES: Final = frozenset(
    tag for tag in UPOS if tag.split("-")[0] in {"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"}
)


def upos(tag: str) -> str:
    """Return the Universal POS of a Kiwi tag, ``"X"`` for a tag that Kiwi did not have at 0.24.

    Examples
    --------
    >>> upos("NNP"), upos("VV-I"), upos("ETM"), upos("W_EMAIL")
    ('PROPN', 'VERB', 'PART', 'X')
    """
    return UPOS.get(tag, "X")


def lemma_of(form: str, tag: str) -> str:
    """Return the dictionary form of a morpheme: predicates with 다, everything else as it is.

    Examples
    --------
    >>> lemma_of("밝히", "VV"), lemma_of("나주시", "NNP")
    ('밝히다', '나주시')
    """
    return form + "다" if tag in PREDICATES else form
