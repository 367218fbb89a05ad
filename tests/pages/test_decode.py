from __future__ import annotations

import codecs

import pytest

from kr_localgov_nlp.errors import PageError
from kr_localgov_nlp.pages import decode as module
from kr_localgov_nlp.pages import read_page
from kr_localgov_nlp.pages.decode import check_text, decode
from tests.pages import pages

TEXT = pages.approved()


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("cp949", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_encodings_declared_by_nothing(encoding, mark):
    text = TEXT.replace("©", "ⓒ")
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("declared", ["euc-kr", "utf-8", "ks_c_5601-1987", "windows-1252"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_wrong_declaration_does_not_mislead(declared, encoding):
    page = f'<html><head><meta charset="{declared}"></head><body>{pages.BODY}</body></html>'
    assert decode(page.encode(encoding)) == page


def test_syllables_outside_euc_kr():
    text = "똠방각하 펲시 쓩 가람구가 문을 열었다."
    assert decode(text.encode("cp949")) == text


@pytest.mark.parametrize("cut", [1, 2])
def test_half_a_character_at_the_end_is_dropped(cut):
    assert decode("가람구가 문을 열었다".encode()[:-cut]) == "가람구가 문을 열었"


def test_half_a_character_at_both_ends_of_cp949_and_utf8():
    assert decode("가람구가 문을 열었다".encode("cp949")[:-1]) == "가람구가 문을 열었"
    assert decode("가람구가 문을 열었다".encode()[1:]) == "람구가 문을 열었다"


def test_a_broken_byte_in_a_long_page_is_replaced():
    data = TEXT.encode()
    broken = data[:300] + b"\xff" + data[300:]
    text = decode(broken)
    assert 1 <= text.count("\ufffd") <= 3
    assert pages.THIRD in text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"\xff\xd8\xff\xe0" + bytes(range(256)),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"PK\x03\x04" + b"\x00" * 40,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40,
        bytes(range(1, 32)) * 50,
        b"\x00\x01\x02\x03" * 500,
    ],
)
def test_binary_files_are_refused(data, tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(PageError, match=r"page\.txt: (binary|in no known encoding)"):
        read_page(path)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u200b\n\xa0".encode()]
)
def test_empty_files_are_refused(data):
    with pytest.raises(PageError, match="empty"):
        decode(data)


def test_a_page_over_the_limit_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "MAX_BYTES", 1000)
    with pytest.raises(PageError, match="the limit for a page is 1,000"):
        decode(b"a" * 1001)
    with pytest.raises(PageError, match="the limit for a page is 1,000"):
        check_text("가" * 1001)


def test_a_lone_surrogate_is_refused():
    with pytest.raises(PageError, match="lone surrogate at character 2"):
        read_page("가람\ud800구")


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(PageError, match="no such file"):
        read_page(tmp_path / "none.txt")
    with pytest.raises(PageError, match="a folder"):
        read_page(tmp_path)


@pytest.mark.parametrize("real", ["cp949", "utf-8"])
@pytest.mark.parametrize("taken", ["latin-1", "windows"])
def test_text_taken_for_latin_1_is_put_right(real, taken):
    data = pages.BODY.encode(real)
    table = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
    wrong = data.decode("latin-1") if taken == "latin-1" else "".join(table[byte] for byte in data)
    assert decode(wrong.encode()) == pages.BODY


@pytest.mark.parametrize(
    "text",
    [
        "Le château de Liège fut bâti près de la forêt où les élèves étudiaient déjà, côté café, là où naît l’été.",
        "Straße, Größe, Übermut, Äpfel, Öl, süß, weiß, Füße, Mädchen, Käse, fröhlich, schön, hübsch, müde, böse",
        pages.BODY + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜ",
        "저작권 © 가람구 ± 3 °C",
    ],
)
def test_text_with_accents_is_left_alone(text):
    assert decode(text.encode()) == text


def test_seven_bit_korean_mail():
    assert decode(pages.LEAD.encode("iso2022_kr")) == pages.LEAD


@pytest.mark.parametrize("name", ["saved_pages/page.txt", "C:\\내 문서\\보도자료 1.html", "rows.jsonl.gz"])
def test_a_file_name_given_as_text_is_warned_of(name):
    with pytest.warns(UserWarning, match="pathlib"):
        assert read_page(name) == []


def test_text_that_ends_like_a_file_name_is_not_warned_of(recwarn):
    read_page("첨부파일\n보도자료.txt")
    assert not recwarn
