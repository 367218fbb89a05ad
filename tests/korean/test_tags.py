from __future__ import annotations

from kiwipiepy import utils
from spacy.parts_of_speech import IDS

from kr_localgov_nlp.korean.tags import PREDICATES, UPOS, lemma_of, upos


def test_every_tag_of_kiwi_has_a_part_of_speech():
    assert set(utils._valid_tags) - set(UPOS) == set()


def test_conjugation_marks_are_known():
    for tag in ("VV", "VA", "VX", "XSA"):
        for kind in "RI":
            assert UPOS[f"{tag}-{kind}"] == UPOS[tag]
            assert f"{tag}-{kind}" in PREDICATES


def test_every_value_is_a_spacy_part_of_speech():
    assert set(UPOS.values()) <= set(IDS)


def test_unknown_tag_is_x():
    assert upos("NEW") == "X"


def test_lemma():
    assert lemma_of("하", "XSV") == "하다"
    assert lemma_of("고맙", "VA-I") == "고맙다"
    assert lemma_of("이", "VCP") == "이다"
    assert lemma_of("이", "JKS") == "이"
    assert lemma_of("었", "EP") == "었"
