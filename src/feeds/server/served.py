"""What a server serves, and what it has to know of the site for it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from feeds.hosting import hosted
from feeds.media import LONGEST_AGE
from feeds.model import Config
from feeds.server.live import Live

# Of a feed, its archive documents and pages, and the calendars of single years.
_OF_A_FEED = re.compile(r"/(?P<name>[a-z0-9-]+)(?P<rest>(?:\.\d{1,9})?\.(?:rss|atom|json|ics|html))")
# Nobody can guess a UUID: what is asked for by one was there.
_OF_AN_ITEM = re.compile(r"/items/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.(?:html|ics)")


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """The folder at `root`, whose files may be kept for `max_age` seconds, and what `live` tells of now.

    `links` are the `Link` headers of feeds by path, `moved` the names of feeds by those that they had. With a `config`
    feeds can be filtered by their address. Each request is logged if `access_log` says so.
    """

    root: Path
    max_age: int = LONGEST_AGE
    links: dict[str, str] = {}
    moved: dict[str, str] = {}
    live: Live | None = None
    config: Config | None = None
    access_log: bool = False

    def new_place(self, path: str) -> str | None:
        """Tell where a feed's file stands now, below its own folder, if it stood at a path once."""
        found = _OF_A_FEED.fullmatch(path) if self.moved else None
        name = self.moved.get(found["name"]) if found else None
        return f"{name}{found['rest']}" if found and name else None


def served(config: Config, live: Live | None = None, *, access_log: bool = False) -> Served:
    """Tell what to serve of a site, and how."""
    site = hosted(config)
    return Served(
        root=config.output,
        max_age=site.max_age,
        links=site.links,
        moved=site.moved,
        live=live,
        config=config,
        access_log=access_log,
    )


def is_gone(path: str) -> bool:
    """Tell whether nothing but an item of ours can have had a path."""
    return _OF_AN_ITEM.fullmatch(path) is not None
