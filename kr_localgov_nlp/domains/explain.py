"""Why a Doc has a domain: the words that decided, with their weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.domains.component import open_model
from kr_localgov_nlp.domains.features import TITLE, features
from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHOWN = 6
_KEPT = 30


def explain_domain(doc: Doc, domain: str | None = None) -> tuple[str, dict[str, Any]]:
    """Tell in one line and as data what made a domain probable or not.

    Parameters
    ----------
    doc
        A Doc that the pipeline classified.
    domain
        By default the first one assigned, or the most probable where none is.

    Returns
    -------
    (str, dict)
        The data: ``domain, korean, functions`` (sections of the local budget), ``probability, threshold, assigned,
        alone`` (the probability as if there were no other domains), ``beside`` (the strongest other domain and its
        probability alone), ``terms`` (``[word, weight]``, the strongest first; weights add up, with ``constant``, to
        the score before calibration), ``constant``, ``model`` (fingerprint).

    Raises
    ------
    InputError
        The Doc has no domains, the model that made them is not in this process, or it has no such domain.
    """
    if not doc.cats:
        raise InputError(
            "this Doc has no domains: its pipeline has no domain classifier, or did not run on it"
        )
    model, fingerprint = open_model(doc)
    asked = domain or (doc._.domains or [max(doc.cats, key=doc.cats.__getitem__)])[0]
    if asked not in model.classes_:
        raise InputError(f"no domain {asked!r}; the model has {', '.join(model.classes_)}")
    at = model.classes_.index(asked)
    words = features(doc)
    shares = sorted(model.shares(words, asked).items(), key=lambda item: (-abs(item[1]), item[0]))
    by_itself = model.alone(model.scores(words))
    other = int(np.where(np.arange(len(by_itself)) == at, -1.0, by_itself).argmax())
    about = model.taxonomy_[at]
    data: dict[str, Any] = {
        "domain": asked,
        "korean": about.korean,
        "functions": list(about.functions),
        "probability": doc.cats[asked],
        "threshold": float(model.thresholds_[at]),
        "assigned": asked in doc._.domains,
        "alone": float(by_itself[at]),
        "beside": [model.classes_[other], float(by_itself[other])],
        "terms": [[word, weight] for word, weight in shares[:_KEPT]],
        "constant": float(model.intercept_[at]),
        "model": fingerprint,
    }
    verdict = "assigned" if data["assigned"] else "not assigned"
    parts = [f"{asked} ({about.korean}) {doc.cats[asked]:.2f}, {verdict} (from {data['threshold']:.2f})"]
    if (data["alone"] >= data["threshold"]) != data["assigned"]:
        with_it = f"{data['beside'][0]} {data['beside'][1]:.2f}"
        parts.append(f"changed by the other domains' scores: alone {data['alone']:.2f}, beside {with_it}")
    for sign, name in ((1, "for"), (-1, "against")):
        told = [f"{_shown(word)} {weight:+.2f}" for word, weight in shares if weight * sign > 0][:_SHOWN]
        if told:
            parts.append(f"{name}: " + ", ".join(told))
    return "; ".join(parts), data


def _shown(word: str) -> str:
    return f"제목:{word[1:]}" if word.startswith(TITLE) else word
