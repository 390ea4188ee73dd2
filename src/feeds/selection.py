"""What an address asks of a feed, and the feed of that: cut out of the file that was published last.

Nothing of a feed is rendered but the head. A page is made of those records that still are what was published. What was
held back, or is not published yet, is in no such feed and on no such page.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import parse_qsl, quote, urlencode

import msgspec

from feeds.contents import Place, rows
from feeds.ledger import Ledger
from feeds.model import Channel, Config, Event, Feed, Format, Item, PersonnelNotice, Record, ZoneSpan, last_day
from feeds.publication import full_title
from feeds.remembered import Published, batches
from feeds.render import Renderer, renderer
from feeds.render.shelves import Shelf

if TYPE_CHECKING:
    from feeds.render.html import Pages

KEYS = ("category", "place", "organization", "q")
MOST_VALUES = 10
LONGEST_VALUE = 100
LONGEST_QUERY = 2000
"""Characters of a query up to which it is looked at."""
MOST_SHOWN = 500
"""How many of the latest entries a page shows at most, and how many coming events besides them."""

_BATCH = 200
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
# What stands for a line break or a sign in a calendar or in JSON, and what folds the lines of a calendar.
_ESCAPE, _FOLD = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)"), "\r\n "
_ZONE = re.compile(rb"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", re.DOTALL)
_PLACES = ("location", "job_location")
_ORGANIZATIONS = ("organizer", "organization", "hiring_organization", "previous_organization", "publication")
_SAID = (
    *("title", "summary", "content", "text", "role_name", "previous_role_name", "current_role_name", "focus"),
    *("education", "employment_type", "price", "recurrence_text", "super_event"),
)
_LISTED = ("authors", "categories", "performers")


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: any of the values of a key, but something of each key that has values."""

    category: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    q: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Write it in one way, as it stands in addresses; empty when nothing is asked."""
        return urlencode([(key, value) for key in KEYS for value in getattr(self, key)], quote_via=quote)

    @property
    def title(self) -> str:
        """Write it for people."""
        return ", ".join(value for key in KEYS for value in getattr(self, key))

    def fits(self, item: Item) -> bool:
        """Tell whether an item is asked for."""
        texts = [getattr(item, name, None) or "" for name in (*_PLACES, *_ORGANIZATIONS)]
        places, organizations = texts[: len(_PLACES)], texts[len(_PLACES) :]
        named = {_folded(each) for each in item.categories}
        return (
            (not self.category or any(_folded(each) in named for each in self.category))
            and _said(self.place, places)
            and _said(self.organization, organizations)
            and (not self.q or _said(self.q, [" ".join((*texts, *_texts(item)))]))
        )

    def stands_in(self, entry: bytes) -> bool:
        """Tell whether the words that are asked for stand in an entry as it was published."""
        text = _ESCAPE.sub(" ", entry.decode("utf-8", "replace").replace(_FOLD, ""))
        words = [_TAG.sub(" ", html.unescape(html.unescape(text)))]
        return all(_said(getattr(self, key), words) for key in KEYS)


def read(query: str) -> Selection:
    """Read the query of an address; names that are not ours are passed over, as servers of files do.

    Raises:
        ValueError: it is too long, a value has more than letters, or a name is nearly one of ours; in plain words.
    """
    if len(query) > LONGEST_QUERY:
        raise ValueError(f"the query is longer than {LONGEST_QUERY} characters")
    values: dict[str, dict[str, str]] = {key: {} for key in KEYS}
    for name, given in parse_qsl(query):
        value = " ".join(normalize("NFC", given).split())
        if name in KEYS and value:
            values[name].setdefault(_folded(value), _checked(value))
        elif meant := get_close_matches(name.lower(), KEYS, 1, 0.75):
            raise ValueError(f"{meant[0]}= may be meant: feeds can be asked for {', '.join(KEYS)}")
    if sum(map(len, values.values())) > MOST_VALUES:
        raise ValueError(f"more than {MOST_VALUES} values are asked for")
    return Selection(**{key: tuple(each[folded] for folded in sorted(each)) for key, each in values.items()})


def selected(config: Config, ledger: Ledger, path: str, body: bytes, wanted: Selection) -> bytes | None:
    """Make the feed of what is wanted of a published file; None while the file is not what the ledger knows of it."""
    feed, name = of_path(config, path)
    files = {file.path: file for file in ledger.published((feed.part,))}
    contents = ledger.contents(path)
    if path not in files or contents is None or files[path].sha256 != hashlib.sha256(body).hexdigest():
        return None
    found = list(_found(ledger, rows(contents[32:]), body, wanted))
    entries = [body[place.offset : place.offset + place.length] for place, _ in found]
    channel = _channel(config, feed, files, wanted, full_title(config.site, feed))
    updated = _updated(ledger, files[path], [record for _, record in found])
    channel = msgspec.structs.replace(channel, updated=updated)
    module = renderer(name)
    head = _calendar_head(module, channel, body, entries) if name == "ics" else module.head(channel)
    return head + module.SEPARATOR.join(entries) + module.tail(channel)


def page(
    config: Config, ledger: Ledger, path: str, hashes: Mapping[str, str], wanted: Selection, *, today: date
) -> bytes | None:
    """Render the page of what is wanted of a feed; what was over before `today` comes last.

    `hashes` are the SHA-256 of the files `behind` it; None while they are not what the ledger knows of them.
    """
    feed = landings(config)[path]
    files = {file.path: file for file in ledger.published((feed.part,))}
    made_of = [each for each in behind(feed) if each in files]
    kept = [ledger.contents(each) if files[each].sha256 == hashes.get(each) else None for each in made_of]
    lists = [list(rows(contents[32:])) for contents in kept if contents is not None]
    if not made_of or len(lists) < len(made_of):
        return None
    # A calendar begins with what was first.
    latest = lists[0][::-1] if made_of[0] == feed.path("ics") else lists[0]
    shown = _shown(ledger, latest, lists[-1], wanted, today)
    channel = _channel(config, feed, files, wanted, feed.title)
    channel = msgspec.structs.replace(channel, updated=_updated(ledger, files[made_of[0]], shown))
    return _pages().landing(Shelf(channel=channel, shown=shown, total=len(shown), today=today), config.feeds)


def of_path(config: Config, path: str) -> tuple[Feed, Format]:
    """Give the feed and format of a path.

    Raises:
        KeyError: there is none.
    """
    return paths(config)[path]


def paths(config: Config) -> dict[str, tuple[Feed, Format]]:
    """Give the paths of all feeds in all formats."""
    return {feed.path(name): (feed, name) for feed in config.feeds for name in feed.formats}


def landings(config: Config) -> dict[str, Feed]:
    """Give the paths of the pages of all feeds."""
    return {feed.path("html"): feed for feed in config.feeds}


def behind(feed: Feed) -> tuple[str, ...]:
    """List the files that say what is published of a feed: one with its latest entries, and its calendar."""
    latest = [name for name in feed.formats if name != "ics"][:1]
    return tuple(feed.path(name) for name in (*latest, *(name for name in feed.formats if name == "ics")))


def _found(
    ledger: Ledger, places: Iterable[Place], body: bytes, wanted: Selection
) -> Iterator[tuple[Place, Record | None]]:
    """Give what fits, with its record where that is what was published."""
    for place, record in _recorded(ledger, places):
        if record is not None:
            if wanted.fits(record.item):
                yield place, record
        elif wanted.stands_in(body[place.offset : place.offset + place.length]):
            # What is known of it now is not out yet, and not even a search may tell.
            yield place, None


def _recorded(ledger: Ledger, places: Iterable[Place]) -> Iterator[tuple[Place, Record | None]]:
    """Give each entry, with its record where that is what was published."""
    for batch in batches(places, _BATCH):
        records = ledger.records(place.uid for place in batch)
        for place in batch:
            record = records.get(place.uid)
            yield place, record if record is not None and record.digest == place.digest else None


def _shown(
    ledger: Ledger, latest: Iterable[Place], calendar: Iterable[Place], wanted: Selection, today: date
) -> tuple[Record, ...]:
    """List what fits as the page of a feed does: the latest, then all other events that are ahead."""
    ahead = (record for record in _items(ledger, calendar, wanted) if _is_ahead(record.item, today))
    shown = (*islice(_items(ledger, latest, wanted), MOST_SHOWN), *islice(ahead, MOST_SHOWN))
    return tuple({record.uid: record for record in shown}.values())


def _items(ledger: Ledger, places: Iterable[Place], wanted: Selection) -> Iterator[Record]:
    """Give the records that fit, but for announcements, which stand on no page."""
    for _, record in _recorded(ledger, places):
        if record is not None and record.about is None and wanted.fits(record.item):
            yield record


def _is_ahead(item: Item, today: date) -> bool:
    return isinstance(item, Event) and (last_day(item) or date.max) >= today


@cache
def _pages() -> Pages:
    from feeds.render.html import Pages  # noqa: PLC0415  Jinja2 only when a page is asked for

    return Pages()


def _channel(config: Config, feed: Feed, files: dict[str, Published], wanted: Selection, title: str) -> Channel:
    formats = tuple(name for name in feed.formats if feed.path(name) in files)
    titled = msgspec.structs.replace(feed, title=f"{title} ({wanted.title})", formats=formats)
    # A hub is told of whole feeds.
    site = msgspec.structs.replace(config.site, hub=None)
    return Channel(site=site, feed=titled, updated=datetime.min.replace(tzinfo=UTC), query=wanted.query)


def _updated(ledger: Ledger, file: Published, records: Sequence[Record | None]) -> datetime:
    """Tell when what was found changed last, so that it stays as it is while other entries come and go."""
    if None in records:
        return datetime.fromtimestamp(file.mtime_ns // 10**9, UTC)
    known = [record.last_changed for record in records if record is not None]
    return max(known, default=ledger.created() or datetime.fromtimestamp(0, UTC))


def _calendar_head(module: Renderer, channel: Channel, body: bytes, entries: list[bytes]) -> bytes:
    """Write the head of a calendar with the zones of its entries, as they were published.

    RFC 5545 section 3.6 wants something in a calendar: in an empty one the site's own zone.
    """
    if not entries:
        day = channel.updated.date()
        zones = (ZoneSpan(timezone=channel.site.timezone, first=day, last=day),)
        return module.head(msgspec.structs.replace(channel, zones=zones))
    text = b"".join(entries).replace(b"\r\n ", b"")
    zones_there = _ZONE.findall(body[: body.find(b"BEGIN:VEVENT")])
    return module.head(channel) + b"".join(zone for zone in zones_there if _named(zone, text))


def _named(zone: bytes, text: bytes) -> bool:
    name = zone.replace(b"\r\n ", b"").partition(b"\r\nTZID:")[2].partition(b"\r\n")[0]
    return any(b"TZID=" + mark + name + mark in text for mark in (b"", b'"'))


def _checked(value: str) -> str:
    if len(value) > LONGEST_VALUE or not value.isprintable():
        raise ValueError(f"a value has up to {LONGEST_VALUE} characters that can be printed")
    return value


def _said(wanted: Iterable[str], texts: Iterable[str]) -> bool:
    """Tell whether all words of one of the values stand in one of the texts; no value asks for nothing."""
    values = [set(_WORD.findall(_folded(value))) for value in wanted]
    if not values:
        return True
    known = [set(_WORD.findall(_folded(text))) for text in texts if text]
    return any(value <= words for value in values for words in known)


def _texts(item: Item) -> Iterator[str]:
    """Give what an item says in words."""
    for name in _SAID:
        yield _TAG.sub(" ", html.unescape(getattr(item, name, None) or ""))
    for name in _LISTED:
        yield from getattr(item, name, ())
    if isinstance(item, PersonnelNotice):
        yield item.person.name
    if isinstance(item, Event):
        yield from (part.title for part in item.sub_events)


def _folded(text: str) -> str:
    return normalize("NFKC", text).casefold()
