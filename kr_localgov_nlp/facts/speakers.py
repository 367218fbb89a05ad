"""Who speaks: the subject of the sentence that a quotation stands in.

A speaker is named (``윤병태 나주시장은``, ``나주시장 윤병태는``, ``나주시(시장 윤병태)는``), named by surname
(``김 총리는``) or by title alone (``구청장은``), or is somebody unnamed (``시 관계자는``, ``나주시는``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.quote_names import GLUED_TITLE, TITLE, envoy, foreign
from kr_localgov_nlp.facts.quote_people import BRACKET, People, Person, Speaker, Word
from kr_localgov_nlp.facts.quote_unnamed import breaks, unnamed
from kr_localgov_nlp.facts.speaker_titles import by_known_title, by_title

if TYPE_CHECKING:
    from collections.abc import Sequence

# The particles of a subject or topic, at the end of a word; 이 and 가 only count for named people.
_TOPIC = re.compile(r"(?:은|는|께서|께서는|도),?$")
_SUBJECT = re.compile(r"(?:이|가),?$")
# 윤병태 시장이 주재한 회의에서: the subject of a clause inside the sentence, who speaks if nobody else does.
_RELATIVE = re.compile(
    r"(?:대신|발표|주재|참석|주관|작성|전달|제안|개발|운영|추진|설립|진행|준비|마련)한$|맡은$|이끄는$"
)
# 남도윤 국장이 대독한 축사에서: the words are another's.
_READ_OUT = re.compile(r"(?:대독|기획)한$|읽은$")
# …찾아가며 시민들은: another clause begins; 시장은 물론 시민들은: not the topic of what follows.
_CLAUSE_END = re.compile(r"(?:[고며,데]|(?<!에)서|지만|으나)$|^물론$")
_ALSO = ("또한", "또한,", "역시", "역시,")
# 협의체 위원장(김하나, 이두리)
_TITLE_WORD = re.compile(rf"(?<![가-힣])[가-힣]{{1,12}}{TITLE.pattern}")
_INSIDE = re.compile(r"“[^“”\n]*”")
_PRONOUN = re.compile(r"^(?:그는|그녀는|그도|이에\s그는)$")


def find_speaker(text: str, low: int, high: int, people: Sequence[Person] | People) -> Speaker | None:
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
    stretch = BRACKET.sub(lambda m: m[0].replace(" ", "_"), text[low:high])
    if "“" in stretch:
        stretch = _INSIDE.sub(lambda m: "_" * len(m[0]), stretch)  # no subject stands inside marks
    words = _words(stretch, low)
    known = People.of(people)
    inside = known.within(low, high)
    nobody: Speaker | None = None
    of_clause: Speaker | None = None
    for index in range(len(words) - 1, -1, -1):
        if nobody is not None and _CLAUSE_END.search(words[index].text):
            break
        subject = _particle(words, index)
        if subject is None:
            continue
        at, particle, stem = subject
        weak = particle[0] in "이가"
        behind = words[index + 1].text if weak and index + 1 < len(words) else ""
        if _READ_OUT.search(behind) or (nobody is not None and particle[0] not in "은는"):
            continue
        word = words[at]
        if _PRONOUN.match(word.text.rstrip(",")):
            return nobody or Speaker(None, "", word.start, word.end, pronoun=True)
        end = word.start + len(stem)
        named = _listed(text, end, words, inside)
        if named is None or named.person is None or named.person.name[0].isascii():
            named = (
                _foreign(text, low, end, known)
                or named
                or by_title(words[: at + 1], stem)
                or by_known_title(text, words[: at + 1], stem, known)
            )
        if named and _RELATIVE.search(behind):
            of_clause = of_clause or named
        elif named and (nobody is None or named.person is not None):
            return named
        elif named is None and nobody is None and not weak:
            nobody = unnamed(words[: at + 1], stem)
            if nobody is not None and particle[0] not in "은는께":
                break
    return nobody or of_clause


def _particle(words: list[Word], index: int) -> tuple[int, str, str] | None:
    """Find the particle of a subject behind a word: the word it belongs to, the particle, the word without it."""
    text = words[index].text
    if index and text.rstrip(",") in ("따르면", "의하면") and words[index - 1].text.endswith("에"):
        return index - 1, "에", words[index - 1].text[:-1]
    if index and text in _ALSO:
        return index - 1, "또한", words[index - 1].text
    found = _TOPIC.search(text) or _SUBJECT.search(text)
    return (index, found[0], text[: found.start()]) if found else None


def named_at_end(text: str, low: int, high: int, people: Sequence[Person] | People) -> Speaker | None:
    """Find a person who is named with a title right before an offset, with no particle, as headlines do.

    Examples
    --------
    >>> named_at_end("윤병태 나주시장 “함께 만든 성과”", 0, 9, []).role
    '나주시장'
    """
    stretch = text[low:high].rstrip(" ,:…·-–\\")
    words = _words(stretch, low, r"[^\s,…·]+")
    if not words:
        return None
    known = People.of(people)
    end = low + len(stretch)
    if behind := topic_behind(stretch, known.ending(end) is not None):
        end -= len(behind)
        words[-1] = words[-1]._replace(end=end, text=words[-1].text[: -len(behind)])
    return _listed(text, end, words, known.within(low, end)) or by_title(words, words[-1].text)


def somebody(text: str, low: int, high: int, people: Sequence[Person] | People) -> Speaker | None:
    """Find who is named at the end of a stretch, or somebody unnamed.

    Examples
    --------
    >>> somebody("시장 상인들의 설명이다", 0, 6, []).role
    '시장 상인들'
    """
    words = _words(text[low:high], low)
    return named_at_end(text, low, high, people) or (unnamed(words, words[-1].text) if words else None)


def _words(stretch: str, low: int, pattern: str = r"\S+") -> list[Word]:
    """Cut a stretch that begins at an offset into its words."""
    return [Word(low + m.start(), low + m.end(), m[0]) for m in re.finditer(pattern, stretch)]


def topic_behind(stretch: str, named: bool = False) -> str:
    """Give the particle behind the title that a stretch ends in; ``named`` where it ends in a name.

    Examples
    --------
    >>> topic_behind("윤병태 나주시장은"), topic_behind("나주시장 김하은"), topic_behind("윤병태 나주시장")
    ('은', '', '')
    """
    word = stretch[-16:].rpartition(" ")[2]
    found = None if named else _TOPIC.search(word) or _SUBJECT.search(word)
    return found[0] if found and TITLE.search(word[: found.start()]) else ""


def _listed(text: str, end: int, words: list[Word], inside: Sequence[Person]) -> Speaker | None:
    """Return the person of the list whose name, with its title, ends at an offset."""
    for at in range(len(inside) - 1, -1, -1):
        person = inside[at]
        if person.end > end or end - person.end > 60:
            continue
        if (
            at
            and text[inside[at - 1].end : person.start] == "("
            and text[person.end : end].startswith((")", "·"))
        ):
            continue  # 국회의원 김하나(가람): a constituency
        if at and person.end < end and text[inside[at - 1].end : person.start] == " ":
            person = inside[at - 1]  # 남도윤 국해연 소장: the second is a body's short name
        after = text[person.end : end]
        if "\n\n" in after:
            return None
        if after.startswith(")") or (after.endswith(")") and "(" not in after and len(after) < 20):
            return _bracketed(text, person, end, inside[:at])
        title = BRACKET.sub("", after).strip()
        if after.endswith(")") and title.endswith("는"):  # 정책기자는(학생발명대회 수상자)
            title = title[:-1]
        if title.endswith("의") and TITLE.search(title[:-1]):
            title = title[:-1]  # 시장의 “…”라는 말에
        title, *news = re.split(r"\s[‘「]", title)  # 시장 ‘갯벌의 날’ 담화문 발표 “…”
        if news and topic_behind(title):
            return None  # 교사가 ‘배꽃 교실’을 발표하고, 김하나 원장은 “…”
        parts = title.split()
        if parts and parts[-1].endswith(("한", "된", "던")) and breaks(parts[-1]):
            return None  # 김하나 대통령이 말씀한
        if len(parts) > 6 or any(breaks(part) for part in parts[:-1]) or "“" in title or ". " in title:
            return None
        if not title:
            title = _title_before(person.start, words)
        elif after[:1] not in " \u00a0(" and not after[0].isspace() and not GLUED_TITLE.fullmatch(after):
            return None
        return Speaker(person, title, person.start, end)
    return None


def _foreign(text: str, low: int, end: int, people: People) -> Speaker | None:
    found = foreign(text, low, end, people) or envoy(text, low, end)
    if found is None:
        return None
    name = Person(found.start, found.end, found.name.replace(" ", ""))
    return Speaker(name, BRACKET.sub("", found.title), found.start, end)


def _bracketed(text: str, person: Person, end: int, before: Sequence[Person]) -> Speaker | None:
    """Read ``나주시(시장 윤병태)`` and ``곡성군(조상래 군수)``; the person speaks for the body."""
    open_ = text.rfind("(", max(0, person.start - 30), person.start)
    behind = text[person.end + 1 : end].split()
    if open_ < 0 or any(breaks(part) for part in behind[:-1]):
        return None
    title = text[open_ + 1 : person.start]
    if listed := [p for p in before if p.start > open_]:
        own = text[listed[-1].end : person.start].strip(" ,·")
        title = own or text[open_ + 1 : listed[0].start]  # 위원장 김하나, 이두리
    title = title.strip() or text[person.end : end].strip(") ")
    if not title and (outside := _TITLE_WORD.search(text[max(0, open_ - 14) : open_])):
        title = outside[0]
    return Speaker(person, title, open_, end)


def _title_before(start: int, words: list[Word]) -> str:
    """Title that stands before a name: ``나주시장 윤병태``, ``권한대행 김대인``."""
    parts: list[str] = []
    for word in reversed([w for w in words if w.end <= start]):
        if len(parts) == 3 or (parts and breaks(word.text)) or (not parts and not TITLE.search(word.text)):
            break
        parts.append(word.text)
        if len(word.text) > 3:
            break
    return " ".join(reversed(parts)).strip("([（")
