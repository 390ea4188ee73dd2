"""Where each entry stands in a published file: for cutting it out again, and for seeing what a new file would lose."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

_ROW = struct.Struct(">16s8sIQI")


class Place(NamedTuple):
    """An entry in a file: its uid and digest, what its title is known by, and where its bytes are."""

    uid: str
    digest: str
    title: int
    offset: int
    length: int


def packed(place: Place) -> bytes:
    """Write a place as 40 bytes."""
    raw = bytes.fromhex(place.uid.removeprefix("urn:uuid:").replace("-", ""))
    return _ROW.pack(raw, bytes.fromhex(place.digest), place.title, place.offset, place.length)


def key(uid: str, digest: str) -> bytes:
    """Name an entry in just this form, as it is looked up in `places`."""
    return bytes.fromhex(uid.removeprefix("urn:uuid:").replace("-", "") + digest)


def places(contents: bytes) -> dict[bytes, tuple[int, int, int]]:
    """Give title, offset and length of each entry by its key."""
    return {uid + digest: (title, offset, length) for uid, digest, title, offset, length in _ROW.iter_unpack(contents)}


def rows(contents: bytes) -> Iterator[Place]:
    """Give each entry with its place, in the order of the file."""
    for uid, digest, title, offset, length in _ROW.iter_unpack(contents):
        yield Place(_urn(uid), digest.hex(), title, offset, length)


def uids(contents: bytes) -> Iterator[tuple[str, int]]:
    """Give uid and title of each entry, in the order of the file."""
    for raw, _, title, _, _ in _ROW.iter_unpack(contents):
        yield _urn(raw), title


def _urn(raw: bytes) -> str:
    text = raw.hex()
    return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def title_mark(title: str) -> int:
    """Give a small number that tells two titles apart, most of the time."""
    return crc32(title.encode("utf-8", "replace"))
