"""The gate itself: what it stops, what it lets pass, and how floors move."""

from __future__ import annotations

import json

import pytest

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.evaluation import gate

from .made import GOLD, result

WORSE = GOLD[:1]


@pytest.fixture
def floors():
    return gate.update({"datasets": {}}, [result(), result(heads=False)])[0]


def test_the_same_run_passes(floors):
    assert gate.check(floors, [result(), result(heads=False)]) == []


def test_a_score_below_its_floor_fails_and_is_named(floors):
    problems = gate.check(floors, [result(WORSE)])
    assert any("exact.HEAD is 0.0000, below its floor of 1.0000" in p for p in problems)
    assert any("exact.core" in p for p in problems)
    assert all("made, heads" in p for p in problems)


def test_each_setting_of_the_heads_table_has_its_own_floors(floors):
    floors["datasets"]["made"]["floors"]["no heads"]["exact.HEAD"] = 0.0
    without = GOLD[:2] + GOLD[3:]
    assert any("exact.HEAD" in p for p in gate.check(floors, [result(without)]))
    assert not any("exact.HEAD" in p for p in gate.check(floors, [result(without, heads=False)]))


@pytest.mark.parametrize(("below", "problems"), [(0.0004, 0), (0.0006, 1)])
def test_epsilon(floors, below, problems):
    mode = floors["datasets"]["made"]["floors"]["heads"]
    run = result(GOLD[:4])
    mode.clear()
    mode["exact.all"] = gate.guarded(run)["exact.all"] + below
    assert len(gate.check(floors, [run])) == problems


def test_other_texts_fail_even_with_the_same_scores(floors):
    (problem,) = gate.check(floors, [result(fingerprint="0" * 64)])
    assert "--gate --update" in problem
    assert "as many as before" in problem
    assert "2 → 3 texts" in gate.check(floors, [result(fingerprint="0" * 64, n=3)])[0]


def test_a_dataset_without_floors_fails():
    (problem,) = gate.check({"datasets": {}}, [result()])
    assert "has no floors" in problem


def test_a_measure_that_is_not_scored_any_more_fails(floors):
    floors["datasets"]["made"]["floors"]["heads"]["exact.MONEY"] = 0.9
    assert any("exact.MONEY" in p and "not scored" in p for p in gate.check(floors, [result()]))


def test_updating_raises_floors_and_pins_the_data():
    low, _ = gate.update({"datasets": {}}, [result(WORSE, fingerprint="0" * 64)])
    high, regressions = gate.update(low, [result()])
    assert regressions == []
    assert high["datasets"]["made"]["fingerprint"] == "f" * 64
    assert high["datasets"]["made"]["floors"]["heads"]["exact.HEAD"] == 1.0
    assert low["datasets"]["made"]["floors"]["heads"]["exact.HEAD"] == 0.0, "the old floors are left alone"


def test_updating_never_lowers_a_floor_in_silence(floors):
    kept, regressions = gate.update(floors, [result(WORSE, fingerprint="0" * 64)])
    assert kept["datasets"]["made"]["floors"] == floors["datasets"]["made"]["floors"]
    assert kept["datasets"]["made"]["fingerprint"] == "0" * 64
    assert any("exact.HEAD had a floor of 1.0000, now 0.0000" in r for r in regressions)


def test_updating_lowers_where_that_is_allowed(floors):
    floors["datasets"]["made"]["floors"]["heads"]["exact.MONEY"] = 0.9
    lowered, regressions = gate.update(floors, [result(WORSE)], allow_regression=True)
    assert lowered["datasets"]["made"]["floors"]["heads"]["exact.HEAD"] == 0.0
    assert "exact.MONEY" not in lowered["datasets"]["made"]["floors"]["heads"]
    assert any("exact.MONEY" in r and "not scored any more" in r for r in regressions)
    assert gate.check(lowered, [result(WORSE)]) == []


def test_small_losses_do_not_creep(floors):
    mode = floors["datasets"]["made"]["floors"]["heads"]
    run = result(GOLD[:4])
    floor = gate.guarded(run)["exact.all"] + 0.0004
    mode.clear()
    mode["exact.all"] = floor
    again, regressions = gate.update(floors, [run])
    assert again["datasets"]["made"]["floors"]["heads"]["exact.all"] == floor
    assert regressions == []


def test_floors_survive_the_file(floors, tmp_path):
    path = tmp_path / "floors.json"
    gate.write_floors(floors, path)
    assert gate.read_floors(path) == floors
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_floors(floors, tmp_path, monkeypatch):
    path = tmp_path / "floors.json"
    gate.write_floors(floors, path)
    before = path.read_bytes()

    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr(gate.Path, "replace", broken)
    with pytest.raises(OSError, match="disk full"):
        gate.write_floors({"datasets": {}}, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_has_no_floors(tmp_path):
    assert gate.read_floors(tmp_path / "none.json") == {"datasets": {}}


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"datasets": {"a": {}}}',
        json.dumps({"datasets": {"a": {"fingerprint": "x", "floors": {"heads": {"exact.HEAD": 98}}}}}),
        json.dumps({"datasets": {"a": {"fingerprint": "x", "floors": {"heads": {"exact.HEAD": None}}}}}),
    ],
)
def test_a_broken_file_is_named(tmp_path, content):
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"floors\.json"):
        gate.read_floors(path)
