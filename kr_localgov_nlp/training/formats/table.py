"""Tables of texts with their domains, CSV, XLSX and Parquet, with the column names that people give them.

The domains are in one column, divided by ``;``, or each has a column of its own with 1 or 0. The columns are found by
their names, Korean or English, and what was taken for what is among the notes; ``columns`` decides where that is wrong.
A title is put before its text with a blank line between, as the library does it everywhere. A blank cell says that
nobody labelled the text, ``-`` that it has no domain.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import InputError, LabelError
from kr_localgov_nlp.gazetteer.domains import shipped_domains
from kr_localgov_nlp.pages.columns import COLUMNS
from kr_localgov_nlp.pages.decode import decode
from kr_localgov_nlp.training.formats.carry import Import, Loaded, lacking
from kr_localgov_nlp.training.formats.parquet import read_columns, write_columns
from kr_localgov_nlp.training.formats.sheet import read_sheet, write_sheet
from kr_localgov_nlp.training.schema import DOMAINS, LabelledText, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

# Best first; compared without spaces, case and signs.
NAMES: dict[str, tuple[str, ...]] = {
    "text": COLUMNS["body"],
    "title": COLUMNS["title"],
    "published": COLUMNS["published"],
    "id": ("id", "textid", "docid", "번호", "순번", "연번", "문서번호", "아이디", "관리번호"),
    "domains": (
        "domains", "domain", "labels", "label", "category", "categories", "분야", "정책분야", "정책영역", "영역",
        "주제", "주제분류", "분류", "라벨", "레이블", "카테고리", "태그",
    ),
}  # fmt: skip
_SIGNS = re.compile(r"[\s_\-./()\[\]·ㆍ:]")
_YES = {"1", "1.0", "true", "yes", "y", "o", "○", "◯", "v", "✓", "예"}
_NO = {"0", "0.0", "false", "no", "n", "x", "×", "아니오", "아니요", "-"}
_NONE = "-"
_MAX_FIELD = 50_000_000


def read_table(
    path: str | PathLike[str],
    columns: Mapping[str, str] | None = None,
    taxonomy: Iterable[str] = (),
    separator: str = ";",
) -> Loaded:
    r"""Read a table of texts and domains.

    Parameters
    ----------
    path
        A ``.csv`` or ``.tsv`` file (UTF-8, UTF-16 or CP949, as Korean Excel saves it) an ``.xlsx`` or a
        ``.parquet`` file; a list in a cell of the latter is as if divided by ``;``.
    columns
        Which column is what: ``{"text": "본문", "domains": "분야"}``; keys are id, title, text, published, domains.
    taxonomy
        Domains of your own that have a column each.
    separator
        Between the domains of a cell.

    Returns
    -------
    Loaded
        The first note says which columns were taken for what.

    Raises
    ------
    LabelError
        Rows without a text and cells that say neither yes nor no; all of them.
    InputError
        There is no such file, no column with the text, or a column that you named is not there.
    MissingExtraError
        For ``.xlsx`` without the extra ``excel``.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "mine.csv")
    ...     _ = file.write_text("제목,본문,정책 분야\n배 축제,나주시가 연다.,culture; 교통·도로\n", encoding="cp949")
    ...     texts, notes = read_table(file)
    >>> print(notes[0])
    mine.csv, line 1: title = 제목, text = 본문, domains = 정책 분야
    >>> texts[0].text, texts[0].domains
    ('배 축제\n\n나주시가 연다.', ['culture', 'transport'])
    """
    file = Path(path)
    by_suffix = {".xlsx": read_sheet, ".parquet": read_columns}
    rows = by_suffix.get(file.suffix.lower(), _read_csv)(file)
    if not rows:
        raise InputError(f"{file}: an empty table")
    (_, header), *rest = rows
    own = {domain: domain for domain in taxonomy}
    found, wide = _columns(header, columns or {}, own, file)
    out = Import(file.name)
    shown = [f"{name} = {header[index]}" for name, index in sorted(found.items(), key=lambda item: item[1])]
    if wide:
        shown.append(f"one column each: {', '.join(wide.values())}")
    unused = [name for i, name in enumerate(header) if name and i not in found.values() and i not in wide]
    out.note(1, ", ".join(shown) + (f"; not used: {', '.join(unused)}" if unused else ""))
    for line, row in rest:
        if not any(row):
            continue
        cells = {name: row[index] if index < len(row) else "" for name, index in found.items()}
        text = "\n\n".join(part for part in (cells.get("title"), cells.get("text")) if part)
        made: dict[str, Any] = {"id": cells.get("id") or str(line), "text": text}
        if cells.get("published"):
            made["published"] = cells["published"][:10].rstrip(".").replace(".", "-").replace("/", "-")
        if "domains" in found:
            made["domains"] = _split(cells["domains"], separator)
        elif wide:
            made["domains"] = _marked(row, wide, out, line)
        out.add(line, made)
    return out.done()


def _read_csv(file: Path) -> list[tuple[int, list[str]]]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = decode(data, file.name)
    tabs = file.suffix.lower() == ".tsv"
    before = csv.field_size_limit(_MAX_FIELD)
    try:
        table = csv.reader(io.StringIO(content, newline=""), delimiter="\t" if tabs else ",", strict=True)
        rows, line = [], 1
        for row in table:
            rows.append((line, row))
            line = table.line_num + 1
    except csv.Error as error:
        raise LabelError([Problem(file.name, table.line_num, f"no CSV: {error}")]) from None
    finally:
        csv.field_size_limit(before)
    return rows


def _columns(
    header: Sequence[str], given: Mapping[str, str], own: Mapping[str, str], file: Path
) -> tuple[dict[str, int], dict[int, str]]:
    found: dict[str, int] = {}
    for name, column in given.items():
        if name not in NAMES:
            raise InputError(f"no such part {name!r}; there are {', '.join(NAMES)}")
        if column not in header:
            raise InputError(f"{file.name}: no column {column!r}; there are {', '.join(header)}")
        found[name] = header.index(column)
    keys = [same_name(name) for name in header]
    for name, options in NAMES.items():
        best = [keys.index(same_name(option)) for option in options if same_name(option) in keys]
        if name not in found and best:
            found[name] = next((index for index in best if index not in found.values()), -1)
            if found[name] < 0:
                del found[name]
    known = {same_name(name): name for name in (*DOMAINS, *own)} | _korean()
    wide = {
        index: known[key]
        for index, key in enumerate(keys)
        if key in known and index not in found.values()
    }  # fmt: skip
    if "text" not in found:
        raise InputError(
            f"{file.name}: no column is known for the text; there are {', '.join(header)}: name it by columns"
        )
    return found, {} if "domains" in found else wide


def _korean() -> dict[str, str]:
    """Give the shipped domains by their Korean names."""
    return {same_name(domain.korean): domain.name for domain in shipped_domains()}


def same_name(name: str) -> str:
    """Take away what people write now so, now so: blanks, case and signs.

    Examples
    --------
    >>> same_name("정책 분야") == same_name("정책-분야")
    True
    """
    return _SIGNS.sub("", name).casefold()


def _split(cell: str, separator: str) -> list[str] | None:
    names = [part.strip() for part in cell.split(separator) if part.strip()]
    if names == [_NONE]:
        return []
    korean = _korean()
    return list(dict.fromkeys(korean.get(same_name(name), name) for name in names)) or None


def _marked(row: Sequence[str], wide: Mapping[int, str], out: Import, line: int) -> list[str] | None:
    cells = {name: row[index].strip().casefold() if index < len(row) else "" for index, name in wide.items()}
    for name, cell in cells.items():
        if cell and cell not in _YES and cell not in _NO:
            out.fail(line, f"{name}: {cell!r} says neither yes nor no")
    return [name for name, cell in cells.items() if cell in _YES] if any(cells.values()) else None


def write_table(
    texts: Sequence[LabelledText], path: str | PathLike[str], wide: bool = False, separator: str = ";"
) -> list[Problem]:
    """Write texts and their domains as a table.

    Parameters
    ----------
    texts
        The texts.
    path
        A ``.csv``, ``.tsv``, ``.xlsx`` or ``.parquet`` file; overwritten. CSV is UTF-8 with a byte order mark, so that Excel shows
        Hangul.
    wide
        One column for each domain instead of one with all; which domain is the main one is lost.
    separator
        Between the domains of a cell.

    Returns
    -------
    list of Problem
        What was left out.

    Raises
    ------
    InputError
        A domain has the separator in its name or would be read as none.
    LabelError
        Texts too long for a cell of XLSX; all of them.
    MissingExtraError
        For ``.xlsx`` without the extra ``excel``.
    """
    file = Path(path)
    every = sorted({name for text in texts for name in text.domains or ()})
    for name in every:
        if separator in name or name != name.strip() or name == _NONE:
            raise InputError(f"the domain {name!r} can not stand in a cell divided by {separator!r}")
    header = ["id", "text", "published", *(every if wide else ["domains"])]
    rows = [header]
    for text in texts:
        named = text.domains
        if wide:
            cells = ["" if named is None else str(int(name in named)) for name in every]
        else:
            cells = ["" if named is None else f"{separator} ".join(named) or _NONE]
        rows.append([text.id, text.text, text.published or "", *cells])
    if file.suffix.lower() == ".xlsx":
        write_sheet(rows, file)
    elif file.suffix.lower() == ".parquet":
        write_columns(rows, file)
    else:
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter="\t" if file.suffix.lower() == ".tsv" else ",").writerows(rows)
        file.write_bytes(buffer.getvalue().encode("utf-8-sig"))
    notes = lacking(texts, ("id", "text", "published", "domains"), file.name, "a table")
    if wide and any(len(text.domains or ()) > 1 for text in texts):
        notes.append(Problem(file.name, 0, "columns do not say which domain is the main one"))
    return notes
