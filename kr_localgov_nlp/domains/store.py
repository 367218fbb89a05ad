"""The folder of a domain model: weights by skops, a manifest that vouches for them, the taxonomy, a card.

=================  ================================================================================
file               what it holds
=================  ================================================================================
weights.skops      arrays only: vocabulary, frequencies, weights, calibration, thresholds
taxonomy.json      the domains in their order, with Korean names and sections of the budget
manifest.json      hashes, version ranges, training data with its fingerprint, scores
README.md          the model card
=================  ================================================================================
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.domains.classifier import DomainClassifier
from kr_localgov_nlp.domains.weights import ARRAYS, BREAK, TAXONOMY, WEIGHTS, read_weights
from kr_localgov_nlp.errors import ModelError
from kr_localgov_nlp.gazetteer.domains import Domain, shipped_domains
from kr_localgov_nlp.model_files import REQUIRES, write_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike


def save(
    model: DomainClassifier,
    folder: str | PathLike[str],
    fields: Mapping[str, Any],
    domains: Sequence[Domain] | None = None,
    card: str = "",
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a model's folder, read it back and compare.

    Parameters
    ----------
    model
        A fitted classifier.
    folder
        Where to; made if it is not there.
    fields
        What the manifest tells of training data and scores.
    domains
        Korean names and budget sections of the domains; those of the shipped table by default, a name of your own
        otherwise.
    card
        The text of README.md.
    more
        Other files by name, such as plots.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    ModelError
        What was read back is not what was written.
    """
    from skops.io import dump

    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    taxonomy = [
        {"domain": d.name, "korean": d.korean, "functions": list(d.functions)}
        for d in settled(model.classes_, domains)
    ]
    (root / TAXONOMY).write_text(json.dumps(taxonomy, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    # Weights keep three digits and the words' rarity seven: at a sixth of the size, and equal to what is loaded.
    model.coef_ = np.asarray(model.coef_, dtype=np.float16).astype(np.float64)
    model.idf_ = np.asarray(model.idf_, dtype=np.float32).astype(np.float64)
    content: dict[str, Any] = {name: np.asarray(getattr(model, name)) for name in ARRAYS}
    content["coef_"] = content["coef_"].astype(np.float16)
    content["idf_"] = content["idf_"].astype(np.float32)
    content["words"] = np.frombuffer(
        BREAK.join(model.names_).encode("utf-8", "surrogatepass"), dtype=np.uint8
    )
    content["classes_"] = list(model.classes_)
    dump(content, root / WEIGHTS, compression=8)
    if card:
        (root / "README.md").write_text(card, encoding="utf-8")
    for name, data in (more or {}).items():
        (root / name).write_bytes(data)
    named = {"name": "domains", "labels": list(model.classes_), **fields}
    files = [WEIGHTS, TAXONOMY, *(["README.md"] if card else []), *(more or {})]
    write_manifest(root, named, files, REQUIRES | {"scikit-learn": ">=1.5", "skops": ">=0.10,<1"})
    again = load_model(root)
    probe = [list(model.vocabulary_)[:50]]
    if again.predict_proba(probe).tolist() != model.predict_proba(probe).tolist():
        raise ModelError(str(root), "what was written does not read back as it was")
    return root


def settled(names: Sequence[str], domains: Sequence[Domain] | None = None) -> list[Domain]:
    """Give each name's domain: of those given, of the shipped table, or one that is only a name.

    Examples
    --------
    >>> [domain.korean for domain in settled(["jobs", "반려동물"])]
    ['일자리·고용', '반려동물']
    """
    known = {domain.name: domain for domain in (*shipped_domains(), *(domains or ()))}
    return [known.get(name, Domain(name, name, "", ())) for name in names]


def load_model(folder: str | PathLike[str]) -> DomainClassifier:
    """Load a model from its folder, refusing one that its manifest does not vouch for.

    Parameters
    ----------
    folder
        Of `save`.

    Returns
    -------
    DomainClassifier
        Fitted; it has the manifest as ``manifest_`` and its domains as ``taxonomy_``.

    Raises
    ------
    ModelError
        As `kr_localgov_nlp.domains.weights.read_weights`.
    """
    model = DomainClassifier()
    for name, value in vars(read_weights(folder)).items():
        setattr(model, name, value)
    return model
