"""``kr-localgov train``: models from your own labels and the corpus."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (typer reads the annotations when it runs)
from typing import Annotated

import typer

from kr_localgov_nlp.training.domains_command import domains

app = typer.Typer(no_args_is_help=True, help="Train models from your own labels and the corpus.")
app.command()(domains)


@app.command()
def entities(
    labels: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[LABELS…]", help="Labelled texts of your own, all thirteen labels, any format."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Where the folder ‘entities’ is written.")] = ...,  # type: ignore[assignment]
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder with the texts of corpus/real; else what KR_LOCALGOV_TEXTS names."),
    ] = None,
    silver: Annotated[
        int,
        typer.Option(min=0, help="So many unlabelled releases of that folder, labelled by rules and model."),
    ] = 0,
    parts: Annotated[
        int, typer.Option(min=1, max=3, help="How many of three parts are left out once and scored.")
    ] = 3,
    in_use: Annotated[
        Path | None, typer.Option("--in-use", help="The recogniser to compare with, if not the shipped one.")
    ] = None,
    seen: Annotated[
        Path | None,
        typer.Option(
            help="Folder of a tagged archive whose often told names it may know; else those of the model in use."
        ),
    ] = None,
) -> None:
    """Train the entity recogniser on the corpus and your labels, and compare it with the one in use."""
    import os

    from kr_localgov_nlp.entities.recogniser import Recogniser
    from kr_localgov_nlp.errors import LocalgovError, ModelError
    from kr_localgov_nlp.evaluation.datasets import TEXTS
    from kr_localgov_nlp.pipeline import load
    from kr_localgov_nlp.training.entities import compare, train, write
    from kr_localgov_nlp.training.gather import gather
    from kr_localgov_nlp.training.seen import names_seen

    def tell(line: str) -> None:
        typer.echo(line, err=True)

    try:
        folder_of_texts = texts or os.environ.get(TEXTS)
        if silver and folder_of_texts is None:
            raise typer.BadParameter("--silver needs --texts")
        try:
            other = Recogniser.read(in_use)
        except ModelError as error:
            tell(f"no model in use: {error}")
            other = None
        names = names_seen(seen) if seen is not None else {} if other is None else other.weights.seen
        nlp = load(entities=False)
        found = gather(nlp, labels or (), folder_of_texts, tell)
        if silver and folder_of_texts is not None:
            found.add_silver(nlp, folder_of_texts, silver, tell, names)
        trained = train(found.examples, parts=parts, progress=tell, seen=names)
        folder = write(trained, found.examples, out, {"sources": found.sources, "names seen": len(names)})
        tell(f"written: {folder}")
        if other is None:
            return
        own = found.own or {one.id for one in found.examples}
        if not found.own:
            tell("no labels of your own: the one in use may have been trained on the texts compared on")
        typer.echo(
            "F1 on texts of issuers that the new one had not seen: new, in use, difference (95 %), names"
        )
        for row in compare(trained, other, own):
            typer.echo(str(row))
    except LocalgovError as error:
        typer.echo(f"kr-localgov: {error}", err=True)
        raise typer.Exit(1) from None
