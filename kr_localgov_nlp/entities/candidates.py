"""What a finder believes it has found: spans in characters, before overlaps are settled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kr_localgov_nlp.korean.normalize import KEPT

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.korean.names import NameHit

KEY = "localgov_candidates"
TEXT = "localgov_text"
LABELS = (
    "HEAD", "PRIZE", "AWARD", "MINISTRY", "DISTRICT", "DATE", "MONEY", "QUANTITY",
    "PERSON", "ORG", "EVENT", "PROGRAM", "PLACE",
)  # fmt: skip
_LABELS = frozenset(LABELS)


# A line of a board's list of files: `2.[사진 1] 가람중학교, 나눔 행사.jpg (1.13 MB) Hit: 4`.
FILE = re.compile(
    r"\.(?:hwpx?|pdf|jpe?g|png|gif|zip|docx?|xlsx?|pptx?|mp4)\s?\([\d.,]+\s?[KMG]?B\)", re.IGNORECASE
)

# Tables of names that mean something else often enough.
_PROPOSE = ("known:", "local:", "towns:")


def refused_as(source: str, label: str) -> str:
    """Give what a candidate that the recogniser refuses is counted by: its label, of a table that only proposes its source.

    Examples
    --------
    >>> refused_as("known:award", "AWARD"), refused_as("pattern:org.body", "ORG")
    ('known:award', 'ORG')
    """
    return source if source.startswith(_PROPOSE) else label


@dataclass(slots=True)
class Candidate:
    """One possible entity.

    Parameters
    ----------
    start, end
        Half-open character offsets into the text as given.
    label
        One of `LABELS`.
    source
        The rule or table that found it: ``"pattern:date.absolute"``, ``"table:heads"``.
    confidence
        How sure the finder is, over 0 and up to 1.
    data
        What else the finder learned (value, office, key …); plain str, int, float, bool, None, list or dict
        only, since it travels with the serialised Doc.

    Examples
    --------
    >>> Candidate(0, 3, "PERSON", "pattern:person.title", 0.9, {"office": "사무총장"}).label
    'PERSON'
    """

    start: int
    end: int
    label: str
    source: str
    confidence: float
    data: dict[str, object] = field(default_factory=dict)

    @property
    def listed(self) -> bool:
        """Whether a table has it: such a name stays, whatever the recogniser says of it."""
        return self.source.startswith("table:")

    @property
    def proposed(self) -> bool:
        """Whether a table only proposes it: it is a name where the recogniser finds it too."""
        return self.source.startswith(_PROPOSE)

    def keeps(self, adds: Container[str]) -> bool:
        """Tell whether its rule keeps its say against the recogniser, which only adds names of the labels ``adds``."""
        return self.listed or (self.label in adds and not self.proposed)

    @property
    def ground(self) -> str:
        """What its confidence is counted by: its source, those that the finder doubts for what stands beside them apart."""
        return f"{self.source}?" if "at_most" in self.data else self.source


def add(doc: Doc, found: Iterable[Candidate]) -> None:
    """Append candidates to those the Doc already carries, without blanks at their edges.

    Parameters
    ----------
    doc
        The Doc that the offsets belong to; they wait in ``doc.user_data`` until the merger takes them out.
    found
        The candidates; several finders may propose the same span.

    Raises
    ------
    ValueError
        Where a span is empty or outside the text, or the label is unknown: a finder's bug must not travel on.

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.blank("xx")("이광재 사무총장")
    >>> add(doc, [Candidate(0, 3, "PERSON", "pattern:person.title", 0.9)])
    >>> [(c.start, c.end, c.label) for c in candidates(doc)]
    [(0, 3, 'PERSON')]
    """
    text = text_of(doc)
    length = len(text)
    rows: list[Candidate] = doc.user_data.setdefault(KEY, [])
    files = file_lines(text)
    for candidate in found:
        start, end = candidate.start, candidate.end
        if not 0 <= start < end <= length or candidate.label not in _LABELS:
            raise ValueError(f"no span of a text of {length} characters: {candidate}")
        if text[start].isspace() or text[end - 1].isspace():
            # No token begins or ends at the blank between two of them.
            words = text[start:end]
            candidate.start = start = start + len(words) - len(words.lstrip())
            candidate.end = end = end - len(words) + len(words.rstrip())
            if start >= end:
                continue
        if not files or not any(first <= start < last for first, last in files):
            rows.append(candidate)


@lru_cache(maxsize=KEPT)
def file_lines(text: str) -> tuple[tuple[int, int], ...]:
    r"""Give the lines that list a file of the release with its size; a name in them names nothing of the text.

    Examples
    --------
    >>> file_lines("나주시 소식\n1.[사진] 나주시 축제.jpg (1.13 MB) Hit: 4\n나주시")
    ((7, 41),)
    """
    if "B)" not in text and "b)" not in text:
        return ()
    found = []
    for match in FILE.finditer(text):
        end = text.find("\n", match.end())
        found.append((text.rfind("\n", 0, match.start()) + 1, end if end >= 0 else len(text)))
    return tuple(found)


def text_of(doc: Doc) -> str:
    """Give ``doc.text``, which spaCy joins anew from the tokens each time, once for all components.

    The last component takes it out of ``doc.user_data`` again.

    Examples
    --------
    >>> import spacy
    >>> text_of(spacy.blank("xx")("구로구 축제"))
    '구로구 축제'
    """
    text = doc.user_data.get(TEXT)
    if text is None:
        text = doc.user_data[TEXT] = doc.text
    return str(text)


def candidates(doc: Doc) -> list[Candidate]:
    """Give the Doc's candidates in the order they were added.

    Examples
    --------
    >>> import spacy
    >>> candidates(spacy.blank("xx")("구로구"))
    []
    """
    return list(doc.user_data.get(KEY, ()))


def reset(doc: Doc) -> None:
    """Forget the Doc's candidates, so that finders can run again.

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.blank("xx")("3명")
    >>> add(doc, [Candidate(0, 2, "QUANTITY", "pattern:quantity", 0.9)])
    >>> reset(doc)
    >>> candidates(doc)
    []
    """
    doc.user_data.pop(KEY, None)


def candidate_hits(doc: Doc) -> list[NameHit]:
    """Give the names that the character matcher found in the Doc's text.

    Examples
    --------
    >>> import spacy
    >>> candidate_hits(spacy.blank("xx")("구로구"))
    []
    """
    hits = doc.user_data.get("localgov_hits", [])
    if hits and type(hits[0]) in (list, tuple):
        from kr_localgov_nlp.korean.names import NameHit

        hits = [
            NameHit(start, end, kind, tuple(keys), bool(guarded), ())
            for start, end, kind, keys, guarded, *_ in hits  # a Doc read again has a sixth, the inner tokens
        ]
        # Every finder asks for them; once is enough. A named tuple serialises as the list it was.
        doc.user_data["localgov_hits"] = hits
    found: list[NameHit] = hits
    return found


class Finder:
    """What every finder of candidates is: a spaCy component around `find`, which works on plain text.

    Examples
    --------
    >>> import spacy
    >>> class Twins(Finder):
    ...     def find(self, text, hits=(), doc=None):
    ...         return [Candidate(0, 2, "QUANTITY", "pattern:twins", 0.9)]
    >>> [c.label for c in candidates(Twins()(spacy.blank("xx")("2쌍")))]
    ['QUANTITY']
    """

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates of one Doc."""
        add(doc, self.find(text_of(doc), candidate_hits(doc), doc))
        return doc

    def find(self, text: str, hits: Sequence[NameHit] = (), doc: Doc | None = None) -> list[Candidate]:
        """Find candidates in a text.

        Parameters
        ----------
        text
            The text as given.
        hits
            What the character matcher found.
        doc
            The Doc, where there is one.

        Returns
        -------
        list of Candidate
        """
        raise NotImplementedError
