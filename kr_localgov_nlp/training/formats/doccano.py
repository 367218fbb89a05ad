"""doccano's JSONL: sequence labelling, its newer form with relations, and text classification.

Three shapes, told apart line by line on import::

    {"id": 1, "text": "구로구가 연다.", "label": [[0, 3, "DISTRICT"]]}
    {"id": 1, "text": "구로구가 연다.", "entities": [{"id": 1, "start_offset": 0, "end_offset": 3, "label": "DISTRICT"}],
     "relations": [], "Comments": []}
    {"id": 1, "text": "구로구가 연다.", "label": ["culture"]}

doccano counts as its browser does, in UTF-16 units (its issue 2290): after an emoji every offset is one more than
in Python. That is the default here; ``offsets="characters"`` is for files that a Python program wrote. A project
that counts grapheme clusters instead can not be read right and must be exported without that setting.
What doccano has no place for goes into one more column, ``localgov``, which it keeps with the text.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.training.formats.carry import KEY, Import, Loaded, carried, layers_of, utf16
from kr_localgov_nlp.training.schema import LabelledText, Problem, parse_lines, to_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

SHAPES = ("spans", "relations", "classes")
OFFSETS = ("utf16", "characters")
# The name of the column that holds the labels differs between its versions.
_LABELS = ("label", "labels", "entities", "annotations", "cats")
_META = ("meta", "metadata")
_TEXT = ("text", "data")


def read_doccano(path: str | PathLike[str], offsets: str = "utf16") -> Loaded:
    """Read a JSONL file that doccano exported.

    Parameters
    ----------
    path
        The file.
    offsets
        ``utf16`` or ``characters``, as the module's first lines say.

    Returns
    -------
    Loaded

    Raises
    ------
    LabelError
        Lines that are none of the shapes or whose offsets lie outside the text; all of them.
    InputError
        There is no such file, it is not UTF-8, or ``offsets`` is neither.

    Examples
    --------
    >>> import tempfile
    >>> line = '{"id": 7, "text": "🎉 구로구", "label": [[3, 6, "DISTRICT"]]}'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "all.jsonl")
    ...     _ = file.write_text(line, encoding="utf-8")
    ...     text = read_doccano(file).texts[0]
    >>> text.id, text.entities, text.text[2:5]
    ('7', [[2, 5, 'DISTRICT']], '구로구')
    """
    _offsets(offsets)
    rows, problems = parse_lines(path)
    out = Import(Path(path).name, problems=problems)
    for line, row in rows:
        text = next((row[name] for name in _TEXT if isinstance(row.get(name), str)), None)
        if text is None:
            out.fail(line, f"no text; there is {', '.join(row)}")
            continue
        beside = row.get(KEY)
        for name in _META:
            if beside is None and isinstance(row.get(name), dict):
                beside = row[name].get(KEY)
        made: dict[str, Any] = {"text": text}
        spans, classes = _labels(row, out, line)
        if spans is not None:
            made["entities"] = _to_characters(spans, text, offsets, out, line)
        if classes is not None:
            made["domains"] = list(dict.fromkeys(classes))
        if spans is None and classes is None and "label" in row:
            # An empty list is of either kind: what travelled beside it tells of which.
            known_layers = layers_of(beside) if isinstance(beside, dict) else ["entities"]
            made |= {name: [] for name in known_layers if name in ("entities", "domains")}
        known = beside.get("id") if isinstance(beside, dict) else None
        made["id"] = str(known if known is not None else row.get("id", row.get("doc_id", line)))
        for name in ("relations", "Comments"):
            if isinstance(row.get(name), list) and row[name]:
                out.note(line, f"{len(row[name])} {name.lower()} left out")
        out.add(line, made, beside)
    return out.done()


def _labels(
    row: Mapping[str, Any], out: Import, line: int
) -> tuple[list[tuple[int, int, str]] | None, list[str] | None]:
    spans: list[tuple[int, int, str]] | None = None
    classes: list[str] | None = None
    for name in _LABELS:
        value = row.get(name)
        if not isinstance(value, list) or (not value and name != "entities"):
            if isinstance(value, str) and value:
                classes = [*(classes or []), value]
            continue
        if name == "entities":
            spans = spans or []
        for one in value:
            if isinstance(one, str):
                classes = [*(classes or []), one]
                continue
            parts = one
            if isinstance(one, dict):
                parts = [one.get("start_offset"), one.get("end_offset"), one.get("label")]
            if not (
                isinstance(parts, list)
                and len(parts) == 3
                and type(parts[0]) is type(parts[1]) is int
                and isinstance(parts[2], str)
            ):
                out.fail(line, f"{name}: no label: {one!r}")
                continue
            spans = [*(spans or []), (parts[0], parts[1], parts[2])]
    return spans, classes


def _to_characters(
    spans: Sequence[tuple[int, int, str]], text: str, offsets: str, out: Import, line: int
) -> list[list[Any]]:
    units = utf16(text) if offsets == "utf16" else None
    if units is None:
        return [list(span) for span in spans]
    made: list[list[Any]] = []
    for start, end, label in spans:
        try:
            ends = [from_utf16(units, at) for at in (start, end)]
        except ValueError as error:
            out.fail(line, f"{[start, end, label]}: {error}; offsets='characters' reads the other count")
            continue
        made.append([*ends, label])
    return made


def from_utf16(units: Sequence[int], at: int) -> int:
    """Give the character at a UTF-16 offset.

    Parameters
    ----------
    units
        Of `utf16`.
    at
        The offset.

    Raises
    ------
    ValueError
        The offset lies outside the text or inside a character.

    Examples
    --------
    >>> from_utf16([0, 2, 3], 2)
    1
    """
    index = bisect_left(units, at)
    if index == len(units) or at < 0:
        raise ValueError(f"offset {at} lies outside the text of {units[-1]} UTF-16 units")
    if units[index] != at:
        raise ValueError(f"offset {at} lies inside a character, counted in UTF-16 units")
    return index


def write_doccano(
    texts: Sequence[LabelledText], path: str | PathLike[str], shape: str = "spans", offsets: str = "utf16"
) -> list[Problem]:
    """Write labelled texts for doccano.

    Parameters
    ----------
    texts
        The texts.
    path
        The file; overwritten.
    shape
        ``spans`` (sequence labelling, ``label: [[s, e, l]]``), ``relations`` (the same with objects in ``entities``) or
        ``classes`` (text classification: the domains).
    offsets
        ``utf16`` or ``characters``.

    Returns
    -------
    list of Problem
        Nothing is left out, so an empty list.

    Raises
    ------
    InputError
        No such shape or count.
    """
    _offsets(offsets)
    if shape not in SHAPES:
        raise InputError(f"shape {shape!r} is none of {', '.join(SHAPES)}")
    lines = []
    for text in texts:
        row: dict[str, Any] = {"id": text.id, "text": text.text}
        if shape == "classes":
            row["label"] = list(text.domains or ())
        else:
            units = utf16(text.text) if offsets == "utf16" else None
            spans = [
                [units[start] if units else start, units[end] if units else end, label]
                for start, end, label in text.entities or ()
            ]
            row |= {"label": spans} if shape == "spans" else _objects(spans)
        row[KEY] = carried(text, ("text", "domains" if shape == "classes" else "entities"))
        lines.append(to_line(row))
    Path(path).write_bytes("".join(lines).encode())
    return []


def _objects(spans: Sequence[Sequence[Any]]) -> dict[str, Any]:
    entities = [
        {"id": number, "label": label, "start_offset": start, "end_offset": end}
        for number, (start, end, label) in enumerate(spans, 1)
    ]
    return {"entities": entities, "relations": [], "Comments": []}


def _offsets(offsets: str) -> None:
    if offsets not in OFFSETS:
        raise InputError(f"offsets {offsets!r} are none of {', '.join(OFFSETS)}")
