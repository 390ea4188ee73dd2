"""When sources are due, from what the ledger knows; and a simulated year on the real APScheduler, with restarts."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

import apscheduler.executors.base
import apscheduler.schedulers.base
import pytest
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.base import BaseScheduler

from feeds import cron, due, schedule
from feeds.due import Standing
from feeds.model import Config, Site, Source
from feeds.remembered import Health, Outcome

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def source(name: str, **facts: object) -> Source:
    return Source(**{"name": name, "path": Path("/srv/x"), **facts})  # type: ignore[arg-type]


def health(last_run: datetime, outcome: Outcome = "ok", streak: int = 0, interval: int = 0) -> Health:
    return Health(source="s", last_run=last_run, outcome=outcome, streak=streak, interval=interval)


DAILY = source("s", cron="0 8 * * *")


def next_due(one: Source, known: Health | None, now: datetime, patience: datetime | None = None) -> datetime:
    return due.next_due(one, "UTC", known, now, patience)


def test_what_never_ran_is_due_now() -> None:
    assert next_due(DAILY, None, MORNING) == MORNING


def test_what_ran_comes_at_its_next_time() -> None:
    assert next_due(DAILY, health(MORNING), MORNING + HOUR) == MORNING + DAY


def test_a_run_that_was_missed_is_due_once_however_many_there_were() -> None:
    now = MORNING + 5 * DAY + HOUR
    assert next_due(DAILY, health(MORNING), now) <= now
    assert next_due(DAILY, health(now), now) == MORNING + 6 * DAY


def test_a_clock_that_was_wrong_once_stops_nothing() -> None:
    assert next_due(DAILY, health(MORNING + 3650 * DAY), MORNING) == MORNING + DAY


@pytest.mark.parametrize(
    ("streak", "pause"), [(1, 5 * MINUTE), (2, 10 * MINUTE), (3, 20 * MINUTE), (7, 320 * MINUTE), (9, 6 * HOUR)]
)
def test_what_could_not_be_reached_is_tried_again_with_growing_pauses(streak: int, pause: timedelta) -> None:
    assert next_due(DAILY, health(MORNING, "unreachable", streak), MORNING) == MORNING + pause


def test_it_is_not_tried_again_before_its_server_wants_it() -> None:
    bad = health(MORNING, "unreachable", 1)
    assert next_due(DAILY, bad, MORNING, MORNING + 3 * HOUR) == MORNING + 3 * HOUR
    assert next_due(DAILY, bad, MORNING, MORNING - HOUR) == MORNING + 5 * MINUTE
    assert next_due(DAILY, bad, MORNING, MORNING + 30 * DAY) == MORNING + DAY


def test_it_is_never_tried_more_often_than_it_is_read_anyway() -> None:
    often = source("s", every=120)
    assert next_due(often, health(MORNING, "unreachable", 1), MORNING) == cron.next_run(often, "UTC", MORNING)


@pytest.mark.parametrize("outcome", ["blocked", "gone", "refused", "invalid", "empty", "held", "needs_script"])
def test_what_does_not_mend_itself_waits_for_its_time(outcome: Outcome) -> None:
    assert next_due(DAILY, health(MORNING, outcome, 1), MORNING) == MORNING + DAY


@pytest.mark.parametrize("interval", [600, 3600, 7919, 86400])
def test_an_adaptive_source_keeps_its_place_within_what_was_learnt(interval: int) -> None:
    auto, step = source("s", adaptive=True), timedelta(seconds=interval)
    first = cron.next_run(auto, "UTC", MORNING, interval)
    assert step / 2 < first - MORNING <= step * 3 / 2
    for number in range(1, 5):
        following = cron.next_run(auto, "UTC", first, interval)
        assert following - first == step, number
        first = following


def test_adaptive_sources_do_not_come_all_at_once() -> None:
    moments = {cron.next_run(source(f"s{n}", adaptive=True), "UTC", MORNING, 3600) for n in range(200)}
    assert len(moments) > 190


def test_before_anything_was_learnt_it_comes_each_hour() -> None:
    auto = source("s", adaptive=True)
    assert cron.interval_of(auto) == 3600
    assert cron.interval_of(auto, 700) == 700
    assert cron.interval_of(source("s", every=900), 700) == 900


# --- a year ---------------------------------------------------------------------------------------------------------


class SimulatedTime(datetime):
    current: ClassVar[datetime]

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return cls.current.astimezone(tz)


class SteppedScheduler(BaseScheduler):  # type: ignore[misc]
    """The scheduler that the daemon runs in a thread, told what time it is."""

    def wakeup(self) -> None:
        pass

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)

    def step(self) -> timedelta:
        return timedelta(seconds=self._process_jobs())


@pytest.fixture
def simulated(monkeypatch: pytest.MonkeyPatch) -> type[SimulatedTime]:
    for module in (apscheduler.schedulers.base, apscheduler.executors.base):
        monkeypatch.setattr(module, "datetime", SimulatedTime)
    # Without jobs of its own the clock wakes only when something is due.
    monkeypatch.setattr(schedule, "HEARTBEAT", 10**9)
    return SimulatedTime


class Year:
    """A daemon in simulated time: what rings runs at once, and is remembered as the ledger does."""

    def __init__(self, settings: Config, learnt: dict[str, int]) -> None:
        self.settings, self.learnt = settings, learnt
        self.ledger: dict[str, Health] = {}
        self.runs: list[tuple[str, datetime]] = []

    def live(self, clock: type[SimulatedTime], spans: list[tuple[datetime, datetime]]) -> None:
        """Start, and go on until the process ends; between the spans the machine sleeps."""
        start = clock.current = spans[0][0]
        rung: list[str] = []
        beats = SteppedScheduler(timezone=UTC, executors={"default": DebugExecutor()})
        planned = schedule.Clock(self.settings, rung.append, beats)
        names = [one.name for one in self.settings.sources]
        rung += planned.plan(names, Standing(health=self.ledger), start)
        planned.start()
        for begin, end in spans:
            clock.current = begin
            while clock.current < end:
                wait = beats.step()
                while rung:
                    rung[:] = self.run(planned, tuple(dict.fromkeys(rung)), clock.current)
                    wait = timedelta()
                # The scheduler rounds its sleep to what a thread can sleep.
                clock.current = min(end, clock.current + max(wait, timedelta(milliseconds=1)))
        planned.stop()

    def run(self, planned: schedule.Clock, names: tuple[str, ...], now: datetime) -> list[str]:
        now = now.replace(microsecond=0)
        for name in names:
            self.runs.append((name, now))
            self.ledger[name] = health(now, interval=self.learnt.get(name, 0))
        return planned.plan(names, Standing(health=self.ledger), now)


def of_days(zone: ZoneInfo, wall: time, first: date, last: date, weekdays: Iterable[int]) -> Iterator[datetime]:
    """Say when a wall time comes: once on each of the days; in a gap of the clock as much later, doubled the first."""
    while first <= last:
        if first.isoweekday() in weekdays:
            yield datetime.combine(first, wall, zone).astimezone(UTC)
        first += DAY


def of_steps(start: datetime, end: datetime, step: timedelta, place: timedelta) -> Iterator[datetime]:
    moment = datetime(2000, 1, 1, tzinfo=UTC) + place
    moment += (start - moment) // step * step
    while moment <= end:
        yield moment
        moment += step


def wanted(
    moments: Iterable[datetime], lives: list[tuple[datetime, datetime]], rest: timedelta = timedelta()
) -> list[datetime]:
    """Say when runs are wanted: at the first start; then when each is due, or when the process is next there, once."""
    runs, due_from = [lives[0][0]], iter(sorted(moments))
    for moment in due_from:
        if moment > runs[-1] + rest:
            place = next(((begin, ended) for begin, ended in lives if moment < ended), None)
            if place is None:
                break
            runs.append(max(moment, place[0]))
    return runs


def lives(chance: random.Random, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """Draw when the process is there: some restarts take seconds, others days; some in the nights of the clock."""
    cuts = sorted(start + timedelta(seconds=chance.randrange(int((end - start).total_seconds()))) for _ in range(25))
    found, begin = [], start
    for cut in cuts:
        if cut <= begin:
            continue
        found.append((begin, cut))
        begin = cut + timedelta(seconds=chance.choice([1, 5, 90, 3600, 30_000, 200_000]) * chance.random() + 1)
        begin = begin.replace(microsecond=0)
    return [*found, (begin, end)]


def processes(
    chance: random.Random, span: list[tuple[datetime, datetime]]
) -> Iterator[list[tuple[datetime, datetime]]]:
    """Draw between which spans the process ends, and between which the machine only sleeps."""
    left = list(span)
    while left:
        number = chance.choice([1, 1, 2])
        yield left[:number]
        del left[:number]


ZONES = ("Europe/Copenhagen", "America/New_York", "Australia/Lord_Howe")
STEP = timedelta(seconds=20_000)
ALL_WEEK, MONDAYS = (1, 2, 3, 4, 5, 6, 7), (1,)


@pytest.mark.parametrize("seed", range(int(os.environ.get("FEEDS_YEARS", "1"))))
@pytest.mark.parametrize("name", ZONES)
def test_each_run_of_a_year_takes_place_once_wherever_it_is_restarted(
    name: str, seed: int, simulated: type[SimulatedTime]
) -> None:
    zone, chance = ZoneInfo(name), random.Random(f"{name} {seed}")
    start, end = datetime(2026, 1, 5, 11, 23, 17, tzinfo=UTC), datetime(2027, 1, 5, tzinfo=UTC)
    span = lives(chance, start, end)
    first, last = start.date() - DAY, end.date() + DAY
    expected = [
        (source("night", cron="15 2 * * *"), of_days(zone, time(2, 15), first, last, ALL_WEEK)),
        (source("midnight", cron="@daily"), of_days(zone, time(), first, last, ALL_WEEK)),
        (source("mondays", cron="0 8 * * 1"), of_days(zone, time(8), first, last, MONDAYS)),
        (source("sundays", cron="30 1 * * 7"), of_days(zone, time(1, 30), first, last, (7,))),
        (source("often", every=20_000), of_steps(start, end, STEP, cron.spread("often", STEP))),
        (source("auto", adaptive=True), of_steps(start, end, 9 * HOUR, cron.spread("auto", 9 * HOUR))),
    ]
    assert len({(start + day * DAY).astimezone(zone).utcoffset() for day in range(365)}) == 2
    settings = Config(
        site=Site(title="t", timezone=name), sources=tuple(one for one, _ in expected), feeds=(), output=Path("/o")
    )
    year = Year(settings, {"auto": 9 * 3600})
    for spans in processes(chance, span):
        year.live(simulated, spans)
    for one, moments in expected:
        rest = 9 * HOUR / 2 if one.adaptive else timedelta()
        assert [moment for run, moment in year.runs if run == one.name] == wanted(moments, span, rest), one.name
    assert len(span) > 15


NIGHTLY = Config(
    site=Site(title="t", timezone="Europe/Copenhagen"),
    sources=(
        source("nightly", cron="30 2 * * *"),
        source("midnight", cron="@daily"),
        source("mondays", cron="0 8 * * 1"),
        source("hourly", cron="@hourly"),
        source("often", every=900),
    ),
    feeds=(),
    output=Path("/o"),
)


def two_days(clock: type[SimulatedTime], start: datetime) -> dict[str, list[str]]:
    """Give the runs of two days, by the clock of Copenhagen, without those of the start."""
    year = Year(NIGHTLY, {})
    year.live(clock, [(start, start + 2 * DAY)])
    zone = ZoneInfo("Europe/Copenhagen")
    told: dict[str, list[str]] = {}
    for name, moment in year.runs[len(NIGHTLY.sources) :]:
        told.setdefault(name, []).append(f"{moment.astimezone(zone):%a %d %b %H:%M %Z}")
    return told


def test_the_night_the_clock_goes_forward(simulated: type[SimulatedTime]) -> None:
    told = two_days(simulated, datetime(2026, 3, 28, 12, 1, tzinfo=UTC))
    assert told["nightly"] == ["Sun 29 Mar 03:30 CEST", "Mon 30 Mar 02:30 CEST"]
    assert told["midnight"] == ["Sun 29 Mar 00:00 CET", "Mon 30 Mar 00:00 CEST"]
    assert told["mondays"] == ["Mon 30 Mar 08:00 CEST"]
    assert (len(told["hourly"]), len(told["often"])) == (48, 4 * 48)


def test_the_night_the_clock_goes_back(simulated: type[SimulatedTime]) -> None:
    told = two_days(simulated, datetime(2026, 10, 24, 12, 1, tzinfo=UTC))
    assert told["nightly"] == ["Sun 25 Oct 02:30 CEST", "Mon 26 Oct 02:30 CET"]
    assert told["midnight"] == ["Sun 25 Oct 00:00 CEST", "Mon 26 Oct 00:00 CET"]
    assert told["mondays"] == ["Mon 26 Oct 08:00 CET"]
    assert (len(told["hourly"]), len(told["often"])) == (48, 4 * 48)
