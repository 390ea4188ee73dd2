"""Serve a published folder over HTTP: the one doorway to uvicorn.

Nothing but regular files below the folder is served: no dot file, no symbolic link, no listing. A file's size, time and
inode are looked at for each request, its bytes read and hashed only when one of them changed.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
import socket
import stat
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from io import BufferedReader
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from feeds.errors import FeedsError

MEDIA_TYPES = {
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
}
# A browser runs or draws these, so they are held short; and it asks again for them each time, for people press reload.
_PAGES = frozenset({".html", ".svg"})
_ASK_AGAIN = frozenset({".html", ".css"})
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

STALLED = 30.0
"""Seconds that a client may take to send a request whole, or to take the next piece of an answer."""
BUSY = 500
"""Connections from which on requests are answered with 503."""
FULL = 800
"""Connections beyond which a new one is closed at once: with the files held open, below the usual 1,024."""
PIECE = 256 * 1024
"""Bytes up to which a file is held in memory and sent at once; a larger one is held open and sent in such pieces."""
MEMORY = 32 * 1024 * 1024

Headers: TypeAlias = list[tuple[bytes, bytes]]
Scope: TypeAlias = Mapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Mapping[str, Any]]]
Send: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[None]]


class Stamp(msgspec.Struct, frozen=True):
    """What changes when a file is replaced."""

    mtime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Take the stamp of a file's status."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A published file, ready to be sent; a large one has an open `file` instead of a `body`."""

    stamp: Stamp
    etag: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""
    file: BufferedReader | None = None

    @property
    def weight(self) -> int:
        """Give the bytes that it counts for in memory."""
        return PIECE if self.file else len(self.body) + 1024

    def pieces(self) -> Iterator[bytes]:
        """Read the open file; others read it too, so each piece is sought."""
        if self.file is None:
            return
        for start in range(0, self.stamp.size, PIECE):
            self.file.seek(start)
            yield self.file.read(min(PIECE, self.stamp.size - start))


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A status, headers, and a body or a large document to stream."""

    status: HTTPStatus
    headers: Headers
    body: bytes = b""
    large: Document | None = None


class Shelf:
    """The files of a folder, those asked for last kept at hand in `memory` bytes; `max_age` is in seconds."""

    def __init__(self, root: Path, max_age: int, memory: int = MEMORY) -> None:
        self._root = root
        self._max_age = max_age
        self._room = memory
        self._known: OrderedDict[str, Document] = OrderedDict()

    async def find(self, path: str) -> Document | None:
        """Give the document at the path of an address, as it is on disk now."""
        place = safe_path(path)
        stamp = self._stamp(place) if place else None
        if place is None or stamp is None:
            return None
        known = self._known.get(place)
        if known and known.stamp == stamp:
            self._known.move_to_end(place)
            return known
        # Hashing a large file takes long enough for others to notice.
        reading = asyncio.to_thread(self._read, place) if stamp.size > PIECE else None
        return self._keep(place, await reading if reading else self._read(place))

    def _stamp(self, place: str) -> Stamp | None:
        """Look at a file without following any link below the root."""
        *above, _ = place.split("/")
        folder = str(self._root)
        try:
            for part in above:
                folder = f"{folder}/{part}"
                if not stat.S_ISDIR(os.lstat(folder).st_mode):
                    return None
            status = os.lstat(f"{self._root}/{place}")
        except OSError:
            return None
        return Stamp.of(status) if stat.S_ISREG(status.st_mode) else None

    def _read(self, place: str) -> Document | None:
        # Between the look and the opening somebody may put a link or a pipe in its place.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            file = os.fdopen(os.open(self._root / place, flags), "rb")
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                file.close()
                return None
            return self._document(place, file, Stamp.of(status))
        except OSError:
            return None

    def _document(self, place: str, file: BufferedReader, stamp: Stamp) -> Document:
        if stamp.size > PIECE:
            digest, body, kept = hashlib.file_digest(file, "sha256").hexdigest(), b"", file
        else:
            with file:
                body, kept = file.read(), None
            digest = hashlib.sha256(body).hexdigest()
            stamp = Stamp(stamp.mtime_ns, len(body), stamp.inode)
        etag = f'"{digest[:32]}"'.encode()
        headers = tuple(self._headers(Path(place).suffix, stamp, etag))
        return Document(stamp=stamp, etag=etag, headers=headers, body=body, file=kept)

    def _headers(self, suffix: str, stamp: Stamp, etag: bytes) -> Iterator[tuple[bytes, bytes]]:
        yield b"etag", etag
        yield b"last-modified", formatdate(stamp.mtime_ns // 10**9, usegmt=True).encode()
        age = "no-cache" if suffix in _ASK_AGAIN else f"public, max-age={self._max_age}"
        yield b"cache-control", age.encode()
        yield b"access-control-allow-origin", b"*"
        yield b"content-type", MEDIA_TYPES.get(suffix, "application/octet-stream").encode()
        yield b"content-length", str(stamp.size).encode()
        yield b"content-disposition", b"inline"
        yield b"x-content-type-options", b"nosniff"
        if suffix in _PAGES:
            yield b"content-security-policy", _POLICY.encode()

    def _keep(self, place: str, document: Document | None) -> Document | None:
        before = self._known.pop(place, None)
        self._room += before.weight if before else 0
        if document is not None:
            self._known[place] = document
            self._room -= document.weight
        while self._room < 0 and self._known:
            self._room += self._known.popitem(last=False)[1].weight
        return document


def safe_path(path: str) -> str | None:
    """Turn the decoded path of an address into one below the folder, or None if it may not be served."""
    if not path.startswith("/") or "\\" in path or ":" in path or not path.isprintable():
        return None
    place = path[1:] + ("index.html" if path.endswith("/") else "")
    return None if any(part == "" or part.startswith(".") for part in place.split("/")) else place


def is_unchanged(headers: Iterable[tuple[bytes, bytes]], document: Document) -> bool:
    """Tell whether a client has the document already (RFC 9110 section 13.2.2: tags go before dates)."""
    given = [(name, value) for name, value in headers if name in (b"if-none-match", b"if-modified-since")]
    if not given:
        return False
    tags = b",".join(value for name, value in given if name == b"if-none-match")
    if tags:
        known = [tag.strip().removeprefix(b"W/") for tag in tags.split(b",")]
        return known == [b"*"] or document.etag in known
    return _is_since(given[0][1], document.stamp)


def _is_since(value: bytes, stamp: Stamp) -> bool:
    try:
        date = parsedate_to_datetime(value.decode("ascii"))
        return stamp.mtime_ns // 10**9 <= date.timestamp()
    except (ValueError, OverflowError):
        return False


class FileApp:
    """An ASGI application that serves a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = await self._answer(scope["method"], scope["path"], scope["headers"])
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.large and scope["method"] != "HEAD":
            await _stream(answer.large, receive, send)
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, method: str, path: str, headers: Headers) -> Answer:
        if method not in ("GET", "HEAD"):
            return _short(HTTPStatus.METHOD_NOT_ALLOWED, [(b"allow", b"GET, HEAD")])
        document = await self._shelf.find(path)
        if document is None:
            return await self._missing()
        if is_unchanged(headers, document):
            # The validators, the age and the leave to read: what a 304 has to repeat (RFC 9110 section 15.4.5).
            return Answer(status=HTTPStatus.NOT_MODIFIED, headers=list(document.headers[:4]))
        return _whole(HTTPStatus.OK, list(document.headers), document)

    async def _missing(self) -> Answer:
        page = await self._shelf.find("/404.html")
        if page is None:
            return _short(HTTPStatus.NOT_FOUND, [])
        headers = [(name, value) for name, value in page.headers if name not in (b"etag", b"last-modified")]
        return _whole(HTTPStatus.NOT_FOUND, headers, page)


def _whole(status: HTTPStatus, headers: Headers, document: Document) -> Answer:
    return Answer(status=status, headers=headers, body=document.body, large=document if document.file else None)


async def _stream(document: Document, receive: Receive, send: Send) -> None:
    # uvicorn takes what is sent to a client that has gone, and would have all of the file read for nothing.
    leaving = asyncio.ensure_future(_leaving(receive))
    try:
        for piece in document.pieces():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            if leaving.done():
                return
    finally:
        leaving.cancel()


async def _leaving(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _short(status: HTTPStatus, headers: Headers) -> Answer:
    body = f"{status} {status.phrase}\n".encode()
    plain = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    return Answer(status=status, headers=plain + headers, body=body)


class Connection(H11Protocol):
    """A connection that is cut when its client stalls.

    uvicorn 0.54 drops idle connections between two requests only: one that never ends its headers or its body, or never
    takes its answer, stays for ever (see the tests).
    """

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        # asyncio does this only for a socket that names TCP as its protocol, which one of create_server does not; and
        # uvicorn writes head and body apart, so that each answer would wait 40 ms for the client's acknowledgement.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > FULL:
            transport.abort()
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        self._relax()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; only a whole request counts as progress."""
        super().data_received(data)
        answering = self.cycle and not (self.cycle.more_body or self.cycle.response_complete)
        if answering and not self.flow.write_paused:
            self._relax()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request, and for this answer to be taken."""
        super().on_response_complete()
        self._expect()

    def pause_writing(self) -> None:
        """Begin to wait for a client that is slow in taking its answer."""
        super().pause_writing()
        self._expect()

    def resume_writing(self) -> None:
        """Grant more time to a client that took a piece."""
        super().resume_writing()
        self._expect()

    def _expect(self) -> None:
        self._relax()
        self._deadline = self.loop.call_later(STALLED, self.transport.abort)

    def _relax(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()


def listen(host: str, port: int) -> socket.socket:
    """Open the door; port 0 takes any free one.

    Raises:
        FeedsError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        raise FeedsError(
            f"cannot listen: {error}", where=f"{host}:{port}", remedy="choose another --host or --port"
        ) from error


def address_of(door: socket.socket) -> str:
    """Give the address at which a door is found."""
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(root: Path, door: socket.socket, max_age: int, ready: Callable[[], None]) -> None:
    """Serve a folder until SIGTERM or SIGINT, then return, running answers finished; `max_age` is in seconds.

    `ready` is called once such a signal is minded and before the first answer.
    """
    server = server_of(root, max_age)
    # Whoever reads the address may stop us at once. And uvicorn raises the signal again when it is done, which would
    # end us with an error.
    before = {each: signal.signal(each, server.handle_exit) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        ready()
        server.run(sockets=[door])
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def server_of(root: Path, max_age: int) -> uvicorn.Server:
    """Make the server of a folder; it listens where its `run` is told to."""
    settings = uvicorn.Config(
        FileApp(Shelf(root, max_age)),
        http=Connection,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=BUSY,
        timeout_graceful_shutdown=5,
    )
    return uvicorn.Server(settings)
