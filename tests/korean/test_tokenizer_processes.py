"""One warm Kiwi under threads, fork and spawn: a hang here is what field experience says to expect."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest

from kr_localgov_nlp.korean import engine, tokenize

TEXTS = [f"나주시는 {number}번째 장터를 열었다. 강진군수다." for number in range(40)]

pytestmark = pytest.mark.timeout(120)


def shown(doc):
    return [(t.text, t.tag_, t.lemma_, t.is_sent_start, t._.morphemes) for t in doc]


def test_threads_agree(kiwi_nlp):
    expected = [tokenize(text) for text in TEXTS]
    docs = [shown(kiwi_nlp(text)) for text in TEXTS]

    def work(_):
        return [tokenize(text) for text in TEXTS] == expected and [shown(kiwi_nlp(t)) for t in TEXTS] == docs

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(16)))


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
def test_fork_with_a_warm_parent(kiwi_nlp):
    expected = [tokenize(text) for text in TEXTS]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(tokenize, TEXTS).get(timeout=60) == expected


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork_while_the_lock_is_held():
    with engine._lock:
        child = os.fork()
        if not child:
            os._exit(0 if engine._lock.acquire(blocking=False) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="covered by the spawn test")
def test_pipe_in_two_processes(kiwi_nlp):
    expected = [shown(kiwi_nlp(text)) for text in TEXTS]
    assert [shown(doc) for doc in kiwi_nlp.pipe(TEXTS, n_process=2, batch_size=10)] == expected


def test_spawn(kiwi_nlp, tmp_path):
    script = tmp_path / "work.py"
    script.write_text(
        textwrap.dedent(
            f"""
            import multiprocessing
            import spacy

            if __name__ == "__main__":
                multiprocessing.set_start_method("spawn")
                nlp = spacy.blank("ko_localgov")
                for doc in nlp.pipe({TEXTS[:6]!r}, n_process=2, batch_size=3):
                    print([(t.text, t.tag_, len(t._.morphemes)) for t in doc])
            """
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=110
    )
    assert done.returncode == 0, done.stderr
    expected = [str([(t.text, t.tag_, len(t._.morphemes)) for t in kiwi_nlp(text)]) for text in TEXTS[:6]]
    assert done.stdout.splitlines() == expected
