"""A finished run to be asked: its tables as DataFrames, and as views of a DuckDB connection."""

from __future__ import annotations

import json
import logging
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.dataset as ds

from kr_localgov_nlp.archive.opened_views import VIEWS
from kr_localgov_nlp.archive.reprints import articles_key, read_build
from kr_localgov_nlp.archive.schema import RELEASES, TABLES
from kr_localgov_nlp.archive.sources import filesystem
from kr_localgov_nlp.archive.store import Store
from kr_localgov_nlp.archive.write import RUN
from kr_localgov_nlp.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from types import TracebackType

    import pandas as pd
    from duckdb import DuckDBPyConnection

_log = logging.getLogger("kr_localgov_nlp.archive")

_SCHEMAS = {**TABLES, "releases": RELEASES}


def open_run(target: str | PathLike[str], *, options: Mapping[str, Any] | None = None) -> OpenedRun:
    r"""Open the folder of a run to look at it; nothing is read before it is asked for.

    Parameters
    ----------
    target
        Folder or address of a run.
    options
        For fsspec.

    Returns
    -------
    OpenedRun
        Its tables and views.

    Raises
    ------
    InputError
        No run wrote there.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> import kr_localgov_nlp as klg
    >>> text = "구로구, 일자리 대상 수상\n\n구로구는 ‘2023년 전국 지방자치단체 일자리 대상’에서 우수상을 받았다고 9일 밝혔다."
    >>> folder = tempfile.mkdtemp()
    >>> _ = klg.tag_archive(pd.DataFrame({"text": [text], "date": ["2024-08-09"]}), folder)
    >>> run = klg.open_run(folder)
    >>> run.awards[["recipient", "year", "prize"]].values.tolist()
    [['서울특별시 구로구', 2023, '우수상']]
    >>> run.view("awards_by_government")[["name", "year", "awards"]].values.tolist()
    [['서울특별시 구로구', 2023, 1]]
    """
    return OpenedRun(Store(target, options))


class OpenedRun:
    """The tables of a run; what `open_run` gives.

    ``run.articles``, ``run.entities``, ``run.awards``, ``run.quotes``, ``run.rejects``, ``run.releases`` and, where
    they were asked for, ``run.tokens`` are DataFrames, read at the first use and kept. ``run.db`` is a DuckDB connection
    in which the same tables and the views of ``run.views`` stand; it reads the files as it needs them, so that an
    archive may be larger than memory.

    Parameters
    ----------
    store
        Where the run is.
    """

    articles: pd.DataFrame
    entities: pd.DataFrame
    awards: pd.DataFrame
    quotes: pd.DataFrame
    rejects: pd.DataFrame
    releases: pd.DataFrame
    tokens: pd.DataFrame

    def __init__(self, store: Store) -> None:
        self.store = store
        there = store.sizes()
        if "articles" not in there:
            raise InputError(f"no run wrote {store.folder}: it has no table of articles")
        self.tables = tuple(name for name in _SCHEMAS if name in there)
        self.summary: dict[str, Any] = json.loads(store.read(RUN)) if RUN in there else {}
        if not self.summary:
            _log.warning("%s: the run has not ended; its tables are not whole", store.folder)
        build = read_build(store)
        self.fresh = bool(build) and build["articles_key"] == articles_key(store)
        if not self.fresh:
            _log.warning(
                "%s: the table of releases %s; kr-localgov releases makes it",
                store.folder,
                "is older than the articles" if build else "is not there, every article counts as a release",
            )
        self.views = {name: view.holds for name, view in VIEWS.items()}

    def __repr__(self) -> str:
        return f"<OpenedRun {self.store.folder}: {', '.join(self.tables)}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in _SCHEMAS:
            raise AttributeError(f"a run has no {name!r}")
        if name not in self.tables:
            raise AttributeError(f"the run has no table {name!r}; it has {', '.join(self.tables)}")
        frame = self.table(name)
        self.__dict__[name] = frame
        return frame

    def close(self) -> None:
        """Close the DuckDB connection, if it was used."""
        if "db" in self.__dict__:
            self.__dict__.pop("db").close()

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Read a table, or some columns of it.

        Parameters
        ----------
        name
            One of ``tables``.
        columns
            All where None.

        Raises
        ------
        InputError
            There is no such table or column.
        """
        schema = self._schema(name)
        if columns and (wrong := [column for column in columns if column not in schema.names]):
            raise InputError(f"the table {name} has no column {wrong[0]!r}; it has {', '.join(schema.names)}")
        files = self._files(name)
        if not files:
            table = schema.empty_table().select(list(columns or schema.names))
        else:
            fs = filesystem(self.store.folder, self.store.options)[0] if self.store.remote else None
            source = ds.dataset(files, schema=schema, format="parquet", filesystem=fs)
            table = source.to_table(columns=list(columns) if columns else None)
        frame: pd.DataFrame = table.to_pandas(date_as_object=False)
        return frame

    def view(self, name: str) -> pd.DataFrame:
        """Give a view of ``views`` as a DataFrame.

        Raises
        ------
        InputError
            There is none of that name.
        MissingExtraError
            DuckDB is not installed.
        """
        if name not in VIEWS:
            raise InputError(f"no view {name!r}; there are {', '.join(VIEWS)}")
        return self.sql(f"select * from {name} order by {VIEWS[name].order}")  # noqa: S608  (names of ours)

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Ask the tables and views in SQL.

        Parameters
        ----------
        query
            For DuckDB.
        parameters
            For ``?`` or ``$name`` in the query.

        Examples
        --------
        >>> import tempfile
        >>> import pandas as pd
        >>> import kr_localgov_nlp as klg
        >>> folder = tempfile.mkdtemp()
        >>> _ = klg.tag_archive(pd.DataFrame({"text": ["구로구는 9일 청년센터를 열었다고 밝혔다."]}), folder)
        >>> klg.open_run(folder).sql("select label, text from entities where label = ?", ["DISTRICT"]).values.tolist()
        [['DISTRICT', '구로구']]
        """
        found: pd.DataFrame = self.db.execute(query, parameters).df()
        return found

    @cached_property
    def db(self) -> DuckDBPyConnection:
        """The DuckDB connection with the tables and views, in memory."""
        try:
            import duckdb
        except ImportError:
            raise MissingExtraError("views and SQL", "report") from None
        connection = duckdb.connect()
        connection.execute("set python_enable_replacements = false")  # a variable of the caller's is no table
        if self.store.remote:
            connection.register_filesystem(filesystem(self.store.folder, self.store.options)[0])
        for name in _SCHEMAS:
            if name in self.tables:
                self._create(connection, name)
        self._join(connection)
        for name, view in VIEWS.items():
            connection.execute(f"create view {name} as {view.query}")
        return connection

    def _create(self, connection: DuckDBPyConnection, name: str) -> None:
        if files := self._files(name):
            listed = ", ".join("'" + _escaped(file) + "'" for file in files)
            query = f"select * from read_parquet([{listed}], hive_partitioning = false)"  # noqa: S608
        else:
            connection.register(f"localgov_{name}", self._schema(name).empty_table())
            query = f"select * from localgov_{name}"  # noqa: S608
        connection.execute(f"create view {name} as {query}")

    def _join(self, connection: DuckDBPyConnection) -> None:
        """Make what the views rest on: the release and the issuers of each article, names of governments, domains."""
        from kr_localgov_nlp.gazetteer import load_gazetteer
        from kr_localgov_nlp.gazetteer.domains import shipped_domains

        rows = sorted(load_gazetteer().governments, key=lambda row: row.valid_from)
        names = {row.code: row.name for row in rows}
        governments = pa.table({"government": list(names), "name": list(names.values())})
        connection.register("localgov_governments", governments)
        domains = shipped_domains()
        korean = pa.table({"domain": [d.name for d in domains], "korean": [d.korean for d in domains]})
        connection.register("localgov_domains", korean)
        if "releases" in self.tables:
            connection.execute("alter view releases rename to grouped_releases")
            known = "select unnest(members) as article_id, release_id from grouped_releases"
            grouped = "select * from grouped_releases union all by name"
        else:
            known = "select null::varchar as article_id, null::varchar as release_id where false"
            grouped = ""
        connection.execute(
            f"""create view article_releases as
            select article_id, coalesce(release_id, article_id) as release_id
            from articles left join ({known}) using (article_id)"""  # noqa: S608
        )
        # Articles that came after the table was made stand for themselves.
        connection.execute(
            f"""create view releases as {grouped}
            select article_id as release_id, published as first_seen, published as last_seen,
                article_id as first_article, 1::integer as articles,
                case when outlet is null then [] else [outlet] end as outlets, [article_id] as members
            from articles anti join ({known}) using (article_id)"""  # noqa: S608
        )
        connection.execute(
            "create view article_issuers as select article_id, unnest(issuer_codes) as government from articles"
        )

    def _schema(self, name: str) -> pa.Schema:
        if name not in self.tables:
            raise InputError(f"the run has no table {name!r}; it has {', '.join(self.tables)}")
        return _SCHEMAS[name]

    def _files(self, name: str) -> list[str]:
        found = sorted(file for file in self.store.sizes(name) if file.endswith(".parquet"))
        return [f"{self.store.folder}/{name}/{file}" for file in found if not file.startswith(".")]


def _escaped(path: str) -> str:
    """Write a path for DuckDB, to which ``[``, ``*`` and ``?`` are patterns."""
    return "".join(f"[{char}]" if char in "[*?" else char for char in path).replace("'", "''")
