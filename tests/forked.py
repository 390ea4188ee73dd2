"""Commands in processes of their own, forked from one that has loaded Feeds and compiled its rules before.

To load Feeds and compile a language takes a second, the command itself often a tenth of that; the tests run a thousand.
What the environment tells Python itself is for a fresh process, as is everything that measures one.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

#: Read once, when Python starts: a process that is forked would not mind them.
AT_START = ("PYTHON", "LC_", "LANG", "TZ", "MALLOC_", "LD_")
SEEDS = Path(__file__).parents[1] / "seeds"
_LENGTH = 8


def run(
    words: tuple[str, ...], folder: Path, environment: Mapping[str, str], timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run the command `feeds` with these words in a folder."""
    if any(name.startswith(AT_START) for name in environment):
        return subprocess.run(
            [sys.executable, "-m", "feeds", *words],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    return _mother().run(words, folder, environment, timeout)


@cache
def _mother() -> _Mother:
    return _Mother()


class _Mother:
    """The process that forks, as seen from a test."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, __file__, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
        atexit.register(self.end)

    def end(self) -> None:
        self._line.close()
        self._process.wait(timeout=10)

    def run(
        self, words: tuple[str, ...], folder: Path, environment: Mapping[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            request = {"words": words, "folder": str(folder), "environment": {**os.environ, **environment}}
            socket.send_fds(self._line, [b"\0"], [out.fileno(), err.fileno()])
            _send(self._line, request)
            process = _receive(self._line)
            self._line.settimeout(timeout)
            try:
                code = _receive(self._line)
            except TimeoutError:
                os.kill(process, signal.SIGKILL)
                raise
            said = [_text_of(stream) for stream in (out, err)]
        return subprocess.CompletedProcess(["feeds", *words], code, *said)


def _text_of(stream: Any) -> str:
    stream.seek(0)
    return str(stream.read().decode().replace("\r\n", "\n"))


def _send(line: socket.socket, message: object) -> None:
    body = json.dumps(message).encode("utf-8", "surrogateescape")
    line.sendall(len(body).to_bytes(_LENGTH) + body)


def _receive(line: socket.socket) -> Any:
    body = _exactly(line, int.from_bytes(_exactly(line, _LENGTH)))
    return json.loads(body.decode("utf-8", "surrogateescape"))


def _exactly(line: socket.socket, number: int) -> bytes:
    body = b""
    while len(body) < number:
        piece = line.recv(number - len(body))
        if not piece:
            raise EOFError
        body += piece
    return body


def _serve(line: socket.socket) -> None:
    """Fork for each request, and say what became of it."""
    _load()
    while True:
        try:
            _, streams, _, _ = socket.recv_fds(line, 1, 2)
            request = _receive(line)
        except EOFError:
            return
        child = os.fork()
        if child == 0:
            line.close()
            _become(request, streams)
        for stream in streams:
            os.close(stream)
        _send(line, child)
        _, status = os.waitpid(child, 0)
        _send(line, os.waitstatus_to_exitcode(status))


def _load() -> None:
    """Build the seed, which loads what a build needs and compiles the rules of its language."""
    from feeds.cli import COMMANDS, feeds

    # No test pulls the plug, and a thousand builds would wait for the disk half of the time.
    os.fsync = lambda fd: None
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "feeds.toml"
        config.write_text((SEEDS / "feeds.toml").read_text("utf-8"), "utf-8")
        (Path(folder) / "sources").symlink_to(SEEDS / "sources")
        with suppress(SystemExit):
            feeds.main(["build", "--quiet", "--config", str(config)], prog_name="feeds", standalone_mode=False)
    for command in COMMANDS:
        with suppress(SystemExit), Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            sys.stdout = nowhere
            feeds.main([command, "--help"], prog_name="feeds", standalone_mode=False)
    sys.stdout = sys.__stdout__


def _become(request: dict[str, Any], streams: list[int]) -> None:
    """Be the command: nothing of what this process was shows."""
    code = 1
    try:
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        time.tzset()
        for number, stream in enumerate(streams, 1):
            os.dup2(stream, number)
            os.close(stream)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
        sys.argv = ["feeds", *request["words"]]
        code = _main()
    finally:
        os._exit(code)


def _main() -> int:
    from feeds.__main__ import main

    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001  what Python itself would show at the end of a process
        sys.excepthook(*sys.exc_info())
        code = 1
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    return code if isinstance(code, int) else 0 if code is None else 1


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
