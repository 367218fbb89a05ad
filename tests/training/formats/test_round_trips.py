"""What is written is read again as it was; what a format can not hold is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from kr_localgov_nlp.training import formats
from kr_localgov_nlp.training.schema import LabelledText, read_jsonl, write_jsonl
from tests.training.formats.strategies import collections

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LOSSLESS = [
    ("jsonl", "a.jsonl", {}, {}),
    ("doccano", "a.jsonl", {}, {}),
    ("doccano", "a.jsonl", {"offsets": "characters"}, {"offsets": "characters"}),
    ("doccano-relations", "a.jsonl", {}, {}),
    ("doccano-classes", "a.jsonl", {}, {}),
    ("label-studio", "a.json", {}, {}),
    ("conll", "a.conll", {"split": True}, {}),
    ("spacy", "a.spacy", {}, {}),
]


@pytest.mark.parametrize(("form", "name", "out", "back"), LOSSLESS, ids=str)
@few
@given(texts=collections())
def test_nothing_is_lost(tmp_path, form, name, out, back, texts):
    notes = formats.write(texts, tmp_path / name, form, **out)
    assert notes == []
    assert formats.read(tmp_path / name, form, **back).texts == texts
    assert formats.guess(tmp_path / name) == form.removesuffix("-relations").removesuffix("-classes")


@few
@given(texts=collections())
def test_jsonl_survives_readers_of_lines(tmp_path, texts):
    write_jsonl(texts, tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(texts)
    assert all(isinstance(text, LabelledText) for text in texts)


@few
@given(texts=collections())
def test_conll_tells_what_it_leaves_out(tmp_path, texts):
    notes = formats.write(texts, tmp_path / "a.conll")
    back = formats.read(tmp_path / "a.conll").texts
    assert [t.text for t in back] == [t.text for t in texts]
    lost = sum(len(a.entities or ()) - len(b.entities or ()) for a, b in zip(texts, back, strict=True))
    assert lost == len(notes)
    for before, after in zip(texts, back, strict=True):
        assert all(entity in before.entities for entity in after.entities or ())
        assert replace(after, entities=None, links=None) == replace(before, entities=None, links=None)


@few
@given(texts=collections())
def test_brat_holds_entities_and_links(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("brat")
    notes = formats.write(texts, folder, "brat")
    back = formats.read(folder).texts
    wanted = [LabelledText(t.id, t.text, entities=t.entities, links=t.links or None) for t in texts]
    assert sorted(back, key=lambda t: t.id) == sorted(wanted, key=lambda t: t.id)
    for field in ("kind", "published", "issuer", "genre", "domains", "meta", "records"):
        told = any(f"no place for {field}:" in note.reason for note in notes)
        assert told == any(getattr(t, field) is not None for t in texts)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx"])
@few
@given(texts=collections())
def test_tables_hold_text_day_and_domains(tmp_path, name, texts):
    formats.write(texts, tmp_path / name)
    back = formats.read(tmp_path / name).texts
    assert back == [LabelledText(t.id, t.text, published=t.published, domains=t.domains) for t in texts]


@few
@given(texts=collections())
def test_wide_tables_hold_the_set_of_domains(tmp_path, texts):
    formats.write(texts, tmp_path / "a.csv", wide=True)
    own = {name for t in texts for name in t.domains or ()}
    back = formats.read(tmp_path / "a.csv", taxonomy=sorted(own)).texts
    wanted = [None if t.domains is None or not own else set(t.domains) for t in texts]
    assert [None if t.domains is None else set(t.domains) for t in back] == wanted


@pytest.mark.parametrize("form", sorted(formats.FORMATS))
def test_a_text_that_is_none_is_refused_before_anything_is_written(tmp_path, form):
    good = LabelledText("a", "구로구")
    for bad in (replace(good, text="구로\ud83d"), replace(good, entities=[[0, 9, "X"]])):
        with pytest.raises(ValueError, match="line 1"):
            formats.write([bad], tmp_path / "out", form)
    with pytest.raises(ValueError, match="there already"):
        formats.write([good, good], tmp_path / "out", form)
    assert list(tmp_path.iterdir()) == []


def test_the_shipped_corpus_goes_through_every_format(tmp_path):
    from kr_localgov_nlp.evaluation.datasets import corpus_folder

    texts = read_jsonl(corpus_folder() / "releases.jsonl")[:12]
    for form, name, out, back in LOSSLESS:
        assert formats.write(texts, tmp_path / name, form, **out) == []
        assert formats.read(tmp_path / name, form, **back).texts == texts
