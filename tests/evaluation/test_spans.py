"""Partial scores, averages, and links by label."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kr_localgov_nlp.evaluation.spans import Labelled, Report, Score, overlapping, score


@st.composite
def layer(draw):
    """Spans that do not overlap, as in one layer."""
    borders = sorted(draw(st.sets(st.integers(0, 60), max_size=16)))
    pairs = zip(borders[::2], borders[1::2], strict=False)
    return [Labelled(a, b, draw(st.sampled_from(["ORG", "PLACE"]))) for a, b in pairs]


def test_a_wrong_border_counts_partially():
    report = score([([Labelled(0, 6, "AWARD")], [Labelled(2, 6, "AWARD")])])
    assert report.labels["AWARD"].f1 == 0.0
    assert report.partial["AWARD"].f1 == 1.0
    assert report.together(partial=True).right == 1


def test_a_gold_span_counts_once_however_often_it_is_found():
    report = score([([Labelled(0, 9, "AWARD")], [Labelled(0, 3, "AWARD"), Labelled(4, 9, "AWARD")])])
    assert (report.partial["AWARD"].right, report.partial["AWARD"].found) == (1, 2)


def test_touching_spans_and_other_labels_do_not_overlap():
    assert not overlapping([(0, 3, "ORG")], [(3, 5, "ORG"), (0, 3, "PLACE")])


@given(layer(), layer())
def test_partial_is_never_under_exact_and_pairs_are_as_many_as_can_be(gold, found):
    report = score([(gold, found)], ("ORG", "PLACE"))
    for label in ("ORG", "PLACE"):
        exact, partial = report.labels[label], report.partial[label]
        assert exact.right <= partial.right <= min(partial.found, partial.gold)
        assert partial.right == most(
            [s for s in gold if s.label == label], [s for s in found if s.label == label]
        )


def most(gold, found):
    """The largest matching, by trying everything (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j, f in enumerate(found):
            if j not in seen and f.start < gold[i].end and gold[i].start < f.end:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(gold)))


def test_macro_leaves_out_labels_without_gold():
    report = Report({"HEAD": Score(1, 1, 1), "AWARD": Score(0, 0, 2), "PRIZE": Score(0, 3, 0)})
    assert report.macro() == 0.5


def test_links_by_label_and_those_the_text_leaves_open():
    gold = [
        Labelled(0, 2, "DISTRICT", "1"),
        Labelled(3, 5, "DISTRICT"),
        Labelled(6, 8, "HEAD"),
        Labelled(9, 11, "AWARD"),
    ]
    found = [
        Labelled(0, 2, "DISTRICT", "1"),
        Labelled(3, 5, "DISTRICT", "7"),
        Labelled(6, 8, "HEAD"),
        Labelled(9, 11, "AWARD"),
    ]
    report = score([(gold, found)])
    assert report.links_by["DISTRICT"] == Score(1, 1, 1)
    assert "HEAD" not in report.links_by
    assert report.open_links == Score(1, 2, 2)
    assert report.links == 1
