"""Winners of an award that a sentence tells field by field: 효행 부문 김하나 씨, 봉사 부문 이두리 씨가 상을 받았다."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.facts.award_brackets import honourable
from kr_localgov_nlp.facts.award_categories import category_in_list
from kr_localgov_nlp.facts.award_groups import quote_start
from kr_localgov_nlp.facts.award_same import told_of
from kr_localgov_nlp.facts.award_tail import PERSONAL, tail
from kr_localgov_nlp.facts.award_winners import chains

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_same import Honour
    from kr_localgov_nlp.facts.award_scene import Scene

_FIELD = re.compile(r"(?<=[가-힣])\s?(?:부문|분야)(?:에서는|에는|에서|에|은|는)?(?=[\s△▲])")
_DONE = re.compile(
    r"(?:상을\s)?받았|수상(?:했|하였|의\s영예|한다)|선정(?:됐|되었|했|하였)|정했|가렸|골랐|뽑(?:혔|았)|선발(?:됐|했)|돌아갔|주어졌"
    r"|영예를\s안|차지했|이름을\s올|시상(?:했|하였)|수여(?:했|하였|됐)|(?:등\s)?(?:모두\s|총\s)?\d+[명곳]이다"
)
_ROLES = ("sub", "top", "and", "dat", "obj", "")
_FEWEST = 2


def each_field(scene: Scene) -> Iterator[Honour]:
    """Give the winners of sentences that tell two fields or more and no prize.

    Parameters
    ----------
    scene
        The text with its mentions.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "나루군민상은 효행 부문에 김하나 씨, 봉사 부문에 이두리 씨가 받았다."
    >>> scene = Scene(text, [Mention(0, 5, "AWARD"), Mention(14, 17, "PERSON"), Mention(28, 31, "PERSON")])
    >>> [(h.category, text[h.recipient.start : h.recipient.end]) for h in each_field(scene)]
    [('효행', '김하나'), ('봉사', '이두리')]
    """
    text = scene.text
    if not scene.awards:
        return
    sentences: dict[tuple[int, int], list[re.Match[str]]] = {}
    for field in _FIELD.finditer(text):
        if field.start() >= scene.body:
            sentences.setdefault(sentence_bounds(text, field.start(), field.end()), []).append(field)
    for (left, right), fields in sentences.items():
        if len(fields) < _FEWEST or not _DONE.search(text, fields[0].end(), right):
            continue
        here = scene.within(left, right)
        near = [m for m in here if m.start in scene.of and m.end <= fields[0].start()]
        award = scene.of[near[-1].start] if near else scene.lead
        prized = any(m.label == "PRIZE" and m.start >= fields[0].start() for m in here)
        if prized or award is None or award.event or quote_start(text, fields[0].start()) is not None:
            continue
        if not near and not award.name.endswith("상"):
            continue  # told elsewhere, an evaluation has more to its fields than winners
        for number, field in enumerate(fields):
            stop = fields[number + 1].start() if number + 1 < len(fields) else right
            for winner in _of_field(scene, field.end(), stop):
                told = category_in_list(text, left, winner)
                yield told_of(scene, award, (), winner, near[-1] if near else None, field=told)


def _of_field(scene: Scene, low: int, high: int) -> Sequence[Mention]:
    """Give the winners of one field: the persons that it names first, else the bodies."""
    text = scene.text
    done = _DONE.search(text, low, high)
    names = honourable(scene, low, done.start() if done else high)
    groups = [c for c in chains(text, names) if tail(text, c[-1], high).kind in _ROLES]
    people = [c for c in groups if c[-1].label in PERSONAL]
    bodies = [c for c in groups if c[-1].label == "ORG"]
    return (people or bodies or [()])[0]
