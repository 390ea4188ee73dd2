"""The daemon's clock, a real one; and what `feeds schedule` shows and prints. `test_due.py` simulates a year."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.cron import CronTrigger

from daemon_lab import configured, lines_of
from factories import NOW, site
from feeds import cron, pipeline, schedule
from feeds.config import load
from feeds.due import Standing
from feeds.model import Config, Source
from feeds.remembered import Health

# Benchmarks are run from the repository's root and are no part of the package.
sys.path.append(str(Path(__file__).parents[1]))

from benchmarks import clock as measured

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def config(*sources: Source) -> Config:
    return Config(site=site(), sources=sources, feeds=(), output=Path("/srv/output"))


def source(name: str, **facts: object) -> Source:
    return Source(**{"name": name, "path": Path("/srv/x"), **facts})  # type: ignore[arg-type]


def test_apscheduler_s_own_cron_would_have_been_wrong() -> None:
    """Why SourceClock exists; when this fails, APScheduler has been repaired."""
    monday = CronTrigger.from_crontab("0 8 * * 1", timezone=COPENHAGEN)
    assert f"{monday.get_next_fire_time(None, NOW):%A}" == "Tuesday"

    either = CronTrigger.from_crontab("0 9 1 * mon", timezone=UTC)
    assert either.get_next_fire_time(None, NOW) == datetime(2026, 6, 1, 9, tzinfo=UTC)

    nightly = CronTrigger.from_crontab("30 2 * * *", timezone=COPENHAGEN)
    first = nightly.get_next_fire_time(None, datetime(2026, 10, 24, 12, tzinfo=UTC))
    second = nightly.get_next_fire_time(first, first)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)

    midnight = CronTrigger.from_crontab("0 0 * * *", timezone=COPENHAGEN)
    sunday = midnight.get_next_fire_time(None, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert midnight.get_next_fire_time(sunday, sunday).day == 31

    for expression in ("0 9 * * 7", "@daily", "0 9 * * fri-mon"):
        with pytest.raises(ValueError, match=r".+"):
            CronTrigger.from_crontab(expression)


class Bell:
    """Notes who rings, and how late."""

    def __init__(self) -> None:
        self.rung: list[str] = []
        self.late: list[float] = []

    def __call__(self, name: str) -> None:
        self.rung.append(name)

    def wait(self, number: int) -> None:
        limit = time.monotonic() + 20
        while len(self.rung) < number:
            assert time.monotonic() < limit, f"{len(self.rung)} of {number} in 20 s"
            time.sleep(0.01)


def clock(settings: Config, bell: Bell) -> schedule.Clock:
    return schedule.Clock(settings, bell, schedule.scheduler())


def health(last_run: datetime) -> Health:
    return Health(source="s", last_run=last_run, items=1, runs=1)


def test_who_is_due_already_is_named_and_who_is_not_rings_once() -> None:
    now, bell = datetime.now(UTC), Bell()
    ticking = clock(config(source("new"), source("late", every=60), source("soon", every=86400)), bell)
    known = {"late": health(now - timedelta(hours=1)), "soon": health(now)}
    assert ticking.plan(["new", "late", "soon", "gone"], Standing(health=known), now) == ["new", "late"]
    ticking.start()
    first = ticking.next()
    assert first is not None
    assert first[0] == "soon"
    ticking.plan(["new"], Standing(), now, now + timedelta(milliseconds=200))
    ticking.plan_publishing(now + timedelta(milliseconds=100))
    bell.wait(2)
    assert bell.rung == [schedule.PUBLISH, "new"]
    ticking.plan_publishing(now + timedelta(days=1))
    ticking.plan_publishing(None)
    ticking.plan_publishing(None)
    ticking.stop()
    ticking.stop()


def test_a_clock_with_a_thousand_sources_is_ready_soon_rings_in_time_and_rests_meanwhile() -> None:
    """`benchmarks/clock.py` measures ten thousand."""
    found = measured.measure(1000)
    assert found.start < 0.6
    assert found.lateness < 0.05
    assert found.idle < 0.05
    assert found.rung == measured.RINGING


SEED = Path(__file__).parents[1] / "seeds"
FEEDS = [sys.executable, "-m", "feeds"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The seed below a folder whose name is a trial for shells and crontabs."""
    folder = tmp_path / "50% off, it's $HOME"
    shutil.copytree(SEED, folder)
    return folder


def set_schedule(folder: Path, line: str) -> None:
    text = (folder / "feeds.toml").read_text()
    assert 'every = "1h"' in text
    (folder / "feeds.toml").write_text(text.replace('every = "1h"', line))


def feeds_schedule(folder: Path, *more: str) -> str:
    command = [*FEEDS, "schedule", "--config", str(folder / "feeds.toml"), *more]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout


def test_feeds_schedule_shows_the_next_three_runs_in_local_time(folder: Path) -> None:
    set_schedule(folder, 'cron = "30 8 * * fri-sun"\ntimezone = "Asia/Tokyo"')
    title, *runs = feeds_schedule(folder).splitlines()
    assert title == "sider: cron 30 8 * * 5,6,0 (Asia/Tokyo), never read: due now"
    assert len(runs) == 3
    for run in runs:
        assert re.fullmatch(r"  (Fri|Sat|Sun) \d{4}-\d\d-\d\d 08:30:00 JST", run)


def test_feeds_schedule_tells_what_the_ledger_knows(tmp_path: Path) -> None:
    zone = 'timezone = "Asia/Tokyo"\n'
    configured(
        tmp_path,
        lines_of("well", "1d"),
        lines_of("learnt", "auto", zone),
        lines_of("new", "auto"),
        f'name = "away"\npath = "x"\ncron = "0 8 1 1 *"\n{zone}',
        lines_of("missed", "10m"),
    )
    now = datetime.now(UTC).replace(microsecond=0)
    known = [
        Health(source="well", last_run=now),
        Health(source="learnt", last_run=now, interval=7200),
        Health(source="away", last_run=now, outcome="unreachable", streak=2),
        Health(source="missed", last_run=now - timedelta(hours=1)),
    ]
    with pipeline.opened(load(tmp_path / "feeds.toml")) as ledger:
        assert ledger is not None
        ledger.save_health(known)
    lines = feeds_schedule(tmp_path).splitlines()
    titles = {line: lines[number + 1 : number + 4] for number, line in enumerate(lines) if not line.startswith(" ")}
    assert list(titles) == [
        "well: every 1d (UTC)",
        "learnt: every 2h by what was learnt (Asia/Tokyo)",
        "new: every 1h until it is known how often it changes (UTC), never read: due now",
        "away: cron 0 8 1 1 * (Asia/Tokyo)",
        "missed: every 10m (UTC), due now",
    ]
    learnt = [instant(line) for line in titles["learnt: every 2h by what was learnt (Asia/Tokyo)"]]
    assert [after - before for before, after in pairwise(learnt)] == [timedelta(hours=2)] * 2
    again, regular, _ = titles["away: cron 0 8 1 1 * (Asia/Tokyo)"]
    moment = (now + timedelta(minutes=10)).astimezone(ZoneInfo("Asia/Tokyo"))
    assert again == f"  {moment:%a %Y-%m-%d %H:%M:%S %Z} again, for it could not be reached"
    assert regular.endswith("-01-01 08:00:00 JST")
    assert instant(titles["missed: every 10m (UTC), due now"][0]) > now.replace(tzinfo=None)


def instant(line: str) -> datetime:
    return datetime.fromisoformat(line.strip()[4:23])


def test_the_crontab_line_works_as_cron_runs_it(folder: Path) -> None:
    (line,) = feeds_schedule(folder, "--cron").splitlines()
    *fields, command = line.split(maxsplit=5)
    assert cron.parse(" ".join(fields)).shortest == 3600
    assert re.search(r"(?<!\\)%", command) is None
    environment = {"HOME": "/", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace(r"\%", "%")], cwd="/", env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (folder / "output/all.rss").exists()


def test_a_schedule_of_its_own_becomes_a_line_with_its_zone(folder: Path) -> None:
    set_schedule(folder, 'cron = "30 8 * * fri-mon"')
    note, zone, line = feeds_schedule(folder, "--cron").splitlines()
    assert note.startswith("# Hours of Europe/Copenhagen.")
    assert zone == "CRON_TZ=Europe/Copenhagen"
    assert line.startswith("30 8 * * 5,6,0,1 /")
