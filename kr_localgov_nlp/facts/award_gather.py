"""The awards of a text: mentions of one award under several names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from kr_localgov_nlp.facts.award_alike import Award, one_award

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kr_localgov_nlp.facts.award_parts import Mention

# Honours of single persons; a text is never about them alone when it names a contest, too.
_MERIT = re.compile(r"유공(?:자|기관|단체|공무원)?$|유공\s|표창|포상$")
# One rating of public bodies under its many names
_RATING = re.compile(r"(?:공공기관\s?)?(?:종합\s?)?청렴도(?:\s?(?:종합\s?)?(?:평가|측정))?")
_RATED = "청렴도"
# Events that give prizes; those without a contest (개막식, 설명회) never do.
_CONTEST = re.compile(
    r"(?:대회|경기|체전|박람회|올림픽|대전|리그|[가-힣]컵|축제|(?:영화|음악|연극|가요|합창|무용|예술)제|을지연습|훈련|콩쿠르|경연|선수권|한마당|아시안게임)$"
)
# ‘가람영화제’ 사례를 발표해: what is honoured, and no contest
_CASE = re.compile(r"[’”'\"」]\s(?:사례|사업|정책|시책)[를을이가로]")
_ABBREVIATED = re.compile(r"\s?[’”'\"]?\s?[(（]\s?(?:이하\s)?[‘“'\"]?$")
_BRACKET_LEADS = re.compile(
    r"[‘“「『\"](?:(?:19|20)\d\d년?\s)?(?:제\s?\d+회\s)?([가-힣][^‘“「『\"\n()]{1,30}\([^()\n]{2,60}\)\s?)$"
)
# 가람평가 가점, 나루평가 결과를 반영하여: no award here, only what comes with one or what it goes by
_IN_PASSING = re.compile(
    r"[’”'\"」]?\s?(?:시\s|등의?\s)?(?:가점|면제|(?:평가\s)?결과를\s(?:[가-힣]{2,4}\s)?(?:반영|활용))"
)
_SENTENCE = re.compile(r"[가-힣]다\.(?=\s|$)")
#: Only mentions longer than this share of the longest may name the award.
LONG = 0.65
#: How far apart two names of awards in one sentence may stand.
BESIDE = 120
#: Mentions of awards beyond this number are no evidence of what a text is about.
MANY = 40

Known: TypeAlias = "Callable[[str], str | None]"


def in_passing(text: str, m: Mention) -> bool:
    """Tell whether an award is named only for what comes with it, or as what another honour goes by.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "뽑힌 기업은 가람평가 가점을 받는다."
    >>> in_passing(text, Mention(7, 11, "AWARD"))
    True
    """
    return m.label == "AWARD" and _IN_PASSING.match(text, m.end) is not None


class Gathered:
    """The awards of a text, and the award of each mention by its offset.

    Parameters
    ----------
    text
        The text as given.
    mentions
        Its entities, sorted, not overlapping.
    known
        Gives the organiser of an award by its name, from the table of awards; "" for none.
    body
        Where the text's body begins.
    """

    __slots__ = ("_known", "_prizes", "awards", "of", "text")

    def __init__(
        self, text: str, mentions: Sequence[Mention], known: Known | None = None, body: int = 0
    ) -> None:
        self.text = text
        self._known = known
        self._prizes = [m.start for m in mentions if m.label == "PRIZE"]
        self.of: dict[int, Award] = {}
        self.awards = self._group(mentions, body)

    def _group(self, mentions: Sequence[Mention], body: int) -> list[Award]:
        awards: list[Award] = []
        by_name: dict[str, Award] = {}
        short_names: set[str] = set()  # told in brackets behind another name
        last: Mention | None = None
        for m in mentions:
            event = m.label == "EVENT" and not _CASE.match(self.text, m.end)
            if m.label != "AWARD" and not (event and _CONTEST.search(self.text, m.start, m.end)):
                continue
            name = self._name(m)
            found = by_name.get(name)
            if last and _ABBREVIATED.fullmatch(self.text[last.end : m.start]):
                long = self.of[last.start]  # 한국지방자치경쟁력지수(KLCI)
                if len(short_names) < MANY:
                    short_names.add(name)
                if found is not None and found is not long and len(found.mentions) < MANY:
                    self._absorb(long, found, awards, by_name)
                found = long
            organiser = (self._known(name) or "") if found is None and self._known else ""
            if found is None:
                found = self._rating(name, awards)
            merit = _MERIT.search(name) is not None and "우수기관" not in name
            if found is None:
                found = next(
                    (
                        a
                        for a in awards[:MANY]
                        if _MERIT.sub("", a.name).strip() == _MERIT.sub("", name).strip()
                        or (
                            not (a.merit or merit)
                            and one_award(a.name, name)
                            and not self._beside(a.mentions[-1], m)
                        )
                    ),
                    None,
                )
            if found is None:
                found = Award(name, [], merit, m.label == "EVENT")
                awards.append(found)
            found.mentions.append(m)
            found.names.add(name)
            found.organiser = found.organiser or organiser
            found.event = found.event and m.label == "EVENT"
            by_name[name] = found
            self.of[m.start] = found
            last = m
        for award in awards:
            # The body's names before those of the headlines.
            told = [self._name(m) for m in sorted(award.mentions, key=lambda m: m.start < body)]
            full = [name for name in told if name not in short_names] or told
            # Of the long names the one told most often, of these the first.
            longest = max(map(len, full))
            award.name = max(
                (n for n in full if len(n) > LONG * longest), key=lambda n: (full.count(n), len(n))
            )
        return awards

    def _name(self, m: Mention) -> str:
        """Give an award's name, with the words and the bracket before it in the same marks: ‘가람지수(KLCI) 평가’."""
        text = self.text
        lead = (
            _BRACKET_LEADS.search(text, max(0, m.start - 110), m.start)
            if ")" in text[m.start - 2 : m.start]
            else None
        )
        return text[lead.start(1) if lead else m.start : m.end]

    def _beside(self, one: Mention, other: Mention) -> bool:
        """Tell whether two names stand in one sentence with a prize between them: two awards."""
        between = self.text[one.end : other.start]
        return (
            len(between) < BESIDE
            and _SENTENCE.search(between) is None
            and "\n" not in between
            and any(one.end <= p < other.start for p in self._prizes)
        )

    def _rating(self, name: str, awards: list[Award]) -> Award | None:
        """Give the award that a bare 종합청렴도 is the result of."""
        if _RATING.fullmatch(name):
            return next((a for a in awards[:MANY] if _RATED in a.name), None)
        found = next((a for a in awards[:MANY] if _RATING.fullmatch(a.name)), None)
        return found if found and _RATED in name else None

    def _absorb(self, long: Award, short: Award, awards: list[Award], by_name: dict[str, Award]) -> None:
        """Make one award of two, of which the title gives only the abbreviation."""
        awards.remove(short)
        long.mentions = sorted([*long.mentions, *short.mentions])
        long.names |= short.names
        for name in short.names:
            by_name[name] = long
        for m in short.mentions:
            self.of[m.start] = long
