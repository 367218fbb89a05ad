"""Whose release a text is: the local governments that speak in it, by the cues of the press-release form.

A release says who issues it many times over: ``구로구, …`` opens the headline, ``구로구(구청장 문헌일)는``
the first sentence, its head is quoted, ``(사진=구로구청 제공)`` closes it. Every cue gives points to the name
it stands at; a name with several bearers (동구) needs the text's other evidence to become one government, and
without it nobody is the issuer.
A ministry's release names governments too, so the cues of a ministry's lead take points away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.home_cues import (
    Frame,
    Group,
    HeadEvidence,
    Mention,
    bare_kind,
    bodies,
    chains,
    cues_at,
    heads_named,
    named,
    often,
    only_one,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.gazetteer import Gazetteer, Government
# Points of the caller's word and of the outlet, the points that an issuer needs, and the lead that one bearer
# of a name needs over the next.
CALLER, OUTLET = 10.0, 0.5
NEED = 3.0
LEAD = 1.0

__all__ = ["HeadEvidence", "Home", "Mention", "home_governments"]


@dataclass(slots=True)
class Home:
    """One government that the text speaks for.

    Parameters
    ----------
    entity_id
        Stable id of the government.
    score
        Points, at least `NEED`; 10 and more where the caller said it.
    evidence
        The cues that gave points, strongest first.
    """

    entity_id: str
    score: float
    evidence: list[str] = field(default_factory=list)


def home_governments(
    text: str,
    mentions: Sequence[Mention],
    heads: Sequence[HeadEvidence],
    day: str | None,
    gazetteer: Gazetteer,
    issuer: str | None = None,
    outlet: str | None = None,
) -> list[Home]:
    r"""Tell which local governments' release a text is.

    Parameters
    ----------
    text
        Title, subtitles and body as given.
    mentions
        The DISTRICT candidates, in any order.
    heads
        The names of heads, with the governments that their title or the heads table give.
    day
        ISO date of the text, None where unknown.
    gazetteer
        The tables of governments and ministries.
    issuer
        What the caller's own metadata say of the issuer: name, code or entity id; a ministry's name makes it
        nobody's local release.
    outlet
        The paper or agency; it only helps to choose among governments of one name.

    Returns
    -------
    list of Home
        Surest first; empty where the text does not tell; several for a joint release.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> text = "구로구, 걷기 좋은 길 조성\n\n구로구(구청장 문헌일)는 10일 안양천 길을 열었다고 밝혔다."
    >>> name = [Mention(0, 3, ["1153000000"]), Mention(17, 20, ["1153000000"])]
    >>> homes = home_governments(text, name, [], "2024-09-11", load_gazetteer())
    >>> [(h.entity_id, h.evidence[0]) for h in homes]
    [('1153000000', 'head named in the lead')]
    """
    spots = sorted((m for m in mentions if m.entities), key=lambda m: (m.start, -m.end))
    told = _caller(issuer, day, gazetteer)
    if told is None:
        return []
    groups: dict[tuple[str, ...], Group] = {}
    frame = Frame(text)
    runs = chains(text, spots, frame)
    for index, m in enumerate(spots):
        group = groups.setdefault(tuple(sorted(m.entities)), Group(tuple(sorted(m.entities))))
        cues_at(text, m, frame, group, runs.get(index))
    often(text, groups, spots)
    bodies(text, frame, groups, gazetteer, day)
    heads_named(text, heads, groups)
    rows = {e: _row(gazetteer, e, day) for key in groups for e in key}
    only_one(groups, rows)
    bare_kind(text, groups, rows)
    penalty = frame.penalty()
    chosen = _choose(groups, spots, heads, rows, gazetteer, day, outlet)
    for entity in told:
        group = chosen.setdefault(entity, Group((entity,)))
        if len(told) == 1 or group.points > 0:
            group.add("named by the caller", CALLER)
    homes = [
        Home(entity, round(group.points + (0.0 if entity in told else penalty), 2), _reasons(group))
        for entity, group in chosen.items()
    ]
    homes = [h for h in homes if h.score >= NEED]
    homes.sort(key=lambda h: (-h.score, h.entity_id))
    # A joint release names its governments in one breath: 광명시와 시흥시는.
    together = chosen[homes[0].entity_id].joint if homes else set()
    return homes[:1] + [h for h in homes[1:] if chosen[h.entity_id].joint & together]


def _reasons(group: Group) -> list[str]:
    return [cue for cue, _ in sorted(group.cues.items(), key=lambda item: (-item[1], item[0]))]


def _caller(issuer: str | None, day: str | None, gazetteer: Gazetteer) -> list[str] | None:
    """Entity ids that the caller's issuer can mean; None where it is certainly no local government."""
    name = (issuer or "").strip()
    if not name:
        return []
    table = gazetteer.governments
    if table.by_entity(name):
        return [name]
    if name in table:
        return [table[name].entity_id]
    found = named(name, day, gazetteer)
    if not found and " " in name:
        found = named(name.rsplit(" ", 1)[0], day, gazetteer)
    if found:
        return found
    return None if gazetteer.ministries.at(name) or name.endswith(("교육청", "교육지원청", "의회")) else []


def _choose(
    groups: dict[tuple[str, ...], Group],
    spots: Sequence[Mention],
    heads: Sequence[HeadEvidence],
    rows: dict[str, Government | None],
    gazetteer: Gazetteer,
    day: str | None,
    outlet: str | None,
) -> dict[str, Group]:
    """Turn groups into governments; an ambiguous name joins the one that the other evidence makes certain."""
    certain = {m.entities[0] for m in spots if len(m.entities) == 1}
    named_heads = {h.entities[0] for h in heads if len(h.entities) == 1}
    possible = {e for key in groups for e in key}
    parents = {e: _parent(gazetteer, rows.get(e), day) for e in possible}
    neighbours = {parents[e] for e in certain if parents[e]}
    chosen: dict[str, Group] = {}
    for key, group in sorted(groups.items(), key=lambda item: len(item[0])):
        entity = key[0]
        if len(key) > 1:
            scores = {}
            for e in key:
                parent = parents[e]
                scores[e] = 6.0 * (e in named_heads) + 5.0 * (e in certain)
                if parent:
                    scores[e] += 3.0 * (parent in certain) or 1.5 * (parent in possible)
                    scores[e] += 2.0 * (parent in neighbours)
                else:
                    scores[e] += 1.0
                scores[e] += 1.5 * _outlet_points(outlet, rows.get(e), gazetteer, day)
            ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
            if ranked[0][1] < 1.0 or ranked[0][1] - ranked[1][1] < LEAD:
                continue
            entity = ranked[0][0]
        known = chosen.setdefault(entity, Group((entity,)))
        known.joint |= group.joint
        for cue, points in group.cues.items():
            known.add(cue, points, max(points, known.cues.get(cue, 0.0)))
    for entity, group in chosen.items():
        if group.points and _outlet_points(outlet, rows.get(entity), gazetteer, day):
            group.add("the outlet is of its region", OUTLET, OUTLET)
    return chosen


def _outlet_points(outlet: str | None, row: Government | None, gazetteer: Gazetteer, day: str | None) -> bool:
    """Tell whether the outlet's name holds the government's name or its province's."""
    if not outlet or row is None:
        return False
    province = gazetteer.governments.province(row, day)
    names = {row.stem, province.short if province is not None else ""}
    return any(len(name) > 1 and name in outlet for name in names)


def _row(gazetteer: Gazetteer, entity: str, day: str | None) -> Government | None:
    rows = gazetteer.governments.by_entity(entity)
    if not rows:
        return None
    current = gazetteer.governments.as_of(rows[-1], day) if day is not None else None
    return current or rows[-1]


def _parent(gazetteer: Gazetteer, row: Government | None, day: str | None) -> str:
    above = gazetteer.governments.parent(row, day) if row is not None else None
    return above.entity_id if above is not None else ""
