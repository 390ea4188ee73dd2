"""What is published: which records stand in which feed, which files that makes, and what each file follows from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

import msgspec

from feeds.model import Channel, Config, Feed, Format, Record, Site, encode_hook, is_dated
from feeds.own_code import WRITING, digest
from feeds.publish import Wanted
from feeds.render import opml, renderer, templates

if TYPE_CHECKING:
    from feeds.render.html import Pages

_LISTS: tuple[Format, ...] = ("rss", "atom", "json")


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """A feed and its records: `listed` newest first and at most `feed.limit`, `dated` all that a calendar can hold.

    `feed.formats` are the formats that are really published: no calendar without anything dated.
    """

    feed: Feed
    listed: tuple[Record, ...]
    dated: tuple[Record, ...]


def select(config: Config, records: Sequence[Record]) -> tuple[Selection, ...]:
    """Choose the records of each feed; `records` are in the order of their sources."""
    from feeds.render.contents import published_at  # noqa: PLC0415  only when something may have changed

    # Sorting is stable: what was announced at the same time stays in the order of the sources and their pages.
    newest = sorted(records, key=lambda record: published_at(config.site, record), reverse=True)
    return tuple(_select(feed, newest) for feed in config.feeds)


def _select(feed: Feed, records: Iterable[Record]) -> Selection:
    chosen = tuple(record for record in records if record.item.kind in feed.kinds)
    dated = tuple(record for record in chosen if is_dated(record.item)) if "ics" in feed.formats else ()
    formats = tuple(name for name in feed.formats if name != "ics" or dated)
    return Selection(feed=msgspec.structs.replace(feed, formats=formats), listed=chosen[: feed.limit], dated=dated)


class Publisher:
    """Knows every file of a publication; renders each record once per format, and only when a file asks for it.

    `created` is when the ledger began: the time of a feed that never had an entry.
    """

    def __init__(self, config: Config, records: Sequence[Record], created: datetime) -> None:
        self._site = config.site
        self._created = created
        self._selections = select(config, records)
        kinds = {kind for feed in config.feeds for kind in feed.kinds}
        self._records = tuple(record for record in records if record.item.kind in kinds)
        self._base = _hash(digest(WRITING, templates.packaged()), config.site)
        self._revisions = {record.uid: _hash(record) for record in self._records}
        self._singles: dict[str, bytes] = {}
        self._entries: dict[tuple[Format, str], bytes] = {}

    def files(self) -> Iterator[Wanted]:
        """List all files, those that others link to first."""
        yield from self._items()
        yield self._wanted("feeds.css", templates.stylesheet)
        for selection in self._selections:
            for name in selection.feed.formats:
                yield self._feed(selection, name)
        yield from self._site_pages()
        yield self._wanted(".nojekyll", bytes)

    def _items(self) -> Iterator[Wanted]:
        nav = self._nav
        for record in self._records:
            revision = self._revisions[record.uid]
            if record.calendar_path is not None:
                yield self._wanted(record.calendar_path, partial(self._single, record), revision)
            yield self._wanted(record.page_path, partial(self._item_page, record), revision, nav)

    def _feed(self, selection: Selection, name: Format) -> Wanted:
        records = self._ordered(selection) if name == "ics" else selection.listed
        channel = self._channel(selection, records)
        revisions = [self._revisions[record.uid] for record in records]
        version = renderer(name).VERSION
        path = selection.feed.path(name)
        return self._wanted(path, partial(self._joined, name, channel, records), version, channel, revisions)

    def _site_pages(self) -> Iterator[Wanted]:
        nav, channels = self._nav, tuple(self._page_channel(selection) for selection in self._selections)
        listed = [[self._revisions[record.uid] for record in selection.listed] for selection in self._selections]
        for selection, channel, revisions in zip(self._selections, channels, listed, strict=True):
            landing = partial(self._landing, channel, selection.listed)
            yield self._wanted(selection.feed.path("html"), landing, channel, nav, revisions)
        yield self._wanted("404.html", lambda: self._pages.not_found(self._site, nav), nav)
        outline = tuple(self._channel(selection, selection.listed) for selection in self._selections)
        yield self._wanted("feeds.opml", lambda: opml.outline(self._site, outline), outline)
        yield self._wanted("index.html", partial(self._index, channels), channels, listed)

    def _wanted(self, path: str, content: Callable[[], bytes], *parts: object) -> Wanted:
        return Wanted(path=path, key=_hash(self._base, path, *parts), content=content)

    @cached_property
    def _nav(self) -> tuple[Feed, ...]:
        return tuple(selection.feed for selection in self._selections)

    @cached_property
    def _pages(self) -> Pages:
        from feeds.render.html import Pages  # noqa: PLC0415  Jinja2 only when a page is rendered

        return Pages()

    def _page_channel(self, selection: Selection) -> Channel:
        updated = max((record.last_changed for record in selection.listed), default=self._created)
        return Channel(site=self._site, feed=selection.feed, updated=updated)

    def _channel(self, selection: Selection, records: Sequence[Record]) -> Channel:
        """Name the feed as it stands among those of other sites, in a reader or a calendar program."""
        feed = msgspec.structs.replace(selection.feed, title=_full_title(self._site, selection.feed))
        updated = max((record.last_changed for record in records), default=self._created)
        return Channel(site=self._site, feed=feed, updated=updated)

    def _ordered(self, selection: Selection) -> tuple[Record, ...]:
        from feeds.render import icalendar  # noqa: PLC0415

        return tuple(sorted(selection.dated, key=partial(icalendar.sort_key, self._site)))

    def _joined(self, name: Format, channel: Channel, records: Sequence[Record]) -> bytes:
        if name == "ics":
            from feeds.render import icalendar  # noqa: PLC0415

            channel = msgspec.structs.replace(channel, zones=icalendar.zone_spans(records))
        module = renderer(name)
        body = module.SEPARATOR.join(self._entry(name, record) for record in records)
        return module.head(channel) + body + module.tail(channel)

    def _entry(self, name: Format, record: Record) -> bytes:
        known = self._entries.get((name, record.uid))
        if known is None:
            length = len(self._single(record)) if record.calendar_path else None
            known = self._entries[name, record.uid] = renderer(name).entry(self._site, record, length)
        return known

    def _single(self, record: Record) -> bytes:
        from feeds.render import icalendar  # noqa: PLC0415

        if record.uid not in self._singles:
            self._singles[record.uid] = icalendar.single(self._site, record)
        return self._singles[record.uid]

    def _item_page(self, record: Record) -> bytes:
        return self._pages.item_page(self._site, record, self._nav)

    def _landing(self, channel: Channel, records: Sequence[Record]) -> bytes:
        return self._pages.landing(channel, records, self._nav)

    def _index(self, channels: Sequence[Channel]) -> bytes:
        listed = (selection.listed for selection in self._selections)
        return self._pages.index(self._site, tuple(zip(channels, listed, strict=True)))


def _full_title(site: Site, feed: Feed) -> str:
    return feed.title if site.title.casefold() in feed.title.casefold() else f"{site.title}: {feed.title}"


def _hash(*parts: object) -> str:
    return hashlib.sha256(msgspec.json.encode(parts, enc_hook=encode_hook)).hexdigest()
