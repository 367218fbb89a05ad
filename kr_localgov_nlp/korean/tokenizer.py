"""Kiwi as a spaCy tokenizer, and the same tokens without spaCy's Doc."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  (spaCy reads the factory's annotations)
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy import util
from spacy.attrs import LEMMA, POS, SENT_START, TAG
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry

from kr_localgov_nlp.korean import morphemes
from kr_localgov_nlp.korean.morphemes import MORPHEMES, Morpheme, register_extensions
from kr_localgov_nlp.korean.surface import MAX_LENGTH, Surface, analyse
from kr_localgov_nlp.korean.tags import SPACE_TAG, UPOS, upos

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from spacy.language import Language
    from spacy.vocab import Vocab

    from kr_localgov_nlp.korean.names import NameFinder

HITS: Final = "localgov_hits"

_ATTRS = [TAG, POS, LEMMA, SENT_START]
_POS_IDS: dict[str, int] = {tag: IDS[name] for tag, name in UPOS.items()}
_X: int = IDS["X"]
_NO_START = np.uint64(2**64 - 1)  # -1 in the unsigned array that spaCy reads


class KiwiTokenizer(DummyTokenizer):
    """Make a spaCy ``Doc`` of a text, with ``doc.text == text`` for every text that it does not refuse.

    Tokens are surfaces: morphemes that share characters are one (했 = 하 + 았), the whole analysis is in
    ``token._.morphemes``. Whitespace other than one U+0020 is a token with the tag ``_SP``. Set are ``tag_``
    (Kiwi's, of the first morpheme), ``pos_`` (UPOS), ``lemma_`` (predicates end in 다) and sentence starts,
    all from one analysis.

    Parameters
    ----------
    vocab
        The pipeline's vocab.
    names
        Finds known names before Kiwi runs. Guarded hits become tokens with exactly their borders; all hits
        are stored in ``doc.user_data["localgov_hits"]`` as ``[start, end, kind, [keys], guarded]``.
    max_length
        The longest text accepted, in characters.

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.blank("ko_localgov")("강진군은 정책을 발표했다.")
    >>> [(token.text, token.tag_, token.lemma_) for token in doc][-3:]
    [('했', 'XSV', '하다'), ('다', 'EF', '다'), ('.', 'SF', '.')]
    >>> [tuple(found) for found in doc[5]._.morphemes]
    [('하', 'XSV', 11, 12), ('었', 'EP', 11, 12)]
    """

    def __init__(self, vocab: Vocab, names: NameFinder | None = None, max_length: int = MAX_LENGTH) -> None:
        register_extensions()
        self.vocab = vocab
        self.names = names
        self.max_length = max_length

    def __call__(self, text: str) -> Doc:
        """Tokenize one text.

        Raises
        ------
        TextError
            For a lone surrogate or a text over `max_length`.
        """
        made = analyse(text, self.names, self.max_length)
        # Each string is looked up once, and anew in each Doc: inside nlp.memory_zone() they do not outlive it.
        add = self.vocab.strings.add
        ids = {string: add(string) for string in {*made.words, *made.lemmas, *made.tags}}
        words: Any = [ids[word] for word in made.words]
        doc = Doc(self.vocab, words=words, spaces=made.spaces)
        if made.words:
            _annotate(doc, made, ids)
        # Not doc.text, which builds every token: the same check at a tenth of the time.
        tiles = [word + " " if space else word for word, space in zip(made.words, made.spaces, strict=True)]
        if "".join(tiles) != text:  # offsets would be wrong from here on: no result is better than that
            message = f"tokens do not tile the text: {text[:80]!r}"
            raise RuntimeError(message)
        doc.user_data[MORPHEMES] = morphemes.pack(*made.morphemes, len(text))
        doc.user_data[HITS] = [
            [hit.start, hit.end, hit.kind, list(hit.keys), hit.guarded] for hit in made.hits
        ]
        return doc

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.vocab, self.names, self.max_length)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Return the settings, and the names where their finder has ``to_bytes``."""
        serializers: dict[str, Callable[[], Any]] = {"cfg": lambda: srsly.json_dumps(self._settings())}
        names: Any = self.names
        if hasattr(names, "to_bytes"):
            serializers["names"] = names.to_bytes
        return util.to_bytes(serializers, kwargs.get("exclude", ()))

    def from_bytes(self, data: bytes, **kwargs: Any) -> KiwiTokenizer:
        """Load what :meth:`to_bytes` gave, in place."""
        deserializers: dict[str, Callable[[Any], Any]] = {"cfg": lambda b: self._set(srsly.json_loads(b))}
        names: Any = self.names
        if hasattr(names, "from_bytes"):
            deserializers["names"] = names.from_bytes
        util.from_bytes(data, deserializers, kwargs.get("exclude", ()))
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write a folder with the settings, and the names where their finder has ``to_bytes``."""
        settings = self._settings()
        serializers: dict[str, Callable[[Path], Any]] = {"cfg": lambda p: srsly.write_json(p, settings)}
        names: Any = self.names
        if hasattr(names, "to_bytes"):
            serializers["names"] = lambda p: p.write_bytes(names.to_bytes())
        util.to_disk(util.ensure_path(path), serializers, kwargs.get("exclude", ()))

    def from_disk(self, path: str | Path, **kwargs: Any) -> KiwiTokenizer:
        """Load what :meth:`to_disk` wrote, in place."""
        deserializers: dict[str, Callable[[Path], Any]] = {"cfg": lambda p: self._set(srsly.read_json(p))}
        names: Any = self.names
        if hasattr(names, "from_bytes"):
            deserializers["names"] = lambda p: names.from_bytes(p.read_bytes())
        util.from_disk(util.ensure_path(path), deserializers, kwargs.get("exclude", ()))
        return self

    def _settings(self) -> dict[str, Any]:
        return {"max_length": self.max_length, "names": self.names is not None}

    def _set(self, settings: dict[str, Any]) -> None:
        if settings["names"] and self.names is None:
            message = (
                "this pipeline was saved with a name finder that its config does not name: register the "
                "finder in spaCy's misc registry and give it as names={'@misc': ...} in [nlp.tokenizer]"
            )
            raise ValueError(message)
        self.max_length = settings["max_length"]


def _annotate(doc: Doc, made: Surface, ids: Mapping[str, int]) -> None:
    count = len(made.words)
    array = np.empty((4, count), dtype=np.uint64)
    array[0] = np.fromiter(map(ids.__getitem__, made.tags), np.uint64, count)
    array[1] = np.fromiter(map(_POS_IDS.get, made.tags, repeat(_X)), np.uint64, count)
    array[2] = np.fromiter(map(ids.__getitem__, made.lemmas), np.uint64, count)
    array[3] = _NO_START
    array[3, np.fromiter(made.sentences, np.bool_, count)] = 1
    doc.from_array(_ATTRS, array.T)  # type: ignore[arg-type]


@registry.tokenizers("kr_localgov.KiwiTokenizer.v1")  # type: ignore[untyped-decorator]
def create_kiwi_tokenizer(
    names: Callable[[str], list[Any]] | None = None, max_length: int = MAX_LENGTH
) -> Callable[[Language], KiwiTokenizer]:
    """Make the factory that ``[nlp.tokenizer]`` of a config names.

    Parameters
    ----------
    names
        A name finder, in a config through a function registered in ``@misc`` that returns one.
    max_length
        In characters.
    """

    def make(nlp: Language) -> KiwiTokenizer:
        return KiwiTokenizer(nlp.vocab, names=names, max_length=max_length)

    return make


class Token(NamedTuple):
    """One token of :func:`tokenize`: what a spaCy token would show, as plain data.

    ``text[start:end]`` is the token, `space` tells whether one U+0020 follows that belongs to no token.

    Examples
    --------
    >>> Token("배", 0, 1, "NNG", "NOUN", "배", (Morpheme("배", "NNG", 0, 1),), False).pos
    'NOUN'
    """

    text: str
    start: int
    end: int
    tag: str
    pos: str
    lemma: str
    morphemes: tuple[Morpheme, ...]
    space: bool


def tokenize(text: str, names: NameFinder | None = None, max_length: int = MAX_LENGTH) -> list[Token]:
    """Cut a text into the tokens that the pipeline would make, without a pipeline.

    Parameters
    ----------
    text
        The text as given.
    names
        Finds known names whose guarded hits are kept in one piece.
    max_length
        In characters.

    Raises
    ------
    TextError
        For a lone surrogate or a text over `max_length`.

    Examples
    --------
    >>> [(token.text, token.tag) for token in tokenize("나주시가 밝혔다")]
    [('나주시', 'NNP'), ('가', 'JKS'), ('밝혔', 'VV'), ('다', 'EF')]
    """
    made = analyse(text, names, max_length)
    every = list(map(Morpheme, *made.morphemes))
    total = len(every)
    index = 0
    tokens: list[Token] = []
    for word, start, tag, lemma, space in zip(
        made.words, made.starts, made.tags, made.lemmas, made.spaces, strict=True
    ):
        end = start + len(word)
        first = index
        if tag != SPACE_TAG:
            while index < total and (every[index].start < end or every[index].end == end):
                index += 1
        tokens.append(Token(word, start, end, tag, upos(tag), lemma, tuple(every[first:index]), space))
    return tokens
