"""Atom (RFC 4287)."""

from __future__ import annotations

from feeds.model import Channel, Record, Site
from feeds.render import TABLE

MEDIA_TYPE = TABLE["atom"].media_type
VERSION = 2
SEPARATOR = b""


def head(channel: Channel) -> bytes:
    """Render the feed up to its first entry."""
    from feeds.render import syndication  # noqa: PLC0415  a build with nothing to render does not load feedgen

    return syndication.atom_head(channel)


def entry(site: Site, record: Record, calendar_length: int | None) -> bytes:
    """Render one entry."""
    from feeds.render import syndication  # noqa: PLC0415  as above

    return syndication.atom_entry(site, record, calendar_length)


def tail(channel: Channel) -> bytes:
    """Render the end of the feed."""
    return b"</feed>\n"
