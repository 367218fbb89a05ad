"""The pieces of one article as offsets into its page: paragraphs, headings, lists, captions, signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kr_localgov_nlp.pages import byline, captions, header, similar
from kr_localgov_nlp.pages.lines import Kind, Line
from kr_localgov_nlp.pages.words import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(rf"[{MARKS}ㅇ<【\[①-⑳]|\d{{1,2}}[.)]\s?[가-힣]|[가-하][.)]\s")
_NOTE_TAIL = re.compile(
    r"\s*[\[(<]{0,2}[※*＊]?\s?(?:사진 ?(?:있음|첨부|별첨|없음)"
    r"|(?:업무 ?)?담당자?\s?[:： ][^.]{2,60}☎[^.]{4,40}|자료 ?제공\s?[:：][^.]{2,60})"
    r"[.\s)\]>]*(?:\([^()]{4,80}\))?\s*$"
)
_ADVERT = re.compile(
    r"^[\[<⟨(]?\s?(?:AD|광고|ad|PR|협찬)\s?[\]>⟩)]?|분양|특가|할인|무료 ?상담|최저가|대출|임플란트"
    r"|다이어트|창업 ?문의|\b1[5-9]\d\d-\d{4}"
)
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"\d{1,2}[.)]|[①-⑳]")
# A line that ends like this is a sentence that a line break cuts.
_GOES_ON = re.compile(
    r"[가-힣](?:을|를|은|는|이|가|에|에서|의|으로|로|와|과|도|고|며|면서|아서|어서|해서|도록|하여|해"
    r"|지만|는데|하는|위한|대한|통해|위해)$|[,，]$"
)
# So many lines with a mark and no other sign of a caption are headings or a list.
_MARKED_HEADINGS = 3
_MIN_CAPTION = 5
_STATEMENT = re.compile(r"(?:다|요|까)[.?!][”\"’')]{0,2}$")


class Parts:
    """Collects the pieces of one article as offsets into the page."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.body: list[tuple[int, int]] = []
        self.captions: list[tuple[int, int]] = []
        self.lead: tuple[int, byline.Byline] | None = None
        self.signed: list[tuple[int, byline.Byline]] = []

    def read_head(self, lines: Sequence[Line], head: header.Header) -> None:
        """Captions between the title and the text."""
        under = lines[head.index + 1 :]
        for i, line in enumerate(under):
            if line.kind not in (Kind.SHORT, Kind.TEXT):
                continue
            # ▲ stands before captions and, in some papers,
            # before subtitles: those in twos or above the byline.
            signed = head.index < 0 or any(other.kind is Kind.META for other in under[:i])
            self._caption(line, alone=signed and _stands_alone(under, i))
        self._drop_from(head)

    def _drop_from(self, head: header.Header) -> None:
        """Take captions out of the subtitles."""
        starts = [start for start, _ in self.captions]
        head.subtitles[:] = [
            span for span in head.subtitles if not any(span[0] <= start < span[1] for start in starts)
        ]

    def read_body(self, lines: Sequence[Line]) -> None:
        """Paragraphs, headings, lists and captions, in order."""
        known = similar.bigrams(" ".join(line.text for line in lines if line.kind is Kind.TEXT)[:20_000])
        listed = sum(1 for line in lines if _only_marked(line)) >= _MARKED_HEADINGS
        labelled = False
        for i, line in enumerate(lines):
            if captions.label_alone(line.text):
                labelled = True
                continue
            labelled = labelled and line.gap == 0 and line.kind is Kind.SHORT
            if line.kind in (Kind.NOISE, Kind.META) or (line.kind is Kind.SHORT and _is_advert(line, known)):
                continue
            if labelled:
                start = captions.caption_start(line.text) or 0
                self.captions.append((line.start + start, line.end))
                continue
            if not (line.kind is Kind.TEXT and i == 0) and self._caption(
                line, alone=not listed and _stands_alone(lines, i)
            ):
                continue
            if line.kind is Kind.TEXT:
                self._paragraph(line)
            elif line.kind is Kind.SHORT and (
                _HEADING.match(line.text)
                or _STATEMENT.search(line.text[-6:])
                or _belongs(line, lines, i, known)
            ):
                self.body.append((line.start, line.end))

    def _paragraph(self, line: Line) -> None:
        start, end = line.start, line.end
        if not self.body:
            lead = byline.read_lead(line.text[:200])
            if lead:
                self.lead = (start, lead)
                start += lead.end
        inline = captions.inline_caption(line.text)
        if inline:
            self.captions.append((line.start + inline[1], line.end))
            end = line.start + inline[0]
        text = self.page[start:end]
        note = _NOTE_TAIL.search(text, max(0, len(text) - 240))
        if note and note.start() > 0:
            end = start + len(text[: note.start()].rstrip())
        cut, name = byline.signature_start(self.page[start:end])
        if name:
            self.signed.append((start, name))
        end = start + cut
        if end > start:
            self.body.append((start, end))

    def _caption(self, line: Line, *, alone: bool) -> bool:
        start = captions.caption_start(line.text)
        if start is None and alone:
            start = captions.marked(line.text)
            if start is None and line.kind is Kind.SHORT and captions.is_scene_noun(line.text):
                start = 0
        if start is None or len(line.text) - start < _MIN_CAPTION:
            return False
        mail = captions.MAIL_TAIL.search(line.text)
        end = mail.start() if mail else len(line.text)
        frame = captions.FRAME.fullmatch(line.text, start, end)
        if frame:
            start, end = frame.span("inside")
        elif line.text[end - 1] in captions.CLOSING and not _opens(line.text[start:end]):
            end -= 1
        self.captions.append((line.start + start, line.start + end))
        return True


def _opens(text: str) -> bool:
    """Whether the bracket that ends a text is opened in it."""
    opening = captions.CLOSING[text[-1]]
    return text.count(opening) >= text.count(text[-1])


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a marked line is no list item: its neighbours have no such mark and do not announce a list."""
    line = lines[index]
    if line.kind is Kind.TEXT and len(line.text) > 110:
        return False
    beside = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    if any(
        captions.marked(other.text) is not None and captions.caption_start(other.text) is None
        for other in beside
    ):
        return False
    before = lines[index - 1].text if index else ""
    return not re.search(r"(?:다음과 같다|같습니다|아래와 같다)\.?$|[:：]$", before)


def _only_marked(line: Line) -> bool:
    """Whether a line has a mark that captions and lists share, and nothing else that tells a caption."""
    return captions.marked(line.text) is not None and captions.caption_start(line.text) is None


def _is_advert(line: Line, known: set[str]) -> bool:
    return (
        not _NUMBERED.match(line.text)
        and _ADVERT.search(line.text) is not None
        and similar.overlap(line.text, known) < 0.5
    )


def _in_table(lines: Sequence[Line], index: int) -> bool:
    """Whether a line, or the one below its heading, is one of three that differ in their numbers only."""
    for at in (index, index + 1):
        if at < len(lines) and _DIGITS.search(lines[at].text) and len(lines[at].text) <= 40:
            shape = _DIGITS.sub("0", lines[at].text)
            near = lines[max(0, at - 8) : at + 9]
            if sum(1 for line in near if _DIGITS.sub("0", line.text[:60]) == shape) >= _MARKED_HEADINGS:
                return True
    return False


def _belongs(line: Line, lines: Sequence[Line], index: int, known: set[str]) -> bool:
    """Whether an unmarked short line in the text is a heading of it and no advertisement."""
    if index and re.fullmatch(r"\[?(?:AD|광고|Sponsored|ADVERTISEMENT)\]?", lines[index - 1].text):
        return False
    if byline.bare_name(line.text) or len(line.text) < 4:
        return False
    if line.text[0] in "“‘\"'" and line.text[-1] in "”’\"'":
        return True
    return (
        len(line.text) >= 40
        or _in_table(lines, index)
        or _GOES_ON.search(line.text) is not None
        or similar.overlap(line.text, known) >= 0.45
    )
