"""Quotes: what was said, by whom, in which role.

Marks alone do not make a quotation; a frame does: something said is followed by 라며, 면서, 고 말했다, or is
what somebody asked for (``것”을 당부했다``), or stands right behind a named person in a headline. Names of
projects, slogans and events between marks have no such frame. A quotation that goes on in the same sentence
is one record with several spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import TEXT, text_of
from kr_localgov_nlp.facts.quote_frames import (
    ASKED,
    HAPPENING,
    HEADLINE_AFTER,
    HEADLINE_WHO,
    SAID_BY,
    SENTENCE,
    is_said,
)
from kr_localgov_nlp.facts.quote_marks import QUOTATIVE, Quoted, quoted
from kr_localgov_nlp.facts.speakers import HEAD_TITLES, Person, Speaker, find_speaker, named_at_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

    from kr_localgov_nlp.records import QuoteRecord

# How far before a mark its sentence is read, and how far a speaker is carried to one without a subject.
REACH, CARRY = 260, 320
_BOUNDARY = re.compile(r"[.!?]+[”\"’']?\s+|\n+")
_COMMA = re.compile(r"\s?[,·]?\s?$")
_HANGS_ON = re.compile(r"(?:며|면서|고|고도|데|만|으나|,)\s*$")
# A line break between these ends a line for good.
_BREAK = re.compile(r"^[^가-힣a-zA-Z0-9·,]|\n[^가-힣]")
_FULL_STOP = re.compile(r"[다요까][.!?]+\s|[가-힣][.!?]\s")
_CARRY = re.compile(
    r"^[\s□ㅇ○◦❍▷▶\-*·•]*(?:이어서?|또한?|아울러|그러면서도?|특히|더불어|이와\s함께|이와\s더불어|그리고|나아가|다만|끝으로|마지막으로|"
    r"그러나|하지만|한편|이에|이를\s위해|앞으로|계속해서|그는|그도|덧붙여)?[,\s]*(?:[가-힣0-9]{1,12}[\s,]{1,2}){0,7}$"
)


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


def find_quotes(text: str, people: Sequence[Person] = ()) -> list[Quote]:
    """Find what people said in a text.

    Parameters
    ----------
    text
        The text as given.
    people
        The people whom the text names. Without them speakers are still found by a name with a title.

    Returns
    -------
    list of Quote
        In the order of the text; the same words of the same speaker, told in headline and body, count once.

    Examples
    --------
    >>> text = "윤병태 나주시장은 “뜻깊은 자리였다”라며 “돕겠다”라고 말했다. 이어 “함께하자”고 덧붙였다."
    >>> [(q.speaker, q.role, q.text(text)) for q in find_quotes(text)]
    [('윤병태', '나주시장', '뜻깊은 자리였다 돕겠다'), ('윤병태', '나주시장', '함께하자')]
    >>> find_quotes("시는 ‘빛가람 걷기 축제’와 “나주의 밤” 공연을 연다.")
    []
    """
    reader = _Reader(text, sorted(people))
    for q in quoted(text):
        reader.read(q)
    return reader.finish()


class _Reader:
    """Reads the quotations of one text in order."""

    def __init__(self, text: str, people: Sequence[Person]) -> None:
        self.text = text
        self.people = people
        self.quotes: list[Quote] = []
        self.last: Quoted | None = None
        self.waiting: list[Quoted] = []
        first = _FULL_STOP.search(text)
        self.headline_end = min(first.start() if first else len(text), 400)
        heads = dict.fromkeys(p.name for p in people if p.label == "HEAD")
        self.only_head = next((p for p in people if p.label == "HEAD"), None) if len(heads) == 1 else None

    def read(self, q: Quoted) -> None:
        """Take one pair of marks."""
        text = self.text
        words = text[q.start : q.end]
        low = self._sentence_start(q)
        goes_on = self._goes_on(q)
        if goes_on and self.last is not None:
            low = self.last.right
        framed = is_said(text, q, words, goes_on)
        if not framed and not (goes_on and q.double and len(words) > 9 and SENTENCE.search(words)):
            if self._headline(q, words, low):
                return
            if not self._adjacent(q, words, low):
                self._wait(q, words)
                return
        listed = self._listed_before(q)
        if listed:
            low, q = min(low, self._sentence_start(listed[0])), q._replace(left=listed[0].left)
        speaker = self._speaker(low, q.left)
        if goes_on and (speaker is None or speaker.person is None):
            self.quotes[-1].spans.append((q.start, q.end))
        else:
            self._start(q, low, speaker)
        self.quotes[-1].spans[-1:-1] = [(w.start, w.end) for w in listed]
        self.last = q

    def _wait(self, q: Quoted, words: str) -> None:
        """Keep a sentence that may be one of a list: ``“…”, “…”라고 답했다``."""
        if self.waiting and not _COMMA.fullmatch(self.text[self.waiting[-1].right : q.left]):
            self.waiting = []
        if q.double and SENTENCE.search(words) and self.text[q.right : q.right + 1] in (",", " ", "·"):
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
        for quote in self.quotes:
            key = (quote.speaker, quote.text(self.text))
            if key not in seen:
                seen.add(key)
                out.append(quote)
        return out

    def _sentence_start(self, q: Quoted) -> int:
        low = max(0, q.left - REACH)
        if self.last is not None:
            low = max(low, self.last.right)
        at = low
        for m in _BOUNDARY.finditer(self.text, low, q.left):
            # □ 청장은 …라고 강조하면서,\n ㅇ “…”: the sentence goes on over the line, and pages wrap lines.
            wrapped = (
                m[0] == "\n"
                and m.start() - at > 24
                and not _BREAK.search(self.text[m.start() - 1 : m.end() + 1])
            )
            if not wrapped and (
                "\n" not in m[0] or not _HANGS_ON.search(self.text, max(low, m.start() - 5), m.start())
            ):
                at = m.end()
        return at

    def _goes_on(self, q: Quoted) -> bool:
        """Tell whether a quotation belongs to the sentence of the one before."""
        if self.last is None or not self.quotes or q.left - self.last.right > 140:
            return False
        between = self.text[self.last.right : q.left]
        if _FULL_STOP.search(between) or not QUOTATIVE.match(between):
            return self._hangs_on(between)
        head, newline, _ = between.partition("\n")
        return not newline or bool(_HANGS_ON.search(head))

    @staticmethod
    def _hangs_on(between: str) -> bool:
        """``”을 당부하고 “``: asked for, and more is asked for."""
        return bool(ASKED.match(between)) and not _FULL_STOP.search(between) and "\n" not in between

    def _adjacent(self, q: Quoted, words: str, low: int) -> bool:
        """Tell whether whole sentences stand right behind a named subject: ``시장은 “…하겠다.”``."""
        before = self.text[max(low, q.left - 8) : q.left].rstrip()
        if not q.double or len(words) < 15 or not re.search(r"다[.!?]?$", words) or not before:
            return False
        speaker = self._speaker(low, q.left) if re.search(r"[은는],?$|통해$", before) else None
        return speaker is not None and speaker.person is not None

    def _headline(self, q: Quoted, words: str, low: int) -> bool:
        """Take a headline's quotation whose speaker the headline names."""
        text = self.text
        if not q.double or len(words) < 6 or low == q.left:
            who = None
        elif HEADLINE_AFTER.match(text, q.right) or (
            q.right <= self.headline_end and not HAPPENING.match(text, q.right)
        ):
            who = named_at_end(text, low, q.left, self.people)
        else:
            who = None
        if who is None and q.double and len(words) >= 6 and (m := HEADLINE_WHO.match(text, q.right)):
            who = named_at_end(text, m.start("who"), m.end("who"), self.people)
        if who is None or who.person is None:
            return False
        self._start(q, low, who)
        self.last = q
        return True

    def _speaker(self, low: int, high: int) -> Speaker | None:
        return find_speaker(self.text, low, high, self.people)

    def _start(self, q: Quoted, low: int, speaker: Speaker | None) -> None:
        """Begin a record."""
        text = self.text
        if speaker is None and (m := SAID_BY.match(text, q.right)):
            speaker = find_speaker(text, m.start("who"), m.end("who"), self.people)
        quote = Quote(None, "", [(q.start, q.end)])
        previous = self.quotes[-1] if self.quotes and self.last else None
        near = previous is not None and self.last is not None and q.left - self.last.right <= CARRY
        if speaker is not None and speaker.person is not None:
            self._name(quote, speaker.person, speaker.role or speaker.person.role)
        elif speaker is not None and not speaker.pronoun:
            quote.role = speaker.role
            self._resolve(quote, speaker.role)
        elif previous is not None and near and (speaker is not None or self._carried(low, q.left)):
            quote.speaker, quote.role = previous.speaker, previous.role
            quote.person, quote.label = previous.person, previous.label
        elif speaker is not None:
            self._pronoun(quote, speaker.start)
        self.quotes.append(quote)

    def _carried(self, low: int, high: int) -> bool:
        """Tell whether a sentence without a subject goes on with the speaker before."""
        after = self.last.right if self.last is not None else 0
        if high - after <= 140 and "\n" not in self.text[after:high]:
            return True
        return bool(_CARRY.match(self.text[low:high]))

    @staticmethod
    def _name(quote: Quote, person: Person, role: str) -> None:
        quote.speaker, quote.role, quote.label = person.name, role, person.label
        quote.person = (person.start, person.end)

    def _resolve(self, quote: Quote, role: str) -> None:
        """Find who a title alone (구청장은) or a surname with a title (김 총리는) means."""
        surname, _, title = role.partition(" ")
        if len(surname) == 1 and title:
            options = {p.name: p for p in self.people if p.name.startswith(surname) and self._bears(p, title)}
            if len(options) == 1:
                self._name(quote, next(iter(options.values())), title)
            self._earlier(quote, surname, title)
        elif role in HEAD_TITLES and self.only_head is not None:
            self._name(quote, self.only_head, role)
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

    def _bears(self, person: Person, title: str) -> bool:
        if person.role and person.role.replace(" ", "").endswith(title):
            return True
        around = self.text[max(0, person.start - 12) : person.end + 30]
        return title in around

    def _pronoun(self, quote: Quote, at: int) -> None:
        """Find whom 그 means: the subject before, or the person named last."""
        before = find_speaker(self.text, max(0, at - REACH), at, self.people)
        if before is not None and before.person is not None:
            self._name(quote, before.person, before.role or before.person.role)
        elif before is not None and before.role:
            self._resolve(quote, before.role)
            quote.role = quote.role or before.role
        else:
            named = [p for p in self.people if at - CARRY <= p.start < at]
            if named:
                self._name(quote, named[-1], named[-1].role)


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


class QuoteFinder:
    """spaCy component: writes ``doc._.quotes``.

    Examples
    --------
    >>> from spacy.lang.ko import Korean
    >>> import spacy
    >>> from kr_localgov_nlp.extensions import register
    >>> register()
    >>> doc = QuoteFinder()(spacy.blank("xx")("임택 동구청장은 “청렴이 먼저다”라고 말했다."))
    >>> doc._.quotes[0]["speaker"], doc._.quotes[0]["role"], doc._.quotes[0]["text"]
    ('임택', '동구청장', '청렴이 먼저다')
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one Doc; its entities HEAD and PERSON are the people it names."""
        text = text_of(doc)
        ents = {(e.start_char, e.end_char): e for e in doc.ents if e.label_ in ("HEAD", "PERSON")}
        people = [
            Person(start, end, "".join(text[start:end].split()), e.label_, e._.office)
            for (start, end), e in ents.items()
        ]
        named = {p.name: ents[p.start, p.end] for p in reversed(people)}
        doc._.quotes = [_record(q, text, ents, named) for q in find_quotes(text, people)]
        doc.user_data.pop(TEXT, None)  # the last component: a saved Doc need not hold its text twice
        return doc


def _record(
    quote: Quote, text: str, ents: dict[tuple[int, int], Span], named: dict[str, Span]
) -> QuoteRecord:
    """Write a record; a mention that is no entity takes the link of the name's first mention that is one."""
    ent = (ents.get(quote.person) if quote.person else None) or named.get(quote.speaker or "")
    return {
        "speaker": quote.speaker,
        "role": quote.role,
        "text": quote.text(text),
        "spans": [[start, end] for start, end in quote.spans],
        "link": str(ent._.government) if ent is not None and ent.label_ == "HEAD" else "",
        "label": ent.label_ if ent is not None else "",
    }


@Language.factory("localgov_quotes", assigns=["doc._.quotes"], requires=["doc.ents"])
def make(nlp: Language, name: str) -> QuoteFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    return QuoteFinder()
