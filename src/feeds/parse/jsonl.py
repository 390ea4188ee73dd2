"""Input format `jsonl`: our own item form, one JSON object a line, as `feeds extract --json` writes it.

Where the source says what the keys of its objects mean, each line is an object of any form.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfoNotFoundError

import msgspec

from feeds.model import KINDS, Fetched, Item, Kind, Rejected, Source, decode_hook
from feeds.parse import objects
from feeds.parse.named import Row, read
from feeds.parse.prepared import prepared
from feeds.text import one_line

_RULE = "jsonl"
_SHOWN = 200  # characters of a refused line
_ITEMS = msgspec.json.Decoder(Item, dec_hook=decode_hook)


class _Tag(msgspec.Struct):
    kind: str = ""


def split(body: bytes) -> list[bytes]:
    """Give the lines, each with an item of its own."""
    return body.removeprefix(b"\xef\xbb\xbf").splitlines()


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Read a line; an empty one is none, one that cannot be used is refused with the reason."""
    if not fetched.body.strip():
        return
    if source.fields and (row := _foreign(fetched.body, source)) is not None:
        yield from read(row, fetched, source, _RULE)
        return
    try:
        item = _ITEMS.decode(fetched.body)
        yield prepared(item, source)
    except (msgspec.MsgspecError, ValueError, KeyError, ZoneInfoNotFoundError, RecursionError) as error:
        yield Rejected(
            kind=_kind(fetched.body),
            lines=(fetched.line, fetched.line),
            text=one_line(fetched.body.decode("utf-8", "replace"))[:_SHOWN],
            rule=_RULE,
            reason=one_line(str(error)) or "this is not JSON",
        )


def _foreign(body: bytes, source: Source) -> Row | None:
    """Take apart an object that is not of our own form."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    is_foreign = isinstance(value, dict) and value.get("kind") not in KINDS
    return objects.row(value, source) if is_foreign else None


def _kind(body: bytes) -> Kind:
    try:
        told = msgspec.json.decode(body, type=_Tag).kind
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return KINDS[0]
    return next((kind for kind in KINDS if kind == told), KINDS[0])
