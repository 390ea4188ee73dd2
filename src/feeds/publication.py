"""What is published: which records stand in which feed, which files that makes, and what each file follows from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

import msgspec

from feeds.model import Channel, Config, Feed, Format, Record, Site, hashed, is_dated
from feeds.own_code import WRITING, digest
from feeds.publish import Wanted
from feeds.render import opml, renderer, templates

if TYPE_CHECKING:
    from feeds.render.html import Pages
    from feeds.render.shelves import Shelf


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """A feed and its records, newest first: `chosen` are all, `listed` at most `feed.limit` of them, `dated` all that a
    calendar can hold.

    `feed.formats` are the formats that are really published: no calendar without anything dated.
    """

    feed: Feed
    chosen: tuple[Record, ...]
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
    known = msgspec.structs.replace(feed, formats=formats)
    return Selection(feed=known, chosen=chosen, listed=chosen[: feed.limit], dated=dated)


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
        self._base = hashed(digest(WRITING, templates.packaged()), config.site)
        self._revisions = {record.uid: hashed(record) for record in self._records}
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
        revisions = self._revisions_of(records)
        version = renderer(name).VERSION
        path = selection.feed.path(name)
        return self._wanted(path, partial(self._joined, name, channel, records), version, channel, revisions)

    def _site_pages(self) -> Iterator[Wanted]:
        nav, shelves = self._nav, tuple(self._shelf(selection) for selection in self._selections)
        shown = [(shelf.total, shelf.pages, self._revisions_of(shelf.shown)) for shelf in shelves]
        for selection, shelf, parts in zip(self._selections, shelves, shown, strict=True):
            yield from self._archive(selection, shelf)
            landing = partial(self._landing, shelf)
            yield self._wanted(selection.feed.path("html"), landing, shelf.channel, nav, parts)
        yield self._wanted("404.html", lambda: self._pages.not_found(self._site, nav), nav)
        outline = tuple(self._channel(selection, selection.listed) for selection in self._selections)
        yield self._wanted("feeds.opml", lambda: opml.outline(self._site, outline), outline)
        channels = [shelf.channel for shelf in shelves]
        yield self._wanted("index.html", partial(self._index, shelves), channels, shown)

    def _archive(self, selection: Selection, shelf: Shelf) -> Iterator[Wanted]:
        from feeds.render.shelves import archive_path, archived  # noqa: PLC0415

        for number in range(1, shelf.pages + 1):
            records = archived(selection.chosen, number)
            content = partial(self._archive_page, shelf, number, records)
            path = archive_path(selection.feed, number)
            yield self._wanted(path, content, self._nav, shelf.pages, self._revisions_of(records))

    def _wanted(self, path: str, content: Callable[[], bytes], *parts: object) -> Wanted:
        return Wanted(path=path, key=hashed(self._base, path, *parts), content=content)

    @cached_property
    def _nav(self) -> tuple[Feed, ...]:
        return tuple(selection.feed for selection in self._selections)

    @cached_property
    def _pages(self) -> Pages:
        from feeds.render.html import Pages  # noqa: PLC0415  Jinja2 only when a page is rendered

        return Pages()

    def _shelf(self, selection: Selection) -> Shelf:
        from feeds.render.shelves import shelf  # noqa: PLC0415

        updated = max((record.last_changed for record in selection.chosen), default=self._created)
        return shelf(Channel(site=self._site, feed=selection.feed, updated=updated), selection.chosen)

    def _revisions_of(self, records: Iterable[Record]) -> list[str]:
        return [self._revisions[record.uid] for record in records]

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

    def _landing(self, shelf: Shelf) -> bytes:
        return self._pages.landing(shelf, self._nav)

    def _archive_page(self, shelf: Shelf, number: int, records: Sequence[Record]) -> bytes:
        return self._pages.archive(shelf, number, records, self._nav)

    def _index(self, shelves: Sequence[Shelf]) -> bytes:
        return self._pages.index(self._site, shelves)


def _full_title(site: Site, feed: Feed) -> str:
    return feed.title if site.title.casefold() in feed.title.casefold() else f"{site.title}: {feed.title}"
