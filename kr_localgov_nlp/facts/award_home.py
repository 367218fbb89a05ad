"""Who receives what the text gives to nobody by name: the issuing government, or the body that the release is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.facts.award_tail import PERSONAL
from kr_localgov_nlp.facts.award_winners import chains

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene

_GAVE = re.compile(
    r"\d\s?[명곳팀]에게?\s|시상|수여|개최|포상(?!금)|공모|공개|발굴|발표|모집|열[어려]|뽑[아았는]|격려|전달|배출|수상자|수상작"
)
_GIVES = re.compile(r"시상|수여|포상|공모|수상자|수상작|표창|선정|뽑")
_GOT = re.compile(
    r"수상(?!\s?(?:자|작|팀|집))|획득|달성|영예|쾌거|석권|등극|받[아았]|[1-9]\s?위|대통령\s?(?:상|표창)|최우수|우수\s?(?:기관|상|지자체)|"
    r"[기단]관\s?선정|대상|등급|선정(?=\s*(?:$|\n|…|‘|’))"
)
_PASSIVE = re.compile(
    r"선정[됐돼되]|받았|받아|받으|받은|수상(?:했|하|한|해)|차지(?:했|하|해)|획득|달성|올랐|오르|안았|거뒀|거두|이름을 올|거머|뽑혔|석권"
)
_ACTIVE = re.compile(
    r"(?:선정|선발|시상|수여|개최|발표|포상|표창|전달|진행|마련|실시)(?:했|하였|한다|하고|하며|함|해)|뽑았|열었|열고|연다|열린다|개최된다"
)
# 유공자 6명에게 ‘군민 으뜸상’을 수여했다
_HANDED = re.compile(r"에게\s[^.\n]{2,40}[을를]\s(?:수여|시상|전달)(?:했|하였|하고)")
_TOPIC = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,60}[)）])?\s?(?:[,，…]|(?:은|는)\s|에\s따르면|[‘“'\"「『<]|(?:\s[가-힣]{1,8}){0,2}[,，])"
)
# 이용희 선생 수상, 김하나 국악인 ‘문화상’ 수상
_WON = re.compile(
    r"(?:\s[가-힣]{1,6},\s[^\n,]{2,40}|(?:\s?[가-힣]{1,8}){0,2})\s?(?:[‘“'\"「][^’”'\"」\n]{2,30}[’”'\"」]\s?)?(?:수상|선정|영예|올라)"
)
_NEXT = re.compile(r"\s?(?:[가-힣]{1,6}\s)?")
_COMMA = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,40}[)）])?(?:\s[가-힣]{1,6})?\s?[,，…]")
# Offices of a government that are the government itself; 복지관 and 자원봉사센터 are bodies of their own.
OWN_OFFICE = re.compile(
    r"(?:보건소|보건의료원|치매안심센터|농업기술센터|통합센터|관제센터|정신건강복지센터|사업소|상수도본부)$"
)
_COMMA_ONLY = re.compile(r"\s?[,，·]\s?")
_AND_OTHERS = re.compile(r"\s등(?:\s|\d)")
_HEADED_BY = re.compile(r"\s?[(（](?:장관|청장|처장|위원장|실장|부총리)\s")
_BODIES = ("MINISTRY", "ORG", "DISTRICT", "PLACE")
_SENTENCE = re.compile(r"[가-힣]\s?[.!]\s|\n\s*\n")


class Home(NamedTuple):
    """The one that receives by default.

    Parameters
    ----------
    code, name
        The government's code, "" for another body; its full name.
    takes
        Whether what is given to nobody by name is taken to be theirs; not where the text tells how they gave it.
    actor
        Another one that the title tells to have received it: 나주시 가람봉사단, 장관상 수상.
    mild
        Whether the title only tells of something that a government holds, and of no honour that it gives.
    """

    code: str
    name: str
    takes: bool = True
    actor: Mention | None = None
    mild: bool = False

    def is_(self, m: Mention, text: str) -> bool:
        """Tell whether a mention names them."""
        if self.code and m.code:
            return self.code == m.code
        name = m.code if m.label == "MINISTRY" and m.code else text[m.start : m.end]
        return bool(self.name) and self.name.endswith(name)


def home_of(scene: Scene, issuer: Mapping[str, object] | None) -> Home | None:
    r"""Give who receives by default.

    Parameters
    ----------
    scene
        The text with its mentions.
    issuer
        The issuing government, if it is known and one.

    Returns
    -------
    Home or None
        None where nobody opens the title or the body.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "조달청, 혁신평가 ‘최우수’\n\n조달청은 혁신평가에서 최우수상을 받았다."
    >>> home_of(Scene(text, [Mention(0, 3, "MINISTRY", "조달청")]), None)
    Home(code='', name='조달청', takes=True, actor=None, mild=False)
    """
    text = scene.text
    title = text[: scene.body]
    end = _SENTENCE.search(text, scene.body + 20, scene.body + 400)
    lead = text[scene.body : end.end() if end else scene.body + 300]
    if issuer is not None:
        told = _GAVE.search(title) and not _GOT.search(title) and not _PASSIVE.search(lead)
        gives = bool(told or _HANDED.search(lead))
        return Home(
            str(issuer.get("government") or ""),
            str(issuer.get("name") or ""),
            not gives,
            _actor(scene),
            mild=not _GIVES.search(title),
        )
    speaker = _speaker(scene)
    others = bool(title_opens(scene))
    if speaker is None:
        return Home("", "", takes=False) if others else None
    first = title or lead
    passive, active = _last(_PASSIVE, lead), _last(_ACTIVE, lead)
    takes = bool(_GOT.search(first)) if passive == active else passive > active
    if others or (_GAVE.search(title) and not _GOT.search(title)):
        takes = False
    if speaker.label == "ORG" and _GOT.search(title) and not _GIVES.search(title):
        takes = True
    actor = _actor(scene)
    return Home(
        speaker.code if speaker.label == "DISTRICT" else "",
        speaker.code if speaker.label == "MINISTRY" and speaker.code else text[speaker.start : speaker.end],
        takes=takes or actor is not None,
        actor=actor,
    )


def host_of(scene: Scene) -> str | None:
    """Give the ministry that speaks in a release about what others received: 인사혁신처(처장 김하나)는.

    Parameters
    ----------
    scene
        The text with its mentions.

    Returns
    -------
    str or None
        Its name on the day; None where no ministry tells its head's name in the first sentences.
    """
    for m in scene.within(scene.body, scene.body + 500):
        if m.label == "MINISTRY" and _HEADED_BY.match(scene.text, m.end):
            return m.code or scene.text[m.start : m.end]
    return None


def _last(pattern: re.Pattern[str], text: str) -> int:
    at = -1
    for m in pattern.finditer(text):
        at = m.start()
    return at


def _actor(scene: Scene) -> Mention | None:
    """Give the person or body other than the issuer that a title tells to have received something."""
    text = scene.text
    line = text.find("\n")
    high = line if 0 <= line < scene.body else scene.body
    if not _GOT.search(text, 0, high):
        return None
    names = [m for m in scene.within(0, high) if m.label in scene.labels]
    for chain in chains(text, names):
        m = chain[-1]
        if len(chain) > 1:
            continue
        if m.label in PERSONAL and _WON.match(text, m.end, high):
            return m
        start = names[0].start if names[0].end <= m.start else m.start
        opens = len(text[:start].strip(" ‘“'\"[")) <= 3 and _NEXT.fullmatch(
            text[names[0].end : m.start] if start < m.start else " "
        )
        if (
            m.label == "ORG"
            and opens
            and _COMMA.match(text, m.end, high)
            and not OWN_OFFICE.search(text[m.start : m.end])
        ):
            return m
    return None


def _speaker(scene: Scene) -> Mention | None:
    """Give the body that opens the title or the body of the text."""
    text = scene.text
    line = text.find("\n")
    for low, high in ((0, line if 0 <= line < scene.body else scene.body), (scene.body, scene.body + 60)):
        bodies = [m for m in scene.within(low, high) if m.label in _BODIES]
        for at, m in enumerate(bodies):
            start = max(scene.line(m.start), low)
            if m.start - start > 6:
                continue
            if _several(text, bodies[at:]):
                break
            reach = high if m.label == "MINISTRY" else min(m.end + 30, high)
            headline = high <= scene.body and any(
                x.label in ("AWARD", "PRIZE") for x in scene.within(m.end, reach)
            )
            if _TOPIC.match(text, m.end) or headline:
                return m
    return None


def title_opens(scene: Scene) -> Sequence[Mention]:
    r"""Give some of those that a title tells of, where it opens with them: 가람부, 나루공사 등 8개 기관 최우수.

    Parameters
    ----------
    scene
        The text with its mentions.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "가람부, 나루공사 등 8개 기관 최우수\n\n가람부는 결과를 알렸다."
    >>> scene = Scene(text, [Mention(0, 3, "MINISTRY"), Mention(5, 9, "ORG")])
    >>> [text[m.start : m.end] for m in title_opens(scene)]
    ['가람부', '나루공사']
    """
    bodies = [m for m in scene.within(0, scene.body) if m.label in _BODIES]
    opens = bool(bodies) and not scene.text[: bodies[0].start].strip(" ‘“'\"")
    return _several(scene.text, bodies) if opens else ()


def _several(text: str, bodies: Sequence[Mention]) -> Sequence[Mention]:
    """Give the first of some bodies and those that commas join to it, if 등 follows them."""
    size = 1
    while size < len(bodies) and _COMMA_ONLY.fullmatch(text, bodies[size - 1].end, bodies[size].start):
        size += 1
    return bodies[:size] if size > 1 and _AND_OTHERS.match(text, bodies[size - 1].end) else ()
