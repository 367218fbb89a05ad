"""Award records: who received which honour, in which award, year and category, from whom.

A prize belongs to the award of its sentence, of its paragraph, or that the text is about (``award_names``). A grade
and the giver's prize that are one honour (``최우수상인 행정안전부 장관상``, ``은상(국무총리상)``, ``우수기관으로 선정돼 …
장관 표창``) become one record, the same honour told in title, body and captions too. Past years and other recipients
are records of their own, lists of winners one record a winner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.anonymous import SOURCES as ANONYMOUS
from kr_localgov_nlp.entities.award_view import view_of
from kr_localgov_nlp.entities.candidates import text_of
from kr_localgov_nlp.facts import award_years as years
from kr_localgov_nlp.facts.award_bare import laureates, without_prizes
from kr_localgov_nlp.facts.award_each_field import each_field
from kr_localgov_nlp.facts.award_fields import by_field, by_year
from kr_localgov_nlp.facts.award_gather import in_passing
from kr_localgov_nlp.facts.award_givers import giver_of_award
from kr_localgov_nlp.facts.award_groups import (
    each_in_turn,
    same_prize_same_award,
)
from kr_localgov_nlp.facts.award_home import home_of
from kr_localgov_nlp.facts.award_lines import at_line_ends, counted, in_counted_rows, in_footnote
from kr_localgov_nlp.facts.award_merge import merge
from kr_localgov_nlp.facts.award_parts import Mention
from kr_localgov_nlp.facts.award_prized import with_prizes
from kr_localgov_nlp.facts.award_refused import plausible
from kr_localgov_nlp.facts.award_scene import Scene
from kr_localgov_nlp.facts.award_works import told_once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.facts.award_gather import Known
    from kr_localgov_nlp.gazetteer import Gazetteer
    from kr_localgov_nlp.records import AwardRecord


def award_records(
    text: str,
    mentions: Sequence[Mention],
    *,
    issuer: Sequence[Mapping[str, object]] = (),
    published: str | None = None,
    known: Known | None = None,
) -> list[AwardRecord]:
    """Build the award records of a text.

    Parameters
    ----------
    text
        The text as given.
    mentions
        Its entities, in order, not overlapping.
    issuer
        The issuing governments (``doc._.issuer``); a single one receives what the text gives to nobody else.
    published
        ISO date of the text: 올해 and 지난해 are counted from it, and an honour without a year is one of its year.
    known
        Gives the organiser of an award by its name, from the table of awards.

    Returns
    -------
    list of AwardRecord
        In the order of first mention.

    Examples
    --------
    >>> text = "구로구는 고용노동부가 주관한 ‘2024년 일자리대상’에서 우수상을 받았다."
    >>> found = [Mention(0, 3, "DISTRICT", "1153000000"), Mention(5, 10, "MINISTRY"),
    ...          Mention(23, 28, "AWARD"), Mention(32, 35, "PRIZE")]
    >>> record = award_records(text, found)[0]
    >>> [record[k] for k in ("recipient", "award", "year", "prize", "giver")]
    ['구로구', '일자리대상', 2024, '우수상', '고용노동부']
    """
    scene = Scene(text, sorted(m for m in mentions if not in_passing(text, m)), known)
    given = issuer[0] if len(issuer) == 1 else None
    home = home_of(scene, given)
    code = home.code if home else ""
    if not home or not home.code:
        scene.labels = (*scene.labels, "MINISTRY")
    for award in scene.awards:
        early = [m for m in award.mentions[:12] if m.start >= scene.body][:2]
        dated = [years.award_year(text, m, published) for m in [*early, *award.mentions[:2]]]
        award.year = next((y for y in dated if y), None)
        award.giver = giver_of_award(scene, award, code)
    offered: dict[str, tuple[Mention, ...]] = {}
    honours = each_in_turn(text, list(with_prizes(scene, published, offered, home)))
    same_prize_same_award(text, honours)
    told = {honour.award for honour in honours}
    honours += without_prizes(scene, told, offered, published)
    honours += laureates(scene, offered)
    dated_winners = list(by_year(scene))
    own_year = {h.recipient for h in dated_winners}
    honours = [h for h in honours if h.prizes or h.recipient not in own_year]
    honours += [
        *by_field(scene, told),
        *each_field(scene),
        *dated_winners,
        *counted(scene, offered),
        *at_line_ends(scene, offered),
        *in_footnote(scene),
        *in_counted_rows(scene),
    ]
    view = view_of(text)
    if honours and view.offered:  # nobody has what is offered; earlier winners are told as such
        honours = [h for h in honours if any(view.past(m.start, m.end) for m in h.spans)]
    return merge(scene, told_once(text, plausible(text, honours)), home, published)


class AwardRecords:
    """spaCy component: writes ``doc._.awards``.

    Parameters
    ----------
    gazetteer
        Whose table of awards tells who organises an award, for texts that name the body elsewhere.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._awards = gazetteer.awards if gazetteer else None

    def _organiser(self, name: str) -> str:
        found = self._awards.at(name) if self._awards else []
        return found[0].organiser if len(found) == 1 else ""

    def __call__(self, doc: Doc) -> Doc:
        """Build the records of one Doc."""
        ents = doc.ents
        if any(e.label_ in ("AWARD", "PRIZE") for e in ents):
            mentions: list[Mention] = []
            names: dict[str, str] = {}
            for e in ents:
                if e._.source in ANONYMOUS:
                    continue
                label, code = e.label_, ""
                if label in ("DISTRICT", "HEAD"):
                    code = e._.government
                elif label == "MINISTRY":
                    code = e._.agency
                if label == "DISTRICT" and code and code not in names:
                    names[code] = e._.link["name"]
                mentions.append(Mention(e.start_char, e.end_char, label, code))
            records = award_records(
                text_of(doc),
                mentions,
                issuer=doc._.issuer,
                published=doc.user_data.get("localgov_published"),
                known=self._organiser,
            )
            for record in records:
                # A linked recipient bears its full name, so that 동구 of two cities stay two in a table.
                record["recipient"] = names.get(record["recipient_code"] or "", record["recipient"])
            doc._.awards = records
        return doc


@Language.factory("localgov_award_records", assigns=["doc._.awards"])
def make(nlp: Language, name: str) -> AwardRecords:  # noqa: ARG001
    """Build the component for a pipeline."""
    names = getattr(nlp.tokenizer, "names", None)
    return AwardRecords(getattr(names, "gazetteer", None))
