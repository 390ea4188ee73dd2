"""`feeds serve` as clients see it: HTTP over loopback to a real process, raw sockets for what no client would send."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

import pytest
import requests
from reader import Reader, make_reader

import forked
from feeds import server
from feeds.server import crew
from feeds.server.answer import PIECE
from feeds.server.document import Document
from feeds.server.shelf import Shelf

PAGES = {
    "index.html": b"<!doctype html><title>Forside</title>\n",
    "404.html": b"<!doctype html><title>Findes ikke</title>\n",
    "feeds.css": b"body { color: #123 }\n",
    "feeds.opml": b'<?xml version="1.0"?><opml version="2.0"/>\n',
    "all.rss": b'<?xml version="1.0"?><rss version="2.0"/>\n',
    "all.atom": b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>\n',
    "all.json": b'{"version": "https://jsonfeed.org/version/1.1"}\n',
    "events.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "items/one.html": b"<!doctype html><title>En</title>\n",
    "items/one.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    ".nojekyll": b"",
    ".feeds-part-all.rss": b"half",
    "blåbær.txt": b"x",
}
SECRET = b"a secret outside the output folder"
BIG = os.urandom(1 << 20) * 6


@contextlib.contextmanager
def serving(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    command = [sys.executable, "-m", "feeds", "serve", "--port", "0", *(more or ("--output", str(folder)))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            found = re.search(r"at http://127\.0\.0\.1:(\d+)/", line)
            assert found, line
            yield process, int(found[1])
        finally:
            process.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    output = root / "output"
    for name, body in PAGES.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(body)
    (output / "big.json").write_bytes(BIG)
    (root / "secret.txt").write_bytes(SECRET)
    (root / ".feeds").mkdir()
    (root / ".feeds/output.sqlite3").write_bytes(SECRET)
    (output / "link.txt").symlink_to(root / "secret.txt")
    (output / "out").symlink_to(root)
    (output / "inside.rss").symlink_to(output / "all.rss")
    os.mkfifo(output / "pipe.txt")
    return output


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    with serving(folder) as (_, port):
        yield port


class Got:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()


def get(port: int, path: str, method: str = "GET", **headers: str) -> Got:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return Got(connection.getresponse())


def raw(port: int, request: bytes, seconds: float = 10) -> bytes:
    """Send bytes as they are and read until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as client:
        client.sendall(request)
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            while piece := client.recv(65536):
                answer += piece
        return answer


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/all.rss", "application/rss+xml"),
        ("/all.atom", "application/atom+xml"),
        ("/all.json", "application/feed+json"),
        ("/events.ics", "text/calendar; charset=utf-8"),
        ("/items/one.ics", "text/calendar; charset=utf-8"),
        ("/items/one.html", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/feeds.css", "text/css; charset=utf-8"),
        ("/feeds.opml", "text/x-opml; charset=utf-8"),
    ],
)
def test_each_file_has_its_type_and_headers(port: int, folder: Path, path: str, media_type: str) -> None:
    got = get(port, path)
    body = (folder / path[1:]).read_bytes()
    assert (got.status, got.body) == (200, body)
    assert got.headers["content-type"] == media_type
    assert got.headers["content-length"] == str(len(body))
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["content-disposition"] == "inline"
    assert re.fullmatch(r'"[0-9a-f]{32}"', got.headers["etag"])
    assert parsedate_to_datetime(got.headers["last-modified"]).timestamp() == int((folder / path[1:]).stat().st_mtime)
    assert abs(parsedate_to_datetime(got.headers["date"]).timestamp() - time.time()) < 5
    assert got.headers["content-encoding"] is None
    again = path.endswith((".html", ".css"))
    assert got.headers["cache-control"] == ("no-cache" if again else "public, max-age=3600")
    policy = got.headers["content-security-policy"]
    assert (policy is not None and "default-src 'none'" in policy) == path.endswith(".html")
    assert {"server", "set-cookie"}.isdisjoint(name.lower() for name in got.headers)


def test_the_root_is_the_index_and_no_folder_is_listed(port: int) -> None:
    assert get(port, "/").body == PAGES["index.html"]
    assert get(port, "/?category=x").body == PAGES["index.html"]
    for path in ("/items", "/items/"):
        got = get(port, path)
        assert (got.status, got.body) == (404, PAGES["404.html"])


def test_head_says_the_same_without_the_body(port: int) -> None:
    for path in ("/all.rss", "/big.json", "/nothing"):
        full, head = get(port, path), get(port, path, "HEAD")
        assert head.body == b""
        assert head.status == full.status
        assert {**head.headers, "date": ""} == {**full.headers, "date": ""}


@pytest.mark.parametrize(
    ("method", "status"),
    [*((each, 405) for each in ("POST", "PUT", "DELETE", "PATCH", "TRACE")), ("PROPFIND", 501), ("get", 501)],
)
def test_other_methods_are_refused(port: int, method: str, status: int) -> None:
    got = get(port, "/all.rss", method)
    assert (got.status, got.headers["allow"]) == (status, "GET, HEAD, OPTIONS")


def test_a_missing_page_is_the_404_page(port: int) -> None:
    got = get(port, "/nothing.rss")
    assert (got.status, got.body) == (404, PAGES["404.html"])
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.headers["cache-control"] == "no-cache"
    assert got.headers["etag"] is None
    tag = get(port, "/404.html").headers["etag"]
    assert get(port, "/nothing.rss", if_none_match=tag).status == 404


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"x", {tag}', 304),
        ('W/"x",W/{tag} , "y,z"', 304),
        ("*", 304),
        ('"x"', 200),
        ("{bare}", 200),
        ("", 200),
        ('"*"', 200),
    ],
)
def test_if_none_match(port: int, given: str, status: int) -> None:
    tag = get(port, "/all.rss").headers["etag"]
    got = get(port, "/all.rss", if_none_match=given.format(tag=tag, bare=tag.strip('"')))
    assert got.status == status
    assert got.headers["etag"] == tag
    if status == 304:
        assert got.body == b""
        assert got.headers["cache-control"] == "public, max-age=3600"
        assert got.headers["access-control-allow-origin"] == "*"
        assert got.headers["content-type"] is None


def test_if_modified_since_counts_only_without_a_tag(port: int, folder: Path) -> None:
    changed = (folder / "all.rss").stat().st_mtime
    same, earlier, later = (formatdate(changed + seconds, usegmt=True) for seconds in (0, -2, 60))
    assert get(port, "/all.rss", if_modified_since=same).status == 304
    assert get(port, "/all.rss", if_modified_since=later).status == 304
    assert get(port, "/all.rss", if_modified_since=earlier).status == 200
    for nonsense in ("yesterday", "Mon, 99 Foo 2026 00:00:00 GMT", "Mon, 01 Jan 0000 00:00:00 GMT", "æ", "9" * 500):
        assert get(port, "/all.rss", if_modified_since=nonsense).status == 200
    assert get(port, "/all.rss", if_modified_since=later, if_none_match='"x"').status == 200
    assert get(port, "/all.rss", if_modified_since=earlier, if_none_match="*").status == 304


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/items/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/./../secret.txt",
        "//secret.txt",
        "/{root}/secret.txt",
        "//{root}/secret.txt",
        "/link.txt",
        "/out/secret.txt",
        "/out/output/all.rss",
        "/inside.rss",
        "/pipe.txt",
        "/.feeds/output.sqlite3",
        "/../.feeds/output.sqlite3",
        "/out/.feeds/output.sqlite3",
        "/.nojekyll",
        "/.feeds-part-all.rss",
        "/items/.hidden",
        "/all.rss%00.html",
        "/all.rss%0d%0aX: y",
        "/all.rss/",
        "/all.rss/x",
        "/items//one.html",
        "/all.rss::$DATA",
        "/C:/secret.txt",
        "/" + "x" * 300,
        "/" + "x/" * 2000,
        "/" + "%C3%A6" * 300,
    ],
)
def test_nothing_else_can_be_reached(port: int, folder: Path, path: str) -> None:
    path = path.replace("{root}", str(folder.parent).strip("/"))
    answer = raw(port, f"GET {path.replace(' ', '%20')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404 "), answer[:200]
    assert SECRET not in answer


def test_names_beyond_ascii_are_found(port: int) -> None:
    assert get(port, "/bl%C3%A5b%C3%A6r.txt").body == b"x"


def test_what_is_no_http_is_refused(port: int) -> None:
    for request in (
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\nY: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\nHost: x\n\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        assert raw(port, request + b"\r\n\r\n").startswith(b"HTTP/1.1 400 "), request
    assert raw(port, b"GET / HTTP/2.0\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 505 ")
    assert raw(port, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").startswith(b"HTTP/1.1 505 ")
    assert get(port, "/").status == 200


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Huge: " + b"x" * 2_000_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 101 + b"\r\n", 431),
        (b"GET /" + b"x" * 8001 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /" + b"x" * 1_000_000, 414),
        (b"GET /" + b"x" * 7990 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404),
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + b"X: " + b"y" * 30_000 + b"\r\n\r\n", 200),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n" + b"x" * 2_000_000, 405),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", 200),
    ],
    ids=["field", "fields", "target", "endless", "long", "much", "body", "chunks"],
)
def test_what_is_too_much_is_told_and_the_answer_arrives(port: int, request_: bytes, status: int) -> None:
    answer = raw(port, request_)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"\r\nConnection: close\r\n" in answer
    assert get(port, "/").status == 200


def test_a_body_is_never_taken_for_a_request(port: int) -> None:
    hidden = b"GET /all.rss HTTP/1.1\r\nHost: x\r\n\r\n"
    answer = raw(port, b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(hidden) + hidden)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert PAGES["all.rss"] not in answer


def test_a_large_file_comes_whole_and_to_many_at_once(port: int) -> None:
    bodies: list[bytes] = []
    readers = [threading.Thread(target=lambda: bodies.append(get(port, "/big.json").body)) for _ in range(5)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    assert bodies == [BIG] * 5
    tag = get(port, "/big.json", "HEAD").headers["etag"]
    assert get(port, "/big.json", if_none_match=tag).status == 304


def test_a_reader_that_leaves_in_the_middle_disturbs_nobody(port: int) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
            client.sendall(b"GET /big.json HTTP/1.1\r\nHost: x\r\n\r\n")
            client.recv(1000)
    assert get(port, "/big.json").body == BIG


def test_a_connection_serves_many_requests(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        for path in ("/", "/all.rss", "/nothing", "/big.json", "/all.rss"):
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            assert response.status == (404 if path == "/nothing" else 200)
    pipelined = raw(port, b"GET /all.rss HTTP/1.1\r\nHost: x\r\n\r\n" * 3 + b"GET / HTTP/1.0\r\n\r\n")
    assert pipelined.count(b"HTTP/1.1 200 ") == 4


def test_an_answer_does_not_wait_for_acknowledgements(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        started = time.monotonic()
        for _ in range(25):
            connection.request("GET", "/all.rss")
            connection.getresponse().read()
    assert time.monotonic() - started < 0.7  # 40 ms each would be a whole second


def test_what_is_published_anew_is_served_at_once(tmp_path: Path) -> None:
    (tmp_path / "all.rss").write_bytes(b"one")
    with serving(tmp_path) as (_, port):
        before = get(port, "/all.rss")
        for number, body in enumerate((b"two", b"x" * 400_000, b"three", b"y" * 400_000)):
            part = tmp_path / ".part"
            part.write_bytes(body)
            os.utime(part, (1_700_000_000 + number, 1_700_000_000))
            part.replace(tmp_path / "all.rss")
            got = get(port, "/all.rss", if_none_match=before.headers["etag"])
            assert (got.status, got.body) == (200, body)
        (tmp_path / "all.rss").unlink()
        got = get(port, "/all.rss")
        assert (got.status, got.headers["content-type"]) == (404, "text/plain; charset=utf-8")
        (tmp_path / "all.rss").write_bytes(b"one")
        assert get(port, "/all.rss").headers["etag"] == before.headers["etag"]


def test_what_is_kept_at_hand_is_bounded(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_bytes(b"x" * 10_000)
    (tmp_path / "big.txt").write_bytes(b"x" * (PIECE + 1))
    shelf = Shelf(tmp_path, 60, memory=300_000)

    for number in (*range(60), "big", *range(60)):
        document = shelf.read(f"{number}.txt")
        assert document is not None
        shelf.keep(document)
        document.pack(b"gzip")
        shelf.keep(document)
        assert shelf.weight <= 300_000
    held = [number for number in range(60) if isinstance(shelf.at_hand(f"{number}.txt"), Document)]
    assert held == list(range(60 - len(held), 60))
    assert 20 < len(held) < 30


@contextlib.contextmanager
def serving_here(folder: Path) -> Iterator[int]:
    """Serve from a thread, so that a test can set the limits."""
    with server.listen("127.0.0.1", 0) as door, server.serving(door, server.Served(root=folder, max_age=60)):
        yield int(server.address_of(door).rstrip("/").rpartition(":")[2])


def test_who_stalls_is_cut_and_nobody_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "STALLED", 0.4)
    with serving_here(folder) as port:
        for opening in (
            b"",
            b"GET / HT",
            b"GET / HTTP/1.1\r\nHost: x\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        ):
            started = time.monotonic()
            raw(port, opening)
            assert 0.2 < time.monotonic() - started < 3, opening
        assert dripped(port) < 3
        assert unread(port) < len(BIG)
        with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
            slow.sendall(b"GET /big.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            got = 0
            while piece := slow.recv(1 << 20):
                got += len(piece)
                time.sleep(0.1)
            assert got > len(BIG)
        assert get(port, "/").status == 200


def dripped(port: int) -> float:
    """Send a header a byte at a time; tell after how many seconds the server had enough."""
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client, contextlib.suppress(OSError):
        client.sendall(b"GET / HTTP/1.1\r\nX: ")
        while time.monotonic() - started < 5:
            client.sendall(b"x")
            time.sleep(0.05)
    return time.monotonic() - started


def unread(port: int) -> int:
    """Ask for a large file, look away for longer than is allowed, and count what still came."""
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(10)
        client.connect(("127.0.0.1", port))
        client.sendall(b"GET /big.json HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(1)
        got = 0
        with contextlib.suppress(ConnectionResetError):
            while piece := client.recv(1 << 20):
                got += len(piece)
        return got


def test_more_connections_than_there_is_room_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "MOST", 20)
    monkeypatch.setattr(crew, "HURRIED", 0.5)
    with serving_here(folder) as port, contextlib.ExitStack() as others:
        kept = others.enter_context(contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)))
        kept.request("GET", "/")
        assert kept.getresponse().headers["connection"] is None
        for _ in range(16):
            client = others.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            client.sendall(b"GET / HTTP/1.1\r\n")
        # Among many nobody is kept, and whoever asks nothing makes room.
        assert get(port, "/").headers["connection"] == "close"
        for _ in range(30):
            others.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
        assert get(port, "/").status == 200
        for _ in range(4):
            client = others.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            client.sendall(b"GET / HTTP/1.1\r\n")
        assert raw(port, b"") == b""
        others.close()
        assert until(lambda: raw(port, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200 "))


def until(holds: Callable[[], bool], seconds: float = 5) -> bool:
    """Wait for something to hold; tell whether it came to."""
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.01)
    return held


def test_a_thousand_connections_are_served(folder: Path) -> None:
    with serving(folder) as (process, port), contextlib.ExitStack() as all_:
        clients = [all_.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10)) for _ in range(1000)]
        for client in clients:
            client.sendall(b"GET /all.rss HTTP/1.1\r\nHost: x\r\n\r\n")
        for client in clients:
            answer = b""
            while not answer.endswith(PAGES["all.rss"]):
                answer += client.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200 ")
        assert process.poll() is None
        assert get(port, "/").status == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well_and_running_answers_first(folder: Path, number: signal.Signals) -> None:
    with serving(folder) as (process, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/big.json")
        response = connection.getresponse()
        start = response.read(1000)
        process.send_signal(number)
        assert start + response.read() == BIG
        connection.close()
        assert process.wait(timeout=5) == 0
        assert process.stdout
        assert "Traceback" not in process.stdout.read()


def test_an_address_that_is_taken_is_said(folder: Path, port: int) -> None:
    command = [sys.executable, "-m", "feeds", "serve", "--output", str(folder), "--port", str(port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 2
    assert f"127.0.0.1:{port}: cannot listen" in done.stderr
    assert "choose another --host or --port" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_says_where_to_subscribe(folder: Path) -> None:
    with serving(folder) as (process, port):
        assert process.stdout
        lines = [process.stdout.readline().rstrip() for _ in range(4)]
    assert lines == [
        "Subscribe to:",
        f"  http://127.0.0.1:{port}/all.rss",
        f"  http://127.0.0.1:{port}/events.ics",
        "Stop with Ctrl-C.",
    ]


# The feedparser inside reader 3.26 needs sgmllib, which nothing installs; reader loads it late, or ours if told so.
os.environ["READER_NO_VENDORED_FEEDPARSER"] = "1"
SEED = Path(__file__).parents[1] / "seeds"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(SEED, tmp_path / "site")
    return tmp_path / "site"


def build(site: Path) -> None:
    assert forked.run(("build", "--quiet", "--config", str(site / "feeds.toml")), site, {}).returncode == 0


def reader_of(statuses: list[int]) -> Reader:
    """Make a reader that notes the status of each answer, as its own plugins look at them."""

    def note(session: object, response: requests.Response, request: object, **_: object) -> None:
        statuses.append(response.status_code)

    reader = make_reader(":memory:")
    reader._parser.get_retriever("http://").response_hooks.append(note)  # type: ignore[attr-defined]
    return reader


@pytest.mark.parametrize("end", ["rss", "atom", "json"])
def test_a_real_reader_subscribes_and_asks_again_for_what_is_new(site: Path, end: str) -> None:
    build(site)
    statuses: list[int] = []
    with (
        serving(site, "--config", str(site / "feeds.toml")) as (_, port),
        contextlib.closing(reader_of(statuses)) as reader,
    ):
        address = f"http://127.0.0.1:{port}/all.{end}"
        assert get(port, f"/all.{end}").headers["cache-control"] == "public, max-age=3600"
        reader.add_feed(address)
        first = new_titles(reader, address)
        assert len(first) == 6
        assert any("Platform X 2026" in title for title in first)
        assert new_titles(reader, address) == []
        (seed,) = (site / "sources").glob("*.txt")
        (site / "sources/later.txt").write_text(seed.read_text().replace("Platform X 2026", "Platform Y 2027"))
        build(site)
        assert ["Platform Y 2027" in title for title in new_titles(reader, address)] == [True]
        assert new_titles(reader, address) == []
        assert statuses == [200, 304, 200, 304]


def new_titles(reader: Reader, address: str) -> list[str]:
    known = {entry.id for entry in reader.get_entries()}
    reader.update_feed(address)
    return [entry.title or "" for entry in reader.get_entries() if entry.id not in known]


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.html").symlink_to(tmp_path / "secret")
    assert Shelf(tmp_path / "open", 60).read("a.html") is None
