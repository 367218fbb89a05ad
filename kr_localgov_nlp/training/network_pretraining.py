"""What the network learns before it sees a label: to guess a hidden word of a release from the words around it.

Some of a text's nominal runs are hidden, wherever the network would see them, and it chooses the right word among
others drawn by how often they stand. So words that stand in the same places come to have like vectors, and names
that no label shows are met as what they resemble.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kr_localgov_nlp.entities.recogniser_features import SLOTS, TAGS, columns
from kr_localgov_nlp.entities.recogniser_network import SPACED, WORDS
from kr_localgov_nlp.entities.recogniser_words import NOTHING
from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.korean.morphemes import unpack
from kr_localgov_nlp.training.network import SHAPE, course, encode, learn, tensors, torch, untrained
from kr_localgov_nlp.training.network_inputs import (
    HIDDEN,
    Laid,
    Words,
    batch,
    batches,
    count_keys,
    frequent_keys,
    lay_out,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray
    from spacy.language import Language

    Tensors = dict[str, Any]
    Progress = Callable[[str], None]

#: How often a whole word and a part of one must stand to have a vector; how often a run, to be guessed.
WHOLE, PART, GUESSED, MOST_GUESSED = 100, 300, 60, 40_000
SETTINGS: dict[str, float] = {"epochs": 1, "batch": 12_000, "rate": 3e-3, "hidden": 0.13, "others": 1500}
# Steps until the rate is full, the least share of it, the norm that gradients are cut to.
_WARM, _LEAST, _NORM = 100, 0.03, 1.0
# Words that mean something by themselves: nouns, roots, verbs, adjectives, foreign ones.
_MEANS = np.isin(
    np.arange(len(TAGS) + 1), [TAGS.index(t) + 1 for t in ("NNG", "NNP", "VV", "VA", "XR", "SL", "SH")]
)
_RUN, _LAST = WORDS.index("run"), WORDS.index("head")


class Unlabelled(NamedTuple):
    """Texts without labels.

    Parameters
    ----------
    texts
        Laid out.
    words
        Where their words are numbered.
    guessed
        By the number of a word: its number among those that are guessed, -1 where it is none.
    counts
        How often each of these stands.
    """

    texts: list[Laid]
    words: Words
    guessed: NDArray[np.int64]
    counts: NDArray[np.int64]


def unlabelled(
    nlp: Language, texts: Iterable[str], seen: Mapping[str, str] = NOTHING, extra: Iterable[str] = ()
) -> Unlabelled:
    """Read texts with the pipeline's tokenizer alone, and choose the keys that get vectors.

    Parameters
    ----------
    nlp
        A pipeline of `kr_localgov_nlp.load`.
    texts
        The texts.
    seen
        What an archive told of names.
    extra
        Keys that get a vector in any case: those that labelled texts show.

    Raises
    ------
    InputError
        The texts are too few for any word to stand often enough.
    """
    forms: Counter[str] = Counter()
    kept = []
    for text in texts:
        doc = nlp.make_doc(text)
        unpacked = unpack(doc)
        if unpacked is None or not unpacked[0]:
            continue
        c = columns(doc.text, *unpacked)
        n = len(c.starts)
        forms.update(c.words[:n])
        forms.update(c.words[i] for i in c.slots[SLOTS.index("run")].tolist())
        kept.append(c)
    keys = dict.fromkeys(frequent_keys(count_keys(forms.items(), seen), WHOLE, PART))
    words = Words([*keys, *(key for key in extra if key not in keys)], seen)
    laid = [lay_out(c, words) for c in kept]
    often = [(word, count) for word, count in forms.most_common(MOST_GUESSED) if count >= GUESSED]
    if not often:
        raise InputError(f"{len(kept):,} texts are too few: no word stands {GUESSED} times")
    guessed = np.full(len(words), -1, dtype=np.int64)
    guessed[[words.number(word) for word, _ in often]] = np.arange(len(often))
    return Unlabelled(laid, words, guessed, np.array([count for _, count in often], dtype=np.int64))


def hide(
    one: Laid, guessed: NDArray[np.int64], share: float, rng: np.random.Generator
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Hide some runs of a text.

    Parameters
    ----------
    one
        The text.
    guessed
        Of `Unlabelled`.
    share
        How many of its runs.
    rng
        Draws them.

    Returns
    -------
    words, at, right : arrays of int
        The text's words without them, where a word is to be guessed, and which.
    """
    run = one.slots[_RUN]
    chosen = np.unique(run[_MEANS[one.numbers[0] // SPACED]])
    chosen = chosen[rng.random(len(chosen)) < share]
    hidden = np.zeros(len(one.words), dtype=bool)
    hidden[chosen] = True
    inside = hidden[run]
    hidden[: len(one)] |= inside
    begins = np.flatnonzero(inside & ~one.inner)
    ends = np.flatnonzero(inside & one.inner & (one.slots[_LAST] == np.arange(len(one))))
    at = np.concatenate([begins, ends])
    right = guessed[np.concatenate([one.words[run[begins]], one.words[ends]])]
    known = right >= 0
    return np.where(hidden, HIDDEN, one.words).astype(np.int32), at[known], right[known]


def pretrain(
    data: Unlabelled,
    n_sources: int = 0,
    seed: int = 0,
    shape: Mapping[str, Any] = SHAPE,
    settings: Mapping[str, float] = SETTINGS,
    progress: Progress = lambda _: None,
) -> Tensors:
    """Learn from unlabelled texts.

    Parameters
    ----------
    data
        Of `unlabelled`.
    n_sources
        How many rules and tables the network will hear of.
    seed
        Of everything drawn by lot.
    shape, settings
        As `kr_localgov_nlp.training.network.SHAPE` and `SETTINGS`.
    progress
        Called with a line for people.

    Returns
    -------
    dict
        Parameters that `kr_localgov_nlp.training.network.fit_network` starts from.
    """
    t = torch()
    rng = np.random.default_rng(seed)
    p = untrained(data.words, n_sources, seed, shape)
    width = shape["width"]
    guess = {
        "turn": t.nn.init.xavier_uniform_(t.empty(width, width)),
        "bias": t.zeros(width),
        "words": t.randn(len(data.counts), width) * 0.05,
    }
    all_of = [*p.values(), *guess.values()]
    for one in all_of:
        one.requires_grad_()
    step_by = t.optim.Adam(all_of, lr=settings["rate"], betas=(0.9, 0.98))
    drawn = data.counts**0.75
    drawn /= drawn.sum()
    upto, often = np.cumsum(drawn), t.from_numpy(np.log(drawn).astype(np.float32))
    epochs = int(settings["epochs"])
    total = len(batches(data.texts, int(settings["batch"]), rng)) * epochs
    done, lost = 0, 0.0
    for _ in range(epochs):
        for part in batches(data.texts, int(settings["batch"]), rng):
            hidden = {id(one): hide(one, data.guessed, settings["hidden"], rng) for one in part}
            shift = np.cumsum([0, *map(len, part)])[:-1]
            at = t.from_numpy(
                np.concatenate([hidden[id(one)][1] + k for one, k in zip(part, shift, strict=True)])
            )
            right = t.from_numpy(np.concatenate([hidden[id(one)][2] for one in part]))
            done += 1
            if not len(right):
                continue
            b = batch(part, data.words, lambda one, hidden=hidden: hidden[id(one)][0])  # type: ignore[misc]
            told = t.relu(encode(p, tensors(b), shape, numbers=2)[at] @ guess["turn"] + guess["bias"])
            others = np.searchsorted(upto, rng.random(int(settings["others"])))
            others = t.from_numpy(np.minimum(others, len(upto) - 1))
            wrong = told @ guess["words"][others].T - often[others]
            wrong = wrong.masked_fill(others[None] == right[:, None], -1e9)
            own = (told * guess["words"][right]).sum(1) - often[right]
            loss = (t.cat([own[:, None], wrong], 1).logsumexp(1) - own).mean()
            learn(step_by, loss, settings["rate"] * course(done, total, _WARM, _LEAST), _NORM)
            lost += float(loss.detach())
            if done % 100 == 0 or done == total:
                progress(f"step {done:,} of {total:,}, loss {lost / (done % 100 or 100):.3f}")
                lost = 0.0
    return {name: one.detach() for name, one in p.items()}
