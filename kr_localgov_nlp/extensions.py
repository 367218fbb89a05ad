"""The attributes that Docs, Spans and Tokens carry under ``._.``; one place, so that names never collide.

Values are str, int, float, bool, None, list or dict only: Docs are serialised and cross processes.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from spacy.tokens import Doc, Span

PUBLISHED = "localgov_published"
ISSUER_GIVEN = "localgov_issuer_given"
_DIGITS = re.compile(r"\D+")
_YEAR_DIGITS = 4

_DOC: dict[str, Any] = {
    "issuer": [],
    "heads": [],
    "awards": [],
    "quotes": [],
    "rejected": [],
    "domains": [],
    "outlet": None,
    "fingerprint": "",
}
_SPAN: dict[str, Any] = {
    "government": "",
    "office": "",
    "term": "",
    "agency": "",
    "value": None,
    "source": "",
    "confidence": 0.0,
    "candidates": [],
    "link": {},
}


def iso_day(value: object) -> str | None:
    """Turn what callers give as a date into an ISO day.

    Parameters
    ----------
    value
        A `datetime.date`, `datetime.datetime` or pandas timestamp (the day it shows, whatever its time zone), an ISO
        string (a time of day is cut off; dots and slashes are taken for hyphens), the eight digits of a day as a
        string or a number, or None, NaN and "" for unknown.

    Returns
    -------
    str or None
        ``"2024-08-09"``.

    Raises
    ------
    InputError
        Where a value is there and is no date; a year of two digits is none.

    Examples
    --------
    >>> iso_day("2024. 8. 9."), iso_day(dt.datetime(2024, 8, 9, 10, 30)), iso_day("")
    ('2024-08-09', '2024-08-09', None)
    """
    from kr_localgov_nlp.errors import InputError

    if value is None or value != value or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():  # a column of numbers with gaps, as pandas reads it
        value = int(value)
    parts = [p for p in _DIGITS.split(str(value).strip()) if p]
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    try:
        if len(parts[0]) != _YEAR_DIGITS:
            raise ValueError
        return dt.date(int(parts[0]), int(parts[1]), int(parts[2])).isoformat()
    except (ValueError, IndexError):
        raise InputError(f"{value!r} is no date; give YYYY-MM-DD, a datetime.date or None") from None


def register() -> None:
    """Set the extensions that are not set yet; safe to call any number of times.

    Examples
    --------
    >>> register(); register()
    >>> Doc.has_extension("issuer")
    True
    """
    for name, default in _DOC.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", getter=_published, setter=_set_published)
    for name, default in _SPAN.items():
        if not Span.has_extension(name):
            Span.set_extension(name, default=default)


def _published(doc: Doc) -> dt.date | None:
    day = doc.user_data.get(PUBLISHED)
    return dt.date.fromisoformat(day) if day else None


def _set_published(doc: Doc, value: object) -> None:
    doc.user_data[PUBLISHED] = iso_day(value)


register()
