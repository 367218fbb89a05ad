"""Winners in lists that tell where each is from: ‘가람딸기(충북 충주)’, 나루농협(영암), 충남 보령 ‘물빛마을’."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_parts import Mention

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.award_scene import Scene

_WITH_TOWN = re.compile(
    r"(?<![가-힣])([가-힣A-Za-z0-9]{1,18}(?:법인|조합|농협|축협|수협|농원|농장|목장|상회|작목반|연구회))[(（](?:[가-힣]{1,7}\s){0,2}[가-힣]{2,6}[)）]"
)
_TOWN_IN_MARKS = re.compile(
    r"[‘’'“\"](?:(?:재단|사단|사회적|영농|농업회사)법인\s)?(?P<name>[가-힣A-Za-z0-9][가-힣A-Za-z0-9· ]{1,24})[(（](?P<town>[가-힣]{2,6}(?:\s[가-힣]{1,6})?)[)）](?=[’‘'”\"]|\s[‘'“\"]|[이가]\s)"
)
# ‘나루앱(길 안내)’, ‘물빛봇(자율주행 농기계)’
_NOTE_IN_MARKS = re.compile(
    r"[‘“'\"](?P<name>[가-힣A-Za-z0-9][가-힣A-Za-z0-9· ]{1,14})[(（][^()（）\n]{2,20}[)）][’”'\"]"
)
# 가람목장(고다 치즈), 나루 목장(체다 치즈), 물빛목장(페타 치즈)에게
# A word or two, told apart by their blank alone, so that a long list is read in one way.
_WORDS = r"[가-힣A-Za-z0-9]{1,12}(?:\s[가-힣A-Za-z0-9]{1,12})?"
_NOTE = r"\s?[(（][^()（）\n]{2,16}[)）]"
_ALL_NOTED = re.compile(rf"{_WORDS}{_NOTE}(?:(?:,\s?|[와과]\s){_WORDS}{_NOTE}){{2,}}(?=(?:에게|[이가]|에)\s)")
_ONE_NOTED = re.compile(rf"(?P<name>{_WORDS}){_NOTE}")
# 대상| 충남 보령 ‘물빛마을’, 우수상 4개 마을(|경북 의성 ‘바람마을’
_OPENS = re.compile(r"[’”'\"]?(?:\s\d+\s?개?\s?[가-힣]{1,3}\s?[(（]|\s?[:：]\s|\s)(?=[가-힣])")
_NAME = re.compile(r"\s[‘'“\"](?P<name>[^‘’'“”\"\n()]{2,24})[’'”\"]")
_MAKERS = ("PERSON", "HEAD", "ORG", "MINISTRY", "DISTRICT")
_NEXT = re.compile(r"\s?[,，·]\s?")
_CLOSES = re.compile(r"\s?(?:[)）]|[△▲▷▶□○◦ㅇ■]|\n|$|\s?등\s|[,，]\s)")


def with_towns(text: str, at: int, cut: int) -> tuple[Mention, ...]:
    """Give the bodies of a list in which each has its town in brackets: 가람영농법인(나주), 나루농협(영암)."""
    found = [Mention(*m.span(1), "WORK") for m in _WITH_TOWN.finditer(text, at, cut)]
    return tuple(found) if len(found) > 1 else ()


def noted(scene: Scene, at: int, stop: int) -> tuple[Mention, ...]:
    """Give the names of a list in which each has a note in brackets: 가람목장(고다 치즈), 나루 목장(…), 물빛(…)에게; ‘가람딸기(충북 충주)’.

    Parameters
    ----------
    scene
        The text with its mentions.
    at, stop
        Where the list begins, and where it ends at the latest.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> text = "은상은 가람목장(고다 치즈), 나루 목장(체다 치즈), 물빛(페타 치즈)에게 돌아갔다."
    >>> [text[m.start : m.end] for m in noted(Scene(text, []), 4, len(text))]
    ['가람목장', '나루 목장', '물빛']
    """
    return _in_a_row(scene, at, stop) or _town_in_marks(scene, at, stop) or _note_in_marks(scene, at, stop)


def _in_a_row(scene: Scene, at: int, stop: int) -> tuple[Mention, ...]:
    """Give the names of a list of three or more without marks: 가람목장(고다 치즈), 나루목장(…), 물빛목장(…)에게."""
    whole = _ALL_NOTED.match(scene.text, at, stop)
    if whole is None or any(m.label in ("PERSON", "DISTRICT", "HEAD") for m in scene.within(*whole.span())):
        return ()
    return tuple(_named(scene, m.span("name")) for m in _ONE_NOTED.finditer(scene.text, *whole.span()))


def _town_in_marks(scene: Scene, at: int, stop: int) -> tuple[Mention, ...]:
    """Give the names of a list in which each has its town inside the same marks: ‘가람딸기(충북 충주)’, ‘나루농협(전남 보성)’."""
    out: list[Mention] = []
    for m in _TOWN_IN_MARKS.finditer(scene.text, at, stop):
        inside = scene.within(*m.span("town"))
        if not inside or any(x.label not in ("DISTRICT", "PLACE") for x in inside):
            return ()
        named = [x for x in scene.within(*m.span("name")) if x.end == m.end("name") and x.label != "DISTRICT"]
        out.append(named[0] if named else Mention(*m.span("name"), "WORK"))
    return tuple(out) if len(out) > 1 else ()


def _note_in_marks(scene: Scene, at: int, stop: int) -> tuple[Mention, ...]:
    """Give the names of a list in which each has a note inside its marks: ‘나루앱(길 안내)’, ‘물빛봇(자율주행 농기계)’."""
    names = [m.span("name") for m in _NOTE_IN_MARKS.finditer(scene.text, at, stop)]
    # ‘물빛콩(가람농원)’, 가람농원의 ‘물빛콩(잡곡)’: who made it is told
    others = [
        x
        for x in scene.within(at, stop)
        if x.label in _MAKERS and not any(start <= x.start and x.end <= end for start, end in names)
    ]
    return tuple(_named(scene, span) for span in names) if len(names) > 1 and not others else ()


def _named(scene: Scene, span: tuple[int, int]) -> Mention:
    """Give the name that a stretch is, whether it was recognised or not."""
    known = [m for m in scene.within(*span) if (m.start, m.end) == span]
    return known[0] if known else Mention(*span, "WORK")


def town_then_name(scene: Scene, at: int) -> tuple[Mention, ...]:
    """Give the winners behind a prize of a list that stand in marks, each behind its town: 대상 충남 보령 ‘물빛마을’ △최우수상.

    Parameters
    ----------
    scene
        The text with its mentions.
    at
        Where the prize ends.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> text = "△우수상 2개 마을(경북 의성 ‘바람마을’, 강원 양구 ‘물빛지구’)"
    >>> scene = Scene(text, [Mention(1, 4, "PRIZE"), Mention(11, 16, "DISTRICT"), Mention(25, 30, "DISTRICT")])
    >>> [text[m.start : m.end] for m in town_then_name(scene, 4)]
    ['바람마을', '물빛지구']
    """
    text = scene.text
    opens = _OPENS.match(text, at)
    out: list[Mention] = []
    end = opens.end() if opens else len(text)
    while True:
        towns = [m for m in scene.within(end, end + 20) if m.start == end and m.label == "DISTRICT"]
        name = _NAME.match(text, towns[0].end) if towns else None
        if name is None:
            break
        out.append(_named(scene, name.span("name")))
        following = _NEXT.match(text, name.end())
        last, end = name.end(), following.end() if following else name.end()
        if following is None:
            break
    return tuple(out) if out and _CLOSES.match(text, last) else ()
