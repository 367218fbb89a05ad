"""What the trained recogniser sees of a text: columns of small integers over Kiwi's morphemes.

Every property of a morpheme is one number in one array, so that tagging is a few look-ups in tables of weights; the
trainer writes the same numbers out as feature names. Words are seen three times: as morphemes, as nominal runs
(이창 + 우 is one run of three syllables that begins with a surname) and through their neighbours.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kr_localgov_nlp.entities.recogniser_words import KEYS, NOTHING, PAD, word_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

TAGS = [
    "NNG",
    "NNP",
    "NNB",
    "NR",
    "NP",
    "VV",
    "VA",
    "VX",
    "VCP",
    "VCN",
    "MM",
    "MAG",
    "MAJ",
    "IC",
    "JKS",
    "JKC",
    "JKG",
    "JKO",
    "JKB",
    "JKV",
    "JKQ",
    "JX",
    "JC",
    "EP",
    "EF",
    "EC",
    "ETN",
    "ETM",
    "XPN",
    "XSN",
    "XSV",
    "XSA",
    "XSM",
    "XR",
    "SF",
    "SP",
    "SS",
    "SSO",
    "SSC",
    "SE",
    "SO",
    "SW",
    "SL",
    "SH",
    "SN",
    "SB",
    "UN",
    "W_URL",
    "W_EMAIL",
    "W_HASHTAG",
    "W_MENTION",
    "W_SERIAL",
    "W_EMOJI",
    "Z_CODA",
    "Z_SIOT",
    "USER0",
]
_TAG = {tag: i for i, tag in enumerate(TAGS, 1)} | {
    f"{tag}-{kind}": i for i, tag in enumerate(TAGS, 1) for kind in "IR" if tag[0] in "VX"
}
N_TAGS = len(TAGS) + 1
#: Tags that names are made of.
NOMINAL = np.zeros(N_TAGS, dtype=bool)
NOMINAL[
    [_TAG[t] for t in ("NNG", "NNP", "NNB", "NR", "NP", "XPN", "XSN", "XR", "SL", "SH", "SN", "W_SERIAL")]
] = True
_MARK = np.zeros(N_TAGS, dtype=bool)
_MARK[[_TAG[t] for t in ("SF", "SP", "SS", "SSO", "SSC", "SE", "SO", "SW", "SB")]] = True
_OPEN, _CLOSE = _TAG["SSO"], _TAG["SSC"]
#: Most characters between an opening mark and the tokens it still covers.
_QUOTES = {
    "‘": 1,
    "“": 2,
    "「": 3,
    "『": 3,
    "<": 3,
    "《": 3,
    "〈": 3,
    "(": 4,
    "[": 5,
    "【": 5,
    "'": 1,
    '"': 2,
    "｢": 3,
}
#: The slots of numbers: tags and spaces, tags, tags, tags, marks around; then what the rules say.
INTS = ("t", "tt", "tu", "ttt", "q", "rule", "rr", "rs", "src", "doc", "kind")
SIZES = {"t": N_TAGS * 9, "tt": N_TAGS**2, "tu": N_TAGS**2, "ttt": N_TAGS**3, "q": N_TAGS * 7}
#: The slots of words: around, last of the run, behind it, last of the phrase, behind it, runs here and beside.
SLOTS = ("w-2", "w-1", "w", "w+1", "w+2", "head", "after", "phrase", "beyond", "run", "prev", "next")


class Columns(NamedTuple):
    """One text as arrays, each as long as its morphemes.

    Parameters
    ----------
    starts, ends
        Character offsets.
    lines
        Whether a new line begins here.
    inner
        Whether a nominal run goes on here that began before.
    ints
        By slot of `INTS`: a small number. Those of the rules are 0 until `recogniser_flags.flag` writes them.
    words
        The morphemes' forms, then `PAD`, then the nominal runs of several morphemes as written.
    slots
        By slot of `SLOTS`: indices into `words`. What is in the slot ``run`` counts as ``in`` where `inner` is true.
    """

    starts: Ints
    ends: Ints
    lines: NDArray[np.bool_]
    inner: NDArray[np.bool_]
    ints: Ints
    words: list[str]
    slots: Ints


def columns(
    text: str,
    forms: Sequence[str],
    tags: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
) -> Columns:
    r"""Lay a text out in columns.

    Parameters
    ----------
    text
        The text as given.
    forms, tags, starts, ends
        Its morphemes in the order of their starts; at least one.

    Returns
    -------
    Columns
        Without what the rules say of each morpheme.

    Examples
    --------
    >>> c = columns("이창우 씨가", ["이창", "우", "씨", "가"], ["NNP", "NNG", "NNB", "JKS"], [0, 2, 4, 5], [2, 3, 5, 6])
    >>> [c.words[i] for i in c.slots[SLOTS.index("run")]], c.inner.tolist()
    (['이창우', '이창우', '씨', '가'], [False, True, False, False])
    """
    n = len(forms)
    start, end = np.fromiter(starts, np.int64, n), np.fromiter(ends, np.int64, n)
    tag = np.frombuffer(bytes(map(_TAG.get, tags, repeat(0))), dtype=np.uint8).astype(np.int64)
    gap = np.empty(n + 1, dtype=np.int64)
    gap[1:n] = start[1:] > end[:-1]
    gap[0] = gap[n] = 2
    gap[start.searchsorted(_line_breaks(text))] = 2
    before, after = gap[:n], gap[1:]
    nominal = np.zeros(n + 1, dtype=bool)
    nominal[:n] = NOMINAL.take(tag)
    # A run goes on where both neighbours are nominal and nothing stands between them; a phrase goes over spaces.
    joined = nominal[1:] & nominal[:-1]
    inner = np.zeros(n + 1, dtype=bool)
    inner[1:] = joined & (after == 0)
    lasts, sizes = _groups(inner[1:])
    wide = np.zeros(n + 2, dtype=np.int64)
    wide[1 : n + 1] = tag
    following_tag = wide[2:]
    pair = tag * N_TAGS + wide[:n]
    ints = np.zeros((len(INTS), n), dtype=np.int64)
    ints[0] = tag * 9 + before * 3 + after
    ints[1] = pair
    ints[2] = tag * N_TAGS + following_tag
    ints[3] = pair * N_TAGS + following_tag
    ints[4] = _covers(tag, forms) * N_TAGS + tag
    runs = lasts - sizes + 1
    longer = (sizes > 1).nonzero()[0]
    opened, closed = start.take(runs.take(longer)).tolist(), end.take(lasts.take(longer)).tolist()
    runs[longer] = np.arange(n + 1, n + 1 + len(longer))
    words = [*forms, PAD, *[text[a:b] for a, b in zip(opened, closed, strict=True)]]
    run = runs.repeat(sizes)
    around = np.full(n + 4, n, dtype=np.int64)
    around[2:-2] = np.arange(n)
    slots = np.empty((len(SLOTS), n), dtype=np.int64)
    for slot in range(5):
        slots[slot] = around[slot : slot + n]
    slots[5] = last = lasts.repeat(sizes)
    slots[6] = last + 1
    lasts, sizes = _groups(joined & (after < 2))
    slots[7] = last = lasts.repeat(sizes)
    slots[8] = last + 1
    slots[9] = run
    slots[10], slots[11] = _neighbours(before, nominal[:n], run, n)
    return Columns(start, end, before == 2, inner[:n], ints, words, slots)


def _line_breaks(text: str) -> list[int]:
    found = []
    at = text.find("\n")
    while at >= 0:
        found.append(at)
        at = text.find("\n", at + 1)
    return found


def _groups(joined: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Give the last member and the size of each group; `joined` tells which ones go on with the next."""
    lasts = (~joined).nonzero()[0]
    sizes = lasts + 1
    sizes[1:] -= sizes[:-1].copy()
    return lasts, sizes


def _neighbours(before: Ints, nominal: NDArray[np.bool_], run: Ints, pad: int) -> tuple[Ints, Ints]:
    """Give the leading nominal run of the word before and of the one after; words stand between spaces."""
    begins = before > 0
    word = begins.cumsum()
    lead = np.full(int(word[-1]) + 2, pad, dtype=np.int64)
    lead[1:-1] = run[begins]
    named = nominal.nonzero()[0][::-1]
    lead[word.take(named)] = run.take(named)
    return lead.take(word - 1), lead.take(word + 1)


def _covers(tag: Ints, forms: Sequence[str]) -> Ints:
    """Tell for each morpheme which kind of mark was opened last before it and not closed: 0 for none."""
    marks = (tag == _OPEN) | (tag == _CLOSE)
    state, covers = [0], [0]
    at = marks.nonzero()[0]
    for i, mark in zip(at.tolist(), tag.take(at).tolist(), strict=True):
        if mark == _OPEN:
            state.append(_QUOTES.get(forms[i][:1], 6))
        elif len(state) > 1:
            state.pop()
        if len(state) > 4:
            state = [0]
        covers.append(state[-1])
    covered: Ints = np.array(covers, dtype=np.int64)[marks.cumsum()]
    return covered


def feature_names(c: Columns, seen: Mapping[str, str] = NOTHING) -> list[list[str]]:
    """Write the columns out as the names that a trainer counts, one list for each morpheme.

    Parameters
    ----------
    c
        Of `columns`.
    seen
        What an archive told of names.

    Examples
    --------
    >>> c = columns("씨가", ["씨", "가"], ["NNB", "JKS"], [0, 1], [1, 2])
    >>> [name for name in feature_names(c)[0] if name.startswith(("run=", "w+1="))]
    ['w+1=가', 'run=씨']
    """
    ints = dict(zip(INTS, c.ints.tolist(), strict=True))
    slots = dict(zip(SLOTS, c.slots.tolist(), strict=True))
    inner = c.inner.tolist()
    cache: dict[tuple[str, str], list[str]] = {}
    out = []
    for i in range(len(c.starts)):
        names = [f"{slot}={values[i]}" for slot, values in ints.items()]
        for slot, where in slots.items():
            key = ("in" if slot == "run" and inner[i] else slot, c.words[where[i]])
            if key not in cache:
                marks = KEYS[key[0]]
                cache[key] = [key[0] + one for one in word_keys(key[1], seen) if one.startswith(marks)]
            names += cache[key]
        out.append(names)
    return out
