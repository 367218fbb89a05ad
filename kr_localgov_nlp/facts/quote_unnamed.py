"""Speakers without a name: a title alone (``구청장은``), a body (``나주시는``), somebody (``한 어르신은``)."""

from __future__ import annotations

import re

from kr_localgov_nlp.entities.names import SURNAMES
from kr_localgov_nlp.facts.quote_names import FULL_TITLE
from kr_localgov_nlp.facts.quote_people import BRACKET, Speaker, Word

# Endings of a word that is no part of a title: an object, an adverbial, a clause before the noun.
_CLAUSE = re.compile(
    r"(?:[을를에서로과와의고며던친된온린킨운,]|.한|[대위통관]해|(?:관련|대신|참석|참여|방문|함께|축하|기념|비롯)해|[켜라아어러펴]본|[끝만]난|녀간|^든|^뒤|^후|^물론|받은|찾은|참여한|있는|하는|에게|께|라는|은|는)$"
)
# Nouns that end as if a particle followed: 학림마을 이장, 지역경제과 과장, 나주소방서 서장.
_NOUN = re.compile(
    r"(?:마을|서울|고을|[가-힣]{2,}과|경찰서|소방서|세무서|비서|대한|신한|북한|^주한|협의|문의|회의|[가-힣]여고|공고|농고|상고|금고|창고|"
    r"종로|구로|대로|법인)$"
)
_PEOPLE = re.compile(
    r"(?:산모|임산부|임신부|경영주|업주|점주|주인|교회|성당|연구원|진흥원|법원|재판부|가정|아버지|어머니|아내|남편|할머니|할아버지|누리꾼|네티즌|"
    r"유권자|수혜자|소비자|귀농인|귀촌인|체험객|탐방객|여행객|관계자|담당자|주민|시민|군민|구민|도민|읍민|면민|어르신|노인|참가자|참여자|참석자|수강생|수료생|교육생|연수생|학생|회원|위원|농가|농업인|농민|"
    r"상인|대표|학부모|청소년|어린이|아동|청년|부모|가족|관람객|방문객|관광객|이용자|이용객|직원|공무원|공직자|기업|업체|단체|협회|재단|센터|학교|대학|"
    r"위원회|협의체|협의회|자치회|부녀회|상인회|번영회|향우회|청년회|노인회|이장|통장|팀|측|전문가|교사|의원|기관|회사|조합|법인|공사|공단|은행|농협|작가|강사|봉사자|심사위원단?|"
    r"수상자|당선자|후원자|기부자|기탁자|대상자|지원자|관리자|운영자|사용자|근로자|노동자|종사자|신청자|유족|입주민|이재민|병사|장병|용사|출향인|향우|군인|보호자|선수단?|[가-힣]{1,6}단|"
    r"중수본|중대본|의회|기구|[가-힣]{1,8}[시군구도]|당국|시|군|구|도|시청|군청|구청|도청|교육청|정부|[가-힣]{2,8}[부처청]|이들|그들|사람들|[가-힣]{2,8}들|분|부부|씨)$"
)
# Committees by their short names; 위 alone would also take 범위, 불법행위, 우선순위.
_COMMITTEE = re.compile(
    r"(?:방통위|방미통위|방심위|권익위|공정위|금융위|증선위|개인정보위|보호위|원안위|인권위|선관위|국교위|국가교육위|경사노위|노사정위|"
    r"저고위|저출산위|지방시대위|균형위|중노위|지노위|노동위|규개위|영진위|게임위|진화위|진실화해위|무역위|식약위|국가지식재산위|지재위|"
    r"국기위|인수위|비대위|최고위|법사위|행안위|농해수위|산자위|기재위|정무위|국토위|환노위|복지위|예결위|문체위|외통위|국방위|"
    r"과방위|여가위|교육위|윤리위|자치경찰위|감사위|조직위|추진위|집행위|심사위|운영위|대책위|특위)$"
)
_NO_PEOPLE = re.compile(
    r"(?:지역|현재|앞으로|이번|가운데|제도|정도|온도|속도|농도|강도|용도|각도|지도|태도|한도|의도|시도|행사|사업|우리도|우리)$"
)
# 홍모 씨, 홍 모 씨, A 씨, 김○○ 씨
_HIDDEN = re.compile(rf"(?:(?![부공고추도]모)[{SURNAMES}]\s?(?:모|[○〇O]{{1,2}})|[A-Z])(?:\([^()]*\))?")
_BULLET = re.compile(r"[“”\"'ㅇ○□◦\-·]+")
# ㅇ나주시 관계자: a line begins
_LINE = re.compile(r"[ㅇ○□◦\-·]+(?=[가-힣])")
# 세계은행(World_Bank) 총재
_LETTERS = re.compile(r"\([A-Z][^()]*\)")
_OPENERS = frozenset(
    (
        "이어", "이어서", "이에", "또", "또한", "아울러", "특히", "한편", "이날", "이번", "그러면서", "이와",
        "더불어", "다만", "앞서", "먼저", "그리고", "현재", "o",
    )
)  # fmt: skip


def breaks(word: str) -> bool:
    """Tell whether a word ends the chain of nouns that a title is made of."""
    return bool(_CLAUSE.search(word)) and not _NOUN.search(word)


def hides(words: list[Word]) -> int:
    """Tell how many words at the end stand for a name that is not told.

    Examples
    --------
    >>> hides([Word(0, 2, "주민"), Word(3, 5, "홍모")]), hides([Word(0, 1, "홍"), Word(2, 3, "모")])
    (1, 2)
    """
    if len(words) > 1 and words[-1].text == "모" and _HIDDEN.fullmatch(f"{words[-2].text} 모"):
        return 2
    return int(bool(words) and _HIDDEN.fullmatch(words[-1].text) is not None)


def unnamed(words: list[Word], stem: str) -> Speaker | None:
    """Read a title alone or somebody unnamed, with the nouns that belong to it.

    Examples
    --------
    >>> unnamed([Word(0, 3, "나주시"), Word(4, 8, "관계자는")], "관계자").role
    '나주시 관계자'
    """
    bullet = _BULLET.match(stem)
    begin = bullet.end() if bullet else 0
    bare = BRACKET.sub("", stem[begin:]).rstrip("“”\"'")
    titled = bool(FULL_TITLE.search(bare))
    if not bare or _NO_PEOPLE.search(bare) or not (titled or _PEOPLE.search(bare) or _COMMITTEE.search(bare)):
        return None
    hidden = hides(words[:-1])
    if len(bare) == 1 and bare not in "시군구도" and not (hidden and bare == "씨"):
        return None
    parts = [bare]
    start = words[-1].start + begin
    chain = [] if begin else words[:-1][-4:]
    for word in reversed(chain):
        if len(parts) <= hidden:
            parts.append(BRACKET.sub("", word.text))
            start = word.start
            continue
        if word.text in ("한", "모", "두"):
            parts.append(word.text)
            start = word.start
            break
        line = _LINE.match(word.text)
        head = line.end() if line else 0
        part = word.text[head:]
        if breaks(part) or not re.match(r"[가-힣A-Za-z0-9㈜(]", part) or part in _OPENERS:
            break
        parts.append(_LETTERS.sub("", part))
        start = word.start + head
        if head:
            break
    return Speaker(None, " ".join(reversed(parts)), start, words[-1].start + len(stem))
