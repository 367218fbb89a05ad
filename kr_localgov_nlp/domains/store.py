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
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from kr_localgov_nlp.domains.classifier import DomainClassifier
from kr_localgov_nlp.errors import ModelError
from kr_localgov_nlp.gazetteer.domains import Domain, shipped_domains
from kr_localgov_nlp.model_files import REQUIRES, read_manifest, write_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

WEIGHTS = "weights.skops"
TAXONOMY = "taxonomy.json"
_ARRAYS = ("idf_", "coef_", "intercept_", "calibration_", "thresholds_")
#: What a weights file may hold beside plain arrays, text and numbers: nothing.
TRUSTED: tuple[str, ...] = ()
# No word holds a line break.
_BREAK = "\n"


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
    # The weights keep seven digits: at a third of the size, and equal to what is loaded.
    model.coef_ = np.asarray(model.coef_, dtype=np.float32).astype(np.float64)
    model.idf_ = np.asarray(model.idf_, dtype=np.float32).astype(np.float64)
    content: dict[str, Any] = {name: np.asarray(getattr(model, name)) for name in _ARRAYS}
    content["coef_"] = content["coef_"].astype(np.float32)
    content["idf_"] = content["idf_"].astype(np.float32)
    content["words"] = np.frombuffer(
        _BREAK.join(model.names_).encode("utf-8", "surrogatepass"), dtype=np.uint8
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
        A file is missing or changed, a version is outside the range, a label is missing, or the weights hold more than
        arrays.
    """
    from skops.io import get_untrusted_types, load

    root = Path(folder)
    manifest = read_manifest(root)
    try:
        unknown = [name for name in get_untrusted_types(file=root / WEIGHTS) if name not in TRUSTED]
        content = None if unknown else load(root / WEIGHTS, trusted=list(TRUSTED))
        taxonomy = json.loads((root / TAXONOMY).read_text(encoding="utf-8"))
        labels = list(manifest["labels"])
    except KeyError as error:
        raise ModelError(str(root), f"lacks {error}") from None
    except (OSError, ValueError, TypeError, BadZipFile) as error:
        raise ModelError(str(root), f"cannot be read: {error}") from None
    if content is None:
        raise ModelError(str(root / WEIGHTS), f"holds more than arrays: {', '.join(unknown)}")
    model = DomainClassifier()
    try:
        for name in _ARRAYS:
            setattr(model, name, np.asarray(content[name], dtype=np.float64))
        words = bytes(content["words"]).decode("utf-8", "surrogatepass").split(_BREAK)
        model.classes_ = list(content["classes_"])
        model.taxonomy_ = [Domain(t["domain"], t["korean"], "", tuple(t["functions"])) for t in taxonomy]
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(str(root), f"lacks {error}") from None
    model.vocabulary_ = {word: column for column, word in enumerate(words)}
    model.manifest_ = manifest
    lacking = set(labels) ^ set(model.classes_)
    lacking |= set(model.classes_) ^ {domain.name for domain in model.taxonomy_}
    if lacking or model.coef_.shape != (len(model.classes_), len(words)):
        raise ModelError(
            str(root), f"its weights, labels and taxonomy differ: {', '.join(sorted(lacking)) or 'shape'}"
        )
    return model


@lru_cache(maxsize=4)
def shared_model(folder: str) -> DomainClassifier:
    """Load a model once for all pipelines of a process that use it; nobody may change it."""
    return load_model(folder)
