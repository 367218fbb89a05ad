"""The lines above the text: which is the title, which are subtitles, what the byline block says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import borders, byline, outlet
from kr_localgov_nlp.pages.lines import Kind, Line, is_key
from kr_localgov_nlp.pages.similar import bigrams, letters, overlap, same_line
from kr_localgov_nlp.pages.titles import FRAME, SUB_MARK, TITLE_KEY, subtitle_span, title_span

if TYPE_CHECKING:
    from collections.abc import Sequence


_LEADERS = re.compile(r"(?:\.{5,}|…{2,}|·{4,})\s?[^\s.…·]")
_BLOG = re.compile(r"(?:블로그|카페|티스토리|브런치)$")
_MENU_WORD = re.compile(r"[가-힣A-Za-z·/&]{1,7}(?:\s[가-힣A-Za-z·/&]{1,6}){0,1}")
_PATH = re.compile(
    r"[^\s>〉»]{1,10}(?: [^\s>〉»]{1,8})?(?:\s?[>〉»]\s?[^\s>〉»]{1,10}(?: [^\s>〉»]{1,8})?){1,5}"
)
# A path whose signs are pictures: only its label tells it.
_PATH_LABEL = re.compile(r"현재 ?(?:위치|페이지)\b|(?:You are here|HOME|Home|홈)\s(?:\S{1,8}\s){0,3}\S{1,8}$")
_NUMBERED = re.compile(r"\d{1,2}(?:[.)]\s?|\s)(?=\S)")
_LEAD_CHARS = 1500
# What a title loses by the mark of a subtitle before it.
_MARKED = 1.5
_TWICE = 0.7


@dataclass(slots=True)
class Header:
    """What the lines above the text say. Spans are offsets into the page."""

    title: tuple[int, int] | None = None
    subtitles: list[tuple[int, int]] = field(default_factory=list)
    score: float = 0.0
    index: int = -1


def read_header(head: Sequence[Line], lead: str, *, known: str = "", hint: str = "") -> Header:
    """Choose title and subtitles among the lines above the text.

    The title is the first line that is about the text (:func:`overlap`), as long as titles are, near the
    byline or repeated. What follows it up to the text and is no button, date or menu is a subtitle.

    Parameters
    ----------
    head
        The lines from the last border up to the text.
    lead
        The first paragraphs of the text.
    known
        The title, where it is known from elsewhere: then every other heading is a subtitle.
    hint
        What metadata states as title, often with the site's name.
    """
    pairs = bigrams(lead[:_LEAD_CHARS])
    begin = next((i + 1 for i in range(len(head) - 1, -1, -1) if _is_border(head[i])), 0)
    if known:
        return Header(
            subtitles=[subtitle_span(line) for line in head if _is_subtitle(line, known, pairs)], score=3.0
        )
    values = _table_values(head)
    scored = [
        (_title_score(head, i, pairs) - (1.0 if i in values else 0.0) + _hinted(line, hint), i)
        for i, line in enumerate(head)
        if i >= begin and _can_be_title(line) and not _in_list(head, i)
    ]
    if not scored:
        return Header()
    if all(SUB_MARK.match(head[i].text) for _, i in scored):
        scored = [(score + _MARKED, i) for score, i in scored]
    first = scored[0][1]
    if any(same_line(head[first].text, line.text) for line in head[first + 1 : first + 3]):
        # On top and once more right below: sites print the title of an article twice, subtitles never.
        scored[0] = (scored[0][0] + _TWICE, first)
    # A line that says what the page's metadata say is the title, whatever stands above it.
    scored = [pair for pair in scored if _hinted(head[pair[1]], hint)] or scored
    best = max(score for score, _ in scored)
    if best < 0.9:
        return Header()
    score, index = next((score, i) for score, i in scored if score >= max(0.9, 0.72 * best))
    title = head[index]
    span = title_span(title, hint)
    words = title.text[span[0] - title.start : span[1] - title.start]
    byline_at = next((i for i, line in enumerate(head) if i > index and line.kind is Kind.META), index)
    subtitles = [
        subtitle_span(line)
        for i, line in enumerate(head[index + 1 :], index + 1)
        if i not in values
        and not _in_list(head, i)
        and _is_subtitle(line, words, pairs, framed=i < byline_at)
    ]
    # A title may be printed twice on the way down; the later, complete one tells where the subtitles begin.
    return Header(span, subtitles, score, index)


def _hinted(line: Line, hint: str) -> float:
    if not hint:
        return 0.0
    own, stated = letters(line.text), letters(hint)
    return 2.0 if len(own) >= 6 and (own in stated or stated in own or same_line(line.text, hint)) else 0.0


def _is_border(line: Line) -> bool:
    """Whether the title stands below: under a path of menus (``홈 > 뉴스``) or another article's cut text."""
    if line.kind is Kind.SPLIT and borders.is_rule(line.text):
        return True
    return line.kind in (Kind.SHORT, Kind.TEXT) and (
        (len(line.text) <= 80 and (_PATH.fullmatch(line.text) or _PATH_LABEL.match(line.text)) is not None)
        or (len(line.text) > 40 and re.search(r"(?:\.{2,}|…)$", line.text[-6:]) is not None)
    )


def _in_list(head: Sequence[Line], index: int) -> bool:
    """Whether a line is an entry of a numbered list."""
    if not _NUMBERED.match(head[index].text):
        return False
    beside = [*head[max(0, index - 1) : index], *head[index + 1 : index + 2]]
    return any(_NUMBERED.match(line.text) for line in beside)


def _can_be_title(line: Line) -> bool:
    if TITLE_KEY.match(line.text):
        return True
    return (
        line.kind is Kind.SHORT
        and 4 <= len(line.text) <= 200
        and len(letters(line.text)) >= 4
        and not _LEADERS.search(line.text)
    )


def _title_score(head: Sequence[Line], index: int, known: set[str]) -> float:
    line = head[index]
    text = line.text
    size = len(text)
    score = 3.0 * overlap(text, known)
    score += 1.0 if 12 <= size <= 80 else 0.3 if size >= 8 else -0.5
    score += 0.4 if " " in text else -0.2
    if TITLE_KEY.match(text):
        score += 2.0
    if any(same_line(text, other.text) for other in head[max(0, index - 6) : index + 7] if other is not line):
        score += 0.8
    score += _near_byline(head, index)
    if SUB_MARK.match(text) or FRAME.match(text):
        score -= _MARKED
    if re.search(r"\s[>〉»]\s", text):
        score -= 2.5
    if _BLOG.search(text):
        score -= 1.5
    words = text.split()
    if (
        len(words) >= 4
        and all(len(word) <= 3 and letters(word) == word for word in words)
        and overlap(text, known) < 0.5
    ):
        score -= 1.5
    if size <= 12 and _MENU_WORD.fullmatch(text):
        score -= 1.0
    return score


def _near_byline(head: Sequence[Line], index: int) -> float:
    """Return what it is worth that a byline block follows, perhaps after one to three subtitles."""
    step = 0
    for line in head[index + 1 :]:
        if line.kind is Kind.META:
            return 1.5 - 0.1 * step
        if line.kind is Kind.SHORT:
            step += 1
            # One short line may be the name of who posted it.
            if step > 3 or (len(line.text) < 9 and step > 1):
                return 0.0
    return 0.0


def _is_subtitle(line: Line, title: str, known: set[str], *, framed: bool = False) -> bool:
    """Whether a line under the title is a subtitle; ``framed`` says that it stands above the byline."""
    if line.kind is not Kind.SHORT or len(line.text) > 160 or same_line(line.text, title):
        return False
    size = len(letters(line.text))
    if size < 5 or byline.bare_name(line.bare) or outlet.masthead(line.text):
        return False
    about = overlap(line.text, known)
    if framed and size >= 8 and " " in line.text and not re.search(r"\s[>〉»|]\s", line.text):
        return True
    if SUB_MARK.match(line.text) or FRAME.match(line.text):
        return about >= 0.12 or size >= 10
    if size < 10 and " " not in line.text:
        return about >= 0.5
    return about >= 0.3 or (size >= 14 and about >= 0.15)


def _table_values(head: Sequence[Line]) -> set[int]:
    """Find the lines that are the value of the label before them (``담당부서`` / ``기획예산실``)."""
    return {
        i + 1
        for i, line in enumerate(head[:-1])
        if is_key(line) and not re.search("제목", line.text) and len(head[i + 1].text) <= 40
    }
