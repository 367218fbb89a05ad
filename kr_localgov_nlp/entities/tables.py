"""The pipeline's gazetteer: loaded once with the tokenizer's name matcher, shared by every component."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.util import registry

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer

if TYPE_CHECKING:
    from spacy.language import Language

    from kr_localgov_nlp.gazetteer import Gazetteer


@registry.misc("kr_localgov.names.v1")  # type: ignore[untyped-decorator]
def make_names(heads: bool = True, extra: list[dict[str, str]] | None = None) -> NameMatcher:
    """Build the matcher that the tokenizer asks for names.

    Parameters
    ----------
    heads
        Whether the heads table is used.
    extra
        Rows of the user's own tables; they stand in the pipeline's config, so that a saved pipeline carries them.

    Returns
    -------
    NameMatcher
        With its gazetteer as ``.gazetteer``.
    """
    return NameMatcher(load_gazetteer(heads=heads, extra=tuple(extra or ())))


def gazetteer_of(nlp: Language) -> Gazetteer:
    """Give the gazetteer of a pipeline.

    Parameters
    ----------
    nlp
        A pipeline whose tokenizer has the names of ``kr_localgov.names.v1``.

    Returns
    -------
    Gazetteer

    Raises
    ------
    InputError
        The tokenizer has no gazetteer, as in ``spacy.blank("ko_localgov")``.
    """
    names: Any = getattr(nlp.tokenizer, "names", None)
    found = getattr(names, "gazetteer", None)
    if found is None:
        raise InputError("this pipeline has no gazetteer; build it with kr_localgov_nlp.load()")
    result: Gazetteer = found
    return result
