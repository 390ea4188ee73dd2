"""Which files a publication has, and what each follows from; each is rendered as a stream, only when it is asked for.

An entry that stands in the last good file in just this form is cut out of it again.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from feeds.catalogue import ARCHIVE, SHELF, Holding, public
from feeds.contents import Place, key, packed, places, title_mark
from feeds.ledger import Ledger
from feeds.model import Channel, Config, Feed, Format, Record, Site, hashed
from feeds.own_code import WRITING, digest
from feeds.publish import Wanted, stands
from feeds.remembered import Entry, Published, Query, batches
from feeds.render import opml, renderer, templates

if TYPE_CHECKING:
    from pathlib import Path

    from feeds.render.html import Pages
    from feeds.render.shelves import Shelf

Inspect = Callable[[str, bytes], None]
"""Is shown a file, or the beginning and end of one with the entries that are new in it."""

Entries = Callable[[], Iterable[Entry]]
"""Gives the entries of a file once more."""


_BATCH = 200
_REMEMBERED = 8 * 1024 * 1024  # bytes of entries that other feeds may want too
_SPILL = "spill"
_KEY, _HEADER = 24, struct.Struct(">II")
_ON_FRONT = 10  # of each kind
_SAMPLE = 250  # entries that are inspected together
_PAGED: tuple[Format, ...] = ("atom", "json")


class _Cut(NamedTuple):
    """The last good file, and where each entry stands in it."""

    body: mmap.mmap
    places: dict[bytes, tuple[int, int, int]]


class Publisher:
    """Knows the files of a publication; renders each record once per format, and only when a file asks for it.

    A feed that never had an entry is as old as the ledger. `contents` has, for each file that was rendered, where its
    entries stand. Large lists are rendered in all formats at once, and wait for their turn below `scratch`;
    what templates are `compiled` to is kept in a folder, if there is one.
    """

    def __init__(
        self,
        config: Config,
        holdings: Sequence[Holding],
        ledger: Ledger,
        now: datetime,
        *,
        inspect: Inspect,
        scratch: Path,
        compiled: Path | None = None,
    ) -> None:
        self._config, self._site, self._output, self._ledger, self._now = (
            config,
            config.site,
            config.output,
            ledger,
            now,
        )
        self._holdings = tuple(holdings)
        self._created = ledger.created() or now
        self._inspect = inspect
        self._base = base(config.site)
        self._entries, self._calendars = _Store(), _Drawer(scratch)
        self._spills: dict[tuple[str, Format], _Spill] = {}
        self._scratch, self._compiled = scratch, compiled
        self._last_made_of: tuple[Query, str] | None = None
        self._updated: dict[str, datetime] = {}
        self._before: dict[str, Published] = {}
        self.contents: dict[str, bytes] = {}

    def know(self, before: Iterable[Published]) -> None:
        """Remember files that were published, to cut entries from."""
        self._before |= {file.path: file for file in before if file.sha256}

    def items(self, entries: Iterable[Entry]) -> Iterator[Wanted]:
        """List the files of single items."""
        if not self._site.item_pages:
            return
        nav = self._nav
        for batch in batches(entries, _BATCH):
            records = _Lazy(self._ledger, [entry.uid for entry in batch])
            for entry in batch:
                slug = entry.uid.removeprefix("urn:uuid:")
                if entry.is_dated:
                    content = partial(self._one_calendar, records, entry.uid)
                    yield self._wanted(f"items/{slug}.ics", "item", content, self._now, entry.digest)
                page = partial(self._item_page, records, entry.uid)
                yield self._wanted(f"items/{slug}.html", "item", page, self._now, entry.digest, nav)

    def calendars(self, holding: Holding) -> Iterator[Wanted]:
        """List the calendar of a feed, and those of single years."""
        if "ics" not in holding.feed.formats:
            return
        from feeds.render.shelves import calendar_path  # noqa: PLC0415  only when something may have changed

        channel = self._channel(holding)
        yield self._joined("ics", channel.feed.path("ics"), channel, holding.dated)
        for year in holding.years:
            titled = msgspec.structs.replace(channel.feed, title=f"{channel.feed.title} {year}")
            of_year = msgspec.structs.replace(channel, feed=titled, page=year)
            yield self._joined("ics", calendar_path(holding.feed, year), of_year, holding.of_year(year))

    def site(self) -> Iterator[Wanted]:
        """List the files that all feeds share."""
        yield self._wanted("feeds.css", "site", lambda: [templates.stylesheet()], self._created)
        nav = self._nav
        not_found = lambda: [self._pages.not_found(self._site, nav)]  # noqa: E731
        yield self._wanted("404.html", "site", not_found, self._created, nav)
        channels = tuple(self._channel(holding) for holding in self._holdings)
        updated = max((channel.updated for channel in channels), default=self._created)
        outline = partial(self._outline, channels)
        yield self._wanted("feeds.opml", "site", outline, updated, channels)
        totals = [holding.total for holding in self._holdings]
        entries = self._front()
        index = partial(self._index, [entry.uid for entry in entries])
        digests = [entry.digest for entry in entries]
        yield self._wanted("index.html", "site", index, updated, channels, totals, digests, self._today(), nav)
        yield self._wanted(".nojekyll", "site", lambda: [b""], self._created)

    def formats(self, holding: Holding) -> Iterator[Wanted]:
        """List a feed in all of its formats but the calendar, with its archives."""
        channel = self._channel(holding)
        for name in holding.feed.formats:
            if name == "ics":
                continue
            paged = msgspec.structs.replace(channel, pages=holding.pages if name in _PAGED else 0)
            yield self._joined(name, channel.feed.path(name), paged, holding.entries)
            archive = batches(self._ledger.select(holding.archived), ARCHIVE) if paged.pages else ()
            for page, entries in zip(range(1, paged.pages + 1), archive, strict=False):
                numbered = msgspec.structs.replace(paged, page=page)
                yield self._archived(name, archive_path(holding.feed, name, page), numbered, entries)

    def pages(self, holding: Holding) -> Iterator[Wanted]:
        """List the pages of a feed: its own, and those of its archive."""
        from feeds.render.shelves import shelf_path  # noqa: PLC0415  only when something may have changed

        part, nav, updated = holding.feed.part, self._nav, self._channel(holding).updated
        # One look at all of them: each page alone would be looked for from the oldest entry on.
        shelves = batches(self._ledger.select(holding.shelved), SHELF) if holding.shelves else ()
        for number, entries in enumerate(shelves, 1):
            digests = [entry.digest for entry in entries]
            content = partial(self._shelf_page, holding, number, [entry.uid for entry in entries])
            path = shelf_path(holding.feed, number)
            yield self._wanted(path, part, content, updated, nav, holding.shelves, digests)
        shown = (
            holding.total,
            holding.shelves,
            holding.years,
            self._digests(holding),
            holding.today if holding.stale else None,
        )
        landing = partial(self._landing, holding)
        yield self._wanted(holding.feed.path("html"), part, landing, updated, self._channel(holding), nav, shown)

    def _joined(self, name: Format, path: str, channel: Channel, query: Query) -> Wanted:
        """Describe a file that is made of entries; its key is that of all of them."""
        updated, made_of = channel.updated, self._made_of(query)
        if channel.page is not None:
            channel = msgspec.structs.replace(channel, updated=self._ledger.summary(query).updated or self._created)
        entries = partial(self._ledger.select, query)
        content: Callable[[], Iterable[bytes]] = partial(self._stream, name, path, channel, entries)
        if name == "ics" and channel.feed.sub_events:
            content = partial(self._with_programmes, path, channel, entries)
        elif name == "ics":
            channel = msgspec.structs.replace(channel, zones=self._ledger.zones(query))
            content = partial(self._stream, name, path, channel, entries)
        version = renderer(name).VERSION
        return self._wanted(path, channel.feed.part, content, updated, version, channel, made_of)

    def _with_programmes(self, path: str, channel: Channel, entries: Entries) -> Iterator[bytes]:
        """Give a calendar with programmes, whose zones only the records themselves tell."""
        from feeds.render.icalendar import zone_spans  # noqa: PLC0415  as above

        records = (
            record
            for batch in batches(entries(), _BATCH)
            for record in self._ledger.records(entry.uid for entry in batch).values()
        )
        channel = msgspec.structs.replace(channel, zones=zone_spans(records, sub_events=True))
        yield from self._stream("ics", path, channel, entries)

    def _archived(self, name: Format, path: str, channel: Channel, entries: list[Entry]) -> Wanted:
        """Describe an archive document.

        It knows of none after it, and of nothing that is newer than its entries: so it stays as it is.
        """
        updated = channel.updated
        channel = msgspec.structs.replace(channel, updated=self._created, pages=channel.page or 0)
        content, made_of = partial(self._archive, name, path, channel, entries), _joint(e.digest for e in entries)
        version = renderer(name).VERSION
        return self._wanted(path, channel.feed.part, content, updated, version, channel, made_of)

    def _archive(self, name: Format, path: str, channel: Channel, entries: list[Entry]) -> Iterator[bytes]:
        records = self._ledger.records(entry.uid for entry in entries).values()
        newest = max((record.last_changed for record in records), default=self._created)
        yield from self._stream(name, path, msgspec.structs.replace(channel, updated=newest), lambda: entries)

    def _made_of(self, query: Query) -> str:
        """Name all entries that a query gives, in their order; three formats of a feed ask for the same."""
        if self._last_made_of is None or self._last_made_of[0] != query:
            self._last_made_of = query, _joint(entry.digest for entry in self._ledger.select(query))
        return self._last_made_of[1]

    def _stream(self, name: Format, path: str, channel: Channel, entries: Entries) -> Iterator[bytes]:
        """Give the pieces of a file, and keep where its entries stand; the new ones are inspected as they pass."""
        module = renderer(name)
        head, tail, separator = module.head(channel), module.tail(channel), module.SEPARATOR
        rows, sample, offset, before, body = bytearray(), [], len(head), b"", b""
        yield head
        made_by = self._made_by(name, channel.feed)
        with _closing_cut(self._cut(path, made_by)) as cut:
            for entry, title, body, is_new in self._bodies(name, channel, entries, cut):
                if before:
                    yield before
                    offset += len(before)
                rows += packed(Place(entry.uid, entry.digest, title, offset, len(body)))
                yield body
                offset, before = offset + len(body), separator
                if is_new:
                    sample.append(body)
                if len(sample) >= _SAMPLE:
                    self._inspect(path, head + separator.join(sample) + tail)
                    sample = []
        # A calendar without an event is none: when all of them are known, one stands for them.
        self._inspect(path, head + separator.join(sample or [body]) + tail)
        yield tail
        self.contents[path] = bytes.fromhex(made_by) + bytes(rows)

    def _made_by(self, name: Format, feed: Feed) -> str:
        """Name all that the entries of a file are made from besides their records; most feeds add nothing."""
        has_extras = name == "ics" and feed.has_extras
        return hashed(self._base, feed.deadlines, feed.sub_events) if has_extras else self._base

    def _bodies(
        self, name: Format, channel: Channel, entries: Entries, cut: _Cut | None
    ) -> Iterator[tuple[Entry, int, bytes, bool]]:
        """Give each entry with its title's mark and its bytes, and whether these were rendered now."""
        own, spills = self._own_spill(name, channel), self._other_spills(name, channel)
        for batch in batches(entries(), _BATCH):
            lazy = _Lazy(self._ledger, [entry.uid for entry in batch])
            for entry in batch:
                found = cut.places.get(key(entry.uid, entry.digest)) if cut else None
                if cut and found:
                    title, offset, length = found
                    yield entry, title, cut.body[offset : offset + length], False
                    continue
                title, body = (own.take(entry) if own else None) or self._whole(name, channel.feed, entry, lazy)
                for other, spill in spills.items():
                    spill.put(entry, *self._entry(other, entry, lazy))
                if entry.is_dated and spills and "ics" in channel.feed.formats:
                    # Where it stands in the calendar is another matter; its words are at hand now.
                    self._entry("ics", entry, lazy)
                yield entry, title, body, True

    def _other_spills(self, name: Format, channel: Channel) -> dict[Format, _Spill]:
        """Make room for what is rendered along with the first format: finding the words of an entry costs the most."""
        others: list[Format] = [other for other in channel.feed.formats if other != "ics"]
        if channel.page is not None or others[:1] != [name]:
            return {}
        spills: dict[Format, _Spill] = {other: _Spill(self._scratch) for other in others[1:]}
        self._spills |= {(channel.feed.name, other): spill for other, spill in spills.items()}
        return spills

    def _own_spill(self, name: Format, channel: Channel) -> _Spill | None:
        spill = self._spills.pop((channel.feed.name, name), None) if channel.page is None else None
        return spill.rewound() if spill else None

    def _entry(self, name: Format, entry: Entry, lazy: _Lazy) -> tuple[int, bytes]:
        store: _Drawer | _Store = self._calendars if name == "ics" else self._entries
        known = store.get((name, entry.uid, entry.digest))
        if known is None:
            record = lazy[entry.uid]
            length = len(self._single(record)) if record.calendar_path and self._site.item_pages else None
            body = renderer(name).entry(self._site, record, length)
            known = store.put((name, entry.uid, entry.digest), (self._title(record, length), body))
        return known

    def _whole(self, name: Format, feed: Feed, entry: Entry, lazy: _Lazy) -> tuple[int, bytes]:
        """Give an entry with all that a feed's calendar has beside it."""
        if name != "ics" or not feed.has_extras:
            return self._entry(name, entry, lazy)
        from feeds.render.icalendar import extras  # noqa: PLC0415  as above

        record = lazy[entry.uid]
        title, body = self._entry(name, entry, lazy) if entry.is_dated else (self._title(record, None), b"")
        return title, body + extras(self._site, record, feed)

    def _title(self, record: Record, length: int | None) -> int:
        from feeds.render.contents import entry_facts  # noqa: PLC0415  as above

        return title_mark(entry_facts(self._site, record, length).title)

    def _cut(self, path: str, made_by: str) -> _Cut | None:
        """Open what stands at a path, if it is as it was left and was made for the same site by the same code."""
        file = self._before.get(path)
        contents = self._ledger.contents(path) if file is not None else None
        if file is None or contents is None or contents[:32].hex() != made_by or not stands(self._output, file):
            return None
        with suppress(OSError, ValueError), (self._output / path).open("rb") as opened:
            body = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
            if len(body) == file.size:
                return _Cut(body, places(contents[32:]))
        return None

    def _single(self, record: Record) -> bytes:
        from feeds.render import icalendar  # noqa: PLC0415  as above

        known = self._entries.get(("single", record.uid, record.digest))
        if known is None:
            known = self._entries.put(("single", record.uid, record.digest), (0, icalendar.single(self._site, record)))
        return known[1]

    def _one_calendar(self, records: _Lazy, uid: str) -> Iterator[bytes]:
        body = self._single(records[uid])
        self._inspect(f"items/{uid.removeprefix('urn:uuid:')}.ics", body)
        yield body

    def _item_page(self, records: _Lazy, uid: str) -> Iterator[bytes]:
        yield self._pages.item_page(self._site, records[uid], self._nav)

    def _landing(self, holding: Holding) -> Iterator[bytes]:
        uids = [entry.uid for entry in self._shown(holding)]
        records = self._ledger.records(uids)
        body = self._pages.landing(self._shelf(holding, [records[uid] for uid in uids]), self._nav)
        self._inspect(holding.feed.path("html"), body)
        yield body

    def _shelf_page(self, holding: Holding, number: int, uids: list[str]) -> Iterator[bytes]:
        records = self._ledger.records(uids)
        newest_first = [records[uid] for uid in reversed(uids)]
        yield self._pages.archive(self._shelf(holding), number, newest_first, self._nav)

    def _front(self) -> list[Entry]:
        """List what the front page shows: the newest of each kind, and the next events."""
        today = self._now.astimezone(ZoneInfo(self._site.timezone)).date()
        found: dict[str, Entry] = {}
        for query in public(self._config):
            newest = msgspec.structs.replace(query, order="newest", limit=_ON_FRONT)
            asked = [newest]
            if "event" in query.kinds:
                ahead = msgspec.structs.replace(query, dated=True, since=today, order="calendar", limit=_ON_FRONT)
                asked.append(ahead)
            found |= {entry.uid: entry for each in asked for entry in self._ledger.select(each)}
        return list(found.values())

    def _today(self) -> date | None:
        """Give the day that pages are made for, when they change with it."""
        return max((holding.today for holding in self._holdings if holding.stale), default=None)

    def _index(self, uids: list[str]) -> Iterator[bytes]:
        records = self._ledger.records(uids)
        rows = [(self._shown_channel(holding), holding.total) for holding in self._holdings]
        today = self._now.astimezone(ZoneInfo(self._site.timezone)).date()
        body = self._pages.index(self._site, rows, [records[uid] for uid in uids], today)
        self._inspect("index.html", body)
        yield body

    def _outline(self, channels: Sequence[Channel]) -> Iterator[bytes]:
        body = opml.outline(self._site, channels)
        self._inspect("feeds.opml", body)
        yield body

    def _shown(self, holding: Holding) -> list[Entry]:
        """List what a feed's page shows: the latest, and all events that are ahead."""
        latest = list(self._ledger.select(holding.latest))
        known = {entry.uid for entry in latest}
        ahead = self._ledger.select(holding.ahead) if holding.ahead.kinds else ()
        return [*latest, *(entry for entry in ahead if entry.uid not in known)]

    def _digests(self, holding: Holding) -> str:
        return hashed([entry.digest for entry in self._shown(holding)])

    def _shelf(self, holding: Holding, shown: Iterable[Record] = ()) -> Shelf:
        from feeds.render.shelves import Shelf  # noqa: PLC0415  as above

        return Shelf(
            channel=self._shown_channel(holding),
            shown=tuple(shown),
            total=holding.total,
            today=holding.today,
            pages=holding.shelves,
            years=holding.years,
        )

    def _shown_channel(self, holding: Holding) -> Channel:
        """Name the feed as it stands on the site's own pages."""
        return msgspec.structs.replace(self._channel(holding), feed=holding.feed)

    def _channel(self, holding: Holding) -> Channel:
        """Name the feed as it stands among those of other sites, in a reader or a calendar program."""
        feed = msgspec.structs.replace(holding.feed, title=full_title(self._site, holding.feed))
        return Channel(site=self._site, feed=feed, updated=holding.updated or self._created)

    def _wanted(
        self, path: str, part: str, content: Callable[[], Iterable[bytes]], updated: datetime, *parts: object
    ) -> Wanted:
        return Wanted(path=path, key=hashed(self._base, path, *parts), part=part, content=content, updated=updated)

    @cached_property
    def _nav(self) -> tuple[Feed, ...]:
        return self._config.feeds

    @cached_property
    def _pages(self) -> Pages:
        from feeds.render.html import Pages  # noqa: PLC0415  Jinja2 only when a page is rendered

        return Pages(compiled=self._compiled)


class _Lazy:
    """Loads a batch of records when the first of them is wanted."""

    def __init__(self, ledger: Ledger, uids: Sequence[str]) -> None:
        self._ledger, self._uids = ledger, uids
        self._records: dict[str, Record] = {}

    def __getitem__(self, uid: str) -> Record:
        if not self._records:
            self._records = self._ledger.records(self._uids)
        return self._records[uid]


class _Spill:
    """Keeps entries on disk, in the order in which another file will want them; gone with the process."""

    def __init__(self, folder: Path) -> None:
        self._file = _nameless(folder)
        self._next: tuple[bytes, int, int] | None = None

    def put(self, entry: Entry, title: int, body: bytes) -> None:
        self._file.write(key(entry.uid, entry.digest) + _HEADER.pack(title, len(body)) + body)

    def rewound(self) -> _Spill:
        self._file.seek(0)
        return self

    def take(self, entry: Entry) -> tuple[int, bytes] | None:
        """Give an entry if it is the next one."""
        if self._next is None:
            top = self._file.read(_KEY + _HEADER.size)
            if not top:
                return None
            self._next = (top[:_KEY], *_HEADER.unpack(top[_KEY:]))
        known, title, length = self._next
        if known != key(entry.uid, entry.digest):
            return None
        self._next = None
        return title, self._file.read(length)


class _Drawer:
    """Keeps what was rendered on disk, to be found in any order; gone with the process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._places: dict[bytes, tuple[int, int, int]] = {}

    def get(self, name: tuple[str, str, str]) -> tuple[int, bytes] | None:
        place = self._places.get(key(*name[1:]))
        if place is None or self._file is None:
            return None
        title, offset, length = place
        self._file.seek(offset)
        return title, self._file.read(length)

    def put(self, name: tuple[str, str, str], value: tuple[int, bytes]) -> tuple[int, bytes]:
        self._file = self._file or _nameless(self._folder)
        title, body = value
        self._places[key(*name[1:])] = title, self._file.seek(0, os.SEEK_END), len(body)
        self._file.write(body)
        return value


def _nameless(folder: Path) -> BinaryIO:
    """Open a file that is gone with the process."""
    path = folder / f".{_SPILL}-{os.getpid()}"
    file = path.open("w+b")
    path.unlink()
    return file


class _Store:
    """Remembers what was rendered for one file and may be wanted in another, up to a size."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str, str], tuple[int, bytes]] = OrderedDict()
        self._size = 0

    def get(self, name: tuple[str, str, str]) -> tuple[int, bytes] | None:
        return self._held.get(name)

    def put(self, name: tuple[str, str, str], value: tuple[int, bytes]) -> tuple[int, bytes]:
        self._held[name] = value
        self._size += len(value[1])
        while self._size > _REMEMBERED:
            _, (_, body) = self._held.popitem(last=False)
            self._size -= len(body)
        return value


def base(site: Site) -> str:
    """Name all that entries are made from besides their records: the site's settings, our code, the templates."""
    return hashed(digest(WRITING, templates.packaged()), site)


def archive_path(feed: Feed, name: Format, page: int) -> str:
    """Path of an archive document of a feed below the output folder."""
    return feed.path(f"{page}.{name}")


def _joint(digests: Iterable[str]) -> str:
    joint = hashlib.sha256()
    for one in digests:
        joint.update(one.encode())
    return joint.hexdigest()


def full_title(site: Site, feed: Feed) -> str:
    """Give the title of a feed as it stands among those of other sites."""
    return feed.title if site.title.casefold() in feed.title.casefold() else f"{site.title}: {feed.title}"


class _closing_cut:  # noqa: N801  a context manager, named like contextlib's
    def __init__(self, cut: _Cut | None) -> None:
        self._cut = cut

    def __enter__(self) -> _Cut | None:
        return self._cut

    def __exit__(self, *_: object) -> None:
        if self._cut is not None:
            self._cut.body.close()
