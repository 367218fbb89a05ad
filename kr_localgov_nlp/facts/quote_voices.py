"""Whom a quotation is given to: names, titles alone, surnames with a title, 그, several who speak as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.names import SURNAMES
from kr_localgov_nlp.facts.quote_names import FULL_TITLE
from kr_localgov_nlp.facts.quote_people import BRACKET, Person
from kr_localgov_nlp.facts.quote_sentences import REACH
from kr_localgov_nlp.facts.speaker_titles import HEAD_TITLES, is_person
from kr_localgov_nlp.facts.speakers import find_speaker

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.quote_people import People

# 심사위원 김하나, 이두리는: the role before the first of several
_ROLE_BEFORE = re.compile(
    r"(?<![가-힣])([가-힣]{0,6}(?:위원|교수|대표|의원|작가|시인|회장|단원|선수|학생|교사))\s$"
)
_JOINT = re.compile(r"\s?[,·]\s?")
# 김하나 장관, 이두리 장관과 박세영 위원장은: each has a title and a record.
_JOINT_TITLED = re.compile(
    r"\s(?P<title>(?:(?:㈜|[(（]주[)）])?[가-힣]{2,10}\s)?[가-힣]{0,8}(?:장관|차관|[시군관소의교사서단동면읍청처총회]장|위원장|본부장|이사장|총리|지사|군수|교육감|총재|대표(?:이사)?))"
    r"(?:\s?[,·]\s?|[과와]\s)(?:[가-힣]{2,10}\s)?"
)
# 박차관은
_FUSED = re.compile(
    r"([가-힣])((?:장관|차관|총리|실장|국장|지사|시장|군수|구청장|청장|처장|교육감|의장|위원장|부위원장|원장|사장|본부장|"
    r"씨|대표|교수|회장|소장|관장|센터장|과장|팀장|주무관|작가|감독|선수|의원|박사|이장|동장|읍장|면장|단장))$"
)
# 대통령 특사로 참석 중인 정하나, 신임 차장에 정하나: what may stand between a title and the name behind it
_LEADS = re.compile(r"(?:인|에|으?로)\s(?:[가-힣]{1,6}\s){0,2}|[\s(]{0,2}")
# 정하나 국무총리, not 정하나 국장은 총리실 직원이다
_BEHIND = re.compile(r"\s?[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+){0,4}")
# 가람청(청장 김하나)
_IN_BRACKET = re.compile(r"([가-힣]{2,12})\(([가-힣]{2,4})\s$")
# 부시장 is not 시장; 국방부장관 is 장관
_HAS_DEPUTY = re.compile(
    r"시장|군수|구청장|지사|총리|교육감|청장|의장|위원장|이사장|회장|사장|원장|총장|총재|단장|소장|대표"
)
_TITLE_ENDS = (
    "장",
    "군수",
    "지사",
    "대표",
    "의원",
    "위원",
    "교수",
    "총리",
    "대통령",
    "장관",
    "차관",
    "대행",
    "관",
    "이사",
    "감독",
)
# How far a person is carried.
CARRY = 320


@dataclass(slots=True)
class Quote:
    """One quotation.

    Parameters
    ----------
    speaker
        The person's name, None where the text names nobody.
    role
        The title, or the body that speaks, as written; "" where there is none.
    spans
        Character offsets of the quoted words, without their marks.
    person
        Character offsets of the speaker's name where it stands in the text.
    label
        The label of the speaker's entity, "" for a speaker who is no known entity.
    others
        Those who, with titles of their own, said the same as one.
    """

    speaker: str | None
    role: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    person: tuple[int, int] | None = None
    label: str = ""
    others: list[tuple[Person, str]] = field(default_factory=list)

    def text(self, source: str) -> str:
        """Join the quoted words by a space."""
        return " ".join(source[start:end] for start, end in self.spans)


class Voices:
    """The people of a text and what they were heard to say so far.

    Parameters
    ----------
    text, people
        The text and the people it names.
    quotes
        The records so far; the reader adds to them.
    """

    def __init__(self, text: str, people: People, quotes: list[Quote]) -> None:
        self.text = text
        self.people = people
        self.quotes = quotes
        self._bearers: dict[tuple[str, str], dict[str, Person]] = {}
        self._heard: dict[str, dict[tuple[str, str], Quote]] = {}
        self._read = 0
        heads = {p.name: p for p in reversed(people.persons) if p.label == "HEAD"}
        self.only_head = next(iter(heads.values())) if len(heads) == 1 else None

    @staticmethod
    def name(quote: Quote, person: Person, role: str) -> None:
        """Give a quotation to a person."""
        quote.speaker, quote.role, quote.label = person.name, role, person.label
        quote.person = (person.start, person.end)

    def joint(self, quote: Quote, last: Person) -> None:
        """Name all who speak as one: 심사위원 김하나, 이두리, 박세영은."""
        first = last
        for person in self.people.before(last.start):
            if not _JOINT.fullmatch(self.text[person.end : first.start]):
                break
            first = person
        if first is not last:
            quote.speaker = self.text[first.start : last.end]
            before = _ROLE_BEFORE.search(self.text, max(0, first.start - 12), first.start)
            quote.role = quote.role or (before[1] if before else "")
            return
        for person in self.people.before(last.start):
            title = _JOINT_TITLED.fullmatch(self.text[person.end : first.start])
            if title is None:
                break
            quote.others.insert(0, (person, title["title"]))
            first = person

    def resolve(self, quote: Quote, role: str) -> None:
        """Find who a title alone (구청장은) or a surname with a title (김 총리는) means."""
        surname, _, title = role.partition(" ")
        if (fused := _FUSED.fullmatch(role)) and self.people.surnamed(fused[1]):
            surname, title = fused[1], fused[2]
        if len(surname) == 1 and title:
            self._only_bearer(quote, surname, title)
            self._earlier(quote, surname, title)
        elif role in HEAD_TITLES and self.only_head is not None:
            self.name(quote, self.only_head, role)
        elif role.count(" ") < 2 and len(role) >= 2:
            if not title:
                self._earlier(quote, "", role)
            if quote.speaker is None and FULL_TITLE.search(role):
                self._only_bearer(quote, "", role)

    def _only_bearer(self, quote: Quote, surname: str, title: str) -> None:
        """Take the one person, of a surname or of any, who bears a title."""
        if (surname, title) not in self._bearers:
            found = self._bearing(surname, title) if surname else self._titled(title)
            self._bearers[surname, title] = found
        options = self._bearers[surname, title]
        if len(options) == 1:
            self.name(quote, next(iter(options.values())), title)

    def _earlier(self, quote: Quote, surname: str, title: str) -> None:
        """Take the one speaker before who bears the title."""
        if quote.speaker is not None or not title.endswith(_TITLE_ENDS):
            return
        for said in self.quotes[self._read :]:
            if said.speaker:
                for key in ("", said.speaker[0]):
                    self._heard.setdefault(key, {}).setdefault((said.speaker, said.role), said)
        self._read = len(self.quotes)
        known = {
            speaker: said
            for (speaker, borne), said in self._heard.get(surname, {}).items()
            if borne.replace(" ", "").endswith(title)
        }
        if len(known) == 1:
            other = next(iter(known.values()))
            quote.speaker, quote.person, quote.label = other.speaker, other.person, other.label
            quote.role = title

    def _bearing(self, surname: str, title: str) -> dict[str, Person]:
        """Find those of a surname who bear a title: it is known of them, or stands right behind or before the name."""
        found = {
            person.name: person
            for person in self.people.surnamed(surname)
            if person.role.replace(" ", "").endswith(title) or self._written_with(person, title)
        }
        return found or self._told(surname, title)

    def _titled(self, title: str) -> dict[str, Person]:
        """Find those whom the text writes with a title: 본부장 김하나, 김하나 가람청장, 가람청(청장 김하나)."""
        return {
            person.name: person
            for person in self.people.persons
            if self._written_with(person, title) or _heads(self._before(person, title), title)
        }

    def _written_with(self, person: Person, title: str) -> bool:
        """Tell whether a title stands right behind or before a name."""
        after = BRACKET.sub("", self.text[person.end : person.end + 60])
        return _follows(after, title) or self._leads(self._before(person, title), title)

    def _before(self, person: Person, title: str) -> str:
        return self.text[max(0, person.start - len(title) - 16) : person.start]

    def _told(self, surname: str, title: str) -> dict[str, Person]:
        """Find those of a surname who are written with the title, though no one knows them for people."""
        if surname not in SURNAMES or title == "씨":
            return {}
        found: dict[str, Person] = {}
        for m in re.finditer(
            rf"(?<![가-힣]){surname}[가-힣]{{2}}(?=\s{title}(?:[은는이가,\s]|께서))", self.text
        ):
            if is_person(m[0], [title]):
                found.setdefault(m[0], Person(m.start(), m.end(), m[0]))
        return found

    @staticmethod
    def _leads(before: str, title: str) -> bool:
        at = before.rfind(title)
        return at >= 0 and _LEADS.fullmatch(before, at + len(title)) is not None

    def pronoun(self, quote: Quote, at: int) -> None:
        """Find whom 그 means: the subject before, or the person named last."""
        before = find_speaker(self.text, max(0, at - REACH), at, self.people)
        if before is not None and before.person is not None:
            self.name(quote, before.person, before.role or before.person.role)
        elif before is not None and before.role:
            self.resolve(quote, before.role)
            quote.role = quote.role or before.role
        else:
            last = next(self.people.before(at), None)
            if last is not None and last.start >= at - CARRY:
                self.name(quote, last, last.role)


def _heads(before: str, title: str) -> bool:
    """Tell whether a bracket names the head of a body: 가람청(청장 is 가람청장, 가람부(장관 is 가람부 장관."""
    m = _IN_BRACKET.search(before)
    if m is None:
        return False
    body, borne = m.groups()
    return title in (f"{body} {borne}", body + borne) or (body[-1] == borne[0] and title == body + borne[1:])


def _follows(after: str, title: str) -> bool:
    """Tell whether a title is in the five words behind a name, before any particle."""
    behind = _BEHIND.match(after)
    words = behind[0] if behind else ""
    at = words.find(title)
    if at < 0 or words[at + len(title) :][:1] in ("장", "관", "실"):
        return False
    if words[:at].endswith("부") and _HAS_DEPUTY.fullmatch(title):
        return False
    between = words[:at].rpartition(" ")[0].split()
    return not any(word.endswith(("은", "는", "이", "을", "를", "의", "에")) for word in between)
