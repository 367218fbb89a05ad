"""The tables that a run writes: one explicit pyarrow schema each, a promise to users.

Every batch is built against these, so that a batch without entities fits one with them. Offsets are characters
into ``articles.text``; dates are days; money in ``value`` is won.
"""

from __future__ import annotations

import pyarrow as pa

_TEXT: pa.DataType = pa.string()
_LIST: pa.DataType = pa.list_(pa.string())


def _schema(fields: list[tuple[str, pa.DataType]]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in fields])


ARTICLES = _schema(
    [
        ("article_id", _TEXT),
        ("source", _TEXT),
        ("position", pa.int64()),
        ("row", pa.int64()),
        ("id", _TEXT),
        ("title", _TEXT),
        ("subtitles", _LIST),
        ("text", _TEXT),
        ("published", pa.date32()),
        ("updated", pa.date32()),
        ("outlet", _TEXT),
        ("reporter", _TEXT),
        ("captions", _LIST),
        ("url", _TEXT),
        ("issuer_codes", _LIST),
        ("issuer_names", _LIST),
        ("domains", _LIST),
    ]
)
ENTITIES = _schema(
    [
        ("article_id", _TEXT),
        ("published", pa.date32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", _TEXT),
        ("label", _TEXT),
        ("kb_id", _TEXT),
        ("government", _TEXT),
        ("name", _TEXT),
        ("office", _TEXT),
        ("term", _TEXT),
        ("agency", _TEXT),
        ("value", _TEXT),
        ("status", _TEXT),
        ("flag", _TEXT),
        ("candidates", _LIST),
        ("source", _TEXT),
        ("confidence", pa.float32()),
    ]
)
AWARDS = _schema(
    [
        ("article_id", _TEXT),
        ("published", pa.date32()),
        ("recipient", _TEXT),
        ("recipient_code", _TEXT),
        ("award", _TEXT),
        ("year", pa.int32()),
        ("category", _TEXT),
        ("prize", _TEXT),
        ("giver", _TEXT),
        ("spans", _TEXT),
    ]
)
QUOTES = _schema(
    [
        ("article_id", _TEXT),
        ("published", pa.date32()),
        ("speaker", _TEXT),
        ("role", _TEXT),
        ("text", _TEXT),
        ("link", _TEXT),
        ("spans", _TEXT),
    ]
)
TOKENS = _schema(
    [
        ("article_id", _TEXT),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", _TEXT),
        ("tag", _TEXT),
        ("pos", _TEXT),
        ("lemma", _TEXT),
        ("morphemes", _TEXT),
    ]
)
REJECTS = _schema(
    [
        ("source", _TEXT),
        ("row", pa.int64()),
        ("position", pa.int64()),
        ("reason", _TEXT),
        ("error", _TEXT),
    ]
)

RELEASES = _schema(
    [
        ("release_id", _TEXT),
        ("first_seen", pa.date32()),
        ("last_seen", pa.date32()),
        ("first_article", _TEXT),
        ("articles", pa.int32()),
        ("outlets", _LIST),
        ("members", _LIST),
    ]
)
"""Made of the whole archive after its shards, so it is none of `TABLES`."""

TABLES: dict[str, pa.Schema] = {
    "articles": ARTICLES,
    "entities": ENTITIES,
    "awards": AWARDS,
    "quotes": QUOTES,
    "rejects": REJECTS,
    "tokens": TOKENS,
}
