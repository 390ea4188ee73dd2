"""What a server tells of how things are at the moment, beside the files: asked of whoever knows."""

from __future__ import annotations

from typing import Protocol

import msgspec

LIVE = frozenset({"/status.json", "/status.html", "/status.svg", "/metrics", "/healthz", "/readyz"})
"""The addresses that are asked for; all of them by GET or HEAD."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is told at an address; it may be kept for `max_age` seconds, with 0 it is asked for again."""

    body: bytes
    media_type: str
    status: int = 200
    max_age: int = 0


class Live(Protocol):
    """Knows how things are; asked in a thread, one question at a time, so it may look into the ledger."""

    def answer(self, path: str) -> Told | None:
        """Tell what is to be told at one of the addresses `LIVE`; None leaves it to the folder."""
        ...
