"""Whom a quotation is given to: names, titles alone, surnames with a title, 그, several who speak as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.speakers import HEAD_TITLES, Person, find_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence
# A line break between these ends a line for good.
# 오 시장은: another speaker than the one before, in the same sentence
_ROLE_BEFORE = re.compile(
    r"(?<![가-힣])([가-힣]{0,6}(?:위원|교수|대표|의원|작가|시인|회장|단원|선수|학생|교사))\s$"
)
_BRACKET = re.compile(r"\([^()\n]{0,30}\)")
_JOINT = re.compile(r"\s?[,·]\s?")
# 박차관은
_FUSED = re.compile(
    r"([가-힣])((?:장관|차관|총리|실장|국장|지사|시장|군수|구청장|청장|처장|교육감|의장|위원장|부위원장|원장|사장|본부장))$"
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
# How far before a pronoun its sentence is read, and how far a person is carried.
REACH, CARRY = 260, 320


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
    """

    speaker: str | None
    role: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    person: tuple[int, int] | None = None
    label: str = ""

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

    def __init__(self, text: str, people: Sequence[Person], quotes: list[Quote]) -> None:
        self.text = text
        self.people = people
        self.quotes = quotes
        heads = dict.fromkeys(p.name for p in people if p.label == "HEAD")
        self.only_head = next((p for p in people if p.label == "HEAD"), None) if len(heads) == 1 else None

    @staticmethod
    def name(quote: Quote, person: Person, role: str) -> None:
        """Give a quotation to a person."""
        quote.speaker, quote.role, quote.label = person.name, role, person.label
        quote.person = (person.start, person.end)

    def joint(self, quote: Quote, last: Person) -> None:
        """Name all who speak as one: 심사위원 김하나, 이두리, 박세영은."""
        first = last
        for person in reversed([p for p in self.people if p.end < last.start]):
            if not _JOINT.fullmatch(self.text[person.end : first.start]):
                break
            first = person
        if first is not last:
            quote.speaker = self.text[first.start : last.end]
            before = _ROLE_BEFORE.search(self.text, max(0, first.start - 12), first.start)
            quote.role = quote.role or (before[1] if before else "")

    def resolve(self, quote: Quote, role: str) -> None:
        """Find who a title alone (구청장은) or a surname with a title (김 총리는) means."""
        surname, _, title = role.partition(" ")
        if (fused := _FUSED.fullmatch(role)) and any(p.name.startswith(fused[1]) for p in self.people):
            surname, title = fused[1], fused[2]
        if len(surname) == 1 and title:
            options = {p.name: p for p in self.people if p.name.startswith(surname) and self._bears(p, title)}
            if len(options) > 1:
                # another of the surname stands near: the title must follow the name, or precede it
                options = {n: p for n, p in options.items() if self._bears(p, title, near=True)}
            if len(options) == 1:
                self.name(quote, next(iter(options.values())), title)
            self._earlier(quote, surname, title)
        elif role in HEAD_TITLES and self.only_head is not None:
            self.name(quote, self.only_head, role)
        elif " " not in role and len(role) >= 2:
            self._earlier(quote, "", role)

    def _earlier(self, quote: Quote, surname: str, title: str) -> None:
        """Take the one speaker before who bears the title."""
        if quote.speaker is not None or not title.endswith(_TITLE_ENDS):
            return
        known = {
            q.speaker: q
            for q in self.quotes
            if q.speaker and q.speaker.startswith(surname) and q.role.replace(" ", "").endswith(title)
        }
        if len(known) == 1:
            other = next(iter(known.values()))
            quote.speaker, quote.person, quote.label = other.speaker, other.person, other.label
            quote.role = title

    def _bears(self, person: Person, title: str, near: bool = False) -> bool:
        if person.role and person.role.replace(" ", "").endswith(title):
            return True
        if near:
            follows = re.compile(rf"\s(?:[가-힣A-Za-z]+\s){{0,2}}?[가-힣]*{re.escape(title)}(?![장관실])")
            before = self.text[max(0, person.start - len(title) - 1) : person.start].rstrip()
            return bool(follows.match(self.text, person.end)) or before.endswith(title)
        after = _BRACKET.sub("", self.text[person.end : person.end + 60])
        return title in self.text[max(0, person.start - 12) : person.end] + after[:30]

    def pronoun(self, quote: Quote, at: int) -> None:
        """Find whom 그 means: the subject before, or the person named last."""
        before = find_speaker(self.text, max(0, at - REACH), at, self.people)
        if before is not None and before.person is not None:
            self.name(quote, before.person, before.role or before.person.role)
        elif before is not None and before.role:
            self.resolve(quote, before.role)
            quote.role = quote.role or before.role
        else:
            named = [p for p in self.people if at - CARRY <= p.start < at]
            if named:
                self.name(quote, named[-1], named[-1].role)
