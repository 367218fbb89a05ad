"""Rows of the user's own: one CSV, or plain dicts, for names of every kind.

Columns (UTF-8, with a header; those not needed may be left out or empty; several values parted by ``;``):

=============  ========================================================================
``kind``       government, head, ministry, award, org, person, place, program or event
``name``       the name; of a government the full one (``경기도 새빛시``)
``aliases``    other ways to write it
``code``       government: its ten-digit code
``government``  head: code or full name of the government; government: the same for the one above it
``office``     head: title where it differs from the government's own (``나주시장 권한대행`` needs none)
``term``       head: ``민선9기``
``valid_from``, ``valid_to``  days (YYYY-MM-DD); empty = always, still
``successor``  government, ministry: code or name of what came after
``label``      other kinds: a label to show
=============  ========================================================================
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.gazetteer.government_rows import LEVELS, office_title_of, stem_of
from kr_localgov_nlp.gazetteer.heads import office_of
from kr_localgov_nlp.gazetteer.records import Agency, Award, ExtraName, Government, HeadTerm
from kr_localgov_nlp.gazetteer.tables import Row, once, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kr_localgov_nlp.gazetteer.governments import Governments

REQUIRED = ("kind", "name")
OPTIONAL = ("aliases", "code", "government", "office", "term", "valid_from", "valid_to", "successor", "label")
NAME_KINDS = {
    "org": "agency-org",
    "person": "person",
    "place": "place",
    "program": "program",
    "event": "event",
}
KINDS = ("government", "head", "ministry", "award", *NAME_KINDS)
SOURCE = "user"
_ALWAYS = date(1948, 1, 1)
_OPEN = date(9999, 12, 31)
_KIND_OF = (
    (re.compile(r"(특별|광역)시$"), "metropolitan_city"),
    (re.compile(r"특별자치시$"), "special_self_governing_city"),
    (re.compile(r"특별자치도$"), "special_self_governing_province"),
    (re.compile(r"도$"), "province"),
    (re.compile(r"구$"), "autonomous_district"),
    (re.compile(r"군$"), "county"),
    (re.compile(r"시$"), "city"),
)


class Extra(NamedTuple):
    """The user's rows, sorted by kind."""

    governments: list[Row]
    heads: list[Row]
    ministries: list[Agency]
    awards: list[Award]
    names: list[ExtraName]
    rows: list[dict[str, str]]


def read_extra(extra: Iterable[str | PathLike[str] | Mapping[str, str]]) -> Extra:
    """Read the user's rows from files and dicts.

    Raises
    ------
    TableError
        With file and line (a dict: its number among those given), where a row is wrong or stands twice.

    Examples
    --------
    >>> read_extra([{"kind": "place", "name": "불광천", "aliases": "불광천변"}]).names[0].aliases
    ('불광천변',)
    """
    governments: list[Row] = []
    heads: list[Row] = []
    ministries: list[Agency] = []
    awards: list[Award] = []
    names: list[ExtraName] = []
    plain: list[dict[str, str]] = []
    seen: dict[str, int] = {}
    for row in _all_rows(extra):
        kind = row.one_of("kind", KINDS)
        name = row.text("name")
        start, end = row.day_or_none("valid_from"), row.day_or_none("valid_to")
        row.period(start or _ALWAYS, end)
        where = row.cells.get("code") or row.cells.get("government", "")
        once(row, f"{kind}/{name}/{where}/{start or ''}", seen)
        aliases = row.many("aliases")
        if kind == "government":
            row.code("code")
            governments.append(row)
        elif kind == "head":
            row.text("government")
            heads.append(row)
        elif kind == "ministry":
            ministries.append(
                Agency(
                    name,
                    name,
                    aliases,
                    "기타",
                    "",
                    start or _ALWAYS,
                    end,
                    (),
                    row.many("successor"),
                    (),
                    "high",
                    SOURCE,
                )
            )
        elif kind == "award":
            awards.append(Award(name, name, aliases, "award", "", "", "", (), "", "", "high", SOURCE))
        else:
            names.append(
                ExtraName(name, name, aliases, NAME_KINDS[kind], row.cells.get("label", ""), start, end)
            )
        plain.append({column: value for column, value in row.cells.items() if value})
    return Extra(governments, heads, ministries, awards, names, plain)


def _all_rows(extra: Iterable[str | PathLike[str] | Mapping[str, str]]) -> Iterable[Row]:
    number = 0
    for item in extra:
        if isinstance(item, Mapping):
            number += 1
            row = Row("extra rows", number, {str(key): _cell(value) for key, value in item.items()})
            unknown = set(row.cells) - {*REQUIRED, *OPTIONAL}
            if unknown:
                raise row.error(f"unknown columns {sorted(unknown)}")
            yield row
        else:
            yield from read_rows(Path(fspath(item)), REQUIRED, optional=OPTIONAL)


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return ";".join(str(part) for part in value)
    return "" if value is None else str(value).strip()


def extra_governments(rows: Iterable[Row], known: Governments) -> list[Government]:
    """Return the user's governments; a parent may be one of ours or of the user's own.

    Raises
    ------
    TableError
        Where a parent or a successor is unknown, or the name does not end in 시, 군, 구 or 도.
    """
    rows = list(rows)
    own = {row.text("name"): row.code("code") for row in rows}
    names = {code: name for name, code in own.items()}
    records = []
    for row in rows:
        name, code = row.text("name"), row.code("code")
        last = name.split()[-1]
        parent = _government_code(row, "government", own, known) if row.cells.get("government") else ""
        if not parent and " " in name:
            parent = own.get(name.rsplit(" ", 1)[0]) or _unique(name.rsplit(" ", 1)[0], known)
        kind = next((kind for pattern, kind in _KIND_OF if pattern.search(last)), "")
        if not kind:
            raise row.error(f"name {name!r} ends in none of 시, 군, 구, 도")
        level = LEVELS[kind]
        above = known[parent].name if parent in known else names.get(parent, "")
        # a 구 below a city is the city's district, one right below a 시도 governs itself
        if kind == "autonomous_district" and " " in above:
            kind, level = "general_district", "일반구"
        if (level == "광역") == bool(parent):
            raise row.error(f"government (the one above) is {parent!r} for a {kind}")
        short = re.sub(r"(특별자치|통합특별|특별|광역)?(시|도)$", "", last) if level == "광역" else last
        successors = tuple(_code_of(row, "successor", value, own, known) for value in row.many("successor"))
        start = row.day_or_none("valid_from") or _ALWAYS
        old = known.get(code)
        records.append(
            Government(
                code,
                code,
                name,
                short,
                last,
                stem_of(last, short, level),
                kind,
                level,
                parent,
                start,
                row.day_or_none("valid_to"),
                old.entity_id if old else code,
                row.many("aliases"),
                (),
                successors,
                office_title_of(last, level),
                "high",
                SOURCE,
            )
        )
    return records


def extra_heads(rows: Iterable[Row], governments: Governments) -> list[HeadTerm]:
    """Return the user's heads.

    Raises
    ------
    TableError
        Where the government is unknown or its name is borne by several.
    """
    records = []
    for row in rows:
        person = row.text("name")
        gov = governments[_government_code(row, "government", {}, governments)]
        start = row.day_or_none("valid_from") or _ALWAYS
        end = row.day_or_none("valid_to") or _OPEN
        office, title = office_of(gov)
        title = row.cells.get("office") or title
        status = "acting" if "대행" in title else "elected"
        records.append(
            HeadTerm(
                f"{gov.code}:{start}:{person}",
                person,
                f"{person}#{gov.entity_id}",
                gov.code,
                gov.entity_id,
                gov.name,
                office,
                title,
                row.cells.get("term", ""),
                "",
                status,
                False,
                start,
                end,
                "high",
                SOURCE,
            )
        )
    return records


def superseded(terms: Iterable[HeadTerm], own: Iterable[HeadTerm]) -> list[HeadTerm]:
    """Return our terms as the user's leave them: one that a user's elected head follows ends the day before.

    A user's row with the same government, person and first day takes the place of ours. An acting head of
    the user's leaves ours as they are, since the elected one may be suspended only.
    """
    own = list(own)
    keys = {term.key for term in own}
    starts: defaultdict[str, list[date]] = defaultdict(list)
    for term in own:
        if term.status != "acting":
            starts[term.entity_id].append(term.valid_from)
    kept = []
    for term in terms:
        if term.key in keys:
            continue
        later = [
            start for start in starts.get(term.entity_id, ()) if term.valid_from < start <= term.valid_to
        ]
        kept.append(replace(term, valid_to=min(later) - timedelta(days=1)) if later else term)
    return kept


def _government_code(row: Row, column: str, own: Mapping[str, str], known: Governments) -> str:
    return _code_of(row, column, row.text(column), own, known)


def _code_of(row: Row, column: str, value: str, own: Mapping[str, str], known: Governments) -> str:
    if value in known or value in own.values():
        return value
    found = own.get(value) or _unique(value, known)
    if not found:
        raise row.error(f"{column} {value!r} is no government, or several; give its full name or its code")
    return found


def _unique(name: str, known: Governments) -> str:
    groups: defaultdict[str, list[Government]] = defaultdict(list)
    for gov in known.at(name):
        groups[gov.entity_id].append(gov)
    if len(groups) != 1:
        return ""
    # of one entity's rows the last one: a term is looked up by the entity
    return max(next(iter(groups.values())), key=lambda gov: gov.valid_from).code
