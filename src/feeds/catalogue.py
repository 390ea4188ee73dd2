"""Which records stand in which feed at a moment: what each kind of feed holds, its archive, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from feeds.ledger import Ledger
from feeds.model import KINDS, Config, Feed, Kind, Record
from feeds.remembered import Query, Summary

ARCHIVE = 100
"""How many entries an archive document of a feed holds (RFC 5005 section 4); one that is full keeps them."""
SHOWN = 100
"""How many of the latest entries a feed's page shows at most."""
AHEAD = 500
"""How many coming events a feed's page shows at most, besides those, and how many open postings that of a snapshot."""
SHELF = 500
"""How many entries stand on a page of the archive for people."""
LARGE = 1_000_000
"""Bytes from which on a calendar is parted by years: Google takes no more."""


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed holds: queries for its entries, its calendar and its page, and how much there is of each.

    `feed.formats` are those that are really published: no calendar without anything dated. `updated` is that of the
    newest change, `pages` counts archive documents, `shelves` archive pages, `years` have a calendar of their own.
    `stale` is the moment (UTC) at which time alone changes what it holds.
    """

    feed: Feed
    today: date
    everything: Query
    entries: Query
    dated: Query
    latest: Query
    ahead: Query
    number: int
    total: int
    updated: datetime | None
    pages: int = 0
    shelves: int = 0
    years: tuple[int, ...] = ()
    stale: datetime | None = None

    @property
    def archived(self) -> Query:
        """Ask for the entries of all archive documents, the oldest first."""
        return msgspec.structs.replace(self.everything, order="arrival")

    @property
    def shelved(self) -> Query:
        """Ask for the entries of all archive pages, the oldest first."""
        return msgspec.structs.replace(self.everything, announcements=False, order="arrival")

    def of_year(self, year: int) -> Query:
        """Ask for what the calendar of a year holds."""
        return msgspec.structs.replace(self.everything, dated=True, order="calendar", year=year)


def holding(
    config: Config, feed: Feed, ledger: Ledger, now: datetime, *, is_split: bool = False, left: datetime | None = None
) -> Holding:
    """Find out what a feed holds at a moment.

    `is_split` says that its calendar is too large for one file, `left` when something last left the feed.
    """
    zone = ZoneInfo(config.site.timezone)
    today = now.astimezone(zone).date()
    everything = Query(
        sources=tuple(source.name for source in config.sources), kinds=feed.kinds, categories=feed.categories
    )
    inside = _inside(everything, feed, today, now)
    whole, listed = ledger.summary(everything), ledger.summary(inside)
    entries = msgspec.structs.replace(inside, limit=feed.limit)
    pages = _pages(feed, whole, listed)
    if feed.type == "log" and pages:
        entries = msgspec.structs.replace(entries, archived=pages * ARCHIVE)
    dated = msgspec.structs.replace(inside, dated=True, deadlines=feed.deadlines, order="calendar")
    if is_split and feed.type == "log":
        dated = msgspec.structs.replace(dated, since=_back(today, 366), told=now)
    of_items = msgspec.structs.replace(inside, announcements=False)
    held = ledger.summary(of_items)
    all_items = ledger.summary(msgspec.structs.replace(everything, announcements=False))
    ahead = msgspec.structs.replace(
        everything, kinds=_events(feed), announcements=False, dated=True, since=today, order="calendar"
    )
    coming = ledger.summary(ahead) if ahead.kinds else Summary()
    latest = msgspec.structs.replace(of_items, limit=_shown(feed))
    ahead = msgspec.structs.replace(ahead, limit=AHEAD)
    # What was announced last may well be ahead.
    shown = len({entry.uid for query in (latest, ahead) if query.kinds for entry in ledger.select(query)})
    in_calendar, in_years = ledger.summary(dated), msgspec.structs.replace(everything, dated=True)
    is_parted = "ics" in feed.formats and (is_split or in_calendar.dated < whole.dated)
    formats = tuple(name for name in feed.formats if name != "ics" or in_calendar.number)
    return Holding(
        feed=msgspec.structs.replace(feed, formats=formats),
        today=today,
        everything=everything,
        entries=entries,
        dated=dated,
        latest=latest,
        ahead=ahead,
        number=listed.number,
        total=held.number if feed.type == "snapshot" else all_items.number,
        updated=max((m for m in (listed.updated, left) if m is not None), default=None),
        pages=pages,
        shelves=-(-all_items.number // SHELF) if feed.type != "snapshot" and all_items.number > shown else 0,
        years=tuple(year for year in ledger.years(in_years) if year < today.year) if is_parted else (),
        stale=_stale(feed, listed, coming, zone),
    )


def public(config: Config) -> tuple[Query, ...]:
    """Ask, kind by kind, for all that stands in some feed, as far as its number and the time allow."""
    sources = tuple(source.name for source in config.sources)
    asked = []
    for kind in KINDS:
        feeds = [feed for feed in config.feeds if kind in feed.kinds]
        names = (
            ()
            if any(not feed.categories for feed in feeds)
            else tuple(sorted({n for f in feeds for n in f.categories}))
        )
        if feeds:
            asked.append(Query(sources=sources, kinds=(kind,), categories=names, announcements=False, order="arrival"))
    return tuple(asked)


def may_stand_in(config: Config, feed: Feed, record: Record) -> bool:
    """Tell whether a feed would hold a record but for its number and the time."""
    sources = {source.name for source in config.sources}
    wanted = not feed.categories or bool(set(feed.categories) & set(record.item.categories))
    return record.item.kind in feed.kinds and wanted and record.sources[0] in sources


def _inside(everything: Query, feed: Feed, today: date, now: datetime) -> Query:
    told = now - timedelta(seconds=feed.past)
    if feed.type == "window":
        return msgspec.structs.replace(everything, since=_back(today, _days(feed)), told=told)
    if feed.type == "snapshot":
        return msgspec.structs.replace(everything, open_on=today, told=told, announcements=False)
    return everything


def _pages(feed: Feed, whole: Summary, listed: Summary) -> int:
    """Count the archive documents: of a log those that are full, what they lack is in the feed itself.

    Of a window all, the last of which grows: what has left the window may be young.
    """
    if feed.type == "log":
        return whole.number // ARCHIVE if feed.limit is not None and whole.number > feed.limit else 0
    return -(-whole.number // ARCHIVE) if feed.type == "window" and whole.number > listed.number else 0


def _stale(feed: Feed, listed: Summary, coming: Summary, zone: ZoneInfo) -> datetime | None:
    past = timedelta(days=_days(feed)) if feed.type == "window" else timedelta()
    days = [_later(coming.first_over, timedelta(days=1))] if coming.first_over else []
    moments = []
    if feed.type != "log":
        days += [_later(listed.first_over, past + timedelta(days=1))] if listed.first_over else []
        moments += [listed.first_told + timedelta(seconds=feed.past + 1)] if listed.first_told else []
    moments += [datetime.combine(day, time(), zone).astimezone(UTC) for day in days if day < _END]
    return min(moments, default=None)


_END = date(9999, 1, 1)


def _later(day: date, more: timedelta) -> date:
    return day + more if day < _END - timedelta(days=1000) else _END


def _back(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _days(feed: Feed) -> int:
    return feed.past // 86400


def _shown(feed: Feed) -> int:
    most = AHEAD if feed.type == "snapshot" else SHOWN
    return min(most, feed.limit or most)


def _events(feed: Feed) -> tuple[Kind, ...]:
    return tuple(kind for kind in feed.kinds if kind == "event")
