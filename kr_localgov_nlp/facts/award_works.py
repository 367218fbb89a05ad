"""Works that are honoured themselves, where the text tells no author: 대상은 <가람의 봄>이, 우수상에는 ‘…’, ‘…’ 등이."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_parts import Mention
from kr_localgov_nlp.facts.award_slots import slot_end

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from kr_localgov_nlp.facts.award_same import Honour
    from kr_localgov_nlp.facts.award_scene import Scene

_MARKS = (
    ("‘", "’"),
    ("’", "‘"),
    ("“", "”"),
    ("<", ">"),
    ("〈", "〉"),
    ("《", "》"),
    ("「", "」"),
    ("｢", "｣"),
    ("『", "』"),
    ("'", "'"),
    ("’", "’"),
)
# Marks whose titles hold no others: ｢‘산후 도우미’ 지원｣ is one.
_SINGLE = "‘’'"
_TITLE = re.compile(
    "|".join(
        rf"(?<![가-힣\w]){re.escape(opens)}(?=\S)[^\n{'‘' if opens in _SINGLE else ''}{re.escape(opens + closes)}]{{2,90}}{re.escape(closes)}"
        for opens, closes in _MARKS
    )
)
_KIND = r"(?:\s?(?:사례|작품|논문|제안|아이디어|정책|사업|과제|영상|팀|상표|제품|디자인|프로그램|앱|서비스|콘텐츠|포스터|웹툰|캐릭터|슬로건|표어|사진)){0,2}"
# What stands behind the title of a winner: a particle, the next title, a count; no author in brackets.
_ENDS = re.compile(
    rf"{_KIND}(?:[이가은는]\s|으?로(?!\s(?:작품을\s)?(?:출품|응모|제출|참가|발표)한)(?:\s|,)|[와과]\s|의\s제안자|[,·]\s?|\s?등이\s|(?:\s등)?(?:\s총)?\s(?:\d|[한두세네]\s)|\s등\s(?:각각|최종|선정|수상)|[을를]\s(?:각각\s|최종\s)?(?:선정|선발|뽑)|\s?[△▲▷▶]\s?[‘“「<]|\s(?=[<〈《])|\s?(?=\n|$))"
)
_NEXT = re.compile(rf"{_KIND}(?:[와과,·]|\s및)?\s?[△▲▷▶]?\s?")
# <물빛 나루(제작 : 김하나)>: whose work it is
_MADE_BY = re.compile(
    r"[(（](?:팀명|제작|작가|지은이|글|그림|연출|감독|촬영)\s?[:：,]\s?([가-힣A-Za-z0-9]{2,10})[)）].$"
)
_NOTED = re.compile(r"([가-힣A-Za-z0-9]{2,12})[(（](?=[^()（）]*[가-힣])[^()（）\n]{4,20}[)）]")
_ALSO = re.compile(rf"{_KIND}[와과,]\s")
#: How many characters an attribute of the first title may have: 환경을 생각한 <가람의 봄>이
_LEAD = 80
# 가람시의 ‘물빛나루’, 가람군 ‘물빛거리’: what of a winner's is honoured
_OWNS = re.compile(
    r"[)）]?(?:의\s?[‘“’'\"「『<]?|\s?[‘“’'\"「『<]|(?:\s[가-힣]{2,10})?(?:\s?[(（][^()（）\n]{1,30}[)）])?(?:에서|[이가])\s(?:출품|제출|제안|응모)한\s[‘“'\"「『<])"
)
_OWNER = re.compile(r"의\s[‘“][^‘’“”\n]{2,60}[’”][이가]\s")
_THINGS = ("PLACE", "ORG", "WORK", "PROGRAM")
_LABELS = ("PERSON", "HEAD", "ORG", "DISTRICT")
_MARK = re.compile(r"[△▲▷▶]\s?")
_AS_SUBJECT = re.compile(rf"{_KIND}[이가]\s(?:각각\s|영예의\s)?[‘“]?")
_SUBJECT_END = re.compile(r"[’”>〉》」』'][^’”>〉》」』'\n]{0,20}[이가]\s(?:각각\s|영예의\s)?[‘“]?$")
_CHOSEN = re.compile(r"[이가]\s(?:각각\s|최종\s|함께\s)?(?:선정|선발|수상|차지|뽑|받)")
# 대상은 관행에 머무르지 않고, 공무원의 뜻을 표현한| ‘…’이
_TELLS_OF_IT = re.compile(
    r"(?:(?![았었였했됐]다|받[았아]|[했였됐]고,|[했였됐]으며)[^\n])*(?:표현|소개|제안|활용|주제로)한\s|[^\n.]*(?:담은|그린|다룬|그려낸|담아낸)\s"
)
_VERB = re.compile(r"[았었였했됐]다|받[았아]|라는|주제로|[고며],\s|며\s")


def works_in(scene: Scene, at: int) -> tuple[Mention, ...]:
    """Give the titles in the list that begins behind a prize.

    Parameters
    ----------
    scene
        The text with its mentions.
    at
        Where the list begins, behind the prize and its particle.

    Returns
    -------
    tuple of Mention
        With the label ``WORK``, without their marks; empty where the list names anybody outside a title.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "우수상은 <가람의 봄>, <나루의 여름 밤> 등 2점이 선정됐다."
    >>> [text[m.start : m.end] for m in works_in(Scene(text, [Mention(0, 3, "PRIZE")]), 5)]
    ['가람의 봄', '나루의 여름 밤']
    """
    text = scene.text
    stop = slot_end(scene, at)
    out: list[Mention] = []
    named: list[Mention] = []  # titles that are a body's name too: ‘푸른나루’, ‘꽃봄’, ‘들가람’이
    end = at
    for m in _TITLE.finditer(text, at, stop):
        gap = text[end : m.start()]
        led = len(gap) < _LEAD and (not _VERB.search(gap) or _TELLS_OF_IT.fullmatch(gap) is not None)
        if not (_NEXT.fullmatch(gap) or (led and _ALSO.match(gap)) if out else led):
            break
        if not out and _OWNER.match(text, m.end()):
            return (Mention(m.start() + 1, m.end() - 1, "WORK"),)  # ‘가람빵집’의 ‘물빛 빵’이
        if f"{m[0]}(" in text or f"{m[0][:-1]}(" in text[: m.start()] + text[m.end() :]:
            return ()  # whose author is told elsewhere
        inside = scene.within(m.start(), m.end())
        whole = any(x.end - x.start > m.end() - m.start() - 4 for x in inside)
        named += [x for x in inside if whole and x.label == "ORG"]
        if (whole and inside[0].label not in ("PROGRAM", "ORG")) or not _ENDS.match(text, m.end()):
            return ()
        made = _MADE_BY.search(text, m.start(), m.end())
        noted = None if inside else _NOTED.fullmatch(text, m.start() + 1, m.end() - 1)  # ‘나루앱(길 안내)’
        span = made.span(1) if made else noted.span(1) if noted else (m.start() + 1, m.end() - 1)
        out.append(Mention(*span, "WORK"))
        end = m.end()
    if named and len(out) < max(3, 2 * len(named)):
        return ()
    others = any(x.label in _LABELS and x not in named for x in scene.within(at, end))
    return () if others else tuple(out)


def told_once(text: str, honours: Sequence[Honour]) -> list[Honour]:
    """Leave out what is told again of a winner's work: 대상은 가람시의 ‘물빛나루’가 …. 대상을 받은 물빛나루는 ….

    Parameters
    ----------
    text
        The text.
    honours
        What it tells.
    """
    things = {_written(text, h.recipient) for h in honours if h.recipient and h.recipient.label in _THINGS}
    owned: set[tuple[str | None, str, str]] = set()
    for h in honours if things else ():
        if h.recipient and h.prizes and (gap := _OWNS.match(text, h.recipient.end)):
            others = things - {_written(text, h.recipient)}
            grade = _written(text, h.prizes[0])
            owned |= {(h.award, grade, thing) for thing in others if text.startswith(thing, gap.end())}
    return [h for h in honours if not _is_owned(text, h, owned)]


def _is_owned(text: str, honour: Honour, owned: Container[tuple[str | None, str, str]]) -> bool:
    work = honour.recipient
    if work is None or work.label not in _THINGS or not honour.prizes:
        return False
    return (honour.award, _written(text, honour.prizes[0]), _written(text, work)) in owned


def _written(text: str, m: Mention) -> str:
    return text[m.start : m.end]


def listed_works(scene: Scene, at: int) -> tuple[Mention, ...]:
    """Give the works without marks that a list with bullets tells: 우수상에는 △물길을 다시 연 사업, △빈집 나눔이 선정됐다.

    Parameters
    ----------
    scene
        The text with its mentions.
    at
        Where the list begins, behind the prize and its particle.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "우수상에는 △물길을 다시 연 사업, △빈집 나눔 제도가 선정됐다."
    >>> [text[m.start : m.end] for m in listed_works(Scene(text, [Mention(0, 3, "PRIZE")]), 6)]
    ['물길을 다시 연 사업', '빈집 나눔 제도']
    """
    text = scene.text
    stop = slot_end(scene, at)
    end = _CHOSEN.search(text, at, stop)
    if _MARK.match(text, at) is None or end is None:
        return ()
    if any(x.label in _LABELS for x in scene.within(at, end.start())):
        return ()
    marks = [m.end() for m in _MARK.finditer(text, at, end.start())]
    borders = [m.start() for m in _MARK.finditer(text, marks[0], end.start())]
    out = []
    for low, high in zip(marks, [*borders, end.start()], strict=True):
        out.append(Mention(low, low + len(text[low:high].rstrip(", ")), "WORK"))
    return tuple(out) if all(2 < m.end - m.start < _LEAD for m in out) else ()


def work_before(scene: Scene, low: int, prize: int) -> Mention | None:
    """Give the work whose title is the subject before a prize: ‘빈집 나눔’ 제안이 최우수상을.

    Parameters
    ----------
    scene
        The text with its mentions.
    low, prize
        Where the words before the prize begin, and where the prize begins.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> text = "제안 부문에서는 ‘빈집 나눔 제도’ 제안이 최우수상을 받았다."
    >>> found = work_before(Scene(text, []), 0, 24)
    >>> text[found.start : found.end]
    '빈집 나눔 제도'
    """
    if _SUBJECT_END.search(scene.text, max(low, prize - 30), prize) is None:
        return None
    for m in _TITLE.finditer(scene.text, low, prize):
        if _AS_SUBJECT.fullmatch(scene.text, m.end(), prize):
            return Mention(m.start() + 1, m.end() - 1, "WORK")
    return None
