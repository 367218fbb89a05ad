"""The titles that heads of local governments bear: 구로구청장, 서울구로구청장, 전남지사, 전라남도지사."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kr_localgov_nlp.gazetteer import Government

# Short forms of provinces that are not their first two syllables.
_SHORT = {
    "충청북도": "충북", "충청남도": "충남", "전라북도": "전북", "전라남도": "전남", "경상북도": "경북", "경상남도": "경남",
}  # fmt: skip


def head_titles(row: Government) -> set[str]:
    """Titles that the head of a government bears, without spaces: with and without its parent, long and short.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> table = load_gazetteer().governments
    >>> sorted(head_titles(table["1153000000"]))
    ['구로구청장', '서울구로구청장', '서울시구로구청장', '서울특별시구로구청장']
    """
    if not row.office_title:
        return set()
    full = row.name.replace(" ", "")
    own = {row.office_title}
    for name in (row.own, row.short, *row.aliases):
        compact = name.replace(" ", "")
        if row.level == "광역":
            own |= _province_titles(compact)
    out = set(own)
    province = row.name.split()[0]
    if row.level != "광역" and full != row.own:
        short = _SHORT.get(province, province[:2])
        for prefix in (province, short, short + ("도" if province.endswith("도") else "시")):
            out.add(prefix + row.office_title)
    return out


def _province_titles(name: str) -> set[str]:
    if name.endswith("도"):
        return {name + "지사", name[:-1] + "지사"}
    if name.endswith("시"):
        return {name + "장"}
    return {name + "지사", name + "도지사", name + "시장"}
