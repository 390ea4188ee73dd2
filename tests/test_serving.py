"""What the best static hosts do and more: parts, codings, conditions, moves, live answers, filters, reloading."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import IO, Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import selection, server
from feeds.errors import LedgerError
from feeds.model import Feed
from feeds.server import codings, picks
from feeds.server.conditions import part_of
from feeds.server.request import Request, parse
from feeds.server.shelf import safe_path
from lab import Lab
from test_selection import ITEMS
from test_server import Got, get, raw, until

UUID = "0d5f5d55-5555-5555-8555-555555555555"
RSS = b"<?xml version='1.0'?><rss>" + b"<item>words that come again</item>" * 200 + b"</rss>"
CALENDAR = b"BEGIN:VCALENDAR\r\n" * 200
NOISE = os.urandom(5000)
BIG = (b'{"version": "https://jsonfeed.org/version/1.1"}\n' + os.urandom(30).hex().encode()) * 10_000
TEXT = bytes(range(256)) * 4
LIVE_BODY = b'{"overall": "ok"}'


class Told:
    """Stands for what knows how things are."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at_once = self.most = 0
        self.slow = threading.Event()
        self.slow.set()

    def answer(self, path: str) -> server.Told | None:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.asked.append(path)
        self.slow.wait(10)
        self.at_once -= 1
        match path:
            case "/status.json":
                return server.Told(body=LIVE_BODY, media_type="application/json", max_age=5)
            case "/status.html":
                return server.Told(body=b"<!doctype html>", media_type="text/html; charset=utf-8")
            case "/readyz":
                return server.Told(body=b"late: news\n", media_type="text/plain; charset=utf-8", status=503)
            case "/metrics":
                raise LedgerError("the ledger is at /srv/secret/place")
            case _:
                return None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    (root / "items").mkdir()
    for name, body in {
        "all.rss": RSS,
        "events.ics": CALENDAR,
        "noise.txt": NOISE,
        "big.json": BIG,
        "tiny.rss": b"<rss/>",
        "text.txt": TEXT,
        "empty.txt": b"",
        "pixel.png": b"\x89PNG" * 500,
        "404.html": b"<!doctype html><title>Lost</title>",
        "status.svg": b"<svg/>",
        f"items/{UUID}.html": b"<!doctype html>",
    }.items():
        (root / name).write_bytes(body)
    return root


@contextlib.contextmanager
def serving(what: server.Served) -> Iterator[int]:
    with server.listen("127.0.0.1", 0) as door, server.serving(door, what):
        yield int(door.getsockname()[1])


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    links = {"all.rss": '<https://feeds.example.org/all.rss>; rel="self", <https://hub.example.org/>; rel="hub"'}
    with serving(server.Served(root=folder, max_age=900, links=links, moved={"old": "all", "tiny": "all"})) as port:
        yield port


# --- codings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip", "gzip"),
        ("gzip;q=0.5, br;q=0.5", "br"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("*;q=0", None),
        ("gzip;q=0", None),
        ("gzip; q=0.000", None),
        ("identity", None),
        ("identity;q=1, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=1", "gzip"),
        ("deflate", None),
        ("zstd", None),
        ("gzip;q=nonsense", None),
        ("", None),
        ("gzip;q=1e9", None),
        (",,;;=,gzip", "gzip"),
    ],
)
def test_the_coding_that_a_client_likes(port: int, accepted: str, coding: str | None) -> None:
    got = get(port, "/all.rss", accept_encoding=accepted)
    assert (got.status, got.headers["content-encoding"]) == (200, coding)
    unpack: dict[str | None, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
    assert unpack.get(coding, bytes)(got.body) == RSS
    assert got.headers["content-length"] == str(len(got.body))
    assert got.headers["vary"] == "Accept-Encoding"
    assert coding is None or len(got.body) < len(RSS) / 5


def test_each_form_has_a_tag_and_its_304(port: int) -> None:
    tags = set()
    for accepted in ("", "gzip", "br"):
        tag = get(port, "/all.rss", accept_encoding=accepted).headers["etag"]
        tags.add(tag)
        again = get(port, "/all.rss", accept_encoding=accepted, if_none_match=tag)
        assert (again.status, again.headers["etag"], again.headers["vary"]) == (304, tag, "Accept-Encoding")
    assert len(tags) == 3
    plain = get(port, "/all.rss").headers["etag"]
    assert tags == {plain, plain[:-1] + '-gzip"', plain[:-1] + '-br"'}
    # Who has one form and asks for another has not got that.
    assert get(port, "/all.rss", accept_encoding="br", if_none_match=plain).status == 200


@pytest.mark.parametrize("path", ["/events.ics", "/noise.txt", "/tiny.rss", "/empty.txt", "/pixel.png"])
def test_what_is_never_packed(port: int, folder: Path, path: str) -> None:
    got = get(port, path, accept_encoding="gzip, br")
    assert got.headers["content-encoding"] is None
    assert got.body == (folder / path[1:]).read_bytes()
    assert path == "/noise.txt" or got.headers["vary"] is None


def test_a_large_file_is_packed_too(port: int) -> None:
    got = get(port, "/big.json", accept_encoding="br")
    assert got.headers["content-encoding"] == "br"
    assert brotli.decompress(got.body) == BIG
    assert get(port, "/big.json", "HEAD", accept_encoding="br").headers["content-length"] == str(len(got.body))
    assert get(port, "/big.json").body == BIG


def test_packing_is_done_once_for_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []
    pack = codings.pack

    def counted(coding: str, body: bytes) -> bytes:
        done.append(coding)
        return pack(coding, body)

    monkeypatch.setattr(codings, "pack", counted)
    with serving(server.Served(root=folder)) as port:
        bodies: list[bytes] = []
        ask = lambda: bodies.append(get(port, "/big.json", accept_encoding="gzip").body)  # noqa: E731
        readers = [threading.Thread(target=ask) for _ in range(8)]
        for each in readers:
            each.start()
        for each in readers:
            each.join()
    assert {zlib.decompress(body, 31) == BIG for body in bodies} == {True}
    assert (len(bodies), done) == (8, ["gzip"])


def test_the_same_bytes_are_packed_in_the_same_way() -> None:
    assert codings.pack("gzip", RSS) == codings.pack("gzip", RSS)
    assert codings.pack("gzip", RSS)[4:8] == b"\0\0\0\0"


# --- parts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=5-9", 5, 10),
        ("bytes=1000-", 1000, 1024),
        ("bytes=1000-99999999999999999", 1000, 1024),
        ("bytes=-24", 1000, 1024),
        ("bytes=-5000", 0, 1024),
        ("Bytes= 3-4 ", 3, 5),
    ],
)
def test_a_part(port: int, asked: str, start: int, end: int) -> None:
    got = get(port, "/text.txt", range=asked)
    assert (got.status, got.body) == (206, TEXT[start:end])
    assert got.headers["content-range"] == f"bytes {start}-{end - 1}/1024"
    assert got.headers["content-length"] == str(end - start)
    assert got.headers["etag"] == get(port, "/text.txt").headers["etag"]


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=9999-10000", "bytes=-0"])
def test_a_part_that_is_not_there(port: int, asked: str) -> None:
    got = get(port, "/text.txt", range=asked)
    assert (got.status, got.headers["content-range"]) == (416, "bytes */1024")
    assert get(port, "/empty.txt", range="bytes=0-").status == 416


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,3-4", "bytes=4-3", "bytes=-", "bytes=x-1", "lines=0-1", "bytes=0-" + "9" * 5000, "0-1", ""]
)
def test_what_is_answered_whole(port: int, asked: str) -> None:
    got = get(port, "/text.txt", range=asked)
    assert (got.status, got.body) == (200, TEXT)
    assert got.headers["accept-ranges"] == "bytes"


def test_a_part_only_of_what_one_has(port: int, folder: Path) -> None:
    whole = get(port, "/text.txt").headers
    changed = (folder / "text.txt").stat().st_mtime
    for value, status in (
        (whole["etag"], 206),
        (whole["last-modified"], 206),
        (f"W/{whole['etag']}", 200),
        ('"x"', 200),
        (formatdate(changed - 5, usegmt=True), 200),
        (formatdate(changed + 5, usegmt=True), 200),
        ("yesterday", 200),
    ):
        assert get(port, "/text.txt", range="bytes=0-1", if_range=value).status == status, value
    assert get(port, "/text.txt", range="bytes=0-1", if_none_match=whole["etag"]).status == 304
    head = get(port, "/text.txt", "HEAD", range="bytes=0-1")
    assert (head.status, head.headers["content-length"]) == (200, "1024")


def test_a_large_file_in_parts(port: int) -> None:
    middle = len(BIG) // 2
    parts = [get(port, "/big.json", range=f"bytes={span}").body for span in (f"0-{middle - 1}", f"{middle}-")]
    assert b"".join(parts) == BIG
    packed = get(port, "/big.json", accept_encoding="gzip").body
    part = get(port, "/big.json", accept_encoding="gzip", range="bytes=100-199")
    assert (part.status, part.body, part.headers["content-encoding"]) == (206, packed[100:200], "gzip")


def test_conditions_that_fail(port: int, folder: Path) -> None:
    tag, changed = get(port, "/text.txt").headers["etag"], (folder / "text.txt").stat().st_mtime
    earlier, later = (formatdate(changed + seconds, usegmt=True) for seconds in (-5, 5))
    assert get(port, "/text.txt", if_match=tag).status == 200
    assert get(port, "/text.txt", if_match=f'"x", {tag}').status == 200
    assert get(port, "/text.txt", if_match="*").status == 200
    assert get(port, "/text.txt", if_match='"x"').status == 412
    assert get(port, "/text.txt", if_match=f"W/{tag}").status == 412
    assert get(port, "/text.txt", if_unmodified_since=later).status == 200
    assert get(port, "/text.txt", if_unmodified_since=earlier).status == 412
    assert get(port, "/text.txt", if_unmodified_since=earlier, if_match=tag).status == 200


# --- headers, moves, what is gone -------------------------------------------------------------------------------------


def test_scripts_of_other_sites_may_ask(port: int) -> None:
    asked = {"origin": "https://reader.example.org", "access_control_request_method": "GET"}
    for path in ("/all.rss", "/nothing", "*"):
        got = get(port, path, "OPTIONS", access_control_request_headers="if-none-match", **asked)
        assert (got.status, got.body, got.headers["content-length"]) == (204, b"", None)
        assert got.headers["access-control-allow-origin"] == "*"
        assert got.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
        assert got.headers["access-control-allow-headers"] == "*"
        assert got.headers["access-control-max-age"] == "86400"
    assert get(port, "/all.rss", "OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"
    assert get(port, "/all.rss").headers["access-control-expose-headers"] == "ETag, Link, Content-Range, Retry-After"
    for path in ("/nothing", "/old.rss"):
        assert get(port, path).headers["access-control-allow-origin"] == "*"


def test_links_to_self_and_hub(port: int) -> None:
    link = '<https://feeds.example.org/all.rss>; rel="self", <https://hub.example.org/>; rel="hub"'
    assert get(port, "/all.rss").headers["link"] == link
    assert get(port, "/text.txt").headers["link"] is None


def test_links_come_from_the_settings(tmp_path: Path) -> None:
    lab = Lab(tmp_path, feeds=(Feed(name="all", title="All", formats=("rss", "ics"), was=("everything",)),))
    lab.ledger.close()
    what = server.served(lab.config)
    assert what.links == {
        "all.rss": '<https://feeds.example.org/all.rss>; rel="self"',
        "all.ics": '<https://feeds.example.org/all.ics>; rel="self"',
    }
    assert (what.moved, what.max_age) == ({"everything": "all"}, 3600)
    sources = tuple(
        server_source.__class__(name="s", path=tmp_path, **facts)
        for server_source, facts in (
            (lab.config.sources[0], {"every": 1800}),
            (lab.config.sources[0], {"adaptive": True}),
        )
    )
    lab.configure(sources=sources[:1])
    assert server.served(lab.config).max_age == 1800
    lab.configure(sources=sources)
    assert server.served(lab.config).max_age == 600


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/old.rss", "all.rss"),
        ("/old.ics", "all.ics"),
        ("/old.html", "all.html"),
        ("/old.3.atom", "all.3.atom"),
        ("/old.2024.ics", "all.2024.ics"),
        ("/old.ics?place=%C3%85rhus", "all.ics?place=%C3%85rhus"),
        ("/%6fld.rss", "all.rss"),
    ],
)
def test_a_feed_that_moved(port: int, path: str, place: str) -> None:
    got = get(port, path)
    assert (got.status, got.headers["location"]) == (301, place)


def test_what_did_not_move(port: int) -> None:
    assert get(port, "/tiny.rss").status == 200
    for path in ("/older.rss", "/old.png", "/old", "/items/old.rss", "/old.x.rss", "/old.rss/"):
        assert get(port, path).status == 404, path
    answer = raw(port, b"GET /old.rss?%0d%0aX:y HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b"\r\nLocation: all.rss?%0d%0aX:y\r\n" in answer


def test_an_item_that_is_no_more(port: int, folder: Path) -> None:
    assert get(port, f"/items/{UUID}.html").status == 200
    page = (folder / "404.html").read_bytes()
    for path, status in (
        (f"/items/{UUID}.ics", 410),
        (f"/items/{UUID.replace('0d', '1d')}.html", 410),
        (f"/items/{UUID}.rss", 404),
        (f"/items/{UUID}0.html", 404),
        (f"/{UUID}.html", 404),
    ):
        got = get(port, path, accept_encoding="gzip")
        assert (got.status, got.body, got.headers["cache-control"]) == (status, page, "no-cache")
        assert "default-src 'none'" in got.headers["content-security-policy"]
        assert got.headers["etag"] is None


# --- live ------------------------------------------------------------------------------------------------------------


def test_how_things_are(folder: Path) -> None:
    told = Told()
    with serving(server.Served(root=folder, live=told)) as port:
        got = get(port, "/status.json")
        assert (got.status, got.body, got.headers["content-type"]) == (200, LIVE_BODY, "application/json")
        assert got.headers["cache-control"] == "max-age=5"
        page = get(port, "/status.html")
        assert page.headers["cache-control"] == "no-cache"
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert get(port, "/status.json", "HEAD").headers["content-length"] == str(len(LIVE_BODY))
        assert get(port, "/status.json", "POST").status == 405
        assert (get(port, "/readyz").status, get(port, "/readyz").body) == (503, b"late: news\n")
        # None leaves it to the folder; a trouble is nobody's business.
        assert get(port, "/status.svg").body == b"<svg/>"
        trouble = get(port, "/metrics")
        assert trouble.status == 503
        assert b"secret" not in trouble.body


def test_alive_whatever_else(folder: Path) -> None:
    told = Told()
    told.slow.clear()
    with serving(server.Served(root=folder, live=told)) as port:
        waiting = [threading.Thread(target=get, args=(port, "/status.json")) for _ in range(5)]
        for each in waiting:
            each.start()
        assert until(lambda: bool(told.asked))
        assert (get(port, "/healthz").status, get(port, "/healthz").body) == (200, b"ok\n")
        assert get(port, "/all.rss").status == 200
        told.slow.set()
        for each in waiting:
            each.join()
    assert told.most == 1
    assert "/healthz" not in told.asked


def test_without_anybody_who_knows(port: int) -> None:
    assert get(port, "/healthz").status == 200
    assert get(port, "/readyz").status == 200
    assert get(port, "/metrics").status == 404
    assert get(port, "/status.json").status == 404
    assert get(port, "/status.svg").body == b"<svg/>"


# --- filters ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    made = Lab(tmp_path_factory.mktemp("lab"), feeds=(Feed(name="all", title="Everything"),))
    made.show(*ITEMS)
    made.build()
    yield made
    made.ledger.close()


def titles(got: Got) -> list[str]:
    return [item["title"] for item in json.loads(got.body)["items"]]


def test_a_feed_is_asked_for_a_part(lab: Lab) -> None:
    with serving(server.served(lab.config)) as port:
        got = get(port, "/all.json?q=data")
        assert (got.status, len(titles(got))) == (200, 2)
        assert got.headers["content-type"] == "application/feed+json"
        assert got.headers["link"] == '<https://feeds.example.org/all.json?q=data>; rel="self"'
        assert json.loads(got.body)["feed_url"] == "https://feeds.example.org/all.json?q=data"
        whole = get(port, "/all.json")
        assert got.headers["last-modified"] == whole.headers["last-modified"]
        assert got.headers["etag"] != whole.headers["etag"]
        # Written in another way it is the same; and it is packed, in parts and not sent again like any other.
        again = get(port, "/all.json?utm_source=x&q=%64ata", if_none_match=got.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        packed = get(port, "/all.json?q=data", accept_encoding="gzip")
        assert gzip.decompress(packed.body) == got.body
        assert get(port, "/all.json?q=data", range="bytes=1-2").body == got.body[1:3]
        assert get(port, "/all.ics?q=night").body.count(b"BEGIN:VEVENT") == 1
        assert get(port, "/all.ics?q=night", accept_encoding="gzip").headers["content-encoding"] is None
        for path in ("/all.json?", "/all.json?v=2", "/all.json?q="):
            assert get(port, path).headers["etag"] == whole.headers["etag"]
        refused = get(port, "/all.json?categroy=x")
        assert (refused.status, refused.body) == (
            400,
            b"400 Bad Request: category= may be meant: feeds can be asked for category, place, organization, q\n",
        )
        for path in ("/index.html?q=x", "/feeds.css?categroy=y"):
            assert get(port, path).status == 200
        assert get(port, "/nothing.json?q=x").status == 404


def test_a_page_is_asked_for_a_part(lab: Lab) -> None:
    with serving(server.served(lab.config)) as port:
        whole, got = get(port, "/all.html"), get(port, "/all.html?place=%C3%85rhus")
        assert (got.status, got.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "<h1>Everything (Århus)</h1>" in got.body.decode()
        assert got.body.count(b'class="u-uid"') == 2
        assert b'href="all.ics?place=%C3%85rhus"' in got.body
        assert got.headers["content-security-policy"] == whole.headers["content-security-policy"]
        assert got.headers["cache-control"] == whole.headers["cache-control"] == "no-cache"
        assert got.headers["link"] is None
        assert got.headers["etag"] != whole.headers["etag"]
        again = get(port, "/all.html?utm_source=x&place=A%CC%8Arhus", if_none_match=got.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        since = get(port, "/all.html?place=%C3%85rhus", if_modified_since=got.headers["last-modified"])
        assert since.status == 304
        packed = get(port, "/all.html?place=%C3%85rhus", accept_encoding="gzip")
        assert gzip.decompress(packed.body) == got.body
        hostile = get(port, "/all.html?q=<script>alert(1)</script>")
        assert hostile.status == 200
        assert b"<script" not in hostile.body
        assert b"(&lt;script&gt;alert(1)&lt;/script&gt;)" in hostile.body
        for path in ("/all.html?", "/all.html?v=2", "/all.html?q="):
            assert get(port, path).headers["etag"] == whole.headers["etag"]
        assert get(port, "/all.html?categroy=x").status == 400
        assert get(port, "/nothing.html?q=x").status == 404


def test_what_is_published_anew_is_filtered_anew(tmp_path: Path) -> None:
    lab = Lab(tmp_path, feeds=(Feed(name="all", title="Everything"),))
    lab.show(*ITEMS[:1])
    lab.build()
    with serving(server.served(lab.config)) as port:
        assert len(titles(get(port, "/all.json?q=data"))) == 1
        assert get(port, "/all.html?q=data").body.count(b"u-uid") == 1
        lab.show(*ITEMS[:4])
        lab.build()
        assert len(titles(get(port, "/all.json?q=data"))) == 2
        assert get(port, "/all.html?q=data").body.count(b"u-uid") == 2
        (tmp_path / "output/all.rss").write_bytes(b"nor this")
        assert get(port, "/all.html?q=data").status == 503
        (tmp_path / "output/all.json").write_bytes(b"not the file that the ledger knows")
        got = get(port, "/all.json?q=data")
        assert (got.status, got.headers["retry-after"]) == (503, "1")
    lab.ledger.close()


def test_many_filters_at_once_are_told_to_wait(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picks, "WAITING", 2)
    go, made = threading.Event(), selection.selected

    def slow(*given: Any) -> bytes | None:
        go.wait(10)
        return made(*given)

    monkeypatch.setattr(selection, "selected", slow)
    with serving(server.served(lab.config)) as port:
        statuses: list[int] = []
        ask = lambda number: statuses.append(get(port, f"/all.json?q={number}").status)  # noqa: E731
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
        for each in threads:
            each.start()
        assert until(lambda: len(statuses) == 4)
        assert statuses == [503] * 4
        assert get(port, "/all.json").status == 200
        go.set()
        for each in threads:
            each.join()
    assert sorted(statuses) == [200] * 2 + [503] * 4


# --- the command ------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def command(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with subprocess.Popen(
        [sys.executable, "-m", "feeds", "serve", "--port", "0", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            found = re.search(r":(\d+)/$", process.stdout.readline().rstrip())
            assert found
            yield process, int(found[1])
        finally:
            process.kill()


def line_of(stream: IO[str] | None) -> str:
    assert stream
    return stream.readline().rstrip()


CONFIG = """[site]
title = "News"
[[source]]
name = "a"
path = "pages/*.txt"
every = "{every}"
[[feed]]
name = "all"
title = "All"
was = [{was}]
"""


def test_a_changed_configuration_is_taken_over(tmp_path: Path) -> None:
    output, settings = tmp_path / "output", tmp_path / "feeds.toml"
    output.mkdir()
    (output / "all.rss").write_bytes(RSS)
    settings.write_text(CONFIG.format(every="30m", was=""))
    with command(tmp_path) as (process, port):
        assert get(port, "/all.rss").headers["cache-control"] == "public, max-age=1800"
        assert get(port, "/old.rss").status == 404
        settings.write_text(CONFIG.format(every="15m", was='"old"'))
        assert until(lambda: get(port, "/old.rss").status == 301, 10)
        assert get(port, "/all.rss").headers["cache-control"] == "public, max-age=900"
        # A bad one is told of, once, and the one before it stays; at a signal it is looked at even if nothing changed.
        settings.write_text("nonsense = [")
        process.send_signal(signal.SIGHUP)
        assert "feeds.toml: the configuration stays as it was: " in line_of(process.stderr)
        assert get(port, "/old.rss").status == 301
        settings.write_text(CONFIG.format(every="5m", was=""))
        process.send_signal(signal.SIGHUP)
        assert until(lambda: get(port, "/all.rss").headers["cache-control"] == "public, max-age=300")
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_the_access_log(folder: Path) -> None:
    with command(folder, "--output", str(folder), "--access-log") as (process, port):
        get(port, "/tiny.rss?x=y", user_agent='Reader "1"', referer="https://example.org/\x85")
        raw(port, b'GET /nothing HTTP/1.0\r\nUser-Agent: "\\\xe9\x85\r\n\r\n')
        raw(port, b"nonsense\r\n\r\n")
        get(port, "/all.rss", "HEAD")
        lines = [re.sub(r"\[.*?\]", "[when]", line_of(process.stderr)) for _ in range(4)]
        process.terminate()
    assert lines == [
        '127.0.0.1 - - [when] "GET /tiny.rss?x=y HTTP/1.1" 200 6 "https://example.org/\\x85" "Reader \\"1\\""',
        '127.0.0.1 - - [when] "GET /nothing HTTP/1.0" 404 34 "-" "\\"\\\\é\\x85"',
        '127.0.0.1 - - [when] "-" 400 16 "-" "-"',
        '127.0.0.1 - - [when] "HEAD /all.rss HTTP/1.1" 200 0 "-" "-"',
    ]


def test_nothing_is_logged_unless_asked_for(folder: Path) -> None:
    with command(folder, "--output", str(folder)) as (process, port):
        get(port, "/tiny.rss")
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert line_of(process.stderr) == ""


# --- in a thread, and what is not meant -------------------------------------------------------------------------------


def test_served_from_a_thread_until_left(folder: Path) -> None:
    before = threading.active_count()
    with server.listen("127.0.0.1", 0) as door:
        port = int(door.getsockname()[1])
        with server.serving(door, server.Served(root=folder)) as running:
            assert get(port, "/all.rss").headers["cache-control"] == "public, max-age=3600"
            running.change(server.Served(root=folder, max_age=60))
            assert until(lambda: get(port, "/all.rss").headers["cache-control"] == "public, max-age=60")
            idle = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            idle.request("GET", "/all.rss")
            idle.getresponse().read()
            started = time.monotonic()
        assert time.monotonic() - started < 2
        assert threading.active_count() == before
        with pytest.raises(OSError, match=r"\w"):
            socket.create_connection(("127.0.0.1", port), timeout=1)
        idle.close()


def test_many_requests_without_reading_an_answer_do_not_pile_up(folder: Path) -> None:
    """A client asks three thousand times and reads nothing: what waits for it stays bounded, and all of it comes."""
    asked = b"GET /all.rss HTTP/1.1\r\nHost: x\r\n\r\n"
    with (
        serving(server.Served(root=folder)) as port,
        socket.create_connection(("127.0.0.1", port), timeout=10) as client,
    ):
        sender = threading.Thread(target=client.sendall, args=(asked * 3000 + asked.replace(b"1.1", b"1.0"),))
        sender.start()
        assert get(port, "/tiny.rss").status == 200
        answer = b""
        while piece := client.recv(1 << 16):
            answer += piece
        sender.join()
    assert answer.count(b"HTTP/1.1 200 OK") == 3001
    assert answer.count(RSS) == 3001


def test_a_client_that_has_no_more_to_ask_gets_its_answer(port: int) -> None:
    for path, body in (("/all.rss", RSS), ("/big.json", BIG)):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            client.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := client.recv(1 << 16):
                answer += piece
        assert answer.endswith(body)


def test_an_address_in_full_is_read_as_its_path(port: int) -> None:
    answer = raw(port, b"GET http://x/all.rss HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.endswith(RSS)
    assert raw(port, b"GET HTTPS://x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 404 ")
    assert raw(port, b"CONNECT x:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 405 ")
    assert raw(port, b"\r\n\r\nGET /tiny.rss HTTP/1.0\r\n\r\n").endswith(b"<rss/>")


@given(st.binary(max_size=300))
def test_whatever_comes_is_a_request_or_refused(head: bytes) -> None:
    for given_ in (
        head,
        b"GET " + head + b" HTTP/1.1\r\nHost: x\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n",
    ):
        found = parse(given_)
        assert isinstance(found, Request) or found >= 400
        if isinstance(found, Request):
            assert found.method.isascii()
            assert not re.search(rb"[\r\n\x00]", b"".join(found.fields.values()))


@given(st.text(max_size=60) | st.lists(st.sampled_from(["..", ".", "", "a", "\\", "%2e", "é"])).map("/".join))
def test_no_path_leads_out_of_the_folder(path: str) -> None:
    place = safe_path(path)
    if place is not None:
        assert Path("/srv/site", place).as_posix().startswith("/srv/site/")
        assert not any(part.startswith(".") or not part for part in place.split("/"))


@given(st.binary(max_size=80), st.integers(0, 1000))
def test_whatever_part_is_asked_for_lies_inside(asked: bytes, size: int) -> None:
    for value in (asked, b"bytes=" + asked):
        part = part_of({b"range": value}, size, b'"x"', 0)
        if isinstance(part, tuple):
            assert 0 <= part[0] < part[1] <= size


@given(st.binary(max_size=80))
def test_whatever_coding_is_asked_for_is_one_of_ours(accepted: bytes) -> None:
    assert set(codings.wanted(accepted)) <= {"br", "gzip"}


@given(st.text(max_size=200))
def test_whatever_is_asked_of_a_feed_is_read_or_refused(query: str) -> None:
    with contextlib.suppress(ValueError):
        wanted = selection.read(query)
        assert selection.read(wanted.query) == wanted
        assert wanted.query.isascii()
        assert wanted.title.isprintable()
