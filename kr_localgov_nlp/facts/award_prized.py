"""Honours told with a prize: its award, its year, those who received it, from whom."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.facts import award_parts as parts
from kr_localgov_nlp.facts import award_years as years
from kr_localgov_nlp.facts.award_alike import bare
from kr_localgov_nlp.facts.award_bare import RECEIVED
from kr_localgov_nlp.facts.award_categories import categories, category_kept, category_of
from kr_localgov_nlp.facts.award_events import events_of
from kr_localgov_nlp.facts.award_givers import giver_of_prize
from kr_localgov_nlp.facts.award_groups import (
    award_in_turn,
    comes_with,
    each_award,
    one_honour,
    quote_start,
    shared_grade,
)
from kr_localgov_nlp.facts.award_lists import WHO_GOT
from kr_localgov_nlp.facts.award_names import award_of
from kr_localgov_nlp.facts.award_nobody import UNPICKED
from kr_localgov_nlp.facts.award_recipients import winners_of
from kr_localgov_nlp.facts.award_same import Honour
from kr_localgov_nlp.facts.award_tail import tail
from kr_localgov_nlp.facts.award_unread import behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kr_localgov_nlp.facts.award_alike import Award
    from kr_localgov_nlp.facts.award_home import Home
    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene
    from kr_localgov_nlp.facts.award_subjects import Recipients

# 최우수(장관상|, 50만 원), 우수(…: what there is to win
_TO_WIN = re.compile(
    r",\s(?:상금\s)?[\d,]+\s?[천백십]?만?\s?원[)）]\s?(?:,\s?(?:최?우수|장려|대상|[금은동]상|특별)|\n|$)"
)
# 1등급은 없으며, 2등급 이상 11곳: nobody in particular.
_NOBODY = re.compile(
    r"[’”'\")）]?(?:\s?이상(?=\s|[은의을])|[은는이가]\s(?:한\s곳도\s)?없|[은는]\s(?:\d+|[한두세네]|다섯|여섯|일곱)\s?(?:개|곳)|"
    r"[을를]\s받은\s(?:곳|지자체|자치단체|기관|시군|시·군)(?:은|는|이)\s(?:모두\s|총\s)?(?:\d+|[한두세네]|다섯|없)|[을를]\s향해|[을를]\s목표)"
)
# * 시상분야 : 대상, 금상, 은상: what there is to win
_FIELDS_OF = re.compile(r"시상\s?(?:분야|부문|종류|규모|내용|계획)\s?[:：]\s?[가-힣,·\s]{0,24}$")
_OWN_YEAR = re.compile(
    r"(?:\s[가-힣]{1,6})?[(（]((?:19|20)\d\d)년?[)）]"
)  # 김하나 작가(2014), 이두리 작가(2015)
_IN_BRACKET = re.compile(r"[(（](?:이하\s)?$")
_NEXT_FIELD = re.compile(r"[’”'\"]?[와과]\s[^.,\n]{2,30}(?:부문|분야)에?서?\s?[‘“'\"]?")
# … 주무관을 ‘심사 분야’ 유공자로 선정했으며, |김하나 주무관에게는 나루청장 표창을
_CHOSE = re.compile(r"유공자로\s(?:[^.\n]{2,120}\s)?선정(?:했으며|하였으며|했고|하고),\s")
_AGAIN = re.compile(r"이번 (?:수상|선정|[^.\n]{2,20} 수상으로)|이로써|부상으로")
_CAPTION = re.compile(r"[^\w\n]{0,3}\s?[(（\[]?\s?(?:사진(?!\s?(?:분야|부문|작품|공모|전시|촬영))|붙임|캡션)")


def with_prizes(
    scene: Scene, published: str | None, offered: dict[str, tuple[Mention, ...]], home: Home | None
) -> Iterator[Honour]:
    """Give the honours of a text that are told with a prize, in the order of the prizes.

    Parameters
    ----------
    scene
        The text with its mentions.
    published
        ISO date of the text.
    offered
        Filled with the prize that comes with an award, by the award's name, where the text tells it in general.
    home
        Who receives what is given to nobody by name.
    """
    text, prizes = scene.text, scene.prizes
    used = 0
    past: tuple[int, Mention] | None = None  # sentence and prize before
    told_whose = False  # whether the sentence tells who has that prize
    category_before: str | None = None
    category_row: str | None = None
    line = -1
    year_before: int | None = None
    while used < len(prizes):
        group = [prizes[used]]
        used += 1
        while used < len(prizes) and one_honour(scene, group[-1], prizes[used]):
            group.append(prizes[used])
            used += 1
        named_grade = shared_grade(text, prizes[: used - len(group)], group)
        first, last = group[0], group[-1]
        left, right = sentence_bounds(text, first.start, last.end)
        floor = max(left, past[1].end) if past and past[0] == left else left
        bracketed = past is not None and past[0] == left and _IN_BRACKET.search(text, left, past[1].start)
        in_row = past is not None and past[0] == left
        past_end = past[1].end if past else left
        single = len(group) == 1 and in_row and told_whose
        with_grade = single and past is not None and comes_with(text, past[1], first)
        past, told_whose = (left, last), False
        if with_grade:
            continue
        if (
            UNPICKED.match(text, last.end)
            or _TO_WIN.match(text, last.end)
            or _FIELDS_OF.search(text, scene.line(first.start), first.start)
        ):
            continue
        if _NOBODY.match(text, last.end) and not parts.GIVER_PRIZE.search(text[first.start : first.end]):
            continue
        title = last.end <= scene.body
        alone = text[first.start - 1] in '“"' and text[last.end : last.end + 1] in ("”", '"')
        quoted = None if alone else quote_start(text, first.start)  # “대상”을 받았다: no speech
        near = [m for m in scene.within(left, first.start) if m.start in scene.of]
        got = winners_of(scene, near[-1] if near else None, group, quoted or left, right, title=title)
        received = RECEIVED.search(text, last.end, right) is not None
        told_whose = bool(got.named)
        if _holds_it(text, got.named, first) and not (title or received or _tells_own(text, got, home)):
            continue
        if got.nobody and not got.named:
            _offer(scene, offered, scene.of[near[-1].start] if near else scene.lead, group)
            continue
        # A person's 표창 is for merit; a person's or a body's 장관상 is one of the contest.
        personal = any(m.label in ("PERSON", "HEAD") for m in got.named) and text.endswith(
            ("표창", "표창장"), 0, last.end
        )
        in_turn = award_in_turn(scene, near, first)
        award = in_turn or award_of(scene, group, left, right, personal=personal)
        year = years.year_of(text, award if award in near else None, first, floor, published)
        weak = title or quoted is not None or _CAPTION.match(text, scene.line(first.start)) is not None
        if year is None and bracketed and _IN_BRACKET.search(text, left, first.start):
            year = year_before  # 2024년 ‘가정원’(최우수상), ‘나정원’(우수상)
        if year is None and in_row and _NEXT_FIELD.fullmatch(text, past_end, first.start):
            year = year_before  # 지난해에는 물길 부문 최우수와 쉼터 부문 우수로
        if year is None and not title:
            year = years.opening_year(text, left, first.start, published)
        year_before = year
        told = scene.of[award.start] if award else None
        explicit = year is not None
        if year is None and not weak:
            year = told.year if told and not told.merit else None
        line, line_before = text.rfind("\n", 0, first.start), line
        category_row = category_row if line == line_before else None  # another paragraph
        row_before = category_row if in_row else None
        clause = max((m.end() for m in _CHOSE.finditer(text, floor, first.start)), default=floor)
        category = category_of(text, award if award in near else None, first, clause)
        category = category or category_kept(
            text, category_before, row_before, (floor, past_end, first.start)
        )
        category = None if category in {text[m.start : m.end] for m in got.named} else category
        events = events_of(scene, first, floor) if category is None else ()
        category = events[0] if events else category
        category_row, category_before = category or category_row, category or category_before
        giver = giver_of_prize(scene, group, told, left)
        since = year or (int(published[:4]) if published else None)
        streak = years.streak(text, first, last, since) if since and not weak else []
        each = each_award(scene, near, first) if award in near and not in_turn else []
        # “…가람청이 ‘가람대상’에서 대상을 받았다”고 밝혔다: the news itself, not what somebody says of it
        news = quoted if award in near and got.sure and received else None
        winners = [behind(text, m) for m in got.named]
        low = max([left, *(m.end for m in near if winners and m.end <= winners[0].start)])
        fields = categories(text, low, winners, (first.start, last.end), category)
        for winner in winners or (None,):
            if winner and len(got.named) > 1 and winner.label == "PERSON" and winner.end <= first.start:
                # 복지 유공으로 김하나 팀장이, 청소 유공으로 이두리 주무관이 장관 표창을 받았다
                own = [m for m in near if m.end <= winner.start and scene.of[m.start].merit]
                award = own[-1] if own else award
            named = award if award in near else None
            own_year = _OWN_YEAR.match(text, winner.end) if winner else None
            honour = Honour(
                award=scene.of[award.start].name if award else None,
                prizes=(*named_grade, *group),
                recipient=winner,
                year=int(own_year[1]) if own_year else streak[-1] if streak else year,
                category=fields.get(winner.start, category) if winner else category,
                giver=None if winner and giver == text[winner.start : winner.end] else giver,
                spans=sorted({m for m in (winner, named, *group) if m and m.label != "WORK"}),
                weak=weak
                and not (explicit and quoted is not None)
                and not (winner and news is not None and news <= winner.start),
                title=title,
                sure=got.sure,
                again=_AGAIN.search(text, left, first.start) is not None,
                received=received,
            )
            yield honour
            yield from (replace(honour, award=other.name) for other in each)
            yield from (replace(honour, category=event) for event in events[1:])
            yield from (replace(honour, year=earlier) for earlier in streak[:-1])


def _offer(
    scene: Scene, offered: dict[str, tuple[Mention, ...]], about: Award | None, group: Sequence[Mention]
) -> None:
    """Keep the prize that comes with an award, for winners told without one; two of them are nobody's."""
    if about is None:
        return
    known = offered.setdefault(about.name, tuple(group))
    names = [bare(scene.text[p[0].start : p[0].end]) for p in (known, group) if p]
    if len(set(names)) > 1:
        offered[about.name] = ()  # 훈장 4명, 포장 11명: nobody knows whose is which


def _holds_it(text: str, named: Sequence[Mention], prize: Mention) -> bool:
    """Tell whether only ministries are named, one or several before the prize: those that hold the contest."""
    if not named or any(m.label != "MINISTRY" for m in named):
        return False
    if text[named[-1].end : prize.start] in ("(", "（"):
        return False  # ▲가람부(대통령표창)
    got = WHO_GOT.match(text, prize.end)
    if got and got.end() == named[0].start:
        return False  # 대통령표창을 받은 가람부는
    if len(named) == 1:
        return True
    told = tail(text, named[-1], prize.start)
    also = told.kind == "top" and text[told.end - 1] == "도"  # 가람부, 나루청도 우수기관으로 선정했다
    return not also and named[-1].end <= prize.start


def _tells_own(text: str, got: Recipients, home: Home | None) -> bool:
    """Tell whether the one named is the ministry whose release about itself the text is."""
    own = home is not None and home.takes and not home.code
    return own and got.sure and len(got.named) == 1 and home is not None and home.is_(got.named[0], text)
