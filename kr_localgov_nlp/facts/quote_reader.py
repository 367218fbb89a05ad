"""Reads the quotations of a text in order: what was said, which pieces are one, who speaks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.quote_carried import distance, is_carried, subject_before, told_before
from kr_localgov_nlp.facts.quote_frames import (
    HAPPENING,
    HEADLINE_AFTER,
    HEADLINE_WHO,
    SAID_AS,
    SAID_BY,
    SAID_OF,
    SAID_THEN,
    SENTENCE,
    TITLED_SO,
    is_framed,
    is_said,
    is_survey,
)
from kr_localgov_nlp.facts.quote_headlines import by_surname, named_before, named_behind
from kr_localgov_nlp.facts.quote_names import FULL_TITLE, TITLE
from kr_localgov_nlp.facts.quote_sentences import (
    ANOTHER,
    FULL_STOP,
    REACH,
    REPORTED,
    continues,
    sentence_start,
)
from kr_localgov_nlp.facts.quote_voices import CARRY, Quote, Voices
from kr_localgov_nlp.facts.speakers import find_speaker, named_at_end, somebody, topic_behind

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.quote_marks import Quoted
    from kr_localgov_nlp.facts.quote_people import People, Speaker

# 김하나 가람정책실장 “…”고 밝혔다: the particle is left out.
_BARE_TITLE = re.compile(r"([가-힣]{2,})\s?$")
_COMMA = re.compile(r"\s?(?:[,·]|[과와](?=\s))?\s?$")
# “…은 우리의 것이며”, “…하겠다”고: clauses set in marks one by one
_CLAUSE = re.compile(r"[가-힣]{2}[며고]$")
_SURNAMED = re.compile(r"[가-힣]\s[가-힣]{2,}$")


class Reader:
    """Reads the quotations of one text in order."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.quotes: list[Quote] = []
        self.last: Quoted | None = None
        self.waiting: list[Quoted] = []
        first = FULL_STOP.search(text)
        self.headline_end = min(first.start() if first else len(text), 400)
        self.voices = Voices(text, people, self.quotes)

    def read(self, q: Quoted) -> None:
        """Take one pair of marks."""
        text = self.text
        if is_survey(text, q):
            return
        words = text[q.start : q.end]
        low = sentence_start(text, q, self.last)
        goes_on = bool(self.quotes) and continues(text, q, self.last)
        if goes_on and self.last is not None:
            low = self.last.right
        framed = is_said(text, q, words, goes_on)
        if (
            (not framed or SAID_AS.match(text, q.right))
            and q.double
            and len(words) > 9
            and SENTENCE.search(words)
            and (who := self._behind(q))
        ):
            self._start(q, low, who)
            self.last = q
            return
        if not framed and not (goes_on and q.double and len(words) > 9 and SENTENCE.search(words)):
            if self._headline(q, words, low):
                return
            if not self._adjacent(q, words, low):
                self._wait(q, words)
                return
        listed = self._listed_before(q)
        if listed:
            low, q = min(low, sentence_start(text, listed[0], self.last)), q._replace(left=listed[0].left)
        speaker = self._speaker(low, q.left)
        if goes_on and not self._is_another(speaker, q):
            self.quotes[-1].spans.append((q.start, q.end))
        else:
            self._start(q, low, speaker)
        if listed and self.quotes[-1].speaker is None:
            # voices of several people, of whom none is named: a record each
            self.quotes[-1:-1] = [replace(self.quotes[-1], spans=[(w.start, w.end)]) for w in listed]
        else:
            self.quotes[-1].spans[-1:-1] = [(w.start, w.end) for w in listed]
        self.last = q

    def _is_another(self, speaker: Speaker | None, q: Quoted) -> bool:
        """Tell whether the subject before a quotation that goes on in a sentence speaks it, not the one before."""
        if speaker is None or speaker.person is not None or _SURNAMED.match(speaker.role):
            return speaker is not None
        between = self.text[self.last.right if self.last else q.left : speaker.start]
        own = self.text[speaker.end : speaker.end + 1] in ("은", "는")
        return own and not FULL_TITLE.search(speaker.role) and bool(ANOTHER.search(between))

    def _behind(self, q: Quoted) -> Speaker | None:
        """Find who is told behind whole sentences: ``“…” 김하나 시장의 말이다``, ``“….” 김하나 씨가 말했다``."""
        text = self.text
        if m := SAID_OF.match(text, q.right):
            who = named_at_end(text, m.start("who"), m.end("who"), self.people)
        elif m := SAID_THEN.match(text, q.right):
            who = find_speaker(text, m.start("who"), m.end("who"), self.people)
        elif m := SAID_AS.match(text, q.right):
            group = "who" if m["who"] else "of"
            return somebody(text, m.start(group), m.end(group), self.people)
        else:
            return None
        return who if who is not None and who.person is not None else None

    def _wait(self, q: Quoted, words: str) -> None:
        """Keep a sentence that may be one of a list: ``“…”, “…”라고 답했다``."""
        if self.waiting and not _COMMA.fullmatch(self.text[self.waiting[-1].right : q.left]):
            self.waiting = []
        said = SENTENCE.search(words) or (len(words) > 20 and _CLAUSE.search(words))
        if q.double and said and self.text[q.right : q.right + 1] in (",", " ", "·", "과", "와"):
            self.waiting.append(q)

    def _listed_before(self, q: Quoted) -> list[Quoted]:
        """Take the sentences that stand in one list with a quotation, right before it."""
        listed, self.waiting = self.waiting, []
        if not listed or not _COMMA.fullmatch(self.text[listed[-1].right : q.left]):
            return []
        return listed

    def finish(self) -> list[Quote]:
        """Return the records, each once."""
        seen: set[tuple[str | None, str]] = set()
        out = []
        for quote in (one for told in self.quotes for one in (*self._others(told), told)):
            key = (quote.speaker, quote.text(self.text))
            if key not in seen:
                seen.add(key)
                out.append(quote)
        return out

    @staticmethod
    def _others(told: Quote) -> list[Quote]:
        """Give those who said the same as the speaker a record each."""
        return [
            replace(
                told, speaker=who.name, role=role, person=(who.start, who.end), label=who.label, others=[]
            )
            for who, role in told.others
        ]

    def _adjacent(self, q: Quoted, words: str, low: int) -> bool:
        """Tell whether whole sentences stand right behind a named subject: ``시장은 “…하겠다.”``."""
        before = self.text[max(low, q.left - 8) : q.left].rstrip()
        if (
            not q.double
            or len(words) < 15
            or TITLED_SO.match(self.text, q.right)
            or not re.search(r"다[.!?]?$", words)
            or not before
        ):
            return False
        speaker = self._speaker(low, q.left) if re.search(r"[은는],?$|통해$", before) else None
        return speaker is not None and speaker.person is not None

    def _headline(self, q: Quoted, words: str, low: int) -> bool:
        """Take a headline's quotation whose speaker the headline names."""
        text = self.text
        if not q.double or len(words) < 6 or low == q.left:
            who = None
        elif _is_topic(text[max(low, q.left - 16) : q.left].rstrip()) and not is_framed(text, q.right):
            return False  # the subject of a sentence: “…”는 보고를 받고
        elif HEADLINE_AFTER.match(text, q.right) or (
            q.right <= self.headline_end and not HAPPENING.match(text, q.right)
        ):
            who = named_before(text, low, q.left, self.people)
        else:
            who = None
        if who is None and q.double and len(words) >= 6 and q.right <= self.headline_end:
            who = self._opens_headline(q)
        if who is None and q.double and len(words) >= 6 and self._in_headline(q):
            who = self._surnamed(q, low)
        if who is None and q.double and len(words) >= 6 and (m := HEADLINE_WHO.match(text, q.right)):
            who = named_at_end(text, m.start("who"), m.end("who"), self.people)
        if who is None and q.double and q.right <= self.headline_end:
            who = named_behind(text, q, self.people)
        if who is None or (who.person is None and not who.role):
            return False
        self._start(q, low, who)
        self.last = q
        return True

    def _in_headline(self, q: Quoted) -> bool:
        return q.right <= self.headline_end or bool(HEADLINE_AFTER.match(self.text, q.right))

    def _surnamed(self, q: Quoted, low: int) -> Speaker | None:
        """Take ``정총리, “…”`` of a headline if the text names the one who is meant."""
        if HAPPENING.match(self.text, q.right):
            return None
        who = by_surname(self.text, low, q.left)
        if who is None:
            return None
        heard = Quote(None, "")
        self.voices.resolve(heard, who.role)
        return who if heard.speaker else None

    def _opens_headline(self, q: Quoted) -> Speaker | None:
        """Give the person a headline begins with, whose words it ends with: 김하나 시장, 수해 현장서 “복구 먼저”."""
        text = self.text
        start = text.rfind("\n", 0, q.left) + 1
        comma = text.find(",", start, min(q.left, start + 40))
        ends = re.compile(r"[^\S\n]*(?:\n|$)").match(text, q.right)
        if comma < 0 or not ends or FULL_STOP.search(text[start : q.left]):
            return None
        return named_at_end(text, start, comma, self.people)

    def _speaker(self, low: int, high: int) -> Speaker | None:
        return find_speaker(self.text, low, high, self.people)

    def _start(self, q: Quoted, low: int, speaker: Speaker | None) -> None:
        """Begin a record."""
        text = self.text
        if speaker is None and (m := SAID_BY.match(text, q.right)):
            speaker = find_speaker(text, m.start("who"), m.end("who"), self.people)
        if (
            speaker is None
            and (m := _BARE_TITLE.search(text, max(low, q.left - 16), q.left))
            and TITLE.search(m[1])
        ):
            named = named_at_end(text, low, q.left, self.people)
            speaker = named if named is not None and named.person is not None else None
        quote = Quote(None, "", [(q.start, q.end)])
        previous = self.quotes[-1] if self.quotes and self.last else None
        after = self.last.right if self.last is not None else 0
        if speaker is None and previous is not None:
            speaker = told_before(text, self.people, (after, low, q.left))
        near = previous is not None and distance(text, after, q.left) <= CARRY
        if speaker is not None and text[speaker.start] == "(" and self._reports(q, speaker.start):
            quote.role = "".join(text[max(0, speaker.start - 40) : speaker.start].split()[-1:])
        elif speaker is not None and speaker.person is not None:
            self.voices.name(quote, speaker.person, speaker.role or speaker.person.role)
            self.voices.joint(quote, speaker.person)
        elif speaker is not None and not speaker.pronoun:
            quote.role = speaker.role
            self.voices.resolve(quote, speaker.role)
        elif previous is not None and near and (speaker is not None or is_carried(text, after, low, q.left)):
            quote.speaker, quote.role = previous.speaker, previous.role
            quote.person, quote.label = previous.person, previous.label
        elif speaker is not None:
            self.voices.pronoun(quote, speaker.start)
        else:
            self._without_subject(quote, low, q.left)
        self.quotes.append(quote)

    def _reports(self, q: Quoted, bracket: int) -> bool:
        """Tell whether a body, whose head a bracket names, reports its news; a title before it is the one who speaks."""
        before = self.text[max(0, bracket - 20) : bracket].split()
        return not (before and TITLE.search(before[-1])) and bool(REPORTED.search(self.text, q.start, q.end))

    def _without_subject(self, quote: Quote, low: int, high: int) -> None:
        """Give a sentence without a subject to whom the headline names before it, or the sentence before speaks of."""
        if low == high:
            return
        who = None
        if self.text[high - 1] in " ,:":
            who = named_before(self.text, low, high, self.people) or by_surname(self.text, low, high)
        if who is not None:
            if who.person is not None:
                self.voices.name(quote, who.person, who.role or who.person.role)
                return
            self.voices.resolve(quote, who.role)
        elif before := subject_before(self.text, self.people, max(0, low - REACH), (low, high)):
            if before.person is not None:
                self.voices.name(quote, before.person, before.role or before.person.role)
            elif not before.pronoun and _SURNAMED.match(before.role):
                self.voices.resolve(quote, before.role)


def _is_topic(stretch: str) -> bool:
    """Tell whether a stretch ends in a title with its particle: ``김하나 시장은``, ``가람시(시장 김하나)는``."""
    return bool(topic_behind(stretch)) or stretch.endswith((")은", ")는"))
