"""The owner's own feed, in Atom: what it tells is no record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import msgspec

from feeds.model import Feed, Site
from feeds.render import TABLE
from feeds.render.contents import HTML, EntryFacts, FeedFacts, Link, feed_uid, plain
from feeds.text import one_line, paragraph

PATH = "health.atom"
"""Where it stands below the output folder; no feed has this name."""
_LANGUAGE = "en"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An entry: a title and a few lines, `told` at an instant; `id` is what it is known by."""

    id: str
    title: str
    lines: tuple[str, ...]
    told: datetime


def feed(site: Site, title: str, entries: Sequence[Told], begun: datetime) -> bytes:
    """Render the feed, which is as old as its newest entry, or as when it was `begun`."""
    from feeds.render import syndication  # noqa: PLC0415  a build with nothing to render does not load feedgen

    uid = feed_uid(site, Feed(name="health", title=""))
    home = Link(rel="alternate", href=site.address("index.html"), media_type=HTML)
    facts = FeedFacts(
        uid=uid,
        title=one_line(title),
        description=None,
        language=_LANGUAGE,
        author=plain(site.author) or one_line(site.title),
        email=None,
        copyright=None,
        updated=max((entry.told for entry in entries), default=begun),
        address=Link(rel="self", href=site.address(PATH), media_type=TABLE["atom"].media_type),
        home=home,
        siblings=(),
    )
    rendered = (syndication.atom_entry_of(_entry(uid, home, entry), _LANGUAGE) for entry in entries)
    return b"".join((syndication.atom_head_of(facts), *rendered, b"</feed>\n"))


def _entry(feed: str, home: Link, entry: Told) -> EntryFacts:
    return EntryFacts(
        uid=uuid5(NAMESPACE_URL, f"{feed} {entry.id}").urn,
        title=one_line(entry.title),
        summary=None,
        html=_html(entry.lines) or paragraph(one_line(entry.title)),
        text="",
        published=entry.told,
        updated=entry.told,
        authors=(),
        categories=(),
        language=_LANGUAGE,
        page=home,
        source=None,
    )


def _html(lines: Iterable[str]) -> str:
    return "\n".join(paragraph(one_line(line)) for line in lines)
