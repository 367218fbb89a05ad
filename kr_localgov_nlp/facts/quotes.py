"""Quotes: what was said, by whom, in which role.

Marks alone do not make a quotation; a frame does: something said is followed by 라며, 면서, 고 말했다, or is
what somebody asked for (``것”을 당부했다``), or stands right behind a named person in a headline. Names of
projects, slogans and events between marks have no such frame. A quotation that goes on in the same sentence
is one record with several spans.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import TEXT, text_of
from kr_localgov_nlp.facts.quote_marks import plain_marks, quoted
from kr_localgov_nlp.facts.quote_people import People, Person
from kr_localgov_nlp.facts.quote_reader import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

    from kr_localgov_nlp.facts.quote_voices import Quote
    from kr_localgov_nlp.records import QuoteRecord


_KOREAN = 4  # syllables of the longest Korean name, 남궁하나
# A mention that runs on into a body's letters or a title borrowed from another language: 배하람 KETI.
_RUN_ON = re.compile(
    r"(?<=[가-힣])\s[A-Z]{2,8}$|(?<=[가-힣]{3})\s?(?:퍼실리테이터|코디네이터|큐레이터|디자이너|크리에이터|디렉터|아나운서|프로듀서)$"
)


def find_quotes(
    text: str, people: Sequence[Person] = (), others: Sequence[tuple[int, int]] = ()
) -> list[Quote]:
    """Find what people said in a text.

    Parameters
    ----------
    text
        The text as given.
    people
        The people whom the text names. Without them speakers are still found by a name with a title.
    others
        Offsets of names that are no person's: bodies, places, programmes.

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
    text = plain_marks(text)
    reader = Reader(text, People(people, others))
    for q in quoted(text):
        reader.read(q)
    return reader.finish()


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
        spans = {(e.start_char, e.end_char): e for e in doc.ents}
        ents = {at: e for at, e in spans.items() if e.label_ in ("HEAD", "PERSON")}
        people = [_person(text[start:end], start, e.label_, e._.office) for (start, end), e in ents.items()]
        mentioned = [p for p in people if len(p.name) > 1]  # 박 주무관: a surname names nobody yet
        named = {p.name: e for p, e in reversed(list(zip(people, ents.values(), strict=True)))}
        doc._.quotes = [
            _record(q, text, ents, named)
            for q in find_quotes(text, mentioned, [at for at in spans if at not in ents])
        ]
        doc.user_data.pop(TEXT, None)  # the last component: a saved Doc need not hold its text twice
        return doc


def _person(mention: str, start: int, label: str, office: str) -> Person:
    """Take a mention of a person without what it runs on into."""
    name = _RUN_ON.sub("", mention)
    words = name.split()
    # 김 하나 and 김하나 are one; the words of a longer name (셰바즈 샤리프) are its own.
    told = "".join(words) if sum(map(len, words)) <= _KOREAN else " ".join(words)
    return Person(start, start + len(name), told, label, office)


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
