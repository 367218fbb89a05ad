"""The folder ``encoder``: what a recogniser's network starts from. Tagging never reads it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kr_localgov_nlp.errors import ModelError
from kr_localgov_nlp.model_files import find_model, read_manifest, write_arrays, write_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from numpy.typing import NDArray

NAME, FILE = "encoder", "encoder.npz"
CARD = """\
# Encoder

What the recogniser's network starts from: a small convolutional network that learned to guess hidden words of unlabelled \
releases. It is needed to train a recogniser anew; tagging does not read it, and the wheel does not carry it.

{rows}
"""


class Encoder(NamedTuple):
    """An encoder as its file has it.

    Parameters
    ----------
    arrays
        As `kr_localgov_nlp.training.network.exported` writes them, without those of tags.
    fingerprint
        Of its folder.
    """

    arrays: dict[str, NDArray[Any]]
    fingerprint: str

    @classmethod
    def read(cls, path: str | PathLike[str] | None = None) -> Encoder:
        """Read an encoder's folder, the repository's by default.

        Raises
        ------
        ModelError
            It is not there, was changed, or is of another version.
        """
        folder = find_model(NAME, path)
        fingerprint = read_manifest(folder)["fingerprint"]
        try:
            with np.load(folder / FILE, allow_pickle=False) as arrays:
                return cls(dict(arrays), fingerprint)
        except (OSError, ValueError) as error:
            raise ModelError(str(folder), f"is no encoder of this version: {error}") from None

    @property
    def keys(self) -> list[str]:
        """What words may show of themselves, in the order of the vectors."""
        return bytes(self.arrays["keys"]).decode().split("\n")

    @property
    def shape(self) -> dict[str, Any]:
        """As `kr_localgov_nlp.training.network.SHAPE`."""
        return {
            "size": int(self.arrays["vectors"].shape[1]),
            "width": len(self.arrays["bias"]),
            "dilations": tuple(self.arrays["dilations"].tolist()),
            "remembers": int(self.arrays["remembers"]),
        }


def write_encoder(arrays: Mapping[str, Any], folder: str | PathLike[str], about: Mapping[str, Any]) -> Path:
    """Write the folder of an encoder with a card.

    Parameters
    ----------
    arrays
        Of `kr_localgov_nlp.training.network.exported`.
    folder
        Where the folder ``encoder`` is made.
    about
        For card and manifest: what it learned from.
    """
    target = Path(folder) / NAME
    target.mkdir(parents=True, exist_ok=True)
    write_arrays(target / FILE, arrays)
    rows = "\n".join(f"- {name}: {value}" for name, value in about.items())
    (target / "README.md").write_text(CARD.format(rows=rows), encoding="utf-8", newline="\n")
    write_manifest(target, {"name": NAME, "data": dict(about)}, files=(FILE, "README.md"))
    return target
