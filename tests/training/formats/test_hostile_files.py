"""Whatever a file holds, an import gives texts or one of our errors, never another one."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kr_localgov_nlp.errors import LocalgovError
from kr_localgov_nlp.training import formats
from kr_localgov_nlp.training.check import check_jsonl
from kr_localgov_nlp.training.schema import LabelledText

DATA = Path(__file__).parent / "data"
JUNK = [
    None, 3, -1, True, 1.5, "x", "", [], {}, [[]], [1, 2], {"a": 1}, [[0, 1, "X"]], [["a"]], "\ud83d", [None],
    {"localgov": 3}, {"labels": [None]}, {"start": 0}, {"layers": 3}, {"layers": [3, None, {}]},
]  # fmt: skip
FULL = LabelledText(
    "a",
    "🎉 나주시가 연다.",
    entities=[[2, 5, "DISTRICT"]],
    links=[[2, 5, "4617000000"]],
    records={"awards": [{"year": 2024}], "quotes": [{"text": "나주", "spans": [[2, 4]]}]},
    domains=["culture"],
    meta={"a": 1},
)


def mutate(value, rng):
    if rng.random() < 0.08:
        return rng.choice(JUNK)
    if isinstance(value, dict):
        return {(k if rng.random() > 0.03 else "zz"): mutate(v, rng) for k, v in value.items()}
    return [mutate(v, rng) for v in value] if isinstance(value, list) else value


def survives(read, *arguments):
    try:
        read(*arguments)
    except LocalgovError:
        return False
    return True


@pytest.mark.parametrize("form", ["jsonl", "doccano", "doccano-relations", "doccano-classes", "label-studio"])
def test_json_with_junk_in_it(tmp_path, form):
    rng = random.Random(form)
    formats.write([FULL, LabelledText("b", "나주")], tmp_path / "good", form)
    content = (tmp_path / "good").read_text(encoding="utf-8")
    read = 0
    for _ in range(400):
        if form == "label-studio":
            bad = json.dumps(mutate(json.loads(content), rng))
        else:
            bad = "\n".join(json.dumps(mutate(json.loads(line), rng)) for line in content.split("\n") if line)
        (tmp_path / "bad.jsonl").write_text(bad, encoding="utf-8")
        read += survives(formats.read, tmp_path / "bad.jsonl", form)
        if form != "label-studio":
            survives(formats.read, tmp_path / "bad.jsonl")
            survives(check_jsonl, tmp_path / "bad.jsonl")
    assert 0 < read < 400


@pytest.mark.parametrize(
    "name",
    [
        "conll2003.conll",
        "bioes.bio",
        "brat/DOC-1000.ann",
        "domains_ko.csv",
        "domains_wide.csv",
        "label_studio.json",
    ],
)
def test_files_with_broken_bytes(tmp_path, name):
    rng = random.Random(name)
    source = DATA / name
    target = tmp_path / source.name
    if source.suffix == ".ann":
        target.with_suffix(".txt").write_bytes(source.with_suffix(".txt").read_bytes())
    for _ in range(200):
        data = bytearray(source.read_bytes())
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(data))
            data[at : at + rng.randint(0, 3)] = bytes(
                rng.choices(b'\t\n\r ,"0-9;T\xff\xed', k=rng.randint(0, 3))
            )
        target.write_bytes(bytes(data))
        survives(formats.read, target)


@pytest.mark.parametrize("suffix", [".spacy", ".xlsx"])
def test_binary_files_that_were_cut(tmp_path, suffix):
    good = tmp_path / f"good{suffix}"
    formats.write([FULL], good)
    data = good.read_bytes()
    for length in (0, 1, 10, len(data) // 2, len(data) - 1):
        (tmp_path / f"bad{suffix}").write_bytes(data[:length])
        assert not survives(formats.read, tmp_path / f"bad{suffix}")
    assert not survives(formats.read, tmp_path / f"none{suffix}")
