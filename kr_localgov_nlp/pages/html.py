"""HTML pages: the visible text goes the way of plain text; metadata and trafilatura tell what they know better.

trafilatura finds the region of the main text and, with the page's own metadata (JSON-LD, Open Graph, article tags), the
title, the dates, the author and the site. Within the region the rules for plain text decide, since they know captions,
bylines and the buttons of Korean sites.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.errors import MissingExtraError, PageError
from kr_localgov_nlp.pages import byline, dates
from kr_localgov_nlp.pages.article import Article
from kr_localgov_nlp.pages.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_HTML = 8 * 1024 * 1024
"""Longest HTML page, in characters. A saved news page has some 50,000 to 500,000."""

_SKIP = frozenset(
    "script style noscript template head svg canvas iframe object embed select option button input textarea nav footer audio video map form dialog".split()
)
_FORM_OK = frozenset(("form",))
_BLOCK = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol "
    "p pre section table tbody td tfoot th thead tr ul form".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r"\n{3,}")
_TITLE_META = ("og:title", "twitter:title", "dc.title", "title")
_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dable:published",
    "pubdate",
    "date",
    "dc.date",
    "article:published",
    "og:regdate",
    "regdate",
)
_UPDATED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dable:modified",
    "lastmod",
    "article:modified",
)
_AUTHOR_META = (
    "article:author",
    "author",
    "dable:author",
    "byl",
    "dc.creator",
    "og:article:author",
    "twitter:creator",
)
_SITE_META = (
    "og:site_name",
    "application-name",
    "copyright",
    "publisher",
    "dc.publisher",
    "article:publisher",
)
_NEWS_TYPES = frozenset(("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting"))
_GOVERNMENT = re.compile(r"(?:시|군|구|도|청|의회|누리집|홈페이지|시청|포털)$|대한민국|정부|브리핑")


@dataclass(slots=True)
class Meta:
    """What the head of a page says about its article."""

    title: str = ""
    published: tuple[date, str | None] | None = None
    updated: tuple[date, str | None] | None = None
    reporter: str | None = None
    outlet: str | None = None
    url: str | None = None
    names: list[str] = field(default_factory=list)


def read_html(page: str, source: str | None = None) -> list[Article]:
    """Read the articles of an HTML page.

    Spans are offsets into :func:`visible_text` of the page.

    Raises
    ------
    PageError
        Longer than :data:`MAX_HTML` characters, or nothing that can be parsed.
    MissingExtraError
        trafilatura is not installed.

    Examples
    --------
    >>> page = "<html><body><h1>가람구, 구립 도서관 개관</h1><p>나은주 기자 | 등록 2024-05-01</p>" \\
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
    found = _extract(page)
    region = _region(text, found)
    articles = read_text(text, source, title_hint=meta.title, region=region)
    if not articles and region:
        articles = read_text(text, source, title_hint=meta.title)
    if len(articles) == 1:
        return [_with_meta(articles[0], meta)]
    return [_with_meta(article, Meta(outlet=meta.outlet)) for article in articles]


def visible_text(page: str) -> str:
    """Return the text that a page shows, a line for each block, without scripts, menus marked as such and hidden parts.

    Examples
    --------
    >>> visible_text("<p>가람구<br>도서관</p><script>1</script><p>개관</p>")
    '가람구\\n도서관\\n\\n개관'
    """
    _need_trafilatura()
    return _visible(_parse(page, None))


def read_meta(tree: Any) -> Meta:
    """Read title, dates, author, site and address from JSON-LD, Open Graph and the usual meta tags."""
    tags: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        value = (node.get("content") or "").strip()
        if name and value and name not in tags:
            tags[name] = value
    meta = Meta()
    linked = _linked_data(tree)
    headline = tree.find(".//title")
    meta.names = [name for key in _SITE_META if (name := tags.get(key))]
    meta.title = (
        str(linked.get("headline") or "")
        or _pick(tags, _TITLE_META)
        or (headline.text_content() if headline is not None else "")
    )
    meta.title = _WHITE.sub(" ", meta.title).strip()
    meta.published = _day(linked.get("datePublished")) or _first_day(tags, _PUBLISHED_META) or _time_tag(tree)
    meta.updated = _day(linked.get("dateModified")) or _first_day(tags, _UPDATED_META)
    meta.reporter = _person(_name(linked.get("author"))) or next(
        (name for key in _AUTHOR_META if (name := _person(tags.get(key, "")))), None
    )
    site = _name(linked.get("publisher")) or _pick(tags, _SITE_META[:2])
    meta.outlet = site if site and not _GOVERNMENT.search(site) and len(site) <= 25 else None
    canonical = next(
        (node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"),
        None,
    )
    address = tags.get("og:url") or canonical or ""
    meta.url = (
        (canonical if canonical and canonical.startswith("http") else address)
        if address.startswith("http") or canonical
        else None
    )
    return meta


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
        import lxml.html
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
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise PageError(source or "page", f"no HTML that can be parsed: {error}") from None
    return tree


def _extract(page: str) -> str:
    import trafilatura

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
        if closing:
            if tag in ("p", "h1", "h2", "h3", "ul", "ol", "table", "figure", "article", "section"):
                yield "\n\n"
            elif tag in _BLOCK and tag != "br":
                yield "\n"
            if node is not root and node.tail:
                yield _WHITE.sub(" ", node.tail)
            continue
        if (
            not tag
            or (tag in _SKIP and tag not in _FORM_OK)
            or _HIDDEN.search(node.get("style") or "")
            or node.get("hidden") is not None
        ):
            if node is not root and node.tail:
                yield _WHITE.sub(" ", node.tail)
            continue
        if tag in _BLOCK:
            yield "\n\n" if tag == "p" else "\n"
        stack.append((node, True))
        if node.text:
            yield _WHITE.sub(" ", node.text)
        stack.extend((child, False) for child in reversed(node))


def _linked_data(tree: Any) -> dict[str, Any]:
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            data = json.loads(node.text_content())
        except (ValueError, RecursionError):
            continue
        found = _news(data, 0)
        if found:
            return found
    return {}


def _news(data: object, depth: int) -> dict[str, Any]:
    if depth > 4:
        return {}
    if isinstance(data, list):
        return next((found for entry in data if (found := _news(entry, depth + 1))), {})
    if isinstance(data, dict):
        kinds = data.get("@type")
        if any(
            kind in _NEWS_TYPES
            for kind in (kinds if isinstance(kinds, list) else [kinds])
            if isinstance(kind, str)
        ):
            return data
        return _news(data.get("@graph"), depth + 1) if "@graph" in data else {}
    return {}


def _name(value: object) -> str:
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    if isinstance(value, dict):
        return str(value.get("name") or "")
    return value if isinstance(value, str) else ""


def _person(value: str) -> str | None:
    named = byline.read_name(value)
    if named and named.reporter:
        return named.reporter
    bare = value.strip()
    return bare if byline.bare_name(bare) and 2 < len(bare) <= 4 and byline.masthead(bare) is None else None


def _pick(tags: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((tags[key] for key in keys if tags.get(key)), "")


def _first_day(tags: dict[str, str], keys: tuple[str, ...]) -> tuple[date, str | None] | None:
    return next((found for key in keys if key in tags and (found := _day(tags[key]))), None)


def _time_tag(tree: Any) -> tuple[date, str | None] | None:
    times = [found for node in tree.iter("time") if (found := _day(node.get("datetime")))]
    return times[0] if len(times) == 1 else None


def _day(value: object) -> tuple[date, str | None] | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        found = dates.find_dates(value)
        return (found[0].day, found[0].moment) if found else None
    has_clock = len(value.strip()) > 10
    return moment.date(), moment.replace(tzinfo=None).isoformat() if has_clock else None
