r"""brat's standoff files: a ``.txt`` and an ``.ann`` for each text, in one folder.

``T1\tDISTRICT 0 3\t구로구`` is an entity. brat has no entity over a line break: it writes one as fragments, ``0 3;4 7``,
with the break between them; these are put together again. Fragments with words between them are refused, since an
entity here is one span. A link is a normalization, ``N1\tReference T1 localgov:1153000000\t구로구``. Relations, events,
attributes and notes have no place in the schema and are told; texts have no other fields in brat.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.training.formats.carry import Import, Loaded, lacking
from kr_localgov_nlp.training.schema import LabelledText, Problem, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

_BOUND = re.compile(r"(T\S*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
_NORM = re.compile(r"N\S*\tReference (T\S*) ([^\s:]+):(\S*)(?:\t.*)?", re.DOTALL)
_KINDS = {"R": "relation", "*": "equivalence", "E": "event", "A": "attribute", "M": "attribute", "#": "note"}
_BASE = "localgov"
_OPEN = "unresolved"
# A file's name may have 255 bytes, its suffix among them.
_LONGEST = 250
_CONF = "[entities]\n{labels}\n\n[relations]\n\n[events]\n\n[attributes]\n"


def read_brat(path: str | PathLike[str]) -> Loaded:
    """Read a folder of ``.txt`` and ``.ann`` files, or one of them with its partner.

    Parameters
    ----------
    path
        The folder or the file; the id of a text is the name of its file.

    Returns
    -------
    Loaded

    Raises
    ------
    LabelError
        Lines that are no annotation, discontinuous entities, words that are not those of the text; all of them.
    InputError
        There is nothing to read, or it is not UTF-8.
    """
    where = Path(path)
    files = sorted(where.glob("*.txt")) if where.is_dir() else [where.with_suffix(".txt")]
    if not files:
        raise InputError(f"{where}: no .txt files in it")
    whole = Import(where.name)
    for file in files:
        out = Import(file.with_suffix(".ann").name)
        _read(file, out)
        whole.texts += out.texts
        whole.notes += out.notes
        whole.problems += out.problems
    return whole.done()


def _read(file: Path, out: Import) -> None:
    # The byte order mark, if there is one, is a character of the text for brat.
    text = _as_it_is(file)
    row: dict[str, Any] = {"id": unquote(file.stem), "text": text}
    ann = file.with_suffix(".ann")
    if not ann.exists():
        out.add(0, row)
        return
    spans: dict[str, list[Any]] = {}
    links: list[list[Any]] = []
    left_out: dict[str, int] = {}
    for number, raw in enumerate(read_text(ann).split("\n"), 1):
        line = raw.rstrip("\r")
        if not line.strip():
            continue
        if bound := _BOUND.fullmatch(line):
            span = _span(bound[3], bound[4], text, out, number)
            if span is not None:
                spans[bound[1]] = [*span, bound[2]]
        elif (norm := _NORM.fullmatch(line)) and norm[1] in spans:
            if norm[2] != _BASE:
                left_out[f"reference to {norm[2]}"] = left_out.get(f"reference to {norm[2]}", 0) + 1
                continue
            target = "" if norm[3] == _OPEN else unquote(norm[3])
            links.append([*spans[norm[1]][:2], target])
        elif line[0] in _KINDS:
            left_out[_KINDS[line[0]]] = left_out.get(_KINDS[line[0]], 0) + 1
        else:
            out.fail(number, f"no annotation of brat: {line[:60]!r}")
    for what, count in left_out.items():
        out.note(0, f"{count} × {what} left out")
    row["entities"] = list(spans.values())
    if links:
        row["links"] = links
    out.add(0, row)


def _as_it_is(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 at byte {error.start}") from None


def _span(fragments: str, words: str, text: str, out: Import, number: int) -> tuple[int, int] | None:
    pairs = [tuple(map(int, pair.split())) for pair in fragments.split(";")]
    for (_, end), (start, _) in pairwise(pairs):
        if start < end or text[end:start].strip():
            out.fail(
                number,
                f"a discontinuous entity, {fragments}: an entity is one span here, with {text[end:start]!r} between",
            )
            return None
    start, end = pairs[0][0], pairs[-1][1]
    if "".join(text[start:end].split()) != "".join(words.split()):
        out.fail(number, f"{fragments} is {text[start:end]!r} in the text, but {words!r} in the annotation")
        return None
    return start, end


def write_brat(texts: Sequence[LabelledText], path: str | PathLike[str]) -> list[Problem]:
    """Write labelled texts as brat's files, and an ``annotation.conf`` where there is none.

    Parameters
    ----------
    texts
        The texts; ids become file names, with %XX for characters that have no place there.
    path
        The folder; made if it is not there, files of the same names are overwritten.

    Returns
    -------
    list of Problem
        What was left out.

    Raises
    ------
    InputError
        A label has white space, an id is too long for a file name, or the folder is a file.
    """
    folder = Path(path)
    names = {text.id: _name(text.id) for text in texts}
    labels = sorted({label for text in texts for _, _, label in text.entities or ()})
    for label in labels:
        if re.search(r"\s", label):
            raise InputError(f"a label of brat has no white space: {label!r}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise InputError(f"{folder} is a file; brat wants a folder") from None
    for text in texts:
        (folder / f"{names[text.id]}.txt").write_bytes(text.text.encode())
        if text.entities is not None:
            (folder / f"{names[text.id]}.ann").write_bytes(_ann(text).encode())
    conf = folder / "annotation.conf"
    if not conf.exists():
        conf.write_text(_CONF.format(labels="\n".join(labels)), encoding="utf-8")
    return lacking(texts, ("id", "text", "entities", "links"), folder.name, "brat")


def _name(text_id: str) -> str:
    # A dot in front hides a file, and one inside would be taken for its suffix.
    name = "".join(c if c.isalnum() or c in " -_" else quote(c, safe="").replace(".", "%2E") for c in text_id)
    if len(name.encode()) > _LONGEST:
        raise InputError(f"the id {text_id[:40]!r}… is too long for a file name")
    return name


def _ann(text: LabelledText) -> str:
    lines = []
    targets = {(start, end): target for start, end, target in text.links or ()}
    links = 0
    for number, (start, end, label) in enumerate(text.entities or (), 1):
        fragments = [
            (start + part.start(), start + part.end())
            for part in re.finditer(r"[^\r\n]+", text.text[start:end])
        ]
        where = ";".join(f"{a} {b}" for a, b in fragments)
        words = " ".join(text.text[a:b] for a, b in fragments)
        lines.append(f"T{number}\t{label} {where}\t{words}\n")
        if (start, end) in targets:
            links += 1
            target = re.sub(r"[\s%]", lambda c: quote(c[0], safe=""), targets[start, end]) or _OPEN
            lines.append(f"N{links}\tReference T{number} {_BASE}:{target}\t{words}\n")
    return "".join(lines)
