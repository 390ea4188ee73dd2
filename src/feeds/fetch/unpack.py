"""Content codings (RFC 9110 section 8.4): unpacked bit by bit, and no further than a limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

ACCEPTED = "gzip, deflate, br, zstd"
"""What may be sent to us."""
_PIECE = 65_536
# Four bytes may stand for 128 kilobytes, and this reader gives all that it can make of what it gets.
_SLICE = 128
_LAYERS = 2
_WINDOW = 8 * 2**20  # bytes; RFC 9659: what a client of zstd has to hold


class TooLargeError(Exception):
    """Says that what was packed is larger than the limit."""


def unpacked(body: bytes, coding: str, limit: int) -> bytes:
    """Undo the codings of a body, the last one first.

    Raises:
        ValueError: the body is damaged, cut off, or in a coding that is not known.
        TooLargeError: it is larger than `limit`; no more than that is held.
    """
    codings = [name for part in coding.lower().split(",") if (name := part.strip()) and name != "identity"]
    if len(codings) > _LAYERS:
        raise ValueError("it is packed more than twice")
    for name in reversed(codings):
        if name not in _CODINGS:
            raise ValueError(f"it is packed in a way that is not known ({name[:20]!r})")
        body = _whole(_CODINGS[name](body), limit)
    return body


def _whole(pieces: Iterator[bytes], limit: int) -> bytes:
    found, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise TooLargeError
        found.append(piece)
    return b"".join(found)


def _gzip(body: bytes) -> Iterator[bytes]:
    # A file may hold several members, one after the other (RFC 1952 section 2.2).
    while body:
        decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield from _inflated(decoder, body)
        body = decoder.unused_data.lstrip(b"\0")


def _deflate(body: bytes) -> Iterator[bytes]:
    # Some servers mean the bare stream of RFC 1951, which has no header.
    has_header = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    yield from _inflated(zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS), body)


def _inflated(decoder: zlib._Decompress, body: bytes) -> Iterator[bytes]:
    try:
        while not decoder.eof:
            piece = decoder.decompress(body, _PIECE)
            body = decoder.unconsumed_tail
            yield piece
            if not piece and not body:
                raise ValueError("it was cut off")
    except zlib.error as error:
        raise ValueError("it is damaged") from error


def _brotli(body: bytes) -> Iterator[bytes]:
    import brotli  # noqa: PLC0415  few servers use it

    decoder = brotli.Decompressor()
    try:
        piece = decoder.process(body, output_buffer_limit=_PIECE)
        while piece or not decoder.can_accept_more_data():
            yield piece
            piece = decoder.process(b"", output_buffer_limit=_PIECE)
    except brotli.error as error:
        raise ValueError("it is damaged") from error
    if not decoder.is_finished():
        raise ValueError("it was cut off")


def _zstd(body: bytes) -> Iterator[bytes]:
    import zstandard  # noqa: PLC0415  few servers use it

    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    try:
        while body:
            decoder, start = reader.decompressobj(), 0
            while start < len(body) and not decoder.eof:
                yield decoder.decompress(body[start : start + _SLICE])
                start += _SLICE
            if not decoder.eof:
                raise ValueError("it was cut off")
            # A body may hold several frames, one after the other (RFC 8878 section 3.1).
            body = decoder.unused_data + body[start:]
    except zstandard.ZstdError as error:
        raise ValueError("it is damaged") from error


_CODINGS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
