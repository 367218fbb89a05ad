"""The titles that heads of local governments bear: 구로구청장, 서울구로구청장, 전남지사, 전라남도지사."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kr_localgov_nlp.gazetteer import Government

# Short forms of provinces that are not their first two syllables.
_SHORT = {
    "충청북도": "충북", "충청남도": "충남", "전라북도": "전북", "전라남도": "전남", "경상북도": "경북", "경상남도": "경남",
}  # fmt: skip
# The last syllable of a government that a bare title fits, and last syllables of places that are no persons' names.
_OWN_KIND = {"시장": "시", "군수": "군", "구청장": "구", "도지사": "도", "지사": "도"}
_OF_A_PLACE = "동읍면리로역천포항"
_ACTS = re.compile(r"(?:은|는|이|가|께서|과|와|도)?(?=[^가-힣]|$)")


def of_government(last: str, name: str, office: str, text: str, end: int) -> bool:
    """Tell whether a name and a bare title behind a government are its head's, and no market: 나주시 김나래 시장은.

    Parameters
    ----------
    last
        The last syllable of the government's name, as written.
    name, office
        The name and the title behind it.
    text, end
        The text, and where the title ends.

    Examples
    --------
    >>> of_government("시", "김나래", "시장", "나주시 김나래 시장은", 10)
    True
    >>> of_government("시", "김나래", "군수", "나주시 김나래 군수는", 10)
    False
    """
    if len(name) != 3 or name[-1] in _OF_A_PLACE:
        return False
    return last == _OWN_KIND.get(office) and _ACTS.match(text, end) is not None


def head_titles(row: Government) -> set[str]:
    """Titles that the head of a government bears, without spaces: with and without its parent, long and short.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> table = load_gazetteer().governments
    >>> sorted(head_titles(table["1153000000"]))
    ['구로구청장', '서울구로구청장', '서울시구로구청장', '서울특별시구로구청장']
    >>> sorted(head_titles(table["4111000000"]))[-2:]
    ['수원시장', '수원특례시장']
    """
    if not row.office_title:
        return set()
    full = row.name.replace(" ", "")
    own = {row.office_title}
    for name in (row.own, row.short, *row.aliases):
        compact = name.replace(" ", "")
        if row.level == "광역":
            own |= _province_titles(compact)
        elif compact.endswith("특례시"):
            own.add(compact + "장")
    out = set(own)
    province = row.name.split()[0]
    if row.level != "광역" and full != row.own:
        short = _SHORT.get(province, province[:2])
        for prefix in (province, short, short + ("도" if province.endswith("도") else "시")):
            out |= {prefix + title for title in own}
    return out


def _province_titles(name: str) -> set[str]:
    if name.endswith("도"):
        return {name + "지사", name[:-1] + "지사"}
    if name.endswith("시"):
        return {name + "장"}
    return {name + "지사", name + "도지사", name + "시장"}
