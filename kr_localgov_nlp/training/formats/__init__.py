"""Labelled texts of other programs: `read` and `write` by the name of the format or of the file.

>>> sorted(FORMATS)
['brat', 'conll', 'csv', 'doccano', 'doccano-classes', 'doccano-relations', 'jsonl', 'label-studio', 'parquet', 'spacy', 'xlsx']
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kr_localgov_nlp.errors import InputError, LabelError
from kr_localgov_nlp.training.check import ANY, check_rows
from kr_localgov_nlp.training.formats.brat import read_brat, write_brat
from kr_localgov_nlp.training.formats.carry import Loaded
from kr_localgov_nlp.training.formats.conll import read_conll, write_conll
from kr_localgov_nlp.training.formats.doccano import read_doccano, write_doccano
from kr_localgov_nlp.training.formats.label_studio import read_label_studio, write_label_studio
from kr_localgov_nlp.training.formats.spacy_docbin import read_docbin, write_docbin
from kr_localgov_nlp.training.formats.table import read_table, write_table
from kr_localgov_nlp.training.schema import LabelledText, Problem, parse_lines, write_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

__all__ = ["FORMATS", "Format", "Loaded", "guess", "read", "write"]


class Format(NamedTuple):
    """A format: how it is read and written, and with which settings.

    Parameters
    ----------
    read, write
        Functions of a path, and of texts and a path.
    settings
        Given to ``write``.
    suffixes
        The names of its files end so.
    """

    read: Callable[..., Loaded]
    write: Callable[..., list[Problem]]
    settings: dict[str, Any]
    suffixes: tuple[str, ...]


def _read_jsonl(path: str | PathLike[str]) -> Loaded:
    rows, problems = parse_lines(path)
    problems += check_rows(rows, Path(path).name, ANY, ANY, strict=False)
    if problems:
        raise LabelError(problems)
    return Loaded([LabelledText.from_dict(row) for _, row in rows], [], [number for number, _ in rows])


def _write_jsonl(texts: Sequence[LabelledText], path: str | PathLike[str]) -> list[Problem]:
    write_jsonl(texts, path)
    return []


FORMATS: dict[str, Format] = {
    "jsonl": Format(_read_jsonl, _write_jsonl, {}, (".jsonl",)),
    "doccano": Format(read_doccano, write_doccano, {}, ()),
    "doccano-relations": Format(read_doccano, write_doccano, {"shape": "relations"}, ()),
    "doccano-classes": Format(read_doccano, write_doccano, {"shape": "classes"}, ()),
    "label-studio": Format(read_label_studio, write_label_studio, {}, (".json",)),
    "conll": Format(read_conll, write_conll, {}, (".conll", ".bio", ".iob", ".iob2")),
    "brat": Format(read_brat, write_brat, {}, (".ann",)),
    "spacy": Format(read_docbin, write_docbin, {}, (".spacy",)),
    "csv": Format(read_table, write_table, {}, (".csv", ".tsv")),
    "xlsx": Format(read_table, write_table, {}, (".xlsx",)),
    "parquet": Format(read_table, write_table, {}, (".parquet",)),
}
_DOCCANO_ONLY = ("label", "labels", "relations", "Comments", "localgov")


def guess(path: str | PathLike[str]) -> str:
    """Tell the format of a file by its name, and of JSONL by its first line.

    Parameters
    ----------
    path
        A file or a folder; it need not be there.

    Returns
    -------
    str
        A key of `FORMATS`.

    Raises
    ------
    InputError
        The name does not tell.

    Examples
    --------
    >>> guess("labels.spacy"), guess("tasks.json")
    ('spacy', 'label-studio')
    """
    file = Path(path)
    if file.is_dir():
        return "brat"
    suffix = file.suffix.lower()
    if suffix == ".jsonl" and file.is_file():
        with file.open(encoding="utf-8-sig", errors="replace") as lines:
            first = next((line for line in lines if line.strip()), "{}")
        try:
            row = json.loads(first)
        except ValueError:
            row = None
        if isinstance(row, dict):
            entities = row.get("entities")
            objects = isinstance(entities, list) and any(isinstance(one, dict) for one in entities)
            return "doccano" if objects or any(key in row for key in _DOCCANO_ONLY) else "jsonl"
    for name, form in FORMATS.items():
        if suffix in form.suffixes:
            return name
    raise InputError(f"{file}: the name tells no format; give one of {', '.join(FORMATS)}")


def read(path: str | PathLike[str], form: str | None = None, **settings: Any) -> Loaded:
    """Read labelled texts.

    Parameters
    ----------
    path
        A file, for brat a folder.
    form
        A key of `FORMATS`; by default as `guess` tells.
    settings
        Of the format's own function, such as ``columns`` of a table.

    Returns
    -------
    Loaded
        The texts, and notes on what was guessed, changed or left out.

    Raises
    ------
    LabelError
        What can not be read, all of it with file, line and reason.
    InputError
        There is no such file or format.
    """
    return _format(form or guess(path)).read(path, **settings)


def write(
    texts: Sequence[LabelledText], path: str | PathLike[str], form: str | None = None, **settings: Any
) -> list[Problem]:
    """Write labelled texts.

    Parameters
    ----------
    texts
        The texts; their ids differ.
    path
        A file, for brat a folder.
    form
        A key of `FORMATS`; by default what the end of the name tells.
    settings
        Of the format's own function, such as ``split`` of CoNLL.

    Returns
    -------
    list of Problem
        What the format has no place for and was left out.

    Raises
    ------
    LabelError
        The texts are not in the form of the schema, or the format can not hold them.
    InputError
        There is no such format.

    Examples
    --------
    >>> import tempfile
    >>> from kr_localgov_nlp.training.schema import LabelledText
    >>> one = LabelledText("a", "구로구가 연다.", published="2024-09-11", entities=[[0, 3, "DISTRICT"]])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(*write([one], folder + "/a.csv"))
    ...     write([one], folder + "/a.conll"), read(folder + "/a.conll").texts == [one]
    a.csv: a table has no place for entities: left out in 1 of 1 texts
    ([], True)
    """
    chosen = _format(form or _by_name(path))
    rows = [(number, text.to_dict()) for number, text in enumerate(texts, 1)]
    problems = check_rows(rows, "texts", ANY, ANY, strict=False)
    if problems:
        raise LabelError(problems)
    return chosen.write(texts, path, **(chosen.settings | settings))


def _by_name(path: str | PathLike[str]) -> str:
    # What is there already says nothing about what is to be written.
    file = Path(path)
    return "jsonl" if file.suffix.lower() == ".jsonl" else guess(file)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise InputError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]
