"""The character set of a document, found as browsers do (WHATWG Encoding and HTML standards); pure."""

from __future__ import annotations

import codecs
import re

_HEAD = 1024  # bytes in which a page may say it (HTML section 13.2.3.2)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_XML = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']\s*([A-Za-z0-9._:+-]{1,40})\s*["']""")
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9._:+()-]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)

# Encoding section 4.2, as far as Python's name for a label is another codec than the one that browsers take for it.
_LABELS: dict[str, str] = {
    "cp1252": (
        "ascii us-ascii iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1 l1 ibm819 cp819 csisolatin1 "
        "iso-ir-100 ansi_x3.4-1968 windows-1252 cp1252 x-cp1252"
    ),
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
    "cp1254": (
        "iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 csisolatin5 iso-ir-148 windows-1254 cp1254 x-cp1254"
    ),
    "cp874": "tis-620 iso-8859-11 iso8859-11 windows-874 dos-874",
    "gb18030": "gb2312 gbk x-gbk gb_2312 gb_2312-80 chinese csgb2312 iso-ir-58 csiso58gb231280 gb18030",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji ms932 csshiftjis",
    "cp949": "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cseuckr",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp866": "ibm866 cp866 866 csibm866",
    "koi8-r": "koi koi8 koi8_r koi8-r cskoi8r",
    "iso8859-8": "iso-8859-8-i csiso88598i logical",
    "euc_jp": "x-euc-jp cseucpkdfmtjapanese",
}
_TABLE = {label: name for name, labels in _LABELS.items() for label in labels.split()}
# The families of which Python knows the labels that browsers know.
_KNOWN = re.compile(
    r"windows-125\d|cp125\d|x-cp125\d|iso[-_]?8859-?\d\d?|latin\d|l\d|koi8-[ru]|euc-jp|iso-2022-jp|gb18030|ibm866|cp866"
)


def codec(label: str | None) -> str | None:
    """Give the codec that browsers take for a label; None for one that they do not know."""
    name = (label or "").strip(" \t\n\f\r\"'").lower()
    if _TABLE.get(name):
        return _TABLE[name]
    if not _KNOWN.fullmatch(name):
        return None
    try:
        return codecs.lookup(name.removeprefix("x-")).name
    except LookupError:
        return None


def found(body: bytes, said: str | None = None) -> str | None:
    """Name the codec of a document: by its mark, by what the server `said`, by what the document says of itself.

    None when nobody says: then it is UTF-8 if it can be, else Windows-1252.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    return codec(said) or _declared(body[:_HEAD])


def _declared(head: bytes) -> str | None:
    xml = _XML.match(head)
    told = xml or _META.search(_COMMENT.sub(b"", head))
    name = codec(told[1].decode("ascii")) if told else None
    # Who can be read so far is not written in units of two bytes (HTML section 13.2.3.2).
    return "utf-8" if name in ("utf-16-le", "utf-16-be") else name


def decoded(body: bytes, name: str | None) -> str:
    """Read a document by its codec, with U+FFFD for what it cannot read; without one as UTF-8, else Windows-1252."""
    if name is None:
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            return _windows(body)
    if name == "cp1252":
        return _windows(body)
    return body.decode(name, "replace").removeprefix("\ufeff")


def _windows(body: bytes) -> str:
    # Five of its bytes stand for nothing; browsers take them for the controls of ISO 8859-1.
    return body.decode("cp1252", _CONTROLS)


def _control(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return chr(error.object[error.start]), error.start + 1


_CONTROLS = "feeds-controls"
codecs.register_error(_CONTROLS, _control)
