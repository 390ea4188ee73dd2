"""`feeds run` as a process of its own, with what it logs and what it tells systemd; and a site that is read quickly."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from workshop import with_path

Line = dict[str, Any]
LIMIT = 30.0
"""Seconds after which a test waits no longer."""

# The same program, but for intervals and pauses that a test can wait for. What reads the configuration is another
# process, which finds this by its path.
HASTE = "from feeds import cron\ncron.SHORTEST_EVERY = 1\n"
HASTY = """
from datetime import timedelta
from feeds import daemon
daemon.LOOK, daemon.PATIENCE, daemon.PAUSE = 0.1, {patience}, timedelta(seconds=1)
from feeds.__main__ import main
main()
"""


class Daemon:
    """A running daemon: its log as JSON, line by line, and the messages to systemd."""

    def __init__(self, process: subprocess.Popen[str], door: socket.socket) -> None:
        self.process, self.door = process, door
        self.lines: list[Line] = []
        self._read: SimpleQueue[str | None] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._read.put(line)
        self._read.put(None)

    def until(self, wanted: Callable[[Line], bool], what: str) -> Line:
        """Give the next line of the log that is wanted."""
        limit = time.monotonic() + LIMIT
        while True:
            try:
                line = self._read.get(timeout=max(0.0, limit - time.monotonic()))
            except Empty:
                raise AssertionError(f"no {what} in {LIMIT:.0f} s: {self.lines}") from None
            assert line is not None, f"it ended without {what}: {self.lines}"
            told = json.loads(line) if line.startswith("{") else {"message": line, "event": None}
            self.lines.append(told)
            if wanted(told):
                return told

    def event(self, name: str, *, of: str | None = None) -> Line:
        """Give the next event of a name, of a build that this source is in."""
        return self.until(
            lambda line: line.get("event") == name and (of is None or of in line.get("sources", ())), f"{name} {of}"
        )

    def saying(self, part: str) -> Line:
        return self.until(lambda line: part in line["message"], repr(part))

    def state(self) -> list[str]:
        """Give the next message to systemd."""
        return self.door.recv(4096).decode().splitlines()

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def workers(self) -> list[int]:
        """Give the processes that it started."""
        found = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(number) for path in found for number in path.read_text().split()]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> list[Line]:
        """End it, and give what it still said."""
        before = len(self.lines)
        self.send(number)
        self.saying("stopped")
        assert self.process.wait(LIMIT) == 0
        return self.lines[before:]


@contextmanager
def running(folder: Path, *words: str, patience: float = 20, **environment: str) -> Iterator[Daemon]:
    """Run the daemon on `feeds.toml` of a folder."""
    haste = folder / ".haste"
    haste.mkdir(exist_ok=True)
    (haste / "sitecustomize.py").write_text(HASTE)
    name = str(haste / "notify")
    Path(name).unlink(missing_ok=True)
    command = [sys.executable, "-c", HASTY.format(patience=patience), "run", "--log-format", "json"]
    command += ["--config", str(folder / "feeds.toml"), *words]
    told = {**os.environ, "PYTHONPATH": with_path(haste), "NOTIFY_SOCKET": name, **environment}
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(name)
        door.settimeout(LIMIT)
        with subprocess.Popen(command, cwd=folder, env=told, stderr=subprocess.PIPE, text=True) as process:
            try:
                yield Daemon(process, door)
            finally:
                process.kill()


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids: list[int]) -> bool:
    """Wait until processes are gone."""
    limit = time.monotonic() + LIMIT
    while any(map(is_there, pids)):
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


def item(title: str) -> str:
    return json.dumps({"kind": "article", "title": title, "language": "en", "published": "2026-03-01"}) + "\n"


def configured(folder: Path, *sources: str, output: str = "output") -> None:
    """Write `feeds.toml`; each source is what stands in its table."""
    head = f'[site]\noutput = "{output}"\ntitle = "News"\nlanguage = "en"\ntimezone = "UTC"\nbase_url = "https://feeds.example.org/"\n'
    feed = '[[feed]]\nname = "all"\ntitle = "All"\nformats = ["json"]\nallow_empty = true\n'
    part = folder / "feeds.toml.part"
    part.write_text(head + feed + "".join(f"[[source]]\n{table}\n" for table in sources))
    part.replace(folder / "feeds.toml")


def lines_of(name: str, every: str = "1h", more: str = "") -> str:
    return f'name = "{name}"\npath = "{name}.jsonl"\nevery = "{every}"\n{more}'


def titles(folder: Path) -> set[str]:
    try:
        return {entry["title"] for entry in json.loads((folder / "output/all.json").read_text())["items"]}
    except OSError:
        return set()
