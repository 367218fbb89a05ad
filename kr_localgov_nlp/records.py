"""The records that a Doc carries under ``doc._.…``: plain dicts, described here once.

DocBin turns lists into tuples, so a reader of stored Docs takes any sequence for the lists below.
"""

from __future__ import annotations

from typing import TypedDict


class HeadRecord(TypedDict):
    """A head of a local government that a text names; ``doc._.heads`` lists them by first mention.

    ``office`` is the title at its fullest in the text (구로구청장), ``government`` the code as of the
    text's date, ``term`` as in 민선 8기; each "" where unknown. ``spans`` are the character offsets of the
    name's mentions.
    """

    person: str
    office: str
    government: str
    term: str
    spans: list[list[int]]


class QuoteRecord(TypedDict):
    """What somebody said; ``doc._.quotes`` lists them in the order of the text.

    ``speaker`` is None where the text names nobody, ``role`` the title or the body that speaks as written
    ("" where the text has none). ``spans`` are the character offsets of the quoted words without their
    marks, several where a quotation goes on after 라며; ``text`` joins them by a space. ``link`` is the
    government's code where the speaker is its head, else ""; ``label`` is the label of the speaker's
    entity (HEAD, PERSON), "" without one.
    """

    speaker: str | None
    role: str
    text: str
    spans: list[list[int]]
    link: str
    label: str


class IssuerRecord(TypedDict):
    """A local government whose release a text is; ``doc._.issuer`` lists several for a joint release.

    ``government`` is the code and ``name`` the full name as of the text's date; ``evidence`` the cues,
    strongest first.
    """

    government: str
    name: str
    evidence: list[str]


class AwardRecord(TypedDict):
    """One honour that somebody received; ``doc._.awards`` lists them by first mention, unknown = None.

    ``recipient`` is the government's name or the name as written, ``recipient_code`` the code of a linked
    government. Where a grade and the giver's prize are one honour, ``prize`` is the grade and ``giver`` the
    body. ``spans`` are ``[start, end, label]`` of the words the record rests on.
    """

    recipient: str | None
    recipient_code: str | None
    award: str | None
    year: int | None
    category: str | None
    prize: str | None
    giver: str | None
    spans: list[list[int | str]]
