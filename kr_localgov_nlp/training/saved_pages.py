"""The saved pages of the corpus: how many there are, and whether the labelled articles are what their pages hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

MIN_PAGES = 60
#: At least this share of the pages holds several articles.
MIN_SEVERAL = 1 / 3
_GOLD = ".gold.json"


def read_gold(folder: str | PathLike[str]) -> dict[str, list[dict[str, Any]]]:
    """Read the articles of every saved page.

    Parameters
    ----------
    folder
        The corpus folder, which holds ``pages/``; without it there are no pages.

    Returns
    -------
    dict
        The articles in page order, by the name of the page's file.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for gold in sorted((Path(folder) / "pages").glob(f"*{_GOLD}")):
        stem = gold.name.removesuffix(_GOLD)
        pages = [path for path in gold.parent.glob(f"{stem}.*") if path != gold]
        found[pages[0].name if pages else stem] = json.loads(gold.read_text(encoding="utf-8"))
    return found


def article_text(article: Mapping[str, Any]) -> str:
    r"""Write title, subtitles and body as the one text that is labelled.

    Examples
    --------
    >>> article_text({"title": "도서관 개관", "subtitles": ["세 곳"], "body": "문을 열었다.\n\n책은 많다."})
    '도서관 개관\n\n세 곳\n\n문을 열었다.\n\n책은 많다.'
    """
    return "\n\n".join(part for part in (article["title"], *article["subtitles"], article["body"]) if part)


def page_counts(gold: Mapping[str, Sequence[Mapping[str, Any]]], records: Iterable[Mapping[str, Any]]) -> str:
    """Tell in one line how many pages, pages with several articles, articles and labelled articles there are.

    Examples
    --------
    >>> page_counts({"a.txt": [{}, {}], "b.txt": []}, [{"kind": "page"}, {"kind": "release"}])
    'pages 2, with several articles 1, articles 2, labelled 1'
    """
    several = sum(1 for articles in gold.values() if len(articles) > 1)
    labelled = sum(1 for r in records if r["kind"] == "page")
    return (
        f"pages {len(gold)}, with several articles {several}, articles {sum(map(len, gold.values()))}, "
        f"labelled {labelled}"
    )


def page_problems(
    gold: Mapping[str, Sequence[Mapping[str, Any]]], records: Iterable[Mapping[str, Any]]
) -> list[str]:
    """List what is wrong: too few pages or several-article ones, labelled articles that no page holds.

    Parameters
    ----------
    gold
        Of `read_gold`.
    records
        Of `kr_localgov_nlp.training.corpus.build`; only those of kind ``page`` are looked at.

    Returns
    -------
    list of str

    Examples
    --------
    >>> row = {"id": "pg-1", "kind": "page", "text": "개관", "meta": {"page": "a.txt", "article": 2}}
    >>> page_problems({"a.txt": [{"title": "개관", "subtitles": [], "body": "열었다."}]}, [row])[-1]
    'pg-1: a.txt has no article 2'
    """
    problems: list[str] = []
    several = sum(1 for articles in gold.values() if len(articles) > 1)
    if len(gold) < MIN_PAGES:
        problems.append(f"{len(gold)} saved pages, at least {MIN_PAGES} are wanted")
    if several < MIN_SEVERAL * len(gold):
        problems.append(f"{several} of {len(gold)} pages hold several articles, a third is wanted")
    seen: dict[tuple[str, int], str] = {}
    for r in records:
        if r["kind"] != "page":
            continue
        place = (r["meta"]["page"], r["meta"]["article"])
        articles = gold.get(place[0], ())
        if place in seen:
            problems.append(f"{r['id']}: {place[0]} {place[1]} is labelled in {seen[place]}, too")
        elif place[1] > len(articles):
            problems.append(f"{r['id']}: {place[0]} has no article {place[1]}")
        elif "".join(r["text"].split()) != "".join(article_text(articles[place[1] - 1]).split()):
            problems.append(f"{r['id']}: not the text of article {place[1]} of {place[0]}")
        seen.setdefault(place, r["id"])
    return problems
