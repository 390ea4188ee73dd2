"""The daemon: a real process, real signals, a real socket of systemd, and builds that hang, die and fail."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from daemon_lab import Daemon, configured, gone, is_there, item, lines_of, running, titles
from feeds import daemon
from feeds.builder import Builder
from feeds.config import load
from feeds.orders import Answer, Build, Built, Ended
from web_lab import Asked, Site, serving


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_text(item("One"))
    (tmp_path / "b.jsonl").write_text(item("Two"))
    configured(tmp_path, lines_of("a"))
    return tmp_path


@pytest.fixture
def web() -> Iterator[Site]:
    with serving() as site:
        yield site


def on_web(site: Site, name: str, path: str = "/x", more: str = "") -> str:
    table = f'name = "{name}"\nurl = "{site.root}{path}"\nformat = "jsonl"\nevery = "1h"\n'
    return f"{table}allow_private = true\nrobots = false\n{more}"


def hanging(asked: Asked) -> None:
    time.sleep(60)


def test_it_builds_what_is_due_tells_systemd_and_a_restart_repeats_nothing(folder: Path) -> None:
    with running(folder) as run:
        assert run.event("started")["message"] == "started: 1 source, 1 due now"
        assert run.state() == ["READY=1", "STATUS=1 source; last: nothing built yet"]
        built = run.event("built")
        assert (built["sources"], built["new"], built["level"]) == (["a"], 1, "info")
        assert built["message"].startswith("a: 1 new, ")
        assert titles(folder) == {"One"}
        (told,) = run.state()
        assert told.startswith("STATUS=1 source; next a at ")
        workers = run.workers()
        run.stop()
        assert run.state() == ["STOPPING=1", "STATUS=stopping"]
        assert gone(workers)
    with running(folder, "--verbose") as run:
        assert run.event("started")["message"] == "started: 1 source, 0 due now"
        # What stands in the output is looked at all the same.
        assert run.event("built")["sources"] == []
        assert not [line for line in run.stop() if line.get("event") == "built"]


def test_it_builds_again_when_a_source_is_due(folder: Path) -> None:
    configured(folder, lines_of("a", "1s"), lines_of("b"))
    with running(folder) as run:
        assert set(run.event("built")["sources"]) == {"a", "b"}
        (folder / "a.jsonl").write_text(item("Other"))
        built = run.until(lambda line: line.get("new") == 1, "another item")
        assert built["sources"] == ["a"]
        assert "Other" in titles(folder)
        (folder / "a.jsonl").rename(folder / "away")
        failed = run.event("problem")
        assert failed["level"] == "warning"
        assert "a.jsonl" in failed["message"]
        assert run.event("built")["failed"] == 1
        (folder / "away").rename(folder / "a.jsonl")
        run.until(lambda line: line.get("event") == "built" and "failed" not in line, "a build without failures")
        run.stop(signal.SIGINT)


def test_what_is_held_is_told_at_each_build(folder: Path) -> None:
    configured(folder, lines_of("a", "1s"))
    with running(folder) as run:
        run.event("built")
        (folder / "a.jsonl").write_text("\n")
        for _ in range(2):
            why, how = run.event("problem"), run.event("problem")
            assert "a is held: " in why["message"]
            assert "it gave 1 item the last time and gives none now" in why["message"]
            assert how["message"].endswith("feeds build --accept a")
            built = run.event("built")
            assert (built["held"], built["message"][:9]) == (1, "a: 1 held")
        run.stop()
    assert titles(folder) == {"One"}


def test_another_configuration_is_taken_over_and_a_bad_one_refused(folder: Path) -> None:
    with running(folder) as run:
        run.event("built")
        configured(folder, lines_of("a", more='colour = "red"\n'))
        refused = run.event("refused")
        assert refused["level"] == "error"
        assert "feeds.toml:16" in refused["message"]
        assert "the old configuration stays" in run.event("refused")["message"]
        configured(folder, lines_of("b"))
        assert run.saying("configuration read again")["message"].endswith("1 source, 1 due now")
        assert run.event("built")["sources"] == ["b"]
        assert titles(folder) == {"Two"}
        # Not what is as it was, but what is read otherwise, is read at once.
        configured(folder, lines_of("b", "2h"), lines_of("a", more='categories = ["x"]\n'))
        run.saying("configuration read again")
        assert run.event("built")["sources"] == ["a"]
        (folder / "feeds.toml").unlink()
        assert "there is no such file" in run.event("refused")["message"]
        run.stop()


def test_sighup_reads_it_again_and_systemd_is_told(folder: Path) -> None:
    with running(folder) as run:
        run.event("built")
        run.send(signal.SIGHUP)
        run.saying("configuration read again: 1 source, 0 due now")
        states = [run.state() for _ in range(4)]
        assert [state[0] for state in states][::2] == ["READY=1", "RELOADING=1"]
        name, _, moment = states[2][1].partition("=")
        assert name == "MONOTONIC_USEC"
        assert 0 <= time.monotonic_ns() // 1000 - int(moment) < 60_000_000
        assert states[3][0] == "READY=1"
        run.stop()


def test_it_does_not_outlive_its_terminal(folder: Path) -> None:
    ours, terminal = os.openpty()
    name = str(folder / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(name)
        door.settimeout(30)
        told = {**os.environ, "NOTIFY_SOCKET": name}
        with subprocess.Popen([sys.executable, "-m", "feeds", "run"], cwd=folder, env=told, stderr=terminal) as process:
            os.close(terminal)
            assert door.recv(4096).startswith(b"READY=1")
            process.send_signal(signal.SIGHUP)
            while not door.recv(4096).startswith(b"RELOADING=1"):
                pass
            os.close(ours)
            process.send_signal(signal.SIGHUP)
            assert process.wait(30) == 0


def test_a_killed_build_is_told_and_costs_the_others_nothing(folder: Path, web: Site) -> None:
    web.routes["/x"] = hanging
    configured(folder, lines_of("a"), on_web(web, "bad"), lines_of("b"))
    with running(folder) as run:
        run.event("started")
        for told in ("a, bad, b: ", "bad: "):
            wait_for(lambda: web.open == 1)
            (worker,) = run.workers()
            os.kill(worker, signal.SIGKILL)
            lost = run.event("lost", of="bad")
            assert lost["message"].startswith(told)
            assert "was killed (Killed)" in lost["message"]
            assert gone([worker])
            web.open = 0
            if told == "a, bad, b: ":
                assert run.event("built")["sources"] == ["a"]
        web.routes["/x"] = item("Three").encode()
        assert run.event("built")["sources"] == ["b"]
        assert run.event("built", of="bad")["new"] == 1
        assert titles(folder) == {"One", "Two", "Three"}
        run.stop()


def wait_for(condition: object) -> None:
    limit = time.monotonic() + 20
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < limit
        time.sleep(0.01)


def test_a_build_that_hangs_does_not_hold_up_the_end(folder: Path, web: Site) -> None:
    web.routes["/x"] = hanging
    configured(folder, on_web(web, "slow"))
    with running(folder, patience=0.5) as run:
        run.event("started")
        wait_for(lambda: web.open == 1)
        workers = run.workers()
        began = time.monotonic()
        said = run.stop()
        assert 0.4 < time.monotonic() - began < 5
        assert "cut off" in [line.get("event") for line in said]
        assert gone(workers)


def test_who_asks_twice_waits_for_no_build(folder: Path, web: Site) -> None:
    web.routes["/x"] = hanging
    configured(folder, on_web(web, "slow"))
    with running(folder) as run:
        run.state()
        wait_for(lambda: web.open == 1)
        run.send(signal.SIGTERM)
        while run.state()[0] != "STOPPING=1":
            pass
        run.stop()


def test_a_running_build_is_finished_before_the_end(folder: Path, web: Site) -> None:
    asked: list[Asked] = []

    def slow(what: Asked) -> bytes:
        asked.append(what)
        time.sleep(0.7)
        return item("Three").encode()

    web.routes["/x"] = slow
    configured(folder, on_web(web, "slow"))
    with running(folder) as run:
        wait_for(lambda: bool(asked))
        # As a terminal does it, to all of a group; and systemd, to all of a unit.
        for worker in run.workers():
            os.kill(worker, signal.SIGINT)
            os.kill(worker, signal.SIGTERM)
        said = run.stop()
    assert said[-2]["event"] == "built"
    assert titles(folder) == {"Three"}


def test_the_process_that_builds_does_not_outlive_a_killed_daemon(folder: Path) -> None:
    with running(folder) as run:
        run.event("built")
        workers = run.workers()
        assert workers
        run.send(signal.SIGKILL)
        assert gone(workers)


def test_it_serves_while_a_build_hangs_and_goes_by_another_configuration(folder: Path, web: Site) -> None:
    with running(folder, "--serve", "--port", "0", "--access-log", patience=0) as run:
        address = run.event("serving")["message"].split()[-1]
        run.event("built")
        assert fetched(f"{address}all.json")["items"][0]["title"] == "One"
        with urllib.request.urlopen(f"{address}readyz", timeout=10) as answer:
            assert answer.read() == b"ready\n"
        assert "all.json" in run.until(lambda line: line["logger"] == "feeds.access", "a request")["message"]
        web.routes["/x"] = hanging
        configured(folder, lines_of("a"), on_web(web, "slow"), output="elsewhere")
        wait_for(lambda: web.open == 1)
        for _ in range(20):
            began = time.monotonic()
            with pytest.raises(urllib.error.HTTPError, match="404"):
                fetched(f"{address}all.json")
            assert time.monotonic() - began < 1
        run.stop()


def fetched(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return json.load(answer)


def test_it_waits_while_another_build_is_at_work(folder: Path) -> None:
    (folder / ".feeds").mkdir()
    with (folder / ".feeds/output.lock").open("w") as lock, running(folder) as run:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another build is at work" in run.event("failed")["message"]
        assert run.event("again")["message"] == "a: tried again in 1 s"
        assert run.event("again")["message"] == "a: tried again in 2 s"
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert run.event("built")["new"] == 1
        run.stop()


def test_a_sign_of_life_is_given_while_a_build_hangs(folder: Path, web: Site) -> None:
    web.routes["/x"] = hanging
    configured(folder, on_web(web, "slow"))
    with running(folder, patience=0, WATCHDOG_USEC="300000") as run:
        wait_for(lambda: web.open == 1)
        signs = 0
        while signs < 4:
            signs += run.state() == ["WATCHDOG=1"]
        run.stop()


def test_no_secret_is_in_the_log(folder: Path, web: Site) -> None:
    web.routes["/x?token=hunter22"] = (500, {}, b"")
    configured(folder, on_web(web, "locked", "/x?token=hunter22", 'headers = { Authorization = "Bearer ${TOKEN}" }\n'))
    with running(folder, "--verbose", TOKEN="pa55word-hunter22") as run:
        assert "500" in run.event("problem")["message"]
        run.event("built")
        run.stop()
    assert web.last("/x?token=hunter22")["Authorization"] == "Bearer pa55word-hunter22"
    assert "hunter22" not in str(run.lines)


@pytest.mark.parametrize("text", ["[site]\n", None], ids=["bad", "none"])
def test_a_configuration_that_cannot_be_used_ends_it_at_once(folder: Path, text: str | None) -> None:
    if text is None:
        (folder / "feeds.toml").unlink()
    else:
        (folder / "feeds.toml").write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "feeds", "run"], cwd=folder, capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 2
    assert done.stderr.startswith("feeds: ")
    assert "feeds.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_process_that_builds_is_ended_replaced_and_let_go(
    folder: Path, web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.routes["/x"] = hanging
    configured(folder, lines_of("a"), on_web(web, "slow"))
    told: SimpleQueue[tuple[Builder, Answer]] = SimpleQueue()
    work = daemon._Work("json", lambda builder, answer: told.put((builder, answer)))
    settings, now = load(folder / "feeds.toml"), datetime(2026, 3, 2, 8, tzinfo=UTC)

    def built(name: str) -> int:
        work.build(Build(names=(name,), now=now), settings)
        builder, answer = told.get(timeout=30)
        assert isinstance(answer, Built)
        assert work.done(builder, answer) is not None
        return builder.pid

    first = built("a")
    assert built("a") == first
    monkeypatch.setattr(daemon, "BUILDS", 2)
    second = built("a")
    assert second != first
    assert gone([first])
    work.mind(time.monotonic() + daemon.IDLE - 5)
    assert is_there(second)
    work.mind(time.monotonic() + daemon.IDLE + 5)
    assert gone([second])
    work.build(Build(names=("slow",), now=now), settings)
    wait_for(lambda: web.open == 1)
    work.mind(time.monotonic() + daemon.LONGEST_BUILD - 5)
    assert told.empty()
    work.mind(time.monotonic() + daemon.LONGEST_BUILD + 5)
    _, answer = told.get(timeout=30)
    assert answer == Ended(code=-signal.SIGKILL)


def test_waiting_costs_nothing(folder: Path) -> None:
    with running(folder) as run:
        run.event("built")
        before = cpu(run)
        time.sleep(1)
        assert cpu(run) - before < 0.05
        run.stop()


def cpu(run: Daemon) -> float:
    stats = [Path(f"/proc/{pid}/stat").read_text() for pid in (run.process.pid, *run.workers())]
    ticks = [int(part) for stat in stats for part in stat.rpartition(")")[2].split()[11:13]]
    return sum(ticks) / os.sysconf("SC_CLK_TCK")
