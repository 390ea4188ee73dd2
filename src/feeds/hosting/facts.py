"""What any server has to know of a site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from feeds import cron, media
from feeds.addresses import web_address
from feeds.health import SHORTEST
from feeds.model import Config

#: What follows the name of a feed in the paths of its files, in any server's kind of expression.
REST = r"((\.[0-9]+)?\.(rss|atom|json|ics|html))"
#: The page or calendar of an item, below the folder of the items. Nobody can guess a UUID: it was there once.
ITEM = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.(html|ics)"
#: Bytes up to which nothing gains by being compressed.
SMALLEST = 256
UNKNOWN_HOST = "feeds.example.org"
PREFLIGHT = (
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Max-Age", "86400"),
)


class Hosted(msgspec.Struct, frozen=True, kw_only=True):
    """A site as a server sees it: `prefix` is the path at which the folder at `root` is found, with both slashes.

    `links` are the `Link` headers of feeds by path, `moved` the names of feeds by those that they had.
    """

    root: Path
    host: str = UNKNOWN_HOST
    prefix: str = "/"
    max_age: int = media.LONGEST_AGE
    links: dict[str, str] = {}
    moved: dict[str, str] = {}

    def types(self) -> Iterator[tuple[str, str]]:
        """Give endings without their dot, and media types without parameters."""
        for suffix, media_type in media.MEDIA_TYPES.items():
            yield suffix[1:], media_type.partition(";")[0]

    def packed(self) -> tuple[str, ...]:
        """List the media types, but that of pages, which may be compressed on their way."""
        return tuple(
            dict.fromkeys(kind for end, kind in self.types() if media.may_be_packed(f".{end}") and end != "html")
        )


def hosted(config: Config) -> Hosted:
    """Find out what a server has to know."""
    address = urlsplit(config.site.base_url or f"https://{UNKNOWN_HOST}/")
    return Hosted(
        root=config.output,
        host=address.hostname or UNKNOWN_HOST,
        prefix=address.path or "/",
        max_age=longest_age(config),
        links=links(config),
        moved=moved(config),
    )


def longest_age(config: Config) -> int:
    """Give the seconds for which a feed may be kept: until the next of its sources is read, an hour at most."""
    intervals = [cron.shortest_interval(config.sources)]
    intervals += [SHORTEST for source in config.sources if source.adaptive]
    return min(media.LONGEST_AGE, *intervals)


def links(config: Config) -> dict[str, str]:
    """Say of each feed its own address, and the hub that tells of its changes (WebSub section 4)."""
    site, hub = config.site, web_address(config.site.hub)
    if site.base_url is None:
        return {}
    after = f', <{hub}>; rel="hub"' if hub else ""
    paths = [feed.path(name) for feed in config.feeds for name in feed.formats]
    return {path: f'<{site.address(path)}>; rel="self"{after}' for path in paths}


def moved(config: Config) -> dict[str, str]:
    """Give the name of each feed by those that it had."""
    return {old: feed.name for feed in config.feeds for old in feed.was}
