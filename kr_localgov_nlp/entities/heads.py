"""HEAD: the personal names of heads of local governments, by their titles.

A name alone proves nothing, a title does: ``문헌일 구로구청장``, ``구로구(구청장 문헌일)``, ``용산구청장 성장현``, ``이성 구청장``.
Once a name stands beside such a title, its bare repeats in the same text are heads too. The heads table is not
needed for any of this; where it is on, it tells ``윤병태 시장`` from ``반도체 시장``. A listed name without any title stays
a person: the text, not the table, must say that somebody heads a government.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from kr_localgov_nlp.entities.candidates import Candidate, add, candidate_hits, text_of
from kr_localgov_nlp.entities.head_titles import head_titles, of_government
from kr_localgov_nlp.entities.names import NAME, OTHER_BEFORE, OTHER_TITLE, is_name, standing_alone
from kr_localgov_nlp.entities.nouns import is_noun
from kr_localgov_nlp.entities.tables import gazetteer_of
from kr_localgov_nlp.extensions import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kr_localgov_nlp.gazetteer import Gazetteer
    from kr_localgov_nlp.korean.names import NameHit

_ROLE = r"(?:구청장|시장|군수|도지사|지사)"
_ACTING = r"(?:\s?(?:권한|직무)\s?대행)"
_DEPUTY = r"(?:행정\s?[12]?\s?)?(?:부구청장|부시장|부군수|부지사)"
_FORMER = r"(?:(?:전|현|신임|초대|당시)\s{1,2}|[前現]\s{0,2})"
# A name and its title may be parted by a wrapped line, not by an empty one.
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"
_AGE = r"(?:\s?[(（][3-8]\d세?[)）])"
_PARENT = r"(?:(?:(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)(?:특별자치[시도]|특별시|광역시|시|도)?|[가-힣]{2,6}[시도])[^\S\n]{1,2})"
# What may follow a title; 나주시장상, 시장배, 구청장협의회 and 시장실 are other things.
_AFTER = (
    r"(?!\s?(?:예비\s?)?후보|\s?출마)"
    r"(?=[^가-힣]|$|(?:님|은|는|이|가|을|를|의|과|와|도|에게|께서|께|에|으로|로|부터|명의|이었|였|이자|이며|으로서|이라|입니다)"
    r"(?:[^가-힣]|$|서|부터|는|도|라|던|다|습|고))"
)

# `나주시(시장 윤병태)`, `광주 동구(청장 임택)`, `서울시(시장 권한대행 서정협)`, `구청장(문헌일)`, `(시장: 홍길동)`
_ROLE_NAME = re.compile(
    rf"(?P<open>[(\[（〔]\s{{0,2}})?{_FORMER}?(?P<office>(?<![가-힣])[가-힣]{{0,12}}(?:\s[가-힣]{{1,5}})?(?:청장|{_ROLE}))"
    rf"(?P<acting>{_ACTING})?(?P<between>\s{{0,3}}[(（:：]\s{{0,2}}|\s{{1,3}})(?P<name>{NAME})"
    rf"(?=(?P<deputy>\s{{0,2}}{_DEPUTY})?(?P<right>[^가-힣]|$|[은는이가을를의과와도](?:[^가-힣]|$)|입니다|이라[고며]|이며))"
)
# `문헌일 구로구청장`, `(유동균 마포구청장)`, `이성 전 구로구청장`, `박성수 서울시 송파구청장`, `정철원 군수`
_NAME_ROLE = re.compile(
    rf"(?<![가-힣\d])(?P<name>{NAME})(?:{_AGE}?{_GAP}|\s?(?P<open>[(（])\s?)(?P<former>{_FORMER})?(?P<office>{_PARENT}?[가-힣]{{0,8}}?(?:{_ROLE}))"
    rf"(?P<acting>{_ACTING}|\s?당선[인자])?{_AFTER}"
)
# `권한대행 김대인 부군수`, `김대인 부군수(군수 권한대행)`, `김대인 군수 권한대행` is above
_ACTING_NAME = re.compile(
    rf"(?:(?P<office>[가-힣]{{0,8}}{_ROLE})\s?(?:권한|직무)\s?대행(?:\s{{1,2}}|\s?[(（:：]\s?)(?P<name>{NAME})(?=\s{_DEPUTY}|[^가-힣]|$))"
    rf"|(?<![가-힣])(?:권한|직무)\s?대행\s?(?P<name3>{NAME})(?=\s{_DEPUTY})"
    rf"|(?<![가-힣])(?P<name4>{NAME})\s(?:권한|직무)대행{_AFTER}"
    rf"|(?<![가-힣])(?P<name2>{NAME})\s{_DEPUTY}\s?[(（]\s?(?P<office2>[가-힣]{{0,8}}{_ROLE})\s?(?:권한|직무)\s?대행"
)
# A person speaks, presides and is pictured; a market does not.
_PERSONAL = re.compile(
    r"(?:님|은|는|이|께서)?\s{0,2}(?:[“\"]|[(（](?:왼쪽|오른쪽|가운데|앞줄|뒷줄|사진))|(?:은|이|께서)\s(?:이날|직접|축사|인사말|기념사|환영사|개회사|취임)"
    r"|\s?(?:주재로|축사|인사말|특강)|[을를]\s비롯"
)
_TITLE_WORD = re.compile(r"청장|시장|군수|지사|대행")
# Characters around a title word within which its name stands, title and all.
_REACH = 32
_BARE_OPEN = re.compile(r"[(\[（〔]\s{0,2}$")


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around title words: the patterns are slow to fail, and most of a text has no title."""
    start = end = -1
    for m in _TITLE_WORD.finditer(text):
        if m.start() - _REACH > end:
            if end > 0:
                yield start, end
            start = max(0, m.start() - _REACH)
        end = m.end() + _REACH
    if end > 0:
        yield start, end


def _in_windows(
    pattern: re.Pattern[str], text: str, windows: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    for start, end in windows:
        yield from pattern.finditer(text, start, end)


class HeadFinder:
    """Find the names of local-government heads.

    Parameters
    ----------
    gazetteer
        Which titles are titles of heads, and, where its heads table is on, who headed what when.

    Examples
    --------
    >>> from kr_localgov_nlp.gazetteer import load_gazetteer
    >>> g = load_gazetteer(heads=False)
    >>> text = "문헌일 구로구청장은 “최선을 다하겠다”라고 말했다."
    >>> [text[c.start:c.end] for c in HeadFinder(g).find(text, ())]
    ['문헌일']
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.offices: dict[str, list[str]] = {}
        for row in gazetteer.governments:
            for title in head_titles(row):
                ids = self.offices.setdefault(title, [])
                if row.entity_id not in ids:
                    ids.append(row.entity_id)

    def office_entities(self, title: str) -> Sequence[str]:
        """Entity ids of the governments that a title without spaces can mean; empty for what is no head's title."""
        return self.offices.get(title, ())

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates of one Doc."""
        published = doc.user_data.get(PUBLISHED)
        add(doc, self.find(text_of(doc), candidate_hits(doc), doc, published=published))
        return doc

    def find(
        self,
        text: str,
        hits: Sequence[NameHit],
        doc: Doc | None = None,  # noqa: ARG002
        *,
        published: str | None = None,
    ) -> list[Candidate]:
        """Find heads in a text.

        Parameters
        ----------
        text
            The text as given.
        hits
            What the character matcher found; the kinds ``government`` and ``head`` are used.
        doc
            Unused here; part of every finder's signature.
        published
            ISO date of the text, for names that only the heads table knows.

        Returns
        -------
        list of Candidate
            ``data`` holds ``office`` (the title as written, without spaces), ``entities`` (governments the title can
            mean), ``status`` (``elected`` or ``acting``) and ``title`` (the character offsets of the title).
        """
        ends = {hit.end: hit for hit in hits if hit.kind == "government"}
        found: dict[tuple[int, int], Candidate] = {}
        weak: list[Candidate] = []
        titled = list(self._titled(text, ends))
        # 유정복 인천시장 현안 …: a title has one bearer, and the name before it is the surer one.
        taken = {c.data["title"][1] for c in titled if c.start < c.data["title"][0] and c.confidence >= 0.9}  # type: ignore[index]
        for candidate in titled:
            if candidate.source == "pattern:head.title_name" and candidate.data["title"][1] in taken:  # type: ignore[index]
                continue
            if candidate.confidence < 0.7:
                weak.append(candidate)
                continue
            key = (candidate.start, candidate.end)
            if key not in found or len(str(found[key].data["office"])) < len(str(candidate.data["office"])):
                found[key] = candidate
        names = {text[c.start : c.end] for c in found.values()}
        for candidate in weak:
            name = text[candidate.start : candidate.end]
            if name in names or self._known(name, published):
                candidate.confidence = 0.93
                found.setdefault((candidate.start, candidate.end), candidate)
        for candidate in self._repeats(text, found):
            found.setdefault((candidate.start, candidate.end), candidate)
        return list(found.values())

    def _known(self, name: str, published: str | None) -> bool:
        return bool(self.gazetteer.heads.named(name, published, grace=30))

    def _titled(self, text: str, ends: dict[int, NameHit]) -> Iterator[Candidate]:
        windows = list(_windows(text))
        for m in _in_windows(_ROLE_NAME, text, windows):
            yield from self._role_name(text, m, ends)
        for m in _in_windows(_NAME_ROLE, text, windows):
            yield from self._name_role(text, m, ends)
        for m in _in_windows(_ACTING_NAME, text, windows if "대행" in text else []):
            group = next(g for g in ("name", "name2", "name3", "name4") if m[g])
            if is_name(m[group]):
                title = (m["office"] or m["office2"] or "").replace(" ", "")
                # 한덕수 권한대행 may act for anybody; only a name that the text or the table knows is a head's.
                confidence = 0.6 if group == "name4" else 0.93
                yield self._candidate(m, group, title, "acting", "pattern:head.acting", confidence, m.span())

    def _role_name(self, text: str, m: re.Match[str], ends: dict[int, NameHit]) -> Iterator[Candidate]:
        office = m["office"].replace(" ", "")
        opened = bool(m["open"])
        bracketed = opened or m["between"].strip() != ""
        at = m.start("open") if opened else m.start()
        before = ends.get(at) or ends.get(at - 1)
        entities = self.office_entities(office)
        if not entities and " " in m["office"]:
            office = m["office"].split()[-1]
            entities = self.office_entities(office)
        bare = office in ("구청장", "시장", "군수", "도지사", "지사", "청장")
        if office == "청장" and not (opened and before and text[:at].rstrip().endswith(("구", "구청"))):
            return
        if not bare and not entities:
            return
        loose = not bracketed or (bare and before is None)
        if not is_name(m["name"]) or (loose and is_noun(m["name"])):
            return
        # (시장 성장률 5%): a market in brackets; 나주시(시장 홍길동) is none.
        if bare and (not bracketed or (office == "시장" and before is None and ":" not in m["between"])):
            confidence = 0.6
        elif bare:
            confidence = 0.96 if opened else 0.9
        else:
            confidence = 0.96 if bracketed else 0.9
        status = "acting" if m["acting"] else "elected"
        candidate = self._candidate(
            m, "name", office, status, "pattern:head.title_name", confidence, m.span("office"), entities
        )
        # 구로구청장 이성은: a two-syllable name and its particle, where the table knows the name.
        if (
            len(m["name"]) == 3
            and m["name"][2] in "은는이가을를의과와도"
            and m["name"][:2] in self.gazetteer.heads
        ):
            candidate.end -= 1
        yield candidate

    def _name_role(self, text: str, m: re.Match[str], ends: dict[int, NameHit]) -> Iterator[Candidate]:
        if not is_name(m["name"]):
            return
        parts = m["office"].split()
        office = "".join(parts)
        entities = self.office_entities(office)
        if not entities and len(parts) > 1:
            office = parts[-1]
            entities = self.office_entities(office)
        bare = office in ("구청장", "시장", "군수", "도지사", "지사")
        if bare and (len(parts) > 1 or m["open"]):
            return
        if not bare and not entities:
            return
        status = "acting" if m["acting"] and "대행" in m["acting"] else "elected"
        confidence = 0.95
        if bare:
            opened = bool(_BARE_OPEN.search(text, max(0, m.start() - 4), m.start()))
            said = _PERSONAL.match(text, m.end())
            # 양동 시장을 비롯한: a market of two syllables.
            market = said is not None and said[0].endswith("비롯") and len(m["name"]) == 2
            personal = said is not None and not market and not is_noun(m["name"])
            # A market has no acting head, and was never one before.
            sure = opened or personal or bool(m["acting"]) or (bool(m["former"]) and not is_noun(m["name"]))
            before = ends.get(m.start() - 1)
            if before is not None and not is_noun(m["name"]):
                sure = sure or of_government(text[before.end - 1], m["name"], office, text, m.end())
            confidence = 0.92 if sure else 0.6
        yield self._candidate(
            m, "name", office, status, "pattern:head.name_title", confidence, m.span("office"), entities
        )

    def _candidate(
        self,
        m: re.Match[str],
        group: str,
        office: str,
        status: str,
        source: str,
        confidence: float,
        title: tuple[int, int],
        entities: Sequence[str] | None = None,
    ) -> Candidate:
        ids = self.office_entities(office) if entities is None else entities
        data: dict[str, object] = {
            "office": office, "status": status, "entities": list(ids), "title": list(title)
        }  # fmt: skip
        return Candidate(*m.span(group), "HEAD", source, confidence, data)

    @staticmethod
    def _repeats(text: str, found: dict[tuple[int, int], Candidate]) -> Iterator[Candidate]:
        """Bare later (or earlier) mentions of names that a title made certain."""
        for name in {text[start:end] for start, end in found}:
            best = max(
                (c for (s, e), c in found.items() if text[s:e] == name),
                key=lambda c: (len(str(c.data["office"])), c.confidence),
            )
            compact = name.replace(" ", "")
            if len(compact) < 3:
                continue
            for start, end in standing_alone(text, name):
                other = OTHER_TITLE.match(text, end) or OTHER_BEFORE.search(text, max(0, start - 12), start)
                if (start, end) in found or other:
                    continue
                data = {**best.data, "title": [], "repeat": True}
                yield Candidate(start, end, "HEAD", "pattern:head.repeat", 0.9, data)


@Language.factory("localgov_heads")
def make(nlp: Language, name: str) -> HeadFinder:  # noqa: ARG001
    """Build the component for a pipeline."""
    g = gazetteer_of(nlp)
    return HeadFinder(g)
