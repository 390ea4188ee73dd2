"""JSON Feed 1 and 1.1, with our own objects for events, notices and postings; a wrong item costs itself alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import msgspec

from feeds.errors import SourceError
from feeds.model import Fetched, Item, Rejected, Source, decode_hook
from feeds.parse.entries import Entry, Head, items, refused
from feeds.text import one_line, paragraph

_RULE = "json-feed"
_MOST_ITEMS = 20_000
_OURS = ('"_event":{', '"_notice":{', '"_job":{')
# The names that differ from those of our items, and what only the feed needs.
_EVENT = {"tz": "timezone"}
_LEFT_OUT = frozenset({"uid", "all_day", "ics_url"})


class _Document(msgspec.Struct):
    version: Any = None
    title: Any = None
    home_page_url: Any = None
    feed_url: Any = None
    language: Any = None
    authors: Any = None
    author: Any = None
    items: list[msgspec.Raw] | None = None


def parse(text: str, fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Give the items of a JSON Feed.

    Raises:
        SourceError: it is no JSON Feed.
    """
    document = _document(text, fetched)
    head = Head(
        title=_text(document.title) or "",
        home=_text(document.home_page_url),
        language=_text(document.language),
        is_ours=any(name in text for name in _OURS),
        rule=_RULE,
    )
    entries: list[Entry] = []
    wrong: list[Rejected] = []
    line, body, place = fetched.line, text.encode("utf-8", "replace"), 0
    for raw in document.items or []:
        start = body.find(bytes(raw), place)
        line, place = line + body.count(b"\n", place, start), max(start, place)
        try:
            entries.append(_entry(msgspec.json.decode(raw), document, line))
        except (msgspec.MsgspecError, ValueError, KeyError, ZoneInfoNotFoundError, RecursionError) as error:
            told = bytes(raw)[:200].decode("utf-8", "replace")
            wrong.append(refused(_RULE, line, told, one_line(str(error))))
    yield from items(head, entries, fetched, source)
    yield from wrong


def _document(text: str, fetched: Fetched) -> _Document:
    try:
        document = msgspec.json.decode(text, type=_Document)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as error:
        raise SourceError(f"it is no JSON Feed: {error}", where=fetched.location) from error
    if document.items is None or not str(document.version or "").startswith(("https://jsonfeed", "http://jsonfeed")):
        raise SourceError("it is JSON, but no JSON Feed", where=fetched.location, remedy="set `format` of the source")
    if len(document.items) > _MOST_ITEMS:
        raise SourceError(f"there are more than {_MOST_ITEMS:,} items", where=fetched.location, remedy="split it")
    return document


def _entry(read: object, document: _Document, line: int) -> Entry:
    if not isinstance(read, Mapping):
        raise ValueError("an item is no object")
    html, plain = _text(read.get("content_html")), _text(read.get("content_text"))
    told = _text(read.get("id")) or (str(read["id"]) if isinstance(read.get("id"), int | float) else None)
    ours = any(isinstance(read.get(name), Mapping) for name in ("_event", "_notice", "_job"))
    link, external = _text(read.get("url")), _text(read.get("external_url"))
    # Whoever publishes a feed of ours did not write what is in it.
    people = _names(read) or (() if ours else _names({"authors": document.authors, "author": document.author}))
    return Entry(
        line=line,
        id=told,
        link=(external or link) if ours else (link or external),
        title=_text(read.get("title")),
        summary=_text(read.get("summary")) and _escaped(_text(read.get("summary")) or ""),
        content=html or (_paragraphs(plain) if plain else None),
        authors=people,
        categories=_texts(read.get("tags")),
        published=_text(read.get("date_published")),
        updated=_text(read.get("date_modified")),
        language=_text(read.get("language")),
        facts=_facts(read),
        announces=isinstance(read.get("_announcement"), Mapping),
    )


def _facts(read: Mapping[str, Any]) -> Item | None:
    """Give what an object of ours says, as an item without what every entry says.

    Raises:
        ValueError: a fact is not what it should be; the message names it.
    """
    for name, kind in (("_event", "event"), ("_notice", "personnel_notice"), ("_job", "job_posting")):
        told = read.get(name)
        if isinstance(told, Mapping):
            known = {_EVENT.get(key, key): value for key, value in told.items() if key not in _LEFT_OUT}
            if kind == "personnel_notice":
                known["person"] = {"name": known.get("person") or "", "age": known.pop("age", None)}
            known = {key: value for key, value in known.items() if value is not None}
            item: Item = msgspec.convert({"kind": kind, **known}, Item, dec_hook=decode_hook)
            return item
    return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _names(thing: Mapping[str, Any]) -> tuple[str, ...]:
    listed = thing.get("authors")
    people = listed if isinstance(listed, list) and listed else [thing.get("author")]
    return tuple(name for one in people if isinstance(one, Mapping) and (name := _text(one.get("name"))))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _paragraphs(text: str) -> str:
    blocks = (block.strip() for block in text.split("\n\n"))
    return "\n".join(paragraph(block).replace("\n", "<br>\n") for block in blocks if block)
