"""Rows of ``governments.csv``: what one government is called, and the checks of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kr_localgov_nlp.gazetteer.records import Government
from kr_localgov_nlp.gazetteer.tables import CONFIDENCES, Row, once, read_rows

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    "code",
    "name",
    "short",
    "kind",
    "parent_code",
    "valid_from",
    "valid_to",
    "entity_id",
    "aliases",
    "predecessors",
    "successors",
    "confidence",
    "source",
    "note",
)
LEVELS = {
    "metropolitan_city": "광역",
    "special_self_governing_city": "광역",
    "province": "광역",
    "special_self_governing_province": "광역",
    "autonomous_district": "기초",
    "city": "기초",
    "county": "기초",
    "general_district": "일반구",
    "administrative_city": "행정시",
}
# What the head of a government is called, by the last syllable of the government's own name.
HEADS = {"시": "장", "군": "수", "구": "청장", "도": "지사"}
# 두 글자로 된 이름(중구, 동구)의 앞 한 글자는 이름이 아니다.
_STEM_LENGTH = 2


def stem_of(own: str, short: str, level: str) -> str:
    """Return the bare name that stands for a government: 구로 for 구로구, 전남 for 전라남도, or nothing.

    The districts of a city (일반구) have none: 분당 is an area, 분당구 the district.
    """
    if level == "광역":
        return short
    if level == "일반구" or len(own) <= _STEM_LENGTH:
        return ""
    return own[:-1]


def office_title_of(own: str, level: str) -> str:
    """Return the title of a government's head: 구로구청장, 나주시장, 강진군수, 전라남도지사."""
    return "" if level == "일반구" else own + HEADS.get(own[-1:], "")


def government_from(row: Row) -> Government:
    """Return the record of one row of ``governments.csv``."""
    kind = row.one_of("kind", LEVELS)
    level = LEVELS[kind]
    name = row.text("name")
    own = name.split()[-1]
    code = row.code("code")
    start, end = row.day("valid_from"), row.day_or_none("valid_to")
    row.period(start, end)
    parent = row.cells["parent_code"]
    if (level == "광역") != (parent == ""):
        raise row.error(f"parent_code is {parent!r} for a government of level {level}")
    return Government(
        key=code,
        code=code,
        name=name,
        short=row.text("short"),
        own=own,
        stem=stem_of(own, row.text("short"), level),
        kind=kind,
        level=level,
        parent_code=parent,
        valid_from=start,
        valid_to=end,
        entity_id=row.text("entity_id"),
        aliases=row.many("aliases"),
        predecessors=row.many("predecessors"),
        successors=row.many("successors"),
        office_title=office_title_of(own, level),
        confidence=row.one_of("confidence", CONFIDENCES),
        source=row.text("source"),
    )


def read_governments(path: Path) -> list[Government]:
    """Read ``governments.csv`` and check every row and every code that a row names.

    Raises
    ------
    TableError
        With file and line, where a row is wrong, doubled, or names a government that the table lacks.
    """
    seen: dict[str, int] = {}
    records: list[Government] = []
    rows: list[Row] = []
    for row in read_rows(path, COLUMNS):
        record = government_from(row)
        once(row, record.key, seen)
        rows.append(row)
        records.append(record)
    for row, record in zip(rows, records, strict=True):
        for column in ("parent_code", "predecessors", "successors"):
            for code in filter(None, row.cells[column].split(";")):
                if code not in seen:
                    raise row.error(f"{column} {code} is no government of this table")
        if record.parent_code == record.code:
            raise row.error("a government is its own parent")
    return records
