"""Run the pipeline over labelled texts and score everything it says about them.

Measures are named ``exact.LABEL``, ``partial.LABEL`` (``core`` and ``all`` labels together, ``macro.core`` and
``macro.all`` on average), ``links.LABEL`` (accuracy over exactly found spans), ``links.all``, ``links.open`` (left open
where the text leaves it open), ``heads`` (person and government), ``issuer`` (accuracy of the exact set),
``records.awards``, ``records.quotes``, ``records.named_quotes``, ``awards.honour`` (whatever the award is called),
``quotes.words`` (whoever speaks), and per field of matched records ``awards.FIELD`` and ``quotes.FIELD``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.candidates import LABELS
from kr_localgov_nlp.entities.tables import gazetteer_of
from kr_localgov_nlp.evaluation.bootstrap import ROUNDS, SEED, interval, resampled
from kr_localgov_nlp.evaluation.ceiling import with_gold_entities
from kr_localgov_nlp.evaluation.layers import Layers, observe, people
from kr_localgov_nlp.evaluation.records import award_scores, quote_scores
from kr_localgov_nlp.evaluation.spans import CORE, LINKED, Score, score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

    from kr_localgov_nlp.evaluation.datasets import Dataset, Item

GROUPS = {"core": CORE, "all": LABELS}


@dataclass(frozen=True, slots=True)
class Measure:
    """One score with the interval it lies in.

    Parameters
    ----------
    right, found, gold
        Counts; for accuracies ``found`` and ``gold`` are both the number of cases.
    precision, recall, f1
        Between 0 and 1; for accuracies all three are the accuracy.
    low, high
        Borders of the 95 % interval of ``f1``, from drawing the texts again.
    """

    right: int
    found: int
    gold: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Judged:
    """One text with what was expected and what was found."""

    item: Item
    found: Layers


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of a pipeline on a dataset.

    Parameters
    ----------
    dataset
        What it was run on.
    heads
        Whether the table of heads was used.
    measures
        By name, as the module's first lines say.
    judged
        The texts, for listing errors.
    """

    dataset: Dataset
    heads: bool
    measures: dict[str, Measure]
    judged: tuple[Judged, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the scores as plain data.

        Returns
        -------
        dict
            ``dataset`` and ``fingerprint`` (str), ``heads`` (bool), ``counts`` (texts, entities, awards, quotes),
            ``interval`` (``rounds``, ``seed``), ``measures``: by name ``right, found, gold, precision, recall, f1,
            low, high``.
        """
        return {
            "dataset": self.dataset.name,
            "fingerprint": self.dataset.fingerprint,
            "heads": self.heads,
            "counts": self.dataset.counts(),
            "interval": {"level": 0.95, "rounds": ROUNDS, "seed": SEED},
            "measures": {name: asdict(measure) for name, measure in self.measures.items()},
        }


def evaluate(
    nlp: Language,
    dataset: Dataset,
    progress: Callable[[int, int], None] | None = None,
    *,
    gold_entities: bool = False,
) -> Result:
    """Score a pipeline.

    Parameters
    ----------
    nlp
        A pipeline of `kr_localgov_nlp.load`.
    dataset
        Labelled texts of `load_dataset`.
    progress
        Called with the number of texts done and of all texts.
    gold_entities
        Make award and quote records from the gold entities instead of those found: the scores of records then tell
        what their rules can reach, those of entities and links are perfect by definition.

    Returns
    -------
    Result
        The same for the same pipeline and data, intervals included.

    Raises
    ------
    InputError
        The dataset is empty or the pipeline has no gazetteer.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> from kr_localgov_nlp.evaluation.datasets import Dataset, Item
    >>> from kr_localgov_nlp.evaluation.spans import Labelled
    >>> gold = Layers((Labelled(0, 3, "HEAD", "1153000000"),))
    >>> data = Dataset("one", "", (Item("a", "문헌일 구로구청장이 참석했다.", "2024-08-09", gold),), ("HEAD",))
    >>> evaluate(klg.load(), data).measures["exact.HEAD"].f1
    1.0
    """
    from kr_localgov_nlp.errors import InputError
    from kr_localgov_nlp.pipeline import analyze

    if not dataset.items:
        raise InputError(f"{dataset.name} holds no texts")
    heads = len(gazetteer_of(nlp).heads) > 0
    judged = []
    for number, item in enumerate(dataset.items, 1):
        doc = analyze(item.text, published=item.published, nlp=nlp)
        if gold_entities:
            doc = with_gold_entities(doc, item.gold.entities, nlp)
        judged.append(Judged(item, observe(doc)))
        if progress is not None:
            progress(number, len(dataset.items))
    return Result(dataset, heads, measure(judged, dataset.labels), tuple(judged))


def measure(judged: Sequence[Judged], labels: Sequence[str] = LABELS) -> dict[str, Measure]:
    """Score texts that were already run.

    Parameters
    ----------
    judged
        What was expected and found.
    labels
        The entity labels that were annotated.

    Returns
    -------
    dict of Measure
        By name.
    """
    texts = [text_scores(one, labels) for one in judged]
    totals: dict[str, Score] = {}
    for scores in texts:
        for name, one in scores.items():
            totals.setdefault(name, Score()).add(one.right, one.found, one.gold)
    names = list(totals)
    draws = resampled(texts, names)
    out = {}
    for column, name in enumerate(names):
        total = totals[name]
        borders = interval(draws[:, column])
        out[name] = Measure(
            total.right, total.found, total.gold, total.precision, total.recall, total.f1, *borders
        )
    for group, members in _groups(labels).items():
        rated = [f"exact.{label}" for label in members if totals[f"exact.{label}"].gold]
        if not rated:
            continue
        parts = [totals[name] for name in rated]
        columns = draws[:, [names.index(name) for name in rated]]
        with np.errstate(invalid="ignore"):
            means = np.nansum(columns, axis=1) / np.sum(~np.isnan(columns), axis=1)
        whole = out[f"exact.{group}"]
        out[f"macro.{group}"] = Measure(
            whole.right,
            whole.found,
            whole.gold,
            sum(p.precision for p in parts) / len(parts),
            sum(p.recall for p in parts) / len(parts),
            sum(p.f1 for p in parts) / len(parts),
            *interval(means),
        )
    return out


def _groups(labels: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give the groups of labels to add up; where only core labels were annotated, all are no group of their own."""
    found = {name: tuple(label for label in members if label in labels) for name, members in GROUPS.items()}
    if found["all"] and set(found["all"]) == set(found["core"]):
        del found["all"]
    return {name: members for name, members in found.items() if members}


def text_scores(one: Judged, labels: Sequence[str] = LABELS) -> dict[str, Score]:
    """Score one text; layers that were not labelled are left out.

    Parameters
    ----------
    one
        What was expected and found.
    labels
        The entity labels that were annotated.

    Returns
    -------
    dict of Score
        By measure.
    """
    gold, found = one.item.gold, one.found
    report = score([(gold.entities, found.entities)], labels)
    out: dict[str, Score] = {}
    for label in labels:
        out[f"exact.{label}"] = report.labels[label]
        out[f"partial.{label}"] = report.partial[label]
    for group, members in _groups(labels).items():
        out[f"exact.{group}"] = report.together(members)
        out[f"partial.{group}"] = report.together(members, partial=True)
    for label in (one for one in LINKED if one in labels):
        out[f"links.{label}"] = report.links_by.get(label, Score())
    out["links.all"] = Score(report.links_right, report.links, report.links)
    out["links.open"] = report.open_links
    if "HEAD" in labels:
        want, have = people(one.item.text, gold.entities), people(one.item.text, found.entities)
        out["heads"] = Score(len(want & have), len(have), len(want))
    if gold.issuer is not None:
        out["issuer"] = Score(int(gold.issuer == found.issuer), 1, 1)
    if gold.awards is not None:
        out |= award_scores(gold.awards, found.awards or ())
    if gold.quotes is not None:
        out |= quote_scores(gold.quotes, found.quotes or ())
    return out
