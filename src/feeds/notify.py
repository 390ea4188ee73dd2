"""What a daemon tells systemd: ready, busy with a reload, about to stop, alive, and how it is (sd_notify(3))."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping

VARIABLES = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
"""What systemd sets in the environment; it is for one process, and not for those that this one starts."""


class Notifier:
    """Sends states to the socket that the environment names; without one it does nothing.

    That a message cannot be sent is no reason to stop: whoever waits for it in vain acts by itself.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = _address(environment.get("NOTIFY_SOCKET", ""))
        self._watchdog = _watchdog(environment)

    @property
    def is_heard(self) -> bool:
        """Tell whether anybody listens."""
        return self._address is not None

    @property
    def interval(self) -> float | None:
        """Give after how many seconds to give a sign of life: a third of what is allowed; None if nobody waits."""
        return self._watchdog / 3 if self._watchdog and self._address else None

    def ready(self, status: str) -> None:
        """Say that it has started, or that a reload is over."""
        self._send("READY=1", _status(status))

    def reloading(self, microseconds: int) -> None:
        """Say that a reload has begun, at this time of the monotonic clock."""
        self._send("RELOADING=1", f"MONOTONIC_USEC={microseconds}")

    def stopping(self, status: str) -> None:
        """Say that it is about to end."""
        self._send("STOPPING=1", _status(status))

    def status(self, status: str) -> None:
        """Say in a line how it is."""
        self._send(_status(status))

    def alive(self) -> None:
        """Give a sign of life."""
        self._send("WATCHDOG=1")

    def _send(self, *lines: str) -> None:
        if self._address is None:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as door:
            # systemd that is being restarted reads nothing for a while, and nobody is to wait for it.
            door.settimeout(1)
            try:
                door.sendto("\n".join(lines).encode("utf-8", "replace"), self._address)
            except OSError:
                return


def _address(name: str) -> bytes | None:
    """Give the address of a path, or of an abstract name, which is written with an @; other kinds are left alone."""
    if name.startswith("/"):
        return os.fsencode(name)
    return b"\0" + os.fsencode(name[1:]) if name.startswith("@") and len(name) > 1 else None


def _watchdog(environment: Mapping[str, str]) -> float | None:
    """Read within how many seconds a sign of life is expected of this process (sd_watchdog_enabled(3))."""
    said, whose = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", "")
    if not said.isdigit() or (whose and whose != str(os.getpid())):
        return None
    return int(said) / 1_000_000 or None


def _status(status: str) -> str:
    return f"STATUS={' '.join(status.split())}"
