"""Who speaks: the subject of the sentence that a quotation stands in.

A speaker is named (``윤병태 나주시장은``, ``나주시장 윤병태는``, ``나주시(시장 윤병태)는``), named by surname
(``김 총리는``) or by title alone (``구청장은``), or is somebody unnamed (``시 관계자는``, ``나주시는``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.entities.names import NAME, NOT_NAMES, SURNAMES, is_name
from kr_localgov_nlp.facts.quote_names import FULL_TITLE, GLUED_TITLE, TITLE, envoy, foreign, fused, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

# The particles of a subject or topic, at the end of a word; 이 and 가 only count for named people.
_TOPIC = re.compile(r"(?:은|는|께서|께서는|도),?$")
_SUBJECT = re.compile(r"(?:이|가),?$")
# 남도윤 국장이 대독한 축사: the subject of a clause inside the sentence.
_RELATIVE = re.compile(
    r"(?:대독|대신|발표|주재|참석|주관|기획|작성|전달|제안|개발|운영|추진|설립|진행|준비|마련)한$|읽은$|맡은$|이끄는$"
)
_ALSO = ("또한", "또한,", "역시", "역시,")
# 곡성군(조상래 군수)는, 나주시(시장 윤병태)는, 나주시장(윤병태)은
_BRACKET = re.compile(r"\([^()\n]{0,40}\)")
_NAME = re.compile(rf"{NAME}$")
# Words that look like a name before a title and are none: 이장단 대표, 구의회 의장, 이창동 통장.
_NO_NAME = re.compile(
    r"(?:[단과팀청객역위부]|[남북기원주라상]도|[가-힣]{2}[시군])$|^(?:이사장|위원장|부위원장|이날|현직|조합장|주민|민간)|"
    r"^(?:부녀|여성|노인|장학|주민|도의|시의|구의|군의|이사|위원|연합|봉사|상인|동창|양봉|한우|국악|추진|유족|전우|선교|신도|원로)회$"
)
_TOWN_TITLE = re.compile(r"^(?:통장|동장|읍장|면장|주민|지역|새마을|부녀|청년|행정|지사협|관계자|이장)")
# Endings of a word that is no part of a title: an object, an adverbial, a clause before the noun.
_CLAUSE = re.compile(
    r"(?:[을를에서로과와의고며던친된온린킨운,]|.한|[대위통관]해|받은|찾은|참여한|있는|하는|에게|께|라는|은|는)$"
)
# Nouns that end as if a particle followed: 학림마을 이장, 지역경제과 과장, 나주소방서 서장.
_NOUN = re.compile(
    r"(?:마을|서울|고을|[가-힣]{2,}과|경찰서|소방서|세무서|비서|대한|신한|북한|협의|문의|회의|[가-힣]여고|공고|농고|상고|금고|창고|"
    r"종로|구로|대로|법인)$"
)
_PEOPLE = re.compile(
    r"(?:관계자|담당자|주민|시민|군민|구민|도민|읍민|면민|어르신|노인|참가자|참여자|참석자|수강생|수료생|교육생|연수생|학생|회원|위원|농가|농업인|농민|"
    r"상인|대표|학부모|청소년|어린이|아동|청년|부모|가족|관람객|방문객|관광객|이용자|이용객|직원|공무원|공직자|기업|업체|단체|협회|재단|센터|학교|대학|"
    r"위원회|협의체|협의회|자치회|부녀회|청년회|노인회|이장|통장|팀|측|전문가|교사|의원|기관|회사|조합|법인|공사|공단|은행|농협|작가|강사|봉사자|심사위원단?|"
    r"수상자|당선자|후원자|기부자|기탁자|대상자|지원자|관리자|운영자|사용자|근로자|노동자|종사자|신청자|유족|입주민|이재민|병사|장병|용사|출향인|향우|군인|보호자|선수단?|[가-힣]{1,6}단|"
    r"중수본|중대본|[가-힣]{1,8}[시군구도]|[가-힣]{2,6}위|(?:[가-힣]{2,4})?당국|시|군|구|도|시청|군청|구청|도청|교육청|정부|[가-힣]{2,8}[부처청]|이들|그들|사람들|[가-힣]{2,8}들|분|부부|씨)$"
)
_NO_PEOPLE = re.compile(
    r"(?:지역|현재|앞으로|이번|가운데|제도|정도|온도|속도|농도|강도|용도|각도|지도|태도|한도|의도|시도|행사|사업|우리도|우리)$"
)
HEAD_TITLES = ("구청장", "시장", "군수", "도지사", "지사", "청장")
_PRONOUN = re.compile(r"^(?:그는|그녀는|그도|이에\s그는)$")


class Person(NamedTuple):
    """A person whom the text names: offsets of the name, the name, the label, the title where known."""

    start: int
    end: int
    name: str
    label: str = "PERSON"
    role: str = ""


class Speaker(NamedTuple):
    """Who speaks: the person where named, the title or body as written, and the subject's offsets."""

    person: Person | None
    role: str
    start: int
    end: int
    pronoun: bool = False


class _Word(NamedTuple):
    start: int
    end: int
    text: str


def find_speaker(text: str, low: int, high: int, people: Sequence[Person]) -> Speaker | None:
    """Find the subject nearest to the end of a stretch of one sentence.

    Parameters
    ----------
    text
        The whole text.
    low, high
        The stretch: from the start of the sentence (or the end of an earlier quotation) to the mark.
    people
        The people whom the text names, by offset; others are found by a name with a title.

    Returns
    -------
    Speaker or None
        None where the stretch has no subject that can speak.

    Examples
    --------
    >>> text = "이날 행사에 참석한 윤병태 나주시장은 축사를 통해 “"
    >>> speaker = find_speaker(text, 0, len(text) - 1, [])
    >>> speaker.person.name, speaker.role
    ('윤병태', '나주시장')
    >>> find_speaker("김치를 받은 한 어르신은 “", 0, 13, []).role
    '한 어르신'
    """
    # 민간위원장(가람대학교 교수)은 is one word, brackets and all.
    stretch = _BRACKET.sub(lambda m: m[0].replace(" ", "_"), text[low:high])
    words = [_Word(low + m.start(), low + m.end(), m[0]) for m in re.finditer(r"\S+", stretch)]
    inside = [p for p in people if low <= p.start and p.end <= high]
    for index in range(len(words) - 1, -1, -1):
        at = index
        if at and words[at].text.rstrip(",") in ("따르면", "의하면") and words[at - 1].text.endswith("에"):
            at, particle, stem = at - 1, "에", words[at - 1].text[:-1]
        elif words[at].text in _ALSO and at:
            at, particle, stem = at - 1, "또한", words[at - 1].text
        elif found := _TOPIC.search(words[at].text) or _SUBJECT.search(words[at].text):
            particle, stem = found[0], words[at].text[: found.start()]
        else:
            continue
        if particle[0] in "이가" and index + 1 < len(words) and _RELATIVE.search(words[index + 1].text):
            continue
        word = words[at]
        if _PRONOUN.match(word.text.rstrip(",")):
            return Speaker(None, "", word.start, word.end, pronoun=True)
        end = word.start + len(stem)
        named = _listed(text, end, words, inside)
        if named is None or named.person is None or named.person.name[0].isascii():
            named = _foreign(text, low, end) or named or _by_title(words[: at + 1], stem)
        if named:
            return named
        if particle[0] not in "이가":
            unnamed = _unnamed(words[: at + 1], stem)
            if unnamed:
                return unnamed
    return None


def named_at_end(text: str, low: int, high: int, people: Sequence[Person]) -> Speaker | None:
    """Find a person who is named with a title right before an offset, with no particle, as headlines do.

    Examples
    --------
    >>> named_at_end("윤병태 나주시장 “함께 만든 성과”", 0, 9, []).role
    '나주시장'
    """
    stretch = text[low:high].rstrip(" ,:…·-–")
    words = [_Word(low + m.start(), low + m.end(), m[0]) for m in re.finditer(r"[^\s,…·]+", stretch)]
    if not words:
        return None
    inside = [p for p in people if low <= p.start and p.end <= low + len(stretch)]
    return _listed(text, low + len(stretch), words, inside) or _by_title(words, words[-1].text)


def _listed(text: str, end: int, words: list[_Word], inside: Sequence[Person]) -> Speaker | None:
    """Return the person of the list whose name, with its title, ends at an offset."""
    for at in range(len(inside) - 1, -1, -1):
        person = inside[at]
        if person.end > end or end - person.end > 60:
            continue
        if at and person.end < end and text[inside[at - 1].end : person.start] == " ":
            person = inside[at - 1]  # 남도윤 국해연 소장: the second is a body's short name
        after = text[person.end : end]
        if after.startswith(")") or (after.endswith(")") and "(" not in after and len(after) < 20):
            return _bracketed(text, person, end)
        title = _BRACKET.sub("", after).strip()
        if after.endswith(")") and title.endswith("는"):  # 정책기자는(학생발명대회 수상자)
            title = title[:-1]
        title = re.split(r"\s[‘「]", title)[0]  # 시장 ‘갯벌의 날’ 담화문 발표 “…”
        parts = title.split()
        if len(parts) > 6 or any(_breaks(part) for part in parts[:-1]) or "“" in title or ". " in title:
            return None
        if not title:
            title = _title_before(person.start, words)
        elif after[:1] not in " \u00a0(" and not after[0].isspace() and not GLUED_TITLE.fullmatch(after):
            return None
        return Speaker(person, title, person.start, end)
    return None


def _foreign(text: str, low: int, end: int) -> Speaker | None:
    found = foreign(text, low, end) or envoy(text, low, end)
    if found is None:
        return None
    name = Person(found.start, found.end, found.name.replace(" ", ""))
    return Speaker(name, _BRACKET.sub("", found.title), found.start, end)


def _bracketed(text: str, person: Person, end: int) -> Speaker | None:
    """Read ``나주시(시장 윤병태)`` and ``곡성군(조상래 군수)``; the person speaks for the body."""
    open_ = text.rfind("(", max(0, person.start - 30), person.start)
    if open_ < 0:
        return None
    title = text[open_ + 1 : person.start].strip() or text[person.end : end].rstrip(")").strip()
    return Speaker(person, title, open_, end)


def _title_before(start: int, words: list[_Word]) -> str:
    """Title that stands before a name: ``나주시장 윤병태``, ``권한대행 김대인``."""
    parts: list[str] = []
    for word in reversed([w for w in words if w.end <= start]):
        if len(parts) == 3 or (parts and _breaks(word.text)) or (not parts and not TITLE.search(word.text)):
            break
        parts.append(word.text)
        if len(word.text) > 3:
            break
    return " ".join(reversed(parts)).strip("([（")


def _breaks(word: str) -> bool:
    """Tell whether a word ends the chain of nouns that a title is made of."""
    return bool(_CLAUSE.search(word)) and not _NOUN.search(word)


def _by_title(words: list[_Word], stem: str) -> Speaker | None:
    """Find a name by its title in the words before a particle."""
    last = words[-1]
    bare = _BRACKET.sub("", stem)
    if not TITLE.search(bare):
        return _after_title(words, stem)
    if whole := fused(bare, last.start):
        return Speaker(Person(*whole[:3]), whole.title, whole.start, last.start + len(stem))
    for back in range(2, min(8, len(words) + 1)):
        word = words[-back]
        name = word.text.lstrip("([“‘\"'△▲◇◆■□○ㅇ-")
        title = [w.text for w in words[-back + 1 : -1]] + [bare]
        if _is_person(name, title):
            part = len(name) == 2 or name[-1] in "시군구도"
            before = words[-back - 1].text if len(words) > back else ""
            if part and before and not _breaks(before) and _is_person(before, [name, *title]):
                # 강봉수 한전 사업처장, 한소영 가람구 위원장: the word is part of the title.
                continue
            start = word.end - len(name)
            return Speaker(Person(start, word.end, name), " ".join(title), start, last.start + len(stem))
        if back < len(words) and FULL_TITLE.search(bare) and spaced(words[-back - 1].text, name):
            first = words[-back - 1]
            person = Person(first.start, word.end, first.text + name)
            return Speaker(person, " ".join(title), first.start, last.start + len(stem))
        if len(name) == 1 and name in SURNAMES and (back == 2 or (back == 3 and bare.endswith("대행"))):
            return Speaker(None, f"{name} {' '.join(title)}", word.end - 1, last.start + len(stem))
        if _breaks(word.text):
            break
    return None


def _after_title(words: list[_Word], stem: str) -> Speaker | None:
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


def _is_person(name: str, title: list[str]) -> bool:
    if not _NAME.fullmatch(name) or not is_name(name) or name in NOT_NAMES or _NO_NAME.search(name):
        return False
    if name.endswith(("동", "읍", "면", "리")) and _TOWN_TITLE.match(title[0]):
        return False
    if name.endswith("회") and title[0].startswith(("회원", "회장", "총무", "위원")):
        return False
    if name.endswith("대") and title[-1].endswith(("총장", "교수", "학생", "학장")):
        return False
    if len(name) == 2:
        sure = FULL_TITLE.search(title[-1]) or title[-1] in ("연구사", "지도사", "선생", "상무", "전무")
        return len(title) <= 2 and bool(sure) and title[-1] not in HEAD_TITLES
    return not any(_breaks(part) for part in title[:-1])


def _unnamed(words: list[_Word], stem: str) -> Speaker | None:
    """Read a title alone or somebody unnamed, with the nouns that belong to it."""
    bare = _BRACKET.sub("", stem).strip("“”\"'").lstrip("ㅇ○□◦-·")
    titled = bool(FULL_TITLE.search(bare))
    if not bare or _NO_PEOPLE.search(bare) or not (titled or _PEOPLE.search(bare)):
        return None
    if len(bare) == 1 and bare not in "시군구도":
        return None
    parts = [bare]
    start = words[-1].start
    for word in reversed(words[:-1][-4:]):
        if word.text in ("한", "모", "두"):
            parts.append(word.text)
            start = word.start
            break
        if (
            _breaks(word.text)
            or not re.match(r"[가-힣A-Za-z0-9㈜(]", word.text)
            or word.text in _OPENERS
            or word.text == "o"
        ):
            break
        parts.append(word.text)
        start = word.start
    return Speaker(None, " ".join(reversed(parts)), start, words[-1].start + len(stem))


_OPENERS = frozenset(
    (
        "이어", "이어서", "이에", "또", "또한", "아울러", "특히", "한편", "이날", "이번", "그러면서", "이와",
        "더불어", "다만", "앞서", "먼저", "그리고", "현재",
    )
)  # fmt: skip
