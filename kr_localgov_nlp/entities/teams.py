"""Teams that the words beside them tell: 물길찾기(김하나 외 2명) 팀, 나루팀(가람대학교), 팀“바람개비”에게."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.scan import matches_with

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = "pattern:org.team"
_LED = re.compile(
    r"(?<![가-힣A-Za-z\d+&.])[가-힣A-Za-z\d][가-힣A-Za-z\d+&]{1,13}(?=[(（][가-힣]{2,4}\s?외\s?\d{1,2}\s?[명인][)）](?:\s?팀|의\s[‘“「]))"
)
_FROM = re.compile(
    r"(?<![가-힣A-Za-z\d])(?![가-힣]*(?:연구|학생|교수|우승|수상|참가|참여|출전|대표|공동|전담|운영|입상|선정|진출|\d)팀)[가-힣A-Za-z]{2,10}팀"
    r"(?=[(（][가-힣]{2,10}(?:대학교|대학|대|고등학교|고|중학교|초등학교)(?:[)）,]|\s등\s))"
)
_CALLED = re.compile(r"(?<=팀[“‘])[가-힣A-Za-z\d][가-힣A-Za-z\d ]{1,13}(?=[”’](?:에게|[이가은는와과]))")


def teams(text: str) -> Iterator[Candidate]:
    """Yield teams with their members' or their school's name in brackets, or with their own in marks.

    Parameters
    ----------
    text
        The text.

    Examples
    --------
    >>> text = "물길찾기(김하나 외 2명) 팀과 나루팀(가람대학교)이 받았다."
    >>> [text[c.start : c.end] for c in teams(text)]
    ['물길찾기', '나루팀']
    >>> text = "팀“바람개비”가 받았다."
    >>> [text[c.start : c.end] for c in teams(text)]
    ['바람개비']
    """
    for pattern, cues in ((_LED, ("외",)), (_CALLED, ("팀“", "팀‘")), (_FROM, ("팀(",))):
        for m in matches_with(pattern, text, cues):
            yield Candidate(*m.span(), "ORG", SOURCE, 0.8)
