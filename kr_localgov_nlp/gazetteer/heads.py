"""Heads of local governments by person, government and day."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kr_localgov_nlp.gazetteer.government_rows import office_title_of
from kr_localgov_nlp.gazetteer.records import Government, HeadMatch, HeadTerm
from kr_localgov_nlp.gazetteer.tables import CONFIDENCES, Row, as_day, once, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, KeysView
    from datetime import date
    from pathlib import Path

    from kr_localgov_nlp.gazetteer.governments import Governments
    from kr_localgov_nlp.gazetteer.records import HeadFlag

COLUMNS = (
    "person",
    "person_key",
    "code",
    "entity_id",
    "government",
    "office",
    "office_title",
    "term",
    "party",
    "status",
    "suspension",
    "valid_from",
    "valid_to",
    "source_from",
    "source_to",
    "confidence",
    "source",
    "note",
)
STATUSES = ("elected", "by-elected", "acting")
# Election day, the day of taking office and the day on which a paper writes of it lie days apart.
GRACE_DAYS = 30
_OFFICES = ("특별자치도지사", "도지사", "특별자치시장", "특별시장", "광역시장", "구청장", "군수", "시장")
_RANK: dict[HeadFlag, int] = {"": 0, "undated": 0, "grace": 1, "former": 2, "before": 3}


def head_from(row: Row, governments: Governments) -> HeadTerm:
    """Return the record of one row of ``heads.csv``, checked against the table of governments."""
    code = row.code("code")
    gov = governments.get(code)
    if gov is None:
        raise row.error(f"code {code} is no government")
    if gov.entity_id != row.text("entity_id"):
        raise row.error(f"entity_id is {row.cells['entity_id']!r}, the government's is {gov.entity_id!r}")
    start, end = row.day("valid_from"), row.day("valid_to")
    row.period(start, end)
    person = row.text("person")
    return HeadTerm(
        key=f"{code}:{start}:{person}",
        person=person,
        person_key=row.text("person_key"),
        code=code,
        entity_id=gov.entity_id,
        government=row.text("government"),
        office=row.text("office"),
        office_title=row.text("office_title"),
        term=row.cells["term"],
        party=row.cells["party"],
        status=row.one_of("status", STATUSES),
        suspension=row.one_of("suspension", ("", "yes")) == "yes",
        valid_from=start,
        valid_to=end,
        confidence=row.one_of("confidence", CONFIDENCES),
        source=row.text("source"),
    )


def read_heads(path: Path, governments: Governments) -> list[HeadTerm]:
    """Read ``heads.csv``.

    Raises
    ------
    TableError
        With file and line, where a row is wrong or doubled, or its government is unknown.
    """
    seen: dict[str, int] = {}
    records = []
    for row in read_rows(path, COLUMNS):
        record = head_from(row, governments)
        once(row, record.key, seen)
        records.append(record)
    return records


def office_of(gov: Government) -> tuple[str, str]:
    """Return a government's office and the full title of its head: (구청장, 구로구청장)."""
    title = office_title_of(gov.own, gov.level)
    for office in _OFFICES:
        if title.endswith(office):
            return ("도지사" if office == "특별자치도지사" else office), title
    return title, title


class Heads:
    """The table of heads' terms.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> heads = load_gazetteer().heads
    >>> [term.person for term in heads.of("1153000000", "2024-08-09")]
    ['문헌일']
    >>> match = heads.term_at("최문순", "강원도 화천군", "2019-05-01")
    >>> match.term.office_title, match.term.term_label, match.flag
    ('화천군수', '민선 7기', '')
    """

    def __init__(self, records: Iterable[HeadTerm], governments: Governments) -> None:
        self._governments = governments
        self._terms = list(records)
        people: defaultdict[str, list[HeadTerm]] = defaultdict(list)
        entities: defaultdict[str, list[HeadTerm]] = defaultdict(list)
        for term in self._terms:
            people[term.person].append(term)
            entities[term.entity_id].append(term)
        self._people, self._entities = dict(people), dict(entities)

    def __iter__(self) -> Iterator[HeadTerm]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __contains__(self, person: object) -> bool:
        return person in self._people

    def names(self) -> KeysView[str]:
        """Return the names of all heads."""
        return self._people.keys()

    def entities_of(self, government: Government | str) -> set[str]:
        """Return the entities that a record, a code, an entity id or a name stands for."""
        if isinstance(government, Government):
            return {government.entity_id}
        if government in self._entities or self._governments.by_entity(government):
            return {government}
        gov = self._governments.get(government)
        if gov is not None:
            return {gov.entity_id}
        return {gov.entity_id for gov in self._governments.at(government)}

    def of(self, government: Government | str, day: date | str | None = None) -> list[HeadTerm]:
        """Return the heads of a government on a day, the elected one before an acting one.

        Parameters
        ----------
        government
            A record, its code, its entity id, or a name.
        day
            The day, ``None`` for all terms.
        """
        when = as_day(day)
        terms = [
            term
            for entity in sorted(self.entities_of(government))
            for term in self._entities.get(entity, ())
            if when is None or term.valid(when)
        ]
        return sorted(terms, key=lambda term: (term.status == "acting", term.valid_from))

    def named(self, person: str, day: date | str | None = None, grace: int = 0) -> list[HeadTerm]:
        """Return the terms of everybody of that name that run on a day, give or take ``grace`` days."""
        when = as_day(day)
        terms = self._people.get(person, [])
        if when is None:
            return list(terms)
        return [term for term in terms if _distance(term, when) <= grace]

    def match(
        self,
        person: str,
        day: date | str | None,
        government: Government | str | None = None,
        grace: int = GRACE_DAYS,
    ) -> list[HeadMatch]:
        """Return the terms that a name may mean on a day, the likeliest first.

        Parameters
        ----------
        person
            The name.
        day
            The day of the text; ``None`` flags every term ``undated``.
        government
            Only terms in this government.
        grace
            Days outside a term within which it still counts as meant, flagged ``grace``.
        """
        when = as_day(day)
        entities = None if government is None else self.entities_of(government)
        matches = []
        for term in self._people.get(person, ()):
            if entities is not None and term.entity_id not in entities:
                continue
            days = 0 if when is None else _distance(term, when)
            matches.append(HeadMatch(term, _flag(term, when, days, grace), days))
        matches.sort(key=lambda match: (_RANK[match.flag], match.days, match.term.valid_from))
        return matches

    def term_at(
        self, person: str, government: Government | str, day: date | str, grace: int = GRACE_DAYS
    ) -> HeadMatch | None:
        """Return that person's term in that government on a day, or one within ``grace`` days of it."""
        best = next(iter(self.match(person, day, government, grace)), None)
        return best if best is not None and best.flag in ("", "grace") else None


def _distance(term: HeadTerm, day: date) -> int:
    if day < term.valid_from:
        return (term.valid_from - day).days
    return max(0, (day - term.valid_to).days)


def _flag(term: HeadTerm, day: date | None, days: int, grace: int) -> HeadFlag:
    if day is None:
        return "undated"
    if days == 0:
        return ""
    if days <= grace:
        return "grace"
    return "former" if day > term.valid_to else "before"
