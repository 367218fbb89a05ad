"""Award records: who received which honour, in which award, year and category, from whom.

A prize belongs to the award of its sentence, of its paragraph, or that the text is about (``award_names``). A grade
and the giver's prize that are one honour (``최우수상인 행정안전부 장관상``, ``은상(국무총리상)``, ``우수기관으로 선정돼 …
장관 표창``) become one record, the same honour told in title, body and captions too. Past years and other recipients
are records of their own, lists of winners one record a winner.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.anonymous import SOURCES as ANONYMOUS
from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.entities.award_view import view_of
from kr_localgov_nlp.entities.candidates import text_of
from kr_localgov_nlp.facts import award_parts as parts
from kr_localgov_nlp.facts import award_years as years
from kr_localgov_nlp.facts.award_alike import bare
from kr_localgov_nlp.facts.award_bare import RECEIVED, laureates, without_prizes
from kr_localgov_nlp.facts.award_fields import by_field, by_year
from kr_localgov_nlp.facts.award_gather import in_passing
from kr_localgov_nlp.facts.award_givers import giver_of_award, giver_of_prize
from kr_localgov_nlp.facts.award_groups import (
    award_in_turn,
    each_award,
    each_in_turn,
    one_honour,
    quote_start,
    same_prize_same_award,
    shared_grade,
)
from kr_localgov_nlp.facts.award_home import home_of
from kr_localgov_nlp.facts.award_lines import at_line_ends, counted, in_counted_rows, in_footnote
from kr_localgov_nlp.facts.award_merge import merge
from kr_localgov_nlp.facts.award_names import Scene
from kr_localgov_nlp.facts.award_parts import Mention
from kr_localgov_nlp.facts.award_recipients import winners_of
from kr_localgov_nlp.facts.award_same import Honour
from kr_localgov_nlp.facts.award_unread import behind
from kr_localgov_nlp.facts.award_works import told_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.facts.award_gather import Known
    from kr_localgov_nlp.facts.award_home import Home
    from kr_localgov_nlp.facts.award_subjects import Recipients
    from kr_localgov_nlp.gazetteer import Gazetteer
    from kr_localgov_nlp.records import AwardRecord

# 1등급은 없으며, 2등급 이상 11곳: nobody in particular.
_NOBODY = re.compile(
    r"[’”'\"]?(?:\s?이상(?=\s|[은의을])|[은는이가]\s(?:한\s곳도\s)?없|[은는]\s(?:\d+|[한두세네]|다섯|여섯|일곱)\s?(?:개|곳)|"
    r"[을를]\s받은\s(?:곳|지자체|자치단체|기관|시군|시·군)(?:은|는|이)\s(?:\d+|[한두세네]|다섯|없)|[을를]\s향해|[을를]\s목표)"
)
_OWN_YEAR = re.compile(
    r"(?:\s[가-힣]{1,6})?[(（]((?:19|20)\d\d)년?[)）]"
)  # 김하나 작가(2014), 이두리 작가(2015)
_IN_BRACKET = re.compile(r"[(（](?:이하\s)?$")
_AGAIN = re.compile(r"이번 (?:수상|선정)|이로써|부상으로")
_CAPTION = re.compile(r"[^\w\n]{0,3}\s?[(（\[]?\s?(?:사진(?!\s?(?:분야|부문|작품|공모|전시|촬영))|붙임|캡션)")


def award_records(
    text: str,
    mentions: Sequence[Mention],
    *,
    issuer: Sequence[Mapping[str, object]] = (),
    published: str | None = None,
    known: Known | None = None,
) -> list[AwardRecord]:
    """Build the award records of a text.

    Parameters
    ----------
    text
        The text as given.
    mentions
        Its entities, in order, not overlapping.
    issuer
        The issuing governments (``doc._.issuer``); a single one receives what the text gives to nobody else.
    published
        ISO date of the text: 올해 and 지난해 are counted from it, and an honour without a year is one of its year.
    known
        Gives the organiser of an award by its name, from the table of awards.

    Returns
    -------
    list of AwardRecord
        In the order of first mention.

    Examples
    --------
    >>> text = "구로구는 고용노동부가 주관한 ‘2024년 일자리대상’에서 우수상을 받았다."
    >>> found = [Mention(0, 3, "DISTRICT", "1153000000"), Mention(5, 10, "MINISTRY"),
    ...          Mention(23, 28, "AWARD"), Mention(32, 35, "PRIZE")]
    >>> record = award_records(text, found)[0]
    >>> [record[k] for k in ("recipient", "award", "year", "prize", "giver")]
    ['구로구', '일자리대상', 2024, '우수상', '고용노동부']
    """
    scene = Scene(text, sorted(m for m in mentions if not in_passing(text, m)), known)
    given = issuer[0] if len(issuer) == 1 else None
    home = home_of(scene, given)
    code = home.code if home else ""
    if not home or not home.code:
        scene.labels = (*scene.labels, "MINISTRY")
    for award in scene.awards:
        early = [m for m in award.mentions[:12] if m.start >= scene.body][:2]
        dated = [years.award_year(text, m, published) for m in [*early, *award.mentions[:2]]]
        award.year = next((y for y in dated if y), None)
        award.giver = giver_of_award(scene, award, code)
    offered: dict[str, tuple[Mention, ...]] = {}
    honours = each_in_turn(text, list(_with_prizes(scene, published, offered, home)))
    same_prize_same_award(text, honours)
    told = {honour.award for honour in honours}
    honours += without_prizes(scene, told, offered, published)
    honours += laureates(scene, offered)
    dated_winners = list(by_year(scene))
    own_year = {h.recipient for h in dated_winners}
    honours = [h for h in honours if h.prizes or h.recipient not in own_year]
    honours += [
        *by_field(scene, told),
        *dated_winners,
        *counted(scene, offered),
        *at_line_ends(scene, offered),
        *in_footnote(scene),
        *in_counted_rows(scene),
    ]
    view = view_of(text)
    if honours and view.offered:  # nobody has what is offered; earlier winners are told as such
        honours = [h for h in honours if any(view.past(m.start, m.end) for m in h.spans)]
    return merge(scene, told_once(text, honours), home, published)


def _with_prizes(
    scene: Scene, published: str | None, offered: dict[str, tuple[Mention, ...]], home: Home | None
) -> Iterator[Honour]:
    text, prizes = scene.text, scene.prizes
    used = 0
    past: tuple[int, Mention] | None = None  # sentence and prize before
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
        past = (left, last)
        if _NOBODY.match(text, last.end) and not parts.GIVER_PRIZE.search(text[first.start : first.end]):
            continue
        title = last.end <= scene.body
        quoted = quote_start(text, first.start)
        near = [m for m in scene.within(left, first.start) if m.start in scene.of]
        got = winners_of(scene, near[-1] if near else None, group, quoted or left, right, title=title)
        received = RECEIVED.search(text, last.end, right) is not None
        if _holds_it(got.named, first) and not (title or received or _tells_own(text, got, home)):
            continue
        if got.nobody and not got.named:
            about = scene.of[near[-1].start] if near else scene.lead
            if about:
                before = offered.setdefault(about.name, tuple(group))
                if before and bare(text[before[0].start : before[0].end]) != bare(
                    text[first.start : first.end]
                ):
                    offered[about.name] = ()  # 훈장 4명, 포장 11명: nobody knows whose is which
            continue
        # A person's 표창 is for merit; a person's or a body's 장관상 is one of the contest.
        personal = any(m.label in ("PERSON", "HEAD") for m in got.named) and text.endswith(
            ("표창", "표창장"), 0, last.end
        )
        in_turn = award_in_turn(scene, near, first)
        award = in_turn or scene.award_of(group, left, right, personal=personal)
        year = years.year_of(text, award if award in near else None, first, floor, published)
        weak = (
            title
            or quoted is not None
            or _CAPTION.match(text, text.rfind("\n", 0, first.start) + 1) is not None
        )
        if year is None and bracketed and _IN_BRACKET.search(text, left, first.start):
            year = year_before  # 2024년 ‘가정원’(최우수상), ‘나정원’(우수상)
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
        category = parts.category_of(text, award if award in near else None, first, floor)
        category = category or parts.category_kept(
            text, category_before, row_before, (floor, past_end, first.start)
        )
        category_row, category_before = category or category_row, category or category_before
        giver = giver_of_prize(scene, group, told, left)
        since = year or (int(published[:4]) if published else None)
        streak = years.streak(text, first, last, since) if since and not weak else []
        each = each_award(scene, near, first) if award in near and not in_turn else []
        # “…가람청이 ‘가람대상’에서 대상을 받았다”고 밝혔다: the news itself, not what somebody says of it
        news = quoted if award in near and got.sure and received else None
        member, listed = last.end, None
        for winner in [behind(text, m) for m in got.named] or (None,):
            field = category
            if winner and category is None and winner.start > last.end:
                field = listed = parts.category_in_list(text, member, winner) or listed
                member = winner.end
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
                category=field,
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
            yield from (replace(honour, year=earlier) for earlier in streak[:-1])


def _holds_it(named: Sequence[Mention], prize: Mention) -> bool:
    """Tell whether only ministries are named, one or several before the prize: those that hold the contest."""
    if not named or any(m.label != "MINISTRY" for m in named):
        return False
    return len(named) == 1 or named[-1].end <= prize.start


def _tells_own(text: str, got: Recipients, home: Home | None) -> bool:
    """Tell whether the one named is the ministry whose release about itself the text is."""
    own = home is not None and home.takes and not home.code
    return own and got.sure and len(got.named) == 1 and home is not None and home.is_(got.named[0], text)


class AwardRecords:
    """spaCy component: writes ``doc._.awards``.

    Parameters
    ----------
    gazetteer
        Whose table of awards tells who organises an award, for texts that name the body elsewhere.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._awards = gazetteer.awards if gazetteer else None

    def _organiser(self, name: str) -> str:
        found = self._awards.at(name) if self._awards else []
        return found[0].organiser if len(found) == 1 else ""

    def __call__(self, doc: Doc) -> Doc:
        """Build the records of one Doc."""
        ents = doc.ents
        if any(e.label_ in ("AWARD", "PRIZE") for e in ents):
            mentions: list[Mention] = []
            names: dict[str, str] = {}
            for e in ents:
                if e._.source in ANONYMOUS:
                    continue
                label, code = e.label_, ""
                if label in ("DISTRICT", "HEAD"):
                    code = e._.government
                elif label == "MINISTRY":
                    code = e._.agency
                if label == "DISTRICT" and code and code not in names:
                    names[code] = e._.link["name"]
                mentions.append(Mention(e.start_char, e.end_char, label, code))
            records = award_records(
                text_of(doc),
                mentions,
                issuer=doc._.issuer,
                published=doc.user_data.get("localgov_published"),
                known=self._organiser,
            )
            for record in records:
                # A linked recipient bears its full name, so that 동구 of two cities stay two in a table.
                record["recipient"] = names.get(record["recipient_code"] or "", record["recipient"])
            doc._.awards = records
        return doc


@Language.factory("localgov_award_records", assigns=["doc._.awards"])
def make(nlp: Language, name: str) -> AwardRecords:  # noqa: ARG001
    """Build the component for a pipeline."""
    names = getattr(nlp.tokenizer, "names", None)
    return AwardRecords(getattr(names, "gazetteer", None))
