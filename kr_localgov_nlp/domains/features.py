"""What the classifier reads of a Doc: content words, noun compounds and word pairs, those of the title once more.

A government's name is no evidence for a policy, nor is a minister's, a date or a sum: what the pipeline tagged so, and
every name of the tables even inside a longer one (나주시의회), is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kr_localgov_nlp.korean.morphemes import unpack
from kr_localgov_nlp.korean.tokenizer import HITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

#: Entities whose words are no evidence.
MASKED: Final = frozenset({"HEAD", "DISTRICT", "MINISTRY", "PERSON", "DATE", "MONEY", "QUANTITY"})
_NAMES: Final = frozenset({"government", "office", "head", "ministry"})
#: Tags of content words: whether they are nouns.
_KINDS: Final = {
    **dict.fromkeys(("NNG", "NNP", "XR", "SL"), True),
    **dict.fromkeys(("VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"), False),
}
#: Opens the features of the title; a character that no morpheme holds.
TITLE: Final = "^"
_PAIR: Final = "_"
# A title longer than this is a first paragraph.
_MAX_TITLE = 150


def features(doc: Doc) -> list[str]:
    r"""List the features of a Doc that the pipeline has read, one for each occurrence.

    Parameters
    ----------
    doc
        With its entities.

    Returns
    -------
    list of str
        Lemmas (``축제``, ``열다``), nouns written together (``도시재생``), neighbours (``청년_일자리``); those of the
        first line once more behind ``^``.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> features(klg.analyze("구로구, 도시재생 축제\n\n구로구는 9월 10일 축제를 연다."))
    ['^도시재생', '^축제', '^도시재생_축제', '도시재생', '축제', '도시재생_축제', '축제', '열다', '축제_열다']
    """
    unpacked = unpack(doc)
    if unpacked is None:
        return []
    masked = [(e.start_char, e.end_char) for e in doc.ents if e.label_ in MASKED]
    masked += [(h[0], h[1]) for h in doc.user_data.get(HITS, ()) if h[2] in _NAMES]
    return of_morphemes(*unpacked, masked, title_end(doc))


def title_end(doc: Doc) -> int:
    """Give the offset at which the first line ends, 0 where it is too long to be a title."""
    for token in doc[: _MAX_TITLE // 2]:
        if "\n" in token.text:
            return token.idx if token.idx <= _MAX_TITLE else 0
    return 0


def of_morphemes(
    forms: Sequence[str],
    tags: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    masked: Iterable[tuple[int, int]],
    title: int,
) -> list[str]:
    """List the features of a morphological analysis.

    Parameters
    ----------
    forms, tags, starts, ends
        The morphemes, in the order of the text.
    masked
        Offsets of names to leave out; they may overlap.
    title
        Where the title ends, in characters.

    Returns
    -------
    list of str
    """
    spans = sorted(masked, reverse=True)
    found: list[str] = []
    add = found.append
    head = 0
    covered = -1
    last, last_end, last_noun = "", -1, False
    for form, tag, start, end in zip(forms, tags, starts, ends, strict=True):
        noun = _KINDS.get(tag)
        if noun is None:
            if form in ".?!" and tag[0] == "S":
                last = ""
            continue
        while spans and spans[-1][0] <= start:
            covered = max(covered, spans.pop()[1])
        if start < covered:
            last = ""
            continue
        if title and start >= title:
            head, title, last = len(found), 0, ""
        word = form if noun else form + "다"
        add(word)
        if last:
            add(last + word if noun and last_noun and last_end == start else last + _PAIR + word)
        last, last_end, last_noun = word, end, noun
    if title:
        head = len(found)
    return [TITLE + word for word in found[:head]] + found
