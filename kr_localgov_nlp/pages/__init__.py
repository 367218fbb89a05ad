"""Saved pages → articles."""

from __future__ import annotations

from kr_localgov_nlp.pages.article import Article

__all__ = ["Article"]
