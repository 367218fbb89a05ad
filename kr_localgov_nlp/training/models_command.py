"""``kr-localgov compare`` and ``suggest``: which domain model to use, and what to label next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def compare(
    new: Annotated[str, typer.Argument(metavar="NEW", help="A model's folder.")],
    old: Annotated[str, typer.Argument(metavar="OLD", help="Another's; ‘domains’ is the shipped one.")],
    on: Annotated[
        str, typer.Option("--on", help="Labelled texts in any format; ‘scored’ for those of corpus/real.")
    ],
    texts: Annotated[
        Path | None, typer.Option(help="For scored: their texts; else what KR_LOCALGOV_TEXTS names.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Of a table: text=본문, domains=분야 …; may be repeated.")
    ] = None,
    promote: Annotated[
        Path | None, typer.Option(help="Put NEW into this folder, unless it does something worse.")
    ] = None,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --promote: even if it does.")
    ] = False,
) -> None:
    """Compare two domain models on the same labelled texts, and say which one to use."""
    import os

    from kr_localgov_nlp.errors import LocalgovError
    from kr_localgov_nlp.evaluation.datasets import TEXTS
    from kr_localgov_nlp.training import choose
    from kr_localgov_nlp.training.command import pair, stop

    if allow_regression and promote is None:
        raise typer.BadParameter("--allow-regression goes with --promote")
    try:
        found = choose.compare_models(
            new,
            old,
            on,
            texts or os.environ.get(TEXTS),
            dict(pair(one) for one in column or ()),
            tell=lambda line: typer.echo(line, err=True),
        )
        typer.echo(str(found))
        if promote is not None:
            place = choose.promote(new, promote, found, allow_regression)
            typer.echo(f"promoted: {place}")
    except LocalgovError as error:
        stop(error)


def suggest(
    archive: Annotated[
        Path,
        typer.Argument(metavar="ARCHIVE", help="The folder of a run, or texts: CSV, JSONL, Parquet, pages."),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="PATH.csv for the table; PATH.json beside it for Label Studio."),
    ] = Path("to_label.csv"),
    n: Annotated[int, typer.Option("-n", "--n", min=1, help="How many texts.")] = 50,
    model: Annotated[
        str, typer.Option(help="The model that will learn from them; ‘domains’ is the shipped one.")
    ] = "domains",
    pool: Annotated[
        int, typer.Option(min=1, help="So many texts of the archive are looked at, drawn by their hash.")
    ] = 2000,
) -> None:
    """Choose the texts of an archive that a domain model would learn most from, and write them to be labelled."""
    from kr_localgov_nlp.errors import LocalgovError
    from kr_localgov_nlp.training.command import stop
    from kr_localgov_nlp.training.suggest import suggest as choose
    from kr_localgov_nlp.training.suggest import write

    try:
        found = choose(archive, n, model, pool, tell=lambda line: typer.echo(line, err=True))
        files = write(found, out)
    except LocalgovError as error:
        stop(error)
    for one in found[:10]:
        typer.echo(str(one))
    typer.echo(f"{len(found):,} texts: " + ", ".join(map(str, files)))
