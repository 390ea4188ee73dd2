"""RSS 2.0 with the content, Dublin Core, Atom link and event modules."""

from __future__ import annotations

from feeds.model import Channel, Record, Site
from feeds.render import TABLE

MEDIA_TYPE = TABLE["rss"].media_type
VERSION = 2
SEPARATOR = b""


def head(channel: Channel) -> bytes:
    """Render the channel up to its first item."""
    from feeds.render import syndication  # noqa: PLC0415  a build with nothing to render does not load feedgen

    return syndication.rss_head(channel)


def entry(site: Site, record: Record, calendar_length: int | None) -> bytes:
    """Render one item."""
    from feeds.render import syndication  # noqa: PLC0415  as above

    return syndication.rss_item(site, record, calendar_length)


def tail(channel: Channel) -> bytes:
    """Render the end of the channel."""
    return b"  </channel>\n</rss>\n"
