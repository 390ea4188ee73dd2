"""How all is at a moment: each source, each feed, what is held back. What pages, badges and metrics are made from."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from feeds.remembered import Outcome

Overall: TypeAlias = Literal["ok", "failing", "held"]
Condition: TypeAlias = Outcome | Literal["new"]
"""How the last run of a source ended, or `new`: there was none."""


class SourceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a source is; all times are UTC.

    `every` is the interval in seconds, without one it has a `cron` expression; from `late_from` on it should have been
    read twice since its last run. After `alert_after` bad runs in a row its owner is told.
    """

    name: str
    outcome: Condition
    reason: str = ""
    last_run: datetime | None = None
    last_success: datetime | None = None
    last_changed: datetime | None = None
    next_run: datetime
    late_from: datetime | None = None
    bad_since: datetime | None = None
    streak: int = 0
    alert_after: int
    runs: int = 0
    pages: int = 0
    items: int = 0
    every: int | None = None
    cron: str | None = None

    @property
    def is_bad(self) -> bool:
        """Tell whether its last run was a bad one."""
        return self.outcome not in ("ok", "new")


class FeedStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a feed is: how many `entries` it has, archives included, and since when it is held; `addresses` by format."""

    name: str
    title: str
    entries: int = 0
    updated: datetime | None = None
    held_since: datetime | None = None
    addresses: dict[str, str] = {}


class HeldStatus(msgspec.Struct, frozen=True, kw_only=True):
    """A feed, a page or all that readers have in an earlier form, since when and why; `*` is all."""

    name: str
    since: datetime | None
    reasons: tuple[str, ...]


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """How all is at the moment (UTC) at which it was `made`; `messages` count those that wait to be delivered."""

    made: datetime
    version: str
    title: str
    timezone: str
    status: Overall
    sources: tuple[SourceStatus, ...]
    feeds: tuple[FeedStatus, ...]
    held: tuple[HeldStatus, ...] = ()
    messages: int = 0
