"""What the pages of a feed hold: what its own page shows, and how all of it is spread over an archive.

The archive is there once the feed's own page cannot show everything: each item is linked from a page, and no page grows
with their number. It is counted from the oldest entry, so that a page which is full stays as it is.
"""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

from feeds import model
from feeds.model import Channel, Event, Feed, Record, day_of


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A feed's own page: what is `shown` of `total` entries on the day `today`, and how many pages its archive has.

    `years` are those that have a calendar of their own.
    """

    channel: Channel
    shown: tuple[Record, ...]
    total: int
    today: date
    pages: int = 0
    years: tuple[int, ...] = ()


def shelf_path(feed: Feed, number: int) -> str:
    """Path of a page of a feed's archive below the output folder: the dot keeps it apart from any other feed."""
    return feed.path(f"{number}.html")


def calendar_path(feed: Feed, year: int) -> str:
    """Path of the calendar of a year below the output folder."""
    return feed.path(f"{year}.ics")


def begins(record: Record) -> tuple[date, time, int, str]:
    """Order events as they happen, those without a date last."""
    start = record.item.start if isinstance(record.item, Event) else None
    clock = start.time() if isinstance(start, datetime) else time()
    return (day_of(start) if start else date.max, clock, record.position, record.uid)


def last_day(record: Record) -> date:
    """Give the last day of an event; without a date it is never over."""
    return model.last_day(record.item) or date.max
