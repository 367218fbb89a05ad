"""Projects of several words with no mark around them: ``무선 초인등 설치 지원사업``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.scan import Words
from kr_localgov_nlp.gazetteer.particles import particle_after

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a project does stands before the word for it. Plans, programmes and policies are mostly told, not named.
DONE = (
    "지원", "시범", "활용", "조성", "개선", "정비", "개발", "활성화", "육성", "구축", "재생", "고도화", "명품화", "이전", "돌봄",
    "설치", "관리", "인증", "안전망", "연동", "장려금", "보증금", "증진", "강화", "확충", "양성", "보급", "건립", "촉진", "특화",
    "특구", "환원", "체험", "예방", "발전", "선도", "기념", "개량", "확산", "전환", "연결", "복원", "교류",
)  # fmt: skip
# What besides a project is mostly a name where two or more nouns stand before it.
KIND = Words("사업|제도|바우처|직불금|챌린지|마스터플랜|종합대책|기본계획")
# Words that stand before a name and are no part of it, and what ends in a particle or as a verb does.
STOP = re.compile(
    r"[은는을를에의와과한된인할될던며고면]$|(?:에서|에게|으로|까지|부터|이다|하여|구성해|반영해|투입해|[가-힣]{2}[이가로])$"
    r"|(?:부|처|청|위원회|공단|공사|재단|협의체)$|^[가-힣]{1,3}[시군구도]$|^\d+(?:년도?|월|일|차|개|개소|억|명|회)$|^제\d"
    r"|^(?:o|ㅇ|-+|그간|그동안|이하|이로써|들어|일원|일대|\d[\d,]*[천만억조]*원)$"
    r"|^(?:등|및|간|주관|통해|위해|대한|관련|차원|일환|최종|연계|소관|선정|올해|내년|지난|이번|기존|신규|각종|주요|대표|해당"
    r"|추가|모든|다른|두|세|총|본|동|새로|하반기|상반기|전남|광주|서울|경기|국비|도비|시비|공모|함께|이어|또한|특히|한편"
    r"|이를|여러|대규모|이내|연속|나아가|맞춤형|기반|중|대상|국내외|[가-힣]*는|있도록|다채로운|체계적인)$"
)
MOST = 5
SHORTEST = 10  # letters; a shorter one mostly tells what is done


def chains(text: str) -> Iterator[Candidate]:
    """Yield the projects of two to five nouns, the last of which says what the project does.

    Examples
    --------
    >>> text = "시는 무선 초인등 설치 지원사업을 올해 다양한 지원사업과 함께 폈다."
    >>> [text[c.start : c.end] for c in chains(text)]
    ['무선 초인등 설치 지원사업']
    """
    for kind, end in KIND.spans(text):
        at = kind
        if text.startswith(("사업", "제도"), kind):
            at -= text[kind - 1 : kind].isspace()
            if not text.endswith(DONE, max(0, at - 4), at):
                continue
        if particle_after(text, end) < 0:
            continue
        start = _word(text, at)
        words = 1
        while words < MOST and start > 1 and text[start - 1] == " ":
            before = _word(text, start - 1)
            if before == start - 1 or STOP.search(text[before : start - 1]):
                break
            start, words = before, words + 1
        if words > 1 and end - start - words + 1 >= SHORTEST:
            yield Candidate(start, end, "PROGRAM", "pattern:program.chain", 0.55)


def _word(text: str, at: int) -> int:
    while at and (text[at - 1].isalnum() or text[at - 1] in "·-+"):
        at -= 1
    return at
