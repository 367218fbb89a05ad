"""The subject of a sentence that tells an honour: who 받았다, 그는, 시는, and who is only the subject of a clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.facts.award_alike import bare
from kr_localgov_nlp.facts.award_groups import topic_again
from kr_localgov_nlp.facts.award_parts import Mention, is_organiser
from kr_localgov_nlp.facts.award_tail import PERSONAL, tail
from kr_localgov_nlp.facts.award_winners import chains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_scene import Scene

_RUNNERS = ("MINISTRY", "DISTRICT", "ORG")
_RELATIVE_CLAUSE = re.compile(
    r"[이가][^,이가]{0,12}(?:주관|주최|실시|개최|시행|발표|선정|수여|후원|공동)(?:한|하는|하고|해)\s"
)
# Words that end in a past or present adnominal before an award: 연 ‘2024 일자리대상’, 내놓은 평가.
_ADNOMINAL = re.compile(
    r"(?:[가-힣]*(?:한|(?<!열리)는|(?<!받)은|인|준|낸|[가꾸차]린|킨|본|룬|친|긴|눈|던)|연)(?:\s|(?=[「『｢<‘“]))"
    r"(?:[‘“'\"「『｢<’`]?(?:\d{2,4}(?:년도?|학년도|회계연도)?|제\s?\d+회|이번|올해)\s?)*[‘“'\"「『｢<]?\s?"
    r"(?:[가-힣A-Z]{1,8}의?\s){0,2}$"
)
# 그는, 소 이장은: a person told before
_AGAIN = re.compile(
    r"(?<![가-힣])(?:그(?:[는가]|도)|(?P<name>[가-힣])\s(?:이장|팀장|씨|주무관|교수|대표|과장|선생|위원장|회장|단장|교사|작가|원장|시인|감독|선수|국장|소장|위원|의원|박사|학생|명인|교감|교장|구청장|시장|군수|도지사|지사|부시장|부군수|의장)"
    r"[은는이가도])(?=\s)"
)
# 시의회는, 소방서는: a body told before by its full name; a 공단 or 재단 as often gives
_BODY_AGAIN = re.compile(
    r"(?<![가-힣])(?P<name>[시군구도]의회|의회|교육지원청|소방서|경찰서)(?:은|는|이|가|에서는)(?=\s)"
)
# 물빛도에서도 ▲…: whose prizes a list tells
_LISTS_ITS = re.compile(r"에서(?:도|는)?,?\s[▲△▷▶]")
# 가람처의 ‘물길 평가’에서도: whose evaluation it is
_WHOSE = re.compile(r"의\s(?:20\d\d년도?\s)?[‘“'\"「『]?")
_EARLIER = re.compile(r"(?:수상했|받았|차지했|선정됐)[^.]{0,3}[다고며]")
_HOME = re.compile(
    r"(?<![가-힣\d])(?:우리\s|본\s)?(?:구|시|군|도|구청|시청|군청|도청)(?:\s(?:보건소|선수단|본청|감사관))?"
    r"(?P<mark>[은는이가도]|에서는|의)(?=\s)"
)
# 김하나(6년) 군은: Mr Kim, and no county
_MISTER = re.compile(r"(?:[(（][^()（）\n]{1,20}[)）])?\s?")
# 가람처가 내놓은 결과에 따르면 나주시는: who tells it
_ACCORDING = re.compile(r"에\s(?:따르면|의하면),?\s")
_NEXT_FIELD = re.compile(
    r"(?:\s[‘“'\"][^‘’“”'\"\n]{2,60}[’”'\"](?:\s(?:사례|사업))?으?로)?,\s(?:[가-힣A-Za-z0-9·]{1,12}\s){0,2}?(?:[가-힣A-Za-z0-9·]{1,12}(?:은|는|에서는|에는|에)\s)?[‘“'\"㈜]?"
)
_IN_FIELD = re.compile(r"(?:\s?[가-힣]{2,8})?[은는]\s[^,.\n]{2,20}(?:부문|분야)(?:에서|으로),\s")
# 평가는 국무조정실이 했으며, |나주시는 …
_CLAUSE_END = re.compile(r"(?:[했았었였됐]|하였|되었)(?:으며|고|는데),\s")
_FOR_MERIT = re.compile(r"(?:공로|공적|성과|노력|기여)(?:으로|로),\s[^.\n,]{0,20}$")
_TOGETHER = re.compile(r"[’”'\"]?[와과]\s(?:함께|나란히|공동으로)\s[‘“'\"]?")
# 김하나 가람부장관은
_OFFICE = re.compile(r"\s([가-힣]{0,12}\s?(?:장관|[처청실원회]장|위원장|시장|군수|지사|총리))(?=[은이]\s|,)")


class Recipients(NamedTuple):
    """Who received a prize.

    Parameters
    ----------
    named
        The ones that the sentence names; empty for the one that the text is about.
    sure
        Whether the text says it of exactly these: a list or a subject, not the default.
    nobody
        Whether the sentence only counts winners or tells what a giver hands out.
    """

    named: tuple[Mention, ...]
    sure: bool
    nobody: bool = False


def hands_out(text: str, m: Mention, prize: Mention) -> bool:
    """Tell whether a person bears the office whose prize it is: 김하나 가람부장관은 … 가람부장관 표창을 주었다."""
    office = _OFFICE.match(text, m.end) if m.label == "PERSON" else None
    return office is not None and bare(office[1]) in bare(text[prize.start : prize.end])


def subject(
    scene: Scene, region: Sequence[Mention], award: Mention | None, prize: Mention, low: int, high: int
) -> Recipients | None:
    """Give the nearest subject of a stretch before a prize; () for the issuing government."""
    text = scene.text
    own = prize if prize.label == "AWARD" else None  # an award that is a prize itself
    source = _ACCORDING.search(text, low, high)
    behind = [m for m in region if source and m.start >= source.end()]
    region = [m for m in behind or region if not _LISTS_ITS.match(text, m.end)]
    groups = [(c, tail(text, c[-1], high + 1).kind) for c in chains(text, region)]
    groups = [
        (c, kind) for c, kind in groups if kind in ("sub", "top") and not _runs(scene, c[-1], award or own)
    ]
    home = [m for m in _HOME.finditer(text, low, high) if not _is_mister(scene, low, m.start())]
    chosen: tuple[Mention, ...] | None = None
    for wanted in ("sub", "top"):
        fit = [c for c, kind in groups if kind == wanted and not _other_clause(text, c[-1], kind, prize)]
        later = [c[0].start for c, kind in groups if kind == "top"] if wanted == "sub" else []
        fit = [c for c in fit if not any(_CLAUSE_END.search(text, c[-1].end, at) for at in later)]
        if fit:
            persons = [c for c in fit if c[-1].label in PERSONAL]
            chosen = (persons or fit)[-1]
            if wanted == "sub":
                topic = topic_again(scene, groups, chosen, prize)
                if topic:
                    chosen = topic
                    break
                chosen = (*_before_in_list(text, fit, chosen), *chosen)
            elif (rows := _each_with_field(text, fit, chosen)) != chosen:
                chosen = rows
            elif "각각" in text[chosen[-1].end : prize.start]:
                # 김하나 대표는 …한 공로로, 이두리 이사는 …한 공로로 각각 장관 표창을
                earlier = [c for c in fit if _FOR_MERIT.search(text, c[-1].end, chosen[0].start)]
                chosen = (*(m for c in earlier if c is not chosen for m in c), *chosen)
            break
    again = _AGAIN.search(text, low, high)
    if (
        again
        and (chosen is None or again.start() > chosen[-1].end)
        and (not home or again.start() > home[-1].start())
    ):
        told = _told_person(scene, again["name"], low)
        if told:
            return Recipients((told,), sure=True)
    body = _told_body(scene, low, high)
    if body and (chosen is None or body[0] > chosen[-1].end) and not (home and home[-1].start() > body[0]):
        return Recipients((body[1],), sure=True)
    if home and (chosen is None or home[-1].start() > chosen[-1].end):
        return Recipients((), sure=True)
    if chosen is None:
        return None
    # 나주시는 강진군과 함께 대상을 공동 수상했다
    also = [
        c
        for c in chains(text, region)
        if c[0].start > chosen[-1].end and _TOGETHER.fullmatch(text[c[-1].end : high])
    ]
    return Recipients((*chosen, *(also[-1] if also else ())), sure=True)


def _is_mister(scene: Scene, low: int, at: int) -> bool:
    """Tell whether what stands at an offset is the 군 behind a name: 김하나(6년) 군은."""
    people = [m for m in scene.within(low, at) if m.label in PERSONAL]
    return any(_MISTER.fullmatch(scene.text, m.end, at) for m in people)


def _told_body(scene: Scene, low: int, high: int) -> tuple[int, Mention] | None:
    """Give where a stretch tells a body again by the end of its name alone, and the body, if only one name ends so."""
    text = scene.text
    again = list(_BODY_AGAIN.finditer(text, low, high))
    if not again:
        return None
    last = again[-1]
    bodies = {
        text[m.start : m.end]: m
        for m in reversed(scene.mentions)
        if m.label == "ORG"
        and m.end <= last.start()
        and m.end - m.start > len(last["name"])
        and text.endswith(last["name"], m.start, m.end)
    }
    return (last.start(), next(iter(bodies.values()))) if len(bodies) == 1 else None


def _each_with_field(
    text: str, groups: Sequence[tuple[Mention, ...]], last: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Give the topics that share a prize, each in a field of its own: A는 관광부문에서, B는 숙박부문에서 대상을 받았다."""
    out = list(last)
    for chain in reversed(groups[: groups.index(last)]):
        if not _IN_FIELD.fullmatch(text, chain[-1].end, out[0].start):
            break
        out[:0] = chain
    return tuple(out)


def _before_in_list(
    text: str, groups: Sequence[tuple[Mention, ...]], last: tuple[Mention, ...]
) -> list[Mention]:
    """Give the subjects before the last one that share its prize: 관광 부문은 A가, 숙박 부문은 B가 우수상을 받았다."""
    out: list[Mention] = []
    following = last
    for chain in reversed(groups[: groups.index(last)]):
        end = tail(text, chain[-1], following[0].start)
        if end.kind != "sub" or not _NEXT_FIELD.fullmatch(text[end.end : following[0].start]):
            break
        out[:0] = chain
        following = chain
    return out


def _told_person(scene: Scene, surname: str | None, before: int) -> Mention | None:
    """Give the person that 그는 or a surname with a title (소 이장은) takes up."""
    text = scene.text
    people = [m for m in scene.within(max(0, before - 500), before) if m.label in PERSONAL]
    for m in reversed(people):
        if surname is None or text[m.start] == surname:
            return m
    return None


def _runs(scene: Scene, m: Mention, award: Mention | None) -> bool:
    """Tell whether a body runs the award: 주관하는, or a subject before it with a clause of its own."""
    text = scene.text
    if is_organiser(text, m):
        return True
    if award is None or m.end > award.start or m.label in PERSONAL:
        return False
    if m.label == "MINISTRY" and _WHOSE.fullmatch(text, m.end, award.start):
        return True
    lead = text[m.end : award.start]
    if not re.match(r"[’”'\"]?[)）]?[이가]\s", lead) or len(lead) > 90:
        return False
    between = scene.within(m.end, award.start)
    if any(x.label == "PRIZE" or (x.label in _RUNNERS and text[x.end] in "이가") for x in between):
        return False
    return _ADNOMINAL.search(lead) is not None


def _other_clause(text: str, subject: Mention, kind: str, prize: Mention) -> bool:
    """Tell whether a subject is one of a relative clause (전남도가 발표한 …) or of an earlier honour."""
    if kind == "sub" and _RELATIVE_CLAUSE.match(text, subject.end, prize.start):
        return True
    return _EARLIER.search(text, subject.end, prize.start) is not None
