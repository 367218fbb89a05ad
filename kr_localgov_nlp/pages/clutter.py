"""What is no article on a saved page: buttons, counters, weather, lists of other articles, imprints.

Each reads one line, is linear in its length, and is written for what sites print, not for one site.
"""

from __future__ import annotations

import re

from kr_localgov_nlp.pages.words import BUTTONS

MAX_BUTTON = 100
MAX_CLOSER = 160

_TOKEN_SPLIT = re.compile(r"[\s\u00a0|/·>＞,»]+")
_NOISE = re.compile(
    r"(?:"
    r"이 ?기사를? ?(?:공유|추천|스크랩|후원|읽어|친구).{0,40}"
    r"|기사를? ?(?:읽어|들어|번역).{0,30}|(?:본문|기사) ?(?:음성|듣기|읽기|요약).{0,20}"
    r"|(?:본문|기사|글자|글씨|폰트) ?(?:글씨|글자)? ?(?:크기|키우기|줄이기|확대|축소).{0,20}"
    r"|(?:페이스북|트위터|카카오톡|카카오스토리|네이버|밴드|URL|주소|링크|기사|SNS|이메일"
    r"|메일)(?:\([^)]{0,8}\))?(?:으?로)?"
    r" ?(?:공유|보내기|복사|기사 ?보내기|전송|스크랩)(?:하기)?"
    r"|(?:본문|주메뉴|메뉴|하단|푸터|콘텐츠|대메뉴|사이드메뉴"
    r"|검색)(?:으로)? ?(?:내용 ?)?(?:바로 ?가기|건너뛰기|영역|열기|닫기)"
    r"(?: .{0,40}(?:바로 ?가기|건너뛰기))?"
    r"|(?:댓글|조회|공감|추천|좋아요|스크랩|공유)(?:수)?\s*[:：]?\s*[\d,]{1,9}(?:\s*(?:건|회|개|명))?"
    r"|[\d,.\s/]{1,12}|\d{1,3} ?/ ?\d{1,3}|[^\w가-힣]{1,60}"
    r"|(?:사진|이미지|원본) ?(?:을|를)? ?(?:클릭|누르).{0,40}|클릭하(?:시면|면).{0,40}"
    r"|(?:팝업레이어|레이어) ?알림.{0,20}|(?:팝업레이어 )?알림이 없습니다\.?"
    r"|Your browser does not.{0,80}|.{0,20}이 지난 .{0,10}기사.{0,30}"
    r"|(?:카카오톡|네이버|구글|유튜브)\S{0,6}(?:에서|으로|를|을)? ?.{0,24}(?:구독|추가|채널|친구|제보).{0,20}"
    r"|[☞▶\[【<(]? ?(?:관련 ?기사|관련 ?뉴스|함께 ?보면|바로 ?가기|기사 ?더 ?보기"
    r"|이어보기)[\])】>:： ]{1,3}\S.{3,90}"
    r"|관련 ?(?:기사|뉴스)(?![를는가에의도와]).{4,90}(?<![다요]\.)"
    r"|[▶▷►☞]\s?[^◀◁◄☜]{2,60}[◀◁◄☜]"
    r"|(?:오늘|현재|내일)? ?(?:날씨|기온|미세먼지|초미세먼지)\S{0,10}.{0,20}"
    r")"
)
_WEATHER = re.compile(r"\d\s?(?:℃|°C|°|도씨)")
RIGHTS = re.compile(
    r"저작권자|저작권은 .{1,30}에 있|저작권법의? 보호|무단 ?(?:전재|복제|배포)|재?배포(?:를)? ?금(?:지|합)|[Aa]ll [Rr]ights? [Rr]eserved|ALL RIGHTS RESERVED"
    r"|[Cc]opyrights? ?[ⓒ©(@:]"
)
# What only a site says, in a sentence too.
_SITE = re.compile(
    RIGHTS.pattern + r"|COPYRIGHT|공공누리|저작물은 .{0,30}(?:조건|출처)"
    r"|출처표시\b.{0,12}(?:이용|상업|변경|조건)"
    r"|제공하는 정보에 (?:대하여 )?(?:얼마나 )?만족|만족하(?:십|시)|페이지.{0,20}만족도"
    r"|열람하신 정보|QR ?코드.{0,20}(?:이 페이지|모바일에서)|^이 기사는 .{0,80}(?:프린트|인쇄) ?되었|^(?:이 기사|기사)에 대한 (?:의견|댓글)"
    r"|^(?:개인정보 ?처리방침|이용약관|청소년 ?보호정책|이메일 ?무단|회사 ?소개|신문사 ?소개|찾아오시는 ?길)"
    r"|^(?:태그|TAGS?|Tags?|키워드|해시태그)\b|^(?:#[^\s#]{1,30}[\s,]{0,3})+$"
)
# What a release may report on as well.
_LOOSE = re.compile(
    r"^만족도 ?(?:조사|평가)|(?:누리집|홈페이지|페이지|콘텐츠) ?만족도|매우 ?만족|사용편의성|무단 ?(?:도용|사용)|기사 ?제보"
    r"|제보(?:하기|는|를|전화| 메일)|모바일 ?버전|뉴스레터|구독료|수신 ?거부"
)
_REQUEST = re.compile(r"(?:세요|바랍니다|기다립니다|받습니다|부탁드립니다|십시오|가능합니다)[.!]?$")
_PLAIN_STATEMENT = re.compile(r"(?<!니)다\.[”\"’')\]」』]{0,3}$")
END_WORDS = re.compile(
    r"(?:목록(?:으로|보기)?|리스트|LIST|List|글쓰기|목록 ?(?:바로 ?가기|보기|으로)?"
    r"|(?:이전|다음) ?(?:페이지|게시물)|게시물 ?목록|기자 ?프로필|.{2,5} ?기자(?:의"
    r"|님의)? ?(?:다른)? ?(?:전체)? ?기사 ?(?:더)? ?보기"
    r"|다른 ?기사 ?보기|기자 ?(?:구독|페이지|정보|응원).{0,12}|후원(?:하기|계좌).{0,30}"
    r"|추천 ?0.{0,12}|만족도 .{0,20}|매우 ?만족.{0,30})"
)
_LIST_WORDS = re.compile(
    r"(?:이번 ?주 ?|이번 ?달 ?|주간 ?|월간 ?|오늘 ?)?(?:가장 ?)?많이 ?(?:본|읽은|찾은"
    r"|공유한) ?\S{1,5}|(?:가장 ?)?많이 ?(?:본|읽은|본 ?|찾는) ?(?:뉴스|기사|글|정보)?|(?:실시간 ?"
    r"|오늘의? ?|주간 ?|월간 ?)?(?:인기|베스트|추천|주요|최신|최근|관련|핫|HOT|속보|랭킹)"
    r" ?(?:기사|뉴스|글|키워드|검색어|클릭|포토|영상|화보|게시물|이슈|보도자료)(?: ?갤러리)?"
    r"|HOT ?(?:ISSUE|NEWS|PHOTO|TOPIC|CLICK)"
    r"|(?:BEST|TOP|Best|Top) ?(?:NEWS|News|\d{1,2}|뉴스|기사)|(?:이 ?시각 ?)?헤드라인"
    r"|당신[^ ]{0,2} .{0,12}(?:기사|뉴스)|[가-힣]{2,6} 주요 ?뉴스|(?:이 ?시각|지금|오늘) ?(?:뜨는"
    r"|주요|핫|이슈|의).{0,8}(?:뉴스|기사|이슈|영상)?"
    r"|다른 ?(?:기사|뉴스|소식)(?:들)?|(?:이 ?)?(?:기자|섹션|분야|카테고리"
    r"|코너)의? ?(?:다른)? ?(?:인기|최신|주요)? ?(?:기사|뉴스)"
    r"|(?:포토|영상|동영상|카드|화보|헤드라인|그래픽|현장) ?(?:뉴스|갤러리|이슈)?|(?:많은"
    r"|댓글) ?(?:댓글)? ?많은 ?(?:뉴스|기사)|댓글 ?많은 ?(?:뉴스|기사)"
    r"|함께 ?(?:보면|볼|읽으면|본).{0,12}(?:기사|뉴스|글|소식)|놓치면 ?.{0,10}(?:기사|뉴스)"
    r"|당신이 ?.{0,10}(?:기사|뉴스|콘텐츠)"
    r"|기획 ?(?:특집|연재|·특집)|오피니언|에디터 ?(?:추천|픽|PICK)|(?:편집자|에디터)'?s? ?(?:추천"
    r"|PICK|Pick)|이슈 ?(?:플러스|포토|\+)"
    r"|섹션별? ?(?:뉴스|기사|보기).{0,8}|(?:전체|분야별|지역별) ?(?:뉴스|기사|보도자료)"
    r"|이전 ?기사(?: ?보기)?(?: ?다음 ?기사(?: ?보기)?)?|다음 ?기사(?: ?보기)?"
    r"|이전 ?글(?:[/· ]*다음 ?글)?|다음 ?글(?:[/· ]*이전 ?글)?"
)
_LIST_TAIL = re.compile(
    r"[\s\[(]*(?:더 ?보기|전체 ?보기|목록|TOP ?|\d{1,2}(?!\d)|more|MORE|\+|>|건|선|바로가기)*[\])\s]*"
)
_PREV_NEXT = re.compile(r"(?:이전|다음|윗|아랫) ?(?:글|기사|게시물|페이지)(?:\s|[:：|▲▼△▽>\]]|$)")
SPLIT = re.compile(
    r"(?:전체 ?|총 ?|독자 ?|네티즌 ?|한줄 ?)?(?:댓글|의견|덧글|코멘트|Comments?)"
    r"(?: ?\(\s?\d{1,5}\s?\)| ?\[\d{1,5}\]| ?\d{1,5}(?!\d) ?개?| ?(?:쓰기|달기|등록|목록|남기기|입력"
    r"|작성|보기|삭제))*"
    r"(?: ?(?:전체보기|더보기|등록순|최신순|로그인.{0,20}))?"
)
FOOTER = re.compile(
    r"등록 ?번호(?:는|가)?\s*(?:[:：|]|제?\s?\d|[가-힣]{2}\s?[,.]?\s?[가-힣]\s?-?\d)|^(?:사업자 ?|간행물 ?)?등록 ?번호$|발행[·ㆍ/ ]?(?:인|처)\b|발행 ?· ?편집|편집[·ㆍ/ ]?인\b|편집국장\s*[:：]"
    r"|청소년 ?보호 ?책임|대표 ?전화\s*[:：]?\s*\d|통신판매업? ?신고(?: ?번호)?\s*[:：제\d]"
    r"|제호\s*[:：]|신문명\s*[:：]|인터넷 ?신문(?: ?(?:등록|사업)|\s*[:：])|호스팅|Powered by"
    r"|정기 ?간행"
)
_BOARD_KEY = re.compile(
    r"(?:제목|글 ?번호|작성자|작성 ?부서|등록자|게시자|글쓴이|담당자|담당 ?부서|부서명?|담당|소속"
    r"|전화(?:번호)?|연락처|문의(?:처|전화)?|팩스|이메일|E-?mail|조회(?:수)?|첨부(?:파일)?"
    r"|붙임(?:파일)?|파일(?:첨부)?|분류|구분|카테고리|번호|출처|작성일(?:자|시)?|등록일(?:자|시)?"
    r"|게시일(?:자|시)?|보도일(?:자|시)?|배포일(?:자|시)?|수정일(?:자|시)?"
    r"|날짜|일자|등록|공개(?:일|여부)?|시행일|URL|기사 ?주소|원문|자료 ?(?:제공|출처|문의)|사진 ?제공"
    r"|업무 ?담당자?|관리(?:자|부서)|책임자|보도 ?시점|보도 ?일시|배포)"
)
BOARD_ROW = re.compile(_BOARD_KEY.pattern + r"(?:\s*[:：|]\s*|[\s\u00a0]+|$)")
ONLY_KEY = re.compile(_BOARD_KEY.pattern + r"\s*[:：|]?")
ATTACHMENT = re.compile(
    r"(?i)\.(?:hwpx?|pdf|jpe?g|png|gif|zip|xlsx?|docx?|pptx?|mp4|bmp|webp)\b|\[ ?[Ss]ize\s*[:：]"
    r"|\(\s?[\d.,]{1,9}\s?(?:[KM]B|bytes?)\s?\)|\[\s?[\d.,]{1,12}\s?(?:[KM]B|bytes?)\s?\]"
    r"|[Dd]ownload\s*[:：]\s*\d|다운로드\s*[:：]?\s*\d"
)
NOTE = re.compile(
    r"[※*＊\[<(-]{0,2}\s?(?:사진 ?(?:있음|첨부|별첨|없음)|별첨|붙임\s*[:：\d]|자료 ?(?:제공"
    r"|문의)\s*[:：=]|문의(?:처|전화|사항)?\s*[:：]|업무 ?담당자?|담당(?:자|부서|과장|팀장)?\s*[:：]"
    r"|연락처\s*[:：]|보도자료 ?(?:문의|담당)|끝\.?$|이상\.?$|<끝>)"
)
_SENTENCE_END = re.compile(r"[가-힣][.!?][”\"’')\]」』]{0,3}$")


def is_noise(text: str, bare: str) -> bool:
    """Whether a line is buttons, a counter, weather or a single sign; ``bare`` is it without its bullet.

    Examples
    --------
    >>> is_noise("페이스북 트위터 URL복사", "페이스북 트위터 URL복사"), is_noise("가람구 소식", "가람구 소식")
    (True, False)
    """
    if len(bare) <= 1 or is_weather(text):
        return True
    if len(text) > MAX_BUTTON:
        return False
    if all(token in BUTTONS or token.isdigit() for token in _TOKEN_SPLIT.split(bare) if token):
        return True
    return _NOISE.fullmatch(bare) is not None or (bare is not text and _NOISE.fullmatch(text) is not None)


def is_weather(text: str) -> bool:
    """Whether a line is an entry of a weather list, or a whole list.

    Examples
    --------
    >>> is_weather("구름많음속초11.0℃"), is_weather("가람구는 굴을 85℃ 이상에서 익혀 먹으라고 당부했다.")
    (True, False)
    """
    head = text[:4000]
    if _PLAIN_STATEMENT.search(text[-8:]):
        return False
    return len(_WEATHER.findall(head)) * 25 > len(head) or (
        len(head) < 40 and _WEATHER.search(head) is not None and not _SENTENCE_END.search(head)
    )


def is_closer(text: str, *, sentence: bool) -> bool:
    """Whether a line closes an article: rights, licence, opinion poll, appeal to readers, hash tags.

    News and releases state things in plain 다 and may report on a poll or a newsletter; sites ask for something.

    Examples
    --------
    >>> is_closer("가람구는 만족도 조사에서 93점을 얻었다고 밝혔다.", sentence=True)
    False
    >>> is_closer("만족도 조사에 참여해 주시기 바랍니다.", sentence=True), is_closer("만족도 조사", sentence=False)
    (True, True)
    """
    if not sentence:
        return _SITE.search(text) is not None or _LOOSE.search(text) is not None
    if len(text) >= MAX_CLOSER:
        return False
    if _PLAIN_STATEMENT.search(text[-8:]):
        return RIGHTS.search(text) is not None
    return _SITE.search(text) is not None or (
        _LOOSE.search(text) is not None and _REQUEST.search(text[-12:]) is not None
    )


def is_footer(text: str, *, sentence: bool) -> bool:
    """Whether a line belongs to the imprint; a polite sentence must name several of its parts, a statement is none.

    Examples
    --------
    >>> is_footer("등록번호 : 서울 아00000 | 발행인 : 아무개", sentence=False)
    True
    >>> is_footer("사업자등록 주소는 국세청과 자료를 맞춰 고쳤다.", sentence=True)
    False
    """
    found = FOOTER.search(text)
    if found is None or not sentence or not _SENTENCE_END.search(text[-8:]):
        return found is not None
    if _PLAIN_STATEMENT.search(text[-8:]):
        return False
    return FOOTER.search(text, found.end()) is not None


def is_list(bare: str) -> bool:
    """Whether a line is the title of a list of other articles, or an entry of the previous/next list.

    Examples
    --------
    >>> is_list("많이 본 뉴스더보기"), is_list("이전글 가람구, 새 도서관 개관"), is_list("관련 기관과 협력")
    (True, True, False)
    """
    if _PREV_NEXT.match(bare):
        return True
    if len(bare) > 32:
        return False
    trimmed = bare.strip(" \u00a0[]【】<>〈〉〔〕()#|■□▶●◆")
    found = _LIST_WORDS.match(trimmed)
    return found is not None and found.end() > 0 and _LIST_TAIL.fullmatch(trimmed[found.end() :]) is not None
