"""Names of papers: what they look like, and where copyright lines, imprints and mastheads state them."""

from __future__ import annotations

import re

from kr_localgov_nlp.pages.words import MENU_OUTLETS

OUTLET_WORD = (
    r"(?:뉴스|신문|일보|타임[스즈]|저널|투데이|통신|방송|미디어|경제|데일리|매일|프레스|포스트|헤럴드"
    r"|리뷰|인사이드|오늘|소식|시보|시민의소리"
    r"|TV|티비|news|News|NEWS|Times|Today|닷컴|매거진|위클리|시대|르포|신보|연합|통신사|CBS|KBS|MBC"
    r"|SBS|YTN|뉴스\d{1,2}|뉴시스|뉴스핌|뉴스1)"
)
OUTLET_LIKE = re.compile(rf"[가-힣A-Za-z0-9·\-]{{0,15}}{OUTLET_WORD}(?:\d{{1,2}}일?간?)?")
# 서울 아00001, 경기 다50123: how the registers of papers number them. The name stands in front.
_REGISTERED = re.compile(
    r"[가-힣]{2}\s?[,|]?\s?[가나다라마바사아자][,.\s-]?\d{4,6}(?!\d)|발행[·ㆍ/ ]?(?:인|처)\b|편집[·ㆍ/ ]?인\b"
)
_IMPRINT_NAME = re.compile(
    r"(?:\(주\)|㈜|주식회사)?\s?(?P<name>[가-힣A-Za-z0-9·]{2,16})\s?(?:\(주\)|㈜)?\s*(?:[|｜/,·]|\s[가-힣]{2}\s)"
)
_COPYRIGHT = (
    re.compile(
        r"저작권자?\s?(?:\([cC]\)|[ⓒ©:：@]|는)?\s?[:：]?\s?(?P<name>[^ⓒ©<>\[\]|/,.:\n(]{2,30}?)\s?"
        r"(?:\(|<|\[|\||,|\.(?:\s|$)|에 있|무단|재배포|[Aa]ll |ALL |$)"
    ),
    re.compile(
        r"[Cc](?:opyright|OPYRIGHT)s?\s?(?:\([cC]\)"
        r"|[ⓒ©@])?\s?(?:\d{4}(?:\s?[-~]\s?\d{4})?)?[.,]?\s?(?:[Bb]y\s)?"
        r"(?P<name>[^ⓒ©<>\[\]|/,:\n(]{2,30}?)\s?(?:\(|<|\[|\||,|\.(?:\s|$)|무단|재배포|[Aa]ll |ALL "
        r"|[Cc]orp|$)"
    ),
    re.compile(
        r"[ⓒ©]\s?(?:\d{4}(?:\s?[-~]\s?\d{4})?\s)?(?P<name>[^ⓒ©<>\[\]|/,:.&\n(]{2,30}?)\s?"
        r"(?:\(|<|\[|\||,|&|\.(?:\s|$)|무단|재배포|[Aa]ll |ALL )"
    ),
    re.compile(r"이 기사는 (?P<name>[가-힣A-Za-z0-9·]{2,20}?)\s?(?:홈페이지|누리집|사이트)?\s?\(https?:"),
    re.compile(
        r"(?:제호|신문명|매체명|언론사명?|발행처)\s*[:：]\s*(?P<name>[^|/,:\n(]{2,20}?)\s*(?:[|/,(]|\s{2}|$)"
    ),
)
_HAS_RIGHTS = re.compile(
    r"저작권|무단|재배포|[Cc]opyright|COPYRIGHT|[Rr]ights [Rr]eserved|RIGHTS|제호|신문명|매체명|언론사|발행처"
    r"|이 기사는 .{2,30}\(https?:"
)
_GOVERNMENT = re.compile(
    r"(?:특별시|광역시|자치시|자치도|[가-힣]시|[가-힣]군|[가-힣]구|[가-힣]도|청|의회|정부|교육지원청"
    r"|공단|공사|위원회|[가-힣]부|군수|구청장|홈페이지)$"
    r"|go\.kr|-(?:do|si|gun|gu)$|(?i:\bcity\b|\boffice\b|\bgovernment\b|\bdistrict\b|\bcounty\b)"
)
_LATIN_TWIN = re.compile(r"([가-힣][가-힣0-9·]*)\s+[A-Za-z][A-Za-z .]*")


def outlet_of_rights(text: str) -> tuple[str, tuple[int, int]] | None:
    """Read the outlet from a copyright or imprint line; a government's own copyright names none.

    Examples
    --------
    >>> outlet_of_rights("저작권자 © 가람신문 무단전재 및 재배포 금지")[0]
    '가람신문'
    >>> outlet_of_rights("가람신문 | 서울 아00001 | 발행·편집인 나은주")[0]
    '가람신문'
    >>> outlet_of_rights("Copyright © 2024 가람구청. All rights reserved.") is None
    True
    """
    head = text[:300]
    first = _IMPRINT_NAME.match(head)
    registered = _REGISTERED.search(head, first.end("name")) if first else None
    # Right before the number of its register stands a paper, whatever it is called.
    if (
        first
        and registered
        and (
            masthead(first["name"])
            or (
                registered[0][0] not in "발편"
                and registered.start() <= first.end() + 1
                and _is_outlet(first["name"])
            )
        )
    ):
        return first["name"], first.span("name")
    if not _HAS_RIGHTS.search(head):
        return None
    for pattern in _COPYRIGHT:
        for found in pattern.finditer(head):
            name = found["name"].strip(" \u00a0·-–:.'\"“”‘’@&;")
            name = re.sub(
                r"^(?:\(?주\)?\s?|㈜|주식회사\s?|\(유\)|\(사\))|(?:\s?㈜|\s?\(주\)|\s?주식회사"
                r"|\s(?:Corp|Inc|Co)\b.*)$",
                "",
                name,
            ).strip()
            name = re.sub(r"^(?:및 )?(?:본 )?(?:기사의? )?(?:저작권은 |저작권자는? )", "", name)
            twin = _LATIN_TWIN.fullmatch(name)
            name = twin[1] if twin else name
            if _is_outlet(name):
                start = head.index(name, found.start("name"))
                return name, (start, start + len(name))
    return None


def masthead(text: str) -> str | None:
    """Read a line that is nothing but the name of a paper.

    Examples
    --------
    >>> masthead("가람타임즈"), masthead("포토뉴스")
    ('가람타임즈', None)
    """
    bare = text.strip(" \u00a0")
    if len(bare) > 16 or not OUTLET_LIKE.fullmatch(bare) or is_menu(bare) or len(bare) < 3:
        return None
    return bare


def _is_outlet(name: str) -> bool:
    return (
        2 <= len(name) <= 20
        and re.search(r"[가-힣A-Za-z]{2}", name) is not None
        and not _GOVERNMENT.search(name)
        and not re.search(
            r"무단|금지|저작|재배포|[Rr]ights|reserved|RIGHTS|기자$|기사|콘텐츠|이용|모든|출처|표시"
            r"|변경|목적|보호|받",
            name,
        )
    )


def is_menu(name: str) -> bool:
    """Whether a name that looks like a paper's is a menu entry."""
    return re.sub(r"\s", "", name) in MENU_OUTLETS
