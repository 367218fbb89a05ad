"""Picture captions: told from lists and sentences by mark, credit and the scene they describe."""

from __future__ import annotations

import re

MAX_CAPTION = 170
MAX_SCENE = 100
MAX_STATE = 70

_LABEL = re.compile(
    r"[*＊※▲△■□\[(<【]{0,2}\s?(?:(?:첨부|붙임|관련|현장|참고|행사|보도)\s?)?(?:사진|포토|그림)\s?(?:설명|캡션|제목)?\s?"
    r"(?:\d{1,2}(?:[.,·~\-]\s?\d{1,2}){0,4})?\s?(?:[\])>】]\s?[:：]?|[:：]|\.(?=\s))\s?"
)
_MARK = re.compile(r"[▲△▼▽↑◀◁☝]\s?")
_ANY_MARK = re.compile(r"[▲△▼▽↑↓◀◁▶▷←→☝※*]\s?")
# A photographer's address after the caption.
MAIL_TAIL = re.compile(r"(?<=[)\]>다.])\s[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}$")
_PLACES = re.compile(r"[(（\[]?\s?(?:사진\s?)?(?:왼쪽|좌측|오른쪽|우측|앞줄|뒷줄|가운데)(?:부터|에서|\s)")
_NUMBER = re.compile(r"(?:\d{1,2}\.\s?){1,5}")
_CREDIT = re.compile(
    r"(?:[(\[<〈【/|]\s?(?:사진|자료(?= ?제공| ?=| ?사진)|이미지|그래픽|제공|포스터)(?:\s?(?:제공"
    r"|출처|자료|사진))?\s?[=:：/\-– ]?\s?[^()\[\]<>]{0,30}[)\]>〉】]?"
    r"|[(\[]\s?[^()\[\]]{2,20}\s?(?:제공|사진)\s?[)\]>]"
    r"|[/|]\s?[^/|()]{2,20}\s?제공"
    r"|(?:사진|이미지|자료 ?제공|자료(?==))(?:\s?(?:제공|출처))?\s?[=:：]\s?[^=:]{2,25}"
    r"|[ⓒ©]\s?[^ⓒ©]{2,25}"
    r"|[.”’]\s?[가-힣A-Za-z0-9·]{2,15}(?: [가-힣A-Za-z0-9·]{2,10})?\s?제공"
    r"|[\[<(][^\[\]<>()]{2,20}제공[^\[\]<>()]{0,25}[\]>)])\.?$"
)
CLOSING = {")": "(", "]": "[", ">": "<", "〉": "〈", "》": "《", "】": "【"}
FRAME = re.compile(r"[<〈《\[【]\s?(?P<inside>[^<>〈〉《》\[\]【】]+?)\s?[>〉》\]】]")
_LABEL_ALONE = re.compile(r"[*＊※▲△■□\[(<【]{0,2}\s?사진\s?(?:설명|캡션|제목)\s?[\])>】]?\s?[:：]?")
# Who took the picture, after the sentence that describes it.
_PHOTOGRAPHER = re.compile(r"(?<=[다습]\.)\s[(\[/=]?\s?[가-힣]{2,4}\s?(?:사진|인턴|객원)?\s?기자[)\]]?$")
_ONLY_CREDIT = re.compile(
    r"[(\[<]?\s?(?:사진|자료|이미지)?\s?(?:제공|출처)?\s?[=:：/\-]?\s?[^=:：]{1,20}\s?(?:제공"
    r"|사진)?\s?[)\]>]?\.?"
)
# A sentence that describes a picture: people, as its subject (이/가), are seen doing something.
_SCENE = re.compile(
    r"(?:고|며) 있(?:다|는 모습|는 장면)\.?$|(?:모습|장면)(?:이다|입니다)?\.?$"
    r"|기념 ?(?:사진을? ?)?촬영(?:을? ?하고 있다|을? ?했다|모습)?\.?$"
)
# Things that are seen in a place: on a line of its own, hardly any release says that of anything but a picture.
_STATE = re.compile(
    r"(?:쌓여|붙어|걸려|놓여|세워져|매달려|늘어서|줄지어 서|서|앉아|누워|피어|널려|꽂혀|그려져|적혀|쓰여|심어져|펼쳐져"
    r"|물들어|정박해|만개해|전시돼|전시되어|주차돼|주차되어) ?있(?:다|는 모습)\.?$"
)
_SOMEWHERE = re.compile(r"[가-힣](?:에|에는|위|앞|옆|안|밖|곳곳)\s(?:.{0,40}\s)?\S{0,12}[가-힣](?:이|가)\s")
# What goes on without being seen: news, not a picture.
_UNSEEN = re.compile(
    r"(?:추진|운영|노력|지원|기대|시행|계획|제공|실시|확대|강화|전개|마련|준비|검토|관리|앞장서|힘쓰"
    r"|힘을 쏟|늘|늘어나|높아지|커지|이어지|이어오|이뤄지|이루어지|내"
    r"|모으|끌|받|보이|겪|열리|나오|나타나|펼치|펴|자리 ?잡|거두|맡|두|이루|되|하게 하|돌보|돕|높이"
    r"|줄이|키우|넓히|살리|기울이|쏟|당부|독려|요구|요청|촉구|주장|해석|보유|갖추|차지|기록|활동|규정)(?:하"
    r"|되)?고 있다\.?$"
)
_PEOPLE = re.compile(
    r"(?:장|사|원|반|대|부|가족|부부|군|양|씨|아이|어린이|상인|농민|회원|청년|작가|선수|원들|자|자들"
    r"|민|민들|생|생들|이들|과장|님|위원|학생|어르신|명|관계자|참가자|참석자|봉사자|직원|단|팀)(?:이"
    r"|가|은|는|들이|들은)\s|[(（](?:왼쪽|오른쪽|가운데|앞줄|뒷줄)"
)
# 구는, 시는, 이들은 at the start: a report on the issuer, not a picture; 넘겨받은, 참여하는 go with a noun.
_TOPIC = re.compile(
    r"(?:[^\s]{1,24}\s){0,3}[^\s]{1,24}"
    r"(?:(?![받찾입맡않좋많높작같남낳읽앉얻잡막맞심씻묻벗놓넣쌓닦깎볶])[가-힣)]은|(?![하있되오받찾없않])[가-힣)]는)\s|(?:그 결과|특히|이에|또|또한|현재|이와"
    r"|이를|이러한)\b"
)
_NEWS = re.compile(
    r"매년|해마다|최근|앞으로|그동안|밝혔|말했|전했|강조했|덧붙|예정이다|계획이다|방침이다|[“”]|한편"
)
_SCENE_NOUN = re.compile(
    r"(?:모습|장면|전경|조감도|포스터|홍보물|안내문|안내도|현판식|위치도|투시도|단체 ?사진|기념 ?촬영"
    r"|기념 ?사진)\.?$"
)
_INLINE = re.compile(r"(?:^|(?<=[\s.)\]]))[*＊※\[(<【]{0,2}\s?사진\s?설명\s?\d{0,2}\s?[\])>】:：]")


def caption_start(text: str) -> int | None:
    """Where the caption in a line begins, after its mark; ``None`` where the line is no caption.

    A mark such as ``▲`` alone decides nothing here, since lists use it too: see :func:`marked`.

    Examples
    --------
    >>> line = "*사진설명 : 가람구 새내기 공무원 임용식"
    >>> line[caption_start(line):]
    '가람구 새내기 공무원 임용식'
    >>> caption_start("(사진=가람구 제공)")
    0
    >>> caption_start("가람구는 사진전을 연다고 밝혔다.") is None
    True
    """
    text = MAIL_TAIL.sub("", text)
    if not text or len(text) > MAX_CAPTION:
        return None
    if _PLACES.match(text) and not text.endswith("다."):
        return 0
    label = _LABEL.match(text)
    if label and label.end() < len(text):
        if not _ONLY_CREDIT.fullmatch(text) or not re.search(r"제공|[=]", text):
            return label.end() + _after_numbers(text[label.end() :])
        return 0
    mark = _ANY_MARK.match(text)
    start = mark.end() if mark else 0
    if _CREDIT.search(text[-60:]) and not (mark is None and len(text) > 130):
        return start
    shown = _PHOTOGRAPHER.sub("", text[start:])
    frame = FRAME.fullmatch(shown)
    return start if is_scene(frame["inside"] if frame else shown) else None


def label_alone(text: str) -> bool:
    """Whether a line is nothing but the label of the captions below it.

    Examples
    --------
    >>> label_alone("[사진 설명]"), label_alone("사진설명 :"), label_alone("사진전")
    (True, True, False)
    """
    return len(text) <= 16 and _LABEL_ALONE.fullmatch(text) is not None


def labelled(text: str) -> bool:
    """Whether a line calls itself a caption (``사진설명 :``, ``첨부 사진 :``).

    Examples
    --------
    >>> labelled("첨부 사진 : 가람구 도서관 개관식"), labelled("사진 : 1장")
    (True, False)
    """
    label = _LABEL.match(text)
    return label is not None and len(text) - label.end() >= 5


def marked(text: str) -> int | None:
    """Where the text after a caption mark (``▲``, ``△``, ``▼`` …) begins; ``None`` without a mark.

    Examples
    --------
    >>> marked("▲ 가람구청 전경"), marked("가람구청 전경")
    (2, None)
    >>> marked("△도서관 △체육관 등 다섯 곳") is None
    True
    """
    mark = _MARK.match(text)
    if not mark or not mark.end() < len(text) <= MAX_CAPTION:
        return None
    # Several marks or sentences: a list in one line, a paragraph with a list mark.
    listed = text.find(text[0], 1) > 0 or text.count("다. ") > 0
    return None if listed else mark.end()


def is_scene(text: str) -> bool:
    """Whether one sentence describes what a picture shows.

    Examples
    --------
    >>> is_scene("나은주 가람구청장이 어르신들에게 도시락을 전달하고 있다.")
    True
    >>> is_scene("한내시장의 한 가게 문에 가맹점 표지가 붙어 있다.")
    True
    >>> is_scene("구청 직원들이 다른 구에서 넘겨받은 상자를 옮기고 있다.")
    True
    >>> is_scene("가람구는 올해 도시락 배달 사업을 추진하고 있다.")
    False
    """
    if len(text) > MAX_SCENE or text.count("다.") > 1 or _NEWS.search(text):
        return False
    if _STATE.search(text[-24:]):
        return len(text) <= MAX_STATE and _SOMEWHERE.search(text) is not None and not _TOPIC.match(text)
    if not _SCENE.search(text[-24:]):
        return False
    if re.search(r"(?:모습|장면|촬영)", text[-12:]):
        return True
    return _PEOPLE.search(text) is not None and not _UNSEEN.search(text[-24:]) and not _TOPIC.match(text)


def is_scene_noun(text: str) -> bool:
    """Whether a short line names a picture (``… 전경``, ``… 포스터``).

    Examples
    --------
    >>> is_scene_noun("가람구립도서관 조감도")
    True
    """
    return len(text) <= 80 and _SCENE_NOUN.search(text) is not None


def inline_caption(text: str) -> tuple[int, int] | None:
    """Find a caption at the end of a paragraph: where the paragraph ends and where the caption begins.

    Examples
    --------
    >>> text = "가람구는 문을 열었다고 밝혔다. 사진설명) 가람구 도서관 개관식."
    >>> end, start = inline_caption(text)
    >>> text[:end], text[start:]
    ('가람구는 문을 열었다고 밝혔다.', '가람구 도서관 개관식.')
    """
    found = _INLINE.search(text, max(0, len(text) - 600))
    if found is None or found.start() == 0:
        return None
    tail = text[found.end() :]
    start = found.end() + len(tail) - len(tail.lstrip(" \u00a0"))
    if start >= len(text):
        return None
    return len(text[: found.start()].rstrip()), start + _after_numbers(text[start:])


def _after_numbers(text: str) -> int:
    found = _NUMBER.match(text)
    return found.end() if found and found.end() < len(text) else 0
