"""Training the recogniser's network on labelled texts, line by line, as a conditional random field over its scores."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from kr_localgov_nlp.entities.recogniser_features import TAGS as KIWI_TAGS
from kr_localgov_nlp.entities.recogniser_network import SPACED
from kr_localgov_nlp.entities.recogniser_words import NOTHING
from kr_localgov_nlp.training.network import SHAPE, course, encode, exported, imported, learn, tensors, torch
from kr_localgov_nlp.training.network_inputs import Laid, Words, batch, batches, lay_out
from kr_localgov_nlp.training.recogniser import DECIDED, TAGS, bio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from kr_localgov_nlp.training.encoder import Encoder
    from kr_localgov_nlp.training.recogniser import Example

    Tensors = dict[str, Any]
    Progress = Callable[[str], None]

_TAG = {tag: i for i, tag in enumerate(TAGS)}
#: How much the field and the network count beside each other, chosen on the issuers of one part left out.
SHARES = (0.5, 0.5)
#: Settings, chosen on the issuers of one part left out of 2,729 releases, by the labels that the recogniser decides: a rate of .001
#: with a dropout of .3 gave .785, .003 with .15 gave .809; the field alone .816, both together .833. A width of 96 gave the same,
#: three layers .835.
SETTINGS: dict[str, float] = {
    "epochs": 8,
    "batch": 6000,
    "rate": 3e-3,
    "dropout": 0.15,
    "hidden words": 0.2,
    "hidden parts": 0.05,
    "hidden rules": 0.1,
    "average": 0.998,
    "decay": 0.01,
}
#: What is different where it learns from unlabelled releases as a first recogniser reads them. With 12,000 of them, on the issuers of one
#: part left out: the network alone .879 → .887 over all labels, with the field .893 → .895 (PERSON .949 → .954, PLACE .788 → .797,
#: EVENT .640 → .655, AWARD .799 → .794).
SILVER: dict[str, float] = {"epochs": 2}
SEED, SILVER_SEED = 1, 101
# Steps until the rate is full, the least share of it, the norm that gradients are cut to.
_WARM, _LEAST, _NORM = 150, 0.02, 5.0
# The share of all steps after which weights are averaged.
_AVERAGED = 0.3
# A full stop that is part of no name ends a line.
_STOP = KIWI_TAGS.index("SF") + 1


def laid_out(examples: Iterable[Example], sources: Mapping[str, int], words: Words) -> list[Laid]:
    """Lay labelled texts out."""
    out = []
    for one in examples:
        c = one.columns(sources)
        laid = lay_out(c, words)
        laid.tags = np.array([_TAG[tag] for tag in bio(c, one.gold)], dtype=np.int8)
        laid.times = one.times
        out.append(laid)
    return out


def _lines(texts: Sequence[Laid]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the morphemes of each line side by side (the number of all where a line is over), lengths, and how much lines count."""
    ends = np.cumsum([len(one) for one in texts])
    begins = np.concatenate([one.lines for one in texts])
    begins[0] = True
    begins[ends[:-1]] = True
    tags = np.concatenate([one.tags for one in texts])
    kiwi = np.concatenate([one.numbers[0] for one in texts]) // SPACED
    begins[1:] |= (kiwi[:-1] == _STOP) & (tags[1:] <= len(DECIDED))
    first = np.flatnonzero(begins)
    sizes_of = np.diff(first, append=ends[-1])
    column = np.arange(sizes_of.max())[None]
    places = np.where(column < sizes_of[:, None], first[:, None] + column, ends[-1])
    times = np.repeat([one.times for one in texts], [len(one) for one in texts])[first]
    return places, sizes_of, times.astype(np.float32)


def _loss(scores: Any, transitions: Any, tags: Any, lines: tuple[Any, Any, Any]) -> Any:
    """Sum over lines of what all tag sequences are worth together, less the right one's."""
    t = torch()
    places, lengths, counts = lines
    order = t.argsort(lengths, descending=True, stable=True)
    places, lengths, counts = places[order], lengths[order], counts[order]
    own = t.cat([scores, scores.new_zeros(1, scores.shape[1])])[places]
    right = t.cat([tags, tags.new_zeros(1)])[places]
    longest = places.shape[1]
    inside = t.arange(longest)[None] < lengths[:, None]
    gold = (own.gather(2, right[:, :, None])[:, :, 0] * inside).sum(1)
    gold = gold + (transitions[right[:, :-1], right[:, 1:]] * inside[:, 1:]).sum(1)
    going = inside.sum(0).tolist()
    weights, now, done = transitions.exp(), own[:, 0], []
    for step in range(1, longest):
        if going[step] < len(now):
            done.append(now[going[step] :].logsumexp(1))
            now = now[: going[step]]
        top = now.max(1, keepdim=True)[0]
        now = ((now - top).exp() @ weights).clamp_min(1e-30).log() + top + own[: going[step], step]
    done.append(now.logsumexp(1))
    return ((t.cat(done[::-1]) - gold) * counts).sum()


def fit_network(
    texts: Sequence[Laid],
    words: Words,
    start: Tensors,
    seed: int = 0,
    shape: Mapping[str, Any] = SHAPE,
    settings: Mapping[str, float] = SETTINGS,
    progress: Progress = lambda _: None,
) -> Tensors:
    """Train on labels; the same texts give the same weights on the same machine.

    Parameters
    ----------
    texts
        Of `laid_out`.
    words
        Where their words are numbered.
    start
        Parameters to begin with: of `untrained`, of `kr_localgov_nlp.training.network_pretraining`, or of this function.
    seed
        Of everything drawn by lot.
    shape, settings
        As `SHAPE` and `SETTINGS`.
    progress
        Called with a line for people.

    Returns
    -------
    dict
        The parameters, averaged over the last steps; with ``out, out_bias, transitions``.
    """
    t = torch()
    t.manual_seed(seed)
    rng = np.random.default_rng(seed)
    n_tags, width = len(TAGS), shape["width"]
    bound = 1 / math.sqrt(width)
    p: Tensors = {name: one.clone().detach() for name, one in start.items()}
    if "out" not in p:
        p["out"] = t.empty(width, n_tags).uniform_(-bound, bound)
        p["out_bias"], p["transitions"] = t.zeros(n_tags), t.zeros(n_tags, n_tags)
    for one in p.values():
        one.requires_grad_()
    kept = [name for name in p if name != "vectors"]
    step_by = t.optim.AdamW(
        [
            {"params": [p[name] for name in kept], "weight_decay": settings["decay"]},
            {"params": [p["vectors"]], "weight_decay": 0.0},
        ],
        lr=settings["rate"],
    )
    whole = t.tensor([False, *(key.startswith("=") for key in words.keys)])

    def hides(keys: Any) -> Any:
        share = t.where(whole[keys], settings["hidden words"], settings["hidden parts"])
        return keys * (t.rand(len(keys)) >= share)

    dropout, epochs = settings["dropout"], int(settings["epochs"])
    per_epoch = len(batches(texts, int(settings["batch"]), rng))
    total, done = per_epoch * epochs, 0
    average: Tensors = {}
    for epoch in range(epochs):
        lost = counted = 0.0
        for part in batches(texts, int(settings["batch"]), rng):
            b = batch(part, words)
            for a, z in pairwise([0, *np.cumsum([len(one) for one in part]).tolist()]):
                if rng.random() < settings["hidden rules"]:
                    b["numbers"][2:, a:z] = 0
            done += 1
            hidden = t.nn.functional.dropout(encode(p, tensors(b), shape, dropout, hides), dropout)
            lines = _lines(part)
            tags = t.from_numpy(np.concatenate([one.tags for one in part]).astype(np.int64))
            loss = _loss(
                hidden @ p["out"] + p["out_bias"], p["transitions"], tags, tuple(map(t.from_numpy, lines))
            )
            weight = float((lines[1] * lines[2]).sum())
            rate = settings["rate"] * course(done, total, _WARM, _LEAST)
            learn(step_by, loss / max(weight, 1.0) * 5, rate, _NORM)
            lost, counted = lost + float(loss.detach()), counted + weight
            if done > _AVERAGED * total:
                with t.no_grad():
                    for name, one in p.items():
                        if name in average:
                            average[name].lerp_(one, 1 - settings["average"])
                        else:
                            average[name] = one.detach().clone()
        progress(f"network: {epoch + 1} of {epochs} rounds, loss {lost / max(counted, 1.0):.4f}")
    return average


def train_network(
    examples: Sequence[Example],
    sources: Sequence[str],
    encoder: Encoder,
    seen: Mapping[str, str] = NOTHING,
    progress: Progress = lambda _: None,
    read: Sequence[Example] = (),
) -> dict[str, NDArray[Any]]:
    """Train on labelled texts, from an encoder on.

    Parameters
    ----------
    examples
        The texts.
    sources
        Of `kr_localgov_nlp.training.recogniser.source_names`.
    encoder
        What it starts from.
    seen
        What an archive told of names.
    progress
        Called with a line for people.
    read
        Texts that a first recogniser labelled, to learn from before.

    Returns
    -------
    dict
        Arrays of ``network.npz``.
    """
    words = Words(encoder.keys, seen)
    numbers = {name: i for i, name in enumerate(sources, 1)}
    start, shape = imported(encoder, len(sources)), encoder.shape
    if read:
        silver, settings = laid_out(read, numbers, words), SETTINGS | SILVER
        start = fit_network(silver, words, start, SILVER_SEED, shape, settings, progress)
    texts = laid_out(examples, numbers, words)
    return exported(fit_network(texts, words, start, SEED, shape, SETTINGS, progress), words, shape)
