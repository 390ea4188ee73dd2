"""When to regenerate: the one doorway to APScheduler, used as a clock only.

Jobs live in memory and are made from the configuration at each start. A job does nothing but name its source; one
builder at a time takes all names that are due and builds.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TypeAlias

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.base import BaseTrigger

from feeds import cron
from feeds.errors import FeedsError
from feeds.model import Config, Source

MISFIRE_GRACE = 3600
"""Seconds by which a run may be late, when a machine was asleep, and still take place."""
HEARTBEAT = 60
"""Seconds between two looks at the wall clock."""

Build: TypeAlias = Callable[[tuple[str, ...], datetime], str]
"""Refresh the named sources at an instant (UTC), publish, and say in one line what changed."""

_NAMES_IN_A_LINE = 5

log = logging.getLogger("feeds")


class SourceClock(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Tell APScheduler when a source is due.

    APScheduler's own CronTrigger 3.11.3 counts weekdays from Monday, takes "day or weekday" for "and", fires a 02:30
    job twice where the clock goes back, and loses the midnight run of the day after it went forward (see the tests).
    """

    __slots__ = ("_source", "_timezone")

    def __init__(self, source: Source, timezone: str) -> None:
        self._source = source
        self._timezone = timezone

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Give the next instant after the previous one, or after `now`."""
        return cron.next_run(self._source, self._timezone, previous_fire_time or now)


def plan(scheduler: BaseScheduler, config: Config, ring: Callable[[str], None]) -> None:
    """Give a scheduler one job per source, which rings with the source's name when it is due."""
    for source in config.sources:
        scheduler.add_job(
            ring,
            SourceClock(source, config.site.timezone),
            args=[source.name],
            id=f"source {source.name}",
            name=source.name,
            misfire_grace_time=MISFIRE_GRACE,
            coalesce=True,
            max_instances=1,
        )
    # APScheduler sleeps by the monotonic clock, which stands still while a machine is suspended and knows nothing of
    # a clock that is set: look at the wall clock each minute.
    scheduler.add_job(int, "interval", seconds=HEARTBEAT, id="heartbeat", misfire_grace_time=None, coalesce=True)


def run(config: Config, build: Build) -> None:
    """Build all sources now and each one when it is due, until SIGTERM or SIGINT; a running build is finished first."""
    due: SimpleQueue[str | None] = SimpleQueue()
    for source in config.sources:
        due.put(source.name)
    with _stop_on_signal(due), _clock(config, due), ThreadPoolExecutor(1, "build") as builder:
        while names := _take(due):
            _build(builder, build, names)
    log.info("stopped")


@contextmanager
def _stop_on_signal(due: SimpleQueue[str | None]) -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        # Putting into a SimpleQueue is safe in a signal handler, setting an Event is not. Whoever asks twice means it.
        due.put(None)
        for each in before:
            signal.signal(each, signal.SIG_DFL)

    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def _clock(config: Config, due: SimpleQueue[str | None]) -> Iterator[None]:
    scheduler = BackgroundScheduler(timezone=UTC)
    plan(scheduler, config, due.put)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown()


def _take(due: SimpleQueue[str | None]) -> tuple[str, ...]:
    """Wait until something is due and take all of it; nothing when it is time to stop."""
    names = [due.get()]
    try:
        while True:
            names.append(due.get_nowait())
    except Empty:
        pass
    return () if None in names else tuple(dict.fromkeys(name for name in names if name is not None))


def _build(builder: ThreadPoolExecutor, build: Build, names: tuple[str, ...]) -> None:
    started = monotonic()
    outcome = builder.submit(build, names, datetime.now(UTC).replace(microsecond=0))
    failure = outcome.exception()
    if failure is None:
        log.info("%s: %s (%.2f s)", _shown(names), one_line(outcome.result()), monotonic() - started)
    elif isinstance(failure, FeedsError):
        log.error("%s: %s", _shown(names), one_line(str(failure)))
    else:
        log.error("%s: failed in an unforeseen way", _shown(names), exc_info=failure)


def _shown(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMES_IN_A_LINE
    return one_line(", ".join(names[:_NAMES_IN_A_LINE])) + (f" and {more} more" if more > 0 else "")


def one_line(text: str) -> str:
    """Make text from outside fit for one line of a log."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
