"""``kr-localgov train domains``: a domain classifier from your own labels and the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kr_localgov_nlp.training.retrain import Retrained

_SHOWN = 20


def domains(
    labels: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[LABELS…]", help="Your labels: CSV, XLSX, Parquet, JSONL, doccano or Label Studio."
        ),
    ] = None,
    start: Annotated[
        str, typer.Option("--from", help="current: on top of the model in use; scratch: from nothing.")
    ] = "current",
    out: Annotated[Path, typer.Option(help="The new model's folder goes in here.")] = Path("models"),
    name: Annotated[
        str | None, typer.Option(help="Of the new folder; else the next free domains-001 …")
    ] = None,
    in_use: Annotated[
        Path | None, typer.Option("--in-use", help="Folder of the model in use, if not the shipped one.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Of a table: text=본문, domains=분야 …; may be repeated.")
    ] = None,
    new: Annotated[
        list[str] | None, typer.Option("--new", help="A new domain of yours; may be repeated.")
    ] = None,
    skip_problems: Annotated[
        bool, typer.Option("--skip-problems", help="Leave out rows with problems instead of refusing.")
    ] = False,
    taxonomy: Annotated[
        Path | None,
        typer.Option(help="Your own domains, a CSV file: domain,korean,holds,functions; from scratch."),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder with the texts of corpus/real; else what KR_LOCALGOV_TEXTS names."),
    ] = None,
    background: Annotated[
        int, typer.Option(min=0, help="So many unlabelled releases of that folder; from scratch.")
    ] = 0,
    scored: Annotated[
        bool, typer.Option("--scored", help="Score the texts that are never trained on, for the card.")
    ] = False,
) -> None:
    """Train the domain classifier on the corpus and your labels, and compare it with the one in use."""
    import os

    from kr_localgov_nlp.errors import LocalgovError
    from kr_localgov_nlp.evaluation.datasets import TEXTS
    from kr_localgov_nlp.training.command import pair, stop
    from kr_localgov_nlp.training.retrain import retrain

    try:
        made = retrain(
            labels or (),
            out,
            start,
            name,
            in_use,
            texts or os.environ.get(TEXTS),
            background,
            new or (),
            dict(pair(one) for one in column or ()),
            taxonomy,
            skip_problems,
            scored,
            tell=lambda line: typer.echo(line, err=True),
        )
    except LocalgovError as error:
        stop(error)
    _show(made)


def _show(made: Retrained) -> None:
    for source, scores in made.trained.held_out.items():
        typer.echo(
            f"held out, {source}: {scores.texts:,} texts, micro F1 {scores.micro:.3f}, macro F1 {scores.macro:.3f}, "
            f"best domain {scores.best:.3f}, calibration error {scores.calibration_error:.3f}"
        )
    if made.suspects:
        typer.echo(f"\nlabels to look at again ({len(made.suspects):,} texts):")
        for one in made.suspects[:_SHOWN]:
            typer.echo(f"  {one}")
    if made.compared is not None:
        typer.echo("\nnew model beside the one in use, on your texts that each part had not seen:")
        typer.echo(str(made.compared))
    typer.echo(f"\n{made.folder}: try it with kr_localgov_nlp.load(domains={str(made.folder)!r})")
