"""The scores as a table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kr_localgov_nlp.evaluation.run import Measure, Result

# Measures that are shares of cases: precision and recall would say the same.
_ACCURACIES = ("links.", "issuer", "awards.", "quotes.speaker", "quotes.role")


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
    counts = ", ".join(f"{count:,} {name}" for name, count in result.dataset.counts().items() if count)
    title = f"{result.dataset.name} ({counts}), {'with' if result.heads else 'without'} the table of heads"
    out = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="dim")
    out.add_column("measure")
    for column in ("P", "R", "F1", "95 %", "partial F1", "gold", "found"):
        out.add_column(column, justify="right", no_wrap=True)
    section = ""
    for name, shown, one in _rows(result):
        if section and name.split(".")[0] != section:
            out.add_row()
        section = name.split(".")[0]
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


def _rows(result: Result) -> Iterator[tuple[str, str, Measure]]:
    for name, one in result.measures.items():
        kind, _, rest = name.partition(".")
        if kind == "partial" or not (one.gold or one.found):
            continue
        yield name, rest if kind == "exact" else name.replace(".", " ", 1).replace("_", " "), one
