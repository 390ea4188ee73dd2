"""The daemon's clock, in simulated time on the real APScheduler; and the daemon itself, a process that gets signals."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from queue import SimpleQueue
from typing import ClassVar
from zoneinfo import ZoneInfo

import apscheduler.executors.base
import apscheduler.schedulers.base
import feedparser  # type: ignore[import-untyped]
import pytest
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.cron import CronTrigger

from factories import NOW, site
from feeds import cron, schedule
from feeds.model import Config, Source

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def config(*sources: Source) -> Config:
    return Config(site=site(), sources=sources, feeds=(), output=Path("/srv/output"))


def source(name: str, **facts: object) -> Source:
    return Source(**{"name": name, "path": Path("/srv/x"), **facts})  # type: ignore[arg-type]


class SimulatedTime(datetime):
    current: ClassVar[datetime]

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return cls.current.astimezone(tz)


class SteppedScheduler(BaseScheduler):  # type: ignore[misc]
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
    return SimulatedTime


def simulate(
    clock: type[SimulatedTime],
    settings: Config,
    start: datetime,
    end: datetime,
    asleep: tuple[datetime, datetime] | None = None,
) -> list[tuple[str, datetime]]:
    """Let the real scheduler see time pass; it may be `asleep` for a while, as a suspended machine is."""
    rings: list[tuple[str, datetime]] = []
    scheduler = SteppedScheduler(timezone=UTC, executors={"default": DebugExecutor()})
    clock.current = start
    schedule.plan(scheduler, settings, lambda name: rings.append((name, clock.current)))
    scheduler.start()
    while clock.current <= end:
        # The scheduler rounds its sleep to what a thread can sleep.
        clock.current += max(scheduler.step(), timedelta(milliseconds=1))
        if asleep and asleep[0] < clock.current < asleep[1]:
            clock.current = asleep[1]
    scheduler.shutdown()
    return rings


def local(rings: list[tuple[str, datetime]], name: str) -> list[str]:
    return [f"{instant.astimezone(COPENHAGEN):%a %d %b %H:%M %Z}" for ringing, instant in rings if ringing == name]


NIGHTLY = config(
    source("nightly", cron="30 2 * * *"),
    source("midnight", cron="@daily"),
    source("mondays", cron="0 8 * * 1"),
    source("hourly", cron="@hourly"),
    source("often", every=900),
)


def test_the_night_the_clock_goes_forward(simulated: type[SimulatedTime]) -> None:
    rings = simulate(simulated, NIGHTLY, datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC))
    assert local(rings, "nightly") == ["Sun 29 Mar 03:30 CEST", "Mon 30 Mar 02:30 CEST"]
    assert local(rings, "midnight") == ["Sun 29 Mar 00:00 CET", "Mon 30 Mar 00:00 CEST"]
    assert local(rings, "mondays") == ["Mon 30 Mar 08:00 CEST"]
    assert len(local(rings, "hourly")) == 48
    assert len(local(rings, "often")) == 4 * 48


def test_the_night_the_clock_goes_back(simulated: type[SimulatedTime]) -> None:
    rings = simulate(simulated, NIGHTLY, datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC))
    assert local(rings, "nightly") == ["Sun 25 Oct 02:30 CEST", "Mon 26 Oct 02:30 CET"]
    assert local(rings, "midnight") == ["Sun 25 Oct 00:00 CEST", "Mon 26 Oct 00:00 CET"]
    assert local(rings, "mondays") == ["Mon 26 Oct 08:00 CET"]
    assert len(local(rings, "hourly")) == 48
    assert len(local(rings, "often")) == 4 * 48


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


def test_what_a_sleeping_machine_missed_runs_once_when_it_is_not_too_late(simulated: type[SimulatedTime]) -> None:
    asleep = (datetime(2026, 3, 2, 22, tzinfo=UTC), datetime(2026, 3, 3, 2, 15, tzinfo=UTC))
    settings = config(
        source("often", every=900), source("nightly", cron="30 2 * * *"), source("late", cron="0 0 * * *")
    )
    rings = simulate(
        simulated, settings, datetime(2026, 3, 2, 21, tzinfo=UTC), datetime(2026, 3, 3, 2, 16, tzinfo=UTC), asleep
    )
    woken = [(name, instant) for name, instant in rings if instant >= asleep[0]]
    # 02:30 in Copenhagen was 45 minutes ago, midnight more than an hour.
    assert [name for name, _ in woken if name != "often"] == ["nightly"]
    assert [name for name, instant in woken if instant - asleep[1] < timedelta(minutes=1)].count("often") == 1


def test_each_run_of_a_month_is_due_once_wherever_the_daemon_is_restarted(simulated: type[SimulatedTime]) -> None:
    start, end = datetime(2026, 3, 15, tzinfo=UTC), datetime(2026, 4, 15, tzinfo=UTC)
    whole = simulate(simulated, NIGHTLY, start, end)
    parts = []
    stops = [start + timedelta(minutes=minutes, seconds=7) for minutes in (1, 777, 19_999, 20_250, 33_333)]
    for begin, stop in zip([start, *stops], [*stops, end], strict=True):
        parts += [ring for ring in simulate(simulated, NIGHTLY, begin, stop) if ring[1] <= stop]
    assert sorted(minute(parts)) == sorted(minute(ring for ring in whole if ring[1] <= end))


def minute(rings: Iterator[tuple[str, datetime]] | list[tuple[str, datetime]]) -> list[tuple[str, datetime]]:
    return [(name, instant.replace(microsecond=0)) for name, instant in rings]


def test_what_is_due_together_is_built_together_and_a_stop_goes_first() -> None:
    due: SimpleQueue[str | None] = SimpleQueue()
    for name in ("b", "a", "b"):
        due.put(name)
    assert schedule._take(due) == ("b", "a")
    due.put("a")
    due.put(None)
    assert schedule._take(due) == ()


def test_a_log_line_is_one_line() -> None:
    assert schedule.one_line("a\r\nb\x1b[31m\u2028c  d\x00") == "a b [31m c d"


DAEMON = """
    import logging, sys, time
    from datetime import datetime
    from pathlib import Path
    from feeds import cron, schedule
    from feeds.errors import SourceError
    from feeds.model import Config, Site, Source

    out, count = Path(sys.argv[1]), 0

    def build(names, now):
        global count
        count += 1
        assert now.utcoffset().total_seconds() == 0
        with out.open("a") as file:
            file.write(f"begin {' '.join(names)}\\n")
            file.flush()
            time.sleep(float(sys.argv[2]))
            file.write("end\\n")
        if count == 2:
            raise SourceError("the page\\nis gone", where="b")
        if count == 3:
            raise KeyError("an error of ours")
        return f"{len(names)} new"

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    sources = tuple(Source(name=name, path=Path("/x"), every=every) for name, every in (("a", 3600), ("b", 1)))
    schedule.run(Config(site=Site(title="t"), sources=sources, feeds=(), output=out), build)
"""


@contextmanager
def daemon(out: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", textwrap.dedent(DAEMON), str(out), str(seconds)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(out: Path, text: str, times: int = 1) -> None:
    limit = time.monotonic() + 20
    while not (out.exists() and out.read_text().count(text) >= times):
        assert time.monotonic() < limit, f"no {text!r} in 20 s"
        time.sleep(0.02)


def test_the_daemon_builds_all_at_once_then_each_when_due_and_survives_failures(tmp_path: Path) -> None:
    out = tmp_path / "log"
    with daemon(out, 0) as process:
        wait_for(out, "end", 4)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=5)
    assert process.returncode == 0
    assert out.read_text().splitlines()[::2][:4] == ["begin a b", "begin b", "begin b", "begin b"]
    lines = said.splitlines()
    assert lines[0].startswith("INFO a, b: 2 new (")
    assert lines[1] == "ERROR b: b: the page is gone"
    assert lines[2] == "ERROR b: failed in an unforeseen way"
    assert lines[3] == "Traceback (most recent call last):"
    assert "KeyError: 'an error of ours'" in lines
    assert lines[-1] == "INFO stopped"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_running_build_finish(tmp_path: Path, number: signal.Signals) -> None:
    out = tmp_path / "log"
    with daemon(out, 1.5) as process:
        wait_for(out, "begin")
        started = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=5) == 0
        assert 0.5 < time.monotonic() - started < 3
    assert out.read_text() == "begin a b\nend\n"


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    out = tmp_path / "log"
    with daemon(out, 30) as process:
        wait_for(out, "begin")
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == -signal.SIGTERM


def test_waiting_costs_nothing(tmp_path: Path) -> None:
    out = tmp_path / "log"
    with daemon(out, 30) as process:
        wait_for(out, "begin")
        before = cpu(process.pid)
        time.sleep(1)
        assert cpu(process.pid) - before < 0.05


def cpu(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        pytest.skip("no /proc here: run on Linux")
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def test_ten_thousand_sources_start_within_seconds() -> None:
    sources = (
        source(f"s{n}", **({"cron": f"{n % 60} 3 * * mon"} if n % 2 else {"every": 60 + n})) for n in range(10_000)
    )
    settings = config(*sources)
    scheduler = SteppedScheduler(timezone=UTC)
    started = time.process_time()
    schedule.plan(scheduler, settings, print)
    scheduler.start()
    elapsed = time.process_time() - started
    scheduler.shutdown()
    assert elapsed < 6, f"{elapsed:.1f} s"


SEED = Path(__file__).parents[1] / "seeds"
FEEDS = [sys.executable, "-m", "feeds"]
# The same program, but for a shortest interval that a test can wait for.
HASTY = [
    sys.executable,
    "-c",
    "from feeds import cron; cron.SHORTEST_EVERY = 1; from feeds.__main__ import main; main()",
]


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


def test_feeds_run_publishes_now_and_again_when_a_page_changed(folder: Path) -> None:
    set_schedule(folder, 'every = "1s"')
    (page,) = (folder / "sources").glob("*.txt")
    command = [*HASTY, "run", "--config", str(folder / "feeds.toml")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            wait_for(folder / "output/all.rss", "Platform X 2026")
            # The feed is there before the build is done.
            time.sleep(0.5)
            page.write_text(page.read_text().replace("Platform X 2026", "Platform Y 2027"))
            wait_for(folder / "output/all.rss", "Platform Y 2027")
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=10)
        finally:
            process.kill()
    assert process.returncode == 0, said
    lines = [re.sub(r"^\S+T\S+ ", "", line) for line in said.splitlines()]
    assert re.fullmatch(r"INFO sider: 6 new, \d+ files written \(\d+\.\d\d s\)", lines[0])
    assert any(re.match(r"INFO sider: .*[1-9]\d* files written", line) for line in lines[1:])
    assert lines[-1] == "INFO stopped"
    assert not list((folder / "output").rglob("*.feeds-part"))
    for feed in (folder / "output").glob("*.rss"):
        assert not feedparser.parse(feed.read_bytes()).bozo


def test_feeds_run_goes_on_while_a_source_fails(folder: Path) -> None:
    set_schedule(folder, 'every = "1s"')
    (page,) = (folder / "sources").glob("*.txt")
    page.rename(folder / "away")
    command = [*HASTY, "run", "--config", str(folder / "feeds.toml")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            said = [process.stderr.readline(), process.stderr.readline()]
            (folder / "away").rename(page)
            wait_for(folder / "output/all.rss", "Platform X 2026")
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=10)
        finally:
            process.kill()
    assert process.returncode == 0
    assert " WARNING " in said[0]
    assert " INFO sider: 1 failed" in said[1]


def test_feeds_run_tells_at_every_build_what_is_held_and_goes_on(folder: Path) -> None:
    set_schedule(folder, 'every = "1s"')
    (page,) = (folder / "sources").glob("*.txt")
    command = [*HASTY, "run", "--config", str(folder / "feeds.toml")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            assert " INFO sider: 6 new" in process.stderr.readline()
            page.write_text("Nothing to see.\n")
            said = [process.stderr.readline()]
            while "gives none now" not in said[-1]:
                said = [process.stderr.readline()]
            said += [process.stderr.readline() for _ in range(5)]
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=10)
        finally:
            process.kill()
    assert process.returncode == 0
    for why, how, outcome in (said[:3], said[3:]):
        assert re.search(r" WARNING sider is held: .*it gave 6 items the last time and gives none now", why)
        assert "feeds build --accept sider" in how
        assert " INFO sider: 1 held" in outcome
    assert "Platform X 2026" in (folder / "output/all.rss").read_text()


def test_a_broken_configuration_is_told_before_anything_runs(folder: Path) -> None:
    set_schedule(folder, 'cron = "0 0 8 * * ?"')
    done = subprocess.run(
        [*FEEDS, "run", "--config", str(folder / "feeds.toml")], capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 2
    assert "feeds.toml:" in done.stderr
    assert "a crontab has five" in done.stderr
    assert "Traceback" not in done.stderr


def feeds_schedule(folder: Path, *more: str) -> str:
    command = [*FEEDS, "schedule", "--config", str(folder / "feeds.toml"), *more]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout


def test_feeds_schedule_shows_the_next_three_runs_in_local_time(folder: Path) -> None:
    set_schedule(folder, 'cron = "30 8 * * fri-sun"\ntimezone = "Asia/Tokyo"')
    title, *runs = feeds_schedule(folder).splitlines()
    assert title == "sider: cron 30 8 * * 5,6,0 (Asia/Tokyo)"
    assert len(runs) == 3
    for run in runs:
        assert re.fullmatch(r"  (Fri|Sat|Sun) \d{4}-\d\d-\d\d 08:30:00 JST", run)


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
