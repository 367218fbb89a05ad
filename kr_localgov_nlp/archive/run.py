"""A run over an archive: pages and tables in, Parquet tables out, every input in them or among the rejects.

The parts, each in a file of its own: `sources` lists the input, `shards` cuts it, `work` tags a shard, `write` puts
its tables where they belong, `pool` does it in several processes, `course` keeps the books of a run from its first
step to its last, whatever does the work between them.
"""

from __future__ import annotations

import os
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.archive.course import Run
from kr_localgov_nlp.archive.pool import Pool
from kr_localgov_nlp.archive.progress import Progress, progress_bar
from kr_localgov_nlp.archive.reprints import group
from kr_localgov_nlp.archive.shards import ROWS, Cut
from kr_localgov_nlp.archive.spread import write_csv
from kr_localgov_nlp.archive.store import locked
from kr_localgov_nlp.archive.versions import versions
from kr_localgov_nlp.archive.work import Recipe, Tagger
from kr_localgov_nlp.archive.write import LOCK, Target
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.pipeline import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    from spacy.language import Language

    from kr_localgov_nlp.archive.sources import Sources


def tag_archive(
    source: Sources,
    target: str | PathLike[str],
    *,
    nlp: Language | None = None,
    workers: int = 1,
    columns: Mapping[str, str] | None = None,
    tokens: bool = False,
    csv: bool = False,
    releases: bool = True,
    retag: bool | None = None,
    rows: int = ROWS,
    progress: bool | Callable[[Progress], None] = True,
    start_method: str | None = None,
    engine: Callable[[Run, Language], None] | None = None,
    options: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Tag an archive of any size into Parquet tables; started again, it goes on where it stopped.

    Parameters
    ----------
    source
        A file, a folder, an address for fsspec (``s3://…``), a DataFrame, several of them, or ``{name: source}``.
        Read are pages (text, HTML), tables with an article a row (CSV, JSON lines, Parquet, XLSX), all of them
        packed with gzip or in ZIP and TAR archives.
    target
        Folder for the tables (or an address): new, empty, or of an earlier run. Each table is a folder of part files
        that pandas, DuckDB and Polars read as one.
    nlp
        A pipeline of `load`; a new default one where None.
    workers
        Processes, each with its own Kiwi (some 500 MB, 4 s to start); 0 means one for each CPU. Input of one shard
        is tagged in this process all the same.
    columns
        Column by part of an article (``{"text": "기사", "published": "입력"}``) where the names can't be guessed; also
        ``issuer`` and ``id``.
    tokens
        Whether the table ``tokens`` is written too.
    csv
        Whether each table is written as one CSV file beside the Parquet folders as well.
    releases
        Whether the articles are grouped by the release that they print, into the table ``releases``.
    retag
        What to do where the target was tagged by other versions of the library, its tables or models: True tags it
        anew, False keeps it and tags what is new, None raises.
    rows
        Rows, or pages, of a shard: what is written at once, and lost at most when a run is killed.
    progress
        True shows a bar where standard error is a terminal; or a function that is called with each `Progress`.
    start_method
        How workers start: ``spawn`` (what None means), ``fork`` or ``forkserver``.
    engine
        What tags instead of processes here: `kr_localgov_nlp.archive.ray.Ray`, for a cluster.
    options
        For fsspec: credentials and the like.

    Returns
    -------
    dict
        The summary that is also written as ``run.json``: rows by table, inputs, versions, under ``releases`` the
        counts by release (what several articles print counted once), and under ``run`` what this run did and how
        long it took.

    Raises
    ------
    InputError
        The target holds other files or is one; another run writes there; two sources have one name.
    PageError
        A source does not exist.
    ChangedError
        The target was tagged by other versions.
    ArchiveError
        Counts do not add up, or workers can't start.
    MissingExtraError
        An input needs an optional package.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> import kr_localgov_nlp as klg
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "rows.jsonl").write_text('{"제목": "구로구, 협약 체결", "본문": "구로구가 협약을 맺었다고 9일 밝혔다."}')
    >>> klg.tag_archive(folder / "rows.jsonl", folder / "out")["rows"]["articles"]
    1
    >>> klg.tag_archive(folder / "rows.jsonl", folder / "out")["run"]["known"]
    1
    """
    if rows < 1 or workers < 0:
        raise InputError("a shard has one row at least, and there are no fewer than 0 workers")
    out = Target(target, tokens=tokens, options=options)
    out.check()
    cut = Cut(rows, dict(columns or {}))
    pipeline = nlp if nlp is not None else load()
    with locked(out.store, LOCK), progress_bar(quiet=progress is not True) as bar:
        run = Run(out, cut, versions(pipeline), progress if callable(progress) else bar)
        run.prepare(source, retag=retag, options=options)
        if engine is not None:
            engine(run, pipeline)
        else:
            _tag(run, pipeline, workers or os.cpu_count() or 1, start_method)
        summary = run.finish()
        if csv:
            write_csv(out)
        if releases:
            summary["releases"] = group(out.store)
        out.finish(summary)
        return summary


def _tag(run: Run, nlp: Language, workers: int, start_method: str | None) -> None:
    shards = run.shards()
    first = list(islice(shards, 2))
    # What ended a worker or a run before must not get the chance to end this process.
    worth = len(first) > 1 or (first and run.unfinished)
    recipe = Recipe.of(nlp, tokens=run.tokens)
    if (workers > 1 and worth) or (run.failed and first):
        pool = Pool(recipe, run.target, run.versions, workers, start_method)
        for shard, manifest in pool.run(chain(first, shards), run.tick):
            run.add(shard, manifest)
        run.notes += pool.deaths
        if pool.deaths:
            run.target.drop_unfinished()
        return
    # Of the pipeline that the caller holds nothing could be let go.
    tagger = Tagger(recipe, nlp=None if recipe.whole else nlp)
    for shard in chain(first, shards):
        tagged = tagger(shard, partial(run.tick, shard))
        run.add(shard, run.target.put(shard, tagged, run.versions))
