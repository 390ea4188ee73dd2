"""What is answered to a request: a file, a part of one, that it has moved or is gone, or how things are."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, TypeVar, cast
from urllib.parse import quote

from feeds import media
from feeds.errors import FeedsError
from feeds.server import codings
from feeds.server.answer import PIECE, Answer, bare, plain
from feeds.server.answer import head as head_of
from feeds.server.conditions import part_of, weigh
from feeds.server.document import Document, Form
from feeds.server.live import LIVE, Live, Told
from feeds.server.picks import Picks
from feeds.server.request import Request
from feeds.server.served import Served, is_gone
from feeds.server.shelf import Shelf, safe_path

Thing = TypeVar("Thing")

log = logging.getLogger("feeds.server")

_ALLOWED = ("Allow", "GET, HEAD, OPTIONS")
# RFC 9110's own and PATCH: known, and of no use here.
_KNOWN = frozenset({"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"})
_PREFLIGHT = (
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    # Readers in a browser send validators, and whatever their makers thought of.
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Max-Age", "86400"),
)
_ALIVE = Told(body=b"ok\n", media_type="text/plain; charset=utf-8")
_UNKNOWN = Told(body=b"not known at the moment\n", media_type="text/plain; charset=utf-8", status=503)
_NOT_FOUND = "404.html"


class Site:
    """Answers requests; all that takes time is done in threads, and the same work once for all who wait for it."""

    def __init__(self, what: Served) -> None:
        self.change(what)

    def change(self, what: Served) -> None:
        """Answer for this from now on."""
        self.what = what
        links = {path: (("Link", link),) for path, link in what.links.items()}
        self._shelf = Shelf(what.root, what.max_age, links)
        self._picks = Picks(what.config, self._shelf, self._read) if what.config else None
        self._asking = asyncio.Lock()
        self._at_work: dict[object, asyncio.Future[Any]] = {}

    def answer(self, request: Request) -> Answer | Awaitable[Answer]:
        """Answer at once, or as soon as something is read, packed or asked for."""
        if request.method not in ("GET", "HEAD"):
            return _other(request)
        return self._tell(request) if request.path in LIVE else self._find(request)

    def _find(self, request: Request) -> Answer | Awaitable[Answer]:
        place = safe_path(request.path)
        if place is None:
            return self._missing(request)
        if request.query and self._picks and self._picks.has(place):
            return self._pick(self._picks, request, place)
        found = self._shelf.at_hand(place)
        if isinstance(found, Document):
            return self._send(request, found)
        if found is not None and found.size > PIECE:
            return self._fetch(request, place)
        return self._sent(request, self._shelf.read(place) if found else None)

    def _sent(self, request: Request, document: Document | None) -> Answer | Awaitable[Answer]:
        if document is None:
            return self._missing(request)
        self._shelf.keep(document)
        return self._send(request, document)

    def _send(self, request: Request, document: Document) -> Answer | Awaitable[Answer]:
        form = document.form(request.fields.get(b"accept-encoding"))
        return self._packed(request, document) if form is None else _conditional(request, document, form)

    async def _packed(self, request: Request, document: Document) -> Answer:
        accepted = request.fields.get(b"accept-encoding", b"")
        await self._once((document, codings.wanted(accepted)), lambda: document.pack(accepted))
        self._shelf.keep(document)
        return _conditional(request, document, document.form(accepted) or document.plain)

    async def _fetch(self, request: Request, place: str) -> Answer:
        return await _settled(self._sent(request, await self._read(place)))

    async def _read(self, place: str) -> Document | None:
        """Give what stands at a place now; a large file is read in a thread."""
        found = self._shelf.at_hand(place)
        if found is None or isinstance(found, Document):
            return found
        document = await self._once(place, lambda: self._shelf.read(place))
        if document is not None:
            self._shelf.keep(document)
        return document

    async def _once(self, name: object, work: Callable[[], Thing]) -> Thing:
        """Do a work in a thread; whoever wants the same in the meantime waits for that."""
        task = self._at_work.get(name)
        if task is None:
            task = self._at_work[name] = asyncio.ensure_future(asyncio.to_thread(work))
            task.add_done_callback(lambda _: self._at_work.pop(name, None))
        # Who leaves takes nothing away from the others.
        return cast("Thing", await asyncio.shield(task))

    async def _pick(self, picks: Picks, request: Request, place: str) -> Answer:
        found = await picks.find(place, request.query)
        if isinstance(found, Answer):
            return found
        return await _settled(self._sent(request, found))

    async def _tell(self, request: Request) -> Answer:
        told = _ALIVE if request.path == "/healthz" else await self._ask(self.what.live, request.path)
        return await _settled(self._find(request) if told is None else _told(told))

    async def _ask(self, live: Live | None, path: str) -> Told | None:
        if live is None:
            # Without knowing of any source, who answers is ready.
            return _ALIVE if path == "/readyz" else None
        async with self._asking:
            try:
                return await asyncio.to_thread(live.answer, path)
            except FeedsError as error:
                # Where the ledger lies and what ails it is for its owner.
                log.warning("%s cannot be told: %s", path, " ".join(str(error).split()))
                return _UNKNOWN

    def _missing(self, request: Request) -> Answer:
        place = self.what.new_place(request.path)
        if place is not None:
            return _moved(place, request.query)
        status = HTTPStatus.GONE if is_gone(request.path) else HTTPStatus.NOT_FOUND
        page = self._shelf.at_hand(_NOT_FOUND)
        if page is not None and not isinstance(page, Document):
            page = self._shelf.read(_NOT_FOUND)
            if page is not None:
                self._shelf.keep(page)
        return page.plain.instead(status) if page else plain(status, age="no-cache")


async def _settled(answer: Answer | Awaitable[Answer]) -> Answer:
    return answer if isinstance(answer, Answer) else await answer


def _conditional(request: Request, document: Document, form: Form) -> Answer:
    fields, modified = request.fields, document.modified
    verdict = weigh(fields, form.etag, modified)
    if verdict == "unchanged":
        return form.unchanged
    if verdict == "failed":
        return plain(HTTPStatus.PRECONDITION_FAILED)
    if b"range" not in fields or request.method == "HEAD":
        return form.whole
    part = part_of(fields, form.size, form.etag, modified)
    if part == "all":
        return form.whole
    if part == "none":
        return plain(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, ("Content-Range", f"bytes */{form.size}"))
    return form.part(*part)


def _other(request: Request) -> Answer:
    if request.method == "OPTIONS":
        is_preflight = b"access-control-request-method" in request.fields
        return bare(HTTPStatus.NO_CONTENT, _ALLOWED, *(_PREFLIGHT if is_preflight else ()))
    known = request.method in _KNOWN
    return plain(HTTPStatus.METHOD_NOT_ALLOWED if known else HTTPStatus.NOT_IMPLEMENTED, _ALLOWED)


def _moved(place: str, query: str) -> Answer:
    # Relative, so that it is right at whatever address the folder is reached; a feed lies at the top of it.
    target = quote(place) + (f"?{query}" if query else "")
    return plain(HTTPStatus.MOVED_PERMANENTLY, ("Location", target), age="public, max-age=86400")


def _told(told: Told) -> Answer:
    suffix = ".svg" if told.media_type.startswith("image/svg") else ".html" if "html" in told.media_type else ""
    headers = (
        ("Content-Type", told.media_type),
        ("Content-Length", str(len(told.body))),
        ("Cache-Control", f"max-age={told.max_age}" if told.max_age else "no-cache"),
        *media.rules(suffix),
    )
    return Answer(told.status, head_of(told.status, headers), told.body)
