"""The scores as a table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from kr_localgov_nlp.evaluation.records import AWARD_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kr_localgov_nlp.evaluation.run import Measure, Result

# Measures that are shares of cases: precision and recall would say the same.
_ACCURACIES = (
    "links.",
    "issuer",
    *(f"awards.{name}" for name in AWARD_FIELDS),
    "quotes.speaker",
    "quotes.role",
)
_ORDER = ("exact", "macro", "links", "heads", "issuer", "records", "awards", "quotes")


def title(result: Result) -> str:
    """Tell in a line what was scored and how."""
    counts = ", ".join(f"{count:,} {name}" for name, count in result.dataset.counts().items() if count)
    return f"{result.dataset.name} ({counts}), {'with' if result.heads else 'without'} the table of heads"


def table(result: Result) -> Table:
    """Lay out the scores: labels, labels together, links, records.

    Parameters
    ----------
    result
        Of `kr_localgov_nlp.evaluation.run.evaluate`.

    Returns
    -------
    rich.table.Table
        Measures with nothing to score are left out.
    """
    out = Table(box=None, pad_edge=False, header_style="dim")
    out.add_column("measure")
    for column in ("P", "R", "F1", "95 %", "partial F1", "gold", "found"):
        out.add_column(column, justify="right", no_wrap=True)
    before = ""
    for name, shown, one in _rows(result):
        section = _section(name)
        if before and section != before and section in ("links", "records"):
            out.add_row()
        before = section
        partial = result.measures.get(name.replace("exact.", "partial.")) if section == "exact" else None
        accuracy = name.startswith(_ACCURACIES)
        out.add_row(
            shown,
            "" if accuracy else f"{one.precision:.3f}",
            "" if accuracy else f"{one.recall:.3f}",
            f"{one.f1:.3f}",
            f"{one.low:.3f}–{one.high:.3f}",
            f"{partial.f1:.3f}" if partial else "",
            f"{one.gold:,}",
            "" if accuracy else f"{one.found:,}",
        )
    return out


def _section(name: str) -> str:
    return name.partition(".")[0]


def _rows(result: Result) -> Iterator[tuple[str, str, Measure]]:
    shown = [n for n, one in result.measures.items() if _section(n) in _ORDER and (one.gold or one.found)]
    for name in sorted(shown, key=lambda n: _ORDER.index(_section(n))):
        short = name.removeprefix("exact.")
        yield name, short.replace(".", " ").replace("_", " "), result.measures[name]
