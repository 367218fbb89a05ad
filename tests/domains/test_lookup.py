"""The table of hashes gives what a dict would."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.domains.lookup import Lookup

WORDS = st.text("가나다라", max_size=3)


@given(st.lists(WORDS, unique=True, max_size=60), st.lists(WORDS, max_size=60))
def test_words_have_the_numbers_of_the_dict(known, asked):
    numbers = {word: 3 * i for i, word in enumerate(known)}
    expected = sorted(numbers[word] for word in asked if word in numbers)
    assert sorted(Lookup(numbers)(asked).tolist()) == expected


def test_every_word_of_a_large_table_is_found():
    numbers = {f"낱말{i}": i for i in range(20_000)}
    lookup = Lookup(numbers)
    assert sorted(lookup(list(numbers)).tolist()) == list(range(20_000))
    assert lookup([f"다른{i}" for i in range(20_000)]).tolist() == []


def test_a_process_that_hashes_text_otherwise_builds_its_own_table():
    data = pickle.dumps(Lookup({"축제": 4, "도서관": 7}))
    code = f"import pickle; print(pickle.loads({data!r})(['도서관', '축제', '낱말']).tolist())"
    for seed in "12":
        out = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )
        assert sorted(json.loads(out.stdout)) == [4, 7]
