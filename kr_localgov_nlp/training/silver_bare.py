"""Names without their titles: lines of releases in which the title beside a name is taken away.

Releases hardly ever name a person without a title; other texts do. Once the rules have found `김하람 교수는`, the line with
`김하람은` teaches what is left of a name when nobody says who it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.merge import settle
from kr_localgov_nlp.entities.persons import TITLES
from kr_localgov_nlp.entities.recogniser import recognise
from kr_localgov_nlp.evaluation.spans import Labelled
from kr_localgov_nlp.training.recogniser import example

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.language import Language

    from kr_localgov_nlp.entities.recogniser_weights import Weights
    from kr_localgov_nlp.training.recogniser import Example

#: Of one release at most so many lines, none shorter or longer.
EACH, SHORTEST, LONGEST = 3, 25, 260
_SURE, _OTHER = 0.7, 0.5
_HEADS = "시장|군수|구청장|도지사|청장|처장"
_BEHIND = re.compile(
    rf"(?:\s[가-힣]{{2,12}})?\s?(?:[가-힣]{{0,8}}(?:{TITLES}|{_HEADS}))(?P<particle>[은는이가을를과와의도]|에게|께서)?(?=[\s,.”\"’]|$)"
)
_BEFORE = re.compile(rf"(?<![가-힣])[가-힣]{{0,10}}(?:{TITLES}|{_HEADS})\s$")
# The particle after a closed syllable and after an open one.
_PAIRS = {
    "은": "은는",
    "는": "은는",
    "이": "이가",
    "가": "이가",
    "을": "을를",
    "를": "을를",
    "과": "과와",
    "와": "과와",
}


def _fitting(name: str, particle: str) -> str:
    """Give the particle in the form that fits a name.

    Examples
    --------
    >>> _fitting("김하람", "는"), _fitting("이도", "은"), _fitting("이도", "의")
    ('은', '는', '의')
    """
    pair = _PAIRS.get(particle)
    if pair is None:
        return particle
    return pair[0 if (ord(name[-1]) - ord("가")) % 28 else 1]


def bared(line: str, names: Sequence[tuple[int, int]]) -> tuple[str, list[Labelled]] | None:
    """Take the titles beside names away.

    Parameters
    ----------
    line
        One line of a text.
    names
        Where persons' names stand in it, in order, not overlapping.

    Returns
    -------
    (str, list of Labelled) or None
        The line without the titles and all names in it; None where no name had a title that could go.

    Examples
    --------
    >>> bared("이날 김하람 교수는 이도 국장과 만났다.", [(3, 6), (11, 13)])
    ('이날 김하람은 이도와 만났다.', [Labelled(start=3, end=6, label='PERSON', link=''), Labelled(start=8, end=10, label='PERSON', link='')])
    >>> bared("김하람이 만났다.", [(0, 3)]) is None
    True
    """
    out, gold, at, changed = "", [], 0, False
    for start, end in names:
        if start < at:
            continue
        before = line[at:start]
        title = _BEFORE.search(before)
        if title is not None:
            before = before[: title.start()]
        out += before
        name = line[start:end]
        gold.append(Labelled(len(out), len(out) + len(name), "PERSON"))
        out += name
        behind = _BEHIND.match(line, end)
        at = end
        if behind is not None:
            out += _fitting(name, behind["particle"] or "")
            at = behind.end()
        changed = changed or title is not None or behind is not None
    return (out + line[at:], gold) if changed else None


def bare(nlp: Language, weights: Weights, releases: Iterable[Example]) -> list[Example]:
    """Make examples of lines without titles; what the rules say of their names is hidden from the trainer.

    Parameters
    ----------
    nlp
        A pipeline of `kr_localgov_nlp.load` with no recogniser.
    weights
        Of a recogniser that was trained on labels alone: it labels what is no person.
    releases
        Of `kr_localgov_nlp.training.silver.silver`.
    """
    out: list[Example] = []
    for release in releases:
        names = sorted(
            (one.start, one.end)
            for one in settle(release.found)[0]
            if one.label in ("PERSON", "HEAD") and one.confidence >= _SURE and one.end - one.start > 2
        )
        at = kept = 0
        for line in release.text.split("\n"):
            end = at + len(line)
            here = [(a - at, b - at) for a, b in names if at <= a and b <= end]
            made = bared(line, here) if here and kept < EACH and SHORTEST <= len(line) <= LONGEST else None
            at = end + 1
            if made is None:
                continue
            text, persons = made
            one = example(nlp, f"{release.id}-bare-{kept}", release.group, text, None, persons)
            if one is None:
                continue
            kept += 1
            one.only_trains = one.real = True
            one.hidden = ("PERSON", "HEAD")
            others = [
                Labelled(f.start, f.end, f.label)
                for f in recognise(weights, one.columns(weights.sources))
                if f.lead >= _OTHER and not any(p.start < f.end and f.start < p.end for p in persons)
            ]
            one.gold = sorted([*persons, *others])
            out.append(one)
    return out
