"""Issuers that are only scored: no release of theirs is trained on, whatever the ministry was called at the time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kr_localgov_nlp.evaluation.datasets import corpus_folder
from kr_localgov_nlp.evaluation.real import read_labels
from kr_localgov_nlp.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kr_localgov_nlp.evaluation.real import RealLabels

#: The entity labels that only measure: nothing of their issuers is trained on.
SCORED = ("core-scored", "core-scored-b")


def other_names(issuers: Iterable[str]) -> frozenset[str]:
    """Add to issuers what the ministries among them were called before and came to be called.

    A ministry that took over a part of another's work is not the same.

    Parameters
    ----------
    issuers
        Governments and ministries by their full names.

    Examples
    --------
    >>> sorted(other_names(["문화재청", "순천시"]))
    ['국가유산청', '문화재청', '순천시']
    """
    given = frozenset(issuers)
    agencies = load_gazetteer().ministries
    found = set(given)
    for agency in agencies:
        heirs = {agencies[key].name for key in agency.successors if key in agencies}
        if agency.name in given:
            found |= heirs
        if heirs & given:
            found.add(agency.name)
    return frozenset(found)


@cache
def scored_issuers() -> frozenset[str]:
    """List the issuers of the label files that only measure, under all their names."""
    return other_names(one.issuer for name in SCORED for one in read_labels(_file(name)))


def open_labels(name: str) -> list[RealLabels]:
    """Read a label file of ``corpus/real`` without the releases of scored issuers.

    Parameters
    ----------
    name
        ``core-dev``, ``general-a`` and the like.
    """
    closed = scored_issuers()
    return [one for one in read_labels(_file(name)) if one.issuer not in closed]


def _file(name: str) -> Path:
    return corpus_folder() / "real" / f"{name}.jsonl"
