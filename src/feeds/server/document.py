"""A file, or what is made in its place, ready to be sent: in plain bytes, and in each coding that makes it smaller."""

from __future__ import annotations

import hashlib
import os
from email.utils import formatdate
from functools import cached_property
from http import HTTPStatus
from io import BufferedReader

import msgspec

from feeds import media
from feeds.server import codings
from feeds.server.answer import PIECE, Answer, Span, head

_BESIDE = 2048  # bytes of what is held beside a body
# The validators, the age and the leave to read: what a 304 has to repeat (RFC 9110 section 15.4.5).
_REPEATED = frozenset({"ETag", "Last-Modified", "Cache-Control", "Vary", *(name for name, _ in media.FOR_ALL[:2])})


class Stamp(msgspec.Struct, frozen=True):
    """What changes when a file is replaced."""

    mtime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Take the stamp of a file's status."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


class Form(msgspec.Struct, frozen=True):
    """A document in one coding: its own tag, the answers that are ready, and what else they are made from."""

    etag: bytes
    size: int
    headers: tuple[tuple[str, str], ...]
    whole: Answer
    unchanged: Answer

    def part(self, start: int, end: int) -> Answer:
        """Answer with the bytes from `start` up to `end`."""
        headers = (
            *((name, value) for name, value in self.headers if name != "Content-Length"),
            ("Content-Range", f"bytes {start}-{end - 1}/{self.size}"),
            ("Content-Length", str(end - start)),
        )
        span = self.whole.span and Span(self.whole.span.file, start, end - start)
        status = HTTPStatus.PARTIAL_CONTENT
        return Answer(status, head(status, headers), self.whole.body[start:end], span)

    def instead(self, status: HTTPStatus) -> Answer:
        """Answer with the bytes, for something that is not there: nobody is to keep them under its address."""
        kept = [(name, value) for name, value in self.headers if name not in ("ETag", "Last-Modified", "Accept-Ranges")]
        return msgspec.structs.replace(self.whole, status=status, head=head(status, kept))


class Document:
    """The bytes of an address: `body`, or those of an open `file`; `more` are headers that only this address has.

    Its `name` is the path, with a query if it was made of what has the digest `made_of`.
    """

    def __init__(
        self,
        name: str,
        stamp: Stamp,
        max_age: int,
        *,
        body: bytes = b"",
        file: BufferedReader | None = None,
        more: tuple[tuple[str, str], ...] = (),
        made_of: str = "",
    ) -> None:
        self.name, self.path, self.stamp, self.made_of = name, name.partition("?")[0], stamp, made_of
        self.modified = stamp.mtime_ns // 10**9
        self.digest = (hashlib.file_digest(file, "sha256") if file else hashlib.sha256(body)).hexdigest()
        self._max_age, self._body, self._file, self._more = max_age, body, file, more
        self._packed: dict[str, Form | None] = {}

    @property
    def weight(self) -> int:
        """Count the bytes that it takes in memory."""
        packed = sum(form.size + _BESIDE for form in self._packed.values() if form)
        return (PIECE if self._file else len(self._body)) + _BESIDE + packed

    @cached_property
    def plain(self) -> Form:
        """Give the bytes as they are."""
        return self._form("", self._body, self._file)

    def form(self, accepted: bytes | None) -> Form | None:
        """Give the form that a client likes best by its `Accept-Encoding`; None when that has to be packed first."""
        if not accepted or not self.may_gain:
            return self.plain
        for coding in codings.wanted(accepted):
            if coding not in self._packed:
                return None
            if form := self._packed[coding]:
                return form
        return self.plain

    def pack(self, accepted: bytes) -> None:
        """Pack it in the codings that may be asked for; takes its time."""
        for coding in codings.wanted(accepted):
            if coding not in self._packed:
                packed = codings.pack(coding, self.all_bytes()) if self._gains else b""
                self._packed[coding] = self._form(coding, packed, None) if packed else None
            if self._packed[coding]:
                return

    @cached_property
    def may_gain(self) -> bool:
        """Tell whether its address may be served in another coding."""
        suffix = media.suffix_of(self.path)
        return media.may_be_packed(suffix) and codings.SMALLEST <= self.stamp.size <= codings.LARGEST

    @cached_property
    def _gains(self) -> bool:
        return codings.gains(self.all_bytes())

    def all_bytes(self) -> bytes:
        """Give all bytes, from any thread."""
        if self._file is None:
            return self._body
        return os.pread(self._file.fileno(), self.stamp.size, 0)

    def _form(self, coding: str, body: bytes, file: BufferedReader | None) -> Form:
        size = self.stamp.size if file else len(body)
        etag = f'"{self.digest[:32]}{coding and "-"}{coding}"'
        headers = tuple(self._headers(coding, etag, size))
        status, unchanged = HTTPStatus.OK, HTTPStatus.NOT_MODIFIED
        return Form(
            etag.encode(),
            size,
            headers,
            Answer(status, head(status, headers), body, Span(file, 0, size) if file else None),
            Answer(unchanged, head(unchanged, (each for each in headers if each[0] in _REPEATED))),
        )

    def _headers(self, coding: str, etag: str, size: int) -> list[tuple[str, str]]:
        suffix = media.suffix_of(self.path)
        return [
            ("Content-Type", media.media_type(self.path)),
            ("Content-Length", str(size)),
            ("Content-Disposition", "inline"),
            *([("Content-Encoding", coding)] if coding else ()),
            *([("Vary", "Accept-Encoding")] if self.may_gain else ()),
            ("ETag", etag),
            ("Last-Modified", formatdate(self.modified, usegmt=True)),
            ("Cache-Control", media.caching(suffix, self._max_age)),
            ("Accept-Ranges", "bytes"),
            *media.rules(suffix),
            *self._more,
        ]
