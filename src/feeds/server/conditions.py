"""What a client wants only if something holds, and of what it wants a part (RFC 9110 sections 13 and 14)."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["send", "unchanged", "failed"]
Fields: TypeAlias = dict[bytes, bytes]

# More digits than any file has bytes, and fewer than Python refuses to read.
_RANGE = re.compile(rb"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)


def weigh(fields: Fields, etag: bytes, modified: int) -> Verdict:
    """Decide by the preconditions, in the order of section 13.2.2: tags go before dates; `modified` is in seconds."""
    must = fields.get(b"if-match")
    if must is not None:
        if must.strip() != b"*" and etag not in _tags(must):
            return "failed"
    elif not _is_since(fields.get(b"if-unmodified-since"), modified, otherwise=True):
        return "failed"
    known = fields.get(b"if-none-match")
    # An empty one says nothing, and hides no date.
    if known:
        return "unchanged" if is_known(known, etag) else "send"
    return "unchanged" if _is_since(fields.get(b"if-modified-since"), modified, otherwise=False) else "send"


def is_known(known: bytes, etag: bytes) -> bool:
    """Tell whether a tag is among those of an `If-None-Match`, weak ones too."""
    return known == etag or known.strip() == b"*" or etag in [tag.removeprefix(b"W/") for tag in _tags(known)]


def _tags(value: bytes) -> list[bytes]:
    return [tag.strip() for tag in value.split(b",")]


def _is_since(value: bytes | None, modified: int, *, otherwise: bool) -> bool:
    date = None if value is None else _seconds(value)
    return otherwise if date is None else modified <= date


def _seconds(value: bytes) -> float | None:
    try:
        return parsedate_to_datetime(value.decode("ascii")).timestamp()
    except (ValueError, OverflowError):
        return None


def part_of(fields: Fields, size: int, etag: bytes, modified: int) -> tuple[int, int] | Literal["all", "none"]:
    """Give start and end of the one range that is asked for; several are answered as if there were none."""
    asked = fields.get(b"range")
    found = _RANGE.fullmatch(asked) if asked is not None else None
    if found is None or not _is_still(fields.get(b"if-range"), etag, modified):
        return "all"
    first, last = found.groups()
    if not first:
        return "all" if not last else (max(0, size - int(last)), size) if int(last) and size else "none"
    if last and int(last) < int(first):
        return "all"
    end = min(size, int(last) + 1) if last else size
    return (int(first), end) if int(first) < size else "none"


def _is_still(value: bytes | None, etag: bytes, modified: int) -> bool:
    if value is None:
        return True
    tag = value.strip()
    return tag == etag if tag.startswith((b'"', b"W/")) else _seconds(tag) == modified
