"""Old model or new: both on the same labelled texts, and the step that puts the better one in place."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from kr_localgov_nlp.domains.store import load_model
from kr_localgov_nlp.errors import InputError, ModelError
from kr_localgov_nlp.model_files import MANIFEST, find_model, read_manifest
from kr_localgov_nlp.training import domain_texts
from kr_localgov_nlp.training.domain_comparison import compare, side
from kr_localgov_nlp.training.domain_labels import read_labels
from kr_localgov_nlp.training.domains import learned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    from spacy.language import Language

    from kr_localgov_nlp.training.domain_comparison import Compared

#: Name of the shipped model.
SHIPPED = "domains"
SCORED = "scored"
_PREVIOUS = ".previous"


def find(model: str | PathLike[str]) -> Path:
    """Find a model's folder; ``domains`` is the shipped one.

    Raises
    ------
    ModelError
        It is not there.
    """
    return find_model("domains", None if str(model) == SHIPPED else model)


def compare_models(
    new: str | PathLike[str],
    old: str | PathLike[str],
    on: str | PathLike[str],
    texts: str | PathLike[str] | None = None,
    columns: Mapping[str, str] | None = None,
    nlp: Language | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Compared:
    """Compare two model folders on the same labelled texts.

    Parameters
    ----------
    new, old
        Folders, or ``domains`` for the shipped model.
    on
        Labelled texts in any format; ``scored`` for the real releases that the shipped model was never trained on.
    texts
        For ``scored``: the folder with their texts.
    columns
        Of a table.
    nlp
        A pipeline; one is loaded otherwise.
    tell
        Called with a line for people.

    Raises
    ------
    ModelError, LabelError, InputError
        A model or the labels cannot be read, or both models, or one, learned from all of the texts.
    """
    folders = find(new), find(old)
    models = [load_model(folder) for folder in folders]
    if nlp is None:
        from kr_localgov_nlp.pipeline import load

        nlp = load(domains=False)
    if str(on) == SCORED:
        if texts is None:
            raise InputError("the scored releases need the folder with their texts")
        found = domain_texts.real(nlp, texts, SCORED, tell)
    else:
        known = {one.name: one for model in models for one in model.taxonomy_}
        labels = read_labels([on], known.values(), columns=columns)
        for note in labels.notes:
            tell(str(note))
        found = domain_texts.own(nlp, labels.texts, tell)
    seen = learned(folders[0]) | learned(folders[1])
    fresh = [one for one in found if one.digest not in seen]
    if len(fresh) < len(found):
        tell(
            f"{len(found) - len(fresh):,} of {len(found):,} texts left out: one of the models learned from them"
        )
    if not fresh:
        raise InputError(f"{on}: the models learned from all of these texts; compare on others")
    return compare(side(models[0], fresh), side(models[1], fresh), [one.domains for one in fresh])


def promote(
    model: str | PathLike[str],
    to: str | PathLike[str],
    compared: Compared,
    allow_regression: bool = False,
) -> Path:
    """Put a model in the place that pipelines load from; what stood there is kept beside it.

    Parameters
    ----------
    model
        Its folder.
    to
        The place, such as ``models/in-use``; it becomes a copy of the folder.
    compared
        The model, as the new one, beside the one in use.
    allow_regression
        Put it there although it does something worse.

    Returns
    -------
    pathlib.Path
        The place.

    Raises
    ------
    ModelError
        The model does something worse, or cannot be read.
    """
    if compared.regressions and not allow_regression:
        raise ModelError(str(model), "not promoted: " + "; ".join(compared.regressions))
    source, target = find(model), Path(to)
    if target.exists() and not (target / MANIFEST).is_file():
        raise ModelError(str(target), "is no model; it is not overwritten")
    if target.resolve() == source.resolve():
        raise ModelError(str(target), "is the model itself")
    fresh, previous = (target.with_name(target.name + end) for end in (".new", _PREVIOUS))
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in (*read_manifest(source)["files"], MANIFEST):
        shutil.copyfile(source / name, fresh / name)
    load_model(fresh)
    if target.exists():
        shutil.rmtree(previous, ignore_errors=True)
        target.rename(previous)
    fresh.rename(target)
    return target
