"""``kr-localgov evaluate``: scores on labelled texts, the list of mistakes, and the gate."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003  (typer reads the annotations when it runs)
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.evaluation.datasets import Dataset
    from kr_localgov_nlp.evaluation.run import Result

TOP = 20


def evaluate(
    data: Annotated[
        str,
        typer.Option(
            help="releases (the written corpus), real:NAME (corpus/real), domains (on real releases) or a JSONL file."
        ),
    ] = "releases",
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder with the texts of real labels; else what KR_LOCALGOV_TEXTS names."),
    ] = None,
    heads: Annotated[bool, typer.Option(help="Use the table of heads.")] = True,
    both_heads: Annotated[
        bool, typer.Option("--both-heads", help="Once with the table of heads and once without.")
    ] = False,
    json_out: Annotated[Path | None, typer.Option("--json", help="Write the scores as JSON.")] = None,
    errors: Annotated[int, typer.Option(min=0, help="Show so many mistakes, and count them by kind.")] = 0,
    kind: Annotated[
        str, typer.Option(help='Only mistakes of this kind: missed, "missed PLACE", border …')
    ] = "",
    gold_entities: Annotated[
        bool,
        typer.Option(
            "--gold-entities", help="Make records from the gold entities: what their rules can reach."
        ),
    ] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Fail below a floor or on changed data.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="With --gate: pin the data and raise the floors.")
    ] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --update: lower floors, too.")
    ] = False,
    floors: Annotated[Path | None, typer.Option(help="The file of floors, if not the shipped one.")] = None,
) -> None:
    """Score the pipeline on labelled texts."""
    from rich.console import Console

    from kr_localgov_nlp.errors import LocalgovError
    from kr_localgov_nlp.evaluation.datasets import load_dataset
    from kr_localgov_nlp.evaluation.table import table, title

    if update and not gate:
        raise typer.BadParameter("--update goes with --gate")
    if gold_entities and gate:
        raise typer.BadParameter("--gold-entities does not go with --gate")
    if allow_regression and not update:
        raise typer.BadParameter("--allow-regression goes with --update")
    if data == "domains":
        _domains(texts, heads, json_out)
        return
    try:
        dataset = load_dataset(data, texts)
        settings = (True, False) if both_heads or gate else (heads,)
        results = [_run(dataset, on, gold_entities=gold_entities) for on in settings]
        failed = bool(gate) and _gate(results, floors, update=update, allow_regression=allow_regression)
    except LocalgovError as error:
        typer.echo(f"kr-localgov: {error}", err=True)
        raise typer.Exit(1) from None
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 110
    for result in results:
        console.print(title(result), soft_wrap=True)
        console.print(table(result))
        console.print("")
    if errors:
        _show_errors(results[0], errors, kind)
    if json_out is not None:
        rows = [result.to_dict() for result in results]
        json_out.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if failed:
        raise typer.Exit(1)


def _domains(texts: Path | None, heads: bool, json_out: Path | None) -> None:
    from rich.console import Console

    from kr_localgov_nlp.errors import LocalgovError
    from kr_localgov_nlp.evaluation.domain_table import domain_table, score_real
    from kr_localgov_nlp.pipeline import load

    try:
        scores = score_real(load(heads=heads), texts, lambda line: typer.echo(line, err=True))
    except LocalgovError as error:
        typer.echo(f"kr-localgov: {error}", err=True)
        raise typer.Exit(1) from None
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 110
    console.print(domain_table(scores))
    if json_out is not None:
        found = {name: one.to_dict() for name, one in scores.items()}
        json_out.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _run(dataset: Dataset, heads: bool, *, gold_entities: bool = False) -> Result:
    from rich.console import Console
    from rich.progress import Progress

    from kr_localgov_nlp.evaluation.run import evaluate as run
    from kr_localgov_nlp.pipeline import load

    nlp = load(heads=heads)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(
            f"{dataset.name}, {'with' if heads else 'without'} heads", total=len(dataset.items)
        )
        return run(
            nlp,
            dataset,
            lambda done, _: bar.update(task, completed=done),
            gold_entities=gold_entities,
        )


def _gate(results: Sequence[Result], path: Path | None, *, update: bool, allow_regression: bool) -> bool:
    """Hold the runs against the floors or pin these anew; True where that failed."""
    from kr_localgov_nlp.evaluation import gate

    where = path or gate.FLOORS
    floors = gate.read_floors(where)
    if not update:
        problems = gate.check(floors, results)
        for problem in problems:
            typer.echo(f"kr-localgov: {problem}", err=True)
        typer.echo(f"gate: {'failed' if problems else 'passed'}", err=True)
        return bool(problems)
    new, regressions = gate.update(floors, results, allow_regression=allow_regression)
    gate.write_floors(new, where)
    for regression in regressions:
        typer.echo(
            f"kr-localgov: {regression}; {'lowered' if allow_regression else 'kept (--allow-regression lowers it)'}",
            err=True,
        )
    typer.echo(f"gate: {where} pinned", err=True)
    return bool(regressions) and not allow_regression


def _show_errors(result: Result, limit: int, kind: str) -> None:
    from kr_localgov_nlp.evaluation.mistakes import errors, kinds

    found = [m for m in errors(result) if not kind or kind in (m.kind, m.name)]
    typer.echo(f"{len(found):,} mistakes, most often:")
    for name, count in kinds(found).most_common(TOP):
        typer.echo(f"{count:6,}  {name}")
    typer.echo("")
    for mistake in found[:limit]:
        typer.echo(str(mistake))
