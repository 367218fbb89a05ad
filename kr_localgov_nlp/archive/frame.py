"""pandas in, pandas out: `tag` for one row per article, `to_tables` for all tables of a few Docs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pandas as pd
from spacy.tokens import Doc

from kr_localgov_nlp.archive.columns import guess_columns
from kr_localgov_nlp.archive.convert import rows_of
from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.archive.together import together
from kr_localgov_nlp.errors import InputError, LocalgovError
from kr_localgov_nlp.extensions import iso_day
from kr_localgov_nlp.pages import Article
from kr_localgov_nlp.pipeline import issuer_entity, load, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

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
    data: pd.DataFrame | pd.Series[str] | Iterable[str] | Iterable[Article],
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
        A DataFrame, a Series or list of texts, or the articles of :func:`kr_localgov_nlp.read_page`.
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
        ``tagged_text`` and ``error``. ``error`` is missing where all went well, else why the row could not be tagged
        (``tagged_text`` is missing too) or what was left aside: a date that is none, an issuer the tables don't know.
        A name that is taken gets ``tag_`` before it.

    Raises
    ------
    InputError
        A named column is missing, no text column can be guessed, or two columns share a name that is needed.

    Examples
    --------
    >>> import pandas as pd
    >>> import kr_localgov_nlp as klg
    >>> frame = pd.DataFrame({"본문": ["문헌일 구로구청장이 협약을 맺었다."], "등록일": ["2024-08-09"]})
    >>> klg.tag(frame, quiet=True)["heads"].tolist()
    [['구로구청장 문헌일']]
    """
    given = {"text": text, "published": published, "title": title, "issuer": issuer, "outlet": outlet}
    frame = data if isinstance(data, pd.DataFrame) else _frame(data)
    columns = guess_columns(list(frame.columns), given)
    if not isinstance(data, pd.DataFrame):
        columns.pop("title", None)  # an article's text begins with its title
    elif twice := sorted(repr(c) for c in set(columns.values()) if list(frame.columns).count(c) > 1):
        raise InputError(f"two columns are named {', '.join(twice)}; rename one")
    if not quiet and isinstance(data, pd.DataFrame):
        shown = ", ".join(f"{role} = {column!r}" for role, column in columns.items())
        print(f"columns: {shown}", file=sys.stderr)
    pipeline = nlp if nlp is not None else load()
    cells = zip(*(frame[column] for column in columns.values()), strict=True)
    asked = (_asked(dict(zip(columns, row, strict=True)), pipeline) for row in cells)
    rows = [_row(one, found) for one, found in together(pipeline, asked, lambda one: _doc(one, pipeline))]
    result = pd.DataFrame(
        rows, index=frame.index, columns=["issuer", "issuer_code", "heads", *LISTED, *_REST]
    )
    result.columns = pd.Index([_free(name, set(frame.columns)) for name in result.columns])
    return pd.concat([frame, result], axis=1)


_REST = ("awards", "quotes", "domains", "entities", "tagged_text", "error")


def _frame(data: Iterable[Any]) -> pd.DataFrame:
    """Make a table of what is none: texts, or articles with what else is known about them."""
    series = data if isinstance(data, pd.Series) else pd.Series(_listed(data), dtype=object)
    if not len(series) or not all(isinstance(item, Article) for item in series):
        return pd.DataFrame({"text": series})
    parts = ("title", "text", "published", "outlet", "reporter", "url", "source")
    return pd.DataFrame({part: [getattr(a, part) for a in series] for part in parts}, index=series.index)


def _listed(data: Iterable[Any]) -> list[Any]:
    return [data] if isinstance(data, (str, Article)) else list(data)


def _free(name: str, taken: set[Any]) -> str:
    while name in taken:
        name = f"tag_{name}"
    return name


def _asked(cells: dict[str, Any], nlp: Language) -> dict[str, Any]:
    """Give what a row's cells ask for: text, day, issuer, outlet, and what is left aside of them."""
    value = {role: _known(cell) for role, cell in cells.items()}
    body, head = value.pop("text"), value.pop("title", None)
    if not isinstance(body, str) or not body.strip():
        return {"text": None}
    full = f"{head}\n\n{body}" if isinstance(head, str) and head.strip() else body
    published, issuer, aside = _usable(value, nlp)
    outlet = value.get("outlet")
    return {
        "text": full,
        "published": published,
        "issuer": issuer,
        "outlet": outlet if isinstance(outlet, str) else None,
        "aside": aside,
    }


def _doc(asked: dict[str, Any], nlp: Language) -> Doc:
    if asked["text"] is None:
        raise InputError("no text")
    return prepare(nlp, **{name: value for name, value in asked.items() if name != "aside"})


def _row(asked: dict[str, Any], found: Doc | Exception) -> dict[str, Any]:
    if isinstance(found, LocalgovError):
        return _nothing(str(found))
    if isinstance(found, Exception):
        raise found
    return summary(found) | {"tagged_text": found.text, "error": "; ".join(asked["aside"]) or None}


def _usable(value: dict[str, Any], nlp: Language) -> tuple[str | None, str | None, list[str]]:
    """Day, issuer, and what is wrong with the cells: one that can't be used costs its evidence, not the row."""
    day, issuer, aside = None, value.get("issuer"), []
    if isinstance(issuer, (int, float)):  # codes that pandas read as numbers
        issuer = f"{issuer:.0f}"
    try:
        day = iso_day(value.get("published"))
    except InputError as error:
        aside.append(str(error))
    try:
        if issuer:
            issuer_entity(nlp, issuer, day)
    except InputError as error:
        issuer = None
        aside.append(str(error))
    return day, issuer or None, aside


def _nothing(error: str) -> dict[str, Any]:
    lists: dict[str, Any] = {name: [] for name in ("issuer", "issuer_code", "heads", *LISTED, *_REST[:4])}
    return lists | {"tagged_text": None, "error": error}


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


def to_tables(docs: Doc | Iterable[Doc], *, tokens: bool = False) -> dict[str, pd.DataFrame]:
    """Turn analysed Docs into the tables an archive run would write.

    Parameters
    ----------
    docs
        Docs of `analyze`, or one; each is taken for one article whose title is its first paragraph.
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
    for i, doc in enumerate([docs] if isinstance(docs, Doc) else docs):
        head, _, body = doc.text.partition("\n\n")
        article = Article(title=head, body=body) if body else Article(body=head)
        for name, part in rows_of(doc, article, "", i, tokens=tokens).items():
            rows[name].extend(part)
    return {name: pd.DataFrame(rows[name], columns=TABLES[name].names) for name in names}


def _known(value: Any) -> Any:
    """Give None for what pandas and spreadsheets use for an empty cell."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value
