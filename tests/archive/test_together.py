"""A few texts at a time give what each gives alone, in the same order, and an error stays with its text."""

import pytest
from spacy.tokens import Doc

import kr_localgov_nlp as klg
from kr_localgov_nlp.archive import together as module
from kr_localgov_nlp.archive.together import together
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.pipeline import prepare

TEXTS = [
    f"가람군, 나눔 장터 열어\n\n윤병태 나주시장은 {day}일 “이웃과 함께하겠다”고 밝혔다. 강진군은 사과 {day}상자를 보냈다."
    for day in range(1, 21)
]


def told(doc):
    return [(e.start_char, e.end_char, e.label_, e._.confidence, e._.value) for e in doc.ents], doc._.quotes


def test_what_each_gives_alone_in_the_same_order(nlp):
    found = list(together(nlp, TEXTS, lambda text: prepare(nlp, text, published="2024-08-30")))
    assert [text for text, _ in found] == TEXTS
    for text, doc in found:
        assert told(doc) == told(klg.analyze(text, published="2024-08-30", nlp=nlp))


def test_a_text_that_cannot_be_read_costs_no_other(nlp):
    given = [TEXTS[0], None, TEXTS[1], "나주\ud800", TEXTS[2]]
    found = [doc for _, doc in together(nlp, given, lambda text: prepare(nlp, text))]
    assert [isinstance(doc, Doc) for doc in found] == [True, False, True, False, True]
    assert isinstance(found[1], InputError)
    assert told(found[4]) == told(klg.analyze(TEXTS[2], nlp=nlp))


class Broken:
    """Fails on one text as it is told to."""

    def __init__(self, error):
        self.error = error

    def __call__(self, doc):
        if "12상자" in doc.text:
            raise self.error
        return doc


@pytest.mark.parametrize(
    ("error", "raised"), [(RuntimeError("12"), RuntimeError), (KeyError("12"), ValueError)]
)
def test_a_component_that_fails_on_a_text_fails_as_in_the_pipeline(nlp, monkeypatch, error, raised):
    first, *others = nlp._components
    monkeypatch.setattr(nlp, "_components", [first, ("broken", Broken(error)), *others])
    found = [doc for _, doc in together(nlp, TEXTS, lambda text: prepare(nlp, text))]
    with pytest.raises(raised) as caught:
        nlp(TEXTS[11])
    assert [number for number, doc in enumerate(found) if not isinstance(doc, Doc)] == [11]
    assert (type(found[11]), str(found[11])) == (caught.type, str(caught.value))


def test_no_more_memory_is_everybodys_error(nlp, monkeypatch):
    monkeypatch.setattr(nlp, "_components", [("broken", Broken(MemoryError()))])
    with pytest.raises(MemoryError):
        list(together(nlp, TEXTS, lambda text: prepare(nlp, text)))


def test_long_texts_wait_for_no_other(nlp, monkeypatch):
    monkeypatch.setattr(module, "_CHARACTERS", len(TEXTS[0]) + len(TEXTS[1]))
    read = []

    def prepared(text):
        read.append(text)
        return prepare(nlp, text)

    found = together(nlp, TEXTS, prepared)
    next(found)
    assert read == TEXTS[:2]
