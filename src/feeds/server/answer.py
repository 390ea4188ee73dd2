"""What goes back to a client: a head that is ready but for date and connection, and a body or the place of one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from io import BufferedReader

import msgspec

from feeds.media import FOR_ALL

PIECE = 256 * 1024
"""Bytes up to which a file is held in memory and sent at once; a larger one is held open and sent in such pieces."""


class Span(msgspec.Struct, frozen=True):
    """A part of an open file, to be read piece by piece."""

    file: BufferedReader
    start: int
    size: int

    def pieces(self) -> Iterator[bytes]:
        """Read the part; others read the file too, so where each piece stands is said."""
        end = self.start + self.size
        for start in range(self.start, end, PIECE):
            yield os.pread(self.file.fileno(), min(PIECE, end - start), start)


class Answer(msgspec.Struct, frozen=True):
    """A status, its head, and a body or a part of a file; `ends` says that the connection cannot go on."""

    status: int
    head: bytes
    body: bytes = b""
    span: Span | None = None
    ends: bool = False

    @property
    def size(self) -> int:
        """Count the bytes of the body."""
        return self.span.size if self.span else len(self.body)


def head(status: int, headers: Iterable[tuple[str, str]]) -> bytes:
    """Write a status line and headers; a line break in a value becomes a space."""
    lines = [f"HTTP/1.1 {int(status)} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {' '.join(value.splitlines())}" for name, value in headers]
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1", "replace")


def plain(status: HTTPStatus, *more: tuple[str, str], text: str = "", age: str = "no-store") -> Answer:
    """Answer with a status in words, or with a text; `age` says whether it may be kept."""
    body = f"{text or f'{int(status)} {status.phrase}'}\n".encode()
    headers = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", age),
        *FOR_ALL,
        *more,
    )
    return Answer(status, head(status, headers), body)


def refused(status: HTTPStatus) -> Answer:
    """Answer to what was not understood, so that nobody knows where the next request would begin."""
    return msgspec.structs.replace(plain(status), ends=True)


def bare(status: HTTPStatus, *more: tuple[str, str]) -> Answer:
    """Answer without a body."""
    return Answer(status, head(status, (*more, *FOR_ALL)))
