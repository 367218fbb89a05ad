"""HTML pages with several articles: elements of one kind, side by side, each with a heading and a text of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from kr_localgov_nlp.pages import byline
from kr_localgov_nlp.pages.dates import find_dates
from kr_localgov_nlp.pages.lines import Kind, classify, split_lines
from kr_localgov_nlp.pages.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HOLDERS = words("article section div details li tr td")
_HEADINGS = words("h1 h2 h3 h4 h5 h6 summary")
_BOLD = words("b strong")
_MIN_TEXT = 90
_MIN_LETTERS = 6
# Pages with more are no saved articles; and no page is read more than a few times over, however it is nested.
_MAX_ELEMENTS = 20_000
_MAX_READ = 2_000_000


class Section(NamedTuple):
    """One article's elements: its heading and the visible texts of the elements, in page order."""

    heading: str
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that the elements show."""
        return "\n".join(self.parts)


def find_sections(tree: Any, visible: Callable[[Any], str]) -> list[Section]:
    """Find elements side by side that each hold an article.

    They have the same tag and class, a heading, and at least two sentences. Where they state no day and no reporter,
    the page has no other heading: else they may be the chapters of one article.

    Parameters
    ----------
    tree
        The parsed page.
    visible
        Gives the text that an element shows.

    Returns
    -------
    list of Section
        In page order; empty unless there are two or more.
    """
    found: list[Section] = []
    budget = _MAX_READ
    for number, parent in enumerate(tree.iter()):
        if number > _MAX_ELEMENTS:
            break
        if parent.tag == "dl" and len(found := _terms(parent, visible)) > 1 and all(map(_is_dated, found)):
            return found
        children = [child for child in parent if isinstance(child.tag, str) and child.tag in _HOLDERS]
        kinds = Counter((child.tag, child.get("class")) for child in children)
        for kind, count in kinds.items():
            if count < 2:
                continue
            found = []
            for child in children:
                if (child.tag, child.get("class")) != kind:
                    continue
                size = len(child.text_content())
                budget -= size + 1
                if budget < 0:
                    return []
                if size < _MIN_TEXT or (title := _heading(child)) is None:
                    continue
                text = visible(child)
                if _is_article(text):
                    found.append(Section(title, (text,)))
            if len(found) > 1 and (all(map(_is_dated, found)) or not _other_heading(tree, found)):
                return found
    return []


def _terms(node: Any, visible: Callable[[Any], str]) -> list[Section]:
    """Divide a list of terms and descriptions: each term is a title."""
    groups: list[list[str]] = []
    for child in node:
        if child.tag == "dt":
            groups.append([])
        if groups and (text := visible(child) if isinstance(child.tag, str) else ""):
            groups[-1].append(text)
    return [
        Section(group[0], tuple(group))
        for group in groups
        if len(group) > 1 and _is_article("\n".join(group))
    ]


def _heading(node: Any) -> str | None:
    """Return the first heading in an element, or words in bold that stand before anything else."""
    for inner in node.iter(*_HEADINGS):
        text = " ".join(inner.text_content().split())
        return text if len(text) >= _MIN_LETTERS else None
    for inner in node.iter(*_BOLD):
        text = " ".join(inner.text_content().split())
        first = " ".join(node.text_content().split())
        return text if len(text) >= _MIN_LETTERS and first.startswith(text) else None
    return None


def _is_article(text: str) -> bool:
    told = [
        line.text
        for line in split_lines(text)
        if classify(line) is Kind.TEXT and not line.text.endswith(("...", "…"))
    ]
    return len(told) > 1 and sum(map(len, told)) >= _MIN_TEXT


def _is_dated(section: Section) -> bool:
    return any(find_dates(line) or byline.read_name(line) for line in _above_text(section.text))


def _above_text(text: str) -> Iterator[str]:
    for line in split_lines(text):
        if classify(line) is Kind.TEXT:
            return
        yield line.text


def _other_heading(tree: Any, found: list[Section]) -> bool:
    known = {section.heading for section in found}
    inside = "\n".join(section.text for section in found)
    for node in tree.iter("h1", "h2"):
        text = " ".join(node.text_content().split())
        if len(text) >= _MIN_LETTERS and text not in known and text not in inside:
            return True
    return False
