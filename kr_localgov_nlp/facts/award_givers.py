"""Who gives an award: the ministry or body before 주관, 연, 발표한, or that the next sentence says runs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import sentence_bounds
from kr_localgov_nlp.facts.award_alike import bare
from kr_localgov_nlp.facts.award_parts import Mention, giver_of, is_province_of, organiser_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kr_localgov_nlp.facts.award_alike import Award
    from kr_localgov_nlp.facts.award_scene import Scene

MANY_BODIES = 400
_BODIES = ("MINISTRY", "DISTRICT", "ORG")
# 행정안전부의 ‘2020년 재난관리평가’, 환경부 ‘수질 평가’, 농식품부 선정
_DIRECT = re.compile(
    r"[’”'\"」)]?(?:의|[가-힣]{0,2}\s(?:주관|주최|선정|공모|시행))?\s?(?:[’‘'`]?\d{2,4}(?:년도?|회계연도|학년도)?\s?|제\s?\d+회\s?|"
    r"올해\s|이번\s|지난해\s|민선\s\d기\s)*[‘“'\"「『<]?(?:[’‘'`]?\d{2,4}(?:년도?|회계연도)?\s|제\s?\d+회\s)*$"
)
# …가 21일 세종에서 연 ‘2026 …’, …과 …이 공동으로 여는 제14회 …
_CLAUSE = re.compile(r"[’”'\"」]?(?:[)）])?(?:[이가와과]|에서|께서)\s")
_VERB = re.compile(
    r"(?:연|여는|낸|내는|뽑은|뽑는|준|주는|벌인|매긴|매기는|견준|펼친|내놓은|치른|마련한|살핀|가린|꾸린|차린|만든|"
    r"[가-힣]{1,5}(?:한|하는|된|되는|인))(?:\s|(?=[‘“「『<]))(?:[가-힣]{2,7}\s){0,2}"
    r"(?:[’‘'`]?\d{2,4}(?:년도?|회계연도|학년도)?\s?|제\s?\d+회\s?|이번\s|올해\s|민선\s\d기\s)*[‘“'\"「『<]?"
    r"(?:[’‘'`]?\d{2,4}(?:년도?)?\s|제\s?\d+회\s)*(?:[가-힣A-Z]{1,8}\s){0,2}$"
)
# …가 주최하는 이 평가는, …가 전국 시군구를 대상으로 한 이번 평가에서, …이 해마다 주는 상으로
_TELLS = re.compile(
    r"(?:이|이번|해당|올해)\s(?:[가-힣]{2,8}\s)?(?:평가|대회|상|경진대회|공모전?|조사|심사|시상|측정|지수|대상)(?=[은는의에]|이?다|에서)|"
    r"(?:[상평가대회조사지수제도측정])(?:으로|로|이다|다)[.,]|(?:주는|매기는|뽑는|여는|하는|시상하는|선정하는|수여하는)\s상(?:이|으로)"
)
# 이번 평가는 농림축산식품부가 주관했다, 가람대상은 산림청이 해마다 여는
_TOPIC = re.compile(
    r"(?:이|이번|해당|올해)\s(?:[가-힣]{2,8}\s)?(?:평가|대회|상|경진대회|공모전?|조사|심사|시상|측정|대상)[은는]\s"
)
_FROM = re.compile(r"[’”'\"」)]?으?로부터\s")
_AS_TOPIC = re.compile(r"[’”'\"」]?[은는]\s")
_RUNS_IT = re.compile(
    r"[이가]\s(?:[가-힣\d]{1,6}\s){0,3}?(?:주관|주최|시행|실시|시상|개최|수여|선정|평가)(?:[하한했]|해\s|하여)"
)
_PROVINCE = re.compile(
    r"(?:서울(?:특별)?시|세종(?:특별자치)?시|(?:부산|대구|인천|광주|대전|울산)(?:광역)?시|경기도|강원(?:특별자치)?도|"
    r"충청[남북]도|전라[남북]도|경상[남북]도|전북특별자치도|전[남북]도|경[남북]도|충[남북]도|제주(?:특별자치)?도)"
    r"(?:교육청)?(?=\s)"
)


_STATE = re.compile(r"대통령|국무총리")
_BARE_OFFICE = re.compile(r"(?:장관|청장|처장|차관)\s?(?:상|표창)장?$")
_GIVER_AFTER = re.compile(r"[’”'\"]?\s?[(（]\s?$")


def giver_of_award(scene: Scene, award: Award, home: str) -> Mention | None:
    """Give the ministry, government or body that gives an award.

    Parameters
    ----------
    scene
        The text with its mentions.
    award
        One of its awards.
    home
        The issuing government's code, which gives no award to itself in a clause such as 나주시가 받은.

    Returns
    -------
    Mention or None
        A ministry before a body, a body before a government; of equals the first.

    Examples
    --------
    >>> from kr_localgov_nlp.facts.award_scene import Scene
    >>> text = "시는 행정안전부가 연 ‘재난관리평가’에서 우수상을 받았다."
    >>> marks = [Mention(3, 8, "MINISTRY"), Mention(13, 19, "AWARD"), Mention(23, 26, "PRIZE")]
    >>> scene = Scene(text, marks)
    >>> got = giver_of_award(scene, scene.awards[0], "")
    >>> text[got.start:got.end]
    '행정안전부'
    """
    for m in sorted(award.mentions[:12], key=lambda m: m.start < scene.body):
        found = _before(scene, m, home)
        if found:
            return found
    for m in award.mentions[:6]:
        found = _of_topic(scene, m) or _next_sentence(scene, m, home)
        if found:
            return found
    return _in_name(scene, award) or _organiser(scene, award)


def _organiser(scene: Scene, award: Award) -> Mention | None:
    """Give the organiser that the table of awards names, where the text names that body, too."""
    name = bare(award.organiser)
    for m in scene.mentions[:MANY_BODIES]:
        if m.label in ("MINISTRY", "ORG"):
            own = bare(scene.text[m.start : m.end])
            if own == name or (len(own) > 2 and name and _abbreviates(own, name)):
                return m
    return None


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a body's name is short for another: 권익위 for 국민권익위원회, 행안부 for 행정안전부."""
    rest = iter(long)
    return len(short) < len(long) and all(c in rest for c in short)


def _before(scene: Scene, m: Mention, home: str) -> Mention | None:
    text = scene.text
    left, _ = sentence_bounds(text, m.start, m.end)
    bodies = [b for b in scene.within(left, m.start) if b.label in _BODIES]
    if not bodies:
        return None
    prizes = [p.end for p in scene.within(left, m.start) if p.label in ("PRIZE", "AWARD")]
    floor = max(prizes, default=left)
    bodies = [b for b in bodies if b.start >= floor and text[b.start - 1 : b.start] not in ("(", "（")]
    organiser = organiser_of(text, bodies, floor, m.start)
    told: list[Mention] = []
    for b in bodies:
        lead = text[b.end : m.start]
        # 서산시의 종합청렴도: a government's is what it received
        owned = b.label == "DISTRICT" and lead.startswith("의") and not is_province_of(b.code, home)
        direct = _DIRECT.fullmatch(lead) is not None and not owned
        if not direct and text[b.end] in "이가":
            # 금정구가 부산시와 치매센터가 연 …: the last subject is the one of 연
            direct = not any(o.start > b.end and text[o.end] in "이가" for o in bodies) and bool(
                _VERB.search(lead)
            )
        elif not direct:
            made = len(lead) < 90 and _CLAUSE.match(lead) is not None and _VERB.search(lead) is not None
            direct = made or _FROM.match(lead) is not None
        if direct and not _is_home(b, home):
            told.append(b)
    if organiser and not any(b.label == "MINISTRY" for b in told):
        return organiser
    if not told:
        return organiser
    return min(told, key=lambda b: (b.label != "MINISTRY", b.start))


def _is_home(body: Mention, home: str) -> bool:
    """Tell whether a body is the one honoured, not the giver: the issuer itself."""
    return body.label == "DISTRICT" and bool(home) and body.code == home


def _next_sentence(scene: Scene, m: Mention, home: str) -> Mention | None:
    """Give the body of a sentence that explains the award: 보건복지부가 주최하는 이 평가는."""
    text = scene.text
    _, right = sentence_bounds(text, m.start, m.end)
    for _ in range(2):
        while right < len(text) and text[right].isspace():
            right += 1
        if right >= len(text):
            return None
        start, (_, right) = right, sentence_bounds(text, right, right + 1)
        topic = _TOPIC.match(text, start, right)
        given = _given_by(scene, topic.end(), right) if topic else None
        if given:
            return given
        bodies = [b for b in scene.within(start, right) if b.label in _BODIES]
        for b in bodies[:3]:
            if b.code and b.code == home:
                continue
            if re.match(r"[’”'\"]?(?:[이가은는의와과]|에서)\s", text[b.end : b.end + 6]) and _TELLS.search(
                text, b.end, right
            ):
                return b
    return None


def _of_topic(scene: Scene, m: Mention) -> Mention | None:
    """Give the body of a sentence whose topic is the award's name: 가람대상은 산림청이 주최하고."""
    text = scene.text
    end = _AS_TOPIC.match(text, m.end)
    return _given_by(scene, end.end(), sentence_bounds(text, m.start, m.end)[1]) if end else None


def _given_by(scene: Scene, at: int, right: int) -> Mention | None:
    """Give the body that a sentence says to run its topic: …은 산림청이 (매년) 주관한다."""
    bodies = [b for b in scene.within(at, right) if b.label in _BODIES]
    return next((b for b in bodies[:2] if _RUNS_IT.match(scene.text, b.end, right)), None)


def _in_name(scene: Scene, award: Award) -> Mention | None:
    """Give the government a name begins with: 부산광역시 치매관리사업 성과대회."""
    m = max(award.mentions[:12], key=lambda m: m.end - m.start)
    found = _PROVINCE.match(scene.text, m.start, m.end)
    return Mention(m.start, found.end(), "DISTRICT") if found else None


def giver_of_prize(scene: Scene, group: Sequence[Mention], award: Award | None, left: int) -> str | None:
    """Give the body whose prize it is: named in it, in brackets behind it, or the award's.

    Parameters
    ----------
    scene
        The text with its mentions.
    group
        The prize, with the giver's prize that is the same honour.
    award
        Its award.
    left
        Where its sentence begins.
    """
    text = scene.text
    for prize in group:
        giver = giver_of(text[prize.start : prize.end])
        if giver:
            return giver
    if any(_STATE.search(text[p.start : p.end]) for p in group):
        return None
    last = group[-1].end
    for m in scene.within(last, last + 24):
        if (
            m.label in ("MINISTRY", "ORG")
            and _GIVER_AFTER.fullmatch(text[last : m.start])
            and text[m.end : m.end + 1] in (")", "）", ",")
        ):
            return text[m.start : m.end]
    office = any(_BARE_OFFICE.search(text[p.start : p.end]) for p in group)
    if award and award.giver and (not office or award.giver.label == "MINISTRY"):
        return text[award.giver.start : award.giver.end]
    if office:
        ministries = [m for m in scene.within(left, group[0].start) if m.label == "MINISTRY"]
        if ministries:
            return text[ministries[-1].start : ministries[-1].end]
    return None
