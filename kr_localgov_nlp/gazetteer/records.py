"""The records that the tables hold: one frozen class per kind of row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from datetime import date

Flag = Literal["", "renamed", "successor", "ended", "not_yet"]
HeadFlag = Literal["", "grace", "former", "before", "undated"]


def in_force(start: date, end: date | None, day: date) -> bool:
    """Whether a period that runs from ``start`` through ``end`` (None = still) holds on ``day``."""
    return start <= day and (end is None or day <= end)


@dataclass(frozen=True, slots=True)
class Government:
    """One local government between two days: a rename or a new code opens a new row of the same entity."""

    key: str
    code: str
    name: str
    short: str
    own: str
    stem: str
    kind: str
    level: str
    parent_code: str
    valid_from: date
    valid_to: date | None
    entity_id: str
    aliases: tuple[str, ...]
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    office_title: str
    confidence: str
    source: str

    def valid(self, day: date) -> bool:
        """Whether this row is in force on ``day``."""
        return in_force(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class HeadTerm:
    """One term of one head of a local government, elected, by-elected or acting."""

    key: str
    person: str
    person_key: str
    code: str
    entity_id: str
    government: str
    office: str
    office_title: str
    term: str
    party: str
    status: str
    suspension: bool
    valid_from: date
    valid_to: date
    confidence: str
    source: str

    @property
    def term_label(self) -> str:
        """The term as people write it: ``"민선 8기"``."""
        elected = self.term.removeprefix("민선")
        return self.term if elected == self.term else f"민선 {elected.strip()}"

    def valid(self, day: date) -> bool:
        """Whether the term runs on ``day``."""
        return in_force(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Agency:
    """A central agency or a public organisation while it bore one name."""

    key: str
    name: str
    short_names: tuple[str, ...]
    kind: str
    parent: str
    valid_from: date
    valid_to: date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    partial_successors: tuple[str, ...]
    confidence: str
    source: str

    def valid(self, day: date) -> bool:
        """Whether the agency bore this name on ``day``."""
        return in_force(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that is no central agency but is often named in releases."""

    key: str
    name: str
    short_names: tuple[str, ...]
    kind: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Award:
    """An award, contest, evaluation, certification or index that governments publicise."""

    key: str
    name: str
    aliases: tuple[str, ...]
    type: str
    organiser: str
    co_organiser: str
    categories: str
    grades: tuple[str, ...]
    first_year: str
    target: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class TaxonomyEntry:
    """A field (분야) or a section (부문) of one of the government's classifications."""

    key: str
    scheme: str
    scheme_name: str
    level: str
    field_code: str
    field_name: str
    section_code: str
    section_name: str
    aliases: tuple[str, ...]
    confidence: str
    source: str

    @property
    def name(self) -> str:
        """The entry's own name: the section's where it is a section."""
        return self.section_name or self.field_name


@dataclass(frozen=True, slots=True)
class ExtraName:
    """A name that a user added and that has no table of its own: a person, place, programme or event."""

    key: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    label: str
    valid_from: date | None
    valid_to: date | None


R = TypeVar("R", bound="Government | Agency")


class Found(NamedTuple, Generic[R]):
    """A record that a name points to on a day, and how.

    Parameters
    ----------
    record
        The row.
    flag
        ``""`` the row bears the name on that day; ``"renamed"`` its entity bore the name earlier or later;
        ``"successor"`` the bearer was merged as a whole into it; ``"ended"`` the row is the old bearer,
        abolished or divided; ``"not_yet"`` the row comes into being after that day.
    """

    record: R
    flag: Flag


class HeadMatch(NamedTuple):
    """A term that a person's name points to on a day.

    Parameters
    ----------
    term
        The term.
    flag
        ``""`` in force; ``"grace"`` a few days outside; ``"former"`` ended before; ``"before"`` not yet
        begun; ``"undated"`` no day was given.
    days
        Distance from the term in days, 0 when in force or undated.
    """

    term: HeadTerm
    flag: HeadFlag
    days: int
