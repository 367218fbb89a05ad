"""Winners whose name was not recognised: 강원도 김하나 씨, 나주시의 가람영농조합법인, ‘봄비’(이두리)."""

from __future__ import annotations

import re

from kr_localgov_nlp.facts.award_parts import Mention

_SURNAME = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
_TITLE = r"씨|님|주무관|사무관|서기관|학생|교사|작가|선생|대표|(?:[가-힣]{2,6})?(?:국장|실장|과장|정책관|심의관)|부장|팀장|센터장|(?:선임|책임|수석)?연구(?:원|위원)|조사원|계장|교수|연구사|연구관|지도사|주임|대리|경위|경사|경감|소방[가-힣]{1,2}|의원|위원|간호사|이장|경찰관|소방관|순경|경장|하사|중사|상사|원사|소위|중위|대위|소령|중령|대령|일병|상병|병장"
_PERSON = re.compile(
    rf"\s(?P<name>[{_SURNAME}][가-힣]{{1,2}})(?:\s?(?:{_TITLE})(?=[이가은는을를와과의도]?(?:[\s,·]|$)|에게|께|\s?[(（△▲])|\s1명)"
)
_KINDS = "조합법인|농업법인|협동조합|법인|농원|목장|농장|마을|학교|유치원|어린이집|복지관|지원센터|네트워크|연구회|동아리"
_AT = re.compile(
    rf"[‘“'\"]?(?P<name>(?:[가-힣A-Za-z0-9]{{2,10}}\s)?[가-힣A-Za-z0-9]{{0,14}}(?:{_KINDS}))"
    r"(?=[’”'\"]?(?:\s?[(（]|[이가은는을를]\s))"
)
_BODY = re.compile(
    r"의?\s(?P<name>[가-힣A-Za-z0-9]{2,16}(?:조합법인|농업법인|협동조합|법인|농원|목장|농장|마을|학교|유치원|어린이집|복지관))"
    r"(?=\s?[(（]|[이가은는을를와과]?(?:[\s,·]|$))"
)
# ‘물길 연구팀’은, 가람 어린이집은: the rest of a name of which only the begin was recognised
_REST = re.compile(
    r"(?:\s[가-힣]{1,8}팀(?=[’”'\"])|\s(?:어린이집|유치원|경로당|농장|목장|농원)(?=[’”'\"]?(?:[이가은는을를와과의,]|\s?[(（])))"
)
# 가람전투단 <물빛 형제>팀의: a team with a name of its own
_OWN_TEAM = re.compile(r"\s[<〈‘“「](?P<name>[^<>〈〉‘’“”「」\n]{2,20})[>〉’”」]\s?팀(?![가-힣]{2})")
_WENT_TO = re.compile(
    rf"[’”'\"]?(?:\s?[(（][^()（）\n]{{1,20}}[)）])?[은는]\s[^.\n]{{0,120}}?\s(?P<name>[{_SURNAME}][가-힣]{{1,2}})\s?(?:씨|님|학생|작가|어린이|교사)에게\s(?:돌아|주어)"
)


def behind(text: str, winner: Mention) -> Mention:
    """Give the person or body told right behind a government or body, where nothing recognised the name.

    Parameters
    ----------
    text
        The text.
    winner
        Whom the words before a prize name.

    Returns
    -------
    Mention
        With the label ``WORK``, as all recipients that are no entity of the text; else `winner` itself.

    Examples
    --------
    >>> text = "나주시의 가람영농조합법인이 받았다."
    >>> found = behind(text, Mention(0, 3, "DISTRICT"))
    >>> text[found.start : found.end]
    '가람영농조합법인'
    """
    if winner.label in ("PERSON", "HEAD", "WORK"):
        return winner
    rest = _REST.match(text, winner.end) if winner.label != "DISTRICT" else None
    if rest and ("팀" not in rest[0] or text[winner.start - 1] in "‘“'\""):
        return Mention(winner.start, rest.end(), "WORK")
    found = _OWN_TEAM.match(text, winner.end) or _PERSON.match(text, winner.end)
    if found is None and winner.label == "DISTRICT":
        found = _BODY.match(text, winner.end)
    return Mention(found.start("name"), found.end("name"), "WORK") if found else winner


def body_at(text: str, at: int) -> tuple[Mention, ...]:
    """Give the body told at an offset, behind 대상을 받은 or 수상단체인, where nothing recognised it.

    Parameters
    ----------
    text
        The text.
    at
        Where its name should begin.

    Examples
    --------
    >>> text = "은상을 받은 가람나루 어린이집(원장 김하나)은"
    >>> [text[m.start : m.end] for m in body_at(text, 7)]
    ['가람나루 어린이집']
    """
    found = _AT.match(text, at)
    return (Mention(found.start("name"), found.end("name"), "WORK"),) if found else ()


def went_to(text: str, at: int) -> tuple[Mention, ...]:
    """Give the person to whom a prize went, where nothing recognised the name: 대상은 …을 만든 길하나 씨에게 돌아갔다.

    Parameters
    ----------
    text
        The text.
    at
        Where the prize ends.

    Examples
    --------
    >>> text = "대상은 지도를 만든 길하나 씨에게 돌아갔다."
    >>> [text[m.start : m.end] for m in went_to(text, 2)]
    ['길하나']
    """
    found = _WENT_TO.match(text, at)
    return (Mention(found.start("name"), found.end("name"), "WORK"),) if found else ()
