"""Character sets, found as browsers do."""

from __future__ import annotations

import codecs

import pytest

from feeds import charsets
from feeds.text import decode

WORD = "Ærø — “søndag”"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ISO-8859-1", "cp1252"), (" latin1 ", "cp1252"), ("us-ascii", "cp1252"), ("Windows-1252", "cp1252"),
        ('"UTF-8"', "utf-8"), ("utf8", "utf-8"), ("unicode", "utf-16-le"), ("ISO-8859-9", "cp1254"),
        ("iso-8859-15", "iso8859-15"), ("ISO-8859-2", "iso8859-2"), ("windows-1251", "cp1251"), ("x-cp1250", "cp1250"),
        ("koi8-r", "koi8-r"), ("koi8-u", "koi8-u"), ("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5hkscs"),
        ("shift_jis", "cp932"), ("euc-jp", "euc_jp"), ("iso-2022-jp", "iso2022_jp"), ("euc-kr", "cp949"),
        ("tis-620", "cp874"), ("macintosh", "mac-roman"), ("cp866", "cp866"), ("866", "cp866"),
        ("utf-7", None), ("utf-32", None), ("hz-gb-2312", None), ("base64", None), ("rot13", None), ("hex", None),
        ("idna", None), ("unicode_escape", None), ("", None), (None, None), ("nonsense", None), ("æ", None),
    ],
)  # fmt: skip
def test_labels_mean_what_browsers_take_them_for(label: str | None, name: str | None) -> None:
    assert charsets.codec(label) == name
    if name is not None:
        assert codecs.lookup(name)
        charsets.decoded(b"abc\xe6\x80", name)


@pytest.mark.parametrize(
    ("body", "said", "name"),
    [
        (b"\xef\xbb\xbfabc", "iso-8859-1", "utf-8"),
        (b"\xff\xfea\x00", "utf-8", "utf-16-le"),
        (b"\xfe\xff\x00a", None, "utf-16-be"),
        (b"<meta charset=utf-8>", "iso-8859-1", "cp1252"),
        (b"<meta charset='ISO-8859-15'>", None, "iso8859-15"),
        (b"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>", None, "cp1251"),
        (b"<meta charset=utf-8>", "nonsense", "utf-8"),
        (b"<meta charset=utf-16>", None, "utf-8"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>", None, "utf-8"),
        (b"<!-- <meta charset=koi8-r>", None, None),
        (b" " * 1024 + b"<meta charset=koi8-r>", None, None),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><rss/>", None, "cp1252"),
        (b'<?xml version="1.0"?><rss/>', None, None),
        (b"charset=koi8-r", None, None),
        (b"", None, None),
    ],
)
def test_the_mark_goes_before_the_header_and_that_before_the_page(
    body: bytes, said: str | None, name: str | None
) -> None:
    assert charsets.found(body, said) == name


def test_without_a_word_it_is_utf_8_or_windows() -> None:
    assert charsets.decoded(WORD.encode(), None) == WORD
    assert charsets.decoded(WORD.encode("cp1252"), None) == WORD
    assert charsets.decoded(b"\xef\xbb\xbfabc", "utf-8") == charsets.decoded(b"\xef\xbb\xbfabc", None) == "abc"
    assert charsets.decoded(b"\x81a\x8d", "cp1252") == "\x81a\x8d"
    assert charsets.decoded(b"a\xff", "utf-8") == "a\ufffd"


def test_every_byte_can_be_read_by_every_codec() -> None:
    every = bytes(range(256)) * 2
    for name in {charsets.codec(label) for labels in charsets._LABELS.values() for label in labels.split()}:
        assert name is not None
        assert charsets.decoded(every, name)


def test_text_is_decoded_by_what_was_found() -> None:
    assert decode(WORD.encode("cp1252"), "cp1252") == WORD
    assert decode("Привет".encode("koi8-r"), "koi8-r") == "Привет"
    with pytest.raises(ValueError, match="a PDF document"):
        decode(b"%PDF-1.7", "cp1252")
