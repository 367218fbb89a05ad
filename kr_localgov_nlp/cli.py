"""The command line: ``kr-localgov read | tag | releases | evaluate | convert | check | train | compare | suggest | info``.

Exit codes: 0 all input read, 1 nothing could be read or the tool failed, 2 wrong usage, 3 some input was rejected.
"""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kr_localgov_nlp.errors import LocalgovError
from kr_localgov_nlp.evaluation.command import evaluate
from kr_localgov_nlp.training.command import check, convert
from kr_localgov_nlp.training.models_command import compare, suggest
from kr_localgov_nlp.training.train_command import app as train

if TYPE_CHECKING:
    from spacy.language import Language

    from kr_localgov_nlp.pages import Article

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Korean local-government press releases as data (지방자치단체 보도자료 분석).",
    pretty_exceptions_enable=False,
)

_PAGES = "Saved pages, tables (CSV, JSONL) or folders of them"
PagesOrInput = Annotated[list[Path], typer.Argument(help=f"{_PAGES}; - alone reads standard input.")]
SOME_REJECTED = 3


class Engine(StrEnum):
    """What tags an archive."""

    LOCAL = "local"
    RAY = "ray"


def _version(wanted: bool) -> None:
    if wanted:
        from kr_localgov_nlp import __version__

        typer.echo(f"kr-localgov {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    del version


@app.command()
def read(
    pages: PagesOrInput,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per article.")] = False,
    entities: Annotated[bool, typer.Option(help="Also tag and show what was found.")] = True,
    tokens: Annotated[bool, typer.Option(help="Show the tokens with their morphemes.")] = False,
) -> None:
    """Show the articles of saved pages and what is in them."""
    articles, rejects = _articles(pages)
    nlp = _load() if entities else None
    for article in articles:
        doc = _analyze(article, nlp) if nlp is not None else None
        if as_json:
            typer.echo(json.dumps(_as_json(article, doc), ensure_ascii=False))
        else:
            _show(article, doc)
        if tokens:
            _show_tokens(article)
    _report(rejects)
    _leave(len(articles), len(rejects))


@app.command()
def tag(
    pages: Annotated[
        list[str], typer.Argument(help=f"{_PAGES}, packed or not; addresses such as s3://… with fsspec.")
    ],
    out: Annotated[
        str,
        typer.Option("--out", "-o", help="A folder for the tables: new, or of an earlier run to go on with."),
    ],
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", "-j", min=0, help="Processes, some 500 MB each; 0: as many as there is room for."
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(help="Processes here, or actors on a Ray cluster (as many as there is room for)."),
    ] = Engine.LOCAL,
    address: Annotated[
        str | None, typer.Option(help="Of the Ray cluster, such as auto or 10.0.0.1:6379.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="A column by its name: text=기사. May be repeated.")
    ] = None,
    retag: Annotated[
        bool | None,
        typer.Option("--retag/--no-retag", help="Tables of other versions: tag anew, or keep them."),
    ] = None,
    rows: Annotated[
        int | None, typer.Option(min=1, help="Rows or pages of a shard: what a kill costs at most.")
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="CSV tables beside the Parquet ones.")] = False,
    tokens: Annotated[bool, typer.Option("--tokens", help="The table of tokens too.")] = False,
    group: Annotated[
        bool, typer.Option("--releases/--no-releases", help="The table of releases: reprints grouped.")
    ] = True,
    heads: Annotated[bool, typer.Option(help="Use the table of heads.")] = True,
    gazetteer: Annotated[
        list[Path] | None, typer.Option(help="A table of your own (CSV); may be repeated.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Tag pages and tables into Parquet tables: articles, entities, awards, quotes, rejects.

    Started again with the same folder, it goes on where it was stopped, and tags what is new.
    """
    from kr_localgov_nlp.archive.run import tag_archive
    from kr_localgov_nlp.archive.shards import ROWS

    nlp = _load(heads, gazetteer or ())
    try:
        summary = tag_archive(
            [str(page) for page in pages],
            str(out),
            nlp=nlp,
            workers=1 if workers is None else workers,
            engine=_ray(address, workers) if engine is Engine.RAY else None,
            columns=_pairs(column or []),
            tokens=tokens,
            csv=csv,
            releases=group,
            retag=retag,
            rows=rows or ROWS,
            progress=not quiet,
        )
    except LocalgovError as error:
        _fail(error)
        raise
    except OSError as error:
        _fail(LocalgovError(f"{error}; start it again and it goes on"))
        raise
    counts = summary["rows"]
    typer.echo(", ".join(f"{name}: {count:,}" for name, count in counts.items()) + f" → {out}")
    run = summary["run"]
    if run["known"] or run["removed"]:
        typer.echo(
            f"in this run: {run['articles']:,} articles, {run['rejects']:,} rejects; shards: {run['tagged']:,} "
            f"tagged, {run['known']:,} known, {run['removed']:,} removed"
        )
    if group:
        _show_releases(summary["releases"])
    _leave(counts["articles"], counts["rejects"])


@app.command()
def releases(
    target: Annotated[str, typer.Argument(help="The folder of a run.")],
    days: Annotated[int | None, typer.Option(min=0, help="Reprints come within so many days.")] = None,
    share: Annotated[
        float | None, typer.Option(min=0, max=1, help="What they share of what is their own.")
    ] = None,
) -> None:
    """Group the articles of a run by the release that they print; tag does it too."""
    from dataclasses import replace

    from kr_localgov_nlp.archive.reprints import build_releases
    from kr_localgov_nlp.archive.reprints_pairs import Rule

    given = {name: value for name, value in (("days", days), ("share", share)) if value is not None}
    try:
        _show_releases(build_releases(target, rule=replace(Rule(), **given)))  # type: ignore[arg-type]
    except LocalgovError as error:
        _fail(error)


def _show_releases(counts: dict[str, Any]) -> None:
    typer.echo(
        f"releases: {counts['releases']:,}, of which {counts['reprinted']:,} in several articles "
        f"({counts['reprints']:,} reprints)"
    )
    once = ", ".join(f"{name}: {count:,}" for name, count in counts["rows"].items())
    typer.echo(f"counted by release: {once}")


def _ray(address: str | None, most: int | None) -> Any:
    from kr_localgov_nlp.archive.ray import Ray

    return Ray(actors=(1, most or None), address=address)


def _pairs(given: list[str]) -> dict[str, str]:
    if wrong := [pair for pair in given if "=" not in pair]:
        raise typer.BadParameter(f"{wrong[0]!r} is no part=column", param_hint="--column")
    return dict(pair.split("=", 1) for pair in given)


app.command()(evaluate)
app.command()(convert)
app.command()(check)
app.add_typer(train, name="train")
app.command()(compare)
app.command()(suggest)


@app.command()
def info() -> None:
    """Versions of the library, of Kiwi and of the tables, and what they hold."""
    from kr_localgov_nlp.archive.versions import versions

    nlp = _load()
    names: Any = nlp.tokenizer
    g = names.names.gazetteer
    for name, value in versions(nlp).items():
        typer.echo(f"{name:16} {value}")
    typer.echo(f"{'tables up to':16} {g.last_day}")
    typer.echo(f"{'governments':16} {len(g.governments):,} rows")
    typer.echo(f"{'heads':16} {len(g.heads):,} terms")
    typer.echo(f"{'ministries':16} {len(g.ministries):,} rows")
    typer.echo(f"{'awards':16} {len(g.awards):,} rows")
    typer.echo(f"{'components':16} {', '.join(nlp.pipe_names)}")


def main() -> None:
    """Entry point of ``kr-localgov``: errors of ours become one line and an exit code."""
    try:
        app()
    except LocalgovError as error:
        print(f"kr-localgov: {error}", file=sys.stderr)
        raise SystemExit(1) from None


def _load(heads: bool = True, gazetteer: Any = ()) -> Language:
    from kr_localgov_nlp.pipeline import load

    try:
        return load(heads=heads, gazetteer=tuple(gazetteer))
    except LocalgovError as error:
        _fail(error)
        raise


def _articles(pages: list[Path]) -> tuple[list[Article], list[Any]]:
    from kr_localgov_nlp.archive.readers import Read, read_files

    articles: list[Article] = []
    rejects: list[Any] = []
    try:
        if pages == [Path("-")]:
            return _standard_input()
        for item in read_files(pages):
            if isinstance(item, Read):
                articles.append(item.article)
            else:
                rejects.append(item)
    except LocalgovError as error:
        _fail(error)
    return articles, rejects


def _standard_input() -> tuple[list[Article], list[Any]]:
    from kr_localgov_nlp.archive.readers import NO_ARTICLE, Reject
    from kr_localgov_nlp.errors import PageError
    from kr_localgov_nlp.pages import read_page

    name = "standard input"
    try:
        found = read_page(sys.stdin.buffer.read())
    except PageError as error:
        return [], [Reject(name, None, error.reason, type(error).__name__)]
    return found, [] if found else [Reject(name, None, NO_ARTICLE, "NoArticle")]


def _analyze(article: Article, nlp: Language) -> Any:
    from kr_localgov_nlp.pipeline import analyze

    return analyze(article, nlp=nlp)


def _as_json(article: Article, doc: Any) -> dict[str, Any]:
    from kr_localgov_nlp.archive.convert import entity_row

    out = article.to_dict() | {"text": article.text}  # what the offsets of entities and records point into
    if doc is not None:
        out |= {
            "issuer": doc._.issuer,
            "entities": [entity_row(ent) for ent in doc.ents],
            "heads": doc._.heads,
            "awards": doc._.awards,
            "quotes": doc._.quotes,
            "domains": doc._.domains,
        }
    return out


def _show(article: Article, doc: Any) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(article.title or "(no title)", style="bold"))
    about = [str(v) for v in (article.published, article.outlet, article.reporter) if v]
    console.print(Text(" · ".join(about) or "no date known", style="dim"))
    if doc is None:
        console.print(Text(article.body + "\n"))
        return
    for issuer in doc._.issuer:
        console.print(f"issuer  {issuer['name']} ({issuer['government']})")
    for head in doc._.heads:
        console.print(f"head    {head['person']}, {head['office']} {head['term']}".rstrip())
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("label", "text", "linked to / value"):
        table.add_column(column)
    seen = set()
    for ent in doc.ents:
        link = ent._.link.get("name") or ent._.agency or ("" if ent._.value is None else str(ent._.value))
        if ent._.link.get("status") == "unresolved":
            link = "unresolved: " + ", ".join(c["name"] for c in ent._.candidates)
        row = (ent.label_, ent.text, link)
        if row not in seen:
            seen.add(row)
            table.add_row(*row)
    console.print(table)
    for award in doc._.awards:
        parts = (award.get(k) for k in ("recipient", "year", "award", "category", "prize", "giver"))
        console.print("award   " + " | ".join("?" if p is None else str(p) for p in parts))
    for quote in doc._.quotes:
        who = " ".join(filter(None, (quote["speaker"], quote["role"]))) or "?"
        console.print(f"quote   {who}: {_short(quote['text'])}")
    console.print("")


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _show_tokens(article: Article) -> None:
    from kr_localgov_nlp.pipeline import tokenize

    for token in tokenize(article.text):
        morphemes = "+".join(f"{m[0]}/{m[1]}" for m in token.morphemes)
        lemma = token.lemma if token.lemma.isprintable() else repr(token.lemma)
        typer.echo(f"{token.start}\t{token.end}\t{token.text!r}\t{token.pos}\t{lemma}\t{morphemes}")


def _report(rejects: list[Any]) -> None:
    for reject in rejects:
        row = f", row {reject.row}" if reject.row is not None else ""
        typer.echo(f"kr-localgov: {reject.source}{row}: {reject.reason}", err=True)


def _fail(error: LocalgovError) -> None:
    typer.echo(f"kr-localgov: {error}", err=True)
    raise typer.Exit(1)


def _leave(articles: int, rejects: int) -> None:
    if rejects:
        raise typer.Exit(SOME_REJECTED if articles else 1)


if __name__ == "__main__":
    main()
