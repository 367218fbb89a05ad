"""Pages written for the tests, in the layouts that Korean sites use, and their parts."""

from __future__ import annotations

TITLE = "가람구, 구립 도서관 세 곳 새로 문 연다"
SUBTITLE = "주민 누구나 밤 10시까지 이용"
LEAD = "가람구(구청장 나은주)는 오는 10일부터 구립 도서관 세 곳의 문을 새로 연다고 3일 밝혔다."
SECOND = (
    "새 도서관은 한내동과 솔밭동, 물레동에 들어서며 열람실과 어린이 방을 갖췄다. 책은 모두 4만 2천 권이다."
)
THIRD = "나은주 가람구청장은 “집에서 걸어 닿는 거리에 책이 있는 구를 만들겠다”며 “뜻을 더 듣겠다”고 말했다."
BODY = "\n\n".join((LEAD, SECOND, THIRD))
OTHER_TITLE = "한들군, 논두렁 음악회에 이웃 마을도 초대"
OTHER_LEAD = (
    "한들군은 오는 17일 물안마을 들판에서 논두렁 음악회를 열고 이웃 세 마을 주민을 초대한다고 밝혔다."
)
OTHER_SECOND = (
    "음악회에는 마을 풍물패와 초등학교 합창단이 나서며, 군은 버스 네 대를 낸다. 비가 오면 회관으로 옮긴다."
)


def bulleted() -> str:
    return (
        f"기사 메일전송\n{TITLE}\n  • 문하늘 기자\n  • 등록 2024-05-03 09:14:32\n\n기사수정\n"
        f"  • {SUBTITLE}\n\n"
        f"{LEAD}\n\n \n\n{SECOND}\n\n \n\n{THIRD}\n\n0\n  • 목록 바로가기\n  • 인쇄\n\n많이 본 뉴스더보기\n"
        f"  1. {OTHER_TITLE} {OTHER_LEAD}{OTHER_SECOND[:40]}...\n모바일 버전 바로가기"
    )


def weather_on_top() -> str:
    weather = "\n".join(
        f"구름많음{place}{degrees}℃" for place, degrees in (("속초", 11.0), ("서울", 4.0), ("제주", 15.4))
    )
    return (
        f"{weather}\n2021.11.24 (수)\n로그인\n정치\n사회\n{TITLE}\n문하늘 기자 moon@garam.example\n"
        "등록 2021.11.24 14:26:52\n"
        f"URL복사\n\n[가람신문=문하늘 기자] {LEAD}\n\n{SECOND}\n\n{THIRD}\n\n"
        f"Copyright @2014 가람신문 Corp. All rights reserved.\n관련기사\n{OTHER_TITLE}\n"
    )


def approved() -> str:
    return (
        f"로그인\n회원가입\n홈\n지역\n{TITLE}\n{SUBTITLE}\n기자명 문하늘 기자\n"
        "승인 2023.05.04 10:22\n수정 2023.05.05 11:00\n댓글 0\n"
        "이 기사를 공유합니다\n페이스북(으)로 기사보내기\n\n▲ 새로 문을 여는 한내도서관 전경. "
        f"(사진=가람구)\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n"
        "문하늘 기자 moon@garam.example\n다른기사 보기\n"
        f"저작권자 © 가람신문 무단전재 및 재배포 금지\n관련기사\n{OTHER_TITLE}\n"
        "개의 댓글\n댓글쓰기\n"
    )


def wire() -> str:
    return (
        f"뉴스홈\n최신기사\n{TITLE}\n송고시간2022-10-19 11:05\n문하늘 기자\n\n"
        f"(가람=한결통신) 문하늘 기자 = {LEAD}\n\n{SECOND}\n\n{THIRD}\n\n"
        "moon@hangyeol.example\n<저작권자(c) 한결통신, 무단 전재-재배포 금지>\n"
        "2022/10/19 11:05 송고\n#가람구 #도서관\n"
    )


def board() -> str:
    return (
        f"본문 바로가기\n가람구청\n홈 > 소식 > 보도자료\n{TITLE}\n작성자\t홍보팀\n"
        "작성일\t2024-06-07\n조회수\t123\n담당부서\t도서관과\n첨부파일\n"
        f"1. 도서관.jpg [size: 292 KB, Download: 14]\n\n- {SUBTITLE} -\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n"
        "※ 사진 있음. (업무담당자 도서관과 아무개 ☎02-000-0000)\n다음글 가람구, 봄꽃 심기 행사\n"
        "이전글 가람구, 나눔 장터 열려\n목록\n"
        '본 저작물은 "공공누리" 제1유형 조건에 따라 이용할 수 있습니다.\n'
        "이 페이지에서 제공하는 정보에 만족하십니까?\n"
        "COPYRIGHT © GARAM-GU. ALL RIGHTS RESERVED."
    )


def several() -> str:
    return (
        f"{TITLE}\n\n\n\n{LEAD}\n\n\n{SECOND}\n\n\n{THIRD}\n\n\n댓글(0)\n\n{OTHER_TITLE}\n\n"
        f"{OTHER_TITLE[1:]}\n\n\n"
        f"{OTHER_LEAD}\n\n\n{OTHER_SECOND}\n\n\n댓글(0)"
    )


ALL = {
    "bulleted": bulleted(),
    "weather on top": weather_on_top(),
    "approved": approved(),
    "wire": wire(),
    "board": board(),
    "several": several(),
}
