"""What a daemon tells systemd, read from a real datagram socket as systemd reads it."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.notify import Notifier


@pytest.fixture(params=["path", "abstract"])
def heard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, socket.socket]]:
    """Give the name of a socket, as the environment tells it, and the socket."""
    name = str(tmp_path / "notify") if request.param == "path" else f"@feeds-{secrets.token_hex(8)}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(name if name.startswith("/") else f"\0{name[1:]}")
        door.settimeout(5)
        yield name, door


def test_each_state_is_one_message(heard: tuple[str, socket.socket]) -> None:
    name, door = heard
    told = Notifier({"NOTIFY_SOCKET": name})
    told.ready("2 sources;\nnext é")
    assert door.recv(4096).decode() == "READY=1\nSTATUS=2 sources; next é"
    told.reloading(12345)
    assert door.recv(4096) == b"RELOADING=1\nMONOTONIC_USEC=12345"
    told.status("all is well")
    assert door.recv(4096) == b"STATUS=all is well"
    told.alive()
    assert door.recv(4096) == b"WATCHDOG=1"
    told.stopping("bye")
    assert door.recv(4096) == b"STOPPING=1\nSTATUS=bye"


@pytest.mark.parametrize("name", ["", "@", "vsock:2:1234", "relative"])
def test_without_a_socket_nothing_is_told(name: str) -> None:
    told = Notifier({"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "1000000"})
    told.ready("well")
    assert not told.is_heard
    assert told.interval is None


def test_a_socket_that_is_gone_harms_nothing(tmp_path: Path) -> None:
    Notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")}).ready("well")


@pytest.mark.parametrize(
    ("environment", "interval"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "30000000"}, 10.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}, 10.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
    ],
)
def test_a_sign_of_life_is_given_thrice_in_time(environment: dict[str, str], interval: float | None) -> None:
    assert Notifier({"NOTIFY_SOCKET": "/run/x", **environment}).interval == interval
