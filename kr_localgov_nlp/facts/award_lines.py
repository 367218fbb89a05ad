"""Winners at the ends of listed lines, after 수상자들의 성과는 다음과 같다, and in footnotes and counted rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.facts.award_brackets import honourable
from kr_localgov_nlp.facts.award_same import told_of
from kr_localgov_nlp.facts.award_tail import PERSONAL
from kr_localgov_nlp.facts.award_winners import chains

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_same import Honour
    from kr_localgov_nlp.facts.award_scene import Scene

_ITEM = re.compile(r"\s*(?:[➊-➓❶-❿①-⑳⑴-⑽]|\d{1,2}[.)]\s|[▲△▶▷●◆■○ㅇ◦•*-]\s?)")
# What such a list is announced by.
_ANNOUNCED = re.compile(
    r"(?:수상자|유공자|우수\s?(?:공무원|직원|사례)|수상한|선정된|뽑힌|받은)[^\n]{0,40}(?:다음과\s같|아래와\s같|명단|공적|성과|[:：]\s*$)"
)
# Behind the last name: a title, a bracket.
_END = re.compile(r"(?:\s[가-힣]{1,8}){0,2}(?:\s?[(（][^()（）\n]{1,40}[)）])?\s*[.,]?\s*$")
# 올해 가람원, 나루원 총 2개 기관이 선정됐다
_CHOSEN_COUNT = re.compile(
    r"\s(?:등\s)?(?:총\s)?\d+\s?개?(?:의\s?)?\s?(?:기관|업체|기업|단체|지자체|시군|시·군|학교|마을|곳|팀)[이가]\s(?:[가-힣]{1,5}\s){0,2}선정(?:됐|되었)"
)
# 최종 6명*을 선발했다, and the footnote below
_COUNT_NOTE = re.compile(
    r"(?<![\d,])(\d{1,2})\s?(?:명|인|팀|곳|개\s?(?:기관|팀|부서|지자체|시군|기업|업체|학교|마을))\s?\*(?!\*)"
)
_NOTE = re.compile(r"[.\s]*\n\s*\*(?!\*)\s?")
# 가람전자 등 3개사*가 받았다, and the footnote that names all
_NOTED = re.compile(
    r"[^\n.]{0,16}?\s등\s(?:총\s)?(?P<n>\d{1,2})\s?(?:개\s?)?[가-힣]{1,4}(?P<mark>\*{1,3})(?!\*)"
)
_FOOTNOTE = re.compile(r"\n\s*(?P<mark>\*{1,3})(?!\*)\s?")
_PICKED = re.compile(r"선발|선정|수상|표창|포상|시상|뽑")
# 으뜸 심사관(2명) : 김하나, 이두리
_ROW_HEAD = re.compile(r"[’”'\"]?\s?[(（](\d{1,2})\s?(?:명|인)[)）]\s?[:：]\s")
_ROW_MARK = re.compile(r"[^\w\n]{0,4}(?:[ㅇ○]\s?)?[‘“'\"]?")
#: How far below its mark a footnote may stand
_REACH = 1500
_ITEM_LEAD = 16  # how far into the footnote its first name may stand
#: How far before such a sentence its award may be named.
_BACK = 300
_OPENING = 200  # how far into the body its first sentences go
_HEADING = 60  # how long a line between two items may be
_ANNOUNCE = 250  # how far before its first item a list is announced


def at_line_ends(scene: Scene, offered: Mapping[str, tuple[Mention, ...]]) -> Iterator[Honour]:
    r"""Give the winners that the lines of an announced list end in.

    Parameters
    ----------
    scene
        The text with its mentions.
    offered
        The prize that comes with an award, by the award's name, where the text tells it in general.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "모범상을 주었다. 수상자들의 성과는 다음과 같다.\n① 물을 아낀 김하나 주무관\n② 길을 연 이두리 사무관"
    >>> scene = Scene(text, [Mention(0, 3, "AWARD"), Mention(36, 39, "PERSON"), Mention(51, 54, "PERSON")])
    >>> [text[h.recipient.start : h.recipient.end] for h in at_line_ends(scene, {})]
    ['김하나', '이두리']
    """
    award = scene.lead
    if award is None or not _ANNOUNCED.search(scene.text):
        return
    for cue in _ANNOUNCED.finditer(scene.text):
        members = _members(scene, cue.end())
        if len(members) < 2:
            continue
        prizes = offered.get(award.name) or only_prize(scene)
        for winner in (w for chain in members for w in chain):
            honour = told_of(scene, award, (), winner, None)
            honour.prizes = prizes
            honour.spans = sorted({winner, *prizes})
            yield honour


def in_footnote(scene: Scene) -> Iterator[Honour]:
    r"""Give the winners whom a footnote lists where the text counts them: 최종 2명*을 뽑았다 / * 김하나 주무관, 이두리 사무관.

    Parameters
    ----------
    scene
        The text with its mentions.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "모범상을 줄 2명*을 선정했다.\n* 김하나 주무관, 이두리 사무관"
    >>> scene = Scene(text, [Mention(0, 3, "AWARD"), Mention(20, 23, "PERSON"), Mention(29, 32, "PERSON")])
    >>> [text[h.recipient.start : h.recipient.end] for h in in_footnote(scene)]
    ['김하나', '이두리']
    """
    text = scene.text
    for told in _COUNT_NOTE.finditer(text):
        left, right = sentence_bounds(text, told.start(), told.end())
        here = scene.within(left, right)
        note = _NOTE.match(text, right)
        near = [m for m in here if m.start in scene.of]
        award = scene.of[near[0].start] if near else scene.lead
        if not note or award is None or not _PICKED.search(text, left, right):
            continue
        winners = _of_line(scene, note.end())[:1]
        if not winners or len(winners[0]) != int(told[1]) or winners[0][0].start - note.end() > _ITEM_LEAD:
            continue
        prizes = tuple(m for m in here if m.label == "PRIZE")[:1] or only_prize(scene)
        for winner in winners[0]:
            yield told_of(scene, award, prizes, winner, near[0] if near else None)


def with_note(scene: Scene, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    r"""Give the winners of a footnote in place of the first of them, whom the sentence names.

    Parameters
    ----------
    scene
        The text with its mentions.
    named
        Whom the sentence names.

    Returns
    -------
    tuple of Mention
        Those of the footnote, if they are as many as the sentence counts and the named ones are among them; else
        `named`.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "가람전자 등 2개사*가 대상을 받았다.\n* 가람전자, 나루전자"
    >>> found = [Mention(0, 4, "ORG"), Mention(13, 15, "PRIZE"), Mention(24, 28, "ORG"), Mention(30, 34, "ORG")]
    >>> scene = Scene(text, found)
    >>> [text[m.start : m.end] for m in with_note(scene, (found[0],))]
    ['가람전자', '나루전자']
    """
    text = scene.text
    told = _NOTED.match(text, named[-1].end) if named else None
    if told is None:
        return named
    notes = _FOOTNOTE.finditer(text, told.end(), told.end() + _REACH)
    note = next((m for m in notes if m["mark"] == told["mark"]), None)
    if note is None:
        return named
    personal = named[0].label in PERSONAL
    listed = [m for chain in _of_line(scene, note.end()) for m in chain if (m.label in PERSONAL) == personal]
    names = {text[m.start : m.end] for m in listed}
    whole = len(listed) == int(told["n"]) and all(text[m.start : m.end] in names for m in named)
    return tuple(listed) if whole else named


def _of_line(scene: Scene, at: int) -> list[tuple[Mention, ...]]:
    """Give the winners that the rest of a line names."""
    end = scene.text.find("\n", at)
    return chains(scene.text, honourable(scene, at, end if end >= 0 else len(scene.text)))


def in_counted_rows(scene: Scene) -> Iterator[Honour]:
    r"""Give the winners of rows that an award heads with their number: ㅇ 으뜸 심사관(2명) : 김하나, 이두리.

    Parameters
    ----------
    scene
        The text with its mentions.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "수상자 명단\nㅇ 으뜸상(2명) : 김하나, 이두리"
    >>> scene = Scene(text, [Mention(9, 12, "AWARD"), Mention(19, 22, "PERSON"), Mention(24, 27, "PERSON")])
    >>> [text[h.recipient.start : h.recipient.end] for h in in_counted_rows(scene)]
    ['김하나', '이두리']
    """
    text = scene.text
    heads = [m for m in scene.mentions if m.label in ("AWARD", "PRIZE")]
    for number, m in enumerate(heads):
        head = _ROW_HEAD.match(text, m.end) if m.start in scene.of else None
        if not head or not _ROW_MARK.fullmatch(text, scene.line(m.start), m.start):
            continue
        stop = heads[number + 1].start if number + 1 < len(heads) else len(text)
        people = [w for w in scene.within(head.end(), stop) if w.label == "PERSON"][: int(head[1])]
        if len(people) == int(head[1]):  # fewer: some of them nothing recognised, and others may follow
            for winner in people:
                yield told_of(scene, scene.of[m.start], (), winner, m)


def only_prize(scene: Scene) -> tuple[Mention, ...]:
    """Give the prize that title and first sentences tell, if it is one."""
    early = [p for p in scene.prizes if p.end <= scene.body + _OPENING]
    return tuple(early[:1]) if len({scene.text[p.start : p.end] for p in early}) == 1 else ()


def _members(scene: Scene, at: int) -> list[tuple[Mention, ...]]:
    """Give the winners of the lines below an offset, those of each line in one."""
    text = scene.text
    out: list[tuple[Mention, ...]] = []
    end = text.find("\n", at)
    while end >= 0:
        begin, end = end + 1, text.find("\n", end + 1)
        stop = end if end >= 0 else len(text)
        if not text[begin:stop].strip():
            continue
        if not _ITEM.match(text, begin, stop):
            if stop - begin > _HEADING or (not out and begin - at > _ANNOUNCE):
                break
            continue
        groups = chains(text, honourable(scene, begin, stop))
        if not groups or any(m.label in ("PRIZE", "AWARD") for m in scene.within(begin, stop)):
            break
        last = groups[-1]
        if last[-1].label != "PERSON" or not _END.match(text[last[-1].end : stop]):
            break
        out.append(last)
    return out


def counted(scene: Scene, offered: Mapping[str, tuple[Mention, ...]]) -> Iterator[Honour]:
    """Give those whom a sentence counts as chosen, without award and prize: 올해 가람원, 나루원 총 2개 기관이 선정됐다."""
    text = scene.text
    for told in _CHOSEN_COUNT.finditer(text):
        left, right = sentence_bounds(text, told.start(), told.end())
        if any(m.label in ("PRIZE", "AWARD") for m in scene.within(left, right)):
            continue
        near = [m for m in scene.within(max(0, left - _BACK), left) if m.start in scene.of]
        groups = chains(text, honourable(scene, left, told.start()))
        if not near or not groups or len(groups[-1]) < 2 or told.start() - groups[-1][-1].end > 1:
            continue
        award = scene.of[near[-1].start]
        for winner in groups[-1]:
            yield told_of(scene, award, offered.get(award.name, ()), winner, None)
