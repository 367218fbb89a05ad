"""What holds for every text: 10,000 generated strings in all.

Strings are glued from what pages really hold (Korean with its contractions, names, addresses, emoji,
decomposed Hangul, odd spaces, control characters) and from any character that UTF-8 can encode.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.korean import (
    HITS,
    KiwiTokenizer,
    NameHit,
    ensure_boundaries,
    morphemes_of,
    normalize,
    tokenize,
)
from kr_localgov_nlp.korean.normalize import _INVISIBLE_RE, _SINGLE_RE, is_blank
from kr_localgov_nlp.korean.surface import _forced
from tests.korean.korean_finders import ListFinder

KOREAN = """
나주시 강진군은 구로구청장 이창우 군수다 했다 위해 그건 뭘 써라 하다 다 라 이 는 였음 됨 할 게 네가 얘
우린 거야 돼 봬 해라 제주돈데 서울섭니다 밝혔다. 1만 6,521개 188억원 2024년 12월 30일 (구청장 ‘일자리대상’
“함께”라며 ·은평] [마포( 市長 前 金 AI ESG ㎡ ㈜ ① ％ ２０２４ ▲ … ~ a@b.kr http://a.kr/x?y=1 #나주 @강진
061-339-8114 14:00
""".split()  # noqa: SIM905
# Spaces and line ends; characters without a width and controls; emoji, jamo and what NFC composes or not.
ODD = [
    *(" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u3000", "\u2009", "\u2028", "\u0085"),
    *("\u3164", "\u2800", "\ufeff", "\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\u202e"),
    *("\x00", "\x1f", "\x7f", "\ufffd", "\uffff"),
    *("😀", "👨\u200d👩\u200d👧", "🇰🇷", "👍🏽", "✈\ufe0f", "ㅋㅋ", "ㅏ", "ㄱ", "ᆫ", "ᄀ", "ㆍ", "･"),
    *("e\u0301", "q\u0323\u0307", "\u1112\u119e\u11ab", "각\u11a8", "\u0301", "ﬁ", "豈", "Ⅷ", "½"),
]

fragments = st.one_of(
    st.sampled_from(KOREAN),
    st.sampled_from(KOREAN),
    st.sampled_from(KOREAN).map(lambda word: unicodedata.normalize("NFD", word)),
    st.sampled_from(ODD),
    st.text(st.characters(codec="utf-8"), max_size=3),
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=4),
    st.text(st.characters(min_codepoint=0x1100, max_codepoint=0x11FF), max_size=4),
)
texts = st.lists(fragments, max_size=14).map("".join)


def many(number):
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def check_doc(doc, text, *, cut=False):
    assert doc.text == text
    end = 0
    before = 0
    for token, morphemes in zip(doc, morphemes_of(doc), strict=True):
        assert token.idx == end
        end = token.idx + len(token) + len(token.whitespace_)
        assert token._.morphemes == morphemes
        assert token.tag_
        assert token.pos_
        assert token.lemma_
        if token.tag_ == "_SP":
            assert is_blank(token.text)
            assert cut or token.text != " " or token.i == 0
        else:
            assert morphemes
            assert morphemes[0].tag == token.tag_
        for morpheme in morphemes:
            assert token.idx <= morpheme.start <= morpheme.end <= token.idx + len(token)
        before += len(morphemes)
    assert end == len(text)
    if len(doc):
        assert before == len(doc.user_data["localgov_morphemes"][0])
        assert doc[0].is_sent_start
        assert sum(len(sent) for sent in doc.sents) == len(doc)


@given(texts)
@example("\u1100" * 7 + "２０２４")  # Kiwi gives no morpheme at all
@example(" " + "\u1100" * 7 + "2024 \n")
@many(4500)
def test_doc_is_the_text(kiwi_nlp, text):
    check_doc(kiwi_nlp(text), text)


@given(texts, st.data())
@many(2500)
def test_forced_names_have_their_borders(kiwi_nlp, text, data):
    normal = normalize(text)
    hits = []
    for _ in range(data.draw(st.integers(0, 3)) if normal.text else 0):
        start = data.draw(st.integers(0, len(normal.text) - 1))
        end = data.draw(st.integers(start + 1, min(len(normal.text), start + 8)))
        if not any(char.isspace() for char in normal.text[start:end]):
            hits.append(NameHit(start, end, "x", ("k",), data.draw(st.booleans())))
    doc = KiwiTokenizer(kiwi_nlp.vocab, names=lambda _: hits)(text)
    check_doc(doc, text)
    borders = {offset for token in doc for offset in (token.idx, token.idx + len(token))}
    for start, end, *_ in _forced(hits, normal.text):
        assert borders.issuperset(normal.span(start, end))
    assert [hit[:2] for hit in doc.user_data[HITS]] == [list(normal.span(hit.start, hit.end)) for hit in hits]


@given(st.lists(st.sampled_from([*KOREAN, " ", "\n"]), max_size=12).map("".join))
@many(1000)
def test_known_names_are_one_token(text):
    names = ListFinder(["나주시", "구로구", "이창우", "은평"])
    found = {(token.start, token.end) for token in tokenize(text, names)}
    for hit in names(text):
        assert (hit.start, hit.end) in found


@given(texts, st.lists(st.integers(0, 40), max_size=5))
@many(1000)
def test_ensured_borders(kiwi_nlp, text, offsets):
    doc = kiwi_nlp(text)
    inside = [offset for offset in offsets if offset <= len(text)]
    sentences = [sent.start_char for sent in doc.sents]
    ensure_boundaries(doc, inside)
    check_doc(doc, text, cut=True)
    borders = {offset for token in doc for offset in (token.idx, token.idx + len(token))}
    assert {offset for offset in inside if offset < len(text)} <= borders
    assert [sent.start_char for sent in doc.sents] == sentences


@given(texts)
@many(1000)
def test_normalisation_maps_back(text):
    made = normalize(text)
    if made.starts is None:
        assert len(made.text) == len(text)
        assert all(a == b or _SINGLE_RE.match(b) for a, b in zip(made.text, text, strict=True))
        return
    assert len(made.starts) == len(made.ends) == len(made.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True))
    assert all(a <= b for a, b in pairwise(made.starts))
    assert all(a <= b for a, b in pairwise(made.ends))
    covered = {
        index for start, end in zip(made.starts, made.ends, strict=True) for index in range(start, end)
    }
    assert all(_INVISIBLE_RE.match(text[index]) for index in range(len(text)) if index not in covered)
    for index, char in enumerate(made.text):
        start, end = made.span(index, index + 1)
        assert char in normalize(text[start:end]).text
        if (
            end - start == 1
            and not _SINGLE_RE.match(text[start])
            and unicodedata.is_normalized("NFC", text[start])
        ):
            assert char == text[start]
