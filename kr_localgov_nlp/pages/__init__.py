"""Saved pages → articles: plain text as copied, HTML, CSV, JSON lines, in any encoding Korean sites use."""

from __future__ import annotations

from kr_localgov_nlp.pages.article import Article
from kr_localgov_nlp.pages.reader import iter_page, read_page
from kr_localgov_nlp.pages.row import RowProblem

__all__ = ["Article", "RowProblem", "iter_page", "read_page"]
