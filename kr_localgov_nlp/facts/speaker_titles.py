"""Names that no one knows for people, told by the title behind or before them: ``김하나 위원장``, ``나주시장 윤병태``."""

from __future__ import annotations

import re

from kr_localgov_nlp.entities.names import NAME, NOT_NAMES, SURNAMES, is_name
from kr_localgov_nlp.facts.quote_names import FULL_TITLE, TITLE, fused, spaced
from kr_localgov_nlp.facts.quote_people import BRACKET, People, Person, Speaker, Word
from kr_localgov_nlp.facts.quote_unnamed import breaks, hides

_NAME = re.compile(rf"{NAME}$")
# Words that look like a name before a title and are none: 이장단 대표, 구의회 의장, 이창동 통장.
_NO_NAME = re.compile(
    r"(?:[단과팀청객역위부에]|^(?:함께|참여|동참|동행|방문|주관|주최|주도|진행|추진|구성|조성|전달|공연|연주|우승|지도|지원|인솔|안내|이용|이수)한|[남북기원주라상]도|[가-힣]{2}[시군])$|^(?:이사장|위원장|부위원장|이날|현직|부처|조합장|주민|민간)|"
    r"^(?:부녀|여성|노인|장학|주민|도의|시의|구의|군의|이사|위원|연합|봉사|상인|동창|양봉|한우|국악|추진|유족|전우|선교|신도|원로)회$"
)
_TOWN_TITLE = re.compile(r"^(?:통장|동장|읍장|면장|주민|지역|새마을|부녀|청년|행정|지사협|관계자|이장)")
HEAD_TITLES = ("구청장", "시장", "군수", "도지사", "지사", "청장")


def by_title(words: list[Word], stem: str) -> Speaker | None:
    """Find a name by its title in the words before a particle.

    Examples
    --------
    >>> by_title([Word(0, 3, "김하나"), Word(4, 9, "나주시장은")], "나주시장").person.name
    '김하나'
    """
    last = words[-1]
    bare = BRACKET.sub("", stem)
    if not TITLE.search(bare):
        return _after_title(words, stem)
    if whole := fused(bare, last.start):
        return Speaker(Person(*whole[:3]), whole.title, whole.start, last.start + len(stem))
    if hides(words[:-1]):
        return None
    for back in range(2, min(8, len(words) + 1)):
        word = words[-back]
        name = word.text.lstrip("([“‘\"'△▲◇◆■□○ㅇ-")
        title = [w.text for w in words[-back + 1 : -1]] + [bare]
        if is_person(name, title):
            part = len(name) == 2 or name[-1] in "시군구도"
            before = words[-back - 1].text if len(words) > back else ""
            if part and before and not breaks(before) and is_person(before, [name, *title]):
                # 강봉수 한전 사업처장, 한소영 가람구 위원장: the word is part of the title.
                continue
            start = word.end - len(name)
            return Speaker(Person(start, word.end, name), " ".join(title), start, last.start + len(stem))
        if back < len(words) and FULL_TITLE.search(bare) and spaced(words[-back - 1].text, name):
            first = words[-back - 1]
            person = Person(first.start, word.end, first.text + name)
            return Speaker(person, " ".join(title), first.start, last.start + len(stem))
        if back == 2 and name == "전" and len(words) > 2 and words[-3].text[0] in SURNAMES:
            continue  # 문 전 재판관
        if (
            len(name) == 1
            and name in SURNAMES
            and (back == 2 or (back == 3 and (bare.endswith("대행") or title[0] == "전")))
        ):
            return Speaker(None, f"{name} {' '.join(title)}", word.end - 1, last.start + len(stem))
        if breaks(word.text):
            break
    return None


def by_known_title(text: str, words: list[Word], stem: str, people: People) -> Speaker | None:
    """Read a surname with any word that stands behind the name of one who has it: ``김 관제사는``.

    Examples
    --------
    >>> text = "김하나 관제사가 상을 받았다. 김 관제사"
    >>> people = People([Person(0, 3, "김하나")])
    >>> by_known_title(text, [Word(18, 19, "김"), Word(20, 23, "관제사")], "관제사", people).role
    '김 관제사'
    """
    if len(words) < 2 or not 2 <= len(stem) <= 8 or stem.endswith(("은", "는")):
        return None
    surname = words[-2].text.lstrip("□ㅇ○◦-")
    if len(surname) != 1 or not any(text.startswith(f" {stem}", p.end) for p in people.surnamed(surname)):
        return None
    return Speaker(None, f"{surname} {stem}", words[-2].end - 1, words[-1].start + len(stem))


def _after_title(words: list[Word], stem: str) -> Speaker | None:
    """``나주시장 윤병태는``: a name that a full title precedes."""
    if (
        len(words) < 2
        or len(stem) != 3
        or not _NAME.match(stem)
        or not is_name(stem)
        or _NO_NAME.search(stem)
    ):
        return None
    title = words[-2].text
    if not FULL_TITLE.search(title):
        return None
    return Speaker(
        Person(words[-1].start, words[-1].start + 3, stem), title, words[-2].start, words[-1].start + 3
    )


def is_person(name: str, title: list[str]) -> bool:
    """Tell whether a word is a name, by its shape and the words of the title behind it.

    Examples
    --------
    >>> is_person("김하나", ["군수"]), is_person("이장단", ["대표"])
    (True, False)
    """
    if not _NAME.fullmatch(name) or not is_name(name) or name in NOT_NAMES or _NO_NAME.search(name):
        return False
    if name.endswith(("동", "읍", "면", "리")) and _TOWN_TITLE.match(title[0]):
        return False
    if name.endswith("회") and title[0].startswith(("회원", "회장", "총무", "위원")):
        return False
    if name.endswith("대") and title[-1].endswith(("총장", "교수", "학생", "학장")):
        return False
    if len(name) == 2:
        sure = FULL_TITLE.search(title[-1]) or title[-1] in (
            "연구사", "지도사", "선생", "상무", "전무", "예술감독", "총감독",
        )  # fmt: skip
        return len(title) <= 2 and bool(sure) and title[-1] not in HEAD_TITLES
    return not any(breaks(part) for part in title[:-1])
