"""Domains that you labelled: files in any format, their labels checked, every problem with file and row.

A name that the model or the corpus has may be written in Korean, too. A new name is taken for a new domain if it was
announced or stands in two rows, unless it is so near a known one that it will be a slip of the pen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import InputError, LabelError
from kr_localgov_nlp.training import formats
from kr_localgov_nlp.training.domain_texts import digest
from kr_localgov_nlp.training.formats.table import same_name
from kr_localgov_nlp.training.schema import LabelledText, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

    from kr_localgov_nlp.gazetteer.domains import Domain

#: A new name must stand in so many rows, if nobody announced it.
LEAST = 2
#: A text with fewer characters says too little.
SHORT = 20
_NEAR = 0.8
_SIGNS = re.compile(r"[,/|、]")
_TABLES = ("csv", "xlsx", "parquet")


@dataclass(slots=True)
class Labels:
    """Labelled texts of your own, and what there is to say about them.

    Parameters
    ----------
    texts
        Those that can be learned from.
    rows
        File and row of each, by its id.
    notes
        What was guessed, changed or left out.
    problems
        What must be mended, or left out.
    new
        Domains that nobody knew before, with the number of their rows.
    """

    texts: list[LabelledText] = field(default_factory=list)
    rows: dict[str, tuple[str, int]] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    new: dict[str, int] = field(default_factory=dict)


def read_labels(
    files: Sequence[str | PathLike[str]],
    known: Iterable[Domain],
    new: Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
    skip: bool = False,
) -> Labels:
    r"""Read and check.

    Parameters
    ----------
    files
        CSV, XLSX, Parquet, JSONL, doccano or Label Studio files.
    known
        The domains that need no announcement.
    new
        Names of new ones.
    columns
        Which column of a table is what, as for `kr_localgov_nlp.training.formats.table.read_table`.
    skip
        Leave out what has a problem, instead of refusing.

    Raises
    ------
    LabelError
        Every problem, with file and row.
    InputError
        A file is not there, or no text in it has domains.

    Examples
    --------
    >>> import tempfile
    >>> from kr_localgov_nlp.gazetteer.domains import shipped_domains
    >>> rows = ["본문,분야", *(f"{n}번 놀이터에서 강아지와 고양이를 돌보는 모임을 연다.,반려동물" for n in (1, 2))]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "mine.csv")
    ...     _ = file.write_text("\n".join([*rows, "구청이 골목 빵집의 새 화덕 값을 보태 준다고 한다.,econmy"]))
    ...     found = read_labels([file], shipped_domains(), skip=True)
    >>> found.new
    {'반려동물': 2}
    >>> print(found.problems[0])
    mine.csv, line 4: unknown domain 'econmy' (economy?)
    """
    out = Labels()
    taxonomy = list(known)
    names = {same_name(name): one.name for one in taxonomy for name in (one.korean, one.name)}
    announced = set(new)
    read = [_read(Path(file), columns, out) for file in files]
    several = len(read) > 1
    given: list[tuple[str, int, LabelledText]] = []
    for file, rows in zip(files, read, strict=True):
        for line, text in rows:
            asked = [name for one in text.domains or () for name in _apart(one, names)]
            name = f"{Path(file).name}:{text.id}" if several else text.id
            given.append((Path(file).name, line, replace(text, id=name, domains=list(dict.fromkeys(asked)))))
    counts: dict[str, int] = {}
    for _, _, text in given:
        for one in text.domains or ():
            counts[one] = counts.get(one, 0) + 1
    refused = {
        one: reason
        for one in counts
        if one not in names.values()
        and one not in announced
        and (reason := _unknown(one, counts[one], taxonomy))
    }
    seen: dict[str, tuple[str, int, LabelledText]] = {}
    for file, line, text in given:
        wrong = [refused[one] for one in text.domains or () if one in refused]
        out.problems += [Problem(file, line, reason) for reason in wrong]
        if wrong or _twice(seen, file, line, text, out):
            continue
        if text.id in out.rows:
            text = replace(text, id=f"{text.id} ({line})")  # noqa: PLW2901
        out.texts.append(text)
        out.rows[text.id] = (file, line)
    if out.problems and not skip:
        raise LabelError(out.problems)
    if not out.texts:
        raise InputError(f"{', '.join(map(str, files))}: no text in it has domains")
    kept = [one for text in out.texts for one in text.domains or ()]
    out.new = {one: kept.count(one) for one in dict.fromkeys(kept) if one not in names.values()}
    return out


def _read(file: Path, columns: Mapping[str, str] | None, out: Labels) -> list[tuple[int, LabelledText]]:
    form = formats.guess(file)
    settings: dict[str, Any] = {}
    if columns and form in _TABLES:
        settings["columns"] = columns
    found = formats.read(file, form, **settings)
    out.notes += found.notes
    rows = []
    blank, short = [], []
    for line, text in zip(found.lines, found.texts, strict=True):
        if text.domains is None:
            blank.append(line)
        elif len(text.text.strip()) < SHORT:
            short.append(line)
        else:
            rows.append((line, text))
    if blank:
        out.notes.append(Problem(file.name, 0, f"{_many(blank)} without a domain left out; ‘-’ says none"))
    if short:
        out.notes.append(Problem(file.name, 0, f"{_many(short)} with less than {SHORT} characters left out"))
    return rows


def _apart(name: str, names: Mapping[str, str]) -> list[str]:
    """Give the name as the taxonomy has it; of several in one, which only another sign divides, each."""
    if same_name(name) in names:
        return [names[same_name(name)]]
    parts = [part.strip() for part in _SIGNS.split(name) if part.strip()]
    return [names[same_name(one)] for one in parts] if all(same_name(o) in names for o in parts) else [name]


def _unknown(name: str, count: int, taxonomy: Sequence[Domain]) -> str:
    """Say why a new name is not taken, or nothing."""
    spelled = {one.name: one.name for one in taxonomy} | {one.korean: one.name for one in taxonomy}
    spelled |= {part: one.name for one in taxonomy for part in one.korean.split("·")}
    near = get_close_matches(name.casefold(), spelled, 1, _NEAR) or get_close_matches(name, spelled, 1, _NEAR)
    if near:
        return f"unknown domain {name!r} ({spelled[near[0]]}?)"
    if count < LEAST:
        return f"unknown domain {name!r}, in this row only; a new one needs {LEAST} rows, or --new {name}"
    return ""


def _twice(
    seen: dict[str, tuple[str, int, LabelledText]], file: str, line: int, text: LabelledText, out: Labels
) -> bool:
    key = digest(text.text)
    if key not in seen:
        seen[key] = (file, line, text)
        return False
    where, first, other = seen[key]
    place = f"line {first}" if where == file else f"{where}, line {first}"
    if set(other.domains or ()) == set(text.domains or ()):
        out.notes.append(Problem(file, line, f"the same text as {place}: left out"))
    else:
        mine, theirs = (", ".join(one.domains or ()) or "none" for one in (text, other))
        out.problems.append(Problem(file, line, f"the same text as {place} is {theirs}, here {mine}"))
    return True


def _many(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:10])) + (", …" if len(lines) > 10 else "")
    return f"{len(lines):,} rows ({shown})"
