"""Name finders for tests: what the gazetteer's finder looks like from here."""

from __future__ import annotations

import json

from kr_localgov_nlp.korean import NameHit


class ListFinder:
    """Finds every occurrence of the words it was given, and vouches for all or none."""

    def __init__(self, words=(), guarded=True):
        self.words = list(words)
        self.guarded = guarded

    def __call__(self, text):
        hits = []
        for word in self.words:
            start = text.find(word)
            while start >= 0:
                hits.append(NameHit(start, start + len(word), "government", (word,), self.guarded, ()))
                start = text.find(word, start + 1)
        return hits

    def to_bytes(self):
        return json.dumps(self.words).encode()

    def from_bytes(self, data):
        self.words = json.loads(data)
        return self
