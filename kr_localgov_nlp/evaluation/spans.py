"""Scores of spans and links: exact and partial match, per label, together and on average."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CORE = ("HEAD", "DISTRICT", "MINISTRY", "AWARD", "PRIZE")
LINKED = ("HEAD", "DISTRICT", "MINISTRY")
Key = tuple[int, int, str]


class Labelled(NamedTuple):
    """A labelled span: half-open character offsets, a label, and the link where one is expected."""

    start: int
    end: int
    label: str
    link: str = ""


@dataclass(slots=True)
class Score:
    """Counts of one label, or of several together.

    Parameters
    ----------
    right, found, gold
        Spans that agree exactly, spans found, spans in the gold labels.
    """

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the found spans that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold spans that were found; 0 where there are none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        Examples
        --------
        >>> round(Score(right=8, found=10, gold=8).f1, 3)
        0.889
        """
        total = self.found + self.gold
        return 2 * self.right / total if total else 0.0

    def add(self, right: int, found: int, gold: int) -> None:
        """Add counts to these."""
        self.right += right
        self.found += found
        self.gold += gold


@dataclass(slots=True)
class Report:
    """Scores over many texts.

    Parameters
    ----------
    labels
        Score by label.
    links_right, links
        Right links among the exactly found spans that have one in the gold labels.
    partial
        Score by label where any overlap with a gold span of the same label counts, each gold span once.
    links_by
        Right links by label; ``found`` and ``gold`` are both the number of links compared.
    open_links
        The same for gold links that the text leaves open: right where none was given.
    """

    labels: dict[str, Score]
    links_right: int = 0
    links: int = 0
    partial: dict[str, Score] = field(default_factory=dict)
    links_by: dict[str, Score] = field(default_factory=dict)
    open_links: Score = field(default_factory=Score)

    def together(self, labels: Iterable[str] = CORE, *, partial: bool = False) -> Score:
        """Micro score over several labels.

        Parameters
        ----------
        labels
            The labels to add up; the five core labels by default.
        partial
            Add up the partial scores instead of the exact ones.
        """
        total = Score()
        for label in labels:
            one = (self.partial if partial else self.labels).get(label, Score())
            total.add(one.right, one.found, one.gold)
        return total

    def macro(self, labels: Iterable[str] = CORE, *, partial: bool = False) -> float:
        """Mean F1 over the labels that the gold labels have; 0 where they have none of them.

        Parameters
        ----------
        labels
            The labels to average over; the five core labels by default.
        partial
            Average the partial scores instead of the exact ones.

        Examples
        --------
        >>> Report({"HEAD": Score(1, 1, 1), "AWARD": Score(0, 1, 1), "PRIZE": Score()}).macro()
        0.5
        """
        scores = self.partial if partial else self.labels
        values = [scores[label].f1 for label in labels if label in scores and scores[label].gold]
        return sum(values) / len(values) if values else 0.0

    @property
    def link_accuracy(self) -> float:
        """Share of right links among exactly found spans; 0 where there are none."""
        return self.links_right / self.links if self.links else 0.0

    def table(self) -> str:
        """Lines for a terminal: one a label, the core labels together, the links."""
        lines = [f"{'label':10} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}"]
        rows = [(label, self.labels[label]) for label in sorted(self.labels, key=_order)]
        for name, s in [*rows, ("core", self.together())]:
            lines.append(f"{name:10} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {s.gold:6d} {s.found:6d}")
        lines.append(f"{'links':10} {self.link_accuracy:6.3f} of {self.links}")
        return "\n".join(lines)


def _order(label: str) -> tuple[int, str]:
    return (CORE.index(label) if label in CORE else len(CORE), label)


def score(
    pairs: Iterable[tuple[Sequence[Labelled], Sequence[Labelled]]], labels: Iterable[str] = CORE
) -> Report:
    """Compare found spans with gold spans.

    Parameters
    ----------
    pairs
        ``(gold, found)`` of every text.
    labels
        Labels that count; others are left out on both sides.

    Returns
    -------
    Report
        Exact and partial scores per label. A link counts where span and label agree and the gold span has one.

    Examples
    --------
    >>> gold = [Labelled(0, 3, "DISTRICT", "1153000000"), Labelled(5, 8, "HEAD")]
    >>> found = [Labelled(0, 3, "DISTRICT", "1153000000"), Labelled(5, 7, "HEAD")]
    >>> report = score([(gold, found)])
    >>> report.together().f1, report.link_accuracy
    (0.5, 1.0)
    """
    wanted = set(labels)
    out = Report({label: Score() for label in labels}, partial={label: Score() for label in wanted})
    for gold, found in pairs:
        want = {g[:3]: g.link for g in gold if g.label in wanted}
        have = {f[:3]: f.link for f in found if f.label in wanted}
        golds, founds = Counter(k[2] for k in want), Counter(k[2] for k in have)
        rights = Counter(k[2] for k in want.keys() & have.keys())
        overlaps = Counter(g[2] for g, _ in overlapping(want, have))
        for label in golds.keys() | founds.keys():
            out.labels[label].add(rights[label], founds[label], golds[label])
            out.partial[label].add(overlaps[label], founds[label], golds[label])
        _links(want, have, out)
    return out


def _links(want: dict[Key, str], have: dict[Key, str], out: Report) -> None:
    for key in want.keys() & have.keys():
        right = int(want[key] == have[key])
        if want[key]:
            out.links += 1
            out.links_right += right
            out.links_by.setdefault(key[2], Score()).add(right, 1, 1)
        elif key[2] in LINKED:
            out.open_links.add(right, 1, 1)


def overlapping(gold: Iterable[Key], found: Iterable[Key]) -> list[tuple[Key, Key]]:
    """Pair gold and found spans of one label that overlap, each span at most once.

    Parameters
    ----------
    gold, found
        ``(start, end, label)``; the spans of one side do not overlap each other.

    Returns
    -------
    list of (gold, found)
        As many pairs as there can be.

    Examples
    --------
    >>> overlapping([(0, 5, "ORG"), (9, 12, "ORG")], [(3, 4, "ORG"), (4, 10, "ORG"), (9, 12, "PLACE")])
    [((0, 5, 'ORG'), (3, 4, 'ORG')), ((9, 12, 'ORG'), (4, 10, 'ORG'))]
    """
    pairs = []
    rest = sorted(found, key=_by_label)
    at = 0
    for one in sorted(gold, key=_by_label):
        while at < len(rest) and (rest[at][2], rest[at][1]) < (one[2], one[0] + 1):
            at += 1
        if at < len(rest) and rest[at][2] == one[2] and rest[at][0] < one[1]:
            pairs.append((one, rest[at]))
            at += 1
    return pairs


def _by_label(key: Key) -> tuple[str, int, int]:
    return (key[2], key[0], key[1])
