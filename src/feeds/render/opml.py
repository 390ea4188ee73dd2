"""OPML 2.0: one file with every feed, for readers that import subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from feeds.model import Channel, Site
from feeds.wording import one_line


def outline(site: Site, channels: Sequence[Channel]) -> bytes:
    """Give the outline of all feeds that readers can subscribe to; `dateModified` is that of the newest."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head>"]
    lines += _head(site, channels)
    lines += ["</head>", "<body>"]
    lines += [_feed(channel) for channel in channels if _address(channel)]
    return "\n".join([*lines, "</body>", "</opml>", ""]).encode()


def _head(site: Site, channels: Sequence[Channel]) -> list[str]:
    newest = max((channel.updated for channel in channels), default=None)
    facts = (
        ("title", site.title),
        # RFC 822 as OPML asks; `GMT`, never `UTC`.
        ("dateModified", format_datetime(newest.astimezone(UTC), usegmt=True) if newest else ""),
        ("ownerName", site.author or ""),
        ("ownerEmail", site.email or ""),
        ("docs", "http://opml.org/spec2.opml"),
    )
    return [f"<{name}>{escape(one_line(value))}</{name}>" for name, value in facts if value]


def _address(channel: Channel) -> str:
    """Give the RSS address, or the Atom one where there is no RSS: OPML calls both `rss`."""
    known = [extension for extension in ("rss", "atom") if extension in channel.feed.formats]
    return channel.site.address(channel.feed.path(known[0])) if known else ""


def _feed(channel: Channel) -> str:
    site, feed = channel.site, channel.feed
    facts = (
        ("type", "rss"),
        ("text", feed.title),
        ("title", feed.title),
        ("description", feed.description),
        ("xmlUrl", _address(channel)),
        ("htmlUrl", site.address(feed.path("html"))),
        ("language", site.language),
    )
    attributes = " ".join(f"{name}={quoteattr(one_line(value))}" for name, value in facts if value)
    return f"<outline {attributes}/>"
