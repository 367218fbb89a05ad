"""Labelled texts of every kind that the formats must survive."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from kr_localgov_nlp.training.schema import LabelledText

LABELS = ("HEAD", "DISTRICT", "MINISTRY", "DATE", "PRIZE", "own_label")
DOMAINS = ("jobs", "culture", "urban_regeneration", "우리 분야", "a=b")
WORDS = (
    "구로구", "문헌일", "가", "는", " ", " ", "\n", "\r\n", "\t", "\n\n", "취업박람회", "연다", ".", "🎉", "👨‍👩‍👧", "“", "”",
    "2024년 9월 11일", "#", "# id = x", "T1", "\u00a0", "\u2028", "\x85", "\ufeff", '"', ",", ";", "=1+1", "%20", "_x000D_", "\\n",
    unicodedata.normalize("NFD", "나주시장"), "𠮷", "e\u0301", "-DOCSTART-", "O", "\r", "é", "A-B",
)  # fmt: skip


@st.composite
def labelled(draw, entities=True) -> LabelledText:
    text = "".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25)))
    if not text.strip():
        text += "구로구"
    spans = []
    if entities:
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            surface = text[start:end]
            if surface.strip():
                left = start + len(surface) - len(surface.lstrip())
                spans.append([left, left + len(surface.strip()), draw(st.sampled_from(LABELS))])
    known = draw(st.booleans()) or not entities
    one = LabelledText(
        id="x",
        text=text,
        kind=draw(st.sampled_from([None, "release", "page"])),
        published=draw(st.sampled_from([None, "2024-09-11"])),
        issuer=draw(st.sampled_from([None, ["1153000000"]])),
        genre=draw(st.sampled_from([None, "opening"])),
        domains=draw(st.one_of(st.none(), st.lists(st.sampled_from(DOMAINS), unique=True, max_size=3))),
        meta=draw(st.sampled_from([None, {"annotator": "김"}])),
    )
    if entities and known:
        one.entities = spans
        if draw(st.booleans()):
            one.links = [
                [start, end, draw(st.sampled_from(["1153000000", "고용 노동부", "", "50%"]))]
                for start, end, _ in spans
                if draw(st.booleans())
            ]
    if draw(st.booleans()):
        one.records = {
            "awards": [{"prize": "우수상", "year": 2024}],
            "quotes": [{"text": text, "spans": [[0, 1]]}],
        }
    return one


@st.composite
def collections(draw) -> list[LabelledText]:
    texts = draw(st.lists(labelled(), min_size=1, max_size=3))
    ids = draw(
        st.lists(
            st.sampled_from(["a", "b/c", "가 나", "d.e", "%41", "..", "n\u0301"]),
            min_size=3,
            max_size=3,
            unique=True,
        )
    )
    for text, name in zip(texts, ids, strict=False):
        text.id = name
    return texts
