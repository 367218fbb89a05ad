"""Who wrote it and where it appeared: bylines in header, lead and signature; copyright lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kr_localgov_nlp.pages.outlet import OUTLET_LIKE, is_menu
from kr_localgov_nlp.pages.words import NO_NAMES, REGIONS

_TITLES = (
    r"(?:선임|수습|객원|인턴|전문|대|시민|명예|사진|취재|본부|지역|대학생|통신)?\s?"
    r"(?:기자|특파원|통신원|리포터|논설위원|앵커|편집국장|취재본부장|본부장|국장|PD(?![A-Za-z]))"
)
_NAME_TITLE = re.compile(rf"(?<![가-힣])(?P<name>[가-힣]{{2,4}})\s?{_TITLES}(?![가-힣])")
_NAME_LABEL = re.compile(
    r"(?<![가-힣])(?:기자명|취재|글쓴이|글(?:[·,/]\s?사진)?|by|By)\s*[=:："
    r"|]?\s+?(?P<name>[가-힣]{2,4})(?![가-힣])|기자명\s?(?P<name2>[가-힣]{2,4})(?![가-힣])"
)
_BARE_NAME = re.compile(r"[가-힣]{2,4}")
_DESK = re.compile(r"(?:편집부|뉴스팀|취재팀|편집국|디지털팀|관리자|운영자|뉴스룸|취재부|보도국)")
_LEAD = re.compile(
    r"(?P<open>[\[【〔<(（［『「])\s?(?P<inside>[^\[\]【】〔〕<>()（）［］\n]{2,40}?)\s?[\]】〕>)）］』」]\s?"
    rf"(?:(?P<after>[가-힣]{{2,4}}(?:[·,ㆍ]\s?[가-힣]{{2,4}}){{0,2}})\s?{_TITLES}\s?)?[=/|:：\-–]?\s*"
)
_LEAD_NAME = re.compile(
    rf"(?:(?P<outlet>[가-힣A-Za-z0-9]{{2,14}})\s)?(?P<name>[가-힣]{{2,4}})\s?{_TITLES}\s?[=|/:：\-–]\s*"
)
_SIGNATURE = re.compile(
    rf"\s*[/\[(<]?\s?(?:[가-힣]{{2,6}}\s?=\s?)?(?P<name>[가-힣]{{2,4}})\s?{_TITLES}\s?[\])>]?\s*"
    r"(?:[(\[<]?\s?[\w.+-]{1,40}@[\w.-]{3,60}\s?[)\]>]?)?\s*$"
)
_MAIL_TAIL = re.compile(r"\s*[(\[<]?[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}[)\]>]?\s*$")
_LETTER = re.compile(r"[가-힣A-Za-z0-9]")
_SIGNATURE_ROOM = 14


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; spans are offsets into the text that was read, ``None`` where it says nothing."""

    end: int = 0
    reporter: str | None = None
    reporter_span: tuple[int, int] | None = None
    outlet: str | None = None
    outlet_span: tuple[int, int] | None = None


def read_lead(text: str) -> Byline | None:
    """Read the byline before the first sentence: ``[매체=이름 기자]``, ``(지역=매체) 이름 기자 =``.

    Examples
    --------
    >>> lead = read_lead("[가람신문=나은주 기자] 가람구가 문을 열었다.")
    >>> lead.outlet, lead.reporter, lead.end
    ('가람신문', '나은주', 14)
    >>> lead = read_lead("(가람=한결통신) 나은주 기자 = 가람구가 문을 열었다.")
    >>> lead.outlet, lead.reporter
    ('한결통신', '나은주')
    >>> read_lead("(재)가람문화재단이 문을 열었다.") is None
    True
    """
    found = _LEAD.match(text)
    if found:
        inside, base = found["inside"], found.start("inside")
        after = found["after"]
        outlet, reporter = _inside(inside, named=after is not None)
        if after or outlet or reporter:
            name_span = None
            if after:
                reporter = re.split(r"[·,ㆍ]", after)[0]
                name_span = (found.start("after"), found.start("after") + len(reporter))
            elif reporter:
                at = base + inside.rindex(reporter)
                name_span = (at, at + len(reporter))
            outlet_span = None
            if outlet:
                at = base + inside.index(outlet)
                outlet_span = (at, at + len(outlet))
            return Byline(found.end(), reporter, name_span, outlet, outlet_span)
    named = _LEAD_NAME.match(text)
    if named and named["name"] not in NO_NAMES:
        outlet = named["outlet"] if named["outlet"] and OUTLET_LIKE.search(named["outlet"] or "") else None
        if named["outlet"] and not outlet and not re.search(r"\||=", named[0]):
            return None
        outlet = outlet or named["outlet"]
        return Byline(
            named.end(), named["name"], named.span("name"), outlet, named.span("outlet") if outlet else None
        )
    return None


def read_name(text: str) -> Byline | None:
    """Read the reporter, and the outlet where it stands before the name, from a line of the byline block.

    Examples
    --------
    >>> read_name("나은주 기자 na@garam.example | 2024-05-01").reporter
    '나은주'
    >>> read_name("기자명 나은주").reporter
    '나은주'
    >>> read_name("온라인뉴스팀") is None
    True
    """
    head = text[:200]
    for found in _NAME_TITLE.finditer(head):
        name = found["name"]
        if name in NO_NAMES or _DESK.search(name):
            continue
        outlet = OUTLET_LIKE.search(head[: found.start()])
        if outlet is not None and (is_menu(outlet[0]) or outlet[0] == name):
            outlet = None
        if OUTLET_LIKE.fullmatch(name):
            continue
        return Byline(
            found.end(),
            name,
            found.span("name"),
            outlet[0] if outlet else None,
            outlet.span() if outlet else None,
        )
    for label in _NAME_LABEL.finditer(head):
        group = "name" if label["name"] else "name2"
        if label[group] not in NO_NAMES and not _DESK.search(head):
            return Byline(label.end(), label[group], label.span(group))
    return None


def bare_name(text: str) -> bool:
    """Whether a line is nothing but what may be a person's name.

    Examples
    --------
    >>> bare_name("나은주"), bare_name("목록"), bare_name("가람구청장실")
    (True, False, False)
    """
    return (
        _BARE_NAME.fullmatch(text) is not None
        and len(text) >= 2
        and text not in NO_NAMES
        and not _DESK.search(text)
        and text
        not in (
            "목록",
            "뉴스",
            "정치",
            "전체",
            "종합",
            "사설",
            "칼럼",
            "교육",
            "복지",
            "행정",
            "자치",
            "의회",
            "보도자료",
        )
    )


def is_signature(text: str) -> bool:
    """Whether a line signs a text: a name with 기자, or a mail address, and little else.

    Examples
    --------
    >>> is_signature("나은주 기자 na@garam.example"), is_signature("문의: 문화과 02-000-0000")
    (True, False)
    >>> is_signature("상자를 옮기고 있는 구청 직원들의 모습. 나은주 기자")
    False
    """
    if len(text) > 80:
        return False
    if _MAIL_TAIL.fullmatch(text):
        return True
    rest = _MAIL_TAIL.sub("", _NAME_TITLE.sub("", text))
    return len(rest) < len(text) and len(_LETTER.findall(rest)) <= _SIGNATURE_ROOM


def signature_start(text: str) -> tuple[int, Byline | None]:
    """Where the signature at the end of a paragraph (``/나은주 기자``) begins, and what it says.

    Examples
    --------
    >>> text = "가람구가 문을 열었다. /나은주 기자 na@garam.example"
    >>> cut, name = signature_start(text)
    >>> text[:cut], name.reporter
    ('가람구가 문을 열었다.', '나은주')
    """
    offset = max(0, len(text) - 120)
    tail = text[offset:]
    for found in re.finditer(r"(?<=[.”\"’)\]])\s?(?=[/\[(<가-힣])", tail):
        signed = _SIGNATURE.match(tail, found.end())
        if signed and signed["name"] not in NO_NAMES:
            span = (offset + signed.start("name"), offset + signed.end("name"))
            return len(text[: offset + found.start()].rstrip()), Byline(len(text), signed["name"], span)
    mail = _MAIL_TAIL.search(tail)
    if mail and mail.start() > 0:
        return len(text[: offset + mail.start()].rstrip()), None
    return len(text), None


def _inside(inside: str, *, named: bool) -> tuple[str | None, str | None]:
    """Outlet and reporter within a bracket; ``named`` says that a reporter follows the bracket."""
    parts = [part.strip() for part in re.split(r"\s?[=/|ㅣ]\s?", inside) if part.strip()]
    if not parts:
        return None, None
    title = _NAME_TITLE.search(parts[-1])
    reporter = title["name"] if title and title["name"] not in NO_NAMES else None
    if title and len(parts) == 1:
        before = parts[0][: title.start()].strip(" ,·")
        return (before or None), reporter
    if title:
        before = parts[-1][: title.start()].strip(" ,·")
        return _outlet_part(parts[:-1]) if not OUTLET_LIKE.search(before) else before, reporter
    if len(parts) >= 2:
        if named or not bare_name(parts[-1]) or OUTLET_LIKE.fullmatch(parts[-1]):
            liked = [part for part in parts if OUTLET_LIKE.fullmatch(part)]
            return (liked[-1] if liked else parts[-1]), None
        if parts[0] in REGIONS:
            return parts[-1], None
        return _outlet_part(parts[:-1]), parts[-1]
    word = parts[0]
    if named and word in REGIONS:
        return None, None
    if named:
        return re.sub(r"\s(?:[가-힣]{2,4})$", "", word), None
    return (word if OUTLET_LIKE.fullmatch(word) and not is_menu(word) else None), None


def _outlet_part(parts: list[str]) -> str | None:
    liked = [part for part in parts if OUTLET_LIKE.search(part)]
    named = liked or [part for part in parts if part not in REGIONS]
    return named[0] if named else None
