"""Input format `jsonl`: our own item form, one JSON object a line, as `feeds extract --json` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfoNotFoundError

import msgspec

from feeds.model import KINDS, Event, Fetched, Item, JobPosting, Kind, PersonnelNotice, Rejected, Source, decode_hook
from feeds.text import one_line, safe_html

_RULE = "jsonl"
_SHOWN = 200  # characters of a refused line
_ITEMS = msgspec.json.Decoder(Item, dec_hook=decode_hook)
_MOMENTS = ("published", "updated", "start", "end", "previous_start", "registration_deadline", "valid_through")


class _Tag(msgspec.Struct):
    kind: str = ""


def split(body: bytes) -> list[bytes]:
    """Give the lines, each with an item of its own."""
    return body.removeprefix(b"\xef\xbb\xbf").splitlines()


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Read a line; an empty one is none, one that cannot be used is refused with the reason."""
    if not fetched.body.strip():
        return
    try:
        item = _ITEMS.decode(fetched.body)
        yield _prepared(item, source)
    except (msgspec.MsgspecError, ValueError, KeyError, ZoneInfoNotFoundError, RecursionError) as error:
        yield Rejected(
            kind=_kind(fetched.body),
            lines=(fetched.line, fetched.line),
            text=one_line(fetched.body.decode("utf-8", "replace"))[:_SHOWN],
            rule=_RULE,
            reason=one_line(str(error)) or "this is not JSON",
        )


def _prepared(item: Item, source: Source) -> Item:
    for name in _MOMENTS:
        value = getattr(item, name, None)
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError(f"`{name}` has a time without an offset; write it like 2026-05-27T09:00:00+02:00")
    if isinstance(item, Event) and item.start and item.end:
        if isinstance(item.start, datetime) != isinstance(item.end, datetime):
            raise ValueError("`start` and `end` are not both days or both instants")
        if item.end < item.start:
            raise ValueError("`end` lies before `start`")
    if isinstance(item, PersonnelNotice) and not one_line(item.person.name):
        raise ValueError("`person` has no name")
    if isinstance(item, JobPosting) and not (item.title or item.hiring_organization):
        raise ValueError("a job posting needs `title` or `hiring_organization`")
    content = safe_html(item.content) if item.content else None
    if isinstance(item, Event) and isinstance(item.start, datetime) and item.timezone is None and source.timezone:
        item = msgspec.structs.replace(item, timezone=source.timezone)
    return msgspec.structs.replace(item, content=content, language=item.language or source.language)


def _kind(body: bytes) -> Kind:
    try:
        told = msgspec.json.decode(body, type=_Tag).kind
    except msgspec.MsgspecError:
        return KINDS[0]
    return next((kind for kind in KINDS if kind == told), KINDS[0])
