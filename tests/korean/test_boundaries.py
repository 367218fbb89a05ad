from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kr_localgov_nlp.korean import ensure_boundaries, morphemes_of, token_spans


def words(doc):
    return [token.text for token in doc]


def test_token_is_split(kiwi_nlp):
    text = "구로구청장이 말했다. 끝났다."
    doc = kiwi_nlp("구로구청장이 말했다. 끝났다.")
    at = text.index("청장")
    sentences = [sent.start_char for sent in doc.sents]
    ensure_boundaries(doc, [at, 0, len(text)])
    assert doc.text == text
    assert "구로구" in words(doc)
    assert doc.char_span(0, at) is not None
    assert [sent.start_char for sent in doc.sents] == sentences
    assert morphemes_of(doc) == [token._.morphemes for token in doc]


def test_parts_keep_tag_lemma_and_morphemes(kiwi_nlp):
    doc = kiwi_nlp("전라남도교육청은 쉰다")
    assert doc[0].text == "전라남도교육청"
    ensure_boundaries(doc, [4, 6])
    assert words(doc)[:3] == ["전라남도", "교육", "청"]
    for token, word in zip(doc, ["전라남도", "교육", "청"], strict=False):
        assert (token.tag_, token.pos_, token.lemma_) == ("NNP", "PROPN", word)
        assert [tuple(m) for m in token._.morphemes] == [(word, "NNP", token.idx, token.idx + len(word))]
    assert doc[3].tag_ == "JX"
    assert [token.is_sent_start for token in doc][:4] == [True, False, False, False]


def test_overlapping_morphemes_are_shared_out(kiwi_nlp):
    doc = kiwi_nlp("이웃을 위해 뛴다")
    (token,) = [token for token in doc if token.text == "위해"]
    before = len(token._.morphemes)
    assert before == 2
    ensure_boundaries(doc, [token.idx + 1])
    parts = [token for token in doc if token.text in {"위", "해"}]
    assert [m.form for m in parts[0]._.morphemes] == ["위"]
    assert [(m.form, m.tag) for m in parts[1]._.morphemes] == [("해", "VV"), ("어", "EC")]
    assert (parts[1].tag_, parts[1].lemma_) == ("VV", "해다")


def test_several_tokens_at_once_and_spaces(kiwi_nlp):
    doc = kiwi_nlp("구로구청장\n\n 전라남도교육청")
    text = doc.text
    ensure_boundaries(doc, range(len(text) + 1))
    assert all(len(token) == 1 for token in doc)
    assert doc.text == text
    assert [token.tag_ for token in doc if not token.text.strip()] == ["_SP"] * 3
    assert morphemes_of(doc) == [token._.morphemes for token in doc]


def test_border_that_is_there_changes_nothing(kiwi_nlp):
    doc = kiwi_nlp("나주 강진")
    before = doc.to_bytes()
    ensure_boundaries(doc, [0, 2, 3, 5])
    ensure_boundaries(doc, [])
    assert doc.to_bytes() == before


@pytest.mark.parametrize("offset", [-1, 6])
def test_offset_outside(kiwi_nlp, offset):
    with pytest.raises(ValueError, match="outside the text of 5"):
        ensure_boundaries(kiwi_nlp("나주 강진"), [offset])


def test_empty_text(kiwi_nlp):
    doc = kiwi_nlp("")
    ensure_boundaries(doc, [0])
    with pytest.raises(ValueError, match="outside"):
        ensure_boundaries(doc, [1])


def test_doc_that_lost_its_analysis(kiwi_nlp):
    doc = Doc(
        kiwi_nlp.vocab,
        words=["구로구청장", "은"],
        spaces=[False, False],
        tags=["NNP", "JX"],
        pos=["PROPN", "ADP"],
    )
    ensure_boundaries(doc, [3])
    assert words(doc) == ["구로구", "청장", "은"]
    assert [token.tag_ for token in doc] == ["NNP", "NNP", "JX"]
    assert [m.form for token in doc for m in token._.morphemes] == ["구로구", "청장", "은"]


def test_entities_before_and_behind_survive(kiwi_nlp):
    doc = kiwi_nlp("강진군은 구로구청장과 나주 배를 먹었다")
    first = doc.char_span(0, 3, label="DISTRICT")
    start = doc.text.index("나주")
    second = doc.char_span(start, start + 2, label="PLACE")
    doc.set_ents([first, second])
    ensure_boundaries(doc, [doc.text.index("청장"), doc.text.index("구로") + 1])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("강진군", "DISTRICT"), ("나주", "PLACE")]


def test_spans_of_characters_become_spans_of_tokens(kiwi_nlp):
    text = "구로구청장이 나주시를  찾았다"
    doc = kiwi_nlp(text)
    wanted = [(0, 3), (3, 5), (7, 10), (0, len(text))]
    found = token_spans(doc, wanted)
    assert [(doc[a:b].start_char, doc[a:b].end_char) for a, b in found] == wanted
    assert token_spans(doc, []).tolist() == []


@pytest.mark.parametrize("span", [(6, 10), (3, 7), (4, 4)])
def test_spans_with_a_space_at_their_edge_or_no_width(kiwi_nlp, span):
    doc = kiwi_nlp("구로구청장이 나주시를 찾았다")
    with pytest.raises(ValueError, match="no token begins"):
        token_spans(doc, [span])
