"""The one form of labelled texts: a JSON object a line. Only ``id`` and ``text`` must be there.

===========  ==========================================================================================
field        what it holds
===========  ==========================================================================================
id           a name of its own in the file
kind         ``release`` (as issued), ``rewrite`` (a paper's version), ``page`` (a saved page)
rewrite_of   of a rewrite: the id of its release
text         the text that all offsets point into, as given
published    the day, ``2024-09-11``
issuer       codes or names of the issuing governments, a list; empty where no government issued it
genre        any word
entities     ``[start, end, label]``, half-open offsets in characters (code points)
links        ``[start, end, target]`` of entities; the target is a code or a name, "" where the text leaves it open
records      ``{"awards": [...], "quotes": [...]}`` as ``doc._.awards`` and ``doc._.quotes`` name their fields
domains      policy domains, the main one first
meta         an object for what is yours; of the shipped pages the page and the place of the article on it
===========  ==========================================================================================

A layer that is missing was not annotated; an empty list says that it was and that there is nothing.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, fields
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kr_localgov_nlp.errors import InputError, LabelError
from kr_localgov_nlp.gazetteer.domains import shipped_domains

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The policy domains of the shipped corpus; a file may have its own.
DOMAINS = tuple(domain.name for domain in shipped_domains())
# JSON leaves these as they are, but str.splitlines and some readers of lines break at them.
_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


class Problem(NamedTuple):
    """Something that is wrong with a file, or that a format could not take over.

    Examples
    --------
    >>> str(Problem("mine.jsonl", 3, "text is missing"))
    'mine.jsonl, line 3: text is missing'
    """

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


@dataclass(slots=True)
class LabelledText:
    """One labelled text.

    Parameters
    ----------
    id, text
        Its name and its characters.
    kind, rewrite_of, published, issuer, genre, entities, links, records, domains, meta
        As the module's first lines say; None is not annotated or not known.

    Examples
    --------
    >>> one = LabelledText("a", "구로구가 배 축제를 연다.", entities=[[0, 3, "DISTRICT"]], domains=["culture"])
    >>> one.to_dict()
    {'id': 'a', 'text': '구로구가 배 축제를 연다.', 'entities': [[0, 3, 'DISTRICT']], 'domains': ['culture']}
    >>> LabelledText.from_dict(one.to_dict()) == one
    True
    """

    id: str
    text: str
    kind: str | None = None
    rewrite_of: str | None = None
    published: str | None = None
    issuer: list[str] | None = None
    genre: str | None = None
    entities: list[list[Any]] | None = None
    links: list[list[Any]] | None = None
    records: dict[str, Any] | None = None
    domains: list[str] | None = None
    meta: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that are there, in the order of the schema."""
        return {name: value for name in ORDER if (value := getattr(self, name)) is not None}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> LabelledText:
        """Make one of a checked row; fields that the schema lacks are left out."""
        return cls(**{name: row[name] for name in ORDER if name in row})


ORDER = ("id", "kind", "rewrite_of", "text", "published", "issuer", "genre", "entities", "links", "records",
         "domains", "meta")  # fmt: skip
assert set(ORDER) == {f.name for f in fields(LabelledText)}


def parse_lines(path: str | PathLike[str]) -> tuple[list[tuple[int, dict[str, Any]]], list[Problem]]:
    """Read the JSON objects of a JSONL file with their line numbers, and tell the lines that hold none.

    Parameters
    ----------
    path
        The file, in UTF-8, with or without a byte order mark; blank lines do not count.

    Returns
    -------
    list of (int, dict), list of Problem

    Raises
    ------
    InputError
        There is no such file, or it is not UTF-8.
    """
    file = Path(path)
    rows: list[tuple[int, dict[str, Any]]] = []
    problems: list[Problem] = []
    # Not splitlines: a text may hold U+2028, which is no end of line in JSON.
    for number, line in enumerate(read_text(file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.append(Problem(file.name, number, f"no JSON: {error}"))
            continue
        if isinstance(row, dict):
            rows.append((number, row))
        else:
            problems.append(Problem(file.name, number, f"no JSON object but {type(row).__name__}"))
    return rows, problems


def read_jsonl(
    path: str | PathLike[str],
    labels: Iterable[str] | None = None,
    taxonomy: str | PathLike[str] | Iterable[str] | None = None,
) -> list[LabelledText]:
    """Read a JSONL file of labelled texts and refuse it whole if anything in it is wrong.

    Parameters
    ----------
    path
        The file.
    labels, taxonomy
        The labels and domains allowed, as for `kr_localgov_nlp.training.check.check_rows`.

    Returns
    -------
    list of LabelledText

    Raises
    ------
    LabelError
        With every problem: file, line, reason.
    InputError
        There is no such file, or it is not UTF-8.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_jsonl([LabelledText("a", "나주시가 밝혔다.", entities=[[0, 3, "DISTRICT"]])], folder + "/mine.jsonl")
    ...     read_jsonl(folder + "/mine.jsonl")[0].entities
    [[0, 3, 'DISTRICT']]
    """
    from kr_localgov_nlp.training.check import check_rows

    rows, problems = parse_lines(path)
    problems += check_rows(rows, Path(path).name, labels, taxonomy)
    problems.sort(key=lambda problem: problem.line)
    if problems:
        raise LabelError(problems)
    return [LabelledText.from_dict(row) for _, row in rows]


def write_jsonl(texts: Iterable[LabelledText], path: str | PathLike[str]) -> None:
    """Write labelled texts, one JSON object a line, Hangul as it is.

    Parameters
    ----------
    texts
        The texts.
    path
        The file; overwritten.
    """
    Path(path).write_bytes("".join(to_line(text.to_dict()) for text in texts).encode())


def to_line(row: Mapping[str, Any]) -> str:
    """Give one line of JSON that every reader of lines takes for one line.

    Examples
    --------
    >>> to_line({"text": "구로구" + chr(0x2028)}).count("u2028")
    1
    """
    return json.dumps(row, ensure_ascii=False).translate(_BREAKS) + "\n"


def domain_names(taxonomy: str | PathLike[str] | Iterable[str] | None = None) -> tuple[str, ...]:
    """Give the domains of a taxonomy: the twenty of the corpus, names of your own, or a CSV table's.

    Parameters
    ----------
    taxonomy
        None, names, or the path of a CSV file with a column ``domain``.

    Raises
    ------
    InputError
        There is no such file, or it lacks the column.

    Examples
    --------
    >>> len(domain_names()), domain_names(["과수", "축산"])
    (20, ('과수', '축산'))
    """
    if taxonomy is None:
        return DOMAINS
    if not isinstance(taxonomy, str | PathLike):
        return tuple(taxonomy)
    path = Path(taxonomy)
    table = csv.DictReader(io.StringIO(read_text(path), newline=""))
    if "domain" not in (table.fieldnames or ()):
        raise InputError(f"{path}: a taxonomy is a CSV table with a column ‘domain’")
    return tuple(name for row in table if (name := (row["domain"] or "").strip()))


def read_text(file: Path) -> str:
    """Read UTF-8 with its line ends as they are and without a byte order mark.

    Raises
    ------
    InputError
        There is no such file, or it is not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 at byte {error.start}") from None
