"""Training the entity recogniser: from labelled texts to weights.

The trainer is python-crfsuite (linear-chain conditional random field, L-BFGS with L1 and L2): the extra ``train`` brings it.
Tagging needs none of it. The same data give the same weights.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.candidates import candidates, text_of
from kr_localgov_nlp.entities.merge import settle
from kr_localgov_nlp.entities.recogniser_features import INTS, N_TAGS, SIZES, columns, feature_names
from kr_localgov_nlp.entities.recogniser_flags import flag, located, sizes
from kr_localgov_nlp.entities.recogniser_weights import seen_arrays
from kr_localgov_nlp.entities.recogniser_words import KEYS, NOTHING
from kr_localgov_nlp.errors import MissingExtraError
from kr_localgov_nlp.korean.morphemes import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language

    from kr_localgov_nlp.entities.candidates import Candidate
    from kr_localgov_nlp.entities.recogniser_features import Columns
    from kr_localgov_nlp.evaluation.spans import Labelled

#: The labels that the recogniser decides; those of tables and numbers stay with the rules.
DECIDED = ("PRIZE", "AWARD", "QUANTITY", "PERSON", "ORG", "EVENT", "PROGRAM", "PLACE")
#: One tag for each morpheme: no name, a name's first one, its further ones.
TAGS = ("O", *(f"B-{label}" for label in DECIDED), *(f"I-{label}" for label in DECIDED))
#: Settings of the trainer, set on the issuers of one part left out of 2,469 real releases: 0.3 and 0.01 with 100 iterations
#: gave ORG .799, EVENT .495, all labels .860; 0.1 and 0.1 with 120 gave .809, .527, .862.
SETTINGS = {"c1": 0.1, "c2": 0.1, "max_iterations": 150, "feature.possible_transitions": True}
# A morpheme is passed over where its tag and its neighbours' seldom are part of a name; rare ones never are.
RARE, SELDOM = 3, 0.02
_SLOT = re.compile(rf"({'|'.join(sorted(map(re.escape, KEYS), key=len, reverse=True))})(.*)", re.DOTALL)


@dataclass(slots=True)
class Example:
    """One labelled text, laid out.

    Parameters
    ----------
    id, group
        Its name, and what it is split by: the issuer.
    text, forms, tags, starts, ends
        The text and its morphemes.
    found
        What rules and tables found.
    gold
        Its labels.
    times
        How often it counts.
    real, only_trains
        Whether it is a real release, and whether it is never scored: its labels were made by rules and an earlier
        model, or it is a single sentence.
    """

    id: str
    group: str
    text: str
    forms: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    found: list[Candidate]
    gold: list[Labelled] = field(default_factory=list)
    times: int = 1
    real: bool = False
    only_trains: bool = False

    def columns(self, sources: Mapping[str, int]) -> Columns:
        """Lay the text out as the recogniser sees it."""
        chosen, _ = settle(self.found)
        c = columns(self.text, self.forms, self.tags, self.starts, self.ends)
        flag(self.text, c, chosen, sources)
        return c


def example(
    nlp: Language, name: str, group: str, text: str, day: str | None, gold: Iterable[Labelled]
) -> Example | None:
    """Run a text through the rules and lay it out; None where it holds no word.

    Parameters
    ----------
    nlp
        A pipeline of `kr_localgov_nlp.load`.
    name, group
        Its id and its issuer.
    text, day
        The text and its day.
    gold
        Its labels.
    """
    from kr_localgov_nlp.pipeline import prepare

    doc = prepare(nlp, text, published=day)
    for pipe, component in nlp.pipeline:
        if pipe in ("localgov_recogniser", "localgov_merge"):
            break
        doc = component(doc)
    unpacked = unpack(doc)
    if unpacked is None or not unpacked[0]:
        return None
    forms, tags, starts, ends = unpacked
    return Example(
        name,
        group,
        text_of(doc),
        forms,
        tags,
        starts,
        ends,
        candidates(doc),
        list(gold),
    )


def bio(c: Columns, gold: Sequence[Labelled], labels: Sequence[str] = DECIDED) -> list[str]:
    """Write labels as one tag for each morpheme; names whose borders are inside a morpheme are left out."""
    tags = ["O"] * len(c.starts)
    wanted = [one for one in gold if one.label in labels]
    first, after, whole = located(c, [(one.start, one.end) for one in wanted])
    for one, a, b, fits in zip(wanted, first.tolist(), after.tolist(), whole.tolist(), strict=True):
        if fits:
            tags[a] = f"B-{one.label}"
            tags[a + 1 : b] = [f"I-{one.label}"] * (b - a - 1)
    return tags


def source_names(examples: Iterable[Example]) -> list[str]:
    """List the rules and tables that found anything."""
    return sorted({one.source for example in examples for one in example.found})


def fit(
    examples: Sequence[Example],
    sources: Sequence[str],
    settings: Mapping[str, Any] = SETTINGS,
    seen: Mapping[str, str] = NOTHING,
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Train on labelled texts.

    Parameters
    ----------
    examples
        The texts.
    sources
        Of `source_names`.
    settings
        Of the trainer.
    seen
        What an archive told of names, of `kr_localgov_nlp.training.seen.names_seen`.

    Returns
    -------
    arrays, settings : dict
        What `kr_localgov_nlp.entities.recogniser_weights.Weights` reads; the calibration is still empty.

    Raises
    ------
    MissingExtraError
        python-crfsuite is not installed.
    """
    try:
        import pycrfsuite
    except ImportError:
        raise MissingExtraError("models of entities", "train") from None
    numbers = {name: i for i, name in enumerate(sources, 1)}
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(dict(settings))
    met, named = np.zeros(N_TAGS**3, dtype=np.int64), np.zeros(N_TAGS**3, dtype=np.int64)
    for one in examples:
        c = one.columns(numbers)
        tags = bio(c, one.gold)
        shape = c.ints[INTS.index("ttt")]
        np.add.at(met, shape, 1)
        np.add.at(named, shape[[tag != "O" for tag in tags]], 1)
        names = feature_names(c, seen)
        borders = [*np.flatnonzero(c.lines).tolist(), len(tags)]
        for a, b in pairwise(borders):
            line = pycrfsuite.ItemSequence(names[a:b])
            for _ in range(one.times):
                trainer.append(line, tags[a:b])
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        info = tagger.info()
        transitions, states = dict(info.transitions), dict(info.state_features)
        tagger.close()
    arrays, made = _exported(transitions, states, sources, (named > SELDOM * met) | (met < RARE))
    return arrays | seen_arrays(seen), made


def _exported(
    transitions: Mapping[tuple[str, str], float],
    states: Mapping[tuple[str, str], float],
    sources: Sequence[str],
    opened: NDArray[np.bool_],
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    number = {tag: i for i, tag in enumerate(TAGS)}
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for (a, b), weight in transitions.items():
        table[number[a], number[b]] = weight
    ints = SIZES | sizes(len(sources))
    rows: dict[str, list[tuple[int, int, float]]] = {slot: [] for slot in ints}
    words: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    slots = {slot: i for i, slot in enumerate(KEYS)}
    for (name, tag), weight in states.items():
        slot, _, value = name.partition("=")
        if slot in rows:
            rows[slot].append((int(value), number[tag], weight))
        elif (found := _SLOT.fullmatch(name)) is not None:
            words[found[2]].append((slots[found[1]], number[tag], weight))
    arrays: dict[str, NDArray[Any]] = {"transitions": table, "open": opened}
    for slot, listed in rows.items():
        listed.sort()
        arrays[f"{slot}.codes"] = np.array([row[0] for row in listed], dtype=np.int32)
        arrays[f"{slot}.tags"] = np.array([row[1] for row in listed], dtype=np.uint8)
        arrays[f"{slot}.values"] = np.array([row[2] for row in listed], dtype=np.float16)
    names = sorted(words)
    flat = [row for name in names for row in sorted(words[name])]
    arrays["names"] = np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
    arrays["counts"] = np.array([len(words[name]) for name in names], dtype=np.int32)
    arrays["slots"] = np.array([row[0] for row in flat], dtype=np.uint8)
    arrays["tags"] = np.array([row[1] for row in flat], dtype=np.uint8)
    arrays["values"] = np.array([row[2] for row in flat], dtype=np.float16)
    return arrays, {
        "labels": list(DECIDED),
        "ints": ints,
        "words": list(KEYS),
        "sources": list(sources),
        "calibration": {},
    }


def fingerprint(examples: Iterable[Example]) -> str:
    """SHA-256 over texts, labels and how often each counts."""
    digest = hashlib.sha256()
    for one in examples:
        row = (
            one.id,
            hashlib.sha256(one.text.encode()).hexdigest(),
            sorted(g[:3] for g in one.gold),
            one.times,
        )
        digest.update(repr(row).encode())
    return digest.hexdigest()
