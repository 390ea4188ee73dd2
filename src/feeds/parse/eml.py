"""Input format `eml`: letters as they are sent (RFC 5322), one or a whole mailbox: what newsletters tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr
from typing import NamedTuple

import msgspec

from feeds.addresses import web_address
from feeds.errors import SourceError
from feeds.model import Article, Evidence, Fetched, Item, Rejected, Source, day_of
from feeds.parse.moments import moment, zone_of
from feeds.parse.page.tree import parsed
from feeds.parse.page_text import text_of
from feeds.parse.prepared import prepared
from feeds.recognise import recognise
from feeds.text import clean, decode, one_line, paragraph

_RULE = "eml"
_SHOWN = 200
_LARGEST = 2_000_000  # bytes of a part that is read
_MOST_PARTS = 200
_MOST_NESTED = 40  # parts that have parts
_SEPARATOR = re.compile(rb"(?:\A|\n)\r?\n?(?=From [^\r\n]{1,200}\d{4}[^\r\n]{0,40}\r?\n)")
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_UNSEEN = "script, style, head, title, template"
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_HEADERS = re.compile(rb"(?:From [^\r\n]*\r?\n)?[!-9;-~]{1,80}:[^\r\n]*(?:\r?\n|\Z)")


class _Letter(NamedTuple):
    subject: str
    sender: str
    sent: date | datetime | None
    identifier: str | None
    address: str | None
    texts: tuple[str, ...]
    pages: tuple[str, ...]
    calendars: tuple[bytes, ...]


def split(body: bytes) -> Sequence[bytes]:
    """Give the letters of a mailbox; a letter alone is one."""
    if not body.startswith(b"From "):
        return (body,)
    letters = (letter.strip(b"\r\n") for letter in _SEPARATOR.split(body))
    return [_ESCAPED.sub(b"", letter) for letter in letters if letter]


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Read a letter: its calendars, else what its text tells, else the letter as an article.

    Raises:
        SourceError: this is no letter.
    """
    if not fetched.body.strip():
        return
    if not _HEADERS.match(fetched.body) and not fetched.body.startswith(b"From "):
        raise SourceError("this is no letter: it does not begin with headers", where=fetched.location)
    try:
        letter = _letter(fetched.body, source)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        reason = one_line(str(error)) or "the letter is nested too deep"
        text = one_line(fetched.body[:_SHOWN].decode("utf-8", "replace"))
        lines = (fetched.line, fetched.line)
        yield Rejected(kind="article", lines=lines, text=text, rule=_RULE, reason=reason)
        return
    found = [thing for body in letter.calendars for thing in _from_calendar(body, fetched, source)]
    if not any(not isinstance(thing, Rejected) for thing in found):
        found += _from_text(letter, source)
    if not any(not isinstance(thing, Rejected) for thing in found) and letter.subject:
        found = [_article(letter, fetched, source), *found]
    yield from found


def _from_calendar(body: bytes, fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Read a calendar that a letter brings, if there is a parser of calendars."""
    from feeds.parse import FORMATS, parser  # noqa: PLC0415  few letters bring one

    if "icalendar" not in FORMATS:
        return
    module = parser("icalendar")
    try:
        for part in module.split(body):
            yield from module.parse(msgspec.structs.replace(fetched, body=part), source)
    except SourceError as error:
        lines = (fetched.line, fetched.line)
        yield Rejected(kind="event", lines=lines, text="text/calendar", rule=_RULE, reason=one_line(error.message))


def _from_text(letter: _Letter, source: Source) -> list[Item | Rejected]:
    """Recognise what the text tells; what has no date of its own was published with the letter."""
    text = "\n\n".join(letter.texts or map(text_of, letter.pages))
    recognition = recognise(
        text,
        language=source.language,
        timezone=source.timezone,
        published=day_of(letter.sent) if letter.sent is not None else None,
        rules=source.rules,
        markers=source.markers,
    )
    items = [
        item if item.published else msgspec.structs.replace(item, published=letter.sent) for item in recognition.items
    ]
    return [*items, *recognition.rejected]


def _article(letter: _Letter, fetched: Fetched, source: Source) -> Item:
    content = "".join(map(_body, letter.pages)) or "".join(
        paragraph(part.strip()) for text in letter.texts for part in re.split(r"\n\s*\n", text) if part.strip()
    )
    lines = (fetched.line, fetched.line)
    item = Article(
        title=letter.subject,
        url=letter.address,
        content=content or None,
        authors=(letter.sender,) if letter.sender else (),
        published=letter.sent,
        identifier=letter.identifier,
        evidence=(Evidence(field="title", lines=lines, text=letter.subject[:_SHOWN], rule=_RULE),),
    )
    return prepared(item, source)


def _letter(body: bytes, source: Source) -> _Letter:
    if not _HEADERS.match(body):
        raise ValueError("it does not begin with headers, and is no letter")
    lower = body.lower()
    if lower.count(b"multipart/") > _MOST_NESTED or lower.count(b"message/rfc822") > _MOST_NESTED:
        raise ValueError("the letter has too many parts within parts")
    message = BytesParser(policy=compat32).parsebytes(body.partition(b"\n")[2] if body.startswith(b"From ") else body)
    texts, pages, calendars = [], [], []
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if kind in _CALENDARS or _filename(part).endswith(".ics"):
            calendars.append(_bytes(part))
        elif part.get_content_disposition() != "attachment" and kind == "text/plain":
            texts.append(_text(part))
        elif part.get_content_disposition() != "attachment" and kind == "text/html":
            pages.append(_text(part))
    sent = moment(_header(message, "Date"), zone_of(source))
    identifier = _header(message, "Message-ID").strip("<> ")
    return _Letter(
        subject=_header(message, "Subject"),
        sender=parseaddr(_header(message, "From"))[0],
        sent=sent,
        identifier=identifier or None,
        address=web_address(_header(message, "Archived-At").strip("<> ")),
        texts=tuple(text for text in texts if text.strip()),
        pages=tuple(page for page in pages if page.strip()),
        calendars=tuple(calendars),
    )


def _header(message: Message, name: str) -> str:
    """Read a header; letters of no or an unknown character set are taken as those of a page are."""
    value = next((str(found) for key, found in message.raw_items() if key.lower() == name.lower()), "")[: _SHOWN * 10]
    try:
        value = decode(value.encode("utf-8", "surrogateescape"))
        parts = decode_header(value)
    except (MessageError, ValueError):
        return one_line(value)
    return one_line("".join(part if isinstance(part, str) else _in(part, charset) for part, charset in parts))


def _in(body: bytes, charset: str | None) -> str:
    try:
        return body.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return body.decode("cp1252", "replace")


def _filename(part: Message) -> str:
    return (part.get_filename() or "").lower()


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload[:_LARGEST] if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    body = _bytes(part)
    charset = str(part.get_content_charset() or "utf-8")
    try:
        return clean(body.decode(charset)).strip()
    except (LookupError, ValueError):
        return clean(decode(body)).strip()


def _body(html: str) -> str:
    """Give the body of a page without what is not shown."""
    document = parsed(html)
    for node in document.css(_UNSEEN):
        node.decompose()
    return (document.body.inner_html or "") if document.body is not None else ""
