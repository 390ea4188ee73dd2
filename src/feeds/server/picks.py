"""Feeds and pages that are filtered by their address: made in a thread, one at a time, kept while their files stay."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

import msgspec

from feeds import selection
from feeds.errors import FeedsError
from feeds.ledger import Ledger
from feeds.model import Config
from feeds.pipeline import looked_into
from feeds.selection import Selection
from feeds.server.answer import Answer, plain
from feeds.server.document import Document
from feeds.server.shelf import Shelf

WAITING = 8
"""How many may wait for a feed to be made; more are told to come again."""
LARGEST = 32 * 1024 * 1024
"""Bytes of a file up to which it is filtered."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of `whole`, and the files that say what is published of it; a page is made for a day."""

    whole: Document
    wanted: Selection
    files: tuple[Document, ...]
    today: date | None = None

    @property
    def name(self) -> str:
        """Give the path with the query, written in one way."""
        return f"{self.whole.path}?{self.wanted.query}"

    @property
    def made_of(self) -> str:
        """Name all that it is made from."""
        return " ".join((*(file.digest for file in self.files), str(self.today or "")))

    @property
    def is_too_large(self) -> bool:
        """Tell whether one of the files is."""
        return any(file.plain.size > LARGEST for file in self.files)


class Picks:
    """Makes feeds of what is asked of the feeds on a shelf, and pages of what is asked of their pages."""

    def __init__(self, config: Config, shelf: Shelf, read: Callable[[str], Awaitable[Document | None]]) -> None:
        self._config, self._shelf, self._read = config, shelf, read
        self._pages = selection.landings(config)
        self._places = frozenset(selection.paths(config)) | self._pages.keys()
        self._making = asyncio.Lock()
        self._waiting = 0

    def has(self, place: str) -> bool:
        """Tell whether what stands at a place can be filtered."""
        return place in self._places

    async def find(self, place: str, query: str) -> Document | Answer | None:
        """Give what is asked of a feed, the feed itself if nothing is, None without one."""
        try:
            wanted = selection.read(query)
        except ValueError as error:
            return plain(HTTPStatus.BAD_REQUEST, text=f"400 Bad Request: {error}")
        whole = await self._read(place)
        if whole is None or not wanted.query:
            return whole
        order = await self._order(whole, wanted)
        return self._shelf.made(order.name, order.made_of) or await self._turn(order)

    async def _order(self, whole: Document, wanted: Selection) -> Order:
        feed = self._pages.get(whole.path)
        if feed is None:
            return Order(whole=whole, wanted=wanted, files=(whole,))
        files = [await self._read(path) for path in selection.behind(feed)]
        today = datetime.now(ZoneInfo(self._config.site.timezone)).date()
        return Order(whole=whole, wanted=wanted, files=tuple(file for file in files if file), today=today)

    async def _turn(self, order: Order) -> Document | Answer:
        if order.is_too_large:
            return plain(HTTPStatus.BAD_REQUEST, text="400 Bad Request: this feed is too large to be filtered")
        if self._waiting >= WAITING:
            return _later("2")
        self._waiting += 1
        try:
            async with self._making:
                # Whoever waited may find that it was made for another.
                known = self._shelf.made(order.name, order.made_of)
                return known or await asyncio.to_thread(self._make, order) or _later("1")
        finally:
            self._waiting -= 1

    def _make(self, order: Order) -> Document | None:
        try:
            with looked_into(self._config) as ledger:
                body = self._body(ledger, order)
        except FeedsError:
            # A build may be at work, or the ledger is not in order, which a build tells its owner.
            return None
        if body is None:
            return None
        newest = max((order.whole, *order.files), key=lambda file: file.modified).stamp
        stamp = msgspec.structs.replace(newest, size=len(body))
        return Document(
            order.name, stamp, self._shelf.max_age, body=body, more=self._links(order), made_of=order.made_of
        )

    def _body(self, ledger: Ledger, order: Order) -> bytes | None:
        path, wanted = order.whole.path, order.wanted
        if order.today is None:
            return selection.selected(self._config, ledger, path, order.whole.all_bytes(), wanted)
        hashes = {file.path: file.digest for file in order.files}
        return selection.page(self._config, ledger, path, hashes, wanted, today=order.today)

    def _links(self, order: Order) -> tuple[tuple[str, str], ...]:
        """Tell a feed's own address; nobody subscribes to a page."""
        base = self._config.site.base_url
        return (("Link", f'<{base}{order.name}>; rel="self"'),) if base and order.today is None else ()


def _later(seconds: str) -> Answer:
    return plain(HTTPStatus.SERVICE_UNAVAILABLE, ("Retry-After", seconds))
