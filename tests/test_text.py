"""Bytes to text: character sets, damage, and what is no text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.text import clean, decode, one_line, paragraph, safe_html

DANISH = "Æbler, pærer og blåbær – ”godt” på dansk"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_every_character_set(encoding: str) -> None:
    assert decode(DANISH.encode(encoding)) == DANISH


def test_a_page_cut_inside_a_character_stays_utf_8() -> None:
    assert decode(DANISH.encode() + "å".encode()[:1]) == DANISH
    assert decode("Mød ".encode() + b"\xc3") == "Mød "


def test_a_few_bad_bytes_do_not_spoil_the_rest() -> None:
    assert decode("Søren ".encode() + b"\xff" + " Møller, Århus".encode()) == "Søren \ufffd Møller, Århus"


def test_windows_1252_is_not_taken_for_damaged_utf_8() -> None:
    assert decode(b"Bl\xe5b\xe6r") == "Blåbær"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "office"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"abc\x00def", "binary"),
        (b"\x81\x8d \xe6", "neither"),
    ],
)
def test_what_is_no_text_says_what_it_is(body: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        decode(body)


@given(st.text())
def test_clean_text_can_stand_in_xml_and_in_a_calendar(text: str) -> None:
    cleaned = clean(text)
    assert not any(c in cleaned for c in "\r\x0b\x0c\x00\x85\u2028\ufffe")
    assert clean(cleaned) == cleaned
    cleaned.encode()


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_paragraphs_are_escaped() -> None:
    assert paragraph("5 < 7 & <b>") == "<p>5 &lt; 7 &amp; &lt;b&gt;</p>"


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<p>Æbler &amp; <b>pærer</b></p>", "<p>Æbler &amp; <b>pærer</b></p>"),
        ("<script>alert(1)</script>x", "x"),
        ("<style>p{}</style>x", "x"),
        ("<p onclick='a()' class=x style='y'>x</p>", "<p>x</p>"),
        ("<a href='https://example.org/' target=_blank>x</a>", '<a href="https://example.org/">x</a>'),
        ("<a href='HTTP://example.org/'>x</a>", '<a href="HTTP://example.org/">x</a>'),
        ("<a href='mailto:a@example.org'>x</a>", '<a href="mailto:a@example.org">x</a>'),
        ("<a href='javascript:a()'>x</a>", "<a>x</a>"),
        ("<a href='java\tscript:a()'>x</a>", "<a>x</a>"),
        ("<a href='/a'>x</a> <a href='//example.org'>y</a> <a href='#z'>z</a>", "<a>x</a> <a>y</a> <a>z</a>"),
        ("<img src='https://example.org/a.png'>x<video src=y></video>", "x"),
        ("<p>x", "<p>x</p>"),
        ("5 < 7", "5 &lt; 7"),
        # What is dropped may not join what it kept apart.
        ("<scr\x00ipt>alert(1)</scr\x00ipt>x", "x"),
        ("<scr\ufffeipt>alert(1)</scr\ufffeipt>x", "x"),
        ("<a href='java\x01script:a()'>x</a>", "<a>x</a>"),
        ("<p>x\r\ny\x0b\x85z</p>", "<p>x\ny\nz</p>"),
    ],
)
def test_html_from_outside_shows_words_and_nothing_else(html: str, safe: str) -> None:
    assert safe_html(html) == safe


@given(st.text(alphabet="<>/=\"'&;: abipscrt\x00\t\n", max_size=60))
def test_safe_html_stays_as_it_is(html: str) -> None:
    safe = safe_html(html)
    assert safe_html(safe) == safe
    assert "<script" not in safe
    assert clean(safe) == safe
