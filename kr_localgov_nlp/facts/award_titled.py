"""Works in lists, by their titles: '…' (김하나) below a prize, ▲물길을 걷다(우수상), a place's name that is part of a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_parts import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_scene import Scene

# △짧은 영상 : ‘닮은 우리’ (물빛나루)
_ROW = re.compile(
    r"[^\w\n]{0,4}[^:：\n]{2,40}[:：]\s?[‘’'“\"「<][^\n]{2,60}[’‘'”\"」>]\s?[(（](?P<author>[가-힣A-Za-z0-9 ]{2,14})[)）]\s*"
)
_HEADS_ROWS = re.compile(r"[^\w\n]{0,4}[가-힣·\s]{0,16}")
_TITLE = re.compile(
    r"「[^「」\n]{4,80}」|『[^『』\n]{4,80}』|<[^<>\n]{4,80}>|〈[^〈〉\n]{4,80}〉|《[^《》\n]{4,80}》"
)
_ITEM = re.compile(r"[▲△▷▶]\s?(?P<title>[^▲△▷▶()（）\n]{3,70})[(（]$")
# What a title has and a winner's name does not: a particle, a question, a colon
_SAYS = re.compile(r"[가-힣](?:[은는을를의]|에서|하는|한)\s|\s?:\s|[?!]|[가-힣](?:요|다)$")
_WHOSE = ("PERSON", "HEAD", "ORG", "MINISTRY")
_PLACES = ("PLACE", "DISTRICT")


def titled_rows(scene: Scene, prize: Mention) -> tuple[Mention, ...]:
    r"""Give the authors in brackets behind the titles of the rows below a prize that ends its line.

    Parameters
    ----------
    scene
        The text with its mentions.
    prize
        The prize.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> text = "* 부문별 대상\n△영상 : ‘닮은 우리’ (물빛나루)\n△표어 : ‘우리 함께’ (김하나)"
    >>> [text[m.start : m.end] for m in titled_rows(Scene(text, [Mention(6, 8, "PRIZE")]), Mention(6, 8, "PRIZE"))]
    ['물빛나루', '김하나']
    """
    text = scene.text
    end = text.find("\n", prize.end)
    line = scene.line(prize.start)
    if end < 0 or text[prize.end : end].strip() or not _HEADS_ROWS.fullmatch(text, line, prize.start):
        return ()
    out: list[Mention] = []
    while end >= 0:
        begin = end + 1
        while text.startswith("\n", begin):
            begin += 1
        end = text.find("\n", begin)
        row = _ROW.fullmatch(text, begin, end if end >= 0 else len(text))
        if row is None:
            break
        named = [m for m in scene.within(*row.span("author")) if m.label in _WHOSE]
        out.append(named[-1] if named else Mention(*row.span("author"), "WORK"))
    return tuple(out) if len(out) > 1 else ()


def item_title(scene: Scene, prize: Mention) -> tuple[Mention, ...]:
    """Give the title that an item of a list is before a prize in brackets: ▲물길을 걷다(우수상) ▲나루의 밤(장려상).

    Parameters
    ----------
    scene
        The text with its mentions.
    prize
        The prize.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> text = "▲물길을 걷다(우수상) ▲나루의 밤(장려상)"
    >>> scene = Scene(text, [Mention(8, 11, "PRIZE"), Mention(20, 23, "PRIZE")])
    >>> [text[m.start : m.end] for p in scene.prizes for m in item_title(scene, p)]
    ['물길을 걷다', '나루의 밤']
    """
    text = scene.text
    line = scene.line(prize.start)
    if text[prize.start - 1 : prize.start] not in ("(", "（"):
        return ()
    titles: dict[int, re.Match[str]] = {}
    for p in scene.within(line, line + 600):
        if p.label != "PRIZE" or "\n" in text[line : p.end]:
            continue
        title = _ITEM.search(text, line, p.start)
        if title is None:
            return ()
        titles[p.start] = title
    told = [m for t in titles.values() for m in scene.within(*t.span("title")) if m.label in _WHOSE]
    if len(titles) < 2 or told or not any(_SAYS.search(t["title"]) for t in titles.values()):
        return ()
    own = titles.get(prize.start)
    return (
        (Mention(own.start("title"), own.start("title") + len(own["title"].rstrip()), "WORK"),) if own else ()
    )


def whole_titles(scene: Scene, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give titles in place of the places that they only name: 「쓰레기 줍는 비엔티안」이 최우수작으로.

    Parameters
    ----------
    scene
        The text with its mentions.
    named
        Who is said to have received something.
    """
    if not any(m.label in _PLACES for m in named):
        return tuple(named)
    titles = [t.span() for t in _TITLE.finditer(scene.text, max(0, named[0].start - 90), named[-1].end + 90)]

    def whole(m: Mention) -> Mention:
        around = (
            Mention(start + 1, end - 1, "WORK")
            for start, end in titles
            if start < m.start and m.end < end and end - start > m.end - m.start + 4
        )
        return next(around, m) if m.label in _PLACES else m

    return tuple(dict.fromkeys(map(whole, named)))
