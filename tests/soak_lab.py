"""What surrounds a service in bad weather: sources that fail, readers who never rest, an owner's post, and gauges."""

from __future__ import annotations

import gzip
import json
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import NamedTuple

import brotli
import feedparser  # type: ignore[import-untyped]
import icalendar
from prometheus_client.parser import text_string_to_metric_families

from feeds.check import check
from mail_lab import Post, post_office
from web_lab import Asked, Reply

JSONL = {"Content-Type": "application/jsonl"}
RSS = {"Content-Type": "application/rss+xml"}
CALENDAR = {"Content-Type": "text/calendar; charset=utf-8"}
JUDGED = (".rss", ".atom", ".json", ".ics", ".html", ".opml")
"""Endings of files that readers ask for."""
READY = "/readyz"
LIVE: dict[str, Callable[[bytes], int]] = {
    "/healthz": len,
    READY: len,
    "/status.json": lambda body: len(json.loads(body)["sources"]),
    "/metrics": lambda body: len(list(text_string_to_metric_families(body.decode()))),
}
"""What the service tells of itself, and how much there is in it."""
NEWS = "/health.atom"
"""The owner's feed, in which nothing is as long as all is well."""

# --- sources ----------------------------------------------------------------------------------------------------------


class Script:
    """A source's answers: so many that are good, then so many that are not, over and over until the weather is calm."""

    def __init__(
        self, good: int, bad: int, body: Callable[[int], Reply], fail: Callable[[Asked], Reply | None]
    ) -> None:
        self._good, self._bad, self._body, self._fail = good, bad, body, fail
        self._lock = threading.Lock()
        self._calm = False
        self.answers: list[bool] = []

    def __call__(self, asked: Asked) -> Reply | None:
        with self._lock:
            turn = len(self.answers)
            is_good = turn % (self._good + self._bad) < self._good
            if self._calm and self._good and (not self.answers or self.answers[-1]):
                is_good = True
            self.answers.append(is_good)
        return self._body(turn) if is_good else self._fail(asked)

    def calm(self) -> None:
        """Begin no new spell of failures; what has always failed still does."""
        self._calm = True

    @property
    def is_hopeless(self) -> bool:
        """Tell whether it never gives anything."""
        return self._good == 0

    def spells(self) -> int:
        """Count how often it began to fail."""
        return sum(not now and before for before, now in zip([True, *self.answers], self.answers, strict=False))


def lines(name: str, first: int, number: int) -> bytes:
    """Write articles as JSON Lines."""
    day = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0)
    told = [
        {
            "kind": "article",
            "identifier": f"{name}-{each}",
            "title": f"Story {each} of {name}: {_words(name, each)}",
            "summary": f"What {name} says of it.",
            "published": (day - timedelta(days=1 + each % 5)).isoformat(),
        }
        for each in range(first, first + number)
    ]
    return b"".join(json.dumps(each).encode() + b"\n" for each in told)


def _words(name: str, number: int) -> str:
    chance = random.Random(f"{name} {number}")
    return " ".join("".join(chance.choices("bcdfghaeiou", k=6)) for _ in range(3))


def news(number: int) -> bytes:
    """Write an RSS feed."""
    items = "".join(
        f"<item><title>Bulletin {each}: {_words('news', each)}</title><guid isPermaLink='false'>news-{each}</guid>"
        f"<link>https://news.example.org/{each}</link><description>Bulletin {each} in short.</description></item>"
        for each in range(number)
    )
    head = "<title>News</title><link>https://news.example.org/</link><description>All of it</description>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


def calendar(name: str, number: int) -> bytes:
    """Write a calendar of events to come."""
    day = datetime.now(UTC).date() + timedelta(days=20)
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{name}-{each}@example.org\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART;VALUE=DATE:{day + timedelta(days=each):%Y%m%d}\r\nSUMMARY:Meeting {each}: {_words(name, each)}\r\n"
        "END:VEVENT\r\n"
        for each in range(number)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Soak//EN\r\n{events}END:VCALENDAR\r\n".encode()


def half(asked: Asked) -> None:
    """Promise a body, send a part, and hang up."""
    handler = asked.handler
    handler.send_response(200)
    handler.send_header("Content-Type", "application/jsonl")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(lines("half", 0, 3))


class Silence:
    """Takes each connection and says nothing, until it is let go."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self._taken: list[socket.socket] = []
        threading.Thread(target=self._take, daemon=True).start()

    @property
    def address(self) -> str:
        """Give the address of a page there."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/page"

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                self._taken.append(self._listener.accept()[0])
                # Those that were given up are closed here too: the lab has files to spare, but not any number.
                while len(self._taken) > 20:
                    self._taken.pop(0).close()

    def close(self) -> None:
        """Let all go."""
        self._listener.close()
        for taken in self._taken:
            taken.close()


# --- readers ----------------------------------------------------------------------------------------------------------


class Readers:
    """Poll addresses without rest, each in a connection and a way of its own, and judge every new body."""

    def __init__(self, port: int, paths: list[str], number: int, pause: float) -> None:
        self._port, self._paths, self._pause = port, paths, pause
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._judged: set[tuple[str, int]] = set()
        self._floor: dict[str, int] = {}
        self.problems: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.times: list[float] = []
        self._threads = [threading.Thread(target=self._read, args=(each,), daemon=True) for each in range(number)]

    def start(self) -> None:
        """Begin to read."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop and wait until all have."""
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    @property
    def bodies(self) -> int:
        """Count the different bodies that were judged."""
        return len(self._judged)

    def _read(self, number: int) -> None:
        chance = random.Random(number)
        known: dict[str, str] = {}
        packed = ("identity", "gzip", "br", "br, gzip;q=0.5")[number % 4]
        connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
        while not self._stop.wait(self._pause):
            path = chance.choice(self._paths)
            try:
                self._ask(connection, path, packed, known, chance)
            except (OSError, HTTPException) as trouble:
                self._note(path, f"no answer: {type(trouble).__name__} {trouble}")
                connection.close()
            if chance.random() < 0.02:
                # Some come anew each time.
                connection.close()
        connection.close()

    def _ask(
        self, connection: HTTPConnection, path: str, packed: str, known: dict[str, str], chance: random.Random
    ) -> None:
        headers = {"Accept-Encoding": packed}
        if path in known and chance.random() < 0.8:
            headers["If-None-Match"] = known[path]
        begun = time.monotonic()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        took = time.monotonic() - begun
        with self._lock:
            self.statuses[answer.status] += 1
            self.times.append(took)
        if answer.status == 304 or (answer.status == 503 and path == READY):
            return
        if answer.status != 200:
            self._note(path, f"status {answer.status}")
            return
        if answer.headers["ETag"]:
            known[path] = answer.headers["ETag"]
        self._judge(path, _unpacked(answer, body))

    def _judge(self, path: str, body: bytes) -> None:
        key = (path, hash(body))
        with self._lock:
            if key in self._judged:
                return
            self._judged.add(key)
        try:
            entries, problems = judged(path, body)
        except Exception as trouble:  # noqa: BLE001  whatever a reader stumbles over is what is looked for
            entries, problems = 0, [f"{type(trouble).__name__}: {trouble}"]
        with self._lock:
            least = self._floor.setdefault(path, entries)
        if not entries and path != NEWS:
            problems.append("nothing in it")
        elif entries * 2 < least:
            problems.append(f"{entries} entries of {least}")
        for problem in problems:
            self._note(path, problem)

    def _note(self, path: str, problem: str) -> None:
        with self._lock:
            self.problems[f"{path}: {problem}"] += 1


def _unpacked(answer: HTTPResponse, body: bytes) -> bytes:
    match answer.headers["Content-Encoding"]:
        case "gzip":
            return gzip.decompress(body)
        case "br":
            unpacked: bytes = brotli.decompress(body)
            return unpacked
        case _:
            return body


def judged(path: str, body: bytes) -> tuple[int, list[str]]:
    """Count what is in a file, and list what is wrong with it, by our own check and by parsers of others."""
    if path in LIVE:
        return LIVE[path](body), []
    found = check(path.lstrip("/") or "index.html", body, datetime.now(UTC))
    problems = [str(one) for one in found if one.severity == "error"]
    if path.endswith((".rss", ".atom")):
        parsed = feedparser.parse(body)
        problems += [str(parsed.bozo_exception)] if parsed.bozo else []
        return len(parsed.entries), problems
    if path.endswith(".json"):
        return len(json.loads(body)["items"]), problems
    if path.endswith(".ics"):
        return len(icalendar.Calendar.from_ical(body).walk("VEVENT")), problems
    return int(body.rstrip().endswith((b"</html>", b"</opml>", b"}"))), problems


# --- the owner --------------------------------------------------------------------------------------------------------


class Letter(NamedTuple):
    """What reached the owner: by which way, under which name, and what it says."""

    way: str
    id: str
    text: str


class Owner:
    """Somebody with a web hook, and with a mailbox that puts off what comes now and then."""

    def __init__(self) -> None:
        self.posted: list[Letter] = []
        self.mail = Post()
        self.refused = 0
        self.bad_signatures = 0

    def letters(self, way: str) -> list[Letter]:
        """Give what came one way."""
        return list(self.posted) if way == "webhook" else [_opened(message) for message in self.mail.letters]


def _opened(message: EmailMessage) -> Letter:
    text = message.get_body(("plain",))
    told = text.get_content().replace("\r\n", "\n") if text is not None else ""
    return Letter("mail", str(message["Message-ID"]), told)


@contextmanager
def mailbox(owner: Owner) -> Iterator[int]:
    """Take mail on loopback, each third letter not at first; gives the port."""
    asked = count()

    def refuse() -> str | None:
        if next(asked) % 3:
            return None
        owner.refused += 1
        return "451 try again later"

    with post_office() as post:
        post.refuse = refuse
        owner.mail = post
        yield post.port


@contextmanager
def hook(owner: Owner, is_signed: Callable[[Message, bytes], bool]) -> Iterator[str]:
    """Take what is posted on loopback; gives the address.

    None is refused: of what waits together the latest is told, and nobody could say how much has to come.
    """

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if not is_signed(self.headers, body):
                owner.bad_signatures += 1
            owner.posted.append(Letter("webhook", self.headers["Webhook-Id"], body.decode()))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook"
        server.shutdown()


# --- gauges -----------------------------------------------------------------------------------------------------------


class Gauge(NamedTuple):
    """What a process and all that it started hold at a moment; memory in MiB."""

    at: float
    memory: float
    files: int
    threads: int
    processes: int


def gauge(pid: int) -> Gauge:
    """Measure a process and all that it started (memory that they share counts once for each)."""
    family = _family(pid)
    memory = files = threads = 0
    for one in family:
        with suppress(OSError):
            status = Path(f"/proc/{one}/status").read_text()
            memory += _of(status, "VmRSS")
            threads += _of(status, "Threads")
            files += sum(1 for _ in Path(f"/proc/{one}/fd").iterdir())
    return Gauge(time.monotonic(), memory / 1024, files, threads, len(family))


def _of(status: str, name: str) -> int:
    return int(status.partition(f"{name}:")[2].split()[0]) if f"{name}:" in status else 0


def _family(pid: int) -> list[int]:
    parents: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            parents[int(place.parent.name)] = int(place.read_text().rpartition(")")[2].split()[1])
    family = [pid]
    for one in family:
        family += [child for child, parent in parents.items() if parent == one]
    return family


class Gauges:
    """Measure a process once a second, in a thread."""

    def __init__(self, pid: int, pause: float = 1.0) -> None:
        self._pid, self._pause = pid, pause
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._measure, daemon=True)
        self.taken: list[Gauge] = []
        self._thread.start()

    def _measure(self) -> None:
        while not self._stop.wait(self._pause):
            taken = gauge(self._pid)
            if taken.memory:
                self.taken.append(taken)

    def stop(self) -> None:
        """Measure no more."""
        self._stop.set()
        self._thread.join(10)
