"""What the award and prize finders share: how an honour is told, what stands before a name and is no part of it."""

from __future__ import annotations

import re

# Most releases speak of no honour at all; they are let go after one search.
ANY_HONOUR = re.compile(
    r"수상|[^\s보향예이]상[을(（’”'\"\s]|(?:대통령|총리|장관|지사|시장|군수|청장|교육감)상|표창|[훈포]장|최우수|우수|대상|등급|\d위|영예|평가|경진|경연|신춘문예|"
    r"콘테스트|공모전|어워|유공|백년|명인|명장|오디션|명문가|백일장|우승|[금은동]메달"
)


def words(listed: str) -> frozenset[str]:
    """Give the words of a list that is written with spaces.

    Examples
    --------
    >>> sorted(words("주관 주최"))
    ['주관', '주최']
    """
    return frozenset(listed.split())


_SENTENCE_END = re.compile(r"[다요됨음함]\.(?=[\s”’\"'\])가-힣]|$)|\n|[■□▶◇○※]")
# `2025년도`, `’24년`, `제13회`, `민선 8기`: a year or an edition; it stands outside a name.
EDITION = re.compile(
    r"(?:제?\s?\d{1,3}\s?(?:회|차|번째|주년(?!\s(?:기념|계기))|기)|(?:[’‘'`´]?\s?\d{2}|\d{4})\s?(?:년말|년도?|넌|학년도|회계연도|학년도)|"
    r"(?:19\d\d|20[0-3]\d)(?:\s?[-~∼]\s?(?:20)?\d\d)?(?![\d,.]*\d)|민선\s?\d+기|(?:상\s?[·‧]\s?하|[상하]|전|후)반기"
    r"|[1-4](?:\s?[·‧,/]\s?[1-4])?\s?분기|\d{1,2}월|\d{1,2}일|(?:첫|두|세|네|다섯)\s?번째|올해의?(?=\s))(?=[\s「『‘“가-힣A-Za-z]|$)"
)
# 20회를 맞은 …대전: the walk to the left stops at the digits.
_ANNIVERSARY = re.compile(r"[를을]\s(?:맞은|맞는|맞이한)\s")
_LEADING = re.compile(rf"(?:(?:{EDITION.pattern})(?:\s?(?:정기|전반기|[상하]반기|신규))?[\s,]*)+")
_EDITED = re.compile(rf"(?:{EDITION.pattern})(?:\s?(?:정기|[상하]반기|신규))?\s*[‘“'\"「『｢]?$")

# Words that stand before an award's name and are no part of it.
_OUTSIDE = words(
    """
    주관 주최 개최 후원 공동주관 공동주최 이번 올해 지난해 작년 금년 내년 최근 해당 각종 매년 당시 이후
    이전 시행 실시 진행 등 통해 위해 대해 지난 오는 중 또한 또 특히 아울러 이어 한편 전년도 전년 연속 총
    여러 다양한 모든 그 이 각 본 동 관련 관한 따른 기준 대외 외부 최초 유일 역시 바로 다시 함께 모두 선정
    수상 발표 도내 시 군 구 도 관내 가운데 이날 당일 현지 공식 같은 다른 높은 높이 좋은 나온 새 첫 최종 결과
    부문 종목 그리고 먼저 우선 지금 그동안 역대 실시된 인정 대비 있는 없는 대상 최우수 우수 장려 금상 은상
    동상 최우수상 우수상 장려상 특별상 본상 등의 각각 부터 나란히 날 새글 방식 방법 절차 거쳐 국가가 별도 ㅇ o -
    씨 이하 앞으로도 최대 최고 금년도 타 째인 단순 기존 금번 금회 올해도 벌인 매긴 치른 낸 연 꾸린 올린 내건 가린 뽑는 차인 처음 주도 받아 열려 앞서 이로써 이에 이어서 국내 이들 무려 제공 사진 붙임 참고 별첨 개요 道 市 郡 區
    펼쳐진 이중 향후 주재 주고자 맞아 걸쳐 그간 누구나 번째 한 목록 내 외 전 후 상 하 및 또는 생긴 신설된 신설한
    """
)
# Nouns that end in a syllable that is mostly a particle or an ending.
_NOUN_TAIL = re.compile(
    r"(?:마을|가을|겨울|개울|얼굴|노을|서울|(?<![가-힣])바다"
    r"|평가|국가|농가|어가|작가|전문가|여가|물가|원가|증가|참가|추가|허가|인가|활동가|기업가|사업가|건축가"
    r"|예술가|주가|지가|대가|요가|명가|휴가|부가"
    r"|어린이|에세이|놀이|지킴이|떡볶이|사이|고양이|맞이|먹이|차이|길이|해돋이|길라잡이"
    r"|성과|효과|결과|학과|교과|치과|내과|외과|초과|사과|통과|다과"
    r"|도로|진로|수로|철로|경로|선로|항로|통로|활로|판로|회로|대로|가로|원로|공로|미로|차로"
    r"|협의|(?<!박람)회의|심의|건의|동의|토의|강의|(?<!부)문의|편의|정의|창의|결의|합의|논의|한의|호의"
    r"|권한|기한|제한|무한|북한|남한)$"
)

_PARTICLE_TAIL = re.compile(
    r"(?:[을를은는의에와과이가]|에서|에게|에는|에도|에서는|에서도|으?로서?|으?로써|부터|까지|보다|처럼|이란|라고|다고"
    r"|받아|이어|도록|[가-힣]어서도?|(?<![가-힣])(?:열어|열고|펼쳐|모아|맞춰|두고)|(?:행사|대회|사업|기관|부처|우수상|대상|무대|영예)인|[가-힣]{1,3}시[킨켜]"
    r"|[가-힣]적인|[가-힣]{2}장서|[가-힣]한|열린|받은|맞은|거친|따른|마친|펼친|이끈|[된될할해돼쓴]|(?<![집무가])게|하여|[해어려켜]준|[써해]온|[어아려여러]진|되어|하고|하며|하면서"
    r"|이며|이고|지만|면서|[았었했였됐]던|며|던|다)$"
)
# Adnominals that names do carry: 찾아가는 보건복지서비스 평가, 아름다운 간판 콘테스트.
_NAME_WORD = re.compile(
    r"(?:찾아가는|아름다운|살기|좋은|빛나는|자랑스러운|자랑스런|깨끗한|행복한|맑은|푸른|"
    r"건강한|안전한|예쁜|따뜻한|착한|젊은|친절한|"
    r"[가-힣]{1,10}의\s?(?:날|상|해)|만들기|가꾸기|줄이기|바로\s?알기|키우기|알리기|말하기|글짓기|글쓰기|"
    r"책읽기|내)$"
)
# A body before a name is who holds it: 농협중앙회 생산자조직 연도대상.
_ORGANISER = re.compile(r"[가-힣](?:중앙회|[가-힣]공사|공단|진흥원|연맹)$")
_SCHOOLS = ("대학교", "고등학교", "초등학교", "중학교")
MAX_NAME = 50


def sentence_bounds(text: str, start: int, end: int, reach: int = 220) -> tuple[int, int]:
    """Give the sentence around a span, at most ``reach`` characters to each side.

    Parameters
    ----------
    text
        The text as given.
    start, end
        The span.
    reach
        How far to look.

    Returns
    -------
    tuple of int
        Half-open offsets.

    Examples
    --------
    >>> text = "평가에서 우수상을 받았다. 시상식은 오는 5일이다."
    >>> a, b = sentence_bounds(text, 5, 8)
    >>> text[a:b]
    '평가에서 우수상을 받았다.'
    """
    low = max(0, start - reach)
    left = low
    for m in _SENTENCE_END.finditer(text, low, start):
        left = m.end()
    stop = _SENTENCE_END.search(text, end, min(len(text), end + reach))
    if stop is None:
        right = min(len(text), end + reach)
    else:
        right = stop.start() if text[stop.start()] == "\n" else stop.end()
    return left, right


def skip_edition(text: str, start: int, end: int) -> int:
    """Give the offset after a year or edition that a name begins with.

    Parameters
    ----------
    text
        The text as given.
    start, end
        The name with what may stand before it.

    Returns
    -------
    int
        `start` itself where there is none, or where nothing else would be left.

    Examples
    --------
    >>> text = "2025년도 제13회 토지행정 종합평가"
    >>> text[skip_edition(text, 0, len(text)):]
    '토지행정 종합평가'
    """
    marked = _ANNIVERSARY.match(text, start)
    start = marked.end() if marked else start
    while start < end and text[start].isspace():
        start += 1
    m = _LEADING.match(text, start, end)
    if m is None or m.end() >= end:
        return start
    marked = _ANNIVERSARY.match(text, m.end(), end)
    after = marked.end() if marked else m.end()
    if after > start and text.startswith("의 ", after):  # ‘5월의 우수사례’
        after += 1
    while after < end and text[after].isspace():
        after += 1
    return after


def edition_before(text: str, start: int) -> bool:
    """Tell whether a year or an edition stands directly before a name.

    Examples
    --------
    >>> edition_before("제3회 섬 노래대회", 4), edition_before("우리 섬 노래대회", 3)
    (True, False)
    """
    return _EDITED.search(text, max(0, start - 14), start) is not None


def is_outside(word: str) -> bool:
    """Tell whether a word before a name cannot belong to it: a particle, a verb form or a word such as 주관.

    Examples
    --------
    >>> [is_outside(w) for w in ("전라남도가", "주관한", "이번", "귀농귀촌업무", "국가", "협의회")]
    [True, True, True, False, False, False]
    """
    if word in _OUTSIDE or word.endswith(_SCHOOLS):
        return True
    if not "가" <= word[-1] <= "힣" or _NAME_WORD.search(word):
        return False
    if _ORGANISER.search(word):
        return True
    return bool(_PARTICLE_TAIL.search(word)) and not _NOUN_TAIL.search(word)
