"""The doorway to feedgen (1.0.0) and lxml: what RSS and Atom are made with, and every repair that feedgen needs.

A feed is never built whole (2 GB for 100,000 entries): its head is a generator without entries, and each entry is a
`FeedEntry` of its own, serialised inside a root that declares the head's prefixes and cut out of it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

# feedgen.util uses lxml.etree without importing it, so feedgen.feed must come first: it does.
import feedgen.entry
import feedgen.feed
from lxml import etree

from feeds.model import Article, Channel, Event, Record, Site
from feeds.render.contents import (
    GENERATOR,
    EntryFacts,
    FeedFacts,
    Link,
    entry_facts,
    feed_facts,
    iso,
    last_moment,
    plain,
)

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_EV = "http://purl.org/rss/1.0/modules/event/"
_FH = "http://purl.org/syndication/history/1.0"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = {"atom": _ATOM, "content": _CONTENT, "dc": _DC, "ev": _EV, "fh": _FH}
_RSS_DOCS = "https://www.rssboard.org/rss-specification"


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


# feedgen's own formats a date by switching the locale of the whole process to C and back: two threads that do so leave
# it at C, after which open() writes ASCII. There is no public way around it: lastBuildDate is always formatted.
feedgen.feed.formatRFC2822 = _rfc822
feedgen.entry.formatRFC2822 = _rfc822


class _ChannelExtension:
    """Declare our prefixes and write the Atom links of a channel: feedgen mirrors only the first rel=self."""

    def __init__(self, facts: FeedFacts) -> None:
        self._links, self._is_complete = (facts.address, *_hub(facts), *facts.siblings), facts.is_complete

    def extend_ns(self) -> dict[str, str]:
        return _PREFIXES

    def extend_rss(self, rss: etree._Element) -> None:
        channel = rss[0]
        place = next(index for index, child in enumerate(channel, 1) if child.tag == "description")
        channel[place:place] = [etree.Element(f"{{{_ATOM}}}link", _attributes(link)) for link in self._links]
        if self._is_complete:
            channel.insert(place + len(self._links), etree.Element(f"{{{_FH}}}complete"))


class _FeedExtension:
    """Say of an Atom feed that it is complete, or an archive document (RFC 5005 sections 2 and 4)."""

    def __init__(self, facts: FeedFacts) -> None:
        self._mark = "archive" if facts.is_archive else "complete" if facts.is_complete else None

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _FH} if self._mark else {}

    def extend_atom(self, feed: etree._Element) -> None:
        if self._mark:
            place = max(index for index, child in enumerate(feed, 1) if child.tag in ("id", "title", "updated"))
            feed.insert(place, etree.Element(f"{{{_FH}}}{self._mark}"))


def rss_head(channel: Channel) -> bytes:
    """Render an RSS channel without items, its end cut off."""
    facts = feed_facts(channel, "rss")
    made = _generator(facts)
    # RSS demands a description; feedgen makes the last link of any kind the channel's, so it is given no other.
    made.description(facts.description or facts.title)
    made.link(href=facts.home.href)
    made.docs(_RSS_DOCS)
    if facts.email:
        made.managingEditor(_mailbox(facts.email, facts.author))
        made.webMaster(_mailbox(facts.email, facts.author))
    made.register_extension("feeds", lambda: _ChannelExtension(facts))
    document: bytes = made.rss_str(pretty=True)
    return document[: document.rindex(b"  </channel>")]


def rss_item(site: Site, record: Record, calendar_length: int | None) -> bytes:
    """Render a record as an RSS item."""
    facts = entry_facts(site, record, calendar_length)
    made = _feed_entry(facts)
    if facts.summary:
        # Readers take a description for HTML, so plain text must be made HTML.
        made.description(escape(facts.summary, quote=False), isSummary=True)
    made.link(_attributes(facts.page))
    if facts.calendar:
        made.link(_attributes(facts.calendar))
    item: etree._Element = made.rss_entry()
    _extend_item(item, site, record, facts)
    rss = etree.Element("rss", nsmap=_PREFIXES)
    etree.SubElement(rss, "channel").append(item)
    return _cut(rss, b"    <item>", b"  </channel>")


def atom_head(channel: Channel) -> bytes:
    """Render an Atom feed without entries, its end cut off."""
    return atom_head_of(feed_facts(channel, "atom"))


def atom_head_of(facts: FeedFacts) -> bytes:
    """Render the head of any Atom feed, its end cut off."""
    made = _generator(facts)
    made.id(facts.uid)
    if facts.description:
        made.subtitle(facts.description)
    made.author(_person(facts.author, facts.email))
    links = (facts.address, *_hub(facts), facts.home, *facts.siblings, *facts.paging)
    made.link([_attributes(link) for link in links])
    made.register_extension("feeds", lambda: _FeedExtension(facts))
    document: bytes = made.atom_str(pretty=True)
    return document[: document.rindex(b"</feed>")]


def atom_entry(site: Site, record: Record, calendar_length: int | None) -> bytes:
    """Render a record as an Atom entry."""
    return atom_entry_of(entry_facts(site, record, calendar_length), site.language)


def atom_entry_of(facts: EntryFacts, feed_language: str | None) -> bytes:
    """Render any Atom entry; its language is said if it is another than that of the feed."""
    made = _feed_entry(facts)
    if facts.summary:
        made.summary(facts.summary)
    links = [link for link in (facts.page, facts.calendar, facts.source) if link]
    made.link([_attributes(link) for link in links])
    made.author([_person(name, None) for name in facts.authors])
    entry: etree._Element = made.atom_entry()
    _restore_links(entry, links)
    if facts.language and facts.language != feed_language:
        entry.set(_XML_LANG, facts.language)
    feed = etree.Element("feed")
    feed.append(entry)
    return _cut(feed, b"  <entry", b"</feed>")


def _generator(facts: FeedFacts) -> Any:
    made = feedgen.feed.FeedGenerator()
    made.title(facts.title)
    made.updated(facts.updated)  # feedgen stamps now unless told
    made.generator(GENERATOR)
    if facts.language:
        made.language(facts.language)
    if facts.copyright:
        made.copyright(facts.copyright)
    return made


def _feed_entry(facts: EntryFacts) -> Any:
    made = feedgen.entry.FeedEntry()
    made.id(facts.uid)
    made.title(facts.title)
    made.updated(facts.updated)  # feedgen stamps now unless told
    made.published(facts.published)
    # Not CDATA, which becomes an invalid type in Atom, nor xhtml, which is parsed as XML.
    made.content(facts.html, type="html")
    # No label: a label of None becomes an empty element in RSS.
    made.category([{"term": term} for term in facts.categories])
    return made


def _extend_item(item: etree._Element, site: Site, record: Record, facts: EntryFacts) -> None:
    # RSS's author must be an e-mail address, and feedgen drops an author without one.
    for name in facts.authors:
        etree.SubElement(item, f"{{{_DC}}}creator").text = name
    if facts.language and facts.language != site.language:
        etree.SubElement(item, f"{{{_DC}}}language").text = facts.language
    # RSS's own `source` wants the address of a feed that we do not know.
    if isinstance(record.item, Article) and (publisher := plain(record.item.publication)):
        etree.SubElement(item, f"{{{_DC}}}publisher").text = publisher
    if isinstance(record.item, Event) and record.item.start:
        for tag, value in _event_module(record.item, facts):
            etree.SubElement(item, f"{{{_EV}}}{tag}").text = value
    if facts.source:
        etree.SubElement(item, f"{{{_ATOM}}}link", _attributes(facts.source))


def _event_module(event: Event, facts: EntryFacts) -> Iterable[tuple[str, str]]:
    """List the elements of the RSS event module that we have facts for.

    The module dates the end of the event itself, so an all-day event ends on its last day. Its type is a keyword that
    readers filter by, which is what an events list's first category is.
    """
    end = last_moment(event)
    known = {
        "startdate": iso(event.start) if event.start else None,
        "enddate": iso(end) if end else None,
        "location": plain(event.location),
        "organizer": plain(event.organizer),
        "type": next(iter(facts.categories), None),
    }
    return [(tag, value) for tag, value in known.items() if value]


def _restore_links(entry: etree._Element, links: Iterable[Link]) -> None:
    """Give an entry's links their attributes, of which feedgen 1.0.0 keeps href alone (its issue 135)."""
    for element, link in zip(entry.iterfind("link"), links, strict=True):
        for name, value in _attributes(link).items():
            element.set(name, value)


def _hub(facts: FeedFacts) -> tuple[Link, ...]:
    return (facts.hub,) if facts.hub else ()


def _attributes(link: Link) -> dict[str, str]:
    known = {"rel": link.rel, "href": link.href, "type": link.media_type, "hreflang": link.hreflang}
    length = None if link.length is None else str(link.length)
    return {name: value for name, value in (*known.items(), ("length", length)) if value}


def _person(name: str, email: str | None) -> dict[str, str]:
    return {"name": name, "email": email} if email else {"name": name}


def _mailbox(email: str, name: str) -> str:
    # RFC 822 section 3.4.3: parentheses would end the comment that the name stands in.
    return f"{email} ({name.translate({ord('('): None, ord(')'): None})})"


def _cut(root: etree._Element, opening: bytes, closing: bytes) -> bytes:
    document: bytes = etree.tostring(root, encoding="utf-8", pretty_print=True)
    return document[document.index(opening) : document.rindex(closing)]
