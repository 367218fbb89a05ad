"""The card of a domain model, made when it is saved from what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kr_localgov_nlp.evaluation.domains import DomainScores

_HEAD = """# Policy domains

A linear model of {count} policy domains, several a text, with calibrated probabilities. It reads the lemmas, compound
nouns and word pairs of a Doc, those of the title apart; names of governments, ministries and people, dates, sums and
counts are no evidence. A second look corrects each probability by what the scores of the other domains say.
`manifest.json` holds these figures as data, and the hash of every file.

## Learned from

{sources}

Fingerprint of texts and labels: `{fingerprint}`. Settings: {settings}.
"""
_MEASURES = """## Scores

| texts | n | micro F1 | macro F1 | best domain is true | calibration error | without a domain |
|---|---|---|---|---|---|---|
{rows}

Macro F1: over domains with 15 or more texts. In brackets: 95 % intervals from drawing the texts again. “Held out” are texts of issuers
that the scoring part of the model had not seen, nor its thresholds and calibration; settings were chosen on such texts, so sets apart say more.
"""
_WEAK = """## Limits

- Made for press releases of Korean governments and the news made of them; other texts get numbers, too, but nobody measured them.
- A domain with few texts (see the table) is told less well than its neighbours.
- The domains are what the annotation guidelines say; their borders (일자리 for young people, gardens as sights) are conventions.
"""
_NAMES = {
    "corpus": "releases written for the library, with gold labels",
    "real": "real releases, labelled by reading, local ones counted twice (their texts do not travel with the library)",
    "own": "texts of your own",
}


def card(
    fields: Mapping[str, Any], held_out: Mapping[str, DomainScores], scored: Mapping[str, DomainScores]
) -> str:
    """Write the card.

    Parameters
    ----------
    fields
        Of the manifest.
    held_out, scored
        Scores by the names of the texts.
    """
    data = fields["data"]
    sources = [f"- {count:,} {_NAMES.get(name, name)}" for name, count in data["texts"].items()]
    if data["unlabelled"]:
        sources.append(
            f"- {data['unlabelled']:,} unlabelled releases: only which words keep company, no labels"
        )
    if "prior" in fields:
        sources.append(f"- and all that the model it started from knew: `{fields['prior']}`")
    settings = ", ".join(f"{name} {value}" for name, value in fields["settings"].items() if value is not None)
    parts = [
        _HEAD.format(
            count=len(data["by domain"]),
            sources="\n".join(sources),
            fingerprint=data["fingerprint"][:16],
            settings=settings,
        )
    ]
    named = {f"held out: {name}": scores for name, scores in held_out.items()} | dict(scored)
    if named:
        parts.append(_MEASURES.format(rows="\n".join(_row(name, scores) for name, scores in named.items())))
        last = next(reversed(named))
        lines = [
            "| domain | learned from | F1, " + " | F1, ".join(named) + " |",
            "|---|---|" + "---|" * len(named),
        ]
        for domain in named[last].domains:
            cells = [_f1(scores.domains[domain]) for scores in named.values()]
            lines.append(f"| {domain} | {data['by domain'].get(domain, 0)} | " + " | ".join(cells) + " |")
        parts.append("## Each domain\n\n" + "\n".join(lines) + "\n\nIn brackets: true texts.\n")
    parts.append(_WEAK)
    return "\n".join(parts)


def _row(name: str, scores: DomainScores) -> str:
    cells = [name, f"{scores.texts:,}"]
    for measure in ("micro", "macro", "best"):
        low, high = scores.intervals[measure]
        cells.append(f"{getattr(scores, measure):.3f} ({low:.3f}–{high:.3f})")
    return "| " + " | ".join([*cells, f"{scores.calibration_error:.3f}", f"{scores.abstained:.3f}"]) + " |"


def _f1(values: tuple[float, float, float, int]) -> str:
    return f"{values[2]:.2f} ({values[3]})" if values[3] else "–"
