"""Bytes of a saved page → text, in whatever encoding Korean sites use.

UTF-8 that decodes strictly is taken as UTF-8 whatever the page declares: text in CP949 almost never is valid
UTF-8, while a wrong ``<meta charset>`` is common. Before it come byte order marks and UTF-16 without one,
after it the declared encoding and CP949 (which contains EUC-KR).
"""

from __future__ import annotations

import codecs
import re

from kr_localgov_nlp.errors import PageError

MAX_BYTES = 64 * 1024 * 1024
"""Largest page that is decoded: 64 MiB. A saved news page has some 5 to 500 kB."""

# The signatures of what gets renamed to .txt or .html by mistake.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM\x00", "a bitmap"),
    (b"RIFF", "a RIFF file (WebP, AVI or WAV)"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (also DOCX, XLSX, HWPX)"),
    (b"\xd0\xcf\x11\xe0", "an OLE document (HWP, DOC or XLS)"),
    (b"HWP Document File", "an HWP document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"bplist00", "a property list (Safari web archive)"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9_\-]{2,20})""", re.I)
_KOREAN_CODECS = {
    "euc-kr": "cp949",
    "euckr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "ksc_5601": "cp949",
    "ks_c_5601": "cp949",
    "x-windows-949": "cp949",
    "windows-949": "cp949",
    "ms949": "cp949",
    "uhc": "cp949",
    "cp949": "cp949",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "iso-2022-kr": "iso2022_kr",
    "johab": "johab",
}
_SAMPLE = 200_000
# What no text has: C0 controls other than tab, newline, form feed, return and escape; the non-characters.
_ALIEN = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_HANGUL_OR_ASCII = re.compile("[가-힣ㄱ-ㅣ\x20-\x7e\n\r\t]")
_HANGUL = re.compile("[가-힣]")
_ACCENTED = re.compile("[\x80-\xff]")
# What Windows-1252 makes of the bytes 80 to 9F, back to those bytes.
_WINDOWS_1252 = {
    ord(char): byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))
}
_MIN_MOJIBAKE = 20
_MIN_HANGUL = 0.9
_MAX_ALIEN = 0.002
_MAX_BROKEN = 0.01
_MIN_UTF16 = 0.7


def decode(data: bytes, source: str = "bytes") -> str:
    """Decode the bytes of a page.

    Half a character at the end (a page cut while it was saved) is dropped, and so is half a character at the
    start. Up to one broken character in a hundred elsewhere becomes U+FFFD. A byte order mark is dropped.
    CP949 or UTF-8 that a program took for Latin-1 and saved again is put right (:func:`repair`).

    Parameters
    ----------
    data
        The content of the file.
    source
        Its name, for the error message.

    Raises
    ------
    PageError
        Empty, larger than :data:`MAX_BYTES`, binary, or in no known encoding.

    Examples
    --------
    >>> decode("가람구청".encode("cp949"))
    '가람구청'
    >>> decode("가람구청".encode("utf-8")[:-1])
    '가람구'
    """
    if len(data) > MAX_BYTES:
        raise PageError(source, f"{len(data):,} bytes, the limit for a page is {MAX_BYTES:,}")
    refuse_files(data, source)
    found = codec_of(data)
    if found is None:
        raise PageError(source, "in no known encoding (tried UTF-8, UTF-16, CP949), or binary")
    text = _decode_as(data[found[1] :], found[0])
    if text is None:
        raise PageError(source, "in no known encoding: too many broken characters")
    text = repair(text)
    head = text[:_SAMPLE]
    if len(_ALIEN.findall(head)) > _MAX_ALIEN * len(head):
        raise PageError(source, "binary: it holds control characters that no text has")
    if not text.strip("\ufeff\u200b\x00 \t\r\n\xa0"):
        raise PageError(source, "empty")
    return text.replace("\x00", "\ufffd") if "\x00" in head else text


def check_text(text: str, source: str = "text") -> str:
    """Refuse a ``str`` that cannot be a page: too long, or with a lone surrogate; drop a leading BOM.

    Raises
    ------
    PageError
        Longer than :data:`MAX_BYTES` characters, or not encodable as UTF-8.

    Examples
    --------
    >>> check_text("가람구" + chr(0xD800))
    Traceback (most recent call last):
    ...
    kr_localgov_nlp.errors.PageError: text: lone surrogate at character 3
    """
    if len(text) > MAX_BYTES:
        raise PageError(source, f"{len(text):,} characters, the limit for a page is {MAX_BYTES:,}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise PageError(source, f"lone surrogate at character {error.start}") from None
    return text


def refuse_files(data: bytes, source: str) -> None:
    """Refuse what is empty or begins like an image, an archive or an office document.

    Raises
    ------
    PageError
        It is.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise PageError(source, "empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise PageError(source, f"binary: {what}, not a saved page")


def repair(text: str, *, least: int = _MIN_MOJIBAKE) -> str:
    """Put right a text that was decoded as Latin-1 or Windows-1252 and is CP949 or UTF-8, where that is certain.

    Certain means: no Hangul in it, at least ``least`` accented letters, every one of its characters a
    byte, those bytes without one error CP949 or UTF-8, and what they say Hangul but for punctuation.

    Examples
    --------
    >>> text = "가람구는 솔밭동에 도서관의 문을 열었다고 밝혔다."
    >>> repair(text.encode("cp949").decode("latin-1")) == text
    True
    >>> repair("Les élèves de Genève, à l'école, étudient déjà l'été où la forêt brûlée s'étend là-bas.")[:10]
    'Les élèves'
    """
    head = text[:_SAMPLE]
    if _HANGUL.search(head) or len(_ACCENTED.findall(head)) < least:
        return text
    data = _bytes_of(text)
    if data is None:
        return text
    for codec in ("utf-8", "cp949"):
        try:
            found = data.decode(codec)
        except UnicodeDecodeError:
            continue
        high = [char for char in found[:_SAMPLE] if char > "\x7f"]
        if sum(1 for char in high if "가" <= char <= "힣") >= _MIN_HANGUL * len(high):
            return found
    return text


def _bytes_of(text: str) -> bytes | None:
    """Undo a decoding as Latin-1 or Windows-1252, whose programs leave bytes without a character as they are."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    try:
        return text.translate(_WINDOWS_1252).encode("latin-1")
    except UnicodeEncodeError:
        return None


def codec_of(data: bytes) -> tuple[str, int] | None:
    """Name the encoding of a text, or of its beginning, and the length of its byte order mark.

    Examples
    --------
    >>> codec_of("가람구가 문을 열었다".encode("cp949")), codec_of("가람구".encode("utf-8-sig"))
    (('cp949', 0), ('utf-8', 3))
    """
    marked = marked_codec(data)
    if marked is not None:
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", 0
    candidates = ["utf-8", "cp949"]
    found = _DECLARED.search(data[:4096])
    declared = _KOREAN_CODECS.get(found[1].decode("ascii").lower()) if found else None
    if declared and declared not in candidates:
        candidates.append(declared)
    read = [(codec, text) for codec in candidates if (text := _decode_as(data, codec)) is not None]
    if not read:
        return None
    # The right encoding gives Hangul and ASCII, a wrong one Hanja, Latin accents and replacement characters.
    best = max(read, key=lambda pair: _likeness(pair[1]) + (0.02 if pair[0] == declared else 0.0))
    return best[0], 0


def marked_codec(data: bytes) -> tuple[str, int] | None:
    """Name the encoding that a byte order mark, an escape or the bytes of UTF-16 give away, as :func:`codec_of`."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec, len(bom)
    wide = _utf16_without_bom(data)
    if wide is not None:
        return wide, 0
    # Seven bits a character: it would pass for UTF-8.
    return ("iso2022_kr", 0) if b"\x1b$)C" in data[:4096] else None


def _decode_as(data: bytes, codec: str) -> str | None:
    """Decode with half characters at both ends dropped; ``None`` where too much is broken."""
    if codec == "utf-8":
        start = 0
        while start < min(3, len(data)) and data[start] & 0xC0 == 0x80:
            start += 1
        data = data[start:]
    decoder = codecs.getincrementaldecoder(codec)(errors="replace")
    # final=False keeps an unfinished character at the end in the decoder, which drops it.
    text = decoder.decode(data, final=False)
    broken = text.count("\ufffd")
    return None if broken > max(1, _MAX_BROKEN * len(text)) else text


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 has NUL bytes at every space and newline, nothing else that is text has any."""
    sample = data[: _SAMPLE & ~1]
    if sample.count(0) < max(1, len(sample) // 200):
        return None
    likeness = {
        codec: _likeness(sample.decode(codec, errors="replace")) for codec in ("utf-16-le", "utf-16-be")
    }
    best = max(likeness, key=lambda codec: likeness[codec])
    return best if likeness[best] >= _MIN_UTF16 else None


def _likeness(text: str) -> float:
    head = text[:_SAMPLE]
    return len(_HANGUL_OR_ASCII.findall(head)) / len(head) if head else 0.0
