"""From settled candidates to linked entities: government, term and agency as of the article's date.

The order: names with one bearer, then heads by title and (where it is on) the heads table, then the governments the
text speaks for, then what was ambiguous. What stays open says so: ``link["status"] == "unresolved"`` with candidates.
With no date, only what every date decides is linked; today is never assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import text_of
from kr_localgov_nlp.entities.head_links import HeadLinks, name_of
from kr_localgov_nlp.entities.home import HeadEvidence, home_governments
from kr_localgov_nlp.entities.home import Mention as HomeMention
from kr_localgov_nlp.entities.merge import KEY
from kr_localgov_nlp.entities.resolve import Mention, Resolver, entity_row
from kr_localgov_nlp.entities.tables import gazetteer_of
from kr_localgov_nlp.entities.write import write_entities
from kr_localgov_nlp.extensions import ISSUER_GIVEN, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.entities.candidates import Candidate
    from kr_localgov_nlp.gazetteer import Gazetteer, HeadTerm

HOMES = "localgov_homes"


class Linker:
    """spaCy component: links HEAD, DISTRICT, MINISTRY and listed AWARDs and writes `doc.ents`.

    Parameters
    ----------
    gazetteer
        The tables to link to.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Link one Doc."""
        chosen: list[Candidate] = doc.user_data.pop(KEY, [])
        day: str | None = doc.user_data.get(PUBLISHED)
        text = text_of(doc)
        meanings: dict[tuple[str, ...], tuple[list[str], str]] = {}
        districts = {
            (c.start, c.end): self._mention(text, c, day, meanings) for c in chosen if c.label == "DISTRICT"
        }
        mentions = list(districts.values())
        heads = [c for c in chosen if c.label == "HEAD"]
        deciding = HeadLinks(self.gazetteer, day)
        possible = deciding.possible(text, heads, mentions)
        homes = home_governments(
            text,
            [HomeMention(m.start, m.end, tuple(m.entities)) for m in mentions],
            [HeadEvidence(c.start, c.end, text[c.start : c.end], tuple(possible[c.start])) for c in heads],
            day,
            self.gazetteer,
            issuer=doc.user_data.get(ISSUER_GIVEN),
            outlet=doc._.outlet,
        )
        home_ids = [h.entity_id for h in homes]
        doc.user_data[HOMES] = [[h.entity_id, float(h.score), list(h.evidence)] for h in homes]
        sure = [ids[0] for ids in possible.values() if len(ids) == 1]
        resolver = Resolver(self.gazetteer, day, home_ids, sure)
        resolver.resolve(mentions)
        settled = deciding.settle(heads, possible, mentions, home_ids)
        links: dict[int, dict[str, Any]] = {}
        for c in chosen:
            if c.label == "DISTRICT":
                links[c.start] = self._district_link(districts[(c.start, c.end)], day)
            elif c.label == "HEAD":
                name = name_of(text, c)
                links[c.start] = self._head_link(name, c, possible[c.start], settled[c.start], day)
            elif c.label == "MINISTRY":
                links[c.start] = self._ministry_link(text[c.start : c.end], c, day)
            elif c.label == "AWARD" and (link := self._award_link(text[c.start : c.end])):
                links[c.start] = link
        write_entities(doc, chosen, links)
        return doc

    def _mention(
        self,
        text: str,
        c: Candidate,
        day: str | None,
        meanings: dict[tuple[str, ...], tuple[list[str], str]],
    ) -> Mention:
        surface = "".join(text[c.start : c.end].split())
        asked = (surface, *c.data["keys"])  # type: ignore[misc]
        if asked not in meanings:
            meanings[asked] = self._meaning(*asked, day=day)
        entities, flag = meanings[asked]
        return Mention(c.start, c.end, surface, list(entities), flag=flag)

    def _meaning(self, surface: str, *keys: str, day: str | None) -> tuple[list[str], str]:
        """Entity ids that a name with these rows can mean on a day, and the flag of the first."""
        table = self.gazetteer.governments
        flag = ""
        entities: list[str] = []
        for key in keys:
            row = table[key]
            current = row if day is None else table.as_of(row, day)
            if current is not None and current.entity_id not in entities:
                entities.append(current.entity_id)
        if day is not None:
            found = table.find(surface, day)
            by_entity = {f.record.entity_id: f.flag for f in found}
            if not entities:
                entities = list(by_entity)
            exact = [e for e in entities if by_entity.get(e) == ""]
            entities = exact or entities
            flag = by_entity.get(entities[0], "") if entities else ""
        return entities, flag

    def _district_link(self, m: Mention, day: str | None) -> dict[str, Any]:
        if not m.chosen:
            return {"status": "unresolved", "evidence": [], "candidates": self._rows(m.entities, day)}
        others = [e for e in m.entities if e != m.chosen]
        link = self._government_link(m.chosen, day, m.evidence, others)
        if m.flag:
            link["flag"] = m.flag
        return link

    def _government_link(
        self, entity: str, day: str | None, evidence: Sequence[str], others: Sequence[str]
    ) -> dict[str, Any]:
        row = entity_row(self.gazetteer, entity, day)
        if row is None:
            return {"status": "unresolved", "evidence": [], "candidates": []}
        lineage = self.gazetteer.governments.by_entity(entity)
        link: dict[str, Any] = {"status": "resolved", "kb_id": entity, "evidence": list(evidence)}
        if day is not None or len({r.code for r in lineage}) == 1:
            link |= {"government": row.code, "name": row.name, "candidates": self._rows(others, day)}
        else:
            # The government is known, its code and name are not: they depend on the day that nobody told.
            rows = [{"id": entity, "code": r.code, "name": r.name} for r in lineage]
            link |= {
                "status": "undated",
                "name": " / ".join(dict.fromkeys(r.name for r in lineage)),
                "candidates": rows,
            }
        if day is not None and self.gazetteer.past_tables(day):
            link["flag"] = "past_tables"
        return link

    def _head_link(
        self,
        name: str,
        c: Candidate,
        possible: Sequence[str],
        settled: tuple[str, list[str]],
        day: str | None,
    ) -> dict[str, Any]:
        entity, evidence = settled
        if not entity:
            return {
                "status": "unresolved",
                "evidence": [],
                "office": str(c.data.get("office", "")),
                "candidates": self._rows(possible, day),
            }
        link = self._government_link(entity, day, evidence, [e for e in possible if e != entity])
        row = entity_row(self.gazetteer, entity, day)
        link["office"] = (row.office_title if row is not None else "") or str(c.data.get("office", ""))
        term, flag = self._term(name, entity, day)
        if term is not None:
            link["kb_id"] = term.key
            link["term"] = term.term_label
            link["evidence"] = [*evidence, f"heads table: {term.key}"]
        else:
            link["kb_id"] = ""
        if flag:
            link["flag"] = flag
        return link

    def _term(self, name: str, entity: str, day: str | None) -> tuple[HeadTerm | None, str]:
        """Term of a head on a day; with no day only where the person had a single one."""
        heads = self.gazetteer.heads
        if day is None:
            terms = [t for t in heads.named(name) if t.entity_id == entity]
            return (terms[0], "") if len(terms) == 1 else (None, "undated" if terms else "not_in_heads_table")
        found = heads.match(name, day, entity)
        return (found[0].term, found[0].flag) if found else (None, "not_in_heads_table")

    def _ministry_link(self, surface: str, c: Candidate, day: str | None) -> dict[str, Any]:
        table = self.gazetteer.ministries
        if day is None:
            keys = [str(k) for k in c.data["keys"]]  # type: ignore[attr-defined]
            if len(keys) == 1:
                agency = table[keys[0]]
                return {
                    "status": "resolved", "kb_id": agency.key, "agency": agency.name,
                    "evidence": ["only bearer of the name"], "candidates": [],
                }  # fmt: skip
            rows = [{"id": k, "name": table[k].name} for k in keys]
            return {"status": "unresolved", "evidence": [], "candidates": rows}
        # 기재 of 기재·행안·환경부: what it is called with the ending that stands behind the last
        full = str(c.data.get("full", surface))
        found = table.find("".join(full.split()), day)
        if not found:
            return {"status": "unresolved", "evidence": [], "candidates": []}
        best, *rest = found
        others = [{"id": f.record.key, "name": f.record.name} for f in rest]
        if others and best.flag == rest[0].flag:
            first = {"id": best.record.key, "name": best.record.name}
            return {"status": "unresolved", "evidence": [], "candidates": [first, *others]}
        link: dict[str, Any] = {
            "status": "resolved", "kb_id": best.record.key, "agency": best.record.name,
            "evidence": ["name in force on that day" if not best.flag else best.flag], "candidates": others,
        }  # fmt: skip
        if best.flag:
            link["flag"] = best.flag
        if self.gazetteer.past_tables(day):
            link["flag"] = "past_tables"
        return link

    def _award_link(self, surface: str) -> dict[str, Any]:
        """Record of an award that the table lists; most awards are in no table, which is no open link."""
        found = self.gazetteer.awards.at(surface)
        if len(found) != 1:
            return {}
        award = found[0]
        return {
            "status": "resolved", "kb_id": award.key, "name": award.name,
            "evidence": ["the only award of that name in the table"], "candidates": [],
        }  # fmt: skip

    def _rows(self, entities: Sequence[str], day: str | None) -> list[dict[str, str]]:
        out = []
        for entity in entities:
            row = entity_row(self.gazetteer, entity, day)
            if row is not None:
                out.append({"id": entity, "code": row.code, "name": row.name})
        return out


@Language.factory("localgov_link", assigns=["doc.ents"])
def make(nlp: Language, name: str) -> Linker:  # noqa: ARG001
    """Build the component for a pipeline."""
    return Linker(gazetteer_of(nlp))
