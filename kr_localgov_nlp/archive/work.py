"""The mapped object: loads a pipeline once and turns shards into tables, in this process, another one or on a cluster.

::

    recipe = Recipe.of(nlp)            # small, picklable: what a worker needs to build the same pipeline
    tagger = Tagger(recipe)            # in the worker, once; nothing is loaded yet
    tagged = tagger(shard)             # loads Kiwi the first time, then some 50 articles a second
    manifest = target.put(shard, tagged, versions)      # write.py: atomic; a small dict that goes back

`Tagger` keeps no state between shards but the pipeline, reads no file, and gives the same tables for the same shard
whatever else it did. Every row and page of a shard is in exactly one of the tables ``articles`` and ``rejects``.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kr_localgov_nlp.archive.convert import rows_of
from kr_localgov_nlp.archive.readers import Read, Reject, read_shard, told_of
from kr_localgov_nlp.archive.schema import TABLES
from kr_localgov_nlp.archive.together import together
from kr_localgov_nlp.errors import ArchiveError, InputError, LocalgovError
from kr_localgov_nlp.extensions import iso_day
from kr_localgov_nlp.pipeline import issuer_entity, prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from kr_localgov_nlp.archive.shards import Shard

# Docs that live at the same time; spaCy's strings are let go with each batch.
BATCH = 64
RENEW = 10_000
"""Rows after which a worker builds its pipeline anew, in some 0.15 s: spaCy's memory zones free the words of a batch,
but the tables that find them grow with every word that was ever seen."""

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tables of a shard.

    Parameters
    ----------
    tables
        By name, each with its schema, empty ones too.
    undated
        Articles of which no day is known.
    failed
        Whether the shard killed its workers and was rejected as a whole.
    """

    tables: dict[str, pa.Table]
    undated: int = 0
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """What another process needs to build the same pipeline: its config and what its components learnt.

    Components that are not in spaCy's registries there (registered in a script, say) can't be built.
    """

    config: str
    data: bytes
    tokens: bool = False
    whole: bool = True

    @classmethod
    def of(cls, nlp: Language, *, tokens: bool = False) -> Recipe:
        """Describe a pipeline; it is whole where no component of somebody else could have more than it writes down."""
        ours = all(nlp.get_pipe_meta(name).factory.startswith("localgov_") for name in nlp.pipe_names)
        return cls(nlp.config.to_str(), nlp.to_bytes(), tokens, ours)

    def build(self) -> Language:
        """Build the pipeline; Kiwi is loaded with its first text."""
        from spacy.util import load_config_from_str, load_model_from_config

        nlp = load_model_from_config(load_config_from_str(self.config))
        return nlp.from_bytes(self.data)


class Tagger:
    r"""Turns shards into tables; see the module.

    Parameters
    ----------
    recipe
        The pipeline, built with the first shard.
    nlp
        The pipeline itself, for one that no recipe can build as it is; it is never renewed.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> from kr_localgov_nlp.archive.shards import Page, Shard
    >>> text = "구로구, 협약 체결\n\n구로구(구청장 문헌일)는 9일 금천구와 청년 일자리를 늘리는 업무협약을 맺었다고 밝혔다."
    >>> shard = Shard("0", pages=(Page("a.txt", text.encode()), Page("b.txt", b"")), inputs=2)
    >>> tagged = Tagger(nlp=klg.load())(shard)
    >>> {name: table.num_rows for name, table in tagged.tables.items()}
    {'articles': 1, 'entities': 5, 'awards': 0, 'quotes': 0, 'rejects': 1}
    """

    def __init__(
        self, recipe: Recipe | None = None, *, nlp: Language | None = None, tokens: bool = False
    ) -> None:
        self.recipe = recipe
        self.nlp = nlp
        self.tokens = recipe.tokens if recipe is not None else tokens
        self.since = 0
        self.renews = nlp is None

    def load(self) -> Language:
        """Build the pipeline and load Kiwi, if that is not done yet.

        Raises
        ------
        InputError
            There is neither a pipeline nor a recipe.
        """
        if self.nlp is None:
            if self.recipe is None:
                raise InputError("a Tagger needs a recipe or a pipeline")
            self.nlp = self.recipe.build()
            self.nlp.make_doc("")
        return self.nlp

    def __call__(self, shard: Shard, tick: Callable[[int, int], None] | None = None) -> Tagged:
        """Tag a shard.

        Parameters
        ----------
        shard
            With its content.
        tick
            Called after every batch with the articles and rejects that came to be.

        Raises
        ------
        ArchiveError
            The rows of ``articles`` and ``rejects`` are not the rows of the shard.
        """
        if self.renews and self.since >= RENEW:
            self.nlp, self.since = None, 0
            gc.collect()  # a pipeline is a circle
        self.since += shard.inputs
        nlp = self.load()
        made = _Tables(self.tokens)
        given = 0
        batch: list[Read] = []
        for item in read_shard(shard):
            given += 1
            if isinstance(item, Reject):
                made.reject(item)
            else:
                batch.append(item)
            if len(batch) >= BATCH:
                _tag(batch, nlp, made)
                batch = []
                if tick is not None:
                    tick(*made.news())
        _tag(batch, nlp, made)
        if tick is not None:
            tick(*made.news())
        return made.finish(shard, given)


def rejected(shard: Shard, reason: str, error: str, *, tokens: bool = False) -> Tagged:
    """Make tables in which every row and page of a shard is a reject, for one that can't be tagged.

    Parameters
    ----------
    shard
        With its content.
    reason, error
        Why.
    tokens
        Whether there is a table of tokens.
    """
    made = _Tables(tokens)
    for i, row in enumerate(shard.rows, shard.start):
        made.reject(Reject(shard.source, row.number, reason, error, None if row.number is None else i))
    for page in shard.pages:
        made.reject(Reject(page.source, None, reason, error))
    found = made.finish(shard, shard.inputs)
    return Tagged(found.tables, 0, failed=True)


def _tag(batch: list[Read], nlp: Language, made: _Tables) -> None:
    # Docs die with the zone, so rows are made inside it.
    with nlp.memory_zone():
        for item, doc in together(
            nlp, batch, lambda one: prepare(nlp, one.article, issuer=_issuer(one, nlp))
        ):
            try:
                if isinstance(doc, Exception):
                    raise doc
                rows = rows_of(
                    doc,
                    item.article,
                    item.source,
                    item.position,
                    row=item.row,
                    key=item.id,
                    tokens=made.tokens,
                )
                made.add(item, rows)
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001  (one article must not cost the others)
                reason = str(error) if isinstance(error, LocalgovError) else told_of(error)
                made.reject(Reject(item.source, item.row, reason, type(error).__name__, item.position))


def _issuer(item: Read, nlp: Language) -> str | None:
    """Give the issuer that the row names, where the tables know it; else the text alone decides."""
    if item.issuer is None:
        return None
    try:
        issuer_entity(nlp, item.issuer, iso_day(item.article.published))
    except InputError:
        return None
    return item.issuer


class _Tables:
    """Gathers the rows of a shard."""

    def __init__(self, tokens: bool) -> None:
        self.tokens = tokens
        self.articles: list[tuple[Read, Rows]] = []
        self.rejects: list[dict[str, Any]] = []
        self.told = (0, 0)

    def add(self, item: Read, rows: Rows) -> None:
        self.articles.append((item, rows))

    def reject(self, reject: Reject) -> None:
        row = {name: getattr(reject, name) for name in TABLES["rejects"].names}
        self.rejects.append(row | {"reason": reject.reason.encode("utf-8", "replace").decode()})

    def news(self) -> tuple[int, int]:
        """Give the articles and rejects since the last call."""
        before, self.told = self.told, (len(self.articles), len(self.rejects))
        return self.told[0] - before[0], self.told[1] - before[1]

    def finish(self, shard: Shard, given: int) -> Tagged:
        try:
            tables = self._tables()
        except (pa.ArrowException, ValueError, TypeError, OverflowError):
            self._sort_out()
            tables = self._tables()
        articles, rejects = tables["articles"].num_rows, tables["rejects"].num_rows
        if articles + rejects != given or given < shard.inputs or (shard.rows and given != shard.inputs):
            raise ArchiveError(
                f"shard {shard.key}: {shard.inputs} inputs gave {given} rows, of which {articles} became "
                f"articles and {rejects} rejects"
            )
        return Tagged(tables, tables["articles"]["published"].null_count)

    def _tables(self) -> dict[str, pa.Table]:
        rows: Rows = {name: [] for name in TABLES if self.tokens or name != "tokens"}
        for _, part in self.articles:
            for name, found in part.items():
                rows[name].extend(found)
        rows["rejects"] = self.rejects
        return {name: pa.Table.from_pylist(part, TABLES[name]) for name, part in rows.items()}

    def _sort_out(self) -> None:
        """Reject the articles whose values have no place in the tables."""
        good = []
        for item, rows in self.articles:
            try:
                for name, part in rows.items():
                    pa.Table.from_pylist(part, TABLES[name])
            except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
                self.reject(
                    Reject(item.source, item.row, told_of(error), type(error).__name__, item.position)
                )
            else:
                good.append((item, rows))
        self.articles = good
