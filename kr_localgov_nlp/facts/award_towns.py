"""Winners in lists that tell where each is from: ‘가람딸기(충북 충주)’, 나루농협(영암), 충남 보령 ‘물빛마을’."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_parts import Mention

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.award_scene import Scene

_WITH_TOWN = re.compile(
    r"(?<![가-힣])([가-힣A-Za-z0-9]{1,18}(?:법인|조합|농협|축협|수협|농원|농장|목장|상회|작목반|연구회))[(（](?:[가-힣]{1,5}\s){0,2}[가-힣]{2,6}[)）]"
)
_TOWN_IN_MARKS = re.compile(
    r"[‘’'“\"](?:(?:재단|사단|사회적|영농|농업회사)법인\s)?(?P<name>[가-힣A-Za-z0-9][가-힣A-Za-z0-9· ]{1,24})[(（](?P<town>[가-힣]{2,6}(?:\s[가-힣]{1,6})?)[)）](?=[’‘'”\"]|\s[‘'“\"]|[이가]\s)"
)
# 대상| 충남 보령 ‘물빛마을’, 우수상 4개 마을(|경북 의성 ‘바람마을’
_OPENS = re.compile(r"[’”'\"]?(?:\s\d+\s?개?\s?[가-힣]{1,3}\s?[(（]|\s?[:：]\s|\s)(?=[가-힣])")
_NAME = re.compile(r"\s[‘'“\"](?P<name>[^‘’'“”\"\n()]{2,24})[’'”\"]")
_NEXT = re.compile(r"\s?[,，·]\s?")
_CLOSES = re.compile(r"\s?(?:[)）]|[△▲▷▶□○◦ㅇ■]|\n|$|\s?등\s|[,，]\s)")


def with_towns(text: str, at: int, cut: int) -> tuple[Mention, ...]:
    """Give the bodies of a list in which each has its town in brackets: 가람영농법인(나주), 나루농협(영암)."""
    found = [Mention(*m.span(1), "WORK") for m in _WITH_TOWN.finditer(text, at, cut)]
    return tuple(found) if len(found) > 1 else ()


def in_marks_with_towns(scene: Scene, at: int, stop: int) -> tuple[Mention, ...]:
    """Give the winners of a list in which each has its town inside the same marks: ‘가람딸기(충북 충주)’, ‘나루농협(전남 보성)’."""
    out: list[Mention] = []
    for m in _TOWN_IN_MARKS.finditer(scene.text, at, stop):
        inside = scene.within(*m.span("town"))
        if not inside or any(x.label not in ("DISTRICT", "PLACE") for x in inside):
            return ()
        named = [x for x in scene.within(*m.span("name")) if x.end == m.end("name") and x.label != "DISTRICT"]
        out.append(named[0] if named else Mention(*m.span("name"), "WORK"))
    return tuple(out) if len(out) > 1 else ()


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
        named = [m for m in scene.within(*name.span("name")) if (m.start, m.end) == name.span("name")]
        out.append(named[0] if named else Mention(*name.span("name"), "WORK"))
        following = _NEXT.match(text, name.end())
        last, end = name.end(), following.end() if following else name.end()
        if following is None:
            break
    return tuple(out) if out and _CLOSES.match(text, last) else ()
