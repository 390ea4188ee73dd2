"""OPML 2.0: one file with every feed, for readers that import subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from feeds.model import Channel, Site
from feeds.wording import one_line


def outline(site: Site, channels: Sequence[Channel]) -> bytes:
    """Give the outline of all feeds, each in the best form it has; `dateModified` is that of the newest.

    What is no feed for a reader is a link to its page, which offers the calendar: an outline must not be empty.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head>"]
    lines += _head(site, channels)
    lines += ["</head>", "<body>"]
    lines += [_feed(channel) for channel in channels]
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
    """Give the address of the best form there is for a feed reader: OPML calls all of them `rss`."""
    known = [extension for extension in ("rss", "atom", "json") if extension in channel.feed.formats]
    return channel.site.address(channel.feed.path(known[0])) if known else ""


def _feed(channel: Channel) -> str:
    site, feed = channel.site, channel.feed
    address, page = _address(channel), site.address(feed.path("html"))
    facts = (
        ("type", "rss" if address else "link"),
        ("text", feed.title),
        ("title", feed.title),
        ("description", feed.description),
        ("xmlUrl", address),
        ("htmlUrl" if address else "url", page),
        ("language", site.language),
    )
    attributes = " ".join(f"{name}={quoteattr(one_line(value))}" for name, value in facts if value)
    return f"<outline {attributes}/>"
