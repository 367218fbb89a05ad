"""The inline mark-up in which the written corpus is made and reviewed, and its standoff form.

A file has three parts, divided by lines of three hyphens: a head of ``key: value`` lines, the marked text, records::

    id: guro-2024-jobs-fair
    kind: release
    published: 2024-09-11
    issuer: 서울특별시 구로구
    domains: jobs youth
    genre: opening
    links: 구로구 = 서울특별시 구로구; 문헌일 = 서울특별시 구로구; 고용부 = 고용노동부
    ---
    ⟦구로구|DISTRICT⟧, 취업박람회 연다

    ⟦문헌일|HEAD⟧ 구로구청장은 “⟪1:청년이 머무는 도시를 만들겠다⟫”고 말했다.
    ---
    quote 1: speaker = 문헌일; role = 구로구청장
    award: recipient = 서울특별시 구로구; award = 일자리대상; year = 2024; prize = 우수상; giver = 고용노동부

``⟦surface|LABEL⟧`` marks an entity; ``⟦surface|LABEL|link⟧`` overrides the file's ``links`` for one mention, with
``unresolved`` for what the text leaves open. ``⟪n:words⟫`` marks the words of quotation ``n``, once for every part of it.
Links of HEAD and DISTRICT are full government names as of the day, of MINISTRY the official name on that day.

An article of a saved page is of ``kind: page``; ``page: 08_cms_articleview.html 1`` names the file in ``pages/`` and the article's
place on it, and the text is title, subtitles and body of that page's gold, with blank lines between. Where the page states no
day, ``published`` is the day on which its names are right; ``issuer`` stays empty where the article is no government's release.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

LINKED = ("HEAD", "DISTRICT", "MINISTRY")
KINDS = ("release", "rewrite", "page")
_MARK = re.compile(r"⟦|⟧|⟪(?P<quote>\d+):|⟫")
_NEEDED = ("id", "kind", "published", "issuer", "domains", "genre")
_HEAD_KEYS = {*_NEEDED, "rewrite_of", "page", "links", "unknown_heads"}
_PLACE = re.compile(r"\S+ [1-9]\d*")
_AWARD_KEYS = {"recipient", "award", "year", "category", "prize", "giver"}
_QUOTE_KEYS = {"speaker", "role"}


@dataclass(slots=True)
class Marked:
    """One text of the corpus in standoff form.

    Parameters
    ----------
    head
        The file's ``key: value`` lines.
    text
        The text without its marks.
    entities
        ``[start, end, label, link]``, half-open character offsets into ``text``.
    awards, quotes
        The records; a quote has its spans.
    """

    head: dict[str, str]
    text: str
    entities: list[tuple[int, int, str, str]] = field(default_factory=list)
    awards: list[dict[str, Any]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)


def parse(source: str, name: str = "text") -> Marked:
    """Read one marked text.

    Parameters
    ----------
    source
        Head, text and records.
    name
        For messages: the file.

    Returns
    -------
    Marked

    Raises
    ------
    TableError
        Names the file, the line and what is wrong with it.

    Examples
    --------
    >>> marked = parse('''id: a
    ... kind: release
    ... published: 2024-09-11
    ... issuer: 서울특별시 구로구
    ... domains: jobs
    ... genre: opening
    ... links: 구로구 = 서울특별시 구로구
    ... ---
    ... ⟦구로구|DISTRICT⟧가 취업박람회를 연다.
    ... ---
    ... ''')
    >>> marked.text, marked.entities
    ('구로구가 취업박람회를 연다.', [(0, 3, 'DISTRICT', '서울특별시 구로구')])
    """
    lines = source.split("\n")
    breaks = [i for i, line in enumerate(lines) if line.strip() == "---"]
    if len(breaks) < 2:
        raise TableError(name, 0, "needs two lines of three hyphens: after the head and after the text")
    first, last = breaks[0], breaks[-1]
    head = _head(lines[:first], name)
    links = dict(_pairs(head.get("links", ""), name, 1))
    marked = Marked(head, "")
    body = "\n".join(lines[first + 1 : last]).strip("\n")
    quotes = _text(body, links, marked, name, first + 2)
    _records(lines, last, marked, quotes, name)
    return marked


def _head(lines: list[str], name: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        key, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon or key.strip() not in _HEAD_KEYS:
            raise TableError(name, number, f"no such key in the head: {line[:40]!r}")
        head[key.strip()] = value.strip()
    of_a_page = head.get("kind") == "page"
    for key in _NEEDED:
        if not head.get(key) and not (key == "issuer" and key in head and of_a_page):
            raise TableError(name, 1, f"the head lacks {key!r}")
    if head["kind"] not in KINDS:
        raise TableError(name, 1, f"kind {head['kind']!r} is none of {', '.join(KINDS)}")
    if bool(_PLACE.fullmatch(head.get("page", ""))) != of_a_page or ("page" in head and not of_a_page):
        raise TableError(name, 1, "kind page, and no other, has a line ‘page: FILE NUMBER’")
    return head


def _text(
    body: str, links: dict[str, str], marked: Marked, name: str, line: int
) -> dict[int, list[list[int]]]:
    out: list[str] = []
    length = 0
    open_entity: int | None = None
    open_quote: tuple[int, int] | None = None
    quotes: dict[int, list[list[int]]] = {}
    at = 0

    def fail(where: int, reason: str) -> TableError:
        return TableError(name, line + body.count("\n", 0, where), reason)

    for mark in _MARK.finditer(body):
        piece = body[at : mark.start()]
        at = mark.end()
        if mark[0] == "⟧":
            if open_entity is None:
                raise fail(mark.start(), "⟧ without ⟦")
            parts = piece.split("|")
            if (
                len(parts) not in (2, 3)
                or parts[1] not in LABELS
                or not parts[0].strip()
                or parts[0] != parts[0].strip()
            ):
                raise fail(mark.start(), f"no entity mark: ⟦{piece}⟧")
            surface, label = parts[0], parts[1]
            link = parts[2] if len(parts) == 3 else links.get(surface, "")
            if label in LINKED and not link:
                raise fail(mark.start(), f"{label} {surface!r} has no link")
            out.append(surface)
            marked.entities.append((length, length + len(surface), label, link))
            length += len(surface)
            open_entity = None
            continue
        if open_entity is not None:
            raise fail(mark.start(), "a mark inside ⟦…⟧")
        out.append(piece)
        length += len(piece)
        if mark[0] == "⟦":
            open_entity = length
        elif mark[0] == "⟫":
            if open_quote is None:
                raise fail(mark.start(), "⟫ without ⟪")
            quotes.setdefault(open_quote[0], []).append([open_quote[1], length])
            open_quote = None
        else:
            if open_quote is not None:
                raise fail(mark.start(), "⟪ inside ⟪")
            open_quote = (int(mark["quote"]), length)
    if open_entity is not None or open_quote is not None:
        raise fail(len(body), "a mark is not closed")
    out.append(body[at:])
    marked.text = "".join(out)
    return quotes


def _records(
    lines: list[str], last: int, marked: Marked, quotes: dict[int, list[list[int]]], name: str
) -> None:
    seen: set[int] = set()
    for number, line in enumerate(lines[last + 1 :], last + 2):
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, rest = line.partition(":")
        pairs = dict(_pairs(rest, name, number))
        if kind.strip() == "award":
            _only(pairs, _AWARD_KEYS, name, number)
            year = pairs.get("year")
            if year is not None and not year.isdigit():
                raise TableError(name, number, f"year {year!r} is no number")
            award: dict[str, Any] = {k: pairs.get(k) for k in sorted(_AWARD_KEYS)}
            award["year"] = int(year) if year else None
            marked.awards.append(award)
        elif match := re.fullmatch(r"quote (\d+)", kind.strip()):
            _only(pairs, _QUOTE_KEYS, name, number)
            n = int(match[1])
            if n not in quotes:
                raise TableError(name, number, f"no ⟪{n}:…⟫ in the text")
            seen.add(n)
            words = " ".join(marked.text[a:b] for a, b in quotes[n])
            marked.quotes.append(
                {
                    "speaker": pairs.get("speaker"),
                    "role": pairs.get("role"),
                    "text": words,
                    "spans": quotes[n],
                }
            )
        else:
            raise TableError(name, number, f"no record: {line[:40]!r}")
    if set(quotes) - seen:
        raise TableError(name, last + 1, f"quotations without a record: {sorted(set(quotes) - seen)}")


def _pairs(text: str, name: str, number: int) -> Iterator[tuple[str, str]]:
    for part in text.split(";"):
        if part.strip():
            key, equals, value = part.partition("=")
            if not equals or not value.strip():
                raise TableError(name, number, f"no ‘key = value’: {part.strip()!r}")
            yield key.strip(), value.strip()


def _only(pairs: dict[str, str], keys: set[str], name: str, number: int) -> None:
    unknown = sorted(set(pairs) - keys)
    if unknown:
        raise TableError(name, number, f"unknown: {', '.join(unknown)}")


def read_marked(path: str | PathLike[str]) -> Marked:
    """Read one file of ``corpus/releases``.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Marked

    Raises
    ------
    TableError
        As for `parse`.
    """
    file = Path(path)
    return parse(file.read_text(encoding="utf-8"), file.name)
