"""The policy domains of the shipped corpus and model: their Korean names and the budget functions they fall under."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.gazetteer.tables import TABLES, once, read_rows

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("domain", "korean", "holds", "functions")


class Domain(NamedTuple):
    """A policy domain.

    ``functions`` are section codes (부문) of the functional classification of local budgets (지방재정 세출예산 기능별
    분류), those that its spending falls under first of all; a domain without a section of its own shares one.
    """

    name: str
    korean: str
    holds: str
    functions: tuple[str, ...]


def read_domains(path: Path) -> tuple[Domain, ...]:
    """Read a table of domains.

    Raises
    ------
    TableError
        With file and line, where a row is wrong or a name stands twice.
    """
    seen: dict[str, int] = {}
    found = []
    for row in read_rows(path, COLUMNS):
        once(row, row.text("domain"), seen)
        found.append(Domain(row.text("domain"), row.text("korean"), row.text("holds"), row.many("functions")))
    return tuple(found)


@lru_cache(maxsize=1)
def shipped_domains() -> tuple[Domain, ...]:
    """Give the twenty domains of the shipped corpus, in its order.

    Examples
    --------
    >>> [(d.name, d.korean, d.functions) for d in shipped_domains() if d.name == "jobs"]
    [('jobs', '일자리·고용', ('086', '053'))]
    """
    return read_domains(TABLES / "domains.csv")
