"""Words that sites use for themselves: buttons, menus, desks that sign without a name."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Split a text into the set of its words."""
    return frozenset(text.split())


# Inside a character class: what stands in front of list lines and subtitles. Beside the usual signs these are the
# arrows, shapes and dingbats of Unicode without the telephones, and the private area, where text copied from HWP
# keeps the signs of symbol fonts.
MARKS = "•·ㆍ∙‧◦⚬☞※＊*│|\\-–—―⇒\u2190-\u21ff\u25a0-\u25ff\u2600-\u260d\u2610-\u27bf\u2b00-\u2bff\ue000-\uf8ff"
# A line made of these alone is a row of buttons.
BUTTONS = words(
    """
    기사 메일전송 기사수정 기사삭제 수정 삭제 인쇄 인쇄하기 프린트 출력 스크랩 공유 공유하기
    공유하기열기 열기 닫기 펼치기 접기 페이스북 트위터 엑스 x X 카카오 카카오톡 카카오스토리 카톡
    네이버 네이버블로그 네이버밴드 블로그 밴드 핀터레스트 구글 구글플러스 링크드인 텔레그램 라인
    인스타그램 인스타 유튜브 facebook twitter kakaotalk kakao kakaostory naver band blog url URL
    URL복사 url복사 주소복사 링크복사 복사 복사하기 더보기 전체보기 목록보기 바로가기 글자크기 글씨크기
    글자 글씨 크게 작게 글자확대 글자축소 글자크게 글자작게 글씨키우기 글씨줄이기 키우기 줄이기 크기
    확대 축소 본문 본문글씨 폰트 가 가+ 가- 가가 가가가 + - ＋ － 좋아요 싫어요 추천 추천해요 응원
    화나요 슬퍼요 후속기사원해요 로그인 로그아웃 회원가입 회원 검색 검색창 메뉴 전체메뉴 사이트맵 홈
    HOME Home home 처음으로 이전 다음 위로 맨위로 TOP Top top 상단으로 스크롤 모바일 모바일웹 PC버전 PC
    버전 기사공유 기사공유하기 기사스크랩 기사스크랩하기 기사보내기 SNS SNS공유 sns 보내기 메일
    메일보내기 이메일 기사듣기 음성으로 음성 듣기 재생 정지 번역 설정 북마크 구독 구독하기 알림 새창
    새창열림 새글 이미지 원본 보기 사진확대 확대보기 크게보기 이미지크게보기 미리보기 바로보기 바로듣기
    다운로드 내려받기 전체다운로드 전체 뷰어 프린트하기 관심 담기 저장 요약 요약보기 글꼴 QR코드 QR
    신고 신고하기 기사입력 AD ad Ad 광고 [AD] [광고] ADVERTISEMENT Advertisement Sponsored
    advertisement close CLOSE print PRINT Print share Share | / · > < » « 〉 〈 ▲ ▼ ◀ ▶ × ⓧ ⓘ … : ,
    """
)
# What stands before 기자 and is no name, and what stands alone beside a date and is none.
NO_NAMES = words(
    """
    객원 경제 공유 관리자 기동 기사 기자명 뉴스 다른 다음 담당 대표 대학생 댓글 등록 디지털 명예 목록
    문화 방송 본지 사진 사회 선임 수습 수정 스크랩 승인 시민 온라인 우리 운영자 이전 인쇄 인턴 입력
    게시일 등록일 작성일 입력일 수정일 조회수 작성자 등록자
    작성 전국 전문 정치 주재 지역 청년 출입 취재 취재팀 편집 편집국 편집부 해당 현장 홈페이지
    """
)
# Menu entries that end like the name of a paper.
MENU_OUTLETS = words(
    """
    TV 경제 관련뉴스 교육소식 구정뉴스 구정소식 군정뉴스 군정소식 농업경제 뉴스 동영상뉴스 마을소식
    많이본뉴스 문화방송 미디어 방송 사회 산업경제 새소식 생활경제 소식 속보뉴스 시정뉴스 시정소식
    영상뉴스 오늘 우리동네소식 의회소식 인기뉴스 자치뉴스 저널 전국뉴스 전체뉴스 정치 종합뉴스 주요뉴스
    지역경제 지역뉴스 지역소식 최신뉴스 카드뉴스 통신 투데이 포토뉴스 행정뉴스 헤드라인뉴스
    """
)
# Datelines of wire reports: the place before the equals sign, where a paper may stand as well.
REGIONS = words(
    """
    강원 경기 경남 경북 광주 대구 대전 부산 서울 서울시 세종 세종시 수도권 영남 울산 인천 전국 전남
    전북 제주 충남 충북 충청 호남
    """
)
