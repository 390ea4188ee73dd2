"""Our server beside nginx, configured as we print it, and Starlette's StaticFiles: the same files, taking turns.

A client of its own asks over several connections, again as soon as it has an answer. What a server spends is read from
the kernel's count of its processor time, so that what the client spends is in no figure; how many requests it
answers in a second and how long the slowest per cent take are those of this client on this machine.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from statistics import median
from typing import NamedTuple, cast

from feeds import hosting
from feeds.hosting import Hosted

SIZE = 51_000
CONNECTIONS = 16
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: (\d+)")
_STARLETTE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
app = Starlette(routes=[Mount("/", StaticFiles(directory=sys.argv[1], html=True))])
app = GZipMiddleware(app, minimum_size=256)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="error", access_log=False)
"""


class Spent(NamedTuple):
    """Processor seconds of the server for a request, requests in a second, the slowest per cent in seconds."""

    cpu: float
    rate: float
    slowest: float


class Asked(NamedTuple):
    """A way to ask: its name and the fields that it sends besides; `{tag}` is that of an answer to the others."""

    name: str
    fields: tuple[str, ...] = ()


ASKED = (
    Asked("200"),
    Asked("200, gzip", ("Accept-Encoding: gzip",)),
    Asked("304", ("If-None-Match: {tag}",)),
)


def page() -> bytes:
    """Make a feed of the usual size, whose words repeat as they do in one."""
    words = ("council", "opens", "library", "concert", "the", "on", "appointed", "director", "harbour", "evening")
    made, number = ["<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom'>"], 0
    while sum(map(len, made)) < SIZE:
        number += 1
        text = " ".join(words[number * step * step % 10] for step in range(1, 41))
        made.append(
            f"<entry><id>urn:uuid:{number:032x}</id><title>{text[:60]}</title><summary>{text}</summary></entry>\n"
        )
    return "".join([*made, "</feed>\n"]).encode()


def measure(number: int, turns: int = 3) -> dict[str, dict[str, Spent | None]]:
    """Measure all servers, way by way, in turns; one that is not there has None."""
    with tempfile.TemporaryDirectory(prefix="feeds-servers-") as place:
        root = Path(place) / "output"
        root.mkdir()
        (root / "all.atom").write_bytes(page())
        found: dict[str, dict[str, Spent | None]] = {}
        for asked in ASKED:
            taken: dict[str, list[Spent | None]] = {name: [] for name in SERVERS}
            for _ in range(turns):
                for name, start in SERVERS.items():
                    taken[name].append(_one(start, root, asked, number))
            found[asked.name] = {name: _middle(each) for name, each in taken.items()}
        return found


def _middle(turns: Sequence[Spent | None]) -> Spent | None:
    known = [each for each in turns if each is not None]
    return Spent(*(median(column) for column in zip(*known, strict=True))) if known else None


def _one(start: Starts, root: Path, asked: Asked, number: int) -> Spent | None:
    with start(root) as found:
        if found is None:
            return None
        process, port = found
        tag = _tag(port) if any("{tag}" in field for field in asked.fields) else ""
        lines = ("GET /all.atom HTTP/1.1", "Host: x", "User-Agent: benchmark", *asked.fields, "", "")
        request = "\r\n".join(lines).replace("{tag}", tag).encode()
        size = len(_answer(port, request))
        _ask(port, request, size, number // 10)
        before, begin = _cpu(process), time.perf_counter()
        times = _ask(port, request, size, number)
        seconds, spent = time.perf_counter() - begin, _cpu(process) - before
        return Spent(spent / len(times), len(times) / seconds, sorted(times)[len(times) * 99 // 100])


def _tag(port: int) -> str:
    head = _answer(port, b"GET /all.atom HTTP/1.1\r\nHost: x\r\n\r\n").partition(b"\r\n\r\n")[0].decode()
    return next(line.partition(": ")[2] for line in head.splitlines() if line.lower().startswith("etag:"))


def _answer(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(request)
        answer = b""
        while not _is_whole(answer):
            answer += client.recv(1 << 18)
        return answer


def _is_whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end or b" 304 " in head[:20]:
        return bool(end)
    if (length := _LENGTH.search(head)) is not None:
        return len(body) >= int(length[1])
    # nginx does not know how long it will be while it packs.
    return body.endswith(b"\r\n0\r\n\r\n")


def _ask(port: int, request: bytes, size: int, number: int) -> list[float]:
    """Ask so many times; each answer is as long as the first one was."""
    selector, times = DefaultSelector(), list[float]()
    for _ in range(CONNECTIONS):
        client = socket.create_connection(("127.0.0.1", port), timeout=10)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.sendall(request)
        selector.register(client, EVENT_READ, [0, time.perf_counter()])
    while len(times) < number:
        for ready, _ in selector.select(10):
            client, state = cast("socket.socket", ready.fileobj), ready.data
            state[0] += len(client.recv(1 << 18))
            if state[0] < size:
                continue
            now = time.perf_counter()
            times.append(now - state[1])
            state[:] = [0, now]
            client.sendall(request)
    for ready in list(selector.get_map().values()):
        assert isinstance(ready.fileobj, socket.socket)
        ready.fileobj.close()
    return times


def _cpu(process: int) -> float:
    """Read the processor seconds of all threads of a process."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


Starts = Callable[[Path], AbstractContextManager[tuple[int, int] | None]]


@contextmanager
def _feeds(root: Path) -> Iterator[tuple[int, int] | None]:
    port = _free()
    command = [sys.executable, "-m", "feeds", "serve", "--output", str(root), "--port", str(port)]
    with _started(command, port) as process:
        yield process, port


@contextmanager
def _nginx(root: Path) -> Iterator[tuple[int, int] | None]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        yield None
        return
    port, folder = _free(), root.parent
    text = hosting.configuration("nginx", Hosted(root=root)).replace("    listen [::]:80;\n", "")
    paths = " ".join(f"{name}_temp_path {folder}/t;" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"user root; daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;\nevents {{}}\n"
        f"http {{ access_log off; keepalive_requests 1000000000; sendfile on; {paths}\n"
        f"{text.replace('listen 80;', f'listen 127.0.0.1:{port};')} }}\n"
    )
    with _started([program, "-p", str(folder), "-c", str(folder / "nginx.conf")], port) as process:
        yield process, port


@contextmanager
def _starlette(root: Path) -> Iterator[tuple[int, int] | None]:
    if importlib.util.find_spec("starlette") is None or importlib.util.find_spec("uvicorn") is None:
        yield None
        return
    port = _free()
    with _started([sys.executable, "-c", _STARLETTE, str(root), str(port)], port) as process:
        yield process, port


@contextmanager
def _started(command: list[str], port: int) -> Iterator[int]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield process.pid
        finally:
            process.terminate()


def _wait(port: int) -> None:
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


SERVERS = {"feeds": _feeds, "nginx": _nginx, "starlette": _starlette}


def rows(found: dict[str, dict[str, Spent | None]]) -> Iterator[str]:
    """Write a row for each way to ask."""
    for name, servers in found.items():
        ours = servers["feeds"]
        assert ours is not None
        told = [_told(servers[server], ours) for server in SERVERS]
        yield f"| {name} | {' | '.join(told)} |"


def _told(spent: Spent | None, ours: Spent) -> str:
    if spent is None:
        return "not installed"
    # So few requests may have taken less time than is counted.
    ratio = "" if spent is ours or not spent.cpu else f"; ours is {ours.cpu / spent.cpu:.2f} ×"
    return f"{spent.cpu * 1e6:.0f} µs{ratio}; {spent.rate:,.0f}/s, p99 {spent.slowest * 1e3:.1f} ms"


def main() -> None:
    """Measure, and print the rows of the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=20_000, help="requests in each turn")
    print("| asked | feeds | nginx | Starlette |\n|---|---|---|---|")
    print("\n".join(rows(measure(parser.parse_args().number))))


if __name__ == "__main__":
    main()
