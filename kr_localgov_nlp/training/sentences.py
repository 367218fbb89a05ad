"""Sentences of general news and reviews, written for the library: names where no title stands beside them.

One sentence a line in ``corpus/sentences/*.txt``; ``⟦surface|LABEL⟧`` marks a name. They only train: a recogniser is
judged by releases.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.evaluation.spans import Labelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = re.compile(r"⟦([^⟦⟧|]+)\|([A-Z]+)⟧")


class Sentence(NamedTuple):
    """One sentence with its names.

    Parameters
    ----------
    id
        File and line.
    text
        Without marks.
    names
        Offsets and labels.
    """

    id: str
    text: str
    names: list[Labelled]


def parse(line: str, file: str = "sentences", number: int = 1) -> Sentence:
    """Read one marked line.

    Parameters
    ----------
    line
        Without its line break.
    file, number
        Where it stands, for the name and for errors.

    Raises
    ------
    TableError
        A mark is broken, a label unknown, or nothing stands there.

    Examples
    --------
    >>> parse("⟦배하람|PERSON⟧이 ⟦샛별FC|ORG⟧로 옮긴다.").names
    [Labelled(start=0, end=3, label='PERSON', link=''), Labelled(start=5, end=9, label='ORG', link='')]
    """
    text, names, at = "", [], 0
    for match in _NAME.finditer(line):
        text += line[at : match.start()]
        surface, label = match.groups()
        if label not in LABELS or surface != surface.strip():
            raise TableError(file, number, f"no entity mark: {match[0]}")
        names.append(Labelled(len(text), len(text) + len(surface), label))
        text += surface
        at = match.end()
    text += line[at:]
    if not text.strip():
        raise TableError(file, number, "an empty line")
    if "⟦" in text or "⟧" in text:
        raise TableError(file, number, "a mark is broken")
    return Sentence(f"{file} {number}", text, names)


def read_sentences(folder: Path) -> Iterator[Sentence]:
    """Read all sentences of a folder, in the order of its files.

    Raises
    ------
    TableError
        Of `parse`.
    """
    for file in sorted(folder.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            yield parse(line, file.stem, number)
