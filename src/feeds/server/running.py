"""A server at work: until a signal comes, or in a thread until it is left."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from feeds.server.connection import Connection
from feeds.server.crew import Crew
from feeds.server.served import Served
from feeds.server.site import Site

log = logging.getLogger("feeds.server")

GRACE = 5.0
"""Seconds for answers that are on their way when a server is to end."""
LOOK = 2.0
"""Seconds between two looks whether something else is to be served."""

Again = Callable[[bool], Served | None]
"""Gives what is to be served from now on, None for the same; True asks for it even if nothing seems to have changed."""


class Running:
    """A server at work."""

    def __init__(self, what: Served, door: socket.socket) -> None:
        self._door = door
        self._site = Site(what)
        self._started = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    def change(self, what: Served) -> None:
        """Serve this from the next request on; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._site.change, what)

    def stop(self) -> None:
        """Take no more requests, and end when those that came are answered; from any thread."""
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)

    def run(self, ready: Callable[[Running], None] | None = None, again: Again | None = None) -> None:
        """Serve until told to stop; `ready` is called before the first answer, `again` now and then in a thread."""
        try:
            asyncio.run(self._run(ready, again))
        finally:
            self._started.set()

    def wait(self) -> None:
        """Wait until it serves, in another thread than that."""
        self._started.wait()

    async def _run(self, ready: Callable[[Running], None] | None, again: Again | None) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._loop.set_exception_handler(_told)
        crew = Crew(self._site)
        server = await self._loop.create_server(
            lambda: Connection(crew), sock=self._door, backlog=1024, start_serving=False
        )
        if ready is not None:
            ready(self)
        looking = asyncio.ensure_future(self._look(again)) if again else None
        await server.start_serving()
        self._started.set()
        await self._stop.wait()
        server.close()
        if looking is not None:
            looking.cancel()
        await crew.close(GRACE)

    async def _look(self, again: Again) -> None:
        called = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, called.set)
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(called.wait(), LOOK)
            what = await asyncio.to_thread(again, called.is_set())
            called.clear()
            if what is not None:
                self._site.change(what)


def serve(what: Served, door: socket.socket, ready: Callable[[], None], again: Again | None = None) -> None:
    """Serve until SIGTERM or SIGINT, then return, running answers finished.

    `ready` is called once such a signal is minded and before the first answer. What `again` gives is served instead:
    it is asked every few seconds, and at each SIGHUP.
    """

    def begin(running: Running) -> None:
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(each, running.stop)
        ready()

    Running(what, door).run(begin, again)


@contextmanager
def serving(door: socket.socket, what: Served) -> Iterator[Running]:
    """Serve in a thread with a loop of its own until left, running answers finished within seconds.

    Signals are the caller's.
    """
    running = Running(what, door)
    thread = threading.Thread(target=running.run, name="feeds-server", daemon=True)
    thread.start()
    running.wait()
    try:
        yield running
    finally:
        running.stop()
        thread.join()


def _told(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say in a line what went wrong: a traceback is of no use to whoever keeps a server."""
    error = context.get("exception")
    log.error("%s%s", context.get("message", "something failed"), f": {error!r}" if error else "")
