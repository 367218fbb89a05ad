"""Train a domain classifier, score it on texts that it has not seen, and write its folder with a card."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.domains.classifier import DomainClassifier
from kr_localgov_nlp.domains.store import save, settled
from kr_localgov_nlp.evaluation.domains import DomainScores, domain_scores
from kr_localgov_nlp.training.domain_card import card
from kr_localgov_nlp.training.domain_groups import grouped
from kr_localgov_nlp.training.domain_plots import plots
from kr_localgov_nlp.training.domain_texts import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from os import PathLike

    from kr_localgov_nlp.domains.weights import LinearWeights
    from kr_localgov_nlp.gazetteer.domains import Domain
    from kr_localgov_nlp.training.domain_texts import DomainText

#: File with the digests of the labelled texts.
LEARNED = "learned.txt"
#: The settings of the shipped model, chosen by cross-validation over issuers.
SETTINGS: dict[str, Any] = {"C": 10.0, "topics": 400, "topic_weight": 3.0}


@dataclass(slots=True)
class TrainedDomains:
    """A trained classifier and what is known of it.

    Parameters
    ----------
    model
        The classifier.
    texts
        What it learned from.
    background
        Number of unlabelled texts beside them.
    held_out
        Scores on labelled texts of issuers that each part had not seen, with calibration and thresholds of the other
        parts, by source and all together; of a model with a prior only those of your own texts.
    """

    model: DomainClassifier
    texts: Sequence[DomainText]
    background: int
    held_out: dict[str, DomainScores]


# With a prior: so many texts of your own for each step of C, so that a few dozen do not cost what it knew.
_STEP = 50


def train(
    texts: Sequence[DomainText],
    background: Sequence[DomainText] = (),
    prior: DomainClassifier | None = None,
    settings: Mapping[str, Any] | None = None,
    tell: Callable[[str], None] = lambda _: None,
    known: Collection[str] = (),
) -> TrainedDomains:
    """Train on labelled texts.

    Parameters
    ----------
    texts
        Of `kr_localgov_nlp.training.domain_texts`.
    background
        Unlabelled ones, for what words keep which company.
    prior
        A model to start from: what the labels do not speak against stays as it was.
    settings
        Parameters of `DomainClassifier`; `SETTINGS` by default; with a prior C follows the number of your texts.
    tell
        Called with a line for people.
    known
        Digests of the texts that the prior learned from.
    """
    options = dict(SETTINGS if settings is None else settings)
    if prior is not None and settings is None:
        own = sum(one.source == "own" for one in texts)
        options["C"] = min(max(own / _STEP, 1.0), SETTINGS["C"])
    model = DomainClassifier(**options)
    tell(
        f"training on {len(texts):,} labelled texts"
        + (f", {len(background):,} unlabelled" if background else "")
    )
    model.fit(
        [one.words for one in texts],
        [list(one.domains) for one in texts],
        [one.weight for one in texts],
        groups=[one.group for one in grouped(texts)[0]],
        # The prior was fitted to the corpus, so only your own texts show how sure it may be of others.
        calibrate=None
        if prior is None
        else [one.source == "own" and one.digest not in known for one in texts],
        background=[one.words for one in background],
        prior=prior,
    )
    rows, _ = model.held_out_
    held: dict[str, DomainScores] = {}
    sources = ("all", *dict.fromkeys(one.source for one in texts)) if prior is None else ("own",)
    for source in sources:
        chosen = np.array([source in ("all", texts[row].source) for row in rows], dtype=bool)
        if chosen.any():
            held[source] = _held_out(model, chosen, [texts[row] for row in rows[chosen]])
    return TrainedDomains(model, texts, len(background), held)


def scores_on(model: LinearWeights, texts: Sequence[DomainText]) -> DomainScores:
    """Score a model on labelled texts.

    Parameters
    ----------
    model
        A fitted classifier, or its weights as the pipeline has them.
    texts
        Texts that it was not trained on.
    """
    probabilities = np.array([model.calibrated(model.scores(one.words)) for one in texts])
    assigned = [model.assign(row) for row in probabilities]
    return domain_scores(model.classes_, probabilities, assigned, [one.domains for one in texts])


def write(
    trained: TrainedDomains,
    folder: str | PathLike[str],
    scored: Mapping[str, DomainScores] | None = None,
    about: Mapping[str, Any] | None = None,
    domains: Sequence[Domain] | None = None,
    known: Iterable[str] = (),
) -> Path:
    """Write the model's folder: weights, taxonomy, card, manifest.

    Parameters
    ----------
    trained
        Of `train`.
    folder
        Where to.
    scored
        Scores on sets apart, by their names.
    about
        More for the manifest, as JSON has it.
    domains
        Korean names and budget sections of domains of your own.
    known
        Digests of the texts that a prior learned from.

    Returns
    -------
    pathlib.Path
        The folder.
    """
    counts: dict[str, int] = {}
    for one in trained.texts:
        counts[one.source] = counts.get(one.source, 0) + 1
    support = {name: sum(name in one.domains for one in trained.texts) for name in trained.model.classes_}
    fields: dict[str, Any] = {
        "data": {
            "texts": counts,
            "unlabelled": trained.background,
            "by domain": support,
            "fingerprint": fingerprint(trained.texts),
        },
        "settings": {k: v for k, v in trained.model.get_params(deep=False).items() if k != "nlp"},
        "made with": {
            name: version(name) for name in ("kr-localgov-nlp", "kiwipiepy", "scikit-learn", "numpy", "scipy")
        },
        "held out by issuer": {name: scores.to_dict() for name, scores in trained.held_out.items()},
        "scored": {name: scores.to_dict() for name, scores in (scored or {}).items()},
        **(about or {}),
    }
    taxonomy = settled(trained.model.classes_, domains)
    # Of your own texts, if there are any: these say most about the model in your hands.
    shown = (scored or {}) or trained.held_out
    more = (
        plots(shown["own" if "own" in shown else next(iter(shown))], {d.name: d.korean for d in taxonomy})
        if shown
        else {}
    )
    learned = sorted({one.digest for one in trained.texts} | set(known))
    more[LEARNED] = "".join(f"{one}\n" for one in learned).encode()
    return save(trained.model, folder, fields, taxonomy, card(fields, trained.held_out, scored or {}), more)


def learned(folder: str | PathLike[str]) -> set[str]:
    """Give the digests of the labelled texts that a model, or one it started from, learned from."""
    file = Path(folder) / LEARNED
    return set(file.read_text(encoding="ascii").split()) if file.is_file() else set()


def _held_out(model: DomainClassifier, chosen: Any, texts: Sequence[DomainText]) -> DomainScores:
    probabilities, labels = model.held_out_[1][chosen], model.held_out_labels_[chosen]
    assigned = [[model.classes_[i] for i in np.flatnonzero(row)] for row in labels]
    return domain_scores(model.classes_, probabilities, assigned, [one.domains for one in texts])
