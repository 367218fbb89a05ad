"""What stands behind or around a government's name and makes it part of a longer name, a list or a share."""

from __future__ import annotations

import re

# What a government's name in full ends in.
ADMIN = ("시", "군", "구", "도", "청")
# Fixed names written apart that begin with a stem: 함평 나비대축제, 순천 소방서, 용산 공원. The whole is the name.
NAMED_AFTER = (
    (
        re.compile(
            r"[^\S\n][가-힣]{0,8}(?:축제|페스티벌|엑스포|박람회|문화제|영화제|비엔날레|마라톤|대회|올림픽|패럴림픽)"
        ),
        "EVENT",
    ),
    (
        re.compile(
            r"[^\S\n](?:소방서|경찰서|세무서|우체국|교육지원청|상공회의소|문화원|[농축수신]협|(?:[초중]등?|고등)학교|경찰청?|소방|컨소시엄"
            r"|FC|HD|유나이티드|아이파크|이랜드|현대[^\S\n]?모터스|드래곤즈|스틸러스|하나[^\S\n]?시티즌|그리너스|(?:아산|삼성|성모)병원|MBC|KBS|문화방송|[가-힣]{0,6}(?:로타리|라이온스)클럽)"
        ),
        "ORG",
    ),
    (re.compile(r"[동서남북중]부(?![가-힣]{2})"), "PLACE"),
    (
        re.compile(
            r"[^\S\n](?:공원|향교|읍성|관아|객사|터미널|역|엑스포역|공항|오일장|문묘|(?:국가|일반|혁신)?산단|국립공원|종합운동장|치유의[^\S\n]?숲)"
        ),
        "PLACE",
    ),
)
# 부산시 컨소시엄
NAMED_AFTER_FULL = ((re.compile(r"[^\S\n]컨소시엄"), "ORG"),)
# 경기남부, 경북북부: a part of the country.
PART = re.compile(r"[동서남북중]부")
PART_OF_SEA = re.compile(r"\s*[동서남북중]부")
SEAS = frozenset({"동해", "남해"})
IN_PLACE = re.compile(
    r"에서(?:[^가-힣]|$|는|도|의)|[을를]\s방문|\s?(?:지역|일대|시내|군내|등지|[동서남북중]부(?:[^가-힣]|$|에서|권|의))"
)
# 종로(구청장 김하나), 나주(시장 이두리)
HEADED = re.compile(r"[(（](?:구청장|시장|군수|청장|도지사)\s[가-힣]{2,4}[)）]")
# 종로 33, 용산 공원, 종로 소방서: before a noun or a number the stem of a borough is part of a place's name.
_NUMBER = r"\d+(?![\d,]*\s?[년월일명개건%만억])"
NUMBERED = re.compile(rf"[^\S\n]{_NUMBER}|\d")
PART_OF_NAME = re.compile(
    rf"[^\S\n](?:{_NUMBER}|(?!구민|주민|전역|지역|일대|곳곳|쪽|등지|출신|거주|관내)[가-힣])|\d"
)
# 대구·함평병원, 인천·경남교육청: the body's noun stands behind the last of the list only.
BODIES = re.compile(
    r"(?:[·ㆍ‧・][가-힣]{2})+(?P<noun>교육청|교육지원청|경찰청|소방본부|병원|의료원|도서관|은행|세관|농협|수협|산림조합|공항)(?![가-힣]{2})"
)
# 물길-들빛 항로, 물길~들빛 광역철도, 물길·들빛항, 물길-들빛갯벌: two governments in the name of one place
ROUTE = re.compile(
    r"(?<![가-힣])[가-힣]{2,4}(?<!항)(?:[-–~∼·ㆍ‧・][가-힣]{2,4}){1,2}"
    r"(?:\s항로|\s?(?:갯벌|고속도로|(?:광역|도시|고속|달빛)?철도|고인돌(?:\s유적)?)|(?<!공)항)"
    r"(?=[은는이가을를의와과에,.\s)’”」]|$)"
)
ROUTE_WORDS = ("항", "갯벌", "고속도로", "철도", "고인돌")
# (경기), (용인): nothing else stands alone between brackets.
BRACKETED = re.compile(r"\)")
SCHOOL = re.compile(r"[^\S\n][가-힣]{2,7}(?:초등|중|고등|대)학교(?![가-힣]{3})")
# ‘강진 병영’ in quotes and 강진 병영면 elsewhere
TOWN = re.compile(r"[읍면동](?![가-힣]{2})")
# 강북, 노원, 성북 3개구
COUNTED_BOROUGHS = re.compile(
    r"(?<![가-힣])(?:[가-힣]{2,3}(?:,\s?|[·ㆍ‧・]|\s(?=\d))){2,24}\d{1,2}개\s?(?:자치)?구(?:[의에를와는가]|에서)?(?![가-힣])"
)
# 괴산 1, 영동 2, 옥천 1: how many there were does not part a list
SEPARATOR = r"(?:[·ㆍ‧・]|(?:\s?\d{1,3}[건곳명]?)?,\s?|[과와]\s)"
# 종로·중·용산구: 중구 and its like leave one syllable, which is no name by itself
DOTTED = re.compile(r"[·ㆍ‧・](?:[동서남북중][·ㆍ‧・])*")
LIST_COMMA = re.compile(r"(?:[·ㆍ‧・]|,\s?)(?:[동서남북중](?:[·ㆍ‧・]|,\s?))*")
LISTED_BESIDE = re.compile(SEPARATOR)
LISTED_BEFORE = re.compile(SEPARATOR + "$")
# 부산·울산·경남권, 광주·전남지부: the list is one region's name.
_LAST = r"[가-힣]{2}(?:권|지부|지회|지구협의회|본부|지역본부)(?![가-힣]{2})"
REGION = re.compile(rf"[가-힣]{{2}}(?:[·ㆍ‧・][가-힣]{{2}})*[·ㆍ‧・]{_LAST}|(?<=[·ㆍ‧・]){_LAST}")
# (경기) 가람, 경기 962개소: nothing but a province stands so.
COUNTED = re.compile(r"\s[\d,]+\s?(?:개소|개교|개사|명|곳|건|\()|\)\s?[가-힣]")
# 서울(12%), 경기(10%)
SHARE = re.compile(r"\([\d.,]+\s?(?:%|명|곳|건|개)")
SHARE_BEFORE = re.compile(r"\)[,·]?\s?$")
