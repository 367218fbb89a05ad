"""HTML pages: their visible text goes the way of plain text, with what metadata and trafilatura know.

trafilatura finds the region of the main text; the page's metadata (JSON-LD, Open Graph, article tags) states
title, dates, author and site. Within the region the rules for plain text decide, since they know captions,
bylines and the buttons of Korean sites.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import MissingExtraError, PageError
from kr_localgov_nlp.pages.article import Article
from kr_localgov_nlp.pages.metadata import Meta, read_meta
from kr_localgov_nlp.pages.pagefacts import page_outlet, with_page_facts
from kr_localgov_nlp.pages.sections import find_sections
from kr_localgov_nlp.pages.text import read_text
from kr_localgov_nlp.pages.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_HTML = 8 * 1024 * 1024
"""Longest HTML page, in characters. A saved news page has some 50,000 to 500,000."""

_SKIP = words(
    """
    script style noscript template head svg canvas iframe object embed select option button input
    textarea nav audio video map dialog
    """
)
_BLOCK = words(
    """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption
    figure h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tbody td tfoot th thead tr
    ul form
    """
)
# Pages with more tags are broken, and trafilatura would take a minute: the rules for plain text go alone.
_MAX_TAGS = 60_000
# What CMS call the lines under their pictures, which they set in inline elements too.
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:img_?desc|caption|photo_?desc|img_?cap)(?:$|[\s_-])", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r"\n{3,}")


def read_html(page: str, source: str | None = None) -> list[Article]:
    r"""Read the articles of an HTML page.

    Spans are offsets into :func:`visible_text` of the page.

    Raises
    ------
    PageError
        Longer than :data:`MAX_HTML` characters, or nothing that can be parsed.
    MissingExtraError
        trafilatura is not installed.

    Examples
    --------
    >>> page = "<html><body><h1>가람구, 구립 도서관 개관</h1><p>나은주 기자 | 등록 2024-05-01</p>" \
    ...        "<p>가람구는 1일 구립 도서관의 문을 열었다고 밝혔다.</p></body></html>"
    >>> [article] = read_html(page)
    >>> article.title, article.reporter
    ('가람구, 구립 도서관 개관', '나은주')
    """
    _need_trafilatura()
    if len(page) > MAX_HTML:
        raise PageError(source or "page", f"{len(page):,} characters of HTML, the limit is {MAX_HTML:,}")
    tree = _parse(page, source)
    text = _visible(tree)
    meta = read_meta(tree)
    several = _read_sections(tree, text, source)
    if len(several) > 1:
        return [_with_meta(article, Meta(outlet=meta.outlet)) for article in several]
    found = _extract(page)
    region = _region(text, found)
    articles = read_text(text, source, title_hint=meta.title, region=region)
    if not articles and region:
        articles = read_text(text, source, title_hint=meta.title)
    if len(articles) == 1:
        return [_with_meta(articles[0], meta)]
    return [_with_meta(article, Meta(outlet=meta.outlet)) for article in articles]


def _read_sections(tree: Any, text: str, source: str | None) -> list[Article]:
    """Read each element that holds an article by itself; what the page says of its paper goes for all."""
    found: list[Article] = []
    at = 0
    for heading, parts in find_sections(tree, _visible):
        start = text.find(parts[0], at)
        last = text.find(parts[-1], start)
        if start < 0 or last < 0:
            continue
        at = last + len(parts[-1])
        part = text[start:at]
        found += [
            _moved(article, start) for article in read_text(part, source, title_hint=heading) if article.title
        ]
    outlet = page_outlet(text)
    return [
        with_page_facts(article, None if article.outlet else outlet, None) if outlet else article
        for article in found
    ]


def _moved(article: Article, by: int) -> Article:
    data = {name: getattr(article, name) for name in article.__dataclass_fields__}
    spans = {part: [(start + by, end + by) for start, end in pairs] for part, pairs in article.spans.items()}
    return Article(**{**data, "spans": spans})


def visible_text(page: str) -> str:
    r"""Return the text that a page shows, a line for each block, without scripts, menus and hidden parts.

    Examples
    --------
    >>> visible_text("<p>가람구<br>도서관</p><script>1</script><p>개관</p>")
    '가람구\n도서관\n\n개관'
    """
    _need_trafilatura()
    return _visible(_parse(page, None))


def _with_meta(article: Article, meta: Meta) -> Article:
    data = {name: getattr(article, name) for name in article.__dataclass_fields__}
    spans = dict(article.spans)
    if not article.title and meta.title:
        data["title"] = meta.title
    for part, found in (("published", meta.published), ("updated", meta.updated)):
        if data[part] is None and found:
            data[part], data[f"{part}_at"] = found
            spans.pop(part, None)
    data["reporter"] = article.reporter or meta.reporter
    data["outlet"] = article.outlet or meta.outlet
    data["url"] = article.url or meta.url
    data["spans"] = spans
    return Article(**data)


def _need_trafilatura() -> None:
    try:
        import lxml.html  # noqa: F401
        import trafilatura  # noqa: F401
    except ImportError:
        raise MissingExtraError("HTML pages", "html") from None


def _parse(page: str, source: str | None) -> Any:
    import lxml.etree
    import lxml.html

    # A declared encoding in a str is refused by lxml; the page is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", page.lstrip("\ufeff"), count=1)
    try:
        tree = lxml.html.document_fromstring(
            text.replace("\x00", ""), parser=lxml.html.HTMLParser(huge_tree=True)
        )
    except lxml.etree.ParserError:
        # Nothing but a doctype or comments.
        tree = lxml.html.document_fromstring("<html><body></body></html>")
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        raise PageError(source or "page", f"no HTML that can be parsed: {error}") from None
    return tree


def _extract(page: str) -> str:
    import trafilatura

    if page.count("<") > _MAX_TAGS:
        return ""

    try:
        return (
            trafilatura.extract(
                page, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
            )
            or ""
        )
    except (ValueError, RecursionError, AttributeError, TypeError):
        # Odd trees make it stumble; the rules for plain text go on without it.
        return ""


def _region(text: str, found: str) -> tuple[int, int] | None:
    """Where trafilatura's main text stands in the visible text: from its first to its last long line."""
    lines = {_WHITE.sub("", line) for line in found.split("\n") if len(line) >= 40}
    if not lines:
        return None
    starts: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if len(line) >= 40 and _WHITE.sub("", line) in lines:
            starts.append((at, at + len(line)))
        at += len(line) + 1
    return (starts[0][0], starts[-1][1]) if starts else None


def _visible(tree: Any) -> str:
    body = tree.find(".//body")
    text = "".join(_pieces(body if body is not None else tree))
    lines = [_WHITE.sub(" ", line).strip() for line in text.split("\n")]
    return _BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")


def _pieces(root: Any) -> Iterator[str]:
    """Walk without recursion: saved pages nest hundreds of tables."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        block = tag in _BLOCK or (tag and _CAPTION_CLASS.search(node.get("class") or ""))
        if closing:
            if tag in ("p", "h1", "h2", "h3", "ul", "ol", "table", "figure", "article", "section"):
                yield "\n\n"
            elif block and tag != "br":
                yield "\n"
            if node is not root and node.tail:
                yield _WHITE.sub(" ", node.tail)
            continue
        if (
            not tag
            or tag in _SKIP
            or _HIDDEN.search(node.get("style") or "")
            or node.get("hidden") is not None
        ):
            if node is not root and node.tail:
                yield _WHITE.sub(" ", node.tail)
            continue
        if block:
            yield "\n\n" if tag == "p" else "\n"
        stack.append((node, True))
        if node.text:
            yield _WHITE.sub(" ", node.text)
        stack.extend((child, False) for child in reversed(node))
