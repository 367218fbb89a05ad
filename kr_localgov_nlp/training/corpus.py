"""The written corpus: built from its marked sources into one JSONL file, checked, split and fingerprinted.

python -m kr_localgov_nlp.training.corpus build corpus     # writes corpus/releases.jsonl
python -m kr_localgov_nlp.training.corpus check corpus     # form, links, overlap, saved pages; names file and reason
python -m kr_localgov_nlp.training.corpus counts corpus    # by domain, genre, year, label, government
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import TableError
from kr_localgov_nlp.gazetteer import load_gazetteer
from kr_localgov_nlp.training.markup import LINKED, Marked, read_marked
from kr_localgov_nlp.training.saved_pages import page_counts, page_problems, read_gold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike

    from kr_localgov_nlp.gazetteer import Gazetteer

SHINGLE = 5
MAX_OVERLAP = 0.2
# Share of issuers whose texts are never trained on, and the last stretch of time that is kept apart as well.
TEST_SHARE = 0.2
TEST_FROM = "2026-07-01"


def sources(folder: str | PathLike[str]) -> Iterator[tuple[Path, Marked]]:
    """Read the marked sources of a corpus folder, in the order of their names.

    Parameters
    ----------
    folder
        The folder that holds ``releases/``.

    Yields
    ------
    Path, Marked

    Raises
    ------
    TableError
        A source breaks the mark-up; names file, line and reason.
    """
    for path in sorted((Path(folder) / "releases").glob("*.txt")):
        yield path, read_marked(path)


def record(marked: Marked, gazetteer: Gazetteer, name: str = "text") -> dict[str, Any]:
    """Turn a marked text into a line of ``releases.jsonl``.

    Parameters
    ----------
    marked
        A text of `read_marked`.
    gazetteer
        Where names of governments and agencies are looked up as of the text's day.
    name
        For messages: the file.

    Returns
    -------
    dict
        ``id, kind, rewrite_of, text, published, issuer`` (codes), ``genre, entities`` (``[start, end, label]``),
        ``links`` (``[start, end, code or agency]``, "" where the text leaves it open), ``records`` (awards and
        quotes), ``domains``; of a saved page's article also ``meta`` (``page``, the file, and ``article``, its
        place there).

    Raises
    ------
    TableError
        A link or issuer that is in force under no such name on that day.
    """
    day = marked.head["published"]

    def code(full: str) -> str:
        rows = [r for r in gazetteer.governments.at(full, day) if r.name == full]
        if len(rows) != 1:
            raise TableError(name, 0, f"{full!r} is no government on {day}")
        return rows[0].code

    links = []
    for start, end, label, link in marked.entities:
        if label not in LINKED:
            continue
        if link == "unresolved":
            target = ""
        elif label == "MINISTRY":
            if not any(a.name == link for a in gazetteer.ministries.at(link, day)):
                raise TableError(name, 0, f"{link!r} is no agency on {day}")
            target = link
        else:
            target = code(link)
        links.append([start, end, target])
    issuers = [one.strip() for one in marked.head["issuer"].split(";") if one.strip()]
    row: dict[str, Any] = {
        "id": marked.head["id"],
        "kind": marked.head["kind"],
        "rewrite_of": marked.head.get("rewrite_of"),
        "text": marked.text,
        "published": day,
        "issuer": [code(one) for one in issuers],
        "genre": marked.head["genre"],
        "entities": [[start, end, label] for start, end, label, _ in marked.entities],
        "links": links,
        "records": {"awards": marked.awards, "quotes": marked.quotes},
        "domains": marked.head["domains"].split(),
    }
    if "page" in marked.head:
        file, place = marked.head["page"].split()
        row["meta"] = {"page": file, "article": int(place)}
    return row


def build(folder: str | PathLike[str]) -> list[dict[str, Any]]:
    """Build all records of a corpus folder.

    Parameters
    ----------
    folder
        The folder that holds ``releases/``.

    Returns
    -------
    list of dict
        See `record`; in the order of their ids.

    Raises
    ------
    TableError
        The first source that is wrong.
    """
    gazetteer = load_gazetteer()
    return [record(marked, gazetteer, path.name) for path, marked in sources(folder)]


def to_jsonl(records: Iterable[Mapping[str, Any]]) -> str:
    """One JSON object a line, keys in a fixed order, Hangul as it is."""
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def overlap(texts: Mapping[str, str], limit: float = MAX_OVERLAP) -> list[tuple[str, str, float]]:
    """List pairs of texts that share too many five-character shingles.

    Parameters
    ----------
    texts
        Text by id; white space does not count.
    limit
        Jaccard similarity from which a pair is listed.

    Returns
    -------
    list of (str, str, float)

    Examples
    --------
    >>> overlap({"a": "구로구가 취업박람회를 연다", "b": "구로구가 취업박람회를 열었다", "c": "나주시 배 축제"}, 0.3)
    [('a', 'b', 0.545)]
    """
    shingles = {}
    for key, text in texts.items():
        flat = "".join(text.split())
        shingles[key] = {flat[i : i + SHINGLE] for i in range(len(flat) - SHINGLE + 1)}
    found = []
    for a, b in combinations(shingles, 2):
        both = len(shingles[a] & shingles[b])
        either = len(shingles[a]) + len(shingles[b]) - both
        if either and both / either >= limit:
            found.append((a, b, round(both / either, 3)))
    return found


def split_of(issuers: Sequence[str], published: str) -> str:
    """Tell which split a text belongs to: by its issuer's hash and its day, never at random.

    Parameters
    ----------
    issuers
        Stable entity ids of the issuing governments; a text without any is judged by its day alone.
    published
        ISO date.

    Returns
    -------
    str
        ``"test"`` where one of the issuers falls into the test share or the day is past `TEST_FROM`, else ``"train"``.

    Examples
    --------
    >>> split_of(["1153000000"], "2026-08-01")
    'test'
    """
    if published >= TEST_FROM:
        return "test"
    shares = (int(hashlib.sha256(i.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF for i in issuers)
    low = min(shares, default=1.0)
    return "test" if low < TEST_SHARE else "train"


def fingerprint(records: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over texts and labels: a changed corpus cannot pass for a changed model."""
    return hashlib.sha256(to_jsonl(records).encode()).hexdigest()


def counts(records: Sequence[Mapping[str, Any]]) -> dict[str, Counter[str]]:
    """Count what the corpus holds.

    Parameters
    ----------
    records
        Of `build`.

    Returns
    -------
    dict of Counter
        ``kind, primary, domain, genre, year, label, government`` (releases only, but for ``kind``).
    """
    out: dict[str, Counter[str]] = {
        k: Counter() for k in ("kind", "primary", "domain", "genre", "year", "label", "government")
    }
    for r in records:
        out["kind"][r["kind"]] += 1
        if r["kind"] != "release":
            continue
        out["primary"][r["domains"][0]] += 1
        out["domain"].update(r["domains"])
        out["genre"][r["genre"]] += 1
        out["year"][r["published"][:4]] += 1
        out["label"].update(label for _, _, label in r["entities"])
        out["government"].update(r["issuer"])
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, check or count, as the module's first lines say."""
    command, folder = (arguments or sys.argv[1:])[:2]
    gold = read_gold(folder)
    try:
        records = build(folder)
    except TableError as error:
        print(error, file=sys.stderr)
        return 1
    if command == "build":
        (Path(folder) / "releases.jsonl").write_text(to_jsonl(records), encoding="utf-8")
    elif command == "check":
        pairs = overlap({r["id"]: r["text"] for r in records if r["kind"] == "release"})
        for a, b, share in pairs:
            print(f"{a} and {b} share {share} of their shingles", file=sys.stderr)
        problems = page_problems(gold, records)
        for problem in problems:
            print(problem, file=sys.stderr)
        if pairs or problems:
            return 1
    for name, counter in counts(records).items():
        if name == "government":
            print(f"governments: {len(counter)}")
        else:
            print(f"{name}: " + ", ".join(f"{k} {n}" for k, n in sorted(counter.items())))
    print(page_counts(gold, records))
    print(f"fingerprint: {fingerprint(records)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
