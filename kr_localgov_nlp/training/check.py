"""What is wrong with labelled texts: every problem, with file, line and reason."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.training.markup import KINDS
from kr_localgov_nlp.training.schema import ORDER, Problem, domain_names, parse_lines

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from os import PathLike

    Spans = set[tuple[int, int]] | None

#: Allows every label or every domain.
ANY = ("*",)
_LAYERS = ("entities", "links", "records", "domains")
_AWARD = {"recipient": str, "award": str, "year": int, "category": str, "prize": str, "giver": str,
          "recipient_code": str}  # fmt: skip
_QUOTE = {"speaker": str, "role": str, "text": str, "link": str, "label": str}


def check_jsonl(
    path: str | PathLike[str],
    labels: Iterable[str] | None = None,
    taxonomy: str | PathLike[str] | Iterable[str] | None = None,
) -> list[Problem]:
    """List what is wrong with a JSONL file of labelled texts.

    Parameters
    ----------
    path
        The file.
    labels, taxonomy
        As for `check_rows`.

    Returns
    -------
    list of Problem
        In the order of the lines; empty for a clean file.

    Raises
    ------
    InputError
        There is no such file, or it is not UTF-8.
    """
    rows, problems = parse_lines(path)
    problems += check_rows(rows, Path(path).name, labels, taxonomy)
    return sorted(problems, key=lambda problem: problem.line)


def check_rows(
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    file: str = "texts",
    labels: Iterable[str] | None = None,
    taxonomy: str | PathLike[str] | Iterable[str] | None = None,
    strict: bool = True,
) -> list[Problem]:
    """List what is wrong with labelled texts in the form of the schema.

    Parameters
    ----------
    rows
        Line number and object.
    file
        For the messages.
    labels
        The entity labels allowed; the thirteen of the library by default, `ANY` for every one.
    taxonomy
        The domains allowed: names, or a CSV file with a column ``domain``; the twenty of the corpus by default,
        `ANY` for every one.
    strict
        Whether overlaps, white space at borders and the same text labelled in two ways are told, too.

    Returns
    -------
    list of Problem

    Raises
    ------
    InputError
        The taxonomy is no such table.

    Examples
    --------
    >>> row = {"id": "a", "text": "구로구가 연다.", "entities": [[0, 4, "DISTRCT"]], "published": "2024-9-1"}
    >>> for problem in check_rows([(1, row)], "mine.jsonl"):
    ...     print(problem)
    mine.jsonl, line 1: published '2024-9-1' is no date like 2024-09-11
    mine.jsonl, line 1: entity [0, 4, 'DISTRCT']: no known label 'DISTRCT' (DISTRICT?)
    """
    known = None if labels is ANY else tuple(labels) if labels is not None else LABELS
    domains = None if taxonomy is ANY else domain_names(taxonomy)
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    seen: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for line, row in rows:
        problems += [Problem(file, line, reason) for reason in _reasons(row, known, domains, strict)]
        name, text = row.get("id"), row.get("text")
        if isinstance(name, str):
            if name in ids:
                problems.append(Problem(file, line, f"the id {name!r} is there already, in line {ids[name]}"))
            ids.setdefault(name, line)
        if strict and isinstance(text, str):
            others = seen.setdefault(text, [])
            for other_line, other in others:
                differ = [
                    k for k in _LAYERS if k in row and k in other and _plain(row[k]) != _plain(other[k])
                ]
                if differ:
                    reason = f"the same text as line {other_line} with other labels ({', '.join(differ)})"
                    problems.append(Problem(file, line, reason))
                    break
            others.append((line, row))
    return problems


def _plain(layer: Any) -> Any:
    """Drop the order where it says nothing; of domains the first is the main one."""
    if isinstance(layer, list) and all(isinstance(one, list) for one in layer):
        return sorted(layer, key=repr)
    return layer


def _reasons(
    row: Mapping[str, Any], labels: Sequence[str] | None, domains: Sequence[str] | None, strict: bool
) -> Iterator[str]:
    for name in row:
        if name not in ORDER:
            yield f"no field of the schema: {name!r}{_hint(name, ORDER)}; what is yours goes into ‘meta’"
    for name in ("id", "text"):
        value = row.get(name)
        if value is None:
            yield f"{name} is missing"
        elif not isinstance(value, str) or not value.strip():
            yield f"{name} {_short(value)} is no text"
        elif any("\ud800" <= c <= "\udfff" for c in value):
            yield f"{name} holds half a surrogate pair, which is no character"
    yield from _plain_fields(row)
    text = row.get("text") if isinstance(row.get("text"), str) else None
    spans = yield from _entities(row.get("entities"), text, labels, strict)
    yield from _links(row.get("links"), spans)
    yield from _records(row.get("records"), text)
    yield from _domain_names(row.get("domains"), domains)


def _plain_fields(row: Mapping[str, Any]) -> Iterator[str]:
    kind, day, meta = row.get("kind"), row.get("published"), row.get("meta")
    if kind is not None and kind not in KINDS:
        yield f"kind {_short(kind)} is none of {', '.join(KINDS)}"
    for name in ("rewrite_of", "genre"):
        if row.get(name) is not None and not isinstance(row[name], str):
            yield f"{name} {_short(row[name])} is no text"
    if day is not None and not _is_day(day):
        yield f"published {_short(day)} is no date like 2024-09-11"
    issuer = row.get("issuer")
    if issuer is not None and not _is_names(issuer):
        yield f"issuer {_short(issuer)} is no list of codes or names"
    if meta is not None and not isinstance(meta, dict):
        yield f"meta {_short(meta)} is no object"


def _entities(
    value: Any, text: str | None, labels: Sequence[str] | None, strict: bool
) -> Generator[str, None, Spans]:
    """Tell what is wrong; the generator's value is the set of spans, None where the layer is missing."""
    if value is None:
        return None
    if not isinstance(value, list):
        yield f"entities {_short(value)} is no list"
        return None
    spans: list[tuple[int, int]] = []
    for one in value:
        if not _is_triple(one) or not one[2]:
            yield f"entity {_short(one)} is no [start, end, label]"
            continue
        start, end, label = one
        if text is not None:
            yield from (f"entity {one}: {reason}" for reason in _span(start, end, text, strict))
        if labels is not None and label not in labels:
            yield f"entity {one}: no known label {label!r}{_hint(label, labels)}"
        spans.append((start, end))
    for first, second in pairwise(sorted(spans)):
        if strict and second[0] < first[1]:
            yield f"entities {list(first)} and {list(second)} overlap"
    return set(spans)


def _span(start: int, end: int, text: str, strict: bool) -> Iterator[str]:
    if not 0 <= start < end <= len(text):
        yield f"no span of the text, which has {len(text)} characters"
    elif strict and text[start:end] != text[start:end].strip():
        yield f"white space at the border of {_short(text[start:end])}"


def _links(value: Any, spans: Spans) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, list):
        yield f"links {_short(value)} is no list"
        return
    seen: set[tuple[int, int]] = set()
    for one in value:
        if not _is_triple(one):
            yield f"link {_short(one)} is no [start, end, target]"
            continue
        span = (one[0], one[1])
        if span not in (spans or ()):
            yield f"link {one}: no entity has this span"
        if span in seen:
            yield f"link {one}: a second link of this entity"
        seen.add(span)


def _records(value: Any, text: str | None) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, dict):
        yield f"records {_short(value)} is no object"
        return
    for name in value:
        if name not in ("awards", "quotes"):
            yield f"records: no such kind {name!r}; there are awards and quotes"
    for kind, known in (("awards", _AWARD), ("quotes", _QUOTE)):
        listed = value.get(kind, [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            yield f"{kind} {_short(listed)} is no list of objects"
            continue
        for number, one in enumerate(listed, 1):
            yield from (f"{kind} {number}: {reason}" for reason in _record(one, known, text))


def _record(record: Mapping[str, Any], known: Mapping[str, type], text: str | None) -> Iterator[str]:
    for name, value in record.items():
        if name == "spans":
            if not isinstance(value, list) or not all(_is_pair(pair) for pair in value):
                yield f"spans {_short(value)} is no list of [start, end]"
            elif text is not None:
                for start, end in value:
                    if not 0 <= start < end <= len(text):
                        yield f"{[start, end]}: no span of the text, which has {len(text)} characters"
        elif name not in known:
            yield f"no such field {name!r}{_hint(name, tuple(known))}"
        elif value is not None and (not isinstance(value, known[name]) or isinstance(value, bool)):
            yield f"{name} {_short(value)} is no {'number' if known[name] is int else 'text'}"


def _domain_names(value: Any, known: Sequence[str] | None) -> Iterator[str]:
    if value is None:
        return
    if not _is_names(value):
        yield f"domains {_short(value)} is no list of names"
        return
    for name in dict.fromkeys(value):
        if known is not None and name not in known:
            yield f"no known domain {name!r}{_hint(name, known)}"
        if value.count(name) > 1:
            yield f"the domain {name!r} is there twice"


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _is_pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(type(n) is int for n in value)


def _is_triple(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and _is_pair(value[:2]) and isinstance(value[2], str)


def _hint(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1)
    return f" ({near[0]}?)" if near else ""


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"
