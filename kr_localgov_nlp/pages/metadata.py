"""What the head of an HTML page says about its article: JSON-LD, Open Graph, article tags."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kr_localgov_nlp.pages import byline, dates, outlet

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
_WHITE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Meta:
    """What the head of a page says about its article."""

    title: str = ""
    published: tuple[date, str | None] | None = None
    updated: tuple[date, str | None] | None = None
    reporter: str | None = None
    outlet: str | None = None
    url: str | None = None


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
    return bare if byline.bare_name(bare) and 2 < len(bare) <= 4 and outlet.masthead(bare) is None else None


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
