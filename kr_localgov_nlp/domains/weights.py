"""A fitted domain model as arrays: what scores a text in the pipeline, opened without scikit-learn.

Importing scikit-learn and skops takes longer than reading the weights of both models, and scoring one text needs
neither. So the pipeline reads the arrays of a skops file itself, and leaves a file with anything else in it to
skops, which knows how to say what that is.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

import numpy as np

from kr_localgov_nlp.domains import neighbours
from kr_localgov_nlp.domains.lookup import Lookup
from kr_localgov_nlp.errors import ModelError
from kr_localgov_nlp.gazetteer.domains import Domain
from kr_localgov_nlp.model_files import read_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from numpy.typing import NDArray

WEIGHTS = "weights.skops"
TAXONOMY = "taxonomy.json"
ARRAYS = ("idf_", "coef_", "intercept_", "calibration_", "neighbours_", "thresholds_")
#: What a weights file may hold beside plain arrays, text and numbers: nothing.
TRUSTED: tuple[str, ...] = ()
# No word holds a line break.
BREAK = "\n"
# The form of skops files that is read here.
_PROTOCOL = 2


class LinearWeights:
    """The weights of words for each domain, and what becomes of a text's score.

    Attributes
    ----------
    classes_ : list of str
        The domains.
    vocabulary_ : dict
        Column of each feature.
    idf_, coef_, intercept_, calibration_, neighbours_, thresholds_ : arrays
        Rarity of the features, weights (domains × features), constants, sigmoids, weights of what the other domains'
        scores say (`kr_localgov_nlp.domains.neighbours`), thresholds.
    taxonomy_ : list of Domain
        Korean names and budget sections, in the order of ``classes_``.
    manifest_ : dict
        What vouches for the model.
    """

    classes_: list[str]
    vocabulary_: dict[str, int]
    idf_: NDArray[np.float64]
    coef_: NDArray[np.float64]
    intercept_: NDArray[np.float64]
    calibration_: NDArray[np.float64]
    neighbours_: NDArray[np.float64]
    thresholds_: NDArray[np.float64]
    taxonomy_: list[Domain]
    manifest_: dict[str, Any]
    _lookup: Lookup | None = None

    def vector(self, words: Sequence[str]) -> tuple[NDArray[np.int_], NDArray[np.float64]]:
        """Give the columns of a text's features and their weights in it: log frequency times rarity, length 1."""
        if self._lookup is None or self._lookup.numbers is not self.vocabulary_:
            self._lookup = Lookup(self.vocabulary_)
        found = self._lookup(words)
        found.sort()
        # As np.unique does, in half its time.
        last = np.append(found[1:] != found[:-1], len(found) > 0).nonzero()[0]
        columns, counts = found[last], last + 1
        counts[1:] -= counts[:-1].copy()
        weights = (1 + np.log(counts)) * self.idf_[columns]
        return columns, weights / (np.sqrt(weights @ weights) or 1.0)

    def scores(self, words: Sequence[str]) -> NDArray[np.float64]:
        """Give the score of each domain for one text, before calibration.

        Parameters
        ----------
        words : sequence of str
            Of `kr_localgov_nlp.domains.features.features`.
        """
        columns, weights = self.vector(words)
        # One row a word where `read_weights` laid them so: a text's weights lie together.
        return np.asarray(weights @ self.coef_.T[columns] + self.intercept_)

    def calibrated(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn scores, of one text or of many, into probabilities: each by its sigmoid, then among the others."""
        return neighbours.calibrated(scores, self.calibration_, self.neighbours_)

    def alone(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn scores into probabilities as if there were no other domains."""
        return neighbours.probabilities(neighbours.alone(scores, self.calibration_))

    def assign(self, proba: NDArray[np.float64]) -> list[str]:
        """Choose the domains of one text by the thresholds, the most probable one first."""
        least = self.thresholds_.tolist()
        chosen = [(-p, i) for i, p in enumerate(proba.tolist()) if p >= least[i]]
        return [self.classes_[i] for _, i in sorted(chosen)]

    def shares(self, words: Sequence[str], domain: str) -> dict[str, float]:
        """Tell what each feature of a text adds to a domain's score before calibration.

        Parameters
        ----------
        words : sequence of str
            Of `kr_localgov_nlp.domains.features.features`.
        domain : str
            One of ``classes_``.
        """
        columns, weights = self.vector(words)
        weights = weights * self.coef_[self.classes_.index(domain), columns]
        names = self.names_
        return {names[i]: float(weight) for i, weight in zip(columns, weights, strict=True)}

    @property
    def names_(self) -> list[str]:
        """The features in the order of the columns."""
        return sorted(self.vocabulary_, key=self.vocabulary_.__getitem__)


def read_weights(folder: str | PathLike[str]) -> LinearWeights:
    """Read a model's folder, refusing one that its manifest does not vouch for.

    Parameters
    ----------
    folder
        Of `kr_localgov_nlp.domains.store.save`.

    Returns
    -------
    LinearWeights

    Raises
    ------
    ModelError
        A file is missing or changed, a version is outside the range, a label is missing, or the weights hold more than
        arrays.
    """
    root = Path(folder)
    manifest = read_manifest(root)
    try:
        content = _arrays(root / WEIGHTS)
        if content is None:
            content = _by_skops(root / WEIGHTS)
        taxonomy = json.loads((root / TAXONOMY).read_text(encoding="utf-8"))
        labels = list(manifest["labels"])
    except KeyError as error:
        raise ModelError(str(root), f"lacks {error}") from None
    except (OSError, ValueError, TypeError, BadZipFile) as error:
        raise ModelError(str(root), f"cannot be read: {error}") from None
    model = LinearWeights()
    try:
        # A model without a second look is one of domains that stand alone.
        content = {"neighbours_": neighbours.none(), **content}
        for name in ARRAYS:
            setattr(model, name, np.asarray(content[name], dtype=np.float64))
        words = bytes(content["words"]).decode("utf-8", "surrogatepass").split(BREAK)
        model.classes_ = list(content["classes_"])
        model.taxonomy_ = [Domain(t["domain"], t["korean"], "", tuple(t["functions"])) for t in taxonomy]
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(str(root), f"lacks {error}") from None
    model.coef_ = np.ascontiguousarray(model.coef_.T).T
    model.vocabulary_ = {word: column for column, word in enumerate(words)}
    model.manifest_ = manifest
    lacking = set(labels) ^ set(model.classes_)
    lacking |= set(model.classes_) ^ {domain.name for domain in model.taxonomy_}
    shapes = model.coef_.shape, model.neighbours_.shape
    if lacking or shapes != ((len(model.classes_), len(words)), (len(neighbours.FEATURES),)):
        raise ModelError(
            str(root), f"its weights, labels and taxonomy differ: {', '.join(sorted(lacking)) or 'shape'}"
        )
    return model


@lru_cache(maxsize=4)
def shared_weights(folder: str) -> LinearWeights:
    """Read a model once for all pipelines of a process that use it; nobody may change it."""
    return read_weights(folder)


def _arrays(path: Path) -> dict[str, Any] | None:
    """Read a skops file that holds a dict of arrays and lists of text; None for any other."""
    with ZipFile(path) as file:
        schema = json.loads(file.read("schema.json"))
        if schema.get("protocol") != _PROTOCOL or schema.get("__loader__") != "DictNode":
            return None
        found: dict[str, Any] = {}
        for name, node in schema["content"].items():
            if node["__loader__"] == "NdArrayNode" and node["type"] == "numpy":
                with file.open(node["file"]) as member:
                    found[name] = np.lib.format.read_array(member, allow_pickle=False)
            elif node["__loader__"] == "ListNode" and all(
                one["__loader__"] == "JsonNode" for one in node["content"]
            ):
                found[name] = [json.loads(one["content"]) for one in node["content"]]
            else:
                return None
        return found


def _by_skops(path: Path) -> dict[str, Any]:
    from skops.io import get_untrusted_types, load

    unknown = [name for name in get_untrusted_types(file=path) if name not in TRUSTED]
    if unknown:
        raise ModelError(str(path), f"holds more than arrays: {', '.join(unknown)}")
    content: dict[str, Any] = load(path, trusted=list(TRUSTED))
    return content
