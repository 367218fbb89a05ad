"""Winners in the stretch behind a prize: 대상은 …을 만든 김하나 씨가, …을 낸 이두리 씨가 받았다; ▲…, ▲…; ‘작품’(지은이).

What stands behind ``대상은``, ``우수상에는`` or ``우수기관으로`` up to the verb is one list, however long its members'
clauses are and over however many lines it goes. Korean names come last in their clause, so that the winner of a member
is its last name; a work's author stands in the brackets behind its title.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_brackets import honourable
from kr_localgov_nlp.facts.award_parts import Mention
from kr_localgov_nlp.facts.award_tail import PERSONAL, tail
from kr_localgov_nlp.facts.award_towns import noted, with_towns
from kr_localgov_nlp.facts.award_winners import CLAUSE, chains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_scene import Scene

#: How far a list may go on behind its prize, and over how many clauses.
REACH, MANY_VERBS = 1500, 4
_LABELS = ("PERSON", "HEAD", "ORG", "DISTRICT", "MINISTRY", "PLACE")
_BULLET = re.compile(r"[▲△▷▶●◆■★☆①-⑳➊-➓❶-❿]")
_END = re.compile(r"[다요됨음함]\.(?=[\s”’\"'\])]|$)|[■□]")
_LINE = re.compile(r"\n")
_GOES_ON = re.compile(r"(?:[,，、·]|[은는]|에는|[와과]|및)[’”'\"]?\s*$")
_NOTE = re.compile(r"\s*[*※]")
# The verb of the list, not one that is an attribute of a winner (받은, 선정된).
_VERB = re.compile(
    r"(?:수상|차지|선정|선발|획득)(?:했|하였|하며|하고|되었|됐|되며|돼|되고|한다|해\s)|받(?:았|으며|고\s|는다)|"
    r"[가-힣][았었였했됐갔렸랐뒀웠꼈쳤섰](?:다(?![는고])|고|으며|지만|으나|는데)|이름을\s올|뿐이|(?<=[가-힣])이(?:며,?\s|다[.\s])"
)
# …가 수상했으며, 나주시가 …: what follows is another clause
_DONE = re.compile(r"(?:(?:수상|차지)(?:했|하였)|선정(?:됐|되었))(?:으며|고),")
_BRACKET = re.compile(r"[(（]((?:[^()（）\n]|[(（][^()（）\n]{1,6}[)）]){2,60})[)）]")
# What else than names may stand in the brackets behind a work: a school, a field, 작, 출품.
_NOTE_ON = re.compile(
    r"(?:원곡\s|[가-힣]{0,8}(?:[관원교사회단점소]장|대표이?사?|이사장|총장|교장|시장|군수|지도교수)\s?)$"
)
_PUPIL = re.compile(r"[가-힣]{2,10}(?:초|중|고|학교|유치원)(?:,|,?\s|·)\s?([가-힣]{3})(?:\s(?:학생|어린이))?")
_BARE = re.compile(r"[\s,/·ㆍ:：‧]|\(?[재사주]\)|㈜|및|공동|등|外|외\s?\d+[명곳]")
# 가람연구원 물길조사과: a department behind its body's name
_DEPARTMENT = re.compile(r"(?:[가-힣A-Za-z0-9]{1,14}(?:과|실|팀|국|부|센터|단|반|소))?")
# 김하나 주무관 외 4명과
_AND_MORE = re.compile(r"(?:\s[가-힣]{1,8}){0,2}\s외\s\d+[명인곳팀]")
# 김하나를 비롯해 애쓴 유공자 8명에게
_LED = re.compile(r"\s?비롯(?:해|하여|한)\s[^.\n]{0,60}\d\s?[명곳팀](?:에게|[이을])")
_IN_TURN = re.compile(r"[이가],\s")
_TEAM_SAID = re.compile(r"(?:(?<=\s)|(?<=,))([가-힣A-Za-z0-9.&]{2,16})[(（]팀[)）]")
# ‘물빛나루’ 팀|(가람대)
_QUOTED_TEAM = re.compile(r"[‘'“\"]([^‘’'“”\"\n]{1,16})[’'”\"]\s?팀\s?$")
_TEAM_BEFORE = re.compile(r"(?<![가-힣A-Za-z0-9&.])(?!학생팀)([가-힣A-Za-z0-9&.]{1,14}팀)\s?$")
_TEAM_OF = re.compile(
    r"(?<=[은는과와,’”]\s)((?:[가-힣A-Za-z0-9.+]{1,12}(?<![은는이가을를와과의])\s){0,2}[가-힣A-Za-z0-9.+]{1,14})[(（][^()（）\n]{2,14}외\s?\d+[명인][)）]$"
)
# 김하나 과장과, △이두리 교수 △박세나 과장이
_LEADS = re.compile(r"(?:\s[가-힣]{1,8}){0,2}(?:[과와]|[을를]\s비롯(?:해|하여)),?\s*$")
_OWNER = re.compile(r"(?:[(（][^()（）\n]{1,20}[)）])?의\s")
_OF_TEAM = re.compile(r"\s팀|의\s[‘“「『]")
_OPEN_MARK = re.compile(r"[‘“「『｢<〈《]")
# 나주시에서 제출한 ‘…’ 사례가
MADE = re.compile(r"\s?(?:제출|출품|제안|응모|발표|신청|개발|추진|수행)(?:한|된)\s")
_WENT = re.compile(r"\s?(?:각각\s)?(?:돌아|주어|수여)")
_CHOSEN = re.compile(r"\s?(?:최종\s|각각\s)?(?:선정|선발|뽑|발표|결정)")
_AUTHOR_NOTE = re.compile(
    r"\s?(?:님|씨|作|작|저|지음|출품|著|대표|등|팀|[가-힣]{0,4}(?:주무관|팀장|과장|계장|사무관|연구사|지도사|교사|교수|학생|대리|직원)|외\s\d+[명인]|외)?(?:\s?(?:작|作|출품))?(?=\s?[,/·)）]|$)"
)
#: The winners of another prize, of whom somebody else is told: 최우수상 수상팀을 지도한
TEAM = re.compile(r"\s?(?:수상팀|수상자|수상작)[을를의]\s")
# 장려상에는 가람공사(GRC)|사장상: the giver of the next prize
_GIVER_NEXT = re.compile(r"[)）]?\s?")
_CLOSED = "’”'\"」』｣>》"


def slot_end(scene: Scene, at: int) -> int:
    """Give where the list behind a prize ends: at the next prize, at the end of the sentence, at a line that is closed.

    Parameters
    ----------
    scene
        The text with its mentions.
    at
        Where the list begins.
    """
    text = scene.text
    stop = min(len(text), at + REACH)
    prizes = [m for m in scene.within(at, stop) if m.label == "PRIZE"]
    following = [m.start for m in prizes if not TEAM.match(text, m.end)]
    stop = following[0] if following else stop
    end = _END.search(text, at, stop)
    stop = end.end() if end else stop
    mark = text[at : at + 1] if _BULLET.match(text, at) else ""
    for line in _LINE.finditer(text, at, stop):
        if mark and text.startswith(mark, line.end()):
            continue  # ◇우수상 / △김하나 / △이두리
        start = max(at, scene.line(line.start()))
        if not text[at : line.start()].strip():
            continue  # 최우수상은 / ○ 길을 연 김하나 씨가
        note = start > at and (line.start() == start or _NOTE.match(text, start))
        if not note and not _GOES_ON.search(text[start : line.start()]):
            return line.start()
    return stop


def winners_in(scene: Scene, at: int, *, near: int = 14) -> tuple[Mention, ...]:
    """Give the winners of the list that begins behind a prize.

    Parameters
    ----------
    scene
        The text with its mentions.
    at
        Where the list begins, behind the prize and its particle.
    near
        How near a single name has to stand where the sentence gives it no role.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "대상은 새 길을 연 김하나 씨, 물을 아낀 이두리 씨가 받았다."
    >>> scene = Scene(text, [Mention(0, 2, "PRIZE"), Mention(11, 14, "PERSON"), Mention(24, 27, "PERSON")])
    >>> [text[m.start : m.end] for m in winners_in(scene, 4)]
    ['김하나', '이두리']
    """
    text, stop = scene.text, slot_end(scene, at)
    if listed := noted(scene, at, stop):
        return listed
    every = [m for m in scene.within(at, stop) if m.label in _LABELS]
    if every and _GIVER_NEXT.fullmatch(text, every[-1].end, stop) and _is_prize(scene, stop):
        stop = every.pop().start
    if not every:
        return ()
    if _DONE.search(text, at, every[0].start):
        return ()
    cuts = [v.end() for v in islice(_VERB.finditer(text, every[0].end, stop), MANY_VERBS)] or [stop]
    for cut in cuts:
        here = [m for m in every if m.end <= cut]
        bullets = [m.start() for m in _BULLET.finditer(text, at, cut)]
        if bullets and here[-1].start > bullets[0]:
            return _bulleted(scene, here, [*bullets, cut])
        made = authors(text, here) or with_towns(text, at, cut)
        if made:
            return made
        found = _unmarked(text, honourable(scene, at, cut), cut)
        if found:
            return (*found, *teams(text, here, at, cut))
    opening = _opening(text, honourable(scene, at, cuts[0]), at, cuts[0], near)
    return (*opening, *teams(text, every, at, cuts[0]))


def _is_prize(scene: Scene, at: int) -> bool:
    return any(p.start == at for p in scene.prizes)


def teams(text: str, names: Sequence[Mention], at: int, cut: int) -> list[Mention]:
    """Give the teams of a list that only the word in brackets tells: 물길찾기(팀), 바람개비(팀)."""
    return [
        Mention(*m.span(1), "WORK")
        for m in _TEAM_SAID.finditer(text, at, cut)
        if not any(x.start < m.end(1) and m.start(1) < x.end for x in names)
    ]


def _bulleted(scene: Scene, every: Sequence[Mention], borders: Sequence[int]) -> tuple[Mention, ...]:
    """Give the winner of each member of a list with bullets."""
    text = scene.text
    led = chains(text, [m for m in honourable(scene, every[0].start, borders[0]) if m in every])
    out = list(led[-1]) if led and _LEADS.match(text, led[-1][-1].end, borders[0]) else []
    for low, high in pairwise(borders):
        here = [m for m in every if low <= m.start and m.end <= high]
        found = authors(text, here)
        if not found:
            groups = chains(text, honourable(scene, low, high))
            groups = [c for c in groups if c[-1].label != "PLACE" or not text.startswith("에서", c[-1].end)]
            first = groups[0] if groups and groups[0][0].start - low < 3 else ()
            if first and first[-1].label != "DISTRICT" and _OWNER.match(text, first[-1].end):
                groups = groups[:1]  # △가람고(나주)의 일본 나루고와의 교류 사례, but not △강화의 가람농원
            ends = [c for c in groups if tail(text, c[-1], high).kind in ("and", "sub", "obj", "dat", "top")]
            found = (ends or groups or [()])[-1]
        out += found
    return tuple(out)


def has_bullets(scene: Scene, at: int) -> bool:
    """Tell whether the list behind an offset is one with bullets, the first before the first name."""
    bullet = _BULLET.search(scene.text, at, slot_end(scene, at))
    if bullet is None or _VERB.search(scene.text, at, bullet.start()):
        return False
    return not any(m.label in scene.labels for m in scene.within(at, bullet.start()))


def before(scene: Scene, prize: int) -> tuple[Mention, ...]:
    """Give the winners of a list with bullets that ends at a prize: ▲…한 가람마을, ▲…한 나루마을이 각각 우수상을.

    Parameters
    ----------
    scene
        The text with its mentions.
    prize
        Where the prize begins.
    """
    text = scene.text
    low = max(scene.line(prize), prize - REACH)
    first = _BULLET.search(text, low, prize)
    if first is None or _BULLET.search(text, first.end(), prize) is None:
        return ()
    end = None
    for end in _END.finditer(text, low, prize):  # noqa: B007
        pass
    low = end.end() if end else low
    low = max([low, *(m.end for m in scene.within(low, prize) if m.label == "PRIZE")])
    bullets = [m.start() for m in _BULLET.finditer(text, low, prize)]
    if len(bullets) < 2:
        return ()
    every = [m for m in scene.within(low, prize) if m.label in _LABELS]
    groups = chains(text, honourable(scene, bullets[-1], prize))
    if not groups or tail(text, groups[-1][-1], prize).kind not in ("sub", "obj", "top", "dat"):
        return ()
    return _bulleted(scene, every, [*bullets, prize])


def authors(text: str, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give those who stand in brackets behind the title of what they made: ‘봄비’(가람초 김하나), ‘여름(이두리 작)’.

    Parameters
    ----------
    text
        The text.
    names
        All names of the stretch, those in brackets included.
    """
    out: list[Mention] = []
    teams_of: list[Mention] = []
    if not names:
        return ()
    for m in _BRACKET.finditer(text, max(0, names[0].start - 60), names[-1].end + 30):
        inside = [x for x in names if m.start() < x.start and x.end <= m.end()]
        team = _team_before(text, m.start()) if inside else None
        if team:
            told = [x for x in names if x.end == team.end(1)]
            teams_of += told or [Mention(*team.span(1), "WORK")]  # 물길팀(가람대학교), whoever recognised it
            continue
        made = _TEAM_OF.search(text, max(0, m.start() - 30), m.end()) if inside else None
        if made and _OF_TEAM.match(text, m.end()):
            teams_of.append(Mention(*made.span(1), "WORK"))  # 물길찾기(김하나 외 4명) 팀의
            continue
        if not inside or any(x.end in (m.start(), m.start() - 1) and x.label != "PLACE" for x in names):
            continue  # nobody, or a note on the name before: 나주시(시장 김하나)
        if any(_NOTE_ON.search(text, m.start() + 1, x.start) for x in inside):
            continue
        before = [x for x in names if x.end <= m.start()]
        closed = text[m.start() - 1] in _CLOSED or (
            text[m.start() - 1] == " " and text[m.start() - 2] in _CLOSED
        )
        people = [x for x in inside if x.label in PERSONAL]
        if before and not closed and _about(text, before[-1], m.start()):
            continue
        opened = _OPEN_MARK.search(text, max(0, m.start() - 90), m.start())
        if people:
            out += [x for x in people if _AUTHOR_NOTE.match(text, x.end)]
        elif pupil := _PUPIL.fullmatch(text, m.start(1), m.end(1)):
            out.append(
                Mention(*pupil.span(1), "WORK")
            )  # (가람초, 김하나), where nothing recognised the child
        elif (closed or opened) and _only(text, m.start(1), m.end(1), inside):
            # Who made a work has won, even the ministry that speaks.
            out += [
                x._replace(label="WORK", code="") if x.label == "MINISTRY" else x
                for x in inside
                if x.label != "PLACE"
            ]
    # Of teams that were recognised the sentence tells more; where one was not, the brackets tell all.
    unread = any(x.label == "WORK" for x in teams_of)
    return tuple(sorted([*out, *teams_of])) if unread else tuple(out)


def _team_before(text: str, at: int) -> re.Match[str] | None:
    """Find the name of the team that ends before an offset: 물길팀|, ‘물빛나루’ 팀|."""
    low = max(0, at - 20)
    return _QUOTED_TEAM.search(text, low, at) or _TEAM_BEFORE.search(text, low, at)


def _only(text: str, low: int, high: int, names: Sequence[Mention]) -> bool:
    """Tell whether nothing but names stands in brackets."""
    rest, at = "", low
    for m in names:
        rest += text[at : m.start]
        at = m.end
    return _DEPARTMENT.fullmatch(_BARE.sub("", rest + text[at:high])) is not None


def _about(text: str, name: Mention, at: int) -> bool:
    """Tell whether brackets explain the name before them, a title or a word of its own between: 김하나 씨(나주시)."""
    gap = text[name.end : at]
    return (
        name.label != "PLACE"
        and (len(gap) < 12 or gap.endswith(" 팀"))
        and not any(c in gap for c in "‘’“”「」『』'\"")
    )


def _opening(text: str, names: Sequence[Mention], at: int, cut: int, near: int) -> tuple[Mention, ...]:
    """Give the names that a list opens with, where the sentence gives nobody a role."""
    first = chains(text, names)[:1]
    if not first or first[0][0].start - at > near:
        return ()
    end = tail(text, first[0][-1], cut).kind
    return () if end == "of" or (end == "loc" and first[0][-1].label == "PLACE") else first[0]


def _unmarked(text: str, names: Sequence[Mention], cut: int) -> tuple[Mention, ...]:
    groups = chains(text, names)
    last: tuple[Mention, ...] | None = None
    out: list[Mention] = []
    for chain in reversed(groups):
        end = tail(text, chain[-1], cut)
        if last is None:
            ends = end.kind in ("sub", "dat", "at") or (
                (end.kind == "loc" and (_WENT.match(text, end.end) or MADE.match(text, end.end)) is not None)
                or (end.kind == "obj" and _CHOSEN.match(text, end.end) is not None)
                or _AND_MORE.match(text, chain[-1].end, cut) is not None
                or (end.kind == "obj" and _LED.match(text, end.end) is not None)
                or (end.kind in ("", "and") and not text[end.end : cut].strip(" ,·"))
            )
            if ends:
                last = chain
                out = list(chain)
            continue
        made = end.kind == "sub" and chain[-1].label in PERSONAL and last[-1].label not in PERSONAL
        if made and MADE.match(text, end.end):
            return chain  # 김하나 씨가 출품한 정원 ‘물빛정원’이
        if end.kind == "" and len(chain) > 1:
            out[:0] = chain[:-1]  # 가람전자의 ‘바깥벽’과, 나루전자의 벤처인 다온의 ‘등불’이
            continue
        clause = CLAUSE.match(text[end.end : out[0].start]) is not None
        # 물을 아낀 가람전자 김하나 상무와 나무를 심은 나루마을이: persons and bodies, each with a clause
        same = (chain[-1].label in PERSONAL) == (last[0].label in PERSONAL) or clause
        listed = end.kind == "and" and (
            text[end.end : end.end + 2].lstrip()[:1] in ("", ",", "，", "、") or clause
        )
        if same and (listed or (end.kind == "sub" and _IN_TURN.match(text, end.end - 1))):
            out[:0] = chain
    return tuple(out)
