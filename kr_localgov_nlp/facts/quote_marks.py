"""What stands between quotation marks, also where a mark is lost or turned the wrong way round.

Releases are typed in haste: ``”…“라고``, ``"…“며``, a mark missing on one side. A mark is opening or closing
by what stands beside it; its shape only decides where that does not. A lost mark is set again only where
grammar shows the place: a quoted sentence ends where 고, 라며 or 면서 is hung on it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[“”\"＂〝〞]|\n")
_OPENING, _CLOSING = "“〝", "”〞"
LONGEST = 1500
# Hung on the closing mark: ”라고, ”이라며, ”면서, ”고, ”며; a blank or a full stop may have slipped in.
# …라 하며, …라 전망하며: the 고 is left out.
_HUNG = (
    r"(?:(?:(?:이?라)?(?:고도?|며|면서도?)|이며|이고)(?=[\s,.“”\"‘\\]|밝|말했|전했|강조|당부|덧붙|$)|"
    r"이?라(?=\s+(?:하|말|밝|전|전망|기대|평가|강조|언급|설명|덧붙이|당부|제언|주장)(?:하|했|혔)?[가-힣]{0,2}(?:며|면서|고|다)[\s,.]))"
)
QUOTATIVE = re.compile(r"[.,]?\s{0,3}" + _HUNG)
# …것“을 당부했다: the mark closes, whichever way it is turned.
_OBJECT = re.compile(r"[을를]\s(?:[가-힣]{1,6}\s)?(?:당부|강조|주문|요청|약속|촉구|제안)")
# ”고 하면서, …; the words may go on in the next paragraph
_DOING = re.compile(r"(?:\s하(?:며|면서),?|,)(?:\s*\n[\sㅇ○◦\-]*)?")
_GLUED = re.compile(_HUNG)
_TURN = re.compile(r"(?:며|면서|은|는|고|서|도|,|해|해서)\s?$")
# The end of a sentence that 고, 며, 면서 are hung on.
_DONE = r"(?:(?<=[다요까자])|(?<=[달하말오]라))"
# …바란다며 “…: the sentence before the connective was a quotation whose closing mark is lost.
# …결과'라며 “…: a single mark closes.
_LOST_TAIL = re.compile(rf"(?:{_DONE}(?:라)?|['’](?:이?라)?)(?:며|면서|고),?\s*$")
_VERBS = r"(?:말|밝|전했|전하|강조|설명|덧붙|당부|약속|소감|다짐|평가)"
_SAID = re.compile(rf"{_DONE}(?=(?:라)?고\s(?:[가-힣]{{1,8}}\s){{0,2}}{_VERBS}[가-힣]{{0,6}}다)")
_SPLIT = re.compile(rf"{_DONE}(?:라)?(?:며|면서),?\s")
_SENTENCE = re.compile(r"[다요까][.!?]+\s|\n")
_SUBJECT = re.compile(
    r"[^.\n“”\"]{0,50}(?:장|군수|지사|대표|관계자|의원|위원|교수|회원|씨|관|대행|주민|시민)(?:은|는)\s"
)
# 끝으로, 소독이 중요하다”고: the words begin behind the word that leads on.
_LEADS_ON = re.compile(
    r"[\s□ㅇ○◦❍▷▶\-*·•]*(?:첫째|둘째|셋째|넷째|다섯째|이어서?|또한?|아울러|특히|끝으로|마지막으로|이와\s함께|더불어),?\s"
)
_TITLED = re.compile(r"(?:장|군수|지사|대표|의원|위원|교수|회원|씨|관|대행)[은는]\s?$")
_WHOLE = ("다.", "요.")
# “…는 "가람 발전법" 시행으로 …했다”: straight marks inside curly ones set off a name.
_INNER = re.compile(r'"[^\s“”"][^“”"\n]{0,60}"(?=[가-힣\s,][^“”"\n]{0,400}”)')
_SINGLE = re.compile(
    r"‘([^‘’“”\n]{8,400})’|'([^'“”\n]{8,300})'|`([^`“”\n]{8,300})`|「([^「」“”\n]{8,300})」|"
    r"『([^『』“”\n]{8,300})』|<([^<>“”\n]{8,300})>"
)
# Marks of two characters, or of another trade, to curly ones of the same length; a second mark behind the first.
_PAIRED = re.compile(r"(?:''([^'\n]{4,400})''|‘‘([^‘’\n]{4,400})’’)")
_PRIMES = re.compile(r"″([^″\n]{4,400})″")
_TWICE = re.compile(rf"(?<=[가-힣.!?][”\"])[”\"](?={_HUNG})")


class Quoted(NamedTuple):
    """Words between marks.

    ``start`` and ``end`` enclose the words, ``left`` and ``right`` their marks too; ``double`` is False for
    single and corner marks, which also set off names; ``lost`` tells that a mark had to be supplied.
    """

    start: int
    end: int
    left: int
    right: int
    double: bool = True
    lost: bool = False


def plain_marks(text: str) -> str:
    """Write rare marks as curly ones, every character staying in its place.

    Parameters
    ----------
    text
        The text as given.

    Returns
    -------
    str
        A text of the same length.

    Examples
    --------
    >>> plain_marks("군수는 ''꼭 해내겠다''고"), plain_marks("군수는 ″꼭 해내겠다″고")
    ('군수는  “꼭 해내겠다” 고', '군수는 “꼭 해내겠다”고')
    """
    if "''" in text or "‘‘" in text:
        text = _PAIRED.sub(lambda m: f" “{m[1] or m[2]}” ", text)
    if "″" in text:
        text = _PRIMES.sub(r"“\1”", text)
    if '\\"' in text:
        text = text.replace('\\"', ' "')
    return _TWICE.sub(" ", text) if '”"' in text or '""' in text or "””" in text else text


def quoted(text: str) -> list[Quoted]:
    """Find what stands between quotation marks.

    Parameters
    ----------
    text
        The text as given.

    Returns
    -------
    list of Quoted
        In the order of the text, not overlapping; the words are stripped of blanks and never empty.

    Examples
    --------
    >>> text = "시장은 ”꼭 해내겠다“라며 “함께하자”고 말했다."
    >>> [text[q.start:q.end] for q in quoted(text)]
    ['꼭 해내겠다', '함께하자']
    >>> text = "시장은 “꼭 해내겠다며 “함께하자”고 말했다."
    >>> [(text[q.start:q.end], q.lost) for q in quoted(text)]
    [('꼭 해내겠다', True), ('함께하자', False)]
    """
    found: list[Quoted] = []
    opened = -1
    inner = -1
    for m in _MARK.finditer(text):
        at = m.start()
        if at <= inner:
            continue
        if opened >= 0 and at - opened > LONGEST:
            opened = -1
        if m[0] == "\n":
            if opened >= 0 and _paragraph_ends(text, at):
                found += _unclosed(text, opened, at)
                opened = -1
            continue
        if opened >= 0 and m[0] == '"' and text[opened] in _OPENING and (name := _INNER.match(text, at)):
            inner = name.end() - 1
            continue
        if _opens(text, at, opened >= 0):
            if opened >= 0:
                found += _unclosed(text, opened, at)
            opened = at
        elif opened >= 0:
            found.append(Quoted(opened + 1, at, opened, at + 1))
            opened = -1
        else:
            found += _unopened(text, at, found[-1] if found else None)
    if opened >= 0 and len(text) - opened <= LONGEST:
        found += _unclosed(text, opened, len(text))
    if any(mark in text for mark in "‘'`「『<"):
        found += _singles(text, found)
        found.sort()
    return [q for q in (_strip(text, q) for q in found) if q.start < q.end]


def _opens(text: str, at: int, inside: bool) -> bool:
    """Tell whether the mark at an offset opens."""
    mark = text[at]
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    hung = _GLUED.match(text, at + 1) is not None
    free = before.isspace() or before in "([（\\ㅇ○□◦"
    if inside:
        if hung:
            return False
        if mark in _CLOSING:
            return free and after.isalnum() and bool(_TURN.search(text, max(0, at - 4), at))
        if mark in _OPENING:
            return free or (after.isalnum() and not _OBJECT.match(text, at + 1))
        return free and after.isalnum()
    if hung and not free:
        return False
    if mark in _CLOSING:
        return not after.isspace() and (free or bool(_TURN.search(text, max(0, at - 4), at)))
    return True


# …인재로 ⏎⏎ 육성하여 …”라고: a page broke the sentence.
_RUNS_ON = re.compile(rf"[가-힣](?<![다요까])\s{{1,6}}[가-힣0-9][^“”\"\n]{{0,400}}[”\"]{_HUNG}")


def _paragraph_ends(text: str, at: int) -> bool:
    """Tell whether a line break ends a paragraph; pages also break lines inside sentences."""
    before = text[max(0, at - 6) : at].rstrip()
    if before.endswith(",") or _RUNS_ON.match(text, max(0, at - 6) + max(0, len(before) - 1)):
        return False
    return text[at - 1] in ".!?\n\r" or text[at + 1 : at + 2] in ("\n", "\r", "")


def _unclosed(text: str, opened: int, stop: int) -> list[Quoted]:
    """Words after an opening mark whose closing one is lost, if grammar shows where they end."""
    start = opened + 1
    tail = _LOST_TAIL.search(text, start, stop)
    if tail:
        right = tail.start() + (text[tail.start()] in "'’")
        return [Quoted(start, tail.start(), opened, right, lost=True)]
    said = _SAID.search(text, start, stop)
    if not said:
        # 조합장은 “…하겠다.: a subject, whole sentences, and the paragraph is over.
        whole = _TITLED.search(text, max(0, opened - 8), opened) and text[stop - 2 : stop] in _WHOLE
        return [Quoted(start, stop, opened, stop, lost=True)] if whole and stop - start > 30 else []
    turn = _SPLIT.search(text, start, said.start())
    if turn and not _SENTENCE.search(text, start, said.start()):
        return [
            Quoted(start, turn.start(), opened, turn.start(), lost=True),
            Quoted(turn.end(), said.start(), turn.end(), said.start(), lost=True),
        ]
    return [Quoted(start, said.start(), opened, said.start(), lost=True)]


def _unopened(text: str, closed: int, last: Quoted | None) -> list[Quoted]:
    """Words before a closing mark whose opening one is lost, if grammar shows where they begin."""
    if not _GLUED.match(text, closed + 1):
        return []
    low = max(closed - 500, last.right if last else 0)
    if last and low == last.right:
        turn = QUOTATIVE.match(text, last.right)
        if turn:
            begin = said.end() if (said := _DOING.match(text, turn.end())) else turn.end()
            if not _SENTENCE.search(text, begin, closed):
                return [Quoted(begin, closed, begin, closed + 1, lost=True)]
    begin = low
    for m in _SENTENCE.finditer(text, low, closed):
        begin = m.end()
    subject = _SUBJECT.match(text, begin, closed) or _LEADS_ON.match(text, begin, closed)
    if subject and closed - subject.end() >= 10:
        return [Quoted(subject.end(), closed, subject.end(), closed + 1, lost=True)]
    return []


def _singles(text: str, doubles: list[Quoted]) -> list[Quoted]:
    """Words in single or corner marks that stand in no double ones."""
    found = []
    index = 0
    for m in _SINGLE.finditer(text):
        while index < len(doubles) and doubles[index].right <= m.start():
            index += 1
        if index == len(doubles) or m.end() <= doubles[index].left:
            found.append(Quoted(m.start() + 1, m.end() - 1, m.start(), m.end(), double=False))
    return found


def _strip(text: str, q: Quoted) -> Quoted:
    words = text[q.start : q.end]
    start = q.start + len(words) - len(words.lstrip())
    # A backslash before a mark is left over from escaped data.
    return q._replace(start=start, end=max(start, q.start + len(words.rstrip(" \t\r\n\u00a0\\"))))
