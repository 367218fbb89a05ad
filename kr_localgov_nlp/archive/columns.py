"""Guessing which column of a user's table is the text, the title, the date, the issuer and the outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Column names in the order of preference, compared without case and spaces; collected from exports of BigKinds,
# of government boards and of the data sets that analysts pass around.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "본문", "내용", "content", "contents", "article", "기사", "기사본문", "전문", "document"),
    "title": ("title", "제목", "headline", "기사제목"),
    "published": (
        "published", "date", "pubdate", "published_at", "보도일", "보도일자", "등록일", "등록일자", "작성일", "작성일자",
        "게시일", "배포일", "일자", "날짜", "입력일",
    ),
    "issuer": ("issuer", "지자체", "자치단체", "발행기관", "기관", "기관명"),
    "outlet": ("outlet", "언론사", "매체", "매체명", "신문사", "press"),
    "url": ("url", "link", "링크", "주소", "원문"),
}  # fmt: skip


def guess_columns(columns: Sequence[Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Match a table's columns to what the library wants to know.

    Parameters
    ----------
    columns
        The table's column names.
    given
        What the caller named, by role (``text``, ``title``, ``published``, ``issuer``, ``outlet``, ``url``); None
        means guess.

    Returns
    -------
    dict
        Role → column, for the roles that were found.

    Raises
    ------
    InputError
        A named column is not there, or no text column was named or guessed.

    Examples
    --------
    >>> guess_columns(["제목", "본문", "등록일"], {})
    {'text': '본문', 'title': '제목', 'published': '등록일'}
    """
    folded = {"".join(str(c).split()).casefold(): c for c in reversed(list(columns))}
    out: dict[str, Any] = {}
    for role, names in _NAMES.items():
        wanted = given.get(role)
        if wanted is not None:
            if wanted not in columns:
                raise InputError(
                    f"no column {wanted!r} for {role}; the table has {', '.join(map(repr, columns))}"
                )
            out[role] = wanted
            continue
        hit = next((folded[n] for n in names if n in folded and folded[n] not in out.values()), None)
        if hit is not None:
            out[role] = hit
    if "text" not in out:
        there = f"among {', '.join(map(repr, columns))}" if columns else "in a table without columns"
        raise InputError(f"no text column {there}; name it with text=…")
    return out
