r"""CoNLL files: a token and its BIO tag a line, a blank line after each text.

Our own files say in comments what the text was, so that offsets come back exactly::

    # id = a
    # text = "구로구가 연다."
    # localgov = {"layers": ["entities"]}
    구로구\tB-DISTRICT
    가\tO
    ...

Tokens are those of `kr_localgov_nlp.korean.tokenize`; white space is in no token's column. An entity that begins
or ends inside a token is left out and told, or with ``split=True`` cuts the token. Files of other programs are read
with spaces between the tokens: the first column is the token, the last the tag (BIO, IOB1, BIOES or BILOU).
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import InputError
from kr_localgov_nlp.korean import tokenize
from kr_localgov_nlp.training.formats.carry import KEY, Import, Loaded, carried
from kr_localgov_nlp.training.schema import LabelledText, Problem, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

_COMMENT = re.compile(r"# (id|text|localgov) = (.*)")
_TAG = re.compile(r"O|[BIESUL]-\S+")
_DOCSTART = "-DOCSTART-"


def read_conll(path: str | PathLike[str]) -> Loaded:
    r"""Read a CoNLL file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Loaded
        A text for each block of lines; blocks between two ``-DOCSTART-`` are one text where there are several.

    Raises
    ------
    LabelError
        Lines without a tag, and tokens that are not in the text of their comment; all of them.
    InputError
        There is no such file, or it is not UTF-8.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "other.conll")
    ...     _ = file.write_text("서울 B-DISTRICT\n구로구 I-DISTRICT\n가 O\n", encoding="utf-8")
    ...     read_conll(file).texts[0]
    LabelledText(id='1', text='서울 구로구 가', ..., entities=[[0, 6, 'DISTRICT']], ...)
    """
    file = Path(path)
    out = Import(file.name)
    blocks = list(_blocks(read_text(file), out))
    together = sum(block.starts for block in blocks) > 1
    number = 0
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        sentences = [block.tokens]
        if together and "text" not in block.comments:
            while index < len(blocks) and not blocks[index].starts:
                sentences.append(blocks[index].tokens)
                index += 1
        number += 1
        _add(block, sentences, number, out)
    return out.done()


class _Block:
    """The lines between two blank ones."""

    def __init__(self, line: int, starts: bool) -> None:
        self.line = line
        self.starts = starts
        self.comments: dict[str, Any] = {}
        self.tokens: list[tuple[int, str, str]] = []


def _blocks(content: str, out: Import) -> Iterator[_Block]:
    block: _Block | None = None
    starts = False
    for number, raw in enumerate(content.split("\n"), 1):
        line = raw.rstrip("\r")
        if not line.strip():
            if block is not None and (block.tokens or "text" in block.comments):
                yield block
                block = None
            continue
        if line.startswith(_DOCSTART):
            starts = True
            continue
        if block is None:
            block = _Block(number, starts)
            starts = False
        if comment := _COMMENT.fullmatch(line):
            name, value = comment.groups()
            try:
                block.comments[name] = value if name == "id" else json.loads(value)
            except ValueError:
                out.fail(number, f"the comment {name!r} is no JSON")
            continue
        columns = line.split("\t") if "\t" in line else line.split()
        if len(columns) > 1 and _TAG.fullmatch(columns[-1].strip()):
            block.tokens.append((number, columns[0], columns[-1].strip()))
        elif not line.startswith("#"):
            out.fail(number, f"no token with a BIO tag: {line[:60]!r}")
    if block is not None and (block.tokens or "text" in block.comments):
        yield block


def _add(
    block: _Block, sentences: Sequence[Sequence[tuple[int, str, str]]], number: int, out: Import
) -> None:
    rebuilt = "\n".join(" ".join(form for _, form, _ in sentence) for sentence in sentences)
    told = block.comments.get("text")
    text = told if isinstance(told, str) else rebuilt
    tokens: list[tuple[int, int, str]] = []
    at = 0
    for sentence in sentences:
        for line, form, tag in sentence:
            span = _find(text, form, at)
            if span is None:
                out.fail(line, f"the token {form!r} does not follow in the text: {text[at : at + 20]!r}")
                return
            at = span[1]
            tokens.append((*span, tag))
        tokens.append((at, at, "O"))  # no entity goes over the end of a sentence
    beside = block.comments.get(KEY)
    name = block.comments.get("id", str(number))
    out.add(block.line, {"id": name, "text": text, "entities": _entities(tokens)}, beside)


def _find(text: str, form: str, at: int) -> tuple[int, int] | None:
    """Find the token's characters in the text from there on; white space counts in neither."""
    start = -1
    for character in form:
        if character.isspace():
            continue
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text) or text[at] != character:
            return None
        start = at if start < 0 else start
        at += 1
    return None if start < 0 else (start, at)


def _entities(tokens: Iterable[tuple[int, int, str]]) -> list[list[Any]]:
    entities: list[list[Any]] = []
    inside = ""
    for start, end, tag in tokens:
        kind, _, label = tag.partition("-")
        if kind in ("I", "E", "L") and label == inside:
            entities[-1][1] = end
        elif kind != "O":
            entities.append([start, end, label])
        inside = label if kind in ("B", "I") else ""
    return entities


def write_conll(
    texts: Sequence[LabelledText], path: str | PathLike[str], split: bool = False
) -> list[Problem]:
    """Write labelled texts as tokens with BIO tags.

    Parameters
    ----------
    texts
        The texts.
    path
        The file; overwritten.
    split
        Whether a token is cut where an entity begins or ends inside it; else the entity is left out.

    Returns
    -------
    list of Problem
        The entities that were left out.

    Raises
    ------
    InputError
        A label has white space, which a tag can not have.
    TextError
        A text that the tokenizer refuses.
    """
    file = Path(path)
    notes: list[Problem] = []
    lines: list[str] = []
    for text in texts:
        flat = " ".join(text.id.split())
        beside = carried(text, ("text", "entities"))
        if flat == text.id:
            del beside["id"]
        lines += [f"# id = {flat}", f"# text = {_json(text.text)}", f"# {KEY} = {_json(beside)}"]
        wanted = sorted(text.entities or (), key=lambda one: (one[0], one[1]))
        cuts = {at for start, end, _ in wanted for at in (start, end)} if split else set()
        spans = list(_tokens(text.text, cuts))
        tags, lost = _tags(spans, wanted)
        for start, end, label, reason in lost:
            surface = text.text[start:end]
            notes.append(
                Problem(file.name, 0, f"{text.id}: {label} {surface!r} [{start}, {end}] {reason}; left out")
            )
        for (start, end), tag in zip(spans, tags, strict=True):
            lines.append(f"{''.join(text.text[start:end].split())}\t{tag}")
        lines.append("")
    file.write_bytes("\n".join([*lines, ""]).encode())
    return notes


def _tokens(text: str, cuts: set[int]) -> Iterator[tuple[int, int]]:
    """Give the spans of the tokens, without white space at their borders."""
    for token in tokenize(text):
        borders = [token.start, *sorted(at for at in cuts if token.start < at < token.end), token.end]
        for start, end in pairwise(borders):
            surface = text[start:end]
            if words := surface.strip():
                left = start + len(surface) - len(surface.lstrip())
                yield left, left + len(words)


def _tags(
    spans: Sequence[tuple[int, int]], wanted: Sequence[Sequence[Any]]
) -> tuple[list[str], list[tuple[int, int, str, str]]]:
    starts = {start: index for index, (start, _) in enumerate(spans)}
    ends = {end: index for index, (_, end) in enumerate(spans)}
    tags = ["O"] * len(spans)
    lost: list[tuple[int, int, str, str]] = []
    for start, end, label in wanted:
        if not label or any(c.isspace() for c in label):
            raise InputError(f"a tag has no white space: {label!r}")
        if start not in starts or end not in ends:
            lost.append((start, end, label, "begins or ends inside a token or at white space"))
            continue
        first, last = starts[start], ends[end]
        if any(tag != "O" for tag in tags[first : last + 1]):
            lost.append((start, end, label, "overlaps another entity"))
            continue
        tags[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
    return tags, lost


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
