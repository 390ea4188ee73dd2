"""When a source is due, from what the ledger knows of it and not from what a process remembers; pure.

So a restart repeats nothing and loses nothing, whoever ran the source the last time: the daemon, cron or a person.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from feeds import cron
from feeds.model import Source
from feeds.remembered import Health

FIRST_RETRY = timedelta(minutes=5)
"""When a source that could not be reached is tried again; each further time twice as late."""
LONGEST_RETRY = timedelta(hours=6)
_MENDS_ITSELF = "unreachable"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger knows that decides when there is work: the health of sources, and the patience of their servers.

    `moment` is when something is to be done though no source is due: time alone changes a feed, or a message waits.
    """

    health: dict[str, Health] = {}
    patience: dict[str, datetime] = {}
    moment: datetime | None = None


def next_due(
    source: Source, timezone: str, health: Health | None, now: datetime, patience: datetime | None = None
) -> datetime:
    """Give the instant (UTC) of a source's next run, which lies in the past when one was missed.

    One that never ran is due now. One that could not be reached is tried again before its next regular time, but not
    before the end of its `patience`, which its server asked for.
    """
    if health is None:
        return now
    regular = regular_run(source, timezone, health, now)
    again = retry(health, patience)
    return regular if again is None else min(regular, again)


def regular_run(source: Source, timezone: str, health: Health, now: datetime) -> datetime:
    """Give the first regular run after the last one of whatever kind."""
    # A clock that was wrong once must not keep a source from running for years.
    since = min(health.last_run, now)
    return cron.next_run(source, timezone, since, health.interval)


def retry(health: Health, patience: datetime | None = None) -> datetime | None:
    """Give when a source is tried again that could not be reached; None when nothing suggests that it mends itself."""
    if health.outcome != _MENDS_ITSELF:
        return None
    pause = min(FIRST_RETRY * (1 << min(max(health.streak, 1) - 1, 16)), LONGEST_RETRY)
    again = health.last_run + pause
    return max(again, patience) if patience is not None else again
