"""Sentences that only train: what the files hold, and what a wrong line is told."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.evaluation.datasets import corpus_folder
from kr_localgov_nlp.training.sentences import parse, read_sentences


def test_the_shipped_ones():
    found = list(read_sentences(corpus_folder() / "sentences"))
    assert len({one.text for one in found}) == len(found) > 1_000
    labels = Counter(name.label for one in found for name in one.names)
    assert labels["PERSON"] > 1_000
    assert min(labels[label] for label in ("ORG", "PLACE", "DATE", "QUANTITY")) > 150
    # What is no name is learned from sentences without one.
    assert 0.2 < sum(all(n.label != "PERSON" for n in one.names) for one in found) / len(found) < 0.5


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("⟦배하람|NAME⟧이 왔다.", "no entity mark"),
        ("⟦ 배하람|PERSON⟧이 왔다.", "no entity mark"),
        ("⟦배하람|PERSON이 왔다.", "broken"),
        ("배하람⟧이 왔다.", "broken"),
        ("  ", "empty"),
    ],
)
def test_a_wrong_line_is_told(line, reason):
    with pytest.raises(TableError, match=f"news.*7.*{reason}"):
        parse(line, "news", 7)


_plain = st.text(st.characters(exclude_characters="⟦⟧|\n", exclude_categories=("Cs", "Cc", "Zs")), min_size=1)


@given(st.lists(st.tuples(_plain, st.none() | st.sampled_from(LABELS)), min_size=1))
def test_marks_become_offsets(parts):
    line = "".join(text if label is None else f"⟦{text}|{label}⟧" for text, label in parts)
    found = parse(line)
    assert found.text == "".join(text for text, _ in parts)
    marked = [(text, label) for text, label in parts if label is not None]
    assert [(found.text[n.start : n.end], n.label) for n in found.names] == marked


def test_files_end_where_they_should(tmp_path):
    (tmp_path / "a.txt").write_text("⟦배하람|PERSON⟧이 왔다.\n갔다.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("⟦샛별역|PLACE⟧", encoding="utf-8")
    assert [one.id for one in read_sentences(tmp_path)] == ["a 1", "a 2", "b 1"]
