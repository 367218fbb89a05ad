import pickle
import shutil
from pathlib import Path

import pytest
import spacy

import kr_localgov_nlp as klg
from kr_localgov_nlp.entities import recogniser_weights
from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.recogniser import MADE_BY, SOURCE, Recogniser
from kr_localgov_nlp.errors import ModelError
from kr_localgov_nlp.korean.morphemes import unpack
from kr_localgov_nlp.model_files import find_model, read_manifest

TEXT = (
    "담양군, 마을공방 문 열어\n\n담양군은 3일 창평면에 마을공방을 열었다. 개소를 기념하는 전시에는 김민준, 이서연, 박도윤 학생이 참여했다. "
    "이서연 학생은 “손으로 만드는 기쁨을 나누겠다”고 말했다. 주민 서른두 명이 찾았다.\n"
)


def spans(doc):
    return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


@pytest.fixture(scope="module")
def component(nlp):
    return dict(nlp.pipeline)["localgov_recogniser"]


def test_names_without_a_title_are_found(nlp):
    doc = klg.analyze(TEXT, published="2024-05-03", nlp=nlp)
    persons = {ent.text for ent in doc.ents if ent.label_ == "PERSON"}
    assert {"김민준", "이서연", "박도윤"} <= persons
    assert any(ent._.source == SOURCE for ent in doc.ents)


def test_the_doc_tells_which_model_made_it(nlp):
    doc = nlp(TEXT)
    assert doc.user_data[MADE_BY]["entities"] == read_manifest(find_model("entities"))["fingerprint"]


def test_no_words_no_names(nlp):
    for text in ("", " ", "\n\n", "…"):
        assert [ent for ent in nlp(text).ents if ent._.source == SOURCE] == []


def test_the_same_text_gives_the_same_names(component, nlp, monkeypatch):
    first = spans(nlp(TEXT))
    assert spans(nlp(TEXT)) == first
    # The same with weights read anew, with copied ones, and when the table of words overflows.
    again = Recogniser.read()
    copied = pickle.loads(pickle.dumps(component))
    monkeypatch.setattr(recogniser_weights, "MOST_WORDS", 150)
    small = Recogniser.read()
    pipe = nlp.pipe_names.index("localgov_recogniser")
    for other in (again, copied, small):
        for _ in range(3):
            doc = nlp.make_doc(TEXT)
            for position, (_, one) in enumerate(nlp.pipeline):
                doc = (other if position == pipe else one)(doc)
            assert spans(doc) == first


def test_confidence_is_a_share(component, nlp):
    doc = nlp(TEXT)
    assert all(0 < ent._.confidence < 1 for ent in doc.ents)


def test_a_rules_candidate_that_the_weights_refuse_is_lowered(component, nlp):
    doc = nlp.make_doc(TEXT)
    start = TEXT.index("전시에는")
    wrong = Candidate(start, start + 2, "PERSON", "pattern:person.title", 0.72)
    component.judge(TEXT, unpack(doc), [wrong])
    assert wrong.confidence < 0.5


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(find_model("entities"), tmp_path / "mine"))


def test_a_folder_of_ones_own(folder, nlp):
    assert Recogniser.read(folder).path == str(folder)


@pytest.mark.parametrize("name", ["weights.npz", "settings.json", "README.md"])
def test_a_changed_or_missing_file_is_refused(folder, name):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(ModelError, match="changed"):
        Recogniser.read(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        Recogniser.read(folder)


def test_a_saved_pipeline_reads_the_shipped_model_again(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    assert spans(spacy.load(tmp_path / "saved")(TEXT)) == spans(nlp(TEXT))


def test_a_text_of_the_greatest_length_with_ever_new_words(nlp):
    # More morphemes, and more distinct words, than the table of words holds.
    text = " ".join(f"{chr(0xAC00 + n % 11_000)}{chr(0xAC00 + n * 7 % 11_000)}{n}" for n in range(14_000))[
        :99_000
    ]
    assert nlp(text).text == text
