"""Folders of learned weights: where they are looked for, and their manifest.

A model is a folder of data files (never a pickle) beside ``manifest.json``, which names each file with its SHA-256, the
versions the model works with, its labels, its training data and its scores. Nothing is loaded from a folder
whose manifest does not agree with what stands there.
"""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

MANIFEST = "manifest.json"
#: Environment variable with a folder that holds model folders.
VARIABLE = "KR_LOCALGOV_MODELS"
FORMAT = 1
_PACKAGE = Path(__file__).parent
# Patch releases of the library keep its features; Kiwi's minor releases bring other tags and other weights.
REQUIRES = {"kr-localgov-nlp": ">=0.1,<0.2", "kiwipiepy": ">=0.24,<0.25"}
_OWN = ("format", "fingerprint", "requires", "files")


def find_model(name: str, path: str | PathLike[str] | None = None) -> Path:
    """Find the folder of a model.

    Parameters
    ----------
    name
        Name of the shipped model: ``"entities"``, ``"domains"``.
    path
        The folder itself, where the caller has one of their own; nothing else is tried then.

    Returns
    -------
    pathlib.Path
        The first that is there of: `path`; the folder `name` in the folder that the environment variable
        ``KR_LOCALGOV_MODELS`` names; the copy inside the package; the repository's ``models/``.

    Raises
    ------
    ModelError
        No such folder, or the variable names none; the message lists what was tried.

    Examples
    --------
    >>> find_model("entities", "/no/such/folder")
    Traceback (most recent call last):
    kr_localgov_nlp.errors.ModelError: entities: no model there: /no/such/folder
    """
    if path is not None:
        tried = [Path(path)]
    else:
        tried = [_PACKAGE / "models" / name, _PACKAGE.parent / "models" / name]
        given = os.environ.get(VARIABLE)
        if given:
            if not Path(given).is_dir():
                raise ModelError(name, f"the environment variable {VARIABLE} names no folder: {given}")
            tried.insert(0, Path(given) / name)
    for folder in tried:
        if (folder / MANIFEST).is_file():
            return folder
    raise ModelError(name, "no model there: " + ", ".join(map(str, tried)))


def read_manifest(folder: str | PathLike[str]) -> dict[str, Any]:
    """Read a model's manifest and check the folder against it.

    Parameters
    ----------
    folder
        A folder of `find_model`.

    Returns
    -------
    dict
        What `write_manifest` wrote.

    Raises
    ------
    ModelError
        No manifest or one of another format, a file that is missing or changed, or a package whose installed
        version is outside the range.
    """
    root = Path(folder)
    try:
        manifest = json.loads((root / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(str(root / MANIFEST), f"cannot be read: {error}") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ModelError(str(root / MANIFEST), f"is no manifest of format {FORMAT}")
    _check_versions(root, manifest)
    files = manifest.get("files")
    if not isinstance(files, dict) or not files:
        raise ModelError(str(root / MANIFEST), "names no files")
    for name, expected in files.items():
        if Path(name).name != name:
            raise ModelError(str(root / MANIFEST), f"names a file outside its folder: {name}")
        if digest(root / name) != expected:
            raise ModelError(
                str(root / name), "is not the file that the manifest describes: its bytes changed"
            )
    if manifest.get("fingerprint") != _fingerprint(files):
        raise ModelError(str(root / MANIFEST), "its fingerprint does not fit its files")
    return manifest


def write_manifest(
    folder: str | PathLike[str],
    fields: Mapping[str, Any],
    files: Iterable[str] | None = None,
    requires: Mapping[str, str] | None = None,
) -> None:
    """Write the manifest of a model folder, after all its other files.

    Parameters
    ----------
    folder
        The folder.
    fields
        What else the manifest tells: name, labels, data, metrics … as JSON has it.
    files
        Names of the files it vouches for; by default all that stand there.
    requires
        Version range by package; by default the library's minor version and Kiwi's.

    Raises
    ------
    ModelError
        A field bears a name of the manifest's own, or a file is not there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = Path(name, "labels.json").write_text("[]")
    ...     write_manifest(name, {"name": "entities", "labels": ["PERSON"]})
    ...     found = read_manifest(name)
    ...     _ = Path(name, "labels.json").write_text("{}")
    ...     read_manifest(name)
    Traceback (most recent call last):
    kr_localgov_nlp.errors.ModelError: ...labels.json: is not the file that the manifest describes: its bytes changed
    >>> found["labels"], found["requires"]["kiwipiepy"], len(found["fingerprint"])
    (['PERSON'], '>=0.24,<0.25', 64)
    """
    root = Path(folder)
    own = [name for name in fields if name in _OWN]
    if own:
        raise ModelError(str(root / MANIFEST), f"fields of the manifest's own: {', '.join(own)}")
    if files is None:
        files = (one.name for one in root.iterdir() if one.is_file() and one.name != MANIFEST)
    hashes = {name: digest(root / name) for name in sorted(files)}
    manifest = {
        "format": FORMAT,
        **fields,
        "requires": dict(REQUIRES if requires is None else requires),
        "files": hashes,
        "fingerprint": _fingerprint(hashes),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (root / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def write_arrays(file: Path, arrays: Mapping[str, Any]) -> None:
    """Write arrays into one compressed file, which `numpy.load` reads without pickle."""
    import numpy as np

    with file.open("wb") as out:
        np.savez_compressed(out, **arrays)


def digest(file: Path) -> str:
    """SHA-256 of a file's bytes.

    Raises
    ------
    ModelError
        It cannot be read.
    """
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(str(file), f"cannot be read: {error.strerror}") from None


def _fingerprint(files: Mapping[str, str]) -> str:
    return hashlib.sha256("".join(f"{name} {files[name]}\n" for name in sorted(files)).encode()).hexdigest()


def _check_versions(root: Path, manifest: Mapping[str, Any]) -> None:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    for package, wanted in manifest.get("requires", {}).items():
        try:
            installed = version(package)
        except PackageNotFoundError:
            raise ModelError(str(root), f"needs {package} {wanted}, which is not installed") from None
        try:
            fits = SpecifierSet(wanted).contains(installed, prereleases=True)
        except InvalidSpecifier:
            raise ModelError(str(root / MANIFEST), f"no version range for {package}: {wanted!r}") from None
        if not fits:
            raise ModelError(
                str(root), f"was made for {package} {wanted}, installed is {installed}: train it again"
            )
