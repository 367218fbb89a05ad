"""Winners that stand in lists: after a prize, in the lines and cells below it, at the head of a line, before a bracket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_brackets import bracketed
from kr_localgov_nlp.facts.award_parts import Mention
from kr_localgov_nlp.facts.award_slots import MADE, authors, has_bullets, slot_end, winners_in
from kr_localgov_nlp.facts.award_tail import PERSONAL, tail
from kr_localgov_nlp.facts.award_unread import body_at, went_to
from kr_localgov_nlp.facts.award_winners import chains
from kr_localgov_nlp.facts.award_works import listed_works, works_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_scene import Scene
_AFTER_PRIZE = re.compile(
    r"[’”'\"』」》]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:\s\d+(?:곳|명|팀|건|점|편|개소))?(?:[와과]\s(?:상금|부상|상패|트로피)[^,.\n은는을를]{0,14}(?=[은는]))?(?:\s수상|\s대상|인\s[가-힣]{1,6}\s부문|\s부문(?=에)|\s(?:개인|단체|기관|기업)\s?부문|인\s[가-힣]{2,7}상)?(?:은|는|으?로는|에는|에(?!,|\s(?:대[해하한]|선정[돼됐되]|올[라랐]|이름을|뽑[혀혔]))|의 영예는|의 영광은|(?:\s수상)?의 주인공은|의 주인공으로는|"
    r"\s?수[상여훈]자(?:는|로는|로)|\s?수상\s?(?:작품?|기관|단체|학교|도서관)(?:은|으로는|에는|으로)|\s수상팀[’”'\"]?(?:은|으로는|에는)|자(?:는|로는)|\s수상자에는)(?:,?\s|(?=[「『<〈‘“]))(?!이어)"
)
WHO_GOT = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:\s(?:수상\s?|수여\s?|포상\s?)?대상자)?(?:을|를|에|로|으로|의)?\s(?:(?:영예|영광|기쁨)[를을]\s|함께\s|나란히\s|각각\s|최종\s|공동\s){0,2}"
    r"(?:받은|받게\s된|수상하게\s된|수상하는|받는(?=\s[가-힣]{2,4}\s)|선정된|선발된|인정받은|오른|차지한|뽑힌|수상한|거둔|얻은|들어간|안은|거머쥔|획득한|따낸|탄|축하받은)\s(?!데|것|바|적|만큼|후|뒤|이후|이래)"
)
_WINNER_IS = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:작(?=인)|\s수상\s?)(?:자|작|(?=인)|(?P<body>팀|단체|기관|기업|업체|학교))(?:인|로\s선정된)?\s[‘“'\"]?(?:㈜|[(（][주재사][)）])?\s?"
)
# 김하나 씨를| 선정했다
_PICKED = re.compile(r"\s(?:최종\s)?(?:선정|선발)(?:했|하였)|\s뽑았")
#: Of a list of guests only the first is the winner that the words before it tell.
GUESTS = re.compile(
    r"(?:\s[가-힣A-Za-z]{1,12}){0,3}\s등\s?[^.\n]{0,30}[이가]\s(?:[가-힣]{1,6}\s)?(?:참여|참석|함께|출연|강연)"
)
_FROM_BODY = re.compile(r"(?:[가-힣A-Za-z]{2,12}\s){0,2}")
# 우수상 ▲ …
_THEN_BULLET = re.compile(r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s?[:：]?\s?(?=[▲△▷▶◆■★])")
_HEADS = "◇◈●■▣"
_LINE_BEGIN = re.compile(r"[^\w\n]{0,5}[‘“'\"]?")
# 우수상인 나주시, 같은 장려상인 강진군
_WHICH_IS = re.compile(
    r"[’”'\"]?(?:인\s[‘“'\"]?(?:같은\s)?|\s(?:중|가운데)\s|의\s(?:주식회사\s|㈜|[(（]주[)）])?)"
)
# 대상 부문 김하나 시인, 새얼굴상 부문 수상작인 이두리 시인
_FIELD = re.compile(r"[’”'\"]?\s?부문(?:에서)?\s(?:수상작인\s|수상자인\s)?")
# 최우수상에는 ‘봄비’(가람초 김하나)
_WORK = re.compile(r"(?:[가-힣]{1,6}\s)?[‘“「『’'][^‘“”「」『』\n]{2,90}?[’”」』']\s?[(（]")
_PLACES = re.compile(r"(?:[가-힣·]{1,6}\s?){1,4}?(?:은|는|으?로는|에는)\s")
# 대상 : 나주시, 우수상(2곳) 강진군·화순군, 대통령상 / 완주군
_LISTS = re.compile(
    r"[’”'\"]?(?:\s\d+\s?개?[가-힣]{1,2}(?=[)）]))?[)）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s{0,2}(?P<mark>[:：/│|=▷→\-–—]?)\s{0,2}(?:[‘“「][^‘’“”「」\n]{2,60}[’”」]\s(?=$))?"
    r"(?P<where>(?:[가-힣]{1,7}[읍면동과팀실]\s|(?!주식회사)[가-힣]{1,5}\s|(?<=[:：]\s)(?:[가-힣]{1,12}(?<![은는이가을를])\s){2,3})?)(?:주식회사\s)?(?:㈜|[(（][주재사][)）])?[‘“'\"<]?$"
)
_ENDS = re.compile(
    r"(?:[(（][^()（）\n]{1,20}[)）](?=\s[가-힣]))?\s?(?:[가-힣A-Za-z]{1,8}\s?){0,3}?(?:\s?[(（][^()（）\n]{1,60}[)）]|\s[‘“][^‘’“”\n]{2,60}[’”](?=\s[△▲]))?(?:\s?\d{1,2}\s?[가-힣]{1,3}?(?=\s?[△▲]|[이가]\s))?\s*(?:[,，/·.…△▲▷○■]|등\s|순|(?:선정|수상|영예|차지)(?:[\s>〉]|$)|[이가]\s(?:각각\s|최종\s|상을\s)?(?:수상|선정|차지|받)|$)"
)
# 최우수선수상 |론볼 김하나: in which sport
_NOUN_BEFORE = re.compile(r"[가-힣]{1,4}[^은는이가을를와과의도에인한된\W]\s")
_ITEM_BEGIN = re.compile(r"(?:^|[\n※*ㅇ○◦\-–·,，])\s*[(（]$")
# (우수상) 나루 팀, whose name nothing recognised
_MARKED = re.compile(r"\s?([가-힣A-Za-z0-9&.]{2,16}\s?팀)(?=\s?(?:[,，(（]|\n|$))")
#: Words for people who are not told one by one: 최우수상을 받은 청년사절단에게는 …
GROUPS = "사절단|봉사단|기자단|수료생|참가자"
_SOME_GROUP = re.compile(rf"[가-힣]{{0,4}}(?:{GROUPS})(?:들)?에게는?\s")
_CELL = 45
_NEAR = 20
_ALSO = re.compile(
    r"[’”'\")）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?\s?(?:[,·ㆍ‧․/]|[와과]|및)\s?(?:[가-힣]{1,6}\s)?[‘“'\"(（]?"
)
_ETC = re.compile(
    r"[’”'\")）]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:\s등)?(?:\s\d+[명점팀건편])?(?:[와과]\s(?:상금|부상|상패|상장|트로피)[^,.\n을를]{0,14})?"
)
_TO = re.compile(r"[’”'\"]?[을를]\s(?:[가-힣]{1,8}\s)?[‘“'\"]?$")  # 우수상을 나주시에 수여했다
_GAVE = re.compile(r"\s?(?:상[장패을]?을?\s)?(?:시상|수여|전달)|\s?대한\s(?:수상|시상|표창)")
# * (유통 부문 금상) 가람상회는 …
_HEAD_BRACKET = re.compile(r"\n[^\w\n(（]{0,4}[(（][^()（）\n]{0,24}$")
_CLAUSE_BEFORE = re.compile(r"[,，]\s?[‘“'\"]?(?:㈜|[(（][주재사유합][)）])?$")
# 최우수특구로 ‘…’를, 올해의 심사관으로는 김하나 심사관이 뽑혔다
_NAMED_AS = re.compile(
    r"[’”'\"]?(?:\s?[(（][^()（）\n]{1,20}[)）])?(?:으로는|로는|으로|로)(?:\s|(?=[‘“「『]))"
)
_RESULT = re.compile(r"등급|위$")  # no work has these
# 대상을 받은 작품은 나주시 들녘을 배경으로
_SUBJECT = re.compile(r"(?:\s[가-힣]{1,6})?[을를]\s(?:대상|배경|주제|소재|중심|무대|모델)(?:으로|로)")
_VERB = re.compile(r"[,.했됐돼]|선정|뽑")
_WON_BY = re.compile(r"\s?수상[’”'\"]\s")  # ‘한빛물리학상 수상’ 김하나 교수
# 가람 농업회사법인(대상): what may stand between a name and its bracket
_FORM, _NO_FORM = 14, re.compile(r"[\n.,/▴▲△▷▶◆■●○]|(?:[은는이가을를]|에서)\s")
# 가람방송(GBC)의 기록 영화 ‘물길’(대상)
_OWN_WORK = re.compile(
    r"(?:\s?[(（][^()（）\n]{1,20}[)）])*의\s(?:[^‘’“”「」『』\n,.]{1,24}\s)?[‘“「『][^‘’“”「」『』\n]{2,90}[’”」』]\s?"
)
# 우수사례 : ‘물길을 열다’(가람사업소)
_COLON_WORK = re.compile(r"[’”'\"]?\s?[:：]\s?(?P<work>[‘“「『'<〈][^‘“「『\n]{2,90}[’”」』'>〉]\s?[(（])")
# 우수상 <가람의 봄>, 우수상: <가람의 봄>
_IS_TITLE = re.compile(r"[’”'\"]?(?:[(（][^()（）\n]{1,20}[)）])?인\s(?=[「『<〈《])")
_THEN_TITLE = re.compile(r"[’”'\"]?(?:[(（][^()（）\n]{1,20}[)）])?\s?[:：]?\s(?=[<〈《])")
# 우수상(가람청장상, 상금 300만 원)은
_TRAIL = re.compile(r"[’”'\"]?(?:\s?[,，·/]\s?[^()（）\n]{2,24})?[)）]")


def list_end(text: str, prize: Mention, following: Sequence[Mention]) -> int:
    """Give where a list of prizes ends: 장관상, 도지사상 등|을 수여했다."""
    at = prize.end
    for other in following:
        if not _ALSO.fullmatch(text[at : other.start]):
            break
        at = other.end
    etc = _ETC.match(text, at)
    return etc.end() if etc else at


def holders(
    scene: Scene, names: Sequence[Mention], prizes: Sequence[Mention], prize: Mention
) -> tuple[Mention, ...]:
    """Give those before a bracket that holds the prize: 나주시(대상), 나주시·강진군(우수), 가람상회(‘19년 대상 수상)."""
    text = scene.text
    opened = max(text.rfind(mark, max(0, prize.start - 30), prize.start) for mark in "(（")
    if opened < 0 or any(mark in text[opened : prize.start] for mark in ")）\n"):
        return ()
    before = [m for m in names if m.end <= opened]
    if before and _OWN_WORK.fullmatch(text, before[-1].end, opened):
        return (before[-1],)
    if not before or opened - before[-1].end > _FORM or _NO_FORM.search(text, before[-1].end, opened):
        return ()
    if any(m.label == "AWARD" for m in scene.within(before[-1].end, opened)):
        return ()  # 가람처 연구모임(A등급)으로
    low = max((p.end for p in prizes if p.end < opened), default=0)
    # 김하나 가람공사 이사(대통령 표창): the last name may be but the body of the one honoured
    return chains(text, [m for m in before if m.start >= low] or before[-1:])[-1]


def titles(scene: Scene, prize: Mention) -> tuple[Mention, ...]:
    """Give the works told after a prize, where no author is: 우수상은 <가람의 봄>이, 대상을 받은 <…>은."""
    text = scene.text
    trail = _TRAIL.match(text, prize.end)
    at = trail.end() if trail else prize.end
    slot = (
        _AFTER_PRIZE.match(text, at)
        or WHO_GOT.match(text, at)
        or _NAMED_AS.match(text, at)
        or _IS_TITLE.match(text, at)
        or _THEN_TITLE.match(text, at)
    )
    if not slot or _RESULT.search(text, prize.start, prize.end):
        return ()
    return works_in(scene, slot.end()) or listed_works(scene, slot.end())


def after(scene: Scene, names: Sequence[Mention], prize: Mention, stop: int) -> tuple[Mention, ...]:
    """Give the winners told after a prize: 우수상은 A와 B, 우수상 : A, B, 우수상을 받은 곳은 A, 우수상을 받은 A는."""
    text = scene.text
    following = [m for m in names if prize.end <= m.start and m.end <= stop]
    bullet = _THEN_BULLET.match(text, prize.end)
    line = scene.line(prize.start)
    begins = _LINE_BEGIN.fullmatch(text, line, prize.start) or text[prize.start - 1] in _HEADS
    if bullet and begins:
        return winners_in(scene, bullet.end())
    trail = _TRAIL.match(text, prize.end)
    at = trail.end() if trail else prize.end
    if not following:
        several = list_end(
            text, prize, [m for m in scene.within(prize.end, prize.end + _CELL) if m.label == "PRIZE"]
        )
        told = _AFTER_PRIZE.match(text, at) or (several > at and _AFTER_PRIZE.match(text, several))
        return winners_in(scene, told.end()) if told else _marked(text, prize, at, stop)
    inside = bracketed(text, following, prize) or _marked(text, prize, at, following[0].start)
    if inside:
        return inside
    beside = _beside(scene, following, prize, (at, stop))
    if beside is not None:
        return beside
    got = WHO_GOT.match(text, at, stop)
    if got and not _SOME_GROUP.match(text, got.end()):
        return _who_got(text, following, got.end(), stop)
    if _TO.match(text[at : following[0].start]):
        chain = chains(text, following)[0]
        if tail(text, chain[-1], stop).kind in ("dat", "loc"):
            return chain
    named_as = _NAMED_AS.match(text, at, stop)
    if named_as and has_bullets(scene, named_as.end()):
        return winners_in(scene, named_as.end())
    chosen = _named_as(text, following, named_as.end(), stop) if named_as else ()
    if named_as and not chosen:
        # 대상으로 물길을 그린 ‘봄비(김하나 작)’가 선정됐다
        high = slot_end(scene, named_as.end())
        chosen = authors(text, [m for m in scene.within(named_as.end(), high) if m.label in PERSONAL])
    if chosen:
        return chosen
    told = _AFTER_PRIZE.match(text, at)
    if told:
        return winners_in(scene, told.end())
    gap = _LISTS.match(text[prize.end : following[0].start])
    if gap is None:
        return ()
    winners = chains(text, following)[0]
    if _HEAD_BRACKET.search(text, max(0, prize.start - _CELL), prize.start) and text[prize.end] in ")）":
        return (*winners, *_in_turn(text, following, winners[-1], stop))
    # 대상 나주시, 우수상 강진군: a list, unless the name goes on as a subject or as another prize's holder.
    sport = winners[0].label == "PERSON" and _NOUN_BEFORE.fullmatch(gap["where"])
    ends = gap["mark"] or ((sport or not gap["where"]) and _ENDS.match(text[winners[-1].end : stop]))
    return winners if ends else ()


def _marked(text: str, prize: Mention, at: int, stop: int) -> tuple[Mention, ...]:
    """Give the team behind a prize in brackets that begins an item, if nothing recognised it: (우수상) 나루 팀."""
    begins = _ITEM_BEGIN.search(text, max(0, prize.start - 6), prize.start)
    team = _MARKED.match(text, at) if begins else None
    return (Mention(*team.span(1), "WORK"),) if team and team.end() <= stop else ()


def _beside(
    scene: Scene, names: Sequence[Mention], prize: Mention, reach: tuple[int, int]
) -> tuple[Mention, ...] | None:
    """Give the winners right behind a prize: 우수상인 A는, 대상 수상자인 A, 우수사례 : ‘…’(A); None for none."""
    text, (at, stop) = scene.text, reach
    which = _WHICH_IS.match(text, at, stop) or _FIELD.match(text, at, stop)
    winner = _WINNER_IS.match(text, at, stop)
    if (which and names[0].start == which.end()) or (
        winner and _FROM_BODY.fullmatch(text, winner.end(), names[0].start)
    ):
        # 수상팀인 가람전자의 김하나 대표: the team has won
        team = winner and winner["body"] and names[0].label == "ORG"
        chain = chains(text, names)[0]
        # 대상 수상자인 김하나 교수, 가람연구소 이두리 소장 등이 참여했다
        guests = winner and chain[0].label == "PERSON" and GUESTS.match(text, chain[-1].end, stop)
        return (names[0],) if team else chain[:1] if guests else chain
    made = _COLON_WORK.match(text, prize.end)
    if made:
        return authors(text, [m for m in scene.within(made.start("work"), stop) if m.label != "AWARD"])
    opener = _opener(text, names, prize, stop)
    if opener:
        return (opener,)
    won = _WON_BY.match(text, at, stop)
    if won and names[0].start == won.end() and names[0].label in PERSONAL:
        return (names[0],)
    return None


def _opener(text: str, names: Sequence[Mention], prize: Mention, stop: int) -> Mention | None:
    """Give the person who is the topic of a sentence that a prize opens: 근정훈장 가람병원 김하나 원장은."""
    before = text[: prize.start].rstrip(" ")[-2:]
    at = prize.end
    for m in names if not before or before[-1] == "\n" or before == "다." else ():
        if text[at : m.start] != " ":
            break
        if m.label == "PERSON":
            return m if tail(text, m, stop).kind in ("top", "sub") else None
        at = m.end
    return None


def unread(text: str, prize: Mention) -> tuple[Mention, ...]:
    """Give the body behind 받은 or 수상단체인 that nothing recognised."""
    slot = WHO_GOT.match(text, prize.end) or _WINNER_IS.match(text, prize.end)
    return (body_at(text, slot.end()) if slot else ()) or went_to(text, prize.end)


def _named_as(text: str, names: Sequence[Mention], at: int, stop: int) -> tuple[Mention, ...]:
    """Give the winners behind 우수기관으로: 나주시와 강진군이 뽑혔다; but not in 우수기관으로 나주시는 특별상을."""
    groups = chains(text, names)
    for later in groups[1:]:
        # 이달의 농부로 나주에서 배를 기르는 김하나 씨를 선정했다
        if later[0].label != "PERSON":
            continue
        of = tail(text, later[-1], stop)
        if of.kind == "obj" and _PICKED.match(text, of.end):
            return later
    chain = groups[0]
    end = tail(text, chain[-1], stop)
    made = end.kind == "loc" and MADE.match(text, end.end)
    near = chain[0].start - at <= _NEAR and not _VERB.search(text, at, chain[0].start)
    told = made or end.kind in ("sub", "obj", "top")
    return chain if near and told and end.end + 2 < stop else ()


def _in_turn(text: str, names: Sequence[Mention], one: Mention, stop: int) -> list[Mention]:
    """Give the later topics of a line that a prize in brackets opens: (금상) A는 …했고, B는 …."""
    out: list[Mention] = []
    for chain in chains(text, [m for m in names if m.start >= one.end]):
        if _CLAUSE_BEFORE.search(text, one.end, chain[0].start) and tail(text, chain[-1], stop).kind == "top":
            out += chain
    return out


def _of_work(text: str, names: Sequence[Mention], at: int, stop: int) -> tuple[Mention, ...]:
    """Give those in brackets behind the title of their work: ‘봄비’(가람초 김하나)."""
    work = _WORK.match(text, at, stop)
    inside = [m for m in names if work and m.start >= work.end()]
    return chains(text, inside)[0] if work and inside and inside[0].start == work.end() else ()


def _who_got(text: str, names: Sequence[Mention], at: int, stop: int) -> tuple[Mention, ...]:
    """Give the winners behind 받은, with or without the noun for them: 받은 곳은 나주시와, 받은 ‘가람’ 팀은."""
    owners = _of_work(text, names, at, stop)
    if owners:
        return owners
    place = _PLACES.match(text, at, stop)
    if place and names[0].start < place.end():
        itself = names[0].start == at and place.end() - names[0].end <= len("는 ")
        place = None if names[0].label in PERSONAL or itself else place
    groups = chains(text, names)
    for low in ([place.end()] if place else []) + [at]:
        for c in groups:
            near = low <= c[0].start <= low + 16 and _free(text[low : c[0].start])
            end = tail(text, c[-1], stop)
            handed = end.kind == "loc" and _GAVE.match(text, end.end)
            if near and not _SUBJECT.match(text, c[-1].end) and (handed or end.owner or end.kind != "loc"):
                return c
    return ()


def _free(gap: str) -> bool:
    """Tell whether nothing but an attribute stands between 받은 and the winner."""
    return not re.search(r"[은는을를]\s|에서\s|[.\n]", gap)
