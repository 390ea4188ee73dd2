"""One connection: requests in, answers out, one after the other, and an end to it when its client stalls."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Awaitable
from http import HTTPStatus
from typing import cast

from feeds.server import access
from feeds.server.answer import Answer, plain, refused
from feeds.server.crew import Crew
from feeds.server.request import LONGEST_HEAD, LONGEST_TARGET, Request, parse

log = logging.getLogger("feeds.server")

_LINGER = 2.0
"""Seconds for a client to take its last answer while it still sends: hung up on at once, it would lose it."""
_IGNORED = 4 * 1024 * 1024
"""Bytes that are taken from such a client and thrown away."""


class Connection(asyncio.Protocol):
    """Reads requests and writes answers; its `deadline` is the time of the loop at which its crew cuts it."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._buffer = bytearray()
        self._task: asyncio.Future[Answer] | None = None
        self._writable: asyncio.Future[None] | None = None
        self._is_last = self._is_paused = self._has_ended = False
        self._ignored: int | None = None
        self._peer = "-"
        self.deadline = float("inf")
        self.unsent = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request, if there is room."""
        self.transport = cast("asyncio.Transport", transport)
        if not self._crew.take(self):
            self.transport.abort()
            return
        peer = transport.get_extra_info("peername")
        self._peer = peer[0] if peer else "-"
        # asyncio does this only for a socket that names TCP as its protocol, which one of create_server does not.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what was being done for the client."""
        self._crew.leave(self)
        if self._task is not None:
            self._task.cancel()
        self._resume()

    def data_received(self, data: bytes) -> None:
        """Take bytes; only a whole request counts as progress."""
        if self._ignored is not None:
            self._ignored += len(data)
            if self._ignored > _IGNORED:
                self.transport.abort()
            return
        self._buffer += data
        if not self._is_waiting:
            self._go_on()
        elif len(self._buffer) > LONGEST_HEAD:
            self._is_paused = True
            self.transport.pause_reading()

    def eof_received(self) -> bool:
        """Answer still what was asked before the client said that it has no more to ask."""
        self._has_ended = True
        return self._is_waiting

    def pause_writing(self) -> None:
        """Begin to wait for a client that is slow in taking its answer."""
        self._writable = self._crew.loop.create_future()
        self.unsent = self.transport.get_write_buffer_size()
        self._expect()

    def resume_writing(self) -> None:
        """Go on with an answer, or with what is asked next."""
        self._resume()
        if self._task is None:
            self._proceed()
        else:
            self.deadline = float("inf")

    def is_taking(self) -> bool:
        """Tell whether the client took something since the last look; then it has more time."""
        unsent = self.transport.get_write_buffer_size()
        takes = 0 < unsent < self.unsent
        self.unsent = unsent
        if takes:
            self._expect()
        return takes

    def finish(self) -> None:
        """Ask for no more: end at once, or after the answer that is on its way."""
        self._is_last = True
        if self._task is None:
            self.transport.close()

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is asked at the moment."""
        return self._task is None and not self._buffer

    @property
    def _is_waiting(self) -> bool:
        """Tell whether an answer is on its way, or one was not taken: then nothing else is looked at."""
        return self._task is not None or self._writable is not None

    def _proceed(self) -> None:
        """Take up again what was asked in the meantime."""
        if self._is_paused:
            self._is_paused = False
            self.transport.resume_reading()
        self._go_on()
        if self._has_ended and not self._is_waiting:
            self.transport.close()

    def _go_on(self) -> None:
        """Answer what has come whole, as long as each answer is ready, and taken."""
        while self._buffer and not self._is_waiting and self._ignored is None and not self.transport.is_closing():
            request = self._next()
            if request is None:
                return
            if isinstance(request, HTTPStatus):
                self._write(None, refused(request))
                return
            answer = self._crew.site.answer(request)
            if isinstance(answer, Answer) and answer.span is None:
                self._write(request, answer)
            else:
                self._await(request, answer)

    def _next(self) -> Request | HTTPStatus | None:
        """Take the next head out of what has come; None while it is not whole."""
        while self._buffer.startswith(b"\r\n"):
            # RFC 9112 section 2.2: some clients end a request with one line too many.
            del self._buffer[:2]
        end = self._buffer.find(b"\r\n\r\n", 0, LONGEST_HEAD)
        if end >= 0:
            head = bytes(self._buffer[: end + 2])
            del self._buffer[: end + 4]
            return parse(head)
        line = self._buffer.find(b"\n", 0, LONGEST_HEAD)
        if line < 0 and len(self._buffer) > LONGEST_TARGET + 100:
            return HTTPStatus.REQUEST_URI_TOO_LONG
        if len(self._buffer) >= LONGEST_HEAD:
            return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        # What speaks no HTTP at all is told so at once, not when its time is up.
        return None if self._buffer[:1].isalpha() and not _is_lost(self._buffer, line) else HTTPStatus.BAD_REQUEST

    def _await(self, request: Request, answer: Answer | Awaitable[Answer]) -> None:
        self.deadline = float("inf")
        self._task = asyncio.ensure_future(self._work(request, answer))
        self._task.add_done_callback(self._worked)

    async def _work(self, request: Request, answer: Answer | Awaitable[Answer]) -> Answer:
        answer = answer if isinstance(answer, Answer) else await answer
        self._write(request, answer)
        if answer.span is not None and request.method != "HEAD":
            await self._stream(answer)
        return answer

    async def _stream(self, answer: Answer) -> None:
        assert answer.span is not None
        for piece in answer.span.pieces():
            self.transport.write(piece)
            if self._writable is not None:
                await self._writable
            if self.transport.is_closing():
                return

    def _worked(self, task: asyncio.Future[Answer]) -> None:
        self._task = None
        if task.cancelled() or self.transport.is_closing():
            return
        if (error := task.exception()) is not None:
            log.error("a request failed: %s: %s", type(error).__name__, error)
            self._is_last = True
            self._write(None, plain(HTTPStatus.INTERNAL_SERVER_ERROR))
        self._answered()
        if self._writable is None:
            self._proceed()

    def _write(self, request: Request | None, answer: Answer) -> None:
        """Write an answer, or its head if a body cannot be sent at once."""
        self._is_last |= answer.ends or request is None or not request.keeps or self._crew.is_busy
        parts = [answer.head, self._crew.date]
        if self._is_last:
            parts.append(b"Connection: close\r\n")
        elif request is not None and request.is_old:
            parts.append(b"Connection: keep-alive\r\n")
        parts.append(b"\r\n")
        if request is None or request.method != "HEAD":
            parts.append(answer.body)
        self.transport.write(b"".join(parts))
        if self._crew.site.what.access_log:
            access.note(self._peer, request, answer)
        if self._task is None:
            self._answered()

    def _answered(self) -> None:
        self.unsent = self.transport.get_write_buffer_size()
        self._expect()
        if not self._is_last or self._ignored is not None:
            return
        if self._has_ended:
            self.transport.close()
            return
        self._ignored = 0
        self._buffer.clear()
        self.transport.write_eof()
        if self.unsent == 0:
            self.deadline = self._crew.loop.time() + min(_LINGER, self._crew.patience)

    def _expect(self) -> None:
        self.deadline = self._crew.loop.time() + self._crew.patience

    def _resume(self) -> None:
        if self._writable is not None:
            waiting, self._writable = self._writable, None
            if not waiting.done():
                waiting.set_result(None)


def _is_lost(buffer: bytearray, line: int) -> bool:
    """Tell whether the first line, if it is whole, can be none of a request."""
    return line >= 0 and not (b" HTTP/" in buffer[:line] and buffer[:line].endswith(b"\r"))
