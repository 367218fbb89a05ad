"""What the pipeline gets wrong, mistake by mistake, so that a person can page through it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kr_localgov_nlp.evaluation.records import pair_awards, pair_quotes
from kr_localgov_nlp.evaluation.spans import Labelled, overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kr_localgov_nlp.evaluation.run import Judged, Result

AROUND = 40


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference between labels and findings.

    Parameters
    ----------
    kind
        ``missed``, ``false``, ``border`` (right label, wrong borders), ``label`` (another label on the span or on
        words it shares), ``link`` (right span, wrong link).
    label
        The gold label, the found one where the kind is ``false``; ``award record`` and ``quote record`` for records.
    gold, found
        The words on either side, with their links where those differ; "" where there are none.
    found_label
        The label that was given; "" where none was.
    id
        Of the text.
    source
        The rule or table that found it; "" for what was missed.
    context
        The words around, the gold span in ⟦⟧ (of a false find the found one).
    """

    kind: str
    label: str
    gold: str
    found: str
    found_label: str
    id: str
    source: str
    context: str

    @property
    def name(self) -> str:
        """Kind and label: ``missed PLACE``, ``label PROGRAM as EVENT``."""
        wrong = f" as {self.found_label}" if self.kind == "label" else ""
        return f"{self.kind} {self.label}{wrong}"

    def __str__(self) -> str:
        said = " → ".join(filter(None, (self.gold, self.found)))
        return (
            f"{self.name}: {said}  [{self.id}{', ' if self.source else ''}{self.source}]\n    {self.context}"
        )


def errors(result: Result) -> Iterator[Mistake]:
    """List what a pipeline got wrong, text by text.

    Parameters
    ----------
    result
        Of `kr_localgov_nlp.evaluation.run.evaluate`.

    Yields
    ------
    Mistake
    """
    for one in result.judged:
        yield from _entities(one, result.dataset.labels)
        yield from _records(one)


def kinds(mistakes: Iterable[Mistake]) -> Counter[str]:
    """Count mistakes by `Mistake.name`."""
    return Counter(mistake.name for mistake in mistakes)


def _entities(one: Judged, labels: Sequence[str]) -> Iterator[Mistake]:
    item, text = one.item, one.item.text
    gold = {g[:3]: g for g in item.gold.entities if g.label in labels}
    sources = one.found.sources or ("",) * len(one.found.entities)
    found = {f[:3]: (f, s) for f, s in zip(one.found.entities, sources, strict=True) if f.label in labels}

    def mistake(kind: str, want: Labelled | None, have: Labelled | None, source: str = "") -> Mistake:
        span = want or have
        assert span is not None
        wanted_words, words = (text[s.start : s.end] if s else "" for s in (want, have))
        if kind == "link" and want and have:
            wanted_words, words = f"{wanted_words} = {want.link or 'open'}", have.link or "open"
        return Mistake(
            kind,
            span.label,
            wanted_words,
            words,
            have.label if have else "",
            item.id,
            source,
            _around(text, span.start, span.end),
        )

    for key in sorted(gold.keys() & found.keys()):
        have, source = found[key]
        if gold[key].link != have.link and key[2] in ("HEAD", "DISTRICT", "MINISTRY"):
            yield mistake("link", gold[key], have, source)
    wanted = [g for key, g in sorted(gold.items()) if key not in found]
    rest = {key: pair for key, pair in sorted(found.items()) if key not in gold}
    for kind, same in (("border", True), ("label", False)):
        for want, match in _overlaps(wanted, rest, same_label=same):
            have, source = rest.pop(match)
            wanted.remove(want)
            yield mistake(kind, want, have, source)
    for want in wanted:
        yield mistake("missed", want, None)
    for have, source in rest.values():
        yield mistake("false", None, have, source)


def _overlaps(
    wanted: Sequence[Labelled],
    rest: Mapping[tuple[int, int, str], tuple[Labelled, str]],
    *,
    same_label: bool,
) -> list[tuple[Labelled, tuple[int, int, str]]]:
    """Pair leftover gold and found spans that share characters."""
    by_key = {(w.start, w.end, w.label if same_label else ""): w for w in wanted}
    keys = {(k[0], k[1], k[2] if same_label else ""): k for k in rest}
    return [(by_key[g], keys[f]) for g, f in overlapping(by_key, keys)]


def _records(one: Judged) -> Iterator[Mistake]:
    item, found = one.item, one.found
    if item.gold.awards is not None:
        have = found.awards or ()
        pairs = pair_awards(item.gold.awards, have)
        yield from _unpaired(one, "award record", item.gold.awards, have, pairs)
    if item.gold.quotes is not None:
        have = found.quotes or ()
        pairs = pair_quotes(item.gold.quotes, have)
        yield from _unpaired(one, "quote record", item.gold.quotes, have, pairs)


def _unpaired(
    one: Judged,
    label: str,
    gold: Sequence[Mapping[str, Any]],
    found: Sequence[Mapping[str, Any]],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Mistake]:
    done = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, record in enumerate(gold):
        if i not in done[0]:
            context = _where(one.item.text, record)
            yield Mistake("missed", label, _told(record), "", "", one.item.id, "", context)
    for j, record in enumerate(found):
        if j not in done[1]:
            context = _where(one.item.text, record)
            yield Mistake("false", label, "", _told(record), label, one.item.id, "", context)


def _told(record: Mapping[str, Any]) -> str:
    keys = ("recipient", "year", "award", "category", "prize", "giver", "speaker", "role")
    return " | ".join(str(record[key]) if record[key] is not None else "?" for key in keys if key in record)


def _where(text: str, record: Mapping[str, Any]) -> str:
    spans = record.get("spans") or ()
    return _around(text, int(spans[0][0]), int(spans[-1][1])) if spans else ""


def _around(text: str, start: int, end: int) -> str:
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    words = f"{text[left:start]}⟦{text[start:end]}⟧{text[end:right]}"
    return " ".join(words.split())
