"""The classifier in the pipeline: it fills ``doc.cats`` and ``doc._.domains``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from spacy.language import Language

from kr_localgov_nlp.domains.features import features
from kr_localgov_nlp.domains.weights import shared_weights
from kr_localgov_nlp.entities.recogniser import MADE_BY
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.model_files import MANIFEST, find_model, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from kr_localgov_nlp.domains.weights import LinearWeights


# By fingerprint, so that a Doc can be explained by the model that made it.
_OPEN: WeakValueDictionary[str, LinearWeights] = WeakValueDictionary()


class DomainPipe:
    """spaCy component: the probability of each domain, and the domains assigned, the most probable first.

    Parameters
    ----------
    folder
        A model folder; without one the component does nothing.
    """

    def __init__(self, folder: str | Path | None) -> None:
        self.model: LinearWeights | None = None
        self._open(folder)

    def __call__(self, doc: Doc) -> Doc:
        """Classify one Doc that has its entities."""
        if self.model is None:
            return doc
        proba = self.model.calibrated(self.model.scores(features(doc)))
        doc.cats = dict(zip(self.model.classes_, proba.tolist(), strict=True))
        doc._.domains = self.model.assign(proba)
        doc.user_data.setdefault(MADE_BY, {})["domains"] = self.fingerprint
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """Give the model's folder by name: models are not copied into bytes."""
        return str(self.folder or "").encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> DomainPipe:  # noqa: ARG002
        """Open the folder that `to_bytes` named."""
        self._open(data.decode() or None)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Copy the model's folder, so that the saved pipeline needs no other."""
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        if self.folder is not None:
            for name in (MANIFEST, *read_manifest(self.folder)["files"]):
                (target / name).write_bytes((self.folder / name).read_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> DomainPipe:  # noqa: ARG002
        """Open the copy that `to_disk` made."""
        self._open(path if (Path(path) / MANIFEST).is_file() else None)
        return self

    def _open(self, folder: str | Path | None) -> None:
        self.folder = None if folder is None else Path(folder)
        if self.folder is None:
            self.model, self.fingerprint = None, ""
            return
        self.model = shared_weights(str(self.folder.resolve()))
        self.fingerprint = str(self.model.manifest_["fingerprint"])
        _OPEN[self.fingerprint] = self.model


def open_model(doc: Doc) -> tuple[LinearWeights, str]:
    """Give the model that classified a Doc and its fingerprint, where this process has it open.

    Raises
    ------
    InputError
        It has not: load the pipeline first.
    """
    fingerprint = str(doc.user_data.get(MADE_BY, {}).get("domains", ""))
    model = _OPEN.get(fingerprint)
    if model is None:
        raise InputError("the model that gave this Doc its domains is not open here; load its pipeline first")
    return model, fingerprint


@Language.factory(
    "localgov_domains",
    assigns=["doc.cats", "doc._.domains"],
    requires=["doc.ents"],
    default_config={"model": None},
)
def make(nlp: Language, name: str, model: str | None) -> DomainPipe:  # noqa: ARG001
    """Build the component for a pipeline.

    Parameters
    ----------
    nlp, name
        As spaCy gives them.
    model
        ``"domains"`` for the shipped model, a folder for one of your own, None for none.
    """
    if model is None:
        return DomainPipe(None)
    return DomainPipe(find_model("domains", None if model == "domains" else model))
