"""From labelled files to a domain model's folder: check, read, train, compare with the model in use, write."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.domains.store import load_model
from kr_localgov_nlp.errors import InputError, ModelError
from kr_localgov_nlp.gazetteer.domains import Domain, read_domains, shipped_domains
from kr_localgov_nlp.model_files import find_model
from kr_localgov_nlp.training import domain_texts
from kr_localgov_nlp.training.domain_comparison import Side, compare, side
from kr_localgov_nlp.training.domain_groups import grouped
from kr_localgov_nlp.training.domain_labels import Labels, read_labels
from kr_localgov_nlp.training.domains import learned, scores_on, train, write
from kr_localgov_nlp.training.label_errors import Suspect, suspects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from os import PathLike

    from spacy.language import Language

    from kr_localgov_nlp.domains.classifier import DomainClassifier
    from kr_localgov_nlp.evaluation.domains import DomainScores
    from kr_localgov_nlp.training.domain_comparison import Compared
    from kr_localgov_nlp.training.domain_texts import DomainText
    from kr_localgov_nlp.training.domains import TrainedDomains

    Tell = Callable[[str], None]

CURRENT, SCRATCH = "current", "scratch"
_PREFIX = "domains-"
_SCORED = ("scored-local", "scored-ministry")


@dataclass(slots=True)
class Retrained:
    """A new model and what was seen on the way.

    Parameters
    ----------
    folder
        Where it is.
    trained
        The model with its held-out scores.
    labels
        Your labels as they were read.
    copies
        Pairs of rows that are nearly the same; they were kept on one side of every held-out part.
    suspects
        Labels of yours to look at again.
    compared
        With the model in use, on your texts that each part of the new one had not seen; None where there is no other
        model or no text of yours.
    """

    folder: Path
    trained: TrainedDomains
    labels: Labels
    copies: list[tuple[str, str]]
    suspects: list[Suspect]
    compared: Compared | None


def retrain(
    files: Sequence[str | PathLike[str]] = (),
    out: str | PathLike[str] = "models",
    start: str = CURRENT,
    name: str | None = None,
    in_use: str | PathLike[str] | None = None,
    texts: str | PathLike[str] | None = None,
    background: int = 0,
    new: Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
    taxonomy: str | PathLike[str] | None = None,
    skip: bool = False,
    scored: bool = False,
    settings: Mapping[str, Any] | None = None,
    nlp: Language | None = None,
    tell: Tell = lambda _: None,
) -> Retrained:
    """Train a domain classifier on the written corpus and your labels.

    Parameters
    ----------
    files, new, columns, skip
        As of `kr_localgov_nlp.training.domain_labels.read_labels`.
    out
        Where the model's folder is made.
    start
        ``current``: from the model in use, keeping what the labels do not speak against. ``scratch``: from nothing.
    name
        Of the folder; the next free one of ``domains-001``, ``domains-002`` … by default.
    in_use
        Folder of the model in use; the shipped one by default.
    texts
        Folder with the texts of ``corpus/real``, which then take part.
    background
        Number of unlabelled releases of that folder, from scratch only.
    taxonomy
        CSV table with your own domains (``domain, korean, holds, functions``), from scratch only. Of the corpus only
        domains that stand there take part.
    scored
        Whether the texts that are never trained on are scored for the card; needs `texts`.
    settings
        Of the classifier.
    nlp
        A pipeline; one is loaded otherwise.
    tell
        Called with a line for people.

    Raises
    ------
    LabelError, InputError, ModelError
        Labels with problems; arguments that do not fit; a model that cannot be read.
    """
    _check(files, start, texts, background, taxonomy, scored=scored)
    folder_in_use, model_in_use = _in_use(in_use, start == CURRENT or in_use is not None, tell)
    prior = model_in_use if start == CURRENT else None
    known = _known(model_in_use, taxonomy)
    labels = read_labels(files, known, new, columns, skip) if files else Labels()
    for note in labels.notes:
        tell(str(note))
    for problem in labels.problems:
        tell(f"left out: {problem}")
    for one, count in labels.new.items():
        tell(f"new domain {one!r}: {count:,} rows; the corpus is taken to be without it")
        if count == len(labels.texts):
            tell(f"every row has {one!r}: rows of what comes near it but is something else would sharpen it")
    if nlp is None:
        from kr_localgov_nlp.pipeline import load

        nlp = load(domains=False)
    found = list(domain_texts.written(nlp, tell))
    if texts is not None:
        found += domain_texts.real(nlp, texts, tell=tell)
    found += domain_texts.own(nlp, labels.texts, tell)
    if taxonomy is not None:
        found = _only(found, {one.name for one in known} | set(labels.new))
    unlabelled = domain_texts.background(nlp, texts, background, tell) if texts and background else []
    names = {one.id: f"{file}, line {line}" for one in labels.texts for file, line in [labels.rows[one.id]]}
    copies = [(_place(found[i], names), _place(found[j], names)) for i, j in grouped(found)[1]]
    for first, second in copies[:10]:
        tell(f"nearly the same, kept on one side: {first}; {second}")
    before = learned(folder_in_use) if folder_in_use is not None else set()
    trained = train(found, unlabelled, prior, settings, tell, before if prior is not None else ())
    rows, proba, assigned = _own(trained, before if model_in_use is not None else set(), tell)
    doubts = suspects(trained.model.classes_, proba, trained.model.thresholds_, [found[row] for row in rows])
    compared = None
    if model_in_use is not None and len(rows):
        new_side = Side(trained.model.classes_, proba, assigned)
        mine = [found[row] for row in rows]
        compared = compare(new_side, side(model_in_use, mine), [one.domains for one in mine])
    sets: dict[str, DomainScores] = {}
    if scored and texts is not None:
        sets = {part: scores_on(trained.model, domain_texts.real(nlp, texts, part, tell)) for part in _SCORED}
    about: dict[str, Any] = {"start": start}
    if prior is not None:
        about["prior"] = str(prior.manifest_["fingerprint"])[:16]
    target = _folder(Path(out), name)
    write(trained, target, sets, about, known, before if prior is not None else ())
    tell(f"written: {target}")
    return Retrained(target, trained, labels, copies, [_named(one, names) for one in doubts], compared)


def _check(
    files: Sequence[Any], start: str, texts: Any, background: int, taxonomy: Any, *, scored: bool
) -> None:
    if start not in (CURRENT, SCRATCH):
        raise InputError(f"start {start!r}: it is {CURRENT!r} or {SCRATCH!r}")
    if start == CURRENT:
        if not files:
            raise InputError("no labels: without any of your own there is nothing to learn but from scratch")
        if background or taxonomy is not None:
            raise InputError("unlabelled texts and a taxonomy of your own need a start from scratch")
    if texts is None and (background or scored):
        raise InputError("unlabelled and scored texts need the folder with the texts")


def _in_use(
    folder: str | PathLike[str] | None, needed: bool, tell: Tell
) -> tuple[Path | None, DomainClassifier | None]:
    try:
        found = find_model("domains", folder)
        return found, load_model(found)
    except ModelError as error:
        if needed:
            raise
        tell(f"no comparison: {error}")
        return None, None


def _known(model: DomainClassifier | None, taxonomy: str | PathLike[str] | None) -> list[Domain]:
    if taxonomy is not None:
        return list(read_domains(Path(taxonomy)))
    mine = {one.name: one for one in (model.taxonomy_ if model is not None else ())}
    return list(({one.name: one for one in shipped_domains()} | mine).values())


def _only(texts: Iterable[DomainText], names: set[str]) -> list[DomainText]:
    """Keep the domains of a taxonomy; texts of the corpus that have none of them say nothing."""
    kept = []
    for one in texts:
        domains = tuple(name for name in one.domains if name in names)
        if domains or one.source == "own":
            kept.append(replace(one, domains=domains))
    return kept


def _own(trained: TrainedDomains, before: set[str], tell: Tell) -> tuple[Any, Any, list[list[str]]]:
    """Give the held-out rows of your own texts that are new to both models, their probabilities and what was assigned."""
    rows, proba = trained.model.held_out_
    own = [trained.texts[row].source == "own" for row in rows]
    mine = np.array(
        [a and trained.texts[row].digest not in before for a, row in zip(own, rows, strict=True)], bool
    )
    if mine.sum() < sum(own):
        tell(
            f"{sum(own) - mine.sum():,} of your texts are not compared on: the model in use learned from them"
        )
    names = trained.model.classes_
    chosen = trained.model.held_out_labels_[mine]
    return rows[mine], proba[mine], [[names[i] for i in np.flatnonzero(row)] for row in chosen]


def _place(text: DomainText, names: Mapping[str, str]) -> str:
    return names.get(text.id, text.id) if text.source == "own" else f"{text.source} {text.id}"


def _named(one: Suspect, names: Mapping[str, str]) -> Suspect:
    return one._replace(place=names.get(one.place, one.place))


def _folder(out: Path, name: str | None) -> Path:
    """Give the folder to write to, and make it, so that nobody else takes its number."""
    out.mkdir(parents=True, exist_ok=True)
    if name is not None:
        if Path(name).name != name:
            raise InputError(f"{name!r} is no name of a folder; the folder it goes into is told apart")
        return out / name
    taken = [int(m[1]) for one in out.iterdir() if (m := re.fullmatch(rf"{_PREFIX}(\d+)", one.name))]
    target = out / f"{_PREFIX}{max(taken, default=0) + 1:03}"
    target.mkdir()
    return target
