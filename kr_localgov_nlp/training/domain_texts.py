"""The texts that a domain classifier learns from: the written corpus, real releases, files of your own, unlabelled ones."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.domains.features import features
from kr_localgov_nlp.errors import InputError, LocalgovError, TableError
from kr_localgov_nlp.evaluation.datasets import corpus_folder
from kr_localgov_nlp.evaluation.real import texts as real_texts
from kr_localgov_nlp.pipeline import prepare
from kr_localgov_nlp.training.closed import other_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from os import PathLike

    from spacy.language import Language
    from spacy.tokens import Doc

    from kr_localgov_nlp.training.schema import LabelledText

#: Characters of an unlabelled text that are read: title and lead, which tell the subject.
LEAD = 1_100
#: Unlabelled texts of one issuer, at most.
OF_ONE = 520
# The analysis of so many texts is told at a time.
_TELL = 500
#: What a real release of a local government counts: the library is made for these.
LOCAL = 2.0
# Components behind the entities, which features do not read.
_UNREAD = (
    "localgov_issuer",
    "localgov_head_records",
    "localgov_award_records",
    "localgov_quotes",
    "localgov_domains",
)
_THREADS, _AHEAD = 4, 16
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class DomainText:
    """One text as the classifier reads it.

    Parameters
    ----------
    id
        Its name.
    words
        Its features.
    domains
        Its domains, the main one first; empty for an unlabelled text or one that has none.
    group
        Who issued it: texts of one group are never on both sides of a held-out part.
    source
        ``corpus``, ``real``, ``own`` or ``background``.
    digest
        Of its characters, blanks apart, so that it is known again.
    weight
        How much it counts.
    """

    id: str
    words: list[str]
    domains: tuple[str, ...]
    group: str
    source: str
    digest: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Raw:
    id: str
    text: str
    published: str | None
    domains: tuple[str, ...]
    group: str
    source: str
    weight: float = 1.0


def written(nlp: Language, tell: Callable[[str], None] = lambda _: None) -> list[DomainText]:
    """Read the releases of the written corpus; rewrites and pages of them are left out.

    Parameters
    ----------
    nlp
        A pipeline; it needs no domain classifier.
    tell
        Called with a line for people now and then.
    """
    rows = map(json.loads, (corpus_folder() / "releases.jsonl").read_text(encoding="utf-8").splitlines())
    raw = [
        _Raw(r["id"], r["text"], r["published"], tuple(r["domains"]), ";".join(r["issuer"]), "corpus")
        for r in rows
        if r["kind"] == "release"
    ]
    return _read(nlp, raw, tell)


def real(
    nlp: Language,
    folder: str | PathLike[str],
    part: str = "train",
    tell: Callable[[str], None] = lambda _: None,
) -> list[DomainText]:
    """Read the real releases with domains whose texts are in a folder.

    Parameters
    ----------
    nlp
        A pipeline.
    folder
        With ``local_releases.jsonl.gz`` and ``ministry_releases/``.
    part
        ``train``, ``scored`` (issuers that are never trained on), or ``scored-local``, ``scored-ministry`` for one kind.
    tell
        Called with a line for people now and then.

    Raises
    ------
    InputError
        Texts are not there.
    """
    every = domain_labels()
    labels = [r for r in every if r["part"] == part.partition("-")[0]]
    if part == "train":
        closed = closed_issuers(every)
        labels = [r for r in labels if r["issuer"] not in closed]
    if "-" in part:
        labels = [r for r in labels if r["source"].startswith(part.partition("-")[2])]
    found = real_texts(folder, [r["sha256"] for r in labels])
    lacking = [r["id"] for r in labels if r["sha256"] not in found]
    if lacking:
        raise InputError(f"{len(lacking)} of the {len(labels)} texts with domains are not under {folder}")
    counts = [LOCAL if r["source"].startswith("local") else 1.0 for r in labels]
    raw = [
        _Raw(r["id"], found[r["sha256"]], r["published"], tuple(r["domains"]), r["issuer"], "real", count)
        for r, count in zip(labels, counts, strict=True)
    ]
    return _read(nlp, raw, tell)


def domain_labels() -> list[dict[str, Any]]:
    """Read ``corpus/real/domains.jsonl``: hash, issuer, part and domains of real releases.

    Raises
    ------
    TableError
        A line is no such record; names file, line and reason.
    """
    path = corpus_folder() / "real" / "domains.jsonl"
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            row["sha256"], row["part"], row["issuer"], row["source"], row["domains"][0]
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise TableError(path.name, number, f"no domain label: {error!r}") from None
        rows.append(row)
    return rows


def closed_issuers(labels: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """List the issuers of the rows that only measure, under all their names.

    Parameters
    ----------
    labels
        Of `domain_labels`.
    """
    return other_names(row["issuer"] for row in labels if row["part"] == "scored")


def own(
    nlp: Language, labelled: Iterable[LabelledText], tell: Callable[[str], None] = lambda _: None
) -> list[DomainText]:
    """Read labelled texts of your own; those whose domains nobody labelled are left out.

    Parameters
    ----------
    nlp
        A pipeline.
    labelled
        As `kr_localgov_nlp.training.formats.read` gives them. Texts without an issuer are a group of their own each.
    tell
        Called with a line for people now and then.
    """
    raw = [
        _Raw(one.id, one.text, one.published, tuple(one.domains), ";".join(one.issuer or ()) or one.id, "own")
        for one in labelled
        if one.domains is not None
    ]
    return _read(nlp, raw, tell)


def background(
    nlp: Language, folder: str | PathLike[str], count: int, tell: Callable[[str], None] = lambda _: None
) -> list[DomainText]:
    """Read the leads of unlabelled releases and petitions, of issuers that are not scored; at most `OF_ONE` of an issuer.

    Parameters
    ----------
    nlp
        A pipeline.
    folder
        As for `real`; ``petitions.parquet`` where it is there.
    count
        How many, drawn by the hash of their text.
    tell
        Called with a line for people now and then.
    """
    labels = domain_labels()
    closed = closed_issuers(labels)
    known = {r["sha256"] for r in labels}
    drawn = sorted(
        (hashlib.sha256(t.encode("utf-8", "surrogatepass")).hexdigest(), issuer, t)
        for issuer, t in _all(Path(folder))
    )
    taken: dict[str, int] = {}
    raw: list[_Raw] = []
    for digest, issuer, text in drawn:
        if len(raw) >= count:
            break
        if issuer in closed or digest in known or taken.get(issuer, 0) >= OF_ONE:
            continue
        taken[issuer] = taken.get(issuer, 0) + 1
        raw.append(_Raw(digest[:16], text[:LEAD], None, (), issuer, "background"))
    return _read(nlp, raw, tell)


def fingerprint(texts: Sequence[DomainText]) -> str:
    """SHA-256 over names, words and domains: changed training data cannot pass for the same."""
    digest = hashlib.sha256()
    for text in sorted(texts, key=lambda one: (one.source, one.id)):
        digest.update(
            json.dumps([text.source, text.id, text.words, text.domains], ensure_ascii=False).encode(
                "utf-8", "surrogatepass"
            )
        )
    return digest.hexdigest()


def _all(folder: Path) -> Iterator[tuple[str, str]]:
    import pyarrow.parquet as pq

    with gzip.open(folder / "local_releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["issuer"], f"{row['title']}\n\n{row['text']}"
    for file in sorted((folder / "ministry_releases").glob("*.parquet")):
        table = pq.read_table(file, columns=["ministry", "title", "body"]).to_pydict()
        for issuer, title, body in zip(table["ministry"], table["title"], table["body"], strict=True):
            yield issuer, f"{title}\n\n{body}"
    petitions = folder / "petitions.parquet"
    if petitions.is_file():
        table = pq.read_table(petitions, columns=["category", "title", "content"]).to_pydict()
        for category, title, body in zip(table["category"], table["title"], table["content"], strict=True):
            yield f"petitions: {category}", f"{title}\n\n{body}"


def digest(text: str) -> str:
    r"""Tell a text from others, whatever its blanks.

    Examples
    --------
    >>> digest("나주시가 연다.") == digest("나주시가\n연다. ")
    True
    """
    bare = "".join(text.split()).encode("utf-8", "surrogatepass")
    return hashlib.sha256(bare).hexdigest()[:_DIGEST]


def _read(nlp: Language, raw: Sequence[_Raw], tell: Callable[[str], None]) -> list[DomainText]:
    found = []
    with nlp.select_pipes(disable=[name for name in _UNREAD if name in nlp.pipe_names]):
        for number, (one, ahead) in enumerate(_ahead(nlp, raw), 1):
            try:
                words = features(nlp(ahead.result()))
            except LocalgovError as error:
                tell(f"{one.id}: left out, {error}")
                continue
            known = digest(one.text)
            found.append(DomainText(one.id, words, one.domains, one.group, one.source, known, one.weight))
            if number % _TELL == 0 or number == len(raw):
                tell(f"{one.source}: {number:,} of {len(raw):,} texts read")
    return found


def _ahead(nlp: Language, raw: Iterable[_Raw]) -> Iterator[tuple[_Raw, Future[Doc]]]:
    """Tokenise some texts ahead in threads: Kiwi, which takes most of the time, leaves the interpreter free."""
    threads = min(_THREADS, os.cpu_count() or 1)
    waiting: deque[tuple[_Raw, Future[Doc]]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for one in raw:
            waiting.append((one, pool.submit(prepare, nlp, one.text, published=one.published)))
            if len(waiting) > _AHEAD * threads:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
