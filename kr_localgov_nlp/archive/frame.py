"""pandas in, pandas out: `tag` for one row per article, `to_tables` for all tables of a few Docs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pandas as pd

from kr_localgov_nlp.archive.columns import guess_columns
from kr_localgov_nlp.archive.convert import rows_of
from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.errors import LocalgovError
from kr_localgov_nlp.pages import Article
from kr_localgov_nlp.pipeline import analyze, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

# Column of the result → label of the entities it lists.
LISTED = {
    "districts": "DISTRICT",
    "ministries": "MINISTRY",
    "award_names": "AWARD",
    "prizes": "PRIZE",
    "persons": "PERSON",
    "organisations": "ORG",
    "places": "PLACE",
    "programs": "PROGRAM",
    "events": "EVENT",
}


def tag(
    data: pd.DataFrame | pd.Series[str] | Sequence[str],
    text: str | None = None,
    published: str | None = None,
    *,
    title: str | None = None,
    issuer: str | None = None,
    outlet: str | None = None,
    nlp: Language | None = None,
    quiet: bool = False,
) -> pd.DataFrame:
    """Tag a table of articles: one row in, one row out.

    Parameters
    ----------
    data
        A DataFrame, or a Series or list of texts.
    text, published, title, issuer, outlet
        Names of the columns; None means guess. Titles are put before their texts, divided by a blank line.
    nlp
        A pipeline of `load`; a new default one where None.
    quiet
        Keep the guessed columns to yourself instead of writing them to standard error.

    Returns
    -------
    pandas.DataFrame
        The input's index and columns, and beside them ``issuer`` and ``issuer_code`` (lists), ``heads`` (list of
        ``"구로구청장 문헌일"``), ``districts`` … ``events`` (lists of surface forms without repeats), ``awards`` and
        ``quotes`` (lists of records), ``domains``, ``entities`` (list of dicts with offsets into ``tagged_text``),
        ``tagged_text`` and ``error`` (None, or why the row could not be tagged). A name that is taken gets ``tag_``
        before it.

    Raises
    ------
    InputError
        A named column is missing, or no text column can be guessed.

    Examples
    --------
    >>> import pandas as pd
    >>> import kr_localgov_nlp as klg
    >>> frame = pd.DataFrame({"본문": ["문헌일 구로구청장이 협약을 맺었다."], "등록일": ["2024-08-09"]})
    >>> klg.tag(frame, quiet=True)["heads"].tolist()
    [['구로구청장 문헌일']]
    """
    frame = data if isinstance(data, pd.DataFrame) else pd.DataFrame({"text": pd.Series(data, dtype=object)})
    given = {"text": text, "published": published, "title": title, "issuer": issuer, "outlet": outlet}
    columns = guess_columns([str(c) for c in frame.columns], given)
    if not quiet and isinstance(data, pd.DataFrame):
        shown = ", ".join(f"{role} = {column!r}" for role, column in columns.items())
        print(f"columns: {shown}", file=sys.stderr)
    pipeline = nlp if nlp is not None else load()
    rows = [_tag_row(row, columns, pipeline) for row in frame.to_dict("records")]
    result = pd.DataFrame(
        rows, index=frame.index, columns=["issuer", "issuer_code", "heads", *LISTED, *_REST]
    )
    taken = set(frame.columns)
    result = result.rename(columns={c: f"tag_{c}" for c in result.columns if c in taken})
    return pd.concat([frame, result], axis=1)


_REST = ("awards", "quotes", "domains", "entities", "tagged_text", "error")


def _tag_row(row: dict[Any, Any], columns: dict[str, str], nlp: Language) -> dict[str, Any]:
    value = {role: _known(row[column]) for role, column in columns.items()}
    try:
        body = value["text"]
        if not isinstance(body, str) or not body.strip():
            raise LocalgovError("no text")
        head = value.get("title")
        full = f"{head}\n\n{body}" if isinstance(head, str) and head.strip() else body
        doc = analyze(
            full,
            published=value.get("published"),
            issuer=value.get("issuer"),
            outlet=value.get("outlet"),
            nlp=nlp,
        )
    except LocalgovError as error:
        return {name: [] for name in ("issuer", "issuer_code", "heads", *LISTED, *_REST[:4])} | {
            "tagged_text": None,
            "error": str(error),
        }
    return summary(doc) | {"tagged_text": doc.text, "error": None}


def summary(doc: Doc) -> dict[str, Any]:
    """List what one article says: the columns that `tag` adds.

    Parameters
    ----------
    doc
        An analysed Doc.

    Returns
    -------
    dict
        See `tag`.
    """
    out: dict[str, Any] = {
        "issuer": [i["name"] for i in doc._.issuer],
        "issuer_code": [i["government"] for i in doc._.issuer],
        "heads": [" ".join(filter(None, (h["office"], h["person"]))) for h in doc._.heads],
        "awards": list(doc._.awards),
        "quotes": list(doc._.quotes),
        "domains": list(doc._.domains),
        "entities": [
            {"start": e.start_char, "end": e.end_char, "label": e.label_, "text": e.text, "kb_id": e.kb_id_}
            for e in doc.ents
        ],
    }
    for column, label in LISTED.items():
        out[column] = list(dict.fromkeys(ent.text for ent in doc.ents if ent.label_ == label))
    return out


def to_tables(docs: Iterable[Doc], *, tokens: bool = False) -> dict[str, pd.DataFrame]:
    """Turn analysed Docs into the tables an archive run would write.

    Parameters
    ----------
    docs
        Docs of `analyze`; each is taken for one article whose title is its first paragraph.
    tokens
        Whether the table ``tokens`` is wanted.

    Returns
    -------
    dict of pandas.DataFrame
        ``articles``, ``entities``, ``awards``, ``quotes`` and, where wanted, ``tokens``.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> doc = klg.analyze("구로구가 10일 협약을 맺었다.", published="2024-08-12")
    >>> klg.to_tables([doc])["entities"][["text", "label", "government"]].iloc[0].tolist()
    ['구로구', 'DISTRICT', '1153000000']
    """
    names = [n for n in TABLES if n != "rejects" and (tokens or n != "tokens")]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for i, doc in enumerate(docs):
        head, _, body = doc.text.partition("\n\n")
        article = Article(title=head, body=body) if body else Article(body=head)
        for name, part in rows_of(doc, article, "", i, tokens=tokens).items():
            rows[name].extend(part)
    return {name: pd.DataFrame(rows[name], columns=TABLES[name].names) for name in names}


def _known(value: object) -> Any:
    """None for what pandas and spreadsheets use for an empty cell."""
    return None if value is None or value is pd.NaT or value != value else value
