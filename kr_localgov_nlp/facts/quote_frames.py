"""The frames that make words between marks something said.

``”라며``, ``”고 말했다``, ``것”을 당부했다``, ``”는 소감을 밝혔다``, ``”, “…” 등의 의견``: each is a pattern
of what follows the closing mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.facts.quote_marks import LONGEST, QUOTATIVE

if TYPE_CHECKING:
    from kr_localgov_nlp.facts.quote_marks import Quoted

VERB = (
    r"(?:말|밝|전했|전하|강조|설명|덧붙|당부|약속|주문|평가|제안|언급|다짐|화답|격려|호소|요청|촉구|역설|소개|소감|답|외쳤|"
    r"이야기|주장|지적|인사|감사|고마움|입을|포부|피력|환영|건의|지시|반겼)"
)
# ”라고 알려진, ”라고 적힌: the words are a name or an inscription.
_NAMED = re.compile(
    r"\s?(?:이?라고|고)\s?(?:[가-힣]{1,8}\s)?(?:알려|규정|명시|보도|불리|불렀|불러|부르|부른|적힌|적혀|적은|쓰인|쓰여|쓴|새긴|새겨|이름|명명|칭|정의|표기|표시|기재|일컫|일컬|하는\s|할\s|해도|볼\s|불릴)"
)
ASKED = re.compile(
    r"(?!\s?(?:이?라)?는\s)(?:을|를|도|이|은|에)?\s?(?:[가-힣]{1,8}\s){0,3}?(?:당부|강조|주문|약속|요청|촉구|지시|건의|호소|다짐|언급|피력|권고|제안|주장|부탁|강력히)"
)
# …위험한 상황”을 강조하며, “…해 달라”고: words that more words follow.
STRESSED = re.compile(
    r"[을를]\s(?:거듭\s)?(?:강조|언급|지적|역설|설명)하(?:며|면서|고),?[\s□ㅇ○◦\-]{0,6}[“\"”]"
)
# …도움이 될 것으로 기대”하며, “
HOPED = re.compile(r"\s?하(?:며|면서|고),?[\s□ㅇ○◦\-]{0,6}(?=[“\"”]|$)")
_HOPED_CUT = re.compile(r"(?:기대|당부|강조|부탁|요청|희망|약속|평가|전망|확신|촉구|감사|소개)$")
_ASKED_END = re.compile(r"(?:것|점|줄|다|자|라|때|길|뿐|만|할|함|임|달라|필요|노력)[.!]?$")
# 확신”한다면서, 든든”하다고: the verb that the quoted words end in stands outside the marks.
_ENDED = r"\s?(?:한|된|했|하겠|할|하였|이|이었|였|하|되|하고\s있|해\s?나가겠|해\s?주겠|해(?:\s?나가|\s?주)?야\s?한|[이가]\s(?:있|없|크|필요하|시급하))다"
# 절실”함을 강조하며, 시점”임을 밝히고
_KNOWN = (
    r"\s?(?:(?:임|이었음|였음|함|됨|했음|하였음)을|한\s점을)\s(?:[가-힣]{1,8}\s){0,2}?"
    r"(?:밝|강조|평가|언급|설명|지적|역설|당부|피력|상기|전했|전하|말)[가-힣]{0,4}(?:며|면서|고|다)"
)
# …열쇠”라는 점을 강조하며; not 강조하는, 강조한 것이
_POINT = r"\s?(?:이?라)?는\s(?:점|사실)(?:을|도)\s(?:[가-힣]{1,8}\s){0,2}?(?:강조|설명|언급|역설|밝히|밝혔|피력|상기)"
# …것”이라는 기대를 밝히고, “
_FELT = (
    r"\s?(?:이?라)?는\s(?:[가-힣]{1,8}\s){0,2}?(?:소감|소회|뜻|의지|입장|각오|바람|의견|기대|우려|아쉬움)을?를?\s(?:[가-힣]{1,3}\s){0,3}?"
    r"(?:밝히|전하|표하|드러내|나타내|피력하|내비치|강조하)(?:며|면서|고)"
)
# …될 것”으로 기대한다며; 기대하고 있다 is told of somebody
_EXPECTED = (
    r"\s?으로\s(?:(?:기대|평가|전망|예상)(?:한다|된다|하|했|하였)(?:며|면서|고(?!\s있[다는으])|고(?=\s있다[며고])|다)|"
    r"내다(?:봤다|본다|보았다|봤으며|보고|보며|보면서))"
)
# …디딤돌”이 될 것이라고 강조하며
_BECOMES = (
    r"\s?[이가]\s(?:될\s것이라|되(?:길|기를)\s(?:바란다|희망한다|기대한다))고\s(?:[가-힣]{1,8}\s){0,2}?"
    + VERB
)
# …황금기”이므로, “…하자”고
_REASON = r"\s?(?:이므로|[인한]\s만큼|이기\s때문에|할\s(?:계획|예정|것)이(?:며|고)),?"
_SO = re.compile(_REASON)
AS_SAID = re.compile(
    rf"(?:{_ENDED}(?:고|며|면서),?(?:\s하(?:며|면서|고))?|{_REASON}|{_BECOMES}[가-힣]{{0,4}}?(?:며|면서|고)|{_KNOWN}|{_FELT}|{_EXPECTED}|{_POINT}[가-힣]{{0,4}}?(?:며|면서|고))(?=[\s.,]|$)"
)
# “…” 김하나 시장의 말이다, 김하나 어르신의 첫마디다
SAID_OF = re.compile(
    r"[.,]?\s?(?P<who>[^.\n“”\"]{2,45}?)의\s(?:말(?=이|에|은|로|[.…])|각오|포부|설명|바람|다짐|한마디|첫마디|소감|호소|목소리|답(?=이|은))"
)
# “….” 김하나 씨가 말했다, 김하나 시장이 간부회의에서 한 말이다
SAID_THEN = re.compile(
    r"\s(?P<who>[^.\n“”\"]{2,45}?[은는이가])\s(?:[^.\n“”\"]{0,25}\s)?(?:(?:말|이야기|전|강조|설명|당부|다짐|약속|호소|하소연)했다|덧붙였다|"
    r"밝혔다|털어놨다|털어놓았다|웃었다|한\s말이다)(?=[.\s]|$)"
)
# “…”는 것이 시의 설명이다, “…”는 상인들의 하소연이 이어졌다
SAID_AS = re.compile(
    r"\s?(?:이?라)?는\s(?:(?:것이|게)\s(?P<who>[^.\n“”\"]{1,40}?)의\s(?:[가-힣]{1,6}\s){0,2}?"
    r"(?:설명|목소리|주장|의견|입장|평가|생각|판단|전언|바람|반응)이?다|"
    r"(?P<of>[^.\n“”\"]{1,40}?)의\s(?:하소연|반응|목소리|의견|지적|요청)[이도]\s(?:이어졌|나왔|나온|많았|쏟아졌|잇따랐))"
)
# …를 해소”할 필요성을 밝혔다, …를 제고”할 것을 당부하며
_TO_DO = r"\s?할\s(?:것|필요성|필요가\s있음)을\s(?:[가-힣]{1,8}\s){0,2}?" + VERB
# …의 중심”으로 커 가고 있다는 점을 부각했다
_GROWS = r"\s?으로\s(?:[가-힣]{1,8}\s){0,2}?[가-힣]{1,8}다는\s점을\s(?:[가-힣]{1,8}\s){0,2}?(?:강조|부각|역설|설명)[가-힣]{0,4}(?:며|면서|고|다)"
# …의 지원”의 필요성을 강조하였다, …에 만전”을 기해 달라 당부하며
_NEEDED = r"\s?(?:의\s(?:필요성|중요성|시급성)을|을\s(?:기해|다해|기울여)\s?(?:달라|줄\s것을)(?:고)?)\s(?:[가-힣]{1,8}\s){0,2}?(?:강조|언급|역설|설명|당부|부탁|요청|주문|피력)"
_PART = re.compile(
    rf"{_TO_DO}|{_GROWS}|{_NEEDED}|{_BECOMES}|{_KNOWN}|{_POINT}[가-힣]{{0,4}}?(?:며|면서|고|다|기도|한\s바)(?![가-힣])|{_EXPECTED}|{_ENDED}(?:(?:며|면서)(?=[\s,])|고,?(?:\s?(?:[가-힣]{{1,6}}\s){{0,2}}?(?:{VERB}|발언|기대|하며|하면서|했다|하였다)|"
    r"\s*\n[^\n]{0,6}[“\"]))"
)
_FEELING = re.compile(
    r"\s?(?:이?라)?는\s(?:[가-힣]{1,8}\s){0,2}?"
    r"(?:(?:소감|소회|후기|마음|뜻|의지|입장|인사|말|말씀|당부|포부|각오|메시지|바람|기대|의견|반응|의사|계획|방침|우려|아쉬움|유감)"
    r"(?:을|를|도|이|과|와|으?로)?\s?(?:[가-힣]{1,8}\s){0,3}?"
    r"(?:밝|강조|전(?=[하했한할해달])|남|드러|표|내비|했|보냈|덧붙|피력|건넸|보였|보이|나왔|나오|이어|함께|제안|제시(?![되됐])|토로|마쳤|마무리)|"
    r"(?:입장|반응|각오|설명|의견|생각|포부|소감|바람|판단|방침|계획|구상)이?다(?=[.\s]|$))"
)
_THEN_SAID = re.compile(r"[,\s]*(?:[가-힣]{1,8}\s){0,2}?" + VERB)
# “①…한 점, ②…한 점” 등 두 가지를 꼽았다
_REASONS = re.compile(r"\s?(?:등(?:의)?\s)?(?:[가-힣\d]{1,3}\s?가지)?[을를]\s(?:이유로\s)?꼽(?:았|으)")
_REASON_END = re.compile(r"[점때것]$")
# “…에 힘써 달라고” 당부했다
_WHOLE_CLAUSE = re.compile(r"(?:[다자]|[가-힣]라)고$")
# “…”, “…” 등 다양한 소감을 전했다
_LISTED = re.compile(
    r"\s?등(?:의|을|과)?\s(?:[가-힣]{1,8}\s){0,3}?(?:소감|의견|반응|후기|이야기|목소리|바람)"
)
# …해 줄 것을 당부”하였다: the verb's noun stands inside the marks.
_VERB_CUT = re.compile(r"(?:당부|강조|요청|주문|촉구|부탁|지시|약속)$")
_DID = re.compile(r"\s?(?:했|하였)(?:다|습니다|고|으며)(?=[.,\s]|$)")
# 응답자의 66%가 “…”: nobody speaks who is counted
_COUNTED = re.compile(
    r"(?:(?:%|％|퍼센트)\)?[가는이도]|명\s중\s(?:약\s)?\d+명[은이]|응답자\s(?:다수|대다수|대부분|절반|과반)[은는이가]),?\s"
    r"(?:[^\s“”\"]{1,12}(?<![은는])\s){0,4}$"
)
# 장관은 “…를 강구”해야 하며, “…하겠다”고
_CLAUSED = re.compile(
    r"\s?(?:(?:해야|하여야)\s)?(?:하며|하고|하면서|되며|되고|있으며),?\s?(?:[가-힣]{1,6}\s)?(?=[“\"])"
)
_SUBJECT_BEFORE = re.compile(r"(?:[은는]|통해),?\s?$")
# …할 계획임”을 밝혔다
_NOUN_END, _TOLD = re.compile(r"[임음함됨]$"), re.compile(r"\s?을\s(?:밝혔|밝히|전했|강조)")
_ANSWERED = re.compile(r"\s?(?:이?라)?고\s(?:응?답|대답)한\s[^.\n“”\"]{0,24}\d")
_NEXT = re.compile(r"[\s,□ㅇ○◦\-]{0,8}[“\"”‘]")
_CLOSED = re.compile(r"[”\"’]")
_SAYS = re.compile(
    r"\s?(?:(?:하고\s|이라\s|라\s)?"
    + VERB
    + r"[가-힣]{0,5}(?:다|며|면서|고)|(?:했|하였)(?:다|습니다))(?=[.,\s]|$)"
)
# “…”라는 주제로: the words are what a meeting is called
TITLED_SO = re.compile(
    r"\s?(?:이?라)?[는란]\s(?:[가-힣]{1,6}\s)?(?:주제|이름|제목|구호|표어|슬로건|문구|명칭|내용|뜻의)"
)
# The end of something said.
SENTENCE = re.compile(r"[다요까자죠네라길임함됨것]\s?[.!?~…]*[’'\")]?$")
SAID_BY = re.compile(
    r"[.,]?\s?(?:이?라)?고,?\s(?P<who>[^.\n“”\"]{2,45}?(?:은|는|이|가))\s[^.\n“”\"]{0,25}?" + VERB
)
HEADLINE_AFTER = re.compile(
    r"\s*(?:$|\n|-\s*(?:\n|$)|[.,…·]?\s?(?:강조|당부|밝혀|밝힌|약속|다짐|주문|호소|지시|포부|소감|화답|격려))"
)
# What follows the name of an event or a project in a headline: “…” 개최.
HAPPENING = re.compile(
    r"[\s,…]*(?:개최|참석|수상|성료|추진|운영|방문|출간|사업|행사|축제|공연|전시|캠페인|특강|강연|협약|선포|시상|발표|공개|선정|출범|"
    r"개막|도전|주제|운동|의\s|을\s|를\s|에\s)"
)
HEADLINE_WHO = re.compile(
    r"[\s….,·\-–]{1,4}(?P<who>[^\n“”\"…·,]{4,30}?)[,\s]{0,2}(?:강조|당부|밝혀|약속|다짐|주문|호소|지시|포부|소감|말해|전해)(?=\s*(?:$|\n))"
)


def is_said(text: str, q: Quoted, words: str, goes_on: bool) -> bool:
    """Tell whether what follows the marks shows that the words were said.

    ``words`` are the words, ``goes_on`` tells that an earlier quotation of the same sentence has said so.
    """
    hung = QUOTATIVE.match(text, q.right)
    if hung and not _NAMED.match(text, q.right):
        if hung[0].endswith(("이며", "이고")):
            return q.double and len(words) >= 16 and _next_is_said(text, hung.end())
        behind = re.search(r"[은는],?\s?$", text[max(0, q.left - 3) : q.left])
        said = _THEN_SAID.match(text, hung.end())
        whole = bool(SENTENCE.search(words))
        if q.double:
            return whole or len(words) >= 8 or (bool(behind and said) and len(words) >= 4)
        whole = whole or goes_on or (bool(behind) and len(words) >= 20)
        return whole and bool(said or (behind and len(words) >= 8))
    if not q.double:
        return False
    if len(words) >= 12 and (so := _SO.match(text, q.right)):
        return _next_is_said(text, so.end())
    if ASKED.match(text, q.right) and len(words) >= 12 and (goes_on or _ASKED_END.search(words)):
        return True
    if _LISTED.match(text, q.right) and SENTENCE.search(words):
        return True
    return _is_part(text, q, words, goes_on) or (
        bool(SENTENCE.search(words)) and bool(_FEELING.match(text, q.right) or _SAYS.match(text, q.right))
    )


def _is_part(text: str, q: Quoted, words: str, goes_on: bool) -> bool:
    """Tell whether the words are a long part of a sentence, whose end or verb stands outside the marks."""
    long, at = len(words), q.right
    return bool(
        (long >= 15 and _PART.match(text, at))
        or (long >= 15 and _WHOLE_CLAUSE.search(words) and _THEN_SAID.match(text, at))
        or (long >= 15 and _DID.match(text, at) and _VERB_CUT.search(words))
        or (long >= 15 and HOPED.match(text, at) and _HOPED_CUT.search(words))
        or (long >= 20 and _REASON_END.search(words) and _REASONS.match(text, at))
        or (long >= 20 and _NOUN_END.search(words) and _TOLD.match(text, at))
        or (long >= 20 and STRESSED.match(text, at))
        or (
            long >= 25
            and (goes_on or _SUBJECT_BEFORE.search(text, max(0, q.left - 4), q.left))
            and (clause := _CLAUSED.match(text, at))
            and _next_is_said(text, clause.end())
        )
    )


def is_survey(text: str, q: Quoted) -> bool:
    """Tell whether words are the answer of so many to a survey: ``응답자의 66%가 “…”고 답했다``."""
    return bool(_COUNTED.search(text[max(0, q.left - 60) : q.left]) or _ANSWERED.match(text, q.right))


def is_framed(text: str, at: int) -> bool:
    """Tell whether what follows a closing mark is a frame, whatever the words.

    Examples
    --------
    >>> is_framed("”라는 소감을 밝혔다", 1), is_framed("”라는 보고를 받고", 1), is_framed("”라고 알려진", 1)
    (True, False, False)
    """
    if QUOTATIVE.match(text, at):
        return not _NAMED.match(text, at)
    return any(frame.match(text, at) for frame in (ASKED, _PART, _FEELING, _SAYS, _LISTED))


def _next_is_said(text: str, at: int) -> bool:
    """Tell whether the marks that follow enclose something said: ``“…”이며, “…”라고``; or go on to such."""
    while opened := _NEXT.match(text, at):
        closed = _CLOSED.search(text, opened.end(), opened.end() + LONGEST)
        if closed is None:
            return True  # a lost mark: told by other signs
        hung = QUOTATIVE.match(text, closed.end())
        if hung is None:
            return is_framed(text, closed.end())
        if not hung[0].endswith(("이며", "이고")):
            return True
        at = hung.end()
    return False
