"""Events of a sports contest that a place or a medal is won in: 3인조전 우승, 역도와 복싱에서 1위."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene

_PLACE = re.compile(r"(?:\d위|우승|정상|[금은동](?:메달)?)$")
# 여자 복식, 3인조전, 자유형 74㎏급, 소장급, 남자 100m
_EVENT = re.compile(
    r"(?<![가-힣\d])((?:(?:[남여]자|남녀|혼성|[남여][초중고대]?부|일반부)\s)?(?:혼합\s?)?(?:단식|복식|단체(?:전|종합)?|개인(?:전|종합)|\d\s?인조전?|계주|마스터즈전?"
    r"|(?:[가-힣]{2,6}\s)?\d{1,4}\s?(?:㎏|kg|m|㎞|km)급?|(?!장관|차관|고위|상위|하위|최고|국장|과장|동급)[가-힣]{2}급))(?:에서는?|에서도|은|는)?\s?$"
)
# 군은 |역도, 복싱, 남자배구|에서 1위를, |바둑과 씨름|에서 2위를
_SEVERAL = re.compile(
    r"(?:^|[은는이가을를],?\s)((?:[가-힣]{2,6}(?:(?<![은는이가을를])\s[가-힣]{1,6})?(?:,\s|·|(?<=[가-힣]{2})[와과]\s)){1,7}[가-힣]{2,6}(?:\s[가-힣]{1,6})?)에서\s(?:각각\s)?$"
)
_PARTED = re.compile(r",\s|·|[와과]\s")
# What a place is told of that is no sport
_NO_SPORT = re.compile(r"(?:대회|체전|평가|심사|결과|선수권|부문|분야|지수|항목|지표|가운데|지역|전국|사업)$")
_REACH = 60


def events_of(scene: Scene, prize: Mention, floor: int) -> tuple[str, ...]:
    """Give the events that a place is won in, as written.

    Parameters
    ----------
    scene
        The text with its mentions.
    prize
        The place or medal.
    floor
        Where the words that belong to it may begin.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "군은 역도, 복싱에서 1위를, 여자 복식에서 2위를 했다."
    >>> scene = Scene(text, [Mention(12, 14, "PRIZE"), Mention(25, 27, "PRIZE")])
    >>> [events_of(scene, prize, floor) for prize, floor in zip(scene.prizes, (0, 14))]
    [('역도', '복싱'), ('여자 복식',)]
    """
    text, low = scene.text, max(floor, prize.start - _REACH)
    if not _PLACE.search(text, prize.start, prize.end):
        return ()
    if one := _EVENT.search(text, low, prize.start):
        return (one[1].strip(),)
    several = _SEVERAL.search(text[low : prize.start])
    if several is None or scene.within(low + several.start(1), prize.start):
        return ()
    names = _PARTED.split(several[1])
    return () if any(_NO_SPORT.search(name) for name in names) else tuple(names)
