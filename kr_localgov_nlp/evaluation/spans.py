"""Scores of spans and links: exact match, per label and together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CORE = ("HEAD", "DISTRICT", "MINISTRY", "AWARD", "PRIZE")


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


@dataclass(slots=True)
class Report:
    """Scores over many texts.

    Parameters
    ----------
    labels
        Score by label.
    links_right, links
        Right links among the exactly found spans that have one in the gold labels.
    """

    labels: dict[str, Score]
    links_right: int = 0
    links: int = 0

    def together(self, labels: Iterable[str] = CORE) -> Score:
        """Micro score over several labels.

        Parameters
        ----------
        labels
            The labels to add up; the five core labels by default.
        """
        total = Score()
        for label in labels:
            score = self.labels.get(label, Score())
            total.right += score.right
            total.found += score.found
            total.gold += score.gold
        return total

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
        Exact-span scores per label. A link counts where span and label agree and the gold span has one.

    Examples
    --------
    >>> gold = [Labelled(0, 3, "DISTRICT", "1153000000"), Labelled(5, 8, "HEAD")]
    >>> found = [Labelled(0, 3, "DISTRICT", "1153000000"), Labelled(5, 7, "HEAD")]
    >>> report = score([(gold, found)])
    >>> report.together().f1, report.link_accuracy
    (0.5, 1.0)
    """
    wanted = set(labels)
    out = Report({label: Score() for label in labels})
    for gold, found in pairs:
        want = {g[:3]: g.link for g in gold if g.label in wanted}
        have = {f[:3]: f.link for f in found if f.label in wanted}
        for label, n in Counter(k[2] for k in want).items():
            out.labels[label].gold += n
        for label, n in Counter(k[2] for k in have).items():
            out.labels[label].found += n
        for key in want.keys() & have.keys():
            out.labels[key[2]].right += 1
            if want[key]:
                out.links += 1
                out.links_right += want[key] == have[key]
    return out
