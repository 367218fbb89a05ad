from __future__ import annotations

import unicodedata
import warnings

import pytest
import spacy

from kr_localgov_nlp.errors import TextError
from kr_localgov_nlp.korean import HITS, KiwiTokenizer, Morpheme, NameHit, kiwi, morphemes_of, tokenize
from kr_localgov_nlp.korean.surface import MAX_LENGTH, _merge
from tests.korean.korean_finders import ListFinder


def words(doc):
    return [token.text for token in doc]


def test_contracted_morphemes_are_one_token(kiwi_nlp):
    doc = kiwi_nlp("정책을 발표했다.")
    assert words(doc) == ["정책", "을", "발표", "했", "다", "."]
    done = doc[3]
    assert (done.tag_, done.pos_, done.lemma_) == ("XSV", "VERB", "하다")
    assert done._.morphemes == [Morpheme("하", "XSV", 6, 7), Morpheme("었", "EP", 6, 7)]


def test_copula_without_width_joins_the_noun(kiwi_nlp):
    doc = kiwi_nlp("새 군수다.")
    assert words(doc) == ["새", "군수", "다", "."]
    assert [m.form for m in doc[1]._.morphemes] == ["군수", "이"]
    assert doc[1]._.morphemes[1][2:] == (4, 4)
    assert [m.form for m in doc[2]._.morphemes] == ["다"]


def test_merge_of_widthless_morphemes():
    # at the start: the next token takes it
    assert _merge([0, 0], [0, 1]) == [(0, 0, 1)]
    # after a token that ends there
    assert _merge([0, 2, 2], [2, 2, 3]) == [(0, 0, 2), (2, 2, 3)]
    # after a gap, before a token
    assert _merge([0, 3, 3], [2, 3, 5]) == [(0, 0, 2), (1, 3, 5)]
    # before a gap with nothing at its left: it moves to the next character
    starts, ends = [0, 1], [0, 3]
    assert _merge(starts, ends) == [(0, 1, 3)]
    assert (starts, ends) == ([1, 1], [1, 3])
    # at the end, after a gap: it moves back
    starts, ends = [0, 4], [2, 4]
    assert _merge(starts, ends) == [(0, 0, 2)]
    assert (starts, ends) == ([0, 2], [2, 2])
    # two that share characters with one that contains both
    assert _merge([0, 0, 1], [3, 1, 2]) == [(0, 0, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("나주 강진", ["나주", "강진"]),
        ("나주  강진", ["나주", "  ", "강진"]),
        ("나주\t강진", ["나주", "\t", "강진"]),
        ("나주\r\n\r\n강진", ["나주", "\r\n\r\n", "강진"]),
        (" 나주 ", [" ", "나주"]),
        ("나주 \n", ["나주", " \n"]),
        ("\ufeff나주", ["\ufeff", "나주"]),
        (" ", [" "]),
        ("\n", ["\n"]),
        ("", []),
    ],
)
def test_gaps(kiwi_nlp, text, expected):
    doc = kiwi_nlp(text)
    assert words(doc) == expected
    assert doc.text == text
    for token in doc:
        assert (token.tag_ == "_SP") == (not token.text.strip("\ufeff \t\r\n"))
        assert (token.pos_ == "SPACE") == (token.tag_ == "_SP")


def test_sentences(kiwi_nlp):
    doc = kiwi_nlp("나주 배 축제 개막\n\n축제가 열렸다. 사람이 모였다!")
    assert [sent.text.strip() for sent in doc.sents] == [
        "나주 배 축제 개막",
        "축제가 열렸다.",
        "사람이 모였다!",
    ]
    assert kiwi_nlp("\n\n나주")[0].is_sent_start


def test_nfd_reads_like_nfc(kiwi_nlp):
    text = "강진군은 청자 축제를 열었다."
    nfd = unicodedata.normalize("NFD", text)
    doc = kiwi_nlp(nfd)
    assert doc.text == nfd
    assert [unicodedata.normalize("NFC", word) for word in words(doc)] == words(kiwi_nlp(text))
    assert [token.tag_ for token in doc] == [token.tag_ for token in kiwi_nlp(text)]


def test_lone_surrogate_is_refused(kiwi_nlp):
    with pytest.raises(TextError, match="U\\+D800 at character 2"):
        kiwi_nlp("나주\ud800")
    with pytest.raises(TextError):
        tokenize("\udfff")


def test_long_text_is_refused_before_kiwi_and_names_see_it(kiwi_nlp):
    def never(text):
        raise AssertionError

    tokenizer = KiwiTokenizer(kiwi_nlp.vocab, names=never, max_length=10)
    with pytest.raises(TextError, match="11 characters, the limit is 10"):
        tokenizer("가" * 11)
    with pytest.raises(TextError, match=f"{MAX_LENGTH:,}"):
        tokenize("가" * (MAX_LENGTH + 1))


def test_forced_name(kiwi_nlp):
    text = "구로구청장이 동작구청을 찾았다"
    tokenizer = KiwiTokenizer(kiwi_nlp.vocab, names=ListFinder(["구로구", "동작구"]))
    doc = tokenizer(text)
    assert words(doc)[:4] == ["구로구", "청장", "이", "동작구"]
    assert doc[0].tag_ == "NNP"
    assert doc.user_data[HITS] == [
        [0, 3, "government", ["구로구"], True],
        [7, 10, "government", ["동작구"], True],
    ]


def test_unguarded_hit_is_stored_and_not_forced(kiwi_nlp):
    tokenizer = KiwiTokenizer(kiwi_nlp.vocab, names=ListFinder(["성을"], guarded=False))
    doc = tokenizer("이성을 잃었다")
    assert "성을" not in words(doc)
    assert doc.user_data[HITS] == [[1, 3, "government", ["성을"], False]]


def test_the_longest_of_overlapping_names_is_forced(kiwi_nlp):
    tokenizer = KiwiTokenizer(kiwi_nlp.vocab, names=ListFinder(["수원시", "수원시의회", "의회가"]))
    doc = tokenizer("수원시의회가 열렸다")
    assert words(doc)[:2] == ["수원시의회", "가"]
    assert len(doc.user_data[HITS]) == 3


def test_name_of_several_words_shows_its_words(kiwi_nlp):
    text = "전국 지방자치단체 일자리대상을 받았다"

    def names(text):
        return [NameHit(0, 15, "award", ("a1",), True, ((0, 2), (3, 9), (10, 13), (13, 15)))]

    doc = KiwiTokenizer(kiwi_nlp.vocab, names=names)(text)
    assert words(doc)[:5] == ["전국", "지방자치단체", "일자리", "대상", "을"]
    assert doc[2].tag_ == "NNG"
    # without inner tokens a name is cut at its spaces
    assert [t.text for t in tokenize("광주 동구청이", ListFinder(["광주 동구"]))] == [
        "광주",
        "동구",
        "청",
        "이",
    ]


@pytest.mark.parametrize(
    "bad",
    [
        NameHit(0, 9, "government", ("x",), True),
        NameHit(2, 2, "government", ("x",), True),
        NameHit(-1, 2, "government", ("x",), True),
        NameHit(0, 2, "award", ("x",), True, ((0, 1), (1, 3))),
    ],
)
def test_hit_that_does_not_fit_is_an_error(bad):
    with pytest.raises(ValueError, match="does not fit"):
        tokenize("나주시", lambda text: [bad])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#나주배 축제", "나주"),
        ("1만 6,521개 일자리", "21개"),
        ("hong@나주.kr 로", "나주"),
        ("👨\u200d👩 나주", "👩"),
    ],
)
def test_forced_name_inside_what_kiwi_takes_for_one_token(text, name):
    # Kiwi drops the rest of such a text in silence
    tokens = tokenize(text, ListFinder([name]))
    assert name in [token.text for token in tokens]
    assert "".join(token.text + " " * token.space for token in tokens) == text
    assert all(token.morphemes for token in tokens if token.tag != "_SP")


def test_names_are_found_in_odd_spelling(kiwi_nlp):
    tokenizer = KiwiTokenizer(kiwi_nlp.vocab, names=ListFinder(["광주 동구"]))
    for text in ("광주\u00a0동구가", unicodedata.normalize("NFD", "광주 동구가"), "광\u200b주 동구가"):
        doc = tokenizer(text)
        (hit,) = doc.user_data[HITS]
        assert unicodedata.normalize("NFC", text[hit[0] : hit[1]]).replace("\u200b", "") in {
            "광주 동구",
            "광주\u00a0동구",
        }
        assert doc.char_span(hit[0], hit[1]) is not None


def test_a_hundred_thousand_names_stay_linear():
    # one pass over a mark for each character: a comparison of all pairs would take minutes
    def names(text):
        return [NameHit(i, i + 1, "head", ("x",), True) for i in range(0, 20_000, 2)]

    assert len(tokenize("가나" * 10_000, names)) >= 20_000


def test_tokenize_agrees_with_the_doc(kiwi_nlp):
    text = "나주시의회는 ‘2024년 예산’을 의결했다.\n군수다.  끝"
    doc = kiwi_nlp(text)
    tokens = tokenize(text)
    assert [(t.text, t.idx, t.tag_, t.pos_, t.lemma_, bool(t.whitespace_)) for t in doc] == [
        (t.text, t.start, t.tag, t.pos, t.lemma, t.space) for t in tokens
    ]
    assert morphemes_of(doc) == [list(t.morphemes) for t in tokens]
    assert morphemes_of(doc) == [t._.morphemes for t in doc]


def test_kiwi_is_shared_and_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert kiwi() is kiwi()


def test_kiwi_has_no_threads_of_its_own():
    # with threads, a list given in a forked child hangs; without, it is an error at once
    with pytest.raises(Exception, match="single thread"):
        list(kiwi().tokenize(["나주"]))


def test_registering_twice_is_harmless():
    from kr_localgov_nlp.korean.morphemes import register_extensions

    register_extensions()
    spacy.blank("ko_localgov")
    register_extensions()


def test_memory_zone_leaves_nothing_behind():
    nlp = spacy.blank("ko_localgov")
    nlp("나주시가 밝혔다.")
    before = len(nlp.vocab.strings)
    with nlp.memory_zone():
        doc = nlp("곡성군은 7,391명의 손님과 세계장미축제를 열었다.")
        inside = [(token.text, token.tag_, token.lemma_) for token in doc]
    assert len(nlp.vocab.strings) == before
    with nlp.memory_zone():
        doc = nlp("곡성군은 7,391명의 손님과 세계장미축제를 열었다.")
        assert [(token.text, token.tag_, token.lemma_) for token in doc] == inside
