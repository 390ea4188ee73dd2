"""All connections of a server: how many there may be, how long they may stall, and what they have in common."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterable
from email.utils import formatdate
from itertools import islice
from typing import Protocol

from feeds.server.site import Site

STALLED = 30.0
"""Seconds that a client may take to send a request whole, or without taking any more of an answer."""
HURRIED = 5.0
"""The same when there are many others."""
MOST = 4000
"""Connections beyond which a new one is closed at once, if the system lets us open as many files."""
_OTHERS = 200
"""Files that are held open beside connections: large documents, the ledger, libraries."""


class Guest(Protocol):
    """A connection, as its crew sees it."""

    deadline: float
    transport: asyncio.Transport

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is asked at the moment."""
        ...

    def is_taking(self) -> bool:
        """Tell whether the client took something since the last look; then it has more time."""
        ...

    def finish(self) -> None:
        """Ask for no more: end at once, or after the answer that is on its way."""
        ...


class Crew:
    """Looks after the connections to a site, up to `most`.

    From three quarters of that on it `is_busy`, and connections are better not kept; `patience` is how many seconds a
    client may stall.
    """

    def __init__(self, site: Site, most: int | None = None) -> None:
        self.site, self.loop = site, asyncio.get_running_loop()
        self.most = most or _room()
        self._guests: dict[Guest, None] = {}
        self._round: asyncio.TimerHandle | None = None
        self._date, self._dated = b"", -1.0
        self._count()

    @property
    def date(self) -> bytes:
        """Give the `Date` line of this second."""
        now = self.loop.time()
        if now - self._dated >= 0.5:
            self._date, self._dated = f"Date: {formatdate(usegmt=True)}\r\n".encode(), now
        return self._date

    def take(self, guest: Guest) -> bool:
        """Look after one more, if there is room or can be made by seeing out who asks nothing."""
        if len(self._guests) >= self.most and not self._make_room():
            return False
        self._guests[guest] = None
        self._count()
        if self._round is None:
            self._round = self.loop.call_later(_interval(), self._go_round)
        return True

    def leave(self, guest: Guest) -> None:
        """Look after one no more."""
        self._guests.pop(guest, None)
        self._count()

    def _count(self) -> None:
        self.is_busy = len(self._guests) > self.most * 3 // 4
        self.patience = min(HURRIED, STALLED) if self.is_busy else STALLED

    async def close(self, grace: float) -> None:
        """See all of them out: who waits for an answer gets it, within `grace` seconds."""
        for guest in tuple(self._guests):
            guest.finish()
        end = self.loop.time() + grace
        while self._guests and self.loop.time() < end:
            await asyncio.sleep(0.02)
        self._abort(tuple(self._guests))

    def _make_room(self) -> bool:
        # Those that have been here longest; to look at all of them at every knock would take its time.
        longest = islice(self._guests, 64)
        idle = next((guest for guest in longest if guest.is_idle), None)
        if idle is None:
            return False
        self._abort((idle,))
        self.leave(idle)
        return True

    def _go_round(self) -> None:
        if not self._guests:
            self._round = None
            return
        now = self.loop.time()
        self._abort([guest for guest in self._guests if guest.deadline <= now and not guest.is_taking()])
        self._round = self.loop.call_later(_interval(), self._go_round)

    @staticmethod
    def _abort(guests: Iterable[Guest]) -> None:
        for guest in guests:
            guest.transport.abort()


def _interval() -> float:
    return min(1.0, STALLED / 4)


def _room() -> int:
    """Ask the system for as many files as are useful, and see how many connections there is room for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + _OTHERS if hard == resource.RLIM_INFINITY else min(hard, MOST + _OTHERS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return MOST if soft == resource.RLIM_INFINITY else max(16, min(MOST, soft - _OTHERS))
