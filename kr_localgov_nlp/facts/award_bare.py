"""Honours told without a prize: awards that are one themselves, 수상자는 …, lists of winners under an award's name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.entities.award_told import DONE, HAD_ITSELF, PLANNED
from kr_localgov_nlp.facts import award_years as years
from kr_localgov_nlp.facts.award_brackets import honourable
from kr_localgov_nlp.facts.award_categories import category_in_list, category_of
from kr_localgov_nlp.facts.award_groups import quote_start
from kr_localgov_nlp.facts.award_lines import only_prize
from kr_localgov_nlp.facts.award_lists import GUESTS
from kr_localgov_nlp.facts.award_parts import Mention
from kr_localgov_nlp.facts.award_recipients import recipients_of
from kr_localgov_nlp.facts.award_same import told_of
from kr_localgov_nlp.facts.award_slots import before, has_bullets, slot_end, winners_in
from kr_localgov_nlp.facts.award_tail import tail
from kr_localgov_nlp.facts.award_winners import chains

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from kr_localgov_nlp.facts.award_alike import Award
    from kr_localgov_nlp.facts.award_same import Honour
    from kr_localgov_nlp.facts.award_scene import Scene

RECEIVED = re.compile(
    r"수상(?!\s?(?:자(?!로)|후보|작|대상|안전|레저))|선정[돼됐되]|(?<!점수를 )(?<!평가를 )(?:받았|받은|받아(?=[\s,]))|받는\s(?:성과|영예|쾌거|기쁨)|안았|영예|뽑혔|뽑힌|획득|거머|지정[돼됐되]|이름을 올|들었다|올랐"
)
# 올해 수상자는 김하나 교사, …; 수상자로 김하나 부장과 이두리 과장을 선정했다
_LAUREATES = re.compile(
    r"(?:(?:상을|수상의\s영예를)\s(?:받은|안은)\s(?:이|이들|사람|사람들|분들?|주민|구민|시민|군민|도민|어르신|어린이|학생|공무원|직원|농가|곳|단체|기관|주인공)(?=[은는]\s)|수상자(?:[와·]\s?수상작)?|표창\s?대상자|선정자|수상팀|수상\s?기관|수상\s?단체|수상의\s주인공|당선자|수상\s?기업|(?:우수\s?사례|우수작|선정작|수상작)(?=[은는]\s[▲△▷▶◆■①-⑳➊-➓❶-❿])|(?<=선정된\s)(?![가-힣]{2,3}씨)[가-힣]{2,4}|(?<=뽑힌\s)(?![가-힣]{2,3}씨)[가-힣]{2,4})(?:는|은|로는|으로는|로|으로|에는|인)\s(?![^\n]{0,12}\d+\s?(?:명|팀|점|편|곳)[을이])"
)
# < 백년가게 선정 주요 업체 >, ○ 수상자 명단
_LIST_TITLE = re.compile(
    r"(?:선정|수상|입상|시상|당선|대상자)[^\n]{0,12}(?:업체|명단|내역|현황|기업|가게|자|작|기관|단체|결과)"
)
_ITEM = re.compile(r"\s*[^\w\n]{0,4}\s?(?:\d{1,2}[.)]\s?)?(?:㈜|[(（][주재사][)）])?")
# 2024년 김하나 작가에 이어
_AFTER = re.compile(r"(?:\s?[가-힣]{1,8}){0,2}에\s이어")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)년(?:에는?)?\s(?:[가-힣]{1,10}\s){0,2}$")
_ALSO_NAMED = re.compile(r"이며\s[가-힣]{2,4}[은는]\s(?:㈜|[(（]주[)）])?$")
_CHOSE = re.compile(r"수상자로[^.]{2,110}(?:선정|선발|뽑)(?:했|하였|한|하고|았)")
_CHOSEN = re.compile(r"\s?(?:최종\s|각각\s)?(?:선정|선발|뽑|발표|결정)")
_SOUGHT = re.compile(r"수상자[를을]?\s(?:찾|모집|추천|공모)")
_HANDED = re.compile(r"에게\s[^.\n]{0,30}(?:수여|전달|시상)(?:했|하였|하고|한다)")
# 김하나 씨에게 구민상을 수여했다
_GIVEN = re.compile(r"[’”'\"」]?[을를]?\s(?:각각\s)?(?:수여|시상|전달)(?:했|하였|하고|하며)")
# ‘물길봉사상’은 김하나 의장에게 주어졌다
_WENT = re.compile(r"[’”'\"」]?[은는이가]\s[^.\n]{2,80}에게\s(?:주어졌|돌아갔|수여[됐되])")
_HAS_DATIVE = re.compile(r"에게\s")
# …도 수상자에 올랐다, …을 최종 수상자로 선정했다
_CAME_UP = re.compile(
    r"(?:수상자|표창\s?대상자)(?:(?:에|로|로도|\s명단에)\s(?:올랐|오르|포함|이름을)|로\s(?:최종\s)?(?:선정|선발|결정|확정|뽑)(?:했|하였|하고|됐|되었|돼|되며|혔|았))"
)
_AND_OTHERS = re.compile(r"(?:\s[가-힣]{1,12}){0,2}\s등\s")
_GOES_ON = re.compile(r"\n\s*[가-힣A-Za-z(（㈜]")
_OTHER_CLAUSE = re.compile(r"[며고],\s|[였했]")
_NAMES_THEM = re.compile(r"[’”'\"」』]?(?:\s?[:：](?=\s[(（])|에는?|으로는|로는|으로|로|은|는)\s")
_CHOSEN_THEM = re.compile(r"[을를]\s(?:[가-힣\d]{1,6}\s?){0,2}선정(?:했|하였|하고|해(?=\s))|선정(?=[,\n])")
# 「12월의 나루인」에 김하나 주무관을 선정하고, …
_CHOSE_FOR = re.compile(r"[’”'\"」』]?에\s[^.\n]{2,80}?[을를]\s선정(?:했으며|하였으며|했고|하고),")
_NEXT_AWARD = re.compile(r"[’”'\"》]?(?:\s상)?(?:[(（][^()（）\n]{1,12}[)）])?(?:,|[와과]|\s및)\s[‘“'\"《]?")
_YEAR, _BULLET = re.compile(r"((?:19|20)\d\d)년"), re.compile(r"[▲△▷▶◆■]")
_FAR, _LINES = 60, 30


def without_prizes(
    scene: Scene,
    told: Container[str | None],
    offered: Mapping[str, tuple[Mention, ...]],
    published: str | None,
) -> Iterator[Honour]:
    """Give awards that are a prize themselves: 혁신인상을 받았다, 명인으로 지정됐다.

    Parameters
    ----------
    scene
        The text with its mentions.
    told
        Names of awards of which the text tells prizes; None for prizes without an award.
    offered
        The prize that comes with an award, by the award's name, where the text tells it in general.
    published
        ISO date of the text.
    """
    text = scene.text
    for award in scene.awards:
        if award.event:
            continue
        yield from _with_bullets(scene, award)
        if award.name in told:
            continue
        for m, left, right, at in _receipts(scene, award):
            title = m.end <= scene.body
            got = recipients_of(scene, None, [m], left, right, title=title)
            if not got.named and not got.nobody:
                got = recipients_of(scene, m, [at], left, right, title=title)
            if got.nobody and not got.named:
                continue
            low = m.end
            for winner in got.named or (_paragraph_of(scene, left),):
                honour = told_of(scene, award, offered.get(award.name, ()), winner, m, sure=got.sure)
                honour.year = years.year_of(text, m, at, left, published) or award.year
                category = category_of(text, m, at, left)
                if winner and category is None and winner.end <= m.start:
                    category = category_in_list(text, left, winner)
                # 물길상은 효행 부문에 김하나 씨, 봉사 부문에 이두리 씨가
                if winner and winner.start >= m.end:
                    category, low = category_in_list(text, low, winner) or category, winner.end
                honour.category = None if category and category in award.name else category
                yield honour


def _receipts(scene: Scene, award: Award) -> list[tuple[Mention, int, int, Mention]]:
    """Give the mentions of an award that say that somebody has it: each with its sentence and the words that say it."""
    text = scene.text
    found: list[tuple[Mention, int, int, Mention]] = []
    for m in award.mentions:
        left, right = sentence_bounds(text, m.start, m.end)
        if quote_start(text, m.start) is not None:
            continue
        own = HAD_ITSELF.match(text, m.end) or _CHOSE_FOR.match(text, m.end)
        right = own.end() if own else right  # what follows is told of others
        if any(p.label == "PRIZE" and not _held(scene, p) for p in scene.within(left, right)):
            return []
        # 유공자로는 김하나 주무관, 이두리 주무관 등 2명이 영예를 안았다
        far = _list_end(scene, m) + 40
        if _NAMES_THEM.match(text, m.end):
            far = right = max(right, slot_end(scene, m.end))
        received = RECEIVED.search(text, m.end, min(right, far))
        if received is None and far == right:
            received = _CHOSEN_THEM.search(text, m.end, right)
        handed = _GIVEN.match(text, m.end)
        if handed and _HAS_DATIVE.search(text, left, m.start):
            found.append((m, left, right, Mention(handed.start(), handed.end(), "PRIZE")))
            continue
        if went := _WENT.match(text, m.end):
            found.append((m, left, right, Mention(went.end() - 1, went.end(), "PRIZE")))
            continue
        plan = PLANNED.search(text, m.end, right)
        done = DONE.search(text, m.end, right)
        if (
            received is None
            or _CHOSE.match(text, received.start())
            or _HANDED.search(text, m.end, right)
            or _SOUGHT.search(text, m.end, right)
            or (plan and not (done and done.start() < plan.start()))
        ):
            continue
        found.append((m, left, right, Mention(received.start(), received.end(), "PRIZE")))
    return found


def _with_bullets(scene: Scene, award: Award) -> Iterator[Honour]:
    """Give the winners of a list with bullets under an award's name, whatever prizes of it are told elsewhere."""
    for m in award.mentions:
        listed = _NAMES_THEM.match(scene.text, m.end)
        names = winners_in(scene, listed.end()) if listed and has_bullets(scene, listed.end()) else ()
        low = m.end if names else 0
        for winner in names or before(scene, m.start):
            honour = told_of(scene, award, (), winner, m)
            honour.category = category_in_list(scene.text, low, winner)
            yield honour
            low = winner.end


def _dated(scene: Scene, award: Award, at: int, m: Mention | None) -> Iterator[Honour]:
    """Give the winners of a list by years: 역대 수상자는 ▲2023년 김하나 시인 ▲2024년 이두리 시인."""
    low, field = at, None
    for winner in winners_in(scene, at):
        own = category_in_list(scene.text, low, winner)
        if own or _BULLET.search(scene.text, low, winner.start):
            field = own
        low = winner.end
        honour = told_of(scene, award, (), winner, m, field=field)
        told = _YEAR.findall(scene.text, at, winner.start)
        honour.year = int(told[-1]) if told else honour.year
        yield honour


def _held(scene: Scene, prize: Mention) -> bool:
    """Tell whether a prize is only the grade in brackets behind an award's name: 가람문학상(금상)."""
    names = scene.within(max(0, prize.start - 60), prize.start)
    return bool(names) and names[-1].start in scene.of and prize.start - names[-1].end < 3


def _list_end(scene: Scene, m: Mention) -> int:
    """Give where the list of awards ends that one stands in: 가람문학상, 나루문학상 등을."""
    end = m.end
    for other in scene.within(m.end, m.end + 300):
        if other.start not in scene.of or not _NEXT_AWARD.fullmatch(scene.text[end : other.start]):
            if other.label != "PRIZE":
                break
            continue
        end = other.end
    return end


def _paragraph_of(scene: Scene, at: int) -> Mention | None:
    """Give the person whom a paragraph tells of: 시인 김하나는 …에서 태어났다. 그간 …을 수상했다."""
    start = scene.line(at)
    people = [m for m in scene.within(start, min(at, start + 30)) if m.label == "PERSON"]
    if people and tail(scene.text, people[0], at).kind == "top":
        return people[0]
    return None


def laureates(scene: Scene, offered: Mapping[str, tuple[Mention, ...]]) -> Iterator[Honour]:
    """Give winners that are told with no prize beside them: 올해 수상자는 …, a list under the award's name, 2024년 …에 이어.

    Parameters
    ----------
    scene
        The text with its mentions.
    offered
        The prize that comes with an award, by the award's name, where the text tells it in general.
    """
    text = scene.text
    prizes = only_prize(scene) if scene.lead is None else ()
    if not scene.awards and not prizes:
        return
    for told in _LAUREATES.finditer(text):
        left, right = sentence_bounds(text, told.start(), told.end())
        while text[right - 1] != "." and text[right : right + 1] == "\n" and _GOES_ON.match(text, right):
            right = sentence_bounds(text, right + 1, right + 2)[1]
        here = scene.within(left, right)
        if any(m.label == "PRIZE" for m in here):
            continue
        names = honourable(scene, told.end(), right)
        awards = [m for m in here if m.start in scene.of and m.end <= told.start()]
        at = awards[-1] if awards else None
        award = scene.of[at.start] if at else scene.lead
        if award and has_bullets(scene, told.end()):
            yield from _dated(scene, award, told.end(), at)
            continue
        if not (award or prizes) or not names or names[0].start - told.end() > _FAR:
            continue
        winners = chains(text, names)[0]
        guests = text[told.end() - 2] == "인" and GUESTS.match(text, winners[-1].end, right)
        winners = winners[:1] if guests else winners
        end = tail(text, winners[-1], right)
        if (
            end.owner
            or (end.kind == "loc" and text.endswith("에서", 0, end.end))
            or (end.kind == "obj" and not guests and not _CHOSEN.match(text, end.end))
            or _OTHER_CLAUSE.search(text, told.end(), names[0].start)
        ):
            continue
        # 선정된 법인은 가람상회, 나루상회이며 개인은 김하나, 이두리 씨가
        winners += tuple(
            other
            for one, chain in pairwise(chains(text, names))
            if _ALSO_NAMED.search(text, one[-1].end, chain[0].start)
            for other in chain
        )
        low = left
        of_award = offered.get(award.name, ()) if award else prizes
        for winner in winners:
            field = category_in_list(text, low, winner)
            honour = told_of(scene, award, of_award, winner, at, field=field)
            honour.year = (years.award_year(text, at, None) if at else None) or honour.year
            yield honour
            low = winner.end
    for told in _CAME_UP.finditer(text):
        left, right = sentence_bounds(text, told.start(), told.end())
        names = honourable(scene, left, told.start())
        ends = [
            c for c in chains(text, names) if tail(text, c[-1], told.start()).kind in ("sub", "top", "obj")
        ]
        ends = ends or [c for c in chains(text, names) if _AND_OTHERS.match(text, c[-1].end)]
        if (
            scene.lead
            and ends
            and not any(m.label in ("PRIZE", "AWARD") for m in scene.within(left, told.start()))
        ):
            for winner in ends[-1]:
                field = category_in_list(text, left, winner)
                yield told_of(scene, scene.lead, offered.get(scene.lead.name, ()), winner, None, field=field)
    yield from _under_heading(scene, offered)
    yield from _passed_on(scene)


def _passed_on(scene: Scene) -> Iterator[Honour]:
    """Give those whom the present winner comes after: 2024년 김하나 작가에 이어 가람상을."""
    text = scene.text
    for m in scene.mentions:
        if m.label not in scene.labels or not (after := _AFTER.match(text, m.end)):
            continue
        year = _YEAR_BEFORE.search(text, max(0, m.start - 24), m.start)
        near = [
            a
            for a in scene.within(after.end(), after.end() + 40)
            if a.label == "AWARD" and a.start in scene.of
        ]
        if year and near and not any(p.label == "PRIZE" for p in scene.within(after.end(), near[0].end + 20)):
            honour = told_of(scene, scene.of[near[0].start], (), m, near[0])
            honour.year = int(year[1])
            yield honour


def _under_heading(scene: Scene, offered: Mapping[str, tuple[Mention, ...]]) -> Iterator[Honour]:
    """Read the lines below ``< 백년가게 선정 업체 >``, each of which begins with a winner."""
    text = scene.text
    for m in [m for m in scene.mentions if m.label == "AWARD" and m.start >= scene.body]:
        start, end = scene.line(m.start), text.find("\n", m.end)
        if end < 0 or end - start > _FAR or not _LIST_TITLE.search(text, m.end, end):
            continue
        award = scene.of[m.start]
        for _ in range(_LINES):
            begin, end = end + 1, text.find("\n", end + 1)
            stop = end if end >= 0 else len(text)
            names = honourable(scene, begin, stop)
            at = _ITEM.match(text, begin, stop)
            if text[begin:stop].strip():
                if not names or not at or names[0].start > at.end():
                    break
                for winner in chains(text, names)[0]:
                    yield told_of(scene, award, offered.get(award.name, ()), winner, m)
            if end < 0:
                break
