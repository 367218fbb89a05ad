"""The card of an entity recogniser: what it is, what it learned from, what it gets right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.evaluation.spans import Score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WHAT = """\
A linear-chain conditional random field over Kiwi's morphemes that sees what the tables and rules found. It decides or \
adds {labels}; the other labels stay with tables and rules. {network}Nothing in the folder is code."""
NETWORK = """\
Beside it stands a small convolutional network over the same morphemes, which first learned to guess hidden words of \
unlabelled releases (encoder `{encoder}`){silver}; the scores of both are added before names are chosen. """
SILVER = ", then to read {count:,} releases as rules and a first recogniser do, and last the labels"
HELD = """\
Every text was scored by weights that had seen no text of its issuer. The rules were written while reading some of \
these texts, so the labels they know best (AWARD, PRIZE, HEAD, DISTRICT, MINISTRY) score higher here than on new ones."""
_STEPS = ("≥ 0.9", "0.7 – 0.9", "0.5 – 0.7", "< 0.5")
_SETS = {"real": "real releases", "written": "the written corpus"}


def card(fields: Mapping[str, Any]) -> str:
    r"""Write the card of a model from the fields of its manifest.

    Parameters
    ----------
    fields
        ``labels, data, metrics, calibration``, see `kr_localgov_nlp.training.entities.write`.

    Examples
    --------
    >>> fields = {"labels": ["ORG"], "data": {"texts": 2, "characters": 900, "fingerprint": "ab"},
    ...           "metrics": {"real": {"ORG": [8, 10, 10, 5, 10]}}, "calibration": {"ORG": {"≥ 0.9": [5, 5]}}}
    >>> print(*card(fields).split("## ")[2].splitlines()[2:5], sep="\n")
    | label | precision | recall | F1 | F1 of the rules alone | in the labels |
    |---|---|---|---|---|---|
    | ORG | 0.800 | 0.800 | 0.800 | 0.500 | 10 |
    """
    data = fields["data"]
    silver = SILVER.format(count=data["silver"]) if data.get("silver") else ""
    network = NETWORK.format(encoder=data["encoder"][:16], silver=silver) if data.get("encoder") else ""
    out = [
        "# Entity recogniser",
        "",
        WHAT.format(labels=", ".join(fields["labels"]), network=network),
        "",
        "## Trained on",
        "",
    ]
    size = f"{data['texts']:,} texts, {data['characters']:,} characters"
    out += [f"{size}; fingerprint of texts and labels `{data['fingerprint'][:16]}`.", ""]
    if data.get("sources"):
        out += ["| source | texts | counts | labels |", "|---|---|---|---|"]
        out += [f"| {s['name']} | {s['texts']:,} | {s['times']} × | {s['labels']} |" for s in data["sources"]]
        out.append("")
    if data.get("names seen"):
        known = f"{data['names seen']:,} names that stand often in a tagged archive are known to it by heart"
        out += [f"{known} (how often is a feature, no answer).", ""]
    for name, scores in fields["metrics"].items():
        out += [f"## Scores on {_SETS.get(name, name)}", ""]
        out += _scores(scores)
        out.append("")
    out += [
        HELD,
        "",
        "## What the confidence means",
        "",
        "Share right of the names given with such a confidence, on real releases, and their number.",
        "",
        "| label | " + " | ".join(_STEPS) + " |",
        "|---|" + "---|" * len(_STEPS),
    ]
    for label, steps in fields["calibration"].items():
        cells = [_cell(steps.get(step)) for step in _STEPS]
        out.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(out) + "\n"


def _cell(counts: Sequence[int] | None) -> str:
    return "–" if not counts else f"{counts[0] / counts[1]:.3f} of {counts[1]:,}"


def _scores(scores: Mapping[str, Sequence[int]]) -> list[str]:
    out = [
        "| label | precision | recall | F1 | F1 of the rules alone | in the labels |",
        "|---|---|---|---|---|---|",
    ]
    for label, (right, found, gold, rules_right, rules_found) in scores.items():
        mine, rules = Score(right, found, gold), Score(rules_right, rules_found, gold)
        out.append(
            f"| {label} | {mine.precision:.3f} | {mine.recall:.3f} | {mine.f1:.3f} | {rules.f1:.3f} | {gold:,} |"
        )
    return out
