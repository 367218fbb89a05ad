"""Names that an archive told often: what a recogniser may know by heart beside the tables.

A name that stands in many releases is in some of them framed so clearly that rules and weights are sure of it. Counted over
an archive that `kr_localgov_nlp.tag_archive` has tagged, such names become a feature for the next recogniser: it
does not have to believe it, only to learn how far such a name may be trusted.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from os import PathLike

#: Labels whose names are kept; those of governments and agencies stand in the tables.
LABELS = ("PERSON", "ORG", "PLACE", "PROGRAM", "EVENT")
#: From this confidence on a mention counts; a name counts that stands in so many releases, mostly under one label.
SURE, RELEASES, SHARE = 0.6, 3, 0.75
#: From so many releases on a name is well known.
MANY = 12


def names_seen(run: str | PathLike[str], without: Container[str] = ()) -> dict[str, str]:
    """Count the names of a tagged archive.

    Parameters
    ----------
    run
        Folder of a run with its tables ``articles`` and ``entities``.
    without
        Ids of articles (column ``id``) that may not be learned from, such as those that only measure.

    Returns
    -------
    dict
        By name its label and whether ``some`` or ``many`` releases have it; names without a blank, since words are looked up whole.
    """
    import pyarrow.dataset as ds

    root = Path(run)
    articles = ds.dataset(root / "articles", format="parquet").to_table(columns=["article_id", "id"])
    left_out = {
        article
        for article, own in zip(articles["article_id"].to_pylist(), articles["id"].to_pylist(), strict=True)
        if own in without
    }
    table = ds.dataset(root / "entities", format="parquet").to_table(
        columns=["article_id", "text", "label"],
        filter=(ds.field("confidence") >= SURE),
    )
    mentions = table.to_pandas()
    mentions = mentions[~mentions["article_id"].isin(left_out) & ~mentions["text"].str.contains(r"\s")]
    once = mentions.drop_duplicates()
    pairs = zip(once["text"].tolist(), once["label"].tolist(), strict=True)
    return counted(Counter(pairs))


def counted(counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Choose the names that stand in enough releases, mostly under one label.

    Parameters
    ----------
    counts
        Releases by name and label.

    Examples
    --------
    >>> counted({("가람공사", "ORG"): 20, ("가람공사", "PLACE"): 1, ("나루", "ORG"): 2, ("바다", "PLACE"): 3})
    {'가람공사': 'ORG many', '바다': 'PLACE some'}
    """
    by_name: dict[str, dict[str, int]] = {}
    for (name, label), count in counts.items():
        by_name.setdefault(name, {})[label] = count
    out = {}
    for name in sorted(by_name):
        labels = by_name[name]
        label = max(labels, key=lambda one: (labels[one], one))
        total = sum(labels.values())
        if label in LABELS and total >= RELEASES and labels[label] >= SHARE * total:
            out[name] = f"{label} {'many' if total >= MANY else 'some'}"
    return out
