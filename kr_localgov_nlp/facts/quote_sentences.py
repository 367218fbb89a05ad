"""Where the sentence of a quotation begins, and what shows that it goes on with the one before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.quote_frames import AS_SAID, ASKED, HOPED, STRESSED
from kr_localgov_nlp.facts.quote_marks import QUOTATIVE

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.quote_marks import Quoted

# How far before a mark, or a pronoun, its sentence is read.
REACH = 260

# The stop of an initial or of Mr. ends no sentence.
BOUNDARY = re.compile(
    r"[.!?]+(?<![ (.][A-Z]\.)(?<![MD]r\.)(?<!Ms\.)[”\"’']?\s+|(?<=[가-힣]다)\.(?=[가-힣])|\n+"
)
_HANGS_ON = re.compile(
    r"(?:며|면서|고|고도|데|만|으나|,|통해|통하여|[가-힣]{2}[은는께]|그는|에서는?|에게)\s*$"
)
# □ 최하나 장관은 이번 일로⏎우리 경제에 …: a bulleted sentence, not a heading
_BULLETED = re.compile(r"[□ㅇ○◦❍\s\-]{0,4}[□ㅇ○◦❍]")
_BREAK = re.compile(r"^[^가-힣a-zA-Z0-9·,]|\n[^가-힣]")
# The second one: a full stop that was left out, 말했다 이어 “…”
FULL_STOP = re.compile(
    r"[다요까][.!?]+\s|[가-힣]다\.(?=[가-힣])|[가-힣][.!?]\s|[했였혔았였]다\s(?:이어|또|특히|아울러|그러면서|끝으로)"
)
# …고 말하고, 이어 “…”: a record of its own.
_NEXT_ONE = re.compile(r"(?:이어서?|이어\s[가-힣]{1,8}(?:에게|에)),?\s*$")
# …고 말했고, 시민들은 “…”: another says what follows.
ANOTHER = re.compile(r"[했혔겼었았렸졌녔쳤](?:고|으며|으나|지만),?\s")
CARRIES = re.compile(
    r"^[\s□ㅇ○◦❍▷▶\-*·•]*(?:이어서?|또한?|아울러|그러면서도?|특히|더불어|이와\s함께|이와\s더불어|그리고|나아가|다만|끝으로|마지막으로|"
    r"그러나|하지만|한편|이에|이를\s위해|앞으로|계속해서|그는|그도|덧붙여)?[,\s]*(?:[가-힣0-9A-Za-z()·․‧%~.\-‘’']{1,16}[\s,]{1,4}){0,24}$"
)
# □ 아울러 “…”: the sentence before says who speaks.
GOES_ON = re.compile(
    r"^(?:[\s□ㅇ○◦❍▷▶\-*·•]*(?:이어서?|또한?|아울러|그러면서도?|특히|더불어|이와\s함께|이와\s더불어|끝으로|마지막으로|이후|이날|먼저|"
    r"[첫둘셋넷]째|이\s자리에서)[,\s]+|\s*[ㅇ○◦❍\-]\s?)(?:[가-힣0-9A-Za-z()·․‧.~‘’']{1,16}[\s,]{1,3}){0,20}[ㅇ○◦❍\-]?\s?$"
)
# A subject of its own, who is nobody known to speak: □ 이웃은 오래전부터 “…”, 이날 행사에 온 한 길손은 “…”.
OWN = re.compile(
    r"[가-힣]{2,}(?<![에로서게께])[은는],?\s*$|[A-Z○][은는],?\s*$|^[\s□ㅇ○◦❍▷▶\-*·•]*(?!그는|그녀는)[가-힣]{2,}(?<![에로서게께])[은는]\s"
)
# 가람청(청장 김하나)은 “3월부터 고시를 시행한다”고 밝혔다: news of the body, not a word of its head.
REPORTED = re.compile(r"(?:(?:시행|개최|실시|운영|추진|모집|발표)한다|[가-힣](?:했|됐|되었|하였)다)[.]?$")
# Somebody else than the one before has come into it.
OTHERS = re.compile(r"[”\"]")
# …했다”며. “…: the stop is a comma
_STOPPED = re.compile(r"^((?:이?라)?(?:며|면서|고\s하(?:며|면서)))\.(?=\s)")


def sentence_start(text: str, q: Quoted, last: Quoted | None) -> int:
    """Find where the sentence of a quotation begins, not before the end of the quotation before.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.quote_marks import quoted
    >>> text = "축제가 열렸다. 시장은 “함께하자”고 말했다."
    >>> sentence_start(text, quoted(text)[0], None)
    9
    """
    low = max(0, q.left - REACH, last.right if last is not None else 0)
    at = low
    for m in BOUNDARY.finditer(text, low, q.left):
        # □ 청장은 …라고 강조하면서,\n ㅇ “…”: the sentence goes on over the line, and pages wrap lines.
        wrapped = (
            m[0] == "\n"
            and m.start() - at > (10 if _BULLETED.match(text, at) else 24)
            and not _BREAK.search(text[m.start() - 1 : m.end() + 1])
        )
        if not wrapped and (
            "\n" not in m[0] or not _HANGS_ON.search(text, max(low, m.start() - 8), m.start())
        ):
            at = m.end()
    return at


def continues(text: str, q: Quoted, last: Quoted | None) -> bool:
    """Tell whether a quotation belongs to the sentence of the one before.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.quote_marks import quoted
    >>> text = "시장은 “함께하자”며 “돕겠다”고 말했다. “고맙다”고 했다."
    >>> first, second, third = quoted(text)
    >>> continues(text, second, first), continues(text, third, second)
    (True, False)
    """
    if last is None or q.left - last.right > 140:
        return False
    between = _STOPPED.sub(r"\1,", text[last.right : q.left])
    if _NEXT_ONE.search(between) or FULL_STOP.search(between):
        return False
    said = QUOTATIVE.match(between) or AS_SAID.match(between)
    # ”을 당부하고 “: asked for, and more is asked for.
    asked = said or ASKED.match(between) or HOPED.match(between)
    if not asked and not STRESSED.match(text, last.right):
        return False
    head, newline, _ = between.partition("\n")
    return not newline or bool(_HANGS_ON.search(head))
