"""What follows from the names that were found: joined, cut, told again, held, and places that act."""

from __future__ import annotations

import pytest

from kr_localgov_nlp.entities.candidates import Candidate
from kr_localgov_nlp.entities.merge import settle
from kr_localgov_nlp.entities.second_look import KEPT, second_look

# A sentence, the names found in it with their labels, and what stands after the second look.
CASES = (
    ("노안면 지사협은 반찬을 나눴다", [("노안면", "PLACE")], [("노안면 지사협", "ORG")]),
    ("노안면 부녀회장이 말했다", [("노안면", "PLACE")], [("노안면", "PLACE")]),
    ("캐나다 교통국과 논의했다", [("캐나다", "PLACE")], [("캐나다 교통국", "ORG")]),
    ("캐나다 교통국장급 회의", [("캐나다", "PLACE")], [("캐나다", "PLACE")]),
    ("가람초 학생회는 벼룩시장을 열었다", [("가람초", "ORG")], [("가람초 학생회", "ORG")]),
    ("가람초 학생회장이 말했다", [("가람초", "ORG")], [("가람초", "ORG")]),
    ("육군15사단 화생방대대가 도왔다", [("육군15사단", "ORG")], [("육군15사단 화생방대대", "ORG")]),
    ("한빛(HB)전자와 협약했다", [("한빛", "ORG")], [("한빛(HB)전자", "ORG")]),
    ("한빛(HB)에서 만들었다", [("한빛", "ORG")], [("한빛", "ORG")]),
    ("강진군4-H연합회가 심었다", [("H연합회", "ORG")], [("강진군4-H연합회", "ORG")]),
    ("전국 가람노조협의회는 밝혔다", [("가람노조협의회", "ORG")], [("전국 가람노조협의회", "ORG")]),
    ("주한 가나 대사관을 찾았다", [("가나 대사관", "ORG")], [("주한 가나 대사관", "ORG")]),
    ("농업회사법인 뜨락마을이 받았다", [("농업회사법인 뜨락마을", "ORG")], [("뜨락마을", "ORG")]),
    ("가람청과주식회사는 냈다", [("가람청과주식회사", "ORG")], [("가람청과", "ORG")]),
    ("금상은 김하나님의 그림이다", [("김하나님", "PERSON")], [("김하나", "PERSON")]),
    ("시도 중 1등급은 없으며", [("1등급", "PRIZE")], []),
    ("△김하나 주호주(대) 참사관", [("김하나 주호주", "PERSON")], [("김하나", "PERSON")]),
    (
        "군은 지난해에도 물빛살림사업을 폈다",
        [("지난해에도 물빛살림사업", "PROGRAM")],
        [("물빛살림사업", "PROGRAM")],
    ),
    (
        "나루협회(NRA) 연차총회가 열린다",
        [("나루협회", "ORG"), ("NRA) 연차총회", "EVENT")],
        [("나루협회(NRA) 연차총회", "EVENT")],
    ),
    (
        "‘대학 모의 나루위원회(이하 ‘모의위’) 경연대회’에서",
        [("대학 모의 나루위원회", "AWARD"), ("모의위’) 경연대회", "AWARD")],
        [("대학 모의 나루위원회(이하 ‘모의위’) 경연대회", "AWARD")],
    ),
    (
        "앤 가람(Anne Garam) 나루부 장관은",
        [("앤 가람", "PERSON"), ("Anne Garam) 나루부", "ORG")],
        [("앤 가람", "PERSON"), ("Anne Garam) 나루부", "ORG")],
    ),
    (
        "박세나 씨가 코이카 이사장 표창을 받았다",
        [("코이카", "ORG"), ("이사장 표창", "PRIZE")],
        [("코이카 이사장 표창", "PRIZE")],
    ),
    (
        "박세나 씨가 코이카 우수상을 받았다",
        [("코이카", "ORG"), ("우수상", "PRIZE")],
        [("코이카", "ORG"), ("우수상", "PRIZE")],
    ),
    (
        "「제8회 나루인증 우수사례 경진대회(이하 경진대회)」를",
        [("나루인증 우수사례 경진대회(이하 경진대회)", "EVENT"), ("나루인증 우수사례 경진대회", "AWARD")],
        [("나루인증 우수사례 경진대회", "AWARD")],
    ),
    ("이번 정책협의회에서 논의했다", [("정책협의회", "ORG")], []),
    ("제3차 한-가나 정책협의회를 열었다", [("한-가나 정책협의회", "ORG")], [("한-가나 정책협의회", "EVENT")]),
    ("한-가나 환경 공동위원회는", [("한-가나 환경 공동위원회", "ORG")], [("한-가나 환경 공동위원회", "ORG")]),
    ("한빛기구(HBO)는 알렸다", [("한빛기구", "ORG")], [("한빛기구", "ORG"), ("HBO", "ORG")]),
    ("한빛기구(AI)는 알렸다", [("한빛기구", "ORG")], [("한빛기구", "ORG")]),
    (
        "가람식품, 떡마루(대표 김하나), 한빛건설이 함께했다",
        [("가람식품", "ORG"), ("한빛건설", "ORG")],
        [("가람식품", "ORG"), ("떡마루", "ORG"), ("한빛건설", "ORG")],
    ),
    (
        "가람식품, 한빛건설, 떡마루, 시민이 함께했다",
        [("가람식품", "ORG"), ("한빛건설", "ORG")],
        [("가람식품", "ORG"), ("한빛건설", "ORG"), ("떡마루", "ORG")],
    ),
    (
        "가람식품, 유관기관, 한빛건설이 함께했다",
        [("가람식품", "ORG"), ("한빛건설", "ORG")],
        [("가람식품", "ORG"), ("한빛건설", "ORG")],
    ),
    ("가람식품, 떡마루, 시민이 함께했다", [("가람식품", "ORG")], [("가람식품", "ORG")]),
    (
        "인천·대전·경남교육청이 모였다",
        [("인천", "DISTRICT"), ("대전", "DISTRICT"), ("경남교육청", "ORG")],
        [("인천", "ORG"), ("대전", "ORG"), ("경남교육청", "ORG")],
    ),
    (
        "대구·경북협의회가 모였다",
        [("대구", "DISTRICT"), ("경북협의회", "ORG")],
        [("대구", "DISTRICT"), ("경북협의회", "ORG")],
    ),
    ("나주 가람사 주지 스님", [("가람사", "PLACE")], [("가람사", "ORG")]),
    ("가람미술관 김하나 관장이 말했다", [("가람미술관", "PLACE")], [("가람미술관", "ORG")]),
    ("한빛(HBO)은 알렸다", [("한빛", "ORG")], [("한빛", "ORG")]),
    (
        "가람축제(Garam Festival)를 연다",
        [("가람축제", "EVENT"), ("Garam Festival", "ORG")],
        [("가람축제", "EVENT"), ("Garam Festival", "EVENT")],
    ),
    (
        "가람협정(GTA)은 한빛기구가 맺었다",
        [("가람협정", "PROGRAM"), ("GTA", "ORG")],
        [("가람협정", "PROGRAM"), ("GTA", "ORG")],
    ),
    ("포럼은 12일 가람대학교에서 열렸다", [("가람대학교", "ORG")], [("가람대학교", "PLACE")]),
    (
        "도는 지난 3일 가람연구원(나주시 소재)에서 만났다",
        [("가람연구원", "ORG")],
        [("가람연구원", "PLACE")],
    ),
    ("시는 21일 가람연구원에서 설명회를 개최했다", [("가람연구원", "ORG")], [("가람연구원", "PLACE")]),
    ("지난 25일 가람학회에서 주최한 대회를 개최했다", [("가람학회", "ORG")], [("가람학회", "ORG")]),
    ("책은 12일 가람대학교에서 발간했다", [("가람대학교", "ORG")], [("가람대학교", "ORG")]),
    ("한편 가람미술관(관장 김하나)은 연다", [("가람미술관", "PLACE")], [("가람미술관", "ORG")]),
    ("전시는 가람미술관에서 열린다", [("가람미술관", "PLACE")], [("가람미술관", "PLACE")]),
    ("문의는 가람도서관(☎061-1234)으로", [("가람도서관", "PLACE")], [("가람도서관", "ORG")]),
)


def spans(text: str, names: list[tuple[str, str]], source: str = "model:entities") -> list[Candidate]:
    """Give candidates at the first place of each name."""
    return [
        Candidate(text.index(name), text.index(name) + len(name), label, source, 0.8) for name, label in names
    ]


def looked(text: str, found: list[Candidate]) -> list[tuple[str, str]]:
    """Give what stands after the second look."""
    chosen, _ = settle([*found, *second_look(text, found)])
    return [(text[one.start : one.end], one.label) for one in chosen]


@pytest.mark.parametrize(("text", "names", "wanted"), CASES)
def test_beside(text: str, names: list[tuple[str, str]], wanted: list[tuple[str, str]]) -> None:
    assert looked(text, spans(text, names)) == wanted


def test_users_names_stay() -> None:
    text = "포럼은 12일 가람대학교에서 열렸다"
    assert looked(text, spans(text, [("가람대학교", "ORG")], "table:extra")) == [("가람대학교", "ORG")]


def test_told_again() -> None:
    text = "가람협의체는 모였다. 위원은 가람협의체에 갔다. 「가람협의체 운영 조례」"
    assert looked(text, spans(text, [("가람협의체", "ORG")])) == [("가람협의체", "ORG")] * 2


def test_only_bodies_are_told_again_here() -> None:
    text = "가람살림나눔사업을 편다. 시는 가람살림나눔사업에 쓴다. 가람조합을 돕고 가람조합이 온다."
    found = spans(text, [("가람살림나눔사업", "PROGRAM"), ("가람조합", "ORG")])
    assert looked(text, found) == [("가람살림나눔사업", "PROGRAM"), ("가람조합", "ORG"), ("가람조합", "ORG")]


def test_mostly_refused_is_not_told_again() -> None:
    text = "가람조합이 섰다. 가람조합은 늘었고 가람조합의 뜻은 크다."
    assert looked(text, spans(text, [("가람조합", "ORG")])) == [("가람조합", "ORG")]


@pytest.mark.parametrize("source", sorted(KEPT))
def test_refused_stands_where_nothing_else_does(source: str) -> None:
    text = "가람나눔터 직원이 한빛회관에 갔다"
    refused = Candidate(0, 5, "ORG", source, 0.3)
    assert looked(text, [refused]) == [("가람나눔터", "ORG")]
    refused = Candidate(0, 5, "ORG", source, 0.3)
    assert looked(text, [refused, Candidate(2, 8, "PROGRAM", "model:entities", 0.7)]) == [
        ("나눔터 직원", "PROGRAM")
    ]


def test_refused_by_a_rule_stays_refused() -> None:
    assert looked("가람나눔터 직원", [Candidate(0, 5, "ORG", "pattern:org.body", 0.2)]) == []


def test_an_award_is_no_part_of_its_ceremony() -> None:
    text = "가람도시 정부포상 시상 및 지정 협약식이 열렸다"
    names = [("가람도시 정부포상", "AWARD"), ("가람도시 정부포상 시상 및 지정 협약식", "EVENT")]
    assert looked(text, spans(text, names)) == [("가람도시 정부포상", "AWARD")]


def test_a_ceremony_that_hands_out_no_award_stays() -> None:
    text = "가람 살림 교육 수료 및 시상식이 열렸다"
    names = [("가람 살림 교육", "PROGRAM"), ("가람 살림 교육 수료 및 시상식", "EVENT")]
    assert looked(text, spans(text, names)) == [("가람 살림 교육 수료 및 시상식", "EVENT")]
