"""The scores of domains as tables for a terminal, and the run that makes them on real releases."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.table import Table

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.evaluation.datasets import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    from spacy.language import Language

    from kr_localgov_nlp.evaluation.domains import DomainScores

#: Sets of ``corpus/real/domains.jsonl`` whose issuers no model was trained on.
SCORED = ("scored-local", "scored-ministry")


def score_real(
    nlp: Language, folder: str | PathLike[str] | None = None, tell: Callable[[str], None] = lambda _: None
) -> dict[str, DomainScores]:
    """Score a pipeline's domain classifier on the real releases that are kept for it.

    Parameters
    ----------
    nlp
        A pipeline with a domain classifier.
    folder
        With the texts; by default what ``KR_LOCALGOV_TEXTS`` names.
    tell
        Called with a line for people now and then.

    Returns
    -------
    dict of DomainScores
        By the name of the set.

    Raises
    ------
    InputError
        The texts are not there, or the pipeline has no classifier.
    """
    from kr_localgov_nlp.domains.component import DomainPipe
    from kr_localgov_nlp.training.domain_texts import real
    from kr_localgov_nlp.training.domains import scores_on

    where = folder if folder is not None else os.environ.get(TEXTS)
    if not where:
        raise InputError(f"labels without their texts; give the folder by --texts or {TEXTS}")
    models = [p.model for _, p in nlp.pipeline if isinstance(p, DomainPipe) and p.model is not None]
    if not models:
        raise InputError("this pipeline has no domain classifier")
    return {name: scores_on(models[0], real(nlp, where, name, tell)) for name in SCORED}


def domain_table(scores: Mapping[str, DomainScores]) -> Table:
    """Lay out scores of several sets, a column each.

    Parameters
    ----------
    scores
        By the name of the set.
    """
    out = Table(box=None, pad_edge=False, header_style="dim")
    out.add_column("measure")
    for name, one in scores.items():
        out.add_column(f"{name} ({one.texts})", justify="right", no_wrap=True)
    for measure, shown in (
        ("micro", "micro F1"),
        ("macro", "macro F1 (15 or more)"),
        ("best", "best domain true"),
    ):
        out.add_row(shown, *(_with_borders(one, measure) for one in scores.values()))
    out.add_row("calibration error", *(f"{one.calibration_error:.3f}" for one in scores.values()))
    out.add_row("without a domain", *(f"{one.abstained:.3f}" for one in scores.values()))
    out.add_row()
    for domain in next(iter(scores.values())).domains:
        cells = []
        for one in scores.values():
            precision, recall, f1, count = one.domains[domain]
            cells.append(f"P {precision:.2f} R {recall:.2f} F1 {f1:.2f} ({count})" if count else "–")
        out.add_row(domain, *cells)
    return out


def _with_borders(scores: DomainScores, measure: str) -> str:
    low, high = scores.intervals[measure]
    return f"{getattr(scores, measure):.3f} ({low:.3f}–{high:.3f})"
