"""The article as it was found on a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Spans = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Article:
    r"""One article: its parts, its dates, and from where on the page each part came.

    Parameters
    ----------
    title
        The headline; ``""`` where the page has none.
    subtitles
        The lines under the headline, without bullets, dashes or frames.
    body
        The paragraphs, divided by blank lines; no captions, bylines or clutter.
    published, updated
        The days the page states, ``None`` where it states none. Of several days of publication, the first.
    outlet
        The paper or agency that the page names; a government's own board has none.
    reporter
        The reporter's name without the title 기자, the first where there are several.
    captions
        The picture captions with their credits, in the order of the page, without the leading mark.
    url
        The article's address where the page states it.
    source
        What was read: a file name, with the row where a file holds several articles.
    published_at, updated_at
        The same moments as local ISO date-times, where the page has a clock time (``"2024-09-11T09:14:32"``).
    spans
        Part → half-open ``(start, end)`` offsets, in code points, of what was taken. Plain text: into the
        decoded text. HTML: into :func:`kr_localgov_nlp.pages.html.visible_text` of the page. Rows: into the
        row's own text field. ``body`` has one pair a paragraph, ``subtitles`` and ``captions`` one an entry.
        A part is what its pair encloses, but for white space: lines that a page breaks inside a sentence are
        joined. What came from metadata (the HTML head, other columns) has no span.

    Examples
    --------
    >>> article = Article(title="가람구, 도서관 개관", subtitles=["구립 3호"], body="가람구가 문을 열었다.")
    >>> article.text
    '가람구, 도서관 개관\n\n구립 3호\n\n가람구가 문을 열었다.'
    >>> Article.from_dict(article.to_dict()) == article
    True
    """

    title: str = ""
    subtitles: list[str] = field(default_factory=list)
    body: str = ""
    published: date | None = None
    updated: date | None = None
    outlet: str | None = None
    reporter: str | None = None
    captions: list[str] = field(default_factory=list)
    url: str | None = None
    source: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    spans: Spans = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Title, subtitles and body, joined by blank lines: the text that is analysed."""
        return "\n\n".join(part for part in (self.title, *self.subtitles, self.body) if part)

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the body."""
        return self.body.split("\n\n") if self.body else []

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types: dates as ISO strings, spans as lists.

        Examples
        --------
        >>> Article(title="제목", published=date(2024, 9, 11)).to_dict()["published"]
        '2024-09-11'
        """
        return {
            "title": self.title,
            "subtitles": list(self.subtitles),
            "body": self.body,
            "published": self.published.isoformat() if self.published else None,
            "updated": self.updated.isoformat() if self.updated else None,
            "outlet": self.outlet,
            "reporter": self.reporter,
            "captions": list(self.captions),
            "url": self.url,
            "source": self.source,
            "published_at": self.published_at,
            "updated_at": self.updated_at,
            "spans": {part: [list(pair) for pair in pairs] for part, pairs in self.spans.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Article:
        """Build an article from :meth:`to_dict`; missing keys take their defaults, unknown ones are refused.

        Raises
        ------
        ValueError
            An unknown key, or a date that is none.

        Examples
        --------
        >>> Article.from_dict({"title": "제목", "published": "2024-09-11"}).published
        datetime.date(2024, 9, 11)
        """
        unknown = sorted(set(data) - set(cls.__dataclass_fields__))
        if unknown:
            raise ValueError(f"no such field of an article: {', '.join(unknown)}")
        spans = {
            part: [(start, end) for start, end in pairs] for part, pairs in (data.get("spans") or {}).items()
        }
        return cls(
            title=data.get("title") or "",
            subtitles=list(data.get("subtitles") or []),
            body=data.get("body") or "",
            published=_day(data.get("published")),
            updated=_day(data.get("updated")),
            outlet=data.get("outlet"),
            reporter=data.get("reporter"),
            captions=list(data.get("captions") or []),
            url=data.get("url"),
            source=data.get("source"),
            published_at=data.get("published_at"),
            updated_at=data.get("updated_at"),
            spans=spans,
        )


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value)[:10])
