"""Doc → rows of the tables; the only place that knows both."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from kr_localgov_nlp.pages import Article

Rows = dict[str, list[dict[str, Any]]]


def article_id(source: str, position: int, text: str) -> str:
    """Stable identifier of an article: of where it stood and what it says.

    Parameters
    ----------
    source
        File name or address.
    position
        Its number on the page or its row in the table, from 0.
    text
        The article's text.

    Returns
    -------
    str
        20 hexadecimal digits.

    Examples
    --------
    >>> len(article_id("page.txt", 0, "구로구, 협약 체결"))
    20
    """
    digest = hashlib.sha256(f"{source}\0{position}\0".encode() + text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:20]


def rows_of(
    doc: Doc,
    article: Article,
    source: str,
    position: int,
    *,
    row: int | None = None,
    key: str | None = None,
    tokens: bool = False,
) -> Rows:
    """Turn an analysed article into rows of every table.

    Parameters
    ----------
    doc
        The analysed text.
    article
        What the page reader found.
    source, position
        Where the article stood.
    row
        In a table, the line on which its row begins.
    key
        What the table itself calls it.
    tokens
        Whether rows of the table ``tokens`` are wanted.

    Returns
    -------
    dict of list of dict
        Rows by table name.
    """
    made = article_id(source, position, doc.text)
    day = doc._.published
    rows: Rows = {
        "articles": [
            {
                "article_id": made,
                "source": source,
                "position": position,
                "row": row,
                "id": key,
                "title": article.title,
                "subtitles": list(article.subtitles),
                "text": doc.text,
                "published": day,
                "updated": article.updated,
                "outlet": article.outlet,
                "reporter": article.reporter,
                "captions": list(article.captions),
                "url": article.url,
                "issuer_codes": [i["government"] for i in doc._.issuer],
                "issuer_names": [i["name"] for i in doc._.issuer],
                "domains": list(doc._.domains),
            }
        ],
        "entities": [{"article_id": made, "published": day, **entity_row(ent)} for ent in doc.ents],
        "awards": [
            {
                "article_id": made,
                "published": day,
                **{k: a.get(k) for k in _AWARD},
                "spans": _json(a.get("spans")),
            }
            for a in doc._.awards
        ],
        "quotes": [
            {
                "article_id": made,
                "published": day,
                **{k: q.get(k) for k in _QUOTE},
                "spans": _json(q.get("spans")),
            }
            for q in doc._.quotes
        ],
    }
    if tokens:
        rows["tokens"] = [
            {
                "article_id": made,
                "start": t.idx,
                "end": t.idx + len(t.text),
                "text": t.text,
                "tag": t.tag_,
                "pos": t.pos_,
                "lemma": t.lemma_,
                "morphemes": "+".join(f"{m[0]}/{m[1]}" for m in t._.morphemes),
            }
            for t in doc
        ]
    return rows


def entity_row(ent: Span) -> dict[str, Any]:
    """One entity as a row of the table ``entities``, without the article's own columns."""
    extra = ent._
    link = extra.link
    return {
        "start": ent.start_char,
        "end": ent.end_char,
        "text": ent.text,
        "label": ent.label_,
        "kb_id": ent.kb_id_ or None,
        "government": extra.government or None,
        "name": link.get("name"),
        "office": extra.office or None,
        "term": extra.term or None,
        "agency": extra.agency or None,
        "value": None if extra.value is None else _json(extra.value),
        "status": link.get("status"),
        "flag": link.get("flag"),
        "candidates": [c.get("code") or c["id"] for c in extra.candidates],
        "source": extra.source,
        "confidence": extra.confidence,
    }


_AWARD = ("recipient", "recipient_code", "award", "year", "category", "prize", "giver")
_QUOTE = ("speaker", "role", "text", "link")


def _json(value: Any) -> str | None:
    if value is None:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
