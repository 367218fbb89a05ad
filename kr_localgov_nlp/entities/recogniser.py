"""The trained recogniser: names that no table lists and no rule frames, and how sure every name is.

It runs after the rules and sees what they found. For the labels it decides, it adds the names it finds, confirms those of
the rules that it finds too, and lowers the others; every candidate then has a confidence that was counted on texts
that the weights had not seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language

from kr_localgov_nlp.entities.again import again, joined_places
from kr_localgov_nlp.entities.anonymous import SOURCES as ANONYMOUS
from kr_localgov_nlp.entities.candidates import Candidate, add, candidates, refused_as, text_of
from kr_localgov_nlp.entities.merge import settle
from kr_localgov_nlp.entities.numerals import MIXED, NATIVE, parse_hangul, parse_number
from kr_localgov_nlp.entities.recogniser_decode import best, gains, leads, segments
from kr_localgov_nlp.entities.recogniser_features import columns
from kr_localgov_nlp.entities.recogniser_flags import flag, located
from kr_localgov_nlp.entities.recogniser_weights import Weights
from kr_localgov_nlp.entities.second_look import second_look
from kr_localgov_nlp.korean.morphemes import unpack
from kr_localgov_nlp.model_files import find_model, read_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from spacy.tokens import Doc

    from kr_localgov_nlp.entities.recogniser_features import Columns

NAME = "entities"
SOURCE = "model:entities"
#: Where a Doc says which models made it: their fingerprints by name.
MADE_BY = "localgov_models"


# What tables and rules know best is hidden by an added name only where that leads by as much.
KEPT, HIDES = ("HEAD", "DISTRICT", "MINISTRY", "AWARD", "PRIZE"), 4.0
_QUANTITY = re.compile(
    rf"(?:(?P<digits>{MIXED})|(?P<word>{NATIVE}))\s?여?\s?(?P<unit>[^\d\s~∼～〜][^~∼～〜]*)"
)


class Found:
    """A name that the weights chose: character offsets, label, and by how much it leads."""

    __slots__ = ("end", "label", "lead", "start")

    def __init__(self, start: int, end: int, label: str, lead: float) -> None:
        self.start, self.end, self.label, self.lead = start, end, label, lead


def recognise(weights: Weights, c: Columns) -> list[Found]:
    """Choose the names of a text.

    Parameters
    ----------
    weights
        A model's weights.
    c
        The text's columns, those of the rules too.
    """
    keep = weights.open(c)
    if not len(keep):
        return []
    emissions = weights.emissions(c, keep)
    joined = np.zeros(len(keep), dtype=bool)
    joined[1:] = (keep[1:] - keep[:-1] == 1) & ~c.lines[keep[1:]]
    rules = weights.grammar
    worth = segments(gains(emissions, rules, joined, ~c.lines[keep]), rules.extra)
    chosen = best(worth, rules.meet, joined.tolist())
    starts, ends = c.starts[keep].tolist(), c.ends[keep].tolist()
    return [
        Found(starts[first], ends[after - 1], weights.labels[label], lead)
        for (first, after, label, _), lead in zip(chosen, leads(chosen, worth), strict=True)
    ]


class Recogniser:
    """Add the names that the model finds, and say how sure each candidate is.

    Parameters
    ----------
    weights
        A model's weights.
    fingerprint
        Of the model, for the Doc.
    path
        The folder they came from, where it is not the shipped one.
    """

    def __init__(self, weights: Weights, fingerprint: str = "", path: str | None = None) -> None:
        self.weights, self.fingerprint, self.path = weights, fingerprint, path

    @classmethod
    def read(cls, path: str | PathLike[str] | None = None) -> Recogniser:
        """Read a model folder, the shipped one by default.

        Raises
        ------
        ModelError
            It is not there, was changed, or was made for other versions.
        """
        folder = find_model(NAME, path)
        manifest = read_manifest(folder)
        return cls(Weights.read(folder), manifest["fingerprint"], None if path is None else str(folder))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self).read, (self.path,))

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates of one Doc."""
        unpacked = unpack(doc)
        doc.user_data.setdefault(MADE_BY, {})[NAME] = self.fingerprint
        if unpacked is not None and unpacked[0]:
            add(doc, self.judge(text_of(doc), unpacked, candidates(doc)))
        return doc

    def judge(
        self,
        text: str,
        morphemes: tuple[Sequence[str], Sequence[str], Sequence[int], Sequence[int]],
        given: Sequence[Candidate],
    ) -> list[Candidate]:
        """Find names, and set the confidence of the candidates that are there already.

        Parameters
        ----------
        text
            The text as given.
        morphemes
            Its forms, tags, starts and ends.
        given
            The rules' candidates; their confidence is changed.

        Returns
        -------
        list of Candidate
            The names that no rule found in the same way, and what follows from all.
        """
        chosen, _ = settle(given)
        c = columns(text, *morphemes)
        places = located(c, [(one.start, one.end) for one in given])
        number = {id(one): i for i, one in enumerate(given)}
        taken_up = [number[id(one)] for one in chosen]
        flag(text, c, chosen, self.weights.sources, [column[taken_up] for column in places])
        found = {(one.start, one.end, one.label): one for one in recognise(self.weights, c)}
        tables = self.weights.calibration
        known = [one for one in given if one.label in KEPT and not one.proposed]
        for one, fits in zip(given, places[2].tolist(), strict=True):
            match = found.pop((one.start, one.end, one.label), None)
            own = tables["rules"].get(one.ground, one.confidence)
            if match is not None:
                sure = _sure(tables, one.label, match.lead)
                one.confidence = max(sure, own) if one.keeps(tables["adds"]) else sure
                one.data["lead"] = round(match.lead, 2)
            elif (
                fits
                and (refused := tables["against"].get(refused_as(one.source, one.label))) is not None
                and not self._holds(one, known)
            ):
                one.confidence = min(own, refused)
            else:
                one.confidence = own
        taken: dict[str, list[Candidate]] = {}
        for one in chosen:
            if not one.proposed:
                taken.setdefault(one.label, []).append(one)
        # What users put into a table of their own is what they want to see.
        fixed = {(one.start, one.end) for one in chosen if one.source == "table:extra"}
        added = [
            _candidate(text, one, _sure(tables, one.label, one.lead))
            for one in found.values()
            if (one.start, one.end) not in fixed and self._adds(one, taken)
        ]
        every = [*given, *added]
        every += (beside := second_look(text, every))
        return [*added, *beside, *again(text, every), *joined_places(text, every)]

    @staticmethod
    def _holds(one: Candidate, known: Sequence[Candidate]) -> bool:
        """Tell whether a rule's candidate stays though the weights refuse it: listed, told by a letter, or around a table's name."""
        return one.listed or one.source in ANONYMOUS or (not one.proposed and _touches(one, known))

    def _adds(self, one: Found, taken: Mapping[str, Sequence[Candidate]]) -> bool:
        """Tell whether a name is added.

        Of some labels only one that leads clearly and touches none of the rules'; and none that hides what the tables
        know, a government say, unless it leads by far.
        """
        least = self.weights.calibration["adds"].get(one.label)
        if least is not None and (one.lead < least or _touches(one, taken.get(one.label, ()))):
            return False
        return one.lead >= HIDES or not any(_touches(one, taken.get(label, ())) for label in KEPT)


def _touches(one: Found | Candidate, others: Sequence[Candidate]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in others)


def _candidate(text: str, one: Found, confidence: float) -> Candidate:
    data: dict[str, object] = {"lead": round(one.lead, 2)}
    if one.label == "QUANTITY":
        data["value"] = quantity(text[one.start : one.end])
    return Candidate(one.start, one.end, one.label, SOURCE, confidence, data)


def quantity(written: str) -> list[object] | None:
    """Read number and unit of a counted thing; None of a range or where there is no number.

    Examples
    --------
    >>> quantity("36홀"), quantity("1만 2천여 그루"), quantity("두 필지"), quantity("3~5동"), quantity("수백 명")
    ([36, '홀'], [12000, '그루'], [2, '필지'], None, None)
    """
    match = _QUANTITY.fullmatch(written)
    if match is None:
        return None
    number = parse_number(match["digits"]) if match["digits"] else parse_hangul(match["word"])
    return None if number is None else [number, match["unit"]]


def _sure(tables: dict[str, Any], label: str, lead: float) -> float:
    """Look up how often a name with such a lead is right."""
    steps = tables["leads"].get(label)
    if not steps:
        return 0.7
    bounds, values = steps
    return float(values[bisect_right(bounds, lead)])


@Language.factory("localgov_recogniser", default_config={"path": None})
def make(nlp: Language, name: str, path: str | None) -> Recogniser:  # noqa: ARG001
    """Build the component for a pipeline."""
    return Recogniser.read(path)
