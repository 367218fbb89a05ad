"""Which articles print the same release: shingles, MinHash bands, and the exact check of what they propose.

Two articles print one release when they share enough of what is their own. A bulletin that comes out every day shares
most of its words with yesterday's, so what an article shares with articles of other times is taken away first, and
only the rest is compared.

1. Shingles of `SIZE` characters, Hangul, letters and digits only, so that blanks, marks and ``1,200`` or ``1200`` do
   not matter, and no order does beyond a shingle.
2. MinHash (rensa) in `BANDS` bands of `ROWS`: articles that agree in a band are candidates. Those within `Rule.days`
   are *near*, a few others of each article *far*.
3. Of each near pair the exact share of the smaller one's shingles, before and after those of the far ones are taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from kr_localgov_nlp.archive.reprints_marks import Hashes, Keys, Numbers

# Fewer shingles than this say too little; such an article is a release of its own.
LEAST = 60
# An article of no known day; larger than any day.
UNDATED = np.int64(1 << 22)

# Followers in a band that an article is compared with, and far ones whose words are taken away.
_FOLLOWERS = 30
_FAR = 6
# Pieces of pairs that wait to be made one.
_PENDING = 4
# So few shingles of its own are left of a bulletin that only a copy can be told.
_OWN = 30


@dataclass(frozen=True, slots=True)
class Rule:
    """When two articles print the same release; all shares are of the smaller one's shingles.

    Parameters
    ----------
    days
        Reprints come within so many days of each other.
    share
        Of its own shingles, within two days; 0.1 less where both outlets are known and differ.
    late
        The same after that, or where a day is not known.
    same_outlet
        The same where both have one outlet: a paper prints a release again only to correct it.
    copy
        Of all shingles, for bulletins with too few of their own.
    akin
        Of all shingles, between two short articles that are both in a long one; with less the long one is a bundle of
        releases, and prints only the one that it has most of.
    """

    days: int = 14
    share: float = 0.6
    late: float = 0.8
    same_outlet: float = 0.9
    copy: float = 0.98
    akin: float = 0.2


class Candidates:
    """Gathers the pairs that agree in a band; articles are numbered in the order of their days.

    Parameters
    ----------
    days
        Day of each article, never falling; `UNDATED` where it is not known.
    window
        Days within which a pair is near.
    """

    def __init__(self, days: Numbers, window: int) -> None:
        self.days = days
        self.window = window
        self._near: list[Numbers] = []
        self._far: list[Numbers] = []
        self._counts: list[Numbers] = []

    def add(self, keys: Keys, articles: Numbers) -> None:
        """Take the keys of one band, of some articles in rising order."""
        _, runs = np.unique(keys, return_inverse=True)
        order = np.argsort(runs, kind="stable")
        numbers, runs = articles[order], runs[order].astype(np.int64)
        days = self.days[numbers]
        for step in range(1, _FOLLOWERS + 1):
            same = runs[step:] == runs[:-step]
            if not same.any():
                break
            close = days[step:] - days[:-step] <= self.window
            same &= close | (days[step:] == UNDATED)
            self._near.append(_pairs(numbers[:-step][same], numbers[step:][same]))
        # The one next after the window and the last before it, in the same run.
        place = (runs << 24) + days
        for at in (
            np.searchsorted(place, place + self.window, "right"),
            np.searchsorted(place, place - self.window, "left") - 1,
        ):
            inside = np.clip(at, 0, len(place) - 1)
            good = (at == inside) & (runs[inside] == runs) & (days < UNDATED) & (days[inside] < UNDATED)
            self._far.append(_pairs(numbers[good], numbers[inside[good]]))
            self._counts.append(np.ones(len(self._far[-1]), np.int64))
        if len(self._far) > _PENDING:
            self._shrink()

    def _shrink(self) -> None:
        if self._near:
            self._near = [np.unique(np.concatenate(self._near))]
        if self._far:
            found, where = np.unique(np.concatenate(self._far), return_inverse=True)
            counts = np.bincount(where, np.concatenate(self._counts), len(found)).astype(np.int64)
            self._far, self._counts = [found], [counts]

    def near(self) -> tuple[Numbers, Numbers]:
        """Give the near pairs, sorted, the smaller number first."""
        self._shrink()
        return _split(self._near[0]) if self._near else _split(np.empty(0, np.int64))

    def far(self, wanted: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
        """Give for each wanted article the few far ones that agree with it in most bands."""
        self._shrink()
        if not self._far:
            return _split(np.empty(0, np.int64))
        first, second = _split(self._far[0])
        keep = wanted[first]
        first, second, counts = first[keep], second[keep], self._counts[0][keep]
        order = np.lexsort((second, -counts, first))
        first, second = first[order], second[order]
        begins = np.searchsorted(first, first, "left")
        top = np.arange(len(first)) - begins < _FAR
        return first[top], second[top]


def _pairs(first: Numbers, second: Numbers) -> Numbers:
    return (first << np.int64(32)) | second


def _split(pairs: Numbers) -> tuple[Numbers, Numbers]:
    return pairs >> np.int64(32), pairs & np.int64(0xFFFFFFFF)


class Checker:
    """Decides on near pairs by their exact shingles.

    Parameters
    ----------
    rule
        When two articles print the same release.
    load
        Gives the shingles of an article.
    far
        By article the far ones, as of `Candidates.far`.
    days, outlets
        By article; outlets as numbers, -1 where not known.
    """

    def __init__(
        self,
        rule: Rule,
        load: Callable[[int], Hashes],
        far: tuple[Numbers, Numbers],
        days: Numbers,
        outlets: Numbers,
    ) -> None:
        self.rule = rule
        self.load = load
        self.days = days
        self.outlets = outlets
        self._firsts, self._others = far
        self._own: dict[int, Hashes] = {}

    def same(self, one: int, other: int) -> bool:
        """Whether two articles print the same release, one as a whole or in parts."""
        a, b = self.load(one), self.load(other)
        need = self._need(one, other)
        whole = _share(a, b)
        if whole < need:
            return False
        own_a, own_b = self._without(one, other, a), self._without(other, one, b)
        if min(len(own_a), len(own_b)) < _OWN:
            return whole >= self.rule.copy
        return _share(own_a, own_b) >= need

    def part(self, one: int, other: int) -> tuple[int, int, int] | None:
        """Tell whether one article is less than half of the other.

        Returns
        -------
        tuple or None
            How many shingles they share, the smaller one and the larger one; None for two of a size.
        """
        a, b = self.load(one), self.load(other)
        if 2 * min(len(a), len(b)) >= max(len(a), len(b)):
            return None
        small, large = (one, other) if len(a) < len(b) else (other, one)
        return len(np.intersect1d(a, b, assume_unique=True)), small, large

    def akin(self, one: int, other: int) -> bool:
        """Whether two articles share enough to be parts of one release and not of a bundle of several."""
        return _share(self.load(one), self.load(other)) >= self.rule.akin

    def _need(self, one: int, other: int) -> float:
        rule, left, right = self.rule, int(self.outlets[one]), int(self.outlets[other])
        if left == right != -1:
            return rule.same_outlet
        gap = abs(int(self.days[one]) - int(self.days[other]))
        if gap > 2 or self.days[one] == UNDATED:
            return rule.late
        return rule.share if -1 in (left, right) else rule.share - 0.1

    def _without(self, article: int, other: int, hashes: Hashes) -> Hashes:
        """Take from an article's shingles what it or the other one shares with far articles."""
        taken = np.union1d(self._common(article), self._common(other))
        return hashes[~np.isin(hashes, taken, assume_unique=True)] if len(taken) else hashes

    def _common(self, article: int) -> Hashes:
        found = self._own.get(article)
        if found is None:
            begin, end = np.searchsorted(self._firsts, [article, article + 1])
            mine = self.load(article)
            hit = np.zeros(len(mine), bool)
            for other in self._others[begin:end]:
                theirs = self.load(int(other))
                there = np.isin(mine, theirs, assume_unique=True)
                if there.sum() < self.rule.copy * min(
                    len(mine), len(theirs)
                ):  # else it is printed again later
                    hit |= there
            if len(self._own) >= 10_000:  # pairs come in the order of days, so old ones are done with
                self._own.clear()
            found = self._own[article] = mine[hit]
        return found


def _share(one: Hashes, other: Hashes) -> float:
    smaller = min(len(one), len(other))
    if not smaller:
        return 0.0
    shared: Any = np.intersect1d(one, other, assume_unique=True)
    return len(shared) / smaller


class Groups:
    """Union-find over article numbers; the smallest number of a group stands for it.

    Examples
    --------
    >>> groups = Groups(4)
    >>> groups.join(1, 3)
    >>> groups.together(3, 1), groups.roots().tolist()
    (True, [0, 1, 2, 1])
    """

    def __init__(self, count: int) -> None:
        self._above: Numbers = np.arange(count)

    def root(self, number: int) -> int:
        """Give the article that stands for the group of another one."""
        above = self._above
        while (over := int(above[number])) != number:
            above[number] = above[over]
            number = over
        return number

    def together(self, one: int, other: int) -> bool:
        """Whether two articles are in one group."""
        return self.root(one) == self.root(other)

    def join(self, one: int, other: int) -> None:
        """Put two articles, and all that are with them, into one group."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def roots(self) -> Numbers:
        """Give for each article the one that stands for its group."""
        above = self._above
        while not np.array_equal(over := above[above], above):
            above = over
        return above
