"""The whole way from labelled texts to a recogniser's folder: gather, train, calibrate, measure, write."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.entities.merge import settle
from kr_localgov_nlp.entities.recogniser import NAME, SOURCE, Recogniser, recognise
from kr_localgov_nlp.entities.recogniser_flags import located
from kr_localgov_nlp.entities.recogniser_network import NETWORK
from kr_localgov_nlp.entities.recogniser_weights import SETTINGS, WEIGHTS, Weights
from kr_localgov_nlp.entities.recogniser_words import NOTHING
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.evaluation.spans import Score
from kr_localgov_nlp.model_files import write_arrays, write_manifest
from kr_localgov_nlp.training.calibration import Judged, calibrate, table
from kr_localgov_nlp.training.comparison import counts, differences
from kr_localgov_nlp.training.recogniser import DECIDED, Example, fingerprint, fit, source_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from os import PathLike

    from kr_localgov_nlp.entities.candidates import Candidate
    from kr_localgov_nlp.training.comparison import Difference
    from kr_localgov_nlp.training.encoder import Encoder
    from kr_localgov_nlp.training.silver import Silver

    Progress = Callable[[str], None]

#: Where rules are surer than the weights, the weights only add names, from this lead on.
ADDS = {"PRIZE": 1.0, "AWARD": 1.0, "PROGRAM": 0.5}
FOLDS = 3


@dataclass(slots=True)
class Trained:
    """A recogniser before it is written.

    Parameters
    ----------
    arrays, settings
        Its weights and settings.
    metrics
        By set, by label: right, found, gold, and the same of the rules alone.
    steps
        Of `kr_localgov_nlp.training.calibration.table`.
    held
        Each text that was left out once, with what the rules and the weights of the others settled on.
    network
        Arrays of its network, if it has one.
    """

    arrays: dict[str, Any]
    settings: dict[str, Any]
    metrics: dict[str, dict[str, list[int]]]
    steps: dict[str, dict[str, tuple[int, int]]]
    held: list[tuple[Example, list[Candidate]]]
    network: dict[str, Any] | None = None


def fold_of(group: str, folds: int = FOLDS) -> int:
    """Tell which part an issuer's texts belong to, by the hash of its name.

    Examples
    --------
    >>> {fold_of(name) for name in ("나주시", "강진군", "곡성군", "화순군", "담양군")} <= {0, 1, 2}
    True
    """
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % folds


def train(
    examples: Sequence[Example],
    settings: Mapping[str, Any] | None = None,
    parts: int = FOLDS,
    progress: Progress = lambda _: None,
    seen: Mapping[str, str] = NOTHING,
    encoder: Encoder | None = None,
    silver: Silver | None = None,
) -> Trained:
    """Train a recogniser and count, on issuers that each fold left out, how sure its answers are.

    Parameters
    ----------
    examples
        Labelled texts; some only ever train (silver, sentences).
    settings
        Of the trainer; the library's own by default.
    parts
        How many of the three parts are left out once and scored.
    progress
        Called with a line for people.
    seen
        What an archive told of names.
    encoder
        What a network starts from; without one the recogniser has none.
    silver
        Unlabelled releases. Each network is then trained twice, the second time on what the first recogniser reads there before
        the labels.

    Raises
    ------
    InputError
        There are unlabelled releases and no encoder.
    """
    if silver is not None and encoder is None:
        raise InputError("unlabelled releases teach the network: it needs an encoder to start from")
    options: dict[str, Any] = {"seen": seen} | ({} if settings is None else {"settings": settings})
    sources = source_names(examples)
    fields: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for number in range(parts):
        rest = _without(examples, number)
        progress(f"part {number + 1} of {parts} left out: {len(rest):,} texts")
        fields.append(fit(rest, sources, **options))

    def networks(first: Sequence[Weights] = ()) -> Iterator[Weights]:
        """Yield the weights of each part, their networks trained on what the first ones read, if there are any."""
        for number, (arrays, made) in enumerate(fields):
            read = silver.read(Recogniser(first[number]), number) if first and silver is not None else ()
            rest = _without(examples, number)
            yield Weights(arrays, made, *_network(rest, sources, encoder, made, seen, progress, read))

    weights = list(networks())
    first = calibration = _calibrate(examples, weights, progress)
    if silver is not None:
        weights = list(networks(weights))
        calibration = _calibrate(examples, weights, progress)
    chosen = [(one, run(one, Recogniser(weights[number]))) for one, number in _held(examples, parts)]
    metrics, steps = _measured(chosen)
    progress(f"all {len(examples):,} texts")
    arrays, made = fit(examples, sources, **options)
    network = _network(examples, sources, encoder, made, seen, progress)
    if silver is not None:
        read = silver.read(Recogniser(Weights(arrays, made | {"calibration": first}, *network)))
        network = _network(examples, sources, encoder, made, seen, progress, read)
    return Trained(arrays, made | {"calibration": calibration}, metrics, steps, chosen, *network)


def _without(examples: Sequence[Example], number: int) -> list[Example]:
    return [one for one in examples if one.only_trains or fold_of(one.group) != number]


def _held(examples: Iterable[Example], parts: int) -> Iterator[tuple[Example, int]]:
    """Yield the texts that are scored with the number of the part that leaves them out, part by part."""
    held = [(fold_of(one.group), one) for one in examples if not one.only_trains]
    for number in range(parts):
        yield from ((one, number) for part, one in held if part == number)


def _calibrate(examples: Sequence[Example], weights: Sequence[Weights], progress: Progress) -> dict[str, Any]:
    """Count how often names are right, each on the texts that its weights left out, and let these weights know."""
    progress("counting how often names are right")
    held = _held(examples, len(weights))
    calibration = calibrate([row for one, number in held for row in _judged(one, weights[number])], ADDS)
    for one in weights:
        one.calibration = calibration
    return calibration


def _network(
    examples: Sequence[Example],
    sources: Sequence[str],
    encoder: Encoder | None,
    settings: dict[str, Any],
    seen: Mapping[str, str],
    progress: Progress,
    read: Sequence[Example] = (),
) -> tuple[dict[str, Any], ...]:
    """Train a network, if there is what it starts from, and note in the settings how much it counts."""
    if encoder is None:
        return ()
    from kr_localgov_nlp.training.network_fit import SHARES, train_network

    settings["shares"] = list(SHARES)
    return (train_network(examples, sources, encoder, seen, progress, read),)


def _judged(example: Example, weights: Weights) -> Iterable[Judged]:
    gold = {one[:3] for one in example.gold}
    c = example.columns(weights.sources)
    found = {(one.start, one.end, one.label): one.lead for one in recognise(weights, c)}
    real = example.real
    for key, lead in found.items():
        yield Judged(key[2], SOURCE, lead, key in gold, real)
    chosen, _ = settle(example.found)
    *_, whole = located(c, [(one.start, one.end) for one in chosen])
    for one, fits in zip(chosen, whole.tolist(), strict=True):
        key = (one.start, one.end, one.label)
        keeps = one.keeps(ADDS)
        refused = fits and one.label in DECIDED and not keeps
        if key not in found or keeps:
            # A candidate that both have counts for its rule too, where rules keep their say.
            yield Judged(one.label, one.ground, None, key in gold, real, refused and key not in found)


def run(example: Example, recogniser: Recogniser) -> list[Candidate]:
    """Give what the rules and a recogniser settle on."""
    given = [replace(one, data=dict(one.data)) for one in example.found]
    morphemes = (example.forms, example.tags, example.starts, example.ends)
    added = recogniser.judge(example.text, morphemes, given)
    return settle([*given, *added])[0]


def _measured(
    held: Iterable[tuple[Example, Sequence[Candidate]]],
) -> tuple[dict[str, dict[str, list[int]]], dict[str, dict[str, tuple[int, int]]]]:
    scores: dict[str, dict[str, tuple[Score, Score]]] = defaultdict(
        lambda: defaultdict(lambda: (Score(), Score()))
    )
    rows = []
    for example, chosen in held:
        name = "real" if example.real else "written"
        for which, found in enumerate((chosen, settle(example.found)[0])):
            for label, one in counts(example.gold, found).items():
                scores[name][label][which].add(one.right, one.found, one.gold)
        if example.real:
            gold = {one[:3] for one in example.gold}
            rows += [(one.label, one.confidence, (one.start, one.end, one.label) in gold) for one in chosen]
    out = {
        name: {
            label: [mine.right, mine.found, mine.gold, rules.right, rules.found]
            for label, (mine, rules) in by_label.items()
            if mine.gold
        }
        for name, by_label in sorted(scores.items())
    }
    return out, table(rows)


def compare(trained: Trained, in_use: Recogniser, ids: Iterable[str]) -> list[Difference]:
    """Compare with the recogniser in use, on texts that each of the new one's parts left out.

    Parameters
    ----------
    trained
        Of `train`.
    in_use
        The other recogniser; texts that it was trained on favour it.
    ids
        The texts to compare on.
    """
    wanted = set(ids)
    pairs = [
        (counts(one.gold, chosen), counts(one.gold, run(one, in_use)))
        for one, chosen in trained.held
        if one.id in wanted
    ]
    return differences([new for new, _ in pairs], [old for _, old in pairs])


def write(
    trained: Trained,
    examples: Sequence[Example],
    folder: str | PathLike[str],
    notes: Mapping[str, Any] | None = None,
) -> Path:
    """Write a recogniser's folder: weights, settings, card, manifest.

    Parameters
    ----------
    trained
        Of `train`.
    examples
        What it was trained on, for the fingerprint.
    folder
        Where the folder ``entities`` is made.
    notes
        More fields of the manifest: where the texts come from.
    """
    from kr_localgov_nlp.training.recogniser_card import card

    target = Path(folder) / NAME
    target.mkdir(parents=True, exist_ok=True)
    write_arrays(target / WEIGHTS, trained.arrays)
    files = [WEIGHTS, SETTINGS, "README.md"]
    (target / NETWORK).unlink(missing_ok=True)
    if trained.network is not None:
        write_arrays(target / NETWORK, trained.network)
        files.append(NETWORK)
    text = json.dumps(trained.settings, ensure_ascii=False, indent=1) + "\n"
    (target / SETTINGS).write_text(text, encoding="utf-8", newline="\n")
    data = {
        "fingerprint": fingerprint(examples),
        "texts": len(examples),
        "characters": sum(len(one.text) for one in examples),
        **(notes or {}),
    }
    fields = {
        "name": NAME,
        "kind": "linear-chain conditional random field over Kiwi morphemes and rule candidates"
        + ("" if trained.network is None else ", and a convolutional network"),
        "labels": list(DECIDED),
        "data": data,
        "metrics": trained.metrics,
        "calibration": {
            label: {step: list(n) for step, n in steps.items()}
            for label, steps in sorted(trained.steps.items())
        },
    }
    (target / "README.md").write_text(card(fields), encoding="utf-8", newline="\n")
    write_manifest(target, fields, files=files)
    return target
