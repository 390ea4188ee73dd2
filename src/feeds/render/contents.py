"""What a feed and its entries say, before any format: the same facts and addresses in RSS, Atom and JSON Feed.

Every text here is clean: no character that XML forbids, and no line end in anything that is one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

import msgspec

from feeds import wording
from feeds.addresses import web_address
from feeds.model import Channel, Event, Feed, Format, Item, Record, Site, SubEvent, When
from feeds.render import TABLE
from feeds.text import clean, one_line, paragraph

GENERATOR = "Feeds"
HTML = "text/html"

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link with its attributes (RFC 4287 section 4.2.7); `length` is in bytes."""

    rel: str
    href: str
    media_type: str | None = None
    hreflang: str | None = None
    length: int | None = None


class FeedFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A feed in one format: `address` is its own, `home` its landing page, `siblings` are the other formats.

    At the `hub` one can subscribe to it (WebSub section 4): that tells of changes to the feed, never of its archive.
    """

    uid: str
    title: str
    description: str | None
    language: str | None
    author: str
    email: str | None
    copyright: str | None
    updated: datetime
    address: Link
    home: Link
    siblings: tuple[Link, ...]
    paging: tuple[Link, ...] = ()
    hub: Link | None = None
    is_archive: bool = False
    is_complete: bool = False


class EntryFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An entry: `page` is ours, `source` the page it comes from, `calendar` its .ics file."""

    uid: str
    title: str
    summary: str | None
    html: str
    text: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    language: str | None
    page: Link
    source: Link | None
    calendar: Link | None = None


def feed_facts(channel: Channel, own: Format) -> FeedFacts:
    """Gather what a feed says of itself; `channel.feed.formats` are the formats that are really published."""
    site, feed = channel.site, channel.feed
    language = language_tag(site.language)
    return FeedFacts(
        uid=feed_uid(site, feed, channel.query),
        title=one_line(feed.title) or feed.name,
        description=plain(feed.description) or plain(site.description),
        language=language,
        author=plain(site.author) or one_line(site.title) or feed.name,
        email=plain(site.email),
        copyright=plain(site.copyright),
        updated=_whole_second(channel.updated),
        address=_page_link("self", channel, own, channel.page),
        home=Link(rel="alternate", href=site.address(feed.path("html")), media_type=HTML, hreflang=language),
        siblings=()
        if channel.page is not None
        else tuple(_page_link("alternate", channel, other) for other in TABLE if other in _others(feed, own)),
        paging=tuple(_paging(channel, own)),
        hub=Link(rel="hub", href=site.hub) if site.hub and site.base_url and channel.page is None else None,
        is_archive=channel.page is not None,
        is_complete=feed.type == "snapshot",
    )


def entry_facts(site: Site, record: Record, calendar_length: int | None) -> EntryFacts:
    """Gather what an entry says; `calendar_length` is None when the record has no .ics file."""
    facts, calendar = _facts(site, record), _calendar(site, record, calendar_length)
    return msgspec.structs.replace(facts, calendar=calendar) if calendar else facts


# Finding the words takes four times as long as making RSS of them, and three formats want the same.
@lru_cache(maxsize=512)
def _facts(site: Site, record: Record) -> EntryFacts:
    item = record.item
    words = wording.item_language(item, site)
    title = one_line(wording.entry_title(record, words))
    summary = plain(wording.summary(item, words))
    href = site.address(record.page_path) if site.item_pages else web_address(item.url) or site.address("index.html")
    page = Link(rel="alternate", href=href, media_type=HTML, hreflang=_language(site, item))
    return EntryFacts(
        uid=record.uid,
        title=title,
        summary=summary,
        # Empty content is an error in Atom and makes NetNewsWire drop a JSON Feed item.
        html=clean(wording.body_html(item, words)).strip() or paragraph(summary or title),
        text=clean(wording.body_text(item, words)).strip() or summary or title,
        published=_whole_second(record.published),
        updated=_whole_second(record.last_changed),
        authors=plain_all(item.authors),
        categories=plain_all(item.categories),
        language=_language(site, item),
        page=page,
        source=_source(item, page.href),
    )


def feed_uid(site: Site, feed: Feed, query: str | None = None) -> str:
    """Name a feed: for ever with the site's `id`, else as long as its host and path stay; https or not is the same.

    A publication without either is known by its title, as two of them must not have feeds of one name in common. What
    a `query` asks of a feed has a name of its own.
    """
    parts = urlsplit(site.base_url or "")
    place = site.id or f"{parts.netloc.lower()}{parts.path}" or site.title
    return uuid5(NAMESPACE_URL, f"{clean(place)} {feed.name}{asked_by(query)}").urn


def asked_by(query: str | None) -> str:
    """Write a query as the end of an address."""
    return f"?{query}" if query else ""


def last_moment(event: Event | SubEvent) -> When | None:
    """Give when an event ends; of an all-day event the last day, which belongs to it, not the day after."""
    start, end = event.start, event.end
    if end is None or isinstance(end, datetime) or isinstance(start, datetime):
        return end
    return end - timedelta(days=1) if start is not None and end > start else start


def iso(moment: When) -> str:
    """Write a day or an instant as RFC 3339 has it, with its own offset, in whole seconds."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    offset = moment.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):
        # Before there were zones, clocks differed by odd seconds, which neither RFC 3339 nor HTML can write.
        whole = timezone(timedelta(minutes=offset // timedelta(minutes=1)))
        moment = wording.in_zone(moment, whole).replace(tzinfo=whole)
    return moment.isoformat(timespec="seconds")


def plain(value: str | None) -> str | None:
    """Give a text as one clean line, or None when nothing is left."""
    return one_line(value or "") or None


def plain_all(values: tuple[str, ...]) -> tuple[str, ...]:
    """Give each text as one clean line, once, without those of which nothing is left."""
    return tuple(dict.fromkeys(line for value in values if (line := one_line(value))))


def language_tag(code: str | None) -> str | None:
    """Write a language code as BCP 47 does, or None when it cannot be one."""
    tag = (code or "").replace("_", "-")
    return tag if _LANGUAGE_TAG.fullmatch(tag) else None


def _others(feed: Feed, own: Format) -> frozenset[Format]:
    return frozenset(feed.formats) - {own}


def _page_link(rel: str, channel: Channel, name: Format, page: int | None = None) -> Link:
    path = channel.feed.path(name if page is None else f"{page}.{name}") + asked_by(channel.query)
    return Link(rel=rel, href=channel.site.address(path), media_type=TABLE[name].media_type)


def _paging(channel: Channel, own: Format) -> Iterator[Link]:
    """Lead from the feed to its newest archive document, and from each to the one before (RFC 5005 section 4).

    None leads to the one after it, which would change it once more when it is long full.
    """
    older = channel.pages if channel.page is None else channel.page - 1
    if channel.page is not None:
        yield _page_link("current", channel, own)
    if older:
        yield _page_link("prev-archive", channel, own, older)


def _language(site: Site, item: Item) -> str | None:
    return language_tag(item.language) or language_tag(site.language)


def _source(item: Item, page: str) -> Link | None:
    address = web_address(item.url)
    return Link(rel="related", href=address) if address and address != page else None


def _calendar(site: Site, record: Record, length: int | None) -> Link | None:
    if length is None or record.calendar_path is None:
        return None
    href = site.address(record.calendar_path)
    return Link(rel="enclosure", href=href, media_type=TABLE["ics"].media_type, length=length)


def _whole_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
