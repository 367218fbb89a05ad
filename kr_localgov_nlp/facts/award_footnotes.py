"""Winners whom a footnote names in full: 가람전자 등 3개사*가 받았다. / * 가람전자, 나루전자, 다온."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.award_brackets import honourable
from kr_localgov_nlp.facts.award_tail import PERSONAL
from kr_localgov_nlp.facts.award_winners import chains

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.award_parts import Mention
    from kr_localgov_nlp.facts.award_scene import Scene

_COUNT = re.compile(
    r"[^\n.]{0,16}?\s등\s(?:총\s)?(?P<n>\d{1,2})\s?(?:개\s?)?[가-힣]{1,4}(?P<mark>\*{1,3})(?!\*)"
)
#: How far below its mark a footnote may stand
_REACH = 1500


def with_note(scene: Scene, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    r"""Give the winners of a footnote in place of the first of them, whom the sentence names.

    Parameters
    ----------
    scene
        The text with its mentions.
    named
        Whom the sentence names.

    Returns
    -------
    tuple of Mention
        Those of the footnote, if they are as many as the sentence counts and the named ones are among them; else
        `named`.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> text = "가람전자 등 2개사*가 대상을 받았다.\n* 가람전자, 나루전자"
    >>> found = [Mention(0, 4, "ORG"), Mention(13, 15, "PRIZE"), Mention(24, 28, "ORG"), Mention(30, 34, "ORG")]
    >>> scene = Scene(text, found)
    >>> [text[m.start : m.end] for m in with_note(scene, (found[0],))]
    ['가람전자', '나루전자']
    """
    text = scene.text
    told = _COUNT.match(text, named[-1].end) if named else None
    if told is None:
        return named
    note = re.compile(rf"\n\s*{re.escape(told['mark'])}(?!\*)\s?").search(
        text, told.end(), told.end() + _REACH
    )
    if note is None:
        return named
    end = text.find("\n", note.end())
    names = honourable(scene, note.end(), end if end >= 0 else len(text))
    personal = named[0].label in PERSONAL
    found = tuple(m for chain in chains(text, names) for m in chain if (m.label in PERSONAL) == personal)
    listed = {text[m.start : m.end] for m in found}
    whole = len(found) == int(told["n"]) and all(text[m.start : m.end] in listed for m in named)
    return found if whole else named
