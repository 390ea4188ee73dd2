"""What a WebSub hub is told: that the bytes of a feed changed. Noted together with the files, sent later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from feeds.ledger import Ledger
from feeds.model import Config, Format, hashed
from feeds.remembered import Message, Published

#: Hubs fetch what they are told of and hand it on: calendars are fetched by programs that know no hubs.
_FORMATS: tuple[Format, ...] = ("rss", "atom", "json")
_ALL = 1_000_000


def note(config: Config, ledger: Ledger, files: Iterable[Published], now: datetime) -> None:
    """Let the hub be told of each feed whose bytes are other than the ledger knows; call it before that learns of them.

    One that waits to be told of already is not told of twice: the hub fetches what is there then.
    """
    hub, topics = config.site.hub, _topics(config)
    if hub is None or not topics:
        return
    changed = [file for file in files if file.path in topics]
    known = {file.path: file.sha256 for file in ledger.published((), [file.path for file in changed])}
    told = [topics[file.path] for file in changed if known.get(file.path) != file.sha256]
    if not told:
        return
    waiting = {message.id for message in ledger.messages("waiting", limit=_ALL)}
    fresh = [ping for ping in _pings(hub, told, now) if ping.id not in waiting]
    ledger.save_messages(fresh)


def _topics(config: Config) -> dict[str, str]:
    """Give the addresses under which hubs know feeds, by their paths; none without an address of the whole."""
    if config.site.base_url is None:
        return {}
    paths = (feed.path(name) for feed in config.feeds for name in feed.formats if name in _FORMATS)
    return {path: config.site.address(path) for path in paths}


def _pings(hub: str, topics: Iterable[str], now: datetime) -> Iterator[Message]:
    for topic in topics:
        # One for each topic, so that what is kept of them does not grow with the builds.
        yield Message(
            id=f"websub-{hashed(hub, topic)[:32]}", channel="websub", to=hub, subject=topic, created=now, next_try=now
        )
