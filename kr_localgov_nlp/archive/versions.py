"""What decides what comes out of a run: versions, tables, settings, and whether they changed since."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kr_localgov_nlp
from kr_localgov_nlp.archive.shards import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.language import Language

# Rooms and files of the package that have no part in what stands in the tables.
_ASIDE = {"cli.py", "errors.py", "report", "evaluation", "training", "corpus", "__pycache__"}
_OF_ARCHIVE = {
    "convert.py", "schema.py", "work.py", "readers.py", "tables.py", "sheets.py", "parquet.py", "stream.py",
}  # fmt: skip
_PACKAGES = ("kr-localgov-nlp", "kiwipiepy", "kiwipiepy_model", "spacy")


def versions(nlp: Language) -> dict[str, str]:
    """Versions of everything that decides what comes out: library, Kiwi, its model, spaCy, the tables.

    Parameters
    ----------
    nlp
        The pipeline in use.

    Returns
    -------
    dict of str
        Version by name; ``code`` is a hash of the library's rules and tables, ``pipeline`` one of the pipeline's
        settings, models and rows of the user's own.
    """
    found = {name: version(name) for name in _PACKAGES}
    names: Any = getattr(nlp.tokenizer, "names", None)
    found["gazetteer"] = str(names.gazetteer.version) if names is not None else "none"
    # The vocabulary grows with every text; it decides nothing.
    found["pipeline"] = digest_of(nlp.config.to_str().encode(), nlp.to_bytes(exclude=["vocab"]))[:12]
    found["code"] = _code()
    return found


@lru_cache(maxsize=1)
def _code() -> str:
    root = Path(kr_localgov_nlp.__file__).parent
    parts: list[bytes] = []
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root).parts
        if inner[0] in _ASIDE or "__pycache__" in inner or not path.is_file() or path.suffix == ".md":
            continue
        if inner[0] != "archive" or inner[1] in _OF_ARCHIVE:
            parts += ["/".join(inner).encode(), path.read_bytes()]
    return digest_of(*parts)[:12]


def changes(manifests: Iterable[Mapping[str, Any]], now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Compare the versions that shards were made by with those of today.

    Returns
    -------
    dict
        What changed: name → (then, now), of the first shard that differs.

    Examples
    --------
    >>> changes([{"versions": {"spacy": "3.8.7"}}], {"spacy": "3.8.18"})
    {'spacy': ('3.8.7', '3.8.18')}
    """
    out: dict[str, tuple[str, str]] = {}
    for manifest in manifests:
        then = manifest["versions"]
        for name in {*then, *now}:
            if then.get(name) != now.get(name):
                out.setdefault(name, (then.get(name, "none"), now.get(name, "none")))
    return dict(sorted(out.items()))
