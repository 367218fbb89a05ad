"""The plain text of a page, as copied from a site or taken from HTML → articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages import borders, byline, header, imprint, split
from kr_localgov_nlp.pages.article import Article, Spans
from kr_localgov_nlp.pages.block import Block, is_article, trim
from kr_localgov_nlp.pages.lines import Kind, Line, classify, split_lines
from kr_localgov_nlp.pages.pagefacts import outlet_of_page, with_page_facts, with_paper_page
from kr_localgov_nlp.pages.parts import Parts
from kr_localgov_nlp.pages.similar import same_line
from kr_localgov_nlp.pages.titles import paper_before
from kr_localgov_nlp.pages.wrap import cuts_words, join_broken, join_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.pages.dates import PageDate

MAX_LINES = 100_000
"""Most lines that a page may have. A saved page has some 50 to 2,000."""

_BOARD = re.compile(
    r"(?:담당 ?부서|작성 ?부서|담당자|작성자|등록자|조회(?:수)?|첨부(?:파일)?|게시자)(?:\s*[:：|]"
    r"|[\s\u00a0]+|$)"
)


def read_text(
    page: str, source: str | None = None, *, title_hint: str = "", region: tuple[int, int] | None = None
) -> list[Article]:
    r"""Read the articles of a page's plain text.

    Parameters
    ----------
    page
        The text, one line a line of the page.
    source
        Its name, kept in the articles.
    title_hint
        The title that metadata states, if any: the line that says the same is the title.
    region
        Offsets between which the main text is known to stand, if it is.

    Examples
    --------
    >>> page = "기사 메일전송\n가람구, 구립 도서관 개관\n나은주 기자\n등록 2024-05-01\n\n" \
    ...        "가람구는 1일 구립 도서관의 문을 열었다고 밝혔다.\n\n0\n목록 바로가기\n많이 본 뉴스"
    >>> [article] = read_text(page)
    >>> article.title, article.reporter, article.published.isoformat(), article.body
    ('가람구, 구립 도서관 개관', '나은주', '2024-05-01', '가람구는 1일 구립 도서관의 문을 열었다고 밝혔다.')
    >>> [page[start:end] for start, end in article.spans["title"]]
    ['가람구, 구립 도서관 개관']
    """
    lines = split_lines(page)
    if len(lines) > MAX_LINES:
        raise PageError(source or "text", f"{len(lines):,} lines, the limit for a page is {MAX_LINES:,}")
    # Each article between two rules has its own width.
    lines = [line for part in borders.between_rules(lines) for line in join_broken(page, part)]
    for line in lines:
        line.kind = Kind.META if borders.introduces(line.text) else classify(line)
    if region:
        _close_outside(lines, region)
    articles = _articles(page, lines, source, title_hint, lists=True)
    return articles or _articles(page, lines, source, title_hint, lists=False)


def read_known(text: str, title: str, source: str | None = None) -> Article:
    r"""Read a text that is known to be one article, as a row of a table holds it.

    Examples
    --------
    >>> text = "- 구립 도서관, 주민 누구나 이용 -\n\n가람구는 구립 도서관의 문을 열었다고 밝혔다.\n\n문의: 1"
    >>> article = read_known(text, "가람구, 도서관 개관")
    >>> article.subtitles, article.body
    (['구립 도서관, 주민 누구나 이용'], '가람구는 구립 도서관의 문을 열었다고 밝혔다.')
    """
    lines = join_broken(text, split_lines(text))
    for line in lines:
        line.kind = classify(line)
    first = next((i for i, line in enumerate(lines) if line.kind is Kind.TEXT), None)
    if first is None:
        kept = [
            line
            for line in lines
            if line.kind in (Kind.SHORT, Kind.CAPTION) and not same_line(line.text, title)
        ]
        spans: Spans = {"body": [(line.start, line.end) for line in kept]} if kept else {}
        return Article(
            title=title, body="\n\n".join(join_text(line.text) for line in kept), source=source, spans=spans
        )
    block = Block(head=lines[:first], strong=True, first=True)
    for line in lines[first:]:
        if line.kind is Kind.LIST:
            break
        if line.kind in (Kind.END, Kind.FOOTER, Kind.SPLIT):
            line.kind = Kind.META
        block.body.append(line)
    trim(block)
    article = _article(text, block, source, title, known=title)
    return article or Article(
        title=title, body=join_text(text.strip()), source=source, spans={"body": [(0, len(text))]}
    )


def _articles(page: str, lines: list[Line], source: str | None, hint: str, *, lists: bool) -> list[Article]:
    outlet = outlet_of_page(lines)
    url = imprint.read_url(lines)
    found: list[Article] = []
    boards: list[bool] = []
    for block in split.find_blocks(lines, lists=lists):
        trim(block)
        article = _article(page, block, source, hint)
        if article is not None:
            found.append(article)
            boards.append(_is_board(block))
    printed = imprint.read_paper_page(lines)
    return [
        with_paper_page(
            with_page_facts(article, None if board else outlet, url if len(found) == 1 else None), printed
        )
        for article, board in zip(found, boards, strict=True)
    ]


def _article(page: str, block: Block, source: str | None, hint: str, *, known: str = "") -> Article | None:
    lead = " ".join(line.text for line in block.body[:6])[:3000]
    opening = byline.read_lead(lead)
    head = header.read_header(block.head, lead[opening.end :] if opening else lead, known=known, hint=hint)
    if not known and not is_article(block, head.score):
        return None
    parts = Parts(page)
    parts.read_head(block.head, head)
    parts.read_body(block.body)
    if not parts.body:
        return None
    board = _is_board(block)
    cuts = any(cuts_words(page[start:end]) for start, end in parts.body)
    days, _ = imprint.read_dates(block.head, head.index, block.tail)
    spans: Spans = {}
    title = known
    if head.title:
        title = page[head.title[0] : head.title[1]]
        spans["title"] = [head.title]
    if head.subtitles:
        spans["subtitles"] = head.subtitles
    spans["body"] = parts.body
    url = imprint.read_url(block.head[head.index + 1 :], alone=True) or imprint.read_url(block.tail[:3])
    if url:
        spans["url"] = [url[1]]
    if parts.captions:
        spans["captions"] = parts.captions
    reporter, outlet = _people(block, head.index, parts, spans, board=board)
    published = _first(days, updated=False)
    updated = _first(days, updated=True)
    for name, chosen in (("published", published), ("updated", updated)):
        if chosen:
            spans[name] = [(chosen[0] + chosen[1].start, chosen[0] + chosen[1].end)]
    return Article(
        title=title,
        subtitles=[page[start:end] for start, end in head.subtitles],
        body="\n\n".join(join_text(page[start:end], cuts=cuts) for start, end in parts.body),
        published=published[1].day if published else None,
        updated=updated[1].day if updated else None,
        outlet=outlet,
        reporter=reporter,
        captions=[join_text(page[start:end], cuts=cuts) for start, end in parts.captions],
        url=url[0] if url else None,
        source=source,
        published_at=published[1].moment if published else None,
        updated_at=updated[1].moment if updated else None,
        spans=spans,
    )


def _people(
    block: Block, index: int, parts: Parts, spans: Spans, *, board: bool
) -> tuple[str | None, str | None]:
    named: list[tuple[int, byline.Byline]] = [
        (line.start, clipping) for line in block.head if (clipping := borders.read_clipping(line.text))
    ]
    if not board:
        named += imprint.read_reporter(block.head, index)
    if parts.lead:
        named.append(parts.lead)
    named += parts.signed
    if index >= 0 and (paper := paper_before(block.head[index].bare)):
        named.append(
            (block.head[index].start + len(block.head[index].text) - len(block.head[index].bare), paper)
        )
    if not board:
        named += [
            (line.start, name)
            for line in block.tail[:6]
            if line.kind in (Kind.META, Kind.END, Kind.SHORT)
            and len(line.text) < 80
            and (name := byline.read_name(line.text))
        ]
    reporter = next(((offset, name) for offset, name in named if name.reporter and name.reporter_span), None)
    outlet = next(((offset, name) for offset, name in named if name.outlet and name.outlet_span), None)
    if reporter and reporter[1].reporter_span:
        start, end = reporter[1].reporter_span
        spans["reporter"] = [(reporter[0] + start, reporter[0] + end)]
    if outlet and outlet[1].outlet_span:
        start, end = outlet[1].outlet_span
        spans["outlet"] = [(outlet[0] + start, outlet[0] + end)]
    return (reporter[1].reporter if reporter else None), (outlet[1].outlet if outlet else None)


def _is_board(block: Block) -> bool:
    """Whether it is a government's board: a table with department or view count, and nobody called 기자."""
    rows = sum(
        1
        for line in [*block.head, *block.tail]
        if line.kind in (Kind.META, Kind.NOISE) and _BOARD.match(line.bare)
    )
    return rows >= 2 and not any("기자" in line.text for line in block.head if line.kind is Kind.META)


def _first(days: Sequence[tuple[int, PageDate]], *, updated: bool) -> tuple[int, PageDate] | None:
    fitting = [pair for pair in days if (pair[1].label == "updated") is updated]
    if updated:
        return max(fitting, key=lambda pair: pair[1].day) if fitting else None
    return min(fitting, key=lambda pair: (pair[1].day, pair[1].clock is None)) if fitting else None


def _close_outside(lines: Sequence[Line], region: tuple[int, int]) -> None:
    """Drop sentences outside the region, but for those right beside it, up to the next border."""
    first = next((i for i, line in enumerate(lines) if line.start >= region[0]), len(lines))
    while first and lines[first - 1].kind in (Kind.TEXT, Kind.NOISE):
        first -= 1
    for line in lines[:first]:
        if line.kind is Kind.TEXT:
            line.kind = Kind.SHORT
    below = False
    for line in lines[first:]:
        if line.start >= region[1]:
            below = below or line.kind not in (Kind.TEXT, Kind.SHORT, Kind.NOISE)
            if below and line.kind is Kind.TEXT:
                line.kind = Kind.END
