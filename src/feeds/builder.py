"""The daemon's side of the process that builds: started when there is work, spoken to by a thread of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import TypeAlias

import msgspec

from feeds.logs import Form
from feeds.notify import VARIABLES
from feeds.orders import Answer, Ended, Order, answer_of, to_line

FAREWELL = 5.0
"""Seconds that the process may take to end when there is no more work."""
_BLOCKED = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})

Tell: TypeAlias = Callable[["Builder", Answer], None]


class Builder:
    """A process that carries out one order after the other; each answer is told, and its end if that comes instead."""

    def __init__(self, tell: Tell, form: Form) -> None:
        self._tell = tell
        self._orders: SimpleQueue[Order | None] = SimpleQueue()
        self._process = _started(form)
        self._thread = Thread(target=self._converse, name="builder", daemon=True)
        self._thread.start()
        self.given = 0

    @property
    def is_alive(self) -> bool:
        """Tell whether the process is there to take an order."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Give the number of the process."""
        return self._process.pid

    def give(self, order: Order) -> None:
        """Give an order; the answer is told later."""
        self.given += 1
        self._orders.put(order)

    def end(self) -> None:
        """Let the process go once it has answered."""
        self._orders.put(None)

    def kill(self) -> None:
        """End the process at once, and wait until it is gone."""
        self._process.kill()
        self.end()
        self._thread.join(FAREWELL)

    def wait(self) -> None:
        """Wait until the process that was let go is gone."""
        self._thread.join(2 * FAREWELL)

    def _converse(self) -> None:
        with self._process as process:
            while (order := self._orders.get()) is not None:
                answer = _answer(process, order)
                if isinstance(answer, Ended):
                    self._tell(self, answer)
                    return
                self._tell(self, answer)
            _dismiss(process)


def _started(form: Form) -> subprocess.Popen[bytes]:
    """Start the process, out of the reach of the terminal's signals and of what systemd says to us alone."""
    given = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    # What we were found by, it is found by: also where no environment names our folder.
    given["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _BLOCKED)
    try:
        return subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-P", "-m", "feeds.worker", form],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=given,
            process_group=0,
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answer(process: subprocess.Popen[bytes], order: Order) -> Answer:
    """Hand over an order and wait for the answer."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(to_line(order))
        process.stdin.flush()
        line = process.stdout.readline()
        if line.endswith(b"\n"):
            return answer_of(line)
    except (OSError, msgspec.MsgspecError):
        process.kill()
    _dismiss(process)
    return Ended(code=process.returncode)


def _dismiss(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    try:
        process.stdin.close()
        process.wait(FAREWELL)
    except OSError:
        process.wait(FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
