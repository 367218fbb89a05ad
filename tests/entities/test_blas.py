"""One thread for small matrices inside, and the number there was afterwards."""

import threading

import numpy as np  # noqa: F401  (brings the library whose threads are counted)
from threadpoolctl import threadpool_info

from kr_localgov_nlp.entities.blas import OneThread


def threads():
    return [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]


def test_one_thread_inside_and_its_own_number_after():
    before = threads()
    with OneThread():
        assert set(threads()) == {1}
        with OneThread():
            assert set(threads()) == {1}
        assert set(threads()) == {1}
    assert threads() == before


def test_who_came_first_gives_the_number_back():
    before, entered, leave = threads(), threading.Event(), threading.Event()

    def other():
        with OneThread():
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with OneThread():
        thread.start()
        assert entered.wait(10)
        assert set(threads()) == {1}
    assert threads() == before
    leave.set()
    thread.join(10)
    assert threads() == before
    with OneThread():
        assert set(threads()) == {1}
    assert threads() == before


def test_an_error_gives_the_number_back():
    before = threads()
    try:
        with OneThread():
            raise ValueError
    except ValueError:
        pass
    assert threads() == before
