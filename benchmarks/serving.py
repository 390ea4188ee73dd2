"""What the server spends on a request: whole answers and "not modified", each by a server process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit


class Requests(NamedTuple):
    """Processor seconds of the server for a request answered with 200 and with 304; size of the file in bytes."""

    whole: float
    unchanged: float
    size: int


def measure(output: Path, name: str, number: int) -> Requests:
    """Ask a server for one file many times, over one connection; what the server needs to start is taken off."""
    idle = _cpu(output, name, 1, is_known=False)
    whole, unchanged = (_cpu(output, name, number + 1, is_known=known) for known in (False, True))
    return Requests((whole - idle) / number, (unchanged - idle) / number, (output / name).stat().st_size)


def _cpu(output: Path, name: str, number: int, *, is_known: bool) -> float:
    command = [sys.executable, "-m", "feeds", "serve", "--output", str(output), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().split()[-1])
        _ask(address.netloc, f"/{name}", number, is_known=is_known)
        process.terminate()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def _ask(place: str, path: str, number: int, *, is_known: bool) -> None:
    connection = HTTPConnection(place, timeout=30)
    headers: dict[str, str] = {}
    for _ in range(number):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == (304 if headers else 200)
        if is_known:
            headers = {"If-None-Match": answer.headers["ETag"]}
    connection.close()
