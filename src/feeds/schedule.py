"""When to wake: the one doorway to APScheduler, used as a clock only.

An alarm rings once, with its name. Alarms live in memory; when they ring follows from the ledger (`due`), and each is
set anew after every run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import STATE_STOPPED, BaseScheduler
from apscheduler.triggers.base import BaseTrigger

from feeds.due import Standing, next_due
from feeds.model import Config

HEARTBEAT = 60
"""Seconds between two looks at the wall clock."""
PUBLISH = ""
"""With what the alarm rings for the moment at which time alone changes something: no source has this name."""


class SourceClock(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Tell APScheduler when an alarm rings: once.

    APScheduler's own CronTrigger 3.11.3 counts weekdays from Monday, takes "day or weekday" for "and", fires a 02:30
    job twice where the clock goes back, and loses the midnight run of the day after it went forward (see the tests).
    """

    __slots__ = ("_at",)

    def __init__(self, at: datetime) -> None:
        self._at = at

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """Give the instant, and nothing after it."""
        return self._at if previous_fire_time is None else None


def scheduler() -> BaseScheduler:
    """Make a scheduler of APScheduler's that rings in its own thread: to ring is to put a name into a queue."""
    return BackgroundScheduler(timezone=UTC, executors={"default": DebugExecutor()})


class Clock:
    """Rings with the name of a source when it is due, and with `PUBLISH`, as `plan` says."""

    def __init__(self, config: Config, ring: Callable[[str], None], beats: BaseScheduler) -> None:
        self._config, self._ring, self._beats = config, ring, beats
        self._sources = {source.name: source for source in config.sources}
        # APScheduler sleeps by the monotonic clock, which stands still while a machine is suspended and knows nothing
        # of a clock that is set: look at the wall clock each minute.
        beats.add_job(int, "interval", seconds=HEARTBEAT, id="heartbeat", misfire_grace_time=None, coalesce=True)

    def start(self) -> None:
        """Begin to ring."""
        self._beats.start()

    def stop(self) -> None:
        """Ring no more."""
        if self._beats.state != STATE_STOPPED:
            self._beats.shutdown()

    def plan(
        self, names: Iterable[str], standing: Standing, now: datetime, earliest: datetime | None = None
    ) -> list[str]:
        """Set the alarms of sources by what is known of them, none before the `earliest` instant; list who is due."""
        due_now = []
        for name in names:
            if name not in self._sources:
                continue
            due = max(self.due(name, standing, now), earliest or now)
            if due <= now:
                due_now.append(name)
            else:
                self.set(name, due)
        return due_now

    def due(self, name: str, standing: Standing, now: datetime) -> datetime:
        """Tell when a source is due."""
        timezone = self._config.site.timezone
        return next_due(self._sources[name], timezone, standing.health.get(name), now, standing.patience.get(name))

    def plan_publishing(self, at: datetime | None) -> None:
        """Set the alarm for the moment at which time alone changes something, if there is one."""
        if at is not None:
            self._set("publish", at, PUBLISH)
        elif self._beats.get_job("publish") is not None:
            self._beats.remove_job("publish")

    def next(self) -> tuple[str, datetime] | None:
        """Tell which source comes next, and when; it has to be started."""
        jobs = (job for job in self._beats.get_jobs() if job.id.startswith("source "))
        first = min(jobs, key=lambda job: job.next_run_time, default=None)
        return None if first is None else (first.args[0], first.next_run_time)

    def set(self, name: str, at: datetime) -> None:
        """Set the alarm of a source, in the place of the one before."""
        self._set(f"source {name}", at, name)

    def _set(self, key: str, at: datetime, name: str) -> None:
        # An alarm that could not ring in time, because the machine was asleep, rings as soon as it can.
        self._beats.add_job(
            self._ring,
            SourceClock(at),
            args=[name],
            id=key,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
            replace_existing=True,
        )
