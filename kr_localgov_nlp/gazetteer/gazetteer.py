"""The gazetteer: all tables together, each read when it is first asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from os import PathLike, fspath
from typing import TYPE_CHECKING

from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.gazetteer.ambiguous import Ambiguous, read_ambiguous, read_followers
from kr_localgov_nlp.gazetteer.awards import Awards, read_awards, read_grades
from kr_localgov_nlp.gazetteer.extra import Extra, extra_governments, extra_heads, read_extra, superseded
from kr_localgov_nlp.gazetteer.government_rows import read_governments
from kr_localgov_nlp.gazetteer.governments import Governments
from kr_localgov_nlp.gazetteer.heads import Heads, read_heads
from kr_localgov_nlp.gazetteer.ministries import Ministries, read_ministries, read_organisations
from kr_localgov_nlp.gazetteer.tables import TABLES, as_day
from kr_localgov_nlp.gazetteer.taxonomy import Taxonomy, read_taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kr_localgov_nlp.gazetteer.records import ExtraName, Organisation

# The day on which the tables were last brought up to date. What happened later they cannot know.
LAST_DAY = date(2026, 11, 21)


class Gazetteer:
    """Dated tables of governments, heads, ministries, awards and policy classifications.

    Parameters
    ----------
    heads
        False leaves the table of heads out (it is then empty); everything else stays.
    extra
        Rows of the user's own: paths of CSV files and dicts, see `kr_localgov_nlp.gazetteer.extra`.

    Raises
    ------
    TableError
        Where one of the user's rows is wrong; a slip in our own tables shows when the table is first used.

    Examples
    --------
    >>> gazetteer = Gazetteer(extra=[{"kind": "head", "name": "한가람", "government": "경기도 구리시",
    ...                               "valid_from": "2027-01-01"}])
    >>> gazetteer.heads.named("한가람")[0].office_title
    '구리시장'
    """

    def __init__(
        self, *, heads: bool = True, extra: Iterable[str | PathLike[str] | Mapping[str, str]] = ()
    ) -> None:
        self.with_heads = heads
        self._extra: Extra = read_extra(extra)
        self.extra_rows: list[dict[str, str]] = self._extra.rows
        self.last_day = LAST_DAY
        for agency in self._extra.ministries:
            for key in agency.successors:
                if key not in self.ministries:
                    raise TableError("extra rows", 0, f"{agency.name}: successor {key!r} is no agency")
        if self._extra.governments or self._extra.heads:
            len(self.heads)

    @cached_property
    def governments(self) -> Governments:
        """The local governments."""
        records = read_governments(TABLES / "governments.csv")
        if not self._extra.governments:
            return Governments(records)
        own = extra_governments(self._extra.governments, Governments(records))
        return Governments([*records, *own])

    @cached_property
    def heads(self) -> Heads:
        """The terms of their heads; only the user's own rows where the table is left out."""
        records = read_heads(TABLES / "heads.csv", self.governments) if self.with_heads else []
        own = extra_heads(self._extra.heads, self.governments)
        return Heads([*superseded(records, own), *own], self.governments)

    @cached_property
    def ministries(self) -> Ministries:
        """The central agencies."""
        return Ministries([*read_ministries(TABLES / "ministries.csv"), *self._extra.ministries])

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Public institutions and associations, by key."""
        return {record.key: record for record in read_organisations(TABLES / "organisations.csv")}

    @cached_property
    def awards(self) -> Awards:
        """The awards and the words for grades."""
        return Awards(
            [*read_awards(TABLES / "awards.csv"), *self._extra.awards], read_grades(TABLES / "grades.csv")
        )

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The classifications of policy."""
        return Taxonomy(read_taxonomy(TABLES / "taxonomy.csv"))

    @cached_property
    def ambiguous(self) -> Ambiguous:
        """Names that are words, and words that make another thing of a name."""
        return Ambiguous(
            read_ambiguous(TABLES / "ambiguous_names.csv"), read_followers(TABLES / "followers.csv")
        )

    @property
    def extra_names(self) -> list[ExtraName]:
        """The user's names of kinds that have no table: org, person, place, program, event."""
        return self._extra.names

    @property
    def version(self) -> str:
        """The tables' last day, and the number of the user's rows where there are any."""
        return self.last_day.isoformat() + (f"+{len(self.extra_rows)}" if self.extra_rows else "")

    def past_tables(self, day: date | str | None) -> bool:
        """Whether a day lies after the last one that the tables know of."""
        when = as_day(day)
        return when is not None and when > self.last_day


def load_gazetteer(
    *, heads: bool = True, extra: Iterable[str | PathLike[str] | Mapping[str, str]] = ()
) -> Gazetteer:
    """Return the gazetteer for these arguments, the same object each time in one process.

    A CSV of the user's that has changed on disk is read anew.

    Examples
    --------
    >>> load_gazetteer() is load_gazetteer()
    True
    """
    items = [dict(item) if isinstance(item, Mapping) else _stamp(item) for item in extra]
    return _load(heads, json.dumps(items, ensure_ascii=False, sort_keys=True, default=str))


def _stamp(path: str | PathLike[str]) -> list[str]:
    from pathlib import Path

    name = fspath(path)
    file = Path(name)
    return [name, str(file.stat().st_mtime_ns) if file.exists() else ""]


@lru_cache(maxsize=16)
def _load(heads: bool, extra: str) -> Gazetteer:
    items = json.loads(extra)
    return Gazetteer(heads=heads, extra=[item[0] if isinstance(item, list) else item for item in items])
