"""The people a text names, and a speaker: what the modules on quotations hand one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BRACKET = re.compile(r"\([^()\n]{0,40}\)")


class Person(NamedTuple):
    """A person whom the text names: offsets of the name, the name, the label, the title where known."""

    start: int
    end: int
    name: str
    label: str = "PERSON"
    role: str = ""


class Speaker(NamedTuple):
    """Who speaks: the person where named, the title or body as written, and the subject's offsets."""

    person: Person | None
    role: str
    start: int
    end: int
    pronoun: bool = False


class Word(NamedTuple):
    """A word between blanks, with its offsets."""

    start: int
    end: int
    text: str


class People:
    """The people of a text, to be found by offset and by surname.

    Parameters
    ----------
    persons
        The mentions of people; none lies in another.
    others
        Offsets of what is known to be no person: bodies, places, programmes.

    Examples
    --------
    >>> people = People([Person(9, 12, "김하나"), Person(0, 3, "윤병태")])
    >>> [p.name for p in people.within(0, 10)], [p.name for p in people.before(20)]
    (['윤병태'], ['김하나', '윤병태'])
    >>> [p.name for p in people.surnamed("김")]
    ['김하나']
    """

    def __init__(self, persons: Sequence[Person] = (), others: Sequence[tuple[int, int]] = ()) -> None:
        self.persons = sorted(persons)
        self._starts = [p.start for p in self.persons]
        self._others = sorted(others)
        self._surnames: dict[str, list[Person]] = {}
        for person in self.persons:
            self._surnames.setdefault(person.name[:1], []).append(person)

    @classmethod
    def of(cls, people: Sequence[Person] | People) -> People:
        """Take people as they come."""
        return people if isinstance(people, People) else cls(people)

    def within(self, low: int, high: int) -> list[Person]:
        """Give those who are named in a stretch."""
        return [p for p in self.persons[bisect_left(self._starts, low) : self._index(high)] if p.end <= high]

    def before(self, offset: int) -> Iterator[Person]:
        """Give those who are named before an offset, the last first."""
        for index in range(self._index(offset) - 1, -1, -1):
            if self.persons[index].end <= offset:
                yield self.persons[index]

    def ending(self, offset: int) -> Person | None:
        """Give the one whose name ends at an offset."""
        last = next(self.before(offset), None)
        return last if last is not None and last.end == offset else None

    def surnamed(self, surname: str) -> list[Person]:
        """Give those whose name begins with a syllable."""
        return self._surnames.get(surname, [])

    def is_other(self, end: int) -> bool:
        """Tell whether what ends at an offset is known to be, or to belong to, something else than a person."""
        index = bisect_left(self._others, (end, 0)) - 1
        return index >= 0 and self._others[index][1] >= end

    def _index(self, offset: int) -> int:
        return bisect_left(self._starts, offset)
