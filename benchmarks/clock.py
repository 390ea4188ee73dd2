"""The clock of `feeds run` with many sources: how long it takes to set it, what it costs at rest, how late it rings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from statistics import median
from typing import NamedTuple

from benchmarks.processes import CONFIG
from feeds import schedule
from feeds.config import load
from feeds.due import Standing
from feeds.ledger.sqlite import SqliteLedger
from feeds.model import Config, Site, Source
from feeds.pipeline import ledger_path
from feeds.remembered import Health

RINGING = 50
"""How many sources ring while it is measured, one after the other."""
REST = 0.5


STARTS = 3
"""How often a service is started, to take the median."""
TOO_LONG = 60
"""Seconds after which a service that is not ready has failed."""


class Figures(NamedTuple):
    """Processor seconds to `start`, beside those of APScheduler alone (`bare`); at rest in a second; median lateness.

    `slept` is how late a plain sleep of this machine ends, in seconds, as the lateness is.
    """

    start: float
    bare: float
    idle: float
    lateness: float
    slept: float
    rung: int


def measure(number: int) -> Figures:
    """Set a clock for so many sources of all kinds, none of them due, let it rest, and let some of them ring."""
    now = datetime.now(UTC)
    config = Config(site=Site(title="t"), sources=tuple(map(_source, range(number))), feeds=(), output=Path("/o"))
    standing = Standing(health={source.name: Health(source=source.name, last_run=now) for source in config.sources})
    heard: SimpleQueue[tuple[str, float]] = SimpleQueue()
    clock = schedule.Clock(config, lambda name: heard.put((name, time.time())), schedule.scheduler())
    began = time.process_time()
    clock.plan(standing.health, standing, now)
    clock.start()
    start = time.process_time() - began
    idle = _idle()
    late = _lateness(clock, heard, [source.name for source in config.sources[:RINGING]])
    clock.stop()
    return Figures(start, _bare(number), idle, median(late), median(_sleeps()), len(late))


def _source(number: int) -> Source:
    kinds: tuple[dict[str, object], ...] = (
        {"cron": f"{number % 60} 3 * * mon"},
        {"every": 3600 + number},
        {"adaptive": True},
    )
    return Source(name=f"s{number}", path=Path("/x"), **kinds[number % 3])  # type: ignore[arg-type]


def _idle() -> float:
    began = time.process_time()
    time.sleep(REST)
    return (time.process_time() - began) / REST


def _lateness(clock: schedule.Clock, heard: SimpleQueue[tuple[str, float]], names: list[str]) -> list[float]:
    """Let some sources ring at instants of their own, and tell how much later each was heard."""
    first = datetime.now(UTC) + timedelta(milliseconds=300)
    wanted = {name: first + number * timedelta(milliseconds=10) for number, name in enumerate(names)}
    for name, at in wanted.items():
        clock.set(name, at)
    late: dict[str, float] = {}
    while len(late) < len(wanted):
        name, moment = heard.get(timeout=20)
        # Some of the others may be due just now.
        if name in wanted:
            late[name] = moment - wanted[name].timestamp()
    return list(late.values())


def _sleeps() -> list[float]:
    found = []
    for _ in range(RINGING):
        until = time.time() + 0.005
        time.sleep(0.005)
        found.append(time.time() - until)
    return found


def _bare(number: int) -> float:
    """Give the processor seconds that APScheduler alone takes to hold so many jobs."""
    beats = schedule.scheduler()
    later = datetime.now(UTC) + timedelta(days=1)
    began = time.process_time()
    for each in range(number):
        beats.add_job(int, "date", run_date=later + timedelta(seconds=each))
    beats.start()
    spent = time.process_time() - began
    beats.shutdown()
    return spent


def start_of_service(number: int, folder: Path) -> tuple[float, float]:
    """Give the seconds until `feeds run` is ready with so many sources, none of them due, and with one.

    Raises:
        TimeoutError: it was not ready within `TOO_LONG` seconds.
    """
    return _start(number, folder / "many"), _start(1, folder / "one")


def _start(number: int, folder: Path) -> float:
    folder.mkdir()
    source = CONFIG[CONFIG.index("[[source]]") :].replace("sider", "s{}").replace("*", "{}") + 'every = "1d"\n'
    config = folder / "feeds.toml"
    site = CONFIG[: CONFIG.index("[[source]]")]
    config.write_text(site + "\n".join(source.format(each, each) for each in range(number)), "utf-8")
    now = datetime.now(UTC)
    names = [f"s{each}" for each in range(number)]
    with closing(SqliteLedger(ledger_path(load(config)))) as ledger:
        ledger.save_health([Health(source=name, last_run=now) for name in names])
    return median(_until_ready(folder) for _ in range(STARTS))


def _until_ready(folder: Path) -> float:
    with _listening(folder / "notify") as told:
        began = time.monotonic()
        environment = {**os.environ, "NOTIFY_SOCKET": str(folder / "notify")}
        command = (sys.executable, "-m", "feeds", "run", "--quiet")
        service = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
        try:
            while b"READY=1" not in told.recv(4096):
                pass
            return time.monotonic() - began
        finally:
            service.terminate()
            service.wait()


@contextmanager
def _listening(path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.settimeout(TOO_LONG)
        told.bind(str(path))
        try:
            yield told
        finally:
            path.unlink()
