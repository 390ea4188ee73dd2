"""Output formats: one row per format, one module per row, loaded when something is rendered."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple, Protocol, cast

from feeds.model import Channel, Format, Record, Site


class Renderer(Protocol):
    """A format: a file is `head`, the entries with `SEPARATOR` between them, and `tail`.

    `VERSION` is raised whenever the bytes of `entry` would change for the same record.
    """

    MEDIA_TYPE: str
    VERSION: int
    SEPARATOR: bytes

    def head(self, channel: Channel) -> bytes:
        """Render all that comes before the entries."""

    def entry(self, site: Site, record: Record, calendar_length: int | None) -> bytes:
        """Render one record; `calendar_length` is the size of its .ics file in bytes, None without one."""

    def tail(self, channel: Channel) -> bytes:
        """Render all that comes after the entries."""


class Row(NamedTuple):
    """The module of a format below this package, and the media type that links to it give."""

    module: str
    media_type: str


TABLE: dict[Format, Row] = {
    "rss": Row("rss", "application/rss+xml"),
    "atom": Row("atom", "application/atom+xml"),
    "json": Row("json_feed", "application/feed+json"),
    "ics": Row("icalendar", "text/calendar"),
}


def renderer(name: Format) -> Renderer:
    """Load the renderer of a format."""
    return cast("Renderer", import_module(f"{__name__}.{TABLE[name].module}"))
