"""What a page says once for all its articles: its paper, its address, the day of the printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import outlet as names
from kr_localgov_nlp.pages.article import Article
from kr_localgov_nlp.pages.lines import Kind, Line, classify, split_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.pages.dates import PageDate


def with_paper_page(
    article: Article, printed: tuple[tuple[int, PageDate], tuple[str, int] | None] | None
) -> Article:
    """Add day and paper that the head of a printed page states for all its articles."""
    if printed is None:
        return article
    (offset, day), paper = printed
    data = {name: getattr(article, name) for name in article.__dataclass_fields__}
    spans = dict(article.spans)
    if article.published is None:
        data["published"], data["published_at"] = day.day, day.moment
        spans["published"] = [(offset + day.start, offset + day.end)]
    if article.outlet is None and paper:
        data["outlet"] = paper[0]
        spans["outlet"] = [(paper[1], paper[1] + len(paper[0]))]
    return Article(**{**data, "spans": spans})


def outlet_of_page(lines: Sequence[Line]) -> tuple[str, tuple[int, int]] | None:
    """Find the paper in the classified lines of a page, as `page_outlet` does in its text."""
    for line in lines:
        if line.kind in (Kind.END, Kind.FOOTER, Kind.SHORT, Kind.META) and len(line.text) < 300:
            found = names.outlet_of_rights(line.text)
            if found:
                return found[0], (line.start + found[1][0], line.start + found[1][1])
    for line in [*lines[:12], *lines[-6:]]:
        name = names.masthead(line.bare) if line.kind is Kind.SHORT else None
        # The very first line may say what of the paper this is: 가람신문 기사보관소.
        if name is None and line is lines[0] and line.kind is Kind.SHORT and len(line.text) <= _MAX_FIRST:
            name = names.masthead(line.text.split()[0])
        if name:
            start = line.start + line.text.index(name)
            return name, (start, start + len(name))
    return None


_MAX_FIRST = 16


def page_outlet(page: str) -> tuple[str, tuple[int, int]] | None:
    r"""Read the paper's name in the imprint, copyright line or masthead of a page, and where it stands.

    Examples
    --------
    >>> page_outlet("가람구, 도서관 개관\n저작권자 © 가람신문 무단전재 금지")
    ('가람신문', (19, 23))
    """
    lines = split_lines(page)
    for line in lines:
        line.kind = classify(line)
    return outlet_of_page(lines)


def with_page_facts(
    article: Article, outlet: tuple[str, tuple[int, int]] | None, url: tuple[str, tuple[int, int]] | None
) -> Article:
    """Add what a page says for all its articles, where the article does not say it itself."""
    data = {name: getattr(article, name) for name in article.__dataclass_fields__}
    spans = dict(article.spans)
    if outlet and not article.outlet:
        data["outlet"] = outlet[0]
        spans["outlet"] = [outlet[1]]
    if url and not article.url:
        data["url"] = url[0]
        spans["url"] = [url[1]]
    return Article(**{**data, "spans": spans})
