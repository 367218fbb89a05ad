"""Names of several words that begin with a government, and lines that list files."""

from __future__ import annotations

import pytest

import kr_localgov_nlp as klg
from kr_localgov_nlp.entities.joined import joined_names
from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer

MATCHER = NameMatcher(load_gazetteer(heads=False))
CASES = (
    ("나주시 21세기 한마음협의회는 모였다", [("나주시 21세기 한마음협의회", "ORG")]),
    ("강진군 블루베리 공선회가 나눴다", [("강진군 블루베리 공선회", "ORG")]),
    ("나주시 어린이 급식지원센터는 알렸다", [("나주시 어린이 급식지원센터", "ORG")]),
    ("나주시 어린이 급식지원센터에서 만났다", []),
    ("나주시 송월동지역사회보장협의체가 나눴다", []),
    ("전라남도 정원 페스티벌을 연다", [("전라남도 정원 페스티벌", "EVENT")]),
    ("나주시 축제를 연다", []),
    (
        "강진군 파크골프협회와 강진군 번영회가 만났다",
        [("강진군 파크골프협회", "ORG"), ("강진군 번영회", "ORG")],
    ),
    ("강진군 파크골프협회장이 말했다", []),
    ("충북 경찰청과 논의했다", [("충북 경찰청", "ORG")]),
    ("부산시 컨소시엄이 골랐다", [("부산시 컨소시엄", "ORG")]),
    ("춘천시 상하수도사업본부는 알렸다", [("춘천시 상하수도사업본부", "ORG")]),
    ("나주 가람로타리클럽이 나눴다", [("나주 가람로타리클럽", "ORG")]),
    ("나주 로타리클럽", []),
    ("강진군 4-H연합회가 심었다", [("강진군 4-H연합회", "ORG")]),
    ("나주시는 여성발전협의회를 열었다", []),
    (
        "나주시 하천 시설 설치 및 운영에 관한 조례를 고쳤다",
        [("나주시 하천 시설 설치 및 운영에 관한 조례", "PROGRAM")],
    ),
    ("강진군 가람중학교 학부모협의회가 모였다", []),
    ("강진군 주차 관련 조례와 강진군 현행 조례를 살폈다", []),
    ("강진군 소속 볼링팀과 강진군 산하 협의회, 전남 시·군 체육회가 모였다", []),
    ("강진군 양대 축제와 전남 유일 박람회를 알렸다", []),
    ("강진군 소속 위원회 운영 조례를 고쳤다", [("강진군 소속 위원회 운영 조례", "PROGRAM")]),
)


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_government_and_ending(text: str, wanted: list[tuple[str, str]]) -> None:
    """A government is taken into the name of a body, a festival or an ordinance, not of others."""
    assert [(text[c.start : c.end], c.label) for c in joined_names(text, MATCHER(text))] == wanted


def test_lines_of_files_name_nothing() -> None:
    """What a board lists as files is no text."""
    text = "나주시가 나눔 행사를 열었다.\n1.[사진] 나주시 가람중학교 나눔.jpg (1.13 MB) Hit: 4\n"
    assert [e.text for e in klg.analyze(text, nlp=klg.load(domains=False, entities=False)).ents] == ["나주시"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("인성과 세계성 함양 강좌를 열었다.", []),
        ("함양군이 함양 강좌를 열었다.", ["함양군", "함양"]),
        ("부산·울산·경남권 설명회를 연다.", []),
        ("부산·울산·경남 설명회를 연다.", ["부산", "울산", "경남"]),
    ],
)
def test_stems(text: str, wanted: list[str]) -> None:
    """A stem that is a word needs company, and a list that ends in 권 is one region."""
    doc = klg.analyze(text, nlp=klg.load(domains=False, entities=False))
    assert [e.text for e in doc.ents if e.label_ == "DISTRICT"] == wanted
