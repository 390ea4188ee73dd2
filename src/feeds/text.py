"""Bytes to text and text to safe text: character sets, illegal characters, safe HTML. The one doorway to nh3."""

from __future__ import annotations

import codecs
import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import nh3

from feeds.charsets import decoded

# XML 1.0 section 2.2 (Char), without the C1 controls that feed validators refuse.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# One set to look for is faster than two alternatives.
_NEWLINES = re.compile("[\r\u0085\u2028\u2029](?:(?<=\r)\n)?")
_REPLACEMENT = "\ufffd"
# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF document, which Feeds does not read yet; save its text",
    b"PK\x03\x04": "a zip or office document; save its text",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file; unpack it",
    b"SQLite format 3": "a database",
}


def decode(body: bytes, charset: str | None = None) -> str:
    """Decode a page: byte order mark, else the codec that it was found to be in, else UTF-8, else Windows-1252.

    Raises:
        ValueError: the bytes are no text; the message says what they are.
    """
    for signature, what in _SIGNATURES.items():
        if body.startswith(signature):
            raise ValueError(f"this is {what}")
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _decode_as(body[len(mark) :], encoding)
    if charset is not None:
        return decoded(body, charset)
    if b"\x00" in body:
        raise ValueError("this is binary data, not text; give the page's text as UTF-8")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_damaged(body)


def _decode_damaged(body: bytes) -> str:
    """Decode what is not quite UTF-8: a page cut inside a character, one with a few bad bytes, or Windows-1252.

    Two letters of Windows-1252 in a row look like one of UTF-8 only by chance: a text with more good sequences than bad
    ones is UTF-8.
    """
    text = body.decode("utf-8", errors="replace")
    bad = text.count(_REPLACEMENT)
    good = sum(char > "\x7f" for char in text) - bad
    if good > bad or (bad == 1 and text.endswith(_REPLACEMENT)):
        return text.removesuffix(_REPLACEMENT)
    return _decode_as(body, "cp1252")


def _decode_as(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"the text is neither UTF-8 nor whole {encoding}; save it as UTF-8") from error


def clean(value: str) -> str:
    """Drop characters that XML 1.0 forbids, C1 controls and lone surrogates; make every line end a newline."""
    # Nearly every text is such; to see that costs a twentieth of looking for what is not.
    if value.isprintable() or all(map(str.isprintable, value.split("\n"))):
        return value
    return _ILLEGAL.sub("", _NEWLINES.sub("\n", value))


def one_line(value: str) -> str:
    """Clean a text and fold every run of white space into one space."""
    # The only white space that can be printed is the space, so nothing is to be taken apart to be folded.
    if "  " not in value and value.isprintable():
        return value.strip(" ")
    return " ".join(clean(value).split())


def printable_line(value: str) -> str:
    """Make text from outside fit for one line of a log or a file: what cannot be printed becomes a space."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def paragraph(value: str) -> str:
    """Give plain text as one escaped HTML paragraph."""
    return f"<p>{escape(value, quote=False)}</p>"


_TAGS = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt", "em"}
    | {"figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q"}
    | {"s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u"}
    | {"ul", "var"}
)
_SCHEMES = frozenset({"http", "https", "mailto"})


_DEEPEST = 400
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)[^<>]*>")
# They end where the next one begins, or at once.
_SHORT = frozenset(
    {"p", "li", "dt", "dd", "td", "th", "tr", "option", "br", "hr", "img", "wbr", "input", "meta", "link"}
)


def _is_deep(html: str) -> bool:
    """Tell elements in each other as no page has them: a reader of HTML needs the square of their number in time."""
    if html.count("<") <= _DEEPEST:
        return False
    depth = 0
    for found in _ELEMENT.finditer(html):
        if found[2].lower() not in _SHORT:
            depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def safe_html(html: str) -> str:
    """Take out of HTML from outside all that does more than show words: nothing runs, loads or sends anything.

    Of what is nested deeper than any page only the words are left.
    """
    if _is_deep(html):
        html = _ELEMENT.sub(" ", html)
    # First the characters that are dropped anyway: what they keep apart may not join afterwards.
    cleaned: str = _cleaner().clean(clean(html))
    return cleaned


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3  # noqa: PLC0415  only for inputs that bring HTML

    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes={"a": {"href"}},
        url_schemes=set(_SCHEMES),
        # A relative address would lead astray wherever an entry is shown.
        url_relative="deny",
        link_rel=None,
    )
