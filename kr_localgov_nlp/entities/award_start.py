"""Where the name of an award begins: the walk to the left from the noun that ends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.entities.award_text import EDITION, MAX_NAME, is_outside, skip_edition

if TYPE_CHECKING:
    from collections.abc import Container

_STOPPERS = ",!?…:;()[]{}<>‘’“”'\"「」『』｢｣《》〈〉【】（）△▲▴○●□■◆◇※*/|→▶▷☞~∼–—―=·ㆍ・‧․"
_JOINERS = "·ㆍ・‧․-&"
# 인공지능(AI), 한목(韓木), 산림(숲)교육: a bracket within a word
_SHORT = re.compile(
    r"[가-힣]{1,10}[(（](?:[A-Za-z][A-Za-z+-]{1,11}|[\u4e00-\u9fff]{1,6})[)）]|[가-힣]{2,10}[(（][가-힣A-Z]{1,2}[)）][가-힣]{2,8}"
)
# 유니패스* 개선: a footnote's mark behind a word
_NOTE = re.compile(r"(?<=[가-힣A-Za-z)])\*{1,3}$")
# What closes the name of a day before 기념
_MARKS = ("’", "”", "'", '"', "」")
# An organiser behind its number belongs to the name, one behind a year does not
_NUMBERED = re.compile(r"제\s?\d{1,3}\s?[회차]\s$")
# 인정...제2회, 부여된다.o 적극행정: no blank behind the end of a sentence
_DOTS = re.compile(r"\.{2,}|[다요음함]\.")
_CUT = re.compile(rf"[{re.escape(''.join(c for c in _STOPPERS if c not in _JOINERS))}]")
# A name that is complete: what follows 및 is another one.
_COMPLETE = re.compile(
    r"(?:평가회?|(?:유공|대표|수상)자|공모|대회|(?<!영)상|장|표창|공모전|포상|등급|기관|행사|식|전|커팅|시상|[시도군구청])$|\d"
)
_COUNTED = re.compile(r"(?:전국|도내|전남)?\d[\d,]*(?:개|곳|명|여|년간)")
_RATED = re.compile(
    r"(?:시\s?[·ㆍ・]?\s?군(?:\s?[·ㆍ・]?\s?구)?|시도|시·도|지자체|자치단체|기초자치단체|지방자치단체|기관|"
    r"자치구|지역)\s"
)
_DAY = re.compile(r"(?<![가-힣])[가-힣]{1,8}의 (?:날|해)$")
# 살고 싶은 마을, 걷기 좋은 길, 쓰레기 없는 골목: attributes that names carry
_ATTRIBUTE = re.compile(
    r"(?<![가-힣])(?:[가-힣]{1,6}고\s싶은|[가-힣]{1,6}기\s(?:좋은|편한)|[가-힣]{2,6}(?<![은는이가을를도의에와과로])\s없는)$"
)
# 개최한제23회 물길대회, typed without a blank
_HELD = re.compile(r"(?:개최|주최|주관|진행)한(?=제\s?\d)")
# 길잡이-창업|경진대회-사후관리: the steps of a plan
_STEPS = re.compile(r"[가-힣]{2,6}-[가-힣]")
MAX_WORDS = 9


def name_start(text: str, head: int, floor: int, borders: Container[int]) -> int:
    """Walk left from a head noun to where the name begins.

    Parameters
    ----------
    text
        The text as given.
    head
        Offset of the head noun (경진대회, 평가 …).
    floor
        The name does not begin before this offset.
    borders
        Offsets at which a name of a ministry or a basic-level government ends: not walked over.

    Returns
    -------
    int
        The offset of the name's first character; `head` where nothing before it belongs to it.

    Examples
    --------
    >>> text = "군은 전라남도가 주관한 2025년 귀농귀촌업무 종합평가에서"
    >>> text[name_start(text, text.index("평가"), 0, ()):]
    '귀농귀촌업무 종합평가에서'
    """
    floor = max(floor, head - MAX_NAME)
    start = _after_edition(text, _own_word(text, head, floor), head)
    count = 0
    while count < MAX_WORDS and start > floor + 1 and text[start - 1] in "  ":
        stop = start - 1
        begin = stop
        while begin > floor and not text[begin - 1].isspace():
            begin -= 1
        if begin == stop or text[stop - 1] == "." or (begin == floor > 0 and not text[begin - 1].isspace()):
            break
        note = _NOTE.search(text, begin, stop)
        whole = note.start() if note else stop
        cut = _cut(text, begin, whole)
        cuts = cut >= 0
        begin = max(begin, cut)
        held = _HELD.match(text, begin, whole)
        begin = held.end() if held else begin
        word = text[begin:whole]
        day = _DAY.search(text, max(floor, begin - 12), stop)
        day = day or _ATTRIBUTE.search(text, max(floor, begin - 8), stop)
        if day and not cuts:
            # 영양의 날 기념 유공: a day's name is one word
            start = day.start()
            count += 2
            continue
        if _COUNTED.match(word):
            # 도내 22개 시군 가축방역 시책평가: those who are rated are no part of the name
            rated = _RATED.match(text, start, head)
            return rated.end() if rated else start
        jubilee = word.endswith("주년") and text.startswith((" 기념", " 계기"), stop)
        lone = cuts and len(word) == 1  # the particle of a quoted word: ‘최우수상’과 지방세정 평가
        edition = word.isdigit() or (EDITION.fullmatch(word) and not jubilee)
        if not word or lone or edition:
            break
        if whole in borders:
            # 제1차 가람처 사진 공모전: behind its number the organiser belongs to the name
            return begin if _NUMBERED.search(text, max(0, begin - 8), begin) and not cuts else start
        if stop - 1 in borders and word[-1] in "이가은는을를의":
            break  # 외교부가, which ends like 휴가 and 여가
        if word == "및" and (joined := _before_and(text, begin, floor)) >= 0:
            start = joined
            count += 2
            continue
        marked = word == "기념" and text[begin - 2 : begin - 1] in _MARKS  # ‘바다의 날’ 기념 해양수산 유공
        if marked or (is_outside(word) and (word != "사진" or count)):  # 바다 사진 공모전
            break
        start = _after_edition(text, begin, stop)
        count += 1
        if cuts or start != begin:
            break
    return start


def _own_word(text: str, head: int, floor: int) -> int:
    """Give where the word of the head noun begins: 농촌진흥사업|종합평가, 토지행정|평가."""
    start = head
    while start > floor and (text[start - 1].isalnum() or text[start - 1] in _JOINERS):
        start -= 1
    while start < head and text[start] in "ㅇ①②③④⑤⑥⑦⑧⑨⑩":  # a bullet that is typed as a letter
        start += 1
    held = _HELD.match(text, start, head)
    start = held.end() if held else start
    dash = text.rfind("-", start, head)
    return dash + 1 if dash >= 0 and _STEPS.match(text, head) else start


def _cut(text: str, begin: int, end: int) -> int:
    """Give where the part of a word begins that may belong to a name; -1 where the whole of it may."""
    cuts = [m.end() for m in _DOTS.finditer(text, begin, end)]
    if not _SHORT.fullmatch(text, begin, end):
        cuts += [m.end() for m in _CUT.finditer(text, begin, end)]
    return max(cuts, default=-1)


def _before_and(text: str, conjunction: int, floor: int) -> int:
    """Give where the word before 및 begins, if the two belong to one name: 육성 및 보호 유공; else -1."""
    stop = conjunction - 1
    begin = stop
    while begin > floor and text[begin - 1].isalnum():
        begin -= 1
    word = text[begin:stop]
    whole = begin > 0 and text[begin - 1] in "  \n"
    fits = len(word) > 1 and whole and not is_outside(word) and not _COMPLETE.search(word)
    return begin if fits and EDITION.fullmatch(word) is None else -1


def _after_edition(text: str, start: int, end: int) -> int:
    after = skip_edition(text, start, end)
    while after < end and text[after] in _JOINERS:
        after += 1
    return after
