"""The gate: no change to the pipeline may score below the floors that stand in ``floors.json``.

The file holds, for each dataset, the fingerprint of its texts and labels, their counts, and for both settings of the
table of heads a floor for every guarded measure::

    {"datasets": {"releases": {"fingerprint": "…", "counts": {"texts": 500}, "floors": {"heads": {"exact.HEAD": 0.98}}}}}

A changed corpus cannot pass for a changed pipeline: with another fingerprint the gate fails until the floors are pinned
anew, and pinning raises floors but lowers none without being told to.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from kr_localgov_nlp.evaluation.run import Result

FLOORS = Path(__file__).parent / "floors.json"
#: How far below its floor a score may lie; less than one entity of the written corpus moves a micro score.
EPSILON = 0.0005
GUARDED = (
    *(f"exact.{label}" for label in LABELS),
    "exact.core",
    "exact.all",
    "links.all",
    "issuer",
    "records.awards",
    "records.quotes",
)


def setting(result: Result) -> str:
    """Name the setting of a run: ``heads`` or ``no heads``."""
    return "heads" if result.heads else "no heads"


def guarded(result: Result) -> dict[str, float]:
    """Give the guarded scores of a run that had something to score, to four digits.

    Parameters
    ----------
    result
        Of `kr_localgov_nlp.evaluation.run.evaluate`.
    """
    measures = result.measures
    return {n: round(measures[n].f1, 4) for n in GUARDED if n in measures and measures[n].gold}


def read_floors(path: str | PathLike[str] = FLOORS) -> dict[str, Any]:
    """Read the floors; a missing file has none.

    Parameters
    ----------
    path
        A JSON file in the form that the module's first lines show.

    Raises
    ------
    InputError
        The file is no such JSON.
    """
    file = Path(path)
    try:
        floors: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        for entry in floors["datasets"].values():
            if not isinstance(entry["fingerprint"], str):
                raise TypeError("the fingerprint is no text")
            for values in entry["floors"].values():
                if not all(0 <= float(value) <= 1 for value in values.values()):
                    raise ValueError("a floor lies between 0 and 1")
    except FileNotFoundError:
        return {"datasets": {}}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"{file} holds no floors: {error!r}") from None
    return floors


def write_floors(floors: dict[str, Any], path: str | PathLike[str] = FLOORS) -> None:
    """Write the floors, all or nothing.

    Parameters
    ----------
    floors
        As from `read_floors`.
    path
        The file; an interrupted write leaves the old one as it was.
    """
    file = Path(path)
    text = json.dumps(floors, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        # mkstemp shuts others out; the floors are for everybody to read.
        Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
        Path(name).replace(file)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def check(floors: dict[str, Any], results: Iterable[Result]) -> list[str]:
    """Hold runs against the floors.

    Parameters
    ----------
    floors
        As from `read_floors`.
    results
        The runs, of one or more datasets and settings.

    Returns
    -------
    list of str
        What is wrong, a sentence each; empty where every run passes.
    """
    problems = []
    for result in results:
        name, mode = result.dataset.name, setting(result)
        pin = f"kr-localgov evaluate --data {name} --gate --update pins it"
        entry = floors["datasets"].get(name)
        if entry is None or mode not in entry["floors"]:
            problems.append(f"{name}, {mode}: has no floors; {pin}")
            continue
        if entry["fingerprint"] != result.dataset.fingerprint:
            changes = _changes(entry.get("counts", {}), result.dataset.counts())
            problems.append(
                f"{name}, {mode}: texts or labels are not those the floors were pinned for "
                f"({changes}); if that is meant, {pin}"
            )
        scores = guarded(result)
        for measure, floor in entry["floors"][mode].items():
            value = scores.get(measure)
            if value is None:
                problems.append(f"{name}, {mode}: {measure} has a floor of {floor:.4f} but was not scored")
            elif value < floor - EPSILON:
                problems.append(f"{name}, {mode}: {measure} is {value:.4f}, below its floor of {floor:.4f}")
    return problems


def _changes(old: dict[str, int], new: dict[str, int]) -> str:
    changed = [f"{old.get(key, 0):,} → {new[key]:,} {key}" for key in new if old.get(key) != new[key]]
    return ", ".join(changed) or "as many as before"


def update(
    floors: dict[str, Any], results: Iterable[Result], *, allow_regression: bool = False
) -> tuple[dict[str, Any], list[str]]:
    """Pin the datasets of runs as they are now and raise the floors to what was scored.

    Parameters
    ----------
    floors
        As from `read_floors`; is left as it is.
    results
        The runs.
    allow_regression
        Also lower the floors that the runs do not reach, and drop those that were not scored.

    Returns
    -------
    floors : dict
        The new floors.
    regressions : list of str
        The floors above what was scored: lowered if that is allowed, else kept.
    """
    new: dict[str, Any] = json.loads(json.dumps(floors))
    regressions = []
    for result in results:
        name, mode = result.dataset.name, setting(result)
        entry = new["datasets"].setdefault(name, {"floors": {}})
        entry["fingerprint"] = result.dataset.fingerprint
        entry["counts"] = result.dataset.counts()
        old = entry["floors"].get(mode, {})
        scores = guarded(result)
        merged = dict(scores)
        for measure, floor in old.items():
            value = scores.get(measure)
            if value is not None and value >= floor:
                continue
            if value is not None and value >= floor - EPSILON:
                merged[measure] = floor
                continue
            now = "not scored any more" if value is None else f"now {value:.4f}"
            regressions.append(f"{name}, {mode}: {measure} had a floor of {floor:.4f}, {now}")
            if not allow_regression:
                merged[measure] = floor
        entry["floors"][mode] = merged
    return new, regressions
