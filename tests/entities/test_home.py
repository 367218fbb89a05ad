from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kr_localgov_nlp.entities.districts import DistrictFinder
from kr_localgov_nlp.entities.heads import HeadFinder
from kr_localgov_nlp.entities.home import NEED, HeadEvidence, Mention, home_governments
from kr_localgov_nlp.facts.issuer import issuer_records
from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer

CASES = json.loads(
    (Path(__file__).parents[1] / "facts" / "cases" / "issuers.json").read_text(encoding="utf-8")
)
PIECES = [
    "구로구", "동구", "(구청장 문헌일)", "는 ", "와 ", "·", "\n", "다. ", "제공", "[", "=", " ",
    "교육", "구는 ",
]  # fmt: skip


@pytest.fixture(scope="module")
def tools():
    g = load_gazetteer()
    return g, NameMatcher(g), HeadFinder(g)


def evidence(tools, text: str, day: str | None):
    """Mentions and heads as the linker gives them: what each name can mean on the day."""
    g, matcher, heads = tools
    table = g.governments
    hits = matcher(text)
    mentions = []
    for c in DistrictFinder(g).find(text, hits):
        rows = [table[key] for key in c.data["keys"]]
        alive = {r.entity_id for r in rows if day is None or table.as_of(r, day) is not None}
        mentions.append(Mention(c.start, c.end, sorted(alive)))
    named = []
    for c in heads.find(text, hits):
        name = text[c.start : c.end].replace(" ", "")
        entities = {str(e) for e in c.data.get("entities", ())}
        ruled = {t.entity_id for t in g.heads.named(name, day)} if day else set()
        named.append(HeadEvidence(c.start, c.end, name, sorted((entities & ruled) or entities or ruled)))
    return mentions, named


def homes_of(tools, text: str, day: str | None, issuer: str | None = None, outlet: str | None = None):
    mentions, heads = evidence(tools, text, day)
    return home_governments(text, mentions, heads, day, tools[0], issuer=issuer, outlet=outlet)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_cases(case, tools):
    day = case["published"]
    homes = homes_of(tools, case["text"], day, case.get("issuer"), case.get("outlet"))
    records = issuer_records([[h.entity_id, h.score, h.evidence] for h in homes], day, tools[0])
    names = sorted(r["name"] for r in records)
    if case.get("known_failure") and names != sorted(case["issuers"]):
        pytest.xfail(case["known_failure"])
    assert not case.get("known_failure"), "this known failure is mended: take the mark away"
    assert names == sorted(case["issuers"])
    assert all(r["evidence"] and r["government"] for r in records)


def test_enough_cases():
    assert len(CASES) >= 30


def test_caller_may_give_name_code_or_entity(tools):
    text = "동구, 골목 상권 살린다\n\n동구는 상인 교육을 연다고 밝혔다."
    g = tools[0]
    row = g.governments.at("부산 동구", "2024-01-02")[0]
    for given_as in ("부산 동구", "부산광역시 동구", row.code, row.entity_id):
        homes = homes_of(tools, text, "2024-01-02", issuer=given_as)
        assert [h.entity_id for h in homes] == [row.entity_id]
        assert homes[0].evidence[0] == "named by the caller"


def test_no_date_still_finds_what_every_date_decides(tools):
    text = "구로구, 걷기 길 단장\n\n구로구(구청장 문헌일)는 길을 꾸몄다고 밝혔다."
    assert [h.entity_id for h in homes_of(tools, text, None)] == ["1153000000"]


def test_order_is_by_score_and_every_score_suffices(tools):
    for case in CASES:
        homes = homes_of(tools, case["text"], case["published"])
        assert [h.score for h in homes] == sorted((h.score for h in homes), reverse=True)
        assert all(h.score >= NEED for h in homes)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_mentions_of_any_text(text):
    g = load_gazetteer()
    dong = sorted({r.entity_id for r in g.governments.at("동구", "2024-01-02")})
    mentions = []
    for name, entities in (("구로구", ["1153000000"]), ("동구", dong)):
        start = text.find(name)
        while start >= 0:
            mentions.append(Mention(start, start + len(name), entities))
            start = text.find(name, start + 1)
    homes = home_governments(text, mentions, [], "2024-01-02", g)
    assert len({h.entity_id for h in homes}) == len(homes)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", ["구로구(", "구로구는 ", "구로구·", "[", "다.\n", "구는 ", "청(", "부 ", "(구청장 ", "□ ", "가"]
)
def test_hostile_texts_end(piece):
    # A search that is quadratic in the text would run for many minutes and into the limit.
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    starts = range(0, len(text) - 3, len(piece)) if piece.startswith("구로구") else ()
    homes = home_governments(
        text, [Mention(i, i + 3, ["1153000000"]) for i in starts], [], "2024-01-02", load_gazetteer()
    )
    assert len(homes) <= 1
