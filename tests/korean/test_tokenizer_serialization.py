from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import registry

from kr_localgov_nlp.korean import HITS, KiwiTokenizer, ensure_boundaries, morphemes_of
from tests.korean.korean_finders import ListFinder

TEXT = "구로구는 군수다.\n\n정책을 발표했다 "


@registry.misc("localgov_test.names.v1")
def make_names():
    return ListFinder([])


def shown(doc):
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.is_sent_start, t._.morphemes) for t in doc]


def with_names(words):
    config = {"nlp": {"tokenizer": {"names": {"@misc": "localgov_test.names.v1"}, "max_length": 500}}}
    nlp = spacy.blank("ko_localgov", config=config)
    nlp.tokenizer.names.words = words
    return nlp


@pytest.fixture
def doc(kiwi_nlp):
    return KiwiTokenizer(kiwi_nlp.vocab, names=ListFinder(["구로구"]))(TEXT)


def test_doc_bytes(kiwi_nlp, doc):
    again = Doc(spacy.blank("ko_localgov").vocab).from_bytes(doc.to_bytes())
    assert again.text == TEXT
    assert shown(again) == shown(doc)
    assert [list(hit) for hit in again.user_data[HITS]] == doc.user_data[HITS]


def test_docbin_with_user_data(doc):
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(spacy.blank("ko_localgov").vocab)
    assert again.text == TEXT
    assert [m for ms in morphemes_of(again) for m in ms] == [m for ms in morphemes_of(doc) for m in ms]
    assert [t.tag_ for t in again] == [t.tag_ for t in doc]
    ensure_boundaries(again, [1])  # DocBin gave tuples
    assert again[0].text == "구"
    assert again[0]._.morphemes[0].form == "구"


def test_docbin_without_user_data_still_answers(doc):
    packed = DocBin(docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(spacy.blank("ko_localgov").vocab)
    assert [len(t._.morphemes) for t in again] == [0 if t.tag_ == "_SP" else 1 for t in again]
    assert again[0]._.morphemes[0] == ("구로구", "NNP", 0, 3)


def test_doc_pickle(doc):
    assert shown(pickle.loads(pickle.dumps(doc))) == shown(doc)


@pytest.mark.parametrize("copied", [True, False])
def test_part_of_a_doc_never_shows_morphemes_of_another_place(doc, copied):
    part = doc[2:5].as_doc(copy_user_data=copied)
    for token in part:
        for morpheme in token._.morphemes:
            assert token.idx <= morpheme.start <= morpheme.end <= token.idx + len(token)
            assert morpheme.form == token.text
    assert morphemes_of(part) == [t._.morphemes for t in part]
    whole = doc[:].as_doc(copy_user_data=True)
    assert shown(whole) == shown(doc)


def test_tokens_that_others_merge_or_split(kiwi_nlp):
    doc = kiwi_nlp("정책을 발표했다")
    before = [m for ms in morphemes_of(doc) for m in ms]
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[2:5])
    assert [m.form for m in doc[2]._.morphemes] == ["발표", "하", "었", "다"]
    assert [m for ms in morphemes_of(doc) for m in ms] == before


def test_tokenizer_pickle(kiwi_nlp):
    tokenizer = KiwiTokenizer(kiwi_nlp.vocab, names=ListFinder(["구로구"]), max_length=99)
    again = pickle.loads(pickle.dumps(tokenizer))
    assert again.max_length == 99
    assert shown(again(TEXT)) == shown(tokenizer(TEXT))


def test_pipeline_pickle(kiwi_nlp):
    nlp = with_names(["구로구"])
    again = pickle.loads(pickle.dumps(nlp))
    assert shown(again(TEXT)) == shown(nlp(TEXT))
    assert again.tokenizer.max_length == 500


def test_pipeline_bytes_and_disk(tmp_path):
    nlp = with_names(["구로구청"])
    other = with_names([]).from_bytes(nlp.to_bytes())
    assert other.tokenizer.names.words == ["구로구청"]
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert loaded.tokenizer.names.words == ["구로구청"]
    assert loaded.tokenizer.max_length == 500
    assert shown(loaded("구로구청장이다")) == shown(nlp("구로구청장이다"))


def test_settings_win_over_the_config(tmp_path):
    nlp = spacy.blank("ko_localgov")
    nlp.tokenizer.max_length = 7
    nlp.to_disk(tmp_path / "model")
    assert spacy.load(tmp_path / "model").tokenizer.max_length == 7


def test_names_that_the_config_does_not_know_are_not_lost_in_silence(tmp_path):
    nlp = spacy.blank("ko_localgov")
    nlp.tokenizer.names = ListFinder(["나주"])
    nlp.to_disk(tmp_path / "model")
    with pytest.raises(ValueError, match="name finder that its config does not name"):
        spacy.load(tmp_path / "model")


def test_saved_pipeline_loads_without_importing_us(tmp_path):
    spacy.blank("ko_localgov").to_disk(tmp_path / "model")
    code = (
        "import spacy, sys\n"
        f"nlp = spacy.load({str(tmp_path / 'model')!r})\n"
        "doc = nlp('군수다')\n"
        "print([(t.text, len(t._.morphemes)) for t in doc])\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:kr_localgov_nlp", "-c", code],
        capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[('군수', 2), ('다', 1)]"
