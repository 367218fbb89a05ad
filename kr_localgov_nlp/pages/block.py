"""A stretch of a page that may be an article: what belongs to its text, and whether it is one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kr_localgov_nlp.pages import byline, captions
from kr_localgov_nlp.pages.lines import Kind, Line

TRUNCATED = re.compile(r"(?:\.{2,}|…|‥|&nbs?p?;?\.*)\s*(?:더보기)?$")
_SHORT_SENTENCE = re.compile(r"[가-힣](?<!니)다\.[”’]?$")


@dataclass(slots=True)
class Block:
    """One candidate article.

    ``head`` are the lines above the text, ``body`` those from its first to its last line, ``tail`` the ones
    right after it; ``strong``: a byline block introduces it; ``first``: no text stands before it.
    """

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    strong: bool = False
    first: bool = False


def trim(block: Block) -> None:
    """Move what follows the last sentence of the text into the tail, but for list lines that hang on it."""
    _cut_at_signature(block)
    last = max((i for i, line in enumerate(block.body) if line.kind is Kind.TEXT), default=-1)
    kept, tail = block.body[: last + 1], list[Line]()
    chained, labelled = True, False
    for line in block.body[last + 1 :]:
        short = line.kind is Kind.SHORT and len(line.text) >= 6
        labelled = captions.label_alone(line.text) or (labelled and short and line.gap == 0)
        caption = labelled or (
            short
            and (captions.caption_start(line.text) is not None or captions.marked(line.text) is not None)
        )
        chained = chained and short and line.bullet and "#" not in line.text[:3]
        # The last sentence may be a short one.
        told = not tail and short and _SHORT_SENTENCE.search(line.text[-6:]) is not None
        (kept if caption or chained or told else tail).append(line)
    block.body[:] = kept
    block.tail = [*tail, *block.tail]


def _cut_at_signature(block: Block) -> None:
    """End the text at the line that signs it, unless half as much again follows."""
    size = [len(line.text) if line.kind is Kind.TEXT else 0 for line in block.body]
    whole, before = sum(size), 0
    for i, line in enumerate(block.body):
        before += size[i]
        if line.kind is Kind.META and before * 3 >= whole * 2 and byline.is_signature(line.text):
            block.tail = [*block.body[i:], *block.tail]
            del block.body[i:]
            return


def is_article(block: Block, title_score: float) -> bool:
    """Whether a block is an article rather than comments, teasers, a notice of the site or a menu.

    News and releases end their sentences in plain ``다``, comments, errors and terms of use in ``요`` and
    ``니다``.
    """
    texts = [line.text for line in block.body if line.kind is Kind.TEXT]
    size = sum(map(len, texts))
    whole = [text for text in texts if not TRUNCATED.search(text[-12:])]
    if not whole:
        return False
    if len(whole) < len(texts) / 2 and not block.strong:
        return False
    plain = sum(len(text) for text in texts if _is_plain(text))
    if plain < 0.4 * size and not (block.strong and title_score >= 1.5):
        return False
    if block.strong:
        return size >= 50 or title_score >= 2.2
    if not block.first:
        return title_score >= 1.8 and size >= 100
    return size >= 80 or (size >= 40 and title_score >= 2.2)


def _is_plain(text: str) -> bool:
    tail = text[-14:]
    if re.search(r"(?:니다|니까|세요|십시오|해요|네요|어요|아요|까요)[.!?~^ㅋㅎ)”\"]*$", tail):
        return False
    return re.search(r"[다음함임됨것중][.!?”\"’')\]]*$", tail) is not None or len(text) > 150
