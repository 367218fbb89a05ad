r"""Korean local-government press releases as data.

>>> import kr_localgov_nlp as klg
>>> page = "구로구, 협약 체결\n\n" + "구로구는 9일 금천구와 청년 일자리를 함께 늘리는 업무협약을 맺었다고 밝혔다. " * 3
>>> [article.title for article in klg.read_page(page)]
['구로구, 협약 체결']

The names of the public face load on first use, so that ``import kr_localgov_nlp`` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kr_localgov_nlp.archive.frame import tag, to_tables
    from kr_localgov_nlp.archive.opened import open_run
    from kr_localgov_nlp.archive.run import tag_archive
    from kr_localgov_nlp.entities.explain import Explanation, explain
    from kr_localgov_nlp.pages import Article, read_page
    from kr_localgov_nlp.pipeline import analyze, load, tokenize

__version__ = "0.1.0"

_HOMES = {
    "Article": "kr_localgov_nlp.pages",
    "Explanation": "kr_localgov_nlp.entities.explain",
    "analyze": "kr_localgov_nlp.pipeline",
    "explain": "kr_localgov_nlp.entities.explain",
    "load": "kr_localgov_nlp.pipeline",
    "open_run": "kr_localgov_nlp.archive.opened",
    "read_page": "kr_localgov_nlp.pages",
    "tag": "kr_localgov_nlp.archive.frame",
    "tag_archive": "kr_localgov_nlp.archive.run",
    "to_tables": "kr_localgov_nlp.archive.frame",
    "tokenize": "kr_localgov_nlp.pipeline",
}

__all__ = [
    "Article",
    "Explanation",
    "__version__",
    "analyze",
    "explain",
    "load",
    "open_run",
    "read_page",
    "tag",
    "tag_archive",
    "to_tables",
    "tokenize",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
