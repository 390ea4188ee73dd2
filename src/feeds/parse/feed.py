"""Input format `feed`: RSS 0.9x to 2.0, RDF, Atom and JSON Feed. The doorway to feedparser, its sanitising off.

An entry is an article, unless it says when something takes place: by the RSS event module, by xCal, by our own
objects of JSON Feed, or in words that leave no doubt. feedparser never sees a document that declares entities, that is
nested or as long as no feed is, and never an address or a name of a file.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import feedparser  # type: ignore[import-untyped]

from feeds.errors import SourceError
from feeds.model import Fetched, Item, Rejected, Source
from feeds.parse import json_feed
from feeds.parse.entries import Dated, Entry, Head, items
from feeds.text import decode

_LARGEST = 32 * 1024 * 1024
_MOST_ENTRIES = 20_000
_DEEPEST = 2_000
_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]*?\?>")
_ENCODING = re.compile(rb"<\?xml\b[^<>]*?encoding\s*=\s*[\"']([A-Za-z][\w.:-]*)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TOKEN = re.compile(
    r"<(?:!(?:\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*|--[^-]*(?:-(?!->)[^-]*)*|ENTITY\b|entity\b)|/|[A-Za-z_][^<>]*>)"
)
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_OURS = "Feeds"


def split(body: bytes) -> tuple[bytes, ...]:
    """Leave a feed whole: what it says of itself holds for its entries."""
    return (body,)


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Give the items of a feed in the order in which they stand there.

    Raises:
        SourceError: it is no feed, or declares entities, or is larger or nested deeper than any feed.
    """
    if len(fetched.body) > _LARGEST:
        raise SourceError("the feed is too large", where=fetched.location, remedy=f"the limit is {_LARGEST:,} bytes")
    try:
        text = _text(fetched)
    except ValueError as error:
        raise SourceError(str(error), where=fetched.location) from error
    if text.lstrip()[:1] in ("{", "["):
        yield from json_feed.parse(text, fetched, source)
        return
    head, entries = _parted(text, fetched)
    yield from items(head, entries, fetched, source)


def _parted(text: str, fetched: Fetched) -> tuple[Head, list[Entry]]:
    """Give a feed and its entries; all else that feedparser made is let go of at once, for it is much."""
    lines = _surveyed(text, fetched.location)
    read = _read(text, fetched)
    head = _head(read)
    return head, [_entry(one, lines.get(number, fetched.line), head) for number, one in enumerate(read["entries"])]


def _text(fetched: Fetched) -> str:
    """Decode a feed: a mark at its beginning, else UTF-8 where it is that, else what it or the server says.

    Raises:
        ValueError: it is no text.
    """
    body = fetched.body
    if body[:4] in (b"<\0?\0", b"\0<\0?"):
        body = (codecs.BOM_UTF16_LE if body[0] else codecs.BOM_UTF16_BE) + body
    elif body.lstrip()[:1] == b"<":
        body = body.replace(b"\0", b"")
    told = _ENCODING.search(body[:200])
    name = told[1].decode("ascii") if told else fetched.charset
    is_marked = body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = None if is_marked or name is None else _as_told(body, name)
    text = decode(body) if text is None else text
    # What can be printed is legal: to see that nearly all lines are such costs a tenth of looking for what is not.
    return text if all(map(str.isprintable, text.split("\n"))) else _ILLEGAL.sub("", text)


def _as_told(body: bytes, name: str) -> str | None:
    try:
        kind = codecs.lookup(name)
        body.decode("utf-8")
    except LookupError:
        return None
    except UnicodeDecodeError:
        return None if kind.name == "utf-8" else _decoded(body, name)
    # Many a feed in UTF-8 says that it is something else; one in seven bits may be in ISO 2022.
    return _decoded(body, name) if body.isascii() and kind.name.startswith("iso2022") else None


def _decoded(body: bytes, name: str) -> str | None:
    try:
        text = body.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    # Bytes that Latin-1 has no letter for are those of Windows, as browsers know.
    return body.decode("cp1252", "replace") if codecs.lookup(name).name == "iso8859-1" else text


def _surveyed(text: str, where: str) -> dict[int, int]:
    """Give the line of each entry; what no feed holds is refused before anything else reads it.

    Raises:
        SourceError: entities are declared, or elements nested too deep, or there are too many entries.
    """
    depth, starts = 0, []
    for found in _TOKEN.finditer(text):
        tag = found[0]
        if tag == "</":
            depth -= 1
        elif tag[1] == "!":
            if tag[2:8].upper() == "ENTITY":
                raise SourceError("it declares entities, which no feed needs", where=where, remedy="leave them out")
        else:
            if not tag.endswith("/>"):
                depth = max(depth, 0) + 1
                if depth > _DEEPEST:
                    raise SourceError(f"its elements are nested more than {_DEEPEST:,} deep", where=where)
            if _ENTRY.match(tag):
                starts.append(found.start())
    if len(starts) > _MOST_ENTRIES:
        raise SourceError(f"there are more than {_MOST_ENTRIES:,} entries", where=where, remedy="split it")
    lines, line, last = {}, 1, 0
    for number, start in enumerate(starts):
        line += text.count("\n", last, start)
        lines[number], last = line, start
    return lines


def _read(text: str, fetched: Fetched) -> Mapping[str, Any]:
    """Have feedparser read the text, strictly and then as well as it can.

    Raises:
        SourceError: it is no feed.
    """
    body = _DECLARATION.sub("", text, count=1).lstrip().encode("utf-8", "replace")
    # Told where the document lies, it would join that to something for each element, which costs a sixth of its time.
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        read: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, AssertionError, IndexError, KeyError, AttributeError, TypeError, RecursionError) as error:
        # What its forgiving reader makes of broken documents is not always something that it can go on with.
        raise SourceError("it is broken beyond reading", where=fetched.location) from error
    if not read["entries"] and not read.get("version"):
        is_page = re.search(r"<(?:!doctype )?html", text[:2_000], re.IGNORECASE) is not None
        what = "a web page, not a feed" if is_page else "no feed, neither RSS nor Atom nor JSON"
        raise SourceError(f"this is {what}", where=fetched.location, remedy="give the address of the feed")
    return read


def _head(read: Mapping[str, Any]) -> Head:
    feed = read["feed"]
    return Head(
        title=_string(feed, "title") or "",
        home=_string(feed, "link"),
        language=_string(feed, "language") or (feed.get("title_detail") or {}).get("language"),
        categories=_terms(feed),
        is_ours=_string(feed, "generator") == _OURS,
        rule=str(read.get("version") or "feed"),
    )


def _string(thing: Any, name: str) -> str | None:
    value = dict.get(thing, name)
    return value if isinstance(value, str) and value.strip() else None


def _parts(thing: Any, name: str) -> list[Any]:
    """Give what feedparser lists under a name; an element of that name in the feed puts its text in the place of it."""
    value = dict.get(thing, name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _terms(thing: Any) -> tuple[str, ...]:
    tags = (tag for tag in _parts(thing, "tags") if not str(tag.get("scheme") or "").endswith("#kind"))
    return tuple(label for tag in tags if (label := tag.get("label") or tag.get("term")))


def _entry(read: Any, line: int, head: Head) -> Entry:
    content, detail = _best(_parts(read, "content")), dict.get(read, "title_detail")
    detail = detail if isinstance(detail, Mapping) else {}
    summary = _string(read, "summary") or _string(read, "subtitle")
    html = content.get("value") if content else None
    published, updated = _string(read, "published"), _string(read, "updated") or _string(read, "modified")
    languages = (_string(read, "language"), content.get("language") if content else None, detail.get("language"))
    return Entry(
        line=line,
        id=_string(read, "id"),
        link=_link(read, "alternate") or _string(read, "link"),
        source_link=_link(read, "related") if head.is_ours else None,
        title=_string(read, "title"),
        is_html_title=detail.get("type") != "text/plain",
        summary=summary if summary != html else None,
        content=_escaped(html) if html and content and content.get("type") == "text/plain" else html,
        authors=tuple(_name(name) for one in _parts(read, "authors") if (name := one.get("name"))),
        categories=_terms(read),
        published=published or _string(read, "created") or updated,
        updated=updated,
        spare_published=_instant(dict.get(read, "published_parsed") or dict.get(read, "updated_parsed")),
        spare_updated=_instant(dict.get(read, "updated_parsed")),
        language=next((tag for tag in languages if tag and tag != head.language), None),
        base=(content or detail).get("base") or None,
        dated=_dated(read),
        publisher=_string(read, "publisher") if head.is_ours else None,
    )


def _name(text: str) -> str:
    """Give the name in what should be `address (name)`, of which feedparser cuts the ends off when the host is long."""
    return text.rpartition("(")[2] if "(" in text and ")" not in text else text


def _best(contents: Any) -> Any:
    """Choose among the bodies of an entry: HTML, else text."""
    kinds = ("text/html", "application/xhtml+xml", "text/plain")
    found = [one for kind in kinds for one in contents if one.get("type") == kind and one.get("value")]
    return found[0] if found else None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _link(read: Any, rel: str) -> str | None:
    links = [one for one in _parts(read, "links") if one.get("rel") == rel and one.get("href")]
    pages = [one for one in links if one.get("type") in (None, "text/html", "application/xhtml+xml")]
    return next((one["href"] for one in (*pages, *links)), None)


def _instant(parsed: struct_time | None) -> datetime | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if isinstance(parsed, struct_time) else None
    except (ValueError, OverflowError):
        return None


_STARTS = ("startdate", "dtstart", "start_date", "startdatetime", "localstart", "start")
_ENDS = ("enddate", "dtend", "end_date", "enddatetime", "localend", "end")


def _dated(read: Any) -> Dated | None:
    """Find the fields of the RSS event module, of xCal, of Google's `gd:when`, under whatever prefix they stand."""
    fields: dict[str, Any] = {}
    for key, value in dict.items(read):
        if "_" in key and value:
            prefix, _, name = key.partition("_")
            if name and prefix not in _COMMON:
                fields.setdefault(name, value)
    when = fields.get("when")
    if isinstance(when, Mapping) and when.get("starttime"):
        return Dated(start=when["starttime"], end=when.get("endtime"), location=_place(fields), inclusive=False)
    start = next((name for name in _STARTS if isinstance(fields.get(name), str)), None)
    if start is None:
        return None
    end = next((fields[name] for name in _ENDS if isinstance(fields.get(name), str)), None)
    return Dated(
        start=fields[start],
        end=end,
        location=_place(fields),
        organizer=_text_field(fields, "organizer"),
        zone=_zone(fields),
        inclusive=not start.startswith("dt"),
    )


_COMMON = frozenset({"published", "updated", "created", "expired", "media", "itunes", "feedburner", "wfw", "slash"})


def _text_field(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None


def _place(fields: Mapping[str, Any]) -> str | None:
    where = fields.get("where")
    told = _text_field(fields, "location") or _text_field(fields, "venue")
    return told or (where.get("valuestring") if isinstance(where, Mapping) else None)


def _zone(fields: Mapping[str, Any]) -> str | None:
    name = _text_field(fields, "tzid") or _text_field(fields, "timezone")
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
