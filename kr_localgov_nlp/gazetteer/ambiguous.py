"""Names that are also words, and words that make another thing of a name: the data behind the guards."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.gazetteer.tables import Row, once, read_rows, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COLUMNS = ("name", "kind", "reason")
KINDS = ("government", "head", "ministry", "award")
FOLLOWER_COLUMNS = ("name", "follower", "effect", "spaced", "sense")
# other: the name is part of another thing (김포 공항); keep: the name stands for itself (나주지역);
# title: a head's title goes on (구로구청장상).
EFFECTS = ("other", "keep", "title")
SPACED = ("any", "glued")


class Follower(NamedTuple):
    """A word that may stand behind a name."""

    name: str
    follower: str
    effect: str
    spaced: str


def read_ambiguous(path: Path) -> list[tuple[str, str]]:
    """Read ``ambiguous_names.csv``: (name, kind) of names that are common words."""
    seen: dict[str, int] = {}
    pairs = []
    for row in read_rows(path, COLUMNS):
        row.text("reason")
        pair = (row.text("name"), row.one_of("kind", KINDS))
        once(row, "/".join(pair), seen)
        pairs.append(pair)
    return pairs


def follower_from(row: Row) -> Follower:
    """Return one row of ``followers.csv``."""
    return Follower(
        row.text("name"), row.text("follower"), row.one_of("effect", EFFECTS), row.one_of("spaced", SPACED)
    )


def read_followers(path: Path) -> list[Follower]:
    """Read ``followers.csv``."""
    seen: dict[str, int] = {}
    followers = []
    for row in read_rows(path, FOLLOWER_COLUMNS):
        follower = follower_from(row)
        once(row, f"{follower.name}/{follower.follower}", seen)
        followers.append(follower)
    return followers


class Ambiguous:
    """What is known of names that mean something else as well.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> ambiguous = load_gazetteer().ambiguous
    >>> ambiguous.is_word("구리", "government"), ambiguous.is_word("나주", "government")
    (True, False)
    """

    def __init__(self, words: Iterable[tuple[str, str]], followers: Iterable[Follower]) -> None:
        self._words = {(squeeze(name), kind) for name, kind in words}
        glued: defaultdict[str, list[str]] = defaultdict(list)
        spaced: defaultdict[str, list[str]] = defaultdict(list)
        self.keep: tuple[str, ...] = ()
        self.title: tuple[str, ...] = ()
        for follower in followers:
            if follower.effect == "keep":
                self.keep += (follower.follower,)
            elif follower.effect == "title":
                self.title += (follower.follower,)
            else:
                glued[follower.name].append(follower.follower)
                if follower.spaced == "any":
                    spaced[follower.name].append(follower.follower)
        self.glued = {name: tuple(words) for name, words in glued.items()}
        self.spaced = {name: tuple(words) for name, words in spaced.items()}

    def is_word(self, name: str, kind: str) -> bool:
        """Whether a name of that kind is also a common word, so that it needs more than its borders."""
        return (squeeze(name), kind) in self._words

    def becomes_other(self, text: str, end: int, name: str) -> bool:
        """Whether what stands behind ``name``, which ends at ``end``, makes another thing of it."""
        words = self.glued.get(name)
        if words is None or end >= len(text):
            return False
        if text[end].isspace():
            spaced = self.spaced.get(name)
            return spaced is not None and text.startswith(spaced, end + 1)
        return text.startswith(words, end)
