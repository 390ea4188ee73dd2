"""What is remembered between two builds besides records: pages read, files published, and how to ask for records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias, TypeVar

import msgspec

from feeds.model import Kind

Thing = TypeVar("Thing")
Order: TypeAlias = Literal["newest", "calendar", "arrival"]


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
    hold. `since` leaves out what was over before that day, `open_on` what is closed on that day or withdrawn; what has
    no last day counts by when it was last told, not before `told`.

    `year` asks for what begins in one. The order is that of announcement, newest first; that of the calendar; or that
    of arrival, the oldest first. Besides the first `limit`, all but the `archived` ones that arrived first are given.
    """

    sources: tuple[str, ...]
    kinds: tuple[Kind, ...]
    categories: tuple[str, ...] = ()
    announcements: bool = True
    dated: bool = False
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


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """What decides which feeds a record stands in."""

    kind: Kind
    categories: tuple[str, ...] = ()


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Give things by so many at once, the last time what is left."""
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch
