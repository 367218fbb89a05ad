"""How a winner is told in words: the name, the role and the particle behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kr_localgov_nlp.facts.award_unread import behind

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.award_parts import Mention

PERSONAL = ("PERSON", "HEAD")
_CLOSE = "’”'\"」』｣>〉》*㈜"
_PAREN = re.compile(r"\s?[(（](?:[^()（）\n]|[(（][^()（）\n]{1,6}[)）]){1,60}[)）]")
_WORD = re.compile(r"\s?([가-힣A-Za-z0-9·]{1,14})")
# After a body's name only what belongs to it: 나주시 보건소가, 가람중학교 축구부가; after a person any title.
_BODY_WORD = re.compile(
    r"(?:팀|측|학생팀|동아리|봉사단|선수단|사업단|보건소|소방서|센터|공무원|주민자치회|대표팀|유한회사|주식회사|"
    r"유한책임회사|(?:농업회사|영농조합|어업회사|영어조합)법인(?:주식회사|유한회사)?|[가-힣A-Za-z]{0,10}\d{1,2}(?:과|팀)|[가-힣]{1,8}(?:팀|과|센터|사업|보건소|부|단|실|지회|지부|모임|마을|학과|선수단|봉사단|협의체|위원회))"
)
# Words that end as if with a particle: 작가, 전문가, 어린이, 원로.
_NOUN = re.compile(
    r"(?:[작화평국]가|전문가|활동가|예술가|건축가|음악가|소설가|평론가|무용가|사업가|기업가|조각가|농가|어린이|지킴이|원로|"
    r"[가-힣]{2,}(?<!팀)과|\d과|간호사회|제주도|독도|경기도|[가-힣]{2}[남북]도)$"
)
_TITLED = re.compile(r"(?:[관장원사님씨자표수감인생]|경정|경위|순경|총경|소령|중령|대령|소위|중위|대위)과$")
_PARTICLE = re.compile(
    r"(?P<dat>에게는|에게|께는|께(?!서))$|(?P<sub>께서는|께서|[이가])$|(?P<top>에서는|에서도|은|는|도)$|(?P<obj>[을를])$|"
    r"(?P<gen>의)$|(?P<and>[와과]|및|이랑)$|(?P<loc>에서|에)$|(?P<at>으?로서?|처럼|보다|만)$"
)
_ALSO = re.compile(r"\s역시(?=\s)")  # 나루구 역시
# 김하나 사무관|·이두리 주무관
_TITLE_DOT = re.compile(r"\s?[가-힣]{1,8}[관장사원수리씨님자생보감](?=\s?[·ㆍ‧․∙･]\s?[가-힣]{2,4}\s)")
# 김하나 주무관 등 일을 잘한 공직자 총 11명에게
_SUCH = re.compile(r"(?:\s[가-힣]{1,6}){0,2}\s등\s[^.,\n]{2,40}\s(?:총\s)?\d+명에게는?(?=\s)")
# 김하나 연구원 등과
_AND_ETC = re.compile(r"(?:\s[가-힣]{2,6})?\s등(?:\s\d+[명곳팀])?과(?=\s)")
# 가람농원 이 차지했다: a particle that stands apart
_APART = re.compile(r"\s[이가](?=\s(?:각각\s|최종\s)?(?:차지|수상|선정|받[았아]|뽑))")
_QUOTED = re.compile(
    r"\s?(?:[‘“「『｢'\"<《〈][^‘’“”「」『』｢｣\n]{2,90}[’”」』｣'\">》〉]|’[^‘’“”「」『』｢｣\n]{2,60}‘|”[^‘’“”「」『』｢｣\n]{2,60}“)"
)
# 가람전자의 불을 막는 ‘바깥벽’과: what of theirs is honoured, with a clause before its title
_OWN_WORK = re.compile(
    r"\s[^‘’“”「」『』｢｣'\"\n,.]{1,60}[‘“「『｢'][^‘’“”「」『』｢｣'\n]{2,90}[’”」』｣'](?=[이가을를은는과와에,\s])"
)
# 가람대학교 ‘봄비’|가
_THEIRS = re.compile(r"[이가]\s(?:각각|최종|선정|수상|대상|최우수|우수|장려)")
# ’김하나 팀장‘이
_TURNED = re.compile(r"‘(?=[이가은는을를와과](?:\s|,))")
# How many words may tell what of theirs is honoured: 가람농원의 말린 버섯 가루 세트가
_WORDS_OF_THEIRS = 8
# ‘봄비’라는 사진과: what a title is one of
_CALLED = re.compile(r"이?라는(?=\s)")
_PASSED_ON = re.compile(r"에\s이어|[와과]는?\s(?:달리|같이|비교)")
#: Marks of items that stand side by side.
BULLETS = "△▲▶▷●◆■◇"
# 김하나, 이두리 등 대학생으로 구성된 가람팀: members of a team, which is the winner
_MEMBERS = re.compile(
    r"(?:\s씨)?(?:\s등)?(?:\s\d+[명인])?(?:\s[가-힣]{2,6})?으?로\s(?:구성|이루어|이뤄|꾸려)"
)
AND = re.compile(rf"\s?(?:[,，、·ㆍ‧․∙･/]\s?[{BULLETS}]?\s?|[{BULLETS}]\s?|함께\s|그리고\s|및\s)")
# 나주시, 강진군 등 3곳을, 김하나, 이두리 씨 등 2명이, 나주시, 강진군 2개 기관이
_COUNT = re.compile(
    r"[)）]?(?:\s씨|까지)?(?:\s등\s\d+[곳명팀](?=\s등\s총))?\s(?:등(?=[은는이가을를에])|(?:등\s(?:[가-힣]{2,8}\s)?)?(?:총\s)?(?:\d+|[한두세네]|다섯|여섯)\s?(?:개\s?)?[가-힣]{1,6}?)\*{0,3}"
    r"(?:(?P<dat>에게는?|에)|(?P<sub>[이가])|(?P<top>[은는])|(?P<obj>[을를]))(?=[\s,])"
)
# 유공으로 김하나 팀장이, 유공으로 이두리 주무관이 …
_TO_CLOSE = re.compile(r"[^‘’“”「」｢｣\n]{0,28}[’”」｣]")
# 나주시 물빛읍 주민자치센터가
_TOWN_OFFICE = re.compile(r"\s[가-힣]{1,4}\d?[읍면동]\s(?=(?:주민자치|주민|행정복지)센터|사무소)")
# 김하나 前 가람부 차관보가
_FORMER = re.compile(r"\s[前現]")
# ‘봄비’(가람초 김하나)가
_AUTHOR = re.compile(r"(?:\s?(?:씨|님|작|저|외\s?\d+[명인]))?[)）](?=[이가은는을를와과]|\s?등)")
_BEHIND_TITLE = re.compile(r"[’”」』｣>〉》'\"]\s?[(（][^()（）\n]{0,24}$")


class Tail(NamedTuple):
    """What follows a name: ``sub`` 이·가, ``top`` 은·는·도, ``obj``, ``dat`` 에게, ``loc`` 에서·에, ``and``, ``at`` or ""."""

    kind: str
    end: int
    owner: bool = False


def tail(text: str, m: Mention, high: int) -> Tail:
    """Read the role and the particle behind a name.

    Parameters
    ----------
    text
        The text.
    m
        The name.
    high
        Where to stop.

    Returns
    -------
    Tail
        ``owner`` tells that the particle stands behind something of theirs: 김하나 학생의 ‘봄비’가.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_parts import Mention
    >>> tail("김하나 국악인이 상을 받았다.", Mention(0, 3, "PERSON"), 16).kind
    'sub'
    >>> tail("나주시와 강진군이 받았다.", Mention(0, 3, "DISTRICT"), 14).kind
    'and'
    """
    if m.label not in PERSONAL and m.label != "WORK":
        unread = behind(text, m)  # 가람기술원 김하나 조사원이, where nothing recognised the name
        m = unread._replace(label="PERSON") if unread.start >= m.end else m
    at = _behind(text, m, high)
    words = 5 if m.label in PERSONAL else 2
    owner = False
    members = m.label in PERSONAL and _MEMBERS.match(text, m.end)
    for number in range(-1 if members else _WORDS_OF_THEIRS):
        if at >= high or (number > words and not owner):
            break
        marked = _marked(text, at, high, m.label, owner=owner)
        if marked:
            return marked
        work = _QUOTED.match(text, at, high) if not owner and m.label == "ORG" else None
        if work and AND.match(text, work.end()):
            return Tail("and", work.end())  # 가람원 물길과 ‘봄비’, 나루원 하천과 ‘여름비’가
        if work and _THEIRS.match(text, work.end()):
            owner, at = True, work.end()  # 가람대학교 ‘봄비’가, 가람대 ‘물길’ 팀(김하나, 이두리)이
        word = _WORD.match(text, at, high)
        if word is None:
            break
        glued = text[at] not in "  "
        said = word[1]
        end = word.end()
        stop = text[end : end + 1]
        mark = None if glued and number == 0 and said in "씨님군양" else _mark(m, said, owner=owner)
        if (
            mark
            and (len(said) > len(mark[0]) or glued or text[at - 1] in _CLOSE)
            and (not stop or end == high or stop in "  \n,‘“「(『<'\"…·")
        ):
            kind = str(mark.lastgroup)
            if _PASSED_ON.match(text, end - len(mark[0])):
                return Tail("at", end)
            if kind != "gen":
                return Tail(kind, end, owner)
            owner = True
            quoted = _QUOTED.match(text, end, high) or _OWN_WORK.match(text, end, high)
            called = quoted and _CALLED.match(text, quoted.end(), high)
            at = called.end() if called else quoted.end() if quoted else end
            continue
        if said in ("및", "그리고"):
            return Tail("and", end)
        if m.label not in PERSONAL and not owner and not _is_body_word(said):
            break
        at = _close(text, end)
    return Tail("of" if members else "", at, owner)


def _marked(text: str, at: int, high: int, label: str, *, owner: bool) -> Tail | None:
    """Tell how a mark or a count behind a name ties it: A·B, A 등 3곳이, 김하나 사무관·이두리 주무관에게."""
    apart = _APART.match(text, at) or _ALSO.match(text, at)
    if apart:
        return Tail("sub", apart.end(), owner)
    also = AND.match(text, at)
    if also and not "가" <= also[0].strip()[0] <= "힣":
        return Tail("and", at)
    counted = _COUNT.match(text, at, min(len(text), high + 1))
    if counted:
        return Tail(str(counted.lastgroup), counted.end(), owner)
    such = _SUCH.match(text, at) if label in PERSONAL else None
    if such:
        return Tail("dat", such.end(), owner)
    titled = _TITLE_DOT.match(text, at) if label in PERSONAL else None
    joined = titled or _AND_ETC.match(text, at)
    return Tail("and", joined.end()) if joined else None


def _mark(m: Mention, said: str, *, owner: bool) -> re.Match[str] | None:
    """Give the particle that a word behind a name ends in; None for a noun that ends as if in one."""
    noun = _NOUN.search(said) and not (m.label in PERSONAL and _TITLED.search(said))
    return None if noun and not (owner and said[-1] == "과") else _PARTICLE.search(said)


def _behind(text: str, m: Mention, high: int) -> int:
    """Give where the words behind a name begin: past brackets, closing marks, the body of a person."""
    author = _AUTHOR.match(text, m.end) if m.label != "PLACE" else None
    if author and _BEHIND_TITLE.search(text, max(0, m.start - 30), m.start):
        return author.end()
    if m.label in PERSONAL:
        at = _close(text, m.end)
        former = _FORMER.match(text, at)
        at = former.end() if former else at
        body = _QUOTED.match(text, at, high)
        return body.end() if body and text[at].isspace() else at  # 김하나 ‘가람수녀회’ 수녀가
    if text[m.start - 1 : m.start] in ("‘", "“", "「", "｢"):
        inside = _TO_CLOSE.match(text, m.end, min(high, m.end + 30))
        if inside:
            return _close(text, inside.end())  # ‘영천 한방산업특구’를
    at = _close(text, m.end)
    office = _TOWN_OFFICE.match(text, at, high) if m.label == "DISTRICT" else None
    return office.end() if office else at


def _is_body_word(said: str) -> bool:
    """Tell whether a word behind a body's name belongs to it: 심사과, 심사과가."""
    return any(_BODY_WORD.fullmatch(word) for word in (said, _stem(said)))


def _stem(word: str) -> str:
    mark = _PARTICLE.search(word)
    return word[: mark.start()] if mark and mark.start() else word


def _close(text: str, at: int) -> int:
    """Pass closing marks and what stands in brackets."""
    while at < len(text) and (text[at] in _CLOSE or _TURNED.match(text, at)):
        at += 1
    paren = _PAREN.match(text, at)
    if paren:
        at = paren.end()
        while at < len(text) and text[at] in _CLOSE:
            at += 1
    return at
