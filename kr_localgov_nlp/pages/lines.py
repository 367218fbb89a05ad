"""The lines of a page and what each of them is: text, clutter, byline, caption …

Every test reads one line and is linear in its length; lines longer than :data:`LONG` are only looked at by their ends,
since no button, date or byline is that long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from kr_localgov_nlp.pages.dates import find_dates

LONG = 400
MAX_BUTTON = 100


class Kind(Enum):
    """What a line is, judged from the line alone."""

    TEXT = "text"  # running sentences
    SHORT = "short"  # a title, a heading, a menu entry
    NOISE = "noise"  # buttons, counters, weather: may stand anywhere
    META = "meta"  # a date, a byline, a row of a board's table
    CAPTION = "caption"
    END = "end"  # closes an article: copyright, list button, licence
    LIST = "list"  # opens a list of other articles
    SPLIT = "split"  # comment box: closes an article, another one may follow
    FOOTER = "footer"  # imprint of the site


# Marks in front of a line: bullets of copied lists, list marks of releases, numbers of lists.
BULLET = re.compile(
    r"(?:[•·ㆍ∙‧◦●○◯⚬ㅇ◎□■◆◇▲△▼▽▶▷►◀◁☞✔✓※＊*\-–—―→⇒>＞│|]|[①-⑳]|\d{1,2}[.)](?=\s|[가-힣]))[\s\u00a0]*"
)
_EDGE = " \t\u00a0\u3000\u200b\ufeff\u2060\x0b\x0c\x1c\x1d\x1e\x85"
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")

_BUTTONS = frozenset(
    """기사 메일전송 기사수정 기사삭제 수정 삭제 인쇄 인쇄하기 프린트 출력 스크랩 공유 공유하기 공유하기열기 열기 닫기 펼치기 접기
    페이스북 트위터 엑스 x X 카카오 카카오톡 카카오스토리 카톡 네이버 네이버블로그 네이버밴드 블로그 밴드 핀터레스트 구글 구글플러스
    링크드인 텔레그램 라인 인스타그램 인스타 유튜브 facebook twitter kakaotalk kakao kakaostory naver band blog url URL URL복사
    url복사 주소복사 링크복사 복사 복사하기 더보기 전체보기 목록보기 바로가기 글자크기 글씨크기 글자 글씨 크게 작게 글자확대 글자축소
    글자크게 글자작게 글씨키우기 글씨줄이기 키우기 줄이기 크기 확대 축소 본문 본문글씨 폰트 가 가+ 가- 가가 가가가 + - ＋ －
    좋아요 싫어요 추천 추천해요 응원 화나요 슬퍼요 후속기사원해요 로그인 로그아웃 회원가입 회원 검색 검색창 메뉴 전체메뉴 사이트맵 홈 HOME
    Home home 처음으로 이전 다음 위로 맨위로 TOP Top top 상단으로 스크롤 모바일 모바일웹 PC버전 PC 버전 기사공유 기사공유하기
    기사스크랩 기사스크랩하기 기사보내기 SNS SNS공유 sns 보내기 메일 메일보내기 이메일 기사듣기 음성으로 음성 듣기 재생 정지 번역
    설정 북마크 구독 구독하기 알림 새창 새창열림 새글 이미지 원본 보기 사진확대 확대보기 크게보기 이미지크게보기 미리보기 바로보기
    바로듣기 다운로드 내려받기 전체다운로드 전체 뷰어 프린트하기 관심 담기 저장 요약 요약보기 글꼴 QR코드 QR 신고 신고하기 기사입력
    AD ad Ad 광고 [AD] [광고] ADVERTISEMENT Advertisement Sponsored advertisement close CLOSE print PRINT Print share Share
    | / · > < » « 〉 〈 ▲ ▼ ◀ ▶ × ⓧ ⓘ … : ,""".split()
)
_TOKEN_SPLIT = re.compile(r"[\s\u00a0|/·>＞,»]+")
_NOISE = re.compile(
    r"(?:"
    r"이 ?기사를? ?(?:공유|추천|스크랩|후원|읽어|친구).{0,40}"
    r"|기사를? ?(?:읽어|들어|번역).{0,30}|(?:본문|기사) ?(?:음성|듣기|읽기|요약).{0,20}"
    r"|(?:본문|기사|글자|글씨|폰트) ?(?:글씨|글자)? ?(?:크기|키우기|줄이기|확대|축소).{0,20}"
    r"|(?:페이스북|트위터|카카오톡|카카오스토리|네이버|밴드|URL|주소|링크|기사|SNS|이메일|메일)(?:\([^)]{0,8}\))?(?:으?로)?"
    r" ?(?:공유|보내기|복사|기사 ?보내기|전송|스크랩)(?:하기)?"
    r"|(?:본문|주메뉴|메뉴|하단|푸터|콘텐츠|대메뉴|사이드메뉴|검색)(?:으로)? ?(?:내용 ?)?(?:바로 ?가기|건너뛰기|영역|열기|닫기)"
    r"(?: .{0,40}(?:바로 ?가기|건너뛰기))?"
    r"|(?:댓글|조회|공감|추천|좋아요|스크랩|공유)(?:수)?\s*[:：]?\s*[\d,]{1,9}(?:\s*(?:건|회|개|명))?"
    r"|[\d,.\s/]{1,12}|\d{1,3} ?/ ?\d{1,3}|[^\w가-힣]{1,60}"
    r"|(?:사진|이미지|원본) ?(?:을|를)? ?(?:클릭|누르).{0,40}|클릭하(?:시면|면).{0,40}"
    r"|(?:팝업레이어|레이어) ?알림.{0,20}|(?:팝업레이어 )?알림이 없습니다\.?"
    r"|Your browser does not.{0,80}|.{0,20}이 지난 .{0,10}기사.{0,30}"
    r"|(?:카카오톡|네이버|구글|유튜브)\S{0,6}(?:에서|으로|를|을)? ?.{0,24}(?:구독|추가|채널|친구|제보).{0,20}"
    r"|[☞▶\[【<(]? ?(?:관련 ?기사|관련 ?뉴스|함께 ?보면|바로 ?가기|기사 ?더 ?보기|이어보기)[\])】>:： ]{1,3}\S.{3,90}"
    r"|(?:오늘|현재|내일)? ?(?:날씨|기온|미세먼지|초미세먼지)\S{0,10}.{0,20}"
    r")"
)
_WEATHER = re.compile(r"\d\s?(?:℃|°C|°|도씨)")
_CLOSERS = re.compile(
    r"저작권자|무단 ?(?:전재|복제|배포|도용|사용)|재배포 ?(?:를 )?금지|[Aa]ll [Rr]ights? [Rr]eserved|ALL RIGHTS RESERVED"
    r"|[Cc]opyrights? ?[ⓒ©(@:]|COPYRIGHT|공공누리|저작물은 .{0,30}(?:조건|출처)|출처표시\b.{0,12}(?:이용|상업|변경|조건)"
    r"|제공하는 정보에 (?:대하여 )?(?:얼마나 )?만족|만족도 ?(?:조사|평가)|콘텐츠 ?만족도|사용편의성|열람하신 정보"
    r"|기사 ?제보|제보(?:하기|는|를|전화| 메일)|모바일 ?버전|^(?:이 기사|기사)에 대한 (?:의견|댓글)"
    r"|^(?:개인정보 ?처리방침|이용약관|청소년 ?보호정책|이메일 ?무단|회사 ?소개|신문사 ?소개|찾아오시는 ?길)"
    r"|^(?:태그|TAGS?|Tags?|키워드|해시태그)\b|^(?:#[^\s#]{1,30}[\s,]{0,3})+$|뉴스레터"
)
_END_WORDS = re.compile(
    r"(?:목록(?:으로|보기)?|리스트|LIST|List|글쓰기|목록 ?(?:바로 ?가기|보기|으로)?"
    r"|(?:이전|다음) ?(?:페이지|게시물)|게시물 ?목록|기자 ?프로필|.{2,5} ?기자(?:의|님의)? ?(?:다른)? ?(?:전체)? ?기사 ?(?:더)? ?보기"
    r"|다른 ?기사 ?보기|기자 ?(?:구독|페이지|정보|응원).{0,12}|후원(?:하기|계좌).{0,30}|추천 ?0.{0,12}|만족도 .{0,20}|매우 ?만족.{0,30})"
)
_LIST_WORDS = re.compile(
    r"(?:이번 ?주 ?|이번 ?달 ?|주간 ?|월간 ?|오늘 ?)?(?:가장 ?)?많이 ?(?:본|읽은|찾은|공유한) ?\S{1,5}|(?:가장 ?)?많이 ?(?:본|읽은|본 ?|찾는) ?(?:뉴스|기사|글|정보)?|(?:실시간 ?|오늘의? ?|주간 ?|월간 ?)?(?:인기|베스트|추천|주요|최신|최근|관련|핫|HOT|속보|랭킹)"
    r" ?(?:기사|뉴스|글|키워드|검색어|클릭|포토|영상|화보|게시물|이슈|보도자료)(?: ?갤러리)?|HOT ?(?:ISSUE|NEWS|PHOTO|TOPIC|CLICK)"
    r"|(?:BEST|TOP|Best|Top) ?(?:NEWS|News|\d{1,2}|뉴스|기사)|(?:이 ?시각 ?)?헤드라인|당신[^ ]{0,2} .{0,12}(?:기사|뉴스)|[가-힣]{2,6} 주요 ?뉴스|(?:이 ?시각|지금|오늘) ?(?:뜨는|주요|핫|이슈|의).{0,8}(?:뉴스|기사|이슈|영상)?"
    r"|다른 ?(?:기사|뉴스|소식)(?:들)?|(?:이 ?)?(?:기자|섹션|분야|카테고리|코너)의? ?(?:다른)? ?(?:인기|최신|주요)? ?(?:기사|뉴스)"
    r"|(?:포토|영상|동영상|카드|화보|헤드라인|그래픽|현장) ?(?:뉴스|갤러리|이슈)?|(?:많은|댓글) ?(?:댓글)? ?많은 ?(?:뉴스|기사)|댓글 ?많은 ?(?:뉴스|기사)"
    r"|함께 ?(?:보면|볼|읽으면|본).{0,12}(?:기사|뉴스|글|소식)|놓치면 ?.{0,10}(?:기사|뉴스)|당신이 ?.{0,10}(?:기사|뉴스|콘텐츠)"
    r"|기획 ?(?:특집|연재|·특집)|오피니언|에디터 ?(?:추천|픽|PICK)|(?:편집자|에디터)'?s? ?(?:추천|PICK|Pick)|이슈 ?(?:플러스|포토|\+)"
    r"|섹션별? ?(?:뉴스|기사|보기).{0,8}|(?:전체|분야별|지역별) ?(?:뉴스|기사|보도자료)|이전 ?기사(?: ?보기)?(?: ?다음 ?기사(?: ?보기)?)?|다음 ?기사(?: ?보기)?"
    r"|이전 ?글(?:[/· ]*다음 ?글)?|다음 ?글(?:[/· ]*이전 ?글)?"
)
_LIST_TAIL = re.compile(
    r"[\s\[(]*(?:더 ?보기|전체 ?보기|목록|TOP ?|\d{1,2}(?!\d)|more|MORE|\+|>|건|선|바로가기)*[\])\s]*"
)
_PREV_NEXT = re.compile(r"(?:이전|다음|윗|아랫) ?(?:글|기사|게시물|페이지)(?:\s|[:：|▲▼△▽>\]]|$)")
_SPLIT = re.compile(
    r"(?:전체 ?|총 ?|독자 ?|네티즌 ?|한줄 ?)?(?:댓글|의견|덧글|코멘트|Comments?)"
    r"(?: ?\(\s?\d{1,5}\s?\)| ?\[\d{1,5}\]| ?\d{1,5}(?!\d) ?개?| ?(?:쓰기|달기|등록|목록|남기기|입력|작성|보기|삭제))*"
    r"(?: ?(?:전체보기|더보기|등록순|최신순|로그인.{0,20}))?"
)
_FOOTER = re.compile(
    r"등록 ?번호|발행[·ㆍ/ ]?(?:인|처)\b|발행 ?· ?편집|편집[·ㆍ/ ]?인\b|편집국장\s*[:：]|청소년 ?보호 ?책임|대표 ?전화\s*[:：]?\s*\d|사업자 ?등록|통신판매"
    r"|제호\s*[:：]|신문명\s*[:：]|인터넷 ?신문(?: ?(?:등록|사업)|\s*[:：])|간행물|호스팅|Powered by|정기 ?간행"
)
_BOARD_KEY = re.compile(
    r"(?:제목|작성자|작성 ?부서|등록자|게시자|글쓴이|담당자|담당 ?부서|부서명?|담당|소속|전화(?:번호)?|연락처|문의(?:처|전화)?|팩스|이메일|E-?mail|조회(?:수)?|첨부(?:파일)?"
    r"|붙임(?:파일)?|파일(?:첨부)?|분류|구분|카테고리|번호|출처|작성일(?:자|시)?|등록일(?:자|시)?|게시일(?:자|시)?|보도일(?:자|시)?|배포일(?:자|시)?|수정일(?:자|시)?"
    r"|날짜|일자|등록|공개(?:일|여부)?|시행일|URL|기사 ?주소|원문|자료 ?(?:제공|출처|문의)|사진 ?제공|업무 ?담당자?|관리(?:자|부서)|책임자|보도 ?시점|보도 ?일시|배포)"
)
_BOARD_ROW = re.compile(_BOARD_KEY.pattern + r"(?:\s*[:：|]\s*|[\s\u00a0]+|$)")
_ONLY_KEY = re.compile(_BOARD_KEY.pattern + r"\s*[:：|]?")
_ATTACHMENT = re.compile(
    r"(?i)\.(?:hwpx?|pdf|jpe?g|png|gif|zip|xlsx?|docx?|pptx?|mp4|bmp|webp)\b|\[ ?[Ss]ize\s*[:：]|\(\s?[\d.,]{1,9}\s?(?:[KM]B|bytes?)\s?\)|\[\s?[\d.,]{1,12}\s?(?:[KM]B|bytes?)\s?\]|[Dd]ownload\s*[:：]\s*\d|다운로드\s*[:：]?\s*\d"
)
_NOTE = re.compile(
    r"[※*＊\[<(-]{0,2}\s?(?:사진 ?(?:있음|첨부|별첨|없음)|별첨|붙임\s*[:：\d]|자료 ?(?:제공|문의)\s*[:：=]|문의(?:처|전화|사항)?\s*[:：]|업무 ?담당자?|담당(?:자|부서|과장|팀장)?\s*[:：]"
    r"|연락처\s*[:：]|보도자료 ?(?:문의|담당)|끝\.?$|이상\.?$|<끝>)"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_URL_ONLY = re.compile(r"(?:https?://|www\.)\S+")
_BYLINE_WORD = re.compile(
    r"[가-힣]{2,5}\s?(?:선임|수습|객원|인턴|전문|대|시민|본부장|편집)?기자|기자\s?=|[가-힣]{2,4}\s?(?:특파원|통신원|논설위원)|온라인뉴스팀|편집부|취재팀"
)
_LIST_ITEM = re.compile(r"[가-힣]{2,8}\s?[:：]|(?:일시|일자|기간|날짜)\b")
_SIGNED = re.compile(r"(?:글|취재|사진|by|By)\s?[=:·]?\s?[가-힣]{2,4}\s")
_SENTENCE_END = re.compile(r"[가-힣][.!?][”\"’')\]」』]{0,3}$")
_STATEMENT_END = re.compile(r"(?:다|요|까|죠)[”\"’')\]」』]{0,3}$")
_INNER_SENTENCE = re.compile(r"[다요]\.[”\"’')]{0,2} ?[가-힣“‘\"'△▲(]")
_HANGUL = re.compile(r"[가-힣]")
_MIN_SENTENCE = 25
_MIN_STATEMENT = 45
_MIN_UNPUNCTUATED = 110


@dataclass(slots=True)
class Line:
    """A line without the white space around it.

    Parameters
    ----------
    start, end
        Offsets into the page.
    text
        ``page[start:end]``; for joined lines, with their breaks.
    gap
        How many empty lines stand before it.
    kind
        What it is.
    """

    start: int
    end: int
    text: str
    gap: int = 0
    kind: Kind = Kind.SHORT

    @property
    def bare(self) -> str:
        """The text without the bullet in front of it."""
        mark = BULLET.match(self.text)
        return self.text[mark.end() :] if mark else self.text

    @property
    def bullet(self) -> bool:
        """Whether a bullet, list mark or list number stands in front."""
        return BULLET.match(self.text) is not None


def split_lines(page: str) -> list[Line]:
    r"""Lines with words or signs on them, in order.

    Examples
    --------
    >>> [(line.text, line.start, line.gap) for line in split_lines("제목\n\n  본문이다. \r\n")]
    [('제목', 0, 0), ('본문이다.', 6, 1)]
    """
    lines: list[Line] = []
    last_end = 0
    for found in _LINE.finditer(page):
        raw = found[0]
        text = raw.strip(_EDGE)
        if not text:
            continue
        start = found.start() + len(raw) - len(raw.lstrip(_EDGE))
        between = page[last_end : found.start()]
        gap = max(0, between.count("\n") or between.count("\r") or 1) - 1 if lines else 0
        lines.append(Line(start, start + len(text), text, gap))
        last_end = start + len(text)
    return lines


def is_sentence(text: str) -> bool:
    """Whether a line reads like running text rather than like a heading.

    Examples
    --------
    >>> is_sentence("가람구는 오는 10일부터 구립 도서관 세 곳의 문을 연다고 밝혔다.")
    True
    >>> is_sentence("가람구, 구립 도서관 세 곳 개관")
    False
    """
    size = len(text)
    if size < _MIN_SENTENCE or not _HANGUL.search(text[:LONG]):
        return False
    tail = text[-8:]
    if _SENTENCE_END.search(tail):
        return True
    if size >= 40 and _INNER_SENTENCE.search(text[:4000]):
        return True
    if size >= _MIN_STATEMENT and _STATEMENT_END.search(tail):
        return True
    return size >= _MIN_UNPUNCTUATED and len(set(text[:LONG])) > 25


def classify(line: Line) -> Kind:
    """Say what a line is, from the line alone; captions are told by :mod:`kr_localgov_nlp.pages.captions`.

    Examples
    --------
    >>> classify(Line(0, 8, "많이 본 뉴스더보기")).value
    'list'
    >>> classify(Line(0, 5, "댓글(0)")).value
    'split'
    >>> classify(Line(0, 8, "목록 바로가기")).value
    'end'
    """
    text = line.text
    if len(text) > LONG:
        return Kind.TEXT if is_sentence(text) and not _is_weather(text) else Kind.SHORT
    bare = line.bare.strip()
    if _SPLIT.fullmatch(bare):
        return Kind.SPLIT
    if _is_noise(text, bare):
        return Kind.NOISE
    if _FOOTER.search(text):
        return Kind.FOOTER
    sentence = is_sentence(text)
    if _is_list(bare):
        return Kind.LIST
    if _END_WORDS.fullmatch(bare) or (_CLOSERS.search(text) and (not sentence or len(text) < 160)):
        return Kind.END
    if is_meta(text, bare, sentence=sentence):
        return Kind.META
    return Kind.TEXT if sentence else Kind.SHORT


def is_meta(text: str, bare: str, *, sentence: bool) -> bool:
    """Whether a line is a date, a byline, an address or a row of a board's table.

    Examples
    --------
    >>> is_meta("등록 2024-09-11 09:14:32", "등록 2024-09-11 09:14:32", sentence=False)
    True
    """
    if sentence and len(text) > 90 and not _NOTE.match(text):
        return False
    if _NOTE.match(text) or _URL_ONLY.fullmatch(bare):
        return True
    if sentence:
        return bool(_EMAIL.search(text)) and len(_EMAIL.sub("", text)) < 20
    if _ATTACHMENT.search(text) and len(text) < 200:
        return True
    if len(text) > 120:
        return False
    if _EMAIL.search(text) or (_BYLINE_WORD.search(bare) and len(bare) <= 60 and _looks_byline(bare)):
        return True
    if _ONLY_KEY.fullmatch(bare):
        return True
    row = _BOARD_ROW.match(bare)
    if row and (re.search(r"[:：|]", row[0]) or len(bare) - row.end() <= 24):
        return True
    dates = find_dates(bare)
    if not dates:
        return False
    if len(bare) < len(text) and not any(found.label for found in dates) and _LIST_ITEM.match(bare):
        return False
    rest = bare
    for found in reversed(dates):
        rest = rest[: found.start] + rest[found.end :]
    # Beside the dates stand names, counters and buttons; a heading that names a day has more words than that.
    room = 30 if any(found.label for found in dates) else 14 if _SIGNED.match(bare) else 6
    return len(re.sub(r"[\s|/·:：()\[\]\-,.]", "", rest)) <= room


def is_key(line: Line) -> bool:
    """Whether a line is a lone label of a board's table, whose value stands on the next line.

    Examples
    --------
    >>> is_key(Line(0, 4, "담당부서"))
    True
    """
    return len(line.text) <= 12 and _ONLY_KEY.fullmatch(line.bare) is not None


def _looks_byline(bare: str) -> bool:
    rest = _BYLINE_WORD.sub("", _EMAIL.sub("", bare))
    for found in reversed(find_dates(rest)):
        rest = rest[: found.start] + rest[found.end :]
    return len(re.sub(r"[\W_]", "", rest)) <= 14


def _is_noise(text: str, bare: str) -> bool:
    if len(bare) <= 1 or _is_weather(text):
        return True
    if len(text) > MAX_BUTTON:
        return False
    if all(token in _BUTTONS or token.isdigit() for token in _TOKEN_SPLIT.split(bare) if token):
        return True
    return _NOISE.fullmatch(bare) is not None or (bare is not text and _NOISE.fullmatch(text) is not None)


def _is_weather(text: str) -> bool:
    head = text[:4000]
    return len(_WEATHER.findall(head)) * 25 > len(head) or (
        len(head) < 40 and _WEATHER.search(head) is not None and not _SENTENCE_END.search(head)
    )


def _is_list(bare: str) -> bool:
    if _PREV_NEXT.match(bare):
        return True
    if len(bare) > 32:
        return False
    trimmed = bare.strip(" \u00a0[]【】<>〈〉〔〕()#|■□▶●◆")
    found = _LIST_WORDS.match(trimmed)
    return found is not None and found.end() > 0 and _LIST_TAIL.fullmatch(trimmed[found.end() :]) is not None
