"""``kr-localgov convert`` and ``kr-localgov check``: labelled texts between formats, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (typer reads the annotations when it runs)
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from kr_localgov_nlp.training.schema import Problem

FORMAT_HELP = (
    "jsonl, doccano, doccano-relations, doccano-classes, label-studio, conll, brat, spacy, csv, xlsx or parquet; "
    "by default as the name tells."
)


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="Labelled texts: a file, for brat a folder.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A new file, for brat a folder.")],
    from_format: Annotated[str | None, typer.Option("--from", help=FORMAT_HELP)] = None,
    to_format: Annotated[str | None, typer.Option("--to", help="As --from.")] = None,
    offsets: Annotated[
        str | None, typer.Option(help="How a doccano file counts: utf16 (doccano itself) or characters.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Of a table: text=본문, domains=분야 …; may be repeated.")
    ] = None,
) -> None:
    """Convert labelled texts; what was guessed or left out is told on standard error."""
    from kr_localgov_nlp.errors import LocalgovError
    from kr_localgov_nlp.training import formats

    try:
        given = from_format or formats.guess(source)
        settings: dict[str, Any] = {}
        if offsets is not None and given.startswith("doccano"):
            settings["offsets"] = offsets
        if column:
            settings["columns"] = dict(pair(one) for one in column)
            if given not in ("csv", "xlsx", "parquet"):
                raise typer.BadParameter("--column is for tables")
        texts, notes = formats.read(source, given, **settings)
        tell(notes)
        wanted = to_format or ("brat" if target.is_dir() else None)
        out = {"offsets": offsets} if offsets is not None and (wanted or "").startswith("doccano") else {}
        if offsets is not None and not settings.get("offsets") and not out:
            raise typer.BadParameter("--offsets is for doccano")
        tell(formats.write(texts, target, wanted, **out))
    except LocalgovError as error:
        stop(error)
    typer.echo(f"{len(texts):,} texts: {source} → {target}")


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Labelled texts in any of the formats.")
    ],
    from_format: Annotated[str | None, typer.Option("--from", help=FORMAT_HELP)] = None,
    label: Annotated[
        list[str] | None, typer.Option(help="A label of your own set; may be repeated; * allows any.")
    ] = None,
    taxonomy: Annotated[
        str | None, typer.Option(help="Your domains: a CSV file with a column ‘domain’; * allows any.")
    ] = None,
) -> None:
    """List everything that is wrong with labelled texts, by file and line; exit code 1 if anything is."""
    from kr_localgov_nlp.errors import LabelError, LocalgovError
    from kr_localgov_nlp.training import formats
    from kr_localgov_nlp.training.check import ANY, check_jsonl, check_rows

    labels = ANY if label == ["*"] else label
    domains = ANY if taxonomy == "*" else taxonomy
    problems: list[Problem] = []
    for file in files:
        try:
            form = from_format or formats.guess(file)
            if form == "jsonl":
                problems += check_jsonl(file, labels, domains)
                continue
            texts = formats.read(file, form).texts
            rows = [(number, text.to_dict()) for number, text in enumerate(texts, 1)]
            problems += [
                # Not lines there: a text has many of them or none.
                problem._replace(line=0, reason=f"text {problem.line}: {problem.reason}")
                for problem in check_rows(rows, file.name, labels, domains)
            ]
        except LabelError as error:
            problems += error.problems
        except LocalgovError as error:
            stop(error)
    tell(problems)
    if problems:
        typer.echo(
            f"{len(problems):,} problems in {len({p.file for p in problems})} of {len(files)} files", err=True
        )
        raise typer.Exit(1)
    typer.echo(f"{len(files)} files: nothing wrong")


def pair(text: str) -> tuple[str, str]:
    """Take ``text=본문`` apart."""
    name, equals, column = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"--column {text}: give it as text=본문")
    return name, column


def tell(problems: list[Problem]) -> None:
    """Write problems to standard error."""
    for problem in problems:
        typer.echo(f"kr-localgov: {problem}", err=True)


def stop(error: Exception) -> NoReturn:
    """Write an error to standard error and end with exit code 1."""
    for line in str(error).splitlines():
        typer.echo(f"kr-localgov: {line}", err=True)
    raise typer.Exit(1) from None
