"""The table ``releases``: the articles of an archive, grouped by the release that they print.

Every article is in exactly one release, most of them alone in theirs, so that counting releases counts no reprint
twice. The table is made anew from ``articles`` whenever the archive has grown; article rows stay as they are. What is
the same release is decided in `reprints_pairs`.

Measured on 335,000 articles: 1.3 GB of memory, 2.8 GB of temporary files (bands and shingles) and nine minutes of one
CPU per million.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kr_localgov_nlp.archive.reprints_articles import Articles
from kr_localgov_nlp.archive.reprints_counts import rows_by_release, tell_run
from kr_localgov_nlp.archive.reprints_marks import BANDS, ROWS, SIZE
from kr_localgov_nlp.archive.reprints_pairs import LEAST, UNDATED, Candidates, Checker, Groups, Rule
from kr_localgov_nlp.archive.schema import RELEASES
from kr_localgov_nlp.archive.shards import digest_of
from kr_localgov_nlp.archive.store import Store, locked
from kr_localgov_nlp.archive.write import LOCK
from kr_localgov_nlp.archive.write import RELEASES as FOLDER
from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from numpy.typing import NDArray

    from kr_localgov_nlp.archive.reprints_marks import Numbers

BUILD = f"{FOLDER}/.build.json"
# Releases of a part file.
_PART = 50_000
# Parts of a long article that a further one is compared with.
_KNOWN = 8


def build_releases(
    target: str | PathLike[str], *, rule: Rule | None = None, options: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Group the articles of a run by the release that they print, into the table ``releases``.

    A release keeps its identifier, that of the article it was founded on, as the archive grows; where two turn out to
    be one, the earlier stays.

    Parameters
    ----------
    target
        Folder or address of a run.
    rule
        When two articles print the same release.
    options
        For fsspec.

    Returns
    -------
    dict
        ``articles``, ``releases``, ``reprinted`` (releases of several articles), ``reprints`` (articles beyond the
        first of theirs), ``rows`` (of entities, awards and quotes in the first article of each release), and how it
        was made. It is written into ``run.json``, too.

    Raises
    ------
    InputError
        There are no articles, or a run is writing there.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> import kr_localgov_nlp as klg
    >>> body = (
    ...     "구로구는 9일 금천구와 청년 일자리를 함께 늘리기로 하고 업무협약을 맺었다고 밝혔다. "
    ...     "두 구는 산업단지 기업 120곳이 사람을 뽑을 때 면접비를 나누어 대고 해마다 박람회를 연다."
    ... )
    >>> rows = [("구로구, 협약 체결", "가람일보"), ("청년 일자리 늘린다", "나루신문")]
    >>> frame = pd.DataFrame([{"title": t, "outlet": o, "text": body, "published": "2024-08-09"} for t, o in rows])
    >>> folder = tempfile.mkdtemp()
    >>> _ = klg.tag_archive(frame, folder)
    >>> made = build_releases(folder)
    >>> made["articles"], made["releases"]
    (2, 1)
    """
    store = Store(target, options)
    if not store.sizes("articles"):
        raise InputError(f"{store.folder} holds no articles of a run")
    with locked(store, LOCK):
        counts = group(store, rule)
        tell_run(store, counts)
        return counts


def group(store: Store, rule: Rule | None = None) -> dict[str, Any]:
    """Do the same where the folder is locked already and ``run.json`` is yet to be written."""
    return {**_rebuilt(store, rule), "rows": rows_by_release(store)}


def _rebuilt(store: Store, rule: Rule | None) -> dict[str, Any]:
    """Make the table, or leave one as it is that fits its articles."""
    rule = rule or Rule()
    plan = {
        "articles_key": articles_key(store),
        "rule": asdict(rule),
        "shingles": SIZE,
        "bands": [BANDS, ROWS],
        "versions": {name: version(name) for name in ("kr-localgov-nlp", "rensa")},
    }
    before = read_build(store)
    if before and all(before.get(name) == value for name, value in plan.items()):
        return before
    founders = _founders(store)
    with tempfile.TemporaryDirectory(prefix="kr-localgov-") as folder:
        articles = Articles(store, Path(folder))
        roots = _cluster(articles, rule)
    made, parts = _table(articles, roots, founders)
    store.remove(BUILD)
    for name in store.sizes(FOLDER):
        store.remove(f"{FOLDER}/{name}")
    for number, part in enumerate(parts):
        store.write({f"{FOLDER}/{number:05}.parquet": part})
    build = {**made, **plan}
    store.write({BUILD: (json.dumps(build, ensure_ascii=False, indent=2) + "\n").encode()})
    return build


def articles_key(store: Store) -> str:
    """Tell the state of the table ``articles`` in a short text: it changes when a file of it does."""
    files = sorted((n, size) for n, size in store.sizes("articles").items() if n.endswith(".parquet"))
    return digest_of(json.dumps(files).encode())


def read_build(store: Store) -> dict[str, Any]:
    """Read how the table ``releases`` was made; empty where there is none, or it is not whole."""
    if BUILD.rpartition("/")[2] not in store.sizes(FOLDER):
        return {}
    try:
        found = json.loads(store.read(BUILD))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _founders(store: Store) -> NDArray[np.bytes_]:
    """Give the identifiers of the releases that are there."""
    found = [b""]
    for name in sorted(store.sizes(FOLDER)):
        if name.endswith(".parquet"):
            table = pq.read_table(pa.BufferReader(store.read(f"{FOLDER}/{name}")), columns=["release_id"])
            found += [str(value).encode() for value in table["release_id"].to_pylist()]
    return np.array(found, dtype=bytes)


def _cluster(articles: Articles, rule: Rule) -> Numbers:
    """Give for each article the first one of its group."""
    candidates = Candidates(articles.days, rule.days)
    long = np.flatnonzero(articles.lengths >= LEAST)
    if len(long) > 1:
        for band in range(BANDS):
            candidates.add(articles.keys(band)[long], long)
    ones, others = candidates.near()
    wanted = np.zeros(articles.count, bool)
    wanted[ones] = wanted[others] = True
    far = candidates.far(wanted)
    wanted[far[1]] = True
    articles.keep_shingles(wanted)
    checker = Checker(rule, articles.shingles_of, far, articles.days, articles.outlets)
    return _join(checker, Groups(articles.count), ones.tolist(), others.tolist())


def _join(checker: Checker, groups: Groups, ones: list[int], others: list[int]) -> Numbers:
    """Join first the articles of about one size, then the short ones to the long ones that they are part of."""
    parts: list[tuple[int, int, int]] = []
    for one, other in zip(ones, others, strict=True):
        if not groups.together(one, other) and checker.same(one, other):
            part = checker.part(one, other)
            if part is None:
                groups.join(one, other)
            else:
                parts.append(part)
    within: dict[int, list[int]] = {}  # by the first article of a group the short ones that were joined to it
    for _, small, large in sorted(parts, key=lambda part: (-part[0], part[1:])):
        if groups.together(small, large):
            continue
        there = within.get(groups.root(large), [])
        if not there or any(checker.akin(small, known) for known in there):
            joined = [*there, *within.get(groups.root(small), []), small]
            groups.join(small, large)
            within[groups.root(small)] = joined[:_KNOWN]
    return groups.roots()


def _table(
    articles: Articles, roots: Numbers, founders: NDArray[np.bytes_]
) -> tuple[dict[str, int], Iterator[bytes]]:
    """Count, and make the rows of the table, in the order of the first day and article."""
    by_group = np.argsort(roots, kind="stable")
    begins = np.flatnonzero(np.r_[True, np.diff(roots[by_group]) != 0]) if articles.count else np.array([0])
    ends = np.append(begins[1:], articles.count)
    sizes = ends - begins
    counts = {
        "articles": articles.count,
        "releases": len(begins) if articles.count else 0,
        "reprinted": int((sizes > 1).sum()),
        "reprints": articles.count - (len(begins) if articles.count else 0),
    }
    old = np.isin(articles.ids, founders)

    def row(begin: int, end: int) -> dict[str, Any]:
        members = by_group[begin:end]
        known = members[old[members]]
        days = articles.days[members]
        days = days[days < UNDATED]
        outlets = dict.fromkeys(n for n in articles.outlets[members].tolist() if n >= 0)
        return {
            "release_id": articles.ids[known[0] if len(known) else members[0]].decode(),
            "first_seen": int(days[0]) if len(days) else None,
            "last_seen": int(days[-1]) if len(days) else None,
            "first_article": articles.ids[members[0]].decode(),
            "articles": len(members),
            "outlets": [articles.names[n] for n in outlets],
            "members": [article.decode() for article in articles.ids[members]],
        }

    def parts() -> Iterator[bytes]:
        for at in range(0, counts["releases"], _PART) if counts["releases"] else (0,):
            stop = min(at + _PART, counts["releases"])
            rows = [row(begins[i], ends[i]) for i in range(at, stop)]
            columns = [
                pa.array([r[field.name] for r in rows], pa.int32()).cast(pa.date32())
                if field.type == pa.date32()
                else pa.array([r[field.name] for r in rows], field.type)
                for field in RELEASES
            ]
            sink = pa.BufferOutputStream()
            pq.write_table(pa.table(columns, schema=RELEASES), sink, compression="zstd")
            yield sink.getvalue().to_pybytes()

    return counts, parts()
