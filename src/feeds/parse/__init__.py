"""Input formats: each is one module with a `split` and a `parse`, and one row of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol, cast

import msgspec

from feeds.model import AUTO, Fetched, Item, Rejected, Source


class Parser(Protocol):
    """A format: a document is split into parts that do not depend on each other, and each is parsed alone.

    What a part gives is remembered by its bytes, so only those that are new are parsed again.
    """

    def split(self, body: bytes) -> Sequence[bytes]:
        """Part a document; one that is read as a whole is its own only part."""

    def parse(self, fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
        """Give the items of a part, in the order in which they stand there, and what was refused.

        Raises:
            SourceError: the document cannot be read as this format at all.
        """


class Row(NamedTuple):
    """Where a format is read, and what it is known by: how it begins, its media types, the endings of its files."""

    module: str
    signature: bytes | None
    media_types: tuple[str, ...]
    endings: tuple[str, ...]


#: What may stand before anything of XML and HTML. Possessive: in how many ways comments make one does not matter.
_BEFORE = rb"(?>\s|<\?[^>]*>|<!--(?s:.*?)-->)*+"
FORMATS: dict[str, Row] = {
    "html": Row(
        "feeds.parse.html",
        rb"<(?:!doctype html|html|head|body|meta|title)\b",
        ("text/html", "application/xhtml+xml"),
        ("html", "htm", "xhtml"),
    ),
    "plain_text": Row("feeds.parse.plain_text", None, ("text/plain",), ("txt", "text")),
    "jsonl": Row(
        "feeds.parse.jsonl",
        rb'\{"kind":"(?:article|event|personnel_notice|job_posting)"',
        ("application/jsonl", "application/x-ndjson"),
        ("jsonl", "ndjson"),
    ),
    "csv": Row(
        "feeds.parse.csv", None, ("text/csv", "application/csv", "text/tab-separated-values"), ("csv", "tsv", "tab")
    ),
    "xlsx": Row(
        "feeds.parse.xlsx",
        rb"PK\x03\x04",
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
        ("xlsx", "xlsm"),
    ),
    "markdown": Row(
        "feeds.parse.markdown",
        rb"(?:---|\+\+\+)[ \t]*\r?\n[\w\"-]+[ \t]*[:=]",
        ("text/markdown", "text/x-markdown"),
        ("md", "markdown", "mdown"),
    ),
    "eml": Row(
        "feeds.parse.eml",
        rb"From \S+ +\w{3} \w{3} +\d{1,2} \d\d:\d\d"
        rb"|(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|DKIM-Signature): "
        rb"|(?:Date|From|To|Subject): [^\n]*\n(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,40}?(?:Message-ID|MIME-Version): ",
        ("message/rfc822", "application/mbox"),
        ("eml", "mbox", "mbx"),
    ),
    # A JSON Feed says so near its beginning, and is none of these.
    "json": Row(
        "feeds.parse.json",
        rb"(?![\s\S]{0,1900}jsonfeed\.org\\?/version)(?:\[\s*\{|\{\s*\n)",
        ("application/json",),
        ("json", "geojson"),
    ),
    "feed": Row(
        "feeds.parse.feed",
        rb"(?:<!DOCTYPE\s+(?:\w+:)?(?:rss|rdf|feed)\b[^\[>]*(?:\[(?s:.*?)\]\s*)?>" + _BEFORE + rb")?"
        rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]|\{[^{}\[\]]{0,300}\"https?:(?:\\?/){2}jsonfeed\.org",
        ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
        ("rss", "atom", "rdf"),
    ),
    "icalendar": Row(
        "feeds.parse.icalendar", rb"BEGIN:VCALENDAR", ("text/calendar", "application/ics"), ("ics", "ical", "ifb")
    ),
}
_HEAD = 2_000  # bytes in which a signature is looked for
_LEAD = re.compile(rb"(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)?" + _BEFORE)


def parser(name: str) -> Parser:
    """Give the parser of a format; its libraries are loaded now and not before."""
    return cast("Parser", import_module(FORMATS[name].module))


def format_of(fetched: Fetched, source: Source) -> str:
    """Name the format of a document: that of its source, else what it is known by.

    First by how it begins, for servers and file names are often wrong; then by its media type, then by its name.
    """
    if source.format != AUTO:
        return source.format
    body = fetched.body
    if b"\0" in body[:4]:
        # Sixteen or thirty-two bits a character, of which these signatures need eight.
        body = body[: 4 * _HEAD].replace(b"\0", b"")
    lead = _LEAD.match(body)
    head = body[lead.end() if lead else 0 :][:_HEAD]
    ending = PurePosixPath(fetched.location.partition("?")[0]).suffix.removeprefix(".").lower()
    rows = FORMATS.items()
    begins_so = (name for name, row in rows if row.signature and re.match(row.signature, head, re.IGNORECASE))
    is_served_so = (name for name, row in rows if fetched.media_type in row.media_types)
    is_named_so = (name for name, row in rows if ending in row.endings)
    served = is_served_so if fetched.media_type not in _VAGUE else iter(())
    return next((name for names in (begins_so, served, is_named_so) for name in names), "plain_text")


def things(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Parse a whole document, part by part.

    Raises:
        SourceError: it cannot be read.
    """
    module = parser(format_of(fetched, source))
    for line, part in enumerate(module.split(fetched.body), 1):
        yield from module.parse(msgspec.structs.replace(fetched, body=part, line=line), source)


#: What servers say of files that they know nothing about.
_VAGUE = frozenset({"text/plain", "application/octet-stream"})
