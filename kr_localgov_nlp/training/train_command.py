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
        typer.Option(
            min=0,
            help="So many unlabelled releases of that folder, read by a first recogniser for the network.",
        ),
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
    encoder: Annotated[
        Path | None,
        typer.Option(help="Folder of an encoder, which a network starts from; else the repository's."),
    ] = None,
    network: Annotated[
        bool, typer.Option(help="Train a network beside the field; needs the extra ‘network’ and an encoder.")
    ] = True,
) -> None:
    """Train the entity recogniser on the corpus and your labels, and compare it with the one in use."""
    import os

    from kr_localgov_nlp.entities.recogniser import Recogniser
    from kr_localgov_nlp.errors import LocalgovError, ModelError
    from kr_localgov_nlp.evaluation.datasets import TEXTS
    from kr_localgov_nlp.pipeline import load
    from kr_localgov_nlp.training.encoder import Encoder
    from kr_localgov_nlp.training.entities import compare, train, write
    from kr_localgov_nlp.training.gather import gather
    from kr_localgov_nlp.training.network import torch
    from kr_localgov_nlp.training.seen import names_seen
    from kr_localgov_nlp.training.silver import Silver, releases

    def tell(line: str) -> None:
        typer.echo(line, err=True)

    try:
        folder_of_texts = texts or os.environ.get(TEXTS)
        if silver and folder_of_texts is None:
            raise typer.BadParameter("--silver needs --texts")
        if silver and not network:
            raise typer.BadParameter("--silver teaches the network: --no-network has none")
        try:
            other = Recogniser.read(in_use)
        except ModelError as error:
            tell(f"no model in use: {error}")
            other = None
        names = names_seen(seen) if seen is not None else {} if other is None else other.weights.seen
        start = Encoder.read(encoder) if network else None
        if start is not None:
            torch()
        nlp = load(entities=False)
        found = gather(nlp, labels or (), folder_of_texts, tell)
        unlabelled = None
        if silver and folder_of_texts is not None:
            labelled = {one.text for one in found.examples}
            drawn = releases(folder_of_texts, None, labelled, local=0)
            unlabelled = Silver(nlp, drawn, silver, tell)
        trained = train(
            found.examples, parts=parts, progress=tell, seen=names, encoder=start, silver=unlabelled
        )
        notes = {"sources": found.sources, "names seen": len(names), "silver": silver}
        if start is not None:
            notes["encoder"] = start.fingerprint
        folder = write(trained, found.examples, out, notes)
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


@app.command()
def encoder(
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder with releases; else what KR_LOCALGOV_TEXTS names."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Where the folder ‘encoder’ is written.")] = ...,  # type: ignore[assignment]
    releases: Annotated[
        int, typer.Option(min=1, help="So many of them, drawn by the hash of the text.")
    ] = 50_000,
    seed: Annotated[int, typer.Option(help="Of everything drawn by lot.")] = 0,
) -> None:
    """Let a network guess hidden words of unlabelled releases: what ‘train entities’ starts its network from."""
    import os

    from kr_localgov_nlp.entities.recogniser import Recogniser
    from kr_localgov_nlp.errors import LocalgovError
    from kr_localgov_nlp.evaluation.datasets import TEXTS
    from kr_localgov_nlp.pipeline import load
    from kr_localgov_nlp.training.encoder import write_encoder
    from kr_localgov_nlp.training.network import SHAPE, exported
    from kr_localgov_nlp.training.network_pretraining import pretrain, unlabelled
    from kr_localgov_nlp.training.silver import releases as drawn

    def tell(line: str) -> None:
        typer.echo(line, err=True)

    try:
        folder_of_texts = texts or os.environ.get(TEXTS)
        if folder_of_texts is None:
            raise typer.BadParameter("where are the releases? --texts")
        seen = Recogniser.read().weights.seen
        nlp = load(entities=False, domains=False)
        data = unlabelled(nlp, (one.text for one in drawn(folder_of_texts, releases)), seen)
        tell(
            f"{len(data.texts):,} texts, {len(data.words.keys):,} vectors, {len(data.counts):,} words to guess"
        )
        p = pretrain(data, seed=seed, progress=tell)
        about = {"releases": len(data.texts), "morphemes": sum(map(len, data.texts)), "seed": seed}
        tell(f"written: {write_encoder(exported(p, data.words, SHAPE), out, about)}")
    except LocalgovError as error:
        typer.echo(f"kr-localgov: {error}", err=True)
        raise typer.Exit(1) from None
