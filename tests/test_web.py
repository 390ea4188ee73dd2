"""Fetching over HTTP, on loopback: conditions, bounds, redirects, forbidden addresses, manners, passwords."""

from __future__ import annotations

import base64
import gzip
import itertools
import socket
import ssl
import time
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import brotli
import msgspec
import pytest
import zstandard

from factories import NOW
from feeds import __version__
from feeds.errors import SourceError
from feeds.fetch import guard, web
from feeds.fetch.web import Answer, Client
from feeds.model import Source
from feeds.remembered import Visit
from web_lab import Asked, Reply, Site, closed_port, raw_server, serving

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


def source(url: str, **facts: object) -> Source:
    wanted = {"name": "s", "url": url, "allow_private": True, "robots": False, **facts}
    return Source(**wanted)  # type: ignore[arg-type]


def ask(one: Source, known: Visit | None = None, *, now: object = NOW, **facts: object) -> Answer:
    address = one.url or ""
    made = {"agent": "Feeds/test", "now": now, **facts}
    return web.run(lambda client: client.ask(one, address, known), lambda: Client(**made))  # type: ignore[arg-type]


def failure(one: Source, **facts: object) -> SourceError:
    answer = ask(one, **facts)  # type: ignore[arg-type]
    assert answer.fetched is None
    assert answer.error is not None
    assert answer.error.where
    assert answer.error.remedy
    return answer.error


def body(answer: Answer) -> bytes:
    assert answer.error is None
    assert answer.fetched is not None
    return answer.fetched.body


# --- what comes, and what is not sent again ---------------------------------------------------------------------------


def test_a_page_comes_with_what_the_server_says_of_it(site: Site) -> None:
    site.routes["/a"] = (200, {"Content-Type": 'Text/HTML; Charset="ISO-8859-1"', "ETag": 'W/"1"'}, b"<p>x\xe6</p>")
    answer = ask(source(f"{site.root}/a"))
    fetched = answer.fetched
    assert fetched is not None
    assert (fetched.body, fetched.url, fetched.media_type, fetched.charset) == (
        b"<p>x\xe6</p>", f"{site.root}/a", "text/html", "cp1252",
    )  # fmt: skip
    assert (answer.visit.etag, answer.visit.status, answer.visit.failures) == ('W/"1"', 200, 0)
    assert site.last("/a")["User-Agent"] == "Feeds/test"
    assert "Cookie" not in site.last("/a")


def test_who_asks_is_told_honestly() -> None:
    assert web.agent() == f"Feeds/{__version__}"
    assert web.agent("https://example.org/") == f"Feeds/{__version__} (+https://example.org/)"


@pytest.mark.parametrize(
    ("sent", "asked", "value"),
    [
        ({"ETag": '"æ-1"'.encode().decode("latin-1")}, "If-None-Match", '"æ-1"'),
        ({"ETag": "not even quoted"}, "If-None-Match", "not even quoted"),
        ({"Last-Modified": "Sunday, 06-Nov-94 08:49:37 GMT"}, "If-Modified-Since", "Sunday, 06-Nov-94 08:49:37 GMT"),
    ],
)
def test_validators_go_back_as_they_came(site: Site, sent: dict[str, str], asked: str, value: str) -> None:
    def route(one: Asked) -> Reply:
        told = (one.headers[asked] or "").encode("latin-1").decode("utf-8", "replace")
        return (304, {}, b"") if told == value else (200, sent, b"text")

    site.routes["/a"] = route
    first = ask(source(f"{site.root}/a"))
    assert body(first) == b"text"
    again = ask(source(f"{site.root}/a"), first.visit, now=LATER)
    assert (again.error, again.fetched, again.visit.status) == (None, None, 304)
    assert (again.visit.sha256, again.visit.etag) == (first.visit.sha256, first.visit.etag)
    assert again.visit.fetched_at == LATER


def test_the_same_bytes_are_no_news_without_validators(site: Site) -> None:
    site.routes["/a"] = b"text"
    first = ask(source(f"{site.root}/a"))
    again = ask(source(f"{site.root}/a"), first.visit)
    assert (again.fetched, again.visit.status) == (None, 200)
    site.routes["/a"] = b"other text"
    assert body(ask(source(f"{site.root}/a"), first.visit)) == b"other text"


def test_validators_are_those_of_one_page(site: Site) -> None:
    site.routes["/a"] = (302, {"Location": "/b"}, b"")
    site.routes["/b"] = (200, {"ETag": '"1"', "Last-Modified": "x"}, b"text")
    site.routes["/c"] = (200, {}, b"other")
    first = ask(source(f"{site.root}/a"))
    assert first.visit.url == f"{site.root}/b"
    ask(source(f"{site.root}/a"), first.visit)
    assert "If-None-Match" not in site.last("/a")
    assert site.last("/b")["If-None-Match"] == '"1"'
    site.routes["/a"] = (302, {"Location": "/c"}, b"")
    assert body(ask(source(f"{site.root}/a"), first.visit)) == b"other"
    assert "If-None-Match" not in site.last("/c")
    assert "If-Modified-Since" not in site.last("/c")


# --- how much, and for how long ---------------------------------------------------------------------------------------

ZEROS = 60_000_000


def zeros() -> Iterator[bytes]:
    return itertools.repeat(bytes(1_000_000), ZEROS // 1_000_000)


def packed(coding: str) -> bytes:
    if coding == "br":
        packer = brotli.Compressor(quality=1)
        return bytes(b"".join(packer.process(piece) for piece in zeros()) + packer.finish())
    if coding == "zstd":
        frames = zstandard.ZstdCompressor(level=1).compressobj()
        return b"".join(frames.compress(piece) for piece in zeros()) + frames.flush()
    squeezer = zlib.compressobj(1, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    return b"".join(squeezer.compress(piece) for piece in zeros()) + squeezer.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_unpacked_no_further_than_the_limit(site: Site, coding: str) -> None:
    site.routes["/a"] = (200, {"Content-Encoding": coding}, packed(coding))
    tracemalloc.start()
    try:
        error = failure(source(f"{site.root}/a", max_bytes=2_000_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "more than 2,000,000 bytes" in str(error)
    assert peak < 20_000_000


def test_a_bomb_in_a_bomb_is_no_better(site: Site) -> None:
    site.routes["/a"] = (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(packed("gzip")))
    assert "more than" in str(failure(source(f"{site.root}/a", max_bytes=2_000_000)))
    site.routes["/a"] = (200, {"Content-Encoding": "gzip, gzip, gzip"}, b"x")
    assert "packed more than twice" in str(failure(source(f"{site.root}/a")))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "raw deflate", "members", "x-gzip", "identity"])
def test_each_coding_is_undone(site: Site, coding: str) -> None:
    text = b"some text, " * 20_000
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    known = {
        "gzip": gzip.compress(text),
        "x-gzip": gzip.compress(text),
        "members": gzip.compress(text[:1000]) + gzip.compress(text[1000:]),
        "deflate": zlib.compress(text),
        "raw deflate": squeezer.compress(text) + squeezer.flush(),
        "br": brotli.compress(text),
        "zstd": zstandard.compress(text),
        "identity": text,
    }
    said = {"raw deflate": "deflate", "members": "GZIP"}.get(coding, coding)
    site.routes["/a"] = (200, {"Content-Encoding": said}, known[coding])
    assert body(ask(source(f"{site.root}/a"))) == text
    assert site.last("/a")["Accept-Encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_half_a_packed_body_is_no_body(site: Site, coding: str) -> None:
    text = "".join(str(number * 7919) for number in range(30_000)).encode()
    whole = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}[coding]
    site.routes["/half"] = (200, {"Content-Encoding": coding}, whole(text)[:-2000])
    site.routes["/other"] = (200, {"Content-Encoding": coding}, b"this is not packed at all, whatever they say")
    for path in ("/half", "/other"):
        assert "cannot be read: it" in str(failure(source(f"{site.root}{path}")))


def test_a_coding_that_nobody_knows_is_told_of(site: Site) -> None:
    site.routes["/a"] = (200, {"Content-Encoding": "rot13"}, b"grkg")
    assert "'rot13'" in str(failure(source(f"{site.root}/a")))


def test_a_gigabyte_is_cut_at_the_limit_and_memory_stays_flat(site: Site) -> None:
    sent = 0

    def endless(asked: Asked) -> None:
        nonlocal sent
        handler, chunk = asked.handler, bytes(1_000_000)
        handler.send_response(200)
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(chunk)
            sent += len(chunk)

    site.routes["/a"] = endless
    tracemalloc.start()
    try:
        error = failure(source(f"{site.root}/a", max_bytes=5_000_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "more than 5,000,000 bytes" in str(error)
    assert sent < 100_000_000
    assert peak < 20_000_000


def test_a_body_that_is_announced_too_large_is_not_read(site: Site) -> None:
    def huge(asked: Asked) -> None:
        asked.handler.send_response(200)
        asked.handler.send_header("Content-Length", str(10**12))
        asked.handler.end_headers()
        time.sleep(0.2)

    site.routes["/a"] = huge
    assert "more than 20,000,000 bytes" in str(failure(source(f"{site.root}/a")))


def drip(connection: socket.socket) -> None:
    connection.recv(10_000)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.1)


def drip_headers(connection: socket.socket) -> None:
    connection.recv(10_000)
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        connection.sendall(b"X-%d: y\r\n" % number)
        time.sleep(0.1)


def silence(connection: socket.socket) -> None:
    connection.recv(10_000)
    time.sleep(10)


@pytest.mark.parametrize("talk", [drip, drip_headers, silence])
def test_a_server_that_drips_is_cut_when_the_time_of_the_whole_is_over(talk: object) -> None:
    with raw_server(talk) as port:  # type: ignore[arg-type]
        began = time.monotonic()
        error = failure(source(f"http://127.0.0.1:{port}/", timeout=1))
    assert time.monotonic() - began < 3
    assert "not there after 1 seconds" in str(error)
    assert error.fault == "unreachable"


def test_waiting_for_ones_turn_is_nobodys_fault(site: Site) -> None:
    def slow(asked: Asked) -> bytes:
        time.sleep(0.4)
        return b"text"

    site.routes |= {f"/{number}": slow for number in range(8)}
    answers = all_of([source(f"{site.root}/{number}", timeout=1) for number in range(8)])
    assert [answer.error for answer in answers] == [None] * 8


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "no HTTP, or was cut off"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "no HTTP, or was cut off"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", "no HTTP, or was cut off"),
        (b"", "no HTTP, or was cut off"),
        (b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", "answers 999"),
    ],
)
def test_what_is_no_answer_is_told_of(reply: bytes, what: str) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(10_000)
        connection.sendall(reply)

    with raw_server(talk) as port:
        assert what in str(failure(source(f"http://127.0.0.1:{port}/")))


def test_who_does_not_listen_is_unreachable() -> None:
    error = failure(source(f"http://127.0.0.1:{closed_port()}/"))
    assert "refuses the connection" in str(error)
    assert error.fault == "unreachable"


def test_a_name_that_is_none_is_told_of() -> None:
    error = failure(source("http://nobody.invalid/"))
    assert "no such host" in str(error)
    assert error.fault == "unreachable"


def test_what_speaks_no_tls_is_told_of(site: Site) -> None:
    site.routes["/"] = b"text"
    error = failure(source(f"https://127.0.0.1:{site.port}/"))
    assert "no safe connection" in str(error)


# --- redirects --------------------------------------------------------------------------------------------------------


def test_what_moved_for_good_is_asked_for_there(site: Site) -> None:
    site.routes["/a"] = (301, {"Location": "/b"}, b"")
    site.routes["/b"] = (308, {"Location": "/c#top"}, b"")
    site.routes["/c"] = b"text"
    first = ask(source(f"{site.root}/a"))
    assert first.visit.moved_to == f"{site.root}/c"
    assert first.fetched is not None
    assert (first.fetched.url, first.fetched.location) == (f"{site.root}/c", f"{site.root}/a")
    ask(source(f"{site.root}/a"), first.visit)
    assert site.paths() == ["/a", "/b", "/c", "/c"]


def test_a_move_is_for_good_as_far_as_it_is_said_so(site: Site) -> None:
    site.routes["/a"] = (301, {"Location": "/b"}, b"")
    site.routes["/b"] = (302, {"Location": "/c"}, b"")
    site.routes["/c"] = b"text"
    assert ask(source(f"{site.root}/a")).visit.moved_to == f"{site.root}/b"


def test_a_new_address_that_fails_is_forgotten(site: Site) -> None:
    site.routes["/a"] = (301, {"Location": "/b"}, b"")
    site.routes["/b"] = b"text"
    first = ask(source(f"{site.root}/a"))
    site.routes["/b"] = (404, {}, b"")
    second = ask(source(f"{site.root}/a"), first.visit)
    assert second.error is not None
    assert second.visit.moved_to is None
    site.routes["/a"] = b"here again"
    assert body(ask(source(f"{site.root}/a"), second.visit)) == b"here again"


def test_redirects_that_lead_nowhere_are_told_of(site: Site) -> None:
    site.routes["/a"] = (302, {"Location": "/b"}, b"")
    site.routes["/b"] = (302, {"Location": "/a"}, b"")
    assert "lead in a circle" in str(failure(source(f"{site.root}/a")))
    for number in range(20):
        site.routes[f"/n{number}"] = (302, {"Location": f"/n{number + 1}"}, b"")
    assert "more than 10 redirects" in str(failure(source(f"{site.root}/n0")))
    for target in ("ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://[", "http://u:p@x.org/"):
        site.routes["/c"] = (302, {"Location": target}, b"")
        assert "no web address" in str(failure(source(f"{site.root}/c")))


# --- addresses that may not be led to ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "192.88.99.1", "::1", "::",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "5f00::1", "100::1",
        "2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:10.0.0.1", "4000::1",
    ],
)  # fmt: skip
def test_no_source_leads_into_the_own_network(address: str) -> None:
    assert guard.refusal(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_the_open_internet_is_open(address: str) -> None:
    assert guard.refusal(address) is None


def test_loopback_is_refused_unless_the_owner_says_so(site: Site) -> None:
    site.routes["/"] = b"text"
    hosts = ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0", "[::1]", "[::ffff:127.0.0.1]")
    for host in hosts:
        error = failure(source(f"http://{host}:{site.port}/", allow_private=False))
        assert "where no source may lead" in str(error)
        assert "allow_private" in error.remedy
        assert error.fault == "refused"
    assert site.asked == []
    assert body(ask(source(f"{site.root}/"))) == b"text"


def test_a_redirect_into_the_own_network_is_refused(site: Site) -> None:
    # The first name leads to loopback by permission of nobody: only the way there is faked, all else is real.
    async def resolve(host: str, port: int) -> Sequence[str]:
        return {"open.example": ["93.184.215.14"], "inside.example": ["127.0.0.1"]}[host]

    with lying(site):
        site.routes["/"] = (302, {"Location": f"http://inside.example:{site.port}/secret"}, b"")
        site.routes["/secret"] = b"secret"
        error = failure(source(f"http://open.example:{site.port}/", allow_private=False), resolve=resolve)
    assert error.where == "inside.example"
    assert "where no source may lead" in str(error)
    assert site.paths() == ["/"]


def test_a_name_that_is_bound_anew_gains_nothing(site: Site) -> None:
    answers = [["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]]
    resolved = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        resolved.append(host)
        return answers[min(len(resolved), len(answers)) - 1]

    with lying(site) as reached:
        site.routes["/"] = b"text"
        # What was looked at is what is connected to: the name is not resolved a second time for that.
        assert body(ask(source(f"http://rebind.example:{site.port}/", allow_private=False), resolve=resolve)) == b"text"
        assert (resolved, reached) == (["rebind.example"], ["93.184.215.14"])
        assert site.last("/")["Host"] == f"rebind.example:{site.port}"
        error = failure(source(f"http://rebind.example:{site.port}/", allow_private=False), resolve=resolve)
    assert "where no source may lead" in str(error)
    assert reached == ["93.184.215.14"]


def test_one_bad_address_among_good_ones_is_enough(site: Site) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["93.184.215.14", "::ffff:127.0.0.1"]

    assert "where no source may lead" in str(
        failure(source("http://both.example/", allow_private=False), resolve=resolve)
    )


def test_an_open_connection_into_the_own_network_is_not_lent(site: Site) -> None:
    site.routes["/"] = b"text"
    url = f"{site.root}/"

    async def both(client: Client) -> list[Answer]:
        return [await client.ask(source(url), url), await client.ask(source(url, allow_private=False), url)]

    first, second = web.run(both, lambda: Client("x", NOW))
    assert (first.error, second.fetched) == (None, None)


PEM = Path(__file__).parent / "tls" / "open.example.pem"


def test_tls_is_with_the_name_although_the_address_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str | None] = []
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(PEM)
    tls.sni_callback = lambda _, name, __: names.append(name)

    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["93.184.215.14"]

    with serving(tls) as site:
        site.routes["/"] = b"text"
        one, other = (source(f"https://{name}.example:{site.port}/") for name in ("open", "other"))
        with lying(site):
            error = failure(one, resolve=resolve)
            assert "certificate is not good: self-signed" in str(error)
            assert error.fault == "unreachable"
            monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
            assert body(ask(one, resolve=resolve)) == b"text"
            assert "certificate is not good: Hostname mismatch" in str(failure(other, resolve=resolve))
        assert names == ["open.example", "open.example", "other.example"]
        assert [asked.headers["Host"] for asked in site.asked] == [f"open.example:{site.port}"]


# --- robots.txt -------------------------------------------------------------------------------------------------------


def test_robots_are_asked_and_obeyed(site: Site) -> None:
    site.routes["/robots.txt"] = b"User-agent: *\nDisallow: /private\n\nUser-agent: feeds\nDisallow: /no\n"
    for path in ("/no/1", "/yes", "/private"):
        site.routes[path] = b"text"
    error = failure(source(f"{site.root}/no/1", robots=True))
    assert "robots.txt" in str(error)
    assert error.fault == "refused"
    assert body(ask(source(f"{site.root}/yes", robots=True))) == b"text"
    assert body(ask(source(f"{site.root}/private", robots=True))) == b"text"
    assert site.paths() == ["/yes", "/private"]
    assert body(ask(source(f"{site.root}/no/1"))) == b"text"


def test_robots_count_where_a_redirect_leads(site: Site) -> None:
    site.routes["/robots.txt"] = b"User-agent: *\nDisallow: /no\n"
    site.routes["/a"] = (302, {"Location": "/no"}, b"")
    site.routes["/no"] = b"text"
    assert "robots.txt" in str(failure(source(f"{site.root}/a", robots=True)))
    assert site.paths() == ["/a"]


def test_robots_are_believed_for_a_day(site: Site) -> None:
    site.routes["/robots.txt"] = b"User-agent: *\nDisallow: /no\n"
    site.routes["/a"] = b"text"
    one = source(f"{site.root}/a", robots=True)

    def visit(sites: Sequence[Visit], now: object) -> list[Visit]:
        async def work(client: Client) -> list[Visit]:
            await client.together(client.ask(one, f"{site.root}/{path}") for path in "abc")
            return client.visited

        return web.run(work, lambda: Client("x", now, sites))  # type: ignore[arg-type]

    known = visit((), NOW)
    assert [(each.address, each.source, "Disallow" in each.text) for each in known] == [
        (f"{site.root}/robots.txt", "", True)
    ]
    assert visit(known, NOW + timedelta(hours=23)) == []
    (again,) = visit(known, NOW + timedelta(hours=25))
    assert again.text == known[0].text
    assert site.paths(robots=True).count("/robots.txt") == 2


@pytest.mark.parametrize(("status", "may"), [(404, True), (403, True), (410, True), (500, False), (503, False)])
def test_no_robots_allow_all_and_failing_ones_nothing(site: Site, status: int, *, may: bool) -> None:
    site.routes["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /\n")
    site.routes["/a"] = b"text"
    answer = ask(source(f"{site.root}/a", robots=True))
    assert (answer.error is None) is may


# --- manners ----------------------------------------------------------------------------------------------------------


def all_of(sources: Sequence[Source]) -> list[Answer]:
    async def work(client: Client) -> list[Answer]:
        return await client.together(client.ask(one, one.url or "") for one in sources)

    return web.run(work, lambda: Client("x", NOW))


def test_so_many_at_once_and_no_more() -> None:
    def slow(asked: Asked) -> bytes:
        time.sleep(0.05)
        return b"text"

    with serving() as one, serving() as other:
        one.routes |= {f"/{number}": slow for number in range(10)}
        other.routes = one.routes
        answers = all_of([source(f"{one.root}/{number}") for number in range(10)])
        assert all(answer.error is None for answer in answers)
        assert one.most == web.PER_HOST
        names = [f"127.0.0.{number}" for number in range(2, 12)]
        answers = all_of([source(f"http://{name}:{closed_port()}/") for name in names])
        assert all(answer.error is not None for answer in answers)


def test_hosts_do_not_wait_for_each_other_and_are_bounded_in_all() -> None:
    open_now, most = 0, 0

    def talk(connection: socket.socket) -> None:
        nonlocal open_now, most
        connection.recv(10_000)
        open_now += 1
        most = max(most, open_now)
        time.sleep(0.1)
        open_now -= 1
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx")

    with raw_server(talk) as port:

        async def resolve(host: str, asked: int) -> Sequence[str]:
            return ["127.0.0.1"]

        async def work(client: Client) -> list[Answer]:
            urls = [f"http://h{number}.example:{port}/{each}" for number in range(12) for each in range(2)]
            return await client.together(client.ask(source(url), url) for url in urls)

        answers = web.run(work, lambda: Client("x", NOW, resolve=resolve))
    assert all(answer.error is None for answer in answers)
    assert most == web.AT_ONCE


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120), ("0", None), ("-5", None), ("soon", None), ("999999999", 86400)],
)
def test_retry_after_in_seconds(site: Site, said: str, seconds: int | None) -> None:
    site.routes["/a"] = (503, {"Retry-After": said}, b"")
    visit = ask(source(f"{site.root}/a")).visit
    assert visit.next_allowed is not None
    waited = (visit.next_allowed - NOW).total_seconds()
    assert waited == seconds if seconds and seconds > 60 else 45 <= waited <= 60


def test_retry_after_as_a_date(site: Site) -> None:
    until = NOW + timedelta(hours=3)
    site.routes["/a"] = (429, {"Retry-After": f"{until:%a, %d %b %Y %H:%M:%S} GMT"}, b"")
    answer = ask(source(f"{site.root}/a"))
    assert answer.visit.next_allowed == until
    assert answer.error is not None
    assert answer.error.fault == "blocked"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "public, max-age=600"}, 600),
        ({"Cache-Control": "max-age=600", "Age": "200"}, 400),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Cache-Control": "max-age=0"}, None),
        ({"Cache-Control": "max-age=99999999"}, 86400),
        ({"Cache-Control": "max-age=never"}, None),
        ({}, None),
    ],
)
def test_a_server_says_for_how_long_its_answer_is_fresh(
    site: Site, headers: dict[str, str], seconds: int | None
) -> None:
    site.routes["/a"] = (200, headers, b"text")
    visit = ask(source(f"{site.root}/a")).visit
    assert visit.next_allowed == (NOW + timedelta(seconds=seconds) if seconds else None)


def test_patience_grows_with_each_failure_and_ends_with_the_first_success(site: Site) -> None:
    site.routes["/a"] = (500, {}, b"")
    one, visit, waits = source(f"{site.root}/a"), None, []
    for _ in range(14):
        visit = ask(one, visit).visit
        assert visit.next_allowed is not None
        waits.append((visit.next_allowed - NOW).total_seconds())
    assert waits == sorted(waits) or waits[-1] > 60_000
    assert 45 <= waits[0] <= 60
    assert waits[-1] <= 86_400
    assert visit is not None
    assert (visit.failures, visit.status, visit.fault) == (14, 500, "unreachable")
    site.routes["/a"] = b"text"
    again = ask(one, visit).visit
    assert (again.failures, again.next_allowed, again.fault) == (0, None, "")


# --- what kind of failure ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "fault"),
    [(404, "gone"), (410, "gone"), (401, "blocked"), (403, "blocked"), (429, "blocked"), (500, "unreachable"),
     (502, "unreachable"), (503, "unreachable"), (400, "invalid"), (204, "invalid"), (418, "invalid")],
)  # fmt: skip
def test_statuses_are_told_apart(site: Site, status: int, fault: str) -> None:
    site.routes["/a"] = (status, {}, b"" if status == 204 else b"<p>An error</p>")
    error = failure(source(f"{site.root}/a"))
    assert (error.fault, str(status) in str(error)) == (fault, True)


def test_a_picture_is_no_page(site: Site) -> None:
    site.routes["/a"] = (200, {"Content-Type": "image/png"}, b"\x89PNG")
    assert "image/png" in str(failure(source(f"{site.root}/a")))


# --- passwords --------------------------------------------------------------------------------------------------------

TOKEN = "t0k3n-of-nobody"


@pytest.fixture
def closed(site: Site, monkeypatch: pytest.MonkeyPatch) -> Source:
    monkeypatch.setenv("FEEDS_TOKEN", f"{TOKEN}\n")
    monkeypatch.setenv("FEEDS_LOGIN", "anna:æble".encode("ascii", "ignore").decode())
    return source(
        f"{site.root}/a", headers={"Authorization": "Bearer ${FEEDS_TOKEN}"}, cookies={"id": "${FEEDS_TOKEN}"}
    )


def test_a_token_comes_from_the_environment(site: Site, closed: Source) -> None:
    site.routes["/a"] = b"text"
    assert body(ask(closed)) == b"text"
    assert site.last("/a")["Authorization"] == f"Bearer {TOKEN}"
    assert site.last("/a")["Cookie"] == f"id={TOKEN}"


def test_name_and_password_become_basic(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDS_LOGIN", "anna:secret word")
    site.routes["/a"] = b"text"
    ask(source(f"{site.root}/a", headers={"Authorization": "Basic ${FEEDS_LOGIN}"}))
    assert base64.b64decode(site.last("/a")["Authorization"].removeprefix("Basic ")) == b"anna:secret word"


def test_a_token_is_not_for_other_servers(site: Site, closed: Source) -> None:
    with serving() as other:
        other.routes["/b"] = b"text"
        site.routes["/a"] = (302, {"Location": f"{other.root}/b"}, b"")
        assert body(ask(closed)) == b"text"
        assert "Authorization" not in other.last("/b")
        assert "Cookie" not in other.last("/b")


def test_an_unset_variable_is_named_and_nothing_is_asked(site: Site) -> None:
    one = source(f"{site.root}/a", headers={"X": "${FEEDS_UNSET_VARIABLE}"})
    answer = ask(one)
    assert answer.error is not None
    assert "FEEDS_UNSET_VARIABLE is not set" in str(answer.error)
    assert (answer.error.fault, answer.visit.failures, answer.visit.next_allowed) == ("refused", 0, None)
    assert site.asked == []


def test_a_variable_that_no_header_can_hold_is_not_shown(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDS_TOKEN", f"{TOKEN}\r\nX-Evil: 1")
    error = failure(source(f"{site.root}/a", headers={"X": "${FEEDS_TOKEN}"}))
    assert "FEEDS_TOKEN" in str(error)
    assert TOKEN not in str(error)
    assert site.asked == []


@pytest.mark.parametrize("status", [200, 401, 403, 404, 429, 500])
def test_no_password_is_in_what_is_told_or_remembered(site: Site, closed: Source, status: int) -> None:
    site.routes["/a"] = (status, {"Retry-After": "5"}, b"text")
    answer = ask(closed)
    told = f"{answer.error} {answer.error!r} {answer.visit} {closed} {answer}"
    assert TOKEN not in told
    with pytest.raises(SourceError, match="more than"):
        raise failure(msgspec.structs.replace(closed, max_bytes=1)) if status == 200 else SourceError("more than")


# --- proxies ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def test_a_proxy_is_used_as_the_environment_says(site: Site, no_proxies: pytest.MonkeyPatch) -> None:
    no_proxies.setenv("http_proxy", f"http://me:pass%20word@127.0.0.1:{site.port}")
    site.routes["http://example.org/a"] = b"by proxy"
    assert body(ask(source("http://example.org/a", allow_private=False))) == b"by proxy"
    login = site.asked[-1].headers["Proxy-Authorization"]
    assert base64.b64decode(login.removeprefix("Basic ")) == b"me:pass word"
    no_proxies.setenv("no_proxy", "127.0.0.1")
    site.routes["/a"] = b"directly"
    assert body(ask(source(f"{site.root}/a"))) == b"directly"


def test_a_proxy_is_not_asked_for_what_lies_inside(site: Site, no_proxies: pytest.MonkeyPatch) -> None:
    no_proxies.setenv("http_proxy", f"http://127.0.0.1:{site.port}")
    for host in ("169.254.169.254", "localhost", "[::1]", "127.1", "2130706433", "printer.local", "x.internal"):
        assert "where no source may lead" in str(failure(source(f"http://{host}/", allow_private=False)))
    assert site.asked == []


def test_a_proxy_that_is_down_is_told_of_without_its_password(no_proxies: pytest.MonkeyPatch) -> None:
    no_proxies.setenv("http_proxy", f"http://me:{TOKEN}@127.0.0.1:{closed_port()}")
    error = failure(source("http://example.org/"))
    assert error.fault == "unreachable"
    assert TOKEN not in f"{error} {error!r}"
    no_proxies.setenv("http_proxy", f"socks4://me:{TOKEN}@127.0.0.1:1")
    error = failure(source("http://example.org/"))
    assert "proxy" in str(error)
    assert TOKEN not in f"{error} {error!r}"


# --- how a name is made to lead to our server although its address is looked at ---------------------------------------


class lying:  # noqa: N801  reads as what it does
    """Let connections to public addresses end at a server on loopback, and list the addresses that were asked for."""

    def __init__(self, site: Site) -> None:
        self._port, self._reached = site.port, list[str]()

    def __enter__(self) -> list[str]:
        import httpcore2

        self._real = httpcore2.AnyIOBackend.connect_tcp
        real, reached, port = self._real, self._reached, self._port

        async def connect(self: object, host: str, *args: object, **facts: object) -> object:
            reached.append(host)
            return await real(self, "127.0.0.1", port)  # type: ignore[arg-type]

        httpcore2.AnyIOBackend.connect_tcp = connect  # type: ignore[assignment, method-assign]
        return self._reached

    def __exit__(self, *args: object) -> None:
        import httpcore2

        httpcore2.AnyIOBackend.connect_tcp = self._real  # type: ignore[method-assign]
