"""A second look at the names once the recogniser has spoken: joined, cut, told again, held, or only where something happens.

A name found alone is judged by its morphemes. What stands beside it often says more: ``다도면`` and ``생활개선회`` are one
body, ``농업회사법인`` is no part of a firm's name, a body found in one sentence is a body in the next, and a university
where a forum is held is a place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.between import between_bodies, each_of
from kr_localgov_nlp.entities.brackets import in_brackets
from kr_localgov_nlp.entities.candidates import Candidate, file_lines
from kr_localgov_nlp.entities.furniture import refuse_furniture
from kr_localgov_nlp.entities.merge import floor, refuse
from kr_localgov_nlp.entities.rows import in_rows
from kr_localgov_nlp.entities.sites import acts, is_site
from kr_localgov_nlp.gazetteer.particles import particle_after, starts_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SOURCE = "pattern:org.beside"
SURE = 0.75
#: What users put into a table of their own stays as it is.
USERS = "table:extra"
#: What the recogniser refuses though a table or a mark names it, where nothing else stands: how often it is right, counted
#: over labelled releases of issuers that the weights had not seen. What is right more often than not is worth finding.
KEPT = {
    "known:org": 0.66,
    "known:program": 0.65,
    "known:place": 0.55,
    "known:event": 0.54,
    "pattern:org.alias": 0.8,
    "pattern:event.kind": 0.66,
    "pattern:event.quoted": 0.53,
    "pattern:place.town": 0.55,
}
# How long and how sure a body's name must be to be looked for elsewhere, and how sure it is there; `again` looks for others.
_LONG, _AGAIN = 3, 0.66

# What a town has of its own, not those who lead it or belong to it (부녀회장, 주민자치회원).
_OF_TOWN = re.compile(
    r" [가-힣]{0,8}(?:행정복지센터|지사협|지사체|생활개선회|부녀회|풍물단|풍물패|농악단|협의체|자치회|이장단|청년회|체육회"
    r"|방위협의회)(?![장원])"
)
# Bodies of other countries that no table of ministries knows.
_ABROAD = re.compile(
    r" (?:경쟁당국|교통국|조국전선|주정부|중앙정부|국가안보실|국립대학?|농업대학|주립대학|[가-힣]{0,4}사령부)(?![가-힣]{2})"
)
# A part that is named only with its body; who leads it is a person, and a department is no name.
_PART = re.compile(
    r"[^\S\n](?:학생회|총동문회|[군시구]지회|산학협력단|사무국|본부대대|[가-힣]{2}본부(?=[^\S\n]['‘])|[가-힣]{1,6}(?:대대|지부)"
    r"|[가-힣]{2,8}(?:분교|연구소))(?![장원])"
)
# 한빛(HB)전자: the Latin name stands inside the Korean one.
_AROUND = re.compile(r"\([A-Za-z]{2,5}\)(?P<rest>(?!센터|번호|대표|협정|인증)[가-힣]{2,6})")
# 4-H연합회, 대·중소기업재단, 전국 가람노조협의회: what a name begins with that was left out.
_BEFORE = re.compile(
    r"(?<![가-힣])(?:[가-힣]{0,6}4-(?=H)|대·(?=중소)|수·(?=위탁)|성·(?=재생산)|난대·(?=아열대)|민·(?=관)|산·(?=학)|노·(?=사)"
    r"|범정부 (?=[가-힣]{2,}본부)|전국 (?=[가-힣]{2,}협의회)|주한 (?=[가-힣 ]{2,}대사[관단]))"
)
_BEGIN = ("-", "·", " ")
_LONGEST = 8
# What kind of company or foundation it is stands outside its name.
_LEGAL = re.compile(
    r"(?:농업회사법인|어업회사법인|영농조합법인|영어조합법인|재단법인|사단법인|주식회사|유한회사|사회복지법인|의료법인|학교법인)"
    r"\s?(?=[가-힣A-Za-z])(?![은는이가을를의과와])"
)
_LEGAL_END = ("주식회사", "유한회사")
# 이번 정책협의회 is the meeting just told.
_MEETING = re.compile(r"(?:정책|안보|실무|분과)?(?:협의회|공동위|공동위원회|소위원회)")
_THIS = ("이번 ", "금번 ", "양국 ", "국 간 ")
# 한-가나 정책협의회: what two countries hold; a 공동위원회 is a body.
_TALKS = re.compile(r"한\s?[-·ㆍ‧–]\s?\S+ (?:\S+ )?\S*(?:협의회|대화)")
# 가람대상 시상 및 협약식: the award is what the ceremony's name begins with.
_HANDED_OUT = re.compile(r"[’”'\"」』]?\s?(?:시상|수여|전수)")
# 김하나님, 김하나 주호주(대) 참사관: the polite word and the post abroad are no part of the name
_HONOURED = re.compile(r"(?P<name>[가-힣]{3})님|(?P<envoy>[가-힣]{3})\s주[가-힣]{2,9}")
# 지난해에도 물빛사업: when is no part of a name, nor is the mark of a new item of a site: 새글 나주시 보건소
_WHEN = re.compile(r"새글\s(?=[가-힣])|(?:올해|지난해|작년|내년)(?:에는|에도|에|는|도)?\s(?=[가-힣])")
_NAMES = ("PROGRAM", "EVENT", "AWARD", "ORG")
# 나루평가(이하 평가): what it is called from here on
_CALLED = re.compile(r"(?<=[가-힣)])\s?[(（]\s?이하\s?[^()（）]*[)）]?$")
# 나루협회(NRA)| 연차총회: a name that begins inside a bracket begins with the word before it
_FROM_INSIDE = re.compile(r"[^()\n]{1,30}\)")
_WORD_OUTSIDE = re.compile(r"(?P<word>[^\s‘’“”'\"「」『』<>()\[\],:]*[가-힣]{2})\((?:이하\s?[‘']?)?$")
# 1등급은 없으며: a grade that nobody has
_NOBODY_HAS = re.compile(r"[은이]\s(?:한\s곳도\s)?없")
# 가람협회| 이사장 표창: whose head gives it
_HEADS_PRIZE = re.compile(
    r"(?:이사장|사장|회장|원장|총장|관장|대표이사|총재|본부장|시장|군수|도지사|장관|[청처실단소]장|위원장|조합장|의장|교육감|교육장)(?:상|\s?표창)"
)
_BODIES = ("ORG", "MINISTRY", "DISTRICT", "PLACE")
# A title in marks that only begins with the body.
_OPENS, _CLOSES = ("「", "『", "《", "<", "‘", "“"), ("」", "』", "》", ">", "’", "”")


def second_look(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Give the names that follow from those found.

    Parameters
    ----------
    text
        The text.
    found
        All candidates of the text, judged. The confidence of some is changed: a body where something only happens and a
        name cut too long no longer stand, what was refused may stand after all.

    Returns
    -------
    list of Candidate
        What to add.

    Examples
    --------
    >>> text = "나주시 다도면 생활개선회가 4-H본부와 만났다."
    >>> town = Candidate(4, 7, "PLACE", "towns:home", 0.9)
    >>> body = Candidate(17, 20, "ORG", "model:entities", 0.8)
    >>> [text[c.start : c.end] for c in second_look(text, [town, body])]
    ['다도면 생활개선회', '4-H본부']
    """
    outside = refuse_furniture(text, found)
    out = [*_cut(text, found), *in_rows(text, found), *_villages(text, found)]
    refused = []
    _leave_to_awards(text, found)
    for one in found:
        if one.confidence < floor(one.label):
            if one.source in KEPT:
                refused.append(one)
        elif one.source == USERS:
            continue
        elif one.label == "ORG":
            if is_site(text, one):
                out.append(_turned(one, "PLACE"))
            elif _TALKS.fullmatch(text, one.start, one.end):
                out.append(_turned(one, "EVENT"))
            else:
                out += _corrected(text, one)
        elif one.label == "PLACE":
            if acts(text, one):
                out.append(_turned(one, "ORG"))
            elif text.startswith(" ", one.end):
                pattern = _OF_TOWN if text[one.end - 1] in "읍면동" else _ABROAD
                if match := pattern.match(text, one.end):
                    out.append(_body(one.start, match.end()))
    standing = [one for one in (*found, *out) if one.confidence >= floor(one.label)]
    taken = [*outside, *((one.start, one.end) for one in standing)]
    for one in refused:
        start, end = one.start, one.end
        if not any(first < end and start < last for first, last in taken):
            one.confidence = KEPT[one.source]
            standing.append(one)
            taken.append((start, end))
    out += in_brackets(text, standing)
    out += between_bodies(text, standing)
    out += each_of(text, standing)
    out += _again(text, standing, taken)
    return out


def _villages(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the villages that were taken for persons: 물길리 김하나 씨."""
    people = [one for one in found if one.label == "PERSON" and one.confidence >= floor(one.label)]
    starts = {one.start for one in people}
    for one in people:
        village = text[one.end - 1] in "읍면동리" and text[one.end : one.end + 1] == " "
        if village and one.end + 1 in starts and " " not in text[one.start : one.end] and one.source != USERS:
            yield _turned(one, "PLACE")


def _cut(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield again, without it, names found with what is no part of them; a grade that nobody has is refused."""
    for one in found:
        if one.source == USERS:
            continue
        if one.label == "PERSON" and (whole := _HONOURED.fullmatch(text, one.start, one.end)):
            yield _turned(one, "PERSON", end=whole.end(str(whole.lastgroup)))
        elif one.label in _NAMES and (when := _WHEN.match(text, one.start, one.end)):
            yield _turned(one, one.label, start=when.end())
        elif one.label in _NAMES and (called := _CALLED.search(text, one.start, one.end)):
            yield _turned(one, one.label, end=called.start())
        elif one.label in (*_NAMES, "PLACE") and _FROM_INSIDE.match(text, one.start, one.end):
            begin = _outside(text, one, found)
            if begin is not None:
                yield _turned(one, one.label, start=begin)
        elif one.label == "PRIZE" and _NOBODY_HAS.match(text, one.end):
            refuse(one)
        elif (
            one.label == "PRIZE"
            and text[one.start - 1 : one.start] == " "
            and _HEADS_PRIZE.match(text, one.start)
        ):
            givers = [other.start for other in found if _gives(other, one)]
            if givers:
                yield _turned(one, "PRIZE", start=min(givers))


def _gives(other: Candidate, prize: Candidate) -> bool:
    """Tell whether a body stands right before a prize that begins with the title of its head."""
    stands = other.confidence >= floor(other.label) or other.source in KEPT
    return stands and other.end == prize.start - 1 and other.label in _BODIES


def _outside(text: str, one: Candidate, found: Sequence[Candidate]) -> int | None:
    """Give where a name begins that was found from inside a bracket on: with the name or the word before the bracket."""
    word = _WORD_OUTSIDE.search(text, max(0, one.start - 40), one.start)
    if word is None:
        return None
    before = [
        other for other in found if other.end == word.end("word") and other.confidence >= floor(other.label)
    ]
    if any(other.label == "PERSON" for other in before):
        return None  # 김하나(Kim Hana) 가람부 장관
    return min([word.start(), *(other.start for other in before if other.label == one.label)])


def _leave_to_awards(text: str, found: Sequence[Candidate]) -> None:
    """Refuse ceremonies whose name is an award's with what is done with it: the award is the name."""
    handed_out = {
        one.start
        for one in found
        if one.label == "AWARD" and one.confidence >= SURE and _HANDED_OUT.match(text, one.end)
    }
    for one in found:
        if one.label == "EVENT" and one.start in handed_out and one.source != USERS:
            refuse(one)


def _body(start: int, end: int) -> Candidate:
    return Candidate(start, end, "ORG", SOURCE, SURE)


def _turned(one: Candidate, label: str, *, start: int | None = None, end: int | None = None) -> Candidate:
    """Give a candidate again with another label, begin or end; as it was it no longer stands."""
    begin, stop = one.start if start is None else start, one.end if end is None else end
    turned = Candidate(begin, stop, label, one.source, one.confidence, one.data)
    refuse(one)
    return turned


def _corrected(text: str, one: Candidate) -> Iterator[Candidate]:
    """Yield the same body with what belongs to its name, and without what does not."""
    start, end = one.start, one.end
    if _MEETING.fullmatch(text, start, end) and text.endswith(_THIS, 0, start):
        refuse(one)
        return
    if (match := _LEGAL.match(text, start, end)) and end - match.end() > 1:
        start = match.end()
        refuse(one)
        yield _body(start, end)
    elif text.endswith(_LEGAL_END, start, end) and end - start > len(_LEGAL_END[0]) + 1:
        refuse(one)
        yield _body(start, end - len(_LEGAL_END[0]))
        return
    if text.endswith(_BEGIN, 0, start):
        for match in _BEFORE.finditer(text, max(0, start - _LONGEST), start + _LONGEST):
            if match.end() == start:
                yield _body(match.start(), end)
    if match := _PART.match(text, end):
        yield _body(start, match.end())
    elif (match := _AROUND.match(text, end)) and particle_after(text, match.start("rest")) < 0:
        stops = range(match.start("rest") + 2, match.end())
        yield _body(start, next((at for at in stops if particle_after(text, at) >= match.end()), match.end()))


def _again(text: str, standing: Sequence[Candidate], taken: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield where else the bodies stand, of those that are not left out more often than found."""
    places: dict[str, set[int]] = {}
    for one in standing:
        if one.label == "ORG" and one.end - one.start >= _LONG and one.confidence >= _AGAIN:
            places.setdefault(text[one.start : one.end], set()).add(one.start)
    for name, known in places.items():
        size = len(name)
        bare = []
        at = text.find(name)
        while at >= 0:
            if at not in known and starts_word(text, at) and particle_after(text, at + size) >= 0:
                bare.append(at)
            at = text.find(name, at + size)
        if bare:
            hidden = (*taken, *file_lines(text))
            free = [
                at
                for at in bare
                if (not text.endswith(_OPENS, 0, at) or text.startswith(_CLOSES, at + size))
                and not any(first < at + size and at < last for first, last in hidden)
            ]
            if len(free) <= len(known):
                yield from (Candidate(at, at + size, "ORG", SOURCE, _AGAIN) for at in free)
