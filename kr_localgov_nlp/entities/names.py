"""Korean personal names: what can be one, and which titles mark somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Surnames with some 3,000 bearers or more in the 2015 census (KOSIS, 성씨·본관 집계); two-syllable ones apart.
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도"
    "소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부황가복태목형피두감호음빈동온시범좌팽승간견당화창라"
)
COMPOUND = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문")
# 윤병태, 이성, 남궁민, and the spaced two-syllable form of signs and releases: 문 인, 임 택.
NAME = rf"(?:(?:{'|'.join(COMPOUND)})[가-힣]{{1,2}}|[{SURNAMES}](?:[가-힣]{{1,2}}|\s[가-힣](?![가-힣])))"

# Words that begin with a surname's syllable and stand where names stand.
NOT_NAMES = frozenset(
    """
    위해 위해서 위하여
    이번 이날 이후 이하 이달 이와 이어 이를 이에 이곳 이런 이같은 이상 이외 이전 이미 이제 이들 이처럼
    지난 지역 지방 지자체 지난해 지금 지속 지원 지정 지시 지명 지도 우리 우선 우수 우수한 우수상 전국 전임 전직 전체 전원 전통
    전남 전북 전라 전주 전문 전시 전달 전달식 전했다 현직 현재 현장 현행 현지 신임 신규 신년 신설 신시 신청 신문 역대 민선 민간 민원 민생
    주재 주관 주요 주민 주최 주제 주도 주변 주택 주무 표창 표창장 상장 선거 선출 선정 선도 선임 정부 정책 정무 정례 정기 정말 정식
    인사 인증 인근 인천 인구 안전 안건 안내 공약 공동 공무 공식 공모 공공 공개 공사 공식적 유공 유관 유치 유명 유망 명의 명단 명칭 명예
    성명 성공 성과 성남 성동 성북 성주 한편 한국 한국형 한국의 한인 한층 한자리 한결 한강 강조 강원 강남 강북 강서 강동 강화 강진 강릉 강력
    여수 여주 여러 여성 여러분 여건 여당 연임 연천 연말 연수 연계 도전 도시 도지 도내 도민 도봉 도의 도움 도입 도착 도심
    기초 기관 기존 기념 기타 기부 기업 기장 기준 기술 시장 시군 시도 시의 시대 시민 시작 시청 시흥 군수 군민 군의
    서울 서구 서초 서산 서천 서귀포 서명 서신 서면 서민 서비스 남구 남해 남동 남원 남양주 남부 동구 동해 동작 동대문 동두천 동안 동행 동참
    중구 중앙 중랑 부산 부여 부천 부안 부평 부시장 부군수 부지사 부위원장 대구 대전 대표 대통령 대한 대상 대부분 울산 광주 경기 경남 경북 경산 경주
    제주 제천 제도 제안 제공 제시 제출 세종 충남 충북 충주 고양 고성 고창 고흥 고령 고객 구로 구리 구미 구례 구의 구민 구청 구정 구체 구성
    금천 금정 금산 금일 금융 용산 용인 은평 은행 마포 마산 마을 마음 양천 양산 양구 양양 양평 양주 양국 노원 노동 노력 노인 송파 진주 진도 진안 진천 진행
    진해 화성 화순 화천 나주 나눔 남대문 모두 모든 모범 모습 문화 문화재 문경 문의 사천 사업 사회 사상 사진 사람 사전 하동 하남 하나 하반기 함안 함양 함평 함께
    홍성 홍천 홍보 원주 원도심 원칙 원활 임실 임기 임시 임원 임명 임대 장성 장수 장흥 장관 장기 장소 장애인 장학금 조성 조직 조사 조례 조기 조합
    차기 차관 차원 차질 최초 최종 최근 최고 최대 최선 최우수 최우수상 추진 추천 추가 추석 추후 위촉 위원 위한 위해 위원장 위원회 위탁
    국가 국무 국내 국민 국회 국비 국제 어린이 어르신 어려움 육성 제1회 창원 창녕 창업 창의 창립 천안 천만 청년 청도 청송 청양 청주 태안 태백 태풍
    당시 당선 당부 당초 당진 담당 배우 배경 백신 변화 변경 보성 보은 보령 봉화 봉사 복지 복지부 방문 방안 방침 방역 반드시 반영 예산 예천 예정 예방
    경제 경영 경우 경찰 경로 경쟁 호남 호평 호응 황금 행정 권역 권한 권익 권고 심의 심사 심각 손님 손실 신안 신뢰 신속 오산 오늘 오전 오후 오는 오랜
    박람회 박물관 간담회 간부 감사 감사패 감동 감염 가능 가정 가장 가족 가평 길이 소상공인 소통 소방 소중 소속 설명 설치 설날 설립 석유
    온라인 온누리 음식 음악 승인 승진 편의 편성 표준 형식 피해 하수 유통 이용 이동 이사장 이장 이행 이웃 이천 이사 이주 이유 이후로
    """.split()  # noqa: SIM905
)

# A title other than a head's right after a name: the same name is then somebody else (or another office).
OTHER_TITLE = re.compile(
    r"\s{0,2}(?:[가-힣]{1,12}\s?)?(?:기자|교수|박사|의원|의장|회장|사장|원장|국장|과장|팀장|실장|소장|위원장|위원|총장|교장|대표|"
    r"단장|본부장|부장|차장|씨|서장|차관|장관|청장|이사|주무관|주임|감독|선수|작가|변호사|읍장|면장|동장|통장|이장|부시장|부군수|부구청장|부지사|교육감)"
    r"(?=[^가-힣]|$|[은는이가을를의과와도])"
)

# 사진작가 김경호, 위원장 이름: 이성호: somebody with the head's name and a title of his own.
OTHER_BEFORE = re.compile(
    r"(?:기자|교수|작가|위원장|감독|선수|대표|회장|주무관|팀장|과장|국장|씨)(?:\s이름)?\s?:?\s?$"
)

# Syllables of verbs that no name has: 선정돼 경상남도지사
_INFLECTED = frozenset("됐돼했였었았있없겠뿐")
_AFTER_NAME = re.compile(
    r"[^가-힣]|$|(?:은|는|이|가|을|를|의|과|와|도|에게|께서|께|씨|으로|로)(?:[^가-힣]|$)"
)


def is_name(text: str) -> bool:
    """Tell whether a string has the shape of a Korean personal name.

    Parameters
    ----------
    text
        Two to four syllables, or two with a space between.

    Returns
    -------
    bool
        False for known nouns of that shape (``전통``, ``지난``).

    Examples
    --------
    >>> [is_name(s) for s in ("문헌일", "이성", "문 인", "전통", "지난")]
    [True, True, True, False, False]
    """
    compact = text.replace(" ", "").replace("\u00a0", "")
    if compact in NOT_NAMES or not 2 <= len(compact) <= 4 or not _INFLECTED.isdisjoint(compact):
        return False
    if compact[-1] in "은는이가을를의과와도" and compact[:-1] in NOT_NAMES:
        return False
    return compact[0] in SURNAMES or compact[:2] in COMPOUND


def standing_alone(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands with no syllable beside it but a particle's.

    With ``str.find``: an expression for each name would have to be compiled, which costs more than all the rest.

    Examples
    --------
    >>> list(standing_alone("윤병태는 윤병태시장, 신윤병태", "윤병태"))
    [(0, 3)]
    """
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        alone = not "가" <= text[start - 1 : start] <= "힣" and _AFTER_NAME.match(text, end) is not None
        if alone:
            yield start, end
        start = text.find(name, end if alone else start + 1)
