"""What is remembered between two builds besides records: pages read, files published, and how to ask for records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias, TypeVar

import msgspec

from feeds.errors import Fault
from feeds.model import Kind

Thing = TypeVar("Thing")
Order: TypeAlias = Literal["newest", "calendar", "arrival"]
Outcome: TypeAlias = Literal["ok", "empty", "held"] | Fault
"""How a run of a source ended: well, with a failure of some kind, with nothing found on any page (`empty`: its layout
changed, or no rule knows it), or with something that is not believed (`held`)."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page as last read: `rules` names what read it, `items` and `rejected` count what was found there.

    `seen` is the instant (UTC) of the run that first read these bytes.
    """

    source: str
    location: str
    mtime_ns: int
    size: int
    sha256: str
    rules: str
    items: int
    rejected: int
    seen: datetime


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """What the last visit of an address taught; one for each source that asks for it, `""` for a site's robots.txt.

    `etag` and `last_modified` stand as the server wrote them, and are those of `url`, where the redirects ended;
    `sha256` is that of the last whole body. The address has moved for good to `moved_to`, and is not to be asked before
    `next_allowed`. `failures` counts those in a row, the last of which was a `fault`; `status` is 0 without an answer.

    `next_page` and `links` (with the kind of their item, or none) are the further pages that it names; `text` is what a
    robots.txt says.
    """

    source: str
    address: str
    fetched_at: datetime
    status: int = 0
    url: str = ""
    etag: str | None = None
    last_modified: str | None = None
    sha256: str = ""
    moved_to: str | None = None
    next_allowed: datetime | None = None
    failures: int = 0
    fault: str = ""
    next_page: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    text: str = ""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A file below the output folder as we left it; `key` stands for everything that it was made from.

    `part` is what it belongs to: `item`, `site`, or `feed ` and a feed's name.
    """

    path: str
    sha256: str
    size: int
    mtime_ns: int
    key: str
    part: str = ""


class Undo(msgspec.Struct, frozen=True, kw_only=True):
    """A file that publication number `generation` changed, as it was `before`; None where there was none."""

    generation: int
    path: str
    before: Published | None


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which records: those of `sources`, in whose order they stand, and of these kinds and categories.

    `announcements` says whether entries that announce a change are among them, `dated` asks for what a calendar can
    hold, with `deadlines` for what has only a deadline too. `since` leaves out what was over before that day, `open_on`
    what is closed on that day or withdrawn; what has no last day counts by when it was last told, not before `told`.

    `year` asks for what begins in one. The order is that of announcement, newest first; that of the calendar; or that
    of arrival, the oldest first. Besides the first `limit`, all but the `archived` ones that arrived first are given.
    """

    sources: tuple[str, ...]
    kinds: tuple[Kind, ...]
    categories: tuple[str, ...] = ()
    announcements: bool = True
    dated: bool = False
    deadlines: bool = False
    since: date | None = None
    open_on: date | None = None
    told: datetime | None = None
    year: int | None = None
    order: Order = "newest"
    limit: int | None = None
    offset: int = 0
    archived: int = 0


class Entry(NamedTuple):
    """A record in brief: `digest` stands for all that rendering shows of it."""

    uid: str
    digest: str
    is_dated: bool


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a query gives without its limit: how many records, how many dated, the newest change, the first last day.

    `first_told` is the oldest change of those that have no last day.
    """

    number: int = 0
    dated: int = 0
    updated: datetime | None = None
    first_over: date | None = None
    first_told: datetime | None = None


class SourceRun(msgspec.Struct, frozen=True, kw_only=True):
    """A run of a source in which something happened, `at` an instant (UTC)."""

    source: str
    at: datetime
    outcome: Outcome
    reason: str = ""
    pages: int = 0
    read: int = 0
    items: int = 0
    added: int = 0
    revised: int = 0
    removed: int = 0


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How a source is: its last run, the last one that was well and the last one that brought something (UTC).

    `streak` counts the bad runs in a row since `bad_since`, `runs` all there were, `items` those on its pages.
    `interval` is what was learnt of how often it changes, in seconds. `told` is the outcome that its owner was told of,
    until they are told that it is well again.
    """

    source: str
    last_run: datetime
    last_success: datetime | None = None
    last_changed: datetime | None = None
    outcome: Outcome = "ok"
    reason: str = ""
    streak: int = 0
    bad_since: datetime | None = None
    items: int = 0
    pages: int = 0
    runs: int = 0
    interval: int = 0
    told: str = ""

    @property
    def is_well(self) -> bool:
        """Tell whether the last run was a good one."""
        return self.outcome == "ok"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be delivered: to the owner by `mail` or `webhook`, or to a hub.

    `to` is the hub, and `subject` the address of the feed that changed; to the owner it is empty, as that stands in the
    configuration. It is tried at `next_try` (UTC); `error` says why it could not be delivered the last time.
    """

    id: str
    channel: Literal["mail", "webhook", "websub"]
    to: str = ""
    subject: str
    body: str = ""
    created: datetime
    attempts: int = 0
    next_try: datetime
    state: Literal["waiting", "delivered", "given up"] = "waiting"
    error: str = ""


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """What decides which feeds a record stands in."""

    kind: Kind
    categories: tuple[str, ...] = ()


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Give things by so many at once, the last time what is left."""
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch
