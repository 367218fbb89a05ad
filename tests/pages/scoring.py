"""Score the page reader on pages with gold: exact fields, body by words, clutter."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kr_localgov_nlp.pages import Article, read_page

FIELDS = ("title", "subtitles", "published", "updated", "outlet", "reporter", "captions", "url")


@dataclass
class Scores:
    """Counts over a set of pages."""

    pages: int = 0
    gold: int = 0
    found: int = 0
    extra: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    shared: int = 0
    gold_size: int = 0
    own_size: int = 0
    clutter: int = 0
    paragraphs: int = 0
    misses: list[str] = field(default_factory=list)

    def rate(self, name: str) -> float:
        return self.hits[name] / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        return self.shared / self.own_size if self.own_size else 1.0

    @property
    def recall(self) -> float:
        return self.shared / self.gold_size if self.gold_size else 1.0


def squeeze(value: Any) -> Any:
    """NFC without white space, as both sides are compared."""
    if isinstance(value, list):
        return [squeeze(entry) for entry in value]
    return "".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value


def _words(body: str) -> Counter[str]:
    """Pairs of neighbouring characters: words whatever the spacing."""
    bare = squeeze(body)
    return Counter(bare[i : i + 2] for i in range(len(bare) - 1))


def score_page(scores: Scores, name: str, articles: list[Article], gold: list[dict[str, Any]]) -> None:
    scores.pages += 1
    scores.gold += len(gold)
    own = [article.to_dict() for article in articles]
    left = list(own)
    for expected in gold:
        same = next((entry for entry in left if squeeze(entry["title"]) == squeeze(expected["title"])), None)
        body = _words(expected["body"])
        scores.gold_size += sum(body.values())
        if same is None:
            scores.misses.append(
                f"{name}: no article {expected['title']!r}; have {[e['title'] for e in left]}"
            )
            continue
        left.remove(same)
        scores.found += 1
        for part in FIELDS:
            if squeeze(same[part]) == squeeze(expected[part]):
                scores.hits[part] += 1
            else:
                scores.misses.append(f"{name}: {part}: {same[part]!r}, gold {expected[part]!r}")
        mine = _words(same["body"])
        scores.own_size += sum(mine.values())
        scores.shared += sum((mine & body).values())
        known = {squeeze(entry) for entry in expected["body"].split("\n\n")}
        paragraphs = same["body"].split("\n\n")
        scores.paragraphs += len(paragraphs)
        for paragraph in paragraphs:
            if squeeze(paragraph) not in known:
                scores.clutter += 1
                scores.misses.append(f"{name}: paragraph not in gold: {paragraph[:60]!r}…{paragraph[-20:]!r}")
        missing = known - {squeeze(entry) for entry in paragraphs}
        scores.misses += [f"{name}: paragraph missing: {entry[:60]!r}…{entry[-20:]!r}" for entry in missing]
    scores.extra += len(left)
    scores.misses += [f"{name}: extra article {entry['title']!r} {entry['body'][:50]!r}" for entry in left]


def score_folder(folder: Path) -> Scores:
    scores = Scores()
    for gold in sorted(folder.glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        page = next(
            path
            for path in sorted(folder.glob(f"{name}.*"))
            if path.suffix != ".json" or ".gold" not in path.name
        )
        score_page(scores, name, read_page(page), json.loads(gold.read_text(encoding="utf-8")))
    return scores


def table(scores: Scores) -> str:
    rows = [f"pages {scores.pages}, articles {scores.gold}, found {scores.found}, extra {scores.extra}"]
    rows += [f"{part:12} {scores.rate(part):6.3f}" for part in FIELDS]
    rows.append(f"{'body P':12} {scores.precision:6.3f}")
    rows.append(f"{'body R':12} {scores.recall:6.3f}")
    rows.append(f"{'clutter':12} {scores.clutter} of {scores.paragraphs} paragraphs")
    return "\n".join(rows)


if __name__ == "__main__":
    result = score_folder(Path(sys.argv[1] if len(sys.argv) > 1 else "corpus/pages"))
    if "-v" in sys.argv:
        print("\n".join(result.misses))
    print(table(result))
