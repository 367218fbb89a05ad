"""The cues of the press-release form by which a text tells whose release it is.

Every cue gives points to the group of governments that the name at hand can mean;
`kr_localgov_nlp.entities.home` adds them up and decides.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kr_localgov_nlp.gazetteer import Gazetteer, Government

# Points; set by reading releases of eight cities and counties of 전남 and ministries' releases that name
# governments.
LEAD_HEAD, LATER_HEAD = 3.5, 1.0
TITLE_COMMA, TITLE_WORD = 2.5, 1.5
FIRST_SUBJECT, LATER_SUBJECT, REPORTED = 2.0, 0.5, 1.0
OWNS_FIRST_SUBJECT, BESIDE_SUBJECT = 1.5, 1.0
TOWN, ONLY_ONE, BODY = 1.5, 1.0, 2.0
CREDIT, DATELINE, OFFICIAL = 2.0, 1.5, 1.0
HEAD_QUOTED, HEAD_NAMED, BARE_TITLE = 1.5, 0.5, 1.5
BARE_KIND, OFTEN = 0.5, 0.2
MINISTRY_LEAD, MINISTRY_BULLETS, OTHER_BODY_LEAD = -4.0, -1.5, -2.0

_ROLE = r"(?:특별시장|광역시장|구청장|시장|군수|도지사|지사|청장)"
# (구청장 문헌일), (청장 임택), (유동균 마포구청장), (시장 권한대행 서정협)
_HEAD_BRACKET = re.compile(
    rf"\s?[(（\[]\s?(?:{_ROLE}(?:\s?(?:권한|직무)\s?대행)?\s?:?\s?[가-힣]{{2,4}}|[가-힣]{{2,4}}\s[가-힣]{{0,8}}{_ROLE})[^()（）\n]{{0,20}}[)）\]]"
)
_SUBJECT = re.compile(r"\s?(?:은|는|이|가)(?=[\s,‘'“\"「]|$)")
_JOINED = re.compile(r"\s?(?:와|과|및|·|ㆍ|‧|•|,|-|–|/)\s?")
_TITLE_COMMA = re.compile(r"\s?(?:,|，|…|‧|\.{2,}|-\s)")
_TITLE_SKIP = re.compile(r"(?:새글|\[[^\]\n]{1,12}\]|<[^>\n]{1,12}>|[^가-힣A-Za-z0-9\n])*")
_LINE_HEAD = re.compile(r"(?:^|\n|다\.|[□ㅇ○◦▷▶▲△\-*])[^가-힣A-Za-z0-9\n]{0,6}$")
_CREDIT_BEFORE = re.compile(r"(?:사진|자료)?\s?(?:제공|출처)\s?[-=:–/]\s?$|사진\s?[-=:–/]\s?$")
_CREDIT_AFTER = re.compile(r"\s?제공\s?[)\]>]|\s?제공\s*(?=\n|$)")
_OFFICIAL = re.compile(r"\s?(?:청)?\s(?:[가-힣]{2,12}\s)?(?:관계자|담당자)[는가은]?")
_EQUALS = re.compile(r"\s?=")
_QUOTED = re.compile(r"[^\n“\"]{0,24}[은는이가도](?:\s[^\n“\".]{0,24})?[“\"]")
_DATELINE_BEFORE = re.compile(r"[\[(（【]\s?$")
_REPORT = re.compile(r"(?:밝혔|전했|발표했|알렸|설명했)다")
_SENTENCE_END = re.compile(r"다\.|\n")
_OWNED = re.compile(
    r"\s(?:[가-힣0-9]{1,14}\s){0,2}[가-힣0-9·]{2,20}(?:\([^()\n]{2,30}\))?(?:은|는|이|가|에서)(?=\s)"
)
# 강진군 마량면, 담양군 창평면(면장 …), 나주시 이창동은
_TOWN = re.compile(r"\s[가-힣]{1,5}(?:읍|면|\d?동)(?=[(,\s‘“]|[은는이가](?=\s))")
# 광양시자원봉사센터, 곡성군미래교육재단: the government's name is glued to a body that it runs.
_BODY = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{1,4}[시군구])(?!교육)(?=[가-힣]{0,10}(?:재단|센터|도서관|보건소|사업소|장학회|공사|공단|복지관|박물관|"
    r"미술관|수련관|기술원|주민자치회|협의체|합창단|체육회)(?:[^가-힣]|은|는|이|가))"
)
_OTHER_BEFORE = re.compile(r"(?:와|과|및|·|,)\s?$")
_BARE = re.compile(
    r"(?P<kind>[시군구도])(?<![가-힣].)(?:(?<![A-Za-z0-9].)(?:은|는|이|가|에서|청\s|는\s|\s관계자|\s담당자|\s자체)(?=\s|[가-힣]|$)"
    r"|(?:(?<=구)청장|(?<=군)수|(?<=시)장)(?:은|는)\s?[“\"])"
)
_MINISTRY_HEAD = re.compile(
    r"(?:[가-힣]{1,12}(?:부|처|위원회|청|원|실))\s?[(（]\s?(?:장관|처장|위원장|청장|원장|실장|국무총리|차관)(?=[\s:직가-힣])"
)
_MINISTRY_SUBJECT = re.compile(
    r"(?:^|\n)[\s□ㅇ○◦▷▶\-*]{0,6}(?:정부|국무총리|[가-힣]{2,4}\s(?:국무총리|대통령|부총리)|[가-힣]{2,11}(?<!간)(?<!학)부|[가-힣]{2,8}처|"
    r"(?:[가-힣]{2,10})?위원회|(?:경찰|소방|관세|국세|조달|통계|병무|기상|산림|특허|해양경찰|농촌진흥|질병관리|문화재|국가유산|방위사업|새만금개발|재외동포)청)"
    r"(?:\s?[(（][^()（）\n]{2,40}[)）])?(?:은|는|이|가|와|과|,)(?=\s)"
)
_STATE_BODY = re.compile(
    r"(?:부|처|청)\s(?:소속\s)?국립[가-힣]|중앙재난안전대책본부|중앙사고수습본부|모두발언|정부서울청사|정부세종청사"
)
_MINISTRY_NAMED = re.compile(
    r"(?<![가-힣])[가-힣]{2,8}부(?:\s[가-힣]{2,4})?\s?(?:장관|차관)(?:은|는|이|가)\s"
)
_BULLET = re.compile(r"(?m)^\s{0,4}[□ㅇ○◦❍](?=\s|[가-힣(「‘“<])")
_OTHER_BODY = re.compile(
    r"(?:교육청|교육지원청|경찰서|경찰청|소방서|세무서|보훈청|보훈지청|노동청|시의회|군의회|구의회|도의회|광역시의회)"
    r"(?:\s?[(（][^()（）\n]{2,30}[)）])?(?:은|는|이|가)(?=\s)"
)
_EDUCATION = re.compile(r"(?<![가-힣])(?:시|도)?교육청(?:은|이|,)\s|교육감(?:은|이)\s")


class Mention(NamedTuple):
    """A name of a government in the text: character offsets and the entity ids it can mean on that day."""

    start: int
    end: int
    entities: Sequence[str]


class HeadEvidence(NamedTuple):
    """A head's name in the text: character offsets, the name, and the entity ids it points to."""

    start: int
    end: int
    name: str
    entities: Sequence[str]


@dataclass(slots=True)
class Group:
    """All mentions that can mean the same set of governments."""

    entities: tuple[str, ...]
    points: float = 0.0
    cues: dict[str, float] = field(default_factory=dict)
    joint: set[int] = field(default_factory=set)
    formal: bool = False

    def add(self, cue: str, points: float, limit: float = 99.0) -> None:
        """Give points for a cue, up to a limit for that cue."""
        given = min(points, limit - self.cues.get(cue, 0.0))
        if given > 0:
            self.cues[cue] = self.cues.get(cue, 0.0) + given
            self.points += given


def named(name: str, day: str | None, gazetteer: Gazetteer) -> list[str]:
    """Entity ids of the governments that bear a name on a day, or ever where no day is known."""
    table = gazetteer.governments
    if day is None:
        return sorted({row.entity_id for row in table.at(name)})
    found = table.find(name, day)
    current = {f.record.entity_id for f in found if f.flag == ""}
    return sorted(current or {f.record.entity_id for f in found})


class Frame:
    """Where title, first sentence and lead of a text lie, and whether another body speaks in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        begin = len(text) - len(text.lstrip())
        stop = text.find("\n", begin)
        stop = len(text) if stop < 0 else stop
        title = stop - begin <= 120 and "다." not in text[max(begin, stop - 4) : stop] and stop < len(text)
        self.title_start = _TITLE_SKIP.match(text, begin).end() if title else -1  # type: ignore[union-attr]
        self.title_end = stop if title else begin
        end = text.find("다.", self.title_end)
        self.first_end = min(len(text), self.title_end + 900) if end < 0 else end + 2
        second = text.find("다.", self.first_end)
        second = len(text) if second < 0 else second + 2
        self.lead_end = min(second, self.first_end + 500)

    def penalty(self) -> float:
        """Points that speak against any local issuer."""
        first = self.text[: self.first_end]
        points = 0.0
        body = first[self.title_end :]
        if any(p.search(body) for p in (_MINISTRY_HEAD, _MINISTRY_SUBJECT, _MINISTRY_NAMED, _STATE_BODY)):
            points += MINISTRY_LEAD
        elif _OTHER_BODY.search(body) or ("교육" in self.text and _EDUCATION.search(self.text)):
            points += OTHER_BODY_LEAD
        if len(_BULLET.findall(self.text)) >= 3:
            points += MINISTRY_BULLETS
        return points


def chains(text: str, spots: Sequence[Mention], frame: Frame) -> dict[int, tuple[int, int]]:
    """Find the mentions that open the title or are the lead's subject, alone or joined (광명시와 시흥시는).

    Returns
    -------
    dict
        Index of a mention → the index of the first mention joined with it, and how many are joined.
    """
    members: dict[int, tuple[int, int]] = {}
    run: list[int] = []
    bracketed = 0
    for index, m in enumerate(spots):
        if m.start > frame.lead_end:
            break
        bracket = _HEAD_BRACKET.match(text, m.end)
        after = bracket.end() if bracket else m.end
        bracketed += bracket is not None
        run.append(index)
        joined = _JOINED.match(text, after)
        if joined and index + 1 < len(spots) and spots[index + 1].start == joined.end():
            continue
        first = spots[run[0]]
        opens = first.start == frame.title_start
        subject = _SUBJECT.match(text, after) is not None
        ends = _TITLE_COMMA.match(text, after) is not None
        listed = len(run) > 1 and bracketed == len(run)
        early = first.start < frame.first_end or bracketed == len(run)
        if (
            listed
            or (opens and (ends or subject))
            or (subject and early and _starts_clause(text, first.start))
        ):
            members.update((index, (run[0], len(run))) for index in run)
        run, bracketed = [], 0
    return members


def _starts_clause(text: str, start: int) -> bool:
    return bool(_LINE_HEAD.search(text, max(0, start - 10), start)) or start == 0


def cues_at(text: str, m: Mention, frame: Frame, group: Group, run: tuple[int, int] | None) -> None:
    """Points for one mention by what stands around it."""
    bracket = _HEAD_BRACKET.match(text, m.end)
    after = bracket.end() if bracket else m.end
    starts = _starts_clause(text, m.start)
    subject = _SUBJECT.match(text, after)
    leads = run is not None
    if run is not None and run[1] > 1:
        group.joint.add(run[0])
    if bracket and m.start < frame.lead_end:
        other = _OTHER_BEFORE.search(text, max(0, m.start - 6), m.start)
        full = leads or (subject and not other)
        group.add("head named in the lead", LEAD_HEAD if full else BESIDE_SUBJECT, LEAD_HEAD)
    elif bracket:
        group.add("head named in brackets", LATER_HEAD, LATER_HEAD * 2)
    if m.start == frame.title_start:
        comma = _TITLE_COMMA.match(text, m.end)
        group.add("opens the title", TITLE_COMMA if comma or leads else TITLE_WORD, TITLE_COMMA)
    elif leads and m.start < frame.title_end:
        group.add("opens the title", TITLE_COMMA, TITLE_COMMA)
    elif leads:
        group.add("subject of the first sentence", FIRST_SUBJECT, FIRST_SUBJECT)
    elif starts and subject:
        group.add("subject of a sentence", LATER_SUBJECT, LATER_SUBJECT * 4)
    elif starts and m.start < frame.first_end and _OWNED.match(text, m.end):
        group.add("the first subject is a body of it", OWNS_FIRST_SUBJECT, OWNS_FIRST_SUBJECT)
    if m.start < frame.lead_end and _TOWN.match(text, m.end):
        group.add("a town of it acts", TOWN, TOWN)
    if subject and (starts or leads):
        end = _SENTENCE_END.search(text, after + 1, after + 400)
        if _REPORT.search(text, after, end.start() + 1 if end else after + 400):
            group.add("says so (밝혔다)", REPORTED, REPORTED * 2)
    _small_cues(text, m, group)


def _small_cues(text: str, m: Mention, group: Group) -> None:
    left = max(0, m.start - 12)
    if _CREDIT_AFTER.match(text, m.end) or _CREDIT_BEFORE.search(text, left, m.start):
        group.add("picture credit", CREDIT, CREDIT)
    elif m.start < 600 and _DATELINE_BEFORE.search(text, left, m.start) and _EQUALS.match(text, m.end):
        group.add("dateline", DATELINE, DATELINE)
    elif _OFFICIAL.match(text, m.end):
        group.add("its official speaks", OFFICIAL, OFFICIAL)


def often(text: str, groups: dict[tuple[str, ...], Group], spots: Iterable[Mention]) -> None:
    """Give points for a name that comes again, also inside longer names (광양시보건소)."""
    surfaces: dict[tuple[str, ...], set[str]] = {}
    for m in spots:
        surfaces.setdefault(tuple(sorted(m.entities)), set()).add(
            text[m.start : m.end].rsplit(maxsplit=1)[-1]
        )
    for key, names in surfaces.items():
        # Of 나주 and 나주시 only the shorter is counted: it stands inside the longer.
        count = max(text.count(name) for name in names if len(name) > 1)
        groups[key].add("named often", OFTEN * (count - 1), 1.0)
        groups[key].formal = any(name[-1] in "시군구청" for name in names)


def bodies(
    text: str,
    frame: Frame,
    groups: dict[tuple[str, ...], Group],
    gazetteer: Gazetteer,
    day: str | None,
) -> None:
    """Give points to a government whose own centre, foundation or library opens the text."""
    for m in _BODY.finditer(text, 0, frame.first_end):
        if m.start() != frame.title_start and not _starts_clause(text, m.start()):
            continue
        key = tuple(named(m["name"], day, gazetteer))
        if key:
            group = groups.setdefault(key, Group(key))
            group.formal = True
            group.add("a body of it opens the text", BODY, BODY * 2)


# 박준배 시장은: only one's own mayor is called by a title without a place.
_BARE_TITLE = re.compile(r"[^\S\n](?:구청장|시장|군수|도지사)(?=[^가-힣]|$|[은는이도의과와])")


def only_one(groups: dict[tuple[str, ...], Group], rows: dict[str, Government | None]) -> None:
    """Give a point to the only city, county or district in a text that says its name more than once."""
    lower = [g for key, g in groups.items() if all((row := rows.get(e)) and row.parent_code for e in key)]
    if len(lower) == 1 and lower[0].formal and lower[0].cues.get("named often", 0.0) >= OFTEN * 2:
        lower[0].add("the only one named", ONLY_ONE, ONLY_ONE)


def heads_named(text: str, heads: Iterable[HeadEvidence], groups: dict[tuple[str, ...], Group]) -> None:
    """Give points for heads who are quoted or named, also where the text does not name their government."""
    for head in heads:
        if not head.entities:
            continue
        key = tuple(sorted(head.entities))
        quoted = _QUOTED.match(text, head.end)
        bare = _BARE_TITLE.match(text, head.end)
        hit = [g for k, g in groups.items() if set(k) & set(key)] or [groups.setdefault(key, Group(key))]
        for group in hit:
            if quoted:
                group.add("its head is quoted", HEAD_QUOTED, HEAD_QUOTED)
            group.add("its head is named", HEAD_NAMED, HEAD_NAMED * 2)
            if bare and len(key) == 1:
                group.add("its head bears a bare title", BARE_TITLE, BARE_TITLE)


def bare_kind(text: str, groups: dict[tuple[str, ...], Group], rows: dict[str, Government | None]) -> None:
    """Points for bare 구는, 시 관계자, 군수는: they fit one kind of government."""
    kinds: Counter[str] = Counter()
    for m in _BARE.finditer(text):
        kinds[m["kind"]] += 1
    if not kinds:
        return
    for key, group in groups.items():
        if group.points < 1.0:
            continue
        fits = {row.own[-1:] for e in key if (row := rows.get(e)) is not None}
        count = sum(n for kind, n in kinds.items() if kind in fits)
        if count:
            group.add("bare 구는, 시는, 군은", BARE_KIND * count, 1.5)
