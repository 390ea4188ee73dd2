"""What the pages of a feed hold: what its own page shows, and how all of it is spread over an archive.

The archive is there once the feed's own page cannot show everything: each item is linked from a page, and no page grows
with their number. It is counted from the oldest entry, so that a page which is full stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import msgspec

from feeds.model import Channel, Event, Feed, Record, Site, When
from feeds.render.contents import last_moment
from feeds.wording import in_zone

AHEAD = 500
"""How many coming events a feed's page shows at most, besides what was announced last."""
ARCHIVE_PAGE = 500
"""How many entries stand on a page of the archive."""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A feed's own page: what is `shown` of `total` entries, and how many pages the archive of all of them has."""

    channel: Channel
    shown: tuple[Record, ...]
    total: int
    pages: int = 0


def shelf(channel: Channel, records: Sequence[Record]) -> Shelf:
    """Choose what a feed's page shows of its records, newest first: the latest, and all events that are ahead.

    What is ahead is the reason to look; when it was announced is not.
    """
    listed = tuple(records[: channel.feed.limit])
    known = {record.uid for record in listed}
    ahead = coming(channel.site, records, channel.updated)[:AHEAD]
    shown = (*listed, *(record for record in ahead if record.uid not in known))
    pages = -(-len(records) // ARCHIVE_PAGE) if len(records) > len(shown) else 0
    return Shelf(channel=channel, shown=shown, total=len(records), pages=pages)


def archived(records: Sequence[Record], number: int) -> tuple[Record, ...]:
    """Give the entries of an archive page, from 1 with the oldest; `records` and what is given are newest first."""
    end = len(records) - (number - 1) * ARCHIVE_PAGE
    return tuple(records[max(0, end - ARCHIVE_PAGE) : end])


def archive_path(feed: Feed, number: int) -> str:
    """Path of a page of a feed's archive below the output folder: the dot keeps it apart from any other feed."""
    return feed.path(f"{number}.html")


def coming(site: Site, records: Iterable[Record], newest: datetime) -> list[Record]:
    """List the events with a date that were not over at `newest`, the next first."""
    day = today(site, newest)
    dated = (record for record in records if isinstance(record.item, Event) and record.item.start is not None)
    return sorted((record for record in dated if last_day(record) >= day), key=begins)


def today(site: Site, newest: datetime) -> date:
    """Give the day against which events are past: that of the newest revision, for the same bytes on any day."""
    return in_zone(newest, ZoneInfo(site.timezone)).date()


def begins(record: Record) -> tuple[date, time, int, str]:
    """Order events as they happen, those without a date last."""
    start = record.item.start if isinstance(record.item, Event) else None
    clock = start.time() if isinstance(start, datetime) else time()
    return (day_of(start) if start else date.max, clock, record.position, record.uid)


def last_day(record: Record) -> date:
    """Give the last day of an event; without a date it is never over."""
    if not isinstance(record.item, Event) or record.item.start is None:
        return date.max
    return day_of(last_moment(record.item) or record.item.start)


def day_of(value: When) -> date:
    """Give the day of a day or an instant."""
    return value.date() if isinstance(value, datetime) else value
