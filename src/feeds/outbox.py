"""What waits for the owner: noted in one transaction with the mark that they are told of it, so each thing is once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

import msgspec

from feeds import alerts
from feeds.alerts import Alert, Marks
from feeds.errors import PublishError
from feeds.ledger import Ledger
from feeds.model import Config, encoded, hashed
from feeds.release import held_since, pinned
from feeds.remembered import Health, Message

Channel: TypeAlias = Literal["mail", "webhook"]
CHANNELS: tuple[Channel, ...] = ("mail", "webhook")
"""The ways to the owner that messages wait for."""

BURST = 6
"""Letters in an hour after which the next ones are gathered."""
GAP = timedelta(minutes=10)
"""Time between two letters that are gathered."""
_HOUR = timedelta(hours=1)
_ALL = 1_000_000


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What was told, the newest first, for the owner's own feed, which is `since` an instant (UTC)."""

    since: datetime
    told: tuple[Alert, ...] = ()


def is_wanted(config: Config) -> bool:
    """Tell whether anybody wants to be told."""
    wanted = config.alerts
    return wanted.feed or wanted.mail is not None or wanted.webhook is not None


def tell(
    config: Config,
    ledger: Ledger,
    now: datetime,
    before: Mapping[str, Health],
    trouble: PublishError | None = None,
) -> None:
    """Note what the owner is to be told after a build: of sources, `before` and now, of feeds, and of `trouble`.

    Raises:
        LedgerError: it could not be noted; nothing counts as told.
    """
    if not is_wanted(config):
        return
    marks = _marks(ledger)
    told, healths = _of_sources(config, ledger, before)
    of_feeds, after = _of_feeds(config, ledger, marks, now, trouble)
    told += of_feeds
    if not told and after == marks:
        return
    with ledger.transaction():
        ledger.save_health(healths)
        ledger.set_stamp("told", encoded(after).decode() if after else None)
        _to_feed(config, ledger, told, now)
        for channel in _channels(config) if told else ():
            _queue(config, ledger, channel, told, now)


def _of_sources(config: Config, ledger: Ledger, before: Mapping[str, Health]) -> tuple[list[Alert], list[Health]]:
    found = list(alerts.of_sources(config, before, ledger.health()))
    return [alert for alert, _ in found], [health for _, health in found]


def _of_feeds(
    config: Config, ledger: Ledger, marks: Marks, now: datetime, trouble: PublishError | None
) -> tuple[list[Alert], Marks]:
    told, after = alerts.of_output(marks, None if trouble is None else str(trouble), now)
    # Where a person took a publication back, or nothing could be published, nothing new is known of feeds.
    if trouble is not None or pinned(ledger) is not None:
        return told, after
    of_holds, after = alerts.of_holds(config, after, held_since(ledger, "publication"), now)
    return told + of_holds, after


def _marks(ledger: Ledger) -> Marks:
    return msgspec.json.decode(ledger.stamp("told") or "{}", type=Marks)


def _channels(config: Config) -> list[Channel]:
    wanted: dict[Channel, object] = {"mail": config.alerts.mail, "webhook": config.alerts.webhook}
    return [channel for channel in CHANNELS if wanted[channel] is not None]


def _queue(config: Config, ledger: Ledger, channel: Channel, told: Sequence[Alert], now: datetime) -> None:
    """Put it with what was never tried yet, or into a message of its own.

    What was tried may have come through though nobody said so: nothing may be added to it.
    """
    waiting = [one for one in ledger.messages("waiting", limit=_ALL) if one.channel == channel]
    open_one = next((one for one in waiting if not one.attempts), None)
    if open_one is not None:
        together = alerts.merged(contents(open_one), told)
        message = msgspec.structs.replace(open_one, subject=alerts.subject(config.site, together))
    else:
        together = tuple(told)
        message = Message(
            id=f"{channel}-{hashed(*(alert.id for alert in together))[:32]}",
            channel=channel,
            subject=alerts.subject(config.site, together),
            created=now,
            next_try=max([_not_before(ledger, channel, now), *(one.next_try for one in waiting)]),
        )
    ledger.save_messages([msgspec.structs.replace(message, body=encoded(together).decode())])


def _not_before(ledger: Ledger, channel: Channel, now: datetime) -> datetime:
    """Say when a letter may go: not one for each of hundreds of sources that fail one after the other."""
    if channel != "mail":
        return now
    lately = [
        one.created
        for one in ledger.messages("delivered", limit=_ALL)
        if one.channel == channel and now - one.created < _HOUR
    ]
    return now if len(lately) < BURST else max(now, max(lately) + GAP)


def contents(message: Message) -> tuple[Alert, ...]:
    """Read what a message to the owner tells."""
    return msgspec.json.decode(message.body or "[]", type=tuple[Alert, ...])


# --- the owner's own feed -------------------------------------------------------------------------------------------


def news(ledger: Ledger) -> News | None:
    """Give what was told lately, or None when nobody ever wanted to know."""
    known = ledger.stamp("news")
    return msgspec.json.decode(known, type=News) if known else None


def begin_news(ledger: Ledger, now: datetime) -> News:
    """Remember since when there is a feed for the owner."""
    begun = News(since=now)
    ledger.set_stamp("news", encoded(begun).decode())
    return begun


def _to_feed(config: Config, ledger: Ledger, told: Sequence[Alert], now: datetime) -> None:
    if config.alerts.feed and told:
        before = news(ledger) or begin_news(ledger, now)
        latest = (*reversed(told), *before.told)[: alerts.LISTED]
        ledger.set_stamp("news", encoded(msgspec.structs.replace(before, told=latest)).decode())


def forget(ledger: Ledger) -> None:
    """Take the reasons out of what was told: they may name somebody who is to be forgotten."""
    before = news(ledger)
    if before is None:
        return
    told = tuple(msgspec.structs.replace(alert, reason="") for alert in before.told)
    ledger.set_stamp("news", encoded(msgspec.structs.replace(before, told=told)).decode())
